"""``python -m tests.trial_faces``: paint the faces anew on which chosen models are tried.

A second of the illustrated player's demo with a straight face and one with a laugh, five frames
of each, found and cut out as in the game.
"""

from typing import Final

import cv2
import numpy as np

from laughgame.actor.performance import Label, Performance
from laughgame.actor.stage import Stage
from laughgame.app import paths
from laughgame.vision.face_crop import crop_face
from laughgame.vision.face_detector import FaceDetector, largest
from laughgame.vision.frame import Image
from laughgame.vision.model_card import FRAMES

STEP_S: Final = 1 / 15


def paint() -> Image:
    """Return the calm faces over the laughing ones, RGB uint8 (448, 1120, 3)."""
    performance, stage, rows = Performance(), Stage(), []
    with FaceDetector(paths.face_detector()) as detector:
        for label in (Label.NEUTRAL, Label.LAUGH):
            start, end = next((s, e) for found, s, e in performance.spans() if found is label)
            first_s = (start + end) / 2
            crops = []
            for number in range(FRAMES):
                picture = stage.picture(performance.pose_at(first_s + number * STEP_S))
                face = largest(detector.detect(picture))
                if face is None:
                    raise RuntimeError("the illustrated player's face was not found")
                crops.append(crop_face(picture, face))
            rows.append(np.hstack(crops))
    return np.vstack(rows)


if __name__ == "__main__":
    written, data = cv2.imencode(".png", paint()[:, :, ::-1], [cv2.IMWRITE_PNG_COMPRESSION, 9])
    if not written:
        raise SystemExit("no PNG could be made")
    paths.trial_faces().write_bytes(data.tobytes())
    print(paths.trial_faces())
