"""Model: who referees, how to bring in another, and the rules to look at afterwards."""

from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from laughgame.storage.settings import Settings
from laughgame.ui.controls.button import Button
from laughgame.ui.controls.canvas import RING_AND_SHADOW, place
from laughgame.ui.controls.text import Text, Tone
from laughgame.ui.referee import CheckStep, RefereeView, RefusedModel
from laughgame.ui.screens.settings_pages import check_panel, drop_zone, referee_card
from laughgame.ui.screens.settings_pages.check_panel import CheckPanel
from laughgame.ui.screens.settings_pages.drop_zone import DropZone
from laughgame.ui.screens.settings_pages.page import MARGIN, PANEL_PADDING, WIDE, Page
from laughgame.ui.screens.settings_pages.referee_card import RefereeCard
from laughgame.ui.screens.settings_pages.rule_fields import rule_field, rule_value
from laughgame.ui.theme import Theme, Type

GUTTER = 32.0
"""Between the card, with its shadow, and the panels at its right."""
RULES = ("threshold", "hold_s", "warning_margin")


class ModelPage(Page):
    """Swapping the referee while the match goes on."""

    model_chosen = Signal(Path)
    """The player wants this file to be checked and, if it passes, to judge."""
    model_restored = Signal()
    exam_stopped = Signal()
    difficulty_requested = Signal()
    opened = Signal()
    """The page has come into sight."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.card = RefereeCard(theme, self)
        self.drop_zone = DropZone(theme, self)
        self.check = CheckPanel(theme, self)
        self._heading = Text(theme, self, Type.LABEL, bold=True)
        self._note = Text(theme, self, Type.HINT, Tone.DIM)
        self._hint = Text(theme, self, Type.HINT, Tone.DIM)
        self.fields = {rule: rule_field(theme, self, rule, Type.HINT) for rule in RULES}
        self.to_difficulty = Button(theme, self)

        self.drop_zone.choose_requested.connect(self.ask_for_file)
        self.check.choose_requested.connect(self.ask_for_file)
        self.check.restore_requested.connect(self.model_restored)
        self.check.stop_requested.connect(self.exam_stopped)
        self.check.layout_changed.connect(self.layout_changed)
        self.to_difficulty.clicked.connect(self.difficulty_requested)
        self.retranslate()
        self.show_settings(self._settings)

    def show_settings(self, settings: Settings) -> None:
        super().show_settings(settings)
        for rule, field in self.fields.items():
            field.show_number(rule_value(settings.judge, rule))

    def show_referee(self, view: RefereeView) -> None:
        """Show the model that judges now."""
        self.card.show_view(view)
        self.check.set_previous(view.previous)

    def show_checking(self, path: Path) -> None:
        """A check of ``path`` has begun."""
        self.check.show_checking(path)

    def show_step(self, step: CheckStep) -> None:
        """The model under examination passed a step."""
        self.check.show_step(step)

    def show_accepted(self, view: RefereeView) -> None:
        """The model passed and judges from now on."""
        self.show_referee(view)
        self.check.show_accepted(view)

    def show_refused(self, refusal: RefusedModel) -> None:
        """The model was turned down; the one that judges is the one that did before."""
        self.check.show_refused(refusal)

    def ask_for_file(self) -> None:
        """Let the player choose a file."""
        chosen, _ = QFileDialog.getOpenFileName(
            self.window(),
            self.tr("Choose a model"),
            str(self._settings.model.path.parent if self._settings.model.path else Path.home()),
            self.tr("ONNX models (*.onnx);;All files (*)"),
        )
        if chosen:
            self.model_chosen.emit(Path(chosen))

    def retranslate(self) -> None:
        self.card.retranslate()
        self.drop_zone.retranslate()
        self.check.retranslate()
        self._heading.setText(self.tr("Difficulty at a glance"))
        self._note.setText(
            self.tr("Models score smiles differently.\nNew referee? Check the line.")
        )
        self._hint.setText(self.tr("Higher is kinder, longer forgives more."))
        self.to_difficulty.setText(self.tr("All rules"))
        names = (self.tr("The line"), self.tr("Hold"), self.tr("Warning zone"))
        for field, name in zip(self.fields.values(), names, strict=True):
            field.set_words(name)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.opened.emit()

    def arrange(self, width: float) -> float:
        self.start_layout()
        card = QRectF(MARGIN, MARGIN, referee_card.WIDTH, referee_card.HEIGHT)
        place(self.card, self._theme, card, referee_card.AROUND)
        wide = width >= WIDE
        left = card.right() + (GUTTER if wide else 24)
        right_width = MARGIN + width - left
        edge = drop_zone.INSET
        around = QMarginsF(edge, edge, edge, edge)
        if wide:
            drop = QRectF(left, MARGIN, right_width, drop_zone.HEIGHT)
            exam_top = drop.bottom() + 16
            least = card.bottom() - exam_top
        else:
            drop = QRectF(left, MARGIN, right_width, card.height())
            exam_top, left, right_width = card.bottom() + 28, MARGIN, width
            least = 0.0
        place(self.drop_zone, self._theme, drop, around)
        height = self.check.arrange(right_width, least)
        exam = QRectF(left, exam_top, right_width, height)
        edge = check_panel.INSET
        place(self.check, self._theme, exam, QMarginsF(edge, edge, edge, edge))
        top = max(card.bottom(), exam.bottom()) + 24
        return self._arrange_glance(top, width) if wide else self._stack_glance(top, width)

    def _arrange_glance(self, top: float, width: float) -> float:
        area = QRectF(MARGIN, top, width, 136)
        self.add_panel(area)
        button_width = max(144.0, self.to_difficulty.width_needed())
        button = QRectF(area.right() - button_width - 24, top + 40, button_width, 52)
        place(self.to_difficulty, self._theme, button, RING_AND_SHADOW)
        left = area.left() + PANEL_PADDING
        first = left + max(262.0, self._note.width_needed() + 24, self._heading.width_needed() + 24)
        words_width = first - left - 12
        y = self.put_text(self._heading, left, top + 18, words_width)
        self.put_text(self._note, left, y + 4, words_width)
        pitch = (button.left() - first) / len(RULES)
        for index, field in enumerate(self.fields.values()):
            field.arrange_below(first + index * pitch, top + 20, pitch - 32)
        self.put_text(self._hint, first, top + 98, button.left() - first - 16)
        return area.bottom()

    def _stack_glance(self, top: float, width: float) -> float:
        left, inner = MARGIN + PANEL_PADDING, width - 2 * PANEL_PADDING
        y = self.put_text(self._heading, left, top + 18, inner)
        y = self.put_text(self._note, left, y + 4, inner) + 12
        pitch = (inner + 28) / len(RULES)
        bottom = y
        for index, field in enumerate(self.fields.values()):
            bottom = field.arrange_below(left + index * pitch, y, pitch - 28)
        button_width = max(144.0, self.to_difficulty.width_needed())
        button = QRectF(left + inner - button_width, bottom + 8, button_width, 52)
        place(self.to_difficulty, self._theme, button, RING_AND_SHADOW)
        self.put_text(self._hint, left, button.top() + 14, inner - button_width - 16)
        area = QRectF(MARGIN, top, width, button.bottom() + 24 - top)
        self.add_panel(area)
        return area.bottom()
