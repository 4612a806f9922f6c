"""Every trouble of a camera has its words, its cause and its remedy, on every system."""

import pytest

from laughgame.app import source_troubles
from laughgame.ui import camera_words
from laughgame.ui.camera_words import CameraTrouble
from laughgame.vision.capture_supervisor import CameraState, CaptureStatus, Trouble
from laughgame.vision.sources.source import SourceCode, SourceError


@pytest.mark.parametrize("system", ["Linux", "Windows", "Darwin"])
@pytest.mark.parametrize("trouble", CameraTrouble)
def test_every_trouble_is_named_with_its_camera_and_a_remedy(trouble, system):
    assert camera_words.caption(trouble).endswith(".")
    assert camera_words.problem(trouble, "HD Webcam").startswith("HD Webcam ")
    assert camera_words.problem(trouble, None).startswith("The camera ")
    remedy = camera_words.remedy(trouble, system)
    assert remedy.endswith(".")
    assert len(remedy) <= 72, "it stands in one line of the card"


def test_no_two_troubles_are_told_alike():
    told = [camera_words.problem(trouble, "It") for trouble in CameraTrouble]
    assert len(set(told)) == len(CameraTrouble)


def test_a_permission_is_given_elsewhere_on_every_system():
    remedies = {
        camera_words.remedy(CameraTrouble.DENIED, system)
        for system in ("Linux", "Windows", "Darwin")
    }
    assert len(remedies) == 3


def test_every_error_and_every_state_has_its_trouble():
    of_errors = {
        source_troubles.of_error(SourceError(code, "detail", "remedy")) for code in SourceCode
    }
    of_pictures = {
        source_troubles.of_status(CaptureStatus(CameraState.LIVE, trouble)) for trouble in Trouble
    }
    assert None not in of_pictures
    assert len(of_pictures) == len(Trouble)
    assert len(of_errors) == len(SourceCode) - 1  # a file that is empty is unreadable, too
    assert source_troubles.of_status(CaptureStatus(CameraState.LIVE)) is None
    stalled = CaptureStatus(CameraState.STALLED, quiet_s=1.0)
    assert source_troubles.of_status(stalled) is CameraTrouble.STALLED
