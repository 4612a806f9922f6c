"""The checks of ``laughgame doctor``: each looks at one thing the game stands on.

Libraries are imported inside the checks: that one cannot be loaded is a finding.
"""

import os
import platform
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import metadata
from typing import TYPE_CHECKING, Final

from laughgame import __version__
from laughgame.app import display, paths
from laughgame.storage.settings import DamagedSettingsError, NewerVersionError, Settings, parse

if TYPE_CHECKING:
    from laughgame.vision.model_airlock import Cleared
    from laughgame.vision.model_contract import ModelProbe

LIBRARIES: Final = (
    "PySide6-Essentials",
    "mediapipe",
    "numpy",
    "onnxruntime",
    "opencv-python-headless",
    "pydantic",
    "pyqtgraph",
)
LITTLE_DISK: Final = 500 * 1024 * 1024
"""Below this many free bytes settings and log can soon no longer be written."""

STRAIGHT_FACE_BELOW: Final = 0.5
LAUGH_ABOVE: Final = 0.8
"""What the reader must see in the actor: the default threshold is the laugh's line."""

REINSTALL: Final = "Install LaughGame again: part of it is missing or damaged"
"""The remedy where a library or a file of the program itself fails."""


class Status(StrEnum):
    """How a check ended; only a failed one makes the doctor's exit code 1."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: a line for people, a remedy unless all is well, facts for machines."""

    status: Status
    detail: str
    remedy: str | None = None
    facts: Mapping[str, object] = field(default_factory=dict)


def check_versions() -> Finding:
    """Name the versions of the program and of what it runs on."""
    versions = {"laughgame": __version__, "python": platform.python_version()}
    versions |= {name: version for name in LIBRARIES if (version := _version(name)) is not None}
    listed = ", ".join(f"{name} {version}" for name, version in versions.items())
    facts = {"versions": versions, "platform": platform.platform()}
    return Finding(Status.OK, f"{listed} on {platform.platform()}", facts=facts)


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
    return Finding(Status.OK, f"one copy, {version}, without a Qt of its own", facts=facts)


def check_models() -> Finding:
    """Hold both forms of the shipped model to the contract."""
    from laughgame.vision.model_contract import probe

    return _described([probe(file) for file in (paths.default_model(), paths.sequence_model())])


def check_chosen_model() -> Finding:
    """Hold the player's own model to the contract, where the settings name one."""
    from laughgame.vision.model_airlock import Airlock
    from laughgame.vision.model_card import ContractError

    try:
        chosen = _settings().model.path
    except (OSError, DamagedSettingsError, NewerVersionError):
        chosen = None  # the settings have a check of their own
    if chosen is None:
        return Finding(Status.OK, "the shipped one")
    try:
        return _described([Airlock().examine(chosen)])
    except ContractError as error:
        remedy = "Choose another model in the settings; the game plays on with the shipped one"
        return Finding(Status.FAILED, f"{chosen}: {error}", remedy)


def _described(probes: "Sequence[ModelProbe | Cleared]") -> Finding:
    facts = [
        {
            "file": str(found.card.path),
            "name": found.card.name,
            "form": found.card.form,
            "file_bytes": found.card.file_bytes,
            "parameters": found.card.parameters,
            "accuracy": dict(found.card.accuracy),
            "latency_ms": round(found.latency_ms, 2),
        }
        for found in probes
    ]
    listed = ", ".join(f"{p.card.path.name} ({p.card.form}, {p.latency_ms:.1f} ms)" for p in probes)
    return Finding(Status.OK, listed, facts={"models": facts})


def check_face_detector() -> Finding:
    """Load the face detector and let it look at an empty picture."""
    import numpy as np

    from laughgame.vision.face_detector import FaceDetector

    with FaceDetector(paths.face_detector()) as detector:
        detector.detect(np.zeros((240, 320, 3), np.uint8))
    return Finding(Status.OK, f"{paths.face_detector().name} loads and runs")


