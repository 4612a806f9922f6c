"""The report is one file that needs nothing else, and names every run and what sets it apart."""

import copy
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.unit.training.runs import DATA, leave_run
from training.report import epochs
from training.report.__main__ import main, report
from training.report.charts import Axis, Trace, line_chart
from training.report.people import group_masks
from training.report.runs import flat, read_runs
from training.report.summary import notices_of

VOID = {"meta"}


class Page(HTMLParser):
    """Collects words, references and what was not closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.references: list[str] = []
        self.tags: list[str] = []
        self.anchors: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name in ("src", "href", "xlink:href", "data", "action", "srcset"):
                self.references.append(value or "")
            if name == "id":
                self.anchors.add(value or "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    root = tmp_path_factory.mktemp("runs")
    other = copy.deepcopy(DATA)
    other["all"] = "fedcba9876543210"
    other["sets"]["genki4k"]["labels"] = "eeee"
    return [
        leave_run(root / "short"),
        leave_run(root / "long <b>", epochs=6, seed=2, data=other, rising=0.4),
    ]


def test_the_page_stands_alone_and_is_well_formed(folders: list[Path]) -> None:
    html = report(read_runs(folders))
    page = Page(html)
    assert page.open == []
    assert all(ref.startswith("#") for ref in page.references), page.references
    assert {ref.removeprefix("#") for ref in page.references} <= page.anchors
    assert not {"script", "img", "link", "iframe"} & set(page.tags)
    assert "http" not in html.replace('lang="en"', "")
    assert "url(" not in html
    assert "@import" not in html
    assert "prefers-color-scheme: dark" in html
    assert "@media print" in html


def test_every_run_is_named_and_no_name_becomes_markup(folders: list[Path]) -> None:
    page = Page(report(read_runs(folders)))
    assert "short" in page.text
    assert "long <b>" in page.text
    assert "b" not in page.tags


def test_every_set_head_and_group_has_its_figures(folders: list[Path]) -> None:
    notes = {("genki4k", f"images/{i}.jpg"): {"yaw": "0.5", "gender": "female"} for i in range(20)}
    text = Page(report(read_runs(folders), notes)).text
    for words in (
        "genki4k · smile",
        "fer2013 · emotion, by the set’s own label",
        "fer2013 · emotion, where over half of the votes for the seven agree",
        *("accuracy", "precision", "recall", "F1", "ROC AUC"),
        *("head turned", "female", "light: dark", "film: speech", "95 % interval"),
    ):
        assert words in text, words


def test_other_data_other_seeds_and_the_risen_loss_are_pointed_out(folders: list[Path]) -> None:
    runs = read_runs(folders)
    assert any("genki4k: labels" in notice for notice in notices_of(runs))
    text = Page(report(runs)).text
    assert "A and B saw different data" in text
    assert "stages.1.epochs" in text
    assert "The loss was lowest" in text


def test_runs_alike_raise_no_notice(folders: list[Path]) -> None:
    assert notices_of(read_runs([folders[0], folders[0]])) == []


def test_a_run_that_left_only_its_curve_is_shown_with_it(
    folders: list[Path], tmp_path: Path
) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "metrics.csv").write_text("epoch,loss,genki4k_smile\n1,0.5,0.8\n")
    # Without the setting that is empty in the other, too.
    (tmp_path / "old" / "config.json").write_text('{"recipe": {"seed": 1}}')
    text = Page(report(read_runs([tmp_path / "old", folders[0]]))).text
    assert "old" in text
    assert "no held-out predictions kept" in text
    assert "No fingerprint of the data was kept by A" in text


def test_a_folder_without_a_run_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main([str(tmp_path), "--out", str(tmp_path / "page.html")])
    assert stop.value.code == 2
    assert "holds no run" in capsys.readouterr().err
    assert not (tmp_path / "page.html").exists()


def test_the_command_writes_the_page(folders: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "deep" / "page.html"
    assert main([*map(str, folders), "--out", str(out)]) == 0
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("loss", "right", "said"),
    [
        ({1: 1.0, 2: 0.8}, {1: 0.7, 2: 0.8}, "nothing to stop early for"),
        ({1: 0.8, 2: 1.2}, {1: 0.7, 2: 0.8}, "Stopping there would have cost accuracy"),
        ({1: 0.8, 2: 1.2}, {1: 0.8, 2: 0.8}, "stopping there would have been right"),
    ],
)
def test_the_verdict_weighs_loss_against_accuracy(
    loss: dict[float, float], right: dict[float, float], said: str
) -> None:
    assert said in epochs.verdict(loss, right)


def test_groups_hold_whom_they_name(folders: list[Path]) -> None:
    said = read_runs(folders[:1])[0].predictions
    assert said is not None
    part = said.of("genki4k")
    masks = group_masks(part, {("genki4k", "images/0.jpg"): {"gender": "male"}})
    assert masks["everybody"].all()
    assert masks["male"].sum() == 1
    light = masks["light: dark"].sum() + masks["light: ordinary"].sum()
    assert light + masks["light: bright"].sum() == len(part)


def test_a_chart_of_one_point_and_of_none_is_drawn() -> None:
    axis = Axis("epoch", 1, 2)
    chart = line_chart("t", [Trace(0, "A", "a", [(1, 1)]), Trace(1, "B", "b", [])], axis, axis)
    assert chart.count("<circle") == 1


def test_ticks_are_round_and_within_the_axis() -> None:
    ticks = Axis("", 0.13, 0.87).ticks()
    assert 4 <= len(ticks) <= 8
    assert all(0.13 <= tick <= 0.87 for tick in ticks)
    assert Axis("", 1, 3, whole=True).ticks() == [1, 2, 3]


def test_nested_settings_become_dotted_names() -> None:
    assert flat({"a": {"b": 1}, "c": [{"d": 2}], "e": [1, 2], "f": None}) == {
        "a.b": "1",
        "c.1.d": "2",
        "e": "[1, 2]",
        "f": "–",
    }
