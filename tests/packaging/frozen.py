"""The frozen program as players meet it: started from its folder, knowing nothing of this one."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
POSIX = os.name == "posix"
NAME = "laughgame" if POSIX else "laughgame.exe"

BUNDLE = "LAUGHGAME_BUNDLE"
"""Names the folder of a frozen program that is there already; without it one is built."""


def build(work: Path) -> Path:
    """Freeze the program; return the folder it lies in."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    command += ["--workpath", work / "build", "--distpath", work / "dist", "build.spec"]
    subprocess.run(command, cwd=ROOT, check=True)
    return work / "dist" / "laughgame"


def move_in(bundle: Path, home: Path) -> Path:
    """Put the program into another folder, by second names where one disk holds both."""

    def link(source, target):
        try:
            os.link(source, target)
        except OSError:
            shutil.copy2(source, target)

    shutil.copytree(bundle, home, symlinks=True, copy_function=link)
    return home / NAME


def surroundings(home: Path, **more: str) -> dict[str, str]:
    """What the program is told: where the player's files are, and of no Python, by no path."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP") if name in os.environ}
    folders = {"USERPROFILE": home, "APPDATA": home / "r", "LOCALAPPDATA": home / "l"}
    told = {name: str(folder) for name, folder in folders.items()} if not POSIX else {}
    return {**kept, **told, "HOME": str(home), "LANG": "C.UTF-8", "PATH": "", **more}


def run(
    program: Path,
    *arguments: str | Path,
    told: Mapping[str, str],
    before: Sequence[str] = (),
    cwd: Path | None = None,
    seconds: float = 120,
) -> subprocess.CompletedProcess[str]:
    """Run the program to its end; ``before`` is what starts it, where something does."""
    return subprocess.run(
        [*before, program, *arguments],
        cwd=cwd or program.parent,
        env=dict(told),
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=seconds,
        check=False,
    )


def open_and_close_window(
    program: Path, told: Mapping[str, str], before: Sequence[str] = ()
) -> int:
    """Open the player's own window, let it play a while, ask it to close; return the exit code."""
    with subprocess.Popen(
        [*before, program],
        cwd=program.parent,
        env={**told, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            wait_until_it_plays(process)
            time.sleep(3)
            process.terminate()
            return process.wait(timeout=30)
        finally:
            process.kill()


def wait_until_it_plays(process: subprocess.Popen) -> None:
    """Wait until the window stands and the eye is loaded, which is after the first painting."""
    maps = Path(f"/proc/{process.pid}/maps")
    if not maps.exists():
        time.sleep(20)
        return
    for _ in range(600):
        assert process.poll() is None, f"it ended with {process.returncode}"
        if "libmediapipe" in maps.read_text(errors="replace"):
            return
        time.sleep(0.1)
    raise AssertionError("it did not begin to play within a minute")
