"""What the doctor finds: how a check ended, in words, and what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

REINSTALL: Final = "Install LaughGame again: part of it is missing or damaged"
"""The remedy where a library or a file of the program itself fails."""


class Status(StrEnum):
    """How a check ended; only a failed one makes the doctor's exit code 1."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: a line for people, a remedy unless all is well, facts for machines.

    ``figure`` is the gist as a number or a name, which means the same in every language.
    """

    status: Status
    detail: str
    remedy: str | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    figure: str = ""
