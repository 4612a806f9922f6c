"""A model file names the data its weights come from, and no other."""

from pathlib import Path

import onnx
import torch

from training.experiments.experiment import keep_config
from training.experiments.provenance import FILMED, PHOTOGRAPHED, TITLES, provenance
from training.export import main
from training.learning.network import DualHeadSmileDetector
from training.places import WEIGHTS
from training.sequences.make import SETS
from training.sequences.sources import SETS as SOURCES

SHIPPED = (
    "GENKI-4K, SMILEs and its press faces, FER2013 with FER+ votes,"
    " Face Research Lab London Set, films of the illustrated actor"
)


def kept(folder: Path, *sets: str, start: Path | None = None) -> Path:
    """The folder of a run that learned from these sets."""
    folder.mkdir()
    (folder / WEIGHTS).write_bytes(folder.name.encode())
    data = {"all": "0", "sets": {name: {"count": 1} for name in sets}}
    keep_config(folder, {"seed": 1}, data, None if start is None else start / WEIGHTS)
    return folder


def test_the_shipped_sets_are_told_as_the_card_tells_them(tmp_path: Path) -> None:
    found = provenance(kept(tmp_path / "run", *TITLES, *FILMED))
    assert found.training_data == SHIPPED
    assert found.licence == "Apache-2.0; training data given for research, see models/README.md"


def test_films_are_known_by_the_photographs_they_are_made_of() -> None:
    assert FILMED.keys() == {f"{name}.sequences" for name in SETS}
    assert set(PHOTOGRAPHED) == set(SOURCES)


def test_a_set_of_one_s_own_is_told_and_nothing_else_is_claimed(tmp_path: Path) -> None:
    found = provenance(kept(tmp_path / "run", "korean", "press_faces", "taken.sequences"))
    assert found.training_data == "press faces of SMILEs, korean, films of taken"
    assert "givers' terms" in found.licence


def test_what_the_phases_before_learned_counts_while_their_weights_lie_there(
    tmp_path: Path,
) -> None:
    first = kept(tmp_path / "pretrain", "fer2013")
    last = kept(tmp_path / "finetune", "london", start=first)
    assert provenance(last).training_data == "FER2013 with FER+ votes, Face Research Lab London Set"
    (first / WEIGHTS).write_bytes(b"of another run")
    assert provenance(last).training_data == "Face Research Lab London Set"


def test_without_a_record_nothing_is_told(tmp_path: Path) -> None:
    assert provenance(tmp_path).training_data == ""


def test_both_exported_files_carry_it(tmp_path: Path) -> None:
    torch.manual_seed(1)
    run = kept(tmp_path / "run", "korean")
    torch.save(DualHeadSmileDetector().state_dict(), run / WEIGHTS)
    assert main([str(run), "--out", str(run / "models")]) == 0
    files = list((run / "models").glob("*.onnx"))
    assert len(files) == 2
    for file in files:
        told = {entry.key: entry.value for entry in onnx.load(file).metadata_props}
        assert told["training_data"] == "korean"
        assert told["licence"].startswith("Apache-2.0; ")
