"""The same faces at 15, 30 and 60 readings a second: the same verdicts, within one reading's time.

Of a session that the real eye read of the illustrated actor (``tests/recorded_session.py``), and
of any smile drawn in straight lines.
"""

from bisect import bisect_right
from dataclasses import replace
from itertools import groupby

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from laughgame.game.calibration import Calibration
from laughgame.game.cards import Discipline, Offence, Style
from laughgame.game.deck import Deck, Item, ItemKind
from laughgame.game.judge import JudgeSettings, Verdict
from laughgame.game.mimicry import Sample, grade
from laughgame.game.modes.duel import Duel
from laughgame.game.modes.hot_seat import HotSeat
from laughgame.game.modes.mode import Player
from laughgame.game.modes.survival import Survival
from laughgame.game.personal_range import EVERYBODY, PersonalRange
from laughgame.game.turn import Ending, Turn, TurnRules
from tests.readings import reading
from tests.recorded_session import RATE, read_session

SLOW = (15, 30)
ONE_READING_S = 1 / 15 + 1e-6
"""One reading's time at the slowest rate; a hair more, for what adds up to it."""

LIVES = TurnRules(discipline=Discipline(Style.LIVES, 9))
ITEMS = [Item(f"joke {n}", ItemKind.JOKE, 6.0) for n in range(8)]
MINJI, JUN = Player("Minji"), Player("Jun")

