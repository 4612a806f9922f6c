"""What the player is told when something outside the game goes wrong: what, and the way out.

Two lines, parted by a newline.  Every function asks the translator anew.
"""

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from laughgame.app.clip_writer import Trouble
from laughgame.storage.settings import LoadedSettings, Problem
from laughgame.ui import camera_words
from laughgame.ui.camera_words import CameraTrouble

translate = QCoreApplication.translate


def source_trouble(trouble: CameraTrouble, name: str | None) -> str:
    """Say why there is no picture from the source called ``name``, and what to do.

    ``None`` is a camera whose name nobody has told yet.
    """
    return f"{camera_words.problem(trouble, name)}\n{camera_words.remedy(trouble)}"


def actor_stands_in() -> str:
    """Say that the illustrated actor plays because no camera works."""
    headline = translate("Notice", "No camera here: the demo player takes the test.")
    remedy = translate("Notice", "Plug one in and choose it in the settings (S).")
    return f"{headline}\n{remedy}"


def settings_trouble(loaded: LoadedSettings) -> str:
    """Say why the settings file was not used, and where it is now."""
    if loaded.reason is Problem.NEWER:
        problem = translate("Notice", "Your settings come from a newer version.")
    elif loaded.reason is Problem.UNREADABLE:
        problem = translate("Notice", "Your settings cannot be read.")
    else:
        problem = translate("Notice", "Your settings were damaged.")
    if loaded.set_aside is None:
        kept = translate("Notice", "Playing with the defaults; changes are not saved.")
        return f"{problem}\n{kept}"
    kept = translate("Notice", "Playing with the defaults; yours are kept as {file}.")
    return f"{problem}\n{kept.format(file=loaded.set_aside.name)}"


def settings_written_anew(saved: LoadedSettings) -> str:
    """Say that the settings file became unusable while the game ran, and where it is now."""
    problem = translate("Notice", "Something damaged your settings file; it is written anew.")
    if saved.set_aside is None:
        return problem
    kept = translate("Notice", "The damaged one is kept as {file}.")
    return f"{problem}\n{kept.format(file=saved.set_aside.name)}"


def settings_not_saved(reason: str) -> str:
    """Say that a change is in force but not on disk."""
    headline = translate("Notice", "Your settings could not be saved.")
    return f"{headline}\n{reason}"


def model_replaced(headline: str) -> str:
    """Say that the chosen model cannot judge and the shipped one does; ``headline`` says why."""
    stand_in = translate("Notice", "The game's own referee has taken over.")
    return f"{headline}\n{stand_in}"


def model_stumbled() -> str:
    """Say that the model in play gives no usable answers."""
    headline = translate("Notice", "The referee lost its voice.")
    remedy = translate("Notice", "Choose another model in the settings (S).")
    return f"{headline}\n{remedy}"


def model_took_over() -> str:
    """Say that the model in play gave no usable answers, and the one before judges again."""
    headline = translate("Notice", "The referee lost its voice.")
    stand_in = translate("Notice", "The one before it has taken over.")
    return f"{headline}\n{stand_in}"


def pipeline_broken() -> str:
    """Say that the game stumbled over a defect of its own, or of a driver."""
    headline = translate("Notice", "The game tripped over its own feet.")
    remedy = translate("Notice", "Change the camera in the settings (S). The log knows why.")
    return f"{headline}\n{remedy}"


def pipeline_restarts() -> str:
    """Say that the game stumbled, and gets up again by itself."""
    headline = translate("Notice", "The game tripped over its own feet.")
    remedy = translate("Notice", "It is getting up again; the clock waits.")
    return f"{headline}\n{remedy}"


def safe_mode_offered() -> str:
    """Say that the game stumbles again and again, and what can always be played."""
    headline = translate("Notice", "The game keeps tripping over its own feet.")
    remedy = translate(
        "Notice", "F8: safe mode, with the demo player. Or choose another camera (S)."
    )
    return f"{headline}\n{remedy}"


def plays_safely() -> str:
    """Say what safe mode is."""
    headline = translate("Notice", "Safe mode: back on its feet.")
    detail = translate(
        "Notice", "The demo player and the game's own referee; change them back (S)."
    )
    return f"{headline}\n{detail}"


def ended_unexpectedly(report: Path) -> str:
    """Say that the last game crashed, and that a report is kept."""
    headline = translate("Notice", "The last game ended unexpectedly.")
    kept = translate("Notice", "A report without pictures was kept: {file}. Help: F1")
    return f"{headline}\n{kept.format(file=report.name)}"


def see_help() -> str:
    """Say the same on the title, in a few words."""
    return translate("Notice", "The last game ended unexpectedly: F1 tells more")


def unplayable(detail: str) -> str:
    """Say that the game cannot judge at all."""
    headline = translate("Notice", "No referee could be found.")
    return f"{headline}\n{detail}"


def no_model(headline: str) -> str:
    """Say that the game has no model to judge with; ``headline`` says what is wrong with it."""
    problem = translate("Notice", "No referee could be found.")
    remedy = translate("Notice", "Choose another model in the settings (S).")
    return f"{problem}\n{headline} {remedy}"


def no_results(reason: str) -> str:
    """Say that results cannot be kept, and why, in the system's words."""
    problem = translate("Notice", "Results cannot be kept this time.")
    return f"{problem}\n{reason}"


def results_set_aside(place: Path) -> str:
    """Say that the file of results could not be used, and where it is now."""
    problem = translate("Notice", "Your results could not be read; a new list begins.")
    kept = translate("Notice", "The old file is kept: {path}").format(path=place)
    return f"{problem}\n{kept}"


def not_exported(file: Path, reason: str) -> str:
    """Say that a table could not be saved, and why, in the system's words."""
    problem = translate("Notice", "{file} could not be saved: {reason}.")
    kept = translate("Notice", "Nothing is lost: choose another folder, and try again.")
    return f"{problem.format(file=file.name, reason=reason.rstrip('.'))}\n{kept}"


def save_trouble(trouble: Trouble, folder: Path) -> str:
    """Say in a sentence why nothing was saved, and what would help."""
    match trouble:
        case Trouble.FULL:
            return translate("Notice", "The disk is full: make room, or choose another one.")
        case Trouble.DENIED:
            told = translate("Notice", "Nothing may be written to “{folder}”: choose another one.")
        case Trouble.GONE:
            told = translate("Notice", "“{folder}” is not there any more: choose another one.")
        case Trouble.FAILED:
            told = translate("Notice", "It could not be written to “{folder}”; the log says why.")
    return told.format(folder=folder.name or str(folder))


def not_saved(trouble: Trouble, folder: Path) -> str:
    """Say the same where the game has gone on."""
    headline = translate("Notice", "Nothing was saved.")
    return f"{headline}\n{save_trouble(trouble, folder)}"


def saved(path: Path) -> str:
    """Say that a clip or card lies there, where the game has gone on."""
    headline = translate("Notice", "Saved.")
    return f"{headline}\n{path.name}"
