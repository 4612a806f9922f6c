"""What the supervisor makes of a camera, on a clock that only moves here."""

import numpy as np
import pytest

from laughgame.actor.look import LOOKS
from laughgame.actor.performance import Label, Performance, Stretch
from laughgame.actor.stage import Stage
from laughgame.vision import capture_supervisor as supervision
from laughgame.vision.capture_supervisor import (
    CameraState,
    CaptureStatus,
    CaptureSupervisor,
    Trouble,
)
from laughgame.vision.sources.source import SourceCode

SIZE = (240, 320)
NOISE = np.random.default_rng(3)


class Camera:
    """A supervised camera whose pictures and clock the test makes."""

    def __init__(self, camera: bool = True, patience_s: float = 5.0) -> None:
        self.now_s = 100.0
        self.camera = camera
        self.supervisor = CaptureSupervisor(patience_s, lambda: self.now_s)

    def start(self) -> "Camera":
        self.supervisor.opening(self.camera)
        self.supervisor.opened(self.camera)
        worth = self.film(1)
        assert worth == [not self.camera], "it may be the last picture of a dead one"
        return self

    def film(self, count: int, picture=None, fps: float = 30.0) -> list[bool]:
        """Deliver frames, noise unless ``picture`` is given; return which are worth judging."""
        worth = []
        for _ in range(count):
            self.now_s += 1 / fps
            image = noise(120.0, 40.0) if picture is None else picture
            worth.append(self.supervisor.frame(image() if callable(image) else image))
            self.look()
        return worth

    def look(self, after_s: float = 0.0) -> CaptureStatus:
        """Look as often as the window does, until so many seconds later."""
        end_s = self.now_s + after_s
        while self.now_s < end_s - 1e-9:
            self.now_s = min(self.now_s + 0.1, end_s)
            status = self.supervisor.status()
        return self.supervisor.status() if not after_s else status


def noise(mean: float, deviation: float) -> np.ndarray:
    picture = NOISE.normal(mean, deviation, (*SIZE, 3))
    return np.clip(picture, 0, 255).astype(np.uint8)


def test_from_closed_to_live():
    camera = Camera()
    states = [camera.look().state]
    camera.supervisor.opening(True)
    states.append(camera.look(3.0).state)
    camera.supervisor.opened(True)
    states.append(camera.look(1.0).state)
    camera.film(1)
    status = camera.look()

    assert states == [CameraState.CLOSED, CameraState.OPENING, CameraState.WARMING]
    assert status.state is CameraState.LIVE
    assert status.well
    assert status.took_s == pytest.approx(4.0 + 1 / 30)


def test_no_frame_for_three_quarters_of_a_second_is_a_stall_and_for_two_seconds_a_hang():
    camera = Camera().start()
    camera.film(30)

    assert camera.look(0.7).well
    stalled = camera.look(0.1)
    assert stalled.state is CameraState.STALLED
    assert not stalled.hangs
    assert not camera.look(1.1).hangs
    assert camera.look(0.2).hangs


def test_a_stall_is_over_with_the_next_frame():
    camera = Camera().start()
    camera.look(1.5)
    assert camera.film(1) == [True]
    assert camera.look().well


@pytest.mark.parametrize("fps", [5.0, 1.5])
def test_a_slow_camera_has_not_stalled(fps):
    camera = Camera().start()
    camera.film(2, fps=fps)  # from here on its pace is known
    for _ in range(5):
        assert camera.look(1 / fps - 0.02).well
        camera.now_s += 0.02 - 1 / fps
        camera.film(1, fps=fps)


@pytest.mark.parametrize("opened", [False, True])
def test_who_takes_too_long_to_open_or_to_begin_hangs(opened):
    camera = Camera(patience_s=3.0)
    camera.supervisor.opening(True)
    if opened:
        camera.supervisor.opened(True)

    assert not camera.look(2.9).hangs
    status = camera.look(0.2)
    assert status.state is CameraState.STALLED
    assert status.hangs


def test_what_is_painted_may_be_late_and_never_hangs():
    actor = Camera(camera=False).start()
    assert actor.look(1.9).well
    status = actor.look(10.0)
    assert status.state is CameraState.STALLED
    assert not status.hangs


