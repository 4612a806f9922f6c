"""The films made of real faces: smiles that come and go, and all that is no smile."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from laughgame.game.reading import EMOTIONS
from training.data.sample import Sample
from training.sequences.camera import Handling, film, sway
from training.sequences.covers import hand, masked
from training.sequences.expression import Expression
from training.sequences.lend import LentSmile
from training.sequences.morph import Smile
from training.sequences.player import Player
from training.sequences.prepared import Film
from training.sequences.sources import Faces, smile_of
from training.sequences.takes import TAKES, onset, softened, speech, still
from training.sequences.teeth import Teeth

FRAMES: Final = 16
"""Frames of a film, half a second: room for five frames at strides 1 to 3."""

NEUTRAL, HAPPY = (EMOTIONS.index(name) for name in ("neutral", "happy"))

UNMOVED: Final = ("speech", "blink", "turn")
"""What leaves a neutral face's emotion as it is; whatever else happens has no label."""

NEGATIVES: Final = {
    "speech": 0.28,
    "grimace": 0.28,
    "yawn": 0.1,
    "pout": 0.1,
    "blink": 0.08,
    "turn": 0.16,
}
"""Shares of what happens in the films without a smile."""

MOVING: Final = {"laugh": 0.4, "speech": 0.3, "turn": 0.2, "blink": 0.1}
"""Shares of what happens in the films of faces that smile throughout."""

LENT: Final = 0.06
"""Movement of the mouth's corners from which a smile is lent: fainter ones cannot be seen."""

STRAIGHT: Final = 0.1
"""Blendshape mouthSmile that a face without a trace of a smile does not exceed."""

SEEN: Final = 0.2
"""Blendshape mouthSmile that a lent smile must reach; the neutral faces stay below 0.2."""

PHOTOGRAPHED: Final = 0.7
"""Share of the grimaces that show the inside of a photographed mouth, not a painted one."""

TURNING: Final = Handling(shift=0.08, zoom=0.12, roll=0.35, light=0.08)


def london_morphs(faces: Faces, count: int, random: np.random.Generator) -> Iterator[Film]:
    """Yield films of London people: a smile of random depth comes and goes."""
    people = [(name, Smile(neutral, smiling)) for name, neutral, smiling in faces.pairs()]
    if not people:
        raise ValueError(f"{faces.split}: nobody of the London set has both faces")
    for number in range(count):
        name, smile = people[number % len(people)]
        # Every second smile is a whole one: a faint one is nothing at less.
        whole = 1.0 if number // len(people) % 2 else random.uniform(0.25, 1.0)
        depth = whole * onset(FRAMES, random)
        made = film(_smiling_frames(smile, depth, random), FRAMES, faces.detector, random)
        if made is None:
            continue
        label = smile.label(depth)
        emotion = np.zeros((FRAMES, len(EMOTIONS)), np.float32)
        emotion[:, HAPPY], emotion[:, NEUTRAL] = label, 1 - label
        yield Film(made, label, emotion, name, faces.split, "smile")


def lent_smiles(faces: Faces, count: int, random: np.random.Generator) -> Iterator[Film]:
    """Yield films of unsmiling faces that smile as people of the London set did.

    No photograph proves that a lent smile can be seen, so the blendshapes must.
    """
    lenders = [Smile(neutral, smiling) for _, neutral, smiling in faces.pairs()]
    lenders = [lender for lender in lenders if lender.movement >= LENT]
    if not lenders:
        raise ValueError(f"{faces.split}: nobody of the London set smiles broadly enough to lend")
    source = faces.unsmiling(random, london=False, at_most=STRAIGHT)
    made = 0
    while made < count:
        sample, portrait = next(source)
        smile = LentSmile(portrait, lenders[random.integers(len(lenders))])
        whole = faces.landmarker.look(smile.show(1.0))
        if whole is None or smile_of(whole) < SEEN:
            continue
        depth = (1.0 if made % 2 else random.uniform(0.2, 1.0)) * onset(FRAMES, random)
        frames = film(_smiling_frames(smile, depth, random), FRAMES, faces.detector, random)
        if frames is None:
            continue
        made += 1
        label = smile.label(depth)
        emotion = np.full((FRAMES, len(EMOTIONS)), np.nan, np.float32)
        if sample.label == NEUTRAL:
            emotion[:] = 0
            emotion[:, HAPPY], emotion[:, NEUTRAL] = label, 1 - label
        yield Film(frames, label, emotion, _name(sample), sample.split, "smile")


def hard_negatives(faces: Faces, count: int, random: np.random.Generator) -> Iterator[Film]:
    """Yield films of faces that do anything but smile.

    The teeth of most grimaces are those of smiling people: teeth alone prove nothing.
    """
    source = faces.unsmiling(random)
    insides = faces.insides()
    made = 0
    while made < count:
        sample, portrait = next(source)
        kind = str(random.choice(list(NEGATIVES), p=list(NEGATIVES.values())))
        teeth = Teeth.drawn(random)
        if kind == "grimace" and insides and random.random() < PHOTOGRAPHED:
            teeth = replace(teeth, inside=insides[random.integers(len(insides))])
        frames = _acted(Player(portrait, teeth), kind, faces, random)
        if frames is None:
            continue
        emotion = np.full((FRAMES, len(EMOTIONS)), np.nan, np.float32)
        if kind in UNMOVED and sample.dataset != "genki4k":
            emotion[:] = np.eye(len(EMOTIONS))[NEUTRAL]
        made += 1
        yield Film(frames, np.zeros(FRAMES, np.float32), emotion, _name(sample), sample.split, kind)


