"""From what a person writes or chooses to a source of frames.

The command line says ``auto``, ``camera``, ``camera:N``, ``actor``, ``fake:SCRIPT.toml``, or
names a video file or a folder of pictures.  The settings say ``auto``, ``actor`` or a camera's
name.
"""

import platform
import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from laughgame.actor.improvisation import improvised
from laughgame.actor.look import LOOKS
from laughgame.actor.performance import Performance
from laughgame.actor.source import ActorSource, Part
from laughgame.actor.stage import Stage
from laughgame.storage.settings import ACTOR, AUTO
from laughgame.vision.frame import Frame
from laughgame.vision.sources.camera import CameraSource
from laughgame.vision.sources.camera_list import CameraInfo, list_cameras
from laughgame.vision.sources.fake import Happening, ScriptedCamera
from laughgame.vision.sources.fake_script import FakeScriptError, read_fake_script
from laughgame.vision.sources.images import ImagesSource
from laughgame.vision.sources.source import FrameSource, SourceCode, SourceError, is_camera
from laughgame.vision.sources.video import VideoSource

CAMERA: Final = "camera"
FAKE: Final = "fake"
CAMERA_NUMBER: Final = re.compile(r"[01]?\d?\d|2[0-4]\d|25[0-5]", re.ASCII)
"""0 to 255; OpenCV takes larger numbers for other devices, and complains at length."""

RECORDINGS: Final = (VideoSource, ImagesSource)
"""The sources that come to an end."""

NOT_CONNECTED_REMEDY: Final = "Plug it in, or choose another camera in the settings"


class UnknownSourceError(ValueError):
    """The words name no source; the message lists what would."""


def opener(spec: str, actors: int = 1) -> Callable[[], FrameSource]:
    """Return what makes the source of :func:`from_spec` anew at each call.

    The script of a fake camera goes on from one to the next, and a camera's number means the
    one that had it first.  Raises :class:`UnknownSourceError`.
    """
    number, happening = _camera_number(spec), scripted(spec)
    if number is not None:
        camera = NumberedCamera(number)
        return lambda: FirstThatOpens(camera.find)
    if happening is not None:
        return partial(fake_camera, happening)
    from_spec(spec, actors)  # complains now rather than later
    return lambda: from_spec(spec, actors)


def scripted(spec: str) -> Happening | None:
    """Return the script that ``fake:SCRIPT.toml`` names, at its beginning.

    ``None`` where the words ask for another source.  Raises :class:`UnknownSourceError` for a
    script that cannot be read.
    """
    keyword, _, file = spec.partition(":")
    if keyword != FAKE or not file:
        return None
    try:
        return Happening(read_fake_script(Path(file)))
    except (FakeScriptError, OSError) as error:
        raise UnknownSourceError(f"{spec!r}: {error}") from error


def _camera_number(spec: str) -> int | None:
    """Return which camera the words ask for by its number; ``None`` where they do not."""
    keyword, _, number = spec.partition(":")
    asked = keyword == CAMERA and (spec == CAMERA or CAMERA_NUMBER.fullmatch(number))
    return int(number or 0) if asked else None


class NumberedCamera:
    """The camera that had a number when it was first looked for, whatever number it has now.

    One that is pulled out and plugged in again may get another, and another one may get its.
    """

    def __init__(self, number: int) -> None:
        self._number = number
        self._name: str | None = None

    def find(self) -> list[FrameSource]:
        """Return it; raises :class:`SourceError` where it was seen and is gone."""
        if self._name is None:
            self._name = next((c.name for c in cameras() if c.index == self._number), None)
        return [camera_named(self._name) if self._name is not None else CameraSource(self._number)]


def fake_camera(happening: Happening, performance: Performance | None = None) -> FrameSource:
    """Return a fake camera that films the illustrated actor, in the demo unless told otherwise."""
    stage, performance = Stage(happening.script.size), performance or Performance(seed=0)
    return ScriptedCamera(happening, lambda time_s: stage.picture(performance.pose_at(time_s)))


