"""Pictures painted on the GUI thread, a few at a time, for another thread to write."""

import queue
import threading
import time
from collections.abc import Callable, Iterator
from typing import Final

import cv2
import numpy as np
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage

from laughgame.app.gif_file import Picture

AHEAD: Final = 8
"""So many pictures wait at most: a film in memory would be hundreds of megabytes."""

SLICE_S: Final = 0.006
"""So long the window paints for the film at a time; the rest is the game's."""

PAUSE_MS: Final = 8


class Cancelled(Exception):
    """Whoever asked for the pictures does not want them any more."""


class PictureFeed(QObject):
    """Paints ``count`` pictures in turn while another thread takes them.

    They are painted here because fonts and the letters' outlines are the window's: two threads
    may not paint with them at once.  Everything but iterating belongs to the GUI thread.
    """

    def __init__(
        self, paint: Callable[[int], QImage], count: int, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._paint = paint
        self._count = count
        self._next = 0
        self._ready: queue.Queue[QImage | None] = queue.Queue(AHEAD + 1)
        self._cancelled = threading.Event()
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._paint_some)

    def start(self) -> None:
        self._timer.start()

    def cancel(self) -> None:
        """Let whoever takes the pictures meet :class:`Cancelled`; harmless when all are taken."""
        self._timer.stop()
        self._cancelled.set()
        if self._ready.empty():
            self._ready.put(None)  # or it would wait for ever

    def check(self) -> None:
        """Raise :class:`Cancelled` once it is; any thread."""
        if self._cancelled.is_set():
            raise Cancelled

    def __iter__(self) -> Iterator[Picture]:
        """Yield the pictures, waiting for each; raises :class:`Cancelled`.  Any one thread."""
        for _ in range(self._count):
            self.check()
            image = self._ready.get()
            self.check()
            if image is not None:
                yield picture_array(image)

    def _paint_some(self) -> None:
        until_s = time.perf_counter() + SLICE_S
        while self._next < self._count and self._ready.qsize() < AHEAD:
            self._ready.put(self._paint(self._next))
            self._next += 1
            if time.perf_counter() > until_s:
                return
        if self._next == self._count:
            self._timer.stop()


def picture_array(image: QImage) -> Picture:
    """Return an RGB32 image as RGB of shape (height, width, 3), with memory of its own."""
    height, width = image.height(), image.width()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(height, width, 4)
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGRA2RGB), np.uint8)
