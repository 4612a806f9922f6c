"""The shelf of good models: a copy of every model file that passed its examination lately.

The player's own file stays where it is and is what the settings name; where it is deleted or
replaced by something broken, its last good copy judges.  ``shelf.json`` beside the copies says
which is which; it is written atomically after the copy, so it never names half a file.  Copies
are told by their SHA-256 and checked against it when they are opened.
"""

import hashlib
import json
import logging
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from laughgame.storage import atomic

KEPT: Final = 4
"""How many models are kept; the one that was put on the shelf last is never among those dropped."""

_INDEX: Final = "shelf.json"
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


class ModelShelf:
    """The copies in one folder, which need not exist yet.  May be used from any thread."""

    def __init__(self, folder: Path, version: str) -> None:
        self._folder = folder
        self._version = version

    def keep(self, origin: Path, sha256: str) -> Path:
        """Copy a file of that SHA-256 to the shelf, atomically; return the copy.

        What lies there already is only noted as the newest.  Drops the oldest beyond
        :data:`KEPT`.  Raises ``OSError`` where it cannot be written, and :class:`ChangedError`
        where ``origin`` holds other bytes; the shelf is then as it was.
        """
        origin = origin.absolute()
        models = self._models()
        if any(model.copy == origin for model in models):
            return origin  # it comes from the shelf
        copy = self._folder / f"{origin.stem[:40]}-{sha256[:12]}.onnx"
        if not copy.is_file() or _sha256(copy) != sha256:
            self._folder.mkdir(parents=True, exist_ok=True)
            with atomic.staged(copy, ".part") as part:
                shutil.copyfile(origin, part)
                if _sha256(part) != sha256:
                    raise ChangedError(str(origin))
        newest = KeptModel(origin, copy, sha256, self._version)
        models = [model for model in models if model.origin != origin] + [newest]
        self._write(models[-KEPT:])
        named = {model.copy for model in models[-KEPT:]}
        for old in set(self._folder.glob("*.onnx")) - named:
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
        """Return what is on the shelf, the newest last; an index that is damaged names nothing."""
        try:
            entries = json.loads((self._folder / _INDEX).read_text(encoding="utf-8"))
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
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            _log.warning("The list of good models cannot be read: %s", error)
            return []

    def _write(self, models: list[KeptModel]) -> None:
        entries = [
            {**asdict(model), "origin": str(model.origin), "copy": model.copy.name}
            for model in models
        ]
        atomic.write_text(self._folder / _INDEX, json.dumps(entries, indent=1))


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()
