"""Frames become readings with MediaPipe and ONNX Runtime themselves."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from laughgame.actor.pose import FacePose
from laughgame.actor.source import ActorSource
from laughgame.actor.stage import Stage
from laughgame.app import paths
from laughgame.app.referees import Unplayable, assemble
from laughgame.game.reading import Face, FaceReading
from laughgame.vision.face_cover import FaceCover
from laughgame.vision.face_detector import FaceDetector
from laughgame.vision.face_reader import LONGEST_GAP_S, FaceReader
from laughgame.vision.face_tracker import MEMORY_S
from laughgame.vision.frame import Frame, Image
from laughgame.vision.laugh_model import LaughModel
from laughgame.vision.model_contract import ContractCode, ContractError, ModelForm
from laughgame.vision.pipeline import Pipeline
from tests.onnx_models import write_model


@pytest.fixture(scope="module")
def picture() -> Image:
    """A 1280×720 picture of the actor."""
    source = ActorSource(realtime=False)
    source.open()
    frame = source.read()
    source.close()
    assert frame is not None
    return frame.image


@pytest.fixture
def brightness_model(tmp_path: Path) -> LaughModel:
    """A model that calls bright faces smiles, so that a test knows the answer."""
    return LaughModel(write_model(tmp_path / "brightness.onnx"))


@pytest.fixture
def reader(brightness_model: LaughModel) -> Iterator[FaceReader]:
    reader = FaceReader(FaceDetector(paths.face_detector()), brightness_model)
    yield reader
    reader.close()


def darkened(picture: Image, share: float = 0.6) -> Image:
    return np.asarray(picture * share, np.uint8)


def read(reader: FaceReader, image: Image, time_s: float) -> FaceReading:
    reading = reader.read(Frame(image, time_s, 0))
    assert reading is not None
    return reading


def test_the_actor_is_found_and_read(reader: FaceReader, picture: Image) -> None:
    reading = read(reader, picture, 12.5)

    assert reading.time_s == 12.5
    assert reading.face.score > 0.9
    assert 0 <= reading.smile <= 1
    assert sum(reading.emotions) == pytest.approx(1, abs=1e-5)
    box = reading.face.box
    assert 0 <= box.x < box.x + box.width <= 1280
    assert 0 <= box.y < box.y + box.height <= 720
    assert reading.quality.size_px == max(box.width, box.height)
    assert reading.quality.mouth_visible


def test_an_empty_room_gives_no_reading(reader: FaceReader) -> None:
    assert reader.read(Frame(np.full((720, 1280, 3), 120, np.uint8), 0.0, 0)) is None


@pytest.mark.parametrize(
    "shape", [(0, 0, 3), (1, 1, 3), (1, 500, 3), (3, 2, 3), (1, 4000, 3), (4000, 1, 3)]
)
def test_a_frame_too_small_for_a_face_gives_no_reading(
    reader: FaceReader, shape: tuple[int, int, int]
) -> None:
    assert reader.read(Frame(np.zeros(shape, np.uint8), 0.0, 0)) is None
    assert reader.read_still(np.zeros(shape, np.uint8)) is None


def test_a_4k_frame_shows_the_same_face_three_times_as_large(
    reader: FaceReader, picture: Image
) -> None:
    small = read(reader, picture, 0.0)
    reader.reset()
    large = read(reader, np.asarray(cv2.resize(picture, (3840, 2160)), np.uint8), 0.0)

    assert large.face.box.width == pytest.approx(3 * small.face.box.width, rel=0.03)
    assert large.face.keypoints.mouth.x == pytest.approx(
        3 * small.face.keypoints.mouth.x, abs=0.05 * large.face.box.width
    )
    assert large.smile == pytest.approx(small.smile, abs=0.02)


def test_a_face_is_followed_under_one_track_id(reader: FaceReader, picture: Image) -> None:
    ids = {read(reader, picture, step / 30).track_id for step in range(5)}
    assert len(ids) == 1


def test_the_frames_before_count_until_the_face_was_gone_for_a_while(
    reader: FaceReader, picture: Image
) -> None:
    dark = darkened(picture)
    dark_alone = reader.read_still(dark)
    assert dark_alone is not None

    for step in range(5):
        bright = read(reader, picture, step / 30).smile
    among_bright = read(reader, dark, 5 / 30).smile
    after_a_gap = read(reader, dark, 5 / 30 + LONGEST_GAP_S + 0.1).smile

    assert dark_alone.smile < among_bright < bright
    assert after_a_gap == pytest.approx(dark_alone.smile, abs=0.02)


def test_another_face_does_not_inherit_the_frames_of_the_last(
    reader: FaceReader, picture: Image
) -> None:
    moved = np.roll(darkened(picture), -300, axis=1)
    alone = reader.read_still(moved)
    assert alone is not None

    first = read(reader, picture, 0.0)
    assert reader.read(Frame(moved, 3 / 30, 3)) is None, "not yet: the first may come back"
    other = read(reader, moved, MEMORY_S + 0.1)

    assert other.track_id != first.track_id
    assert other.smile == pytest.approx(alone.smile, abs=0.02)


class CountingDetector(FaceDetector):
    searches = 0

    def detect(self, image: Image) -> list[Face]:
        self.searches += 1
        return super().detect(image)


def test_a_face_that_is_followed_is_searched_for_in_every_third_frame(
    brightness_model: LaughModel, picture: Image
) -> None:
    with CountingDetector(paths.face_detector()) as detector:
        reader = FaceReader(detector, brightness_model)
        readings = [reader.read(Frame(picture, step / 30, step)) for step in range(9)]
        assert all(readings)
        assert detector.searches == 3


def test_every_frame_is_searched_while_no_face_is_there(
    brightness_model: LaughModel, picture: Image
) -> None:
    with CountingDetector(paths.face_detector()) as detector:
        reader = FaceReader(detector, brightness_model)
        for step in range(6):
            reader.read(Frame(np.zeros_like(picture), step / 30, step))
        assert detector.searches == 6
        assert reader.read(Frame(picture, 6 / 30, 6)) is not None


def test_a_place_in_a_picture_of_another_size_is_not_used(
    reader: FaceReader, picture: Image
) -> None:
    large = read(reader, picture, 0.0)
    small = reader.read(Frame(np.ascontiguousarray(picture[::2, ::2]), 1 / 30, 1))
    assert small is None or small.face.box.width < 0.6 * large.face.box.width


@pytest.mark.parametrize("side", [0.5, 2.0])
def test_a_camera_that_changes_its_resolution_shows_the_same_face(
    reader: FaceReader, picture: Image, side: float
) -> None:
    before = read(reader, picture, 0.0)
    other = np.asarray(cv2.resize(picture, None, fx=side, fy=side), np.uint8)
    assert read(reader, other, 0.1).track_id == before.track_id
    assert read(reader, picture, 0.2).track_id == before.track_id

    (alone,) = reader.read_crowd(Frame(picture, 0.3, 0))
    (again,) = reader.read_crowd(Frame(other, 0.4, 0))
    assert again.track_id == alone.track_id


def test_a_still_leaves_the_live_face_alone(reader: FaceReader, picture: Image) -> None:
    before = read(reader, picture, 0.0)
    reader.read_still(darkened(picture, 0.5))
    after = read(reader, picture, 1 / 30)

    assert after.track_id == before.track_id
    assert after.smile == pytest.approx(before.smile, abs=1e-3)


def test_a_whole_picture_can_be_the_face(reader: FaceReader) -> None:
    grey = np.full((48, 60, 3), 200, np.uint8)
    still = reader.read_still(grey, whole=True)
    live = reader.read(Frame(grey, 1.0, 0), whole=True)

    assert still is not None
    assert live is not None
    assert (still.face.box.width, still.face.box.height) == (60, 48)
    assert still.smile == pytest.approx(live.smile)
    assert still.quality.sharpness == 0
    assert still.quality.brightness == pytest.approx(200 / 255, abs=0.01)


def test_blur_and_dimness_show_in_the_quality(reader: FaceReader, picture: Image) -> None:
    sharp = read(reader, picture, 0.0).quality
    blurred = read(reader, np.asarray(cv2.GaussianBlur(picture, (0, 0), 6), np.uint8), 0.1).quality
    dim = read(reader, darkened(picture, 0.5), 0.2).quality

    assert blurred.sharpness < sharp.sharpness / 10
    assert dim.brightness == pytest.approx(sharp.brightness / 2, rel=0.1)


@pytest.mark.parametrize("room", [-0.1, 0.0, 0.05])
def test_a_laugh_with_its_mouth_cut_off_is_no_straight_face_but_no_face(
    reader: FaceReader, picture: Image, room: float
) -> None:
    whole = read(reader, picture, 0.0)
    edge = whole.face.keypoints.mouth.y + room * whole.face.box.height
    cut = np.ascontiguousarray(picture[: round(edge)])

    assert whole.quality.mouth_visible
    assert reader.read(Frame(cut, 0.1, 1)) is None
    assert read(reader, picture, 0.2).track_id == whole.track_id
    still = reader.read_still(cut)
    assert still is not None, "a still is judged as it is"
    assert not still.quality.mouth_visible


def test_a_mouth_low_in_the_picture_is_read(reader: FaceReader, picture: Image) -> None:
    whole = read(reader, picture, 0.0)
    edge = whole.face.keypoints.mouth.y + 0.25 * whole.face.box.height

    assert read(reader, np.ascontiguousarray(picture[: round(edge)]), 0.1).quality.mouth_visible


def test_another_model_takes_over_between_two_frames(
    reader: FaceReader, picture: Image, tmp_path: Path
) -> None:
    before = read(reader, picture, 0.0)
    halved = LaughModel(write_model(tmp_path / "halved.onnx", "sequence", smile_factor=0.5))
    thread = threading.Thread(target=reader.swap_model, args=(halved,))
    thread.start()
    thread.join()

    assert reader.card.form is ModelForm.SEQUENCE
    assert read(reader, picture, 1 / 30).smile == pytest.approx(before.smile / 2, abs=1e-3)


def test_a_model_that_is_brought_back_has_forgotten_what_it_saw(
    reader: FaceReader, brightness_model: LaughModel, picture: Image, tmp_path: Path
) -> None:
    dark = darkened(picture)
    alone = reader.read_still(dark)
    assert alone is not None
    for step in range(5):
        read(reader, picture, step / 30)

    reader.swap_model(LaughModel(write_model(tmp_path / "other.onnx")))
    read(reader, picture, 5 / 30)
    reader.swap_model(brightness_model)

    assert read(reader, dark, 6 / 30).smile == pytest.approx(alone.smile, abs=0.02)


def test_a_model_is_swapped_while_the_pipeline_runs(
    reader: FaceReader, picture: Image, tmp_path: Path
) -> None:
    swapped = threading.Event()
    smiles: list[float] = []

    def swap_after_a_few(time_s: float, faces: tuple[FaceReading, ...]) -> None:
        (reading,) = faces
        smiles.append(reading.smile)
        if len(smiles) == 5:
            other = write_model(tmp_path / "other.onnx", smile_factor=0.5)
            swapper = threading.Thread(target=lambda: reader.swap_model(LaughModel(other)))
            swapper.start()
            swapper.join()
            swapped.set()

    source = ActorSource(realtime=False)
    failures: list[Exception] = []
    pipeline = Pipeline(source, reader, swap_after_a_few, on_failure=failures.append)
    pipeline.start()
    assert swapped.wait(60)
    count = len(smiles)
    while len(smiles) < count + 5 and not failures:
        pipeline.join(0.05)
    assert pipeline.stop(30)

    assert failures == []
    assert smiles[-1] == pytest.approx(smiles[0] / 2, rel=0.1)


def test_a_model_that_breaks_its_contract_later_says_so(
    reader: FaceReader, picture: Image, tmp_path: Path
) -> None:
    # Grey answers 0.95, the actor's bright face more than 1.
    reader.swap_model(LaughModel(write_model(tmp_path / "late.onnx", smile_factor=1.9)))
    with pytest.raises(ContractError) as caught:
        reader.read(Frame(np.asarray(np.clip(picture * 1.3, 0, 255), np.uint8), 0.0, 0))
    assert caught.value.code is ContractCode.OUT_OF_RANGE


def test_detector_and_model_load_under_a_korean_path(tmp_path: Path, picture: Image) -> None:
    folder = tmp_path / "웃지마 게임 모델"
    folder.mkdir()
    detector = Path(shutil.copy(paths.face_detector(), folder))
    model = Path(shutil.copy(paths.default_model(), folder))
    cover = FaceCover(Path(shutil.copy(paths.face_cover(), folder)))
    reader = FaceReader(FaceDetector(detector), LaughModel(model), cover)
    try:
        reader.warm_up()
        assert reader.read(Frame(picture, 0.0, 0)) is not None
    finally:
        reader.close()


def test_a_covered_mouth_is_told_of_frames_crowds_and_stills(
    brightness_model: LaughModel, picture: Image
) -> None:
    hidden = Stage((640, 360)).picture(FacePose(hand=1))
    with FaceDetector(paths.face_detector()) as detector:
        reader = FaceReader(detector, brightness_model, FaceCover(paths.face_cover()))
        readings = [
            reader.read(Frame(hidden, 0.0, 0)),
            *reader.read_crowd(Frame(hidden, 0.0, 0)),
            reader.read_still(hidden),
        ]
        covered = [one.quality.mouth_covered > 0.5 for one in readings if one is not None]
        assert covered == [True] * 3
        reader.reset()
        bare = reader.read(Frame(picture, 0.05, 1))
        assert bare is not None
        assert bare.quality.mouth_covered < 0.5
        blind = FaceReader(detector, brightness_model).read(Frame(hidden, 0.0, 0))
    assert blind is not None
    assert (blind.quality.mouth_covered, blind.quality.eyes_shut) == (0.0, 0.0)


def test_a_look_at_a_cover_is_forgotten_with_the_face(
    brightness_model: LaughModel, picture: Image
) -> None:
    hidden = Stage((1280, 720)).picture(FacePose(hand=1))
    with FaceDetector(paths.face_detector()) as detector:
        reader = FaceReader(detector, brightness_model, FaceCover(paths.face_cover()))
        for read in (reader.read, lambda frame: reader.read_crowd(frame)[0]):
            covered = read(Frame(hidden, 10.0, 0))
            # So long after, or on another clock, nothing is known of this face any more.
            for later_s in (10.0 + 2 * LONGEST_GAP_S, 3.0):
                bare = read(Frame(picture, later_s, 1))
                assert covered is not None
                assert bare is not None
                assert bare.quality.mouth_covered < 0.5 < covered.quality.mouth_covered
            reader.reset()


def test_without_the_network_of_covers_there_is_no_game(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = tmp_path / "face_cover.onnx"
    damaged.write_bytes(b"half a file")
    monkeypatch.setattr(paths, "face_cover", lambda: damaged)
    team = assemble(None)
    assert isinstance(team, Unplayable)
    assert str(damaged) in team.detail
