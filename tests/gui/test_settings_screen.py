"""The settings screen: what the player turns is what the program is told, at once."""

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QApplication, QWidget

from laughgame.game.judge import JudgeSettings
from laughgame.game.session import Session
from laughgame.storage.settings import RuleSettings, Settings, SoundSettings
from laughgame.ui.screens.settings import PAGES
from laughgame.ui.screens.settings_pages.example import Stretch, judged_example
from laughgame.ui.screens.settings_pages.presets import PRESETS, preset_of
from tests.gui.settings_window import REFEREE, focus, korean, open_settings
from tests.readings import reading


@pytest.fixture
def screen(qtbot):
    return open_settings(qtbot)


@pytest.fixture
def told(screen):
    """The settings the screen has told of, in order."""
    told = []
    screen.changed.connect(told.append)
    return told


def moments(*smiles: float | None):
    """What the rules say to these smiles, a third of a second apart; None is no face."""
    session = Session(JudgeSettings(smoothing_s=0.0, hold_s=0.0, warning_margin=0.0))
    for index, smile in enumerate(smiles):
        time_s = index / 3
        yield session.feed(None if smile is None else reading(time_s, smile), time_s)


@pytest.mark.parametrize("size", [(1280, 800), (640, 400)])
def test_the_game_that_goes_on_behind_the_settings_is_seen(qtbot, size):
    screen = open_settings(qtbot, size)
    assert not screen.live.isVisible(), "nothing has been judged yet"
    looks = []
    for snapshot in moments(0.2, 0.95, 0.1, 0.95, None):
        screen.show_snapshot(snapshot)
        looks.append(screen.live.grab().toImage())
        assert screen.live.words[2] == f"OUT ×{snapshot.outs}"
    assert screen.live.words == ("PAUSED", "–", "OUT ×2")
    assert all(one != other for one, other in pairwise(looks))
    for page in PAGES:
        screen.open_page(page)
        assert screen.live.isVisible()
        assert not screen.live.geometry().intersects(screen.close_button.geometry())
        assert not screen.live.geometry().intersects(screen.nav.geometry())


def test_every_page_is_reached_by_keyboard(qtbot, screen):
    visited = [screen.page]
    for _ in PAGES[1:]:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
        visited.append(screen.page)
    assert tuple(visited) == PAGES


def test_every_page_is_reached_by_mouse(qtbot, screen):
    for name in PAGES:
        qtbot.mouseClick(screen.nav.item(name), Qt.MouseButton.LeftButton)
        assert screen.page == name
        assert [key for key, page in screen.pages.items() if page.isVisible()] == [name]


@pytest.mark.parametrize("name", PAGES)
def test_tab_reaches_every_control_of_a_page(qtbot, screen, name, tmp_path):
    screen.show_settings_file(tmp_path / "settings.toml")
    screen.show_log_file(tmp_path / "laughgame.log")
    screen.show_referee(REFEREE)
    screen.open_page(name)
    screen.focus_page()
    controls = {
        widget
        for widget in screen.pages[name].findChildren(QWidget)
        if isinstance(widget, QAbstractButton | QAbstractSlider)
        and widget.isVisible()
        and widget.isEnabled()
    }

    reached = set()
    for _ in range(60):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())

    # Of an exclusive group Tab enters the chosen one; arrows go to the others.
    skipped = controls - reached
    assert all(
        isinstance(widget, QAbstractButton) and widget.group() and not widget.isChecked()
        for widget in skipped
    ), f"not reached: {[widget.accessibleName() or widget.text() for widget in skipped]}"
    assert screen.close_button in reached


@pytest.mark.parametrize("name", PAGES)
def test_every_control_has_a_name_to_be_read_aloud(screen, name):
    screen.open_page(name)
    for widget in screen.pages[name].findChildren(QWidget):
        if isinstance(widget, QAbstractButton):
            assert widget.accessibleName() or widget.text(), widget
        elif isinstance(widget, QAbstractSlider):
            assert widget.accessibleName(), widget


def test_escape_closes_from_wherever_the_keyboard_is(qtbot, screen):
    screen.open_page("difficulty")
    for widget in (
        screen.nav.item("difficulty"),
        screen.difficulty.fields["hold_s"].slider,
        screen.difficulty.two_stage,
        screen.difficulty.presets.segment("classic"),
    ):
        focus(widget)
        with qtbot.waitSignal(screen.closed):
            qtbot.keyClick(widget, Qt.Key.Key_Escape)


