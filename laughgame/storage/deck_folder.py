"""The player's own folder of jokes, images, sounds and videos.

Nothing is written there, and nothing outside of it is read.  What cannot be used is named with
its reason, and the rest is played.
"""

import os
import re
import stat
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from laughgame.game.deck import Item, ItemKind
from laughgame.game.joke import Joke
from laughgame.storage.file_kind import FOREIGN, HEAD, SUFFIXES, agrees
from laughgame.storage.joke_file import JokeFileError, read_jokes

PREFIX: Final = "own/"
"""Every name from the player's folder begins with it, and no other name does."""

LEVELS: Final = 3
"""The folder itself and two levels of folders in it are looked through."""
MOST_FILES: Final = 2000
"""More files than these are counted, not played."""
MOST_BYTES: Final = {
    ItemKind.JOKE: 1_000_000,
    ItemKind.IMAGE: 50_000_000,
    ItemKind.SOUND: 100_000_000,
    ItemKind.VIDEO: 2_000_000_000,
}

IMAGE_S: Final = 6.0
LONGEST_S: Final = 60.0
"""Longer sounds and videos are faded out here: a round goes on."""
LINGER_S: Final = 1.5
"""After a sound or video is over: laughs come late."""
SHORTEST_S: Final = 3.0

_HIDDEN: Final = 0x2
"""Windows' FILE_ATTRIBUTE_HIDDEN."""


class Reason(StrEnum):
    """Why a file is not played."""

    MISSING = "missing"
    """It was there when the folder was looked through."""
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"
    """The system does not let it be read."""
    OUTSIDE = "outside"
    """A link that leads out of the folder, or to nothing."""
    BAD_NAME = "bad_name"
    """A name that is no text, or that another file has in another spelling of Unicode."""
    FOREIGN = "foreign"
    """A kind of picture, sound or video that is not played."""
    MISNAMED = "misnamed"
    """Its content is not what its suffix says."""
    BROKEN = "broken"
    """It cannot be decoded."""
    NO_CODEC = "no_codec"
    """A video's codec is not here; the detail names it."""
    NO_PLAYER = "no_player"
    """Nothing here plays sounds and videos: part of the program, or of the system, is missing."""
    BAD_JOKES = "bad_jokes"
    """Not a file of jokes; the detail says what is wrong with it."""


class FolderProblem(StrEnum):
    """Why there is nothing at all."""

    MISSING = "missing"
    NO_FOLDER = "no_folder"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file that is played.  ``length_s`` is how long it lasts, None until that is known.

    Images last :data:`IMAGE_S`.  The length of sounds and videos is told by who can play them.
    """

    name: str
    kind: ItemKind
    path: Path
    length_s: float | None = None

    @property
    def title(self) -> str:
        """What the file is called, without folder and suffix."""
        return title_of(self.name)

    @property
    def plays_s(self) -> float:
        """How much of it is played; raises ``ValueError`` while the length is not known."""
        if self.length_s is None:
            raise ValueError(f"the length of {self.name} is not known yet")
        return min(self.length_s, LONGEST_S)

    @property
    def item(self) -> Item:
        """The file as the deck plays it; raises ``ValueError`` like :attr:`plays_s`."""
        if self.kind is ItemKind.IMAGE:
            return Item(self.name, self.kind, IMAGE_S)
        return Item(self.name, self.kind, round(max(SHORTEST_S, self.plays_s + LINGER_S), 1))


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that is not played, and why; ``detail`` is in English, or a number or name."""

    path: Path
    reason: Reason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class FolderDeck:
    """What a folder has for the deck; everything in the order a person counts."""

    folder: Path | None
    """None where the player has no folder of their own."""
    found: tuple[OwnFile, ...] = ()
    jokes: tuple[Joke, ...] = ()
    refused: tuple[Refused, ...] = ()
    left_off: int = 0
    """Files beyond :data:`MOST_FILES`."""
    others: int = 0
    """Files that claim to be nothing the deck plays."""
    problem: FolderProblem | None = None

    @property
    def empty(self) -> bool:
        """Whether there is nothing to play."""
        return not self.found and not self.jokes

    def count(self, kind: ItemKind) -> int:
        """How many there are of a kind."""
        if kind is ItemKind.JOKE:
            return len(self.jokes)
        return sum(file.kind is kind for file in self.found)


NOTHING: Final = FolderDeck(None)


def own_name(relative: str) -> str:
    """Return the name of a file by its path in the folder, of which ``/`` parts the folders.

    It is the same on every system (Unicode's form NFC), so that statistics go on counting.
    """
    return PREFIX + unicodedata.normalize("NFC", relative)


def title_of(name: str) -> str:
    """Return what a file is called, by its own name: printable, without folder and suffix."""
    stem = Path(name.removeprefix(PREFIX)).stem
    printable = "".join(letter if letter.isprintable() else " " for letter in stem)
    return " ".join(printable.split()) or name


