"""The gauge of a duel: a column each, one line for all, and numbers that can be read."""

from itertools import pairwise
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPointF, Qt

from laughgame.game.gauge import GaugeState
from laughgame.game.judge import Judge, JudgeSettings
from laughgame.ui import duel_gauge
from laughgame.ui.duel_gauge import COLUMNS_LEFT, COLUMNS_RIGHT, DuelGauge
from laughgame.ui.duel_view import Rival
from laughgame.ui.gauge_axis import HANDLE_X
from laughgame.ui.motion import NUMBERS_S
from laughgame.ui.theme import Theme
from tests.gui.play_window import at
from tests.readings import FACE, reading

NAMES = ("민지", "Jun", "Sora", "Tae")


def rival(name, smile, left=1, allowed=1):
    """Somebody whose face reads ``smile``; None: it is not seen."""
    face = None if smile is None else reading(0.0, smile)
    ruling = Judge(JudgeSettings(smoothing_s=0)).rule(face, 0.0)
    return Rival(name, "#FFD22E", ruling, None if face is None else FACE.box, left, allowed)


@pytest.fixture
def gauge(qtbot):
    theme = Theme("dark")
    theme.set_reduced_motion(True)
    gauge = DuelGauge(theme)
    theme.setParent(gauge)
    qtbot.addWidget(gauge)
    gauge.resize(448, 396)
    gauge.set_threshold(0.80)
    gauge.set_zone(0.15)
    with qtbot.waitExposed(gauge):
        gauge.show()
    return gauge


@pytest.fixture
def clock(monkeypatch):
    """What the gauge takes for the time, in seconds."""
    now = [100.0]
    monkeypatch.setattr(duel_gauge, "time", SimpleNamespace(monotonic=lambda: now[0]))
    return now


def test_the_line_of_all_is_dragged_and_stops_at_its_ends(qtbot, gauge):
    told = []
    gauge.threshold_changed.connect(told.append)
    gauge.show_rivals([rival("민지", 0.1), rival("Jun", 0.3)])

    def place(value):
        return at(gauge, 1.0, QPointF(HANDLE_X, gauge.axis().y(value)))

    qtbot.mousePress(gauge, Qt.MouseButton.LeftButton, pos=place(0.80))
    for value in (0.75, 0.70, 0.10):
        qtbot.mouseMove(gauge, place(value))
    qtbot.mouseRelease(gauge, Qt.MouseButton.LeftButton, pos=place(0.10))
    assert told == pytest.approx([0.75, 0.70, 0.50], abs=0.011)
    assert gauge.threshold == 0.5


def test_the_line_is_moved_by_keys_too(qtbot, gauge):
    gauge.setFocus()
    qtbot.keyClick(gauge, Qt.Key.Key_Up)
    assert gauge.threshold == pytest.approx(0.81)


@pytest.mark.parametrize("count", [2, 3, 4])
def test_everybody_has_a_column_of_their_own(gauge, count):
    gauge.show_rivals([rival(name, 0.1) for name in NAMES[:count]])
    centers = [gauge.center(seat) for seat in range(count)]
    assert centers == sorted(centers)
    pitch = (COLUMNS_RIGHT - COLUMNS_LEFT) / count
    assert all(b - a == pytest.approx(pitch) for a, b in pairwise(centers))
    assert centers[0] - pitch / 2 >= COLUMNS_LEFT - 1e-9
    assert centers[-1] + pitch / 2 <= COLUMNS_RIGHT + 1e-9


def test_the_numbers_are_everybodys_own_and_of_who_is_out_there_are_none(gauge):
    gauge.show_rivals([rival("민지", 0.12), rival("Jun", 0.9, left=0), rival("Sora", None)])
    told = gauge.accessibleDescription().split(", ")
    assert [one.split()[:2] for one in told] == [["민지", "0.12"], ["Jun", "–"], ["Sora", "–"]]
    assert [one.state for one in gauge.rivals] == [
        GaugeState.BELOW,
        GaugeState.OUT,
        GaugeState.NO_FACE,
    ]


def test_numbers_stand_still_long_enough_to_be_read_and_then_catch_up(gauge, clock):
    gauge.show_rivals([rival("민지", 0.10), rival("Jun", 0.20)])
    clock[0] += NUMBERS_S / 2
    gauge.show_rivals([rival("민지", 0.55), rival("Jun", 0.20)])
    assert "0.10" in gauge.accessibleDescription()
    assert not gauge.advance()
    clock[0] += NUMBERS_S
    assert gauge.advance()
    assert "0.55" in gauge.accessibleDescription()


def test_another_number_of_players_is_written_at_once(gauge, clock):
    gauge.show_rivals([rival("민지", 0.10), rival("Jun", 0.20)])
    gauge.show_rivals([rival(name, 0.3) for name in NAMES])
    assert gauge.accessibleDescription().count("0.30") == 4


def test_lives_lost_are_seen(gauge):
    def seen(left):
        gauge.show_rivals([rival("민지", 0.1, left, 3), rival("Jun", 0.1, 3, 3)])
        return gauge.grab().toImage()

    all_lives = seen(3)
    assert seen(3) == all_lives
    assert seen(2) != all_lives
