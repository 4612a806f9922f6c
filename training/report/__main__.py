r"""Compare runs side by side on one page that needs nothing beside itself.

    python -m training.report runs/first runs/second --out page.html --data DATA

Everything comes from what the runs left in their folders (see
``training.experiments.experiment``); a run that left less is shown with what there is.
``--data`` adds the groups that only the data folder knows of: head pose, gender, ethnicity.
"""

from collections.abc import Sequence
from pathlib import Path

from training.command import command_parser, telling
from training.data import LOADERS, load
from training.files import write_text
from training.page import Section, page
from training.report import epochs, people, pictures, settings, summary
from training.report.runs import Run, read_runs


def report(
    runs: Sequence[Run], notes: people.Notes | None = None, first: Sequence[Section] = ()
) -> str:
    """Return the page; ``notes`` are what is known of the pictures beyond their labels.

    The sections ``first`` come before all others.
    """
    sections = (
        *first,
        summary.overview(runs),
        summary.figures(runs),
        people.groups(runs, notes or {}),
        epochs.study(runs),
        pictures.curves(runs),
        pictures.rocs(runs),
        pictures.reliabilities(runs),
        pictures.confusions(runs),
        settings.differences(runs),
        settings.data(runs),
    )
    one = "One run" if len(runs) == 1 else f"{len(runs)} runs side by side"
    return page(
        "Training report", f"{one}.", [section for section in sections if section is not None]
    )


def notes_from(data: Path, runs: Sequence[Run]) -> people.Notes:
    """Read from the data folder what the loaders know of the held-out pictures of these runs."""
    named = {
        dataset
        for run in runs
        if run.predictions is not None
        for dataset in run.predictions.datasets
    }
    samples = load(data, [name for name in LOADERS if name in named])
    return {
        (sample.dataset, sample.name): dict(sample.notes)
        for ones in samples.values()
        for sample in ones
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``python -m training.report``; 0 when written, 2 on bad usage."""
    parser = command_parser("report", __doc__)
    parser.add_argument("runs", nargs="+", type=Path, metavar="RUN", help="run folders")
    parser.add_argument("--out", type=Path, required=True, help="the HTML file to write")
    parser.add_argument("--data", type=Path, help="folder of the data sets, for more groups")
    chosen = parser.parse_args(arguments)
    with telling(parser):
        runs = read_runs(chosen.runs)
        notes = notes_from(chosen.data, runs) if chosen.data else None
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    write_text(chosen.out, report(runs, notes))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
