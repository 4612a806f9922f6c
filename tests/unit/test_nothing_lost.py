"""A disk that refuses, at every step of every write: nothing is lost, and the next write goes well.

The other half, being killed at every step, is ``tests/integration/test_kill.py``.
"""

import itertools
import os
import time

import cv2
import numpy as np
import pytest

from laughgame.app import bootstrap, clip_writer, paths
from laughgame.app.settings_keeper import SettingsKeeper
from laughgame.storage import atomic
from laughgame.storage.settings import (
    MatchSettings,
    RecordsSettings,
    SaveSettings,
    Settings,
    SettingsFile,
)
from tests.steps import ERRORS, Steps, refused
from tests.written_files import WRITTEN, Written, left_over, prepare

SIZE = (48, 64, 3)


def write_card(folder, number):
    picture = np.full(SIZE, 10 * number, np.uint8)
    clip_writer.write_card(folder / "card.png", picture, lambda _: None)


def read_card(folder):
    content = np.frombuffer((folder / "card.png").read_bytes(), np.uint8)
    return int(cv2.imdecode(content, cv2.IMREAD_COLOR)[0, 0, 0]) // 10


def write_gif(folder, number):
    picture = np.full(SIZE, 10 * number, np.uint8)
    clip_writer.write_gif(folder / "clip.gif", [picture] * 2, 2, [picture], lambda _: None)


def read_gif(folder):
    content = np.frombuffer((folder / "clip.gif").read_bytes(), np.uint8)
    _, animation = cv2.imdecodeanimation(content)
    return round(animation.frames[0][0, 0, 0] / 10)


ALL = WRITTEN | {"card": Written(write_card, read_card), "gif": Written(write_gif, read_gif)}


@pytest.mark.parametrize("number", ERRORS, ids=os.strerror)
@pytest.mark.parametrize("what", ALL)
def test_a_write_that_is_refused_at_any_step_leaves_the_old_file_and_can_be_repeated(
    tmp_path, what, number
):
    written = ALL[what]
    for step in itertools.count(1):
        folder = tmp_path / str(step)
        prepare(folder)
        written.write(folder, 1)
        before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

        with Steps(step, refused(number)) as steps:
            try:
                written.write(folder, 2)
            except (OSError, clip_writer.SaveError):
                refusal = True
            else:
                refusal = False

        if refusal:
            now = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
            # A copy of a model that no list names yet is none.
            assert {path: now[path] for path in before} == before, f"step {step}"
            assert written.read(folder) == 1
        else:
            assert written.read(folder) == 2, f"step {step} was not needed"
        assert left_over(folder) == []
        written.write(folder, 2)
        assert written.read(folder) == 2, f"after step {step}"
        if not steps.struck:
            break
    assert step > 6, "it was refused all the way"


@pytest.mark.parametrize("number", ERRORS, ids=os.strerror)
def test_settings_that_are_refused_are_told_once_and_saved_when_there_is_room(
    qtbot, tmp_path, number
):
    file = SettingsFile(tmp_path / "settings.toml")
    keeper = SettingsKeeper(file.load().settings, file)
    told = []
    keeper.not_saved.connect(told.append)

    for lives in (4, 5, 6):
        keeper.change(keeper.settings.model_copy(update={"match": MatchSettings(lives=lives)}))
        for step in (1, 2, 3):
            with Steps(step, refused(number), lasting=True):
                keeper.save()
    assert told == [os.strerror(number)]
    assert keeper.settings.match.lives == 6
    assert file.load().settings.match.lives == 3

    keeper.save_pending()  # what could not be saved is still to come
    assert file.load().settings.match.lives == 6
    keeper.change(keeper.settings.model_copy(update={"match": MatchSettings(lives=7)}))
    with Steps(1, refused(number), lasting=True):
        keeper.save()
    assert told == [os.strerror(number)] * 2, "it went well meanwhile: this is news"


def test_where_no_results_can_be_kept_the_player_is_told_at_the_start():
    paths.results_file().parent.parent.mkdir(parents=True)
    paths.results_file().parent.write_text("a file where the folder should be")

    results, notice = bootstrap._open_results()

    assert results is None
    assert notice().startswith("Results cannot be kept this time.")


@pytest.mark.parametrize(
    ("name", "left"),
    [
        (".laughgame-0123456789abcdef.tmp", True),
        (".laughgame-0123456789abcdef.mp4", True),
        (".0123456789abcdef.tmp", True),
        (".0123456789abcdef.part", True),
        (".0123456789abcdef.mp4", False),
        ("laughgame-0123456789abcdef.tmp", False),
        (".laughgame-0123.tmp", False),
        ("settings.toml", False),
    ],
)
@pytest.mark.parametrize("age_s", [-7200, 10, 7200])
def test_what_a_crash_left_is_swept_and_nothing_else(tmp_path, name, left, age_s):
    path = tmp_path / name
    path.write_bytes(b"half a")
    os.utime(path, (time.time() - age_s,) * 2)
    swept = left and abs(age_s) > 3600
    assert atomic.sweep(tmp_path) == swept
    assert path.exists() != swept


def test_the_start_sweeps_the_games_folders_and_those_that_were_saved_to(tmp_path):
    saved, exported = tmp_path / "pictures", tmp_path / "tables"
    own = [paths.settings_file().parent, paths.results_file().parent, paths.models_folder()]
    for folder in (*own, saved, exported):
        folder.mkdir(parents=True, exist_ok=True)
        left = folder / ".laughgame-0123456789abcdef.tmp"
        left.write_bytes(b"half a")
        os.utime(left, (0, 0))
    settings = Settings(save=SaveSettings(folder=saved), records=RecordsSettings(folder=exported))
    bootstrap._sweep(settings)
    for folder in (*own, saved, exported):
        assert left_over(folder) == []


def test_a_folder_that_is_not_there_has_nothing_to_sweep(tmp_path):
    assert atomic.sweep(tmp_path / "gone") == 0
