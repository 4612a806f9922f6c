"""Hiding before the real eye: it gains no time, is no laugh, and is warned of."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import pytest

from laughgame.actor.look import JUN, LOOKS, MINJI, TAE, Beard, Glasses, Look, Mask, Moustache
from laughgame.actor.performance import Label, Performance, Stretch
from laughgame.actor.pose import FacePose
from laughgame.actor.source import ActorSource, Part
from laughgame.actor.stage import Stage
from laughgame.app import paths
from laughgame.game.eyes import SHUT_FOR_S
from laughgame.game.presence import GRACE_S, WARN_AFTER_S
from laughgame.game.sight import Advice
from laughgame.game.turn import Turn, TurnView
from laughgame.vision.face_cover import FaceCover
from laughgame.vision.face_detector import FaceDetector
from laughgame.vision.face_reader import FaceReader
from laughgame.vision.frame import Frame
from laughgame.vision.laugh_model import LaughModel

SIZE = (640, 360)
RATE = 15
CALM = Stretch(Label.NEUTRAL, 2.0)
HIDING = {
    "covering": Stretch(Label.COVERING, 7.0),
    "laughing behind the hand": Stretch(Label.COVERING, 7.0, laughing=True),
    "turned away": Stretch(Label.TURNED_AWAY, 7.0),
    "leaving": Stretch(Label.LEAVING, 7.0),
}
BEARDED = replace(TAE, name="bearded", beard=Beard.FULL, moustache=Moustache.HANDLEBAR)
GOATEE = replace(JUN, name="goatee", beard=Beard.GOATEE, glasses=Glasses.ROUND)
DARK = replace(MINJI, name="dark glasses", glasses=Glasses.DARK, moustache=Moustache.FULL)


class Seen(NamedTuple):
    label: Label
    view: TurnView
    time_s: float


@pytest.fixture(scope="module")
def reader() -> Iterator[FaceReader]:
    with FaceDetector(paths.face_detector()) as detector:
        model = LaughModel(paths.default_model())
        yield FaceReader(detector, model, FaceCover(paths.face_cover()))


def play(
    reader: FaceReader, script: list[Stretch], look: Look = MINJI, rate: int = RATE
) -> list[Seen]:
    """Play one turn and return what came of each moment."""
    performance = Performance(script, seed=3)
    source = ActorSource(performance, SIZE, realtime=False, frame_rate=rate, look=look)
    turn, seen = Turn(), []
    reader.reset()
    source.open()
    for _ in range(round(performance.duration_s * rate)):
        frame = source.read()
        assert frame is not None
        view = turn.feed(reader.read(frame), frame.time_s)
        seen.append(Seen(performance.label_at(frame.time_s), view, frame.time_s))
    source.close()
    return seen


@pytest.mark.parametrize("look", [MINJI, TAE, BEARDED], ids=lambda look: look.name)
@pytest.mark.parametrize("way", HIDING)
def test_who_hides_gains_no_time_is_not_laughing_and_is_warned(
    reader: FaceReader, way: str, look: Look
) -> None:
    hiding = HIDING[way]
    seen = play(reader, [CALM, hiding, CALM], look)
    assert not any(one.view.laughed for one in seen)
    warned = [one.time_s for one in seen if one.view.attendance.warned]
    # On its way to the hiding place and back a face is still seen, and rightly so.
    ways_s = 2 * hiding.eased_s
    assert len(warned) == 1
    assert CALM.duration_s + WARN_AFTER_S <= warned[0]
    assert warned[0] <= CALM.duration_s + WARN_AFTER_S + ways_s / 2 + GRACE_S
    survived_s = seen[-1].view.snapshot.elapsed_s
    assert survived_s <= 2 * CALM.duration_s + ways_s + 2 / RATE
    assert survived_s >= 2 * CALM.duration_s - 1.0
    hidden = seen[round((CALM.duration_s + 3) * RATE)].view.attendance
    assert (
        hidden.advice
        in {
            "covering": {Advice.UNCOVER_MOUTH},
            "laughing behind the hand": {Advice.UNCOVER_MOUTH},
            "turned away": {Advice.COME_BACK, Advice.FACE_CAMERA, Advice.UNCOVER_MOUTH},
            "leaving": {Advice.COME_BACK},
        }[way]
    )


@pytest.mark.parametrize("kind", [Mask.SURGICAL, Mask.CLOTH])
def test_a_mask_is_no_straight_face(reader: FaceReader, kind: Mask) -> None:
    seen = play(reader, [CALM, Stretch(Label.LAUGH, 3.0)], replace(JUN, mask=kind))
    assert seen[-1].view.snapshot.elapsed_s <= GRACE_S
    assert not any(one.view.laughed for one in seen)
    assert seen[-1].view.attendance.advice is Advice.UNCOVER_MOUTH


@pytest.mark.parametrize("look", [*LOOKS, BEARDED, GOATEE, DARK], ids=lambda look: look.name)
def test_nobody_who_shows_their_face_is_told_to(reader: FaceReader, look: Look) -> None:
    script = [
        Stretch(label, 3.0)
        for label in (Label.TALKING, Label.YAWN, Label.LAUGH, Label.GRIMACE, Label.HOLDING)
    ]
    advised = {one.view.attendance.advice for one in play(reader, script, look, rate=10)}
    assert not advised & {Advice.UNCOVER_MOUTH, Advice.OPEN_EYES}


def test_a_laugh_is_a_laugh_when_the_hand_comes_down(reader: FaceReader) -> None:
    script = [CALM, Stretch(Label.COVERING, 3.0), CALM, Stretch(Label.LAUGH, 3.0)]
    (laughed,) = [one for one in play(reader, script) if one.view.laughed]
    assert laughed.label is Label.LAUGH


def test_who_sleeps_is_told_to_open_their_eyes_and_who_laughs_is_out(reader: FaceReader) -> None:
    stage, turn = Stage(SIZE, JUN), Turn()
    reader.reset()
    advised: dict[str, set[Advice | None]] = {}
    laughed = []
    parts = {
        "awake": (2.0, FacePose()),
        "asleep": (4.0, FacePose(blink=1)),
        "laughing": (2.0, FacePose(smile=1, mouth_open=0.7, teeth=0.9, eye_squeeze=1)),
    }
    frame = 0
    for name, (seconds, pose) in parts.items():
        for _ in range(round(seconds * RATE)):
            view = turn.feed(
                reader.read(Frame(stage.picture(pose), frame / RATE, frame)), frame / RATE
            )
            advised.setdefault(name, set()).add(view.attendance.advice)
            laughed += [name] if view.laughed else []
            frame += 1
    assert advised["awake"] == {None}
    assert Advice.OPEN_EYES in advised["asleep"]
    assert laughed == ["laughing"]
    assert turn.result.survived_s <= 2.0 + SHUT_FOR_S + 2.0


def test_of_two_in_one_picture_the_right_one_is_told(reader: FaceReader) -> None:
    calm, hiding = Performance([CALM], seed=1), Performance([Stretch(Label.COVERING, 2.0)], seed=1)
    source = ActorSource(
        calm, (1280, 360), realtime=False, frame_rate=RATE, beside=[Part(hiding, JUN)]
    )
    reader.reset()
    source.open()
    frames = [source.read() for _ in range(RATE)]
    source.close()
    readings = [reader.read_crowd(frame) for frame in frames if frame is not None]
    left, right = sorted(readings[-1], key=lambda one: one.face.box.x)
    assert left.quality.mouth_covered < 0.5 < right.quality.mouth_covered
