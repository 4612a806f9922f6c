"""A face with room around it and its landmarks: what films of a face are made from.

The landmarks come from MediaPipe's face landmarker, whose model file is given by
path: it serves the training only and is no part of the program.  Source: Kartynnik
et al., "Real-time Facial Surface Geometry from Monocular Video on Mobile GPUs",
2019, https://arxiv.org/abs/1907.06724; its blendshapes: Grishchenko et al.,
"Blendshapes GHUM", 2023, https://arxiv.org/abs/2309.05782
"""

from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import mediapipe as mp
import numpy as np
from mediapipe.tasks.python import vision
from mediapipe.tasks.python.core.base_options import BaseOptions
from mediapipe.tasks.python.vision.face_landmarker import Blendshapes
from numpy.typing import NDArray

from laughgame.game.reading import Box, Face
from laughgame.vision.face_crop import CROP_SCALE, crop_face
from laughgame.vision.face_detector import FaceDetector
from laughgame.vision.frame import Image
from laughgame.vision.still_search import find_face

SIDE: Final = 320
"""Side of a portrait in pixels: the face's crop has 190 of them, a stored one 160."""

ROOM: Final = 2.2
"""Side of a portrait as a multiple of the detector's box: hair, ears and neck are in it."""

LANDMARKS: Final = 478
"""468 of the face's surface, then five of each iris."""


def _camel(name: str) -> str:
    first, *others = name.lower().split("_")
    return first + "".join(word.capitalize() for word in others)


BLENDSHAPES: Final = tuple(_camel(shape.name) for shape in Blendshapes if shape.name != "NEUTRAL")
"""Names of the 51 blendshapes as the model reports them, "mouthSmileLeft" among them."""


@dataclass(frozen=True, slots=True, eq=False)
class Portrait:
    """An upright face in the middle of a square picture.

    ``image`` uint8 [SIDE, SIDE, 3]; ``landmarks`` float32 [478, 3] in its pixels, z
    growing away from the camera at the scale of x; ``blendshapes`` float32 [51].
    ``enlarged`` tells how many of its pixels one of the photograph covers, 1 at least.
    """

    image: Image
    landmarks: NDArray[np.float32]
    blendshapes: NDArray[np.float32]
    enlarged: float = 1.0


class Landmarker:
    """Finds the landmarks and blendshapes of single faces; a context manager of one thread."""

    def __init__(self, model: Path) -> None:
        """Load the ``.task`` file.

        Raises ``OSError`` when it cannot be read and ``ValueError`` when it is none.
        """
        options = vision.FaceLandmarkerOptions(
            base_options=BaseOptions(model_asset_buffer=model.read_bytes()),
            output_face_blendshapes=True,
        )
        try:
            self._landmarker = vision.FaceLandmarker.create_from_options(options)
        except RuntimeError as error:
            raise ValueError(f"{model} is no face landmarker: {error}") from error

    def look(self, image: Image) -> Portrait | None:
        """Find the landmarks of a picture that already is a portrait; ``None`` without a face."""
        picture = mp.Image(image_format=mp.ImageFormat.SRGB, data=np.ascontiguousarray(image))
        found = self._landmarker.detect(picture)
        if not found.face_landmarks:
            return None
        height, width = image.shape[:2]
        points = [(p.x * width, p.y * height, p.z * width) for p in found.face_landmarks[0]]
        scores = {shape.category_name: shape.score for shape in found.face_blendshapes[0]}
        return Portrait(
            image,
            np.array(points, np.float32),
            np.array([scores[name] for name in BLENDSHAPES], np.float32),
        )

    def close(self) -> None:
        """Free the landmarker; it cannot be used afterwards."""
        self._landmarker.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def cut_portrait(image: Image, face: Face, side: int = SIDE) -> Image:
    """Return the face with :data:`ROOM` around it, upright, uint8 [side, side, 3]."""
    grown = ROOM / CROP_SCALE
    center = face.box.center
    width, height = face.box.width * grown, face.box.height * grown
    box = Box(center.x - width / 2, center.y - height / 2, width, height)
    return crop_face(image, replace(face, box=box), side)


def portrait_of(image: Image, detector: FaceDetector, landmarker: Landmarker) -> Portrait | None:
    """Return the portrait of a picture's face; ``None`` where face or landmarks escape."""
    face = find_face(detector, image)
    portrait = None if face is None else landmarker.look(cut_portrait(image, face))
    if face is None or portrait is None:
        return None
    seen = ROOM * max(face.box.width, face.box.height)
    return replace(portrait, enlarged=max(1.0, SIDE / seen))
