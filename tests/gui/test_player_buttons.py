"""Who plays, and who of them wears glasses: two buttons that are painted, pressed and told."""

import pytest
from PySide6.QtCore import QPoint, Qt

from laughgame.ui.glasses_button import GlassesButton
from laughgame.ui.players_button import PlayersButton
from laughgame.ui.theme import Theme

FOUR = [("민지", "#FFD22E"), ("Jun", "#6CC7FF"), ("Sora", "#FF8A7A"), ("Tae", "#8FE388")]


@pytest.fixture(params=["dark", "light"])
def show(qtbot, request):
    """Return a function that shows a button of a class."""

    def show(kind, width, height):
        theme = Theme(request.param)
        button = kind(theme, None)
        theme.setParent(button)
        qtbot.addWidget(button)
        button.resize(width, height)
        with qtbot.waitExposed(button):
            button.show()
        button.activateWindow()
        return button

    return show


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_glasses_are_put_on_and_taken_off_by_mouse_and_by_key(qtbot, show, key):
    glasses = show(GlassesButton, 64, 64)
    bare = glasses.grab().toImage()
    qtbot.mouseClick(glasses, Qt.MouseButton.LeftButton)
    assert glasses.isChecked()
    assert glasses.grab().toImage() != bare
    glasses.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(glasses.toggled, timeout=5000):
        qtbot.keyClick(glasses, key)
    assert not glasses.isChecked()
    assert glasses.ringed


def test_nobody_without_a_name_wears_glasses(qtbot, show):
    glasses = show(GlassesButton, 64, 64)
    enabled = glasses.grab().toImage()
    glasses.setEnabled(False)
    assert glasses.grab().toImage() != enabled
    qtbot.mouseClick(glasses, Qt.MouseButton.LeftButton)
    assert not glasses.isChecked()


def test_four_are_shown_and_only_those_who_play_are_told(show):
    players = show(PlayersButton, 292, 138)
    players.show_players([*FOUR, ("Fifth", "#FFFFFF")], playing=2)
    assert players.players == ("민지", "Jun", "Sora", "Tae")
    assert players.accessibleDescription() == "민지, Jun"


def test_who_plays_is_seen(show):
    players = show(PlayersButton, 292, 138)

    def seen(playing):
        players.show_players(FOUR, playing)
        return players.grab().toImage()

    assert len({seen(playing).constBits().tobytes() for playing in range(5)}) == 5


def test_all_of_it_is_one_button(qtbot, show):
    players = show(PlayersButton, 292, 138)
    players.show_players(FOUR, 1)
    clicks = []
    players.clicked.connect(lambda: clicks.append(True))
    for x in (10, 150, 280):
        qtbot.mouseClick(players, Qt.MouseButton.LeftButton, pos=QPoint(x, 60))
    players.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(players.clicked, timeout=5000):
        qtbot.keyClick(players, Qt.Key.Key_Return)
    assert len(clicks) == 4
