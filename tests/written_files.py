"""What the game writes, one way of writing each, told apart by a number; and how it is read."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from laughgame.storage import atomic
from laughgame.storage.model_shelf import ModelShelf
from laughgame.storage.settings import SettingsFile


@dataclass(frozen=True, slots=True)
class Written:
    """``write`` puts a number into a folder, ``read`` returns it; both find nothing left over."""

    write: Callable[[Path, int], None]
    read: Callable[[Path], int]


def _save_settings(folder: Path, number: int) -> None:
    file = SettingsFile(folder / "settings.toml")
    settings = file.load().settings
    match = settings.match.model_copy(update={"lives": number})
    file.save(settings.model_copy(update={"match": match}))


def _load_settings(folder: Path) -> int:
    loaded = SettingsFile(folder / "settings.toml").load()
    assert loaded.reason is None, loaded.detail
    return loaded.settings.match.lives


def _model(folder: Path, number: int) -> Path:
    return folder / "origins" / f"{number}.onnx"


def _content(number: int) -> bytes:
    return b"%d" % number * 100_000


def _keep_model(folder: Path, number: int) -> None:
    shelf = ModelShelf(folder / "models", "1.0")
    shelf.keep(_model(folder, number), hashlib.sha256(_content(number)).hexdigest())


def _last_model(folder: Path) -> int:
    """The newest model on the shelf; every one before it is there as well, and whole."""
    newest = 0
    for number in range(1, 5):
        kept = ModelShelf(folder / "models", "1.0").last_good(_model(folder, number))
        if kept is not None:
            assert kept.copy.read_bytes() == _content(number)
            assert newest == number - 1
            newest = number
    return newest


def _write_text(folder: Path, number: int) -> None:
    atomic.write_text(folder / "table.csv", str(number) * 50_000)


def _read_text(folder: Path) -> int:
    text = (folder / "table.csv").read_text(encoding="utf-8")
    assert len(text) == 50_000
    return int(text[0])


WRITTEN = {
    "settings": Written(_save_settings, _load_settings),
    "model": Written(_keep_model, _last_model),
    "table": Written(_write_text, _read_text),
}


def prepare(folder: Path) -> None:
    """Make a folder with the model files that are kept from it."""
    (folder / "origins").mkdir(parents=True)
    for number in range(1, 5):
        _model(folder, number).write_bytes(_content(number))


def left_over(folder: Path) -> list[Path]:
    """Return the temporary files below a folder."""
    return [path for path in folder.rglob(".*") if path.is_file() and path.suffix != ".lock"]
