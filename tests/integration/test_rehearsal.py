"""Modes without a window, end to end: the actor before the real eye, judged frame by frame."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator

import numpy as np
import pytest

from laughgame.actor.look import JUN, MINJI
from laughgame.actor.performance import Label, Performance, Stretch
from laughgame.actor.source import ActorSource, Part
from laughgame.app import paths, rehearsal
from laughgame.game.cards import Card
from laughgame.game.deck import Deck, Item, ItemKind
from laughgame.game.turn import Ending, TurnRules
from laughgame.vision.face_detector import FaceDetector
from laughgame.vision.face_reader import FaceReader
from laughgame.vision.laugh_model import LaughModel

CALM = Stretch(Label.NEUTRAL, 6.0)
SMALL = (640, 360)
ITEMS = [Item(f"joke {n}", ItemKind.JOKE, 3.0) for n in range(5)]


@pytest.fixture(scope="module")
def reader() -> Iterator[FaceReader]:
    with FaceDetector(paths.face_detector()) as detector:
        yield FaceReader(detector, LaughModel(paths.default_model()))


def actor(*scripts, size=SMALL, rate=15):
    """Actors side by side, each with a script of their own."""
    first, *others = (Performance(script, seed=2) for script in scripts)
    beside = [Part(script, JUN) for script in others]
    return ActorSource(first, size, realtime=False, frame_rate=rate, look=MINJI, beside=beside)


def play(source, reader, begin, seconds, crowd=False):
    reader.reset()
    return rehearsal.play_rounds(begin, rehearsal.moments(source, reader, seconds, crowd))


def test_a_laugh_is_a_card_with_its_reason_and_talking_is_none(reader: FaceReader) -> None:
    source = actor([Stretch(Label.TALKING, 6.0), CALM, Stretch(Label.LAUGH, 3.0), CALM])
    (one,) = play(source, reader, rehearsal.survival(TurnRules(), Deck(ITEMS, 1)), 17)
    (called,) = one.called
    turn = called.seat.turn
    assert turn is not None
    assert turn.shown is not None
    assert turn.shown.card is Card.YELLOW
    assert 12 < turn.snapshot.time_s < 15
    assert turn.snapshot.ruling.smile is not None
    assert turn.snapshot.ruling.smile > turn.snapshot.ruling.threshold
    assert [kill.item for kill in one.kills] == [called.item]
    assert not one.over


def test_after_a_red_card_another_round_begins(reader: FaceReader) -> None:
    laugh = Stretch(Label.LAUGH, 2.4)
    source = actor([Stretch(Label.NEUTRAL, 2.0), laugh, Stretch(Label.NEUTRAL, 2.0), laugh, CALM])
    first, second = play(source, reader, rehearsal.survival(TurnRules(), Deck(ITEMS, 1)), 14)
    assert [called.seat.turn.shown.card for called in first.called if called.seat.turn] == [
        Card.YELLOW,
        Card.RED,
    ]
    assert first.standings[0].result.ending is Ending.OUT
    assert second.start_s == pytest.approx(first.end_s + rehearsal.BREAK_S, abs=0.1)


def test_of_two_before_one_camera_the_straight_face_wins(reader: FaceReader) -> None:
    laughing = [Stretch(Label.NEUTRAL, 2.0), Stretch(Label.LAUGH, 3.0)]
    source = actor([CALM], laughing, size=(1280, 360))
    (one, *_) = play(source, reader, rehearsal.duel(TurnRules(), 2), 5, crowd=True)
    assert one.over
    assert [(line.place, line.player.name) for line in one.standings] == [
        (1, "Minji"),
        (2, "Jun"),
    ]


def test_both_sit_down_before_the_same_deck(reader: FaceReader) -> None:
    script = [Stretch(Label.NEUTRAL, 3.0), Stretch(Label.LAUGH, 2.4)]
    rounds = play(actor(script), reader, rehearsal.hot_seat(TurnRules(), ITEMS, 4), 11)
    assert {line.player.name for line in rounds[0].standings} == {"Minji", "Jun"}
    assert len(rounds[0].called) == 2
    assert len({kill.item for kill in rounds[0].kills}) == 1


def test_who_leaves_the_picture_gains_no_time(reader: FaceReader) -> None:
    """Two seconds of an empty room between three and three of a calm face."""
    source = actor([CALM])
    empty = np.full((360, 640, 3), 128, np.uint8)

    class Leaving:
        name, live, frame_rate = "leaving", False, 15.0

        def open(self):
            source.open()

        def read(self):
            frame = source.read()
            away = frame is not None and 3 <= frame.time_s < 5
            return rehearsal.replace(frame, image=empty) if away else frame

        def close(self):
            source.close()

    (one,) = play(Leaving(), reader, rehearsal.survival(TurnRules(), Deck(ITEMS, 1)), 8)
    assert one.standings[0].result.survived_s == pytest.approx(8 - 2 - 0.3, abs=0.25)
    assert not one.called


def laughgame(*arguments, folder):
    """Run the command line offscreen, far from the settings of whoever runs the tests."""
    environment = {**os.environ, "XDG_CONFIG_HOME": str(folder), "XDG_STATE_HOME": str(folder)}
    command = [sys.executable, "-m", "laughgame", "play", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=200, env=environment, check=False
    )


@pytest.mark.parametrize(
    ("mode", "seconds"), [("survival", 18), ("duel", 8), ("hotseat", 8), ("mimic", 4)]
)
def test_the_same_seed_is_the_same_game_twice(tmp_path, mode, seconds) -> None:
    reports = []
    for name in ("first.json", "second.json"):
        done = laughgame(
            *("--mode", mode, "--seed", 7, "--source", "actor", "--seconds", seconds),
            *("--offscreen", "--report", tmp_path / name),
            folder=tmp_path,
        )
        assert done.returncode == 0, done.stderr
        reports.append((tmp_path / name).read_bytes())
    assert reports[0] == reports[1]
    told = json.loads(reports[0])
    assert (told["mode"], told["seed"]) == (mode, 7)
    if mode == "survival":
        assert done.stdout.startswith("round 1: 1. Minji")
        assert told["rounds"][0]["cards"][0]["reason"]["analysis"] == "genuine"


def test_the_actor_imitates_itself_better_than_another(tmp_path) -> None:
    report = tmp_path / "mimic.json"
    done = laughgame(
        *("--mode", "mimic", "--seed", 7, "--source", "actor", "--seconds", 8),
        *("--offscreen", "--report", report),
        folder=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    itself, another = json.loads(report.read_text(encoding="utf-8"))["imitations"]
    assert itself["score"] >= 90
    assert another["score"] <= 40


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--mode", "duel", "--offscreen"], "needs --source actor"),
        (["--mode", "survival", "--offscreen", "--source", "fake:a.toml"], "needs --source actor"),
        (["--mode", "mimic", "--offscreen", "--source", "film.mp4"], "imitates itself"),
        (
            ["--mode", "duel", "--offscreen", "--source", "actor", "--screenshot", "a.png"],
            "leave out --screenshot",
        ),
        (
            ["--mode", "duel", "--offscreen", "--source", "actor", "--film", "a.gif"],
            "leave out --film",
        ),
    ],
)
def test_what_cannot_be_rehearsed_is_bad_usage(tmp_path, arguments, complaint) -> None:
    done = laughgame(*arguments, folder=tmp_path)
    assert done.returncode == 2
    assert complaint in done.stderr
