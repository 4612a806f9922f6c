"""Sequences made from stills end in the still, whatever came before."""

import torch

from laughgame.vision.model_card import FRAMES
from training.sequences.stills import JITTER, from_stills, held


def looks(count: int = 400) -> torch.Tensor:
    return torch.randn(count, 256, generator=torch.Generator().manual_seed(3))


def test_a_held_look_is_five_equal_frames() -> None:
    sequence = held(looks(4))
    assert sequence.shape == (4, FRAMES, 256)
    assert (sequence == sequence[:, :1]).all()


def test_the_last_frame_is_the_still_up_to_jitter() -> None:
    features = looks()
    sequence = from_stills(features, torch.Generator().manual_seed(1))
    difference = (sequence[:, -1] - features).std()
    assert abs(float(difference) - JITTER) < 0.02


def test_some_sequences_come_from_another_look_and_some_are_held() -> None:
    features = looks()
    sequence = from_stills(features, torch.Generator().manual_seed(1))
    moved = (sequence[:, 0] - features).norm(dim=1) > 8
    assert 0.2 < moved.float().mean() < 0.6


def test_gradients_reach_the_looks() -> None:
    features = looks(8).requires_grad_()
    from_stills(features, torch.Generator().manual_seed(1)).sum().backward()
    assert features.grad.abs().sum() > 0
