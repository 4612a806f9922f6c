"""Small data sets in the layouts the loaders read, made on the spot."""

import csv
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import skimage.data

FER_COLUMNS = (
    *("file", "usage", "emotion", "ambiguous", "duplicate_group"),
    *("votes_neutral", "votes_happiness", "votes_surprise", "votes_sadness", "votes_anger"),
    *("votes_disgust", "votes_fear", "votes_contempt", "votes_unknown", "votes_NF"),
)


def write_labels(folder: Path, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "labels.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(rows)


def write_picture(file: Path, seed: int, size: int = 48, gray: bool = False) -> None:
    """A coarse random pattern: no face, but as different from the next as two photographs."""
    file.parent.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(seed)
    picture = random.integers(0, 256, (9, 9, 3), np.uint8)
    if gray:
        picture[:] = picture[..., :1]
    enlarged = cv2.resize(picture, (size, size), interpolation=cv2.INTER_NEAREST)
    file.write_bytes(cv2.imencode(file.suffix, enlarged)[1].tobytes())


def write_face(file: Path, size: int = 180) -> None:
    """The astronaut's face with some room around it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    face = cv2.resize(skimage.data.astronaut()[:260, 90:350], (size, size))
    file.write_bytes(cv2.imencode(file.suffix, face[..., ::-1])[1].tobytes())


def write_all(data: Path, each: int = 12) -> Path:
    """Write all five sets with ``each`` pictures; returns the data folder.

    Where a face has yet to be found, one person's pictures show one.
    """
    _write_genki(data / "genki4k", each)
    _write_smiles(data / "smiles", each)
    _write_fer(data / "fer2013", each)
    _write_london(data / "london", each // 2)
    _write_press_faces(data / "press_faces", each)
    return data


def _write_genki(folder: Path, count: int) -> None:
    rows = [(f"images/{i}.jpg", i % 2, 0.1 * i, 0, 0) for i in range(count)]
    for i, row in enumerate(rows):
        # Every photograph stands twice, the copy a little smaller.
        size = 180 if i % 2 else 171
        if i < 2:
            write_face(folder / row[0], size)
        else:
            write_picture(folder / row[0], 100 + i // 2, size)
    write_labels(folder, ("file", "smile", "yaw", "pitch", "roll"), rows)


def _write_smiles(folder: Path, count: int) -> None:
    rows = [(f"images/{i}.jpg", i % 2, f"person{i // 2}", 1, "neutral") for i in range(count)]
    for i, row in enumerate(rows):
        write_picture(folder / row[0], 200 + i, 64, gray=True)
    columns = ("file", "smile", "person", "person_is_certain", "second_label")
    write_labels(folder, columns, rows)


def _write_fer(folder: Path, count: int) -> None:
    emotions = ("happy", "sad", "neutral", "fear")
    rows = []
    for i in range(count):
        emotion = emotions[i % 4]
        votes = {"happy": (0, 10), "sad": (2, 0), "neutral": (10, 0), "fear": (1, 0)}[emotion]
        side = "PublicTest" if i % 3 == 0 else "Training"
        rows.append((f"images/{i}.png", side, emotion, 0, i, *votes, 0, 1, 0, 0, 1, 0, 0, 0))
        write_picture(folder / f"images/{i}.png", 300 + i, 48, gray=True)
    write_labels(folder, FER_COLUMNS, rows)


def _write_london(folder: Path, people: int) -> None:
    rows = []
    for person in range(people):
        for smile, kind in ((0, "03"), (1, "08")):
            file = f"images/{person:03}_{kind}.jpg"
            if person == 0:
                write_face(folder / file, 170 + smile)
            else:
                write_picture(folder / file, 400 + 2 * person + smile, 160)
            rows.append((file, smile, f"{person:03}"))
    write_labels(folder, ("file", "smile", "person"), rows)
    with (folder / "people.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(
            [("face_id", "face_age", "face_gender", "face_eth")]
            + [(f"{person:03}", 30, "female", "white") for person in range(people)]
        )


def _write_press_faces(folder: Path, count: int) -> None:
    emotions = ("happiness", "neutral", "anger", "contempt")
    rows = [(f"images/{i}.jpg", emotions[i % 4], f"person{i // 2}") for i in range(count)]
    for i, row in enumerate(rows):
        write_picture(folder / row[0], 500 + i, 160, gray=True)
    write_labels(folder, ("file", "emotion", "person"), rows)
