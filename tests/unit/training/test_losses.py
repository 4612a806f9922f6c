"""Only labels that exist count, and each head's loss is a mean over its own."""

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as some

from laughgame.game.reading import EMOTIONS
from training.learning.losses import (
    LossParts,
    LossRecipe,
    MultiTaskLoss,
    Targets,
    similarity_matrix,
)

NAN = float("nan")
NOBODY = [None]


def targets(smile: list[float], emotion: list[int | None]) -> Targets:
    rows = [
        torch.full((7,), NAN) if index is None else torch.eye(7)[index].float() for index in emotion
    ]
    return Targets(torch.tensor(smile), torch.stack(rows))


def loss(
    smile: torch.Tensor, emotion: torch.Tensor, labels: Targets, **recipe: float | bool
) -> LossParts:
    return MultiTaskLoss(LossRecipe(**recipe))(smile, emotion, labels)


def test_each_head_is_a_sum_over_the_labelled_divided_by_their_number() -> None:
    smile_logits = torch.tensor([2.0, -1.0, 0.5])
    emotion_logits = torch.randn(3, 7, generator=torch.Generator().manual_seed(1))
    parts = loss(smile_logits, emotion_logits, targets([1.0, NAN, 0.0], [None, 3, None]))
    expected_smile = (math.log(1 + math.exp(-2.0)) + math.log(1 + math.exp(0.5))) / 2
    expected_emotion = -torch.log_softmax(emotion_logits[1], 0)[3].item()
    assert parts.smile.item() == pytest.approx(expected_smile, rel=1e-5)
    assert parts.emotion.item() == pytest.approx(expected_emotion, rel=1e-5)


def test_the_weights_weigh_the_heads() -> None:
    logits = torch.zeros(1), torch.zeros(1, 7)
    parts = loss(*logits, targets([1.0], [0]), smile_weight=2.0, emotion_weight=0.5)
    assert parts.total.item() == pytest.approx(2 * math.log(2) + 0.5 * math.log(7), rel=1e-5)


@pytest.mark.parametrize("adaptive", [False, True])
def test_a_batch_without_labels_adds_nothing_and_teaches_nothing(adaptive: bool) -> None:
    smile_logits = torch.zeros(2, requires_grad=True)
    emotion_logits = torch.zeros(2, 7, requires_grad=True)
    labels = targets([NAN, NAN], [None, None])
    parts = loss(smile_logits, emotion_logits, labels, adaptive=adaptive, focal=2.0, balance=0.5)
    parts.total.backward()
    assert parts.total.item() == 0
    assert not smile_logits.grad.any()
    assert not emotion_logits.grad.any()


def test_an_unlabelled_entry_gets_no_gradient() -> None:
    smile_logits = torch.zeros(2, requires_grad=True)
    parts = loss(smile_logits, torch.zeros(2, 7), targets([1.0, NAN], [0, None]))
    parts.total.backward()
    assert smile_logits.grad[0] != 0
    assert smile_logits.grad[1] == 0


def test_smoothing_moves_the_optimum_off_certainty() -> None:
    sure = torch.tensor([20.0])
    labels = targets([1.0], NOBODY)
    plain = loss(sure, torch.zeros(1, 7), labels)
    smoothed = loss(sure, torch.zeros(1, 7), labels, smoothing=0.1)
    assert smoothed.smile > plain.smile + 0.5


def test_similarity_forgives_a_neighbour_more_than_a_stranger() -> None:
    afraid = targets([NAN], [EMOTIONS.index("fear")])

    def taken_for(emotion: str) -> float:
        logits = torch.eye(7)[EMOTIONS.index(emotion)][None] * 4
        return loss(torch.zeros(1), logits, afraid, similarity=0.2).emotion.item()

    assert taken_for("fear") < taken_for("surprise") < taken_for("happy")


def test_every_emotion_gives_its_share_to_others_only() -> None:
    matrix = similarity_matrix()
    assert torch.allclose(matrix.sum(dim=1), torch.ones(7))
    assert not matrix.diagonal().any()


@given(sure=some.floats(2.0, 8.0), gamma=some.floats(0.5, 4.0))
def test_focal_plays_down_what_is_right_more_than_what_is_wrong(sure: float, gamma: float) -> None:
    smiles = targets([1.0], NOBODY)

    def kept(logit: float) -> float:
        logits = torch.tensor([logit]), torch.zeros(1, 7)
        return float(loss(*logits, smiles, focal=gamma).smile / loss(*logits, smiles).smile)

    assert kept(sure) < kept(-sure) < 1


def test_balance_makes_a_rare_emotion_worth_more() -> None:
    frequency = torch.full((7,), 0.16)
    disgust = EMOTIONS.index("disgust")
    frequency[disgust] = 0.04

    def pull(balance: float) -> float:
        logits = torch.zeros(1, 7, requires_grad=True)
        made = MultiTaskLoss(LossRecipe(balance=balance), frequency)
        made(torch.zeros(1), logits, targets([NAN], [disgust])).emotion.backward()
        return -float(logits.grad[0, disgust])

    assert pull(1.0) > pull(0.5) > pull(0.0)


def test_the_adaptive_weights_learn_to_trust_the_surer_head() -> None:
    made = MultiTaskLoss(LossRecipe(adaptive=True))
    optimizer = torch.optim.SGD(made.parameters(), lr=0.5)
    for _ in range(50):
        optimizer.zero_grad()
        # The smile head is nearly right, the emotion head guesses.
        made(torch.tensor([4.0]), torch.zeros(1, 7), targets([1.0], [0])).total.backward()
        optimizer.step()
    smile, emotion = made.log_variance.tolist()
    assert smile < emotion


def test_a_graded_smile_is_learned_as_graded() -> None:
    half = targets([0.5], NOBODY)
    at_half = loss(torch.zeros(1), torch.zeros(1, 7), half, focal=2.0).smile
    sure = loss(torch.tensor([3.0]), torch.zeros(1, 7), half, focal=2.0).smile
    assert at_half < sure
