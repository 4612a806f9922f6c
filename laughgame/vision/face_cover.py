"""Whether a hand, a mask or a thing lies over the mouth, and whether the eyes are shut.

A small network of its own looks at the face's crop, shrunk to 56 pixels, some ten times a
second: hiding is told alike whichever model judges the smile.  The detector cannot tell;
it finds a face behind a hand as surely as one without.
"""

from pathlib import Path
from typing import Final, NamedTuple

import cv2
import numpy as np

from laughgame.vision.face_crop import CROP_SIZE
from laughgame.vision.frame import Image
from laughgame.vision.onnx_session import RUNTIME_ERRORS, declared, open_session

SIDE: Final = CROP_SIZE // 4
"""Side of what the network sees, in pixels: whole blocks of the crop are averaged."""

LOOK_AGAIN_S: Final = 0.1
"""A look this long ago still tells how a face is: a hand takes longer to reach a mouth."""

INPUT: Final = "crop"
OUTPUTS: Final = ("mouth_covered", "eyes_shut")


class Cover(NamedTuple):
    """Two probabilities (0–1): the mouth is hidden by something, the eyes are shut."""

    mouth_covered: float
    eyes_shut: float


class _Look(NamedTuple):
    cover: Cover
    time_s: float


class FaceCover:
    """Looks for covers on the faces it is shown, and remembers its last look at each.

    One instance belongs to one thread at a time.
    """

    def __init__(self, model: Path) -> None:
        """Load and try the network.

        Raises ``OSError`` when the file cannot be read and ``ValueError`` when it is no
        such network.
        """
        try:
            self._session = open_session(model.read_bytes())
            inputs, outputs, _ = declared(self._session)
            named = {node.name for node in outputs}
            if [node.name for node in inputs] != [INPUT] or not named.issuperset(OUTPUTS):
                raise ValueError(f"it takes {inputs} and answers {sorted(named)}")
            self.look(np.zeros((SIDE, SIDE, 3), np.uint8))
        except OSError:
            raise
        except RUNTIME_ERRORS as error:
            raise ValueError(f"{model} tells no covered faces: {error}") from error
        self._looks: dict[int, _Look] = {}

    def look(self, crop: Image) -> Cover:
        """Look at one crop, uint8 RGB (224, 224, 3) or as :func:`shrunk` leaves it."""
        mouth, eyes = self._session.run(OUTPUTS, {INPUT: shrunk(crop)[np.newaxis]})
        return Cover(float(mouth[0]), float(eyes[0]))

    def follow(self, crop: Image, track: int, time_s: float) -> Cover:
        """Look at a followed face's newest crop, or tell the last look where that is fresh.

        ``time_s`` is the capture time of the frame (monotonic seconds).
        """
        last = self._looks.get(track)
        if last is not None and 0 <= time_s - last.time_s < LOOK_AGAIN_S:
            return last.cover
        cover = self.look(crop)
        self._looks[track] = _Look(cover, time_s)
        return cover

    def forget(self, track: int) -> None:
        """Forget a face."""
        self._looks.pop(track, None)

    def reset(self) -> None:
        """Forget all faces: another source begins."""
        self._looks.clear()


def shrunk(crop: Image) -> Image:
    """Return a square crop as the network sees it, uint8 (SIDE, SIDE, 3)."""
    if crop.shape[0] == SIDE:
        return np.ascontiguousarray(crop)
    return np.asarray(cv2.resize(crop, (SIDE, SIDE), interpolation=cv2.INTER_AREA), np.uint8)
