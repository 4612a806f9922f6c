"""Readings made by hand, for tests of everything that comes after the eye."""

from laughgame.game.reading import (
    EMOTIONS,
    Box,
    Face,
    FaceReading,
    Keypoints,
    Point,
    Quality,
)

FACE = Face(
    box=Box(500, 200, 260, 260),
    keypoints=Keypoints(
        right_eye=Point(570, 280),
        left_eye=Point(690, 280),
        nose_tip=Point(630, 340),
        mouth=Point(630, 400),
        right_ear=Point(505, 300),
        left_ear=Point(755, 300),
    ),
    roll=0.0,
    yaw=0.0,
    score=0.95,
)

QUALITY = Quality(size_px=260.0, brightness=0.5, sharpness=120.0, mouth_visible=True)


def reading(time_s: float = 0.0, smile: float = 0.0, **feelings: float) -> FaceReading:
    """Return a reading with the named feelings; neutral takes what they leave of 1."""
    feelings.setdefault("neutral", 1.0 - sum(feelings.values()))
    return FaceReading(
        time_s=time_s,
        smile=smile,
        emotions=tuple(feelings.get(name, 0.0) for name in EMOTIONS),
        face=FACE,
        quality=QUALITY,
        track_id=1,
    )
