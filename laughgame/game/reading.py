"""What the eye hands to the rules: one face, read at one moment.

The vision pipeline fills a :class:`FaceReading` for every frame in which it
found a usable face.  Where it found none the reading is ``None``; it is never a
reading with a smile of 0, because hiding is not keeping a straight face.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

EMOTIONS: Final = ("neutral", "angry", "disgust", "fear", "happy", "sad", "surprise")
"""The seven emotions, in the order of the model's ``emotion_logits``."""

HAPPY: Final = EMOTIONS.index("happy")


class Point(NamedTuple):
    """A position in a picture, in pixels from its top left corner."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle in a picture, in pixels; it may reach past the edges."""

    x: float
    y: float
    width: float
    height: float

    @property
    def center(self) -> Point:
        return Point(self.x + self.width / 2, self.y + self.height / 2)

    @property
    def area(self) -> float:
        return self.width * self.height


class Keypoints(NamedTuple):
    """The six points of MediaPipe's face detector; right and left are the subject's own."""

    right_eye: Point
    left_eye: Point
    nose_tip: Point
    mouth: Point
    right_ear: Point
    left_ear: Point


@dataclass(frozen=True, slots=True)
class Face:
    """A face found in a picture.

    ``roll`` and ``yaw`` are radians: a positive roll is clockwise as seen in the
    picture, a positive yaw turns the nose towards the picture's right edge.
    ``score`` is the detector's confidence, 0–1.
    """

    box: Box
    keypoints: Keypoints
    roll: float
    yaw: float
    score: float


@dataclass(frozen=True, slots=True)
class Quality:
    """How well the face could be seen.

    ``size_px`` is the longer side of the face box in frame pixels, ``brightness``
    the mean luma of the crop (0–1), ``sharpness`` the variance of the crop's
    Laplacian (8-bit luma; below about 20 is blurred).  ``mouth_visible`` is false
    where the mouth lies outside the picture or is cut by its edge.
    ``mouth_covered`` and ``eyes_shut`` are probabilities (0–1) that something hides the
    mouth and that both eyes are shut; 0 where nobody looked.
    """

    size_px: float
    brightness: float
    sharpness: float
    mouth_visible: bool
    mouth_covered: float = 0.0
    eyes_shut: float = 0.0


@dataclass(frozen=True, slots=True)
class FaceReading:
    """The smile and the feeling of one face at one moment.

    ``time_s`` is the capture time of the frame (monotonic seconds), ``smile`` the
    smile probability (0–1) that judges, ``emotions`` the seven probabilities in
    the order of :data:`EMOTIONS` (they sum to 1) that explain.  ``track_id``
    stays the same while one face is followed from frame to frame.
    """

    time_s: float
    smile: float
    emotions: tuple[float, ...]
    face: Face
    quality: Quality
    track_id: int

    @property
    def happy(self) -> float:
        """P(happy), 0–1."""
        return self.emotions[HAPPY]


def strongest(emotions: Sequence[float]) -> str:
    """Return the name of the strongest of seven emotions."""
    named = zip(EMOTIONS, emotions, strict=True)
    return max(named, key=lambda pair: pair[1])[0]
