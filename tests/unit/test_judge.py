"""The judge: its truth table, and what must hold for every player and every setting."""

import math
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laughgame.game.hold import HAIR_S
from laughgame.game.judge import (
    HAPPY_GATE,
    MAX_CREDIT_S,
    RANGES,
    RESTART_GAP_S,
    Judge,
    JudgeSettings,
    Ruling,
    Verdict,
)
from laughgame.game.personal_range import (
    EVERYBODY,
    HIGHEST_NEUTRAL,
    SMALLEST_SPAN,
    PersonalRange,
)
from tests.readings import reading

SAFE, WARNING, OUT, PAUSED = Verdict.SAFE, Verdict.WARNING, Verdict.OUT, Verdict.PAUSED

BARE = JudgeSettings(warning_margin=0, hysteresis=0, hold_s=0, smoothing_s=0)
"""Every stage turned off."""

FRAME_S = 1 / 30

Moment = tuple[float, float | None, float]
"""Time in seconds, smile (None: no face) and P(happy)."""


def judge_all(settings: JudgeSettings, moments: Iterable[Moment]) -> list[Ruling]:
    judge = Judge(settings)
    return [
        judge.rule(None if smile is None else reading(time_s, smile, happy=happy), time_s)
        for time_s, smile, happy in moments
    ]


def steady(
    smile: float, seconds: float, start_s: float = 0.0, step_s: float = FRAME_S
) -> list[Moment]:
    return [(start_s + n * step_s, smile, 0.9) for n in range(round(seconds / step_s) + 1)]


def verdicts(rulings: Iterable[Ruling]) -> list[Verdict]:
    return [ruling.verdict for ruling in rulings]


# --- the bare rule -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("smile", "happy", "simple", "two_stage", "greyed"),
    [
        (0.00, 0.0, SAFE, SAFE, True),
        (0.79, 0.0, SAFE, SAFE, True),
        (0.80, 0.0, SAFE, SAFE, True),  # on the line is not over it
        (0.81, 0.0, OUT, SAFE, True),
        (1.00, 0.0, OUT, SAFE, True),
        (0.81, 0.5, OUT, SAFE, True),  # on the gate is not through it
        (0.00, 0.51, SAFE, SAFE, False),
        (0.80, 0.51, SAFE, SAFE, False),
        (0.81, 0.51, OUT, OUT, False),
        (1.00, 1.0, OUT, OUT, False),
    ],
)
def test_truth_table(smile, happy, simple, two_stage, greyed):
    face = reading(0.0, smile, happy=happy)

    plain = Judge(BARE).rule(face, 0.0)
    gated = Judge(replace(BARE, two_stage=True)).rule(face, 0.0)

    assert (plain.verdict, plain.greyed) == (simple, False)
    assert (gated.verdict, gated.greyed) == (two_stage, greyed)


probabilities = st.floats(0, 1)
gaps_s = st.floats(0.001, 2.0)
faces = st.one_of(st.none(), probabilities)
films = st.lists(st.tuples(gaps_s, faces, probabilities), min_size=1, max_size=60).map(
    lambda steps: [
        (sum(step[0] for step in steps[: n + 1]), smile, happy)
        for n, (_, smile, happy) in enumerate(steps)
    ]
)


def legal(name: str) -> st.SearchStrategy[float]:
    return st.one_of(st.sampled_from(RANGES[name]), st.floats(RANGES[name].low, RANGES[name].high))


all_settings = st.builds(
    JudgeSettings, two_stage=st.booleans(), **{name: legal(name) for name in RANGES}
)


@given(films, legal("threshold"), st.booleans())
def test_zero_settings_are_the_bare_rule_exactly(film, threshold, two_stage):
    rulings = judge_all(replace(BARE, threshold=threshold, two_stage=two_stage), film)

    for (_, smile, happy), ruling in zip(film, rulings, strict=True):
        if smile is None:
            assert ruling.verdict is PAUSED
        else:
            out = smile > threshold and (not two_stage or happy > HAPPY_GATE)
            assert ruling.verdict is (OUT if out else SAFE)
            assert ruling.smile == ruling.raw_smile == smile