every_rate = pytest.mark.parametrize(
    ("rate", "phase"), [(rate, phase) for rate in SLOW for phase in range(RATE // rate)]
)
"""Each rate, and every choice of which readings it keeps."""


@pytest.fixture(scope="module")
def session():
    return read_session()


@pytest.fixture(scope="module")
def alone(session):
    return session[0]


@pytest.fixture(scope="module")
def together(session):
    return session[1]


def thinned(film, rate, phase=0):
    return film[phase :: RATE // rate]


def leaving(film, start_s, end_s):
    """Return the film with nobody in it for a while."""
    return [(t, () if start_s <= t < end_s else faces) for t, faces in film]


def played(film, rules=LIVES, personal=EVERYBODY):
    turn = Turn(rules, personal)
    views = [turn.feed(faces[0] if faces else None, time_s) for time_s, faces in film]
    return turn, views


def cards(views):
    return [(view.snapshot.time_s, view.shown) for view in views if view.shown is not None]


def same_cards(fast, slow, at_most_s=ONE_READING_S):
    assert [card for _, card in slow] == [card for _, card in fast]
    for (fast_s, _), (slow_s, _) in zip(fast, slow, strict=True):
        assert abs(slow_s - fast_s) <= at_most_s


def verdicts(views):
    return [(view.snapshot.time_s, view.snapshot.ruling.verdict) for view in views]


def unmatched(verdicts, others):
    """Return the moments whose verdict is the others' at no moment within one reading's time."""
    times = [time_s for time_s, _ in others]
    return [
        (time_s, verdict)
        for time_s, verdict in verdicts
        if verdict
        not in {
            other
            for _, other in others[
                bisect_right(times, time_s - ONE_READING_S) : bisect_right(
                    times, time_s + ONE_READING_S
                )
            ]
        }
    ]


def lasting(verdicts):
    """Return the moments of the verdicts that stood for longer than one reading's time."""
    runs = [list(run) for _, run in groupby(verdicts, key=lambda one: one[1])]
    return [one for run in runs if run[-1][0] - run[0][0] > ONE_READING_S for one in run]


# --- the recorded session ----------------------------------------------------------


def test_the_session_has_laughs_and_smiles_that_are_none(alone, together):
    assert len(alone) / RATE == pytest.approx(40)
    _, views = played(alone)
    assert len(cards(views)) == 2
    assert {verdict for _, verdict in verdicts(views)} == {
        Verdict.SAFE,
        Verdict.WARNING,
        Verdict.OUT,
    }
    assert all(len(faces) == 2 for _, faces in together)


@every_rate
@pytest.mark.parametrize(
    "personal", [EVERYBODY, PersonalRange(0.3, 0.9)], ids=["everybody", "own range"]
)
@pytest.mark.parametrize("two_stage", [False, True])
def test_every_verdict_is_the_same_within_one_readings_time(
    alone, rate, phase, personal, two_stage
):
    rules = replace(LIVES, judge=JudgeSettings(two_stage=two_stage))
    _, fast = played(alone, rules, personal)
    _, slow = played(thinned(alone, rate, phase), rules, personal)
    assert unmatched(verdicts(slow), verdicts(fast)) == []
    assert unmatched(lasting(verdicts(fast)), verdicts(slow)) == []
    same_cards(cards(fast), cards(slow))


@every_rate
def test_who_leaves_is_warned_at_the_same_time(alone, rate, phase):
    film = leaving(alone, 19.37, 30.61)
    turn, fast = played(film)
    slower, slow = played(thinned(film, rate, phase))
    assert [card.offence for _, card in cards(fast)] == [
        Offence.LAUGH,
        Offence.HIDING,
        Offence.LAUGH,
    ]
    same_cards(cards(fast), cards(slow))
    assert unmatched(verdicts(slow), verdicts(fast)) == []
    # Of the time before leaving and after coming back, one reading's each.
    assert slower.result.survived_s == pytest.approx(turn.result.survived_s, abs=3 * ONE_READING_S)


@every_rate
def test_survival_ends_by_the_same_cards_over_the_same_jokes(alone, rate, phase):
    def survived(film):
        mode = Survival(MINJI, TurnRules(discipline=Discipline(Style.CARDS)), Deck(ITEMS, 7))
        views = [mode.feed(faces, time_s).seats[0].turn for time_s, faces in film]
        return mode, cards(views)

    (fast, fast_cards), (slow, slow_cards) = survived(alone), survived(thinned(alone, rate, phase))
    same_cards(fast_cards, slow_cards)
    assert slow.result.ending is fast.result.ending is Ending.OUT
    assert [kill.item for kill in slow.kills] == [kill.item for kill in fast.kills]
    assert slow.result.survived_s == pytest.approx(fast.result.survived_s, abs=ONE_READING_S)


@every_rate
def test_on_the_hot_seat_the_table_is_the_same(alone, rate, phase):
    def table(film):
        mode = HotSeat([MINJI, JUN], TurnRules(), lambda: Deck(ITEMS, 7))
        for time_s, faces in film:
            mode.feed(faces, time_s)
            if mode.present.over and mode.waiting is not None:
                mode.next_player()
        assert mode.over
        return mode.standings, mode.kills

    (fast, fast_kills), (slow, slow_kills) = table(alone), table(thinned(alone, rate, phase))
    assert [kill.item for kill in slow_kills] == [kill.item for kill in fast_kills]
    for one, other in zip(fast, slow, strict=True):
        assert (other.place, other.player, other.result.ending) == (
            one.place,
            one.player,
            one.result.ending,
        )
        # The second one's turn begins where the first one's ends.
        assert other.result.survived_s == pytest.approx(
            one.result.survived_s, abs=2 * ONE_READING_S
        )


@every_rate
def test_a_duel_is_won_by_the_same_player(together, rate, phase):
    def duel(film, rules):
        mode = Duel([MINJI, JUN], rules)
        told = [[], []]
        for time_s, faces in film:
            for seat, view in zip(told, mode.feed(faces, time_s).seats, strict=True):
                seat.append(view.turn)
        return mode, [cards(seat) for seat in told]

    thin = thinned(together, rate, phase)
    (fast, _), (slow, _) = duel(together, TurnRules()), duel(thin, TurnRules())
    assert fast.over
    assert [(line.place, line.player) for line in slow.standings] == [
        (line.place, line.player) for line in fast.standings
    ]
    (_, both), (_, slow_both) = duel(together, LIVES), duel(thin, LIVES)
    assert all(both)
    for one, other in zip(both, slow_both, strict=True):
        same_cards(one, other)


@every_rate
def test_a_range_is_the_same(alone, rate, phase):
    def found(film):
        calibration = Calibration()
        for time_s, faces in film:
            calibration.feed(faces[0] if faces else None, time_s)
        return calibration.result

    calm = [(t, faces) for t, faces in alone if 3.8 <= t < 10.5]
    laugh = [(t, faces) for t, faces in alone if 15.4 <= t < 18.0]
    fast, slow = found(calm + laugh), found(thinned(calm + laugh, rate, phase))
    assert fast is not None
    assert slow is not None
    assert (slow.neutral, slow.laugh) == pytest.approx((fast.neutral, fast.laugh), abs=0.02)


@every_rate
def test_an_imitation_is_graded_alike(alone, rate, phase):
    curve = [Sample(t, faces[0].emotions) for t, faces in alone if 14 <= t < 24]
    other = [Sample(t - 10, faces[0].emotions) for t, faces in alone if 24 <= t < 34]
    assert grade(curve, thinned(curve, rate, phase)).score > 98
    assert grade(curve, thinned(other, rate, phase)).score == pytest.approx(
        grade(curve, other).score, abs=2
    )


# --- any smile in straight lines ---------------------------------------------------

smiles = st.one_of(st.sampled_from([0.1, 0.3, 0.7, 0.9, 0.95, 1.0]), st.floats(0, 1))
all_settings = st.builds(
    JudgeSettings,
    threshold=st.floats(0.5, 0.9),
    two_stage=st.booleans(),
    warning_margin=st.floats(0.05, 0.3),
    hysteresis=st.floats(0, 0.1),
    hold_s=st.floats(0.1, 0.9),
    smoothing_s=st.one_of(st.just(0.0), st.floats(0.05, 0.3)),
)


def at(knots, time_s):
    """Return the smile at a time: straight lines between the knots."""
    right = bisect_right(knots, time_s, key=lambda knot: knot[0])
    if right == len(knots):
        return knots[-1][1]
    (start_s, start), (end_s, end) = knots[right - 1], knots[right]
    return start + (end - start) * (time_s - start_s) / (end_s - start_s)


def drawn(steps):
    """Return knots: a calm face, then a smile after each pause, then a calm face again."""
    knots = [(0.0, 0.1)]
    for pause_s, smile in [*steps, (0.6, 0.1), (0.6, 0.1)]:
        knots.append((knots[-1][0] + pause_s, smile))
    return knots


def filmed(knots, rate):
    """Return readings; happiness follows the smile, as far as two-stage mode wants to know."""
    times = [n / rate for n in range(int(knots[-1][0] * rate) + 1)]
    return [reading(t, at(knots, t), happy=at(knots, t)) for t in times]


def outs(film, judge):
    turn = Turn(replace(LIVES, judge=judge))
    return [face.time_s for face in film if turn.feed(face, face.time_s).laughed]


def clear_cut(film, judge, found):
    """Whether no laugh is a matter of less than a reading's time, or of a hair's breadth."""
    doubts = (
        replace(judge, hold_s=judge.hold_s + ONE_READING_S),
        replace(judge, hold_s=judge.hold_s - ONE_READING_S),
        replace(judge, threshold=min(0.9, judge.threshold + 0.03)),
        replace(judge, threshold=max(0.5, judge.threshold - 0.03)),
    )
    return all(len(outs(film, doubt)) == found for doubt in doubts)


def both_outs(steps, judge, rate):
    """Return the OUTs at the full rate and at a slower one, where they are beyond doubt."""
    knots = drawn(steps)
    film = filmed(knots, RATE)
    fast = outs(film, judge)
    assume(clear_cut(film, judge, len(fast)))
    return fast, outs(filmed(knots, rate), judge)


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.integers(3, 18).map(lambda n: n / 15), smiles), min_size=1, max_size=6),
    all_settings,
    st.sampled_from(SLOW),
)
def test_a_smile_that_turns_where_all_rates_read_is_out_at_the_next_reading(steps, judge, rate):
    fast, slow = both_outs(steps, judge, rate)
    assert len(slow) == len(fast)
    for fast_s, slow_s in zip(fast, slow, strict=True):
        assert fast_s - 1 / RATE - 1e-6 <= slow_s <= fast_s + 1 / rate + 1e-6


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.floats(0.2, 1.2), smiles), min_size=1, max_size=6),
    all_settings,
    st.sampled_from(SLOW),
)
def test_any_smile_is_out_at_every_rate_within_one_readings_time(steps, judge, rate):
    fast, slow = both_outs(steps, judge, rate)
    assert len(slow) == len(fast)
    for fast_s, slow_s in zip(fast, slow, strict=True):
        assert abs(slow_s - fast_s) <= 1 / rate + 1e-6
