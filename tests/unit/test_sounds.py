"""The sounds: short, clean, alike in loudness, and the same every time."""

import numpy as np
import pytest

from laughgame.sound import library
from laughgame.sound.game_sounds import SLAM_S
from laughgame.sound.pcm import Code, encode
from laughgame.sound.synthesis import (
    LOUDNESS,
    PEAK,
    RATE,
    band,
    count,
    finished,
    formants,
    loudest,
    mix,
    noise,
    reed,
    silence,
    swell,
    tone,
)


def strongest_hz(samples):
    """The pitch that is loudest."""
    spectrum = np.abs(np.fft.rfft(samples))
    return np.fft.rfftfreq(len(samples), 1 / RATE)[spectrum.argmax()]


@pytest.mark.parametrize("name", list(library.SOUNDS))
class TestEverySound:
    def test_is_finite_and_never_clips(self, name):
        sound = library.sound(name)
        assert sound.dtype == np.float32
        assert sound.ndim == 1
        assert np.isfinite(sound).all()
        assert np.abs(sound).max() <= PEAK

    def test_starts_and_ends_at_zero_and_leans_to_no_side(self, name):
        sound = library.sound(name)
        assert abs(sound[0]) < 1e-4
        assert sound[-1] == 0
        assert np.abs(sound[-20:]).max() < 0.01, "it fades, it is not cut"
        assert abs(sound.mean()) < 1e-4

    def test_is_short(self, name):
        seconds = len(library.sound(name)) / RATE
        longest = library.LONG_S if name in library.LONG else library.SHORT_S
        assert 0.03 <= seconds <= longest

    def test_is_as_loud_as_the_others(self, name):
        loud = loudest(library.sound(name))
        if name in library.QUIET:
            assert 0.1 * LOUDNESS < loud < 0.6 * LOUDNESS
        else:
            assert 0.85 * LOUDNESS < loud <= 1.02 * LOUDNESS

    def test_is_the_same_every_time(self, name):
        assert np.array_equal(library.SOUNDS[name](), library.SOUNDS[name]())


def test_no_two_sounds_are_alike():
    made = [library.sound(name) for name in library.SOUNDS]
    for index, one in enumerate(made):
        for other in made[index + 1 :]:
            assert len(one) != len(other) or not np.allclose(one, other)


def test_a_sound_is_made_once_and_cannot_be_spoilt():
    sound = library.sound("block")
    assert library.sound("block") is sound
    with pytest.raises(ValueError, match="read-only"):
        sound[0] = 1


def test_a_name_there_is_not_is_refused():
    with pytest.raises(KeyError):
        library.sound("silence of the lambs")


def test_all_are_made_at_once_for_later():
    library.sound.cache_clear()
    library.make_all()
    assert library.sound.cache_info().currsize == len(library.SOUNDS)


def test_go_is_higher_than_three_two_one():
    assert strongest_hz(library.sound("block_high")) > 1.3 * strongest_hz(library.sound("block"))


def test_a_whistle_is_high_and_a_heartbeat_low():
    assert 2500 < strongest_hz(library.sound("whistle")) < 3300
    assert strongest_hz(library.sound("heartbeat")) < 150


def test_slides_go_where_they_are_called():
    def ends(name):
        sound = library.sound(name)
        edge = count(0.1)
        return strongest_hz(sound[:edge]), strongest_hz(sound[-edge:])

    first, last = ends("slide_up")
    assert last > 2 * first
    first, last = ends("slide_down")
    assert first > 2 * last


def test_a_card_lands_when_it_does_on_the_screen():
    sound = np.abs(library.sound("card"))
    assert sound.argmax() / RATE == pytest.approx(SLAM_S, abs=0.01)


def test_a_heartbeat_is_over_before_the_next_can_come():
    assert len(library.sound("heartbeat")) / RATE < 0.45


