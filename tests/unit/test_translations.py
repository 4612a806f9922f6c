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


def test_korean_has_one_word_for_one_thing():
    """The words that were not chosen; CONTRIBUTING names those that were."""
    pages = [ROOT / "README.ko.md", *(ROOT / "docs").glob("*.ko.md")]
    texts = [korean for english, korean, _ in translations() if english != "Out"]
    texts += [page.read_text(encoding="utf-8") for page in pages]
    others = ("아웃", "주의 구간", "화면 분위기", "훈련", "사생활", "계약", "미소 게이지")
    assert [(word, text) for word in others for text in texts if word in text] == []


def test_korean_speaks_as_a_referee_throughout():
    """합니다 and 하세요: no sentence slips into the softer 해요 but a question."""
    softer = re.compile(r"(?<![세까필])요(?=[.!]|$)", re.MULTILINE)
    assert [korean for _, korean, _ in translations() if softer.search(korean)] == []


def test_the_catalogue_holds_the_sentences_of_the_code_and_no_others(tmp_path):
    fresh = tmp_path / "laughgame_ko.ts"
    sources = sorted(str(file) for file in (ROOT / "laughgame").rglob("*.py"))
    run_tool("pyside6-lupdate", *sources, "-ts", str(fresh), "-locations", "none")
    assert entries(CATALOGUE) == entries(fresh), "make translations"


def test_the_compiled_catalogue_is_the_catalogue(tmp_path):
    fresh = tmp_path / "laughgame_ko.qm"
    run_tool("pyside6-lrelease", str(CATALOGUE), "-qm", str(fresh))
    assert fresh.read_bytes() == CATALOGUE.with_suffix(".qm").read_bytes(), "make translations"
