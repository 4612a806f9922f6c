"""A folder of still pictures, played as frames."""

import logging
from pathlib import Path

from laughgame.vision.frame import Frame
from laughgame.vision.sources.image_file import image_files, read_image
from laughgame.vision.sources.pacing import Pacer
from laughgame.vision.sources.source import SourceCode, SourceError

log = logging.getLogger(__name__)


class ImagesSource:
    """The pictures of a folder in natural order, ``frame_rate`` of them a second.

    A picture that cannot be read is skipped with a warning in the log.
    ``realtime`` plays at that rate; otherwise pictures come as fast as they are
    read, with the times they would have had.
    """

    def __init__(self, folder: Path | str, realtime: bool = False, frame_rate: float = 30) -> None:
        if not frame_rate > 0:
            raise ValueError(f"frame_rate must be above 0, not {frame_rate}")
        self._folder = Path(folder)
        self._realtime = realtime
        self._frame_rate = frame_rate
        self._pacer = Pacer(realtime)
        self._files: list[Path] = []
        self._index = 0

    @property
    def name(self) -> str:
        return self._folder.name

    @property
    def frame_rate(self) -> float | None:
        return self._frame_rate

    @property
    def live(self) -> bool:
        return self._realtime

    def open(self) -> None:
        """List the folder; raises :class:`SourceError` where it holds no picture."""
        try:
            self._files = image_files(self._folder)
        except OSError as error:
            raise SourceError(
                SourceCode.NOT_FOUND,
                f"{self._folder} cannot be opened: {error.strerror or error}",
                "Choose a folder that holds pictures",
            ) from error
        if not self._files:
            raise SourceError(
                SourceCode.EMPTY,
                f"{self._folder} holds no pictures",
                "Choose a folder with JPEG or PNG files",
            )
        self._files.reverse()
        self._pacer = Pacer(self._realtime)
        self._index = 0

    def read(self) -> Frame | None:
        """Return the next picture that can be read, ``None`` after the last."""
        while self._files:
            path = self._files.pop()
            try:
                image = read_image(path)
            except SourceError as error:
                log.warning("Skipped a picture: %s", error.detail)
                continue
            time_s = self._pacer.time_of(self._index / self._frame_rate)
            self._index += 1
            return Frame(image, time_s, self._index - 1)
        if self._index == 0:
            raise SourceError(
                SourceCode.UNREADABLE,
                f"None of the pictures in {self._folder} can be read",
                "Choose a folder with JPEG or PNG files",
            )
        return None

    def close(self) -> None:
        """Forget the list of pictures."""
        self._files = []
