"""One picture and the moment it was taken: what every frame source yields."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
"""An RGB picture: uint8, shape (height, width, 3), C-contiguous."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A captured picture with its capture time.

    ``image`` is shared between threads and must not be written to after the
    frame has left its source.

    ``time_s`` is the capture time in monotonic seconds; within one source it
    rises strictly from frame to frame.  ``index`` counts the frames the source
    has read, from 0.
    """

    image: Image
    time_s: float
    index: int


def told(frame: Frame | None) -> str:
    """Describe a frame for the log: its number and form, nothing of what it shows."""
    if frame is None:
        return "no frame"
    return f"frame {frame.index}, {frame.image.dtype} {frame.image.shape}"
