"""One page of all pictures in a folder, by screen; those beside their reference come first."""

import html
from collections import defaultdict
from pathlib import Path

STYLE = """
body { margin: 24px; background: #0B2A24; color: #FFF8E7; font: 16px sans-serif }
h2 { margin: 32px 0 12px } figure { margin: 0 } figcaption { color: #A9CABE; margin: 4px 0 16px }
section { display: grid; grid-template-columns: repeat(auto-fill, minmax(420px, 1fr)); gap: 16px }
section.beside { grid-template-columns: 1fr } img { width: 100%; border-radius: 8px }
"""


def write_page(folder: Path) -> Path:
    """Write ``index.html`` beside the pictures of ``folder``; it needs nothing else."""
    groups: dict[str, list[str]] = defaultdict(list)
    for picture in sorted(folder.glob("*.png")):
        groups[picture.name.partition("-")[0].removesuffix(".png")].append(picture.name)
    order = sorted(groups, key=lambda group: (group != "beside", group))
    parts = [
        f"<!doctype html><meta charset='utf-8'><title>Contact sheet</title><style>{STYLE}</style>"
    ]
    for group in order:
        parts.append(f"<h2>{html.escape(group)}</h2><section class='{html.escape(group)}'>")
        for name in groups[group]:
            shown = html.escape(name)
            parts.append(
                f"<figure><a href='{shown}'><img loading='lazy' src='{shown}' alt='{shown}'></a>"
                f"<figcaption>{shown}</figcaption></figure>"
            )
        parts.append("</section>")
    page = folder / "index.html"
    page.write_text("\n".join(parts), encoding="utf-8")
    return page