def moving_smiles(faces: Faces, count: int, random: np.random.Generator) -> Iterator[Film]:
    """Yield films of faces that smile throughout, while they laugh, talk, turn or blink."""
    source = faces.smiling(random)
    made = 0
    while made < count:
        sample, portrait = next(source)
        kind = str(random.choice(list(MOVING), p=list(MOVING.values())))
        frames = _acted(Player(portrait, Teeth.drawn(random)), kind, faces, random, smiling=True)
        if frames is None:
            continue
        emotion = np.full((FRAMES, len(EMOTIONS)), np.nan, np.float32)
        made += 1
        yield Film(frames, np.ones(FRAMES, np.float32), emotion, _name(sample), sample.split, kind)


def covered_faces(faces: Faces, count: int, random: np.random.Generator) -> Iterator[Film]:
    """Yield films of a hand or a mask before a face.

    Where it covers the mouth the face does not smile, and the label is 0.  A mask
    or hand alone must not mean that, so other hands lie beside the mouth of faces
    of which half smile.
    """
    sources = {False: faces.unsmiling(random), True: faces.smiling(random)}
    made = 0
    while made < count:
        kind = random.choice(["mask", "hand", "beside"], p=[0.35, 0.35, 0.3])
        smiling = bool(kind == "beside" and random.random() < 0.7)
        sample, portrait = next(sources[smiling])
        expressions = speech(FRAMES, random) if random.random() < 0.3 else still(FRAMES, random)
        if smiling:
            expressions = softened(expressions, 0.3)
        if kind == "mask":
            player = Player(replace(portrait, image=masked(portrait, random)), None)
            shown = map(player.show, expressions, *_turns(bool(random.random() < 0.3), random))
        else:
            player = Player(portrait, Teeth.drawn(random))
            shown = _hand_passing(player, expressions, kind == "beside", random)
        frames = film(shown, FRAMES, faces.detector, random)
        if frames is None:
            continue
        made += 1
        smile = np.full(FRAMES, float(smiling), np.float32)
        emotion = np.full((FRAMES, len(EMOTIONS)), np.nan, np.float32)
        yield Film(frames, smile, emotion, _name(sample), sample.split, "cover")


def _hand_passing(
    player: Player, expressions: list[Expression], beside: bool, random: np.random.Generator
) -> Iterator[NDArray[np.uint8]]:
    """Show a hand that comes, stays or goes: before the mouth, or beside it."""
    place = (random.normal(0, 0.08), random.normal(0, 0.06))
    if beside:
        place = (random.choice([-1, 1]) * random.uniform(1.0, 1.3), random.uniform(-1.2, 0.6))
    cover = hand(player.portrait, place, random, upwards=beside)
    away = 2.0 * (1 - onset(FRAMES, random)) if random.random() < 0.6 else np.zeros(FRAMES)
    turn = sway(FRAMES, 0.15, random)
    for one, distance, angle in zip(expressions, away, turn, strict=True):
        yield cover.laid_over(player.show(one), float(distance), float(angle))


def _acted(
    player: Player, kind: str, faces: Faces, random: np.random.Generator, smiling: bool = False
) -> NDArray[np.uint8] | None:
    """Film a player; ``None`` where no face was found or the labeller sees the contrary."""
    turning = kind == "turn"
    expressions = still(FRAMES, random) if turning else TAKES[kind](FRAMES, random)
    if smiling and kind == "speech":
        expressions = softened(expressions, random.uniform(0.3, 0.7))
    height = expressions[int(np.argmax([_effort(one) for one in expressions]))]
    seen = faces.landmarker.look(player.show(height))
    if seen is None or (smile_of(seen) < 0.3 if smiling else smile_of(seen) > 0.45):
        return None
    # Who laughs throws the head back.
    yaw, pitch = _turns(turning or (kind == "laugh" and random.random() < 0.5), random)
    shown = (player.show(*one) for one in zip(expressions, yaw, pitch, strict=True))
    handling = TURNING if turning else Handling()
    return film(shown, FRAMES, faces.detector, random, handling)


def _smiling_frames(
    smile: Smile | LentSmile, depth: NDArray[np.float64], random: np.random.Generator
) -> Iterator[NDArray[np.uint8]]:
    """Show a smile; in every third film the person talks, blinks or turns meanwhile."""
    busy = random.random()
    if busy > 0.45:
        yield from (smile.show(share) for share in depth)
        return
    teeth = Teeth.drawn(random)
    expressions = still(FRAMES, random)
    yaw, pitch = _turns(0.2 < busy < 0.35, random)
    if busy < 0.2:
        expressions = softened(speech(FRAMES, random), random.uniform(0.3, 0.8))
    for share, *moves in zip(depth, expressions, yaw, pitch, strict=True):
        yield Player(smile.portrait(share), teeth).show(*moves)


def _turns(turning: bool, random: np.random.Generator) -> NDArray[np.float64]:
    """Return yaw and pitch for every frame, in radians, within what one photograph can show."""
    if not turning:
        return np.zeros((2, FRAMES))
    start = np.array([random.uniform(-0.2, 0.2), random.uniform(-0.12, 0.12)])[:, None]
    path = np.stack([sway(FRAMES, 0.6, random), sway(FRAMES, 0.3, random)])
    return np.clip(start + path, [[-0.3], [-0.2]], [[0.3], [0.2]])


def _effort(one: Expression) -> float:
    return sum(abs(getattr(one, name)) for name in ("jaw", "stretch", "upper", "lower", "pucker"))


def _name(sample: Sample) -> str:
    return f"{sample.dataset}/{sample.name}"