def test_the_button_closes(qtbot, screen):
    with qtbot.waitSignal(screen.closed):
        qtbot.mouseClick(screen.close_button, Qt.MouseButton.LeftButton)


class TestGeneral:
    def test_language(self, qtbot, screen, told):
        qtbot.mouseClick(screen.general.language.segment("ko"), Qt.MouseButton.LeftButton)
        assert told[-1].general.language == "ko"

    def test_look(self, qtbot, screen, told):
        tile = screen.general.theme_choice.tile("system")
        focus(tile)
        qtbot.keyClick(tile, Qt.Key.Key_Right)
        assert told[-1].general.theme == "dark"
        qtbot.mouseClick(screen.general.theme_choice.tile("light"), Qt.MouseButton.LeftButton)
        assert told[-1].general.theme == "light"

    def test_switches(self, qtbot, screen, told):
        page = screen.general
        for switch in (page.mirrored, page.show_performance, page.reduced_motion):
            focus(switch)
            qtbot.keyClick(switch, Qt.Key.Key_Space)
        assert told[-1].camera.mirrored is False
        assert told[-1].general.show_performance is False
        assert told[-1].general.reduced_motion is True
        assert len(told) == 3

    def test_volume(self, qtbot, screen, told):
        volume = screen.general.volume
        assert volume.value_text == "70%"
        focus(volume.slider)
        qtbot.keyClick(volume.slider, Qt.Key.Key_Right)
        assert told[-1].sound == SoundSettings(volume=0.75)
        assert volume.value_text == "75%"
        qtbot.keyClick(volume.slider, Qt.Key.Key_Home)
        assert told[-1].sound.volume == 0
        assert volume.value_text == "off"
        qtbot.keyClick(volume.slider, Qt.Key.Key_End)
        assert told[-1].sound.volume == 1

    def test_mute(self, qtbot, screen, told):
        page = screen.general
        focus(page.muted)
        qtbot.keyClick(page.muted, Qt.Key.Key_Space)
        assert told[-1].sound == SoundSettings(muted=True)

    def test_who_turns_it_up_wants_to_hear_it(self, qtbot, screen, told):
        screen.show_settings(Settings(sound=SoundSettings(muted=True)))
        assert screen.general.muted.isChecked()
        focus(screen.general.volume.slider)
        qtbot.keyClick(screen.general.volume.slider, Qt.Key.Key_Left)
        assert told[-1].sound == SoundSettings(volume=0.65)
        assert not screen.general.muted.isChecked()

    def test_sound_is_named_for_who_hears_the_screen(self, screen):
        assert screen.general.muted.text() == "Mute"
        assert screen.general.volume.slider.accessibleName() == "Volume"