def test_while_the_machine_sleeps_no_camera_stalls():
    camera = Camera().start()
    camera.look()
    camera.now_s += 3600
    assert camera.look().well
    assert camera.look(0.8).state is CameraState.STALLED, "but it must come back with it"


@pytest.mark.parametrize(
    ("code", "state"),
    [
        (SourceCode.LOST, CameraState.LOST),
        (SourceCode.NOT_FOUND, CameraState.LOST),
        (SourceCode.BUSY, CameraState.LOST),
        (SourceCode.DENIED, CameraState.DENIED),
    ],
)
def test_an_error_is_not_forgotten_by_closing(code, state):
    camera = Camera().start()
    camera.supervisor.failed(code)
    camera.supervisor.ended()
    assert camera.look(9.0).state is state


def test_the_end_of_a_film_is_no_fault():
    film = Camera(camera=False).start()
    film.supervisor.ended()
    status = film.look(9.0)
    assert (status.state, status.hangs) == (CameraState.CLOSED, False)


def test_a_frozen_picture_is_told_when_it_lasts_and_over_with_the_first_that_moves():
    camera = Camera().start()
    still = noise(120.0, 40.0)

    worth = camera.film(20, still)
    assert worth == [True] + [False] * 19
    assert camera.look().well, "it may have been a driver that says a picture twice"
    camera.film(3, still)
    assert camera.look().trouble is Trouble.FROZEN
    assert not camera.look().well

    assert camera.film(1) == [True]
    assert camera.look().well


def test_pictures_said_twice_are_judged_once():
    camera = Camera().start()
    worth = []
    for _ in range(60):
        worth += camera.film(2, noise(120.0, 40.0), fps=60)
    assert worth == [True, False] * 60
    assert camera.look().well


@pytest.mark.parametrize(
    ("picture", "trouble"),
    [
        (np.zeros((*SIZE, 3), np.uint8), Trouble.BLACK),
        (lambda: noise(0.5, 0.5), Trouble.BLACK),
        (lambda: noise(6.0, 2.0), Trouble.COVERED),
        (lambda: noise(13.0, 3.0), Trouble.COVERED),
    ],
)
def test_a_dark_picture_is_never_judged_and_told_when_it_lasts(picture, trouble):
    camera = Camera().start()
    assert camera.film(11, picture) == [False] * 11
    assert camera.look().well
    camera.film(3, picture)
    assert camera.look().trouble is trouble
    assert camera.film(1) == [True]
    assert camera.look().well


def test_what_is_no_camera_may_hold_still_and_be_black():
    slides = Camera(camera=False).start()
    assert all(slides.film(60, np.zeros((*SIZE, 3), np.uint8)))
    assert slides.look().well


def test_a_picture_of_another_size_is_another_picture():
    camera = Camera().start()
    camera.film(1, np.full((*SIZE, 3), 90, np.uint8))
    assert camera.film(1, np.full((48, 64, 3), 90, np.uint8)) == [True]
    assert camera.film(1, np.full((4, 5, 3), 90, np.uint8)) == [True]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_the_actor_moves_at_every_moment_and_is_seen_in_a_dim_room(look):
    """Even one who holds still breathes; in a room this dark the game asks for more light."""
    stage = Stage((640, 360), look)
    calm = Performance([Stretch(Label.NEUTRAL, 10.0)], seed=1)
    pictures = [stage.picture(calm.pose_at(step / 30)) for step in range(30)]

    for light in (1.0, 0.2, 0.085):
        dimmed = [np.clip(p * light + NOISE.normal(0, 2, p.shape), 0, 255) for p in pictures[:4]]
        camera = Camera().start()
        assert all(camera.film(1, p.astype(np.uint8))[0] for p in dimmed)
        assert camera.look().well

    camera = Camera().start()
    assert all(camera.film(1, picture)[0] for picture in pictures)
    assert camera.look().well


def test_no_more_is_kept_than_one_pixel_of_sixty_four():
    camera = Camera().start()
    camera.film(40)
    kept = [value for value in vars(camera.supervisor).values() if isinstance(value, np.ndarray)]
    assert [value.size for value in kept] == [SIZE[0] * SIZE[1] * 3 / supervision.STEP**2]
