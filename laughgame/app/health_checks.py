"""The checks of ``laughgame doctor``: each looks at one thing the game stands on.

Libraries are imported inside the checks: that one cannot be loaded is a finding.
"""

import os
import platform
import shutil
import sys
from collections.abc import Callable, Mapping
from importlib import metadata
from typing import Final

from laughgame import __version__
from laughgame.app import display, paths
from laughgame.app.eye_checks import (
    check_chosen_model,
    check_face_cover,
    check_face_detector,
    check_models,
    check_self_test,
)
from laughgame.app.health import REINSTALL, Finding, Status
from laughgame.storage.settings import DamagedSettingsError, NewerVersionError, read_settings

LIBRARIES: Final = (
    "PySide6-Essentials",
    "PySide6-Addons",
    "shiboken6",
    "mediapipe",
    "numpy",
    "onnxruntime",
    "opencv-python-headless",
    "platformdirs",
    "pydantic",
    "pyqtgraph",
)
QT_PARTS: Final = ("PySide6-Essentials", "PySide6-Addons", "shiboken6")
OTHER_QTS: Final = ("PyQt5", "PyQt6", "PySide2")

LITTLE_DISK: Final = 200_000_000
"""Below this many free bytes names, results and log can soon no longer be written."""


def check_versions() -> Finding:
    """Name the versions of the program and of what it runs on."""
    versions = {"laughgame": __version__, "python": platform.python_version()}
    versions |= {name: version for name in LIBRARIES if (version := _version(name)) is not None}
    listed = ", ".join(f"{name} {version}" for name, version in versions.items())
    facts = {"versions": versions, "platform": platform.platform()}
    detail = f"{listed} on {platform.platform()}"
    return Finding(Status.OK, detail, facts=facts, figure=__version__)


def check_opencv() -> Finding:
    """Look for exactly one OpenCV, and one without a Qt of its own."""
    import cv2

    version = cv2.__version__
    copies = sorted(set(metadata.packages_distributions().get("cv2", [])))
    facts = {"version": version, "distributions": copies}
    if len(copies) > 1:
        remedy = "Uninstall them all, then install opencv-python-headless alone"
        return Finding(Status.FAILED, f"several copies: {', '.join(copies)}", remedy, facts)
    if "cv2" in os.environ.get("QT_QPA_PLATFORM_PLUGIN_PATH", ""):
        remedy = "Replace it by opencv-python-headless"
        return Finding(Status.FAILED, "it brings a Qt that breaks the window", remedy, facts)
    detail = f"one copy, {version}, without a Qt of its own"
    return Finding(Status.OK, detail, facts=facts, figure=version)


def check_qt() -> Finding:
    """Look for one Qt, all its parts of the same version."""
    from PySide6.QtCore import qVersion

    parts = {name: version for name in QT_PARTS if (version := _version(name)) is not None}
    others = [name for name in OTHER_QTS if _version(name) is not None]
    facts = {"version": qVersion(), "parts": parts, "others": others}
    if len(set(parts.values())) > 1:
        listed = ", ".join(f"{name} {version}" for name, version in parts.items())
        remedy = "Install them in one version, as LaughGame's installation does"
        return Finding(Status.FAILED, f"parts of several versions: {listed}", remedy, facts)
    if others:
        remedy = "Give LaughGame an environment of its own; two Qts in one may not start"
        return Finding(Status.WARNING, f"a second one: {', '.join(others)}", remedy, facts)
    return Finding(Status.OK, f"one, {qVersion()}", facts=facts, figure=qVersion())


def check_cameras() -> Finding:
    """List the cameras; without one the actor plays, so none is no failure."""
    from laughgame.app.sources import cameras

    found = cameras()
    facts = {"cameras": [{"index": camera.index, "name": camera.name} for camera in found]}
    if not found:
        remedy = "Plug one in, or allow this program to use it; until then the actor plays"
        return Finding(Status.WARNING, "no camera", remedy, facts)
    locked = [
        camera.name
        for camera in found
        if sys.platform == "linux" and not os.access(f"/dev/video{camera.index}", os.R_OK | os.W_OK)
    ]
    if locked:
        remedy = "Add yourself to the group video (sudo usermod -aG video $USER), then log in again"
        return Finding(Status.WARNING, f"no access to {', '.join(locked)}", remedy, facts)
    listed = ", ".join(f"{c.index}: {c.name}" for c in found)
    return Finding(Status.OK, listed, facts=facts, figure=", ".join(c.name for c in found))


