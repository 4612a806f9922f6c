"""Pictures of the program's own screens, side by side with those they were built to.

``python -m tests.contact_sheet FOLDER [--reference FOLDER]`` plays made-up moments of the game
through the real rules and screens, with the illustrated player on the stage, and saves what the
window shows: every state of the gauge, both themes, both languages, the smallest window, a large
one and a screen at 200 %, all of them on one page.  The clown's acts are film strips,
``--only acts-``.  For people who change the looks.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from laughgame.actor.acts import ACTS
from laughgame.actor.stage import Stage
from laughgame.app import match_words, notices, paths, referees
from laughgame.app.clip_writer import Trouble
from laughgame.app.languages import Languages
from laughgame.app.main import create_application
from laughgame.game.judge import JudgeSettings
from laughgame.game.session import Session
from laughgame.storage.joke_file import read_jokes
from laughgame.storage.settings import Settings, SoundSettings
from laughgame.ui.camera_words import CameraTrouble
from laughgame.ui.clip_painting import ClipPainter
from laughgame.ui.joke_card import JokeView
from laughgame.ui.loading import LoadingStage, part_missing
from laughgame.ui.main_window import MainWindow
from laughgame.ui.screens.players import COLORS
from laughgame.ui.screens.records_pages.views import RecordsView
from laughgame.ui.share_cards import replay_card, result_card
from laughgame.ui.theme import Theme, ThemeName
from laughgame.vision.face_detector import FaceDetector, largest
from tests import (
    deck_moments,
    duel_moments,
    help_moments,
    match_moments,
    mimic_moments,
    records_moments,
)
from tests.act_strips import strip
from tests.moments import MOMENTS, Moment, readings
from tests.onnx_models import write_model
from tests.sheet_page import write_page

MODULE: Final = "tests.contact_sheet"
REST_S: Final = 0.8
"""No motion lasts longer than this."""
PICTURE: Final = (1280, 960)


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

RECORDS_PAGES: Final = ("leaderboard", "history", "bombs", "player", "exported", "empty")

MATCH_PAGES: Final = (
    *("title", "players", "out", "results", "calibration", "countdown", "joke", "duel", "clip"),
    *("mimic", "grade", "save", "share"),
)

SHOTS: Final = (
    Shot("holding", "dark", "ko", reference="02-play-dark-ko.png"),
    Shot("below", "light", "ko", reference="06-play-light-ko.png"),
    Shot("greyed", "dark", "en", reference="07-play-dark-en.png"),
    Shot("holding", "dark", "ko", (640, 400), reference="08-play-small-640x400.png"),
    Shot("red", "dark", "ko", page="out", reference="03-out-dark-ko.png"),
    Shot("", "dark", "ko", page="title", reference="01-title-dark-ko.png"),
    Shot("four", "dark", "ko", page="results", reference="04-results-dark-ko.png"),
    *(
        Shot(moment, theme, language, size, zoom, page)
        for page, moment in (
            ("title", ""),
            ("title", "loading"),
            ("title", "missing"),
            ("players", ""),
            ("out", "red"),
            ("out", "yellow"),
            ("results", "four"),
            ("results", "one"),
            ("save", "film"),
            ("save", "card"),
            ("save", "saving"),
            ("save", "saved"),
            ("save", "failed"),
            ("share", ""),
            ("calibration", ""),
            ("countdown", ""),
            ("countdown", "loading"),
            ("joke", ""),
            ("duel", "two"),
            ("duel", "four"),
            ("mimic", ""),
            ("grade", "one"),
            ("grade", "four"),
            ("clip", "act"),
            ("clip", "picture"),
            ("clip", "sound"),
            ("deck", "found"),
            ("deck", "looking"),
            ("help", ""),
            ("help", "well"),
            ("help", "troubles"),
            ("help", "examining"),
            ("privacy", "kept"),
            ("trouble", "frozen"),
            ("trouble", "denied"),
            ("trouble", "starting"),
        )
        for theme, language, size, zoom in (
            ("dark", "en", (1280, 800), 1),
            ("light", "ko", (1280, 800), 1),
            ("dark", "ko", (640, 400), 1),
            ("light", "en", (1280, 800), 2),
        )
    ),
    *(
        Shot(moment, theme, language, size, zoom, "records")
        for moment in RECORDS_PAGES
        for theme, language, size, zoom in (
            ("dark", "en", (1280, 800), 1),
            ("light", "ko", (1280, 800), 1),
            ("dark", "ko", (640, 400), 1),
            ("light", "en", (1280, 800), 2),
        )
    ),
    Shot("history", "light", "en", (1920, 1080), page="records"),
    Shot("", "dark", "ko", (1920, 1080), page="title"),
    Shot("act", "dark", "ko", (1920, 1080), page="clip"),
    *(Shot(moment, "dark", "en") for moment in MOMENTS if moment != "greyed"),
    *(Shot(moment, "light", "ko") for moment in MOMENTS if moment != "below"),
    Shot("below", "light", "en"),
    Shot("muted", "dark", "en"),
    Shot("muted", "light", "ko", (640, 400)),
    Shot("muted", "light", "ko", page="title"),
    Shot("muted", "dark", "ko", (640, 400), page="general"),
    Shot("holding", "light", "en", (640, 400)),
    Shot("zone", "dark", "ko", (1920, 1080)),
    Shot("zone", "light", "ko", (1000, 900)),
    Shot("holding", "dark", "ko", zoom=2),
    Shot("below", "light", "en", zoom=2),
    Shot("holding", "dark", "ko", (3840, 2160)),
    *(
        Shot("", theme, language, page=page)
        for page in ("general", "camera", "difficulty", "deck", "model", "privacy")
        for theme, language in _LOOKS
    ),
    # Last, for the page goes on showing what came of the check.
    Shot("refused", "dark", "ko", page="model", reference="05-settings-model-dark-ko.png"),
)


class Studio:
    """Stages shots in one window."""

    def __init__(self, application: QApplication) -> None:
        self._languages = Languages(application)
        self._theme = Theme("dark")
        self._detector = FaceDetector(paths.face_detector())
        self._stage = Stage(PICTURE)
        self.window = MainWindow(self._theme)
        referee = referees.load(paths.default_model())
        if isinstance(referee, referees.Refused):
            raise referee.error
        self._referee = referees.view(referee)
        self.window.show()

    def close(self) -> None:
        """Close the window, let go of the detector, and speak English again."""
        self.window.close()
        self._detector.close()
        self._languages.show("en")

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
                "sound": SoundSettings(muted=shot.moment == "muted"),
            }
        )
        if (shot.page, shot.moment) == ("countdown", "loading"):
            return self._loading(settings, shot)
        self.window.apply_settings(settings)
        self.window.resize(*shot.size)
        if shot.page in MATCH_PAGES:
            self._show_match(shot)
        elif shot.page == "records":
            self._show_records(shot)
        elif shot.page == "play":
            self.window.play.hide_match()
            self.window.close_settings()
            self.window.show_play()
            self._play(moment, "민지" if shot.language == "ko" else "Minji")
        elif shot.page == "trouble":
            self._show_trouble(shot.moment, moment)
        else:
            self.window.open_settings()
            self.window.settings.open_page(shot.page)
            self.window.settings.show_referee(self._referee)
            if shot.moment == "refused":
                self._refuse()
            if shot.page == "deck":
                deck_moments.show_page(self.window.settings.deck, shot.moment)
            if shot.page == "help":
                help_moments.show_page(self.window.settings, shot.moment)
            if shot.page == "privacy":
                help_moments.show_kept(self.window.settings, at_its_end=shot.moment == "kept")
        _settle()
        return self.window.grab().toImage()

    def _loading(self, settings: Settings, shot: Shot) -> QImage:
        """Return a window in which a match was begun before the judge is there."""
        window = MainWindow(self._theme)
        window.apply_settings(settings)
        window.resize(*shot.size)
        window.show_loading(LoadingStage.FACES)
        window.play.begin_match("survival")
        window.show_play()
        name = match_moments.NAMES[shot.language][0]
        window.play.show_match(name, 2, 2)
        window.play.show_countdown(3.0, match_words.get_ready([name]))
        window.show()
        _settle()
        picture = window.grab().toImage()
        window.close()
        window.deleteLater()
        return picture

    def _show_match(self, shot: Shot) -> None:
        """Show a screen of a match, with made-up players."""
        window, language = self.window, shot.language
        names = match_moments.NAMES[language]
        window.close_settings()
        window.out.panel.leave()
        window.results.panel.leave()
        if shot.page == "title":
            window.show_title()
            window.title.show_players(tuple(zip(names, COLORS, strict=True)), 1)
            window.title.show_record(records_moments.record(language))
            loading = shot.moment == "loading"
            window.title.show_loading(LoadingStage.FACES if loading else None)
            window.title.show_awaited(loading)
            missing = partial(
                part_missing, "mediapipe", "~/.local/state/LaughGame/log/laughgame.log"
            )
            window.title.show_trouble(missing if shot.moment == "missing" else None, playable=False)
        elif shot.page == "players":
            window.open_players()
            window.players.show_players(names[:3], ())
        elif shot.page == "out":
            window.show_out(match_moments.replay(language, last=shot.moment == "red"))
        elif shot.page == "results":
            players = 4 if shot.moment == "four" else 1
            window.show_results(match_moments.results(language, players))
        elif shot.page == "save":
            self._show_saving(shot)
        elif shot.page == "share":
            result = match_moments.results(language, 4)
            window.show_results(result)
            headline = window.results.headline
            window.results.panel.show_choice(
                "card", "", lambda _: result_card(result, headline, date(2026, 11, 20))
            )
        elif shot.page == "grade":
            window.show_grade(mimic_moments.grade(names[: 4 if shot.moment == "four" else 1]))
        elif shot.page == "mimic":
            self._mimic(names[0])
        elif shot.page == "duel":
            self._duel(names[: 4 if shot.moment == "four" else 2])
        else:
            window.show_play()
            window.play.begin_match("survival")
            self._play(MOMENTS["below"], names[0])
            window.play.show_match(names[0], 1, 2)
            joke = read_jokes(paths.jokes(language))[0]
            if shot.page == "calibration":
                window.play.show_countdown(0.0, "")
                window.play.show_instruction(match_moments.instruction(language))
            elif shot.page == "joke":
                window.play.show_countdown(0.0, "")
                window.play.show_joke(JokeView(joke.setup, joke.punchline, 4.2, 0.6))
            elif shot.page == "clip":
                window.play.show_countdown(0.0, "")
                deck_moments.show_clip(window.play, shot.moment, language)
            else:
                window.play.show_countdown(2.4, names[0])

    def _show_trouble(self, trouble: str, moment: Moment) -> None:
        """Show a survival round that waits for its camera."""
        play = self.window.play
        play.hide_match()
        self.window.close_settings()
        self.window.show_play()
        self._play(moment, "HD Webcam")
        play.begin_match("survival")
        play.show_match(match_moments.NAMES["en"][0], 2, 2)
        if trouble == "starting":
            play.show_source_starting()
        else:
            play.show_source_lost("HD Webcam", CameraTrouble(trouble))
        play.show_snapshot(Session().feed(None, 20.0))

    def _show_saving(self, shot: Shot) -> None:
        """Show the panel over a replay: what would be saved, how far it is, what came of it."""
        replay = match_moments.replay(shot.language, last=True)
        self.window.show_out(replay)
        panel, name = self.window.out.panel, f"LaughGame {replay.player} 2026-11-20.gif"

        def preview(kind: str) -> QImage:
            if kind == "card":
                return replay_card(replay, date(2026, 11, 20))
            return ClipPainter(replay, 720).paint(len(replay.shots) - 1, 0.4, False, True)

        panel.show_choice("card" if shot.moment == "card" else "gif", replay.player, preview)
        if shot.moment == "saving":
            panel.show_progress(name, 0.42)
        elif shot.moment == "saved":
            panel.show_saved(name, "1.4 MB")
        elif shot.moment == "failed":
            panel.show_failed(notices.save_trouble(Trouble.FULL, Path("/pictures")))

    def _show_records(self, shot: Shot) -> None:
        """Show the records of a made-up season, or of none at all."""
        window = self.window
        window.close_settings()
        window.show_title()
        window.open_records()
        if shot.moment == "empty":
            window.records.show_view(RecordsView())
            return
        player = 1 if shot.moment == "player" else None
        window.records.show_view(records_moments.records(shot.language, player))
        tab = {"history": "history", "exported": "history", "bombs": "bombs"}
        while window.records.tab != tab.get(shot.moment, "board"):
            window.records.turn(1)
        if shot.moment == "exported":
            window.records.show_exported(Path("/home/player/LaughGame-turns.csv"), 27)

    def _mimic(self, name: str) -> None:
        play = self.window.play
        self.window.show_play()
        play.begin_match("mimic")
        play.show_countdown(0.0, "")
        self._play(MOMENTS["zone"], name)
        play.show_match(name, 0, 0)
        title = QCoreApplication.translate("Match", "Do as I do!")
        play.show_clip(
            mimic_moments.clip(title),
            mimic_moments.NOW_S,
            mimic_moments.LENGTH_S,
            match_words.a_moment_later(),
        )
        play.show_imitating(mimic_moments.imitating())

    def _duel(self, names: Sequence[str]) -> None:
        play = self.window.play
        picture = duel_moments.picture(len(names))
        faces = self._detector.detect(picture)
        if len(faces) < len(names):
            raise RuntimeError("not every illustrated player was found")
        self.window.show_play()
        play.begin_match("duel")
        play.set_mirrored(False)
        play.set_frame_pull(lambda: picture)
        play.show_source("", is_actor=False)
        play.show_countdown(0.0, "")
        play.show_match(" · ".join(names), 0, 0)
        session = Session(JudgeSettings())
        for rivals in duel_moments.moments(names, faces):
            time_s = 0.0 if rivals[0].ruling is None else rivals[0].ruling.time_s
            play.show_snapshot(session.feed(None, time_s))
            play.show_rivals(rivals)

    def _refuse(self) -> None:
        """Turn down a model that knows six emotions only."""
        with tempfile.TemporaryDirectory() as folder:
            path = write_model(Path(folder) / "my_laugh_v3.onnx", "sequence", labels=6)
            result = referees.load(path)
        if not isinstance(result, referees.Refused):
            raise RuntimeError("a model of six emotions was not refused")
        self.window.settings.show_refused(referees.refusal(result))

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
        for time_s, reading in readings(moment, face):
            play.show_snapshot(session.feed(reading, time_s))


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
    parser = argparse.ArgumentParser(prog=f"python -m {MODULE}")
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--reference", type=Path, help="pictures to put beside the program's")
    parser.add_argument("--only", default="", help="only pictures whose names contain this")
    parser.add_argument("--zoom", type=int, default=1, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    chosen = [shot for shot in SHOTS if options.only in shot.name]
    acts = [act for act in ACTS if options.only in f"acts-{act.name}"]
    if not chosen and not acts:
        parser.error(f"no picture has {options.only!r} in its name")
    options.folder.mkdir(parents=True, exist_ok=True)
    studio = Studio(create_application())
    try:
        shoot(studio, [shot for shot in chosen if shot.zoom == options.zoom], options)
        if options.zoom == 1:
            for act in acts:
                save(strip(act), options.folder / f"acts-{act.name}.png")
                print(f"acts-{act.name}")
    finally:
        studio.close()
    if options.zoom == 1 and any(shot.zoom == 2 for shot in chosen):
        # The screen's scale is fixed when Qt starts: another process shows the other one.
        again = [sys.executable, "-m", MODULE, str(options.folder), "--zoom", "2"]
        again += ["--only", options.only]
        if options.reference is not None:
            again += ["--reference", str(options.reference)]
        subprocess.run(again, env={**os.environ, "QT_SCALE_FACTOR": "2"}, check=True)
    if options.zoom == 1:
        print(write_page(options.folder))
    return 0


def shoot(studio: Studio, shots: Sequence[Shot], options: argparse.Namespace) -> None:
    """Take these shots and save them, beside their references where there are any.

    Raises ``OSError`` where a picture cannot be saved or a reference cannot be read.
    """
    for shot in shots:
        picture = studio.take(shot)
        save(picture, options.folder / f"{shot.name}.png")
        reference = options.reference and shot.reference and options.reference / shot.reference
        if reference and reference.exists():
            save(beside(picture, load(reference)), options.folder / f"beside-{reference.name}")
        print(shot.name)
    if options.zoom == 1 and not options.only:
        save(states_sheet(studio), options.folder / "states.png")


def save(picture: QImage, path: Path) -> None:
    """Save as PNG; raises ``OSError``, where Qt would only say no."""
    if not picture.save(str(path), "PNG"):
        raise OSError(f"{path} could not be saved")


def load(path: Path) -> QImage:
    """Read a picture; raises ``OSError``, where Qt would only give an empty one."""
    picture = QImage(str(path))
    if picture.isNull():
        raise OSError(f"{path} is not a picture")
    return picture


if __name__ == "__main__":
    sys.exit(main())
