"""A model file is taken or refused, and a refusal says exactly what is wrong."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from laughgame.app import paths
from laughgame.vision.laugh_model import LaughModel
from laughgame.vision.model_contract import (
    SLOWEST_MS,
    ContractCode,
    ContractError,
    ContractStep,
    ModelForm,
    probe,
    read_card,
)
from laughgame.vision.model_file import MAX_FILE_BYTES
from laughgame.vision.onnx_file import MOST_FIELDS
from tests.onnx_models import (
    METADATA,
    smile_of,
    write_external_model,
    write_model,
    write_model_without_memory,
    write_sluggish_model,
)

FORMS = ["sequence", "stream"]


def refusal(path: Path) -> ContractError:
    with pytest.raises(ContractError) as caught:
        probe(path)
    return caught.value


@pytest.mark.parametrize("form", FORMS)
def test_a_conforming_model_is_taken_and_timed(tmp_path: Path, form: str) -> None:
    path = write_model(tmp_path / "웃음 모델.onnx", form)

    checked = probe(path)

    assert checked.latency_ms > 0
    assert checked.card.form == ModelForm(form)
    assert checked.card.name == f"tiny {form}"
    assert checked.card.opset == 17
    assert checked.card.file_bytes == path.stat().st_size
    assert checked.card.accuracy == {"brightness": 1.0}


def test_a_model_without_metadata_takes_the_contracts_defaults(tmp_path: Path) -> None:
    card = read_card(write_model(tmp_path / "bare.onnx", metadata={}))

    assert card.name == "bare"
    assert card.frames == 5
    assert card.size == 224
    assert card.mean == card.std == (127.5, 127.5, 127.5)
    assert card.labels == ("neutral", "angry", "disgust", "fear", "happy", "sad", "surprise")
    assert card.parameters is None


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "an empty file"),
        (b"just a letter to a friend", "a text file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "a PNG picture"),
        (b"PK\x03\x04" + bytes(99), "a ZIP archive, as PyTorch and Keras checkpoints are"),
        (bytes([0, 1, 2, 3]) * 99, "a file of another kind"),
    ],
)
def test_another_kind_of_file_is_named(tmp_path: Path, content: bytes, found: str) -> None:
    path = tmp_path / "model.onnx"
    path.write_bytes(content)

    error = refusal(path)

    assert error.code is ContractCode.NOT_ONNX
    assert error.found == found
    assert str(error) == f"The file is not an ONNX model: expected an ONNX file, found {found}."


@pytest.mark.parametrize("kept", [0.02, 0.5, 0.99])
def test_a_truncated_model_is_called_damaged(tmp_path: Path, kept: float) -> None:
    path = write_model(tmp_path / "model.onnx")
    whole = path.read_bytes()
    path.write_bytes(whole[: round(len(whole) * kept)])

    assert refusal(path).code is ContractCode.UNREADABLE


def test_noise_inside_a_model_never_gets_past_the_check(tmp_path: Path) -> None:
    path = write_model(tmp_path / "model.onnx", metadata={})
    whole = np.frombuffer(path.read_bytes(), np.uint8)
    random = np.random.default_rng(7)
    faces = random.integers(0, 256, (4, 224, 224, 3), np.uint8)
    refused = 0
    for _ in range(60):
        damaged = whole.copy()
        damaged[random.integers(0, len(damaged), 12)] = random.integers(0, 256, 12)
        path.write_bytes(damaged.tobytes())
        try:
            smiles, emotions = LaughModel(probe(path).model).read_stills(faces)
        except ContractError:  # any other exception would fail the test
            refused += 1
        else:
            assert ((smiles >= 0) & (smiles <= 1)).all()
            assert emotions.sum(axis=1) == pytest.approx(1, abs=1e-5)

    assert refused > 50, "what is left is noise in names and constants"


def test_a_missing_file_and_a_folder_are_not_found(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.onnx").code is ContractCode.NOT_FOUND
    assert refusal(tmp_path).code is ContractCode.NOT_FOUND


def test_weights_in_another_file_are_refused_before_loading(tmp_path: Path) -> None:
    assert refusal(write_external_model(tmp_path / "m.onnx")).code is ContractCode.EXTERNAL_DATA


def test_a_file_beyond_the_limit_is_not_even_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_model(tmp_path / "m.onnx")
    monkeypatch.setattr("laughgame.vision.model_file.MAX_FILE_BYTES", 100)

    error = refusal(path)
    assert error.code is ContractCode.TOO_LARGE
    assert error.found == f"{path.stat().st_size / 1000:.1f} KB"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.onnx")  # opening it waits for ever, reading a device may never end

    assert refusal(tmp_path / "pipe.onnx").code is ContractCode.NOT_FOUND
    assert refusal(Path("/dev/zero")).code is ContractCode.NOT_FOUND


def test_a_path_that_no_file_can_have_is_not_found() -> None:
    assert refusal(Path("\0x")).code is ContractCode.NOT_FOUND


def test_text_that_is_no_unicode_is_damage_whatever_it_names(tmp_path: Path) -> None:
    path = write_model(tmp_path / "m.onnx")
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"\x12\x01N", b"\x12\x01\xff"))  # the name of the free size

    assert refusal(path).code is ContractCode.UNREADABLE


def test_a_slow_model_is_refused_before_it_slows_the_game(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("laughgame.vision.model_contract.SLOWEST_MS", 0.0)

    error = refusal(write_model(tmp_path / "m.onnx"))

    assert error.code is ContractCode.TOO_SLOW
    assert [one.step for one in error.passed] == list(ContractStep)[:-1], "its trial failed"


@pytest.mark.parametrize("load", [probe, LaughModel])
def test_a_model_that_takes_its_time_is_broken_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, load: Callable[[Path], object]
) -> None:
    monkeypatch.setattr("laughgame.vision.model_contract.TRIAL_LIMIT_S", 0.2)
    monkeypatch.setattr("laughgame.vision.laugh_model.TRIAL_LIMIT_S", 0.2)
    path = write_sluggish_model(tmp_path / "m.onnx")

    with pytest.raises(ContractError) as caught:
        load(path)
    assert caught.value.code is ContractCode.TOO_SLOW


def test_a_model_is_tried_with_a_past_too(tmp_path: Path) -> None:
    path = write_model_without_memory(tmp_path / "m.onnx")

    assert refusal(path).code is ContractCode.NOT_FINITE


@pytest.mark.parametrize("nested", [b"\x0a\x00", b"\x0a\x02\x0a\x00"], ids=["empty", "nodes"])
def test_a_file_of_countless_parts_is_refused_at_once(tmp_path: Path, nested: bytes) -> None:
    parts = nested * (MOST_FIELDS + 1)
    length = bytearray()
    rest = len(parts)
    while rest:
        length.append(rest & 0x7F | (0x80 if rest > 0x7F else 0))
        rest >>= 7
    path = tmp_path / "m.onnx"
    path.write_bytes(b"\x08\x08\x3a" + bytes(length) + parts)

    error = refusal(path)
    assert error.code is ContractCode.UNREADABLE
    assert error.found == "too many parts"


def test_a_description_is_cut_and_cannot_steer_what_shows_it(tmp_path: Path) -> None:
    hostile = {
        "name": "gn\u202eolx \x1b[2J" + "웃" * 900_000,
        "licence": "free\nas\tbeer",
        "training_data": "x" * 5000,
        "accuracy": json.dumps({f"set {number}\x1b": 0.5 for number in range(500)}),
    }

    card = read_card(write_model(tmp_path / "m.onnx", metadata={**METADATA, **hostile}))

    assert card.name.startswith("gnolx [2J웃웃")
    assert card.name.endswith("웃…")
    assert len(card.name) == 80
    assert card.licence == "free as beer"
    assert len(card.training_data) == 1000
    assert len(card.accuracy) == 50
    assert all(name.isprintable() for name in card.accuracy)


def test_the_limit_is_the_one_that_is_written_down() -> None:
    limit = f"at most {MAX_FILE_BYTES // 1_000_000} MB"
    written = (paths.root() / "models" / "README.md").read_text(encoding="utf-8")
    assert limit in written
    assert f"a verdict within {SLOWEST_MS:.0f} ms" in written


@pytest.mark.parametrize("form", FORMS)
def test_trial_pictures_are_scaled_as_the_card_says(tmp_path: Path, form: str) -> None:
    # White leaves 0–1 by a hair, and only where it is scaled by the smaller std.
    usual = write_model(tmp_path / "usual.onnx", form, smile_factor=1.01)
    card = {**METADATA, "form": form, "std": "12.75,12.75,12.75"}
    steep = write_model(tmp_path / "steep.onnx", form, smile_factor=1.01, metadata=card)

    assert probe(usual).card.std == (127.5, 127.5, 127.5)
    assert refusal(steep).code is ContractCode.OUT_OF_RANGE


def test_what_was_checked_is_what_runs(tmp_path: Path) -> None:
    path = write_model(tmp_path / "m.onnx")
    grey = np.full((224, 224, 3), 200, np.uint8)

    checked = probe(path)
    write_model(path, smile_factor=0.1)  # another model takes its name meanwhile

    assert LaughModel(checked.model).read_still(grey).smile == pytest.approx(
        smile_of(200), abs=1e-3
    )


def test_other_input_names_are_listed(tmp_path: Path) -> None:
    error = refusal(write_model(tmp_path / "m.onnx", input_names={"frame": "image"}))

    assert error.code is ContractCode.INPUTS
    assert error.expected == "frames or frame and history"
    assert error.found == "history, image"


def test_a_missing_output_is_named(tmp_path: Path) -> None:
    error = refusal(write_model(tmp_path / "m.onnx", drop_output="features"))

    assert error.code is ContractCode.OUTPUTS
    assert "features" in error.expected
    assert "features" not in error.found


@pytest.mark.parametrize("form", FORMS)
def test_another_number_of_emotions_is_a_matter_of_labels(tmp_path: Path, form: str) -> None:
    error = refusal(write_model(tmp_path / "m.onnx", form, labels=8))

    assert error.code is ContractCode.LABELS
    assert error.expected == "emotion_logits [N, 7]"
    assert error.found == "emotion_logits [N, 8]"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "bent", [{"size": 112}, {"frames": 3}, {"batch": 1}, {"smile_rank": 2}], ids=str
)
def test_other_shapes_are_refused(tmp_path: Path, form: str, bent: dict[str, int]) -> None:
    assert refusal(write_model(tmp_path / "m.onnx", form, **bent)).code is ContractCode.SIZE


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("factor", "code"),
    [
        (float("nan"), ContractCode.NOT_FINITE),
        (float("inf"), ContractCode.NOT_FINITE),
        (2.5, ContractCode.OUT_OF_RANGE),
        (-1.0, ContractCode.OUT_OF_RANGE),
    ],
)
def test_answers_that_are_no_probabilities_are_refused(
    tmp_path: Path, form: str, factor: float, code: ContractCode
) -> None:
    path = write_model(tmp_path / "m.onnx", form, smile_factor=factor)

    assert refusal(path).code is code
    assert read_card(path).form == form  # only running it can tell


def test_an_old_operator_set_is_refused(tmp_path: Path) -> None:
    error = refusal(write_model(tmp_path / "m.onnx", opset=15))

    assert error.code is ContractCode.OPSET
    assert (error.expected, error.found) == ("opset 17 or newer", "opset 15")


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("contract_version", "2", ContractCode.VERSION),
        ("labels", "happy,sad", ContractCode.LABELS),
        ("labels", "", ContractCode.LABELS),
        ("form", "sequence", ContractCode.METADATA),
        ("frames", "7", ContractCode.SIZE),
        ("frames", "five", ContractCode.METADATA),
        ("size", "-224", ContractCode.METADATA),
        ("size", "9" * 5000, ContractCode.METADATA),
        ("crop", "haar-box", ContractCode.CROP),
        ("mean", "127.5", ContractCode.METADATA),
        ("mean", "nan,0,0", ContractCode.METADATA),
        ("std", "0,1,1", ContractCode.METADATA),
        ("std", "1e-37,1,1", ContractCode.METADATA),
        ("mean", "1e38,0,0", ContractCode.METADATA),
        ("accuracy", "[1]", ContractCode.METADATA),
        ("accuracy", "{", ContractCode.METADATA),
        ("accuracy", "[" * 100_000, ContractCode.METADATA),
        ("accuracy", json.dumps({"genki4k": 94}), ContractCode.METADATA),
        ("parameters", "many", ContractCode.METADATA),
    ],
)
def test_metadata_that_cannot_be_served_is_refused(
    tmp_path: Path, key: str, value: str, code: ContractCode
) -> None:
    error = refusal(write_model(tmp_path / "m.onnx", metadata={**METADATA, key: value}))

    assert error.code is code
    assert len(str(error)) < 400


OPENED = "OPEN: KB · opset 17"
SEQUENCE_IN = "INPUTS: frames [N, 5, 3, 224, 224]"
STREAM_IN = "INPUTS: frame [N, 3, 224, 224]"
ANSWERS = "OUTPUTS: smile_prob [N], emotion_logits [N, 7]"


@pytest.mark.parametrize(
    ("form", "bent", "passed"),
    [
        ("stream", {"opset": 15}, []),
        ("stream", {"input_names": {"frame": "image"}}, [OPENED]),
        ("stream", {"size": 112}, [OPENED]),
        ("sequence", {"batch": 1}, [OPENED]),
        ("sequence", {"labels": 6}, [OPENED, SEQUENCE_IN]),
        ("stream", {"drop_output": "features"}, [OPENED, STREAM_IN]),
        ("stream", {"metadata": {"labels": "happy,sad"}}, [OPENED, STREAM_IN, ANSWERS]),
        ("stream", {"metadata": {"frames": "7"}}, [OPENED, STREAM_IN, ANSWERS]),
        (
            "sequence",
            {"smile_factor": 2.5},
            [OPENED, SEQUENCE_IN, ANSWERS, "DESCRIPTION: 1"],
        ),
    ],
    ids=str,
)
def test_a_refusal_tells_what_the_file_had_passed(
    tmp_path: Path, form: str, bent: dict[str, Any], passed: list[str]
) -> None:
    error = refusal(write_model(tmp_path / "m.onnx", form, **bent))

    found = [f"{one.step}: {one.found}" for one in error.passed]
    assert [re.sub(r"[\d.]+ KB", "KB", words) for words in found] == passed


def test_a_file_that_cannot_be_opened_has_passed_nothing(tmp_path: Path) -> None:
    (tmp_path / "notes.onnx").write_text("this is not a model", encoding="utf-8")
    assert refusal(tmp_path / "notes.onnx").passed == ()
    assert refusal(tmp_path / "none.onnx").passed == ()


def test_loading_a_hostile_model_fails_like_checking_it(tmp_path: Path) -> None:
    with pytest.raises(ContractError) as caught:
        LaughModel(write_model(tmp_path / "m.onnx", smile_factor=float("nan")))
    assert caught.value.code is ContractCode.NOT_FINITE
