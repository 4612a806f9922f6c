r"""Train the network with the word of its teachers beside the labels.

    python -m training.distill --labels runs/ensemble/soft_labels.npz --recipe quick \
        --prepared runs/prepared --run runs/distilled --imagenet WEIGHTS.pth

is ``training.train`` for a recipe without a table ``[distill]``, or with another than is
wanted: ``--share`` and ``--temperature`` take its place where they are given.  What teachers
say reaches further than the labels: it gives GENKI-4K emotions and FER2013's doubtful
faces a smile.  They have seen the stills only; films are learned from their labels.
"""

import dataclasses
from collections.abc import Sequence
from typing import Final

from training.command import command_parser
from training.learning.recipe import Recipe
from training.train import add_arguments, follow

SHARE: Final = 0.5
"""The weight of a teacher's word where neither recipe nor call says one."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``python -m training.distill``; 0 when trained, 2 on bad usage."""
    parser = command_parser("distill", __doc__)
    add_arguments(parser)
    parser.add_argument(
        "--share",
        type=float,
        help=f"weight of a teacher's word beside a label, 0 to 1; the recipe's, or {SHARE}",
    )
    parser.add_argument("--temperature", type=float, help="softens both sides; the recipe's")
    chosen = parser.parse_args(arguments)
    if chosen.share == 0:
        parser.error("with a share of 0 nothing is learned from teachers: use training.train")

    def listening(recipe: Recipe) -> Recipe:
        own = recipe.distill
        share = (own.share or SHARE) if chosen.share is None else chosen.share
        warmth = own.temperature if chosen.temperature is None else chosen.temperature
        distill = dataclasses.replace(own, share=share, temperature=warmth)
        return dataclasses.replace(recipe, distill=distill)

    return follow(parser, chosen, listening)


if __name__ == "__main__":
    raise SystemExit(main())
