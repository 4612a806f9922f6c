"""The way to the loudspeaker: Qt Multimedia, and nothing of it elsewhere.

Each sound has a stream of its own, which the system mixes with the others.  The whole sound
is handed over when it starts, so that a window busy with its next screen cannot make it
stutter.  Nothing is written to a file, nothing is recorded, nothing touches the network.
"""

import logging
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QTimer
from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSink, QMediaDevices, QtAudio

from laughgame.sound.pcm import Code, encode
from laughgame.sound.synthesis import RATE, Sound

VOICES: Final = 8
"""As many sounds are heard at once; one more is left out."""

TAIL_S: Final = 0.15
"""Silence after each sound: a stream may be closed before its last moments were heard."""

TIDY_MS: Final = 250
"""How often streams that have come to their end are closed."""

_CODES: Final = {
    QAudioFormat.SampleFormat.UInt8: Code.UINT8,
    QAudioFormat.SampleFormat.Int16: Code.INT16,
    QAudioFormat.SampleFormat.Int32: Code.INT32,
    QAudioFormat.SampleFormat.Float: Code.FLOAT,
}

_log = logging.getLogger(__name__)


class AudioOutput(QObject):
    """Plays sounds on the system's default output; lives on the GUI thread.

    Without one it is silent, and plays as soon as there is one.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._volume = 1.0
        self._device: QAudioDevice | None = None
        self._format = QAudioFormat()
        self._voices: list[_Voice] = []
        self._tidy = QTimer(self, interval=TIDY_MS)
        self._tidy.timeout.connect(self._close_ended)
        self._devices = QMediaDevices(self)
        self._devices.audioOutputsChanged.connect(self._use_default)
        self._use_default()

    @property
    def available(self) -> bool:
        """Whether there is anything to play on."""
        return self._device is not None

    @property
    def sounding(self) -> int:
        """How many sounds are heard at the moment."""
        return sum(voice.busy for voice in self._voices)

    def play(self, sound: Sound) -> None:
        """Begin a sound, beside those that are heard already."""
        if self._device is None:
            return
        voice = next((one for one in self._voices if not one.busy), None)
        if voice is None:
            if len(self._voices) == VOICES:
                return
            voice = _Voice(self._device, self._format, self)
            self._voices.append(voice)
        code = _CODES[self._format.sampleFormat()]
        channels, rate = self._format.channelCount(), self._format.sampleRate()
        tail = bytes([128 if code is Code.UINT8 else 0])
        data = encode(sound, rate, channels, code)
        data += tail * (self._format.bytesForDuration(round(TAIL_S * 1e6)))
        voice.play(data, self._volume)
        self._tidy.start()

    def set_volume(self, volume: float) -> None:
        """How loud (0–1, of the amplitude), for what is heard already, too."""
        self._volume = volume
        for voice in self._voices:
            voice.set_volume(volume)

    def stop(self) -> None:
        """Break off whatever is heard."""
        self._tidy.stop()
        for voice in self._voices:
            voice.stop()

    def close(self) -> None:
        """Let go of the device; nothing is heard afterwards."""
        self._devices.blockSignals(True)
        self._drop_voices()
        self._device = None

    def _use_default(self) -> None:
        """Go over to what is the default output now; what was heard on another one ends."""
        self._drop_voices()
        device = QMediaDevices.defaultAudioOutput()
        if device.isNull():
            self._device = None
            _log.info("There is no audio output")
            return
        self._format = _format_for(device)
        self._device = device if self._format.isValid() else None
        _log.info("Audio output: %s", device.description())

    def _drop_voices(self) -> None:
        self.stop()
        for voice in self._voices:
            voice.deleteLater()
        self._voices.clear()

    def _close_ended(self) -> None:
        """Close streams that are through: an open one keeps the sound card awake."""
        for voice in self._voices:
            if not voice.busy:
                voice.stop()
        if not self.sounding:
            self._tidy.stop()


class _Voice(QObject):
    """One stream to the device, for one sound after the other."""

    def __init__(self, device: QAudioDevice, form: QAudioFormat, parent: QObject) -> None:
        super().__init__(parent)
        self._sink = QAudioSink(device, form, self)
        self._data = QBuffer(self)

    @property
    def busy(self) -> bool:
        # Asked for, not waited for: PySide 6.11 cannot hand the state to a slot.
        return self._sink.state() is QtAudio.State.ActiveState

    def play(self, data: bytes, volume: float) -> None:
        self.stop()
        self._data.setData(QByteArray(data))
        self._data.open(QIODevice.OpenModeFlag.ReadOnly)
        self._sink.setBufferSize(len(data))
        self._sink.setVolume(volume)
        self._sink.start(self._data)

    def set_volume(self, volume: float) -> None:
        self._sink.setVolume(volume)

    def stop(self) -> None:
        if self._sink.state() is not QtAudio.State.StoppedState:
            self._sink.reset()  # at once, while stop() may play on to the end
        self._data.close()


def _format_for(device: QAudioDevice) -> QAudioFormat:
    """Return the sounds' own format where the device takes it, else the device's."""
    own = QAudioFormat()
    own.setSampleRate(RATE)
    own.setChannelCount(1)
    own.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    return own if device.isFormatSupported(own) else device.preferredFormat()
