"""Difficulty: every rule of the judge, what it means, and what it does to an example."""

from itertools import pairwise

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QWidget

from laughgame.storage.kept import CUSTOM
from laughgame.storage.settings import RuleSettings, Settings
from laughgame.ui import wording
from laughgame.ui.controls.button import Button
from laughgame.ui.controls.canvas import RING, RING_AND_SHADOW, place
from laughgame.ui.controls.segmented import Segmented
from laughgame.ui.controls.text import Text, Tone
from laughgame.ui.controls.toggle import Toggle
from laughgame.ui.screens.settings_pages.example import Stretch
from laughgame.ui.screens.settings_pages.example_view import ExampleView
from laughgame.ui.screens.settings_pages.page import (
    MARGIN,
    PANEL_PADDING,
    WIDE,
    Page,
    Row,
)
from laughgame.ui.screens.settings_pages.presets import CLASSIC, PRESETS, preset_of
from laughgame.ui.screens.settings_pages.price_panel import PricePanel
from laughgame.ui.screens.settings_pages.rule_fields import RULES, rule_field, rule_value
from laughgame.ui.theme import Theme, Type

EXAMPLE_WIDTH = 372.0


class DifficultyPage(Page):
    """How strict the judge is."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._before_reset: RuleSettings | None = None
        self._presets_name = Text(theme, self, Type.LABEL, bold=True)
        self.presets = Segmented(theme, self, (*PRESETS, CUSTOM))
        self.reset = Button(theme, self, size=Type.HINT)
        self.fields = {rule: rule_field(theme, self, rule) for rule in RULES}
        self.two_stage = Toggle(theme, self)
        self.price = PricePanel(theme, self)
        self._two_stage_row = Row(theme, self, self.two_stage)
        self._example_name = Text(theme, self, Type.LABEL, bold=True)
        self._example_note = Text(theme, self, Type.HINT, Tone.DIM)
        self.example = ExampleView(theme, self)
        self.outcome = Text(theme, self, Type.LABEL, bold=True)
        self._tab_order()

        self.presets.chosen.connect(self._use_preset)
        self.reset.clicked.connect(self._reset_or_undo)
        self.price.changed.connect(self._use_price)
        self.two_stage.clicked.connect(lambda on: self.edit("judge", two_stage=on))
        self.retranslate()
        self.show_settings(self._settings)

    @property
    def can_undo(self) -> bool:
        """Whether the reset button would bring the old rules back."""
        return self._before_reset is not None

    def show_settings(self, settings: Settings) -> None:
        if not _is_classic(settings):
            # Something has changed since the reset: there is nothing to go back to any more.
            self._before_reset = None
        super().show_settings(settings)
        rules = settings.judge
        for rule, field in self.fields.items():
            field.show_number(rule_value(rules, rule))
        self.two_stage.setChecked(rules.two_stage)
        self.presets.choose(preset_of(rules) or CUSTOM)
        self.price.show_match(settings.match)
        self.example.show_rules(rules.rules())
        self._tell_reset()
        self._tell_outcome()

    def retranslate(self) -> None:
        self._presets_name.setText(self.tr("Strictness"))
        self.presets.set_words([wording.preset_name(name) for name in (*PRESETS, CUSTOM)])
        self.price.retranslate()
        words = {
            "threshold": (
                self.tr("The line"),
                self.tr("A smile over this line is a laugh. Higher forgives more."),
            ),
            "hold_s": (
                self.tr("Hold"),
                self.tr("How long a smile may stay over the line. Longer forgives more."),
            ),
            "warning_margin": (
                self.tr("Warning zone"),
                self.tr("How early the yellow warning comes, right under the line."),
            ),
            "smoothing_s": (
                self.tr("Smoothing"),
                self.tr("Calms a twitchy reading. Longer is calmer, but later."),
            ),
            "hysteresis": (
                self.tr("Dip"),
                self.tr("A dip under the line this small does not stop the hold."),
            ),
        }
        for rule, (name, meaning) in words.items():
            self.fields[rule].set_words(name, meaning)
        two_stage = self.tr("Two-stage judging")
        self._two_stage_row.set_words(
            two_stage, self.tr("Judges only once happy tops 50%. A smirk goes free.")
        )
        self.two_stage.setText(two_stage)
        self._example_name.setText(self.tr("What it does"))
        self._example_note.setText(self.tr("A made-up face, judged by your rules."))
        self.example.set_words(self.tr("talking"), self.tr("forced smile"), self.tr("real laugh"))
        self._tell_reset()
        self._tell_outcome()

    def arrange(self, width: float) -> float:
        self.start_layout()
        wide = width >= WIDE
        rules_width = width - EXAMPLE_WIDTH - 16 if wide else width
        bottom = self._arrange_top(width)
        bottom = self.price.arrange(self, MARGIN, bottom + 16, width)
        top = bottom + 16
        rules_bottom = self._arrange_rules(top, rules_width)
        if wide:
            left = MARGIN + rules_width + 16
            return max(rules_bottom, self._arrange_example(left, top, EXAMPLE_WIDTH, rules_bottom))
        return self._arrange_example(MARGIN, rules_bottom + 16, width, rules_bottom + 16 + 420)

    def _arrange_top(self, width: float) -> float:
        left, right = MARGIN + PANEL_PADDING, MARGIN + width - PANEL_PADDING
        reset_width = min(self.reset.width_needed(), width * 0.4)
        presets_width = max(300.0, self.presets.width_needed())
        name_width = self._presets_name.width_needed()
        together = name_width + presets_width + reset_width + 48 <= right - left
        y = MARGIN + 14.0
        if together:
            self.put(self._presets_name, left, y + 10, name_width + 8, 28)
            presets_left, presets_top = left + name_width + 24, y + 2
        else:
            self.put(self._presets_name, left, y + 10, name_width + 8, 28)
            presets_left, presets_top = left, y + 62
            presets_width = right - left
        presets = QRectF(presets_left, presets_top, presets_width, 44)
        place(self.presets, self._theme, presets, RING)
        reset = QRectF(right - reset_width, y - 2, reset_width, 48)
        place(self.reset, self._theme, reset, RING_AND_SHADOW)
        bottom = max(presets.bottom(), reset.bottom() + 6) + 8
        self.add_panel(QRectF(MARGIN, MARGIN, width, bottom - MARGIN))
        return bottom

    def _arrange_rules(self, top: float, width: float) -> float:
        left, inner = MARGIN + PANEL_PADDING, width - 2 * PANEL_PADDING
        y = top + 6
        for rule, field in self.fields.items():
            if rule != RULES[0]:
                self.add_rule(left, y, inner)
            y = field.arrange_beside(left, y + 11, inner) + 10
            if rule == RULES[0]:
                self.add_rule(left, y, inner)
                y = self._two_stage_row.arrange(self, left, y + 11, inner) + 10
        bottom = y + 6
        self.add_panel(QRectF(MARGIN, top, width, bottom - top))
        return bottom

    def _arrange_example(self, left: float, top: float, width: float, bottom: float) -> float:
        inner_left, inner = left + PANEL_PADDING, width - 2 * PANEL_PADDING
        head = QRectF(left, top, width, 76)
        self.add_panel(QRectF(left, top, width, max(bottom, top + 300) - top))
        self.put_text(self._example_name, inner_left, head.top() + 12, inner)
        self.put_text(self._example_note, inner_left, head.top() + 42, inner)
        outcome_height = self.outcome.height_for(inner)
        end = max(bottom, top + 300) - 18
        self.put(self.outcome, inner_left, end - outcome_height, inner, outcome_height)
        view_top = head.bottom()
        view = QRectF(inner_left - 10, view_top, inner + 20, end - outcome_height - 10 - view_top)
        place(self.example, self._theme, view)
        return end + 18

    def _tab_order(self) -> None:
        chain = [
            *(self.presets.segment(key) for key in (*PRESETS, CUSTOM)),
            self.reset,
            *self.price.controls,
            self.fields[RULES[0]].slider,
            self.two_stage,
            *(self.fields[rule].slider for rule in RULES[1:]),
        ]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _use_preset(self, name: str) -> None:
        self._before_reset = None
        if name == CUSTOM:
            self._use(self._settings.custom or self._settings.judge)
        else:
            self._use(PRESETS[name])

    def _use_price(self) -> None:
        self.edit("match", style=self.price.style, lives=self.price.lives)
        self.layout_changed.emit()  # the lives come and go

    def _reset_or_undo(self) -> None:
        if self._before_reset is not None:
            before, self._before_reset = self._before_reset, None
            self._use(before)
            return
        self._before_reset = self._settings.judge
        self._use(CLASSIC)

    def _use(self, rules: RuleSettings) -> None:
        self.edit("judge", **rules.model_dump())

    def _tell_reset(self) -> None:
        words = self.tr("Undo reset") if self.can_undo else self.tr("Reset to defaults")
        if words != self.reset.text():
            self.reset.setText(words)
            self.layout_changed.emit()
        self.reset.setEnabled(self.can_undo or not _is_classic(self._settings))

    def _tell_outcome(self) -> None:
        example = self.example.example
        forced, real = example.out_in(Stretch.FORCED), example.out_in(Stretch.REAL)
        if forced and real:
            words = self.tr("The forced smile is already OUT.")
        elif real:
            words = self.tr("Only the real laugh is OUT.")
        elif forced:
            words = self.tr("Odd: only the forced smile is OUT.")
        else:
            words = self.tr("Nobody is OUT here. Very kind.")
        self.outcome.setText(words)
        self.example.setAccessibleName(words)


def _is_classic(settings: Settings) -> bool:
    return settings.judge.rules() == CLASSIC.rules()
