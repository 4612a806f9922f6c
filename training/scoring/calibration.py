"""Probabilities that mean what they say: temperature scaling and its error.

A network's own probabilities are too sure, or too shy.  One temperature divides
its logit (Guo et al., "On Calibration of Modern Neural Networks", 2017,
https://arxiv.org/abs/1706.04599), and for the smile one bias shifts it, which is
Platt's scaling (1999).  Neither changes who smiles more than whom.  The emotions get a
bias each (Alexandari et al., "Maximum Likelihood with Bias-Corrected Calibration is
Hard-To-Beat at Label Shift Adaptation", 2020, https://arxiv.org/abs/1901.06852): the
labels that were learned from give neutral faces to sadness more often than people do.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from laughgame.game.reading import EMOTIONS
from training.files import write_text

BINS: Final = 15
"""Steps of the probability in which what was said is compared with what was so."""

COLDEST: Final = 0.05
HOTTEST: Final = 20.0
"""Bounds of a temperature; a fit that would leave them has too few cases to mean anything."""

Floats = NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Calibration:
    """What is written into a model file: smile = sigmoid(logit / temperature + bias).

    The emotions' logits are divided by ``emotion_temperature``, then ``emotion_biases``, one
    for each in the order of ``EMOTIONS``, are added.  The default changes nothing.
    """

    smile_temperature: float = 1.0
    smile_bias: float = 0.0
    emotion_temperature: float = 1.0
    emotion_biases: tuple[float, ...] = (0.0,) * len(EMOTIONS)

    def __post_init__(self) -> None:
        for name in ("smile_temperature", "emotion_temperature"):
            if not COLDEST <= getattr(self, name) <= HOTTEST:
                raise ValueError(f"{name} is {getattr(self, name)}, not {COLDEST}–{HOTTEST}")
        if not abs(self.smile_bias) <= HOTTEST:
            raise ValueError(f"smile_bias is {self.smile_bias}, not within ±{HOTTEST}")
        biases = self.emotion_biases
        if len(biases) != len(EMOTIONS) or not all(abs(one) <= HOTTEST for one in biases):
            raise ValueError(f"emotion_biases are {biases}, not seven within ±{HOTTEST}")

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Self:
        """Return the calibration of plain values, as JSON holds them."""
        biases = tuple(table.get("emotion_biases", cls().emotion_biases))
        return cls(**{**table, "emotion_biases": biases})

    def smiles(self, probability: Floats) -> Floats:
        """Return the smile [N] (0–1) a calibrated file gives for an uncalibrated one's [N]."""
        return sigmoid(logit(probability) / self.smile_temperature + self.smile_bias)

    def emotions(self, logits: Floats) -> Floats:
        """Return the probabilities [N, 7] that a calibrated file gives for logits [N, 7]."""
        return softmax(logits / self.emotion_temperature + np.array(self.emotion_biases))


def read_calibration(file: Path, weights: str) -> Calibration:
    """Read what :func:`write_calibration` wrote for weights of that SHA-256.

    Raises ``ValueError`` where it is not that, or was fitted to what other weights said.
    """
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        calibration, fitted_to = Calibration.of(kept["calibration"]), kept["weights"]
    except (KeyError, TypeError, json.JSONDecodeError) as error:
        raise ValueError(f"{file} holds no calibration: {error}") from error
    if fitted_to != weights:
        raise ValueError(f"{file} was fitted to other weights: run training.calibrate again")
    return calibration


def write_calibration(
    file: Path, calibration: Calibration, weights: str, report: dict[str, object]
) -> None:
    """Write a calibration, the SHA-256 of its weights and the figures behind it, all at once."""
    kept = {"calibration": asdict(calibration), "weights": weights, "report": report}
    text = json.dumps(kept, indent=2)
    write_text(file, text + "\n")


def fit_smile(logit: Floats, truth: Floats, weight: Floats) -> tuple[float, float]:
    """Return the temperature and bias that make labels [N] (0–1) likeliest.

    Newton's method on 1/temperature and bias, in which the loss is convex.
    Raises ``ValueError`` where the fit leaves the bounds: a class is missing, or the
    logits tell the classes apart without an error.
    """
    smiles, others = logit[truth > 0.5], logit[truth <= 0.5]
    if not smiles.size or not others.size or smiles.min() > others.max():
        raise ValueError(f"no temperature fits: {len(logit)} cases without a single error")
    columns = np.stack([logit, np.ones_like(logit)], axis=1).astype(float)
    scale = np.array([1.0, 0.0])
    for _ in range(100):
        said = sigmoid(columns @ scale)
        slope = columns.T @ (weight * (said - truth))
        bend = (columns * (weight * said * (1 - said))[:, None]).T @ columns
        step = np.linalg.solve(bend + 1e-9 * weight.sum() * np.eye(2), slope)
        # A long step overshoots where the curve is flat.
        step *= min(1.0, 1.0 / max(1e-12, float(np.abs(step).max())))
        scale -= step
        if np.abs(step).max() < 1e-9:
            break
    if not 1 / HOTTEST <= scale[0] <= 1 / COLDEST:
        raise ValueError(f"no temperature fits: 1/T is {scale[0]:.3g} after {len(logit)} cases")
    return 1 / float(scale[0]), float(scale[1])


