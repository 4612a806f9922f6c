"""On what terms a round was played: noted while it is judged, kept with its results."""

from laughgame.game.cards import Style
from laughgame.game.turn import TurnRules
from laughgame.storage.kept import CUSTOM, MIXED, Terms
from laughgame.ui.screens.settings_pages.presets import preset_by


class TermsBook:
    """Notes the rules a round is judged by, moment by moment."""

    def __init__(self) -> None:
        self._noted: list[TurnRules] = []

    def note(self, rules: TurnRules) -> None:
        """A moment was judged by these rules; cheap enough for every frame."""
        if not self._noted or (self._noted[-1] is not rules and self._noted[-1] != rules):
            self._noted.append(rules)

    @property
    def terms(self) -> Terms:
        """What to keep; unknown before anything was judged."""
        return Terms() if not self._noted else _together([terms_of(one) for one in self._noted])


def terms_of(rules: TurnRules) -> Terms:
    """Return the terms of a round that is judged by these rules from its beginning to its end."""
    judge, discipline = rules.judge, rules.discipline
    return Terms(
        difficulty=preset_by(judge) or CUSTOM,
        threshold=judge.threshold,
        hold_s=judge.hold_s,
        two_stage=judge.two_stage,
        style=discipline.style.value,
        lives=discipline.lives if discipline.style is Style.LIVES else None,
    )


def _together(terms: list[Terms]) -> Terms:
    """Return what stayed the same; rules that did not are no difficulty one can compare."""
    first = terms[0]
    if all(one == first for one in terms):
        return first

    def same(name: str) -> object:
        values = {getattr(one, name) for one in terms}
        return values.pop() if len(values) == 1 else None

    return Terms(
        MIXED,
        style=first.style if same("style") is not None else None,
        lives=first.lives if same("lives") is not None else None,
    )
