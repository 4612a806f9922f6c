"""What the scripted fake camera does wrong, verb by verb, on a clock that only moves here."""

import threading
from itertools import pairwise

import numpy as np
import pytest

from laughgame.app import sources
from laughgame.vision.sources import fake
from laughgame.vision.sources.fake import Happening, ScriptedCamera
from laughgame.vision.sources.fake_script import (
    FakeScript,
    FakeScriptError,
    Fault,
    Verb,
    read_fake_script,
)
from laughgame.vision.sources.source import RisingTime, SourceCode, SourceError

GREEN = (0, 200, 0)


class Stepped(threading.Event):
    """An event whose waiting lets the fake clock run instead of the real one."""

    now_s = 100.0

    def wait(self, timeout=None):
        Stepped.now_s += 0.001 if timeout is None else timeout
        return self.is_set()


@pytest.fixture
def film(monkeypatch):
    """Make a camera with these faults; each picture's first pixel tells it from the others."""
    monkeypatch.setattr(Stepped, "now_s", 100.0)
    monkeypatch.setattr(fake.threading, "Event", Stepped)

    def make(*faults):
        happening = Happening(FakeScript(faults), clock=lambda: Stepped.now_s)

        def picture(time_s):
            image = np.full((64, 96, 3), GREEN, np.uint8)
            image[0, 0] = round(time_s * 1000) % 251
            return image

        return ScriptedCamera(happening, picture)

    return make


def at(camera, elapsed_s):
    """Let the clock run until then, and return the next frame."""
    Stepped.now_s = 100.0 + elapsed_s
    return camera.read()


@pytest.mark.parametrize("verb", [Verb.GREY, Verb.FOUR_CHANNELS, Verb.SIXTEEN_BIT])
def test_odd_pixels_arrive_as_rgb(film, verb):
    camera = film(Fault(verb, 1, 1))
    camera.open()
    image = at(camera, 1.2).image

    assert image.shape == (64, 96, 3)
    assert image.dtype == np.uint8
    if verb is Verb.GREY:
        assert (image[9, 9] == image[9, 9, 0]).all()
    else:
        assert tuple(image[9, 9]) == GREEN


@pytest.mark.parametrize("verb", [Verb.ZERO_SIZE, Verb.CORRUPT_JPEG])
def test_what_is_no_picture_loses_the_camera_until_it_is_over(film, verb):
    camera = film(Fault(verb, 1, 1))
    camera.open()
    with pytest.raises(SourceError) as lost:
        at(camera, 1.2)
    assert lost.value.code is SourceCode.LOST

    Stepped.now_s = 102.1
    camera.open()
    assert tuple(camera.read().image[9, 9]) == GREEN


@pytest.mark.parametrize(
    ("verb", "code"),
    [
        (Verb.UNPLUG, SourceCode.NOT_FOUND),
        (Verb.BUSY, SourceCode.BUSY),
        (Verb.DENIED, SourceCode.DENIED),
    ],
)
def test_a_camera_that_is_gone_is_lost_refused_and_back(film, verb, code):
    camera = film(Fault(verb, 1, 1))
    camera.open()
    with pytest.raises(SourceError) as lost:
        at(camera, 1.2)
    with pytest.raises(SourceError) as refused:
        camera.open()
    Stepped.now_s = 102.1
    camera.open()

    assert lost.value.code is SourceCode.LOST
    assert refused.value.code is code
    assert refused.value.remedy
    assert camera.read() is not None


def test_a_replug_ends_an_unplug(film):
    camera = film(Fault(Verb.UNPLUG, 1), Fault(Verb.REPLUG, 3), Fault(Verb.UNPLUG, 5))
    camera.open()
    for elapsed_s, there in ((2, False), (4, True), (6, False)):
        Stepped.now_s = 100.0 + elapsed_s
        if there:
            camera.open()
        else:
            with pytest.raises(SourceError):
                camera.open()


def test_a_frozen_picture_stays_the_same_and_its_times_rise(film):
    camera = film(Fault(Verb.FREEZE, 1, 1))
    camera.open()
    before, first, second, after = (at(camera, s) for s in (0.9, 1.2, 1.6, 2.2))

    assert np.array_equal(before.image, first.image)
    assert np.array_equal(first.image, second.image)
    assert not np.array_equal(second.image, after.image)
    assert first.time_s < second.time_s


def test_black_is_black_and_a_covered_lens_has_noise(film):
    camera = film(Fault(Verb.BLACK, 1, 1), Fault(Verb.COVERED, 2, 1))
    camera.open()
    black, covered, next_one = (at(camera, s).image for s in (1.2, 2.2, 2.4))

    assert not black.any()
    assert 4 < covered.mean() < 8
    assert not np.array_equal(covered, next_one)


