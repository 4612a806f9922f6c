"""A small replay of a face that bursts out, for tests of what is made of one."""

import numpy as np

from laughgame.app.replay_ring import ReplayRing
from laughgame.game.judge import Judge, JudgeSettings
from laughgame.ui.replay import Replay
from tests.readings import reading

SHAPE = (90, 160)


def small_replay(player: str = "민지", last: bool = True, fps: int = 30) -> Replay:
    """Three calm seconds, then a laugh until it is OUT; every picture is of a grey of its own."""
    ring, judge = ReplayRing(), Judge(JudgeSettings(smoothing_s=0))
    for number in range(fps * 5):
        time_s = number / fps
        image = np.full((*SHAPE, 3), 40 + number, np.uint8)
        ruling = judge.rule(reading(time_s, 0.1 if time_s < 3 else 0.9, happy=0.9), time_s)
        ring.add(image, {0: ruling}, mirrored=False)
        if ruling.just_out:
            break
    return ring.replay(0, player, "00:03", "a joke", last, may_appeal=True)
