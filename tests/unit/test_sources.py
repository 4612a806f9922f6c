"""What a person may write for a source, and what comes of it."""

import pytest

from laughgame.actor.source import ActorSource
from laughgame.app import sources
from laughgame.app.sources import FirstThatOpens, UnknownSourceError, from_device, from_spec
from laughgame.vision.sources.camera import CameraSource
from laughgame.vision.sources.camera_list import CameraInfo
from laughgame.vision.sources.images import ImagesSource
from laughgame.vision.sources.source import FrameSource, SourceCode, SourceError
from laughgame.vision.sources.video import VideoSource
from tests.fakes import FakeSource

BUSY = SourceError(SourceCode.BUSY, "The camera is in use", "Close the other program")


@pytest.fixture
def two_cameras(monkeypatch):
    """Two cameras are connected; the first is busy."""

    class Camera(FakeSource):
        def __init__(self, index, name=None):
            super().__init__(error=BUSY if index == 0 else None)
            self.name = name or f"Camera {index + 1}"

    found = [CameraInfo(0, "Left camera"), CameraInfo(2, "오른쪽 카메라")]
    monkeypatch.setattr(sources, "cameras", lambda: found)
    monkeypatch.setattr(sources, "CameraSource", Camera)


@pytest.fixture
def no_camera(monkeypatch):
    monkeypatch.setattr(sources, "cameras", list)


def test_files_and_folders_are_played_at_their_own_speed(tmp_path):
    video = from_spec("holiday.mp4")
    folder = from_spec(str(tmp_path))

    assert isinstance(video, VideoSource)
    assert isinstance(folder, ImagesSource)
    assert video.live
    assert folder.live
    assert isinstance(from_spec(str(tmp_path / "no suffix")), VideoSource)


def test_the_actor_is_the_actor():
    assert isinstance(from_spec("actor"), ActorSource)
    assert isinstance(from_device("actor"), ActorSource)
    assert sources.is_actor(from_spec("actor"))
    assert not sources.is_actor(from_spec("holiday.mp4"))


@pytest.mark.parametrize("spec", ["", "telepathy", "camera:", "camera:x", "camera:-1", "actor:2"])
def test_anything_else_is_refused_with_what_would_do(spec):
    with pytest.raises(UnknownSourceError, match="is not camera, camera:N, actor, auto"):
        from_spec(spec)


@pytest.mark.parametrize("number", ["256", "1200", "99999999999", "9" * 5000])
def test_a_number_that_no_camera_can_have_is_refused(number):
    assert isinstance(from_spec("camera:255"), FirstThatOpens)
    with pytest.raises(UnknownSourceError, match="0 to 255"):
        from_spec(f"camera:{number}")


@pytest.mark.usefixtures("two_cameras")
def test_a_camera_by_number_goes_by_its_name():
    source = from_spec("camera:2")
    source.open()

    assert source.name == "오른쪽 카메라"


@pytest.mark.usefixtures("no_camera")
def test_a_number_that_is_not_connected_is_tried_all_the_same(monkeypatch):
    (camera,) = sources.NumberedCamera(3).find()
    assert isinstance(camera, CameraSource)
    assert camera.name == "Camera 4"


def test_a_number_means_the_camera_that_had_it_first(monkeypatch):
    """Two are unplugged, and one comes back at the other's place."""
    left, right = CameraInfo(0, "Left camera"), CameraInfo(2, "Right camera")
    plugged = [left, right]
    monkeypatch.setattr(sources, "cameras", lambda: plugged)
    monkeypatch.setattr(sources, "CameraSource", lambda index, name: (index, name))
    camera = sources.NumberedCamera(0)
    assert camera.find() == [(0, "Left camera")]

    plugged[:] = [CameraInfo(0, "Right camera")]
    with pytest.raises(SourceError) as gone:
        camera.find()
    assert gone.value.code is SourceCode.NOT_FOUND
    plugged.append(CameraInfo(4, "Left camera"))
    assert camera.find() == [(4, "Left camera")]


@pytest.mark.usefixtures("two_cameras")
def test_auto_takes_the_first_camera_that_works():
    source = from_spec("auto")
    assert isinstance(source, FrameSource)

    source.open()

    assert source.name == "오른쪽 카메라"
    assert source.read() is not None
    assert not sources.is_actor(source)
    source.close()
    assert source.chosen.closed


@pytest.mark.usefixtures("no_camera")
def test_without_a_camera_auto_is_the_actor():
    source = from_device("auto")

    source.open()

    assert sources.is_actor(source)
    assert (source.name, source.frame_rate, source.live) == ("actor", 30, True)
    source.close()


@pytest.mark.usefixtures("two_cameras")
def test_a_camera_chosen_by_name_is_that_one_or_none():
    from_device("오른쪽 카메라").open()
    with pytest.raises(SourceError) as busy:
        from_device("Left camera").open()
    with pytest.raises(SourceError) as missing:
        from_device("Upper camera").open()

    assert busy.value.code is SourceCode.BUSY
    assert missing.value.code is SourceCode.NOT_FOUND
    assert "Upper camera" in missing.value.detail


def test_cameras_come_and_go_between_two_openings():
    connected = [FakeSource(error=BUSY)]
    source = FirstThatOpens(lambda: connected)
    with pytest.raises(SourceError):
        source.open()
    assert source.read() is None
    assert source.name == "auto"

    connected.append(FakeSource())
    source.open()

    assert source.chosen is connected[1]


def test_where_there_is_nothing_to_choose_from_the_error_says_so():
    with pytest.raises(SourceError) as error:
        FirstThatOpens(list).open()

    assert error.value.code is SourceCode.NOT_FOUND
