"""The window: keys and drags become settings, and settings become looks."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from laughgame.storage.settings import Settings, SoundSettings
from laughgame.ui.main_window import MainWindow
from laughgame.ui.theme import Theme


@pytest.fixture
def window(qtbot):
    theme = Theme("dark")
    window = MainWindow(theme)
    theme.setParent(window)
    qtbot.addWidget(window)
    settings = Settings()
    general = settings.general.model_copy(
        update={"reduced_motion": True, "theme": "dark", "language": "en"}
    )
    window.apply_settings(settings.model_copy(update={"general": general}))
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    return window


@pytest.fixture
def told(window):
    """The settings the window has told of, in order."""
    told = []
    window.settings_changed.connect(told.append)
    return told


def press(qtbot, window, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget() or window, key, modifier)


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_S, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_settings_open_by_key_and_close_by_escape(qtbot, window, key, modifier):
    press(qtbot, window, key, modifier)
    assert window.settings_open
    assert window.settings.isVisible()
    press(qtbot, window, Qt.Key.Key_Escape)
    assert not window.settings_open
    assert window.play.isVisible()
    assert not window.settings.isVisible()


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_S, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_the_key_that_opens_the_settings_closes_them(qtbot, window, key, modifier):
    press(qtbot, window, key, modifier)
    press(qtbot, window, key, modifier)
    assert not window.settings_open


def test_settings_open_by_mouse(qtbot, window):
    qtbot.mouseClick(window.play.top_bar.settings_button, Qt.MouseButton.LeftButton)
    assert window.settings_open


def test_the_screens_slide_when_motion_is_wanted(qtbot, window):
    window.apply_settings(Settings())
    window.open_settings()
    assert window.play.isVisible(), "both are seen on the way"
    qtbot.waitUntil(lambda: not window.play.isVisible())
    assert window.settings.geometry() == window.centralWidget().rect()


def test_space_pauses_and_goes_on(qtbot, window):
    asked = []
    window.play.pause_toggled.connect(asked.append)
    press(qtbot, window, Qt.Key.Key_Space)
    press(qtbot, window, Qt.Key.Key_Space)
    assert asked == [True, False]


def test_space_on_a_focused_button_is_the_buttons(qtbot, window):
    asked = []
    window.play.pause_toggled.connect(asked.append)
    window.play.top_bar.settings_button.setFocus()
    press(qtbot, window, Qt.Key.Key_Space)
    assert window.settings_open
    assert asked == []


def test_keys_of_the_game_rest_while_settings_are_open(qtbot, window, told):
    asked = []
    window.play.pause_toggled.connect(asked.append)
    window.open_settings()
    press(qtbot, window, Qt.Key.Key_I)
    press(qtbot, window, Qt.Key.Key_F)
    assert asked == []
    assert told == []


def test_r_starts_over_on_the_play_screen_only(qtbot, window):
    asked = []
    window.play.restart_requested.connect(lambda: asked.append(True))
    press(qtbot, window, Qt.Key.Key_R)
    assert len(asked) == 1
    window.open_settings()
    press(qtbot, window, Qt.Key.Key_R)
    assert len(asked) == 1


def test_f_hides_the_corner(qtbot, window, told):
    window.play.show_performance(30, 34)
    press(qtbot, window, Qt.Key.Key_F)
    assert told[-1].general.show_performance is False
    assert window.play.top_bar.performance_lines is None


def test_m_mutes_on_every_screen_and_lets_be_heard_again(qtbot, window, told):
    screens = {
        "play": window.show_play,
        "title": window.show_title,
        "players": window.open_players,
        "settings": window.open_settings,
    }
    for name, go_to in screens.items():
        go_to()
        QApplication.processEvents()
        window.setFocus()  # on the players screen a name is being written
        press(qtbot, window, Qt.Key.Key_M)
        assert told[-1].sound.muted is True, name
        press(qtbot, window, Qt.Key.Key_M)
        assert told[-1].sound.muted is False, name


def test_an_m_in_a_name_is_a_letter(qtbot, window, told):
    window.open_players()
    QApplication.processEvents()
    press(qtbot, window, Qt.Key.Key_M)
    assert not any(one.sound.muted for one in told)


def test_the_corner_shows_whether_it_is_muted_and_mutes(qtbot, window, told):
    button = window.play.top_bar.sound_button
    assert button.heard
    assert button.accessibleName() == button.toolTip() == "Mute (M)"
    loud = button.grab().toImage()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told[-1].sound.muted is True
    assert not button.heard
    assert not window.title.sound_button.heard
    assert button.accessibleName() == button.toolTip() == "Sound on (M)"
    window.activateWindow()
    assert button.grab().toImage() != loud
    assert window.settings.pages["general"].muted.isChecked()


def test_a_volume_of_nothing_shows_as_muted_and_comes_back_up(qtbot, window, told):
    window.apply_settings(Settings(sound=SoundSettings(volume=0.0)))
    assert not window.play.top_bar.sound_button.heard
    press(qtbot, window, Qt.Key.Key_M)
    assert told[-1].sound == SoundSettings()
    assert window.play.top_bar.sound_button.heard


def test_mute_keeps_the_volume(qtbot, window, told):
    window.apply_settings(Settings(sound=SoundSettings(volume=0.3)))
    press(qtbot, window, Qt.Key.Key_M)
    press(qtbot, window, Qt.Key.Key_M)
    assert told[-1].sound == SoundSettings(volume=0.3)


def test_i_turns_the_mirror_off(qtbot, window, told):
    press(qtbot, window, Qt.Key.Key_I)
    assert told[-1].camera.mirrored is False
    assert window.play.camera.mirrored is False


def test_t_changes_day_and_night(qtbot, window, told):
    before = window.grab().toImage()
    press(qtbot, window, Qt.Key.Key_T)
    assert told[-1].general.theme == "light"
    assert window.grab().toImage() != before
    press(qtbot, window, Qt.Key.Key_T)
    assert told[-1].general.theme == "dark"


def test_l_changes_the_language(qtbot, window, told):
    press(qtbot, window, Qt.Key.Key_L)
    assert told[-1].general.language == "ko"
    press(qtbot, window, Qt.Key.Key_L)
    assert told[-1].general.language == "en"


def test_f11_fills_the_screen_and_escape_leaves_it(qtbot, window):
    press(qtbot, window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    press(qtbot, window, Qt.Key.Key_Escape)
    assert not window.isFullScreen()


def test_moving_the_line_changes_the_settings_everywhere(qtbot, window, told):
    gauge = window.play.smile.gauge
    gauge.setFocus()
    press(qtbot, window, Qt.Key.Key_Down)
    assert told[-1].judge.threshold == 0.79
    assert window.play.smile.rules.threshold == 0.79


def test_a_change_on_the_settings_screen_is_told_and_shown(window, told):
    settings = Settings()
    changed = settings.model_copy(
        update={"judge": settings.judge.model_copy(update={"threshold": 0.62})}
    )
    window.settings.changed.emit(changed)
    # Rules of the player's own are kept to be come back to.
    assert told == [changed.model_copy(update={"custom": changed.judge})]
    assert window.play.smile.gauge.threshold == 0.62


def test_everything_can_be_reached_by_tab(qtbot, window):
    seen = set()
    for _ in range(9):
        press(qtbot, window, Qt.Key.Key_Tab)
        seen.add(QApplication.focusWidget())
    bar = window.play.top_bar
    buttons = {bar.pause_button, bar.settings_button, bar.sound_button}
    assert buttons | {window.play.smile.gauge} <= seen
