"""What every camera sees, while the player chooses one in the settings."""

import itertools
import logging
from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from laughgame.actor.source import ActorSource
from laughgame.app import sources
from laughgame.storage.settings import ACTOR
from laughgame.vision.frame import Image
from laughgame.vision.sources.camera import CameraSource
from laughgame.vision.sources.camera_list import CameraInfo
from laughgame.vision.sources.source import SourceCode, SourceError
from laughgame.vision.worker import Worker

RATE: Final = 10.0
"""Pictures a second; a preview need not be smooth."""

TURN_S: Final = 2.0
"""How long one camera is watched before the next one has its turn.

Only one is open at a time: several at once can exceed what a USB hub carries.
"""

SIZE: Final = (640, 360)
STOP_S: Final = 2.0
"""How long :meth:`CameraPreviews.close` waits for a camera to be let go of, in seconds."""

ShowPreview = Callable[[str, Image | None], None]
TellTroubles = Callable[[Mapping[str, SourceCode]], None]
NewestImage = Callable[[], Image | None]

_log = logging.getLogger(__name__)


class CameraPreviews(QObject):
    """Looks through all cameras, and at the actor.

    The source in play is open already: its picture comes from ``newest``.  Lives
    on the GUI thread; a worker thread opens and reads the others.  The newest
    pictures lie in a table from which a timer hands them to ``show``, and what is wrong
    with the cameras that give none to ``tell``.
    """

    found = Signal(object)
    """The list of :class:`CameraInfo` of this machine, once after each :meth:`start`."""
    released = Signal()
    """Every camera has been let go of, after :meth:`stop` could not say so at once."""

    _looked = Signal(object)
    _ended = Signal()

    def __init__(
        self,
        show: ShowPreview,
        tell: TellTroubles,
        newest: NewestImage,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._show = show
        self._tell = tell
        self._newest = newest
        self._in_use: str | None = None
        self._look: _Look | None = None
        self._again = False
        queued = Qt.ConnectionType.QueuedConnection
        self._looked.connect(self._announce, queued)
        self._ended.connect(self._forget, queued)
        self._timer = QTimer(self)
        self._timer.setInterval(round(1000 / RATE))
        self._timer.timeout.connect(self._hand_over)

    def start(self, in_use: str | None) -> None:
        """Look for cameras and through them, but not open the one whose name is ``in_use``.

        Where the last look still holds a camera this one begins after it.
        """
        free = self.stop()
        self._in_use, self._again = in_use, not free
        if free:
            self._begin()

    def stop(self) -> bool:
        """Let go of all cameras, without waiting; harmless when not running.

        Returns whether none is held any more; otherwise :attr:`released` follows.
        """
        self._timer.stop()
        self._again = False
        if self._look is not None:
            self._look.stop()
        return self._look is None

    def close(self) -> bool:
        """Like :meth:`stop`, and wait; false where a camera driver hangs."""
        if self.stop() or self._look is None or self._look.join(STOP_S):
            return True
        _log.warning("a camera that was looked through has not been let go of")
        return False

    def _begin(self) -> None:
        self._look = _Look(self._in_use, self._looked.emit, self._ended.emit)
        self._look.start()
        self._timer.start()

    def _announce(self, cameras: list[CameraInfo]) -> None:
        if self._timer.isActive():  # and was not stopped meanwhile
            self.found.emit(cameras)

    def _forget(self) -> None:
        if (
            self._look is not None and self._timer.isActive()
        ):  # it failed: nothing is shown any more
            for device in self._look.pictures:
                self._show(device, None)
        self._look = None
        if self._again:
            self._again = False
            self._begin()
        else:
            self.released.emit()

    def _hand_over(self) -> None:
        if self._in_use is not None:
            self._show(self._in_use, self._newest())
        if self._look is not None:
            for device, picture in list(self._look.pictures.items()):
                self._show(device, picture)
            self._tell(dict(self._look.troubles))


class _Look(Worker):
    """One look through the cameras, on its own thread."""

    def __init__(
        self,
        in_use: str | None,
        looked: Callable[[list[CameraInfo]], None],
        ended: Callable[[], None],
    ) -> None:
        """``looked`` and ``ended`` are called on the worker's thread."""
        super().__init__("camera previews")
        self.pictures: dict[str, Image | None] = {}
        self.troubles: dict[str, SourceCode] = {}
        self._in_use = in_use
        self._looked = looked
        self._ended = ended

    def _run(self) -> None:
        try:
            self._look_through(sources.cameras())
        except Exception:  # noqa: BLE001 - the top of a thread
            _log.exception("Looking through the cameras failed")
        finally:
            self._ended()

    def _look_through(self, cameras: list[CameraInfo]) -> None:
        if self._stopping.is_set():
            return
        self._looked(cameras)
        actor = ActorSource(size=SIZE, realtime=False, frame_rate=RATE)
        actor.open()
        free = [camera for camera in cameras if camera.name != self._in_use]
        turn = 0
        while not self._stopping.is_set():
            if not free:
                self._show_actor(actor)
                continue
            self._watch(free[turn % len(free)], actor, stay=len(free) == 1)
            turn += 1
        actor.close()

    def _watch(self, camera: CameraInfo, actor: ActorSource, stay: bool) -> None:
        """Show one camera for its turn, or until the end when it is the only one."""
        source = CameraSource(camera.index, camera.name, SIZE)
        turn = range(round(TURN_S * RATE))
        try:
            source.open()
            for _ in itertools.count() if stay else turn:
                if not self._show_actor(actor):
                    return
                frame = source.read()
                self.troubles.pop(camera.name, None)
                self.pictures[camera.name] = None if frame is None else frame.image
        except SourceError as error:
            self.troubles[camera.name] = error.code
            self.pictures[camera.name] = None
            source.close()
            for _ in turn:  # it may come back, but is not asked at every tick
                if not self._show_actor(actor):
                    return
        finally:
            source.close()

    def _show_actor(self, actor: ActorSource) -> bool:
        """Show the actor's next picture and wait for the next tick; false when told to stop."""
        if self._in_use != ACTOR:
            frame = actor.read()
            self.pictures[ACTOR] = None if frame is None else frame.image
        return not self._stopping.wait(1 / RATE)
