"""Find the faces of a picture with MediaPipe's short-range detector (BlazeFace).

The model file is read by us and handed to MediaPipe as bytes: its own file
loading fails under paths that are not ASCII on some platforms.

Source of the model and of its six keypoints: Bazarevsky et al., "BlazeFace:
Sub-millisecond Neural Face Detection on Mobile GPUs", 2019,
https://arxiv.org/abs/1907.05047
"""

import math
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import cv2
import mediapipe as mp
import numpy as np
from mediapipe.tasks.python import vision
from mediapipe.tasks.python.components.containers.detections import Detection
from mediapipe.tasks.python.core.base_options import BaseOptions

from laughgame.game.reading import Box, Face, Keypoints, Point
from laughgame.vision.frame import Image

PADDING: Final = 0.5
"""Border added to each side, as a share of that side, where a face fills the picture."""

MIN_SCORE: Final = 0.5
"""Detections below this confidence are not faces."""

LONGEST_SIDE: Final = 4096
"""Larger pictures are shrunk to this first: MediaPipe ends the whole program at 32767 pixels."""


class FaceDetector:
    """MediaPipe's face detector over single pictures.

    One instance belongs to one thread.  A detector is a context manager;
    :meth:`close` frees the graph.
    """

    def __init__(self, model: Path, min_score: float = MIN_SCORE) -> None:
        """Load the detector; raises ``OSError`` when the model file cannot be read."""
        options = vision.FaceDetectorOptions(
            base_options=BaseOptions(model_asset_buffer=model.read_bytes()),
            min_detection_confidence=min_score,
        )
        self._detector = vision.FaceDetector.create_from_options(options)

    def detect(self, image: Image) -> list[Face]:
        """Return the faces of an RGB picture, best score first; empty when there is none."""
        if image.shape[0] < 2 or image.shape[1] < 2:
            return []
        if max(image.shape[:2]) > LONGEST_SIDE:
            smaller, scale = shrunk(image, LONGEST_SIDE)
            return [moved(face, 0, 0, scale) for face in self.detect(smaller)]
        picture = mp.Image(image_format=mp.ImageFormat.SRGB, data=np.ascontiguousarray(image))
        result = self._detector.detect(picture)
        height, width = image.shape[:2]
        faces = [_face(detection, width, height) for detection in result.detections]
        return sorted(faces, key=lambda face: face.score, reverse=True)

    def detect_padded(self, image: Image) -> list[Face]:
        """Like :meth:`detect`, and look again with a border when nothing was found.

        The detector was trained on faces with room around them and misses one
        that fills its picture, as in selfies and tight data set crops.  Meant for
        stills: a live frame is better judged by the next frame than searched twice.
        """
        faces = self.detect(image)
        if faces:
            return faces
        height, width = image.shape[:2]
        top, left = round(height * PADDING), round(width * PADDING)
        padded = cv2.copyMakeBorder(image, top, top, left, left, cv2.BORDER_REPLICATE)
        return [moved(face, -left, -top) for face in self.detect(np.asarray(padded, np.uint8))]

    def close(self) -> None:
        """Free the detector; it cannot be used afterwards."""
        self._detector.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def largest(faces: list[Face]) -> Face | None:
    """Return the face with the largest box, ``None`` when there is none."""
    return max(faces, key=lambda face: face.box.area, default=None)


def shrunk(image: Image, longest_side: int) -> tuple[Image, float]:
    """Return a picture with its longer side shrunk to a length, and how many times as long it was.

    No side becomes shorter than one pixel, however thin the picture.
    """
    height, width = image.shape[:2]
    scale = max(height, width) / longest_side
    size = (max(1, round(width / scale)), max(1, round(height / scale)))
    smaller = cv2.resize(image, size, interpolation=cv2.INTER_LINEAR)
    return np.asarray(smaller, np.uint8), scale


def moved(face: Face, dx: float, dy: float, scale: float = 1.0) -> Face:
    """Return the face as seen in a picture that shows it ``scale`` times as large, then shifted."""
    box = Box(
        face.box.x * scale + dx,
        face.box.y * scale + dy,
        face.box.width * scale,
        face.box.height * scale,
    )
    points = Keypoints(
        *(Point(point.x * scale + dx, point.y * scale + dy) for point in face.keypoints)
    )
    return Face(box, points, face.roll, face.yaw, face.score)


def _face(detection: Detection, width: int, height: int) -> Face:
    found = detection.bounding_box
    points = Keypoints(
        *(Point(point.x * width, point.y * height) for point in detection.keypoints[:6])
    )
    return Face(
        box=Box(found.origin_x, found.origin_y, found.width, found.height),
        keypoints=points,
        roll=_roll(points),
        yaw=_yaw(points),
        score=detection.categories[0].score,
    )


def _roll(points: Keypoints) -> float:
    return math.atan2(
        points.left_eye.y - points.right_eye.y, points.left_eye.x - points.right_eye.x
    )


def _yaw(points: Keypoints) -> float:
    """Estimate the yaw from where the nose stands between the eyes, in radians.

    On a head modelled as a sphere the nose tip, about 0.6 eye distances in front
    of the eye line, shifts by 0.6·sin(yaw) of an eye distance.
    """
    right, left, nose = points.right_eye, points.left_eye, points.nose_tip
    distance = math.hypot(left.x - right.x, left.y - right.y)
    if distance == 0:
        return 0.0
    along_x, along_y = (left.x - right.x) / distance, (left.y - right.y) / distance
    offset = (nose.x - (right.x + left.x) / 2) * along_x + (
        nose.y - (right.y + left.y) / 2
    ) * along_y
    return math.asin(max(-1.0, min(1.0, offset / (0.6 * distance))))
