"""A real Chromium without a window, on a profile of its own that is gone afterwards."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

VARIABLE: Final = "LAUGHGAME_CHROMIUM"
"""Names the browser's program where it is not found by itself."""

NAMES: Final = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chromium-headless-shell",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)

OPTIONS: Final = (
    "--headless=new",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A container's shared memory is often too small for it.
    "--disable-dev-shm-usage",
    # Whatever it wants to know from outside, it does not learn.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)

END_S: Final = 5.0
"""How long the browser may take to end by itself."""

LAST_WORDS: Final = 600
"""Characters of what the browser printed last that are told where it failed."""


class BrowserError(Exception):
    """The browser is not there, did not start, or its page failed; says what to do."""


def find() -> str:
    """Return the browser's program; raises :class:`BrowserError` where there is none."""
    named = os.environ.get(VARIABLE)
    for name in (named,) if named else NAMES:
        if found := shutil.which(name):
            return found
    where = f"{VARIABLE} names {named}, which is no program" if named else "no Chromium is here"
    raise BrowserError(f"{where}: install chromium, or name its program in {VARIABLE}")


def version(program: str) -> str:
    """Return name and version, such as ``Chromium 150.0.7871.100``."""
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    words = told.stdout.split()
    number = next((at for at, word in enumerate(words) if word[0].isdigit()), len(words))
    return " ".join(words[: number + 1]) or Path(program).name


class Browser:
    """A browser that is running; what it prints is kept in a file."""

    def __init__(self, process: subprocess.Popen[bytes], log: Path) -> None:
        self._process = process
        self._log = log

    @property
    def running(self) -> bool:
        return self._process.poll() is None

    def last_words(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")[-LAST_WORDS:].strip()


@contextmanager
def showing(program: str, address: str) -> Iterator[Browser]:
    """Show a page until the block ends; then the browser and all it started are gone."""
    options = list(OPTIONS)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # Chromium's sandbox refuses root; the page is the project's own.
        options.append("--no-sandbox")
    with tempfile.TemporaryDirectory(prefix="laughgame-", ignore_cleanup_errors=True) as folder:
        log = Path(folder) / "browser.log"
        with log.open("wb") as file:
            process = subprocess.Popen(
                [program, *options, f"--user-data-dir={folder}/profile", address],
                stdout=file,
                stderr=file,
                process_group=0 if os.name == "posix" else None,
            )
        try:
            yield Browser(process, log)
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask the browser to end, then end whatever is left of it and of what it started."""
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(END_S)
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