class TestDifficulty:
    @pytest.fixture(autouse=True)
    def open_page(self, screen):
        screen.open_page("difficulty")

    @pytest.mark.parametrize(
        ("rule", "expected"),
        [
            ("threshold", 0.81),
            ("hold_s", 0.45),
            ("warning_margin", 0.16),
            ("smoothing_s", 0.12),
            ("hysteresis", 0.04),
        ],
    )
    def test_a_slider_moves_its_rule_and_no_other(self, qtbot, screen, told, rule, expected):
        slider = screen.difficulty.fields[rule].slider
        focus(slider)
        qtbot.keyClick(slider, Qt.Key.Key_Right)
        assert told == [Settings().model_copy(update={"judge": RuleSettings(**{rule: expected})})]

    def test_two_stage(self, qtbot, screen, told):
        qtbot.mouseClick(screen.difficulty.two_stage, Qt.MouseButton.LeftButton)
        assert told[-1].judge.two_stage is True

    @pytest.mark.parametrize("rule", ["hold_s", "warning_margin", "smoothing_s", "hysteresis"])
    def test_zero_is_called_off(self, qtbot, screen, told, rule):
        field = screen.difficulty.fields[rule]
        focus(field.slider)
        qtbot.keyClick(field.slider, Qt.Key.Key_Home)
        assert field.value_text == "off"
        assert getattr(told[-1].judge, rule) == 0
        told[-1].judge.rules()  # and the judge takes it

    def test_what_a_laugh_costs(self, qtbot, screen, told):
        price = screen.difficulty.price
        assert not price.lives_field.slider.isVisible()
        qtbot.mouseClick(price.styles.segment("lives"), Qt.MouseButton.LeftButton)
        assert told[-1].match.style == "lives"
        assert price.lives_field.slider.isVisible()
        price.lives_field.slider.set_number(5)
        assert told[-1].match.lives == 5
        assert price.lives_field.value_text == "5"

    def test_the_players_own_rules_are_a_choice_too(self, qtbot, screen, told):
        own = RuleSettings(threshold=0.77)
        screen.show_settings(Settings(custom=own))
        qtbot.mouseClick(screen.difficulty.presets.segment("custom"), Qt.MouseButton.LeftButton)
        assert told[-1].judge == own

    @pytest.mark.parametrize("name", list(PRESETS))
    def test_presets(self, qtbot, screen, told, name):
        screen.show_settings(Settings(judge=RuleSettings(threshold=0.77)))
        assert screen.difficulty.presets.value == "custom"
        qtbot.mouseClick(screen.difficulty.presets.segment(name), Qt.MouseButton.LeftButton)
        assert told[-1].judge == PRESETS[name]
        assert screen.difficulty.presets.value == name

    def test_reset_can_be_undone_once(self, qtbot, screen, told):
        mine = RuleSettings(threshold=0.63, hold_s=0.2)
        screen.show_settings(Settings(judge=mine))
        reset = screen.difficulty.reset

        qtbot.mouseClick(reset, Qt.MouseButton.LeftButton)
        assert told[-1].judge == RuleSettings()
        assert reset.text() == "Undo reset"
        qtbot.mouseClick(reset, Qt.MouseButton.LeftButton)
        assert told[-1].judge == mine
        assert reset.text() == "Reset to defaults"
        assert not screen.difficulty.can_undo

    def test_after_another_change_there_is_nothing_to_undo(self, qtbot, screen):
        screen.show_settings(Settings(judge=RuleSettings(threshold=0.63)))
        qtbot.mouseClick(screen.difficulty.reset, Qt.MouseButton.LeftButton)
        slider = screen.difficulty.fields["hold_s"].slider
        focus(slider)
        qtbot.keyClick(slider, Qt.Key.Key_Right)
        assert screen.difficulty.reset.text() == "Reset to defaults"

    def test_with_the_defaults_there_is_nothing_to_reset(self, screen):
        assert not screen.difficulty.reset.isEnabled()

    def test_the_example_is_judged_by_the_rules_on_the_page(self, qtbot, screen):
        """The forced smile is OUT in simple mode and goes free in two-stage mode."""
        page = screen.difficulty
        assert page.outcome.text() == "The forced smile is already OUT."
        qtbot.mouseClick(page.two_stage, Qt.MouseButton.LeftButton)
        assert page.outcome.text() == "Only the real laugh is OUT."


def test_nobody_is_out_for_talking_under_any_preset():
    for preset in PRESETS.values():
        example = judged_example(preset.rules())
        assert not example.out_in(Stretch.TALKING)
        assert example.out_in(Stretch.REAL)


def test_the_defaults_are_the_classic_preset():
    assert preset_of(RuleSettings()) == "classic"
    assert PRESETS["classic"].rules() == JudgeSettings()


def test_showing_settings_tells_of_no_change(qtbot, screen, told):
    """Else a line dragged on the play screen would echo for ever."""
    screen.show_settings(
        Settings.model_validate(
            {
                "general": {"language": "en", "theme": "light", "show_performance": False},
                "judge": {"threshold": 0.71, "two_stage": True, "hold_s": 0.0},
                "camera": {"device": "actor", "mirrored": False},
            }
        )
    )
    assert told == []
    assert screen.difficulty.fields["threshold"].value_text == "0.71"
    assert screen.model.fields["threshold"].value_text == "0.71"
    assert screen.camera.tile("actor").isChecked()


