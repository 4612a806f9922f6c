r"""The whole recipe, from the data sets' zip files to the shipped model files, in one command.

    python -m training.pipeline --data DATA --imagenet mobilenet_v3_small_imagenet.pth \
        --landmarker face_landmarker.task --out runs/shipped

Each step is one of this package's own commands, run in its own process; a step
whose result is there is not done again, and one that was ended goes on where it
stopped.  ``OUT/pipeline.json`` keeps each step's command, time and memory.  The
model files are written last, into ``--models``.

Training runs as one process a core (a GPU, where there are some): two processes of
one thread each learn a fifth to a third faster than one of two threads, for much of a
small network's step is done by one thread.
"""

import argparse
import json
import os
import resource
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import torch

from training.clips import MODELS
from training.experiment import of_recipe
from training.export import FILE_NAMES
from training.recipe import as_table, read_recipe
from training.sequences.actor import COUNT
from training.train import RECIPES

MOST_PROCESSES: Final = 4
"""Batches of 64 leave each at least 16 pictures to count its normalisation over."""

KEEPING_MEMORY: Final = {
    "MALLOC_MMAP_MAX_": "0",
    "MALLOC_TRIM_THRESHOLD_": str(16 * 2**30),
    "MALLOC_TOP_PAD_": str(200 * 2**20),
}
"""For glibc: keep what a step of training gives back, for the next step wants it again.

To return and fetch it anew took a tenth of the time (mallopt(3)); elsewhere unread.
"""

PHASES: Final = ("pretrain", "finetune", "hard_cases")
"""The recipes in their order; each starts from the weights of the one before."""


@dataclass(frozen=True, slots=True)
class Step:
    """One command of this package, and how to tell that it is complete."""

    name: str
    command: tuple[str, ...]
    is_done: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Done:
    """What a step took: minutes of the clock and its largest memory in MB, children included."""

    name: str
    command: str
    minutes: float
    memory_mb: int


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files the recipe begins with and the folders it writes to."""

    data: Path
    imagenet: Path
    landmarker: Path
    out: Path
    models: Path
    processes: int = 1

    @property
    def launch(self) -> tuple[str, ...]:
        """Return what starts the training, in as many processes as wanted."""
        if self.processes == 1:
            return ("training.train",)
        together = ("torch.distributed.run", "--standalone", "--nproc-per-node")
        # Without the dashes torchrun takes --run for one of its own options.
        return (*together, str(self.processes), "-m", "--", "training.train")


class StepFailedError(RuntimeError):
    """A step ended with an error; what was finished before it stays."""


def steps(inputs: Inputs, phases: Sequence[str] = PHASES, share: float = 1.0) -> list[Step]:
    """Return the steps in order; ``share`` thins out the films, to try the whole quickly."""
    data, out = str(inputs.data), inputs.out
    prepared, films = out / "prepared", out / "films"
    runs = [out / phase for phase in phases]
    made = [
        Step(
            "prepare",
            ("training.prepare", "--data", data, "--out", str(prepared)),
            lambda: _marked(out, "prepare"),
        ),
        Step(
            "rejects",
            ("training.faults", "--prepared", str(prepared), "--imagenet", str(inputs.imagenet)),
            lambda: _marked(out, "rejects"),
        ),
    ]
    filming = [
        Step(
            "films of faces",
            (
                *("training.sequences.make", "--data", data, "--out", str(films)),
                *("--prepared", str(prepared), "--landmarker", str(inputs.landmarker)),
                *("--share", str(share)),
            ),
            lambda: _marked(out, "films of faces"),
        ),
        Step(
            "films of the actor",
            (
                *("training.sequences.actor", "--out", str(films)),
                *("--count", str(max(1, round(COUNT * share)))),
            ),
            lambda: _marked(out, "films of the actor"),
        ),
    ]
    for before, (phase, run) in zip([None, *runs], zip(phases, runs, strict=True), strict=False):
        start = ("--imagenet", inputs.imagenet) if before is None else ("--start", before)
        command = (*inputs.launch, "--recipe", phase, *map(str, start), "--run", str(run))
        material = ("--prepared", str(prepared))
        if read_recipe(RECIPES / f"{phase}.toml").films:
            # What learns from stills alone need not wait for the films.
            made += filming
            filming = []
            material += ("--films", str(films))
        made.append(Step(phase, (*command, *material), _trained(run, phase)))
    blended = out / "blended"
    if len(runs) > 1:
        ends = (str(runs[0]), str(runs[-1]), "--prepared", str(prepared), "--films", str(films))
        made.append(
            Step(
                "blend",
                ("training.blend", *ends, "--out", str(blended)),
                lambda: _marked(out, "blend"),
            )
        )
    models = [str(inputs.models / name) for name in FILE_NAMES.values()]
    last = str(blended if len(runs) > 1 else runs[-1])
    made += [
        Step("calibrate", ("training.calibrate", last, "--data", data), lambda: False),
        Step("export", ("training.export", last, "--out", str(inputs.models)), lambda: False),
        Step(
            "evaluate",
            (
                *("training.evaluate", "--all", "--data", data, "--out", str(out / "evaluation")),
                *("--landmarker", str(inputs.landmarker), "--model", models[-1]),
                *("--write-card", *models),
            ),
            lambda: False,
        ),
    ]
    return made


def run_all(inputs: Inputs, todo: Sequence[Step]) -> list[Done]:
    """Run what is not done yet; raises :class:`StepFailedError` at the first that fails."""
    inputs.out.mkdir(parents=True, exist_ok=True)
    for step in todo:
        if step.is_done():
            print(f"[{step.name}] is complete", flush=True)
            continue
        print(f"[{step.name}] python -m {shlex.join(step.command)}", flush=True)
        began = time.monotonic()
        failed = subprocess.run(
            [sys.executable, "-m", *step.command],
            check=False,
            env=os.environ | KEEPING_MEMORY,
        ).returncode
        done = Done(
            step.name,
            shlex.join(("python", "-m", *step.command)),
            round((time.monotonic() - began) / 60, 1),
            # The largest of all processes so far: Linux counts it in kilobytes.
            resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
        )
        if failed:
            raise StepFailedError(f"{step.name} ended with {failed}; run the same command to go on")
        _note(inputs.out, done)
    return read_done(inputs.out)


def read_done(out: Path) -> list[Done]:
    """Return what ``OUT/pipeline.json`` says of the steps that were finished."""
    file = out / "pipeline.json"
    if not file.is_file():
        return []
    return [Done(**entry) for entry in json.loads(file.read_text(encoding="utf-8"))]


def _note(out: Path, done: Done) -> None:
    """Keep a step's entry; time that an ended try took before is not known, and not added."""
    kept = [one for one in read_done(out) if one.name != done.name]
    part = out / "pipeline.part"
    text = json.dumps([asdict(one) for one in (*kept, done)], indent=2)
    part.write_text(text + "\n", encoding="utf-8")
    part.replace(out / "pipeline.json")


