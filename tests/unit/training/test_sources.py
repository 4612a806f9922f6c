"""Whose faces may be filmed: those that stills are trained on."""

from pathlib import Path

import pytest

from tests.training_data import write_all
from training.manifest import rewrite_manifest
from training.prepare import main as prepare
from training.sequences.sources import SETS, trained_on


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    data, prepared = write_all(tmp_path / "data", each=40), tmp_path / "prepared"
    assert prepare(["--data", str(data), "--out", str(prepared), "--sets", *SETS]) == 0
    for name in SETS:
        # The patterns hold no faces, and were rejected for it.
        rewrite_manifest(prepared / f"{name}.csv", lambda _, row: row | {"reject": ""})
    return data, prepared


def test_nobody_held_out_is_filmed(folders: tuple[Path, Path]) -> None:
    for samples in trained_on(*folders).values():
        assert samples
        assert all(sample.split == "train" for sample in samples)


def test_a_reject_does_not_come_back_as_a_film(folders: tuple[Path, Path]) -> None:
    data, prepared = folders
    victim = trained_on(data, prepared)["genki4k"][0]
    rewrite_manifest(
        prepared / "genki4k.csv",
        lambda _, row: row | {"reject": "copy" if row["file"] == victim.name else ""},
    )
    assert victim.name not in {one.name for one in trained_on(data, prepared)["genki4k"]}


def test_films_want_the_sets_prepared_first(folders: tuple[Path, Path], tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="london"):
        trained_on(folders[0], tmp_path)
