"""The settings: a versioned TOML file that a person may read and edit.

Nothing is corrected in silence.  A file that cannot be used, be it damaged, out
of range or written by a newer version, is renamed, not overwritten, and the game
starts with the defaults and says so.  Keys this version does not know are kept
and written back.  Of several copies of the game each writes the keys that it changed.
"""

import errno
import os
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import tomli_w
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    field_serializer,
)

from laughgame.game.cards import MOST_LIVES
from laughgame.game.judge import RANGES, JudgeSettings
from laughgame.game.names import LONGEST
from laughgame.storage import atomic
from laughgame.storage.aside import free_name, local_time
from laughgame.storage.lock import alone
from laughgame.storage.merge import merge

VERSION: Final = 1
"""The layout this version of the game writes."""

AUTO: Final = "auto"
"""Camera device: the first one that works, else the illustrated actor."""

ACTOR: Final = "actor"
"""Camera device: the illustrated actor."""

DEFAULTS: Final = JudgeSettings()

Language = Literal["system", "ko", "en"]
Theme = Literal["system", "dark", "light"]


class _Section(BaseModel):
    """Immutable and strict: text is not a number, and unknown keys are carried along."""

    model_config = ConfigDict(frozen=True, strict=True, extra="allow", allow_inf_nan=False)


def _within(name: str) -> Any:
    """Return the range of a rule as a field constraint."""
    return Field(ge=RANGES[name].low, le=RANGES[name].high)


class GeneralSettings(_Section):
    """How the window speaks and looks."""

    language: Language = "system"
    theme: Theme = "system"
    show_performance: bool = True
    """Show frames per second and latency in the corner."""
    reduced_motion: bool = False
    """Cut instead of move: no tilt, no shake, no rays."""


class RuleSettings(_Section):
    """How strict the judge is; the fields of :class:`~laughgame.game.judge.JudgeSettings`."""

    threshold: Annotated[float, _within("threshold")] = DEFAULTS.threshold
    two_stage: bool = DEFAULTS.two_stage
    warning_margin: Annotated[float, _within("warning_margin")] = DEFAULTS.warning_margin
    hysteresis: Annotated[float, _within("hysteresis")] = DEFAULTS.hysteresis
    hold_s: Annotated[float, _within("hold_s")] = DEFAULTS.hold_s
    smoothing_s: Annotated[float, _within("smoothing_s")] = DEFAULTS.smoothing_s

    def rules(self) -> JudgeSettings:
        """Return the judge's own form of these settings."""
        return JudgeSettings(
            threshold=self.threshold,
            two_stage=self.two_stage,
            warning_margin=self.warning_margin,
            hysteresis=self.hysteresis,
            hold_s=self.hold_s,
            smoothing_s=self.smoothing_s,
        )


class CameraSettings(_Section):
    """Which picture is judged."""

    device: Annotated[str, Field(min_length=1)] = AUTO
    """:data:`AUTO`, :data:`ACTOR` or a camera's name."""
    mirrored: bool = True
    """Show the picture as a mirror does; what is judged stays the same."""


_Name = Annotated[str, Field(min_length=1, max_length=LONGEST)]

_Path = Annotated[
    Path | None,
    Field(strict=False),
    # Emptied by hand it means none: as a path it would be the folder that the game is run from.
    BeforeValidator(lambda value: None if value == "" else value),
]


class ModelSettings(_Section):
    """Which model judges."""

    path: _Path = None
    """The model file; None is the one that comes with the game."""

    @field_serializer("path")
    def _path_as_text(self, path: Path | None) -> str | None:
        return None if path is None else str(path)


class MatchSettings(_Section):
    """What was played last, by whom, and what a laugh cost."""

    mode: Literal["practice", "survival", "hotseat", "duel", "mimic"] = "survival"
    players: Annotated[tuple[_Name, ...], Field(strict=False, max_length=4)] = ()
    glasses: Annotated[tuple[_Name, ...], Field(strict=False, max_length=4)] = ()
    """Who of them wears glasses today: a face has a range with and one without."""
    style: Literal["mode", "sudden", "cards", "lives"] = "mode"
    """What ends a turn: what the mode has by itself, or one for all of them."""
    lives: Annotated[int, Field(ge=1, le=MOST_LIVES)] = 3
    """Lives in the style *lives*."""