# --- fairness, whatever the settings -----------------------------------------------


@given(films, all_settings)
def test_a_warning_always_comes_before_out(film, settings):
    before, seen_s = PAUSED, -math.inf
    for ruling in judge_all(settings, film):
        if ruling.verdict is OUT and settings.warning_margin > 0:
            # A face that was hidden for a moment was warned before it hid.
            assert before in (WARNING, OUT)
            assert ruling.time_s - seen_s <= RESTART_GAP_S
        if ruling.verdict is not PAUSED:
            before, seen_s = ruling.verdict, ruling.time_s


ranges = st.one_of(
    st.just(EVERYBODY),
    st.builds(
        lambda neutral, span: PersonalRange(neutral, min(1.0, neutral + span)),
        st.floats(0, HIGHEST_NEUTRAL),
        st.floats(SMALLEST_SPAN + 1e-9, 1),
    ),
)
"""Of every legal range."""

rounds = st.lists(
    st.tuples(
        st.one_of(st.floats(0, 2.0), st.sampled_from([1 / 60, 1 / 15, RESTART_GAP_S])),
        st.one_of(st.none(), st.sampled_from([0.95, 1.0]), probabilities),
        st.one_of(st.just(0.9), probabilities),
        st.one_of(st.none(), st.none(), st.tuples(all_settings, ranges)),
        st.sampled_from([1, 1, 1, 1, 2]),
    ),
    min_size=1,
    max_size=60,
)
"""Readings of two faces, after a time, and what is changed for them of rules and range."""


@given(all_settings, ranges, rounds)
def test_whatever_a_streamer_changes_each_out_was_warned_of(rules, personal, played):
    """The same face, not long ago, at an earlier reading, and not safe in between."""
    judge, time_s = Judge(rules, personal), 0.0
    warned: Ruling | None = None
    for gap_s, smile, happy, change, track in played:
        time_s += gap_s
        if change is not None:
            judge.settings, judge.personal = change
        face = None
        if smile is not None:
            face = replace(reading(time_s, smile, happy=happy), track_id=track)
        ruling = judge.rule(face, time_s)
        if ruling.just_out and judge.settings.warning_margin > 0:
            assert warned is not None
            assert warned.verdict is WARNING
            assert warned.track_id == ruling.track_id
            assert ruling.time_s - warned.time_s <= RESTART_GAP_S
        if ruling.verdict is not PAUSED:
            warned = ruling


@given(all_settings, ranges, st.floats(10, 60))
def test_a_laugh_that_grows_slowly_is_in_the_warning_zone_before_it_reaches_the_line(
    rules, personal, rate
):
    """And the warning stands for the whole hold time at least."""
    rules = replace(rules, two_stage=False, warning_margin=max(0.03, rules.warning_margin))
    judge, told = Judge(rules, personal), []
    for n in range(round(6 * rate)):
        time_s = n / rate
        told.append(judge.rule(reading(time_s, min(1.0, personal.raw(time_s / 4))), time_s))
    (out,) = (ruling for ruling in told if ruling.just_out)
    first = next(ruling for ruling in told if ruling.verdict is WARNING)
    assert first.smile <= rules.threshold
    assert out.time_s - first.time_s >= rules.hold_s - HAIR_S
    between = [ruling for ruling in told if first.time_s <= ruling.time_s < out.time_s]
    assert {ruling.verdict for ruling in between} == {WARNING}


@given(films, all_settings)
def test_every_ruling_is_consistent(film, settings):
    for (time_s, smile, _), ruling in zip(film, judge_all(settings, film), strict=True):
        assert ruling.time_s == time_s
        assert 0 <= ruling.hold_progress <= 1
        assert ruling.held_s >= 0
        assert (smile is None) == (ruling.verdict is PAUSED)
        if smile is None:
            assert ruling.smile is ruling.raw_smile is ruling.happy is ruling.margin is None
            assert ruling.held_s == 0
            assert not ruling.just_out
        else:
            assert 0 <= ruling.smile <= 1
            assert ruling.margin == ruling.smile - settings.threshold
            assert not (ruling.greyed and ruling.verdict is not SAFE)
            assert ruling.over or ruling.verdict is not OUT
            assert ruling.over or ruling.greyed or ruling.smile <= settings.threshold


