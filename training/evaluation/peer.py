"""The strongest peer on video: the smile blendshapes of MediaPipe's face landmarker.

The landmarker's file is given by its path (``--landmarker FILE``); it is no part of
this project and never shipped.  It is asked as its makers mean it: a video as a
video, with its own tracking from frame to frame, a still by itself.
"""

from pathlib import Path
from types import TracebackType
from typing import Final, Self

import mediapipe as mp
import numpy as np
from mediapipe.tasks.python import vision
from mediapipe.tasks.python.core.base_options import BaseOptions

from laughgame.vision.frame import Image

SMILES: Final = ("mouthSmileLeft", "mouthSmileRight")

LINE: Final = 0.5
"""Above this mean of both sides the peer says *smile*."""


class BlendshapePeer:
    """Smile (0–1, the mean of both sides) by FaceLandmarker; a context manager, one thread.

    ``video`` follows the face from frame to frame; without it every picture stands alone.
    """

    def __init__(self, landmarker: Path, video: bool) -> None:
        """Load the landmarker.

        Raises ``OSError`` when its file cannot be read and ``ValueError`` when it is none.
        """
        mode = vision.RunningMode.VIDEO if video else vision.RunningMode.IMAGE
        options = vision.FaceLandmarkerOptions(
            base_options=BaseOptions(model_asset_buffer=landmarker.read_bytes()),
            running_mode=mode,
            output_face_blendshapes=True,
        )
        try:
            self._landmarker = vision.FaceLandmarker.create_from_options(options)
        except RuntimeError as error:
            raise ValueError(f"{landmarker} is no face landmarker: {error}") from error
        self._video = video
        self._last_ms = -1

    def smile(self, image: Image, time_s: float = 0.0) -> float | None:
        """Return the smile of an RGB picture, ``None`` where the peer finds no face.

        ``time_s`` is the frame's time; in a video it must rise.
        """
        picture = mp.Image(image_format=mp.ImageFormat.SRGB, data=np.ascontiguousarray(image))
        if self._video:
            self._last_ms = max(self._last_ms + 1, round(time_s * 1000))
            result = self._landmarker.detect_for_video(picture, self._last_ms)
        else:
            result = self._landmarker.detect(picture)
        if not result.face_blendshapes:
            return None
        scores = {shape.category_name: shape.score for shape in result.face_blendshapes[0]}
        return float(np.mean([scores[name] for name in SMILES]))

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
