"""Lets be heard what is played in the window, and the buttons; as loud as the settings say."""

from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QAbstractButton

from laughgame.app.background import Background
from laughgame.app.sound_cues import STILL, Heard, SoundCues
from laughgame.app.speaker import Speaker
from laughgame.game.session import Snapshot
from laughgame.sound import library
from laughgame.storage.settings import Settings
from laughgame.ui.main_window import MainWindow

SAMPLE_MS: Final = 150
"""After the volume has rested for so long it is tried out."""


class Sounding(QObject):
    """Stands between the game and a :class:`Speaker`; lives on the GUI thread.

    Where there is no speaker nothing is heard, and nothing of Qt Multimedia is loaded.
    """

    def __init__(
        self,
        window: MainWindow,
        settings: Settings,
        speaker: Speaker | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._speaker = speaker
        if speaker is not None:
            speaker.setParent(self)
        self._cues = SoundCues()
        self._zone = settings.judge.warning_margin
        self._sound = settings.sound
        self._try_out = QTimer(self, singleShot=True, interval=SAMPLE_MS)
        self._try_out.timeout.connect(lambda: self._play("block"))
        if speaker is None:
            return
        speaker.set_volume(self._sound.volume)
        speaker.set_muted(self._sound.muted)
        window.out.objected.connect(lambda: self.hear(self._cues.objection()))
        for button in window.findChildren(QAbstractButton):
            button.clicked.connect(lambda: self._play("click"))

    def prepare(self, background: Background) -> None:
        """Have all sounds made on the worker thread, so that the first of each is not late."""
        if self._speaker is not None and not self._speaker.silent:
            background.submit(library.make_all, lambda _: None, lambda _: None)

    def apply(self, settings: Settings) -> None:
        """Sound as ``settings`` say from now on; a new volume is tried out."""
        before, self._sound = self._sound, settings.sound
        self._zone = settings.judge.warning_margin
        if self._speaker is None or self._sound == before:
            return
        self._speaker.set_volume(self._sound.volume)
        self._speaker.set_muted(self._sound.muted)
        if self._sound.volume != before.volume:
            self._try_out.start()

    def free_moment(self, snapshot: Snapshot) -> None:
        """Let a moment of the free meter be heard; it is still while another screen is seen."""
        if self._window.play.isVisible():
            self.hear(self._cues.moment([snapshot], self._zone, whistled=True))
        else:
            self._cues.reset()
            self.hear(STILL)

    def hear(self, heard: Heard) -> None:
        """Let be heard what the rules of :mod:`~laughgame.app.sound_cues` decided."""
        if self._speaker is None:
            return
        for line in heard.lines:
            self._speaker.play(*line)
        self._speaker.heartbeat(heard.heartbeat)

    def hush(self) -> None:
        """Break off whatever is heard: what it belongs to is over."""
        self._cues.reset()
        if self._speaker is not None:
            self._speaker.stop()

    def close(self) -> None:
        """Let go of the loudspeaker; nothing is heard afterwards."""
        self._try_out.stop()
        if self._speaker is not None:
            self._speaker.close()

    def _play(self, name: str) -> None:
        if self._speaker is not None:
            self._speaker.play(name)
