"""Pictures of the program's own screens, side by side with those they were built to.

``python -m laughgame.app.contact_sheet FOLDER [--reference FOLDER]`` plays made-up moments of
the game through the real rules and screens, with the illustrated player on the stage, and
saves what the window shows: every state of the gauge, both themes, both languages, the
smallest window, a large one and a screen at 200 %.  For people who change the looks.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from laughgame.actor.pose import FacePose
from laughgame.actor.stage import Stage
from laughgame.app import paths, referees
from laughgame.app.languages import Languages
from laughgame.app.main import create_application
from laughgame.game.judge import JudgeSettings
from laughgame.game.reading import Face, FaceReading, Quality
from laughgame.game.session import Session
from laughgame.storage.settings import Settings
from laughgame.ui.main_window import MainWindow
from laughgame.ui.referee import CheckStep, Step
from laughgame.ui.theme import Theme, ThemeName
from laughgame.vision.face_detector import FaceDetector, largest

MODULE: Final = "laughgame.app.contact_sheet"
RATE: Final = 20
"""Made-up readings a second."""
CURVE_S: Final = 20.0
PLAYED_S: Final = 87.0
REST_S: Final = 0.8
"""No motion lasts longer than this."""
PICTURE: Final = (1280, 960)


@dataclass(frozen=True, slots=True)
class Moment:
    """A made-up twenty seconds and how they end."""

    curve: tuple[float, ...]
    """Smiles, evenly spread over the twenty seconds."""
    emotions: tuple[int, ...]
    """Percentages in the order of EMOTIONS."""
    pose: FacePose
    two_stage: bool = False
    face: bool = True
    end: float | None = None
    """The smile of the last moments; None is the curve's own end."""
    held_s: float = 0.0
    """How long the last moments last."""


_RISE: Final = (
    *(0.08, 0.10, 0.09, 0.2, 0.34, 0.30, 0.22, 0.15, 0.18, 0.42),
    *(0.66, 0.69, 0.5, 0.36, 0.3, 0.33, 0.45, 0.60, 0.74),
)
_CALM: Final = (
    *(0.06, 0.07, 0.1, 0.22, 0.52, 0.70, 0.61, 0.4, 0.22, 0.14),
    *(0.12, 0.10, 0.16, 0.22, 0.19, 0.15, 0.2, 0.28, 0.33, 0.31),
)
_SMIRK: Final = (
    *(0.10, 0.12, 0.1, 0.15, 0.18, 0.22, 0.36, 0.52, 0.61, 0.55),
    *(0.5, 0.58, 0.7, 0.78, 0.83, 0.8, 0.72, 0.7, 0.73, 0.74),
)