class SoundSettings(_Section):
    """How loud the game is."""

    volume: Annotated[float, Field(ge=0, le=1)] = 0.7
    muted: bool = False

    @property
    def audible(self) -> bool:
        """Whether anything can be heard: not muted, and not turned down to nothing."""
        return not self.muted and self.volume > 0


class DeckSettings(_Section):
    """What is played to make people laugh; with nothing of it the jokes are told all the same."""

    jokes: bool = True
    acts: bool = True
    """The numbers of the illustrated clown."""
    folder: _Path = None
    """The player's own images, sounds and videos."""

    @field_serializer("folder")
    def _folder_as_text(self, folder: Path | None) -> str | None:
        return None if folder is None else str(folder)


class RecordsSettings(_Section):
    """What the records screen remembers."""

    folder: _Path = None
    """Where a table was saved last."""

    @field_serializer("folder")
    def _folder_as_text(self, folder: Path | None) -> str | None:
        return None if folder is None else str(folder)


class SaveSettings(_Section):
    """Where and how a moment was saved last."""

    folder: _Path = None
    """None before the first."""
    kind: Literal["gif", "mp4", "card"] = "gif"

    @field_serializer("folder")
    def _folder_as_text(self, folder: Path | None) -> str | None:
        return None if folder is None else str(folder)


class Settings(_Section):
    """All settings, frozen; :meth:`edited` makes a changed copy."""

    version: Literal[1] = VERSION
    general: GeneralSettings = GeneralSettings()
    judge: RuleSettings = RuleSettings()
    custom: RuleSettings | None = None
    """The rules that the player set by hand last, to come back to from a ready-made grade."""
    camera: CameraSettings = CameraSettings()
    model: ModelSettings = ModelSettings()
    match: MatchSettings = MatchSettings()
    sound: SoundSettings = SoundSettings()
    deck: DeckSettings = DeckSettings()
    records: RecordsSettings = RecordsSettings()
    save: SaveSettings = SaveSettings()

    def edited(self, section: str, /, **values: object) -> "Settings":
        """Return these settings with other values in one section; they are not checked."""
        part = getattr(self, section).model_copy(update=values)
        return self.model_copy(update={section: part})


class Problem(StrEnum):
    """Why a settings file was not used."""

    DAMAGED = "damaged"
    """Not TOML, or a value is of the wrong kind or out of range."""
    NEWER = "newer"
    """Written by a newer version of the game."""
    UNREADABLE = "unreadable"
    """The system does not let it be read."""


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """The settings to start with, and what happened on the way to them."""

    settings: Settings
    set_aside: Path | None = None
    """Where the file that could not be used is now; None when it was not moved."""
    reason: Problem | None = None
    """None when all is well, a missing file included."""
    detail: str = ""
    """The problem in one English line, naming the key at fault."""


