"""The one command does its steps in order, once, and goes on where it was ended."""

import importlib.util
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from tests.unit.training.easy_sets import easy_set
from training import pipeline
from training.experiments.experiment import keep_config
from training.learning.recipe import as_table, read_recipe
from training.pipeline import PHASES, steps
from training.places import FILE_NAMES
from training.studies.inputs import SMALL, Inputs
from training.studies.memory import PROCESSES
from training.studies.pipeline_card import MATERIAL, STEPS, write_run
from training.studies.shipping import check, lay_out_card, ship
from training.studies.steps import (
    FORKS,
    LOCK,
    Step,
    StepFailedError,
    lock_file,
    run_all,
    written,
)
from training.studies.taken import Taken, note_taken, read_taken
from training.train import RECIPES

HOLDING = "x = b'x' * (300 * 2**20); import time; time.sleep(1.5)"


@pytest.fixture
def inputs(tmp_path: Path) -> Inputs:
    for name in ("data", "eye.pth", "teacher.pth", "face.task"):
        (tmp_path / name).touch()
    return Inputs(
        data=tmp_path / "data",
        imagenet=tmp_path / "eye.pth",
        teacher=tmp_path / "teacher.pth",
        landmarker=tmp_path / "face.task",
        out=tmp_path / "out",
        models=tmp_path / "models",
    )


def writing(file: Path, is_done: Callable[[], bool] | None = None) -> Step:
    """A step that compiles a module of its own making: a process as real as the others."""
    file.write_text("x = 1\n")
    return Step(file.stem, ("py_compile", str(file)), is_done or (lambda: False))


def test_every_step_is_a_command_of_this_package(inputs: Inputs) -> None:
    made = steps(inputs)
    names = [step.name for step in made]
    assert names.index("prepare") < names.index("pretrain") < names.index("export")
    for step in made:
        assert importlib.util.find_spec(step.command[0]) is not None
        assert step.command[0].startswith("training.")


def test_each_phase_starts_from_the_one_before(inputs: Inputs) -> None:
    trained = {step.name: step.command for step in steps(inputs)}
    assert trained["pretrain"][3:5] == ("--imagenet", str(inputs.imagenet))
    assert trained["finetune"][3:5] == ("--start", str(inputs.out / "pretrain"))
    assert trained["hard_cases"][3:5] == ("--start", str(inputs.out / "finetune"))


def test_several_processes_train_together_by_torchrun(inputs: Inputs) -> None:
    together = replace(inputs, processes=2)
    command = next(step for step in steps(together) if step.name == "finetune").command
    assert command[0] == "torch.distributed.run"
    assert command[command.index("--") + 1 :][:3] == ("training.train", "--recipe", "finetune")
    assert importlib.util.find_spec(command[0]) is not None


def test_a_phase_is_complete_when_its_last_epoch_of_this_recipe_is_kept(
    inputs: Inputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "read_material", lambda *_, **__: None)
    now = {"taught": "old"}
    monkeypatch.setattr(pipeline, "described", lambda _: now)
    pretrain = next(step for step in steps(inputs) if step.name == "pretrain")
    recipe = read_recipe(RECIPES / "pretrain.toml")
    run = inputs.out / "pretrain"
    run.mkdir(parents=True)
    assert not pretrain.is_done()
    inputs.imagenet.write_bytes(b"eye")
    (run / "metrics.csv").write_text("epoch,loss\n" + "1,0.5\n" * recipe.epochs)
    assert not pretrain.is_done(), "the metrics are written before the weights"
    keep_config(run, as_table(recipe), now, inputs.imagenet)
    torch.save({"epoch": recipe.epochs - 1}, run / "last.pt")
    assert not pretrain.is_done()
    torch.save({"epoch": recipe.epochs}, run / "last.pt")
    assert pretrain.is_done()
    monkeypatch.setattr(pipeline, "described", lambda _: {"taught": "new"})
    assert not pretrain.is_done(), "its teachers have said something else since"
    monkeypatch.setattr(pipeline, "described", lambda _: now)
    inputs.imagenet.write_bytes(b"another eye")
    assert not pretrain.is_done(), "what it started from has changed since"
    inputs.imagenet.write_bytes(b"eye")
    (run / "last.pt").write_bytes(b"cut short")
    with pytest.raises(ValueError, match=r"last\.pt"):
        pretrain.is_done()


