"""From what the supervisor sees, and what a source says, to what the player is told."""

from laughgame.ui.camera_words import CameraTrouble
from laughgame.vision.capture_supervisor import CameraState, CaptureStatus, Trouble
from laughgame.vision.sources.source import SourceCode, SourceError


def of_status(status: CaptureStatus) -> CameraTrouble | None:
    """Return what is wrong though no error was raised; ``None`` where nothing is."""
    if status.state is CameraState.STALLED:
        return CameraTrouble.STALLED
    match status.trouble:
        case None:
            return None
        case Trouble.FROZEN:
            return CameraTrouble.FROZEN
        case Trouble.BLACK:
            return CameraTrouble.BLACK
        case Trouble.COVERED:
            return CameraTrouble.COVERED


def of_error(error: SourceError) -> CameraTrouble:
    """Return what an error means."""
    match error.code:
        case SourceCode.NOT_FOUND:
            return CameraTrouble.MISSING
        case SourceCode.BUSY:
            return CameraTrouble.BUSY
        case SourceCode.DENIED:
            return CameraTrouble.DENIED
        case SourceCode.UNREADABLE | SourceCode.EMPTY:
            return CameraTrouble.UNREADABLE
        case SourceCode.LOST:
            return CameraTrouble.LOST