def read_folder(folder: Path, stopped: Callable[[], bool] = lambda: False) -> FolderDeck:
    """Look through a folder; raises nothing, a folder without any use has a ``problem``.

    Files and folders that are hidden are passed over, and so are links to folders.  ``stopped``
    is asked at each file, and ends the search early.  May take a while: keep it off the GUI
    thread.
    """
    try:
        if not stat.S_ISDIR(folder.stat().st_mode):
            return FolderDeck(folder, problem=FolderProblem.NO_FOLDER)
        files = list(_files(folder, folder, LEVELS, stopped))
    except (FileNotFoundError, NotADirectoryError):
        return FolderDeck(folder, problem=FolderProblem.MISSING)
    except OSError:
        return FolderDeck(folder, problem=FolderProblem.UNREADABLE)
    wanted = [path for path in files if _suffix(path) in SUFFIXES or _suffix(path) in FOREIGN]
    wanted.sort(key=lambda path: _counted(path.relative_to(folder).as_posix()))
    sorting = _Sorting(folder)
    for path in wanted[:MOST_FILES]:
        if stopped():
            break
        sorting.take(path)
    return FolderDeck(
        folder,
        tuple(sorting.found),
        tuple(sorting.jokes),
        tuple(sorting.refused),
        left_off=max(0, len(wanted) - MOST_FILES),
        others=len(files) - len(wanted),
    )


class _Sorting:
    """Puts one file after the other where it belongs."""

    def __init__(self, folder: Path) -> None:
        self.found: list[OwnFile] = []
        self.jokes: list[Joke] = []
        self.refused: list[Refused] = []
        self._folder = folder
        self._root = Path(os.path.realpath(folder))
        self._names: set[str] = set()

    def take(self, path: Path) -> None:
        refused = self._take(path)
        if refused is not None:
            self.refused.append(refused)

    def _take(self, path: Path) -> Refused | None:
        relative, suffix = path.relative_to(self._folder).as_posix(), _suffix(path)
        name = own_name(relative)
        if not _is_text(name) or name in self._names:
            return Refused(path, Reason.BAD_NAME)
        if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(self._root):
            return Refused(path, Reason.OUTSIDE)
        if suffix in FOREIGN:
            return Refused(path, Reason.FOREIGN, suffix.upper())
        refused = _fault(path, suffix)
        if refused is not None:
            return refused
        if SUFFIXES[suffix] is ItemKind.JOKE:
            return self._take_jokes(path, name)
        self._names.add(name)
        kind = SUFFIXES[suffix]
        length_s = IMAGE_S if kind is ItemKind.IMAGE else None
        self.found.append(OwnFile(name, kind, path, length_s))
        return None

    def _take_jokes(self, path: Path, name: str) -> Refused | None:
        try:
            jokes = read_jokes(path)
        except JokeFileError as error:
            return Refused(path, Reason.BAD_JOKES, str(error).removeprefix(f"{path}: "))
        except OSError as error:
            return Refused(path, Reason.UNREADABLE, error.strerror or str(error))
        self._names.add(name)
        # Another file may call a joke the same: the file's name goes before it.
        self.jokes += [replace(joke, name=f"{name}/{joke.name}") for joke in jokes]
        return None


def _files(folder: Path, top: Path, levels: int, stopped: Callable[[], bool]) -> Iterator[Path]:
    """Yield the files of a folder and of those in it; raises ``OSError`` for the top one only."""
    try:
        with os.scandir(folder) as entries:
            listed = list(entries)
    except OSError:
        if folder == top:
            raise
        return
    for entry in listed:
        if stopped():
            return
        if _hidden(entry):
            continue
        path = Path(entry.path)
        if _is_folder(entry):
            # A link to a folder may lead anywhere, and back to where it is.
            if levels > 1 and not entry.is_symlink():
                yield from _files(path, top, levels - 1, stopped)
        else:
            yield path


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _hidden(entry: "os.DirEntry[str]") -> bool:
    if entry.name.startswith("."):
        return True
    try:
        attributes = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    except OSError:
        return False  # why it cannot be read is told with the file
    return bool(attributes & _HIDDEN)


def _fault(path: Path, suffix: str) -> Refused | None:
    """Return why a file is not worth a closer look; None where it is."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # reading a pipe would wait for ever
            return Refused(path, Reason.UNREADABLE)
        if status.st_size == 0:
            return Refused(path, Reason.EMPTY)
        most = MOST_BYTES[SUFFIXES[suffix]]
        if status.st_size > most:
            return Refused(path, Reason.TOO_LARGE, f"{most // 1_000_000} MB")
        with path.open("rb") as file:
            head = file.read(HEAD)
    except FileNotFoundError:
        return Refused(path, Reason.OUTSIDE)
    except OSError as error:
        return Refused(path, Reason.UNREADABLE, error.strerror or str(error))
    return None if agrees(suffix, head) else Refused(path, Reason.MISNAMED, suffix.upper())


def _suffix(path: Path) -> str:
    return path.suffix.lower().removeprefix(".")


def _is_text(name: str) -> bool:
    """Whether a name can be written down: bytes that are no text come as lone surrogates."""
    return not any(unicodedata.category(letter) in ("Cs", "Cc") for letter in name)


def _counted(relative: str) -> list[tuple[int, int, str]]:
    """Return a key that sorts as a person counts: 2 before 10."""
    return [
        (0, int(part), "") if part.isdecimal() else (1, 0, part.casefold())
        for part in re.split(r"(\d+)", relative)
        if part
    ]