def check_face_cover() -> Finding:
    """Let the network that tells covered faces look at the actor, with a hand and without."""
    from laughgame.actor.pose import FacePose
    from laughgame.actor.stage import Stage
    from laughgame.game.sight import MOUTH_COVERED
    from laughgame.vision.face_cover import FaceCover
    from laughgame.vision.face_crop import crop_face
    from laughgame.vision.face_detector import FaceDetector

    cover, stage, facts = FaceCover(paths.face_cover()), Stage(), {}
    with FaceDetector(paths.face_detector()) as detector:
        for name, pose in (("bare", FacePose()), ("covered", FacePose(hand=1))):
            picture = stage.picture(pose)
            for face in detector.detect(picture)[:1]:
                facts[name] = round(cover.look(crop_face(picture, face)).mouth_covered, 3)
    if facts.keys() != {"bare", "covered"}:
        return Finding(Status.FAILED, "the actor's face was not found", REINSTALL, facts)
    told = f"mouth covered {facts['bare']:.2f} bare, {facts['covered']:.2f} behind a hand"
    if facts["bare"] < MOUTH_COVERED <= facts["covered"]:
        return Finding(Status.OK, told, facts=facts)
    return Finding(Status.FAILED, f"misjudged the actor: {told}", REINSTALL, facts)


def check_self_test() -> Finding:
    """Let the real reader judge the illustrated actor, once straight-faced and once laughing."""
    from laughgame.actor.performance import Label, Performance
    from laughgame.actor.stage import Stage
    from laughgame.vision.face_detector import FaceDetector
    from laughgame.vision.face_reader import FaceReader
    from laughgame.vision.laugh_model import LaughModel

    performance, stage = Performance(), Stage()
    smiles: dict[str, float | None] = {}
    with FaceDetector(paths.face_detector()) as detector:
        reader = FaceReader(detector, LaughModel(paths.default_model()))
        for label in (Label.NEUTRAL, Label.LAUGH):
            start, end = next((s, e) for found, s, e in performance.spans() if found is label)
            seen = reader.read_still(stage.picture(performance.pose_at((start + end) / 2)))
            smiles[label] = None if seen is None else round(seen.smile, 3)
    straight, laughing = smiles[Label.NEUTRAL], smiles[Label.LAUGH]
    facts = {"straight_face": straight, "laugh": laughing}
    if straight is None or laughing is None:
        return Finding(Status.FAILED, "the actor's face was not found", REINSTALL, facts)
    detail = f"smile {straight:.2f} on a straight face, {laughing:.2f} on a laugh"
    if straight < STRAIGHT_FACE_BELOW and laughing > LAUGH_ABOVE:
        return Finding(Status.OK, detail, facts=facts)
    return Finding(Status.FAILED, f"misjudged the actor: {detail}", REINSTALL, facts)


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
    return Finding(Status.OK, ", ".join(f"{c.index}: {c.name}" for c in found), facts=facts)


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
        return Finding(Status.OK, f"{len(families)} families, such as {families[0]}")
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
        _settings()
    except (DamagedSettingsError, NewerVersionError) as error:
        remedy = "Mend the file or leave it: the game sets it aside and starts with defaults"
        return Finding(Status.WARNING, f"{file}: {error}", remedy)
    except OSError as error:
        remedy = "See that your account may read the file; until then the defaults count"
        return Finding(Status.WARNING, f"{file}: {error.strerror or error}", remedy)
    return Finding(Status.OK, str(file) if file.exists() else f"none yet; {file} will keep them")


def check_disk() -> Finding:
    """Look at the free space where settings and logs are kept."""
    folder = paths.settings_file().parent
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    detail, facts = f"{free / 1e9:.1f} GB free at {folder}", {"free_bytes": free}
    if free < LITTLE_DISK:
        return Finding(Status.WARNING, detail, "Free some space", facts)
    return Finding(Status.OK, detail, facts=facts)


def check_processor() -> Finding:
    """Count the processor's cores; the game is content with one, a stream wants more."""
    cores = os.cpu_count() or 1
    return Finding(Status.OK, f"{cores} cores, {platform.machine()}", facts={"cores": cores})


CHECKS: Final[Mapping[str, Callable[[], Finding]]] = {
    "versions": check_versions,
    "opencv": check_opencv,
    "models": check_models,
    "chosen model": check_chosen_model,
    "face detector": check_face_detector,
    "face cover": check_face_cover,
    "self-test": check_self_test,
    "cameras": check_cameras,
    "display": check_display,
    "korean font": check_korean_font,
    "sounds and videos": check_player,
    "translations": check_translations,
    "settings": check_settings,
    "disk": check_disk,
    "processor": check_processor,
}


def _settings() -> Settings:
    """Return the player's settings; raises what :func:`parse` raises for a file not to be used."""
    file = paths.settings_file()
    return parse(file.read_bytes()) if file.exists() else Settings()


def _version(distribution: str) -> str | None:
    """Return an installed version; None where the installation keeps no record of it."""
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None


def _headless_arguments() -> list[str]:
    """Fonts are the same without a screen, except where only the native platform lists them."""
    return ["doctor", "-platform", "offscreen"] if sys.platform == "linux" else ["doctor"]
