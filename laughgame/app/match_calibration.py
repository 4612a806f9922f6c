"""Finds the ranges of those who are about to play, of one or of several at once."""

from collections.abc import Sequence

from laughgame.app import match_words
from laughgame.game.calibration import NEUTRAL_S, SMILE_S, Calibration, Doubt, Progress, Stage
from laughgame.game.personal_range import PersonalRange
from laughgame.game.reading import FaceReading
from laughgame.game.sight import Advice
from laughgame.ui.joke_card import JokeView


class RangeFinder:
    """Calibrates everybody who is named, all in the same stage: who is done waits for the others.

    Where the calm face is refused it is asked for once more; where the big smile is, the calm
    face is half of a range and will do.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._names = list(names)
        self._calibrations = [Calibration() for _ in names]
        self._progress = [Progress(Stage.NEUTRAL, 0.0) for _ in names]
        self._told: list[Advice | Doubt | None] = [None for _ in names]

    @property
    def found(self) -> list[PersonalRange] | None:
        """Everybody's range, by seat; ``None`` until all are known."""
        ranges = [calibration.result for calibration in self._calibrations]
        known = [one for one in ranges if one is not None]
        return known if len(known) == len(ranges) else None

    @property
    def found_so_far(self) -> list[PersonalRange | None]:
        """Everybody's range, where it is known."""
        return [calibration.result for calibration in self._calibrations]

    def feed(self, faces: Sequence[FaceReading | None], time_s: float) -> JokeView:
        """Take in one moment, the face in every seat, and return what to ask for."""
        stage = self._stage
        for seat, face in enumerate(faces):
            if self._progress[seat].stage is not stage:
                continue
            progress = self._calibrations[seat].feed(face, time_s)
            if progress.refused is not None and stage is Stage.NEUTRAL:
                # Once more, and the reason stays on the card.
                self._told[seat], self._calibrations[seat] = progress.refused, Calibration()
            elif progress.refused is not None:
                progress = self._calibrations[seat].skip()
            self._progress[seat] = progress
        return self._asked()

    def skip(self) -> None:
        """Do without the big smile; who has no calm face yet has no range."""
        for calibration in self._calibrations:
            calibration.skip()

    @property
    def _stage(self) -> Stage:
        """The stage of those who are least far."""
        stages = [progress.stage for progress in self._progress]
        return min(stages, key=list(Stage).index)

    def _asked(self) -> JokeView:
        stage = self._stage
        present = [one for one in self._progress if one.stage is stage]
        share = min(progress.share for progress in present)
        left_s = (NEUTRAL_S if stage is Stage.NEUTRAL else SMILE_S) * (1 - share)
        if stage is not Stage.NEUTRAL:
            return JokeView(match_words.smile_now(), match_words.space_skips(), left_s, share)
        reasons = [
            (name, progress.advice or told)
            for name, progress, told in zip(self._names, self._progress, self._told, strict=True)
        ]
        alone = len(self._names) == 1
        for name, reason in reasons:
            if reason is not None:
                words = match_words.why(reason)
                words = words if alone else match_words.of_somebody(name, words)
                return JokeView(words, match_words.space_skips(), left_s, share)
        headline = match_words.look_calm(self._names[0] if alone else None)
        return JokeView(headline, match_words.read_aloud(), left_s, share)
