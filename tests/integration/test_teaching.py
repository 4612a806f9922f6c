"""From teachers to a student that heard them, by the commands, on small sets made here."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from tqdm import tqdm

from laughgame.game.reading import EMOTIONS
from tests.unit.training.easy_sets import easy_set
from training import distill, ensemble
from training import train as train_command
from training.experiments.experiment import read_config, read_metrics
from training.pictures.manifest import COLUMNS
from training.teaching.teachers import build

# The progress bar's monitor would be a thread that outlives its test.
tqdm.monitor_interval = 0

RECIPE = """
seed = 3
averaging = 0.5
[[stages]]
size = 32
epochs = 1
batch = 16
"""


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> Iterator[None]:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture
def prepared(tmp_path: Path) -> Path:
    """A folder as ``training.prepare`` leaves it, with one set."""
    folder, one = tmp_path / "prepared", easy_set("fer2013", 48)
    folder.mkdir()
    np.save(folder / "fer2013.npy", one.crops)
    with (folder / "fer2013.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="")
        writer.writeheader()
        for row, name in enumerate(one.names):
            shares = dict(zip(EMOTIONS, one.emotion[row], strict=True))
            label, smile = EMOTIONS[one.label[row]], int(one.smile[row])
            masks = {"smile_mask": 1, "emotion_mask": 1, "tight": 0, "face": 1}
            facts = {"file": name, "split": one.split[row], "smile": smile, "label": label}
            writer.writerow(facts | masks | shares)
    return folder


def test_a_student_hears_teachers_who_heard_the_labels(prepared: Path, tmp_path: Path) -> None:
    recipe = tmp_path / "recipe.toml"
    recipe.write_text(RECIPE)
    common = ["--prepared", str(prepared), "--sets", "fer2013"]
    taught = [*common, "--recipe", str(recipe), "--workers", "0"]
    runs = [tmp_path / "efficientnet_b0", tmp_path / "dual_head"]
    for run in runs:
        assert train_command.main([*taught, "--network", run.name, "--run", str(run)]) == 0
        assert read_config(run)["recipe"]["network"] == run.name
    out = tmp_path / "ensemble"
    members = ["--members", *map(str, runs), "--views", "2", "--plain"]
    assert ensemble.main([*common, *members, "--out", str(out)]) == 0
    about = json.loads((out / "ensemble.json").read_text(encoding="utf-8"))
    assert [member["name"] for member in about["members"]] == [run.name for run in runs]
    assert about["figures"]["validation"]["ensemble"]["fer2013_emotion"]["count"] > 0
    student, labels = tmp_path / "student", str(out / "soft_labels.npz")
    begun = ["--start", str(runs[1]), "--run", str(student)]
    assert distill.main([*taught, *begun, "--labels", labels, "--share", "0.7"]) == 0
    config = read_config(student)
    assert config["recipe"]["distill"] == {"share": 0.7, "temperature": 2.0}
    assert config["data"]["taught"], "whose words were heard is told by what they are"
    assert config["data"]["taught"], "which teachers it heard is part of its data"
    assert np.isfinite(read_metrics(student)[0]["loss"])
    build("dual_head").load_state_dict(torch.load(student / "averaged.pt", weights_only=True))


def test_what_cannot_be_trained_is_told(
    prepared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recipe = tmp_path / "recipe.toml"
    recipe.write_text(RECIPE)
    common = ["--prepared", str(prepared), "--sets", "fer2013"]
    with pytest.raises(SystemExit, match="2"):
        train_command.main(
            [*common, "--recipe", str(recipe), "--network", "vgg11", "--run", str(tmp_path / "run")]
        )
    assert "no network is called vgg11; there are dual_head, vgg19" in capsys.readouterr().err
    assert not (tmp_path / "run").exists()
    with pytest.raises(SystemExit, match="2"):
        ensemble.main([*common, "--members", str(tmp_path / "none"), "--out", str(tmp_path / "o")])
    assert "averaged.pt" in capsys.readouterr().err
