"""Which picture of a clip shows what: by capture times, never by counting pictures."""

import pytest

from laughgame.app.clip_plan import FREEZE_S, LEAD_S, SLOW_LEAD_S, plan
from laughgame.ui.replay import SLOWER, Replay
from tests.clips import small_replay


@pytest.mark.parametrize("camera", [10, 30])
@pytest.mark.parametrize("fps", [12.5, 25.0])
def test_a_clip_lasts_as_long_whatever_the_camera_and_the_film(camera, fps):
    replay = small_replay(fps=camera)
    stills = plan(replay, fps)
    held_s = replay.shots[-1].ruling.time_s - replay.crossed_s
    wanted_s = LEAD_S - SLOW_LEAD_S + (SLOW_LEAD_S + held_s) / SLOWER + FREEZE_S
    assert len(stills) / fps == pytest.approx(wanted_s, abs=2 / fps)


def test_the_line_is_crossed_at_nought_and_slowly():
    replay = small_replay()
    stills = plan(replay, 25.0)
    over = [still for still in stills if still.offset_s >= -1e-9]
    assert over[0].offset_s == pytest.approx(0.0)
    assert replay.shots[over[0].place].ruling.over
    assert all(still.slow or still.called for still in over)
    assert not stills[0].slow
    places = [still.place for still in stills]
    assert places == sorted(places)


def test_it_ends_standing_with_the_verdict():
    replay = small_replay()
    stills = plan(replay, 25.0)
    called = [still for still in stills if still.called]
    assert stills[-len(called) :] == called
    assert {still.place for still in called} == {len(replay.shots) - 1}
    assert len(called) == FREEZE_S * 25


def test_of_nothing_there_is_no_clip():
    assert plan(Replay("", "", "", (), (), last=True, may_appeal=False), 25.0) == []
