"""Before the whole recipe: is everything there?  After it: files and card into their place."""

from collections.abc import Sequence
from typing import Final

from training.data.kinds import find_sets
from training.evaluation.clips import check_clips
from training.evaluation.figures import BEGIN, END
from training.evaluation.variant_rule import PARAGRAPH
from training.files import check_marks, copy
from training.learning.weights import read_weights
from training.places import FILE_NAMES
from training.studies.inputs import CARD, SMALL, Inputs
from training.studies.pipeline_card import MATERIAL, STEPS, write_run
from training.studies.steps import Step
from training.studies.taken import read_taken

NEEDED: Final = ("genki4k", "smiles", "press_faces", "fer2013", "london")
"""The sets that the recipes and the films name."""


def check(inputs: Inputs) -> None:
    """Look for everything that will be read or written, before hours of work.

    Raises ``FileNotFoundError`` or ``ValueError`` naming what is missing or of no use.
    """
    if inputs.card.is_file():
        for marks in ((BEGIN, END), PARAGRAPH, MATERIAL, STEPS):
            check_marks(inputs.card, *marks)
    found = find_sets(inputs.data)
    for name in NEEDED:
        if name in found.broken:
            raise ValueError(found.broken[name])
        if name not in {one.name for one in found.sets}:
            raise FileNotFoundError(f"{inputs.data} lacks {name}, a folder or a zip")
    check_clips(inputs.data, inputs.landmarker)
    read_weights(inputs.imagenet)
    read_weights(inputs.teacher)


def ship(inputs: Inputs, todo: Sequence[Step]) -> None:
    """Put the model files and the card that was written beside them into their place."""
    if inputs.card.is_file():
        filmed = any(step.name.startswith("films") for step in todo)
        names = {step.name for step in todo}
        taken = [one for one in read_taken(inputs.out) if one.name in names]
        card = inputs.made / CARD
        write_run(card, inputs.prepared, inputs.films if filmed else None, taken)
    inputs.models.mkdir(parents=True, exist_ok=True)
    for name in (*FILE_NAMES.values(), SMALL, CARD):
        made, shipped = inputs.made / name, inputs.models / name
        if made.is_file():
            copy(made, shipped)
        elif name == SMALL:
            # One of older weights is of no use beside the new ones.
            shipped.unlink(missing_ok=True)


def lay_out_card(inputs: Inputs) -> None:
    """Copy the card to where the steps write into it, for they write where marks are."""
    if inputs.card.is_file():
        inputs.made.mkdir(parents=True, exist_ok=True)
        copy(inputs.card, inputs.made / CARD)