def test_the_teacher_is_asked_before_every_phase_that_listens(inputs: Inputs) -> None:
    made = {step.name: step.command for step in steps(inputs)}
    order = list(made)
    assert order.index("teacher") < order.index("ensemble")
    assert order.index("graded smiles") < order.index("ensemble")
    members = made["ensemble"][made["ensemble"].index("--members") + 1 :]
    assert members[0] == str(inputs.out / "teacher_lite")
    assert members[1].startswith("--")
    for phase in PHASES:
        listens = bool(read_recipe(RECIPES / f"{phase}.toml").distill.share)
        assert ("--labels" in made[phase]) == listens
        if listens:
            assert order.index("ensemble") < order.index(phase)
            assert made[phase][made[phase].index("--labels") + 1].endswith("soft_labels.npz")


def test_without_a_phase_that_listens_nobody_teaches(inputs: Inputs) -> None:
    names = [step.name for step in steps(inputs, ["quick"])]
    assert "teacher" not in names
    assert "ensemble" not in names


def test_a_try_with_few_films_is_not_the_whole(inputs: Inputs) -> None:
    inputs.out.mkdir()
    few = next(step for step in steps(inputs, share=0.05) if step.name == "films of faces")
    note_taken(inputs.out, Taken(few.name, written(few.command), 1.0, 100))
    assert few.is_done()
    every = next(step for step in steps(inputs) if step.name == "films of faces")
    assert not every.is_done()
    note_taken(inputs.out, Taken(every.name, written(every.command), 0.5, 100, False))
    assert not every.is_done(), "begun is not complete"


def test_one_phase_alone_has_nothing_to_blend_with(inputs: Inputs) -> None:
    names = [step.name for step in steps(inputs, ["pretrain"])]
    assert "blend" not in names
    assert names[-4:] == ["calibrate", "export", "evaluate", "smaller"]


def test_a_phase_of_an_older_recipe_is_not_complete(inputs: Inputs) -> None:
    pretrain = next(step for step in steps(inputs) if step.name == "pretrain")
    recipe = read_recipe(RECIPES / "pretrain.toml")
    run = inputs.out / "pretrain"
    keep_config(run, as_table(replace(recipe, weight_decay=0.5)), {})
    torch.save({"epoch": recipe.epochs}, run / "last.pt")
    assert not pretrain.is_done()


def test_what_is_complete_is_not_done_again(inputs: Inputs, tmp_path: Path) -> None:
    done = run_all(
        inputs.out, [writing(tmp_path / "first.py", lambda: True), writing(tmp_path / "second.py")]
    )
    assert [one.name for one in done] == ["second"]
    assert "py_compile" in done[0].command


def test_a_failed_step_stops_the_rest_and_keeps_what_came_before(
    inputs: Inputs, tmp_path: Path
) -> None:
    broken = writing(tmp_path / "broken.py")
    (tmp_path / "broken.py").write_text("not python at all\n")
    with pytest.raises(StepFailedError, match="broken"):
        run_all(inputs.out, [writing(tmp_path / "good.py"), broken, writing(tmp_path / "never.py")])
    assert [(one.name, one.complete) for one in read_taken(inputs.out)] == [
        ("good", True),
        ("broken", False),
    ]


def test_the_tries_of_a_step_add_up_and_each_step_has_its_own_memory(
    inputs: Inputs, tmp_path: Path
) -> None:
    once = ("timeit", "-n", "1", "-r", "1")
    failing = Step("heavy", (*once, HOLDING, "raise SystemExit(1)"), lambda: False)
    with pytest.raises(StepFailedError):
        run_all(inputs.out, [failing])
    [first] = read_taken(inputs.out)
    assert not first.complete
    note_taken(inputs.out, replace(first, minutes=5.0))
    heavy = Step("heavy", (*once, "pass"), lambda: False)
    again, light = run_all(inputs.out, [heavy, writing(tmp_path / "light.py")])
    assert again.complete
    assert again.minutes >= 5.0
    if PROCESSES.is_dir():
        assert again.memory_mb > 300 > light.memory_mb


