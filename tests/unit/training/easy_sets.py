"""Small prepared sets on which a network learns something within seconds."""

import numpy as np

from training.pictures.prepared import Prepared

SIDE = 40


def easy_set(
    name: str = "easy", count: int = 48, emotions: bool = True, unlabelled: float = 0.0
) -> Prepared:
    """A smile is a bright lower half, and the emotion's number the brightness of the upper one.

    Every fourth picture is for validation, every eighth for the test; a share of the
    smiles can go without a label.
    """
    random = np.random.default_rng(len(name) + count)
    smile = (np.arange(count) % 2).astype(np.float32)
    label = random.integers(0, 7, count)
    crops = random.integers(0, 60, (count, 2, SIDE, SIDE, 1)).astype(np.uint8)
    crops[:, :, SIDE // 2 :] += (smile * 150).astype(np.uint8)[:, None, None, None, None]
    crops[:, :, : SIDE // 2] += (label * 25).astype(np.uint8)[:, None, None, None, None]
    split = np.full(count, "train", "<U10")
    split[1::4] = "validation"
    split[4::8] = "test"
    split[6::8] = "validation"
    smile[random.random(count) < unlabelled] = np.nan
    return Prepared(
        name=name,
        crops=crops,
        smile=smile,
        emotion=np.where(emotions, np.eye(7)[label], np.nan).astype(np.float32),
        label=label if emotions else np.full(count, -1),
        tight=np.zeros(count, bool),
        train=split == "train",
        split=split,
        names=np.array([f"{name}_{row:06}.png" for row in range(count)]),
    )
