"""The words: one for everything, in both languages, with the numbers behind them."""

import pytest

from laughgame.game.analysis import Analysis, AnalysisResult, analyse
from laughgame.game.judge import Verdict
from laughgame.game.reading import EMOTIONS
from laughgame.ui import wording
from laughgame.vision.model_contract import ContractCode
from tests.gui.settings_window import korean


def caption(kind: Analysis | None, verdict: Verdict, smile: float = 0.1) -> str:
    result = None if kind is None else AnalysisResult(kind, "neutral", 0.9, smile)
    return wording.caption(result, verdict)


def everything() -> dict[str, str]:
    """Every sentence, by what it is for."""
    words = {}
    for verdict in Verdict:
        words[f"verdict {verdict}"] = wording.verdict_name(verdict)
        for kind in (*Analysis, None):
            words[f"caption {kind} {verdict}"] = caption(kind, verdict)
    for emotion in EMOTIONS:
        words[f"emotion {emotion}"] = wording.emotion_name(emotion)
    for code in (*ContractCode, "SOMETHING_NEW"):
        refusal = wording.refusal(str(code), "", "")
        words[f"headline {code}"] = refusal.headline
        words[f"fix {code}"] = refusal.fix
    words["over"] = wording.spare(0.02)
    words["spare"] = wording.spare(-0.49)
    words["hold"] = wording.hold(0.25, 0.4)
    words["no hold"] = wording.hold(0.0, 0.0)
    words["reason"] = wording.out_reason(0.86, 0.42, 0.8)
    words["reason at once"] = wording.out_reason(0.86, 0.0, 0.8)
    words["caption not quite still"] = caption(Analysis.NEUTRAL, Verdict.SAFE, 0.4)
    words["smile"] = wording.smile_chip(0.82)
    words["reassurance"] = wording.reassurance()
    words["break"] = wording.caption(None, Verdict.PAUSED, paused=True)
    return words


def test_everything_has_words_in_both_languages(qapp):
    english = everything()
    with korean():
        translated = everything()
    assert all(english.values())
    untranslated = [key for key, words in translated.items() if words == english[key]]
    assert untranslated == []
    assert all(any("가" <= letter <= "힣" for letter in words) for words in translated.values())


def test_every_refusal_is_its_own(qapp):
    headlines = [wording.refusal(code.value).headline for code in ContractCode]
    assert len(set(headlines)) == len(headlines)


def test_numbers_stand_in_the_sentences(qapp):
    assert wording.spare(-0.49) == "0.49 to spare"
    assert wording.spare(0.02) == "+0.02 over"
    assert wording.hold(0.25, 0.4) == "0.25 / 0.40 s"
    assert wording.hold(0.52, 0.4) == "0.40 / 0.40 s"
    assert wording.emotion_chip("happy", 0.88) == "happy 88%"
    assert wording.smile_chip(0.82) == "smile 82%"
    with korean():
        assert wording.spare(-0.49) == "여유 0.49"
        assert wording.smile_chip(0.82) == "웃음 82%"


def test_a_missing_emotion_is_counted(qapp):
    refusal = wording.refusal("LABELS", "emotion_logits [N, 7]", "emotion_logits [N, 6]")
    assert refusal.headline == "It has 6 emotions. It needs 7."
    swapped = wording.refusal("LABELS", "", "a, b, c, d, e, f, g")
    assert "order" in swapped.headline


def test_a_smile_below_the_zone_is_not_called_a_laugh(qapp):
    safe = caption(Analysis.GENUINE, Verdict.SAFE)
    caught = caption(Analysis.GENUINE, Verdict.WARNING)
    assert safe != caught


@pytest.mark.parametrize("kind", Analysis)
@pytest.mark.parametrize("verdict", [Verdict.WARNING, Verdict.OUT])
def test_nobody_is_caught_by_a_sentence_that_says_nothing_happened(qapp, kind, verdict):
    """The line may lie so low that a mouth is caught which the analysis calls neutral."""
    harmless = {caption(Analysis.NEUTRAL, Verdict.SAFE, smile) for smile in (0.0, 0.45)}
    harmless |= {caption(Analysis.SCORNFUL, Verdict.SAFE), caption(Analysis.HOLDING, Verdict.SAFE)}
    assert caption(kind, verdict) not in harmless


def test_a_mouth_that_moves_is_not_told_that_it_did_not(qapp):
    still = "Not a muscle moved."
    assert wording.caption(analyse(0.1, (0.9, 0, 0, 0, 0, 0, 0.1)), Verdict.SAFE) == still
    assert wording.caption(analyse(0.3, (0.9, 0, 0, 0, 0, 0, 0.1)), Verdict.SAFE) != still
    surprised = analyse(0.1, (0.3, 0, 0, 0, 0, 0, 0.7))
    assert wording.caption(surprised, Verdict.SAFE) != still


def test_without_a_hold_time_no_zero_seconds_are_counted(qapp):
    assert wording.hold(0.0, 0.0) == "at once"
    assert wording.out_reason(0.95, 0.0, 0.8) == "0.95 at once, line 0.80"


def test_an_emotion_that_is_none_is_refused(qapp):
    with pytest.raises(ValueError, match="boredom"):
        wording.emotion_name("boredom")
