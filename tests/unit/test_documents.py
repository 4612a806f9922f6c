"""What the documents promise is there: files, commands, keys, in both languages."""

import re
from pathlib import Path

import pytest

from laughgame.app.play_report import PlayLog
from laughgame.cli import SUBCOMMANDS
from laughgame.game.session import Session
from laughgame.vision.pipeline_stats import PipelineMeter
from tests import documented_commands
from tests.documented_commands import ROOT
from tests.readings import reading

DOCUMENTS = (*documented_commands.DOCUMENTS, "CHANGELOG.md")
LANGUAGES = {
    "English": ("README.md", "docs/playing.md", "docs/commands.md"),
    "Korean": ("README.ko.md", "docs/playing.ko.md", "docs/commands.ko.md"),
}


def read(document):
    return (ROOT / document).read_text(encoding="utf-8")


def slug(heading: str) -> str:
    """The anchor of a heading, as Markdown viewers make it."""
    kept = re.sub(r"[^\w\- ]", "", heading.strip().lower())
    return kept.replace(" ", "-")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere(document):
    here = ROOT / document
    for target in re.findall(r"\]\(([^)]+)\)", read(document)):
        if "://" not in target:
            name, _, anchor = target.partition("#")
            page = here.parent / name if name else here
            assert page.exists(), target
            assert not anchor or anchor in anchors(page), target


def anchors(page: Path) -> set[str]:
    """The anchors of all headings of a page."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {slug(heading) for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_make_knows_every_target_the_documents_name(document):
    text = read(document)
    makefile = read("Makefile")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    in_code = re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE)
    assert set(in_code) <= targets


@pytest.mark.parametrize("command", SUBCOMMANDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_both_languages_name_every_command(command, language):
    assert any(f"laughgame {command}" in read(document) for document in LANGUAGES[language])


@pytest.mark.parametrize(("english", "korean"), [*zip(*LANGUAGES.values(), strict=True)])
def test_both_languages_say_as_much(english, korean):
    """As many headings, rows of tables, points, blocks of code and pictures in either."""
    for mark in (r"^## ", r"^\|", r"^(?:- |\d\. )", r"^```", r"^!\["):
        counts = [len(re.findall(mark, read(page), re.MULTILINE)) for page in (english, korean)]
        assert counts[0] == counts[1], mark


def test_the_documents_list_the_keys_of_the_play_report():
    log, session = PlayLog(), Session()
    log.add(session.feed(reading(0.0, 0.2), 0.0))
    report = log.report("actor", "practice", "model.onnx", PipelineMeter().snapshot(dropped=0))
    for key in [*report, *report["frames"], *report["latency_ms"], *report["verdicts"][0]]:
        spellings = (f"`{key}`", f".{key}`", f"`{key}.", f"`{key}[]`")
        assert any(spelling in read("docs/commands.md") for spelling in spellings), key
