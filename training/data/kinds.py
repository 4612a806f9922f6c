"""Which kind of data set a folder or zip is, told by its layout or said by name."""

import csv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from training.data import (
    aihub,
    class_folders,
    fer2013,
    fer2013_table,
    genki4k,
    london,
    press_faces,
    recordings,
    smiles,
)
from training.data.archive import DAMAGED, PIXEL_TABLE, Archive, root_of
from training.data.sample import Sample

Loader = Callable[[Archive, str], Iterable[Sample]]

RECORDINGS: Final = "recordings"
"""The kind whose pictures are films: it is filmed, not cropped picture by picture."""

STILLS: Final[Mapping[str, Loader]] = {
    "genki4k": lambda root, name: genki4k.load(root),
    "smiles": lambda root, name: smiles.load(root),
    "fer2013": lambda root, name: fer2013.load(root),
    "london": lambda root, name: london.load(root),
    "press_faces": lambda root, name: press_faces.load(root),
    "fer2013-table": fer2013_table.load,
    "aihub": aihub.load,
    "class-folders": class_folders.load,
}
"""Kind → its loader, which takes the root and the set's name."""

KINDS: Final = (*STILLS, RECORDINGS)

LABELS: Final[Mapping[str, frozenset[str]]] = {
    "fer2013": frozenset({"file", "usage", "emotion", "duplicate_group"}),
    "genki4k": frozenset({"file", "smile", "yaw"}),
    "smiles": frozenset({"file", "smile", "person", "second_label"}),
    "press_faces": frozenset({"file", "emotion", "person"}),
    "london": frozenset({"file", "smile", "person"}),
}
"""Kind → columns of its ``labels.csv``; the first that fits is it."""

NOT_IN_NAMES: Final = frozenset("./\\:=")
"""Of a prepared set NAME lie NAME.npy and NAME.csv: more dots would hide it from its readers."""


class UnknownLayoutError(ValueError):
    """A folder or zip is laid out like no kind of data set."""


@dataclass(frozen=True, slots=True)
class DataSet:
    """A data set on disk: its name among the prepared ones, its kind, and where it begins."""

    name: str
    kind: str
    root: Archive

    def samples(self) -> Iterable[Sample]:
        """Return the labelled pictures, lazily where the set can be huge."""
        return STILLS[self.kind](self.root, self.name)


@dataclass(frozen=True, slots=True)
class Found:
    """The data sets of a folder, and by name what is wrong with those that cannot be read."""

    sets: list[DataSet]
    broken: dict[str, str]


def recognise(root: Archive) -> str:
    """Tell the kind by the layout.

    Raises :class:`UnknownLayoutError` listing what there is, and ``ValueError`` naming a
    table that cannot be read.
    """
    if (root / "labels.csv").is_file():
        columns = _columns(root / "labels.csv")
        for kind, needed in LABELS.items():
            if needed <= columns:
                return kind
    if (root / PIXEL_TABLE).is_file():
        return "fer2013-table"
    if recordings.looks_like(root):
        return RECORDINGS
    if aihub.looks_like(root):
        return "aihub"
    if class_folders.find_top(root) is not None:
        return "class-folders"
    raise UnknownLayoutError(
        f"{root} is laid out like none of: {', '.join(KINDS)}; say which with NAME=KIND:PATH"
    )


NAMED: Final = f"without any of {' '.join(sorted(NOT_IN_NAMES))}"


def is_name(text: str) -> bool:
    """Tell whether a prepared set may be called that."""
    return bool(text) and not NOT_IN_NAMES & set(text)


def parse_set(text: str) -> DataSet:
    """Read ``NAME=KIND:PATH`` or ``NAME=PATH``.

    Raises ``FileNotFoundError`` when nothing is there and ``ValueError`` when it
    is of no kind.
    """
    name, _, place = text.partition("=")
    kind, _, path = place.partition(":")
    # A drive letter of Windows is no kind.
    known = kind in KINDS
    path = path if known else place
    if not path or not is_name(name):
        raise ValueError(f"{text!r}: give a set as NAME=PATH or NAME=KIND:PATH, the name {NAMED}")
    root = root_of(Path(path))
    return DataSet(name, kind if known else recognise(root), root)


def find_sets(data: Path) -> Found:
    """Return every data set right below a folder, zipped or not, a folder before its zip.

    What is laid out like none is left out; what is damaged, or named as no set can be, is
    told, and hides no other.
    """
    found: dict[str, DataSet] = {}
    broken: dict[str, str] = {}
    for entry in sorted(data.iterdir(), key=lambda entry: (entry.suffix == ".zip", entry.name)):
        name = entry.name.removesuffix(".zip")
        if name.startswith(".") or name in found or name in broken:
            continue
        if entry.is_dir() or entry.suffix == ".zip":
            try:
                root = root_of(entry)
                one = DataSet(name, recognise(root), root)
            except UnknownLayoutError:
                continue
            except ValueError as error:
                broken[name] = str(error)
            else:
                if is_name(name):
                    found[name] = one
                else:
                    broken[name] = f"a set is called {NAMED}: rename it, or --set NAME={entry}"
    return Found(sorted(found.values(), key=lambda one: one.name), broken)


def _columns(table: Archive) -> frozenset[str]:
    """Return the names in the first line of a table."""
    try:
        with table.open("r", encoding="utf-8-sig", newline="") as text:
            return frozenset(next(csv.reader(text), ()))
    except (csv.Error, UnicodeDecodeError, *DAMAGED) as error:
        raise ValueError(f"{table}: {error}") from error
