"""Whether a smaller variant of a model file is worth shipping, and how that is said."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Final

from training.evaluation.flips import Flips

MOST_LOST: Final = 0.003
"""Accuracy, as a share, that a variant may cost."""

HEADS: Final = ("smile", "emotion")

PARAGRAPH: Final = (
    "<!-- smaller: written by training.smaller --write-readme -->",
    "<!-- end of smaller -->",
)
"""Between these marks of the card it is said."""

RULE: Final = (
    "Lost are pictures that float32 has right and the variant has wrong, won the others; behind "
    "them the points lost with the 95 % interval of the paired count. The rule: on neither head "
    "more than 0.3 points lost with 95 % certainty, no set surely worse, and faster with as much."
)


@dataclass(frozen=True, slots=True)
class Variant:
    """A model file's size, speed and shares right by set.

    ``frame_ms`` is processor time; ``faster`` how many times as fast as the first file,
    with the 95 % interval ``faster_low`` to ``faster_high`` over the rounds.  ``flips`` are
    counted against the first file, by set and, under the names of :data:`HEADS`, by head.
    """

    name: str
    megabytes: float
    frame_ms: float
    faster: float
    faster_low: float
    faster_high: float
    right: dict[str, float]
    flips: dict[str, Flips]
    most_smile_moved: float


def verdict(variant: Variant) -> str:
    """Say in one clause whether a variant is worth shipping, and why not."""
    most = {head: variant.flips[head].interval[1] for head in HEADS if head in variant.flips}
    for head, high in most.items():
        if high >= MOST_LOST:
            return f"not shipped: {head} may lose {100 * high:.2f} points"
    for name, flips in variant.flips.items():
        if flips.interval[0] > 0:
            return f"not shipped: surely worse on {name}"
    if variant.faster_low <= 1:
        return "not shipped: it is no faster"
    return f"worth shipping: it costs no more than {100 * max(most.values()):.2f} points"


def worth_shipping(variants: Sequence[Variant]) -> Variant | None:
    """Return the fastest variant that keeps the rule; the first of ``variants`` is the base."""
    kept = [one for one in variants[1:] if verdict(one).startswith("worth")]
    return max(kept, key=lambda one: one.faster, default=None)


def paragraph(variants: Sequence[Variant]) -> str:
    """Return the Markdown for the model card."""
    base, *others = variants
    heads = ("variant", "size", "a frame, one core", "times as fast", "verdict")
    lines = [_row(heads), "|---" * len(heads) + "|"]
    for one in variants:
        gain = f"{one.faster:.2f} ({one.faster_low:.2f} to {one.faster_high:.2f})"
        size, speed = f"{one.megabytes:.1f} MB", f"{one.frame_ms:.2f} ms"
        said = ("", "shipped") if one is base else (gain, verdict(one))
        lines.append(_row((one.name, size, speed, *said)))
    heads = ("pictures", "number", f"{base.name}, right")
    lines += ["", _row((*heads, *(f"{one.name}: lost, won" for one in others)))]
    lines.append("|---" * (len(heads) + len(others)) + "|")
    for name, flips in base.flips.items():
        title = f"**all of {name}**" if name in HEADS else name
        cells = [title, str(flips.pictures), f"{100 * base.right[name]:.1f} %"]
        lines.append(_row((*cells, *(_changed(one.flips[name]) for one in others))))
    worth = worth_shipping(variants)
    end = "By that rule float32 stays alone."
    if worth is not None:
        end = (
            f"By that rule {worth.name} is worth shipping beside float32. It saves "
            f"{base.frame_ms - worth.frame_ms:.2f} ms a frame of the network's own time."
        )
    return (
        "**Smaller variants** (`python -m training.smaller`), judged on the same held-out crops "
        f"and timed in turns in the same run. {RULE}\n\n" + "\n".join(lines) + f"\n\n{end}\n"
    )


def as_json(variants: Sequence[Variant]) -> list[dict[str, object]]:
    """Return the variants as plain values, with the loss and its interval for every group."""
    plain: list[dict[str, object]] = []
    for one in variants:
        flips = {
            name: asdict(flips) | {"loss": flips.loss, "interval": list(flips.interval)}
            for name, flips in one.flips.items()
        }
        said = "shipped" if one is variants[0] else verdict(one)
        plain.append(asdict(one) | {"flips": flips, "verdict": said})
    return plain


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _changed(flips: Flips) -> str:
    """Write what changed hands and the points lost: ``3, 1: 0.09 (−0.07 to 0.25)``."""
    points = [f"{100 * share:.2f}".replace("-", "−") for share in (flips.loss, *flips.interval)]
    return f"{flips.lost}, {flips.won}: {points[0]} ({points[1]} to {points[2]})"
