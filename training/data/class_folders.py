"""Class folders: ``[SPLIT/]CLASS/[PERSON/]picture``, as most sets on Kaggle are laid out.

The folders train, validation (valid, val) and test keep their meaning; where only
train and test are there, a tenth of train is set aside for choosing, and without any
the groups are split 8:1:1.  A folder inside a class names a person; without one every
picture is its own group, and ``training.faults`` must look for copies across the
sides.  Folders around all this are looked through.  The names of the classes stand in
``class_names``; an unknown one is an error, so that no class is lost to a typing slip.
"""

from collections.abc import Iterator
from typing import Final

from training.data.archive import Archive, is_picture, listed
from training.data.class_names import ClassLabel, class_label, one_hot
from training.data.sample import Sample
from training.data.splits import Split, split_of

SPLITS: Final[dict[str, Split]] = {
    "train": "train",
    "training": "train",
    "validation": "validation",
    "valid": "validation",
    "val": "validation",
    "test": "test",
    "testing": "test",
}

SET_ASIDE: Final = 0.10
"""Share of an official train side that becomes validation where the set has none."""


def load(root: Archive, name: str) -> Iterator[Sample]:
    """Yield the pictures; raises ``ValueError`` naming what is no class, or when there is none."""
    top = find_top(root)
    if top is None:
        raise ValueError(f"{root} holds no class folders")
    sides = {SPLITS[folder.name.lower()]: folder for folder in _split_folders(top)}
    if not sides:
        yield from _side(top, top, name, None, chooses=True)
    for split, folder in sides.items():
        chooses = "validation" in sides
        yield from _side(top, folder, name, split, chooses)


def find_top(root: Archive) -> Archive | None:
    """Return the folder that holds the splits or the classes, through wrappers around it."""
    while True:
        folders = [entry for entry in listed(root) if entry.is_dir()]
        if _split_folders(root) or any(class_label(folder.name) for folder in folders):
            return root
        if len(folders) != 1:
            return None
        root = folders[0]


def class_folders(folder: Archive) -> list[tuple[Archive, ClassLabel]]:
    """Return the classes of a folder; raises ``ValueError`` naming those that are unknown."""
    found = [(one, class_label(one.name)) for one in listed(folder) if one.is_dir()]
    unknown = [one.name for one, label in found if label is None]
    if unknown or not found:
        raise ValueError(
            f"{folder}: unknown class {', '.join(unknown)}; see training/data/class_names.py"
            if unknown
            else f"{folder} holds no class folders"
        )
    return [(one, label) for one, label in found if label is not None]


def _side(
    top: Archive, folder: Archive, name: str, split: Split | None, chooses: bool
) -> Iterator[Sample]:
    for directory, label in class_folders(folder):
        if label == ClassLabel():
            continue
        for person, picture in _pictures(directory):
            file = str(picture).removeprefix(str(top)).replace("\\", "/").strip("/")
            group = person or file
            yield Sample(
                dataset=name,
                file=picture,
                name=file,
                group=group,
                split=_split(name, group, split, chooses),
                smile=label.smile,
                emotion=None if label.emotion is None else one_hot(label.emotion),
                label=label.emotion,
            )


def _split(name: str, group: str, official: Split | None, chooses: bool) -> Split:
    """Keep the official side, but let train spare a validation side where there is none."""
    if official is None:
        return split_of(name, group)
    if official == "train" and not chooses:
        # The part of the hash that would be the test side, for a test side is there.
        return "validation" if split_of(name, group, 2 * SET_ASIDE) == "test" else "train"
    return official


def _split_folders(folder: Archive) -> list[Archive]:
    return [one for one in listed(folder) if one.is_dir() and one.name.lower() in SPLITS]


def _pictures(folder: Archive) -> Iterator[tuple[str, Archive]]:
    """Yield (person or "", picture) below a class."""
    for entry in listed(folder):
        if entry.is_dir():
            yield from ((entry.name, inner) for _, inner in _pictures(entry))
        elif is_picture(entry.name):
            yield "", entry
