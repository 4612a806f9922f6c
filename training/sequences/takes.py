"""How a face moves through one film: an expression for every frame, drawn at random.

Every function returns a list of :class:`Expression`, one a frame, 1/30 s apart.
Durations are those of real faces: a blink takes 0.1 to 0.4 s, a syllable 0.12 to
0.3 s, a yawn some seconds, of which a film shows a part.
"""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from training.sequences.expression import Expression
from training.sequences.prepared import FRAME_RATE

Random = np.random.Generator
Curve = NDArray[np.float64]

VISEMES: Final = (
    Expression(),
    Expression(press=0.6),
    Expression(jaw=0.5, stretch=0.15, upper=0.1, lower=0.2),
    Expression(jaw=0.28, stretch=0.4, upper=0.2, lower=0.25),
    Expression(jaw=0.12, stretch=0.5, upper=0.2, lower=0.35),
    Expression(jaw=0.35, pucker=0.6, lower=0.1),
    Expression(jaw=0.12, pucker=0.95),
    Expression(jaw=0.06, upper=0.4, press=0.2),
    Expression(jaw=0.08, stretch=0.25, upper=0.3, lower=0.5),
)
"""Shapes of the mouth in speech: rest, m, a, e, i, o, u, f, s."""


def speech(frames: int, random: Random) -> list[Expression]:
    """Talk: from one syllable's shape to the next, with pauses, and a blink now and then."""
    loudness = random.uniform(0.5, 1.2)
    times, shapes = [-random.uniform(0, 0.2)], [_viseme(random, loudness)]
    while times[-1] < frames / FRAME_RATE:
        times.append(times[-1] + random.uniform(0.06, 0.15))
        shapes.append(_viseme(random, loudness))
    brow = random.normal(0, 0.25) * _bump(frames, random, 0.5, 1.5)
    return _film(
        frames,
        **{
            name: np.interp(_seconds(frames), times, [getattr(shape, name) for shape in shapes])
            for name in ("jaw", "pucker", "stretch", "upper", "lower", "press")
        },
        brow=brow,
        blink=_blinks(frames, random) if random.random() < 0.3 else np.zeros(frames),
    )


def yawn(frames: int, random: Random) -> list[Expression]:
    """Open wide, hold, shut; eyes narrowed or shut at the height."""
    depth = random.uniform(0.65, 1.0) * _bump(frames, random, 0.8, 2.5)
    eyes = random.uniform(0.2, 1.0)
    return _film(
        frames,
        jaw=depth,
        pucker=random.uniform(0, 0.3) * depth,
        upper=random.uniform(0, 0.5) * depth,
        lower=random.uniform(0, 0.3) * depth,
        squint=np.minimum(1, 1.5 * depth) * min(1.0, 1.5 * eyes),
        blink=depth**2 * (eyes if eyes > 0.6 else 0.0),
        brow=random.uniform(-0.5, 0.7) * depth,
        sneer=random.uniform(0, 0.6) * depth,
    )


def blink(frames: int, random: Random) -> list[Expression]:
    """Blink once or twice, or keep the eyes shut for a while."""
    return _film(frames, blink=_blinks(frames, random))


def grimace(frames: int, random: Random) -> list[Expression]:
    """Pull a face with bared teeth, a stretched or crooked mouth or the tongue out.

    The corners of the mouth stay down: where the lips are pulled wide, the
    muscle of the neck that does it (platysma) pulls them down as well.
    """
    depth = _bump(frames, random, 0.3, 1.2)
    kinds = ["bared", "sneer", "stretched", "tongue", "crooked", "gasp"]
    kind = random.choice(kinds, p=[0.25, 0.15, 0.25, 0.15, 0.08, 0.12])
    amount = random.uniform(0.6, 1.1)
    brow = random.choice([-1.0, -0.4, 0.6, 1.0]) * random.uniform(0.3, 1.0)
    shapes = {
        "bared": {"upper": 0.9, "lower": 0.9, "stretch": 0.5, "frown": 0.45, "squint": 0.6},
        "sneer": {"upper": 0.8, "sneer": 1.0, "frown": 0.4, "squint": 0.7, "lower": 0.2},
        "stretched": {"stretch": 1.0, "lower": 0.8, "frown": 0.6, "jaw": 0.08, "upper": 0.2},
        "tongue": {"tongue": 1.0, "jaw": 0.25, "squint": 0.3, "lower": 0.2},
        "crooked": {"shift": 1.0, "pucker": 0.3, "press": 0.3, "frown": 0.2, "upper": 0.3},
        "gasp": {"jaw": 0.5, "stretch": 0.7, "lower": 0.5, "frown": 0.4, "upper": 0.2},
    }[str(kind)]
    curves = {
        name: value * amount * random.uniform(0.7, 1.1) * depth for name, value in shapes.items()
    }
    if "shift" in curves:
        curves["shift"] *= random.choice([-1, 1])
    if random.random() < 0.3:
        curves["jaw"] = curves.get("jaw", 0) + random.uniform(0.05, 0.3) * depth
    curves["tilt"] = np.full(frames, random.uniform(-0.8, 0.8) * (random.random() < 0.5))
    # A grimace trembles and chews.
    wobble = 1 + 0.25 * np.sin(_seconds(frames) * random.uniform(6, 25) + random.uniform(0, 6))
    curves["lower"] = curves.get("lower", np.zeros(frames)) * wobble
    return _film(frames, brow=brow * depth, **curves)


