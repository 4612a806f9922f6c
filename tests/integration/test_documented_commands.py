"""Every command of the documents is carried out: here, or by the test that is named for it.

A window opens in a process of its own; what has none runs in this one.  Times are shortened and
places filled in; see ``places`` and ``given``.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

import cv2
import pytest
from skimage import data

from laughgame.actor.source import ActorSource
from laughgame.cli import SUBCOMMANDS
from laughgame.cli import main as laughgame
from tests.browser.examples import README
from tests.documented_commands import ROOT, Command, alternatives, block, commands

SECONDS = "1"
"""How long a play takes here, whatever the documents say: the rest of it is the same again."""


class Elsewhere(NamedTuple):
    """Commands that are not carried out here: which, why, and the words of the test that does."""

    commands: str
    because: str
    test: str


TABLE: Final = ROOT / "tests" / "data" / "documented_commands.toml"

ELSEWHERE: Final = [
    Elsewhere(**row) for row in tomllib.loads(TABLE.read_text(encoding="utf-8"))["elsewhere"]
]


def elsewhere(command: Command) -> Elsewhere | None:
    return next((one for one in ELSEWHERE if re.fullmatch(one.commands, str(command))), None)


def arguments_of(command: Command) -> tuple[str, ...] | None:
    """Return what the program itself is given, ``None`` where this is not the program."""
    words = command.words
    if words[:2] == ("uv", "run"):
        words = words[2:]
    if words[0] == "laughgame":
        words = words[1:]
    return words if words and words[0] in SUBCOMMANDS else None


def given(arguments: tuple[str, ...]) -> tuple[str, ...]:
    """Return the arguments in English and in one order, a play's with source, time and report."""
    words = [PLACEHOLDERS.get(word, word) for word in arguments]
    if words[0] != "play":
        return tuple(words)
    options = {"--source": ["actor"], "--seconds": []}
    for word in words[1:]:
        if word.startswith("--"):
            option = options[word] = []
        else:
            option.append(word)
    options |= {"--seconds": [SECONDS], "--report": ["r.json"]}
    if "--mode" in options:
        options.setdefault("--seed", ["7"])
    return ("play", *(word for name in sorted(options) for word in (name, *options[name])))


PLACEHOLDERS: Final[Mapping[str, str]] = {
    "파일": "FILE",
    "폴더": "FOLDER",
    "경로…": "PATH…",
    "fake:스크립트.toml": "fake:SCRIPT.toml",
    "fake:script.toml": "fake:SCRIPT.toml",
}

TYPED: Final = commands()
HERE: Final = list(
    dict.fromkeys(
        given(arguments)
        for command in TYPED
        if not elsewhere(command) and (arguments := arguments_of(command))
    )
)
MADE: Final = ("make help", "make play", "make pictures")


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Callable[[tuple[str, ...]], list[str]]:
    """Puts a film, a folder of pictures, a script or a model where the documents say so."""
    folder = tmp_path_factory.mktemp("places")
    album = folder / "album"
    album.mkdir()
    film = folder / "film.avi"
    writer = cv2.VideoWriter(str(film), cv2.VideoWriter.fourcc(*"MJPG"), 10, (640, 360))
    actor = ActorSource(size=(640, 360), realtime=False, frame_rate=10)
    actor.open()
    for number in range(5):
        frame = actor.read()
        assert frame is not None
        picture = cv2.cvtColor(frame.image, cv2.COLOR_RGB2BGR)
        writer.write(picture)
        (album / f"{number}.png").write_bytes(cv2.imencode(".png", picture)[1].tobytes())
    actor.close()
    writer.release()
    script = folder / "script.toml"
    script.write_text(block("CONTRIBUTING.md", "toml", "[[fault]]"), encoding="utf-8")
    put = {"FOLDER": album, "PATH…": album, "fake:SCRIPT.toml": f"fake:{script}"}
    model = ROOT / "models" / "dual_head.onnx"

    def placed(arguments: tuple[str, ...]) -> list[str]:
        file = model if arguments[0] == "model" else film
        named = {**put, "FILE": file}
        return [str(named.get(word, word)) for word in arguments]

    return placed