@given(films, all_settings)
def test_nobody_goes_out_below_the_line_or_before_the_hold_time_is_full(film, settings):
    for ruling in judge_all(settings, film):
        if ruling.just_out:
            assert ruling.verdict is OUT
            assert ruling.smile > settings.threshold
            assert ruling.held_s >= settings.hold_s - HAIR_S
            assert ruling.hold_progress == 1


@given(films, all_settings)
def test_every_out_has_one_moment_at_which_it_began(film, settings):
    before = PAUSED
    for ruling in judge_all(settings, film):
        if ruling.verdict is OUT:
            assert ruling.just_out or before is OUT
        if ruling.verdict is not PAUSED:
            before = ruling.verdict


@given(films, all_settings)
def test_the_past_before_a_long_lost_face_does_not_matter(film, settings):
    last_s = film[-1][0]
    later = [(last_s + RESTART_GAP_S + time_s, smile, happy) for time_s, smile, happy in film]

    with_a_past = judge_all(settings, [*film, (last_s + 0.5, None, 0), *later])

    assert with_a_past[len(film) + 1 :] == judge_all(settings, later)


# --- hold time ---------------------------------------------------------------------


@given(frame_rate=st.floats(8, 120), hold_s=st.floats(0.01, 1.0))
def test_the_hold_time_does_not_depend_on_the_frame_rate(frame_rate, hold_s):
    settings = replace(BARE, hold_s=hold_s, warning_margin=0.15)

    rulings = judge_all(settings, steady(0.95, 2.5, step_s=1 / frame_rate))

    out_s = next(ruling.time_s for ruling in rulings if ruling.verdict is OUT)
    assert hold_s - 1e-9 <= out_s <= hold_s + 1 / frame_rate + 1e-9


def test_over_the_line_is_a_warning_until_the_hold_time_is_full():
    rulings = judge_all(replace(BARE, hold_s=0.5), steady(0.9, 0.75, step_s=0.125))

    assert verdicts(rulings) == [WARNING] * 4 + [OUT] * 3
    assert [ruling.hold_progress for ruling in rulings[:5]] == [0, 0.25, 0.5, 0.75, 1]


def test_falling_off_the_line_empties_the_hold():
    smiles = [0.9, 0.9, 0.9, 0.5, 0.9, 0.9]
    film = [(n * 0.1, smile, 0.9) for n, smile in enumerate(smiles)]

    rulings = judge_all(replace(BARE, hold_s=0.3), film)

    assert [round(ruling.held_s, 6) for ruling in rulings] == [0, 0.1, 0.2, 0, 0.025, 0.125]
    assert OUT not in verdicts(rulings)


def test_a_stalled_camera_does_not_count_as_hold_time():
    settings = replace(BARE, hold_s=0.9)
    stall_s = RESTART_GAP_S - 0.05

    rulings = judge_all(settings, [(0.0, 0.95, 0.9), (stall_s, 0.95, 0.9)])

    assert rulings[-1].held_s == MAX_CREDIT_S
    assert rulings[-1].verdict is WARNING


def test_after_a_long_stall_the_hold_begins_anew():
    film = steady(0.95, 0.3) + steady(0.95, 0.1, start_s=0.3 + RESTART_GAP_S + 0.1)

    rulings = judge_all(JudgeSettings(smoothing_s=0), film)

    assert OUT not in verdicts(rulings)
    assert rulings[-1].held_s == pytest.approx(0.1, abs=FRAME_S)


