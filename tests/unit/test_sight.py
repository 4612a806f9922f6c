"""What is told to a player who cannot be seen well enough to be judged."""

from dataclasses import replace

import pytest

from laughgame.game.sight import (
    BRIGHTEST,
    DARKEST,
    FARTHEST_TURN,
    MOUTH_COVERED,
    SMALLEST_PX,
    Advice,
    advice_for,
)
from tests.readings import FACE, QUALITY, reading


def seen(yaw=0.0, **quality):
    return replace(reading(), face=replace(FACE, yaw=yaw), quality=replace(QUALITY, **quality))


@pytest.mark.parametrize(
    ("face", "advice"),
    [
        (None, Advice.COME_BACK),
        (seen(mouth_visible=False, size_px=10), Advice.COME_BACK),
        (seen(size_px=SMALLEST_PX - 1, brightness=0.0), Advice.COME_CLOSER),
        (seen(brightness=DARKEST - 0.01, yaw=2.0), Advice.MORE_LIGHT),
        (seen(brightness=BRIGHTEST + 0.01), Advice.LESS_LIGHT),
        (seen(yaw=FARTHEST_TURN + 0.01), Advice.FACE_CAMERA),
        (seen(yaw=-FARTHEST_TURN - 0.01), Advice.FACE_CAMERA),
        (seen(yaw=2.0, mouth_covered=1.0), Advice.FACE_CAMERA),
        (seen(mouth_covered=MOUTH_COVERED), Advice.UNCOVER_MOUTH),
        (seen(mouth_covered=float("nan")), Advice.UNCOVER_MOUTH),
        (seen(mouth_covered=MOUTH_COVERED - 0.01), None),
        (seen(eyes_shut=1.0), None),  # it may be a blink
        (seen(size_px=SMALLEST_PX, brightness=DARKEST, yaw=FARTHEST_TURN), None),
    ],
)
def test_the_first_thing_that_would_help_is_told(face, advice):
    assert advice_for(face) is advice
