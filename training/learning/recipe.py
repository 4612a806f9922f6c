"""What a training run does, as data: a TOML file a person can read and change."""

import dataclasses
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from training.learning.distillation_loss import Distillation
from training.learning.losses import LossRecipe
from training.pictures.augment import Augmentation


@dataclass(frozen=True, slots=True)
class Stage:
    """Some epochs at one input size (pixels); sizes grow, for most is learned cheaply small."""

    size: int
    epochs: int
    batch: int = 64

    def __post_init__(self) -> None:
        if min(self.size, self.epochs, self.batch) < 1:
            raise ValueError("a stage needs a size, epochs and a batch of at least 1")


@dataclass(frozen=True, slots=True)
class Recipe:
    """One phase of training: a whole run, from ImageNet's eye or another phase's weights.

    ``network`` is what is trained: ``dual_head`` or a teacher's name
    (``training.teaching.teachers``).
    ``starts_from`` names the phase whose weights it goes on from.
    ``learning_rate`` is the peak of one cycle over all stages (Smith & Topin,
    "Super-Convergence", 2018, https://arxiv.org/abs/1708.07120); ``averaging`` the
    decay per step of the averaged weights that are validated and exported.
    ``repeats`` is how often each set's pictures come in an epoch, films included.
    ``label_share`` is the weight of a picture's own single emotion in its target; the
    voters have the rest.  To the stills of every batch come ``drifting`` stills shown
    for five frames and ``films`` of movement (none where no films are given).
    """

    stages: tuple[Stage, ...]
    network: str = "dual_head"
    starts_from: str = ""
    seed: int = 0
    learning_rate: float = 1e-3
    weight_decay: float = 0.03
    warm_up: float = 0.1
    averaging: float = 0.998
    label_share: float = 0.5
    drifting: int = 0
    films: int = 0
    repeats: dict[str, float] = field(default_factory=dict)
    loss: LossRecipe = field(default_factory=LossRecipe)
    distill: Distillation = field(default_factory=Distillation)
    augmentation: Augmentation = field(default_factory=Augmentation)

    def __post_init__(self) -> None:
        if not self.stages:
            raise ValueError("a recipe needs a stage")
        if not 0 <= self.averaging < 1 or not 0 <= self.label_share <= 1:
            raise ValueError("averaging must be at least 0 and below 1, label_share within 0 and 1")

    @property
    def epochs(self) -> int:
        return sum(stage.epochs for stage in self.stages)

    def stage_of(self, epoch: int) -> Stage:
        """Return the stage that epoch (from 0) belongs to."""
        for stage in self.stages:
            if epoch < stage.epochs:
                return stage
            epoch -= stage.epochs
        raise IndexError("the recipe has no such epoch")


def read_recipe(file: Path) -> Recipe:
    """Read a recipe; raises ``ValueError`` naming what is unknown or missing in the file."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        return Recipe(
            **table
            | {
                "stages": tuple(Stage(**stage) for stage in table["stages"]),
                "loss": LossRecipe(**table.get("loss", {})),
                "distill": Distillation(**table.get("distill", {})),
                "augmentation": Augmentation(**table.get("augmentation", {})),
            }
        )
    except (ValueError, TypeError, KeyError) as error:
        raise ValueError(f"{file}: {error}") from error


def as_table(recipe: Recipe) -> dict[str, object]:
    """Return the recipe as plain values, every default spelled out."""
    return dataclasses.asdict(recipe)
