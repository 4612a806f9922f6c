"""Plays the game's sounds by their names, as loud as the player wants, or not at all.

Qt Multimedia is loaded with the first sound that is to be heard, so that a window that
is muted, or never makes a sound, does without it.
"""

import math
from collections.abc import Callable
from typing import Final, Protocol

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer

from laughgame.sound import library
from laughgame.sound.synthesis import Sound
from laughgame.ui.media import speakers

SLOW_BEAT_S: Final = 0.9
"""From one heartbeat to the next where the warning zone begins."""

QUICK_BEAT_S: Final = 0.45
"""The same at the line."""


class Output(Protocol):
    """What sounds are played on: :class:`~laughgame.app.audio_output.AudioOutput`, or a fake."""

    def play(self, sound: Sound) -> None:
        """Begin a sound, beside those that are heard already."""
        ...

    def set_volume(self, volume: float) -> None:
        """How loud (0–1, of the amplitude), from now on."""
        ...

    def stop(self) -> None:
        """Break off whatever is heard."""
        ...

    def close(self) -> None:
        """Let go of the device."""
        ...


def open_output() -> Output:
    """Open the system's default output; where there is none it is silent, and no error."""
    speakers()  # loads Qt Multimedia, and lets it complain unheard of what there is not
    from laughgame.app.audio_output import AudioOutput

    return AudioOutput()


class Speaker(QObject):
    """Everything that is heard.  Lives on the GUI thread; call :meth:`close` at the end."""

    def __init__(
        self, open_output: Callable[[], Output] = open_output, parent: QObject | None = None
    ) -> None:
        """``open_output`` is called once, when the first sound is to be heard."""
        super().__init__(parent)
        self._open_output = open_output
        self._output: Output | None = None
        self._volume = 1.0
        self._muted = False
        self._closed = False
        self._closeness: float | None = None
        self._beat = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._beat.timeout.connect(self._pulse)

    @property
    def silent(self) -> bool:
        """Whether nothing can be heard: muted, turned down to nothing, or closed."""
        return self._muted or self._volume == 0 or self._closed

    @property
    def beat_s(self) -> float | None:
        """From this heartbeat to the next, in seconds; None where none is heard."""
        if self._closeness is None or self.silent:
            return None
        return SLOW_BEAT_S + (QUICK_BEAT_S - SLOW_BEAT_S) * self._closeness

    def play(self, *names: str) -> None:
        """Play a sound, or several one after the other, beside what is heard already.

        Raises ``KeyError`` for a name that :mod:`~laughgame.sound.library` does not have.
        """
        unknown = set(names) - library.SOUNDS.keys()
        if unknown:
            raise KeyError(f"no such sound: {', '.join(sorted(unknown))}")
        if not names or self.silent:
            return
        if self._output is None:
            self._output = self._open_output()
            self._output.set_volume(_amplitude(self._volume))
        self._output.play(np.concatenate([library.sound(name) for name in names]))

    def heartbeat(self, closeness: float | None) -> None:
        """Let a heart beat by itself, the quicker the closer; ``None`` stops it.

        0 is where the zone begins, 1 the line.  It begins at once, unless it only just beat,
        and each new closeness counts from the next beat on.
        """
        self._closeness = None if closeness is None else min(1.0, max(0.0, closeness))
        self._go_on_beating()

    def set_volume(self, volume: float) -> None:
        """How loud, from 0 to 1, as it is felt: half of it sounds about half as loud."""
        self._change(volume, self._muted)

    def set_muted(self, muted: bool) -> None:
        """Be still at once, or be heard again from the next sound on."""
        self._change(self._volume, muted)

    def stop(self) -> None:
        """Break off whatever is heard, the heartbeat too."""
        self.heartbeat(None)
        if self._output is not None:
            self._output.stop()

    def close(self) -> None:
        """Let go of the device.  Nothing is heard afterwards, and nothing is an error."""
        self.stop()
        self._closed = True
        self._beat.stop()
        if self._output is not None:
            self._output.close()
            self._output = None

    def _change(self, volume: float, muted: bool) -> None:
        self._volume, self._muted = min(1.0, max(0.0, volume)), muted
        if self._output is not None:
            self._output.set_volume(_amplitude(self._volume))
            if self.silent:
                self._output.stop()
        self._go_on_beating()

    def _go_on_beating(self) -> None:
        # A smile that trembles at the edge of the zone must not make the heart race: the
        # timer runs on between two beats, whatever happens in the meantime.
        if not self._beat.isActive():
            self._pulse()

    def _pulse(self) -> None:
        beat_s = self.beat_s
        if beat_s is not None:
            self.play("heartbeat")
            self._beat.start(round(beat_s * 1000))


def _amplitude(volume: float) -> float:
    """The amplitude of a volume as it is felt, by the scale that clips are played by, too.

    It is Qt's own: ``QtAudio.convertVolume`` from the logarithmic to the linear scale.
    """
    return 1.0 if volume > 0.99 else -math.log(1 - volume) / math.log(100)