class TestSynthesis:
    def test_a_tone_has_its_pitch_and_its_harmonics(self):
        assert strongest_hz(tone(440, 1.0)) == pytest.approx(440, abs=1.5)
        assert strongest_hz(tone(440, 1.0, (0, 1))) == pytest.approx(880, abs=1.5)

    def test_harmonics_that_would_fold_back_are_left_out(self):
        assert not tone(20_000, 0.1, (0, 1)).any()
        assert strongest_hz(tone(9000, 0.5, reed(1.0, 9))) % 9000 == pytest.approx(0, abs=3)

    def test_noise_comes_from_its_seed(self):
        assert np.array_equal(noise(0.1, 5), noise(0.1, 5))
        assert not np.array_equal(noise(0.1, 5), noise(0.1, 6))

    def test_a_band_keeps_what_is_within(self):
        low, middle, high = (tone(pitch, 0.5) for pitch in (60, 1000, 9000))
        assert loudest(band(middle, 500, 2000)) > 0.9 * loudest(middle)
        assert loudest(band(low, 500, 2000)) < 0.1 * loudest(low)
        assert loudest(band(high, 500, 2000)) < 0.1 * loudest(high)

    def test_a_filter_does_not_ring_from_the_end_into_the_beginning(self):
        late = mix((0, silence(0.2)), (0.2, tone(300, 0.05)))
        assert np.abs(band(late, 200, 400)[: count(0.05)]).max() < 0.01

    def test_formants_colour_what_they_are_given(self):
        voice = tone(110, 0.5, reed(0.95, 40))
        assert abs(strongest_hz(formants(voice, ((1200, 100, 1.0),))) - 1200) < 110

    def test_a_swell_rises_stays_and_falls(self):
        shape = swell(0.3, 0.1, 0.1)
        assert shape[0] == 0
        assert shape[-1] == 0
        assert shape[count(0.15)] == pytest.approx(1)

    def test_parts_are_mixed_each_from_its_second_on(self):
        whole = mix((0, np.ones(10)), (10 / RATE, np.full(5, 2.0)))
        assert whole.tolist() == [1.0] * 10 + [2.0] * 5

    @pytest.mark.parametrize("loud", [0.001, 1.0, 50.0])
    def test_whatever_goes_in_comes_out_equally_loud(self, loud):
        sound = finished(loud * (tone(500, 0.3) + 0.5))
        assert loudest(sound) == pytest.approx(LOUDNESS, rel=0.1)
        assert abs(sound.mean()) < 1e-4

    def test_the_loudest_moment_counts_not_the_whole(self):
        burst = mix((0, tone(500, 0.1)), (0.1, silence(2.0)))
        assert loudest(burst) == pytest.approx(loudest(tone(500, 0.1)), rel=0.01)
        assert loudest(silence(0.01)) == 0


class TestPcm:
    def test_sixteen_bits_are_the_sound(self):
        sound = library.sound("whistle")
        back = np.frombuffer(encode(sound), "i2") / 32_767
        assert np.abs(back - sound).max() < 1e-4

    @pytest.mark.parametrize(
        ("code", "bytes_", "lowest", "middle", "highest"),
        [
            (Code.UINT8, "u1", 1, 128, 255),
            (Code.INT16, "i2", -32_767, 0, 32_767),
            (Code.INT32, "i4", -2_147_483_647, 0, 2_147_483_647),
            (Code.FLOAT, "f4", -1, 0, 1),
        ],
    )
    def test_every_code_reaches_from_end_to_end_and_no_farther(
        self, code, bytes_, lowest, middle, highest
    ):
        written = encode(np.array([-3, -1, 0, 1, 3], np.float32), code=code)
        assert np.frombuffer(written, bytes_).tolist() == [
            lowest, lowest, middle, highest, highest,
        ]  # fmt: skip

    def test_all_channels_say_the_same(self):
        one = np.frombuffer(encode(library.sound("pop")), "i2")
        two = np.frombuffer(encode(library.sound("pop"), channels=2), "i2").reshape(-1, 2)
        assert np.array_equal(two[:, 0], one)
        assert np.array_equal(two[:, 1], one)

    def test_another_rate_keeps_pitch_and_length(self):
        sound = finished(tone(1000, 0.5))
        other = np.frombuffer(encode(sound, rate=48_000, code=Code.FLOAT), "f4")
        assert len(other) == 24_000
        spectrum = np.abs(np.fft.rfft(other))
        assert np.fft.rfftfreq(len(other), 1 / 48_000)[spectrum.argmax()] == pytest.approx(1000)
