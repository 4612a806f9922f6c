"""Read a frame: find the face, follow it, cut it out, judge it."""

import math
import threading
from typing import Final, NamedTuple, Protocol

import cv2
import numpy as np

from laughgame.game.reading import Box, Face, FaceReading, Keypoints, Point, Quality
from laughgame.vision.face_cover import Cover, FaceCover
from laughgame.vision.face_crop import CROP_SIZE, crop_face, whole_image
from laughgame.vision.face_detector import FaceDetector, moved, shrunk
from laughgame.vision.face_tracker import CrowdTracker, FaceTracker, TrackedFace
from laughgame.vision.frame import Frame, Image
from laughgame.vision.laugh_model import LaughModel, Prediction
from laughgame.vision.model_contract import ModelCard
from laughgame.vision.still_search import find_face

DETECTION_SIDE: Final = 1280
"""Larger frames are shrunk to this for the detector, which sees 128 pixels and copies them all."""

LONGEST_GAP_S: Final = 0.5
"""After a longer time without the face, the frames before it say nothing about it any more."""


MOUTH_ROOM: Final = 0.1
"""How far the middle of the mouth is from the picture's edge at least, in sizes of the face box.

Nearer, the lips are cut off.  Of laughs cut there (GENKI-4K), half and fewer were
read as above the default threshold; of those with more room as many as of whole ones.
"""


LOOK_AGAIN_S: Final = 0.08
"""A face found a shorter time ago is still in its place: at 30 frames a second every third
frame is searched, which is a third of its work.  A head that crosses its own width in a second
moves by 5 % of the crop meanwhile; in training the crop was shifted by up to 6 %.
"""


SAME_PROPORTIONS: Final = 0.02
"""Two sizes whose proportions differ by less show the same part of the world."""


CROWD: Final = 6
"""Most faces that are judged in one picture: a duel's four players, and room for passers-by,
who must not take the place of a player who was lost for a moment."""


class _Found(NamedTuple):
    """The face of the last search, when it was, and the shape of the picture."""

    face: TrackedFace | None
    time_s: float
    shape: tuple[int, ...]


_NOTHING: Final = _Found(None, -math.inf, ())

_UNCOVERED: Final = Cover(0.0, 0.0)


class Reader(Protocol):
    """What judges the frames of a pipeline, on its inference thread."""

    def warm_up(self) -> None: ...

    def read(self, frame: Frame) -> FaceReading | None: ...

    def read_crowd(self, frame: Frame) -> list[FaceReading]: ...


