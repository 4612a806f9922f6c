"""The command line's manners: exit codes, help without weight, errors in one line."""

import os
import subprocess
import sys
import textwrap

import pytest

from laughgame import __version__, cli
from laughgame.app.exit_codes import BAD_USAGE, INTERRUPTED, OK

HEAVY = ("PySide6", "mediapipe", "cv2", "onnxruntime", "numpy", "pydantic")


def test_version(capsys):
    with pytest.raises(SystemExit) as done:
        cli.main(["--version"])

    assert done.value.code == OK
    assert capsys.readouterr().out.strip() == f"LaughGame {__version__}"


def test_help_lists_every_command_and_loads_nothing_heavy():
    code = (
        "import sys\nfrom laughgame.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit as done: assert done.code == 0, done\n"
        f"loaded = [name for name in {HEAVY} if name in sys.modules]\n"
        "assert not loaded, loaded"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )

    assert done.returncode == 0, done.stderr
    for command in cli.SUBCOMMANDS:
        assert command in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [["fly"], ["--fly"], ["play", "--fly"], ["play", "--source"], ["play", "--seconds", "0"]],
)
def test_a_wrong_command_line_is_exit_code_2_and_says_what_is_wrong(arguments, capsys):
    with pytest.raises(SystemExit) as done:
        cli.main(arguments)

    assert done.value.code == BAD_USAGE
    assert "error:" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["play.mp4", "play", "gif"])
def test_a_film_is_a_gif_by_its_name_too(name, capsys):
    with pytest.raises(SystemExit) as done:
        cli.main(["play", "--film", name])

    assert done.value.code == BAD_USAGE
    assert f"must end in .gif: {name}" in capsys.readouterr().err


@pytest.mark.parametrize("seconds", ["abc", "-3", "nan", "3000000"])
def test_a_wrong_time_to_play_is_told_in_plain_words(seconds, capsys):
    with pytest.raises(SystemExit):
        cli.main(["play", f"--seconds={seconds}"])

    message = capsys.readouterr().err
    assert "seconds" in message
    assert seconds in message
    assert "_seconds" not in message


def run_with(code, **options):
    """Run ``code`` in place of opening the window, as the process's own command line."""
    script = f"""
import sys, threading, time
from laughgame import cli
def window():
{textwrap.indent(textwrap.dedent(code), "    ")}
cli._open_window = window
sys.argv = ["laughgame"]
sys.exit(cli.main())
"""
    return subprocess.run(
        [sys.executable, "-c", script], capture_output=True, timeout=100, check=False, **options
    )


def test_while_a_thread_hangs_the_interpreter_is_not_torn_down_under_it():
    done = run_with(
        """
        import atexit
        atexit.register(print, "torn down: native code that comes back now would abort")
        threading.Thread(target=threading.Event().wait, daemon=True).start()
        print("all is saved")
        return 1
        """
    )

    assert done.returncode == 1, done.stderr
    assert done.stdout.decode().splitlines() == ["all is saved"]
    assert done.stderr == b""


def test_words_that_the_console_lacks_are_written_all_the_same():
    done = run_with(
        'print("→ 웃음")\nreturn 0',
        env=os.environ | {"PYTHONIOENCODING": "cp1252"},
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.decode().strip() == "→ 웃음"


@pytest.mark.skipif(os.name != "posix", reason="pipes break otherwise there")
def test_a_reader_that_has_seen_enough_is_no_error():
    reading, writing = os.pipe()
    os.close(reading)
    process = [sys.executable, "-m", "laughgame", "model", "check", "gone.onnx", "--json"]

    done = subprocess.run(process, stdout=writing, stderr=subprocess.PIPE, timeout=100, check=False)

    os.close(writing)
    assert done.returncode == OK
    assert done.stderr == b""


def test_ctrl_c_is_no_traceback(monkeypatch):
    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_open_window", interrupted)

    assert cli.main([]) == INTERRUPTED


@pytest.mark.parametrize("command", cli.SUBCOMMANDS)
def test_every_command_explains_itself(command, capsys):
    with pytest.raises(SystemExit) as done:
        cli.main([command, "--help"])

    assert done.value.code == OK
    assert f"laughgame {command}" in capsys.readouterr().out
