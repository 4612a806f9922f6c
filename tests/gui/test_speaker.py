"""The speaker: sounds by name, volume and mute, the heart; and the way to a loudspeaker."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QObject, Signal

from laughgame.app import speaker as speaker_module
from laughgame.app.speaker import QUICK_BEAT_S, SLOW_BEAT_S, Speaker
from laughgame.sound import library
from laughgame.sound.pcm import encode
from laughgame.ui import media


class FakeOutput:
    """An output that remembers what was asked of it."""

    def __init__(self):
        self.opened = 0
        self.played = []
        self.volumes = []
        self.stops = 0
        self.closed = False

    def open(self):
        self.opened += 1
        return self

    def play(self, sound):
        self.played.append(sound)

    def set_volume(self, volume):
        self.volumes.append(volume)

    def stop(self):
        self.stops += 1

    def close(self):
        self.closed = True


@pytest.fixture
def output():
    return FakeOutput()


@pytest.fixture
def speaker(qtbot, output):
    speaker = Speaker(output.open)
    yield speaker
    speaker.close()


class TestSpeaker:
    def test_it_plays_a_sound_by_its_name(self, speaker, output):
        speaker.play("block")
        assert len(output.played) == 1
        assert np.array_equal(output.played[0], library.sound("block"))

    def test_several_names_are_one_after_the_other(self, speaker, output):
        speaker.play("whistle", "laughter")
        whole = np.concatenate([library.sound("whistle"), library.sound("laughter")])
        assert np.array_equal(output.played[0], whole)

    def test_a_name_there_is_not_is_refused_even_while_muted(self, speaker, output):
        speaker.set_muted(True)
        with pytest.raises(KeyError, match="gong"):
            speaker.play("block", "gong")
        assert output.played == []

    def test_the_output_is_opened_once_and_not_before_it_is_needed(self, speaker, output):
        speaker.set_volume(0.5)
        speaker.play()
        assert output.opened == 0
        speaker.play("block")
        speaker.play("block")
        assert output.opened == 1

    def test_a_volume_that_was_set_before_counts_from_the_first_sound_on(self, speaker, output):
        speaker.set_volume(0.5)
        speaker.play("block")
        assert output.volumes == [pytest.approx(0.1505, abs=1e-4)]
        speaker.set_volume(1.0)
        assert output.volumes[-1] == 1.0

    @pytest.mark.parametrize("volume", [0.05, 0.3, 0.7, 0.99, 1.0])
    def test_sounds_and_clips_are_turned_down_alike(self, speaker, output, volume):
        audio = media.multimedia().QtAudio
        scales = audio.VolumeScale
        speaker.play("block")
        speaker.set_volume(volume)
        expected = audio.convertVolume(
            volume, scales.LogarithmicVolumeScale, scales.LinearVolumeScale
        )
        assert output.volumes[-1] == pytest.approx(expected, abs=1e-5)

    @pytest.mark.parametrize("wrong", [-1.0, 7.0])
    def test_a_volume_stays_within_its_range(self, speaker, output, wrong):
        speaker.play("block")
        speaker.set_volume(wrong)
        assert output.volumes[-1] in (0.0, 1.0)

    def test_muted_it_opens_nothing(self, speaker, output):
        speaker.set_muted(True)
        speaker.play("block")
        speaker.heartbeat(1.0)
        assert output.opened == 0

    def test_mute_breaks_off_what_is_heard_and_lets_the_next_be_heard_again(self, speaker, output):
        speaker.play("laughter")
        speaker.set_muted(True)
        assert output.stops == 1
        speaker.play("block")
        assert len(output.played) == 1
        speaker.set_muted(False)
        speaker.play("block")
        assert len(output.played) == 2

    def test_turned_down_to_nothing_it_is_silent(self, speaker, output):
        speaker.set_volume(0.0)
        assert speaker.silent
        speaker.play("block")
        assert output.opened == 0

    def test_closed_it_is_silent_for_good(self, speaker, output):
        speaker.play("block")
        speaker.heartbeat(0.5)
        speaker.close()
        assert output.closed
        count = len(output.played)
        speaker.play("block")
        speaker.heartbeat(1.0)
        speaker.set_muted(False)
        assert len(output.played) == count
        speaker.close()  # harmless


def beats(output):
    heart = library.sound("heartbeat")
    return sum(np.array_equal(sound, heart) for sound in output.played)


class TestHeart:
    def test_it_beats_at_once_and_by_itself(self, qtbot, speaker, output):
        speaker.heartbeat(1.0)
        assert beats(output) == 1
        qtbot.waitUntil(lambda: beats(output) >= 3)

    def test_the_closer_the_quicker(self, speaker):
        rates = []
        for closeness in (0.0, 0.5, 1.0):
            speaker.heartbeat(closeness)
            rates.append(speaker.beat_s)
        assert rates == [SLOW_BEAT_S, pytest.approx(0.675), QUICK_BEAT_S]

    def test_closeness_stays_within_its_range(self, speaker):
        speaker.heartbeat(-3.0)
        assert speaker.beat_s == SLOW_BEAT_S
        speaker.heartbeat(9.0)
        assert speaker.beat_s == QUICK_BEAT_S

    def test_every_reading_anew_does_not_make_it_race(self, speaker, output):
        for closeness in (0.1, 0.9, None, 0.2, None, 1.0):
            speaker.heartbeat(closeness)
        assert beats(output) == 1

    def test_none_stops_it(self, qtbot, speaker, output, monkeypatch):
        monkeypatch.setattr(speaker_module, "SLOW_BEAT_S", 0.01)
        monkeypatch.setattr(speaker_module, "QUICK_BEAT_S", 0.01)
        speaker.heartbeat(0.0)
        qtbot.waitUntil(lambda: beats(output) >= 3)
        speaker.heartbeat(None)
        assert speaker.beat_s is None
        count = beats(output)
        qtbot.wait(60)
        assert beats(output) == count
        speaker.heartbeat(0.0)
        assert beats(output) == count + 1

    def test_muted_it_is_still_and_goes_on_afterwards(self, qtbot, speaker, output, monkeypatch):
        monkeypatch.setattr(speaker_module, "QUICK_BEAT_S", 0.01)
        speaker.heartbeat(1.0)
        speaker.set_muted(True)
        count = beats(output)
        qtbot.wait(60)
        assert beats(output) == count
        speaker.set_muted(False)
        assert beats(output) == count + 1
        speaker.stop()
        assert speaker.beat_s is None


# ---------------------------------------------------------------- the device's edge


class FakeDevice:
    def __init__(self, own_format=True):
        self._own_format = own_format

    def isNull(self):
        return False

    def description(self):
        return "A loudspeaker"

    def isFormatSupported(self, form):
        return self._own_format

    def preferredFormat(self):
        from PySide6.QtMultimedia import QAudioFormat

        form = QAudioFormat()
        form.setSampleRate(48_000)
        form.setChannelCount(2)
        form.setSampleFormat(QAudioFormat.SampleFormat.Float)
        return form


class NoDevice(FakeDevice):
    def isNull(self):
        return True


class Devices(QObject):
    """Stands in for what tells of the system's outputs."""

    audioOutputsChanged = Signal()
    default = NoDevice()
    made: "Devices"

    def __init__(self, parent):
        super().__init__(parent)
        Devices.made = self

    @staticmethod
    def defaultAudioOutput():
        return Devices.default

    def plug(self, device):
        Devices.default = device
        self.audioOutputsChanged.emit()


