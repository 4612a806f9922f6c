"""Nobody stands on both sides, and adding pictures moves nobody."""

import numpy as np

from training.data.splits import (
    HELD_OUT_SHARE,
    difference_hash,
    near_duplicate_groups,
    split_of,
)

SIDES = {
    "Hans_Blix": "train",
    "George_W_Bush": "validation",
    "Roh_Moo-hyun": "train",
    "Junichiro_Koizumi": "train",
    "Ariel_Sharon": "train",
    "Donald_Rumsfeld": "train",
    "Gerhard_Schroeder": "train",
    "Serena_Williams": "train",
}


def test_the_sides_are_the_ones_the_shipped_model_was_trained_with() -> None:
    """Another hash would let people it was trained on into its validation."""
    sides = {name: split_of("smiles", name) for name in SIDES}
    assert sides == SIDES


def test_eight_of_ten_are_trained_on_and_the_rest_is_halved() -> None:
    sides = [split_of("set", str(number)) for number in range(4000)]
    for side in ("validation", "test"):
        assert abs(sides.count(side) / 4000 - HELD_OUT_SHARE / 2) < 0.02


def test_a_larger_share_only_adds_to_those_held_out() -> None:
    groups = [str(number) for number in range(500)]
    few = {group for group in groups if split_of("set", group) != "train"}
    more = {group for group in groups if split_of("set", group, 0.25) != "train"}
    assert few < more


def test_near_duplicates_share_a_group_through_a_chain() -> None:
    base = 0x0123456789ABCDEF
    near, nearer_still = base ^ 0b11111, base ^ 0b1111111111
    far = base ^ 0xFFFF_FFFF_0000_0000
    assert near_duplicate_groups([base, far, near, nearer_still]) == [0, 1, 0, 0]


def test_a_recompressed_copy_has_nearly_the_same_hash() -> None:
    random = np.random.default_rng(1)
    coarse = random.integers(0, 256, (9, 9, 3), np.uint8)
    picture = coarse.repeat(20, axis=0).repeat(20, axis=1)
    noisy = np.clip(picture + random.normal(0, 3, picture.shape), 0, 255).astype(np.uint8)
    assert (difference_hash(picture) ^ difference_hash(noisy)).bit_count() <= 6
