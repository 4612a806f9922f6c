"""The card's table is written by the evaluation, and agrees with the model files."""

import dataclasses
from pathlib import Path

import pytest

from laughgame.vision.model_contract import read_card
from training.evaluation.figures import BEGIN, END, write_figures
from training.evaluation.table import Aside, Figure, Measure, Row, Table, Unit, as_json
from training.places import MODELS

SCORE = {
    "count": 10,
    "accuracy": 0.9,
    "recall": 0.8,
    "false_positive_rate": 0.05,
    "roc_auc": 0.97,
}
RESULT = {
    "sets": {
        "genki4k": {
            "smile": SCORE,
            "emotion": None,
            "votes_emotion_accuracy": None,
            "groups": {"light: dark": SCORE | {"accuracy": 0.7}},
        },
        "fer2013": {
            "smile": SCORE,
            "emotion": {"accuracy": 0.6, "recall": {"happy": 0.85}},
            "votes_emotion_accuracy": 0.8,
            "groups": {},
        },
    }
}


def test_only_the_table_between_the_marks_changes(tmp_path: Path) -> None:
    card = tmp_path / "README.md"
    card.write_text(f"above\n{BEGIN}\nold\n{END}\nbelow\n")
    write_figures(card, RESULT)
    text = card.read_text()
    assert text.startswith(f"above\n{BEGIN}\n")
    assert text.endswith(f"{END}\nbelow\n")
    assert "old" not in text
    assert "| **genki4k** | 10 | 90.0 % | 80.0 % | 5.0 % | 0.970 |" in text
    assert "| light: dark | 10 | 70.0 %" in text
    assert "| happy | 85.0 % |" in text
    assert "| fer2013 PublicTest, where more than five of the ten voters agree | 80.0 % |" in text


def test_the_table_of_floors_and_aims_comes_first_where_it_was_measured(tmp_path: Path) -> None:
    figure = Figure(0.9553, 465, 0.94, 0.97)
    test = Figure(0.94, 200, 0.9, 0.96)
    right = Measure("accuracy", Unit.SHARE, 0.955, 0.97, figure, test)
    row = Row("genki4k", "GENKI-4K", (right,), "Near copies.", "Chosen by half of them.")
    aside = Aside("Clip by clip", ("clip", "frames"), (("d3", "12"),), "By eye.")
    twins = dataclasses.replace(row, title="Twins")
    table = as_json(Table((row, twins), asides=(aside,)))
    card = tmp_path / "README.md"
    card.write_text(f"{BEGIN}\n{END}\n")
    write_figures(card, RESULT | {"table": table})
    text = card.read_text()
    assert (
        "| GENKI-4K: accuracy | 95.5 % | 97.0 % | **95.5 %** (94.0 % to 97.0 %) | 465 pictures "
        "| floor reached | **94.0 %** (90.0 % to 96.0 %) | 200 (test people) | floor missed |"
    ) in text
    assert "- **GENKI-4K.** Near copies." in text
    assert "- **GENKI-4K; Twins.** Chosen by half of them." in text
    assert "| d3 | 12 |" in text
    assert text.index("GENKI-4K") < text.index("**genki4k**")


def test_a_file_without_marks_is_left_alone(tmp_path: Path) -> None:
    card = tmp_path / "README.md"
    card.write_text("no marks")
    with pytest.raises(ValueError, match="lacks the line"):
        write_figures(card, RESULT)
    assert card.read_text() == "no marks"


@pytest.mark.parametrize("name", ["dual_head.onnx", "dual_head_stream.onnx"])
def test_the_card_in_the_readme_and_in_the_model_file_agree(name: str) -> None:
    text = (MODELS / "README.md").read_text(encoding="utf-8")
    figures = read_card(MODELS / name).accuracy
    assert set(figures) >= {"genki4k_smile", "smiles_smile", "fer2013_emotion", "london_smile"}
    for figure, share in figures.items():
        assert f"{share:.1%}".replace("%", " %") in text, figure
