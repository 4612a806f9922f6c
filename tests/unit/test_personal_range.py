"""A player's own range: the same relative smile gets the same verdict on every face."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from laughgame.game.judge import Judge, JudgeSettings, Verdict
from laughgame.game.personal_range import EVERYBODY, HIGHEST_NEUTRAL, SMALLEST_SPAN, PersonalRange
from tests.readings import reading

FRAME_S = 1 / 30


@st.composite
def ranges(draw):
    neutral = draw(st.floats(0, HIGHEST_NEUTRAL))
    return PersonalRange(neutral, draw(st.floats(neutral + SMALLEST_SPAN, 1)))


@given(ranges(), st.floats(0, 1), st.floats(0, 1))
def test_the_stretch_keeps_the_order_and_stays_within_its_bounds(own, one, other):
    assume(one <= other)
    assert 0 <= own.relative(one) <= own.relative(other) <= 1


@given(ranges(), st.floats(0, 1))
def test_the_stretch_can_be_undone(own, relative):
    assert own.relative(own.raw(relative)) == pytest.approx(relative)


@given(st.floats(0, 1))
def test_without_a_calibration_a_reading_stays_as_it_is(smile):
    assert EVERYBODY.relative(smile) == smile


@pytest.mark.parametrize(
    ("neutral", "laugh", "named"),
    [(-0.1, 1, "neutral"), (0.61, 1, "neutral"), (0.4, 0.69, "laugh"), (0.0, 1.1, "laugh")],
)
def test_a_range_that_cannot_judge_is_refused(neutral, laugh, named):
    with pytest.raises(ValueError, match=named):
        PersonalRange(neutral, laugh)


@pytest.mark.parametrize("nan", [(float("nan"), 1.0), (0.0, float("nan"))])
def test_what_is_no_number_is_refused(nan):
    with pytest.raises(ValueError, match="must be within"):
        PersonalRange(*nan)


def verdicts(own, smiles, settings=JudgeSettings()):  # noqa: B008 - frozen
    judge = Judge(settings, personal=own)
    return [judge.rule(reading(n * FRAME_S, s), n * FRAME_S) for n, s in enumerate(smiles)]


SMILEY, STONY = PersonalRange(0.45), PersonalRange(0.05)


@given(
    # Apart from each other, so that no smile lies on an edge, where rounding would decide.
    st.lists(st.integers(0, 50).map(lambda n: n / 50), min_size=1, max_size=60),
    st.integers(0, 39).map(lambda n: 0.505 + n / 100),
)
def test_a_smiley_and_a_stony_face_are_judged_alike_on_the_same_relative_smile(effort, threshold):
    settings = JudgeSettings(threshold=threshold)
    smiley = verdicts(SMILEY, [SMILEY.raw(share) for share in effort], settings)
    stony = verdicts(STONY, [STONY.raw(share) for share in effort], settings)
    for one, other in zip(smiley, stony, strict=True):
        assert one.smile == pytest.approx(other.smile)
        assert one.verdict is other.verdict


def test_the_bare_rule_does_not_judge_them_alike():
    """Half a smile more than at rest: a laugh by the raw rule for the smiley face alone."""
    effort = [0.0] * 10 + [0.7] * 40
    outs = [
        any(
            ruling.verdict is Verdict.OUT
            for ruling in verdicts(EVERYBODY, [own.raw(share) for share in effort])
        )
        for own in (SMILEY, STONY)
    ]
    assert outs == [True, False]
    judged = [verdicts(own, [own.raw(share) for share in effort]) for own in (SMILEY, STONY)]
    assert [any(r.verdict is Verdict.OUT for r in rulings) for rulings in judged] == [False, False]


def test_the_raw_reading_stays_beside_the_calibrated_one():
    (ruling,) = verdicts(SMILEY, [0.725])
    assert (ruling.raw_smile, ruling.smile) == (0.725, pytest.approx(0.5))
