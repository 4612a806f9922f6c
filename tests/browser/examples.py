"""The examples of ``models/README.md``, taken from it as they stand there."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from laughgame.app import paths
from laughgame.vision.frame import Image
from laughgame.vision.laugh_model import LaughModel
from tests.browser.films import Films
from tests.browser.outcome import TOLERANCE

README: Final = paths.root() / "models" / "README.md"

CROPS: Final = ("crops/1.png", "crops/2.png")
"""The pictures that both examples read, below the folder they run in."""


def python_example() -> str:
    """Return the example that needs onnxruntime, numpy and OpenCV alone."""
    return _fenced("python", "onnxruntime.InferenceSession")


def browser_example() -> str:
    """Return the page that needs onnxruntime-web alone."""
    return _fenced("html", "ort.InferenceSession")


def write_crops(root: Path, films: Films) -> None:
    """Write the pictures that the examples read."""
    for name, crop in zip(CROPS, _shown(films), strict=True):
        (root / name).parent.mkdir(exist_ok=True)
        encoded = cv2.imencode(".png", cv2.cvtColor(crop, cv2.COLOR_RGB2BGR))[1]
        (root / name).write_bytes(encoded.tobytes())


def faults(lines: Sequence[str], films: Films) -> list[str]:
    """Return how an example's lines differ from what the game itself says of these crops.

    A line is a crop's file, its smile and its likeliest emotion.
    """
    model = LaughModel(paths.default_model())
    wanted = []
    for name, crop in zip(CROPS, _shown(films), strict=True):
        said = model.read(crop)
        wanted.append((name, said.smile, model.card.labels[int(np.argmax(said.emotions))]))
    if len(lines) != len(wanted):
        return [f"{len(lines)} lines instead of {len(wanted)}: {list(lines)}"]
    return [
        f"{line!r}, where the game says {name} {smile:.4f} {emotion}"
        for line, (name, smile, emotion) in zip(lines, wanted, strict=True)
        if not _agrees(line, name, smile, emotion)
    ]


def _agrees(line: str, name: str, smile: float, emotion: str) -> bool:
    match line.split():
        case [file, number, feeling]:
            apart = abs(float(number) - smile)
            return file.endswith(name) and feeling == emotion and apart <= TOLERANCE
    return False


def _shown(films: Films) -> list[Image]:
    """Return a closed mouth and a broad smile."""
    return [films["faces"][0], films["faces"][-1]]


def _fenced(language: str, containing: str) -> str:
    text = README.read_text(encoding="utf-8")
    blocks = re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    found = [str(block) for block in blocks if containing in block]
    if len(found) != 1:
        raise ValueError(f"{README} has {len(found)} blocks of {language} with {containing}, not 1")
    return found[0]
