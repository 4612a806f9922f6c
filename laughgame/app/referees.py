"""Appointing the model that judges: checked before it takes over, or not at all.

A model of the player's own goes through the airlock, a process of its own, before this one
opens it; the shipped ones are a part of the program and need not.  A copy of what passed is
kept, and judges where the file itself is lost or spoilt.

Everything here takes a fraction of a second or more; keep it off the GUI thread.
ONNX Runtime and MediaPipe are imported where they are used, because importing them
takes about a second: by then the window is on the screen.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from laughgame import __version__
from laughgame.app import paths
from laughgame.storage.model_shelf import ChangedError, ModelShelf
from laughgame.ui.loading import LoadingStage
from laughgame.ui.referee import CheckStep, RefereeView, RefusedModel, Step, lowest_accuracy
from laughgame.vision.model_airlock import Airlock, Tell
from laughgame.vision.model_card import ContractCode, ContractError, ModelCard, PassedStep

if TYPE_CHECKING:
    from laughgame.app.eye import SwappableReader
    from laughgame.vision.laugh_model import LaughModel
    from laughgame.vision.model_contract import OpenModel

AIRLOCK: Final = Airlock()
"""What examines every model that is chosen while this process lasts."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Appointed:
    """A model that passed its check and is ready to judge."""

    model: LaughModel
    card: ModelCard
    latency_ms: float
    """Median time of one verdict on this machine, as last measured."""
    opened: OpenModel
    """What the model runs on, to be measured again while it judges."""
    tells_laugh: bool | None = None
    """Whether it told a laugh from a straight face when it was examined; None: it was not asked."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A model file that may not judge, and exactly why."""

    path: Path
    error: ContractError


@dataclass(frozen=True, slots=True)
class Team:
    """All it takes to read faces."""

    reader: SwappableReader
    referee: Appointed
    previous: ModelCard | None = None
    """The shipped model, where the player's own one judges; it can be brought back."""
    refused: Refused | None = None
    """The player's own model, where the shipped one had to stand in for it."""


@dataclass(frozen=True, slots=True)
class Unplayable:
    """The game's own models are missing or damaged; ``detail`` is an English sentence."""

    detail: str
    refused: Refused | None = None
    """The model that was turned down, where it is the model that is to blame."""
    missing: str | None = None
    """The library that does not load, where that is to blame."""


def examine(path: Path, tell: Tell | None = None) -> Appointed | Refused:
    """Examine a model file in the airlock, load what passed there, and keep a copy of it.

    ``tell`` hears of the steps that it passes, on this thread.  A shipped model is loaded
    at once.
    """
    if path in (paths.default_model(), paths.sequence_model()):
        return load(path)
    try:
        cleared = AIRLOCK.examine(path, tell)
    except ContractError as error:
        return Refused(path, error)
    referee = load(path, cleared.card.sha256)
    if isinstance(referee, Appointed):
        referee = replace(referee, tells_laugh=cleared.tells_laugh)
        try:
            shelf().keep(path, cleared.card.sha256)
        except (OSError, ChangedError):
            _log.exception("No copy of %s could be kept; it judges all the same", path)
    return referee


def load(path: Path, sha256: str | None = None) -> Appointed | Refused:
    """Check a model file in this process, measure it and load it; only for files to be trusted.

    Where a ``sha256`` is given, a file of other bytes is refused unopened.
    """
    from laughgame.vision.laugh_model import LaughModel
    from laughgame.vision.model_contract import probe

    try:
        checked = probe(path, sha256)
        model = LaughModel(checked.model)
    except ContractError as error:
        return Refused(path, error)
    return Appointed(model, checked.card, checked.latency_ms, checked.model)


def recall(path: Path, examine: Callable[[Path], Appointed | Refused]) -> Appointed | Refused:
    """Examine a model that has judged before; where it is lost or spoilt, load its good copy."""
    referee = examine(path)
    kept = shelf().last_good(path)
    if isinstance(referee, Appointed) or kept is None:
        return referee
    stand_in = load(kept.copy, kept.sha256)
    if isinstance(stand_in, Refused):
        return referee
    _log.warning("The good copy of %s judges in its place: %s", path, referee.error)
    return replace(stand_in, card=replace(stand_in.card, path=path))  # it still goes by that name


def trusted(path: Path) -> Path:
    """Return the copy of a model that passed, or the file itself where there is none."""
    kept = shelf().last_good(path)
    return path if kept is None else kept.copy