class FaceReader:
    """Turns frames into face readings with a detector, a model and an eye for covered faces.

    Without the last, ``cover``, no mouth is ever found covered and no eyes shut.
    All methods but :meth:`swap_model` belong to one thread at a time.  The
    reader owns the detector: :meth:`close` frees it.
    """

    def __init__(
        self, detector: FaceDetector, model: LaughModel, cover: FaceCover | None = None
    ) -> None:
        self._detector = detector
        self._model = model
        self._cover = cover
        self._tracker = FaceTracker()
        self._crowd = CrowdTracker(CROWD)
        self._crowd_seen_s: dict[int, float] = {}
        self._track_id = 0
        self._seen_s = -math.inf
        self._found = _NOTHING
        self._size: tuple[int, int] | None = None
        self._handover = threading.Lock()
        self._next_model: LaughModel | None = None

    @property
    def card(self) -> ModelCard:
        """The card of the newest model handed over, in use from the next frame on."""
        with self._handover:
            return (self._next_model or self._model).card

    def warm_up(self) -> None:
        """Run everything once, so that the first frame takes no longer than the others.

        Raises ``ContractError`` where the model breaks its contract.
        """
        self._take_next_model()
        self._detector.detect(np.zeros((720, 1280, 3), np.uint8))
        black = np.zeros((CROP_SIZE, CROP_SIZE, 3), np.uint8)
        self._model.read_still(black)
        if self._cover is not None:
            self._cover.look(black)

    def read(self, frame: Frame, whole: bool = False) -> FaceReading | None:
        """Judge the largest or the followed face of a frame.

        ``None`` where there is none, or its mouth lies outside the picture: hiding it
        is not keeping a straight face.  ``whole`` takes the frame itself as the crop,
        without looking for a face.
        Raises ``ContractError`` where the model breaks its contract after all.
        """
        self._take_next_model()
        if frame.image.size == 0:
            return None
        self._follow_size(frame.image)
        tracked = self._find(frame, whole)
        if tracked is None or not _mouth_visible(frame.image, tracked.face):
            return None
        without_gap = 0 <= frame.time_s - self._seen_s <= LONGEST_GAP_S
        if tracked.track_id != self._track_id or not without_gap:
            self._model.reset()
            self._forget_covers()
        self._track_id, self._seen_s = tracked.track_id, frame.time_s
        crop = whole_image(frame.image) if whole else crop_face(frame.image, tracked.face)
        prediction = self._model.read(crop)
        cover = self._look(crop, tracked.track_id, frame.time_s)
        return _reading(frame, tracked.face, crop, prediction, tracked.track_id, cover)

    def read_crowd(self, frame: Frame) -> list[FaceReading]:
        """Judge every followed face of a frame, :data:`CROWD` at most, in the order of tracks.

        Each is followed and remembered by itself; a face whose mouth lies outside the picture
        is left out.  Raises ``ContractError`` like :meth:`read`.
        """
        self._take_next_model()
        if frame.image.size == 0:
            return []
        self._follow_size(frame.image)
        tracked = self._crowd.follow(self._detect(frame.image), frame.time_s)
        for track in self._crowd_seen_s.keys() - self._crowd.known:
            del self._crowd_seen_s[track]
            self._forget(track)
        readings = []
        for face, track in tracked:
            if not _mouth_visible(frame.image, face):
                continue
            gap_s = frame.time_s - self._crowd_seen_s.get(track, -math.inf)
            if not 0 <= gap_s <= LONGEST_GAP_S:
                self._forget(track)
            self._crowd_seen_s[track] = frame.time_s
            crop = crop_face(frame.image, face)
            prediction = self._model.read(crop, track)
            cover = self._look(crop, track, frame.time_s)
            readings.append(_reading(frame, face, crop, prediction, track, cover))
        return readings

    def read_still(self, image: Image, whole: bool = False) -> FaceReading | None:
        """Judge a picture that stands by itself; its time and its ``track_id`` are 0.

        The face is searched for near and far, and judged even where its mouth is cut
        off.  ``whole`` takes the picture itself as the crop, without looking for a face.
        """
        self._take_next_model()
        if image.size == 0:
            return None
        face = _whole_face(image) if whole else find_face(self._detector, image)
        if face is None:
            return None
        crop = whole_image(image) if whole else crop_face(image, face)
        cover = _UNCOVERED if self._cover is None else self._cover.look(crop)
        return _reading(Frame(image, 0.0, 0), face, crop, self._model.read_still(crop), 0, cover)

    def reset(self) -> None:
        """Forget the face followed and the frames seen: another source begins."""
        self._tracker.reset()
        self._crowd.reset()
        self._crowd_seen_s.clear()
        self._model.reset()
        self._forget_covers()
        self._seen_s = -math.inf
        self._found = _NOTHING
        self._size = None

    def swap_model(self, model: LaughModel) -> None:
        """Judge with ``model`` from the next frame on.  May be called on any thread.

        The model must be handed over for good: the reader's thread uses it.  One that
        judged before may come back; it has forgotten what it saw.
        """
        with self._handover:
            self._next_model = model

    def close(self) -> None:
        """Free the detector; the reader cannot be used afterwards."""
        self._detector.close()

    def _take_next_model(self) -> None:
        with self._handover:
            if self._next_model is not None:
                self._model, self._next_model = self._next_model, None
                self._model.reset()  # it may have judged before, on frames long past

    def _look(self, crop: Image, track: int, time_s: float) -> Cover:
        return _UNCOVERED if self._cover is None else self._cover.follow(crop, track, time_s)

    def _forget(self, track: int) -> None:
        self._model.forget(track)
        if self._cover is not None:
            self._cover.forget(track)

    def _forget_covers(self) -> None:
        if self._cover is not None:
            self._cover.reset()

    def _find(self, frame: Frame, whole: bool) -> TrackedFace | None:
        """Follow the face, and look for it again only where its place is no longer fresh."""
        shape = frame.image.shape
        if whole:
            return self._tracker.pick([_whole_face(frame.image)], frame.time_s)
        age_s = frame.time_s - self._found.time_s
        if self._found.shape != shape or not 0 <= age_s < LOOK_AGAIN_S:
            tracked = self._tracker.pick(self._detect(frame.image), frame.time_s)
            self._found = _NOTHING if tracked is None else _Found(tracked, frame.time_s, shape)
        return self._found.face

    def _follow_size(self, image: Image) -> None:
        """Follow faces into pictures of another size: they have not moved, nor come nearer.

        Pictures of other proportions show another part of the world, and it is not known which.
        """
        height, width = image.shape[:2]
        if self._size is not None and self._size != (width, height):
            across, down = width / self._size[0], height / self._size[1]
            if abs(across / down - 1) < SAME_PROPORTIONS:
                self._tracker.rescale(across)
                self._crowd.rescale(across)
        self._size = (width, height)

    def _detect(self, image: Image) -> list[Face]:
        if max(image.shape[:2]) <= DETECTION_SIDE:
            return self._detector.detect(image)
        smaller, scale = shrunk(image, DETECTION_SIDE)
        return [moved(face, 0, 0, scale) for face in self._detector.detect(smaller)]


def _reading(
    frame: Frame, face: Face, crop: Image, prediction: Prediction, track_id: int, cover: Cover
) -> FaceReading:
    return FaceReading(
        time_s=frame.time_s,
        smile=prediction.smile,
        emotions=prediction.emotions,
        face=face,
        quality=_quality(frame.image, face, crop, cover),
        track_id=track_id,
    )


def _quality(image: Image, face: Face, crop: Image, cover: Cover) -> Quality:
    luma = cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY)
    _, spread = cv2.meanStdDev(cv2.Laplacian(luma, cv2.CV_16S))
    return Quality(
        size_px=max(face.box.width, face.box.height),
        brightness=cv2.mean(luma)[0] / 255,
        sharpness=float(spread[0, 0]) ** 2,
        mouth_visible=_mouth_visible(image, face),
        mouth_covered=cover.mouth_covered,
        eyes_shut=cover.eyes_shut,
    )


def _mouth_visible(image: Image, face: Face) -> bool:
    height, width = float(image.shape[0]), float(image.shape[1])
    mouth = face.keypoints.mouth
    room = MOUTH_ROOM * max(face.box.width, face.box.height)
    return room <= mouth.x <= width - room and room <= mouth.y <= height - room


def _whole_face(image: Image) -> Face:
    """Describe a picture that is a face: keypoints where an upright face has them."""
    height, width = image.shape[:2]
    places = ((0.35, 0.4), (0.65, 0.4), (0.5, 0.58), (0.5, 0.76), (0.1, 0.45), (0.9, 0.45))
    keypoints = Keypoints(*(Point(x * width, y * height) for x, y in places))
    return Face(Box(0, 0, width, height), keypoints, roll=0.0, yaw=0.0, score=1.0)
