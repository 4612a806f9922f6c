"""Two processes learn what one learns: the same batches, the same losses, the same steps."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from tests.unit.training.easy_sets import easy_set
from tests.unit.training.one_process import Plain, curve, curves
from training.experiments.fingerprint import fingerprint
from training.learning.batches import BatchDraw, Draw, Material
from training.learning.distributed import Process, average_gradients, from_first, joined, mean
from training.learning.recipe import Recipe, Stage
from training.train import train

ROOT = Path(__file__).parents[3]

pytestmark = pytest.mark.timeout(300)


@pytest.fixture(autouse=True, scope="module")
def one_thread():
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> list[dict]:
    """What each of two processes saw, started with what ``torchrun`` gives its own."""
    folder = tmp_path_factory.mktemp("two")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    started = []
    for rank in ("0", "1"):
        who = {"RANK": rank, "LOCAL_RANK": rank, "WORLD_SIZE": "2", "LOCAL_WORLD_SIZE": "2"}
        where = {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": port, "OMP_NUM_THREADS": "1"}
        command = [sys.executable, "-m", "tests.unit.training.one_process", folder / rank]
        started.append(subprocess.Popen(command, cwd=ROOT, env=os.environ | who | where))
    try:
        assert [process.wait(timeout=280) for process in started] == [0, 0]
    finally:
        for process in started:
            process.kill()
            process.wait()
    return [json.loads((folder / rank).read_text()) for rank in ("0", "1")]


def test_a_plain_network_learns_in_two_processes_exactly_as_in_one(two: list[dict]) -> None:
    torch.manual_seed(0)
    alone = curve(Plain(), Process())
    assert len(alone) >= 6
    assert alone[-1] < 0.9 * alone[0], "there is something to learn"
    assert two[0]["curves"]["plain"] == pytest.approx(alone, rel=1e-4)


def test_the_dual_head_network_learns_in_two_processes_as_in_one_within_noise(
    two: list[dict],
) -> None:
    # The noise: dropout, made-up pasts, and normalisation over half a batch.
    runs = np.array([curves(Process(), seed)["dual_head"] for seed in (1, 2)])
    shared = np.array(two[0]["curves"]["dual_head"])
    noise = np.abs(runs[0] - runs[1]).mean()
    assert np.abs(shared - runs.mean(axis=0)).mean() < 3 * noise + 0.05


def test_every_process_sees_the_losses_of_the_whole_batch(two: list[dict]) -> None:
    assert [seen["rank"] for seen in two] == [0, 1]
    assert two[0]["curves"] == two[1]["curves"]


def test_what_is_exchanged_arrives(two: list[dict]) -> None:
    for seen in two:
        assert seen["handed_out"] == {"epoch": 5}
        assert seen["running_mean"] == [1.0]
        # Both had the first, one the second, nobody the third.
        assert seen["gradients"] == [[1.5, 1.5], [2.0, 2.0], None]


def test_alone_nothing_is_exchanged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WORLD_SIZE", raising=False)
    parameter = torch.nn.Parameter(torch.zeros(1))
    parameter.grad = torch.ones(1)
    with joined() as process:
        assert process == Process()
        assert process.first
        average_gradients([parameter])
        assert mean(torch.tensor(3.0)) == 3
        assert from_first("mine") == "mine"
    assert parameter.grad == 1


def test_processes_with_different_data_are_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = fingerprint((easy_set(count=32),))
    monkeypatch.setattr("training.train.from_first", lambda _: elsewhere)
    recipe = Recipe(stages=(Stage(size=32, epochs=1),))
    with pytest.raises(ValueError, match="process 1 holds other data"):
        train(Material((easy_set(count=24),)), recipe, tmp_path, process=Process(1, 2))


@pytest.mark.parametrize("count", [2, 3])
def test_the_parts_of_a_batch_are_the_batch(count: int) -> None:
    draws = [Draw(0, row, row) for row in range(11)]
    whole = BatchDraw(tuple(draws[:6]), tuple(draws[6:8]), tuple(draws[8:]))
    parts = [whole.part(Process(rank, count)) for rank in range(count)]
    for kind in ("stills", "drifting", "films"):
        shared = [draw for part in parts for draw in getattr(part, kind)]
        assert sorted(shared, key=lambda draw: draw.row) == list(getattr(whole, kind))
    assert whole.part(Process()) == whole
