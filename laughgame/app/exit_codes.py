"""What the program tells the shell when it ends."""

from typing import Final

OK: Final = 0
FAILED: Final = 1
"""What was asked for or checked failed."""
BAD_USAGE: Final = 2
"""The command line itself is wrong."""
INTERRUPTED: Final = 130
"""What a shell expects of a program that was stopped by Ctrl+C."""