@pytest.mark.parametrize("verb", [Verb.STALL, Verb.SUSPEND])
def test_no_frame_comes_until_it_is_over(film, verb):
    camera = film(Fault(verb, 1, 2, 3600.0))
    camera.open()
    before = at(camera, 0.9)
    after = at(camera, 1.2)

    assert Stepped.now_s >= 103
    slept_s = 3600 if verb is Verb.SUSPEND else 0
    assert after.time_s - before.time_s == pytest.approx(2.1 + slept_s, abs=0.1)


def test_the_other_resolution_is_half(film):
    camera = film(Fault(Verb.RESOLUTION, 1, 1))
    camera.open()
    assert at(camera, 1.2).image.shape == (32, 48, 3)


def test_the_wrong_rate_comes_though_the_right_one_is_told(film):
    camera = film(Fault(Verb.WRONG_RATE, 1, 9, 5.0))
    camera.open()
    at(camera, 1.2)
    times = [camera.read().time_s for _ in range(4)]

    assert camera.frame_rate == 30
    assert np.diff(times) == pytest.approx([0.2] * 3, abs=0.03)


@pytest.mark.parametrize("jump_s", [-60.0, 60.0])
def test_times_rise_and_go_on_after_the_clock_has_jumped(film, jump_s):
    camera = film(Fault(Verb.CLOCK_JUMP, 1, 1, jump_s))
    camera.open()
    times = [at(camera, s).time_s for s in (0.9, 1.2, 1.5, 1.8)]

    assert all(later > earlier for earlier, later in pairwise(times))
    assert times[3] - times[1] == pytest.approx(0.6, abs=0.1)


@pytest.mark.parametrize("verb", [Verb.HANG_IN_OPEN, Verb.HANG_IN_READ])
def test_who_hangs_comes_back_only_when_released_and_a_new_camera_works(verb):
    now = [100.0]
    happening = Happening(FakeScript((Fault(verb, 1, 1),)), clock=lambda: now[0])

    def camera():
        return ScriptedCamera(happening, lambda _: np.full((16, 16, 3), GREEN, np.uint8))

    def call():
        reached.set()
        (stuck.open if verb is Verb.HANG_IN_OPEN else stuck.read)()

    stuck, reached = camera(), threading.Event()
    stuck.open()
    now[0] = 101.2
    thread = threading.Thread(target=call, daemon=True)
    thread.start()
    reached.wait()
    thread.join(0.1)
    assert thread.is_alive()

    now[0] = 102.1
    camera().open()
    assert thread.is_alive()
    stuck.close()
    happening.release()
    thread.join(5)
    assert not thread.is_alive()


def test_who_hangs_can_be_freed_and_who_comes_later_hangs_again():
    happening = Happening(FakeScript())

    def hang():
        thread = threading.Thread(target=happening.hang, daemon=True)
        thread.start()
        while happening.hanging == 0:
            thread.join(0.001)
        return thread

    happening.free()
    one = hang()
    happening.free()
    one.join(5)
    two = hang()
    two.join(0.05)
    assert (one.is_alive(), two.is_alive(), happening.hanging) == (False, True, 1)

    happening.release()
    two.join(5)
    happening.free()
    happening.hang()  # comes back at once: it was released for good
    assert happening.hanging == 0


def test_a_clock_set_back_goes_on_from_where_it_was():
    rising = RisingTime()
    assert [rising.after(s) for s in (100.0, 10.0, 10.5)][2] == pytest.approx(100.5)


def test_the_script_of_the_command_line_goes_on_from_camera_to_camera(tmp_path):
    file = tmp_path / "각본.toml"
    file.write_text('size = [96, 64]\n[[fault]]\ndo = "busy"\nat = 0.0\n', encoding="utf-8")
    make = sources.opener(f"fake:{file}")
    one, two = make(), make()

    assert one is not two
    with pytest.raises(SourceError) as busy:
        two.open()
    assert busy.value.code is SourceCode.BUSY


@pytest.mark.parametrize("verb", Verb)
def test_a_script_knows_every_verb(tmp_path, verb):
    file = tmp_path / "script.toml"
    file.write_text(f'[[fault]]\ndo = "{verb}"\nat = 1\nfor = 2\nvalue = 5\n')
    assert read_fake_script(file).faults == (Fault(verb, 1.0, 2.0, 5.0),)


@pytest.mark.parametrize(
    "text",
    [
        "[[fault]]",
        '[[fault]]\ndo = "explode"\nat = 1.0',
        '[[fault]]\ndo = "stall"\nat = -1.0',
        '[[fault]]\ndo = "stall"\nat = nan',
        '[[fault]]\ndo = "wrong_rate"\nat = 1.0',
        '[[fault]]\ndo = "suspend"\nat = 1.0\nvalue = 9.0',
        "size = [1, 1]",
        "speed = 3",
        "not TOML",
    ],
)
def test_what_is_no_script_is_refused_by_name(tmp_path, text):
    file = tmp_path / "script.toml"
    file.write_text(text)
    with pytest.raises(FakeScriptError, match=r"script\.toml"):
        read_fake_script(file)
    with pytest.raises(sources.UnknownSourceError, match=r"script\.toml"):
        sources.from_spec(f"fake:{file}")
