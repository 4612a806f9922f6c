"""The illustrated actor as training film: the one player whose true smile is always known.

    python -m training.sequences.actor --out runs/films

writes the set ``actor`` (see :mod:`training.sequences.prepared` for the files), unless
it is there already.  Random people play smiles of every speed and depth, and all that a face does
besides, before random cameras; the runtime's own search and crop cut them out as
in play.  The label of a frame is the drawing's own intensity at that moment.  The
game's four people, its room and its performance, and the guests of
:mod:`training.sequences.casting`, belong to the evaluation and never appear here.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from laughgame.actor.look import Look
from laughgame.actor.pose import FacePose
from laughgame.game.reading import EMOTIONS
from laughgame.vision.face_detector import FaceDetector
from laughgame.vision.face_reader import FaceReader
from laughgame.vision.frame import Frame, Image
from laughgame.vision.laugh_model import Prediction
from training.command import command_parser
from training.data.splits import split_of
from training.pictures.prepared import STORED_SIZE
from training.places import DETECTOR
from training.sequences.acting import act
from training.sequences.casting import cast
from training.sequences.filming import Camera, Take
from training.sequences.prepared import (
    FRAME_RATE,
    Film,
    SequenceWriter,
    made_as,
    note_made,
)

NAME: Final = "actor"
FRAMES: Final = 20
COUNT: Final = 640

SHARES: Final[Mapping[str, float]] = {
    "smile": 0.33,
    "laugh": 0.09,
    "talking smile": 0.08,
    "neutral": 0.04,
    "speech": 0.13,
    "yawn": 0.06,
    "blink": 0.05,
    "grimace": 0.07,
    "pout": 0.03,
    "surprise": 0.02,
    "scowl": 0.02,
    "held back": 0.02,
    "sneeze": 0.02,
    "turn": 0.04,
}
"""How often each kind of take is made; they sum to 1."""

TRIES: Final = 20
"""How often somebody is filmed anew whose face is not found, or not clear, in every frame."""

LEGIBLE: Final = 4.0
"""Standard deviation of the luma around the mouth below which nobody could tell what it does."""

FELT: Final = {"surprise": "surprise", "scowl": "angry"}
"""Kinds that show another feeling than happiness."""

UNFELT: Final = frozenset({"neutral", "speech", "yawn", "blink", "turn"})
"""Kinds in which a face shows no feeling."""


class CropRecorder:
    """Stands in the model's place in a ``FaceReader`` and keeps the crops it would judge."""

    def __init__(self) -> None:
        self.crops: list[Image] = []

    def read(self, crop: Image) -> Prediction:
        self.crops.append(crop)
        return Prediction(0.0, (1.0,) + (0.0,) * (len(EMOTIONS) - 1))

    def reset(self) -> None:
        """A recorder has no memory that matters."""


class Cutter:
    """Cuts the face out of the frames of a film exactly as the game does, in play."""

    def __init__(self, detector: FaceDetector) -> None:
        self._recorder = CropRecorder()
        self._reader = FaceReader(detector, self._recorder)

    def cut(self, pictures: Sequence[Image]) -> list[Image] | None:
        """Return the crop of every picture, ``None`` where the face is missing in one of them."""
        self._reader.reset()
        self._recorder.crops = []
        for index, picture in enumerate(pictures):
            if self._reader.read(Frame(picture, index / FRAME_RATE, index)) is None:
                return None
        return self._recorder.crops


def make(count: int, seed: int, detector: FaceDetector) -> Iterator[Film]:
    """Yield ``count`` films, each of another person.

    Raises ``RuntimeError`` where no take of a person shows the face throughout.
    """
    cutter = Cutter(detector)
    kinds = kinds_of(count, np.random.default_rng([seed, 1]))
    for number, (look, kind) in enumerate(zip(cast(seed, count), kinds, strict=True)):
        yield _film(look, kind, np.random.default_rng([seed, 2, number]), cutter)


def emotion_of(kind: str, pose: FacePose) -> NDArray[np.float32]:
    """Return what a pose truly shows, [7]; NaN where the drawing does not say which feeling.

    A face that smiles clearly is happy and one that does nothing neutral; between
    them, and in a grimace, people would not agree.
    """
    shown = np.zeros(len(EMOTIONS), np.float32)
    if pose.smile >= 0.6:
        shown[EMOTIONS.index("happy")] = 1
    elif kind in FELT and pose.brow * (1 if kind == "surprise" else -1) > 0.55:
        shown[EMOTIONS.index(FELT[kind])] = 1
    elif pose.smile <= 0.1 and (kind in UNFELT or kind == "smile"):
        shown[EMOTIONS.index("neutral")] = 1
    else:
        shown[:] = np.nan
    return shown


def _film(look: Look, kind: str, random: np.random.Generator, cutter: Cutter) -> Film:
    for _ in range(TRIES):
        take = Take(look, Camera.drawn(random), random)
        motion = act(kind, FRAMES / FRAME_RATE, random)
        before = int(random.integers(3))  # the search of the face meets the take at any frame
        times = [step / FRAME_RATE for step in range(-before, FRAMES)]
        poses = [motion(time_s) for time_s in times]
        crops = cutter.cut([take.picture(pose, t) for pose, t in zip(poses, times, strict=True)])
        if crops is None:
            continue
        frames = np.stack([_stored(crop) for crop in crops[before:]])
        if min(_contrast(frame) for frame in frames) >= LEGIBLE:
            return Film(
                frames=frames,
                smile=np.array([pose.smile for pose in poses[before:]], np.float32),
                emotion=np.stack([emotion_of(kind, pose) for pose in poses[before:]]),
                name=look.name,
                split=split_of(NAME, look.name),
                kind=kind,
            )
    raise RuntimeError(f"{look.name}: no face to be judged in {TRIES} takes of {kind!r}")


def _stored(crop: Image) -> Image:
    side = (STORED_SIZE, STORED_SIZE)
    return np.asarray(cv2.resize(crop, side, interpolation=cv2.INTER_AREA), np.uint8)


def _contrast(frame: Image) -> float:
    """Return how much the luma around the mouth varies, grain aside."""
    luma = cv2.GaussianBlur(cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY), (0, 0), STORED_SIZE / 80)
    side = STORED_SIZE // 16
    return float(luma[8 * side : 14 * side, 4 * side : 12 * side].std())


def kinds_of(count: int, random: np.random.Generator) -> list[str]:
    """Return the kinds of ``count`` takes in random order, each as often as its share says."""
    ends = np.cumsum(list(SHARES.values())) * count
    names = list(SHARES)
    kinds = [names[int(np.searchsorted(ends, place + 0.5))] for place in range(count)]
    return [kinds[index] for index in random.permutation(count)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``python -m training.sequences.actor``; 0 when made, 2 on bad usage."""
    parser = command_parser("sequences.actor", __doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder of the films")
    parser.add_argument("--count", type=int, default=COUNT, help="films to make")
    parser.add_argument("--seed", type=int, default=1, help="another seed films other people")
    parser.add_argument("--again", action="store_true", help="make a finished set anew")
    chosen = parser.parse_args(arguments)
    if chosen.count < 1:
        parser.error("--count must be at least 1")
    how = {"films": chosen.count, "seed": chosen.seed}
    if made_as(chosen.out, NAME, how) and not chosen.again:
        return 0
    with FaceDetector(DETECTOR) as detector, SequenceWriter(chosen.out, NAME) as writer:
        films = make(chosen.count, chosen.seed, detector)
        for film in tqdm(films, total=chosen.count, desc=NAME, unit="film", disable=None):
            writer.add(film)
    note_made(chosen.out, NAME, how)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
