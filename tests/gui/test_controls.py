"""Every control, by hand and by key."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFont, QImage
from PySide6.QtWidgets import QApplication, QWidget

from laughgame.ui.controls.button import Button, ButtonKind
from laughgame.ui.controls.canvas import SMALLEST_UNIT, unit
from laughgame.ui.controls.nav_list import NavList
from laughgame.ui.controls.segmented import Segmented
from laughgame.ui.controls.slider import Slider
from laughgame.ui.controls.text import Text, fit, wrap
from laughgame.ui.controls.toggle import Toggle
from laughgame.ui.painting import text_width
from laughgame.ui.theme import Theme, Type
from tests.gui.settings_window import focus, wheel


@pytest.fixture
def theme(qapp):
    theme = Theme("dark")
    theme.set_reduced_motion(True)
    return theme


@pytest.fixture
def page(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(600, 400)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return page


def shown(widget):
    widget.resize(widget.sizeHint())
    widget.show()
    return widget


def test_a_button_is_pressed_by_mouse_by_space_and_by_enter(qtbot, theme, page):
    button = shown(Button(theme, page, ButtonKind.GO))
    button.setText("Choose file")
    presses = []
    button.clicked.connect(lambda: presses.append(True))

    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    focus(button)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Return)

    assert len(presses) == 3


def test_a_button_goes_down_under_the_finger(qtbot, theme, page):
    theme.set_reduced_motion(False)
    button = shown(Button(theme, page, ButtonKind.GO))
    shadow = theme.palette.ink

    def under_the_body():
        """The colour 3 design pixels below the resting button: its shadow, or itself."""
        return button.grab().toImage().pixelColor(button.width() // 2, button.height() - 11)

    assert under_the_body() == shadow
    qtbot.mousePress(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: under_the_body() != shadow)
    qtbot.mouseRelease(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: under_the_body() == shadow)


def test_the_focus_ring_shows_to_the_keyboard_only(qtbot, theme, page):
    button = shown(Button(theme, page))
    focus(button)
    assert button.ringed

    page.setFocus()
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not button.ringed
    qtbot.keyClick(button, Qt.Key.Key_Shift)
    assert button.ringed


def test_a_disabled_button_cannot_be_pressed(qtbot, theme, page):
    button = shown(Button(theme, page))
    button.setEnabled(False)
    presses = []
    button.clicked.connect(lambda: presses.append(True))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert presses == []


@pytest.mark.parametrize("size", [(640, 400), (1280, 800), (3840, 2160)])
def test_a_control_is_never_lower_than_a_fingertip(theme, page, size):
    theme.set_scale(min(size[0] / 1280, size[1] / 800))
    assert unit(theme) >= SMALLEST_UNIT
    for control in (Button(theme, page), Toggle(theme, page), Segmented(theme, page, ("a", "b"))):
        assert control.sizeHint().height() >= 44


class TestSlider:
    @pytest.fixture
    def slider(self, theme, page):
        slider = shown(Slider(theme, page, 0.5, 0.9, 0.01))
        slider.set_number(0.8)
        return slider

    @pytest.mark.parametrize(
        ("key", "number"),
        [
            (Qt.Key.Key_Right, 0.81),
            (Qt.Key.Key_Up, 0.81),
            (Qt.Key.Key_Left, 0.79),
            (Qt.Key.Key_Down, 0.79),
            (Qt.Key.Key_PageUp, 0.85),
            (Qt.Key.Key_PageDown, 0.75),
            (Qt.Key.Key_Home, 0.5),
            (Qt.Key.Key_End, 0.9),
        ],
    )
    def test_keys_move_it(self, qtbot, slider, key, number):
        focus(slider)
        qtbot.keyClick(slider, key)
        assert slider.number == number

    def test_the_mouse_drags_it_from_end_to_end(self, qtbot, slider):
        middle = slider.height() // 2
        qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() // 2, middle))
        assert slider.number == pytest.approx(0.7, abs=0.011)
        qtbot.mouseMove(slider, QPoint(slider.width() + 50, middle))
        qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton)
        assert slider.number == 0.9

    def test_the_wheel_turns_it_only_while_it_is_focused(self, slider, page):
        page.setFocus()
        assert not wheel(slider, 1).isAccepted()
        assert slider.number == 0.8

        focus(slider)
        assert wheel(slider, -2).isAccepted()
        assert slider.number == 0.78

    def test_it_tells_round_numbers(self, qtbot, slider):
        """80 steps of 0.01 are 0.8, not 0.8000000000000002."""
        told = []
        slider.number_changed.connect(told.append)
        focus(slider)
        for _ in range(3):
            qtbot.keyClick(slider, Qt.Key.Key_Left)
        assert told == [0.79, 0.78, 0.77]


def test_a_toggle_turns_by_mouse_by_space_and_by_enter(qtbot, theme, page):
    toggle = shown(Toggle(theme, page))
    toggle.setText("Two-stage")

    qtbot.mouseClick(toggle, Qt.MouseButton.LeftButton)
    assert toggle.isChecked()
    focus(toggle)
    qtbot.keyClick(toggle, Qt.Key.Key_Space)
    assert not toggle.isChecked()
    with qtbot.waitSignal(toggle.clicked):
        qtbot.keyClick(toggle, Qt.Key.Key_Enter)
    assert toggle.isChecked()


def test_a_toggle_tells_on_from_off_without_colour(theme, page):
    toggle = shown(Toggle(theme, page))
    off = toggle.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    toggle.setChecked(True)
    on = toggle.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    assert on != off


class TestSegmented:
    @pytest.fixture
    def choice(self, theme, page):
        choice = Segmented(theme, page, ("system", "ko", "en"))
        choice.set_words(["System", "한국어", "English"])
        choice.choose("system")
        return shown(choice)

    def test_the_mouse_chooses(self, qtbot, choice):
        with qtbot.waitSignal(choice.chosen) as told:
            qtbot.mouseClick(choice.segment("ko"), Qt.MouseButton.LeftButton)
        assert told.args == ["ko"]
        assert choice.value == "ko"

    def test_arrows_choose(self, qtbot, choice):
        focus(choice.segment("system"))
        with qtbot.waitSignal(choice.chosen) as told:
            qtbot.keyClick(choice.segment("system"), Qt.Key.Key_Right)
        assert told.args == ["ko"]
        assert choice.segment("ko").ringed

    def test_showing_a_choice_tells_nothing(self, qtbot, choice):
        with qtbot.assertNotEmitted(choice.chosen):
            choice.choose("en")
            choice.choose(None)
        assert choice.value is None

    def test_it_chooses_again_after_having_none(self, qtbot, choice):
        choice.choose(None)
        qtbot.mouseClick(choice.segment("en"), Qt.MouseButton.LeftButton)
        assert choice.value == "en"


def test_the_list_of_pages_is_walked_with_arrows(qtbot, theme, page):
    pages = NavList(theme, page, ("general", "camera", "model"))
    pages.set_words(["General", "Camera", "Model"])
    pages.choose("general")
    pages.show()
    pages.arrange(pages.rect().topLeft().toPointF(), 196, in_row=False)
    focus(pages.item("general"))

    with qtbot.waitSignal(pages.chosen) as told:
        qtbot.keyClick(pages.item("general"), Qt.Key.Key_Down)

    assert told.args == ["camera"]
    assert pages.value == "camera"


def test_words_break_at_spaces_in_korean_too(qapp):
    words = "웃음이 이 선을 넘으면 걸립니다. 높을수록 너그럽습니다."
    lines = wrap(words, 16, 140)
    assert len(lines) > 1
    assert " ".join(lines) == words


def test_a_word_longer_than_the_line_is_cut(qapp):
    lines = wrap("/home/somebody/models/a_very_long_name_indeed.onnx", 16, 100)
    assert len(lines) > 2
    assert "".join(lines) == "/home/somebody/models/a_very_long_name_indeed.onnx"


def test_text_breaks_at_the_same_words_at_every_scale(theme, page):
    text = Text(theme, page)
    text.setText("How long a smile may stay over the line. Longer forgives more.")
    heights = []
    for scale in (1.0, 1.35, 2.7):
        theme.set_scale(scale)
        heights.append(text.height_for(300))
    assert len(set(heights)) == 1


def test_the_program_font_reaches_no_control_by_chance(theme, page):
    """Controls paint with the type scale, whatever the application's font is."""
    button = shown(Button(theme, page))
    button.setText("OK")
    before = button.grab().toImage()
    QApplication.setFont(QFont("monospace", 40))
    QApplication.sendEvent(button, QEvent(QEvent.Type.FontChange))
    try:
        assert button.grab().toImage() == before
    finally:
        QApplication.setFont(QFont())


def test_a_name_gets_smaller_before_it_is_shortened(qapp):
    assert fit("Jun", Type.NAME, 200, True) == ("Jun", Type.NAME)
    name, size = fit("Michaela", Type.NAME, 0.8 * text_width("Michaela", Type.NAME, True), True)
    assert name == "Michaela"
    assert Type.HINT <= size < Type.NAME
    name, size = fit("Michaela", Type.NAME, 40, True)
    assert "…" in name
    assert size == Type.HINT
