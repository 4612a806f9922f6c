"""The films of faces, made without MediaPipe: a drawn face, a detector that knows where it is."""

from dataclasses import replace
from itertools import repeat
from pathlib import Path

import numpy as np
import pytest

from laughgame.game.reading import EMOTIONS, Box, Face, Keypoints, Point
from tests.unit.training.drawn_face import drawn_portrait
from tests.unit.training.easy_sets import easy_set
from training.data.sample import Sample
from training.data.splits import Split
from training.learning.batches import Material, draw_epoch
from training.learning.recipe import Recipe, Stage
from training.sequences import make as making
from training.sequences.camera import film
from training.sequences.covers import hand, masked
from training.sequences.lend import LentSmile
from training.sequences.morph import Smile
from training.sequences.portrait import BLENDSHAPES, SIDE
from training.sequences.prepared import read_sequences
from training.sequences.real import (
    FRAMES,
    NEGATIVES,
    covered_faces,
    hard_negatives,
    lent_smiles,
    london_morphs,
    moving_smiles,
)
from training.sequences.teeth import Inside

SMILE = [BLENDSHAPES.index(f"mouthSmile{side}") for side in ("Left", "Right")]


def scored(portrait, smile):
    """The portrait with this smile by the blendshapes."""
    blendshapes = portrait.blendshapes.copy()
    blendshapes[SMILE] = smile
    return replace(portrait, blendshapes=blendshapes)


class Detector:
    """Finds the drawn face where it was drawn, or nothing."""

    def __init__(self, finds: bool = True, left: float = 90) -> None:
        self.finds, self.left, self.searches = finds, left, 0

    def detect(self, image):
        self.searches += 1
        box = Box(self.left, 60, 140, 140)
        return [Face(box, Keypoints(*[Point(160, 130)] * 6), 0.0, 0.0, 0.9)] * self.finds


class Labeller:
    """Sees the same smile in every picture."""

    def __init__(self, smile: float) -> None:
        self.smile = smile

    def look(self, image):
        return scored(replace(drawn_portrait(), image=image), self.smile)


class People:
    """Everybody is the drawn face, on one side; stands for the sources of faces."""

    def __init__(self, seen: float = 0.0, dataset: str = "london", split: Split = "train") -> None:
        self.split = split
        self.detector, self.landmarker = Detector(), Labeller(seen)
        self._sample = Sample(dataset, Path("a.jpg"), "a.jpg", "a", split, smile=0)

    def pairs(self):
        yield "london/001", drawn_portrait(), drawn_portrait(lift=0.15)

    def insides(self):
        return [Inside.of(drawn_portrait())]

    def unsmiling(self, random, london=True, at_most=1.0):
        return repeat((self._sample, drawn_portrait()))

    def smiling(self, random):
        return repeat((self._sample, drawn_portrait(lift=0.15)))


SIDES = {split: People(split=split) for split in ("train", "validation")}


@pytest.fixture
def random():
    return np.random.default_rng(1)


def test_morphs_are_labelled_by_their_depth(random):
    films = list(london_morphs(People(), 5, random))
    assert len(films) == 5
    assert all(one.frames.shape == (FRAMES, 160, 160, 3) for one in films)
    assert all(one.split == "train" and one.kind == "smile" for one in films)
    smile = np.stack([one.smile for one in films])
    assert smile.min() == 0
    assert smile.max() == 1
    assert ((smile > 0.1) & (smile < 0.9)).any()
    happy = np.stack([one.emotion[:, EMOTIONS.index("happy")] for one in films])
    np.testing.assert_allclose(happy, smile)


def test_nothing_in_the_hard_negatives_is_a_smile(random):
    films = list(hard_negatives(People(), 14, random))
    assert {one.kind for one in films} <= set(NEGATIVES)
    assert len({one.kind for one in films}) >= 3
    assert all((one.smile == 0).all() for one in films)
    for one in films:
        unmoved = one.kind in ("speech", "blink", "turn")
        assert np.isnan(one.emotion).all() != unmoved


def test_what_the_labeller_takes_for_a_smile_is_no_hard_negative(random):
    faces = People(seen=0.9)
    faces.unsmiling = lambda *_: iter([(People()._sample, drawn_portrait())] * 5)
    with pytest.raises(RuntimeError, match="StopIteration"):
        list(hard_negatives(faces, 1, random))


def test_smiling_faces_go_on_smiling(random):
    films = list(moving_smiles(People(seen=0.8), 4, random))
    assert all((one.smile == 1).all() for one in films)


def test_a_lent_smile_is_labelled_where_it_can_be_seen(random):
    films = list(lent_smiles(People(seen=0.5), 3, random))
    assert max(one.smile.max() for one in films) > 0.5
    unseen = People(seen=0.05)
    unseen.unsmiling = lambda *_, **__: iter([(People()._sample, drawn_portrait())] * 3)
    with pytest.raises(RuntimeError, match="StopIteration"):
        list(lent_smiles(unseen, 1, random))


