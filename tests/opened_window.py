"""The player's own window, for programs of the tests that meet the game in it."""

from collections.abc import Callable

from laughgame.app import bootstrap
from laughgame.app.bootstrap import Game
from laughgame.app.opening import Opening


def open_window(meet: Callable[[Game], None], part: Callable[[Game], None] = lambda _: None) -> int:
    """Open the window as for a player; return the exit code.

    ``meet`` is called with the game when it comes to the window, before it begins, and ``part``
    when it has been closed.
    """
    begin, close = Opening.begin, Opening.close

    def begin_and_meet(opening: Opening) -> None:
        opening.completed.connect(meet)
        begin(opening)

    def close_and_part(opening: Opening) -> None:
        close(opening)
        if opening.game is not None:
            part(opening.game)

    Opening.begin = begin_and_meet  # type: ignore[method-assign]
    Opening.close = close_and_part  # type: ignore[method-assign]
    try:
        return bootstrap.open_window()
    finally:
        Opening.begin, Opening.close = begin, close  # type: ignore[method-assign]
