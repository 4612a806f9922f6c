"""``python -m laughgame`` is the ``laughgame`` command."""

import sys

from laughgame.cli import main

sys.exit(main())
