"""Korean is a first-class language: nothing untranslated, nothing out of date."""

import re
import subprocess
import sysconfig
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "assets" / "translations" / "laughgame_ko.ts"
TOOLS = Path(sysconfig.get_path("scripts"))


def run_tool(name: str, *arguments: str) -> None:
    subprocess.run([TOOLS / name, *arguments], cwd=ROOT, check=True, capture_output=True)


def entries(catalogue: Path) -> set[tuple[str, str]]:
    contexts = ET.parse(catalogue).getroot().iter("context")
    return {
        (context.findtext("name", ""), message.findtext("source", ""))
        for context in contexts
        for message in context.iter("message")
    }


def translations() -> list[tuple[str, str, str | None]]:
    """The catalogue as (English, Korean, what is the matter with it)."""
    return [
        (
            message.findtext("source", ""),
            "".join(message.find("translation").itertext()).strip(),
            message.find("translation").get("type"),
        )
        for message in ET.parse(CATALOGUE).getroot().iter("message")
    ]


def test_every_sentence_has_its_korean():
    waiting = [english for english, korean, matter in translations() if matter or not korean]
    assert waiting == [], "make translations, then fill these in"


def test_korean_keeps_the_placeholders():
    """``{value}`` and ``%1`` stand in the Korean as often as in the English."""
    placeholder = re.compile(r"\{[^{}]*\}|%(?:\d+|n)")
    astray = [
        english
        for english, korean, _ in translations()
        if sorted(placeholder.findall(english)) != sorted(placeholder.findall(korean))
    ]
    assert astray == []


def test_the_catalogue_holds_the_sentences_of_the_code_and_no_others(tmp_path):
    fresh = tmp_path / "laughgame_ko.ts"
    sources = sorted(str(file) for file in (ROOT / "laughgame").rglob("*.py"))
    run_tool("pyside6-lupdate", *sources, "-ts", str(fresh), "-locations", "none")
    assert entries(CATALOGUE) == entries(fresh), "make translations"


def test_the_compiled_catalogue_is_the_catalogue(tmp_path):
    fresh = tmp_path / "laughgame_ko.qm"
    run_tool("pyside6-lrelease", str(CATALOGUE), "-qm", str(fresh))
    assert fresh.read_bytes() == CATALOGUE.with_suffix(".qm").read_bytes(), "make translations"