def _marked(out: Path, name: str) -> bool:
    return any(done.name == name for done in read_done(out))


def _trained(run: Path, phase: str) -> Callable[[], bool]:
    recipe = read_recipe(RECIPES / f"{phase}.toml")

    def is_done() -> bool:
        # The checkpoint is written last of all that an epoch leaves.
        checkpoint = run / "last.pt"
        if not checkpoint.is_file() or not of_recipe(run, as_table(recipe)):
            return False
        state = torch.load(checkpoint, map_location="cpu", weights_only=True)
        return int(state["epoch"]) >= recipe.epochs

    return is_done


def _usual_processes() -> int:
    gpus = torch.cuda.device_count() if torch.cuda.is_available() else 0
    return gpus or max(1, min(MOST_PROCESSES, os.cpu_count() or 1))


def print_done(done: Sequence[Done]) -> None:
    """Print what each step took."""
    for one in done:
        print(f"{one.name:20} {one.minutes:7.1f} min   {one.memory_mb:6} MB")
    print(f"{'together':20} {sum(one.minutes for one in done):7.1f} min")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``python -m training.pipeline``; 0 when shipped, 1 when a step failed, 2 bad usage."""
    parser = argparse.ArgumentParser(prog="python -m training.pipeline", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--imagenet", type=Path, required=True, help="weights of the eye (.pth)")
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
    for file in (chosen.data, chosen.imagenet, chosen.landmarker):
        if not file.exists():
            parser.error(f"{file} does not exist")
    inputs = Inputs(
        chosen.data,
        chosen.imagenet,
        chosen.landmarker,
        chosen.out,
        chosen.models,
        chosen.processes,
    )
    try:
        todo = steps(inputs, chosen.phases, chosen.share)
    except (FileNotFoundError, ValueError) as error:
        parser.error(str(error))
    if chosen.list:
        for step in todo:
            print(f"python -m {shlex.join(step.command)}")
        return 0
    try:
        print_done(run_all(inputs, todo))
    except StepFailedError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
