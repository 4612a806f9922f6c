"""The frame of the pages the training writes: one file, no network, the game's looks."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

STYLE: Final = Path(__file__).with_name("page.css")

CARD: Final = (
    '<svg viewBox="0 0 16 16" aria-hidden="true">'
    '<rect x="1" width="14" height="16" rx="3" fill="#0A1F1B"/>'
    '<rect x="2" y="1" width="12" height="14" rx="2" fill="#FFD22E"/>'
    '<path fill="#0A1F1B" d="M4 5h3v2H4zM9 5h3v2H9zM4 10h8v2H4z"/></svg>'
)
"""The referee's card; its mouth is the straight line below the title, continued."""


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of a page; ``body`` is HTML, ``lead`` one plain sentence under the title."""

    title: str
    body: str
    lead: str = ""

    @property
    def anchor(self) -> str:
        return "".join(c if c.isalnum() else "-" for c in self.title.lower())


def page(title: str, lead: str, sections: Sequence[Section]) -> str:
    """Return a whole HTML document that needs nothing beside itself."""
    links = "".join(f'<a href="#{one.anchor}">{escaped(one.title)}</a>' for one in sections)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escaped(title)}</title>\n"
        f"<style>\n{STYLE.read_text(encoding='utf-8')}</style></head>\n<body>"
        f"<header>{CARD}<div><h1>{escaped(title)}</h1>"
        f'<p class="lead">{escaped(lead)}</p></div></header>\n'
        f'<nav aria-label="Sections">{links}</nav>\n<main>\n'
        + "\n".join(_section(one) for one in sections)
        + "\n</main></body></html>\n"
    )


def table(
    head: Sequence[str], rows: Sequence[Sequence[str]], caption: str = "", words: int = 1
) -> str:
    """Return a table; its cells are HTML, a cell that begins with ``<td`` or ``<th`` stays as is.

    The first ``words`` columns stand at the left, the numbers at the right.
    """
    titles = "".join(
        f'<th scope="col"{_word(number, words)}>{cell}</th>' for number, cell in enumerate(head)
    )
    return (
        '<div class="wide" tabindex="0"><table>'
        + (f"<caption>{caption}</caption>" if caption else "")
        + f"<thead><tr>{titles}</tr></thead><tbody>"
        + "".join(f"<tr>{_cells(row, words)}</tr>" for row in rows)
        + "</tbody></table></div>"
    )


def escaped(text: object) -> str:
    """Return any text safe to stand in HTML."""
    return html.escape(str(text))


def percent(share: float, digits: int = 1) -> str:
    """Return a share 0–1 as text, a dash where it is unknown."""
    return "–" if share != share else f"{share * 100:.{digits}f} %"


def number(value: float, digits: int = 3) -> str:
    """Return a number as text, a dash where it is unknown."""
    return "–" if value != value else f"{value:.{digits}f}"


def _section(one: Section) -> str:
    lead = f'<p class="lead">{escaped(one.lead)}</p>' if one.lead else ""
    return f'<section id="{one.anchor}"><h2>{escaped(one.title)}</h2>{lead}{one.body}</section>'


def _cells(row: Sequence[str], words: int) -> str:
    cells = []
    for number, cell in enumerate(row):
        if cell.startswith(("<td", "<th")):
            cells.append(cell)
        elif number == 0:
            cells.append(f'<th scope="row">{cell}</th>')
        else:
            cells.append(f"<td{_word(number, words)}>{cell}</td>")
    return "".join(cells)


def _word(number: int, words: int) -> str:
    return ' class="word"' if number < words else ""
