"""What every camera sees, while the player chooses one in the settings."""

import itertools
import threading
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from laughgame.actor.source import ActorSource
from laughgame.app import sources
from laughgame.storage.settings import ACTOR
from laughgame.vision.frame import Image
from laughgame.vision.sources.camera import CameraSource
from laughgame.vision.sources.camera_list import CameraInfo
from laughgame.vision.sources.source import SourceError

RATE: Final = 10.0
"""Pictures a second; a preview need not be smooth."""

TURN_S: Final = 2.0
"""How long one camera is watched before the next one has its turn.

Only one is open at a time: several at once can exceed what a USB hub carries.
"""

SIZE: Final = (640, 360)
STOP_S: Final = 2.0

ShowPreview = Callable[[str, Image | None], None]
NewestImage = Callable[[], Image | None]


class CameraPreviews(QObject):
    """Looks through all cameras, and at the actor.

    The source in play is open already: its picture comes from ``newest``.  Lives
    on the GUI thread; a worker thread opens and reads the others.  The newest
    pictures lie in a table from which a timer hands them to ``show``.
    """

    found = Signal(object)
    """The list of :class:`CameraInfo` of this machine, once after each :meth:`start`."""

    _looked = Signal(object)

    def __init__(
        self, show: ShowPreview, newest: NewestImage, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._show = show
        self._newest = newest
        self._in_use: str | None = None
        self._pictures: dict[str, Image | None] = {}
        self._look: _Look | None = None
        self._looked.connect(self._announce, Qt.ConnectionType.QueuedConnection)
        self._timer = QTimer(self)
        self._timer.setInterval(round(1000 / RATE))
        self._timer.timeout.connect(self._hand_over)

    @property
    def running(self) -> bool:
        """Whether cameras are being looked through."""
        return self._look is not None

    def start(self, in_use: str | None) -> None:
        """Look for cameras and through them, but not open the one whose name is ``in_use``."""
        self.stop()
        self._in_use = in_use
        self._look = _Look(in_use, self._pictures, self._looked.emit)
        self._look.start()
        self._timer.start()

    def stop(self) -> None:
        """Let go of all cameras.  Bounded; harmless when not running."""
        self._timer.stop()
        if self._look is not None:
            self._look.stop()
        self._look, self._pictures = None, {}

    def _announce(self, look: "_Look") -> None:
        if look is self._look:  # and not of a look that was stopped meanwhile
            self.found.emit(look.cameras)

    def _hand_over(self) -> None:
        if self._in_use is not None:
            self._show(self._in_use, self._newest())
        for device, picture in list(self._pictures.items()):
            self._show(device, picture)


class _Look:
    """One look through the cameras, on its own thread."""

    def __init__(
        self,
        in_use: str | None,
        pictures: dict[str, Image | None],
        looked: Callable[[object], None],
    ) -> None:
        self.cameras: list[CameraInfo] = []
        self._in_use = in_use
        self._pictures = pictures
        self._looked = looked
        self._stopping = threading.Event()
        # A daemon: a camera driver that hangs cannot keep the program from ending.
        self._thread = threading.Thread(target=self._run, name="camera previews", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join(STOP_S)

    def _run(self) -> None:
        self.cameras = sources.cameras()
        if self._stopping.is_set():
            return
        self._looked(self)
        actor = ActorSource(size=SIZE, realtime=False, frame_rate=RATE)
        actor.open()
        free = [camera for camera in self.cameras if camera.name != self._in_use]
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
                self._pictures[camera.name] = None if frame is None else frame.image
        except SourceError:
            self._pictures[camera.name] = None  # the tile then says that there is no picture
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
            self._pictures[ACTOR] = None if frame is None else frame.image
        return not self._stopping.wait(1 / RATE)
