r"""The whole recipe, from the data sets' zip files to the shipped model files, in one command.

    python -m training.pipeline --data DATA --imagenet mobilenet_v3_small_imagenet.pth \
        --teacher efficientnet-lite0-57934424.pth --landmarker face_landmarker.task \
        --out runs/shipped

Each step is one of this package's own commands, run in its own process; a step
whose result is there is not done again, and one that was ended goes on where it
stopped.  ``OUT/pipeline.json`` keeps each step's command, time and memory.  Model files
and card are made and measured in ``OUT/models`` and put into ``--models`` together, last of
all.  The teacher learns first, so that every phase hears it.

Training runs as one process a core (a GPU, where there are some): two processes of
one thread each learn a fifth to a third faster than one of two threads, for much of a
small network's step is done by one thread.
"""

import os
import shlex
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import torch

from laughgame.vision.model_contract import ModelForm
from training.blend import is_blend_of
from training.command import command_parser, telling
from training.ensemble import SOFT_LABELS
from training.experiments.experiment import digest_of_file, of_recipe, read_config, started_from
from training.experiments.fingerprint import fingerprint
from training.faultfinding.fault import Reason
from training.learning.batches import Material
from training.learning.recipe import Recipe, as_table, read_recipe
from training.learning.soft_labels import about_soft_labels, digest_of_values
from training.learning.weights import named
from training.pictures.prepared import read_sets
from training.places import FILE_NAMES, LAST, MODELS, WEIGHTS
from training.sequences.actor import COUNT
from training.sequences.labeller import graded_smiles
from training.studies.inputs import CARD, SMALL, Inputs
from training.studies.shipping import check, lay_out_card, ship
from training.studies.steps import Step, StepFailedError, noted, run_all
from training.studies.taken import Taken
from training.train import RECIPES, described, read_material

MOST_PROCESSES: Final = 4
"""Batches of 64 leave each at least 16 pictures to count its normalisation over."""

TEACHER: Final = "teacher_lite"
"""The teacher's recipe, and the folder of its run."""

VIEWS: Final = "2"
"""How often the teachers look at each picture: plain, and mirrored."""

TAUGHT: Final = "ensemble"
BLENDED: Final = "blended"

SHIPPING: Final = "calibrate"
"""The first step that is done every time, and writes into model files or card."""

PHASES: Final = ("pretrain", "finetune", "hard_cases")
"""The recipes in their order; each starts from the weights of the one before."""


def steps(inputs: Inputs, phases: Sequence[str] = PHASES, share: float = 1.0) -> list[Step]:
    """Return the steps in order; ``share`` thins out the films, to try the whole quickly."""
    out = inputs.out
    runs = {phase: out / phase for phase in phases}
    recipes = {phase: read_recipe(RECIPES / f"{phase}.toml") for phase in phases}
    made = _gathering(inputs)
    before: Path | None = None
    asked, filmed = False, False
    for phase, recipe in recipes.items():
        if recipe.distill.share and not asked:
            made += _teaching(inputs)
            asked = True
        if recipe.films and not filmed:
            # What learns from stills alone need not wait for the films.
            made += _filming(inputs, share)
            filmed = True
        made.append(_phase(inputs, phase, recipe, before))
        if before is None:
            made += _doubting(inputs, runs[phase])
        before = runs[phase]
    first, last = runs[phases[0]], runs[phases[-1]]
    if first != last:
        made.append(_blending(inputs, first, last, filmed))
        last = out / BLENDED
    return made + _shipping(inputs, last)


def _gathering(inputs: Inputs) -> list[Step]:
    """Crop every picture once, and keep out what ought not to be trained on."""
    out, prepared = inputs.out, str(inputs.prepared)
    return [
        noted(out, "prepare", "training.prepare", "--data", str(inputs.data), "--out", prepared),
        noted(
            *(out, "rejects", "training.faults", "--prepared", prepared),
            *("--imagenet", str(inputs.imagenet)),
        ),
    ]


