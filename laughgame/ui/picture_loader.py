"""Reads a picture, or all moments of an animated one, while the window goes on."""

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader

LONGEST_SIDE: Final = 2560
"""Larger pictures are read smaller: the stage of a 4K screen is about as wide."""
ANIMATED_SIDE: Final = 720
"""The same for animated ones, of which every moment is kept."""
MOST_BYTES: Final = 128_000_000
"""Of a longer animation the first moments play over and over: a hundred of 720×405."""
DEFAULT_DELAY_S: Final = 0.1
"""What browsers give a moment that says it takes no time."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A picture, and how many seconds it is shown."""

    image: QImage
    seconds: float


class PictureLoader(QObject):
    """Reads one picture after the other, each on a short-lived thread of its own.  GUI thread."""

    loaded = Signal(object)
    """The picture that was asked for last: a list of ``Moment``, empty where it is none."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._relay: _Relay | None = None

    def load(self, path: Path) -> None:
        """Begin to read; what is being read meanwhile comes to nothing."""
        self.forget()
        # The relay outlives this loader where the file takes longer than the window is open.
        self._relay = relay = _Relay()
        relay.read.connect(self._take, Qt.ConnectionType.QueuedConnection)
        threading.Thread(target=_read, args=(path, relay), name="picture", daemon=True).start()

    def forget(self) -> None:
        """Want no picture any more."""
        if self._relay is not None:
            self._relay.wanted.clear()
            self._relay = None

    def _take(self, relay: "_Relay", moments: list[Moment]) -> None:
        if relay is self._relay:
            self._relay = None
            self.loaded.emit(moments)


class _Relay(QObject):
    read = Signal(object, object)
    """The relay itself, and what was read."""

    def __init__(self) -> None:
        super().__init__()
        self.wanted = threading.Event()
        self.wanted.set()


def _read(path: Path, relay: _Relay) -> None:
    moments = read_moments(path, relay.wanted)
    if relay.wanted.is_set():
        relay.read.emit(relay, moments)


def read_moments(path: Path, wanted: threading.Event) -> list[Moment]:
    """Return the moments of a picture, upright as its EXIF data asks; any thread.

    Empty where it cannot be read.  Ends early when ``wanted`` is cleared.
    """
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    animated = reader.supportsAnimation() and reader.imageCount() != 1
    if not animated:
        size = reader.size()
        if size.isValid() and max(size.width(), size.height()) > LONGEST_SIDE:
            reader.setScaledSize(_fitted(size, LONGEST_SIDE))
        image = reader.read()
        return [] if image.isNull() else [Moment(image, DEFAULT_DELAY_S)]
    moments: list[Moment] = []
    size_bytes = 0
    while size_bytes < MOST_BYTES and wanted.is_set():
        image = reader.read()
        if image.isNull():
            break
        if max(image.width(), image.height()) > ANIMATED_SIDE:
            image = image.scaled(
                _fitted(image.size(), ANIMATED_SIDE),
                mode=Qt.TransformationMode.SmoothTransformation,
            )
        size_bytes += image.sizeInBytes()
        delay_s = reader.nextImageDelay() / 1000
        moments.append(Moment(image, delay_s if delay_s > 0 else DEFAULT_DELAY_S))
    return moments


def _fitted(size: QSize, side: int) -> QSize:
    # A square bounds a picture that is still to be turned, too.
    return size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio)
