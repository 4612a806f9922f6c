"""Recordings of players become films: every frame cropped as the game would crop it.

A take is cut into films of one second.  What is left over at its end is held on its
last frame, or left out when it is shorter than the network's five frames; frames in
which no face is found end a film as a gap does.  One second of frames is in memory.  A set
appears when its last take is filmed; one that was broken off before begins anew.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from laughgame.game.reading import EMOTIONS
from laughgame.vision.face_crop import crop_face
from laughgame.vision.face_detector import FaceDetector, largest
from laughgame.vision.model_card import FRAMES
from training.data.archive import Archive, read_image
from training.data.class_names import one_hot
from training.data.recordings import Take, takes
from training.pictures.prepared import STORED_SIZE
from training.places import DETECTOR
from training.sequences.prepared import Film, SequenceWriter, sequence_sets

LENGTH: Final = 30
"""Frames of a film: one second."""


def film_recordings(root: Archive, name: str, out: Path, again: bool = False) -> None:
    """Write the films of a set of recordings; a complete set stays unless ``again``."""
    if name in sequence_sets(out) and not again:
        return
    with FaceDetector(DETECTOR) as detector, SequenceWriter(out, name) as writer:
        for take in tqdm(takes(root, name), desc=name, unit=" takes", disable=None):
            for number, crops in enumerate(_seconds(take, detector)):
                if len(crops) >= FRAMES:
                    writer.add(_film(take, number, crops))


def _seconds(take: Take, detector: FaceDetector) -> Iterator[list[NDArray[np.uint8]]]:
    """Yield the crops of a take, ``LENGTH`` at a time and in a row."""
    crops: list[NDArray[np.uint8]] = []
    crop: NDArray[np.uint8] | None = None
    before: Archive | None = None
    for file in take.frames:
        # Where a slow camera left a frame out, the picture before still stands.
        if file is not before:
            image = read_image(file)
            face = largest(detector.detect(image))
            crop = None if face is None else crop_face(image, face, STORED_SIZE)
        before = file
        if crop is not None:
            crops.append(crop)
        if crop is None or len(crops) == LENGTH:
            yield crops
            crops = []
    yield crops


def _film(take: Take, number: int, crops: list[NDArray[np.uint8]]) -> Film:
    held = crops + [crops[-1]] * (LENGTH - len(crops))
    emotion = take.label.emotion
    shares = [np.nan] * len(EMOTIONS) if emotion is None else one_hot(emotion)
    smile = np.nan if take.label.smile is None else take.label.smile
    return Film(
        frames=np.stack(held),
        smile=np.full(LENGTH, smile, np.float32),
        emotion=np.tile(np.array(shares, np.float32), (LENGTH, 1)),
        name=f"{take.name}/{number}",
        split=take.split,
        kind=take.label.kind,
    )