def _doubting(inputs: Inputs, run: Path) -> list[Step]:
    """Show whose labels the first phase doubts; they are looked at, and stay."""
    models, prepared = inputs.out / "doubting", str(inputs.prepared)
    stream = models / FILE_NAMES[ModelForm.STREAM]
    exporting = ("training.export", str(run), "--out", str(models))
    looking = ("training.faults", "--prepared", prepared, "--imagenet", str(inputs.imagenet))
    ignoring = ("--ignore", Reason.SMILE_LABEL.value, Reason.EMOTION_LABEL.value)
    return [
        noted(inputs.out, "first model", *exporting),
        noted(inputs.out, "doubtful labels", *looking, "--model", str(stream), *ignoring),
    ]


def _teaching(inputs: Inputs) -> list[Step]:
    """Train the teacher, grade the smiles, and ask both about every picture."""
    out, prepared = inputs.out, str(inputs.prepared)
    run = out / TEACHER
    start = ("--imagenet", str(inputs.teacher))
    command = (*inputs.launch, "--recipe", TEACHER, *start, "--run", str(run))
    recipe = read_recipe(RECIPES / f"{TEACHER}.toml")
    labelling = ("training.sequences.labeller", "--data", str(inputs.data), "--out", prepared)
    asking = ("training.ensemble", "--prepared", prepared, "--members", str(run))
    return [
        Step(
            "teacher",
            (*command, "--prepared", prepared),
            _trained(run, recipe, inputs.teacher, lambda: read_material(inputs.prepared)),
        ),
        noted(out, "graded smiles", *labelling, "--landmarker", str(inputs.landmarker)),
        Step(
            "ensemble",
            (*asking, *("--blendshapes", prepared, "--views", VIEWS, "--out", str(out / TAUGHT))),
            lambda: _asked(out / TAUGHT, run, inputs.prepared),
        ),
    ]


def _filming(inputs: Inputs, share: float) -> list[Step]:
    out, films = inputs.out, str(inputs.films)
    faces = ("training.sequences.make", "--data", str(inputs.data), "--out", films)
    return [
        noted(
            *(out, "films of faces", *faces, "--prepared", str(inputs.prepared)),
            *("--landmarker", str(inputs.landmarker), "--share", str(share)),
        ),
        noted(
            *(out, "films of the actor", "training.sequences.actor", "--out", films),
            *("--count", str(max(1, round(COUNT * share)))),
        ),
    ]


def _phase(inputs: Inputs, name: str, recipe: Recipe, before: Path | None) -> Step:
    run = inputs.out / name
    start = ("--imagenet", inputs.imagenet) if before is None else ("--start", before)
    command = (*inputs.launch, "--recipe", name, *map(str, start), "--run", str(run))
    material = ("--prepared", str(inputs.prepared))
    films = inputs.films if recipe.films else None
    if films is not None:
        material += ("--films", str(films))
    labels = inputs.out / TAUGHT / SOFT_LABELS if recipe.distill.share else None
    if labels is not None:
        material += ("--labels", str(labels))
    weights = inputs.imagenet if before is None else before / WEIGHTS

    def learned() -> Material:
        return read_material(inputs.prepared, films=films, labels=labels)

    return Step(name, (*command, *material), _trained(run, recipe, weights, learned))


def _blending(inputs: Inputs, earlier: Path, later: Path, filmed: bool) -> Step:
    out = inputs.out / BLENDED
    material = ("--prepared", str(inputs.prepared))
    if filmed:
        material += ("--films", str(inputs.films))
    return Step(
        "blend",
        ("training.blend", str(earlier), str(later), *material, "--out", str(out)),
        lambda: is_blend_of(out, earlier, later),
    )


def _shipping(inputs: Inputs, last: Path) -> list[Step]:
    """Calibrate, export and measure; little work, so it is done every time."""
    data, models = str(inputs.data), [str(inputs.made / name) for name in FILE_NAMES.values()]
    # Where the files go to a place without a card, there is none to renew.
    writing = ("--write-readme", str(inputs.made / CARD)) if inputs.card.is_file() else ()
    measuring = ("--all", "--data", data, "--out", str(inputs.out / "evaluation"))
    small = ("--model", models[-1], "--ship", str(inputs.made / SMALL))
    return [
        Step(SHIPPING, ("training.calibrate", str(last), "--data", data), lambda: False),
        Step("export", ("training.export", str(last), "--out", str(inputs.made)), lambda: False),
        Step(
            "evaluate",
            (
                *("training.evaluate", *measuring, "--landmarker", str(inputs.landmarker)),
                *("--model", models[-1], "--write-card", *models, *writing),
            ),
            lambda: False,
        ),
        Step(
            "smaller",
            (
                *("training.smaller", "--data", data, "--out", str(inputs.out / "smaller")),
                *(*small, *writing),
            ),
            lambda: False,
        ),
    ]


