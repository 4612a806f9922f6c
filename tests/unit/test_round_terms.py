"""On what terms a round was played, noted while it was judged."""

from dataclasses import replace

from laughgame.app.round_terms import TermsBook, terms_of
from laughgame.game.cards import Discipline, Style
from laughgame.game.judge import JudgeSettings
from laughgame.game.turn import TurnRules
from laughgame.storage.kept import CUSTOM, MIXED, Terms
from laughgame.ui.screens.settings_pages.presets import PRESETS

STRICT = TurnRules(PRESETS["strict"].rules(), Discipline(Style.CARDS))
OWN = TurnRules(JudgeSettings(threshold=0.72), Discipline(Style.LIVES, 5))


def noted(*rules):
    book = TermsBook()
    for one in rules:
        book.note(one)
    return book.terms


def test_rules_that_stayed_are_told_by_their_preset_or_by_their_numbers():
    assert noted(STRICT, STRICT) == Terms("strict", 0.65, 0.2, False, "cards", None)
    assert noted(OWN, replace(OWN)) == terms_of(OWN)
    assert terms_of(OWN) == Terms(CUSTOM, 0.72, JudgeSettings().hold_s, False, "lives", 5)


def test_rules_that_were_changed_midway_are_no_difficulty():
    gentler = replace(STRICT, judge=PRESETS["gentle"].rules())
    assert noted(STRICT, gentler, STRICT) == Terms(MIXED, style="cards")
    assert noted(OWN, replace(OWN, judge=JudgeSettings())) == Terms(MIXED, style="lives", lives=5)


def test_before_anything_was_judged_nothing_is_known():
    assert noted() == Terms()
