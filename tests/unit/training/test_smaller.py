"""A smaller file is shipped only where it is faster and costs next to nothing."""

from pathlib import Path

import numpy as np
import pytest

from laughgame.vision.laugh_model import LaughModel
from laughgame.vision.model_contract import read_card
from training.clips import MODELS
from training.evaluation.variants import make_variants
from training.smaller import Variant, measure, paragraph, verdict, worth_shipping

BASE = Variant("float32", 7.7, 2.0, 1.0, 1.0, 1.0, {"genki4k": 0.96, "fer2013": 0.60}, 0.0)


def variant(faster: float, genki: float, fer: float) -> Variant:
    shares = {"genki4k": genki, "fer2013": fer}
    return Variant("int8", 2.0, 2 / faster, faster, faster - 0.1, faster + 0.1, shares, 0.1)


def test_what_is_faster_and_as_good_is_worth_shipping() -> None:
    assert verdict(BASE, variant(2.0, 0.958, 0.61)) == "worth shipping: it costs 0.2 points"


def test_a_loss_on_one_set_is_not_made_good_by_another() -> None:
    said = verdict(BASE, variant(2.0, 0.99, 0.596))
    assert said == "not shipped: it costs 0.4 points on one set"


@pytest.mark.parametrize("faster", [0.8, 1.0, 1.05])
def test_what_is_not_surely_faster_stays_at_home(faster: float) -> None:
    assert verdict(BASE, variant(faster, 0.96, 0.60)) == "not shipped: it is no faster"


def test_the_fastest_of_those_that_keep_the_rule_is_shipped() -> None:
    slow, fast, wrong = variant(1.5, 0.96, 0.60), variant(2.0, 0.96, 0.60), variant(4.0, 0.5, 0.6)
    assert worth_shipping([BASE, slow, fast, wrong]) is fast
    assert worth_shipping([BASE, wrong]) is None
    assert "int8 is worth shipping beside float32. It saves 1.00 ms" in paragraph([BASE, fast])


def test_the_paragraph_names_every_variant_and_the_outcome() -> None:
    text = paragraph([BASE, variant(2.0, 0.5, 0.6)])
    assert "| int8 | 2.0 MB | 1.00 ms | 2.00 (1.90–2.10) | 50.0 % | 60.0 % | not shipped:" in text
    assert text.rstrip().endswith("float32 stays alone.")


@pytest.mark.filterwarnings("ignore")
def test_every_variant_keeps_the_contract_and_answers_alike(tmp_path: Path) -> None:
    model = MODELS / "dual_head_stream.onnx"
    crops = np.random.default_rng(0).integers(0, 255, (3, 224, 224, 3), np.uint8)
    files = make_variants(model, tmp_path / "variants", crops)
    assert set(files) == {"float32", "int8", "int8 memory", "float16"}
    plain = LaughModel(model).read_stills(crops)[0]
    for name, file in files.items():
        assert read_card(file).parameters == 1_923_368, name
        assert read_card(file).name.endswith("stream" if file == model else name)
        assert LaughModel(file).read_stills(crops)[0] == pytest.approx(plain, abs=0.1), name
    sizes = {name: file.stat().st_size for name, file in files.items()}
    assert sizes["int8"] < sizes["float16"] < sizes["float32"]
    found = measure(files, {"genki4k": (crops, np.array([0, 1, 1]))})
    assert [one.name for one in found] == list(files)
    assert found[0].most_smile_moved == 0
    assert all(one.frame_ms > 0 for one in found)
