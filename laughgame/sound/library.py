"""Every sound of the game, by its name.

They are made when they are first asked for, not shipped: all of them together take a fifth
of a second, so that no binary file has to be reviewed, and whoever wants another whistle
changes a number.
"""

from collections.abc import Callable
from functools import cache
from typing import Final

from laughgame.sound import clown_sounds as clown
from laughgame.sound import game_sounds as game
from laughgame.sound.synthesis import Sound

SHORT_S: Final = 0.6
LONG_S: Final = 1.6

LONG: Final = frozenset({"laughter", "trombone", "applause"})
"""The sounds that may last :data:`LONG_S`; all others stay below :data:`SHORT_S`."""

QUIET: Final = frozenset({"click", "chirp"})
"""The sounds that are meant to be softer than the others."""

SOUNDS: Final[dict[str, Callable[[], Sound]]] = {
    one.__name__: one
    for one in (
        game.block, game.block_high, game.whistle, game.card, game.appeal, game.heartbeat,
        game.near_miss, game.survived, game.click, game.laughter, game.applause,
        clown.honk, clown.boing, clown.slide_up, clown.slide_down, clown.splat, clown.pop,
        clown.squeak, clown.rimshot, clown.raspberry, clown.thud, clown.whoosh, clown.gulp,
        clown.sneeze, clown.trombone, clown.chirp,
    )
}  # fmt: skip
"""What makes each sound: mono float32 at the synthesis' rate, within ±1."""


@cache
def sound(name: str) -> Sound:
    """Return a sound, made at the first call; raises ``KeyError`` for a name there is not.

    Any thread.  The array is shared and cannot be written to.
    """
    made = SOUNDS[name]()
    made.flags.writeable = False
    return made


def make_all() -> None:
    """Make every sound that is not made yet; for a worker thread, so that none is late."""
    for name in SOUNDS:
        sound(name)
