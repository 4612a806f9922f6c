"""Mimic: an imitation is scored while it is played, and graded at its end."""

from dataclasses import replace

import pytest

from laughgame.game.mimicry import BEHIND_S, Sample
from laughgame.game.modes.mimic import Mimic
from laughgame.game.reading import strongest
from tests.readings import reading
from tests.unit.test_mimicry import ANGRY, SURPRISED, face, played


def imitate(mimic, samples, start_s=50.0):
    """Play a row of samples; afterwards the face rests."""
    views = []
    for sample in samples:
        shown = None
        if sample.emotions is not None:
            shown = replace(reading(), emotions=sample.emotions)
        views.append(mimic.feed(shown, start_s + sample.time_s))
    after_s = samples[-1].time_s
    while not mimic.over:
        after_s += 1 / 30
        views.append(mimic.feed(replace(reading(), emotions=face()), start_s + after_s))
    return views


def test_who_imitates_well_sees_the_score_rise_and_gets_the_grade():
    mimic = Mimic([Sample(s.time_s + 3, s.emotions) for s in played(*SURPRISED)])
    views = imitate(mimic, played(*SURPRISED, late_s=0.2, noise=0.03))
    assert views[0].score is None
    assert views[-1].score > 85
    assert views[-1].over
    assert mimic.grade().score >= 90
    assert mimic.length_s == pytest.approx(5.3, abs=0.05)
    assert mimic.model[0].time_s == mimic.player[0].time_s == 0
    assert mimic.player[-1].time_s >= mimic.length_s + BEHIND_S - 0.05
    assert mimic.feed(None, 1e6) == views[-1], "over is over"


def test_something_else_is_graded_low():
    mimic = Mimic(played(*SURPRISED))
    assert imitate(mimic, played(*ANGRY))[-1].score <= 40
    assert mimic.grade().score <= 40


def test_nobody_gets_no_grade():
    mimic = Mimic(played(*SURPRISED))
    for n in range(100):
        view = mimic.feed(None, n / 30)
    assert view.score is None
    assert mimic.grade() is None


def test_another_clock_begins_again():
    mimic = Mimic(played(*SURPRISED))
    for n in range(60):
        mimic.feed(reading(), 100 + n / 30)
    assert mimic.feed(reading(), 3.0).played_s == 0


def test_a_model_without_a_face_is_refused():
    with pytest.raises(ValueError, match="no face was seen"):
        Mimic([Sample(0.0, None)])


@pytest.mark.parametrize("time_s", [float("nan"), float("inf")])
def test_a_time_that_is_none_is_refused(time_s):
    mimic = Mimic(played(*SURPRISED))
    with pytest.raises(ValueError, match="finite"):
        mimic.feed(reading(), time_s)
    assert mimic.feed(reading(), 1.0).played_s == 0


def test_a_machine_that_slept_does_not_choke():
    mimic = Mimic(played(*SURPRISED))
    mimic.feed(reading(), 0.0)
    assert mimic.feed(reading(), 30_000.0).over


def test_what_the_model_plays_is_told_moment_by_moment():
    mimic = Mimic(played(*SURPRISED))
    assert mimic.wanted == strongest(mimic.model[0].emotions)
    told = set()
    for step in range(round(mimic.length_s * 30)):
        mimic.feed(reading(step / 30), step / 30)
        told.add(mimic.wanted)
    assert told == {"neutral", "surprise", "happy"}