def test_one_persons_laugh_is_not_charged_to_the_next():
    judge = Judge(JudgeSettings(hold_s=0.2, smoothing_s=0.2))
    for time_s in (0.0, 0.1, 0.2):
        laughing = judge.rule(reading(time_s, 0.95, happy=0.9), time_s)
    assert laughing.held_s == pytest.approx(0.2)

    straight = judge.rule(replace(reading(0.25, 0.1, happy=0.1), track_id=2), 0.25)
    other_laugh = judge.rule(replace(reading(0.3, 0.95, happy=0.9), track_id=3), 0.3)

    assert (straight.verdict, straight.smile, straight.happy) == (SAFE, 0.1, 0.1)
    assert (other_laugh.verdict, other_laugh.held_s) == (WARNING, 0)
    assert [r.track_id for r in (laughing, straight, other_laugh)] == [1, 2, 3]


def test_a_ruling_tells_the_line_it_was_judged_by():
    judge = Judge(replace(BARE, threshold=0.7))
    before = judge.rule(reading(0, 0.75), 0)
    judge.settings = replace(BARE, threshold=0.8)
    after = judge.rule(reading(0.1, 0.75), 0.1)

    assert (before.threshold, before.verdict) == (0.7, OUT)
    assert (after.threshold, after.verdict) == (0.8, SAFE)
    assert judge.rule(None, 0.2).threshold == 0.8


def test_a_clock_that_jumps_back_starts_afresh():
    judge = Judge(replace(BARE, hold_s=0.2))
    for time_s in (100.0, 100.1):
        judge.rule(reading(time_s, 0.95), time_s)

    ruling = judge.rule(reading(3.0, 0.95), 3.0)

    assert ruling.verdict is WARNING
    assert ruling.held_s == 0


def test_the_same_moment_twice_adds_nothing():
    film: list[Moment] = [(1.0, 0.95, 0.9)] * 50

    assert judge_all(replace(BARE, hold_s=0.01), film)[-1].held_s == 0


# --- hysteresis --------------------------------------------------------------------


def test_a_tiny_dip_stops_the_hold_clock_but_does_not_empty_it():
    settings = replace(BARE, hold_s=0.4, hysteresis=0.05)
    smiles = [0.82, 0.82, 0.82, 0.78, 0.78, 0.82, 0.82, 0.82]
    film = [(n * 0.125, smile, 0.9) for n, smile in enumerate(smiles)]

    rulings = judge_all(settings, film)

    # Half of the way down, and half of the way up, was over the line.
    held_s = [0, 0.125, 0.25, 0.3125, 0.3125, 0.375, 0.5, 0.625]
    assert [ruling.held_s for ruling in rulings] == pytest.approx(held_s)
    assert verdicts(rulings) == [WARNING] * 6 + [OUT] * 2


def test_out_ends_only_below_the_hysteresis():
    settings = replace(BARE, hysteresis=0.05)
    film = [(n * 0.1, smile, 0.9) for n, smile in enumerate([0.81, 0.79, 0.76, 0.74, 0.79])]

    assert verdicts(judge_all(settings, film)) == [OUT, OUT, OUT, SAFE, SAFE]


# --- warning zone and smoothing ----------------------------------------------------


@pytest.mark.parametrize(
    ("smile", "verdict"), [(0.54, SAFE), (0.55, SAFE), (0.56, WARNING), (0.80, WARNING)]
)
def test_the_warning_zone_reaches_up_to_the_line(smile, verdict):
    settings = replace(BARE, warning_margin=0.25)

    assert Judge(settings).rule(reading(0, smile), 0).verdict is verdict


def test_a_sudden_laugh_is_warned_of_for_one_reading_even_without_a_hold_time():
    settings = replace(BARE, warning_margin=0.15)
    film = [(n * FRAME_S, smile, 0.9) for n, smile in enumerate([0.1, 0.99, 0.99])]

    assert verdicts(judge_all(settings, film)) == [SAFE, WARNING, OUT]


