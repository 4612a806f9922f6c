"""The network is the one the design names, to the last parameter."""

from pathlib import Path

import pytest
import torch
from torchvision.models import mobilenet_v3_small

from training.learning.network import (
    FEATURES,
    FRAMES,
    DualHeadSmileDetector,
    MirroredDetector,
    SequenceForm,
    StreamForm,
    count_parameters,
    halved,
    load_imagenet,
)


@pytest.fixture(scope="module")
def network() -> MirroredDetector:
    torch.manual_seed(7)
    return MirroredDetector().eval()


@pytest.mark.parametrize(
    ("part", "parameters"),
    [
        ("features", 927_008),
        ("project", 147_712),
        ("lstm", 790_528),
        ("smile_head", 16_513),
        ("emotion_head", 41_607),
    ],
)
def test_every_part_has_its_parameters(
    network: DualHeadSmileDetector, part: str, parameters: int
) -> None:
    assert count_parameters(getattr(network, part)) == parameters


def test_the_whole_has_1923368_parameters(network: DualHeadSmileDetector) -> None:
    assert count_parameters(network) == 1_923_368


def test_the_stream_form_says_what_the_sequence_form_says(network: DualHeadSmileDetector) -> None:
    frames = torch.rand(2, FRAMES, 3, 64, 64) * 2 - 1
    with torch.inference_mode():
        smile, emotion = SequenceForm(network)(frames)
        history = torch.stack(
            [network.look(halved(frames[:, step])) for step in range(FRAMES - 1)], dim=1
        )
        streamed_smile, streamed_emotion, features = StreamForm(network)(frames[:, -1], history)
    assert features.shape == (2, FEATURES)
    assert torch.allclose(smile, streamed_smile, atol=1e-5)
    assert torch.allclose(emotion, streamed_emotion, atol=1e-5)


def test_what_the_files_see_is_the_same_in_a_mirror(monkeypatch: pytest.MonkeyPatch) -> None:
    def one_sided(self: DualHeadSmileDetector, frame: torch.Tensor) -> torch.Tensor:
        left = frame[..., : frame.shape[-1] // 2].mean(dim=(1, 2, 3))
        return left[:, None].expand(-1, FEATURES)

    monkeypatch.setattr(DualHeadSmileDetector, "look", one_sided)
    once, twice, frames = DualHeadSmileDetector(), MirroredDetector(), torch.rand(2, 3, 64, 64)
    assert not torch.allclose(once.look(frames), once.look(frames.flip(3)))
    assert twice.look(frames).shape == (2, FEATURES)
    assert torch.allclose(twice.look(frames), twice.look(frames.flip(3)))
    assert torch.allclose(twice.look(frames)[:, 0], frames.mean(dim=(1, 2, 3)))


def test_a_frame_changed_in_the_past_changes_the_verdict(network: DualHeadSmileDetector) -> None:
    frames = torch.rand(1, FRAMES, 3, 64, 64) * 2 - 1
    other = frames.clone()
    other[:, 0] = -other[:, 0]
    with torch.inference_mode():
        assert not torch.equal(network(frames)[1], network(other)[1])


def test_imagenet_weights_of_another_network_are_refused(
    network: DualHeadSmileDetector, tmp_path: Path
) -> None:
    file = tmp_path / "weights.pth"
    torch.save({"0.0.weight": torch.zeros(16, 3, 3, 3), "99.bias": torch.zeros(1)}, file)
    with pytest.raises(RuntimeError, match="does not fit"):
        load_imagenet(DualHeadSmileDetector(), file)


def test_imagenet_weights_start_the_eye(network: DualHeadSmileDetector, tmp_path: Path) -> None:
    file = tmp_path / "weights.pth"
    torch.save(network.features.state_dict(), file)
    fresh = DualHeadSmileDetector()
    load_imagenet(fresh, file)
    assert torch.equal(fresh.features[0][0].weight, network.features[0][0].weight)


def test_torchvision_s_whole_file_starts_the_eye_as_well(tmp_path: Path) -> None:
    torch.manual_seed(3)
    published = mobilenet_v3_small(weights=None)
    torch.save(published.state_dict(), tmp_path / "whole.pth")
    fresh = DualHeadSmileDetector()
    load_imagenet(fresh, tmp_path / "whole.pth")
    for own, theirs in zip(
        fresh.features.parameters(), published.features.parameters(), strict=True
    ):
        assert torch.equal(own, theirs)
