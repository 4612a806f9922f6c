"""Three ready-made grades of strictness, and the player's own."""

from typing import Final

from laughgame.game.judge import JudgeSettings
from laughgame.storage.settings import RuleSettings

CLASSIC: Final = RuleSettings()
PRESETS: Final = {
    "gentle": RuleSettings(
        threshold=0.88,
        two_stage=True,
        warning_margin=0.20,
        hysteresis=0.0,
        hold_s=0.60,
        smoothing_s=0.16,
    ),
    "classic": CLASSIC,
    "strict": RuleSettings(
        threshold=0.65,
        two_stage=False,
        warning_margin=0.10,
        hysteresis=0.05,
        hold_s=0.20,
        smoothing_s=0.06,
    ),
}
"""By name, from easy to hard.  Gentle asks for a happy face too, and lets a dip end the hold."""


def preset_of(rules: RuleSettings) -> str | None:
    """The name of the preset these rules are; None where they are the player's own."""
    return preset_by(rules.rules())


def preset_by(rules: JudgeSettings) -> str | None:
    """The same, for rules in the judge's own form."""
    return next((name for name, one in PRESETS.items() if one.rules() == rules), None)