def check_camera_backends() -> Finding:
    """Name the ways in which OpenCV can open a camera, this platform's first among them."""
    from cv2 import videoio_registry

    from laughgame.vision.sources.camera import backends

    names = [videoio_registry.getBackendName(one) for one in videoio_registry.getCameraBackends()]
    wanted = videoio_registry.getBackendName(backends()[0])
    facts = {"backends": names, "first": wanted}
    if not videoio_registry.hasBackend(backends()[0]):
        detail = f"{wanted} is missing; there are: {', '.join(names) or 'none'}"
        return Finding(Status.WARNING, detail, f"{REINSTALL}; until then the actor plays", facts)
    return Finding(Status.OK, ", ".join(names), facts=facts, figure=wanted)


def check_display() -> Finding:
    """Look for a screen; without one only ``play --offscreen`` works."""
    if display.has_display():
        return Finding(Status.OK, "a window can be opened")
    remedy = "Start the game from a desktop session, or play with --offscreen"
    return Finding(Status.WARNING, "no display", remedy)


def check_korean_font() -> Finding:
    """Look for a font with Hangul."""
    from PySide6.QtGui import QFontDatabase, QGuiApplication

    application = QGuiApplication.instance() or QGuiApplication(_headless_arguments())
    families = QFontDatabase.families(QFontDatabase.WritingSystem.Korean)
    del application
    if families:
        detail = f"{len(families)} families, such as {families[0]}"
        return Finding(Status.OK, detail, figure=families[0])
    remedy = "Install one, such as Noto Sans CJK (Debian, Ubuntu: fonts-noto-cjk)"
    return Finding(Status.WARNING, "no font with Hangul: Korean shows as boxes", remedy)


def check_player() -> Finding:
    """Look for what plays the player's own sounds and videos; the rest of the deck needs none."""
    from PySide6.QtGui import QGuiApplication

    from laughgame.ui.media import can_play

    application = QGuiApplication.instance() or QGuiApplication(_headless_arguments())
    playable = can_play()
    del application
    if playable:
        return Finding(Status.OK, "they can be played")
    remedy = f"{REINSTALL}. On Linux it wants libpulse0, too; until then jokes and acts are played"
    return Finding(Status.WARNING, "they cannot be played", remedy)


def check_translations() -> Finding:
    """Look for the compiled Korean catalogue."""
    catalogue = paths.translations() / "laughgame_ko.qm"
    if catalogue.is_file():
        return Finding(Status.OK, f"{catalogue.name}, {catalogue.stat().st_size} bytes")
    return Finding(Status.FAILED, f"{catalogue} is missing", REINSTALL)


def check_settings() -> Finding:
    """Read the settings without changing them; the game itself sets a damaged file aside."""
    file = paths.settings_file()
    try:
        read_settings(file)
    except (DamagedSettingsError, NewerVersionError) as error:
        remedy = "Mend the file or leave it: the game sets it aside and starts with defaults"
        return Finding(Status.WARNING, f"{file}: {error}", remedy)
    except OSError as error:
        remedy = "See that your account may read the file; until then the defaults count"
        return Finding(Status.WARNING, f"{file}: {error.strerror or error}", remedy)
    return Finding(Status.OK, str(file) if file.exists() else f"none yet; {file} will keep them")


def check_disk() -> Finding:
    """Look at the free space where names and results are kept."""
    folder = paths.results_file().parent
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    detail, facts = f"{free / 1e9:.1f} GB free at {folder}", {"free_bytes": free}
    if free < LITTLE_DISK:
        return Finding(Status.WARNING, detail, "Free some space", facts)
    return Finding(Status.OK, detail, facts=facts, figure=f"{free / 1e9:.1f} GB")


def check_processor() -> Finding:
    """Count the cores, and name what ONNX Runtime could run on; the game asks for the CPU."""
    from laughgame.vision.onnx_session import available_providers

    cores, providers = os.cpu_count() or 1, available_providers()
    detail = f"{cores} cores, {platform.machine()}; ONNX Runtime offers {', '.join(providers)}"
    facts = {"cores": cores, "machine": platform.machine(), "providers": providers}
    return Finding(Status.OK, detail, facts=facts, figure=str(cores))


CHECKS: Final[Mapping[str, Callable[[], Finding]]] = {
    "versions": check_versions,
    "opencv": check_opencv,
    "qt": check_qt,
    "models": check_models,
    "chosen model": check_chosen_model,
    "face detector": check_face_detector,
    "face cover": check_face_cover,
    "self-test": check_self_test,
    "cameras": check_cameras,
    "camera backends": check_camera_backends,
    "display": check_display,
    "korean font": check_korean_font,
    "sounds and videos": check_player,
    "translations": check_translations,
    "settings": check_settings,
    "disk": check_disk,
    "processor": check_processor,
}


def _version(distribution: str) -> str | None:
    """Return an installed version; None where the installation keeps no record of it."""
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None


def _headless_arguments() -> list[str]:
    """Fonts are the same without a screen, except where only the native platform lists them."""
    return ["doctor", "-platform", "offscreen"] if sys.platform == "linux" else ["doctor"]
