"""Where the program's own files and the player's files are."""

import sys
from functools import cache
from pathlib import Path
from typing import Final

import platformdirs

import laughgame

APP_NAME: Final = "LaughGame"


@cache
def root() -> Path:
    """Return the folder that holds ``models/`` and ``assets/``.

    In a frozen program that is the bundle, in an installed wheel the package
    itself, in a checkout the repository.  Raises ``FileNotFoundError`` where the
    installation is incomplete.
    """
    package = Path(laughgame.__file__).resolve().parent
    bundle = getattr(sys, "_MEIPASS", None)  # set by PyInstaller's boot loader
    candidates = [package, package.parent] if bundle is None else [Path(bundle)]
    for folder in candidates:
        if (folder / "models").is_dir() and (folder / "assets").is_dir():
            return folder
    searched = " or ".join(str(folder) for folder in candidates)
    raise FileNotFoundError(f"no models and assets in {searched}: the installation is incomplete")


def default_model() -> Path:
    """The model that judges unless the player chose another: the shipped stream form."""
    return root() / "models" / "dual_head_stream.onnx"


def sequence_model() -> Path:
    """The shipped model's other form, which sees all five frames at once."""
    return root() / "models" / "dual_head.onnx"


def face_detector() -> Path:
    """The shipped face detector."""
    return root() / "models" / "face_detector.tflite"


def face_cover() -> Path:
    """The shipped network that tells a covered mouth and shut eyes."""
    return root() / "models" / "face_cover.onnx"


def trial_faces() -> Path:
    """The illustrated player's faces, on which a chosen model is tried."""
    return root() / "models" / "trial_faces.png"


def translations() -> Path:
    """The folder of the compiled translations."""
    return root() / "assets" / "translations"


def jokes(language: str) -> Path:
    """The bundled jokes in ``en`` or ``ko``."""
    return root() / "assets" / "deck" / f"jokes_{language}.toml"


def settings_file() -> Path:
    """The player's settings, in the platform's folder for them; it need not exist yet."""
    return platformdirs.user_config_path(APP_NAME, appauthor=False, roaming=True) / "settings.toml"


def results_file() -> Path:
    """Players and results, in the platform's folder for data; it need not exist yet."""
    return platformdirs.user_data_path(APP_NAME, appauthor=False) / "results.sqlite3"


def models_folder() -> Path:
    """Copies of the models that passed their check; it need not exist yet."""
    return platformdirs.user_data_path(APP_NAME, appauthor=False) / "models"


def log_folder() -> Path:
    """The platform's folder for logs, where crash reports lie, too; it need not exist yet."""
    return platformdirs.user_log_path(APP_NAME, appauthor=False)
