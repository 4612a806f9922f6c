"""Small media files that tests make themselves: sounds, videos, pictures, and broken ones."""

import wave
from pathlib import Path

import cv2
import numpy as np
from PySide6.QtGui import QColor, QImage

RATE = 16_000


def write_sound(path: Path, seconds: float = 0.5) -> Path:
    """Write a hum as WAV."""
    times = np.arange(round(RATE * seconds)) / RATE
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.sin(2 * np.pi * 220 * times) * 8000).astype("<i2").tobytes())
    return path


def write_video(path: Path, seconds: float = 1.0, codec: str = "mp4v", size=(320, 180)) -> Path:
    """Write a video that is blue, and red from its middle on; 25 frames a second, no sound."""
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*codec), 25, size)
    assert writer.isOpened()
    frames = round(seconds * 25)
    for number in range(frames):
        frame = np.zeros((size[1], size[0], 3), np.uint8)
        frame[:, :, 0 if number < frames / 2 else 2] = 220
        writer.write(frame)
    writer.release()
    return path


def write_codecless_video(path: Path) -> Path:
    """Write a sound AVI file in a codec that nobody has."""
    write_video(path, codec="MJPG")
    path.write_bytes(path.read_bytes().replace(b"MJPG", b"XYZW"))
    return path


def write_picture(path: Path, size=(60, 40), color="magenta") -> Path:
    """Write a picture of one colour, in the format of its suffix."""
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(QColor(color))
    assert image.save(str(path))
    return path


def write_animation(path: Path) -> Path:
    """Write a GIF that is red for 0.2 s and blue for 0.3 s."""
    animation = cv2.Animation()
    red, blue = (np.zeros((40, 60, 4), np.uint8) for _ in range(2))
    red[..., 2] = blue[..., 0] = 255
    red[..., 3] = blue[..., 3] = 255
    animation.frames, animation.durations = [red, blue], [200, 300]
    assert cv2.imwriteanimation(str(path), animation)
    return path


def cut_short(path: Path) -> Path:
    """Leave half of a file."""
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path