MOMENTS: Final = {
    "below": Moment(_CALM, (71, 3, 2, 4, 16, 2, 2), FacePose()),
    "zone": Moment((*_RISE, 0.72), (14, 2, 1, 2, 76, 1, 4), FacePose(smile=0.5, eye_squeeze=0.3)),
    "holding": Moment(
        (*_RISE, 0.79),
        (4, 1, 0, 2, 88, 1, 4),
        FacePose(smile=0.75, eye_squeeze=0.8, press=0.6, roll=-0.07),
        end=0.82,
        held_s=0.25,
    ),
    "out": Moment(
        (*_RISE, 0.79),
        (2, 1, 0, 1, 93, 1, 2),
        FacePose(smile=1.0, mouth_open=0.8, teeth=1.0, eye_squeeze=0.9),
        end=0.88,
        held_s=0.6,
    ),
    "greyed": Moment(_SMIRK, (38, 2, 41, 3, 11, 2, 3), FacePose(smile=0.3), two_stage=True),
    "no_face": Moment(_CALM, (0,) * 7, FacePose(), face=False),
}


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture of the window."""

    moment: str
    theme: ThemeName
    language: str
    size: tuple[int, int] = (1280, 800)
    zoom: int = 1
    page: str = "play"
    reference: str = ""

    @property
    def name(self) -> str:
        wide, high = self.size
        words = [self.page, self.moment, self.theme, self.language, f"{wide}x{high}"]
        return "-".join([word for word in words if word] + [f"{self.zoom}00"] * (self.zoom > 1))


_LOOKS: Final[tuple[tuple[ThemeName, str], ...]] = (("dark", "en"), ("light", "ko"))

SHOTS: Final = (
    Shot("holding", "dark", "ko", reference="02-play-dark-ko.png"),
    Shot("below", "light", "ko", reference="06-play-light-ko.png"),
    Shot("greyed", "dark", "en", reference="07-play-dark-en.png"),
    Shot("holding", "dark", "ko", (640, 400), reference="08-play-small-640x400.png"),
    Shot("out", "dark", "ko", reference="03-out-dark-ko.png"),
    Shot("refused", "dark", "ko", page="model", reference="05-settings-model-dark-ko.png"),
    *(Shot(moment, "dark", "en") for moment in MOMENTS if moment != "greyed"),
    *(Shot(moment, "light", "ko") for moment in MOMENTS if moment != "below"),
    Shot("below", "light", "en"),
    Shot("holding", "light", "en", (640, 400)),
    Shot("zone", "dark", "ko", (1920, 1080)),
    Shot("zone", "light", "ko", (1000, 900)),
    Shot("holding", "dark", "ko", zoom=2),
    Shot("below", "light", "en", zoom=2),
    Shot("holding", "dark", "ko", (3840, 2160)),
    *(
        Shot("", theme, language, page=page)
        for page in ("general", "camera", "difficulty", "model", "privacy")
        for theme, language in _LOOKS
    ),
)


class Studio:
    """Stages shots in one window."""

    def __init__(self, application: QApplication) -> None:
        self._languages = Languages(application)
        self._theme = Theme("dark")
        self._detector = FaceDetector(paths.face_detector())
        self._stage = Stage(PICTURE)
        self.window = MainWindow(self._theme)
        referee = referees.examine(paths.default_model())
        if isinstance(referee, referees.Refused):
            raise referee.error
        self._referee = referees.view(referee)
        self.window.show()

    def close(self) -> None:
        """Close the window and let go of the detector."""
        self.window.close()
        self._detector.close()

    def take(self, shot: Shot) -> QImage:
        """Return what the window shows at this moment."""
        self._languages.show("ko" if shot.language == "ko" else "en")
        moment = MOMENTS.get(shot.moment, MOMENTS["below"])
        settings = Settings()
        settings = settings.model_copy(
            update={
                "general": settings.general.model_copy(
                    update={"theme": shot.theme, "language": shot.language}
                ),
                "judge": settings.judge.model_copy(update={"two_stage": moment.two_stage}),
            }
        )
        self.window.apply_settings(settings)
        self.window.resize(*shot.size)
        if shot.page == "play":
            self.window.close_settings()
            self._play(moment, "민지" if shot.language == "ko" else "Minji")
        else:
            self.window.open_settings()
            self.window.settings.open_page(shot.page)
            self.window.settings.show_referee(self._referee)
            if shot.moment == "refused":
                self._refuse()
        _settle()
        return self.window.grab().toImage()

    def _refuse(self) -> None:
        """Turn down a model that knows six emotions only."""
        steps = [
            CheckStep(Step.OPEN, "8.2 MB · opset 17"),
            CheckStep(Step.INPUTS, "frames [N, 5, 3, 224, 224]"),
        ]
        finding = "emotion_logits [N, 7]", "emotion_logits [N, 6]"
        self.window.settings.show_refused(Path("my_laugh_v3.onnx"), steps, "LABELS", *finding)

    def _play(self, moment: Moment, name: str) -> None:
        play = self.window.play
        picture = self._stage.picture(moment.pose)
        play.set_frame_pull(lambda: picture)
        play.show_source(name, is_actor=False)
        play.show_performance(30, 34)
        face = largest(self._detector.detect(picture))
        if face is None:
            raise RuntimeError("the illustrated player was not found in its own picture")
        session = Session(JudgeSettings(two_stage=moment.two_stage, smoothing_s=0.0))
        for time_s, reading in _readings(moment, face):
            play.show_snapshot(session.feed(reading, time_s))


def _readings(moment: Moment, face: Face) -> Iterator[tuple[float, FaceReading | None]]:
    """Readings along the moment's curve; the last ones are its end."""
    emotions = tuple(percent / 100 for percent in moment.emotions)
    seen = Quality(face.box.width, 0.6, 120.0, True)
    count = round((PLAYED_S + moment.held_s) * RATE)
    for index in range(count + 1):
        time_s = index / RATE
        place = (time_s - (PLAYED_S - CURVE_S)) / CURVE_S
        smile = _along(moment.curve, place)
        if moment.end is not None and time_s > PLAYED_S - 1e-9:
            smile = moment.end
        reading = FaceReading(time_s, smile, emotions, face, seen, 1)
        yield time_s, reading if moment.face or index < count else None


