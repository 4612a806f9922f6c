"""AI-Hub's Korean faces: photographs in folders of seven Korean classes, with JSON beside.

Source: 한국인 감정인식을 위한 복합 영상, https://aihub.or.kr (data set 82), unpacked:

    Training/[원천]EMOIMG_기쁨_TRAIN_01/*.jpg
    Training/[라벨]EMOIMG_기쁨_TRAIN/img_emotion_training_data(기쁨).json
    Validation/…

A picture folder is any whose name holds exactly one class; plain folders named 기쁨
or 당황 will do, and the JSON is optional.  A record names its picture (``filename``), the
class the uploader acted (``faceExp_uploader``) and what three others saw
(``annot_A.faceExp`` and so on).  Those votes are the target, and where no two agree the
picture is left out; without a record the folder's class is all there is.  Three who
all saw 기쁨 make a smile, and one where nobody saw 기쁨 or 당황 makes none.
A file begins with its person's code; the official Validation side stays, and a tenth of
the people of Training are set aside for the last word.  How the Korean classes become
ours, and why, stands in ``class_names``.

The disk may be large and far away: pictures come class by class, with the records of one
class in memory, every record file is read once, and no picture is touched to list it.
"""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Final

from laughgame.game.reading import EMOTIONS
from training.data.archive import Archive, is_picture, listed
from training.data.class_names import KOREAN, one_hot
from training.data.sample import Sample
from training.data.splits import HELD_OUT_SHARE, Split, split_of

ANNOTATORS: Final = ("annot_A", "annot_B", "annot_C")

ENCODINGS: Final = ("utf-8-sig", "cp949")
"""The records came in both over the years."""


def load(root: Archive, name: str) -> Iterator[Sample]:
    """Yield the photographs; raises ``ValueError`` where a record file cannot be read."""
    pictured: dict[tuple[str, Split | None], list[Archive]] = {}
    written: list[tuple[Archive, set[str | None]]] = []
    for folder, entries in _walk(root):
        korean = class_of(folder.name)
        if korean is not None and any(is_picture(entry.name) for entry in entries):
            pictured.setdefault((korean, _side(root, folder)), []).append(folder)
        written += [
            (entry, {korean, class_of(entry.name)}) for entry in entries if _is_record(entry.name)
        ]
    for (korean, side), folders in pictured.items():
        files = [file for file, classes in written if korean in classes and _same(side, file)]
        records = dict(_votes(record) for file in files for record in _read(file))
        for folder in folders:
            for picture in listed(folder):
                if is_picture(picture.name):
                    sample = _sample(root, name, picture, korean, records)
                    if sample is not None:
                        yield sample


def class_of(folder: str) -> str | None:
    """Return the one Korean class that a folder's name holds, ``None`` for none or several."""
    plain = unicodedata.normalize("NFC", folder)
    found = [korean for korean in KOREAN if korean in plain]
    return found[0] if len(found) == 1 else None


def looks_like(root: Archive) -> bool:
    """Tell whether there is a folder of a Korean class up to three levels down."""
    return class_of(root.name) is not None or any(
        class_of(entry.name) is not None and _is_folder(entry)
        for _, entries in _walk(root, depth=2)
        for entry in entries
    )


def _sample(
    root: Archive, name: str, picture: Archive, korean: str, records: dict[str, tuple[str, ...]]
) -> Sample | None:
    votes = records.get(unicodedata.normalize("NFC", picture.name), ())
    label = EMOTIONS.index(KOREAN[korean])
    emotion = one_hot(label)
    if votes:
        shares = Counter(EMOTIONS.index(KOREAN[vote]) for vote in votes)
        (label, most), *_ = shares.most_common(1)
        if len(votes) > 1 and most == 1:
            return None
        emotion = tuple(shares[index] / len(votes) for index in range(len(EMOTIONS)))
    person = picture.name.split("_")[0] if "_" in picture.name else picture.name
    return Sample(
        dataset=name,
        file=picture,
        name=str(picture).removeprefix(str(root)).replace("\\", "/").strip("/"),
        group=person,
        split=_split(name, person, _side(root, picture)),
        smile=_smile(votes),
        emotion=emotion,
        label=label,
    )


def _smile(votes: tuple[str, ...]) -> int | None:
    """A smile only where everybody saw joy; none only where nobody saw what may smile."""
    if len(votes) < len(ANNOTATORS):
        return None
    if all(vote == "기쁨" for vote in votes):
        return 1
    return None if {"기쁨", "당황"} & set(votes) else 0


def _side(root: Archive, place: Archive) -> Split | None:
    """Return the official side a path tells of, ``None`` where it tells of none."""
    below = str(place).removeprefix(str(root)).lower()
    if "valid" in below:
        return "validation"
    return "train" if "train" in below else None


def _split(name: str, person: str, side: Split | None) -> Split:
    if side == "validation":
        return side
    drawn = split_of(name, person, HELD_OUT_SHARE)
    return "train" if side == "train" and drawn == "validation" else drawn


def _same(side: Split | None, file: Archive) -> bool:
    """Tell whether records are of this side; their own name tells, where it does."""
    return side is None or ("valid" in file.name.lower()) == (side == "validation")


def _read(file: Archive) -> list[dict[str, object]]:
    encoded = file.read_bytes()
    for encoding in ENCODINGS:
        try:
            records = json.loads(encoded.decode(encoding))
        except UnicodeDecodeError:
            continue
        except json.JSONDecodeError as error:
            raise ValueError(f"{file} is no JSON: {error}") from error
        records = records if isinstance(records, list) else [records]
        return [record for record in records if isinstance(record, dict) and "filename" in record]
    raise ValueError(f"{file} is in neither of {', '.join(ENCODINGS)}")


def _votes(record: dict[str, object]) -> tuple[str, tuple[str, ...]]:
    seen = [
        unicodedata.normalize("NFC", str(annotation.get("faceExp", "")))
        for annotation in (record.get(key) for key in ANNOTATORS)
        if isinstance(annotation, dict)
    ]
    file = str(record["filename"]).replace("\\", "/").rsplit("/", 1)[-1]
    return unicodedata.normalize("NFC", file), tuple(vote for vote in seen if vote in KOREAN)


def _walk(root: Archive, depth: int = 6) -> Iterator[tuple[Archive, list[Archive]]]:
    """Yield every folder with what is in it, a folder before those within it."""
    entries = listed(root)
    yield root, entries
    if depth:
        for entry in entries:
            if _is_folder(entry):
                yield from _walk(entry, depth - 1)


def _is_folder(entry: Archive) -> bool:
    # What a name tells need not be asked of the disk, half a million times.
    return not is_picture(entry.name) and not _is_record(entry.name) and entry.is_dir()


def _is_record(name: str) -> bool:
    return name.lower().endswith(".json")
