"""What the program tells the shell when it ends."""

from typing import Final

OK: Final = 0
FAILED: Final = 1
"""What was asked for or checked failed; a file that is not there is such a failure."""
BAD_USAGE: Final = 2
"""The command line itself makes no sense."""
INTERRUPTED: Final = 130
"""What a shell expects of a program that was stopped by Ctrl+C."""
