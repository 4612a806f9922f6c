"""What a run keeps to go on from holds chance, too, on every device that draws."""

import pytest
import torch

from training.learning.engine import Engine
from training.learning.network import DualHeadSmileDetector
from training.learning.recipe import Recipe, Stage

RECIPE = Recipe(stages=(Stage(size=32, epochs=1, batch=8),))


@pytest.fixture
def engine() -> Engine:
    torch.set_num_threads(1)
    return Engine(DualHeadSmileDetector(), RECIPE, 1, torch.device("cpu"))


class TwoGPUs:
    """Stands where ``torch.cuda`` does on a machine with two GPUs."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.random = [torch.tensor([number], dtype=torch.uint8) for number in (7, 8)]
        monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
        monkeypatch.setattr(torch.cuda, "device_count", lambda: len(self.random))
        monkeypatch.setattr(torch.cuda, "get_rng_state_all", lambda: list(self.random))
        monkeypatch.setattr(torch.cuda, "set_rng_state", self.put)

    def put(self, random: torch.Tensor, number: int) -> None:
        self.random[number] = random


def test_the_gpus_chance_goes_on_where_it_was(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    gpus = TwoGPUs(monkeypatch)
    state = engine.state()
    gpus.random = [torch.tensor([0], dtype=torch.uint8)] * 2
    engine.load_state(state)
    assert [random.item() for random in gpus.random] == [7, 8]


def test_a_state_of_more_gpus_or_of_none_is_gone_on_from(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = engine.state()
    gpus = TwoGPUs(monkeypatch)
    state = engine.state()
    gpus.random = gpus.random[:1]
    engine.load_state(state)
    assert [random.item() for random in gpus.random] == [7]
    engine.load_state(plain)
    # As it was kept before GPUs had a part in it.
    engine.load_state({key: value for key, value in plain.items() if key != "cuda_random"})
    assert [random.item() for random in gpus.random] == [7]


def test_the_processors_chance_goes_on_where_it_was(engine: Engine) -> None:
    state = engine.state()
    first = torch.rand(3)
    engine.load_state(state)
    assert torch.equal(torch.rand(3), first)