def fit_emotion(logits: Floats, target: Floats) -> float:
    """Return the temperature that makes target distributions [N, 7] likeliest for logits [N, 7]."""
    low, high = np.log(COLDEST), np.log(HOTTEST)
    ratio = (np.sqrt(5) - 1) / 2
    # Golden section: the loss has a single lowest place.
    for _ in range(60):
        left, right = high - ratio * (high - low), low + ratio * (high - low)
        if _emotion_loss(logits, target, left) < _emotion_loss(logits, target, right):
            high = right
        else:
            low = left
    return float(np.exp((low + high) / 2))


def fit_emotion_biases(logits: Floats, target: Floats) -> tuple[float, tuple[float, ...]]:
    """Return the temperature and the biases [7] that make distributions [N, 7] likeliest.

    Newton's method on 1/temperature and biases, in which the loss is convex.  The biases'
    sum is 0, for only their differences count.
    """
    count, classes = logits.shape
    # Row by row, what each parameter adds to each logit: [N, 7, 1 + 7].
    columns = np.concatenate(
        [logits[:, :, None], np.broadcast_to(np.eye(classes), (count, classes, classes))], axis=2
    )
    found = np.array([1.0, *[0.0] * classes])
    for _ in range(100):
        said = softmax(columns @ found)
        slope = np.einsum("nk,nkp->p", said - target, columns)
        spread = np.einsum("nk,nkp->np", said, columns)
        bend = np.einsum("nk,nkp,nkq->pq", said, columns, columns) - spread.T @ spread
        step = np.linalg.solve(bend + 1e-6 * count * np.eye(1 + classes), slope)
        # A long step overshoots where the curve is flat.
        step *= min(1.0, 1.0 / max(1e-12, float(np.abs(step).max())))
        found -= step
        if np.abs(step).max() < 1e-9:
            break
    if not 1 / HOTTEST <= found[0] <= 1 / COLDEST:
        raise ValueError(f"no temperature fits: 1/T is {found[0]:.3g} after {count} cases")
    biases = found[1:] - found[1:].mean()
    return 1 / float(found[0]), tuple(float(one) for one in biases)


@dataclass(frozen=True, slots=True)
class Reliability:
    """What was said against what was so, in bins that hold at least one case.

    ``said``, ``came`` [B]: mean probability and share of the truth; ``share`` [B]: of all
    cases, sums to 1; ``error``: the expected calibration error, the mean distance of the two.
    """

    said: Floats
    came: Floats
    share: Floats
    error: float


def reliability(
    probability: Floats,
    truth: Floats,
    weight: Floats | None = None,
    bins: int = BINS,
    equal_mass: bool = False,
) -> Reliability:
    """Compare probabilities [N] with labels [N] (0–1), in bins of equal width or equal mass.

    Naeini et al., "Obtaining Well Calibrated Probabilities Using Bayesian Binning", 2015.
    """
    weight = np.ones(len(probability)) if weight is None else weight
    if equal_mass:
        order = np.argsort(probability, kind="stable")
        passed = np.cumsum(weight[order]) - weight[order] / 2
        place = np.empty(len(probability), int)
        place[order] = np.minimum((passed / weight.sum() * bins).astype(int), bins - 1)
    else:
        place = np.minimum((probability * bins).astype(int), bins - 1)
    mass = np.bincount(place, weight, bins)
    used = mass > 0
    said = np.bincount(place, weight * probability, bins)[used] / mass[used]
    came = np.bincount(place, weight * truth, bins)[used] / mass[used]
    share = mass[used] / mass.sum() if used.any() else mass[used]
    error = float((np.abs(said - came) * share).sum()) if used.any() else float("nan")
    return Reliability(said, came, share, error)


def chance_error(probability: Floats, weight: Floats | None = None, draws: int = 200) -> float:
    """Return the error that perfect probabilities would show on as many cases, by chance alone."""
    chance = np.random.default_rng(0)
    return float(
        np.mean(
            [
                reliability(
                    probability, (chance.random(len(probability)) < probability) * 1.0, weight
                ).error
                for _ in range(draws)
            ]
        )
    )


def sigmoid(logit: Floats) -> Floats:
    """Return 1 / (1 + e^−x) without overflow."""
    return 0.5 * (1 + np.tanh(np.asarray(logit, float) / 2))


def logit(probability: Floats) -> Floats:
    """Return the logit of probabilities, kept 1e−7 from 0 and 1 (float32 knows no closer)."""
    kept = np.clip(np.asarray(probability, float), 1e-7, 1 - 1e-7)
    return np.log(kept) - np.log1p(-kept)


def softmax(logits: Floats) -> Floats:
    """Return probabilities of logits [N, K]."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def _emotion_loss(logits: Floats, target: Floats, log_temperature: float) -> float:
    said = softmax(logits / np.exp(log_temperature))
    return float(-(target * np.log(np.maximum(said, 1e-12))).sum(axis=1).mean())
