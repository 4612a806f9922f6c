"""Only labels that exist count, and each head's loss is a mean over its own."""

import math

import pytest
import torch

from training.losses import Targets, multi_task_loss

NAN = float("nan")


def targets(smile: list[float], emotion: list[int | None]) -> Targets:
    rows = [
        torch.full((7,), NAN) if index is None else torch.eye(7)[index].float() for index in emotion
    ]
    return Targets(torch.tensor(smile), torch.stack(rows))


def test_each_head_is_a_sum_over_the_labelled_divided_by_their_number() -> None:
    smile_logits = torch.tensor([2.0, -1.0, 0.5])
    emotion_logits = torch.randn(3, 7, generator=torch.Generator().manual_seed(1))
    parts = multi_task_loss(smile_logits, emotion_logits, targets([1.0, NAN, 0.0], [None, 3, None]))
    expected_smile = (math.log(1 + math.exp(-2.0)) + math.log(1 + math.exp(0.5))) / 2
    expected_emotion = -torch.log_softmax(emotion_logits[1], 0)[3].item()
    assert parts.smile.item() == pytest.approx(expected_smile, rel=1e-5)
    assert parts.emotion.item() == pytest.approx(expected_emotion, rel=1e-5)


def test_the_weights_weigh_the_heads() -> None:
    logits = torch.zeros(1), torch.zeros(1, 7)
    labels = targets([1.0], [0])
    parts = multi_task_loss(*logits, labels, smile_weight=2.0, emotion_weight=0.5)
    assert parts.total.item() == pytest.approx(2 * math.log(2) + 0.5 * math.log(7), rel=1e-5)


def test_a_batch_without_labels_adds_nothing_and_teaches_nothing() -> None:
    smile_logits = torch.zeros(2, requires_grad=True)
    emotion_logits = torch.zeros(2, 7, requires_grad=True)
    parts = multi_task_loss(smile_logits, emotion_logits, targets([NAN, NAN], [None, None]))
    parts.total.backward()
    assert parts.total.item() == 0
    assert not smile_logits.grad.any()
    assert not emotion_logits.grad.any()


def test_an_unlabelled_entry_gets_no_gradient() -> None:
    smile_logits = torch.zeros(2, requires_grad=True)
    parts = multi_task_loss(smile_logits, torch.zeros(2, 7), targets([1.0, NAN], [0, None]))
    parts.total.backward()
    assert smile_logits.grad[0] != 0
    assert smile_logits.grad[1] == 0


def test_smoothing_moves_the_optimum_off_certainty() -> None:
    sure = torch.tensor([20.0])
    labels = targets([1.0], [None])
    plain = multi_task_loss(sure, torch.zeros(1, 7), labels)
    smoothed = multi_task_loss(sure, torch.zeros(1, 7), labels, smoothing=0.1)
    assert smoothed.smile > plain.smile + 0.5
