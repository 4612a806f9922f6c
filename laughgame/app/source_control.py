"""Which source is watched: the one on the command line, the settings' camera, the next try."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from laughgame.app import notices, source_troubles, sources
from laughgame.app.camera_patience import DENIED_WAIT_S, CameraPatience
from laughgame.app.camera_previews import CameraPreviews
from laughgame.storage.settings import AUTO
from laughgame.ui.camera_words import CameraTrouble
from laughgame.ui.hint_card import Topic
from laughgame.ui.main_window import MainWindow
from laughgame.ui.screens.settings_pages.camera import CameraChoice
from laughgame.vision.capture_supervisor import CameraState, CaptureStatus
from laughgame.vision.frame import Image
from laughgame.vision.sources.camera_list import CameraInfo
from laughgame.vision.sources.source import FrameSource, SourceCode, SourceError

if TYPE_CHECKING:
    from laughgame.app.eye import Eye

RELEASE_MS: Final = 5000
"""How long a camera that was looked through may take to be let go of before play goes on."""

LOOK_MS: Final = 50
"""How often is looked how the source is: what is wrong shall be told within a second."""

MOST_HANGING: Final = 4
"""So many threads at most are left to drivers that hang; then one must come back before the next
try."""

_log = logging.getLogger(__name__)

OpenSource = Callable[[], FrameSource]
OpenDevice = Callable[[str], FrameSource]


class SourceControl(QObject):
    """Watches the source the player chose, tells of it in the window, tries a lost one again.

    Also serves the settings' camera page.  Lives on the GUI thread.
    """

    failed = Signal(object)
    """The ``SourceError``; a camera is tried again by and by."""
    silent = Signal()
    """A camera gives nothing that can be judged, and no error; it is named again when it does."""
    resized = Signal()
    """A camera that failed is back with pictures of another size: all faces lie elsewhere."""

    def __init__(
        self,
        window: MainWindow,
        device: str,
        given: OpenSource | None = None,
        open_device: OpenDevice = sources.from_device,
        parent: QObject | None = None,
    ) -> None:
        """``given`` is watched in place of ``device`` until another device is chosen."""
        super().__init__(parent)
        self._window = window
        self._device = device
        self._given = given
        self._lost: str | None = None
        self._hung: set[str] = set()
        """The cameras at which the search for one that works hung."""
        self._open_device = open_device
        self._eye: Eye | None = None
        self._greeted = False
        self._opening = False
        self._size: tuple[int, ...] | None = None
        self._previews_wanted = False
        self._previews = CameraPreviews(
            window.settings.show_preview,
            window.settings.show_camera_troubles,
            self._image_of_now,
            self,
        )
        self._previews.found.connect(self._show_cameras)
        self._previews.released.connect(self._open_awaited)
        self._release = QTimer(self)
        self._release.setSingleShot(True)
        self._release.setInterval(RELEASE_MS)
        self._release.timeout.connect(self._open_anyway)
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.timeout.connect(self._try_again)
        self._patience = CameraPatience()
        self._told: CameraTrouble | None = None
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._look_at_it)
        window.play.set_frame_pull(self._newest_image)
        window.settings.previews_wanted.connect(self._want_previews)
        window.settings.cameras_wanted.connect(self._restart_previews)

    def use(self, eye: Eye) -> None:
        """Watch with ``eye`` from now on, which has watched nothing yet."""
        self._eye = eye
        eye.reading.connect(self._greet)
        eye.source_failed.connect(self._fail)
        self._watch()

    def choose(self, device: str) -> bool:
        """Change to another device; return whether it is another one."""
        if device == self._device:
            return False
        self.start_anew(device)
        return True

    def stop(self) -> bool:
        """Try nothing again and let go of the cameras that are looked through.

        Bounded; false where one of them hangs.
        """
        self._retry.stop()
        self._release.stop()
        self._look.stop()
        return self._previews.close()

    @property
    def repeatable(self) -> bool:
        """Whether what is watched goes on when it is opened again: a recording does not."""
        source = self._source()
        return source is not None and source.live and not isinstance(source, sources.RECORDINGS)

    def try_later(self, wait_s: float) -> None:
        """Watch again in ``wait_s`` seconds, after a defect ended the run."""
        self._rest()
        self._window.play.show_source_lost(self._name())
        self._retry.start(round(wait_s * 1000))

    def give_up(self) -> None:
        """Watch nothing any more, until a source is chosen."""
        self._rest()
        self._restart_previews()

    def start_anew(self, device: str) -> None:
        """Watch ``device``, also where it is the one that is watched."""
        self._device, self._given, self._lost = device, None, None
        self._patience.forget()
        self._hung.clear()
        self._told = self._size = None
        if self._eye is not None:
            self._window.play.show_source_chosen()
        self._watch()

    # ---------------------------------------------------------------- watching

    def _watch(self) -> None:
        if self._eye is None:
            return
        self._retry.stop()
        self._look.stop()
        self._eye.stop()
        self._greeted, self._opening = False, True
        # A camera that is looked through cannot be opened for play.
        if self._previews.stop():
            self._open()
        else:
            self._release.start()

    def _open_awaited(self) -> None:
        if self._release.isActive():
            self._open()

    def _open_anyway(self) -> None:
        _log.warning("a camera that was looked through hangs; playing on without waiting for it")
        self._open()

    def _open(self) -> None:
        self._release.stop()
        if self._eye is None:
            return
        source = self._given() if self._given is not None else self._device_now()
        if isinstance(source, sources.FirstThatOpens):
            source.try_last(self._hung)
        self._eye.watch(source, self._patience.opening_s(sources.chose_itself(source)))
        if self.repeatable:
            self._look.start()

    def _device_now(self) -> FrameSource:
        return self._open_device(self._lost or self._device)

    def _greet(self) -> None:
        """Name the source as soon as it gives frames: only then is it known which one it is."""
        source = self._source()
        if self._greeted or source is None or self._eye is None:
            return
        status = self._eye.status()
        if self.repeatable and source_troubles.of_status(status) is not None:
            return  # the last word of one that has stalled, or freezes, is no return
        self._greeted, self._opening, self._lost, self._told = True, False, None, None
        self._patience.well(status.took_s)
        self._compare_size()
        is_actor = sources.is_actor(source)
        self._window.play.show_source(source.name, is_actor)
        self._window.settings.show_actor_plays(is_actor)
        if is_actor and self._given is None and self._device == AUTO:
            self._window.play.show_notice(notices.actor_stands_in)
        self._restart_previews()

    def _compare_size(self) -> None:
        image, before = self._newest_image(), self._size
        self._size = None if image is None else image.shape[:2]
        if before is not None and self._size != before:
            self.resized.emit()

    def _look_at_it(self) -> None:
        """Tell of a camera that gives nothing, or nothing that can be judged.

        Its last verdict must not stay on the screen.
        """
        if self._eye is None:
            return
        status = self._eye.status()
        if status.hangs:
            self._leave_alone(status)
        elif status.state in (CameraState.OPENING, CameraState.WARMING):
            if self._window.play.show_source_starting():
                self.silent.emit()
        else:
            trouble = source_troubles.of_status(status)
            if trouble is not None and trouble is not self._told:
                _log.warning("%s: %s", self._name(), trouble.value)
                if trouble is CameraTrouble.FROZEN:
                    self._patience.frozen()
                self._see_no_more(trouble)
            elif trouble is CameraTrouble.FROZEN and self._patience.too_long_frozen():
                self._remember_lost(self._name())
                self._watch()

    def _see_no_more(self, trouble: CameraTrouble) -> None:
        opening = self._opening
        self._greeted = self._opening = False
        self._tell_trouble(trouble)
        self.silent.emit()
        if opening:
            self._restart_previews()

    def _rest(self) -> None:
        """Look no more how the source is: it is over with it."""
        self._look.stop()
        self._greeted = self._opening = False

    def _leave_alone(self, status: CaptureStatus) -> None:
        """Wait no longer for a driver that hangs; open the camera anew, by its name."""
        if self._eye is None:
            return
        name = self._name()
        _log.warning("%s hangs for %.1f s and is left to itself", name, status.quiet_s)
        self._rest()
        self._remember_lost(name)
        camera = sources.hangs_at(self._source())
        if camera is not None:
            self._hung.add(camera)
        self._eye.stop()
        self._patience.hung()
        self._see_no_more(CameraTrouble.HANGS)
        self._try_in(max(0.0, self._patience.next_try_s() - status.quiet_s))
        self._restart_previews()

    def _fail(self, error: SourceError) -> None:
        self._rest()
        name, recording = self._name(), isinstance(self._source(), sources.RECORDINGS)
        self._tell_trouble(source_troubles.of_error(error))
        if error.code is SourceCode.LOST and not recording:
            self._remember_lost(name)
        if not recording:
            wait_s = self._patience.next_try_s()
            self._try_in(DENIED_WAIT_S if error.code is SourceCode.DENIED else wait_s)
        self._restart_previews()
        self.failed.emit(error)

    def _remember_lost(self, name: str | None) -> None:
        self._lost = name
        if name is not None and sources.chose_itself(self._source()):
            # Wait for this camera to come back rather than change to another mid-game.
            self._given = None

    def _try_in(self, wait_s: float) -> None:
        self._retry.start(round(wait_s * 1000))

    def _tell_trouble(self, trouble: CameraTrouble) -> None:
        """Say what is wrong, and the same thing once only, however often it is tried again."""
        name = self._name()
        play = self._window.play
        play.show_source_lost(name, trouble)
        if trouble is not self._told:
            play.show_notice(partial(notices.source_trouble, trouble, name), Topic.SOURCE)
        self._told = trouble
        self._window.settings.show_actor_plays(False)

    def _try_again(self) -> None:
        if self._eye is not None and self._eye.hanging >= MOST_HANGING:
            self._tell_trouble(CameraTrouble.TIED_UP)
            self._try_in(self._patience.next_try_s())
        elif self._previews_wanted:  # looking through the cameras comes first
            self._try_in(self._patience.next_try_s())
        else:
            self._watch()

    def _name(self) -> str | None:
        """What to call the source when something is wrong with it; None: it has no name yet."""
        source = self._source()
        if self._lost is not None:
            return self._lost
        if source is not None and source.name != AUTO:
            return source.name
        unnamed = self._given is not None or self._device == AUTO
        return None if unnamed else self._device

    def _source(self) -> FrameSource | None:
        return None if self._eye is None else self._eye.source

    @property
    def _is_open(self) -> bool:
        """Whether the source is, so that nobody else can open it."""
        states = CameraState.LIVE, CameraState.STALLED
        return self._eye is not None and self._eye.status().state in states

    def _newest_image(self) -> Image | None:
        return None if self._eye is None else self._eye.newest_image()

    def _image_of_now(self) -> Image | None:
        """The newest one that can be judged; none that is kept of a camera that has failed."""
        return self._newest_image() if self._greeted else None

    # ---------------------------------------------------------------- the camera page

    def _want_previews(self, wanted: bool) -> None:
        self._previews_wanted = wanted
        self._restart_previews()

    def _restart_previews(self) -> None:
        """Look through the cameras if anybody looks at the page, and none is being opened."""
        self._previews.stop()
        if self._previews_wanted and not self._opening:
            self._previews.start(in_use=self._name() if self._is_open else None)

    def _show_cameras(self, cameras: list[CameraInfo]) -> None:
        choices = [CameraChoice(camera.name, camera.name) for camera in cameras]
        self._window.settings.show_cameras(choices)
