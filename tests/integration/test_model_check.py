"""``laughgame model check``: a card for a model that keeps the contract, a reason for any other."""

import json
from pathlib import Path

import pytest

from laughgame.app import paths
from laughgame.cli import main
from tests.onnx_models import write_model


@pytest.mark.parametrize("name", ["dual_head.onnx", "dual_head_stream.onnx"])
def test_the_shipped_models_keep_the_contract(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["model", "check", str(paths.root() / "models" / name), "--json"]) == 0

    card = json.loads(capsys.readouterr().out)
    assert card["ok"] is True
    assert card["parameters"] == 1_923_368
    assert card["opset"] >= 17
    assert card["form"] == ("stream" if "stream" in name else "sequence")
    assert card["latency_ms"] > 0
    assert card["trial_smiles"]["straight_face"] < 0.2 < 0.8 < card["trial_smiles"]["laugh"]
    assert card["warnings"] == []


def test_a_model_that_sees_no_laugh_is_let_through_with_a_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The tiny model answers how bright a face is, and an open mouth is dark."""
    path = str(write_model(tmp_path / "tiny.onnx"))

    assert main(["model", "check", path, "--json"]) == 0
    card = json.loads(capsys.readouterr().out)
    assert card["trial_smiles"]["laugh"] < card["trial_smiles"]["straight_face"]
    assert len(card["warnings"]) == 1
    assert main(["model", "check", path]) == 0
    assert (
        "Warning: The model does not tell a laugh from a straight face." in capsys.readouterr().out
    )


def test_the_card_is_readable_by_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["model", "check", str(write_model(tmp_path / "모델.onnx"))]) == 0

    out = capsys.readouterr().out
    assert "keeps the contract (version 1)" in out
    assert "stream, 5 frames of 224×224 pixels" in out
    assert "brightness 100.0%" in out


@pytest.mark.parametrize(
    ("bend", "code", "words"),
    [
        (lambda path: path.write_text("not a model"), "NOT_ONNX", "The file is not an ONNX model"),
        (
            lambda path: path.write_bytes(write_model(path).read_bytes()[:500]),
            "UNREADABLE",
            "damaged or cut short",
        ),
        (
            lambda path: write_model(path, input_names={"history": "memory"}),
            "INPUTS",
            "found frame, memory",
        ),
        (lambda path: write_model(path, smile_factor=float("nan")), "NOT_FINITE", "found nan"),
    ],
    ids=["wrong file type", "truncated", "other input names", "NaN"],
)
def test_four_wrong_files_get_four_clear_answers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], bend, code: str, words: str
) -> None:
    path = tmp_path / "model.onnx"
    bend(path)

    assert main(["model", "check", str(path)]) == 1
    assert words in capsys.readouterr().out
    assert main(["model", "check", str(path), "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert (answer["ok"], answer["code"]) == (False, code)
    assert answer["expected"]
    assert answer["found"]


def test_a_check_without_a_file_is_bad_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["model", "check"])
    assert caught.value.code == 2
