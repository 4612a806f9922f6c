"""What the file says of faces it never met: people, clips, and the actor, as in the game."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from laughgame.actor.look import Look, Mask
from laughgame.actor.performance import Label, Performance, Stretch
from laughgame.actor.source import ActorSource
from laughgame.game.eyes import EyesWatch
from laughgame.game.reading import FaceReading
from laughgame.game.sight import EYES_SHUT, MOUTH_COVERED
from laughgame.vision.face_cover import FaceCover, shrunk
from laughgame.vision.face_detector import FaceDetector
from laughgame.vision.face_reader import FaceReader
from laughgame.vision.sources.source import FrameSource
from laughgame.vision.sources.video import VideoSource
from training.covering.batches import shown
from training.covering.faces import Faces
from training.evaluation.clips import clip_files
from training.sequences.actor import CropRecorder
from training.sequences.casting import held_out

SIZE: Final = (640, 360)
RATE: Final = 10.0

SEEN: Final = tuple(
    Stretch(label, 3.0)
    for label in Label
    if label not in (Label.COVERING, Label.TURNED_AWAY, Label.LEAVING)
)
"""Whatever the actor does without hiding."""

BEHIND: Final = (Stretch(Label.COVERING, 4.0), Stretch(Label.COVERING, 4.0, laughing=True))

FULLY: Final = 0.95
"""The hand is over the mouth from here on."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the result: ``hits`` of ``count`` faces counted as hidden."""

    name: str
    what: str
    hits: int
    count: int

    @property
    def share(self) -> float:
        return self.hits / max(1, self.count)


def measure(
    cover: FaceCover,
    faces: Faces,
    objects: NDArray[np.uint8],
    detector: FaceDetector,
    data: Path,
    random: np.random.Generator,
) -> list[Row]:
    """Return every figure: faces of people who had no say, the clips, the actor."""
    test = faces.chosen(faces.split == "test")
    return [
        *of_faces(cover, test),
        *of_objects(cover, test, objects, random),
        *of_clips(cover, detector, data),
        *of_actor(cover, detector),
    ]


def of_faces(cover: FaceCover, faces: Faces) -> list[Row]:
    """Return a row for each source of pictures, and each truth that it knows."""
    found = np.array([cover.look(shrunk(crop)) for crop in faces.crops]).reshape(-1, 2)
    rows = []
    for source in sorted(set(faces.source.tolist())):
        here = faces.source == source
        for head, (truth, line, names) in enumerate(
            (
                (faces.covered, MOUTH_COVERED, ("mouth seen", "mouth covered")),
                (faces.shut, EYES_SHUT, ("eyes open", "eyes shut")),
            )
        ):
            for name, chosen in zip(names, (truth < 0.2, truth > 0.8), strict=True):
                which = here & chosen
                if which.any():
                    rows.append(_row(source, name, found[which, head] >= line))
    return rows


def of_objects(
    cover: FaceCover, faces: Faces, objects: NDArray[np.uint8], random: np.random.Generator
) -> list[Row]:
    """Return what is said of objects never seen, laid on and beside the mouth."""
    people = faces.chosen(~np.isnan(faces.lips).any(axis=(1, 2)))
    pairs = [shown(people, index, objects, random) for index in range(len(people))]
    found = np.array([cover.look(shrunk(crop)).mouth_covered for crop, _ in pairs])
    truth = np.array([truth for _, (truth, _) in pairs])
    return [
        _row("objects", "mouth seen", found[truth == 0] >= MOUTH_COVERED),
        _row("objects", "mouth covered", found[truth == 1] >= MOUTH_COVERED),
    ]


def of_clips(cover: FaceCover, detector: FaceDetector, data: Path) -> list[Row]:
    """Return what is said of every frame of the clips, in which nobody hides.

    ``told to open`` are the frames at which the game would tell them to open their eyes, were
    they not smiling: a glance down is shut eyes to the network, and no hiding.
    """
    rows = []
    with clip_files(data) as videos:
        for name, video in videos.items():
            eyes = EyesWatch()
            readings = [
                reading
                for reading in watch(VideoSource(video, realtime=False), detector, cover)
                if reading is not None
            ]
            told = [eyes.feed(reading, reading.time_s) for reading in readings]
            seen = [reading.quality for reading in readings]
            rows.append(_row(name, "mouth seen", [q.mouth_covered >= MOUTH_COVERED for q in seen]))
            rows.append(_row(name, "eyes open", [q.eyes_shut >= EYES_SHUT for q in seen]))
            rows.append(_row(name, "told to open", told))
    return rows


def of_actor(
    cover: FaceCover, detector: FaceDetector, looks: Sequence[Look] | None = None
) -> list[Row]:
    """Return what is said of drawn people that no training met: seen, behind a hand, masked."""
    people = held_out() if looks is None else looks
    counted: dict[str, list[bool]] = {"mouth seen": [], "behind a hand": [], "masked": []}
    for look in people:
        for kind, script, worn in (
            ("mouth seen", SEEN, look),
            ("behind a hand", BEHIND, look),
            ("masked", (Stretch(Label.TALKING, 3.0),), replace(look, mask=Mask.SURGICAL)),
            ("masked", (Stretch(Label.LAUGH, 3.0),), replace(look, mask=Mask.CLOTH)),
        ):
            performance = Performance(script, seed=4)
            source = ActorSource(performance, SIZE, realtime=False, frame_rate=RATE, look=worn)
            count = round(performance.duration_s * RATE)
            for number, reading in enumerate(watch(source, detector, cover, count)):
                raised = performance.pose_at(number / RATE).hand
                if reading is not None and (kind != "behind a hand" or raised >= FULLY):
                    counted[kind].append(reading.quality.mouth_covered >= MOUTH_COVERED)
    return [_row("in play", kind, hits) for kind, hits in counted.items()]


def watch(
    source: FrameSource, detector: FaceDetector, cover: FaceCover, count: int | None = None
) -> Iterable[FaceReading | None]:
    """Yield the game's reading of each frame, without a smile; ``None`` where there is no face."""
    reader = FaceReader(detector, CropRecorder(), cover)  # type: ignore[arg-type]
    reader.reset()
    source.open()
    try:
        number = 0
        while number != count and (frame := source.read()) is not None:
            yield reader.read(frame)
            number += 1
    finally:
        source.close()


def table(rows: Iterable[Row]) -> str:
    """Return the rows as text."""
    return "\n".join(
        f"{row.name:14} {row.what:14} {row.hits:5} of {row.count:5}  {100 * row.share:6.2f} %"
        for row in rows
    )


def _row(name: str, what: str, hits: Iterable[bool] | NDArray[np.bool_]) -> Row:
    listed = [bool(hit) for hit in hits]
    return Row(name, what, sum(listed), len(listed))
