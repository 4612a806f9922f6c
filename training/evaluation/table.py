"""One table of what the model must show: figure, floor, aim, count and interval.

Floors and aims are asked on people held out of training, so a row stands where its figure on
*all* of them stands.  But the validation half of them helped to choose and to calibrate: beside
it stands what the test people alone show, and where that stands.  A figure that was itself
fitted to some of the cases is judged on the others only: the calibration error on the test
people, the emotions of FER2013 on the half of PublicTest that gave no biases.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Final

MEANING: Final = (
    "A row stands where its figure on all held-out people stands. The test side, beside it with a "
    "standing of its own, is those of them to whom nothing was fitted. A figure that was itself "
    "fitted to some of them (the calibration error to the validation people, the emotions to half "
    "of PublicTest) stands where its test side stands."
)
"""How the table is read."""


class Unit(StrEnum):
    """How a figure is written."""

    SHARE = "share"
    NUMBER = "number"
    FRAMES = "frames"
    MILLISECONDS = "milliseconds"


class Standing(StrEnum):
    """Where a figure stands; a floor is the least that is asked, an aim what is hoped for."""

    AIM = "aim reached"
    FLOOR = "floor reached"
    MISSED = "floor missed"
    OPEN = "not measured"


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value with its number of cases and its 95 % interval."""

    value: float
    count: int
    low: float
    high: float


NOTHING: Final = Figure(math.nan, 0, math.nan, math.nan)
"""Of no case at all."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure beside its floor and its aim.

    ``held_out`` is measured on all that is held out, ``test`` on those of them that nothing
    was fitted to (``None`` where a set has no such side), whom ``tested`` names.  A share is
    0–1.  ``counted`` says what the count counts; ``fitted`` that the figure itself was fitted
    to some of ``held_out``, so that ``test`` decides.
    """

    name: str
    unit: Unit
    floor: float
    aim: float
    held_out: Figure
    test: Figure | None = None
    higher_is_better: bool = True
    counted: str = "pictures"
    fitted: bool = False
    tested: str = "test people"

    @property
    def judged(self) -> Figure | None:
        """Return the figure that is held against floor and aim."""
        return self.test if self.fitted else self.held_out

    @property
    def standing(self) -> Standing:
        """Tell where the judged figure stands."""
        return self._stands(self.judged)

    @property
    def test_standing(self) -> Standing:
        """Tell where the figure of ``test`` alone would stand."""
        return self._stands(self.test)

    def _stands(self, figure: Figure | None) -> Standing:
        value, sign = figure.value if figure else math.nan, 1 if self.higher_is_better else -1
        if math.isnan(value):
            return Standing.OPEN
        if sign * value >= sign * self.aim:
            return Standing.AIM
        return Standing.FLOOR if sign * value >= sign * self.floor else Standing.MISSED


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: what is measured, its measures, and what a reader must know.

    ``chosen`` says what was fitted to some of these cases, or chosen by looking at them.
    """

    key: str
    title: str
    measures: tuple[Measure, ...]
    note: str = ""
    chosen: str = ""

    @property
    def standing(self) -> Standing:
        """A row stands where the worst of its measures stands."""
        return _worst(one.standing for one in self.measures)

    @property
    def test_standing(self) -> Standing:
        """Tell where the worst measure stands on ``test`` alone."""
        return _worst(one.test_standing for one in self.measures)


def open_row(key: str, title: str, note: str) -> Row:
    """Return a row that must be there and was not measured, with what that would have taken."""
    nothing = Measure("not measured", Unit.NUMBER, math.nan, math.nan, NOTHING)
    return Row(key, title, (nothing,), note)


@dataclass(frozen=True, slots=True)
class Aside:
    """A further table beside the main one, all text: a title, column heads and lines."""

    title: str
    heads: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows in order, what was measured, and the tables beside them."""

    rows: tuple[Row, ...]
    model: dict[str, str] = field(default_factory=dict)
    asides: tuple[Aside, ...] = ()


def as_json(table: Table) -> dict[str, object]:
    """Return the table as plain values; what is not finite, and JSON lacks, becomes ``None``."""
    rows = [
        {
            "key": row.key,
            "title": row.title,
            "standing": row.standing.value,
            "test_standing": row.test_standing.value,
            "note": row.note,
            "chosen": row.chosen,
            "measures": [
                asdict(one)
                | {"unit": one.unit.value, "standing": one.standing.value}
                | {"test_standing": one.test_standing.value}
                for one in row.measures
            ],
        }
        for row in table.rows
    ]
    asides = [asdict(aside) for aside in table.asides]
    plain = _finite({"model": table.model, "rows": rows, "asides": asides})
    assert isinstance(plain, dict)
    return plain


def choices(rows: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return what was fitted or chosen with the titles it is true of; rows are (title, chosen)."""
    titles: dict[str, list[str]] = {}
    for title, chosen in rows:
        if chosen:
            titles.setdefault(chosen, []).append(title)
    return [("; ".join(names), chosen) for chosen, names in titles.items()]


def written(value: float | None, unit: Unit) -> str:
    """Write a value as a reader expects it: ``95.5 %``, ``0.990``, ``12``, ``60 ms``."""
    if value is None or not math.isfinite(value):
        return "–"
    match unit:
        case Unit.SHARE:
            return f"{100 * value:.1f} %"
        case Unit.NUMBER:
            return f"{value:.3f}"
        case Unit.FRAMES:
            return f"{value:,.0f}"
        case Unit.MILLISECONDS:
            return f"{value:.0f} ms".replace("-", "−")


def span(figure: Figure, unit: Unit) -> str:
    """Write a figure's interval: ``94.0–97.0 %``; a dash where it has none."""
    if math.isnan(figure.low):
        return "–"
    if unit is Unit.SHARE:
        return f"{100 * figure.low:.1f}–{100 * figure.high:.1f} %"
    low, high = written(figure.low, unit), written(figure.high, unit)
    # A dash beside a minus would be read as part of it.
    return f"{low} to {high}" if unit is Unit.MILLISECONDS else f"{low}–{high}"


def _worst(standings: Iterable[Standing]) -> Standing:
    return max(standings, key=list(Standing).index, default=Standing.OPEN)


def _finite(value: object) -> object:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_finite(item) for item in value]
    return value
