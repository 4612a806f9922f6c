"""What the tests of the play screen share: a screen, moments of the game, a hand on the line."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtWidgets import QWidget

from laughgame.game.judge import JudgeSettings
from laughgame.game.reading import FaceReading
from laughgame.game.session import Session, Snapshot
from laughgame.ui.screens.play import PlayScreen
from laughgame.ui.theme import Theme
from tests.readings import reading

RATE = 30


def open_play(
    qtbot, size=(1280, 800), mode="dark", rules: JudgeSettings | None = None
) -> PlayScreen:
    """Return a play screen that is shown, without motion."""
    theme = Theme(mode)
    theme.set_reduced_motion(True)
    screen = PlayScreen(theme)
    theme.setParent(screen)
    qtbot.addWidget(screen)
    screen.resize(*size)
    screen.set_rules(rules or JudgeSettings())
    with qtbot.waitExposed(screen):
        screen.show()
    screen.activateWindow()
    return screen


def play(
    screen: PlayScreen,
    readings: Sequence[FaceReading | None],
    rules: JudgeSettings | None = None,
) -> Snapshot:
    """Judge the readings, one every 1/30 s, show each, and return the last snapshot."""
    session = Session(rules or JudgeSettings(smoothing_s=0.0))
    for index, one in enumerate(readings):
        snapshot = session.feed(one, index / RATE)
        screen.show_snapshot(snapshot)
    return snapshot


def faces(smile: float, seconds: float = 0.2, **feelings: float) -> list[FaceReading | None]:
    """The same face for some time."""
    return [reading(i / RATE, smile, **feelings) for i in range(max(1, round(seconds * RATE)))]


def nobody(seconds: float = 0.2) -> list[FaceReading | None]:
    """No face for some time."""
    return [None] * max(1, round(seconds * RATE))


def at(widget: QWidget, scale: float, point: QPointF) -> QPoint:
    """A place given in design pixels, in the widget's own."""
    return (point * scale).toPoint()
