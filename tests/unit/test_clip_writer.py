"""Clips and cards as files: whole and readable, or not there at all."""

import errno
import os
import sys
from collections import namedtuple

import cv2
import numpy as np
import pytest

from laughgame.app import clip_writer, film_file
from laughgame.app.clip_writer import SaveError, Trouble, write_card, write_film, write_gif
from laughgame.app.film_file import encoders

SIZE = (64, 48)
COUNT = 20


class Stop(Exception):
    """What somebody who cancels raises."""


def pictures(count=COUNT):
    for number in range(count):
        picture = np.full((SIZE[1], SIZE[0], 3), (20, 120, 60), np.uint8)
        picture[8:40, number : number + 12] = (255, 79, 56)
        yield picture


def gif(path, source=None, told=lambda share: None):
    write_gif(path, source or pictures(), COUNT, list(pictures())[::5], told)


def film(path, source=None, told=lambda share: None):
    write_film(path, source or pictures(), COUNT, SIZE, told)


def card(path, source=None, told=lambda share: None):
    write_card(path, next(pictures()), told)


WRITERS = {".gif": gif, ".mp4": film, ".png": card}
EACH = pytest.mark.parametrize("suffix", WRITERS)


def names(folder):
    return [path.name for path in folder.iterdir()]


def frames(path):
    if path.suffix == ".gif":
        return len(cv2.imreadanimation(str(path))[1].frames)
    video = cv2.VideoCapture(str(path))
    count = 0
    while video.read()[0]:
        count += 1
    video.release()
    return count


@EACH
def test_a_file_is_whole_and_nothing_else_is_left(tmp_path, suffix):
    path, told = tmp_path / f"웃음{suffix}", []
    WRITERS[suffix](path, told=told.append)
    assert names(tmp_path) == [path.name]
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)
    if suffix == ".png":
        assert cv2.imdecode(np.fromfile(path, np.uint8), 1).shape == (48, 64, 3)
    else:
        assert frames(path) == COUNT


def test_a_film_has_its_speed_and_its_colours(tmp_path):
    path = tmp_path / "clip.mp4"
    film(path)
    video = cv2.VideoCapture(str(path))
    assert video.get(cv2.CAP_PROP_FPS) == clip_writer.FILM_FPS
    _, first = video.read()
    video.release()
    wanted = cv2.cvtColor(next(pictures()), cv2.COLOR_RGB2BGR).astype(int)
    assert np.abs(first.astype(int) - wanted).mean() < 12


@EACH
def test_who_cancels_leaves_nothing_and_loses_nothing(tmp_path, suffix):
    path = tmp_path / f"clip{suffix}"
    path.write_text("what was there before")

    def stop(share):
        if share > 0.3:
            raise Stop

    with pytest.raises(Stop):
        WRITERS[suffix](path, told=stop)
    assert names(tmp_path) == [path.name]
    assert path.read_text() == "what was there before"


@EACH
def test_an_old_file_is_replaced_once_the_new_one_is_whole(tmp_path, suffix):
    path = tmp_path / f"clip{suffix}"
    path.write_text("old")
    WRITERS[suffix](path)
    assert path.stat().st_size > 100
    assert names(tmp_path) == [path.name]


@EACH
def test_a_folder_that_is_gone_is_not_made_anew(tmp_path, suffix):
    with pytest.raises(SaveError) as caught:
        WRITERS[suffix](tmp_path / "gone" / f"clip{suffix}")
    assert caught.value.trouble is Trouble.GONE
    assert names(tmp_path) == []


@EACH
@pytest.mark.parametrize(
    ("number", "trouble"),
    [(errno.EACCES, Trouble.DENIED), (errno.EROFS, Trouble.DENIED), (errno.EIO, Trouble.FAILED)],
)
def test_a_folder_that_takes_nothing_says_so(tmp_path, monkeypatch, suffix, number, trouble):
    def refuse(path, mode="r", *_, **__):
        raise OSError(number, os.strerror(number), str(path))

    with monkeypatch.context() as patch:
        patch.setattr(clip_writer.Path, "open", refuse)
        with pytest.raises(SaveError) as caught:
            WRITERS[suffix](tmp_path / f"clip{suffix}")
    assert caught.value.trouble is trouble
    assert names(tmp_path) == []


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere"
)
def test_a_read_only_folder_is_told_as_one(tmp_path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(SaveError) as caught:
            gif(tmp_path / "clip.gif")
    finally:
        tmp_path.chmod(0o700)
    assert caught.value.trouble is Trouble.DENIED


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX's")
@EACH
def test_a_disk_that_fills_up_leaves_nothing(tmp_path, monkeypatch, suffix):
    """The system stops the writing after some bytes; a film's writer does not even notice."""
    import resource

    path = tmp_path / f"clip{suffix}"
    path.write_text("old")
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(clip_writer.shutil, "disk_usage", lambda _: usage(100, 100, 0))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (120, hard))
    try:
        with pytest.raises(SaveError) as caught:
            WRITERS[suffix](path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert caught.value.trouble is Trouble.FULL
    assert names(tmp_path) == [path.name]
    assert path.read_text() == "old"


def test_a_film_that_lost_pictures_is_not_kept(tmp_path, monkeypatch):
    whole = film_file.FilmFile.add
    calls = []

    def forgetful(self, picture):
        calls.append(1)
        if len(calls) != 7:
            whole(self, picture)

    monkeypatch.setattr(film_file.FilmFile, "add", forgetful)
    with pytest.raises(SaveError) as caught:
        film(tmp_path / "clip.mp4")
    assert caught.value.trouble is Trouble.FAILED
    assert names(tmp_path) == []


def test_without_any_encoder_it_says_that_it_failed(tmp_path, monkeypatch):
    monkeypatch.setattr(film_file, "encoders", lambda: ())
    with pytest.raises(SaveError) as caught:
        film(tmp_path / "clip.mp4")
    assert caught.value.trouble is Trouble.FAILED
    assert names(tmp_path) == []


def test_a_systems_own_encoder_comes_first_and_another_is_always_left():
    assert [letters for _, letters in encoders("win32")] == ["H264", "mp4v"]
    assert [letters for _, letters in encoders("darwin")] == ["avc1", "mp4v"]
    assert [letters for _, letters in encoders("linux")] == ["mp4v"]
