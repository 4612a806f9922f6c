"""From a sample to its crops: read, find the face, cut it out, in several threads at once."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Final

import numpy as np
from numpy.typing import NDArray

from laughgame.game.reading import Face
from laughgame.vision.face_crop import crop_face, whole_image
from laughgame.vision.face_detector import FaceDetector
from laughgame.vision.still_search import find_face
from training.data.sample import Sample
from training.pictures.duplicates import difference_bits, pixel_digest
from training.pictures.prepared import STORED_SIZE
from training.places import DETECTOR

AHEAD: Final = 4
"""Pictures that may wait per thread: what keeps the threads busy, and the memory bounded."""

ONE_SURE: Final = 0.75
OTHER_SURE: Final = 0.55
AS_LARGE: Final = 0.65
"""Two faces are meant when one scores ``ONE_SURE``, another ``OTHER_SURE``, and the smaller is
``AS_LARGE`` times as wide as the larger.  Looked at on GENKI-4K: of 3,183 pictures, of
one person each, that names six, all of two or more people side by side; nobody in the
background, no arm and no bottle."""


@dataclass(frozen=True, slots=True)
class Cropped:
    """What became of a sample: its two crops uint8 [2, size, size, 3] and what was found.

    ``faces`` is 0 where none was found, 2 or more where it is unclear which is
    meant; ``unreadable`` marks a file that is no picture, whose crops are black.
    """

    sample: Sample
    pair: NDArray[np.uint8]
    faces: int
    digest: str
    bits: str
    unreadable: bool = False


def crop_all(samples: Iterable[Sample], threads: int) -> Iterator[Cropped]:
    """Yield every sample's crops in the order of the samples; reading goes a little ahead."""
    with ExitStack() as closing:
        idle: SimpleQueue[FaceDetector] = SimpleQueue()
        for _ in range(threads):
            idle.put(closing.enter_context(FaceDetector(DETECTOR)))

        def work(sample: Sample) -> Cropped:
            detector = idle.get()
            try:
                return crop_sample(sample, detector)
            finally:
                idle.put(detector)

        pool = closing.enter_context(ThreadPoolExecutor(threads))
        waiting: deque[Future[Cropped]] = deque()
        for sample in samples:
            waiting.append(pool.submit(work, sample))
            if len(waiting) > AHEAD * threads:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def crop_sample(sample: Sample, detector: FaceDetector) -> Cropped:
    """Cut the face out the way the game does."""
    try:
        image = sample.read()
    except ValueError:
        black = np.zeros((2, STORED_SIZE, STORED_SIZE, 3), np.uint8)
        return Cropped(sample, black, 0, "", "", unreadable=True)
    face = find_face(detector, image)
    whole = whole_image(image, STORED_SIZE)
    crop = whole if face is None else crop_face(image, face, STORED_SIZE)
    faces = 0 if face is None else 1 if sample.tight else count_meant(detector.detect(image))
    return Cropped(
        sample, np.stack([crop, whole]), faces, pixel_digest(image), difference_bits(crop)
    )


def count_meant(faces: list[Face]) -> int:
    """Return how many faces a label could mean: 1 where one stands out, or none was seen."""
    widths = sorted((face.box.width for face in faces if face.score >= OTHER_SURE), reverse=True)
    if not widths or max(face.score for face in faces) < ONE_SURE:
        return 1
    return sum(width >= AS_LARGE * widths[0] for width in widths)
