"""Which source is watched: the one on the command line, the settings' camera, the next try."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from laughgame.app import notices, sources
from laughgame.app.camera_previews import CameraPreviews
from laughgame.storage.settings import AUTO
from laughgame.ui.hint_card import Topic
from laughgame.ui.main_window import MainWindow
from laughgame.ui.screens.settings_pages.camera import CameraChoice
from laughgame.vision.frame import Image
from laughgame.vision.sources.camera_list import CameraInfo
from laughgame.vision.sources.source import FrameSource, SourceCode, SourceError

if TYPE_CHECKING:
    from laughgame.app.eye import Eye

RELEASE_MS: Final = 5000
"""How long a camera that was looked through may take to be let go of before play goes on."""

RETRY_MS: Final = 3000
"""How long a camera that failed is left alone before it is tried again."""

SILENCE_S: Final = 2.0
"""A camera that gave frames and gives none for so long hangs; the slowest gives some a second."""

SILENCE_CHECK_MS: Final = 250
"""How often is looked whether frames still come."""

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
    """A camera gives no more frames and no error; it is named again when it does."""

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
        self._open_device = open_device
        self._eye: Eye | None = None
        self._greeted = False
        self._previews_wanted = False
        self._previews = CameraPreviews(
            window.settings.show_preview,
            window.settings.show_camera_troubles,
            self._newest_image,
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
        self._captured = 0
        self._captured_s = 0.0
        self._silence = QTimer(self)
        self._silence.setInterval(SILENCE_CHECK_MS)
        self._silence.timeout.connect(self._listen)
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
        self._device, self._given, self._lost = device, None, None
        self._watch()
        return True

    def stop(self) -> bool:
        """Try nothing again and let go of the cameras that are looked through.

        Bounded; false where one of them hangs.
        """
        self._retry.stop()
        self._release.stop()
        self._silence.stop()
        return self._previews.close()

    @property
    def repeatable(self) -> bool:
        """Whether what is watched goes on when it is opened again: a recording does not."""
        source = self._source()
        return source is not None and source.live and not isinstance(source, sources.RECORDINGS)

    def try_later(self, wait_s: float) -> None:
        """Watch again in ``wait_s`` seconds, after a defect ended the run."""
        self._silence.stop()
        self._window.play.show_source_lost(self._name())
        self._retry.start(round(wait_s * 1000))

    def start_anew(self, device: str) -> None:
        """Watch ``device``, also where it is the one that is watched."""
        self._device, self._given, self._lost = device, None, None
        self._watch()

    # ---------------------------------------------------------------- watching

    def _watch(self) -> None:
        if self._eye is None:
            return
        self._retry.stop()
        self._silence.stop()
        self._eye.stop()
        self._greeted = False
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
        if self._given is not None:
            self._eye.watch(self._given())
        else:
            self._eye.watch(self._open_device(self._lost or self._device))

    def _greet(self) -> None:
        """Name the source as soon as it gives frames: only then is it known which one it is."""
        source = self._source()
        if self._greeted or source is None:
            return
        self._greeted, self._lost = True, None
        is_actor = sources.is_actor(source)
        self._window.play.show_source(source.name, is_actor)
        self._window.settings.show_actor_plays(is_actor)
        if is_actor and self._given is None and self._device == AUTO:
            self._window.play.show_notice(notices.actor_stands_in)
        if source.live and not isinstance(source, sources.RECORDINGS):
            self._captured, self._captured_s = 0, time.monotonic()
            self._silence.start()
        self._restart_previews()

    def _listen(self) -> None:
        """Tell of a camera that hangs: its last verdict must not stay on the screen."""
        captured = 0 if self._eye is None else self._eye.stats().captured
        if captured != self._captured:
            self._captured, self._captured_s = captured, time.monotonic()
        elif time.monotonic() - self._captured_s >= SILENCE_S:
            name = self._name()
            _log.warning("%s has given no frame for %.0f s", name, SILENCE_S)
            self._silence.stop()
            self._greeted = False
            self._tell_trouble(SourceError(SourceCode.LOST, f"{name} hangs", "Check its cable"))
            self.silent.emit()

    def _fail(self, error: SourceError) -> None:
        self._silence.stop()
        name, recording = self._name(), isinstance(self._source(), sources.RECORDINGS)
        self._tell_trouble(error)
        if error.code is SourceCode.LOST and not recording:
            self._lost = name
            if sources.chose_itself(self._source()):
                # Wait for this camera to come back rather than change to another mid-game.
                self._given = None
        if not recording:
            self._retry.start(RETRY_MS)
        self._restart_previews()
        self.failed.emit(error)

    def _tell_trouble(self, error: SourceError) -> None:
        name = self._name()
        self._window.play.show_source_lost(name)
        self._window.play.show_notice(partial(notices.source_trouble, error, name), Topic.SOURCE)
        self._window.settings.show_actor_plays(False)

    def _try_again(self) -> None:
        if self._previews_wanted:  # looking through the cameras comes first
            self._retry.start(RETRY_MS)
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

    def _newest_image(self) -> Image | None:
        return None if self._eye is None else self._eye.newest_image()

    # ---------------------------------------------------------------- the camera page

    def _want_previews(self, wanted: bool) -> None:
        self._previews_wanted = wanted
        self._restart_previews()

    def _restart_previews(self) -> None:
        """Look through the cameras if anybody looks at the page, and none is being opened."""
        self._previews.stop()
        opening = self._eye is not None and not self._greeted and not self._retry.isActive()
        if self._previews_wanted and not opening:
            self._previews.start(in_use=self._name() if self._greeted else None)

    def _show_cameras(self, cameras: list[CameraInfo]) -> None:
        choices = [CameraChoice(camera.name, camera.name) for camera in cameras]
        self._window.settings.show_cameras(choices)