class SettingsFile:
    """The settings file of one player; not for several threads at once."""

    def __init__(self, path: Path, now: Callable[[], datetime] = local_time) -> None:
        self.path = path
        self._now = now
        self._locked = False
        self._before: Settings | None = None
        """What this copy of the game read or wrote last; None before the first time."""
        self._untold: LoadedSettings | None = None
        """What was set aside by a save that failed afterwards."""

    @property
    def locked(self) -> bool:
        """Whether the file holds settings that could be neither used nor set aside.

        Saving would lose them.
        """
        return self._locked

    def load(self) -> LoadedSettings:
        """Read the settings; a missing file gives the defaults, and nothing is raised.

        A file that cannot be used is set aside as ``settings.damaged-DATE-TIME.toml``
        (``settings.newer-…`` when it comes from a newer version, ``settings.unreadable-…``
        when the system does not let it be read) beside the original.  Where that is not
        possible the file is :attr:`locked`.
        """
        if self._missing():  # nothing need be locked, nor a lock left, beside what is not there
            loaded = LoadedSettings(Settings())
        else:
            with alone(self.path):
                loaded = self._load()
        self._before = loaded.settings
        return loaded

    def _missing(self) -> bool:
        """Whether there is no file; one that may not even be looked at is none that is missing."""
        try:
            self.path.stat()
        except FileNotFoundError:
            return True
        except OSError:
            return False
        return False

    def _load(self) -> LoadedSettings:
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return LoadedSettings(Settings())
        except OSError as error:
            return self._defaults_instead(Problem.UNREADABLE, str(error))
        return self._parse(content)

    def _parse(self, content: bytes) -> LoadedSettings:
        if not content.strip():  # what a crash leaves of a file that was not written whole
            return self._defaults_instead(Problem.DAMAGED, "the file is empty")
        try:
            return LoadedSettings(parse(content))
        except NewerVersionError as error:
            return self._defaults_instead(Problem.NEWER, str(error))
        except DamagedSettingsError as error:
            return self._defaults_instead(Problem.DAMAGED, str(error))

    def save(self, settings: Settings) -> LoadedSettings:
        """Write atomically what changed since this object loaded or saved last.

        What another copy of the game, or a person, wrote meanwhile stays.  Where the file has
        become unusable meanwhile it is set aside like in :meth:`load`, and the settings are
        written whole.  Returns what the file holds now, and what was set aside.

        Raises ``OSError`` when that fails or the file is :attr:`locked`, and ``ValueError``
        or ``RecursionError`` for unknown keys that can be read but not written back.  The next
        call then tries the same again.
        """
        if self._locked:
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM), str(self.path))
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with alone(self.path):
            saved = self._merged(settings)
            if saved.reason is not None:
                self._untold = saved
            if self._locked:
                raise PermissionError(errno.EPERM, os.strerror(errno.EPERM), str(self.path))
            atomic.write_text(self.path, render(saved.settings))
        self._before = settings
        untold, self._untold = self._untold, None
        return saved if untold is None else replace(untold, settings=saved.settings)

    def _merged(self, settings: Settings) -> LoadedSettings:
        """Return the settings to write: with what the file says of keys not changed here."""
        if self._before is None:
            return LoadedSettings(settings)
        try:
            there = self._parse(self.path.read_bytes())
        except FileNotFoundError:
            return LoadedSettings(settings)
        if there.reason is not None:
            return replace(there, settings=settings)
        merged = merge(_dump(self._before), _dump(settings), _dump(there.settings))
        return LoadedSettings(Settings.model_validate(merged))

    def _defaults_instead(self, problem: Problem, detail: str) -> LoadedSettings:
        try:
            if not self.path.is_file():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            aside = self.path.rename(free_name(self.path, problem, self._now()))
        except OSError as error:
            self._locked = True
            return LoadedSettings(Settings(), None, problem, f"{detail} ({error})")
        return LoadedSettings(Settings(), aside, problem, detail)


class DamagedSettingsError(ValueError):
    """The text is not a settings file; the message names what is wrong."""


class NewerVersionError(ValueError):
    """The text is a settings file of a newer version of the game."""


def parse(content: bytes) -> Settings:
    """Return the settings that a file's bytes describe.

    Raises :class:`NewerVersionError` or :class:`DamagedSettingsError`.
    """
    try:
        values = tomllib.loads(content.decode("utf-8-sig"))  # some editors write a BOM
    except ValueError as error:  # not TOML, or not UTF-8
        raise DamagedSettingsError(str(error)) from error
    except RecursionError as error:
        raise DamagedSettingsError("tables or arrays nested too deeply") from error
    version = values.get("version", VERSION)
    if isinstance(version, int) and version > VERSION:
        raise NewerVersionError(f"version {version} of the settings, this game knows {VERSION}")
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise DamagedSettingsError(_first_fault(error)) from error


def read_settings(path: Path) -> Settings:
    """Return the settings of a file, which is left as it is; the defaults where there is none.

    Raises what :func:`parse` raises, and ``OSError``.
    """
    return parse(path.read_bytes()) if path.exists() else Settings()


def render(settings: Settings) -> str:
    """Return the settings as TOML; what is None is left out."""
    return tomli_w.dumps(_dump(settings))


def _dump(settings: Settings) -> dict[str, Any]:
    return settings.model_dump(exclude_none=True)


_NAMES: Final = ("match.players", "match.glasses")
"""Keys that name somebody: what is wrong there goes into log and report without its value."""


def _first_fault(error: ValidationError) -> str:
    fault = error.errors(include_url=False)[0]
    key = ".".join(str(part) for part in fault["loc"])
    told = key if key.startswith(_NAMES) else f"{key} = {fault['input']!r}"
    return f"{told}: {fault['msg']}"
