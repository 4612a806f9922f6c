"""What a fake camera is to do wrong, and when: a TOML file, read strictly.

    frame_rate = 30          # frames a second; optional
    size = [1280, 720]       # width and height; optional

    [[fault]]
    do = "unplug"            # one of Verb
    at = 5.0                 # seconds after the camera was opened first
    for = 3.0                # seconds; left out: for good, or until "replug"

``value`` says how much: frames a second for ``wrong_rate``, seconds for ``clock_jump`` (negative:
back) and ``suspend`` (how long the clock says the machine slept).
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import inf
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

SIZE: Final = (1280, 720)
FRAME_RATE: Final = 30.0


class Verb(StrEnum):
    """What a camera can do wrong."""

    UNPLUG = "unplug"
    """It is pulled out: reading loses it, opening does not find it."""
    REPLUG = "replug"
    """It is plugged in again: the end of an ``unplug`` without a ``for``."""
    BUSY = "busy"
    """Another program has taken it."""
    DENIED = "denied"
    """The system forbids it."""
    FREEZE = "freeze"
    """The last picture comes again and again, each time as if it were new."""
    BLACK = "black"
    """Every pixel is 0, as behind a shutter."""
    COVERED = "covered"
    """Almost dark, with the noise of the sensor, as behind a finger."""
    STALL = "stall"
    """No picture comes and no error; then all is as before."""
    HANG_IN_OPEN = "hang_in_open"
    """The camera is lost, and whoever opens it meanwhile never comes back."""
    HANG_IN_READ = "hang_in_read"
    """Whoever reads meanwhile never comes back; opening it anew works when it is over."""
    ZERO_SIZE = "zero_size"
    """Pictures of 0×0 pixels."""
    GREY = "grey"
    """One channel instead of three."""
    FOUR_CHANNELS = "four_channels"
    SIXTEEN_BIT = "sixteen_bit"
    RESOLUTION = "resolution"
    """Pictures of half the width and height."""
    CORRUPT_JPEG = "corrupt_jpeg"
    """What comes cannot be decoded."""
    WRONG_RATE = "wrong_rate"
    """It delivers another rate than it says."""
    CLOCK_JUMP = "clock_jump"
    """The clock that stamps the pictures jumps."""
    SUSPEND = "suspend"
    """The machine sleeps: no picture, then the clock is far ahead."""


class FakeScriptError(ValueError):
    """The file is no script; the message names the file and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong from ``at_s`` on, for ``for_s`` seconds (``inf``: for good)."""

    verb: Verb
    at_s: float
    for_s: float = inf
    value: float | None = None

    @property
    def end_s(self) -> float:
        return self.at_s + self.for_s


@dataclass(frozen=True, slots=True)
class FakeScript:
    """A fake camera: what it is and what it does wrong; times count from its first opening."""

    faults: tuple[Fault, ...] = ()
    frame_rate: float = FRAME_RATE
    size: tuple[int, int] = SIZE

    def during(self, time_s: float) -> Sequence[Fault]:
        """Return what is wrong at a moment."""
        plugged_s = [f.at_s for f in self.faults if f.verb is Verb.REPLUG and f.at_s <= time_s]
        return [
            fault
            for fault in self.faults
            if fault.at_s <= time_s < fault.end_s
            and fault.verb is not Verb.REPLUG
            and not (fault.verb is Verb.UNPLUG and any(fault.at_s <= s for s in plugged_s))
        ]


class _Fault(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)

    do: Annotated[Verb, Field(strict=False)]
    at: Annotated[float, Field(ge=0)]
    for_s: Annotated[float | None, Field(alias="for", gt=0)] = None
    value: float | None = None


_Length = Annotated[int, Field(ge=16, le=4096)]
_Size = Annotated[list[_Length], Field(min_length=2, max_length=2)]


class _File(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)

    frame_rate: Annotated[float, Field(ge=1, le=240)] = FRAME_RATE
    size: _Size = list(SIZE)
    fault: list[_Fault] = []


def read_fake_script(file: Path) -> FakeScript:
    """Read a script; raises :class:`FakeScriptError`, and ``OSError`` naming the file."""
    try:
        read = _File.model_validate(tomllib.loads(file.read_text(encoding="utf-8-sig")))
        faults = tuple(_fault(entry) for entry in read.fault)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FakeScriptError(f"{file} is not TOML in UTF-8: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise FakeScriptError(f"{file}: {where}: {first['msg']}") from error
    except ValueError as error:
        raise FakeScriptError(f"{file}: {error}") from error
    return FakeScript(faults, read.frame_rate, (read.size[0], read.size[1]))


def _fault(entry: _Fault) -> Fault:
    if entry.do is Verb.WRONG_RATE and not 0.1 <= (entry.value or 0.0) <= 240:
        raise ValueError("wrong_rate needs a value of 0.1 to 240 frames a second")
    if entry.do in (Verb.CLOCK_JUMP, Verb.SUSPEND) and entry.value is None:
        raise ValueError(f"{entry.do} needs a value: seconds")
    if entry.do is Verb.SUSPEND and entry.for_s is None:
        raise ValueError("suspend needs a for: the machine wakes again")
    return Fault(entry.do, entry.at, inf if entry.for_s is None else entry.for_s, entry.value)
