"""Finds out whether files of the player's folder can be shown and played, and for how long.

The folder's listing knows suffixes and first bytes.  Pictures are decoded here, small, on any
thread; sounds and videos are opened by the same player that plays them, and played without sound
until the first picture: only then is it known that their codec is here.
"""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QImageIOHandler, QImageReader

from laughgame.game.deck import ItemKind
from laughgame.storage.deck_folder import OwnFile, Reason, Refused
from laughgame.ui.clip_player import codec_of, shows_film
from laughgame.ui.media import can_play, multimedia, url

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame, QVideoSink

MOST_PIXELS: Final = 60_000_000
"""Qt decodes no picture of more than 256 MB; this is 240."""
SMALL: Final = 64
"""Pixels of a side at which a picture is decoded: where the format can, most is left out."""
PATIENCE_MS: Final = 8000
"""A file that has told nothing after so long is broken."""


def check_picture(file: OwnFile) -> OwnFile | Refused:
    """Decode a picture once; any thread."""
    reader = QImageReader(str(file.path))
    reader.setDecideFormatFromContent(True)
    size = reader.size()
    if size.width() * size.height() > MOST_PIXELS:
        return Refused(file.path, Reason.TOO_LARGE, f"{MOST_PIXELS // 1_000_000} MP")
    if size.isValid() and reader.supportsOption(QImageIOHandler.ImageOption.ScaledSize):
        reader.setScaledSize(size.boundedTo(QSize(SMALL, SMALL)))
    if reader.read().isNull():
        return Refused(file.path, Reason.BROKEN)
    return file


class MediaProbe(QObject):
    """Opens sounds and videos, one after the other.  Lives on the GUI thread, and does not hold it.

    The player opens files on threads of its own.
    """

    progressed = Signal(int)
    """So many of the files are done."""
    finished = Signal(object)
    """All are done: a list of ``OwnFile`` with their lengths, and ``Refused``, in order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: list[OwnFile] = []
        self._done: list[OwnFile | Refused] = []
        self._file: OwnFile | None = None
        self._player: QMediaPlayer | None = None
        self._sink: QVideoSink | None = None
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._lose_patience)
        # Answers come out of the player's own calls, where it must not be given the next file.
        self._next_soon = QTimer(self, singleShot=True, interval=0)
        self._next_soon.timeout.connect(self._next)

    def begin(self, files: list[OwnFile]) -> None:
        """Open these files; what was begun before is forgotten."""
        self.cancel()
        self._waiting, self._done = list(reversed(files)), []
        self._next_soon.start()

    def cancel(self) -> None:
        """Open no more files; ``finished`` will not be told."""
        self._next_soon.stop()
        self._let_go()
        self._waiting = []

    def _next(self) -> None:
        if not self._waiting:
            self.finished.emit(self._done)
            return
        self._file = self._waiting.pop()
        if not can_play():
            self._settle(Refused(self._file.path, Reason.NO_PLAYER))
            return
        qt = multimedia()
        # A player for each: what it still has to say of one file must not speak for the next.
        self._player, self._sink = qt.QMediaPlayer(self), qt.QVideoSink(self)
        self._player.setVideoSink(self._sink)
        self._player.errorOccurred.connect(self._fail)
        self._player.mediaStatusChanged.connect(self._look)
        self._sink.videoFrameChanged.connect(self._see)
        self._patience.start()
        self._player.setSource(url(self._file.path))

    def _look(self) -> None:
        player, file = self._player, self._file
        if player is None or file is None:
            return
        statuses = type(player).MediaStatus
        if player.mediaStatus() is statuses.InvalidMedia:
            self._settle(Refused(file.path, Reason.BROKEN))
        elif player.mediaStatus() is statuses.LoadedMedia:
            if player.duration() <= 0 or not (player.hasVideo() or player.hasAudio()):
                self._settle(Refused(file.path, Reason.BROKEN))
            elif file.kind is ItemKind.VIDEO and player.hasVideo():
                player.play()  # until it shows something
            else:
                self._accept(ItemKind.SOUND)  # films without pictures are heard

    def _see(self, frame: "QVideoFrame") -> None:
        if frame.isValid():
            self._accept(ItemKind.VIDEO)

    def _accept(self, kind: ItemKind) -> None:
        if self._player is not None and self._file is not None:
            length_s = self._player.duration() / 1000
            self._settle(replace(self._file, kind=kind, length_s=length_s))

    def _fail(self) -> None:
        player, file = self._player, self._file
        if player is None or file is None:
            return
        if shows_film(player) and file.kind is ItemKind.VIDEO:
            self._settle(Refused(file.path, Reason.NO_CODEC, codec_of(player)))
        else:
            self._settle(Refused(file.path, Reason.BROKEN))

    def _lose_patience(self) -> None:
        if self._file is not None:
            self._settle(Refused(self._file.path, Reason.BROKEN))

    def _settle(self, answer: OwnFile | Refused) -> None:
        self._done.append(answer)
        self._let_go()
        self.progressed.emit(len(self._done))
        self._next_soon.start()

    def _let_go(self) -> None:
        self._patience.stop()
        self._file = None
        for part in (self._player, self._sink):
            if part is not None:
                part.blockSignals(True)
                part.deleteLater()
        self._player = self._sink = None