def run(command: list[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder, with this checkout's program and no display."""
    kept = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return subprocess.run(
        command,
        cwd=folder,
        env=kept | {"PYTHONPATH": str(ROOT)} | environment,
        capture_output=True,
        encoding="utf-8",
        timeout=100,
        check=False,
    )


def test_every_command_is_carried_out_here_or_named_with_the_test_that_does():
    unknown = [
        f"{command.document}: {command}"
        for command in TYPED
        if not (elsewhere(command) or arguments_of(command) or str(command) in MADE)
    ]
    assert unknown == [], f"carry them out here, or name in {TABLE} the test that does"


@pytest.mark.parametrize("one", ELSEWHERE, ids=lambda one: one.commands)
def test_what_is_carried_out_elsewhere_is_in_a_document_and_in_that_test(one: Elsewhere):
    assert any(elsewhere(command) is one for command in TYPED), (
        f"{TABLE.name} names what no document says"
    )
    name, _, words = one.test.partition("::")
    assert words in (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.usefixtures("qapp")  # the doctor would leave a lesser one to the tests behind it
@pytest.mark.parametrize("arguments", HERE, ids=" ".join)
def test_a_command_of_the_program_does_what_is_said(
    arguments, places, tmp_path, monkeypatch, capsys
):
    words = places(arguments)
    monkeypatch.chdir(tmp_path)
    if words[0] == "play" and "--mode" not in words:
        done = run([sys.executable, "-m", "laughgame", *words], tmp_path)
        assert done.returncode == 0, done.stderr
        printed = done.stdout
    else:
        assert laughgame(words) == 0
        printed = capsys.readouterr().out
    if "--report" in words:
        report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
        assert report["source"]
        assert report["mode"] == (
            words[words.index("--mode") + 1] if "--mode" in words else "practice"
        )
    if "--screenshot" in words:
        assert (tmp_path / "s.png").read_bytes().startswith(b"\x89PNG")
    if "--film" in words:
        assert (tmp_path / "f.gif").read_bytes().startswith(b"GIF89a")
    if "--json" in words:
        assert json.loads(printed)
    if words[0] == "analyze":
        lines = printed.splitlines()
        assert len(lines) == 5 + ("csv" in words)
        assert "smile" in lines[0]


SHIM = """#!/bin/sh
shortened() {{ # the words, with a second for whatever time they say
    while [ $# -gt 0 ]; do
        printf "'%s' " "$1"
        if [ "$1" = --seconds ]; then shift; printf "'%s' " {seconds}; fi
        shift
    done
}}
eval "exec '{python}' {module} $(shortened "$@")"
"""
"""Stands for the ``laughgame`` or the ``python`` of the environment that make would set up."""


def make(target: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Make a target as it stands in the Makefile, in another folder and in this environment."""
    tools = folder / "tools"
    tools.mkdir()
    for name, module in (("laughgame", "-m laughgame"), ("python", "")):
        shim = SHIM.format(seconds=SECONDS, python=sys.executable, module=module)
        (tools / name).write_text(shim, encoding="utf-8")
        (tools / name).chmod(0o755)
    ready = [f"--old-file=.venv/.ready-to-{step}" for step in ("play", "build")]
    return run(
        ["make", f"--file={ROOT / 'Makefile'}", *ready, target, "RUN=", "UV=true"],
        folder,
        PATH=f"{tools}{os.pathsep}{os.environ['PATH']}",
        QT_QPA_PLATFORM="",
    )


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not here")
@pytest.mark.parametrize(
    ("target", "pictures"),
    [
        ("help", ()),
        ("play", ("out/play.png",)),
        ("pictures", ("assets/screenshots/play-en.png", "assets/screenshots/play-ko.png")),
    ],
)
def test_what_make_makes_is_there(target, pictures, tmp_path):
    assert f"make {target}" in [str(command) for command in TYPED]
    done = make(target, tmp_path)
    assert done.returncode == 0, done.stderr
    for name in pictures:
        assert (tmp_path / name).read_bytes().startswith(b"\x89PNG")
    if target == "help":
        told = re.findall(r"^  make ([a-z-]+) ", done.stdout, re.MULTILINE)
        assert {command.words[1] for command in TYPED if command.words[0] == "make"} <= {*told}
    if target == "play":
        assert json.loads((tmp_path / "out/play.json").read_text("utf-8"))["source"] == "actor"


def test_the_example_with_the_games_own_code_reads_a_face(tmp_path, monkeypatch, capsys):
    cv2.imwrite(str(tmp_path / "me.jpg"), cv2.cvtColor(data.astronaut(), cv2.COLOR_RGB2BGR))
    (tmp_path / "models").symlink_to(README.parent, target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    code = block("models/README.md", "python", "laughgame.vision")
    exec(compile(code, str(README), "exec"), {})
    (smile,) = re.findall(r"Prediction\(smile=([\d.]+)", capsys.readouterr().out)
    assert float(smile) > 0.8


def test_alternatives_are_each_met_once():
    line = 'play a|b|c [--whole] "two words" # why'
    assert alternatives(line) == [
        ("play", "a", "two words"),
        ("play", "b", "--whole", "two words"),
        ("play", "c", "--whole", "two words"),
    ]
    assert alternatives("# nothing but a remark") == []
