"""What a training run does, as data: a TOML file a person can read and change."""

import dataclasses
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from training.augment import Augmentation


@dataclass(frozen=True, slots=True)
class Phase:
    """Some epochs at one input size (pixels); sizes grow, for most is learned cheaply small."""

    size: int
    epochs: int
    batch: int = 64


@dataclass(frozen=True, slots=True)
class Recipe:
    """A whole run.

    ``learning_rate`` is the peak of one cycle over all phases (Smith & Topin,
    "Super-Convergence", 2018, https://arxiv.org/abs/1708.07120); ``averaging`` the
    decay per step of the averaged weights that are validated and exported.
    ``repeats`` is how often each set's pictures come in an epoch.
    """

    phases: tuple[Phase, ...]
    seed: int = 0
    learning_rate: float = 1e-3
    weight_decay: float = 0.03
    warm_up: float = 0.1
    averaging: float = 0.998
    smile_weight: float = 1.0
    emotion_weight: float = 0.7
    smoothing: float = 0.03
    repeats: dict[str, float] = field(default_factory=dict)
    augmentation: Augmentation = field(default_factory=Augmentation)

    @property
    def epochs(self) -> int:
        return sum(phase.epochs for phase in self.phases)

    def phase_of(self, epoch: int) -> Phase:
        """Return the phase that epoch (from 0) belongs to."""
        for phase in self.phases:
            if epoch < phase.epochs:
                return phase
            epoch -= phase.epochs
        raise IndexError("the recipe has no such epoch")


def read_recipe(file: Path) -> Recipe:
    """Read a recipe; raises ``ValueError`` naming what is unknown or missing in the file."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        return Recipe(
            **table
            | {
                "phases": tuple(Phase(**phase) for phase in table["phases"]),
                "augmentation": Augmentation(**table.get("augmentation", {})),
            }
        )
    except (tomllib.TOMLDecodeError, TypeError, KeyError) as error:
        raise ValueError(f"{file}: {error}") from error


def as_table(recipe: Recipe) -> dict[str, object]:
    """Return the recipe as plain values, every default spelled out."""
    return dataclasses.asdict(recipe)
