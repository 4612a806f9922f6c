"""A command of the training tells wrong input in one sentence, and any other fault in full."""

from pathlib import Path

import pytest

from laughgame.vision.model_card import ContractCode, ContractError
from training.command import command_parser, telling
from training.sequences import portrait


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (FileNotFoundError("no.npz does not exist"), "no.npz does not exist"),
        (NotADirectoryError(20, "Not a directory", "crops"), "'crops'"),
        (ValueError("the recipe has no such stage"), "no such stage"),
        (ContractError(ContractCode.NOT_ONNX, "an ONNX file", "a poem"), "a poem"),
    ],
)
def test_wrong_input_is_bad_usage(
    error: Exception, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"), telling(command_parser("train", "Train.")):
        raise error
    said = capsys.readouterr().err
    assert words in said
    assert "python -m training.train: error:" in said


def test_a_mistake_of_the_program_keeps_its_traceback() -> None:
    with pytest.raises(ZeroDivisionError), telling(command_parser("train", None)):
        raise ZeroDivisionError
    with pytest.raises(OSError, match="full"), telling(command_parser("train", None)):
        raise OSError(28, "the disk is full")


def test_help_keeps_the_lines_of_the_docstring() -> None:
    one = command_parser("sequences.make", "Make films.\n\n    python -m …\n")
    assert "Make films.\n\n    python -m …\n" in one.format_help()
    assert one.prog == "python -m training.sequences.make"


def test_a_landmarker_that_is_no_bundle_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(options: object) -> None:
        raise RuntimeError("Unable to open zip archive.")

    # MediaPipe itself leaves a thread behind where it cannot open a file.
    monkeypatch.setattr(portrait.vision.FaceLandmarker, "create_from_options", refuse)
    file = tmp_path / "face_landmarker.task"
    file.write_bytes(b"no zip archive")
    with pytest.raises(ValueError, match=r"task is no face landmarker: Unable to open zip"):
        portrait.Landmarker(file)
