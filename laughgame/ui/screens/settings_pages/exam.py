"""How far the examination of a model is, told step by step.

Each step is ticked when it is passed; those that the outcome brings are ticked one after another
so that an eye can follow.  Pure but for the clock that reveals them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer

from laughgame.ui.referee import CheckStep, RefereeView, RefusedModel

REVEAL_MS: Final = 130


class Stage(Enum):
    """Where the examination stands."""

    IDLE = 0
    CHECKING = 1
    ACCEPTED = 2
    REFUSED = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an examination; ``refusal`` is None for a model that passed.

    ``doubtful``: it passed, and tells no laugh from a straight face.
    """

    path: Path
    passed: tuple[CheckStep, ...]
    refusal: RefusedModel | None = None
    doubtful: bool = False


@dataclass(slots=True)
class _Progress:
    path: Path | None = None
    outcome: Outcome | None = None
    shown: int = 0
    steps: tuple[CheckStep, ...] = field(default=())


class Exam(QObject):
    """Reveals an outcome step by step; ``on_change`` is called after each."""

    def __init__(self, parent: QObject, on_change: Callable[[], None]) -> None:
        super().__init__(parent)
        self._on_change = on_change
        self._progress = _Progress()
        self._clock = QTimer(self)
        self._clock.setInterval(REVEAL_MS)
        self._clock.timeout.connect(self._reveal_one)

    @property
    def stage(self) -> Stage:
        """Where the examination stands, as far as it is shown."""
        progress = self._progress
        if progress.path is None:
            return Stage.IDLE
        if progress.outcome is None or progress.shown < len(progress.steps):
            return Stage.CHECKING
        return Stage.REFUSED if progress.outcome.refusal else Stage.ACCEPTED

    @property
    def waits(self) -> bool:
        """Whether the outcome is not known yet."""
        return self._progress.path is not None and self._progress.outcome is None

    @property
    def path(self) -> Path | None:
        """The file that is or was examined."""
        return self._progress.path

    @property
    def outcome(self) -> Outcome | None:
        """The outcome, as soon as all of it is shown."""
        return self._progress.outcome if self.stage.value > Stage.CHECKING.value else None

    @property
    def ticked(self) -> tuple[CheckStep, ...]:
        """The steps that are shown as passed."""
        return self._progress.steps[: self._progress.shown]

    def start(self, path: Path) -> None:
        """The check of ``path`` has begun."""
        self._clock.stop()
        self._progress = _Progress(path=path)
        self._on_change()

    def advance(self, step: CheckStep) -> None:
        """The model passed one more step; counts only while it is examined."""
        progress = self._progress
        if progress.path is None or progress.outcome is not None:
            return
        progress.steps += (step,)
        progress.shown = len(progress.steps)
        self._on_change()

    def accept(self, view: RefereeView, steps: Sequence[CheckStep], at_once: bool) -> None:
        """The model passed all ``steps``."""
        self._finish(Outcome(view.path, tuple(steps), doubtful=not view.tells_laugh), at_once)

    def refuse(self, refusal: RefusedModel, at_once: bool) -> None:
        """The model was turned down."""
        self._finish(Outcome(refusal.path, refusal.passed, refusal), at_once)

    def _finish(self, outcome: Outcome, at_once: bool) -> None:
        # What was ticked stays ticked, unless the outcome knows better.
        shown = min(self._progress.shown, len(outcome.passed))
        self._progress = _Progress(outcome.path, outcome, shown, outcome.passed)
        if at_once:
            self._clock.stop()
            self._progress.shown = len(outcome.passed)
        else:
            self._clock.start()
        self._on_change()

    def _reveal_one(self) -> None:
        self._progress.shown += 1
        if self._progress.shown >= len(self._progress.steps):
            self._progress.shown = len(self._progress.steps)
            self._clock.stop()
        self._on_change()
