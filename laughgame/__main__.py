"""``python -m laughgame`` is the ``laughgame`` command; the frozen program begins here, too."""

import os
import sys

from laughgame.cli import main


def hold_standard_files() -> None:
    """Fill the place of each standard file that is closed, as where there is no terminal.

    Else the next file to be opened, the player's results perhaps, would take its number, and
    what a library prints would be written into it.  What is printed by Python goes nowhere.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # takes the lowest number
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            setattr(sys, name, os.fdopen(nowhere, "w", encoding="utf-8"))


if __name__ == "__main__":
    hold_standard_files()
    if getattr(sys, "frozen", False):
        # A process that multiprocessing starts is this program again, and no player's.
        from multiprocessing import freeze_support

        freeze_support()
    sys.exit(main())
