"""What is seen of a soak second by second, and its file on disk.

It is a file of JSON lines, each written when it is known: a program that ends in the
middle leaves all that was seen until then.  The first line tells of the soak, the others each
of a second (``sample``) or of a fault that is over (``recovery``).
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from math import inf
from pathlib import Path
from typing import Any

from laughgame.app.soaking.faults import Spell
from laughgame.vision.sources.fake_script import Verb


@dataclass(frozen=True, slots=True)
class Sample:
    """One second of a soak; ``at_s`` counts from the first verdict.

    Memory is in megabytes (10⁶ bytes): ``rss_mb`` what is resident, ``anonymous_mb`` what of it
    is no file's.  ``fps`` are the verdicts of this second, ``latencies_ms`` what each of them
    took from capture to reading.  ``captured``, ``judged`` and ``dropped`` frames and finished
    ``rounds`` count from the beginning.  ``late_ms`` is how late the window's own timer came,
    ``load`` how many work at once on the whole machine, and ``hanging`` how many threads hang
    in a camera.  What the system does not tell is ``None``.
    """

    at_s: float
    rss_mb: float
    anonymous_mb: float | None
    threads: int | None
    handles: int | None
    fps: float
    captured: int
    judged: int
    dropped: int
    latencies_ms: tuple[float, ...]
    late_ms: float
    load: float | None
    hanging: int
    rounds: int


@dataclass(frozen=True, slots=True)
class Recovery:
    """The fault of this place in the script: a face was read again so long after its end."""

    fault: int
    after_s: float


@dataclass(frozen=True, slots=True)
class Head:
    """What soak it is.  ``began_s`` is the first verdict in seconds of the script."""

    version: str
    source: str
    seed: int
    minutes: float
    machine: str
    began_s: float
    spells: tuple[Spell, ...]


@dataclass(frozen=True, slots=True)
class Soak:
    """A soak as its file tells it.  ``errors`` were logged, ``ended`` says what ended it."""

    head: Head
    samples: tuple[Sample, ...]
    recoveries: tuple[Recovery, ...]
    errors: int
    ended: str


class SamplesError(ValueError):
    """The file holds no samples of a soak; the message names it."""


class SampleFile:
    """Writes the lines of one soak; on the thread that samples."""

    def __init__(self, file: Path) -> None:
        """Begin it anew; raises ``OSError``."""
        file.parent.mkdir(parents=True, exist_ok=True)
        self._lines = file.open("w", encoding="utf-8")

    def begin(self, head: Head) -> None:
        """Tell of the soak."""
        spells = [_told(spell) for spell in head.spells]
        self._write({"soak": {**asdict(head), "spells": spells}})

    def add(self, entry: Sample | Recovery) -> None:
        """Tell of a second, or of a recovery."""
        self._write({type(entry).__name__.lower(): asdict(entry)})

    def end(self, errors: int, ended: str) -> None:
        """Tell what ended it, and close the file."""
        self._write({"end": {"errors": errors, "ended": ended}})
        self._lines.close()

    def _write(self, entry: dict[str, Any]) -> None:
        self._lines.write(json.dumps(entry, allow_nan=False) + "\n")
        self._lines.flush()


def read_samples(file: Path) -> Soak:
    """Read the file of a soak, also of one that did not come to its end.

    Raises ``OSError``, and :class:`SamplesError` for another file and for one without samples.
    """
    head: Head | None = None
    samples: list[Sample] = []
    recoveries: list[Recovery] = []
    errors, ended = 0, "the program did not come to its end"
    try:
        for entry in _entries(file.read_text(encoding="utf-8").split("\n")):
            ((kind, told),) = entry.items()
            match kind:
                case "soak":
                    spells = tuple(_spell(spell) for spell in told.pop("spells"))
                    head = Head(**told, spells=spells)
                case "sample":
                    latencies_ms = tuple(told.pop("latencies_ms"))
                    samples.append(Sample(**told, latencies_ms=latencies_ms))
                case "recovery":
                    recoveries.append(Recovery(**told))
                case "end":
                    errors, ended = told["errors"], told["ended"]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise SamplesError(f"{file} holds no samples of a soak") from error
    if head is None or not samples:
        raise SamplesError(f"{file} tells of no second of a soak")
    return Soak(head, tuple(samples), tuple(recoveries), errors, ended)


def _entries(lines: Sequence[str]) -> list[dict[str, Any]]:
    """Read lines; what follows the last line's end was broken off while it was written."""
    return [json.loads(line) for line in lines[:-1]]


def _told(spell: Spell) -> list[Any]:
    return [spell.verb.value, spell.begin_s, None if spell.end_s == inf else spell.end_s]


def _spell(told: list[Any]) -> Spell:
    verb, begin_s, end_s = told
    return Spell(Verb(verb), begin_s, inf if end_s is None else end_s)
