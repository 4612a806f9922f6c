"""Everything a camera can do wrong, in the real program, while a round is played.

The program runs once, on its own: it is the real one, down to its exit over threads that hang.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from laughgame.vision.sources.fake_script import Verb
from tests import fault_table
from tests.fault_table import Row

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "faults.md"

LEISURE = 2.0
"""A busy machine may be so many times as slow as the page of the document asks for."""


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    """Run the table; return its rows by verb, what was lost in the end, and the exit code."""
    folder = tmp_path_factory.mktemp("faults")
    file = folder / "faults.json"
    own = {name: str(folder) for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME")}
    done = subprocess.run(
        [sys.executable, "-m", "tests.fault_table", "--json", str(file)],
        cwd=ROOT,
        env={**os.environ, **own, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert file.exists(), done.stderr
    told = json.loads(file.read_text(encoding="utf-8"))
    rows = {row["verb"]: Row(**row) for row in told["rows"]}
    return rows, told["wrong"], done


@pytest.mark.parametrize("verb", Verb)
def test_the_round_waits_says_why_goes_on_and_loses_nothing(measured, verb):
    rows, _, _ = measured
    assert rows[verb.value].wrong(LEISURE) == []


def test_the_round_is_kept_as_it_was_played_and_the_program_ends(measured):
    _, wrong, done = measured
    assert wrong == []
    assert done.returncode in (0, 1), done.stderr  # 1: slower than asked for
    assert re.search(r"over [1-4] threads that hang", done.stderr), done.stderr


def test_the_document_tells_of_every_fault():
    rows = DOCUMENT.read_text(encoding="utf-8").partition(fault_table.MARKS[0])[2]
    for verb in Verb:
        assert f"| `{verb.value}` |" in rows
    assert rows.count("plays on") == len(Verb) - len(fault_table.SHOWN)


def test_the_table_takes_its_place_in_a_text_and_nothing_else(qapp, tmp_path, monkeypatch, capsys):
    file = tmp_path / "page.md"
    begin, end = fault_table.MARKS
    row = Row("grey", goes_on_s=0.1, gap_s=0.25)
    monkeypatch.setattr(fault_table, "measure", lambda *_: ([row], []))
    file.write_text(f"before\n{begin}\nold\n{end}\nafter\n", encoding="utf-8")
    assert fault_table.run(["--write", str(file)]) == 0
    text = file.read_text(encoding="utf-8")
    assert text.startswith(f"before\n{begin}\n| fault |")
    assert text.endswith(
        f"| `grey` | plays on | – | no gap over 0.25 s | nothing |\n{end}\nafter\n"
    )
    assert "plays on" in capsys.readouterr().out


def test_without_a_place_for_the_table_nothing_is_measured(tmp_path, monkeypatch):
    file = tmp_path / "page.md"
    file.write_text("no marks", encoding="utf-8")
    monkeypatch.setattr(fault_table, "measure", lambda *_: pytest.fail("it was measured"))
    with pytest.raises(ValueError, match="lacks the line"):
        fault_table.run(["--write", str(file)])


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        (Row("black", ["black"], [""], 1.2, 0.1), "waits after"),
        (Row("black", ["black"], [""], 0.5, 3.1), "goes on after"),
        (Row("black", ["black"], [""], 0.5, None), "goes on after"),
        (Row("black", ["covered"], [""], 0.5, 0.1), "shows"),
        (Row("black", ["black"], [""], 0.5, 0.1, counted_s=0.3), "survived"),
        (Row("black", ["black"], [""], 0.5, 0.1, lost=["a life"]), "a life"),
        (Row("grey", [], [], None, 0.1, gap_s=1.4), "no verdict"),
    ],
)
def test_what_is_late_wrong_or_lost_is_named(row, wrong):
    assert any(wrong in said for said in row.wrong())
