"""The block of ``models/README.md`` that says what a browser makes of the models."""

import math
import platform
from collections.abc import Sequence
from typing import Final

import onnxruntime

from tests.browser import runtime
from tests.browser.outcome import FRAME_RATE, SLOWEST_MS, TOLERANCE, Row

MARKS: Final = ("<!-- browser: written by make browser -->", "<!-- end of browser -->")

COLUMNS: Final = (
    "file",
    "where",
    "threads",
    "smile differs by",
    "any output by",
    "a frame, median",
    "95 % within",
    "frames a second",
    f"{FRAME_RATE:.0f} a second, under {SLOWEST_MS:.0f} ms",
)


def block(rows: Sequence[Row], frames: int, without_gpu: str, browser: str, cores: int) -> str:
    """Return the words between the marks; ``frames`` were compared for each row."""
    lines = [
        f"{frames} frames of the illustrated actor, of two photographs and of noise, each film's "
        f"history carried over from frame to frame. onnxruntime {onnxruntime.__version__}, "
        f"{runtime.PACKAGE} {runtime.pinned()} in headless {browser}; {platform.system()} on "
        f"{platform.machine()}, {cores} cores. Differences are the largest from native on one "
        f"thread, of the smile and of any output (smile, logits, features); more than "
        f"{TOLERANCE:g} is bold. Times go from the crop's pixels to the answer, without camera "
        "and search for the face, native and browser in turns in the same run, of whose rounds the "
        "quieter half counts: read them beside each other.",
        "",
        f"| {' | '.join(COLUMNS)} |",
        "|" + "---|" * len(COLUMNS),
        *(f"| {' | '.join(_cells(row))} |" for row in rows),
    ]
    if without_gpu:
        lines += ["", f"WebGPU was not measured: {without_gpu}."]
    return "\n".join(lines)


def _cells(row: Row) -> list[str]:
    return [
        f"`{row.file}`",
        row.place,
        str(row.threads),
        _difference(row.smile_difference),
        _difference(row.difference),
        f"{row.median_ms:.1f} ms",
        f"{row.slow_ms:.1f} ms",
        f"{row.frames_a_second:.0f}",
        "yes" if row.keeps_up else "no",
    ]


def _difference(value: float) -> str:
    told = "not a number" if math.isinf(value) else f"{value:.1e}"
    return told if value <= TOLERANCE else f"**{told}**"