def from_spec(spec: str, actors: int = 1) -> FrameSource:
    """Return the source that a command line's ``spec`` names; nothing is opened yet.

    The ``actor`` is one of so many side by side (1–4), each with a performance of their own.
    Files and folders are played at their own speed.  Raises
    :class:`UnknownSourceError` for anything that is neither a keyword nor a path.
    """
    if spec == ACTOR:
        others = enumerate(LOOKS[1:actors], start=1)
        return ActorSource(beside=[Part(improvised(seed, 60), look) for seed, look in others])
    if spec == AUTO:
        return FirstThatOpens(camera_or_actor, of_many=True)
    keyword, _, rest = spec.partition(":")
    if _camera_number(spec) is not None or (keyword == FAKE and rest):
        return opener(spec)()
    if keyword == CAMERA and rest.isdecimal():
        raise UnknownSourceError(f"{spec!r}: cameras have the numbers 0 to 255")
    path = Path(spec)
    if spec and path.is_dir():
        return ImagesSource(path, realtime=True)
    if path.is_file() or path.suffix or path.parent != Path():
        return VideoSource(path, realtime=True)  # opening it says what is wrong, if anything
    raise UnknownSourceError(
        f"{spec!r} is not camera, camera:N, actor, auto, fake:SCRIPT.toml, a file or a folder"
    )


def from_device(device: str) -> FrameSource:
    """Return the source of a settings file's ``camera.device``; nothing is opened yet."""
    if device == ACTOR:
        return ActorSource()
    if device == AUTO:
        return FirstThatOpens(camera_or_actor, of_many=True)
    return FirstThatOpens(lambda: [camera_named(device)])


def camera_or_actor() -> list[FrameSource]:
    """Every camera of this machine, and the actor for when none of them works."""
    return [*(CameraSource(camera.index, camera.name) for camera in cameras()), ActorSource()]


def camera_named(name: str) -> FrameSource:
    """Return the camera of this name; raises :class:`SourceError` when it is not connected."""
    for camera in cameras():
        if camera.name == name:
            return CameraSource(camera.index, camera.name)
    raise SourceError(SourceCode.NOT_FOUND, f"{name} is not connected", NOT_CONNECTED_REMEDY)


def cameras() -> list[CameraInfo]:
    """Return the cameras of this machine; may take a second, keep it off the GUI thread."""
    if platform.system() != "Windows":
        return list_cameras()
    # Windows names its cameras to a media framework only.
    from PySide6.QtMultimedia import QMediaDevices

    return list_cameras([device.description() for device in QMediaDevices.videoInputs()])


class FirstThatOpens:
    """The first of several sources that can be opened, found when it is opened.

    ``find`` is asked anew at every :meth:`open`, because cameras come and go; it
    runs on the thread that reads the source.
    """

    def __init__(self, find: Callable[[], Sequence[FrameSource]], of_many: bool = False) -> None:
        """``of_many`` tells that another time it may be another source."""
        self.of_many = of_many
        self._find = find
        self._chosen: FrameSource | None = None
        self._tried: str | None = None
        self._last: frozenset[str] = frozenset()

    @property
    def chosen(self) -> FrameSource | None:
        """The source in use; None before one was opened."""
        return self._chosen

    @property
    def name(self) -> str:
        return AUTO if self._chosen is None else self._chosen.name

    @property
    def frame_rate(self) -> float | None:
        return None if self._chosen is None else self._chosen.frame_rate

    @property
    def live(self) -> bool:
        return self._chosen is None or self._chosen.live

    @property
    def is_camera(self) -> bool:
        """Whether the chosen one is a camera; before that it may well be one."""
        return self._chosen is None or is_camera(self._chosen)

    @property
    def tried(self) -> str | None:
        """The name of the candidate that was tried last; None before the first."""
        return self._tried

    def try_last(self, names: Iterable[str]) -> None:
        """Try the candidates of these names after all others: their drivers hang."""
        self._last = frozenset(names)

    def open(self) -> None:
        """Open the first candidate that works; raises the last one's :class:`SourceError`."""
        self._chosen = None
        refusal = SourceError(SourceCode.NOT_FOUND, "There is no camera", NOT_CONNECTED_REMEDY)
        for candidate in sorted(self._find(), key=lambda one: one.name in self._last):
            self._tried = candidate.name
            try:
                candidate.open()
            except SourceError as error:
                refusal = error
            else:
                self._chosen = candidate
                return
        raise refusal

    def read(self) -> Frame | None:
        return None if self._chosen is None else self._chosen.read()

    def close(self) -> None:
        if self._chosen is not None:
            self._chosen.close()


def chose_itself(source: FrameSource | None) -> bool:
    """Whether opening ``source`` again might choose another one."""
    return isinstance(source, FirstThatOpens) and source.of_many


def hangs_at(source: FrameSource | None) -> str | None:
    """Return the camera at which a search hangs that found none yet; None where there is none."""
    if isinstance(source, FirstThatOpens) and source.of_many and source.chosen is None:
        return source.tried
    return None


def is_actor(source: FrameSource) -> bool:
    """Whether the illustrated actor is playing, chosen or found by default."""
    playing = source.chosen if isinstance(source, FirstThatOpens) else source
    return isinstance(playing, ActorSource)
