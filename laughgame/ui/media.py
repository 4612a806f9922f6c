"""Qt Multimedia, loaded when something is to be played and not before.

It takes a while to load, and on a machine without sound it complains at length; what matters of
that is told to the player by who plays.
"""

import logging
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Final

from PySide6.QtCore import (
    QLoggingCategory,
    QMessageLogContext,
    QtMsgType,
    QUrl,
    qInstallMessageHandler,
)

_QUIET: Final = (
    "qt.multimedia.symbolsresolver",
    "qt.multimedia.ffmpeg.mediadataholder",
    "qt.multimedia.playbackengine.codec",
    "qt.multimedia.pulseaudio.output",
)
"""Optional libraries that are missing, files that cannot be opened or decoded, and a loudspeaker
that is gone before the system has said so."""

_log = logging.getLogger(__name__)


@cache
def multimedia() -> ModuleType:
    """Return ``PySide6.QtMultimedia``; ``ImportError`` where it cannot be loaded.  GUI thread."""
    QLoggingCategory.setFilterRules("\n".join(f"{name}=false" for name in _QUIET))
    from PySide6 import QtMultimedia

    return QtMultimedia


@cache
def can_play() -> bool:
    """Whether sounds and videos can be played at all: Qt's player may be missing.  GUI thread.

    It is loaded to find that out.  On Linux it wants libraries of the system, PulseAudio's among
    them, that not every machine has.
    """
    try:
        return bool(multimedia().QMediaPlayer().isAvailable())
    except ImportError as error:
        _log.warning("Qt Multimedia cannot be loaded: %s", error)
        return False


def speakers() -> bool:
    """Whether there is anything to hear sounds by.  GUI thread.

    Without a sound server Qt says so in a category of its own for every program, which cannot be
    told to be quiet; this is no trouble here: clips are then played without sound.
    """
    devices = multimedia().QMediaDevices
    before = qInstallMessageHandler(_swallow)
    try:
        return bool(devices.audioOutputs())
    finally:
        qInstallMessageHandler(before)


def _swallow(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Say nothing."""


def url(path: Path) -> QUrl:
    """Return a file's address, as Qt Multimedia wants it."""
    return QUrl.fromLocalFile(str(path))
