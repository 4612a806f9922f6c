"""What holds for every test: no screen, no settings of the person at the keyboard, nothing left.

A warning from Qt or from Python fails its test (``pyproject.toml``).  Here, so do a
thread and a window that a test leaves behind.
"""

import os
import sys
import threading
import time

# Before anything loads Qt: no test opens a window on a screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import platformdirs
import pytest
import tqdm
from hypothesis import settings as hypothesis_settings

THREAD_GRACE_S = 2.0
"""How long a thread that was told to stop may take to be gone."""

# A progress bar's watcher is a thread that outlives the bar.
tqdm.tqdm.monitor_interval = 0

# Examples are the same on every run and no slow machine fails one by its clock.
hypothesis_settings.register_profile("laughgame", derandomize=True, deadline=None)
hypothesis_settings.load_profile("laughgame")


@pytest.fixture(autouse=True)
def player_folders(tmp_path, monkeypatch):
    """Give every test its own folders for settings and logs, and return their parent."""
    folder = tmp_path / "player"
    for kind in ("user_config_path", "user_log_path", "user_data_path", "user_cache_path"):

        def own(appname=None, *_, kind=kind, **__):
            return folder / kind / (appname or "")

        monkeypatch.setattr(platformdirs, kind, own)
    # For programs that a test starts.
    for variable in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(variable, str(folder / variable.lower()))
    return folder


@pytest.fixture(autouse=True)
def no_leaked_threads():
    """Fail a test that leaves a thread running."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + THREAD_GRACE_S
    while (left := set(threading.enumerate()) - before) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not left, f"threads left running: {sorted(thread.name for thread in left)}"


@pytest.fixture(autouse=True)
def no_leaked_widgets():
    """Fail a test that leaves a window open."""
    yield
    if "PySide6.QtWidgets" not in sys.modules:
        return
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance()
    if not isinstance(application, QApplication):
        return
    left = [widget for widget in application.topLevelWidgets() if widget.isVisible()]
    for widget in left:  # one test's leak is not the next one's failure
        widget.close()
    assert not left, f"windows left open: {left}"
