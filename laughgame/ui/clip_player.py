"""Plays a sound or a video in step with the round, which may be paused at any moment."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from laughgame.storage.deck_folder import Reason
from laughgame.ui.media import can_play, multimedia, speakers, url

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoFrame, QVideoSink

DRIFT_S: Final = 0.3
"""Farther from the round than this, the player jumps to where it belongs."""
STALL_MS: Final = 400
"""A round that stood still for so long is paused: so is the player."""
FADE_S: Final = 1.0
"""The last second of what is cut off dies away."""
GRACE_MS: Final = 1500
"""A film that complained and shows nothing for so long has no codec here."""


class ClipPlayer(QObject):
    """Plays one file at a time.  GUI thread; files are opened and decoded on the player's own."""

    changed = Signal()
    """There is another picture."""
    failed = Signal(Reason, str)
    """The file cannot be played: why, and the codec's name where that is known."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._player: QMediaPlayer | None = None
        self._sink: QVideoSink | None = None
        self._output: QAudioOutput | None = None
        self._path = Path()
        self._plays_s = 0.0
        self._at_s = 0.0
        self._volume = 0.7
        self._muted = False
        self._frame: QVideoFrame | None = None
        self._image: QImage | None = None
        self._stall = QTimer(self, singleShot=True, interval=STALL_MS)
        self._stall.timeout.connect(self.pause)
        self._grace = QTimer(self, singleShot=True, interval=GRACE_MS)
        self._grace.timeout.connect(self._judge)
        self._fail_soon = QTimer(self, singleShot=True, interval=0)
        self._fail_soon.timeout.connect(self._fail)

    @property
    def image(self) -> QImage | None:
        """The picture of now; None for a sound, and before the first one."""
        if self._image is None and self._frame is not None:
            image = self._frame.toImage()
            self._image = None if image.isNull() else image
        return self._image

    @property
    def position_s(self) -> float:
        """How far the player is, in seconds; 0 where nothing is open."""
        return 0.0 if self._player is None else self._player.position() / 1000

    @property
    def playing(self) -> bool:
        """Whether it plays just now."""
        return self._player is not None and self._player.isPlaying()

    def start(self, path: Path, plays_s: float) -> None:
        """Open a file, of which ``plays_s`` seconds are to be played; :meth:`follow` starts it."""
        self.stop()
        self._path, self._plays_s, self._at_s = path, plays_s, -1.0
        if not can_play():
            self._fail_soon.start()
            return
        qt = multimedia()
        # A player for each: what it still has to say of one file must not speak for the next.
        self._player, self._sink = qt.QMediaPlayer(self), qt.QVideoSink(self)
        self._player.setVideoSink(self._sink)
        self._player.errorOccurred.connect(self._hear_of)
        self._sink.videoFrameChanged.connect(self._see)
        if self._output is None and speakers():
            # Without speakers Qt would say so each time; film and round go on in silence.
            self._output = qt.QAudioOutput(self)
        if self._output is not None:
            self._player.setAudioOutput(self._output)
        self._set_loudness()
        self._player.setSource(url(path))

    def follow(self, at_s: float) -> None:
        """The round is ``at_s`` seconds into the clip: play, stop, or catch up."""
        player = self._player
        if player is None or at_s == self._at_s:
            return
        back, self._at_s = at_s < self._at_s, at_s
        self._stall.start()
        statuses = type(player).MediaStatus
        unopened = (statuses.NoMedia, statuses.LoadingMedia, statuses.InvalidMedia)
        if player.mediaStatus() in unopened:
            return
        if at_s >= self._plays_s or at_s * 1000 >= player.duration():
            self.pause()
            return
        if player.mediaStatus() is statuses.EndOfMedia and not back:
            return
        if abs(self.position_s - at_s) > DRIFT_S and player.isSeekable():
            player.setPosition(round(at_s * 1000))
        self._set_loudness()
        if not player.isPlaying():
            player.play()

    def pause(self) -> None:
        """Stand still, until the round goes on."""
        self._stall.stop()
        if self._player is not None and self._player.isPlaying():
            self._player.pause()

    def stop(self) -> None:
        """Let go of the file."""
        for timer in (self._stall, self._grace, self._fail_soon):
            timer.stop()
        self._frame = self._image = None
        for part in (self._player, self._sink):
            if part is not None:
                part.blockSignals(True)
                part.deleteLater()
        self._player = self._sink = None

    def set_volume(self, volume: float, muted: bool) -> None:
        """Play at ``volume`` (0–1, as loud as it feels), or silently."""
        self._volume, self._muted = volume, muted
        self._set_loudness()

    @property
    def loudness(self) -> float:
        """How loud it is at this moment (0–1): the volume, or less while it dies away."""
        if self._muted:
            return 0.0
        cut = self._player is not None and self._player.duration() / 1000 > self._plays_s + 0.1
        left = (self._plays_s - self._at_s) / FADE_S if cut else 1.0
        return self._volume * min(1.0, max(0.0, left))

    def _set_loudness(self) -> None:
        if self._output is not None:
            audio = multimedia().QtAudio
            scales = audio.VolumeScale
            self._output.setVolume(
                audio.convertVolume(
                    self.loudness, scales.LogarithmicVolumeScale, scales.LinearVolumeScale
                )
            )

    def _see(self, frame: "QVideoFrame") -> None:
        if frame.isValid():
            self._frame, self._image = frame, None
            self.changed.emit()

    def _hear_of(self) -> None:
        if self._player is not None and shows_film(self._player):
            self._grace.start()  # it may be the sound only that cannot be played
        else:
            # The error comes out of a call to the player, which is not to be changed in there.
            self._fail_soon.start()

    def _judge(self) -> None:
        if self._frame is None:
            self._fail()

    def _fail(self) -> None:
        reason, detail = Reason.BROKEN, ""
        if not can_play():
            reason = Reason.NO_PLAYER
        elif not self._path.exists():
            reason = Reason.MISSING
        elif not os.access(self._path, os.R_OK):
            reason = Reason.UNREADABLE
        elif self._player is not None and shows_film(self._player):
            reason, detail = Reason.NO_CODEC, codec_of(self._player)
        self.stop()
        self.failed.emit(reason, detail)


def shows_film(player: "QMediaPlayer") -> bool:
    """Whether the player has opened a film, which it may be unable to decode."""
    statuses = type(player).MediaStatus
    unopened = (statuses.NoMedia, statuses.LoadingMedia, statuses.InvalidMedia)
    return player.mediaStatus() not in unopened and player.hasVideo()


def codec_of(player: "QMediaPlayer") -> str:
    """Return the name of a film's codec; empty where the player does not know it either."""
    keys = multimedia().QMediaMetaData.Key
    codec = player.metaData().stringValue(keys.VideoCodec)
    return "" if codec == "Unspecified" else str(codec)
