"""Finding a player's own range: what counts, what is refused, and with which advice."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laughgame.game.calibration import (
    NEUTRAL_S,
    PATIENCE_S,
    SMILE_S,
    Calibration,
    Doubt,
    Stage,
    quantile,
)
from laughgame.game.personal_range import PersonalRange
from laughgame.game.sight import Advice
from tests.readings import QUALITY, reading

RATE = 30


class Sitting:
    """One player before the camera, at a rate of readings a second."""

    def __init__(self, rate=RATE):
        self.calibration, self.rate, self.time_s = Calibration(), rate, 100.0
        self.track_id = 1

    def show(self, seconds, smile, **quality):
        progress = []
        for _ in range(round(seconds * self.rate)):
            face = None
            if smile is not None:
                face = replace(
                    reading(self.time_s, smile),
                    quality=replace(QUALITY, **quality),
                    track_id=self.track_id,
                )
            progress.append(self.calibration.feed(face, self.time_s))
            self.time_s += 1 / self.rate
        return progress[-1]


@pytest.mark.parametrize("rate", [15, 30, 60])
def test_calm_then_a_big_smile_give_the_range_at_every_rate(rate):
    player = Sitting(rate)
    player.show(3.0, 0.10)
    assert player.show(1.2, 0.20).stage is Stage.SMILE
    assert player.calibration.result is None
    done = player.show(2.0, 0.90)
    assert (done.stage, done.share, done.refused) == (Stage.DONE, 1.0, None)
    assert player.calibration.result == PersonalRange(0.20, 0.90)


def test_the_smile_may_be_skipped_and_only_the_smile():
    player = Sitting()
    assert player.calibration.skip().stage is Stage.NEUTRAL
    player.show(NEUTRAL_S + 0.2, 0.3)
    assert player.calibration.skip().stage is Stage.DONE
    assert player.calibration.result == PersonalRange(0.3, 1.0)
    assert player.show(1.0, 0.9).stage is Stage.DONE, "what comes later changes nothing"
    assert player.calibration.result == PersonalRange(0.3, 1.0)


def test_what_is_badly_seen_does_not_count_and_is_told():
    player = Sitting()
    before = player.show(2.0, 0.1)
    dark = player.show(2.0, 0.9, brightness=0.02)
    assert (dark.share, dark.advice) == (before.share, Advice.MORE_LIGHT)
    assert player.show(2.5, 0.1).stage is Stage.SMILE
    player.calibration.skip()
    assert player.calibration.result == PersonalRange(0.1, 1.0)


def test_out_of_patience_the_commonest_advice_is_the_reason():
    player = Sitting()
    player.show(1.0, None)
    refused = player.show(PATIENCE_S, 0.1, size_px=20)
    assert refused.refused is Advice.COME_CLOSER
    assert player.show(10, 0.1).refused is Advice.COME_CLOSER, "it stays refused: begin again"
    assert player.calibration.skip().refused is Advice.COME_CLOSER, "the calm face is not known"
    assert player.calibration.result is None


def test_faces_that_come_and_go_are_no_calibration():
    """Every reading is well seen, but no two of them are of the same face."""
    calibration, number = Calibration(), 0
    while (
        progress := calibration.feed(replace(reading(), track_id=number), number / RATE)
    ).refused is None:
        number += 1
    assert progress.refused is Advice.COME_BACK
    assert number / RATE == pytest.approx(PATIENCE_S, abs=2 / RATE)


@pytest.mark.parametrize(
    ("calm", "smile", "why"),
    [
        ([(3.0, 0.1), (1.2, 0.8)], 0.9, Doubt.LAUGHED),
        ([(4.2, 0.7)], 0.9, Doubt.RESTS_HIGH),
    ],
)
def test_a_worthless_range_is_refused(calm, smile, why):
    player = Sitting()
    for seconds, reads in calm:
        player.show(seconds, reads)
    assert player.show(SMILE_S + 0.2, smile).refused is why
    assert player.calibration.result is None


def test_who_does_not_smile_is_told_so_and_keeps_the_calm_face():
    player = Sitting()
    player.show(4.2, 0.4)
    assert player.show(PATIENCE_S + 1, 0.5).refused is Doubt.NO_SMILE
    assert player.calibration.result is None
    assert player.calibration.skip().stage is Stage.DONE
    assert player.calibration.result == PersonalRange(0.4)


def test_a_smile_may_take_its_time_to_begin():
    player = Sitting()
    player.show(4.2, 0.1)
    player.show(5.0, 0.1)
    assert player.show(SMILE_S + 0.2, 0.9).stage is Stage.DONE
    assert player.calibration.result == PersonalRange(0.1, 0.9)


def test_another_face_begins_anew():
    player = Sitting()
    player.show(3.5, 0.45)
    player.track_id = 2
    assert player.show(3.5, 0.05).stage is Stage.NEUTRAL
    player.show(1.0, 0.05)
    player.calibration.skip()
    assert player.calibration.result == PersonalRange(0.05)


def test_another_clock_keeps_what_was_seen():
    player = Sitting()
    player.show(2.0, 0.1)
    player.time_s = 0.0
    assert player.show(2.3, 0.1).stage is Stage.SMILE


@pytest.mark.parametrize("away_s", [2.0, 60.0])
def test_a_camera_that_gives_no_picture_tries_nobodys_patience(away_s):
    player = Sitting()
    player.show(2.0, 0.1)
    player.time_s += away_s
    assert player.show(2.3, 0.1).stage is Stage.SMILE
    player.show(1.0, 0.1)
    player.time_s += away_s
    assert player.show(1.0, 0.1).refused is None
    assert player.show(SMILE_S + 0.2, 0.9).stage is Stage.DONE
    assert player.calibration.result == PersonalRange(0.1, 0.9), "of the big smile, too"


pairs = st.lists(st.tuples(st.floats(0, 1), st.floats(0.01, 1)), min_size=1, max_size=40)


@given(pairs, st.floats(0, 1))
def test_a_quantile_has_its_share_of_the_weight_below_it(values, share):
    found = quantile(values, share)
    total = sum(weight for _, weight in values)
    assert found in [value for value, _ in values]
    assert sum(w for value, w in values if value <= found) >= share * total - 1e-9
    assert sum(w for value, w in values if value < found) <= share * total + 1e-9
