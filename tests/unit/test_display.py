"""Whether a window can be opened: a display server has to answer, not only to have a name."""

import socket
import subprocess
import sys

import pytest

from laughgame.app import display

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="there is always a display"
)

VARIABLES = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR")


@pytest.fixture
def environment(monkeypatch, tmp_path):
    """Set the variables that tell of displays, and only these."""

    def describe(**variables):
        for name in VARIABLES:
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
        for name, value in variables.items():
            monkeypatch.setenv(name, value)

    return describe


@pytest.mark.parametrize(
    "variables",
    [
        {},
        {"DISPLAY": ""},
        {"DISPLAY": ":987"},
        {"WAYLAND_DISPLAY": "nowhere"},
        {"WAYLAND_DISPLAY": "nowhere", "DISPLAY": ":987"},
        {"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":987"},
        {"QT_QPA_PLATFORM": "wayland;xcb"},
    ],
    ids=str,
)
def test_a_display_that_does_not_answer_is_none(environment, variables):
    environment(**variables)
    assert not display.has_display()


def test_a_wayland_server_counts_as_long_as_it_listens(environment, tmp_path):
    environment(WAYLAND_DISPLAY="wayland-7")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind(str(tmp_path / "wayland-7"))
        server.listen()
        assert display.has_display()

    assert (tmp_path / "wayland-7").exists()
    assert not display.has_display(), "only its socket file is left"


@pytest.mark.parametrize("platform", ["offscreen", "minimal:fontengine=freetype", "vnc"])
def test_a_platform_with_a_screen_of_its_own_needs_no_display(environment, platform):
    environment(QT_QPA_PLATFORM=platform)
    assert display.has_display()


@pytest.mark.parametrize(("platform", "code"), [("xcb", 1), ("offscreen", 0)])
def test_make_is_told_by_the_exit_code(environment, platform, code):
    environment(QT_QPA_PLATFORM=platform)
    command = [sys.executable, "-m", "laughgame.app.display"]
    assert subprocess.run(command, check=False).returncode == code