class Sink(QObject):
    """A stream that plays until the test lets it end."""

    made: "list[Sink]"

    def __init__(self, device, form, parent):
        super().__init__(parent)
        self.device, self.form = device, form
        self.level, self.buffer, self.heard, self.on = None, 0, [], "stopped"
        Sink.made.append(self)

    def state(self):
        from PySide6.QtMultimedia import QtAudio

        states = QtAudio.State
        return {
            "stopped": states.StoppedState,
            "active": states.ActiveState,
            "idle": states.IdleState,
        }[self.on]

    def setBufferSize(self, size):
        self.buffer = size

    def setVolume(self, level):
        self.level = level

    def start(self, device):
        self.heard.append(bytes(device.readAll().data()))
        self.on = "active"

    def reset(self):
        self.on = "stopped"


@pytest.fixture
def audio_output(qtbot, monkeypatch):
    """Return a function that makes an output whose devices are the test's."""
    media.speakers()
    from laughgame.app import audio_output

    monkeypatch.setattr(audio_output, "QMediaDevices", Devices)
    monkeypatch.setattr(audio_output, "QAudioSink", Sink)
    Sink.made = []
    made = []

    def make(device):
        Devices.default = device
        made.append(audio_output.AudioOutput())
        return made[-1]

    yield make
    for one in made:
        one.close()


def heard():
    return [data for sink in Sink.made for data in sink.heard]