def test_the_command_lists_its_steps_without_running_them(
    inputs: Inputs, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--data", str(inputs.data), "--imagenet", str(inputs.imagenet)]
    arguments += ["--teacher", str(inputs.teacher)]
    arguments += ["--landmarker", str(inputs.landmarker), "--out", str(inputs.out), "--list"]
    assert pipeline.main(arguments) == 0
    listed = capsys.readouterr().out.splitlines()
    assert listed[-2].startswith("python -m training.evaluate --all")
    assert listed[-1].startswith("python -m training.smaller")
    assert not inputs.out.exists()


def test_a_card_without_its_marks_stops_it_before_the_work(
    inputs: Inputs, capsys: pytest.CaptureFixture[str]
) -> None:
    inputs.models.mkdir()
    (inputs.models / "README.md").write_text("no marks")
    arguments = ["--data", str(inputs.data), "--imagenet", str(inputs.imagenet)]
    arguments += ["--teacher", str(inputs.teacher)]
    arguments += ["--landmarker", str(inputs.landmarker), "--out", str(inputs.out)]
    with pytest.raises(SystemExit) as stop:
        pipeline.main([*arguments, "--models", str(inputs.models)])
    assert stop.value.code == 2
    assert "lacks the line" in capsys.readouterr().err
    assert not inputs.out.exists()


def test_a_missing_set_is_named_before_the_work(inputs: Inputs) -> None:
    inputs.data.unlink()
    inputs.data.mkdir()
    with pytest.raises(FileNotFoundError, match="lacks genki4k"):
        check(inputs)


def test_files_and_card_are_put_into_their_place_together(
    inputs: Inputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("training.studies.pipeline_card.read_sets", lambda _: (easy_set(),))
    inputs.models.mkdir()
    inputs.card.write_text("\n".join([*MATERIAL, *STEPS]))
    (inputs.models / SMALL).write_text("of older weights")
    lay_out_card(inputs)
    for name in FILE_NAMES.values():
        (inputs.made / name).write_text("new")
    assert not (inputs.models / "dual_head.onnx").exists()
    note_taken(inputs.out, Taken("prepare", "python -m training.prepare", 5.0, 10))
    note_taken(inputs.out, Taken("of another recipe", "python -m training.train", 5.0, 10))
    ship(inputs, [Step("prepare", ("training.prepare",), lambda: True)])
    assert {(inputs.models / name).read_text() for name in FILE_NAMES.values()} == {"new"}
    assert not (inputs.models / SMALL).exists()
    assert "| prepare | 5.0 |" in inputs.card.read_text()
    assert "another recipe" not in inputs.card.read_text()


@pytest.mark.skipif(not FORKS, reason="descriptors are not handed down here")
def test_a_step_that_outlived_its_call_keeps_the_next_away(inputs: Inputs, tmp_path: Path) -> None:
    inputs.out.mkdir()
    with (inputs.out / LOCK).open("w") as held:
        lock_file(held)
        with pytest.raises(ValueError, match="still being worked in"):
            run_all(inputs.out, [writing(tmp_path / "first.py")])
    assert run_all(inputs.out, [writing(tmp_path / "first.py")])


def test_a_missing_file_is_named(inputs: Inputs, capsys: pytest.CaptureFixture[str]) -> None:
    inputs.landmarker.unlink()
    arguments = ["--data", str(inputs.data), "--imagenet", str(inputs.imagenet)]
    arguments += ["--teacher", str(inputs.teacher)]
    arguments += ["--landmarker", str(inputs.landmarker), "--out", str(inputs.out)]
    with pytest.raises(SystemExit) as stop:
        pipeline.main(arguments)
    assert stop.value.code == 2
    assert "face.task does not exist" in capsys.readouterr().err


def test_the_card_tells_the_material_and_the_steps_without_this_machines_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = tmp_path / "README.md"
    card.write_text("\n".join(["before", *MATERIAL, "between", *STEPS, "after"]))
    faces = easy_set(count=16)
    left_out = replace(faces, train=faces.train & (np.arange(16) != 0))
    monkeypatch.setattr("training.studies.pipeline_card.read_sets", lambda _: (left_out,))
    taken = [
        Taken("prepare", "python -m training.prepare --data /a/b/data --out /a/b/runs", 5.0, 2048),
        Taken("pretrain", "python -m training.train --recipe pretrain", 7.5, 1024),
    ]
    write_run(card, tmp_path, None, taken)
    text = card.read_text()
    trained, sides = int(left_out.train.sum()), faces.split.tolist()
    held = f"{sides.count('validation')} | {sides.count('test')}"
    assert f"| easy | {trained} | 1 | {held} |" in text
    assert (
        "| prepare | 5.0 | 2.0 GB | `python -m training.prepare --data data --out runs` |" in text
    )
    assert "| together | 12 |" in text
    assert text.startswith("before")
    assert text.endswith("after")
    card.write_text("no marks")
    with pytest.raises(ValueError, match="lacks the line"):
        write_run(card, tmp_path, None, taken)
