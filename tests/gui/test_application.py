"""The application's frame: how it is told to end, and what becomes of its log."""

import logging
import os
import signal
import subprocess
import sys

import pytest

from laughgame.app import main

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


def test_a_log_that_cannot_be_written_costs_no_more_than_its_lines(tmp_path, capsys):
    log = main.LogFile(tmp_path / "laughgame.log", encoding="utf-8")

    class FullDisk:
        def write(self, text):
            raise OSError(28, "No space left on device")

        def flush(self):
            pass

        def close(self):
            pass

    log.stream.close()
    log.stream = FullDisk()

    log.handle(logging.makeLogRecord({"msg": "a line"}))

    log.close()
    assert capsys.readouterr().err == ""
