"""The OUT screen: the frozen laugh, and the replay (VAR) that shows why it was one."""

import math
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from laughgame.ui import centered, replay_painting
from laughgame.ui.centered import origin
from laughgame.ui.painting import cached, prepare
from laughgame.ui.replay import SLOWER, Replay, Shot
from laughgame.ui.save_panel import SavePanel
from laughgame.ui.start_button import CHECK, OBJECTION, PLAY, SAVE, StartButton
from laughgame.ui.theme import Theme, Type, scale_for

TICK_MS: Final = 33
ACCEPT_S: Final = 8.0
"""After so long the verdict is accepted by itself."""

BUTTON_STEP: Final = 304.0
"""From one button's left edge to the next one's."""


class OutScreen(QWidget):
    """Shows one replay after another; GUI thread.

    While something is being saved in its ``panel``, the clock stands.
    """

    accepted = Signal()
    appealed = Signal()
    objected = Signal()
    """Somebody raised an objection; the others decide."""
    save_requested = Signal()
    """The player wants to keep what is shown."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._replay: Replay | None = None
        self._at_s = 0.0
        self._left_s = ACCEPT_S
        self._appealing = False
        self._cache: QPixmap | None = None
        self._call: QPixmap | None = None
        """The word that was called, which lies over the photograph."""
        self.appeal = StartButton(theme, self, OBJECTION, Type.NAME, go=False)
        self.accept = StartButton(theme, self, CHECK, Type.NAME)
        self.again = StartButton(theme, self, PLAY, Type.NAME, go=False)
        self.save = StartButton(theme, self, SAVE, Type.NAME, go=False)
        self.panel = SavePanel(theme, self, ("gif", "mp4", "card"), face=True)
        self.panel.closed.connect(self.accept.setFocus)
        self.save.clicked.connect(self._press_save)
        self.appeal.clicked.connect(self._press_appeal)
        self.accept.clicked.connect(self._accept)
        self.again.clicked.connect(self.rewind)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._advance)
        theme.changed.connect(self._forget)
        self.retranslate()

    # ---------------------------------------------------------------- what to show

    @property
    def replay(self) -> Replay | None:
        """What is shown; None before the first."""
        return self._replay

    @property
    def appealing(self) -> bool:
        """Whether somebody objected, and the others are deciding."""
        return self._appealing

    def show_replay(self, replay: Replay) -> None:
        """Show a card that was just called; after some seconds it is accepted by itself."""
        self._replay = replay
        self._left_s, self._appealing = ACCEPT_S, False
        self.appeal.setVisible(replay.may_appeal)
        self.save.setVisible(bool(replay.shots))
        self.rewind()
        self.retranslate()
        self._tick.start()
        self.accept.setFocus()

    def stop(self) -> None:
        """Forget the pictures: they are nobody's business any more."""
        self._tick.stop()
        self._replay = None
        self.panel.leave()
        self._forget()

    def object(self) -> None:
        """Stop the clock and let the others decide; does nothing where there is no appeal."""
        if self.panel.open:
            return
        if self._replay is not None and self._replay.may_appeal and not self._appealing:
            self._appealing = True
            self.retranslate()
            self.accept.setFocus()  # Enter is the card's, whoever pressed the other button
            self.objected.emit()

    def _press_appeal(self) -> None:
        """The left button: first the objection, then that it was right."""
        if self._appealing:
            self.grant()
        else:
            self.object()

    def _accept(self) -> None:
        """The yellow button: the verdict stands, as it was or after an appeal."""
        self._tick.stop()
        self.accepted.emit()

    def grant(self) -> None:
        """The others granted the appeal; does nothing where nobody objected."""
        if self._appealing and not self.panel.open:
            self._tick.stop()
            self.appealed.emit()

    def press_enter(self) -> None:
        """Press what Enter means now: the panel's button that has the focus, or the yellow one."""
        (self.panel.focused if self.panel.open else self.accept).click()

    def press_escape(self) -> None:
        """Close the panel, or else take the verdict as it is."""
        if self.panel.open:
            self.panel.leave()
        else:
            self.accept.click()

    def _press_save(self) -> None:
        if self._replay is not None and self._replay.shots and not self.panel.open:
            self.save_requested.emit()

    def retranslate(self) -> None:
        replay = self._replay
        if self._appealing:
            self.appeal.set_words(self.tr("No laugh"), self.tr("N · take the card back"))
            self.accept.set_words(self.tr("It was a laugh"), self.tr("Enter · the card stays"))
        else:
            self.appeal.set_words(self.tr("Objection!"), self.tr("A · let the others decide"))
            seconds = math.ceil(self._left_s)
            self.accept.set_words(
                self.tr("Fair enough"),
                self.tr("Enter · by itself in {count} s").format(count=seconds),
            )
        self.again.set_words(self.tr("Once more"), self.tr("V · the replay"))
        self.save.set_words(self.tr("Save clip"), self.tr("G · GIF, film or card"))
        if replay is not None:
            self.setAccessibleDescription(replay_painting.reason(replay))
        self._forget()

    # ---------------------------------------------------------------- motion

    def rewind(self) -> None:
        """Show the replay from its beginning."""
        shots = () if self._replay is None else self._replay.shots
        exhibits = () if self._replay is None else self._replay.exhibits
        first = exhibits[0].place if exhibits else 0
        self._at_s = shots[first].ruling.time_s if shots else 0.0
        if not self.panel.open:
            self.accept.setFocus()
        self.update()

    def _advance(self) -> None:
        replay = self._replay
        if replay is None:
            return
        if replay.shots and self._at_s < replay.shots[-1].ruling.time_s:
            self._at_s += TICK_MS / 1000 * SLOWER
            self.update()
        if not self._appealing and not self.panel.open and self.isVisible():
            before, self._left_s = self._left_s, self._left_s - TICK_MS / 1000
            if self._left_s <= 0:
                self._accept()
            elif math.ceil(before) != math.ceil(self._left_s):
                self.retranslate()

    def _present(self, replay: Replay) -> Shot | None:
        """The picture of the replay's present moment."""
        before = [shot for shot in replay.shots if shot.ruling.time_s <= self._at_s + 1e-6]
        return before[-1] if before else (replay.shots[0] if replay.shots else None)

    # ---------------------------------------------------------------- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, scale = self._theme.palette, self._theme.scale
        painter = QPainter(self)
        red = self._replay is None or self._replay.last
        painter.fillRect(self.rect(), palette.out if red else palette.card)
        if self._replay is None:
            return
        size = self.rect().toRectF().size() / scale
        if self._cache is None or self._call is None:
            self._cache = cached(self, size, scale, self._paint)
            self._call = cached(self, size, scale, self._paint_call)
        painter.drawPixmap(0, 0, self._cache)
        painter.save()
        prepare(painter, scale)
        painter.translate(origin(self, self._theme))
        shown = self._present(self._replay)
        replay_painting.paint_photo(painter, palette, self._replay, shown)
        replay_painting.paint_marker(painter, palette, self._replay, self._at_s)
        painter.restore()
        painter.drawPixmap(0, 0, self._call)

    def _paint(self, painter: QPainter) -> None:
        replay = self._replay
        if replay is None:
            return
        painter.save()
        painter.translate(origin(self, self._theme))
        if replay.last and not self._theme.reduced_motion:
            replay_painting.paint_rays(painter, self._theme.palette)
        slow = self.tr("slow motion 0.25×")
        replay_painting.paint_var(painter, self._theme.palette, replay, slow)
        painter.restore()

    def _paint_call(self, painter: QPainter) -> None:
        if self._replay is not None:
            painter.translate(origin(self, self._theme))
            replay_painting.paint_call(painter, self._theme.palette, self._replay)

    # ---------------------------------------------------------------- layout

    def _lay_out(self) -> None:
        for number, button in enumerate((self.appeal, self.accept, self.again, self.save)):
            area = QRectF(40 + BUTTON_STEP * number - 8, 698, BUTTON_STEP, 98)
            centered.place(button, self, self._theme, area)
        self.panel.cover()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._theme.set_scale(scale_for(self.width(), self.height()))
        self._forget()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _forget(self) -> None:
        self._cache = self._call = None
        self._lay_out()
        self.update()
