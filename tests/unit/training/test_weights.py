"""Weights that are damaged or another network's are named, and change nothing."""

from pathlib import Path

import pytest
import torch
from torch import nn

from training import export
from training.faultfinding.probe import ImageNetEye
from training.learning.network import DualHeadSmileDetector
from training.learning.weights import load_weights, read_weights
from training.teaching.teachers import Teacher, load_imagenet
from training.train import start_from


@pytest.fixture(autouse=True, scope="module")
def one_thread():
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="module")
def resnet() -> Teacher:
    return Teacher("resnet18")


def damaged(file: Path, how: str) -> Path:
    """Write weights that were cut short, are empty, or never were any."""
    torch.save(nn.Linear(40, 50).state_dict(), file)
    whole = file.read_bytes()
    content = {"cut": whole[: len(whole) // 2], "empty": b"", "text": b"<html>not found</html>"}
    file.write_bytes(content[how])
    return file


@pytest.mark.parametrize("how", ["cut", "empty", "text"])
def test_damaged_weights_are_named_whoever_reads_them(
    how: str, resnet: Teacher, tmp_path: Path
) -> None:
    file = damaged(tmp_path / "averaged.pt", how)
    readers = (
        lambda: read_weights(file),
        lambda: load_imagenet(DualHeadSmileDetector(), file),
        lambda: load_imagenet(resnet, file),
        lambda: start_from(resnet, tmp_path),
        lambda: export.load_network(tmp_path),
        lambda: ImageNetEye(file),
    )
    for read in readers:
        with pytest.raises(ValueError, match=r"averaged\.pt holds no weights"):
            read()


def test_what_is_no_state_dict_is_named(tmp_path: Path) -> None:
    for content in ([1, 2], {"epoch": 3}):
        torch.save(content, tmp_path / "last.pt")
        with pytest.raises(ValueError, match=r"last\.pt holds no weights"):
            read_weights(tmp_path / "last.pt")


def test_weights_that_are_not_there_are_missing_rather_than_wrong(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="weights"):
        read_weights(tmp_path / "weights.pth")


def test_the_weights_of_another_network_are_named_and_none_is_taken(
    resnet: Teacher, tmp_path: Path
) -> None:
    torch.save(resnet.state_dict(), tmp_path / "averaged.pt")
    network = DualHeadSmileDetector()
    before = {key: value.clone() for key, value in network.state_dict().items()}
    for read in (
        lambda: start_from(network, tmp_path),
        lambda: export.load_network(tmp_path),
    ):
        with pytest.raises(ValueError, match=r"averaged\.pt .* another network than \w+Detector"):
            read()
    assert all(torch.equal(value, before[key]) for key, value in network.state_dict().items())


def test_a_layer_of_another_width_is_another_network(tmp_path: Path) -> None:
    torch.save(nn.Linear(4, 5).state_dict(), tmp_path / "linear.pt")
    with pytest.raises(ValueError, match=r"linear\.pt .* 2 of another shape"):
        load_weights(nn.Linear(4, 6), tmp_path / "linear.pt")


def test_imagenet_s_weights_of_another_eye_are_named(resnet: Teacher, tmp_path: Path) -> None:
    file = tmp_path / "resnet18.pth"
    torch.save(resnet.eye.state_dict(), file)
    for read in (lambda: load_imagenet(DualHeadSmileDetector(), file), lambda: ImageNetEye(file)):
        with pytest.raises(ValueError, match=r"resnet18\.pth"):
            read()


def test_exporting_them_is_bad_usage(
    resnet: Teacher, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    torch.save(resnet.state_dict(), tmp_path / "averaged.pt")
    with pytest.raises(SystemExit, match="2"):
        export.main([str(tmp_path), "--out", str(tmp_path / "models")])
    assert "averaged.pt" in capsys.readouterr().err
    assert not (tmp_path / "models").exists()
