r"""Train the network with the word of its teachers beside the labels.

    python -m training.distill --labels runs/ensemble/soft_labels.npz --share 0.5 \
        --recipe finetune --prepared runs/prepared --run runs/distilled --start runs/pretrain

is ``training.train`` with the table ``[distill]`` of the recipe filled in.  What teachers
say reaches further than the labels: it gives GENKI-4K emotions and FER2013's doubtful
faces a smile.  They have seen the stills only; films are learned from their labels.
"""

import argparse
import dataclasses
from collections.abc import Sequence

from training.learning.distillation_loss import Distillation
from training.learning.recipe import Recipe
from training.train import add_arguments, follow


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``python -m training.distill``; 0 when trained, 2 on bad usage."""
    parser = argparse.ArgumentParser(prog="python -m training.distill", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    add_arguments(parser)
    parser.add_argument(
        "--share", type=float, default=0.5, help="weight of a teacher's word beside a label, 0 to 1"
    )
    parser.add_argument("--temperature", type=float, default=2.0, help="softens both sides")
    chosen = parser.parse_args(arguments)
    if chosen.share == 0:
        parser.error("with a share of 0 nothing is learned from teachers: use training.train")

    def listening(recipe: Recipe) -> Recipe:
        how = Distillation(chosen.share, chosen.temperature)
        return dataclasses.replace(recipe, distill=how)

    return follow(parser, chosen, listening)


if __name__ == "__main__":
    raise SystemExit(main())
