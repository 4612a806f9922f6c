"""How a play from the command line ends: what was judged is never thrown away."""

import argparse
import json
import os
import threading

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QObject, Signal

from laughgame.app import play_report, play_run
from laughgame.app.bootstrap import Game
from laughgame.app.exit_codes import FAILED, OK
from laughgame.app.play_run import PlayRun
from laughgame.app.window_film import WIDTH, evenly
from laughgame.storage.settings import Settings
from laughgame.vision.sources.source import SourceCode, SourceError
from tests.fakes import FakeSource
from tests.gui.game_table import ENDLESS, Table

LOST = SourceError(SourceCode.LOST, "The film breaks off", "Convert it")


class Application(QObject):
    """Stands in for the one application, which a test must not end."""

    aboutToQuit = Signal()
    ended = False

    def quit(self):
        self.ended = True


@pytest.fixture
def play(qtbot, tmp_path):
    """Return a function that plays a source to its end: the run, with its table."""
    tables = []

    def play(source, until=None, offscreen=True, source_name="film", mode="practice", **options):
        table = Table(qtbot, tmp_path, Settings(), open_device=None, source=lambda: source)
        tables.append(table)
        chosen = dict.fromkeys(("report", "screenshot", "seconds", "film")) | options
        args = argparse.Namespace(source=source_name, mode=mode, offscreen=offscreen, **chosen)
        application = Application(table.controller)
        run = PlayRun(Game(application, table.window, table.controller), args, endless=False)
        table.begin()
        table.wait(lambda: until(table) if until else application.ended)
        return run, table

    yield play
    for table in tables:
        table.close()


def test_a_source_lost_on_the_way_fails_the_play_but_leaves_report_and_picture(
    play, tmp_path, capsys
):
    report, picture = tmp_path / "report.json", tmp_path / "window.png"

    run, table = play(
        FakeSource(20, error=LOST, error_at_end=True), report=report, screenshot=picture
    )

    assert run.code == FAILED
    assert "The film breaks off" in capsys.readouterr().err
    assert picture.read_bytes().startswith(b"\x89PNG")
    verdicts = json.loads(report.read_text(encoding="utf-8"))["verdicts"]
    assert len(verdicts) == len(table.snapshots) >= 19


def test_a_source_that_never_opened_leaves_no_report_and_one_complaint(play, tmp_path, capsys):
    report = tmp_path / "report.json"

    run, _ = play(FakeSource(error=LOST), report=report)

    assert run.code == FAILED
    assert not report.exists()
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_film_in_a_window_leaves_the_window_open_and_says_that_it_is_over(play, tmp_path):
    report = tmp_path / "report.json"

    run, table = play(
        FakeSource(20), until=lambda table: table.ended, offscreen=False, report=report
    )

    assert not run._game.application.ended
    assert table.window.play.camera.caption == "The film is over."
    assert table.window.play.hints.cue.headline == "The film is over."
    run._game.application.aboutToQuit.emit()  # the player closes the window
    assert len(json.loads(report.read_text(encoding="utf-8"))["verdicts"]) == 20


def test_a_report_that_fails_for_whatever_reason_still_ends_the_play(
    play, tmp_path, monkeypatch, capsys
):
    def fail(path, report):
        raise UnicodeEncodeError("utf-8", "\udcb8", 0, 1, "surrogates not allowed")

    monkeypatch.setattr(play_report, "write", fail)
    picture = tmp_path / "window.png"

    run, _ = play(FakeSource(20), report=tmp_path / "report.json", screenshot=picture)

    assert run.code == FAILED
    assert "surrogates not allowed" in capsys.readouterr().err
    assert picture.exists()


def test_a_picture_that_cannot_be_saved_is_named_and_costs_no_report(play, tmp_path, capsys):
    report, picture = tmp_path / "report.json", tmp_path / "folder" / "window.png"
    picture.mkdir(parents=True)

    run, _ = play(FakeSource(20), report=report, screenshot=picture)

    assert run.code == FAILED
    assert json.loads(report.read_text(encoding="utf-8"))["verdicts"]
    complaint = capsys.readouterr().err
    assert f"{picture}: " in complaint
    assert ".tmp" not in complaint


def test_a_film_shows_the_window_from_the_first_verdict_to_the_end(play, tmp_path):
    film = tmp_path / "play.gif"

    run, table = play(FakeSource(ENDLESS), seconds=0.5, film=film)

    assert run.code == OK
    read, animation = cv2.imdecodeanimation(np.frombuffer(film.read_bytes(), np.uint8))
    assert read
    assert len(animation.frames) >= 2
    window = table.window
    height = round(window.height() * WIDTH / window.width())
    assert {frame.shape[:2] for frame in animation.frames} == {(height, WIDTH)}


def test_a_film_that_cannot_be_saved_is_named_and_costs_no_report(play, tmp_path, capsys):
    report, film = tmp_path / "report.json", tmp_path / "nowhere" / "play.gif"

    run, _ = play(FakeSource(20), report=report, film=film)

    assert run.code == FAILED
    assert report.exists()
    assert str(film) in capsys.readouterr().err


def test_each_picture_of_a_film_stands_for_as_long_as_it_was_on_the_screen():
    first, second, third = (np.full((1, 1, 3), grey, np.uint8) for grey in (1, 2, 3))

    even = evenly([(5.0, first), (5.11, second), (5.49, third)], 0.1)

    assert [picture[0, 0, 0] for picture in even] == [1, 1, 2, 2, 3]
    assert [picture[0, 0, 0] for picture in evenly([(5.0, first)], 0.1)] == [1]


@pytest.mark.skipif(os.name != "posix", reason="names are text there")
def test_a_name_that_is_no_text_goes_into_the_report_as_escapes(play, tmp_path):
    report = tmp_path / "report.json"

    run, _ = play(FakeSource(20), report=report, source_name=os.fsdecode(b"\xb8\xf0"))

    assert run.code == OK
    assert json.loads(report.read_text(encoding="utf-8"))["source"] == "\\xb8\\xf0"


def test_without_a_verdict_an_unwatched_play_ends_by_itself(play, monkeypatch, capsys):
    monkeypatch.setattr(play_run, "START_S", 0.1)
    hanging = threading.Event()

    run, _ = play(FakeSource(gate=hanging))

    hanging.set()
    assert run.code == FAILED
    assert "no verdict within" in capsys.readouterr().err


def test_verdicts_are_kept_only_for_a_report(play):
    run, table = play(FakeSource(30))

    assert run.code == OK
    assert len(table.snapshots) == 30
    assert run._log is None


def test_the_time_to_play_counts_from_the_first_verdict(play):
    run, table = play(FakeSource(ENDLESS), seconds=0.2)

    assert run.code == OK
    assert table.snapshots


def test_a_mode_of_the_command_line_is_kicked_off_in_the_window(play):
    _, table = play(
        FakeSource(ENDLESS),
        until=lambda table: table.controller.match.on,
        offscreen=False,
        mode="survival",
    )

    assert table.window.play.top_bar.player == "Player 1"
    assert table.keeper.settings.match.mode == "survival"
