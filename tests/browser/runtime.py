"""ONNX Runtime Web as npm installs it: one version, checked against the lock file's digests."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Final

from tests.browser.chromium import BrowserError

HERE: Final = Path(__file__).parent
PACKAGE: Final = "onnxruntime-web"
INSTALLED: Final = HERE / "node_modules"


def pinned() -> str:
    """Return the version that ``package.json`` names."""
    return str(json.loads((HERE / "package.json").read_text("utf-8"))["dependencies"][PACKAGE])


def is_installed() -> bool:
    """Return whether the pinned version lies in ``node_modules``."""
    file = INSTALLED / PACKAGE / "package.json"
    return file.is_file() and json.loads(file.read_text("utf-8"))["version"] == pinned()


def install() -> None:
    """Install what the lock file names, without running any of it.

    Raises :class:`BrowserError` where npm is missing or fails.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise BrowserError(f"npm is not here: install it to get {PACKAGE} {pinned()}")
    options = ("--ignore-scripts", "--no-audit", "--no-fund")
    done = subprocess.run([npm, "ci", *options], cwd=HERE, check=False)
    if done.returncode != 0:
        raise BrowserError(f"npm could not install {PACKAGE} {pinned()} in {HERE}")
