"""Make a trained network's probabilities mean what they say.

    python -m training.calibrate RUN --data DATA

exports the run as it is, lets the runtime judge held-out people through that file,
and fits, on the *validation* people alone, one temperature and one bias for the
smile, and one temperature and seven biases for the emotions.  RUN receives ``calibration.json``,
which ``training.export`` bakes into the model files, and ``calibration.png``.  The
expected calibration error before and after is measured on the *test* people, to whom
nothing was fitted.

For the smile, GENKI-4K and London count one a picture and SMILEs altogether as much
as GENKI-4K: it has more pictures, but no colour and no room around the face.  The
emotions are fitted to the ten voters of one half of FER2013's PublicTest, so that
0.7 means that seven in ten people would say so, and measured on the other half.  It
does not mean right seven times in ten: against the set's single label the same
probabilities are further off, and both errors are kept.
"""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

from laughgame.vision.model_contract import ModelForm
from training.command import command_parser, telling
from training.data import load
from training.evaluation.by_set import smile_arrays
from training.evaluation.calibration_tables import (
    CALIBRATED_ON,
    EMOTION_SET,
    EmotionCases,
    calibration_cases,
    emotion_cases,
)
from training.evaluation.judging import Judged, judge_held_out
from training.experiments.experiment import digest_of_file
from training.export import CALIBRATION_FILE, export, load_network
from training.files import replacing
from training.places import FILE_NAMES, WEIGHTS
from training.scoring.calibration import (
    Calibration,
    Floats,
    Reliability,
    chance_error,
    fit_emotion_biases,
    fit_smile,
    logit,
    reliability,
    write_calibration,
)


def smile_weights(ones: Sequence[Judged]) -> Floats:
    """Return the weight [N] of each picture in the fit: SMILEs together as much as GENKI-4K."""
    names = [one.sample.dataset for one in ones]
    smiles, genki = names.count("smiles"), names.count("genki4k")
    share = genki / smiles if smiles and genki else 1.0
    return np.array([share if name == "smiles" else 1.0 for name in names])


def fit(judged: Mapping[str, Sequence[Judged]]) -> Calibration:
    """Fit a calibration to what an uncalibrated file said of held-out people.

    Raises ``ValueError`` where there is too little to fit to.
    """
    ones = calibration_cases(judged, "validation")
    smile, truth = smile_arrays(ones)
    temperature, bias = fit_smile(logit(smile), truth.astype(float), smile_weights(ones))
    cases = emotion_cases(judged, fitted=True)
    if not len(cases.said):
        raise ValueError("nobody voted on the emotions of any held-out picture: nothing to fit to")
    return Calibration(temperature, bias, *fit_emotion_biases(cases.logits, cases.votes))


def measure(
    judged: Mapping[str, Sequence[Judged]], calibration: Calibration
) -> dict[str, dict[str, float]]:
    """Return the calibration errors on test people as the file said them, and calibrated."""
    found: dict[str, dict[str, float]] = {}
    for name in (*CALIBRATED_ON, "all"):
        ones = calibration_cases(judged if name == "all" else {name: judged[name]}, "test")
        smile, truth = smile_arrays(ones)
        after = calibration.smiles(smile)
        found[f"smile, {name}"] = {
            "pictures": len(ones),
            "share_smiling": float(truth.mean()),
            "ece_before": reliability(smile, truth).error,
            "ece_after": reliability(after, truth).error,
            "equal_mass_before": reliability(smile, truth, equal_mass=True).error,
            "equal_mass_after": reliability(after, truth, equal_mass=True).error,
            "ece_by_chance": chance_error(after),
        }
    cases = emotion_cases(judged, fitted=False)
    after = calibrated_cases(cases, calibration)
    for name, before_came, came in (
        ("label", cases.right, after.right),
        ("voters", cases.given, after.given),
    ):
        found[f"emotion, {name}"] = {
            "pictures": len(after.said),
            "ece_before": reliability(cases.sure, before_came).error,
            "ece_after": reliability(after.sure, came).error,
        }
    return found


def calibrated_cases(cases: EmotionCases, calibration: Calibration) -> EmotionCases:
    """Return the cases as a calibrated file would have answered."""
    return cases._replace(said=calibration.emotions(cases.logits))


def draw(judged: Mapping[str, Sequence[Judged]], calibration: Calibration, file: Path) -> None:
    """Draw what was said against what was so, before and after, as a PNG."""
    ones = calibration_cases(judged, "test")
    smile, truth = smile_arrays(ones)
    cases = emotion_cases(judged, fitted=False)
    after = calibrated_cases(cases, calibration)
    figure = Figure(figsize=(10, 5), layout="constrained")
    axes = figure.subplots(1, 2)
    _diagram(
        axes[0],
        "Smile",
        "share that smiles",
        reliability(smile, truth),
        reliability(calibration.smiles(smile), truth),
    )
    _diagram(
        axes[1],
        "Likeliest emotion",
        "share of voters who say so",
        reliability(cases.sure, cases.given),
        reliability(after.sure, after.given),
    )
    with replacing(file) as part:
        figure.savefig(part, dpi=120, format="png")


def judge_uncalibrated(run: Path, data: Path) -> dict[str, list[Judged]]:
    """Export a run without calibration and judge the held-out people through that file."""
    samples = load(data, (*CALIBRATED_ON, EMOTION_SET))
    with tempfile.TemporaryDirectory() as aside:
        export(load_network(run), Path(aside))
        return judge_held_out(samples, Path(aside) / FILE_NAMES[ModelForm.STREAM])


def _diagram(axes, title: str, came: str, before: Reliability, after: Reliability) -> None:
    axes.plot([0, 1], [0, 1], color="#7C966F", linewidth=1)
    for found, name, colour, mark in (
        (before, "before", "#C4270E", "s"),
        (after, "calibrated", "#0A64B4", "o"),
    ):
        axes.plot(found.said, found.came, color=colour, linewidth=1.2)
        axes.scatter(
            found.said,
            found.came,
            s=12 + 500 * found.share,
            color=colour,
            alpha=0.6,
            marker=mark,
            label=f"{name}, ECE {found.error:.3f}",
        )
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="probability given", ylabel=came, title=title)
    axes.set_aspect("equal")
    axes.legend(loc="upper left")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``python -m training.calibrate``; 0 when fitted, 2 on bad usage."""
    parser = command_parser("calibrate", __doc__)
    parser.add_argument("run", type=Path, help="run folder of training.train")
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    chosen = parser.parse_args(arguments)
    with telling(parser):
        judged = judge_uncalibrated(chosen.run, chosen.data)
        calibration = fit(judged)
    found = measure(judged, calibration)
    write_calibration(
        chosen.run / CALIBRATION_FILE,
        calibration,
        digest_of_file(chosen.run / WEIGHTS),
        {"test": found},
    )
    draw(judged, calibration, chosen.run / "calibration.png")
    print(
        f"smile: temperature {calibration.smile_temperature:.3f}, bias "
        f"{calibration.smile_bias:+.3f}; emotions: temperature "
        f"{calibration.emotion_temperature:.3f}, biases "
        + " ".join(f"{bias:+.2f}" for bias in calibration.emotion_biases)
    )
    for name, entry in found.items():
        print(
            f"{name:16} {entry['pictures']:5} pictures   ECE {entry['ece_before']:.4f} → "
            f"{entry['ece_after']:.4f}"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