class TestAudioOutput:
    def test_a_whole_sound_is_handed_over_at_once_with_silence_behind_it(self, audio_output):
        output = audio_output(FakeDevice())
        output.set_volume(0.25)
        output.play(library.sound("block"))
        (sink,) = Sink.made
        expected = encode(library.sound("block"))
        assert sink.heard[0][: len(expected)] == expected
        assert len(sink.heard[0]) > len(expected)
        assert not any(sink.heard[0][len(expected) :])
        assert sink.buffer == len(sink.heard[0])
        assert sink.level == 0.25

    def test_sounds_are_heard_beside_each_other(self, audio_output):
        output = audio_output(FakeDevice())
        output.play(library.sound("whistle"))
        output.play(library.sound("block"))
        assert output.sounding == 2
        output.set_volume(0.5)
        assert [sink.level for sink in Sink.made] == [0.5, 0.5]

    def test_a_stream_that_has_ended_is_closed_and_used_again(self, qtbot, audio_output):
        output = audio_output(FakeDevice())
        output.play(library.sound("block"))
        Sink.made[0].on = "idle"
        qtbot.waitUntil(lambda: Sink.made[0].on == "stopped")
        output.play(library.sound("pop"))
        assert len(Sink.made) == 1
        assert len(heard()) == 2

    def test_too_many_at_once_are_left_out(self, audio_output):
        output = audio_output(FakeDevice())
        for _ in range(20):
            output.play(library.sound("pop"))
        assert output.sounding == len(heard()) == 8

    def test_stop_breaks_everything_off(self, audio_output):
        output = audio_output(FakeDevice())
        output.play(library.sound("laughter"))
        output.stop()
        assert output.sounding == 0
        assert Sink.made[0].on == "stopped"

    def test_a_device_that_wants_it_otherwise_gets_it_so(self, audio_output):
        output = audio_output(FakeDevice(own_format=False))
        output.play(library.sound("block"))
        form = Sink.made[0].form
        assert (form.sampleRate(), form.channelCount()) == (48_000, 2)
        samples = np.frombuffer(heard()[0], "f4").reshape(-1, 2)
        assert np.array_equal(samples[:, 0], samples[:, 1])
        # The sound, and 0.15 s of silence behind it.
        assert len(samples) == pytest.approx(48_000 * (0.16 + 0.15), abs=2)

    def test_without_a_device_it_is_silent(self, audio_output):
        output = audio_output(NoDevice())
        assert not output.available
        output.play(library.sound("block"))
        output.set_volume(0.3)
        output.stop()
        assert Sink.made == []

    def test_a_device_that_appears_is_used_from_then_on(self, audio_output):
        output = audio_output(NoDevice())
        output.set_volume(0.3)
        Devices.made.plug(FakeDevice())
        assert output.available
        output.play(library.sound("block"))
        assert Sink.made[0].level == 0.3

    def test_a_device_that_goes_takes_its_sounds_with_it(self, audio_output):
        output = audio_output(FakeDevice())
        output.play(library.sound("laughter"))
        Devices.made.plug(NoDevice())
        assert Sink.made[0].on == "stopped"
        output.play(library.sound("block"))
        assert len(heard()) == 1
        other = FakeDevice()
        Devices.made.plug(other)
        output.play(library.sound("block"))
        assert Sink.made[-1].device is other

    def test_closed_it_hears_of_no_device_any_more(self, audio_output):
        output = audio_output(FakeDevice())
        output.play(library.sound("laughter"))
        output.close()
        assert Sink.made[0].on == "stopped"
        Devices.made.plug(FakeDevice())
        assert not output.available
        output.play(library.sound("block"))
        assert len(heard()) == 1


WITHOUT_SOUND = """
import sys
from pathlib import Path
from laughgame.app import main
from laughgame.app.journal import Journal
from laughgame.app.speaker import Speaker
application = main.create_application()
journal = Journal(Path(sys.argv[1]))
journal.begin()
speaker = Speaker()
speaker.set_muted(True)
speaker.play("whistle")
print("PySide6.QtMultimedia" in sys.modules)
speaker.set_muted(False)
speaker.play("whistle", "laughter")
speaker.heartbeat(0.5)
for _ in range(20):
    application.processEvents()
print("PySide6.QtMultimedia" in sys.modules)
speaker.close()
print("closed")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a loudspeaker cannot be hidden")
def test_a_machine_without_sound_is_silent_and_hears_no_complaint(tmp_path):
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "PULSE_SERVER": f"unix:{tmp_path / 'nothing'}",
        "PIPEWIRE_RUNTIME_DIR": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_SOUND, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=60,
        env=environment,
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["False", "True", "closed"]
    assert done.stderr == ""
