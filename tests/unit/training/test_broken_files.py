"""A file that cannot be used ends a command at once, in a sentence, with nothing written."""

import gc
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.onnx_models import write_model
from training import ablate, actor_check, clips, evaluate, smaller
from training.evaluation.everything import SETS
from training.places import SHIPPED

Command = Callable[[Sequence[str]], int]


def refused(command: Command, arguments: Sequence[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Run a command that must end as bad usage, and return what it said."""
    with pytest.raises(SystemExit, match=r"^2$"):
        command(arguments)
    # MediaPipe's thread lives as long as the error of what it could not open.
    gc.collect()
    said = capsys.readouterr().err
    assert "Traceback" not in said
    return said.splitlines()[-1]


@pytest.fixture
def judging(tmp_path: Path) -> dict[str, tuple[Command, list[str]]]:
    """Return the commands that take a model file; everything they write would lie in ``out``."""
    data, out = ["--data", str(tmp_path)], ["--out", str(tmp_path / "out")]
    return {
        "evaluate": (evaluate.main, [*data, *out]),
        "clips": (clips.main, data),
        "actor_check": (actor_check.main, ["--plot", str(tmp_path / "out")]),
        "smaller": (smaller.main, [*data, *out]),
    }


@pytest.mark.parametrize("name", ["evaluate", "clips", "actor_check", "smaller"])
@pytest.mark.parametrize("how", ["text", "cut off", "absent", "not finite"])
def test_a_broken_model_is_named(
    judging: dict[str, tuple[Command, list[str]]],
    name: str,
    how: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    model = tmp_path / "broken.onnx"
    if how == "text":
        model.write_text("no model")
    elif how == "cut off":
        model.write_bytes(SHIPPED.read_bytes()[:100_000])
    elif how == "not finite":
        write_model(model, smile_factor=float("nan"))
    command, arguments = judging[name]
    said = refused(command, [*arguments, "--model", str(model)], capsys)
    assert "broken.onnx" in said
    assert "expected" in said
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["evaluate", "clips"])
@pytest.mark.parametrize("how", ["text", "absent"])
def test_a_landmarker_that_is_none_is_named(
    judging: dict[str, tuple[Command, list[str]]],
    name: str,
    how: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "face_landmarker.task"
    if how == "text":
        file.write_text("no landmarker")
    command, arguments = judging[name]
    whole = ["--all"] if name == "evaluate" else []
    said = refused(command, [*arguments, *whole, "--landmarker", str(file)], capsys)
    assert "face_landmarker.task" in said
    assert ("is no face landmarker" if how == "text" else "does not exist") in said
    assert not (tmp_path / "out").exists()


def test_marks_are_missed_before_anything_is_measured(
    judging: dict[str, tuple[Command, list[str]]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    card = tmp_path / "card.md"
    card.write_text("no marks")
    # The data are not even looked for.
    monkeypatch.setattr("training.evaluate.load", lambda *_: pytest.fail("went on"))
    monkeypatch.setattr("training.smaller.load", lambda *_: pytest.fail("went on"))
    prepared = ["--prepared", str(tmp_path), "--data", str(tmp_path)]
    commands = {
        **{name: judging[name] for name in ("evaluate", "smaller")},
        "ablate": (ablate.main, [*prepared, "--out", str(tmp_path / "out")]),
    }
    for name, (command, arguments) in commands.items():
        said = refused(command, [*arguments, "--write-readme", str(card)], capsys)
        assert "card.md lacks the line <!--" in said, name
    assert not (tmp_path / "out").exists()
    assert card.read_text() == "no marks"


def test_a_model_that_is_to_take_the_figures_is_looked_at_first(
    judging: dict[str, tuple[Command, list[str]]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    command, arguments = judging["evaluate"]
    said = refused(command, [*arguments, "--write-card", str(tmp_path / "gone.onnx")], capsys)
    assert "gone.onnx" in said


def test_the_data_may_stand_in_the_environment(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(evaluate.DATA_VARIABLE, raising=False)
    assert evaluate.DATA_VARIABLE in refused(evaluate.main, ["--all"], capsys)
    monkeypatch.setenv(evaluate.DATA_VARIABLE, str(tmp_path / "gone"))
    assert "gone" in refused(evaluate.main, ["--all"], capsys)


def test_a_figure_that_is_asked_for_is_a_share(
    judging: dict[str, tuple[Command, list[str]]], capsys: pytest.CaptureFixture[str]
) -> None:
    command, arguments = judging["evaluate"]
    said = refused(command, [*arguments, "--at-least", "foo"], capsys)
    assert "FIGURE=SHARE" in said


def test_smaller_takes_the_stream_form_and_needs_people_to_range_on(
    judging: dict[str, tuple[Command, list[str]]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    command, arguments = judging["smaller"]
    sequence = SHIPPED.with_name("dual_head.onnx")
    said = refused(command, [*arguments, "--model", str(sequence)], capsys)
    assert "not in the stream form" in said
    monkeypatch.setattr("training.smaller.load", lambda *_: {name: [] for name in SETS})
    assert "on the train side" in refused(command, arguments, capsys)
    assert not (tmp_path / "out").exists()
