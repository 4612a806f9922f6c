"""Fair to every face, end to end: a smiley and a stony actor before the real eye and the rules.

Which pose reads how is looked for first, so that both can play the same smile, each in the
range of its own face.  They keep their heads still: the smile alone is compared.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

import pytest

from laughgame.actor.look import JUN, MINJI, Look
from laughgame.actor.pose import FacePose
from laughgame.actor.stage import Stage
from laughgame.app import paths
from laughgame.game.calibration import Calibration
from laughgame.game.calibration import Stage as Step
from laughgame.game.cards import Discipline, Style
from laughgame.game.judge import Verdict
from laughgame.game.personal_range import EVERYBODY, PersonalRange
from laughgame.game.reading import FaceReading
from laughgame.game.turn import Turn, TurnRules
from laughgame.vision.face_detector import FaceDetector
from laughgame.vision.face_reader import FaceReader
from laughgame.vision.frame import Frame
from laughgame.vision.laugh_model import LaughModel

RATE = 15
SETTLED = 6
"""Frames after which the model's memory holds one pose alone."""

BROADEST = 2.0
"""The depth of a laugh with an open mouth."""

SMILEY, STONY = 0.45, 0.05
"""What the resting faces read."""

EASE_S = 0.15
"""A smile grows, and falls, in so short a time that all faces cross the line in it together."""

PLAYED = ((1.5, 0.0), (1.5, 0.3), (1.8, 0.72), (1.5, 0.3), (1.8, 0.95), (1.5, 0.0), (1.5, 0.5))
"""Seconds, and the smile as a share of the player's own range."""


def smiling(depth: float) -> FacePose:
    """Return a smile: up to 1 it grows with closed lips, from 1 to 2 the mouth opens."""
    closed, opened = min(depth, 1.0), max(depth - 1.0, 0.0)
    return FacePose(
        smile=closed,
        teeth=0.8 * opened,
        mouth_open=0.6 * opened,
        eye_squeeze=0.4 * closed + 0.5 * opened,
        brow=0.1 * closed,
    )


class Actor:
    """Holds whatever pose is asked for; every face is painted, found and read."""

    def __init__(self, look: Look, reader: FaceReader) -> None:
        self._stage = Stage((640, 360), look)
        self._reader = reader
        self._reader.reset()
        self._frames = 0

    def shows(self, depth: float) -> FaceReading:
        """Return what the eye reads of a smile so deep, a frame's time after the last one."""
        frame = Frame(self._stage.picture(smiling(depth)), self._frames / RATE, self._frames)
        self._frames += 1
        reading = self._reader.read(frame)
        assert reading is not None
        return reading

    def depth_of(self, smile: float) -> float:
        """Return how deep a smile reads as ``smile`` (0–1), within a hundredth or so."""
        low, high = 0.0, 2.0
        for _ in range(8):
            middle = (low + high) / 2
            if [self.shows(middle).smile for _ in range(SETTLED)][-1] < smile:
                low = middle
            else:
                high = middle
        return (low + high) / 2


def calibrated(actor: Actor, resting: float) -> PersonalRange:
    """Return the range of a face that rests so deep in a smile."""
    calibration = Calibration()
    stage = Step.NEUTRAL
    while stage is not Step.DONE:
        reading = actor.shows(resting if stage is Step.NEUTRAL else BROADEST)
        progress = calibration.feed(reading, reading.time_s)
        assert progress.refused is None
        stage = progress.stage
    assert calibration.result is not None
    return calibration.result


def performed(actor: Actor, resting: float, own: PersonalRange) -> list[FaceReading]:
    """Play once, in a range of one's own; return what was read, from 0 s on."""
    depths = {
        smile: resting if smile == 0 else actor.depth_of(own.raw(smile)) for _, smile in PLAYED
    }
    before = resting
    for _ in range(SETTLED):
        actor.shows(before)
    film: list[FaceReading] = []
    for seconds, smile in PLAYED:
        for n in range(round(seconds * RATE)):
            share = min(1.0, n / RATE / EASE_S)
            reading = actor.shows(before + (depths[smile] - before) * share)
            film.append(replace(reading, time_s=len(film) / RATE))
        before = depths[smile]
    return film


def judged(film: list[FaceReading], personal: PersonalRange) -> list[tuple[Verdict, float]]:
    """Return the verdicts that stood for two readings or more, with the time each began."""
    turn = Turn(TurnRules(discipline=Discipline(Style.LIVES)), personal)
    told = [(turn.feed(one, one.time_s).snapshot.ruling.verdict, one.time_s) for one in film]
    runs = [list(run) for _, run in groupby(told, key=lambda one: one[0])]
    return [run[0] for run in runs if len(run) > 1]


@pytest.fixture(scope="module")
def reader() -> Iterator[FaceReader]:
    with FaceDetector(paths.face_detector()) as detector:
        yield FaceReader(detector, LaughModel(paths.default_model()))


def test_a_smiley_and_a_stony_face_get_the_same_verdicts_on_the_same_smile(
    reader: FaceReader,
) -> None:
    ranges, films = {}, {}
    for look, resting in ((MINJI, SMILEY), (JUN, STONY)):
        actor = Actor(look, reader)
        depth = actor.depth_of(resting)
        ranges[resting] = calibrated(actor, depth)
        films[resting] = performed(actor, depth, ranges[resting])
        assert ranges[resting].neutral == pytest.approx(resting, abs=0.04)
        assert ranges[resting].laugh > 0.95

    smiley, stony = (judged(films[one], ranges[one]) for one in (SMILEY, STONY))
    assert [verdict for verdict, _ in smiley] == [verdict for verdict, _ in stony]
    assert [verdict for verdict, _ in smiley].count(Verdict.OUT) == 1
    for (_, smiley_s), (_, stony_s) in zip(smiley, stony, strict=True):
        assert abs(smiley_s - stony_s) <= 2 / RATE + 1e-6

    # By the raw rule a smile that is a warning to the stony face is the end of the smiley one.
    raw_smiley, raw_stony = (judged(films[one], EVERYBODY) for one in (SMILEY, STONY))
    assert [verdict for verdict, _ in raw_smiley] != [verdict for verdict, _ in raw_stony]
    first_out = {
        name: next(time_s for verdict, time_s in told if verdict is Verdict.OUT)
        for name, told in (("smiley", raw_smiley), ("stony", raw_stony))
    }
    assert first_out["smiley"] < first_out["stony"] - 1
