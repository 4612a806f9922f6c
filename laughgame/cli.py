"""The command line: ``laughgame`` opens the window, subcommands do the rest.

Exit codes: 0 all is well, 1 what was asked for failed, 2 the command line makes no sense.
A subcommand's module is imported only when it is called, so that ``--help`` and
``--version`` answer at once and a check of a model loads no window.
"""

import argparse
import contextlib
import importlib
import io
import logging
import os
import sys
import threading
from collections.abc import Sequence
from typing import Final, NamedTuple, Protocol, cast

from laughgame import __version__
from laughgame.app.exit_codes import INTERRUPTED, OK


class _Subcommand(NamedTuple):
    module: str
    help: str


SUBCOMMANDS: Final = {
    "play": _Subcommand("laughgame.app.play", "play, from any source, with or without a screen"),
    "analyze": _Subcommand("laughgame.app.analyze", "read the faces of pictures and videos"),
    "bench": _Subcommand("laughgame.app.bench", "measure how fast and how light the game runs"),
    "soak": _Subcommand(
        "laughgame.app.soak", "play by itself for long, with a failing camera, and watch for leaks"
    ),
    "doctor": _Subcommand("laughgame.app.doctor", "check that everything the game needs works"),
    "model": _Subcommand(
        "laughgame.app.model_check", "check a model file against the contract, install it"
    ),
}


class _CommandModule(Protocol):
    """What a subcommand's module offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, args: argparse.Namespace) -> int: ...


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line ``argv`` (without the program's name); return the exit code.

    Without ``argv`` it is the process's own, and where a thread hangs the process ends here.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        # File names and messages may hold letters that the console's code page lacks.
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    code = _run(list(sys.argv[1:] if argv is None else argv))
    if argv is None and any(thread.daemon for thread in threading.enumerate()):
        _end_at_once(code)
    return code


def _run(arguments: list[str]) -> int:
    chosen = next((word for word in arguments if not word.startswith("-")), None)
    try:
        args = _parser(chosen).parse_args(arguments)
        code = _open_window() if args.command is None else _module(args.command).run(args)
        if sys.stdout is not None:  # a frozen window has none
            sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has seen enough, as in "| head".
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    return code


def _end_at_once(code: int) -> None:
    """End the process although a thread hangs in a model or a driver.

    All that is to be saved has been.  Python would tear itself down under the thread,
    and native code that comes back to that aborts the process.
    """
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.flush()
    os._exit(code)


def _parser(chosen: str | None) -> argparse.ArgumentParser:
    """Return the parser, with only the chosen subcommand's arguments filled in."""
    parser = argparse.ArgumentParser(
        prog="laughgame",
        description="Keep a straight face, or you are OUT. Without a command the window opens.",
    )
    parser.add_argument("--version", action="version", version=f"LaughGame {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for name, (_, purpose) in SUBCOMMANDS.items():
        subparser = commands.add_parser(name, help=purpose, description=f"{purpose.capitalize()}.")
        if name == chosen:
            _module(name).add_arguments(subparser)
    return parser


def _module(command: str) -> _CommandModule:
    return cast(_CommandModule, importlib.import_module(SUBCOMMANDS[command].module))


def _open_window() -> int:
    from laughgame.app.bootstrap import open_window

    return open_window()