@pytest.mark.parametrize("rate", [10, 15, 30, 60])
def test_a_smile_on_a_straight_line_is_smoothed_alike_at_any_frame_rate(rate):
    """The answer of a low-pass of first order to a ramp, and to the plateau after it."""
    settings = replace(BARE, smoothing_s=0.2)
    film = [(n / rate, min(1.0, n / rate), 0.0) for n in range(2 * rate)]

    for ruling in judge_all(settings, film):
        t = ruling.time_s
        answer = t - 0.2 * (1 - math.exp(-min(t, 1.0) / 0.2))
        if t > 1:
            lag = 0.2 * (1 - math.exp(-1 / 0.2))
            answer = 1 - lag * math.exp(-(t - 1) / 0.2)
        assert ruling.smile == pytest.approx(answer)


def test_smoothing_makes_63_percent_of_a_step_in_one_time_constant():
    settings = replace(BARE, smoothing_s=0.2)

    rulings = judge_all(settings, [(0.0, 0.0, 0), *steady(1.0, 0.2, 0.001, 0.001)])

    assert rulings[200].smile == pytest.approx(1 - math.exp(-1), abs=0.002)


def test_smoothing_starts_at_the_first_value_after_a_long_lost_face():
    back_s = 0.1 + RESTART_GAP_S + 0.05
    film = [(0.0, 0.1, 0), (0.1, 0.1, 0), (0.2, None, 0), (back_s, 0.7, 0)]

    assert judge_all(JudgeSettings(), film)[-1].smile == 0.7


def test_smoothing_goes_on_after_a_short_loss_as_if_no_time_had_passed():
    hidden = [(0.1 + n * 0.1, None, 0) for n in range(1, 8)]
    film = [(0.0, 0.1, 0), (0.1, 0.1, 0), *hidden, (0.9, 0.7, 0)]

    smile = judge_all(JudgeSettings(smoothing_s=0.1), film)[-1].smile

    assert smile == pytest.approx(0.1 + 0.6 * (1 - math.exp(-1)))


def test_one_noisy_frame_is_no_laugh():
    smiles = [0.2] * 10 + [0.99] + [0.2] * 10
    film = [(n * FRAME_S, smile, 0.9) for n, smile in enumerate(smiles)]

    assert set(verdicts(judge_all(JudgeSettings(), film))) == {SAFE}


# --- two-stage ---------------------------------------------------------------------


def test_when_happiness_fades_the_gauge_greys_and_the_hold_is_empty():
    settings = replace(BARE, two_stage=True, hold_s=0.2)
    film = [(0.0, 0.9, 0.9), (0.1, 0.9, 0.9), (0.2, 0.9, 0.4), (0.3, 0.9, 0.6)]

    rulings = judge_all(settings, film)

    assert verdicts(rulings) == [WARNING, WARNING, SAFE, WARNING]
    assert [ruling.greyed for ruling in rulings] == [False, False, True, False]
    # From halfway on it was happy again.
    assert [ruling.held_s for ruling in rulings] == pytest.approx([0, 0.1, 0, 0.05])


def test_only_while_smiling_and_happy_does_the_hold_time_run():
    settings = replace(BARE, two_stage=True, hold_s=0.5)
    rises_and_fades = [(0.0, 0.7, 0.9), (0.1, 0.9, 0.9), (0.2, 0.9, 0.9), (0.3, 0.9, 0.1)]
    crossing = [(0.0, 0.6, 0.4), (0.1, 1.0, 0.8), (0.2, 1.0, 0.8)]

    assert [r.held_s for r in judge_all(settings, rises_and_fades)] == pytest.approx(
        [0, 0.05, 0.15, 0]
    )
    assert [r.held_s for r in judge_all(settings, crossing)] == pytest.approx([0, 0.05, 0.15])


# --- no face, and nonsense ---------------------------------------------------------


def hidden_for(seconds: float) -> list[Moment]:
    """Half a hold time of laughter, a face hidden for so long, and the laugh again."""
    laugh = steady(0.95, 0.25, step_s=0.125)
    away = [(0.25 + 0.125 * n, None, 0.0) for n in range(1, round(seconds / 0.125))]
    return [*laugh, *away, *steady(0.95, 0.5, start_s=0.25 + seconds, step_s=0.125)]