def _trained(
    run: Path, recipe: Recipe, start: Path, learned: Callable[[], Material]
) -> Callable[[], bool]:
    """Return how to tell that the run of this recipe is complete.

    It began with those weights, and what it learned is what there is to learn from now.
    """

    def is_done() -> bool:
        # The checkpoint is written last of all that an epoch leaves.
        checkpoint = run / LAST
        if not checkpoint.is_file() or not of_recipe(run, as_table(recipe)):
            return False
        if not started_from(run, start):
            return False
        with named(checkpoint):
            state = torch.load(checkpoint, map_location="cpu", weights_only=True)
        if int(state["epoch"]) < recipe.epochs:
            return False
        return bool(read_config(run)["data"] == described(learned()))

    return is_done


def _asked(taught: Path, member: Path, prepared: Path) -> bool:
    """Tell whether the soft labels are what the member and the grades say of the pictures now."""
    file = taught / SOFT_LABELS
    if not file.is_file() or not (member / WEIGHTS).is_file():
        return False
    about = about_soft_labels(file)
    if [one["weights"] for one in about["members"]] != [digest_of_file(member / WEIGHTS)[:16]]:
        return False
    sets = read_sets(prepared)
    if about["data"] != fingerprint(sets):
        return False
    return bool(about.get("grades") == digest_of_values(graded_smiles(prepared, sets)))


def _usual_processes() -> int:
    gpus = torch.cuda.device_count() if torch.cuda.is_available() else 0
    return gpus or max(1, min(MOST_PROCESSES, os.cpu_count() or 1))


def print_taken(taken: Sequence[Taken]) -> None:
    """Print what each step took."""
    for one in taken:
        print(f"{one.name:20} {one.minutes:7.1f} min   {one.memory_mb:6} MB")
    print(f"{'together':20} {sum(one.minutes for one in taken):7.1f} min")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``python -m training.pipeline``; 0 when shipped, 1 when a step failed, 2 bad usage."""
    parser = command_parser("pipeline", __doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--imagenet", type=Path, required=True, help="weights of the eye (.pth)")
    parser.add_argument(
        "--teacher", type=Path, required=True, help="weights of EfficientNet-Lite0 (.pth)"
    )
    parser.add_argument("--landmarker", type=Path, required=True, help="face_landmarker.task")
    parser.add_argument("--out", type=Path, required=True, help="folder of everything it makes")
    parser.add_argument("--models", type=Path, default=MODELS, help="where the model files go")
    parser.add_argument("--phases", nargs="+", default=list(PHASES), help="recipes, in order")
    parser.add_argument("--share", type=float, default=1.0, help="share of the films to make")
    parser.add_argument(
        "--processes", type=int, default=_usual_processes(), help="that train together"
    )
    parser.add_argument("--list", action="store_true", help="only print the commands")
    chosen = parser.parse_args(arguments)
    for file in (chosen.data, chosen.imagenet, chosen.landmarker, chosen.teacher):
        if not file.exists():
            parser.error(f"{file} does not exist")
    inputs = Inputs(
        chosen.data,
        chosen.imagenet,
        chosen.teacher,
        chosen.landmarker,
        chosen.out,
        chosen.models,
        chosen.processes,
    )
    with telling(parser):
        todo = steps(inputs, chosen.phases, chosen.share)
        if chosen.list:
            for step in todo:
                print(f"python -m {shlex.join(step.command)}")
            return 0
        check(inputs)
        first = next(place for place, step in enumerate(todo) if step.name == SHIPPING)
        try:
            run_all(inputs.out, todo[:first])
            lay_out_card(inputs)
            print_taken(run_all(inputs.out, todo[first:]))
        except StepFailedError as error:
            print(error, file=sys.stderr)
            return 1
        ship(inputs, todo)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
