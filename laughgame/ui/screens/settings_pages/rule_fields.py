"""The sliders of the rules: their steps, their words, and the setting each of them moves."""

from collections.abc import Callable

from laughgame.game.judge import RANGES
from laughgame.storage.settings import RuleSettings
from laughgame.ui.controls.field import SliderField
from laughgame.ui.screens.settings_pages.number_words import seconds_or_off, share, share_or_off
from laughgame.ui.screens.settings_pages.page import Page
from laughgame.ui.theme import Theme, Type

_STEPS_AND_WORDS: dict[str, tuple[float, Callable[[float], str]]] = {
    "threshold": (0.01, share),
    "hold_s": (0.05, seconds_or_off),
    "warning_margin": (0.01, share_or_off),
    "smoothing_s": (0.02, seconds_or_off),
    "hysteresis": (0.01, share_or_off),
}
RULES = tuple(_STEPS_AND_WORDS)


def rule_field(theme: Theme, page: Page, rule: str, name_size: float = Type.LABEL) -> SliderField:
    """A slider for one rule, which edits the page's settings."""
    step, words = _STEPS_AND_WORDS[rule]
    low, high = RANGES[rule]
    field = SliderField(theme, page, low, high, step, words, name_size)
    field.edited.connect(lambda number: page.edit("judge", **{rule: number}))
    return field


def rule_value(rules: RuleSettings, rule: str) -> float:
    """The value of one rule."""
    value: float = getattr(rules, rule)
    return value
