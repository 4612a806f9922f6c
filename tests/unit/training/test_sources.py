"""Whose faces may be filmed: training people and validation people, never together."""

import shutil
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from tests.training_data import write_all
from tests.unit.training.drawn_face import drawn_portrait
from training.data.sample import Sample
from training.data.splits import Split
from training.pictures.manifest import rewrite_manifest
from training.prepare import main as prepare
from training.sequences.portrait import Portrait
from training.sequences.sources import SETS, SIDES, Faces, filmable


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("films")
    data, prepared = write_all(folder / "data", each=40), folder / "prepared"
    assert prepare(["--data", str(data), "--out", str(prepared), "--sets", *SETS]) == 0
    for name in SETS:
        # The patterns hold no faces, and were rejected for it.
        rewrite_manifest(prepared / f"{name}.csv", lambda _, row: row | {"reject": ""})
    return data, prepared


@pytest.fixture
def folders(made: tuple[Path, Path], tmp_path: Path) -> tuple[Path, Path]:
    return made[0], shutil.copytree(made[1], tmp_path / "prepared")


@pytest.mark.parametrize("split", SIDES)
def test_only_people_of_the_side_are_filmed(folders: tuple[Path, Path], split: Split) -> None:
    for samples in filmable(*folders, split).values():
        assert samples
        assert {sample.split for sample in samples} == {split}


def test_no_test_person_is_filmed() -> None:
    assert "test" not in SIDES


def test_a_person_is_on_one_side(folders: tuple[Path, Path]) -> None:
    taught, chosen_by = (
        {(name, one.group) for name, ones in filmable(*folders, split).items() for one in ones}
        for split in SIDES
    )
    assert not taught & chosen_by


@pytest.mark.parametrize("split", SIDES)
def test_a_reject_does_not_come_back_as_a_film(folders: tuple[Path, Path], split: Split) -> None:
    data, prepared = folders
    victim = filmable(data, prepared, split)["genki4k"][0]
    rewrite_manifest(
        prepared / "genki4k.csv",
        lambda _, row: row | {"reject": "copy" if row["file"] == victim.name else ""},
    )
    assert victim.name not in {one.name for one in filmable(data, prepared, split)["genki4k"]}


def test_everything_a_film_is_made_of_comes_from_its_side(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Faces, the lenders of smiles and the teeth: all pass through the one place that looks."""
    looked_at: list[Sample] = []

    def look(sample: Sample) -> Portrait:
        looked_at.append(sample)
        portrait = drawn_portrait()
        portrait.blendshapes[:] = sample.smile == 1
        return portrait

    for split in SIDES:
        faces = Faces(*folders, split, detector=None, landmarker=None)
        monkeypatch.setattr(faces, "_portrait", look)
        looked_at.clear()
        assert list(faces.pairs())
        faces.insides()
        random = np.random.default_rng(1)
        for source in (faces.unsmiling(random), faces.smiling(random)):
            list(islice(source, 30))
        assert {sample.split for sample in looked_at} == {split}


def test_a_side_without_people_is_an_error(folders: tuple[Path, Path]) -> None:
    rewrite_manifest(folders[1] / "london.csv", lambda _, row: row | {"reject": "drawing"})
    with pytest.raises(ValueError, match="london: nobody of the validation side"):
        filmable(*folders, "validation")


def test_films_want_the_sets_prepared_first(folders: tuple[Path, Path], tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="london"):
        filmable(folders[0], tmp_path / "none", "train")
