"""Whether there is a display that a window can be opened on.

``python -m laughgame.app.display`` ends with 0 where there is one, else with 1.
"""

import ctypes
import os
import socket
import sys
from pathlib import Path
from typing import Final

NO_DISPLAY: Final = "there is no display; try: laughgame play --source actor --offscreen"

SCREENS: Final = ("xcb", "wayland")
"""Qt's platforms on Linux that need a display server; the others bring their own screen."""


def has_display() -> bool:
    """Whether a window can be opened; where not, Qt would end the program by abort.

    Display servers are asked for an answer: variables that name one outlive it.
    """
    if not sys.platform.startswith("linux"):
        return True
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    if chosen and not any(screen in chosen for screen in SCREENS):
        return True
    return _wayland_answers() or _x_answers()


def _wayland_answers() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY")
    if not name:
        return False
    path = Path(os.environ.get("XDG_RUNTIME_DIR", "/run"), name)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        try:
            server.connect(str(path))
        except OSError:
            return False
    return True


def _x_answers() -> bool:
    if not os.environ.get("DISPLAY"):
        return False
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False  # Qt cannot do without it either
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    answers = xcb.xcb_connection_has_error(connection) == 0
    xcb.xcb_disconnect(connection)
    return bool(answers)


if __name__ == "__main__":
    sys.exit(not has_display())
