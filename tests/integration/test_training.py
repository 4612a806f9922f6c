"""From labelled pictures to two model files, on small data made here."""

import csv
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import cv2
import matplotlib.cbook
import numpy as np
import onnxruntime
import pytest
import skimage.data
import torch
from tqdm import tqdm

from laughgame.vision.face_crop import crop_face
from laughgame.vision.face_detector import FaceDetector, largest
from laughgame.vision.frame import Image
from laughgame.vision.laugh_model import LaughModel
from tests.training_data import write_all
from training import evaluate
from training import prepare as prepare_command
from training import train as train_command
from training.data import LOADERS
from training.export import export, write_accuracy
from training.learning.batches import Material, scaled
from training.learning.engine import Engine, NonFiniteLossError
from training.learning.network import DualHeadSmileDetector, SequenceForm
from training.learning.recipe import Recipe, Stage
from training.pictures.prepared import Prepared, read_prepared
from training.places import DETECTOR, MODELS
from training.scoring.predictions import Predictions, load_predictions
from training.train import train

# The progress bar's monitor would be a thread that outlives its test.
tqdm.monitor_interval = 0

TINY = Recipe(stages=(Stage(size=32, epochs=1, batch=8), Stage(size=64, epochs=1, batch=8)))


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> Iterator[None]:
    """Networks this small only lose time to threads that wait for each other."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_all(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def prepared(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prepared")
    assert prepare_command.main(["--data", str(data), "--out", str(folder)]) == 0
    return folder


@pytest.fixture
def sets(prepared: Path) -> list[Prepared]:
    return [read_prepared(prepared, name) for name in LOADERS]


@pytest.fixture
def material(sets: list[Prepared]) -> Material:
    return Material(tuple(sets))


@pytest.fixture(scope="module")
def face_crops() -> list[Image]:
    """Five crops of real faces: a closed mouth, a broad smile, and between them."""
    with matplotlib.cbook.get_sample_data("grace_hopper.jpg", asfileobj=True) as file:
        encoded = np.frombuffer(file.read(), np.uint8)
    pictures = [cv2.imdecode(encoded, cv2.IMREAD_COLOR_RGB), skimage.data.astronaut()]
    with FaceDetector(DETECTOR) as detector:
        straight, smile = (crop_face(p, largest(detector.detect(p))) for p in pictures)
    return [straight, smile, smile[:, ::-1].copy(), straight[:, ::-1].copy(), smile // 2]


@pytest.fixture(scope="module")
def network() -> DualHeadSmileDetector:
    """Untrained, but with the spread of outputs that a trained one has."""
    torch.manual_seed(5)
    network = DualHeadSmileDetector().eval()
    with torch.no_grad():
        network.project.weight.mul_(30)
    return network


@pytest.fixture(scope="module")
def exported(
    network: DualHeadSmileDetector, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path]:
    return export(network, tmp_path_factory.mktemp("exported"))


def test_preparing_keeps_labels_masks_and_sides(sets: list[Prepared]) -> None:
    by_name = {prepared.name: prepared for prepared in sets}
    assert by_name["genki4k"].crops.shape[1:] == (2, 160, 160, 3)
    assert by_name["smiles"].crops.shape[-1] == 1, "a gray set keeps one channel"
    assert np.isnan(by_name["genki4k"].emotion).all(), "GENKI-4K has no emotions"
    assert np.allclose(by_name["fer2013"].emotion.sum(axis=1), 1)
    assert by_name["fer2013"].train.sum() == 8
    assert by_name["smiles"].tight.all()
    assert set(by_name["fer2013"].split) == {"train", "validation"}
    assert by_name["london"].names[0] == "images/000_03.jpg"
    for one in sets:
        assert (one.split[one.train] == "train").all(), "rejects of that side stay out as well"


def test_a_manifest_that_does_not_fit_its_crops_is_refused(prepared: Path, tmp_path: Path) -> None:
    shutil.copytree(prepared, tmp_path / "cut")
    manifest = tmp_path / "cut" / "london.csv"
    manifest.write_text("".join(manifest.read_text().splitlines(keepends=True)[:-2]))
    with pytest.raises(ValueError, match="12 crops but 10 labels"):
        read_prepared(tmp_path / "cut", "london")


def test_preparing_one_set_again_leaves_the_others(data: Path, tmp_path: Path) -> None:
    for chosen in ("smiles", "london"):
        arguments = ["--data", str(data), "--out", str(tmp_path), "--sets", chosen]
        assert prepare_command.main(arguments) == 0
    assert len(read_prepared(tmp_path, "smiles").smile) == 12


def test_preparing_a_folder_without_the_sets_says_which(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "smiles").mkdir()
    with pytest.raises(SystemExit) as stop:
        prepare_command.main(
            ["--data", str(tmp_path), "--sets", "london", "smiles", "--out", str(tmp_path / "out")]
        )
    assert stop.value.code == 2
    assert "named: london, smiles; it has: none" in capsys.readouterr().err


def test_a_run_leaves_its_config_metrics_curves_and_weights(
    material: Material, tmp_path: Path
) -> None:
    weights = train(material, TINY, tmp_path, workers=0)
    config = json.loads((tmp_path / "config.json").read_text())
    assert config["recipe"]["stages"][0]["size"] == 32
    with (tmp_path / "metrics.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert [row["epoch"] for row in rows] == ["1", "2"]
    assert 0 <= float(rows[-1]["fer2013_emotion"]) <= 1
    for picture in ("curves", "confusion", "roc", "reliability"):
        assert cv2.imread(str(tmp_path / f"{picture}.png")) is not None, picture
    kept = load_predictions(tmp_path / "validation.npz")
    held_out = sum(int((one.split == "validation").sum()) for one in material.stills)
    assert len(kept) == held_out
    assert float(rows[-1]["validation_loss"]) > 0
    DualHeadSmileDetector().load_state_dict(torch.load(weights, weights_only=True))


def test_a_resumed_run_ends_where_an_unbroken_one_does(
    material: Material, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unbroken = torch.load(
        train(material, TINY, tmp_path / "unbroken", workers=0), weights_only=True
    )
    validate = Engine.validate
    calls = []

    def dies_in_the_second_epoch(self: Engine, *arguments: object) -> Predictions:
        calls.append(arguments)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return validate(self, *arguments)

    monkeypatch.setattr(Engine, "validate", dies_in_the_second_epoch)
    with pytest.raises(KeyboardInterrupt):
        train(material, TINY, tmp_path / "broken", workers=0)
    resumed = torch.load(train(material, TINY, tmp_path / "broken", workers=0), weights_only=True)
    assert all(torch.equal(unbroken[key], resumed[key]) for key in unbroken)


def test_a_folder_of_another_run_is_not_overwritten(material: Material, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ValueError, match=r"another run.*recipe"):
        train(material, TINY, tmp_path, workers=0)
    assert (tmp_path / "config.json").read_text() == "{}"


def test_a_loss_that_leaves_the_numbers_stops_the_run(
    material: Material, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = DualHeadSmileDetector.look
    monkeypatch.setattr(DualHeadSmileDetector, "look", lambda self, f: broken(self, f) * torch.inf)
    with pytest.raises(NonFiniteLossError):
        train(material, TINY, tmp_path, workers=0)
    assert not (tmp_path / "last.pt").exists()


def test_training_learns_a_difference_it_can_see(tmp_path: Path) -> None:
    """Bright pictures smile, dark ones do not: a few steps must tell them apart."""
    random = np.random.default_rng(2)
    smile = np.tile([0.0, 1.0], 40).astype(np.float32)
    level = np.where(smile > 0, 200, 55)[:, None, None, None, None]
    noise = random.integers(-30, 30, (80, 2, 32, 32, 1))
    made = Prepared(
        name="genki4k",
        crops=(level + noise).astype(np.uint8),
        smile=smile,
        emotion=np.full((80, 7), np.nan, np.float32),
        label=np.full(80, -1),
        tight=np.zeros(80, bool),
        train=np.arange(80) < 60,
        split=np.where(np.arange(80) < 60, "train", "validation"),
        names=np.arange(80).astype(str),
    )
    recipe = Recipe(
        stages=(Stage(size=32, epochs=4, batch=20),), repeats={"genki4k": 4}, averaging=0.8
    )
    train(Material((made,)), recipe, tmp_path, workers=0)
    with (tmp_path / "metrics.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert float(rows[-1]["loss"]) < float(rows[0]["loss"]) / 2
    assert float(rows[-1]["genki4k_smile_roc_auc"]) > 0.95


def test_pytorch_and_onnx_agree_on_real_crops(
    network: DualHeadSmileDetector, exported: tuple[Path, Path], face_crops: list[Image]
) -> None:
    frames = scaled(torch.from_numpy(np.stack(face_crops)).permute(0, 3, 1, 2))[None]
    session = onnxruntime.InferenceSession(exported[0], providers=["CPUExecutionProvider"])
    smile, emotion = session.run(None, {"frames": frames.contiguous().numpy()})
    with torch.inference_mode():
        expected_smile, expected_emotion = SequenceForm(network)(frames)
    assert np.abs(expected_smile.numpy() - smile).max() < 1e-4
    assert np.abs(expected_emotion.numpy() - emotion).max() < 1e-4


@pytest.mark.parametrize("models", ["exported", "shipped"])
def test_the_stream_form_equals_the_sequence_form_fed_the_same_five_crops(
    models: str, exported: tuple[Path, Path], face_crops: list[Image]
) -> None:
    folder = exported[0].parent if models == "exported" else MODELS
    sequence = LaughModel(folder / "dual_head.onnx")
    stream = LaughModel(folder / "dual_head_stream.onnx")
    for crop in face_crops:
        expected, found = sequence.read(crop), stream.read(crop)
        assert found.smile == pytest.approx(expected.smile, abs=1e-4)
        assert found.emotions == pytest.approx(expected.emotions, abs=1e-4)


def test_an_export_that_fails_leaves_the_old_models(
    network: DualHeadSmileDetector, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "dual_head.onnx").write_bytes(b"the old one")
    monkeypatch.setattr("training.export.TOLERANCE", -1.0)
    with pytest.raises(ValueError, match="differs from PyTorch"):
        export(network, tmp_path)
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["dual_head.onnx"]
    assert (tmp_path / "dual_head.onnx").read_bytes() == b"the old one"


def test_a_model_file_carries_its_card_and_takes_its_figures(exported: tuple[Path, Path]) -> None:
    for file in exported:
        write_accuracy(file, {"genki4k_smile": 0.95})
        card = LaughModel(file).card
        assert card.parameters == 1_923_368
        assert card.accuracy == {"genki4k_smile": 0.95}
        assert 7.6e6 < file.stat().st_size < 7.8e6


def test_evaluating_goes_through_the_runtime_and_fails_where_it_falls_short(
    data: Path, exported: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--data", str(data), "--model", str(exported[1]), "--out", str(tmp_path)]
    assert evaluate.main(arguments) == 0
    report = json.loads((tmp_path / "report.json").read_text())
    fer = report["sets"]["fer2013"]
    assert fer["pictures"] == fer["taken_whole"] == 4, "patterns hold no face, so all are whole"
    assert report["sets"]["london"]["smile"]["accuracy"] == 0, "an unseen face is not right"
    assert 0 <= report["accuracy"]["fer2013_emotion"] <= 1
    assert evaluate.main([*arguments, "--at-least", "london_smile=0.5"]) == 1
    assert "missed: london_smile is 0.0" in capsys.readouterr().out


def test_training_from_the_command_line_names_what_is_wrong(
    prepared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recipe = tmp_path / "odd.toml"
    recipe.write_text("speed = 3\n[[stages]]\nsize = 32\nepochs = 1\n")
    arguments = ["--prepared", str(prepared), "--run", str(tmp_path / "run")]
    with pytest.raises(SystemExit) as stop:
        train_command.main([*arguments, "--recipe", str(recipe)])
    assert stop.value.code == 2
    assert "speed" in capsys.readouterr().err


def test_a_wrong_start_leaves_the_folder_to_the_right_one(
    material: Material, tmp_path: Path
) -> None:
    with pytest.raises(FileNotFoundError):
        train(material, TINY, tmp_path / "run", start=tmp_path / "missing.pth", workers=0)
    assert train(material, TINY, tmp_path / "run", workers=0).is_file()


def test_a_set_that_is_not_prepared_is_named_beside_those_that_are(
    prepared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--prepared", str(prepared), "--run", str(tmp_path / "run")]
    with pytest.raises(SystemExit) as stop:
        train_command.main([*arguments, "--recipe", "quick", "--sets", "korean"])
    assert stop.value.code == 2
    said = capsys.readouterr().err
    assert "korean" in said
    assert "genki4k" in said
