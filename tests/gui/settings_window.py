"""What the tests of the settings share: a screen to look at, and a player's hands."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt, QTranslator
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from laughgame.ui.referee import Accuracy, RefereeView
from laughgame.ui.screens.settings import SettingsScreen
from laughgame.ui.theme import Theme

CATALOGUE = Path(__file__).parents[2] / "assets" / "translations" / "laughgame_ko.qm"

REFEREE = RefereeView(
    path=Path("models/dual_head_stream.onnx"),
    name="dual_head_stream",
    contract_version="1",
    form="stream",
    frames=5,
    size=224,
    file_bytes=7_700_000,
    opset=17,
    parameters=1_923_368,
    smile_accuracy=Accuracy(0.951, "GENKI-4K"),
    emotion_accuracy=Accuracy(0.604, "FER2013"),
    latency_ms=1.05,
    licence="Apache-2.0; training data given for research",
    training_data="GENKI-4K, FER2013",
)


def open_settings(qtbot, size=(1280, 800), mode="dark") -> SettingsScreen:
    """Return a settings screen that is shown and has the keyboard; without motion."""
    theme = Theme(mode)
    theme.set_reduced_motion(True)
    screen = SettingsScreen(theme)
    theme.setParent(screen)
    screen.changed.connect(screen.show_settings)  # as the window does
    qtbot.addWidget(screen)
    screen.resize(*size)
    with qtbot.waitExposed(screen):
        screen.show()
    screen.activateWindow()
    return screen


@contextmanager
def korean() -> Iterator[None]:
    """Speak Korean for a while."""
    translator = QTranslator()
    assert translator.load(str(CATALOGUE))
    QApplication.installTranslator(translator)
    QApplication.processEvents()
    try:
        yield
    finally:
        QApplication.removeTranslator(translator)
        QApplication.processEvents()


def focus(widget: QWidget) -> None:
    """Move the keyboard to ``widget``, as Tab does."""
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    assert widget.hasFocus()


def wheel(widget: QWidget, notches: int) -> QWheelEvent:
    """Turn the wheel over the middle of ``widget``; return the event, accepted or not."""
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(widget.mapToGlobal(middle.toPoint())),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
    return event
