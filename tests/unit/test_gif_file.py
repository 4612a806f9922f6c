"""The GIF: read back by two other programs' readers, picture for picture."""

import io

import cv2
import numpy as np
import pytest

from laughgame.app import gif_file
from laughgame.app.gif_file import NOISE, GifFile, compressed


def written(pictures, frame_s=0.08, samples=None):
    file = io.BytesIO()
    with GifFile(file, samples or pictures, frame_s, len(pictures)) as gif:
        for picture in pictures:
            gif.add(picture)
    return file.getvalue()


def read(data):
    ok, animation = cv2.imdecodeanimation(np.frombuffer(data, np.uint8))
    assert ok
    return animation


def rgb(frame):
    return cv2.cvtColor(frame, cv2.COLOR_BGRA2RGB)


def flat(value, shape=(24, 40)):
    return np.full((*shape, 3), value, np.uint8)


def test_pictures_of_few_colours_come_back_exactly():
    pictures = []
    for place in range(6):
        picture = flat((255, 248, 231))
        picture[4:20, place * 5 : place * 5 + 6] = (255, 79, 56)
        pictures.append(picture)
    animation = read(written(pictures))
    assert [rgb(frame).tolist() for frame in animation.frames] == [p.tolist() for p in pictures]
    assert set(animation.durations) == {80}
    assert animation.loop_count == 0


def test_what_flickers_less_than_a_camera_is_left_as_it_was():
    before, after = flat(100), flat(100 + NOISE)
    after[3, 5] = 200
    first, second = (rgb(frame) for frame in read(written([before, after])).frames)
    changed = np.argwhere((first != second).any(axis=2))
    assert changed.tolist() == [[3, 5]]


def test_a_picture_that_is_as_the_one_before_is_one_pixel_and_keeps_its_time():
    one, many = written([flat(9)]), written([flat(9)] * 40)
    animation = read(many)
    assert len(animation.frames) == 40
    assert (len(many) - len(one)) / 39 < 32


def test_many_colours_come_near_enough():
    rng = np.random.default_rng(5)
    ramp = np.linspace(0, 255, 200).astype(np.uint8)
    picture = np.stack(
        [np.tile(ramp, (150, 1)), np.tile(ramp[::-1], (150, 1)), flat(90, (150, 200))[..., 0]],
        axis=2,
    )
    noisy = np.clip(picture + rng.normal(0, 6, picture.shape), 0, 255).astype(np.uint8)
    (frame,) = read(written([noisy])).frames
    assert np.abs(rgb(frame).astype(int) - noisy).mean() < 6


def test_a_long_noise_stays_below_the_limit(monkeypatch):
    monkeypatch.setattr(gif_file, "LARGEST", 150_000)
    rng = np.random.default_rng(5)
    pictures = [
        np.clip(128 + rng.normal(0, 7, (60, 80, 3)), 0, 255).astype(np.uint8) for _ in range(60)
    ]
    bounded = written(pictures)
    monkeypatch.setattr(gif_file, "LARGEST", 10**9)
    assert len(bounded) <= 160_000 < len(written(pictures))
    assert len(read(bounded).frames) == 60


@pytest.mark.parametrize("size", [1, 2, 255, 4_000, 60_000])
def test_codes_of_every_length_come_back(size):
    """Over 4096 codes the table begins anew; at each power of two the codes grow by a bit."""
    rng = np.random.default_rng(size)
    indices = bytes(rng.integers(0, 250, size).astype(np.uint8))
    assert decompressed(compressed(indices)) == indices


def decompressed(data):
    """GIF's LZW, read as the specification tells it."""
    bits = np.unpackbits(np.frombuffer(data, np.uint8), bitorder="little")
    table, width, at, out, before = [], 9, 0, bytearray(), None
    while True:
        code = int(bits[at : at + width] @ (1 << np.arange(width)))
        at += width
        if code == 256:
            table = [bytes((n,)) for n in range(256)] + [b"", b""]
            width, before = 9, None
            continue
        if code == 257:
            return bytes(out)
        entry = table[code] if code < len(table) else before + before[:1]
        out += entry
        if before is not None and len(table) < 4096:
            table.append(before + entry[:1])
        if len(table) == 1 << width and width < 12:
            width += 1
        before = entry
