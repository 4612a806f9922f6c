"""The shelf of good models: a copy of every model file that passed its examination lately.

The player's own file stays where it is and is what the settings name; where it is deleted or
replaced by something broken, its last good copy judges.  ``shelf.json`` beside the copies says
which is which; it is written atomically after the copy, so it never names half a file.  Copies
are told by their SHA-256 and checked against it when they are opened.
"""

import contextlib
import hashlib
import json
import logging
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from laughgame.storage import atomic
from laughgame.storage.aside import free_name, local_time
from laughgame.storage.lock import alone

KEPT: Final = 4
"""How many models are kept; the one that was put on the shelf last is never among those dropped."""

_CHUNK_BYTES: Final = 1 << 20

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class KeptModel:
    """A copy on the shelf: ``origin`` is the file it was made of, ``by`` the program's version."""

    origin: Path
    copy: Path
    sha256: str
    by: str


class ChangedError(Exception):
    """The file to be kept is not the one that was examined."""


class _DamagedError(Exception):
    """The list of what is on the shelf is none."""


class ModelShelf:
    """The copies in one folder, which need not exist yet.  May be used from any thread."""

    def __init__(
        self, folder: Path, version: str, now: Callable[[], datetime] = local_time
    ) -> None:
        self._folder = folder
        self._version = version
        self._index = folder / "shelf.json"
        self._now = now

    def keep(self, origin: Path, sha256: str) -> Path:
        """Copy a file of that SHA-256 to the shelf, atomically; return the copy.

        What lies there already is only noted as the newest.  Drops the oldest beyond
        :data:`KEPT`.  A list that is damaged is set aside as ``shelf.damaged-DATE-TIME.json``,
        and nothing is dropped while that lies there.  Raises ``OSError`` where it cannot be
        written, and :class:`ChangedError` where ``origin`` holds other bytes; the shelf is then
        as it was.
        """
        origin = origin.absolute()
        self._folder.mkdir(parents=True, exist_ok=True)
        with alone(self._index):  # or two copies of the game would each keep but their own
            return self._keep(origin, sha256)

    def _keep(self, origin: Path, sha256: str) -> Path:
        try:
            models = self._read()
        except _DamagedError as error:
            models = []
            aside = free_name(self._index, "damaged", self._now())
            self._index.rename(aside)
            _log.warning("The list of good models is damaged (%s) and kept as %s", error, aside)
        if any(model.copy == origin for model in models):
            return origin  # it comes from the shelf
        copy = self._folder / f"{origin.stem[:40]}-{sha256[:12]}.onnx"
        if not copy.is_file() or _sha256(copy) != sha256:
            with atomic.staged(copy, ".part") as part:
                shutil.copyfile(origin, part)
                if _sha256(part) != sha256:
                    raise ChangedError(str(origin))
        newest = KeptModel(origin, copy, sha256, self._version)
        models = [model for model in models if model.origin != origin] + [newest]
        self._write(models[-KEPT:])
        # What a damaged list told of stays: a person may want it.
        if not any(self._folder.glob(f"{self._index.stem}.damaged-*")):
            named = {model.copy for model in models[-KEPT:]}
            for old in set(self._folder.glob("*.onnx")) - named:
                with contextlib.suppress(OSError):  # one that is open goes another time
                    old.unlink(missing_ok=True)
        return copy

    def last_good(self, path: Path) -> KeptModel | None:
        """Return the copy that was made of ``path``, or is ``path``; None where none is left."""
        path = path.absolute()
        for model in reversed(self._models()):
            if path in (model.origin, model.copy) and model.copy.is_file():
                return model
        return None

    def passed(self, path: Path) -> str | None:
        """Return the SHA-256 with which ``path`` passed the examination of this version."""
        model = self.last_good(path)
        return model.sha256 if model is not None and model.by == self._version else None

    def _models(self) -> list[KeptModel]:
        """Return what is on the shelf, the newest last; a list that is damaged names nothing."""
        try:
            return self._read()
        except (OSError, _DamagedError) as error:
            _log.warning("The list of good models cannot be read: %s", error)
            return []

    def _read(self) -> list[KeptModel]:
        try:
            entries = json.loads(self._index.read_text(encoding="utf-8"))
            return [
                KeptModel(
                    Path(entry["origin"]),
                    self._folder / Path(entry["copy"]).name,
                    str(entry["sha256"]),
                    str(entry["by"]),
                )
                for entry in entries
            ]
        except FileNotFoundError:
            return []
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise _DamagedError(f"{type(error).__name__}: {error}") from error

    def _write(self, models: list[KeptModel]) -> None:
        entries = [
            {**asdict(model), "origin": str(model.origin), "copy": model.copy.name}
            for model in models
        ]
        atomic.write_text(self._index, json.dumps(entries, indent=1))


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()
