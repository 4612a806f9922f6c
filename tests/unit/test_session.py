"""A session: what one player's round counts, and when its clock stands still."""

from dataclasses import replace

import pytest

from laughgame.game.analysis import Analysis
from laughgame.game.gauge import GaugeState
from laughgame.game.judge import MAX_CREDIT_S, JudgeSettings, Verdict
from laughgame.game.session import Session
from tests.readings import reading

STEP_S = 0.1


class Player:
    """Plays a session in steps of a tenth of a second."""

    def __init__(self, settings=None):
        self.session = Session(settings)
        self.time_s = 0.0

    def show(self, *smiles, happy=0.9):
        snapshots = []
        for smile in smiles:
            face = None if smile is None else reading(self.time_s, smile, happy=happy)
            snapshots.append(self.session.feed(face, self.time_s))
            self.time_s += STEP_S
        return snapshots


def test_each_laugh_is_one_out():
    player = Player(JudgeSettings(smoothing_s=0, hold_s=0.35))

    snapshots = player.show(*[0.1] * 5, *[0.95] * 10, *[0.1] * 5, *[0.95] * 10)

    assert [n for n, s in enumerate(snapshots) if s.just_out] == [9, 24]
    assert snapshots[-1].outs == 2


def test_two_people_laughing_one_after_the_other_are_two_outs():
    session = Session(JudgeSettings(smoothing_s=0, hold_s=0, warning_margin=0))

    first = session.feed(reading(0, 0.95), 0.0)
    second = session.feed(replace(reading(0.1, 0.95), track_id=2), 0.1)

    assert (first.just_out, second.just_out, second.outs) == (True, True, 2)
    assert second.elapsed_s == 0, "what lies between two people is nobody's time"


def test_kind_and_verdict_rest_on_the_same_numbers():
    player = Player(JudgeSettings(smoothing_s=0.3))
    player.show(*[0.1] * 5, happy=0.1)

    snapshots = player.show(*[0.9] * 8, happy=0.9)

    for snapshot in snapshots:
        result, ruling = snapshot.analysis, snapshot.ruling
        assert result.smile == ruling.smile
        assert (result.kind is Analysis.GENUINE) == (ruling.happy > 0.5 and ruling.smile >= 0.5)
    assert snapshots[0].analysis.kind is Analysis.NEUTRAL, "one frame makes no laugh"
    assert snapshots[-1].analysis.kind is Analysis.GENUINE


def test_the_clock_counts_judged_time_only():
    player = Player()

    snapshots = player.show(0.1, 0.1, 0.1, None, None, 0.1, 0.1)

    assert [s.elapsed_s for s in snapshots] == pytest.approx([0, 0.1, 0.2, 0.2, 0.2, 0.2, 0.3])


def test_a_stall_moves_the_clock_by_the_credit_at_most():
    session = Session()
    session.feed(reading(0, 0.1), 0.0)

    assert session.feed(reading(60, 0.1), 60.0).elapsed_s == MAX_CREDIT_S


def test_a_pause_stops_judging_and_still_shows_the_face():
    player = Player(JudgeSettings(smoothing_s=0))
    player.show(0.1, 0.1)

    player.session.pause()
    paused = player.show(*[0.95] * 10)
    player.session.resume()
    resumed = player.show(0.1, 0.1)

    assert {s.ruling.verdict for s in paused} == {Verdict.PAUSED}
    assert all(s.paused and s.reading is not None and s.analysis is None for s in paused)
    assert resumed[-1].outs == 0
    assert resumed[-1].elapsed_s == pytest.approx(0.2)
    assert not resumed[-1].paused


def test_a_laugh_hidden_behind_a_hand_is_one_out_and_the_clock_stands_still():
    player = Player(JudgeSettings(smoothing_s=0, hold_s=0.35))

    snapshots = player.show(*[0.95] * 3, *[None] * 5, *[0.95] * 5, None, 0.95, 0.95)

    assert [n for n, s in enumerate(snapshots) if s.just_out] == [10]
    assert snapshots[-1].outs == 1
    assert snapshots[7].elapsed_s == snapshots[8].elapsed_s == pytest.approx(0.2)


@pytest.mark.parametrize(("paused", "held_s"), [(1, 0.2), (8, 0.2), (12, 0)])
def test_a_laugh_goes_on_after_a_short_pause_as_behind_a_hand(paused, held_s):
    player = Player(JudgeSettings(smoothing_s=0, hold_s=0.35))
    player.show(*[0.95] * 3)

    player.session.pause()
    assert {s.ruling.held_s for s in player.show(*[0.95] * paused)} == {0}
    player.session.resume()

    assert player.show(0.95)[0].ruling.held_s == pytest.approx(held_s)


def test_a_laugh_that_goes_on_through_a_pause_is_one_out():
    player = Player(JudgeSettings(smoothing_s=0, hold_s=0.35))
    player.show(*[0.95] * 6)

    player.session.pause()
    player.show(0.95)
    player.session.resume()

    assert player.show(*[0.95] * 6)[-1].outs == 1


def test_new_rules_count_from_the_next_reading():
    player = Player(JudgeSettings(smoothing_s=0, hold_s=0))
    assert player.show(0.7)[0].ruling.verdict is Verdict.WARNING

    player.session.configure(JudgeSettings(threshold=0.5, smoothing_s=0, hold_s=0))

    assert player.session.settings.threshold == 0.5
    assert player.show(0.7)[0].just_out


def test_a_snapshot_explains_the_face():
    snapshot = Player().show(0.3, happy=0.85)[0]

    assert snapshot.analysis is not None
    assert snapshot.analysis.kind is Analysis.HOLDING
    assert snapshot.gauge_state is GaugeState.BELOW
    assert Player().show(None)[0].analysis is None


def test_a_new_round_forgets_the_old_one():
    player = Player(JudgeSettings(smoothing_s=0))
    player.show(*[0.95] * 10)
    player.session.pause()

    player.session.reset()
    snapshot = player.show(0.95)[0]

    assert (snapshot.outs, snapshot.elapsed_s, snapshot.paused) == (0, 0, False)
    assert snapshot.ruling.verdict is Verdict.WARNING


def test_a_rejected_reading_leaves_the_round_as_it_was():
    player = Player()
    player.show(0.1, 0.1)

    with pytest.raises(ValueError, match="smile"):
        player.session.feed(reading(player.time_s, float("nan")), player.time_s)

    assert player.show(0.1)[0].elapsed_s == pytest.approx(0.2)


def test_the_time_of_a_session_is_that_of_its_last_moment():
    player = Player()
    assert player.session.time_s == 0
    player.show(0.1, None)
    assert player.session.time_s == STEP_S
