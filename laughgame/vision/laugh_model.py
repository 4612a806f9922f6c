"""Run the dual-head network over face crops: how much of a smile, and which feeling.

A verdict rests on five frames.  A *stream* model keeps the features of the last
four, so each new frame costs one pass; a *sequence* model sees all five again.
Either way the past before the first frame is taken to be that same frame.  Of
several faces each has a past of its own.
"""

from contextlib import nullcontext
from pathlib import Path
from typing import Final, NamedTuple, Protocol

import numpy as np

from laughgame.vision.frame import Image
from laughgame.vision.model_contract import (
    FEATURES,
    FRAMES,
    TRIAL_LIMIT_S,
    ContractError,
    ModelForm,
    OpenModel,
    Tensor,
    check_answer,
    open_model,
    run_model,
    run_trial,
    trial_frames,
)
from laughgame.vision.onnx_session import InferenceSession, TimeLimit
from laughgame.vision.pixel_scale import PixelScale

BATCH: Final = 16
"""Stills that go through the network together; bounds the memory of :meth:`read_stills`."""


class Prediction(NamedTuple):
    """``smile`` is a probability, ``emotions`` seven that sum to 1 (order of ``EMOTIONS``)."""

    smile: float
    emotions: tuple[float, ...]


class LaughModel:
    """A loaded model with its memory of the last frames of every face it follows.

    One instance belongs to one thread at a time.
    """

    def __init__(
        self, model: Path | str | OpenModel, threads: int = 1, limit: TimeLimit | None = None
    ) -> None:
        """Load, check and warm a model file, or warm one that is open already.

        ``threads`` share one run of a file; 1 is the fastest for a game that leaves
        the other cores alone.  A ``limit`` breaks off every run once it is over; without
        one only the first may not take for ever.  Raises ``ContractError``.
        """
        opened = model if isinstance(model, OpenModel) else open_model(model, threads)
        self.card, session = opened
        self._pixels = PixelScale(self.card)
        self._frame = np.zeros((1, 3, self.card.size, self.card.size), np.float32)
        self._runner: _Runner
        if self.card.form is ModelForm.STREAM:
            self._runner = _StreamRunner(session, limit)
        else:
            self._runner = _SequenceRunner(session, limit)
        black = np.zeros((1, self.card.size, self.card.size, 3), np.uint8)
        with TimeLimit(TRIAL_LIMIT_S) if limit is None else nullcontext(limit) as first:
            run_trial(opened, trial_frames(self.card, black), limit=first)

    def read(self, crop: Image, track: int = 0) -> Prediction:
        """Judge a face's next crop, uint8 RGB (224, 224, 3), in the light of the four before it.

        ``track`` tells whose past it is.  Raises ``ContractError`` where the model answers
        with anything but finite numbers and a smile from 0 to 1; that past is then forgotten.
        """
        self._pixels.scale(crop, self._frame[0])
        try:
            smile, logits = self._runner.step(self._frame, track)
        except ContractError:
            self.forget(track)
            raise
        return Prediction(float(smile[0]), tuple(_softmax(logits)[0].tolist()))

    def forget(self, track: int) -> None:
        """Forget the frames seen of one face: its next one starts a new history."""
        self._runner.pasts.pop(track, None)

    def reset(self) -> None:
        """Forget the frames seen of all faces."""
        self._runner.pasts.clear()

    def read_still(self, crop: Image) -> Prediction:
        """Judge one crop as five equal frames; the history of :meth:`read` stays as it is."""
        smile, emotions = self.read_stills(crop[np.newaxis])
        return Prediction(float(smile[0]), tuple(emotions[0].tolist()))

    def read_stills(self, crops: Image) -> tuple[Tensor, Tensor]:
        """Judge stills, uint8 (N, 224, 224, 3): smiles (N,) and emotions (N, 7).

        Raises ``ContractError`` like :meth:`read`.
        """
        smiles = np.empty(len(crops), np.float32)
        emotions = np.empty((len(crops), len(self.card.labels)), np.float32)
        for begin in range(0, len(crops), BATCH):
            batch = slice(begin, begin + BATCH)
            frames = self._pixels.scaled(crops[batch])
            smile, logits = self._runner.stills(frames)
            smiles[batch], emotions[batch] = smile, _softmax(logits)
        return smiles, emotions


class _Runner(Protocol):
    """One form of the network; each returns smiles (N,) and emotion logits (N, 7), checked.

    ``pasts`` are what it remembers of the faces it follows.
    """

    pasts: dict[int, Tensor]

    def step(self, frame: Tensor, track: int) -> tuple[Tensor, Tensor]: ...

    def stills(self, frames: Tensor) -> tuple[Tensor, Tensor]: ...


class _StreamRunner:
    def __init__(self, session: InferenceSession, limit: TimeLimit | None) -> None:
        self._session = session
        self._limit = limit
        self.pasts: dict[int, Tensor] = {}

    def step(self, frame: Tensor, track: int) -> tuple[Tensor, Tensor]:
        history = self.pasts.get(track)
        if history is None:
            history = self.pasts[track] = self._as_its_own_past(frame)
        smile, logits, features = self._run(frame, history)
        history[0, :-1] = history[0, 1:]
        history[0, -1] = features[0]
        return smile, logits

    def stills(self, frames: Tensor) -> tuple[Tensor, Tensor]:
        smile, logits, _ = self._run(frames, self._as_its_own_past(frames))
        return smile, logits

    def _as_its_own_past(self, frames: Tensor) -> Tensor:
        """Return the history of a face that has always looked as it does now."""
        nothing = np.zeros((len(frames), FRAMES - 1, FEATURES), np.float32)
        features = self._run(frames, nothing)[2]
        return np.repeat(features[:, np.newaxis], FRAMES - 1, axis=1)

    def _run(self, frame: Tensor, history: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        smile, logits, features = run_model(
            self._session, ModelForm.STREAM, {"frame": frame, "history": history}, self._limit
        )
        # A history that is not finite would spoil the verdicts of frames to come.
        check_answer(smile, logits, features)
        return smile, logits, features


class _SequenceRunner:
    def __init__(self, session: InferenceSession, limit: TimeLimit | None) -> None:
        self._session = session
        self._limit = limit
        self.pasts: dict[int, Tensor] = {}

    def step(self, frame: Tensor, track: int) -> tuple[Tensor, Tensor]:
        frames = self.pasts.get(track)
        if frames is None:
            frames = self.pasts[track] = np.repeat(frame[:, np.newaxis], FRAMES, axis=1)
        else:
            frames[0, :-1] = frames[0, 1:]
            frames[0, -1] = frame[0]
        return self._run(frames)

    def stills(self, frames: Tensor) -> tuple[Tensor, Tensor]:
        return self._run(np.repeat(frames[:, np.newaxis], FRAMES, axis=1))

    def _run(self, frames: Tensor) -> tuple[Tensor, Tensor]:
        smile, logits = run_model(
            self._session, ModelForm.SEQUENCE, {"frames": frames}, self._limit
        )
        check_answer(smile, logits)
        return smile, logits


def _softmax(logits: Tensor) -> Tensor:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), np.float32)