def test_a_rule_moved_on_one_page_is_moved_on_the_other(qtbot, screen):
    screen.open_page("model")
    slider = screen.model.fields["hold_s"].slider
    focus(slider)
    qtbot.keyClick(slider, Qt.Key.Key_End)
    assert screen.difficulty.fields["hold_s"].value_text == "1.00 s"


def test_settings_of_a_newer_hand_keep_their_unknown_keys(qtbot, screen, told):
    screen.show_settings(Settings.model_validate({"general": {"sound": "loud"}}))
    qtbot.mouseClick(screen.general.reduced_motion, Qt.MouseButton.LeftButton)
    assert told[-1].general.model_extra == {"sound": "loud"}


def test_the_language_changes_while_the_screen_is_open(screen):
    screen.open_page("difficulty")
    assert screen.nav.item("privacy").text() == "Privacy"
    with korean():
        assert screen.nav.item("privacy").text() == "개인정보"
        assert screen.difficulty.fields["hold_s"].value_text == "0.40초"
        assert screen.difficulty.two_stage.text() == "2단계 판정"
        assert screen.general.language.segment("ko").text() == "한국어"
    assert screen.nav.item("privacy").text() == "Privacy"


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("size", [(640, 400), (960, 600), (1280, 800), (1920, 1080), (3840, 2160)])
def test_nothing_is_cut_off_at_the_side(qtbot, name, size):
    """Pages scroll up and down, never sideways, and no word is painted outside its page."""
    screen = open_settings(qtbot, size)
    screen.show_referee(REFEREE)
    screen.open_page(name)
    for language in (None, korean):
        if language is None:
            _assert_inside(screen, name)
        else:
            with language():
                _assert_inside(screen, name)


def _assert_inside(screen, name):
    page = screen.pages[name]
    assert page.width() <= screen.page_scroll.viewport().width()
    for child in page.findChildren(QWidget):
        if child.isVisible() and child.parent() is page:
            assert child.geometry().left() >= 0, child
            assert child.geometry().right() <= page.width(), child
            assert child.geometry().bottom() <= page.height(), child


def test_the_model_page_fits_the_design_window_without_scrolling(qtbot, screen):
    screen.show_referee(REFEREE)
    screen.open_page("model")
    assert screen.page_scroll.verticalScrollBar().maximum() == 0


def test_a_small_window_scrolls_by_keyboard(qtbot):
    screen = open_settings(qtbot, (640, 400))
    screen.open_page("privacy")
    bar = screen.page_scroll.verticalScrollBar()
    assert bar.maximum() > 0
    qtbot.keyClick(screen.nav.item("privacy"), Qt.Key.Key_PageDown)
    assert bar.value() > 0
    qtbot.keyClick(screen.nav.item("privacy"), Qt.Key.Key_PageUp)
    assert bar.value() == 0


def test_a_focused_control_is_scrolled_into_sight(qtbot):
    screen = open_settings(qtbot, (640, 400))
    screen.open_page("difficulty")
    last = screen.difficulty.fields["hysteresis"].slider
    for _ in range(30):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if QApplication.focusWidget() is last:
            break
    assert last.hasFocus()
    visible = screen.page_scroll.viewport().rect()
    at = last.mapTo(screen.page_scroll.viewport(), last.rect().center())
    assert visible.contains(at)


@pytest.mark.parametrize("mode", ["dark", "light"])
def test_pages_are_painted_in_both_looks(qtbot, mode):
    screen = open_settings(qtbot, mode=mode)
    screen.show_referee(REFEREE)
    pictures = []
    for name in PAGES:
        screen.open_page(name)
        pictures.append(screen.grab().toImage())
    # As many pictures as pages, and none of them is empty.
    assert all(one != other for one, other in pairwise(pictures))


def test_the_privacy_page_opens_the_folders_of_what_is_kept(qtbot, screen, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(
        "laughgame.ui.screens.settings_pages.privacy.QDesktopServices.openUrl",
        lambda url: opened.append(Path(url.toLocalFile())),
    )
    screen.open_page("privacy")
    links = screen.privacy.settings_folder, screen.privacy.log_folder
    assert not any(link.isVisible() for link in links)
    screen.show_settings_file(tmp_path / "config" / "settings.toml")
    screen.show_log_file(tmp_path / "log" / "laughgame.log")
    for link in links:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert opened == [tmp_path / "config", tmp_path / "log"]
