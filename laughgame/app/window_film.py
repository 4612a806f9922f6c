"""A GIF of the window while a play from the command line lasts: it shows the game to others."""

import time
from bisect import bisect_right
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from laughgame.app import clip_writer
from laughgame.app.gif_file import Picture
from laughgame.app.picture_feed import picture_array

WIDTH: Final = 640
"""Pixels; a page shows it without scrolling, a messenger takes it."""

LONGEST_S: Final = 30.0
"""So many seconds are kept at most, the last ones: their pictures take 290 MB of memory."""

SAMPLES: Final = 8
"""Pictures by which the GIF's colours are chosen."""

_STEP_S: Final = 1 / clip_writer.GIF_FPS


class WindowFilm(QObject):
    """Takes a picture of ``window`` at a GIF's pace until it is saved.  GUI thread."""

    def __init__(self, window: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._taken: list[tuple[float, Picture]] = []
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer)
        self._timer.setInterval(round(_STEP_S * 1000))
        self._timer.timeout.connect(self._take)

    def start(self) -> None:
        """Begin with the window as it is now."""
        self._take()
        self._timer.start()

    def save(self, path: Path) -> None:
        """End with the window as it is now, and write the film.

        A slow machine takes fewer pictures; each stands for as long as it was on the screen.
        Raises :class:`~laughgame.app.clip_writer.SaveError`.
        """
        self._timer.stop()
        self._take()
        pictures = evenly(self._taken, _STEP_S)
        samples = pictures[:: max(1, len(pictures) // SAMPLES)]
        clip_writer.write_gif(path, pictures, len(pictures), samples, lambda _share: None)

    def _take(self) -> None:
        image = self._window.grab().toImage()
        # Every picture of a GIF has the size of the first, however the window is drawn since.
        height = self._taken[0][1].shape[0] if self._taken else _height(image)
        small = image.scaled(
            WIDTH,
            height,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        now_s = time.monotonic()
        self._taken.append((now_s, picture_array(small.convertToFormat(_FORMAT))))
        while self._taken[0][0] < now_s - LONGEST_S:
            self._taken.pop(0)


_FORMAT: Final = QImage.Format.Format_RGB32


def evenly(taken: list[tuple[float, Picture]], step_s: float) -> list[Picture]:
    """Return the newest picture of each moment, ``step_s`` apart, the last one included.

    ``taken`` are times in seconds, rising, with their pictures; at least one.
    """
    times = [time_s for time_s, _ in taken]
    count = int((times[-1] - times[0]) / step_s)
    moments = [times[0] + number * step_s for number in range(count)]
    return [taken[bisect_right(times, at_s) - 1][1] for at_s in moments] + [taken[-1][1]]


def _height(image: QImage) -> int:
    return max(1, round(image.height() * WIDTH / max(1, image.width())))
