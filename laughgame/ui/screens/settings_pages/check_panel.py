"""The examination's result: its steps, a refusal with its way out, and what to do next."""

import html
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QWidget

from laughgame.ui import wording
from laughgame.ui.controls.button import Button, ButtonKind
from laughgame.ui.controls.canvas import RING_AND_SHADOW, box, painting, place
from laughgame.ui.controls.rows import CHECK_ROW_HEIGHT, CheckRow, Mark
from laughgame.ui.controls.text import RIGHT, Text, Tone, elide
from laughgame.ui.referee import CheckStep, RefereeView, RefusedModel, Step
from laughgame.ui.screens.settings_pages.check_words import (
    detail,
    finding,
    step_name,
    steps_of,
    wanted,
)
from laughgame.ui.screens.settings_pages.exam import Exam, Stage
from laughgame.ui.screens.settings_pages.refusal_panel import RefusalPanel
from laughgame.ui.theme import Line, Radius, Theme, Type

INSET = 2.0
PADDING = 28.0 + INSET
COPIED_MS = 1500
GAP = 16.0
"""Between two buttons."""
NAME_ROOM: Final = 170.0
"""Room for a model's name on a button, in design pixels."""


class CheckPanel(QWidget):
    """Shows one examination from choosing the file to the verdict on the referee."""

    choose_requested = Signal()
    restore_requested = Signal()
    stop_requested = Signal()
    layout_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._judged = False
        self._previous: str | None = None
        self._heading = Text(theme, self, Type.LABEL, bold=True)
        self._file = Text(theme, self, Type.HINT, Tone.DIM, align=RIGHT)
        self._file.set_one_line(True)
        self.rows = {step: CheckRow(theme, self) for step in Step}
        self.refusal = RefusalPanel(theme, self)
        self.message = Text(theme, self, Type.HINT, bold=True)
        self.again = Button(theme, self, ButtonKind.PAPER)
        self.copy = Button(theme, self)
        self.restore = Button(theme, self)
        self.exam = Exam(self, self._show)
        self._copied = QTimer(self)
        self._copied.setSingleShot(True)
        self._copied.setInterval(COPIED_MS)
        self._copied.timeout.connect(self._show)
        self.again.clicked.connect(self._choose_or_stop)
        self.copy.clicked.connect(self._copy_details)
        self.restore.clicked.connect(self.restore_requested)
        theme.changed.connect(self.update)
        self._show()

    def set_previous(self, name: str | None) -> None:
        """A model judges; name the one before it, which can be brought back, or None."""
        self._judged, self._previous = True, name
        self._show()

    def show_checking(self, path: Path) -> None:
        self.exam.start(path)

    def show_step(self, step: CheckStep) -> None:
        self.exam.advance(step)

    def show_accepted(self, view: RefereeView) -> None:
        self.exam.accept(view, steps_of(view), self._at_once())

    def show_refused(self, refusal: RefusedModel) -> None:
        self.exam.refuse(refusal, self._at_once())

    def retranslate(self) -> None:
        """Say everything anew in the language of the moment."""
        self._show()

    def details(self) -> str:
        """The outcome as lines to send to whoever made the model."""
        outcome = self.exam.outcome
        if outcome is None:
            return ""
        lines = [f"file: {outcome.path}"]
        lines += [f"passed: {step.step.name} {detail(step)}".rstrip() for step in outcome.passed]
        if outcome.refusal is not None:
            lines += [
                f"refused: {outcome.refusal.code}",
                f"expected: {outcome.refusal.expected}",
                f"found: {outcome.refusal.found}",
                *self.refusal.words[::2],
            ]
        return "\n".join(lines)

    def arrange(self, width: float, at_least: float) -> float:
        """Lay out for a body ``width`` wide; return the height, ``at_least`` or more."""
        inner = width - 2 * (PADDING - INSET)
        heading_width = self._heading.width_needed() + 8
        self._put(self._heading, PADDING, 16, heading_width, 32)
        self._put(self._file, PADDING + heading_width + 16, 18, inner - heading_width - 16, 28)
        message_height = self.message.height_for(inner)
        buttons_height = 12 + 48 + 6 if self._buttons() else 0.0
        below_rows = 14 + message_height + buttons_height + 14
        y = 58.0
        if self.exam.stage is Stage.REFUSED:
            y = self._arrange_passed(y, inner)
            height = self.refusal.height_for(width - 26)
            # With few steps above it, the paper hangs in the middle of what is left.
            y += max(8.0, (at_least - below_rows - y - height) / 2)
            self._put(self.refusal, 16 + INSET - 3, y, width - 26, height)
            y += height
        else:
            # Where there is nothing to press yet, the steps take the room.
            share = (at_least - y - below_rows - 8) / len(self.rows)
            pitch = min(1.3 * CHECK_ROW_HEIGHT, max(CHECK_ROW_HEIGHT, share))
            for row in self.rows.values():
                self._put(row, PADDING, y, inner, pitch)
                y += pitch
        height = max(y + below_rows, at_least)
        message_top = height - 14 - buttons_height - message_height
        self._put(self.message, PADDING, message_top, inner, message_height)
        self._arrange_buttons(height - 14 - 48 - 6, inner)
        return height

    def _arrange_passed(self, top: float, inner: float) -> float:
        """The steps that were passed: one a line, or two when there are many."""
        rows = [row for row in self.rows.values() if row.mark is Mark.DONE]
        columns = 1 if len(rows) <= 2 else 2
        width = inner / columns
        for index, row in enumerate(rows):
            left = PADDING + (index % columns) * width
            y = top + (index // columns) * CHECK_ROW_HEIGHT
            self._put(row, left, y, width - (16 if columns > 1 else 0), CHECK_ROW_HEIGHT)
        return top + -(-len(rows) // columns) * CHECK_ROW_HEIGHT

    def _arrange_buttons(self, top: float, inner: float) -> None:
        """A third for each button; where one has more to say, each as its words need."""
        buttons = self._buttons()
        third = (inner - 2 * GAP) / 3
        needs = [button.width_needed() for button in buttons]
        widths = [max(third, need) for need in needs]
        room = inner - GAP * (len(buttons) - 1)
        if sum(widths) > room:
            widths = [room * need / sum(needs) for need in needs]
        left = PADDING
        for button, width in zip(buttons, widths, strict=True):
            place(button, self._theme, QRectF(left, top, width, 48), RING_AND_SHADOW)
            left += width + GAP

    def _buttons(self) -> list[Button]:
        """The buttons that are shown."""
        return [button for button in (self.again, self.copy, self.restore) if not button.isHidden()]

    def _put(self, widget: QWidget, left: float, top: float, width: float, height: float) -> None:
        place(widget, self._theme, QRectF(left, top, width, height))

    def _at_once(self) -> bool:
        return self._theme.reduced_motion or not self.isVisible()

    def _show(self) -> None:
        stage = self.exam.stage
        self._heading.setText(
            self.tr("Entrance exam") if stage is Stage.IDLE else self.tr("Exam result")
        )
        self._file.setText(self.exam.path.name if self.exam.path else "")
        self._show_rows(stage)
        self.refusal.setVisible(stage is Stage.REFUSED)
        self.message.setText(self._message(stage))
        good = stage is Stage.ACCEPTED and not self._doubtful
        self.message.set_tone(Tone.GOOD if good else Tone.TEXT)
        first_try = stage is Stage.IDLE
        self.again.setVisible(not first_try)
        self.copy.setVisible(not first_try)
        self.restore.setVisible(not first_try or self._previous is not None)
        self.again.setText(self._again_words(stage))
        copied = self._copied.isActive()
        self.copy.setText(self.tr("Copied!") if copied else self.tr("Copy details"))
        self._name_restore()
        # A button that is focused keeps the focus while it waits, so that Tab does not jump.
        self.copy.setEnabled(self.exam.outcome is not None)
        self.restore.setEnabled(self._previous is not None)
        self.layout_changed.emit()

    def _again_words(self, stage: Stage) -> str:
        if stage is Stage.CHECKING and self.exam.waits:
            return self.tr("Break off")
        return self.tr("Choose again") if stage is Stage.REFUSED else self.tr("Choose another")

    def _choose_or_stop(self) -> None:
        if self.exam.waits:
            self.stop_requested.emit()
        else:
            self.choose_requested.emit()

    def _name_restore(self) -> None:
        """Say which model the button brings back, as far as there is room for its name."""
        if self._previous is None:
            self.restore.setText(self.tr("Previous model"))
            self.restore.setToolTip("")
            return
        words = self.tr("Back to {name}")
        short = elide(self._previous, Type.LABEL, NAME_ROOM, bold=True)
        self.restore.setText(words.format(name=short))
        self.restore.setToolTip(html.escape(words.format(name=self._previous)))
        self.restore.setAccessibleName(words.format(name=self._previous))

    def _show_rows(self, stage: Stage) -> None:
        ticked = {step.step: detail(step) for step in self.exam.ticked}
        for step, row in self.rows.items():
            done = step in ticked
            running = stage is Stage.CHECKING and step.value == len(ticked)
            mark = Mark.DONE if done else Mark.RUNNING if running else Mark.OPEN
            row.show_step(step_name(step), mark, ticked[step] if done else wanted(step))
            row.setVisible(done or stage is not Stage.REFUSED)

    def _message(self, stage: Stage) -> str:
        match stage:
            case Stage.IDLE:
                return self.tr("Five steps. Until a model passes them, the referee stays on.")
            case Stage.CHECKING:
                if not self._judged:
                    return self.tr("Under examination.")
                return self.tr("Under examination. The match goes on meanwhile.")
            case Stage.ACCEPTED if self._doubtful:
                return self.tr("Passed. But it cannot tell a laugh from a straight face.")
            case Stage.ACCEPTED:
                return self.tr("Passed! The new referee is on from this very moment.")
            case Stage.REFUSED:
                outcome = self.exam.outcome
                assert outcome is not None
                refusal = outcome.refusal
                assert refusal is not None
                words = wording.refusal(refusal.code, refusal.expected, refusal.found)
                self.refusal.show_words(
                    words.headline,
                    finding(refusal.expected, refusal.found),
                    self.tr("Fix: {fix}").format(fix=words.fix),
                )
                if not self._judged:
                    return self.tr("Nobody judges until a model passes.")
                return self.tr("Don't worry. {reassurance}").format(
                    reassurance=wording.reassurance()
                )

    @property
    def _doubtful(self) -> bool:
        """Whether a model passed that tells no laugh from a straight face."""
        return self.exam.outcome is not None and self.exam.outcome.doubtful

    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(self.details())
        self._copied.start()
        self._show()

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self, self._theme) as (painter, area):
            palette = self._theme.palette
            body = area.adjusted(INSET, INSET, -INSET, -INSET)
            box(painter, body, Radius.PANEL, palette.stand, palette.panel_edge, Line.EDGE)
