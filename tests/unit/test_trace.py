"""The smile of a whole turn: thin, without pauses, and marked where it cost a card."""

from itertools import pairwise

import pytest

from laughgame.game.cards import Discipline, Style
from laughgame.game.judge import JudgeSettings
from laughgame.game.trace import STEP_S, Trace
from laughgame.game.turn import Turn, TurnRules
from tests.readings import reading


def traced(*stretches, rate=30):
    turn, trace, step = Turn(TurnRules(discipline=Discipline(Style.LIVES))), Trace(), 0
    for seconds, smile in stretches:
        for _ in range(round(seconds * rate)):
            time_s = 100 + step / rate
            face = None if smile is None else reading(time_s, smile)
            trace.add(turn.feed(face, time_s))
            step += 1
    return trace


def test_ten_points_a_second_of_play_and_none_while_hidden():
    trace = traced((3, 0.1), (5, None), (3.3, 0.2))
    assert len(trace.points) == pytest.approx(60, abs=3)
    times = [point.played_s for point in trace.points]
    assert all(b - a >= STEP_S - 1e-6 for a, b in pairwise(times))
    assert times[-1] == pytest.approx(6, abs=0.2)


def test_a_card_is_marked_where_it_was_shown():
    (mark,) = traced((2, 0.1), (1, 0.95), (1, 0.1)).cards
    assert mark.card
    assert mark.played_s == pytest.approx(2.5, abs=0.15)
    assert mark.smile > 0.8


def test_a_moment_is_found_again_in_seconds_of_play():
    trace = traced((2, 0.1), (5, None), (2.3, 0.1))
    assert trace.played_at(99) == 0
    assert trace.played_at(101) == pytest.approx(1.0, abs=0.15)
    assert trace.played_at(105) == pytest.approx(2.0, abs=0.15)
    assert trace.played_at(108.3) == pytest.approx(3.0, abs=0.2)


def test_every_point_knows_the_line_it_was_judged_by():
    rules = TurnRules(JudgeSettings(threshold=0.9))
    turn, trace = Turn(rules), Trace()
    for step in range(60):
        if step == 30:
            turn.change(TurnRules(JudgeSettings(threshold=0.6)))
        trace.add(turn.feed(reading(step / 30, 0.1), step / 30))
    lines = [(point.played_s < 0.99, point.threshold) for point in trace.points]
    assert set(lines) == {(True, 0.9), (False, 0.6)}


def test_a_card_that_was_taken_back_is_no_mark():
    trace = traced((2, 0.1), (1, 0.95), (1, 0.1), (1, 0.95))
    first, _ = trace.cards
    trace.pardon()
    assert trace.cards == (first,)


def test_a_moment_after_the_last_one_is_that_of_the_last():
    trace = traced((2, 0.1))
    assert trace.played_at(999) == trace.points[-1].played_s
