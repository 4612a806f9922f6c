"""Teachers answer like the network they teach, at small picture sizes, from given weights."""

from pathlib import Path

import pytest
import torch
from torchvision import models

from laughgame.vision.model_card import FRAMES
from training.learning.network import count_parameters
from training.teaching.efficientnet_lite import FIRST
from training.teaching.teachers import EYES, IMAGENET_MEAN, IMAGENET_STD, Teacher, load_imagenet


@pytest.fixture(autouse=True, scope="module")
def one_thread():
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="module")
def resnet() -> Teacher:
    torch.manual_seed(1)
    return Teacher("resnet18").eval()


@pytest.mark.parametrize("name", EYES)
def test_every_teacher_answers_stills_and_then_sequences(name: str) -> None:
    teacher = Teacher(name).eval()
    with torch.inference_mode():
        smile, emotion = teacher.answers(torch.rand(2, 3, 48, 48), torch.rand(1, FRAMES, 3, 48, 48))
    assert smile.shape == (3,)
    assert emotion.shape == (3, 7)
    assert emotion.isfinite().all()


def test_vgg_comes_without_the_wide_layers() -> None:
    assert 19e6 < count_parameters(Teacher("vgg19")) < 21e6


def test_a_sequence_is_judged_by_its_last_frame(resnet: Teacher) -> None:
    sequence = torch.rand(1, FRAMES, 3, 48, 48)
    other = sequence.clone()
    other[:, :-1] = 0
    none = torch.empty(0, 3, 48, 48)
    with torch.inference_mode():
        expected = resnet(sequence[:, -1])[1]
        assert torch.equal(resnet.answers(none, sequence)[1], expected)
        assert torch.equal(resnet.answers(none, other)[1], expected)


def test_both_heads_teach_the_eye() -> None:
    teacher = Teacher("efficientnet_b0")
    for head in (0, 1):
        teacher.zero_grad()
        teacher(torch.rand(2, 3, 48, 48))[head].sum().backward()
        assert teacher.eye.features[0][0].weight.grad.abs().sum() > 0


def test_pictures_reach_the_eye_as_imagenet_weights_expect_them(resnet: Teacher) -> None:
    seen = []
    handle = resnet.eye.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0]))
    resnet(torch.full((1, 3, 32, 32), -1.0))
    resnet(torch.full((1, 3, 32, 32), 1.0))
    handle.remove()
    mean, std = torch.tensor(IMAGENET_MEAN), torch.tensor(IMAGENET_STD)
    assert torch.allclose(seen[0][0, :, 0, 0], -mean / std, atol=1e-5)
    assert torch.allclose(seen[1][0, :, 0, 0], (1 - mean) / std, atol=1e-5)


def test_torchvision_weights_start_the_eye(tmp_path: Path) -> None:
    published = models.resnet18(weights=None)
    torch.save(published.state_dict(), tmp_path / "resnet18.pth")
    teacher = Teacher("resnet18")
    load_imagenet(teacher, tmp_path / "resnet18.pth")
    assert torch.equal(teacher.eye.layer4[1].conv2.weight, published.layer4[1].conv2.weight)


def published_lite() -> dict[str, torch.Tensor]:
    """Weights as the package has them: the same order, other names, a thousand classes."""
    own = Teacher("efficientnet_lite0").eye.state_dict()
    state = {f"_layer.{number}": value + 1 for number, value in enumerate(own.values())}
    renamed = {FIRST if name == "_layer.0" else name: value for name, value in state.items()}
    return renamed | {"_fc.weight": torch.zeros(1000, 1280), "_fc.bias": torch.zeros(1000)}


def test_lite_takes_its_published_weights_by_their_order(tmp_path: Path) -> None:
    state = published_lite()
    torch.save(state, tmp_path / "lite0.pth")
    teacher = Teacher("efficientnet_lite0")
    load_imagenet(teacher, tmp_path / "lite0.pth")
    assert torch.equal(teacher.eye.features[0][0].weight, state[FIRST])
    last = [value for name, value in state.items() if not name.startswith("_fc")][-1]
    assert torch.equal(list(teacher.eye.state_dict().values())[-1], last)


def test_lite_has_neither_squeeze_and_excitation_nor_silu() -> None:
    kinds = {type(module).__name__ for module in Teacher("efficientnet_lite0").modules()}
    assert "ReLU6" in kinds
    assert not kinds & {"SqueezeExcitation", "SiLU"}


def test_lite_s_weights_fit_no_other_network(tmp_path: Path) -> None:
    torch.save(published_lite(), tmp_path / "lite0.pth")
    with pytest.raises(ValueError, match="EfficientNet-Lite0"):
        load_imagenet(Teacher("resnet18"), tmp_path / "lite0.pth")


def test_weights_of_another_network_are_refused(tmp_path: Path) -> None:
    torch.save(models.resnet18(weights=None).state_dict(), tmp_path / "resnet18.pth")
    teacher = Teacher("resnet50")
    before = teacher.eye.conv1.weight.clone()
    with pytest.raises(ValueError, match="does not fit"):
        load_imagenet(teacher, tmp_path / "resnet18.pth")
    assert torch.equal(teacher.eye.conv1.weight, before), "nothing is loaded by halves"
