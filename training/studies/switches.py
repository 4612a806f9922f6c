"""What the ablation switches off: each ingredient of the recipe, alone."""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from laughgame.game.reading import EMOTIONS
from training.data import fer2013, smiles
from training.data.archive import open_archive
from training.learning.batches import Material
from training.learning.distillation_loss import Distillation
from training.learning.recipe import Recipe
from training.learning.soft_labels import SoftLabels
from training.pictures.cropping import crop_all
from training.pictures.prepared import Prepared

DOUBTFUL: Final = "smiles_doubtful"

MORPHS: Final = "london_morphs"
ACTOR: Final = "actor"
"""The sets of films that a switch takes away; the actor's names begin with this."""


@dataclass(frozen=True, slots=True)
class Setting:
    """All a run begins with.

    ``start`` is the file of ImageNet's weights, ``data`` the folder of the data sets, for what
    preparing left out.
    """

    recipe: Recipe
    material: Material
    start: Path | None
    data: Path


@dataclass(frozen=True, slots=True)
class Switch:
    """An ingredient: ``off`` returns the setting without it, ``None`` where it is not there."""

    name: str
    title: str
    off: Callable[[Setting], Setting | None]


def without_imagenet(setting: Setting) -> Setting | None:
    """Start from chance."""
    return None if setting.start is None else dataclasses.replace(setting, start=None)


def without_votes(setting: Setting) -> Setting | None:
    """Learn FER2013 from its own single labels: the emotion, and of it whether it is a smile."""
    if fer2013.NAME not in {one.name for one in setting.material.stills}:
        return None
    stills = tuple(
        _single_labels(one) if one.name == fer2013.NAME else one for one in setting.material.stills
    )
    recipe = dataclasses.replace(setting.recipe, label_share=1.0)
    return _with(setting, recipe=recipe, stills=stills)


def with_doubtful(setting: Setting) -> Setting | None:
    """Train on the negatives of SMILEs that a second labelling calls happy, too."""
    if smiles.NAME not in {one.name for one in setting.material.stills}:
        return None
    doubtful = prepare_doubtful(setting.data)
    if doubtful is None:
        return None
    # They come as often as their set.
    repeats = setting.recipe.repeats | {
        DOUBTFUL: setting.recipe.repeats.get(smiles.NAME, 1.0),
    }
    recipe = dataclasses.replace(setting.recipe, repeats=repeats)
    taught = setting.material.taught
    if taught:
        # No teacher was asked about them.
        nothing = np.full_like(doubtful.smile, np.nan), np.full_like(doubtful.emotion, np.nan)
        taught = (*taught, SoftLabels(*nothing))
    stills = (*setting.material.stills, doubtful)
    return _with(setting, recipe=recipe, stills=stills, taught=taught)


def without_morphs(setting: Setting) -> Setting | None:
    """Leave out the films between the two photographs of London's people."""
    return _without_films(setting, MORPHS)


def without_actor(setting: Setting) -> Setting | None:
    """Leave out the films of the illustrated actor."""
    return _without_films(setting, ACTOR)


def without_teachers(setting: Setting) -> Setting | None:
    """Learn from labels alone."""
    if not setting.material.taught or not setting.recipe.distill.share:
        return None
    recipe = dataclasses.replace(setting.recipe, distill=Distillation())
    return _with(setting, recipe=recipe, taught=())


SWITCHES: Final = (
    Switch("imagenet", "ImageNet start", without_imagenet),
    Switch("votes", "FER+ votes", without_votes),
    Switch("doubtful", "doubtful negatives dropped", with_doubtful),
    Switch("morphs", "London morphs", without_morphs),
    Switch("actor", "actor sequences", without_actor),
    Switch("distillation", "distillation", without_teachers),
)


def prepare_doubtful(data: Path) -> Prepared | None:
    """Crop the doubtful negatives of SMILEs' training people; their label says no smile.

    ``None`` where there are none.
    """
    samples = [
        sample
        for sample in smiles.load(open_archive(data, smiles.NAME), doubtful=True)
        if sample.split == "train"
    ]
    if not samples:
        return None
    count = len(samples)
    crops = [one.pair[..., :1] for one in crop_all(samples, threads=1)]
    return Prepared(
        name=DOUBTFUL,
        crops=np.stack(crops),
        smile=np.zeros(count, np.float32),
        emotion=np.full((count, len(EMOTIONS)), np.nan, np.float32),
        label=np.full(count, -1, np.int64),
        tight=np.array([sample.tight for sample in samples]),
        train=np.ones(count, bool),
        split=np.full(count, "train"),
        names=np.array([sample.name for sample in samples]),
    )


def thinned(material: Material, share: float, seed: int, asked: float = 1.0) -> Material:
    """Keep a fixed share of every set's training side, and ``asked`` of its validation side.

    Whoever of the latter is not asked counts among the test people, whom nobody asks.
    """
    random = np.random.default_rng(seed)

    def kept(side: np.ndarray, share: float) -> np.ndarray:
        rows = np.flatnonzero(side)
        chosen = np.zeros_like(side)
        chosen[random.choice(rows, round(len(rows) * share), replace=False)] = True
        return chosen

    stills = []
    for one in material.stills:
        validation = one.split == "validation"
        left_out = validation & ~kept(validation, asked)
        split = np.where(left_out, "test", one.split)
        stills.append(dataclasses.replace(one, train=kept(one.train, share), split=split))
    return dataclasses.replace(material, stills=tuple(stills))


def _single_labels(one: Prepared) -> Prepared:
    """Replace what the training side has from its voters by what its own labels say."""
    single = np.eye(len(EMOTIONS), dtype=np.float32)[np.maximum(one.label, 0)]
    trained = one.train & (one.label >= 0)
    happy = (one.label == EMOTIONS.index("happy")).astype(np.float32)
    return dataclasses.replace(
        one,
        emotion=np.where(trained[:, None], single, one.emotion),
        smile=np.where(trained, happy, one.smile),
    )


def _without_films(setting: Setting, name: str) -> Setting | None:
    films = tuple(one for one in setting.material.films if not one.name.startswith(name))
    if len(films) == len(setting.material.films):
        return None
    return _with(setting, films=films)


def _with(setting: Setting, recipe: Recipe | None = None, **parts: object) -> Setting:
    material = dataclasses.replace(setting.material, **parts)
    return dataclasses.replace(setting, recipe=recipe or setting.recipe, material=material)