def pout(frames: int, random: Random) -> list[Expression]:
    """Push the lips out, press them together or pull the corners down."""
    depth = random.uniform(0.5, 1.0) * _bump(frames, random, 0.3, 1.2)
    if random.random() < 0.6:
        shape = {"pucker": depth, "shift": random.normal(0, 0.4) * depth}
    else:
        shape = {"press": depth, "frown": random.uniform(0.3, 1.0) * depth}
    return _film(frames, **shape, brow=random.uniform(-1, 1) * depth)


def laugh(frames: int, random: Random) -> list[Expression]:
    """Open a smiling mouth wide and shake with it; brows up, worried or down.

    Laughter comes in bursts of about five a second (Provine & Yong, 1991).
    """
    depth = random.uniform(0.2, 0.65) * _bump(frames, random, 0.5, 2.0)
    burst = np.sin(2 * np.pi * random.uniform(4, 6) * _seconds(frames) + random.uniform(0, 6))
    depth = depth * (1 + random.uniform(0, 0.35) * burst)
    height = _bump(frames, random, 0.4, 1.5)
    return _film(
        frames,
        jaw=depth,
        stretch=0.6 * depth,
        upper=random.uniform(0, 0.4) * height,
        squint=random.uniform(0, 1) * height,
        brow=random.choice([-0.8, 0.5, 1.0]) * random.uniform(0.2, 1.0) * height,
        blink=_blinks(frames, random) if random.random() < 0.2 else np.zeros(frames),
    )


def still(frames: int, random: Random) -> list[Expression]:
    """Keep the face still, but for a blink now and then."""
    return blink(frames, random) if random.random() < 0.4 else [Expression()] * frames


def softened(expressions: list[Expression], share: float) -> list[Expression]:
    """Return speech for a smiling mouth: smaller, and with lips that do not round."""
    return [
        Expression(
            jaw=one.jaw * share,
            pucker=one.pucker * share * 0.3,
            lower=one.lower * share,
            upper=one.upper * share,
            blink=one.blink,
            brow=one.brow,
        )
        for one in expressions
    ]


TAKES: Final[dict[str, Callable[[int, Random], list[Expression]]]] = {
    "speech": speech,
    "yawn": yawn,
    "blink": blink,
    "grimace": grimace,
    "pout": pout,
    "laugh": laugh,
}
"""Kind of a film → how it moves."""


def onset(frames: int, random: Random) -> Curve:
    """Return the depth of a smile (0–1) that comes, stays and goes, at its own speed.

    A spontaneous smile rises in 0.3 to 0.8 s, a quick one in 0.15 s; the film begins
    anywhere in it, so many show only the rise or only the fall.
    """
    rise, hold, fall = random.uniform(0.15, 0.9), random.uniform(0.1, 0.8), random.uniform(0.2, 1)
    start = random.uniform(-0.8 * rise, 0.6 * frames / FRAME_RATE)
    if random.random() < 0.3:
        # Already smiling when the film begins.
        start = -rise - random.uniform(0, hold)
    times = start + np.array([0, rise, rise + hold, rise + hold + fall])
    return _eased(np.interp(_seconds(frames), times, [0, 1, 1, 0]))


def _viseme(random: Random, loudness: float) -> Expression:
    shape = VISEMES[random.integers(len(VISEMES))]
    share = loudness * random.uniform(0.6, 1.1)
    return Expression(
        **{
            name: min(1.0, share * getattr(shape, name))
            for name in ("jaw", "pucker", "stretch", "upper", "lower", "press")
        }
    )


def _blinks(frames: int, random: Random) -> Curve:
    """Shut in about 0.08 s, open more slowly; sometimes stay shut."""
    curve = np.zeros(frames)
    for _ in range(random.integers(1, 3)):
        start = random.uniform(-0.05, 0.8 * frames / FRAME_RATE)
        shut = random.uniform(0.02, 0.1) if random.random() < 0.75 else random.uniform(0.2, 1.0)
        times = start + np.cumsum([0, random.uniform(0.06, 0.1), shut, random.uniform(0.1, 0.2)])
        curve = np.maximum(curve, np.interp(_seconds(frames), times, [0, 1, 1, 0]))
    return curve


def _bump(frames: int, random: Random, shortest: float, longest: float) -> Curve:
    """Rise, hold and fall within ``shortest``–``longest`` seconds, anywhere about the film."""
    length = random.uniform(shortest, longest)
    start = random.uniform(-0.35 * length, 0.45 * frames / FRAME_RATE)
    rise, fall = random.uniform(0.15, 0.4, 2)
    times = start + length * np.array([0, rise, 1 - fall, 1])
    return _eased(np.interp(_seconds(frames), times, [0, 1, 1, 0]))


def _eased(curve: Curve) -> Curve:
    return np.asarray(curve * curve * (3 - 2 * curve))


def _seconds(frames: int) -> Curve:
    return np.arange(frames) / FRAME_RATE


def _film(frames: int, **curves: Curve) -> list[Expression]:
    return [
        Expression(**{name: float(curve[frame]) for name, curve in curves.items()})
        for frame in range(frames)
    ]
