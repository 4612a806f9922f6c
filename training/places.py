"""Where the game's own files lie, and what the files of a model and of a run are called."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from laughgame.vision.model_card import ModelForm

MODELS: Final = Path(__file__).parents[1] / "models"
"""What is shipped with the game."""

DETECTOR: Final = MODELS / "face_detector.tflite"

FILE_NAMES: Final[Mapping[ModelForm, str]] = {
    ModelForm.SEQUENCE: "dual_head.onnx",
    ModelForm.STREAM: "dual_head_stream.onnx",
}

SHIPPED: Final = MODELS / FILE_NAMES[ModelForm.STREAM]
"""The model that the game plays with."""

WEIGHTS: Final = "averaged.pt"
"""A run's weights: what is exported, and what the next phase starts from."""

LAST: Final = "last.pt"
"""Where a run stands, to go on from."""
