#!/usr/bin/env python3
"""Give a bare machine what `make play` and `make test` need, and say so.

The Makefile calls this with the system's own python3 before the project has an
environment of its own: standard library only, nothing newer than Python 3.8.

    bootstrap.py uv           install uv into .tools/uv, away from the system's Python
    bootstrap.py libraries    install the shared libraries and the Korean font that are missing
    bootstrap.py freezing     install what PyInstaller needs besides Python packages, and what
                              the tests watch the program with
    bootstrap.py browser      install Chromium and npm, for `make browser`
"""

import ctypes
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools" / "uv"
ENVIRONMENT = ROOT / ".venv"

# What the dynamic linker asks for, and the Debian package that holds it.
PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLESv2.so.2": "libgles2",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libXext.so.6": "libxext6",
    "libXrandr.so.2": "libxrandr2",
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libdrm.so.2": "libdrm2",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgomp.so.1": "libgomp1",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libpulse.so.0": "libpulse0",
    "libstdc++.so.6": "libstdc++6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}

# The parts that are loaded at run time; the linker names what each one lacks.
LOADED = (
    "PySide6/QtWidgets.abi3.so",
    "PySide6/QtSvg.abi3.so",
    "PySide6/QtMultimedia.abi3.so",
    "PySide6/Qt/plugins/multimedia/*.so",
    "PySide6/Qt/plugins/platforms/libqoffscreen.so",
    "PySide6/Qt/plugins/platforms/libqwayland*.so",
    "PySide6/Qt/plugins/platforms/libqxcb.so",
    "mediapipe/tasks/c/libmediapipe.so",
    "onnxruntime/capi/*.so",
    "cv2/*.so",
)

# Any of these will do, and so does the one that LAUGHGAME_CHROMIUM names.
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chromium-headless-shell",
)

KOREAN_FONT = "fonts-noto-cjk"

COUNT_KOREAN_FONTS = """
from PySide6.QtGui import QFontDatabase, QGuiApplication
app = QGuiApplication(["fonts", "-platform", "offscreen"])
print(len(QFontDatabase.families(QFontDatabase.WritingSystem.Korean)))
"""


def install_uv():
    """Install uv where it touches nothing else; PEP 668 forbids the system's Python."""
    target = TOOLS / "bin" / "uv"
    if target.exists():
        return
    say("uv, the tool that builds the project's environment, is not on this machine.")
    if not has_module("ensurepip") and not has_module("pip"):
        apt_install(["python3-venv"], "without it this Python can install nothing at all")
    say(f"Installing uv into {TOOLS.relative_to(ROOT)}; nothing outside the project changes.")
    if has_module("ensurepip"):
        run([sys.executable, "-m", "venv", "--clear", str(TOOLS)])
        run([str(TOOLS / "bin" / "python"), "-m", "pip", "install", "--quiet", "uv"])
    else:
        run([sys.executable, "-m", "pip", "install", "--quiet", "--target", str(TOOLS), "uv"])


def install_libraries():
    """Install the system libraries Qt and MediaPipe link to, and a Korean font."""
    if platform.system() != "Linux":
        return
    missing = missing_libraries()
    known = {PACKAGES[library] for library in missing if library in PACKAGES}
    apt_install(known, "Qt, which draws the window, links to their libraries")
    still_missing = missing_libraries() if missing else set()
    if still_missing:
        stop(f"Please install these libraries, Qt needs them: {', '.join(sorted(still_missing))}")
    if korean_fonts() == 0:
        apt_install([KOREAN_FONT], "no font on this machine has Hangul, and the game speaks Korean")


def install_freezing_tools():
    """Install what PyInstaller calls (binutils; on Debian, Python as a library), and strace."""
    if platform.system() != "Linux":
        return
    if shutil.which("strace") is None:
        try:
            apt_install(["strace"], "a test watches with it that the program talks to nobody")
        except SystemExit:
            say("Going on without strace: the tests that need it will say that they are skipped.")
    if shutil.which("objdump") is None or shutil.which("objcopy") is None:
        apt_install(["binutils"], "PyInstaller takes libraries and programs apart with its tools")
    name = environment_python("import sysconfig; print(sysconfig.get_config_var('INSTSONAME'))")
    folder = environment_python("import sysconfig; print(sysconfig.get_config_var('LIBDIR'))")
    if ".so" in name and not Path(folder, name).exists() and not loads(name):
        package = name[: name.index(".so")]
        apt_install([package], f"PyInstaller puts {name} into the program it builds")


def install_browser():
    """Install a browser and npm, which the models are checked with outside the game."""
    if platform.system() != "Linux":
        return
    named = os.environ.get("LAUGHGAME_CHROMIUM")
    if not named and not any(shutil.which(name) for name in BROWSERS):
        apt_install(["chromium"], "the models are checked in a real browser")
    if shutil.which("npm") is None:
        apt_install(["npm"], "it fetches the browser's side of ONNX Runtime")


def missing_libraries():
    """Return the shared libraries the environment's programs ask for in vain."""
    packages = next(ENVIRONMENT.glob("lib/python3.*/site-packages"))
    files = [str(file) for pattern in LOADED for file in packages.glob(pattern)]
    lines = output_of(["ldd", *files]).splitlines()
    return {line.split()[0] for line in lines if line.endswith("not found")}


def korean_fonts():
    """Return how many font families with Hangul Qt can see."""
    return int(environment_python(COUNT_KOREAN_FONTS).split()[-1])


def environment_python(code):
    """Run code in the project's environment and return what it prints."""
    return output_of([str(ENVIRONMENT / "bin" / "python"), "-c", code]).strip()


def output_of(command):
    """Return what a command prints, whatever its exit status."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    return subprocess.run(command, check=False, **pipes).stdout.decode()


def loads(library):
    """Return whether the dynamic linker finds a library by its name."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_module(name):
    """Return whether this Python has a module, without importing it."""
    return importlib.util.find_spec(name) is not None


def apt_install(packages, reason):
    """Install Debian packages and say why; do nothing where there are none."""
    if not packages:
        return
    names = sorted(packages)
    say(f"Missing here: {' '.join(names)}\n  ({reason})")
    if shutil.which("apt-get") is None:
        stop("apt-get is not here; please install their like with your package manager.")
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *names]
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    sudo = [] if root else ["sudo"]
    if not root and shutil.which("sudo") is None:
        stop(f"Please run this as root, then try again:\n  {' '.join(command)}")
    say(f"Installing: {' '.join([*sudo, *command])}")
    unattended = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive"]
    run([*unattended, "apt-get", "-qq", "update"])
    run([*unattended, *command, "-qq"], stdout=subprocess.DEVNULL)


def run(command, stdout=None):
    """Run a command to its end; stop with its words where it fails."""
    try:
        subprocess.run(command, check=True, stdout=stdout)
    except (OSError, subprocess.CalledProcessError) as error:
        stop(f"This did not work: {' '.join(command)}\n({error})")


def say(words):
    """Print words that are seen to come from here."""
    print(f"[laughgame] {words}", flush=True)


def stop(words):
    """Say why nothing more can be done, and exit with 1."""
    say(words)
    sys.exit(1)


def main():
    """Run the one command named on the command line."""
    commands = {
        "uv": install_uv,
        "libraries": install_libraries,
        "freezing": install_freezing_tools,
        "browser": install_browser,
    }
    if len(sys.argv) != 2 or sys.argv[1] not in commands:
        print(__doc__)
        sys.exit(2)
    commands[sys.argv[1]]()


if __name__ == "__main__":
    main()
