"""What is shown of one of several players before one camera."""

from dataclasses import dataclass

from laughgame.game.gauge import GaugeState, gauge_state
from laughgame.game.judge import Ruling
from laughgame.game.reading import Box
from laughgame.game.sight import Advice


@dataclass(frozen=True, slots=True)
class Rival:
    """One player of a duel at one moment, from left to right as they see themselves.

    ``ruling`` is ``None`` while nobody is judged yet; ``box`` is the face (pixels of the picture),
    ``None`` where it is not seen; ``left`` are the lives left of ``allowed``, 0 for who is out.
    """

    name: str
    color: str
    ruling: Ruling | None
    box: Box | None
    left: int
    allowed: int
    advice: Advice | None = None
    calibrated: bool = False
    """Whether the smile is judged by a range of the player's own, so that it is not the raw one."""

    @property
    def is_out(self) -> bool:
        """Whether the duel goes on without this player."""
        return self.left == 0

    @property
    def state(self) -> GaugeState:
        """How the gauge looks."""
        if self.is_out:
            return GaugeState.OUT
        return GaugeState.NO_FACE if self.ruling is None else gauge_state(self.ruling)
