"""Talking is not laughing: speech, yawns and sneezes cost nobody a card.

The actor's, and those of the film clips that an eye marked, where ``LAUGHGAME_DATA`` names the
folder that holds them.
"""

import os
from collections.abc import Iterator
from math import inf
from pathlib import Path
from typing import NamedTuple

import pytest

from laughgame.actor.look import LOOKS, Look
from laughgame.actor.performance import Label, Performance, Stretch
from laughgame.actor.source import ActorSource
from laughgame.app import paths, rehearsal
from laughgame.game.calibration import Calibration, Stage
from laughgame.game.cards import Discipline, Style
from laughgame.game.judge import JudgeSettings
from laughgame.game.personal_range import EVERYBODY, PersonalRange
from laughgame.game.reading import FaceReading
from laughgame.game.turn import Turn, TurnRules
from laughgame.ui.screens.settings_pages.presets import PRESETS
from laughgame.vision.face_detector import FaceDetector
from laughgame.vision.face_reader import FaceReader
from laughgame.vision.laugh_model import LaughModel
from laughgame.vision.sources.source import FrameSource
from laughgame.vision.sources.video import VideoSource
from training.evaluate import DATA_VARIABLE
from training.evaluation.clips import marked_clips

RATE = 15
TALK = (
    Stretch(Label.NEUTRAL, 1.0),
    Stretch(Label.TALKING, 4.0),
    Stretch(Label.YAWN, 2.8),
    Stretch(Label.NEUTRAL, 1.0),
    Stretch(Label.SNEEZE, 4.4),
    Stretch(Label.TALKING, 3.0),
)
LAUGH = (Stretch(Label.NEUTRAL, 1.0), Stretch(Label.LAUGH, 2.4))
TALKED_S = sum(stretch.duration_s for stretch in TALK)

Film = list[tuple[float, FaceReading | None]]


@pytest.fixture(scope="module")
def reader() -> Iterator[FaceReader]:
    with FaceDetector(paths.face_detector()) as detector:
        yield FaceReader(detector, LaughModel(paths.default_model()))


def read(source: FrameSource, reader: FaceReader, seconds: float) -> Film:
    reader.reset()
    played = rehearsal.moments(source, reader, seconds, crowd=False)
    return [(time_s, faces[0] if faces else None) for time_s, faces in played]


def own_range(film: Film) -> PersonalRange:
    """Return the range that the first seconds of a film give; everybody's where they give none."""
    calibration = Calibration()
    for time_s, face in film:
        progress = calibration.feed(face, time_s)
        if progress.stage is Stage.SMILE:
            calibration.skip()
            break
    return calibration.result or EVERYBODY


def card_times(film: Film, judge: JudgeSettings, personal: PersonalRange) -> list[float]:
    turn = Turn(TurnRules(judge, Discipline(Style.LIVES, 9)), personal)
    views = [turn.feed(face, time_s) for time_s, face in film]
    return [view.snapshot.time_s for view in views if view.laughed]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_the_actors_speech_yawns_and_sneezes_cost_no_card_and_the_laugh_after_them_does(
    reader: FaceReader, look: Look
) -> None:
    script = Performance([*TALK, *LAUGH], seed=11)
    source = ActorSource(script, (640, 360), realtime=False, frame_rate=RATE, look=look)
    film = read(source, reader, script.duration_s)
    personal = own_range(film)
    assert personal != EVERYBODY
    for judge in (rules.rules() for rules in PRESETS.values()):
        for each in (EVERYBODY, personal):
            (card_s,) = card_times(film, judge, each)
            assert card_s > TALKED_S


class Clip(NamedTuple):
    """What was read of a film, and from when to when (seconds) an eye saw no smile, and saw one."""

    film: Film
    without_smile: list[tuple[float, float]]
    smile: list[tuple[float, float]]


@pytest.fixture(scope="module")
def clips(reader: FaceReader) -> dict[str, Clip]:
    data = os.environ.get(DATA_VARIABLE)
    if data is None:
        pytest.skip(f"{DATA_VARIABLE} does not say where the clips are")
    found = {}
    with marked_clips(Path(data)) as marked:
        for file, marks in marked:
            film = read(VideoSource(file, realtime=False), reader, inf)
            times = [time_s for time_s, _ in film]
            found[file.stem] = Clip(
                film,
                *(
                    [(times[first], times[last - 1]) for first, last in ranges]
                    for ranges in (marks.without_smile, marks.smile)
                ),
            )
    return found


def within(times: list[float], ranges: list[tuple[float, float]]) -> list[float]:
    return [time_s for time_s in times if any(start <= time_s <= end for start, end in ranges)]


@pytest.mark.parametrize("own", [False, True], ids=["everybody", "own range"])
@pytest.mark.parametrize("preset", PRESETS)
def test_in_the_clips_no_card_is_shown_where_nobody_smiles(
    clips: dict[str, Clip], preset: str, own: bool
) -> None:
    judge = PRESETS[preset].rules()
    assert sum(end - start for one in clips.values() for start, end in one.without_smile) > 60
    wrong = {
        name: within(
            card_times(clip.film, judge, own_range(clip.film) if own else EVERYBODY),
            clip.without_smile,
        )
        for name, clip in clips.items()
    }
    assert wrong == {name: [] for name in clips}


def test_in_the_same_clips_the_smiles_cost_one(clips: dict[str, Clip]) -> None:
    judge = PRESETS["classic"].rules()
    caught = {
        name
        for name, clip in clips.items()
        if within(card_times(clip.film, judge, own_range(clip.film)), clip.smile)
    }
    assert caught == {"d10", "d12"}
