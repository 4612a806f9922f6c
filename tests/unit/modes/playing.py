"""People before a camera, for the tests of the modes."""

from collections.abc import Sequence
from dataclasses import replace

from laughgame.game.deck import Deck, Item, ItemKind
from laughgame.game.modes.mode import Mode, ModeView
from laughgame.game.reading import Box, FaceReading
from tests.readings import FACE, reading

CALM, LAUGH = 0.1, 0.95


def deck(seed: int = 7, count: int = 5, seconds: float = 4.0) -> Deck:
    return Deck([Item(f"joke {n}", ItemKind.JOKE, seconds) for n in range(count)], seed)


class Table:
    """Feeds a mode at 30 moments a second; ``None`` is a seat whose face is not seen.

    Faces sit 400 pixels apart and are numbered by ``tracks``.
    """

    def __init__(self, mode: Mode, rate: int = 30) -> None:
        self.mode, self.rate, self.step = mode, rate, 0
        self.tracks = [11, 12, 13, 14]

    @property
    def time_s(self) -> float:
        return self.step / self.rate

    def show(self, seconds: float, *smiles: float | None) -> list[ModeView]:
        views = []
        for _ in range(round(seconds * self.rate)):
            views.append(self.mode.feed(self.faces(smiles), self.time_s))
            self.step += 1
        return views

    def faces(self, smiles: Sequence[float | None]) -> list[FaceReading]:
        found = [
            replace(
                reading(self.time_s, smile),
                face=replace(FACE, box=Box(100 + 400 * seat, 200, 260, 260)),
                track_id=self.tracks[seat],
            )
            for seat, smile in enumerate(smiles)
            if smile is not None
        ]
        # The detector finds them in any order.
        return found[::-1]
