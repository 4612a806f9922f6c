"""The clown's moods, and how one follows the other."""

from dataclasses import replace
from typing import Final

from laughgame.actor.acts.clown_pose import ClownPose, blend
from laughgame.actor.acts.timing import blinks, overshoot
from laughgame.actor.pose import FacePose

CALM: Final = ClownPose(FacePose(smile=0.22, blink=0.16))
DEADPAN: Final = ClownPose(FacePose(blink=0.42))
GRIN: Final = ClownPose(FacePose(smile=0.95, eye_squeeze=0.3, brow=0.5, teeth=0.7, mouth_open=0.15))
PLEASED: Final = ClownPose(FacePose(smile=0.7, brow=0.4, eye_squeeze=0.25))
SMUG: Final = ClownPose(FacePose(smile=0.6, blink=0.42, roll=0.08), quirk=1.0)
DOUBTFUL: Final = ClownPose(FacePose(blink=0.25, frown=0.4, brow=-0.3, roll=-0.06), quirk=-0.9)
CURIOUS: Final = ClownPose(FacePose(brow=0.8, pout=0.3), wide=0.15)
WORRIED: Final = ClownPose(FacePose(frown=0.5, stretch=0.3), worry=1.0, wide=0.2)
SHOCKED: Final = ClownPose(FacePose(mouth_open=0.75, brow=1.0, speech=0.4), wide=0.9, hair=1.0)
FROZEN: Final = ClownPose(
    FacePose(stretch=0.9, teeth=0.9, mouth_open=0.1, brow=1.0), wide=0.8, worry=0.4, hair=0.7
)
WINCING: Final = ClownPose(
    FacePose(eye_squeeze=1.0, wrinkle=1.0, stretch=0.8, teeth=0.6, brow=-0.7), squash=0.08
)
SULKING: Final = ClownPose(FacePose(blink=0.4, frown=1.0, pout=0.7, brow=-0.5))
LAUGHING: Final = ClownPose(
    FacePose(smile=1.0, mouth_open=0.95, teeth=1.0, eye_squeeze=1.0, brow=0.6, pitch=-0.1)
)


def moods(
    now: float, *changes: tuple[float, ClownPose] | tuple[float, ClownPose, float]
) -> ClownPose:
    """Return the mood at ``now``; every change is (start, mood, seconds until it is there).

    A change takes 0.22 s unless it says so, and goes a little too far at first.
    """
    pose = changes[0][1]
    for change in changes[1:]:
        start, mood = change[0], change[1]
        seconds = change[2] if len(change) == 3 else 0.22
        if now <= start:
            break
        pose = blend(pose, mood, overshoot(now, start, seconds, 1.5))
    return pose


def looking(pose: ClownPose, x: float, y: float, turning: float = 0.5) -> ClownPose:
    """Turn eyes and, by ``turning``, the head; 1 is as far right or down as the eyes go."""
    face = pose.face
    return replace(
        pose,
        face=replace(
            face,
            gaze_x=face.gaze_x + x,
            gaze_y=face.gaze_y + y,
            yaw=face.yaw + 0.5 * turning * x,
            pitch=face.pitch + 0.3 * turning * y,
        ),
    )


def blinking(pose: ClownPose, now: float, *times: float) -> ClownPose:
    """Let the eyes blink at ``times``."""
    face = pose.face
    return replace(pose, face=replace(face, blink=max(face.blink, blinks(now, *times))))
