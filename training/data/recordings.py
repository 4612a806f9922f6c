"""Recordings of players: ``PERSON/SESSION/LABEL/FRAME.jpg``, both labels in the folder's name.

LABEL is ``EMOTION_SMILE`` or ``EMOTION_SMILE_KIND``:

- EMOTION is one of the seven (or a name ``class_names`` knows), or ``unknown``;
- SMILE is ``smile``, ``nosmile``, ``unknown``, or ``smile`` with its strength in percent:
  ``smile040`` is 0.40;
- KIND says what happens (``speech``, ``yawn``, ``blink``, ``grimace``, ``turn``, ``cover``…);
  without it a smile is ``smile`` and anything else ``still``.

So ``happy_smile``, ``neutral_nosmile_speech``, ``sad_unknown``, ``unknown_smile040``.
FRAME is the frame's number at 30 a second.  A camera that is slower, down to ten a
second, leaves numbers out: the frame before stands for them.  A longer gap ends the
take, and so does a change of the label.  People are split, not frames.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from training.data.archive import Archive, is_picture, listed
from training.data.class_names import class_label
from training.data.splits import Split, split_of

LONGEST_GAP: Final = 3
"""Frame numbers from one picture to the next within a take: 3 is a camera of ten a second."""

UNKNOWN: Final = "unknown"


@dataclass(frozen=True, slots=True)
class FrameLabel:
    """What a folder's name says: an index into ``EMOTIONS``, a smile 0–1, and what happens."""

    emotion: int | None
    smile: float | None
    kind: str


@dataclass(frozen=True, slots=True)
class Take:
    """Frames in a row with one label, 1/30 s apart; a frame may stand there more than once."""

    person: str
    name: str
    split: Split
    label: FrameLabel
    frames: tuple[Archive, ...]


def takes(root: Archive, name: str) -> Iterator[Take]:
    """Yield every take; raises ``ValueError`` naming a folder or frame that is misnamed."""
    for person in _folders(root):
        for session in _folders(person):
            for folder in _folders(session):
                label = read_label(folder.name)
                for first, frames in _runs(folder):
                    yield Take(
                        person=person.name,
                        name=f"{person.name}/{session.name}/{folder.name}/{first:06}",
                        split=split_of(name, person.name),
                        label=label,
                        frames=tuple(frames),
                    )


def read_label(folder: str) -> FrameLabel:
    """Read the name of a label's folder; raises ``ValueError`` when it is none."""
    emotion, smile, kind = [*folder.lower().split("_", 2), "", ""][:3]
    known = class_label(emotion)
    graded = re.fullmatch(r"smile(\d{3})?|nosmile|unknown", smile)
    percent = int(graded[1]) if graded and graded[1] else 100
    if known is None or known.smile is not None or not graded or percent > 100:
        raise ValueError(
            f"{folder}: a label's folder is named EMOTION_SMILE or EMOTION_SMILE_KIND,"
            " like happy_smile, neutral_nosmile_speech, unknown_smile040"
        )
    strength = {"nosmile": 0.0, UNKNOWN: None}.get(smile, percent / 100)
    return FrameLabel(known.emotion, strength, kind or ("smile" if strength else "still"))


def looks_like(root: Archive) -> bool:
    """Tell whether the first folder of the first session of somebody is named like a label."""
    for _ in range(3):
        root = next(iter(_folders(root)), root)
    try:
        read_label(root.name)
    except ValueError:
        return False
    return True


def _runs(folder: Archive) -> Iterator[tuple[int, list[Archive]]]:
    """Yield the first number and the frames of each stretch without a gap."""
    numbered = sorted(
        ((_number(file), file) for file in listed(folder) if is_picture(file.name)),
        key=lambda pair: pair[0],
    )
    start, frames, last = 0, [], 0
    for number, file in numbered:
        if frames and 0 < number - last <= LONGEST_GAP:
            frames += [frames[-1]] * (number - last - 1)
        elif frames:
            yield start, frames
            frames = []
        start = start if frames else number
        frames.append(file)
        last = number
    if frames:
        yield start, frames


def _number(file: Archive) -> int:
    digits = re.search(r"(\d+)$", PurePath(file.name).stem)
    if digits is None:
        raise ValueError(f"{file}: a frame is named by its number at 30 a second")
    return int(digits[1])


def _folders(folder: Archive) -> list[Archive]:
    return [one for one in listed(folder) if one.is_dir()]