def shelf() -> ModelShelf:
    """Return the copies of the models that passed."""
    return ModelShelf(paths.models_folder(), __version__)


def step(passed: PassedStep) -> CheckStep:
    """Return a step that was passed as the settings show it."""
    return CheckStep(Step[passed.step.name], passed.found)


def measured_again(referee: Appointed) -> Appointed:
    """Return the same referee with its time of now.

    The time taken when a game starts is that of a machine that loads everything at once.
    """
    from laughgame.vision.model_contract import measure

    try:
        return replace(referee, latency_ms=measure(referee.opened))
    except ContractError:
        return referee  # it stumbles, and the game tells of that itself


def assemble(
    chosen: Path | None, tell: Callable[[LoadingStage], None] = lambda _: None
) -> Team | Unplayable:
    """Load the face detector and a model: the ``chosen`` one, or else the shipped one.

    ``tell`` hears of what is loaded next, on this thread.
    """
    tell(LoadingStage.LIBRARIES)
    try:
        from laughgame.vision.face_cover import FaceCover
        from laughgame.vision.face_detector import FaceDetector
        from laughgame.vision.face_reader import FaceReader
        from laughgame.vision.laugh_model import LaughModel  # noqa: F401 - loads ONNX Runtime
    except ImportError as error:
        _log.exception("A library of the judge cannot be loaded")
        return Unplayable(f"{type(error).__name__}: {error}", missing=error.name or str(error))

    tell(LoadingStage.MODEL)
    refused = None
    referee = load(paths.default_model()) if chosen is None else recall(chosen, _known_or_examined)
    if isinstance(referee, Refused) and chosen is not None:
        refused, referee = referee, load(paths.default_model())
    if isinstance(referee, Refused):
        return Unplayable(str(referee.error), refused or referee)
    tell(LoadingStage.FACES)
    try:
        cover = FaceCover(paths.face_cover())
    except (OSError, ValueError) as error:
        return Unplayable(f"Covered faces cannot be told: {error}")
    try:
        detector = FaceDetector(paths.face_detector())
    except (OSError, ValueError, RuntimeError) as error:  # the last two are MediaPipe's
        return Unplayable(f"The face detector cannot be loaded: {error}")
    reader = FaceReader(detector, referee.model, cover)
    return Team(reader, referee, _shipped_behind(referee), refused)


def _known_or_examined(path: Path) -> Appointed | Refused:
    """Load the very file that passed before at once; examine any other."""
    known = shelf().passed(path)
    referee = None if known is None else load(path, known)
    return referee if isinstance(referee, Appointed) else examine(path)


def view(referee: Appointed, previous: ModelCard | None = None) -> RefereeView:
    """Return what the settings show of a model; ``previous`` is the one to go back to."""
    card = referee.card
    return RefereeView(
        path=card.path,
        name=card.name,
        contract_version=card.contract_version,
        form=card.form.value,
        frames=card.frames,
        size=card.size,
        file_bytes=card.file_bytes,
        opset=card.opset,
        parameters=card.parameters,
        smile_accuracy=lowest_accuracy(card.accuracy, "smile"),
        emotion_accuracy=lowest_accuracy(card.accuracy, "emotion"),
        latency_ms=referee.latency_ms,
        licence=card.licence,
        training_data=card.training_data,
        previous=None if previous is None else previous.path.stem,
        tells_laugh=referee.tells_laugh is not False,
    )


def unchecked(path: Path, problem: str) -> Refused:
    """Return the refusal of a model whose check came to grief over an unforeseen ``problem``."""
    error = ContractError(ContractCode.RUN_FAILED, "a model that can be checked", problem)
    return Refused(path, error)


def abandoned(path: Path) -> Refused:
    """Return the refusal of a model whose examination was broken off before it began."""
    code = ContractCode.ABANDONED
    return Refused(path, ContractError(code, "an examination to its end", "a word to stop"))


def refusal(refused: Refused) -> RefusedModel:
    """Return what the settings show of a model that was turned down."""
    error = refused.error
    passed = tuple(step(one) for one in error.passed)
    return RefusedModel(refused.path, error.code.value, error.expected, error.found, passed)


def _shipped_behind(referee: Appointed) -> ModelCard | None:
    """Return the shipped model's card, unless it is the one that judges or is damaged."""
    from laughgame.vision.model_contract import read_card

    if referee.card.path == paths.default_model():
        return None
    try:
        return read_card(paths.default_model())
    except ContractError:
        return None