def test_a_lent_smile_moves_the_corners_as_the_lender_did():
    lender = Smile(drawn_portrait(), drawn_portrait(lift=0.15))
    face = drawn_portrait()
    smile = LentSmile(face, lender)
    assert (smile.show(0) == face.image).all()
    moved = smile.shape(1.0)[[61, 291]] - face.landmarks[[61, 291], :2]
    assert (moved[:, 1] < -8).all()


def test_a_covered_mouth_is_no_smile_and_a_hand_alone_proves_nothing(random):
    films = list(covered_faces(People(), 12, random))
    assert {float(one.smile[0]) for one in films} == {0.0, 1.0}
    assert {one.kind for one in films} == {"cover"}


def test_a_mask_covers_the_mouth_and_not_the_eyes(random):
    portrait = drawn_portrait()
    changed = np.abs(masked(portrait, random).astype(int) - portrait.image).sum(axis=2)
    x, y = portrait.landmarks[13, :2].astype(int)
    assert changed[y, x] > 20
    assert changed[: int(portrait.landmarks[159, 1])].max() == 0


def test_a_hand_covers_its_place_and_leaves(random):
    portrait = drawn_portrait()
    cover = hand(portrait, (0.0, 0.0), random)
    x, y = portrait.landmarks[13, :2].astype(int)
    # Between two fingers a little may be seen.
    assert cover.share[y - 10 : y + 11, x - 10 : x + 11].mean() > 0.7
    gone = cover.laid_over(portrait.image, 6.0)
    assert (
        np.abs(
            gone[y - 20 : y + 20, x - 20 : x + 20].astype(int)
            - portrait.image[y - 20 : y + 20, x - 20 : x + 20]
        ).max()
        <= 1
    )


def test_the_face_is_searched_every_third_frame(random):
    detector = Detector()
    film([drawn_portrait().image] * 12, 12, detector, random)
    assert 4 <= detector.searches <= 5


def test_without_a_face_there_is_no_film(random):
    assert film([np.zeros((SIDE, SIDE, 3), np.uint8)] * 3, 3, Detector(False), random) is None


def test_somebody_else_at_the_edge_is_not_filmed(random):
    picture = drawn_portrait().image
    assert film([picture] * 3, 3, Detector(left=200), random) is None


def test_a_finished_set_is_kept_and_the_next_one_made(tmp_path, monkeypatch):
    made = []

    def maker(faces, count, random):
        made.append(count)
        yield from london_morphs(faces, count, random)

    sets = {name: (maker, {"train": count}) for name, count in (("one", 2), ("two", 3))}
    monkeypatch.setattr(making, "SETS", sets)
    making.make(SIDES, tmp_path, ["one"], 1.0, 1, again=False)
    first = np.array(read_sequences(tmp_path, "one").frames)
    making.make(SIDES, tmp_path, ["one", "two"], 1.0, 1, again=False)
    assert made == [2, 3]
    making.make(SIDES, tmp_path, ["one"], 1.0, 1, again=True)
    assert (read_sequences(tmp_path, "one").frames == first).all()


def filmed(out, counts, monkeypatch):
    monkeypatch.setattr(making, "SETS", {"films": (london_morphs, counts)})
    making.make(SIDES, out, ["films"], 1.0, 1, again=False)
    return read_sequences(out, "films")


def test_training_people_come_first_and_are_filmed_as_if_they_were_alone(tmp_path, monkeypatch):
    both = filmed(tmp_path / "both", {"train": 3, "validation": 2}, monkeypatch)
    alone = filmed(tmp_path / "alone", {"train": 3}, monkeypatch)
    other = filmed(tmp_path / "other", {"train": 1, "validation": 2}, monkeypatch)
    assert list(both.split) == ["train"] * 3 + ["validation"] * 2
    assert (both.frames[:3] == alone.frames).all()
    assert (both.frames[3:] == other.frames[1:]).all()
    assert not (both.frames[3:] == both.frames[:2]).all()


@pytest.mark.parametrize("name", making.SETS)
def test_every_set_films_validation_people_too_about_a_tenth(name):
    maker, counts = making.SETS[name]
    assert list(counts) == ["train", "validation"]
    assert counts["train"] / 12 <= counts["validation"] <= counts["train"] / 4
    faces = People(seen=0.35, split="validation")
    films = list(maker(faces, 2, np.random.default_rng(1)))
    assert {one.split for one in films} == {"validation"}


def test_no_batch_draws_a_film_of_validation_people(tmp_path, monkeypatch):
    films = filmed(tmp_path, {"train": 2, "validation": 3}, monkeypatch)
    stage = Stage(size=32, epochs=1, batch=16)
    material = Material((easy_set(),), (films,))
    draws = draw_epoch(material, Recipe((stage,), films=40), stage, np.random.default_rng(1))
    assert {film.row for draw in draws for film in draw.films} == {0, 1}
