"""A file that is written appears whole, or the old one stays."""

from pathlib import Path

import matplotlib
import numpy as np
import pytest

from tests.judged import judged, picture
from training import actor_check, evaluate
from training.evaluation import actor, figures
from training.evaluation.table import Table
from training.evaluation.table_page import write_page
from training.files import check_marks, replacing, write_between, write_text
from training.scoring.calibration import Calibration, write_calibration

matplotlib.use("Agg")


def test_what_was_written_takes_the_old_ones_place(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    write_text(file, "old")
    write_text(file, "새것")
    assert file.read_text(encoding="utf-8") == "새것"
    assert list(tmp_path.iterdir()) == [file]


def test_a_writing_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    write_text(file, "old")
    with pytest.raises(OSError, match="full"):
        fill_the_disk(file)
    assert file.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [file]


def fill_the_disk(file: Path) -> None:
    with replacing(file) as part:
        part.write_text("half")
        raise OSError("the disk is full")


def test_only_what_stands_between_two_marks_in_order_is_replaced(tmp_path: Path) -> None:
    file = tmp_path / "card.md"
    write_text(file, "above <a>old</a> below")
    check_marks(file, "<a>", "</a>")
    write_between(file, "<a>", "</a>", "new")
    assert file.read_text(encoding="utf-8") == "above <a>\nnew\n</a> below"


@pytest.mark.parametrize("text", ["nothing", "<a> alone", "</a> before <a>", "</a>"])
def test_a_text_without_its_marks_is_named_and_stays(tmp_path: Path, text: str) -> None:
    file = tmp_path / "card.md"
    write_text(file, text)
    for ask in (
        lambda: check_marks(file, "<a>", "</a>"),
        lambda: write_between(file, "<a>", "</a>", "n"),
    ):
        with pytest.raises(ValueError, match=r"card\.md lacks the line <a>"):
            ask()
    assert file.read_text(encoding="utf-8") == text


def cut_off(*_: object, **__: object) -> None:
    raise OSError("the disk is full")


def write_report(folder: Path) -> None:
    evaluate.write_report(folder, {}, {"london": [judged(picture("london", 0, smile=1), 0.5)]})


def write_figures(folder: Path) -> None:
    card = folder / "card.md"
    card.write_text(f"{figures.BEGIN}{figures.END}")
    figures.write_figures(card, {"sets": {}})


def write_plot(folder: Path) -> None:
    nothing = np.zeros(2)
    trace = actor.Trace("p", np.arange(2.0), nothing, nothing, np.array(["", ""]), ())
    actor_check.plot([trace], folder / "actor.png")


@pytest.mark.parametrize(
    "write",
    [
        lambda folder: write_calibration(folder / "calibration.json", Calibration(), "", {}),
        lambda folder: write_page(folder, Table(())),
        write_report,
        write_figures,
        write_plot,
    ],
)
def test_no_writer_here_leaves_half_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: object
) -> None:
    # Everything is written before it is put in place: what cannot be put there changes nothing.
    monkeypatch.setattr(Path, "replace", cut_off)
    with pytest.raises(OSError, match="full"):
        write(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] in ([], ["card.md"])
    if (tmp_path / "card.md").is_file():
        assert (tmp_path / "card.md").read_text() == f"{figures.BEGIN}{figures.END}"