def _along(curve: Sequence[float], share: float) -> float:
    """The curve's height at ``share`` (0–1) of its length, with soft steps between its points."""
    at = min(max(share, 0.0), 1.0) * (len(curve) - 1)
    index = min(int(at), len(curve) - 2)
    step = at - index
    step = step * step * (3 - 2 * step)
    return curve[index] * (1 - step) + curve[index + 1] * step


def _settle() -> None:
    """Wait until every motion has come to rest."""
    until_s = time.monotonic() + REST_S
    while time.monotonic() < until_s:
        QCoreApplication.processEvents()
        time.sleep(0.01)


def beside(picture: QImage, reference: QImage) -> QImage:
    """The reference at left and the picture at right, equally high."""
    reference = reference.scaledToHeight(
        picture.height(), Qt.TransformationMode.SmoothTransformation
    )
    gap = 16
    size = QSize(reference.width() + gap + picture.width(), picture.height())
    sheet = QImage(size, QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.gray)
    painter = QPainter(sheet)
    painter.drawImage(0, 0, reference)
    picture.setDevicePixelRatio(1)
    painter.drawImage(reference.width() + gap, 0, picture)
    painter.end()
    return sheet


def states_sheet(studio: Studio) -> QImage:
    """The smile panel in all six states, in one row."""
    panels: list[QImage] = []
    for moment in MOMENTS:
        studio.take(Shot(moment, "dark", "en"))
        panels.append(_cut(studio.window, studio.window.play.smile))
    wide = sum(panel.width() for panel in panels)
    sheet = QImage(wide, max(panel.height() for panel in panels), QImage.Format.Format_RGB32)
    painter = QPainter(sheet)
    left = 0
    for panel in panels:
        painter.drawImage(left, 0, panel)
        left += panel.width()
    painter.end()
    return sheet


def _cut(window: QWidget, part: QWidget) -> QImage:
    corner = part.mapTo(window, QPoint(0, 0))
    return window.grab(part.rect().translated(corner)).toImage()


def main(arguments: Sequence[str] | None = None) -> int:
    """Save the pictures; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m laughgame.app.contact_sheet")
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--reference", type=Path, help="pictures to put beside the program's")
    parser.add_argument("--only", default="", help="only pictures whose names contain this")
    parser.add_argument("--zoom", type=int, default=1, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    options.folder.mkdir(parents=True, exist_ok=True)
    chosen = [shot for shot in SHOTS if options.only in shot.name]
    studio = Studio(create_application())
    try:
        shoot(studio, [shot for shot in chosen if shot.zoom == options.zoom], options)
    finally:
        studio.close()
    if options.zoom == 1 and any(shot.zoom == 2 for shot in chosen):
        # The screen's scale is fixed when Qt starts: another process shows the other one.
        again = [sys.executable, "-m", MODULE, str(options.folder), "--zoom", "2"]
        again += ["--only", options.only]
        subprocess.run(again, env={**os.environ, "QT_SCALE_FACTOR": "2"}, check=True)
    return 0


def shoot(studio: Studio, shots: Sequence[Shot], options: argparse.Namespace) -> None:
    """Take these shots and save them, beside their references where there are any."""
    for shot in shots:
        picture = studio.take(shot)
        picture.save(str(options.folder / f"{shot.name}.png"))
        if options.reference and shot.reference:
            reference = QImage(str(options.reference / shot.reference))
            if not reference.isNull():
                name = options.folder / f"beside-{shot.reference}"
                beside(picture, reference).save(str(name))
        print(shot.name)
    if options.zoom == 1 and not options.only:
        states_sheet(studio).save(str(options.folder / "states.png"))


if __name__ == "__main__":
    sys.exit(main())