@pytest.mark.parametrize("seconds", [0.25, 0.5, RESTART_GAP_S])
def test_hiding_a_laugh_for_a_moment_neither_counts_nor_wipes_it_out(seconds):
    rulings = judge_all(replace(BARE, hold_s=0.5, warning_margin=0.15), hidden_for(seconds))

    seen = [ruling for ruling in rulings if ruling.verdict is not PAUSED]
    assert [r.held_s for r in seen] == [0, 0.125, 0.25, 0.25, 0.375, 0.5, 0.625, 0.75]
    assert verdicts(seen) == [WARNING] * 5 + [OUT] * 3


def test_a_face_away_for_longer_starts_from_nothing():
    rulings = judge_all(replace(BARE, hold_s=0.5), hidden_for(RESTART_GAP_S + 0.125))

    assert [r.held_s for r in rulings[-5:]] == [0, 0.125, 0.25, 0.375, 0.5]


def test_whoever_comes_back_as_somebody_else_starts_from_nothing():
    judge = Judge(replace(BARE, hold_s=0.2, warning_margin=0.15))
    for time_s in (0.0, 0.1):
        judge.rule(reading(time_s, 0.95), time_s)
    judge.rule(None, 0.2)

    other = judge.rule(replace(reading(0.3, 0.95), track_id=2), 0.3)

    assert (other.verdict, other.held_s) == (WARNING, 0)


def test_a_laugh_that_was_out_stays_the_same_out_after_a_hand_before_the_face():
    film: list[Moment] = [(0.0, 0.95, 0.9), (0.1, None, 0.0), (0.2, 0.95, 0.9)]

    rulings = judge_all(BARE, film)

    assert verdicts(rulings) == [OUT, PAUSED, OUT]
    assert [ruling.just_out for ruling in rulings] == [True, False, False]


@given(films, all_settings)
def test_hidden_time_never_counts(film, settings):
    """Only what lies between two readings in a row can be held."""
    room_s = 0.0
    before: Moment | None = None
    for moment, ruling in zip(film, judge_all(settings, film), strict=True):
        if before is not None and None not in (before[1], moment[1]):
            room_s += min(moment[0] - before[0], MAX_CREDIT_S)
        assert ruling.held_s <= room_s + 1e-9
        before = moment


def test_no_reading_is_a_pause_and_never_a_straight_face():
    rulings = judge_all(JudgeSettings(smoothing_s=0), [*steady(0.95, 0.3), (0.35, None, 0)])

    assert rulings[-1].verdict is PAUSED
    assert rulings[-1].smile is None
    assert rulings[-1].held_s == 0


@pytest.mark.parametrize("nonsense", [math.nan, -0.01, 1.01, math.inf])
def test_what_is_no_probability_is_rejected_and_changes_nothing(nonsense):
    judge, untouched = Judge(), Judge()
    for each in (judge, untouched):
        each.rule(reading(0.0, 0.95, happy=0.9), 0.0)

    with pytest.raises(ValueError, match="smile must be within 0–1"):
        judge.rule(reading(0.1, nonsense), 0.1)
    with pytest.raises(ValueError, match=r"P\(.+\) must be within 0–1"):
        judge.rule(reading(0.1, 0.5, happy=nonsense), 0.1)

    assert judge == untouched


@pytest.mark.parametrize("time_s", [math.nan, math.inf, -math.inf])
def test_a_time_that_is_no_time_is_rejected(time_s):
    with pytest.raises(ValueError, match="time_s"):
        Judge().rule(reading(0, 0.5), time_s)


@pytest.mark.parametrize("name", RANGES)
def test_settings_outside_their_range_are_refused_by_name(name):
    for value in (RANGES[name].low - 0.01, RANGES[name].high + 0.01, math.nan):
        with pytest.raises(ValueError, match=name):
            JudgeSettings(**{name: value})
    for value in RANGES[name]:
        assert getattr(JudgeSettings(**{name: value}), name) == value
