"""Made-up moments of a match for the contact sheet: a replay, and results of four players."""

import math

from PySide6.QtCore import QCoreApplication

from laughgame.actor.performance import Label, Performance, Stretch
from laughgame.actor.stage import Stage
from laughgame.app import paths
from laughgame.app.replay_ring import ReplayRing
from laughgame.game.judge import Judge
from laughgame.game.trace import Mark, TracePoint
from laughgame.storage.joke_file import read_jokes
from laughgame.ui.joke_card import JokeView
from laughgame.ui.replay import Replay
from laughgame.ui.screens.players import COLORS
from laughgame.ui.screens.results import Bomb, MatchResult, PlayerRecord
from tests.readings import reading

NAMES = {"ko": ("민지", "준", "소라", "태오"), "en": ("Minji", "Jun", "Sora", "Tae")}


def replay(language: str, last: bool) -> Replay:
    """The illustrated player bursting out; the smile is the drawing's own."""
    stage = Stage((480, 270))
    performance = Performance([Stretch(Label.NEUTRAL, 1.5), Stretch(Label.LAUGH, 3.0)], seed=1)
    ring, judge = ReplayRing(), Judge()
    for step in range(120):
        time_s = step / 30
        pose = performance.pose_at(time_s)
        ruling = judge.rule(reading(time_s, min(1.0, pose.smile), happy=0.9), time_s)
        ring.add(stage.picture(pose), {0: ruling}, mirrored=False)
        if ruling.just_out:
            break
    joke = read_jokes(paths.jokes(language))[0]
    return ring.replay(0, NAMES[language][0], "01:31", joke.setup, last, may_appeal=True)


def results(language: str, players: int) -> MatchResult:
    """A game of so many players that went up and down."""
    records = tuple(
        PlayerRecord(
            name=name,
            color=color,
            place=place,
            clock=f"0{3 - place // 2}:{(41 * place) % 60:02d}",
            ending="survived" if place == 1 and players > 1 else "out",
            near_misses=4,
            hardest=(0.79, -0.01),
            points=tuple(_point(n, place) for n in range(900)),
            marks=(Mark(22.0, 0.74, card=False), Mark(61.0, 0.79, card=False))
            + ((Mark(89.0, 0.86, card=True),) if place > 1 or players == 1 else ()),
        )
        for place, (name, color) in enumerate(
            zip(NAMES[language][:players], COLORS, strict=False), start=1
        )
    )
    jokes = read_jokes(paths.jokes(language))
    bombs = tuple(
        Bomb(f"{joke.setup} {joke.punchline}", 3 - number, 2.4 + number)
        for number, joke in enumerate(jokes[:3])
    )
    mode = "hotseat" if players > 1 else "survival"
    return MatchResult(mode, 0.8, records, bombs, NAMES[language][0] if players > 1 else "")


def _point(n: int, place: int) -> TracePoint:
    smile = _wave(n + 40 * place)
    surprised = 300 <= n < 380
    emotion = "happy" if smile > 0.45 else "surprise" if surprised else "neutral"
    return TracePoint(n / 10, smile, emotion=emotion)


def _wave(n: int) -> float:
    hills = ((220, 0.67), (610, 0.72), (890, 0.8), (380, 0.4))
    return 0.07 + 0.03 * math.sin(n) + max(a * math.exp(-(((n - c) / 16) ** 2)) for c, a in hills)


def instruction(language: str) -> JokeView:
    """What a new player is asked to do, in the words of the program."""
    name = NAMES[language][0]
    headline = QCoreApplication.translate("Match", "{name}, look calm and read this aloud:")
    line = QCoreApplication.translate("Match", "The referee counts the clouds above the pitch.")
    return JokeView(headline.format(name=name), line, 2.6, 0.35)
