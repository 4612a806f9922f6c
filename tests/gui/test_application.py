"""The application's frame: how it is told to end."""

import os
import signal
import subprocess
import sys

import pytest

ENDING = """
import os, signal, sys
from PySide6.QtCore import QTimer
from laughgame.app import main
application = main.create_application()
application.aboutToQuit.connect(lambda: print("all is saved"))
main.quit_on_signals(application)
os.kill(os.getpid(), signal.{name})  # before the application runs
deadline = QTimer(singleShot=True)
deadline.timeout.connect(lambda: application.exit(1))
deadline.start(20_000)
sys.exit(application.exec())
"""


@pytest.mark.skipif(os.name != "posix", reason="such signals do not exist there")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_whoever_asks_the_game_to_end_lets_it_save_first(name):
    assert hasattr(signal, name)
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", ENDING.format(name=name)]

    done = subprocess.run(
        command, capture_output=True, text=True, timeout=60, env=environment, check=False
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["all", "is", "saved"]
