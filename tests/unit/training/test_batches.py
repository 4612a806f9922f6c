"""What an epoch is made of: who is drawn how often, and what a batch carries."""

from collections import Counter

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as some

from laughgame.game.reading import EMOTIONS
from laughgame.vision.model_card import FRAMES
from training.learning.batches import (
    Material,
    draw_epoch,
    emotion_frequency,
    emotion_target,
    training_batches,
    window,
)
from training.learning.recipe import Recipe, Stage
from training.pictures.prepared import Prepared
from training.sequences.prepared import PreparedSequences

HAPPY = EMOTIONS.index("happy")
SAD = EMOTIONS.index("sad")
STAGE = Stage(size=32, epochs=1, batch=4)


def stills(name: str, count: int, held_out: int = 0, emotions: bool = False) -> Prepared:
    votes = np.full((count, 7), np.nan, np.float32)
    if emotions:
        votes[:] = np.eye(7)[HAPPY]
    split = np.array(["train"] * (count - held_out) + ["validation"] * held_out)
    return Prepared(
        name=name,
        crops=np.full((count, 2, 40, 40, 1), 120, np.uint8),
        smile=np.full(count, np.nan if emotions else 1.0, np.float32),
        emotion=votes,
        label=np.full(count, SAD if emotions else -1),
        tight=np.zeros(count, bool),
        train=split == "train",
        split=split,
        names=np.arange(count).astype(str),
    )


def films(count: int, length: int = 12) -> PreparedSequences:
    # The grade tells the frame: the label of a sequence must be its last frame's.
    grade = np.tile(np.arange(length, dtype=np.float32) / length, (count, 1))
    frames = np.round(grade * 200).astype(np.uint8)[:, :, None, None, None]
    return PreparedSequences(
        name="films",
        frames=np.broadcast_to(frames, (count, length, 40, 40, 3)),
        smile=grade,
        emotion=np.full((count, length, 7), np.nan, np.float32),
        split=np.array(["train"] * count),
        kind=np.array(["smile"] * count),
        names=np.arange(count).astype(str),
    )


def test_repeats_say_how_often_each_picture_comes() -> None:
    material = Material((stills("often", 8), stills("rare", 16)))
    recipe = Recipe(stages=(STAGE,), repeats={"often": 2, "rare": 0.25})
    draws = draw_epoch(material, recipe, STAGE, np.random.default_rng(1))
    drawn = Counter((one.dataset, one.row) for batch in draws for one in batch.stills)
    assert [drawn[0, row] for row in range(8)] == [2] * 8
    assert sum(count for (number, _), count in drawn.items() if number == 1) == 4


def test_nobody_held_out_is_drawn() -> None:
    material = Material((stills("set", 20, held_out=12),), (films(3),))
    recipe = Recipe(stages=(STAGE,), drifting=2, films=1)
    draws = draw_epoch(material, recipe, STAGE, np.random.default_rng(1))
    assert len(draws) == 2
    assert max(one.row for batch in draws for one in (*batch.stills, *batch.drifting)) < 8


def test_a_recipe_that_wants_films_does_without_where_there_are_none() -> None:
    recipe = Recipe(stages=(STAGE,), films=3)
    draws = draw_epoch(Material((stills("set", 8),)), recipe, STAGE, np.random.default_rng(1))
    assert not any(batch.films for batch in draws)


def test_a_batch_carries_stills_then_drifting_stills_then_films() -> None:
    material = Material((stills("set", 4),), (films(2),))
    recipe = Recipe(stages=(STAGE,), drifting=2, films=3)
    draws = draw_epoch(material, recipe, STAGE, np.random.default_rng(1))
    (batch,) = training_batches(material, draws, 32, recipe, workers=0)
    assert batch.stills.shape == (4, 3, 32, 32)
    assert batch.sequences.shape == (5, FRAMES, 3, 32, 32)
    assert batch.targets.smile.shape == (9,)
    assert batch.targets.smile[:6].tolist() == [1.0] * 6
    assert (batch.targets.smile[6:] < 1).all()
    assert -1 <= batch.stills.min() <= batch.stills.max() <= 1


def test_the_label_of_a_film_is_its_last_frame_s() -> None:
    material = Material((stills("set", 1),), (films(1),))
    recipe = Recipe(stages=(STAGE,), films=6)
    for epoch in range(5):
        draws = draw_epoch(material, recipe, STAGE, np.random.default_rng(epoch))
        (batch,) = training_batches(material, draws, 32, recipe, workers=0)
        level = batch.sequences.flatten(2).mean(dim=2)
        assert (level.diff(dim=1) >= -0.25).all(), "the frames come oldest first"
        grades = batch.targets.smile[1:]
        assert ((grades * 12).round() >= FRAMES - 1).all(), "four frames stand before the last"


@given(length=some.integers(FRAMES, 60), seed=some.integers(0, 1000))
def test_a_window_is_five_frames_evenly_apart_within_the_film(length: int, seed: int) -> None:
    chosen = window(length, np.random.default_rng(seed))
    assert len(chosen) == FRAMES
    assert 0 <= chosen[0] <= chosen[-1] < length
    assert len(set(np.diff(chosen).tolist())) == 1


@pytest.mark.parametrize(("share", "sad"), [(0.0, 0.0), (0.7, 0.7), (1.0, 1.0)])
def test_the_own_label_has_its_share_and_the_voters_the_rest(share: float, sad: float) -> None:
    target = emotion_target(stills("set", 1, emotions=True), 0, share)
    assert target[SAD] == pytest.approx(sad)
    assert target.sum() == pytest.approx(1)
    assert np.isnan(emotion_target(stills("set", 1), 0, share)).all()


def test_emotions_are_as_frequent_as_they_are_drawn() -> None:
    material = Material((stills("voted", 4, emotions=True), stills("smiles only", 4)))
    frequency = emotion_frequency(material, Recipe(stages=(STAGE,), label_share=0.25))
    assert frequency.sum() == pytest.approx(1, abs=1e-5)
    assert frequency[HAPPY] == pytest.approx(0.75, abs=1e-4)
    assert torch.isfinite(frequency.log()).all()
