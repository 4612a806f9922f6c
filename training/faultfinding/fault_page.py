"""The rejects with their pictures, on one page that needs nothing beside itself."""

import base64
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from training.faultfinding.fault import MEANING, Fault, Place, Reason
from training.faultfinding.seen import Looked
from training.files import write_text
from training.page import Section, escaped, page, table

SIDE: Final = 96
"""Width of a picture on the page."""

MOST: Final = 120
"""Pictures shown of one reason and set, spread over all there are; the list has every one."""

LOOKS: Final = (
    "<style>.rejects{display:flex;flex-wrap:wrap;gap:8px}"
    ".rejects figure{margin:0;font-size:11px;line-height:1.3;overflow-wrap:anywhere}"
    ".rejects img{display:block;max-width:none}.rejects .kept{opacity:.5}</style>"
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A fault with what the manifest says: the file, its name, its side, whether it is kept out."""

    fault: Fault
    file: str
    name: str
    split: str
    rejected: bool


def write_page(file: Path, looked: Looked, shown: Sequence[Shown]) -> None:
    """Write the page; a crowd of rejects is shown in part."""
    sections = [Section("Counts", LOOKS + _counts(looked, shown))]
    for reason in Reason:
        of_reason = [one for one in shown if one.fault.reason == reason]
        for dataset in sorted({one.fault.place.dataset for one in of_reason}):
            ones = [one for one in of_reason if one.fault.place.dataset == dataset]
            title = f"{reason.replace('_', ' ')} · {dataset}"
            sections.append(Section(title, _pictures(looked, ones), MEANING[reason]))
    lead = (
        "What is kept out of training, and why. Held-out pictures are shown, and still measured "
        "on. To keep one, write its line SET/FILE into keep.txt beside this page."
    )
    write_text(file, page("Rejects", lead, sections))


def _counts(looked: Looked, shown: Sequence[Shown]) -> str:
    counts = Counter((one.fault.place.dataset, one.fault.reason) for one in shown)
    kept_out = Counter(one.fault.place.dataset for one in shown if one.rejected)
    rows = []
    for one in looked.sets:
        reasons = [str(counts[one.name, reason] or "–") for reason in Reason]
        rows.append([one.name, str(len(one.names)), *reasons, str(kept_out[one.name])])
    heads = [reason.replace("_", " ") for reason in Reason]
    return table(["set", "pictures", *heads, "rejected"], rows)


def _pictures(looked: Looked, ones: Sequence[Shown]) -> str:
    # The surest labels and copies are no better known by being first: show a fair part.
    chosen = np.linspace(0, len(ones) - 1, min(MOST, len(ones))).astype(int)
    figures = "".join(_figure(looked, ones[index]) for index in chosen)
    more = f"<p>{len(chosen)} of {len(ones)} shown.</p>" if len(chosen) < len(ones) else ""
    return f'{more}<div class="rejects">{figures}</div>'


def _figure(looked: Looked, one: Shown) -> str:
    fault = one.fault
    twin = [] if fault.twin is None else [fault.twin]
    picture = np.hstack([_small(looked, place) for place in (fault.place, *twin)])
    encoded = cv2.imencode(".jpg", picture[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 80])[1]
    data = base64.b64encode(encoded.tobytes()).decode()
    words = [f"{fault.place.dataset}/{one.file}", one.name, one.split]
    words += [fault.detail] if fault.detail else []
    words += [f"{fault.twin.dataset} beside it"] if fault.twin is not None else []
    width = SIDE * (1 + len(twin))
    return (
        f'<figure class="{"" if one.rejected else "kept"}" style="width:{width}px">'
        f'<img alt="{escaped(one.file)}" width="{width}" height="{SIDE}"'
        f' src="data:image/jpeg;base64,{data}">'
        f"<figcaption>{'<br>'.join(escaped(word) for word in words)}</figcaption></figure>"
    )


def _small(looked: Looked, place: Place) -> NDArray[np.uint8]:
    crop = np.ascontiguousarray(looked.crop(place))
    small = cv2.resize(crop, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    colour = small if small.ndim == 3 else cv2.cvtColor(small, cv2.COLOR_GRAY2RGB)
    return np.asarray(colour, np.uint8)
