"""Both forms of the model in the runtime that the game judges with: the answers to compare with.

``page.mjs`` does the same in a browser, step for step.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np

from laughgame.vision.model_contract import FEATURES, FRAMES, ModelForm, open_model, run_model
from laughgame.vision.pixel_scale import PixelScale
from tests.browser.films import Films
from tests.browser.outcome import Outcome

TIMED_ON: Final = "actor"
"""The film whose frames are timed."""


def judge(file: Path, films: Films, threads: int, timed: int) -> Outcome:
    """Return the answers to every frame of the films, and the times of ``timed`` more frames.

    Every film begins with a face that has no past.  A frame is timed from its crop to its answer.
    """
    card, session = open_model(file, threads)
    scale = PixelScale(card)

    def new_face() -> Callable[[np.ndarray], list[np.ndarray]]:
        past: np.ndarray | None = None

        def stream(crop: np.ndarray) -> list[np.ndarray]:
            nonlocal past
            frame = scale.scaled(crop[np.newaxis])
            if past is None:
                nothing = np.zeros((1, FRAMES - 1, FEATURES), np.float32)
                features = run_model(session, card.form, {"frame": frame, "history": nothing})[2]
                past = np.repeat(features[:, np.newaxis], FRAMES - 1, axis=1)
            outputs = run_model(session, card.form, {"frame": frame, "history": past})
            past = np.concatenate([past[:, 1:], outputs[2][:, np.newaxis]], axis=1)
            return list(outputs)

        def sequence(crop: np.ndarray) -> list[np.ndarray]:
            nonlocal past
            frame = scale.scaled(crop[np.newaxis])
            if past is None:
                past = np.repeat(frame, FRAMES, axis=0)
            past = np.concatenate([past[1:], frame])
            return list(run_model(session, card.form, {"frames": past[np.newaxis]}))

        return stream if card.form is ModelForm.STREAM else sequence

    answers = {}
    for name, crops in films.items():
        step = new_face()
        answers[name] = np.stack([np.concatenate(step(crop), axis=None) for crop in crops])
    step, times_ms = new_face(), []
    step(films[TIMED_ON][0])
    for number in range(timed):
        begun = time.perf_counter()
        step(films[TIMED_ON][number % len(films[TIMED_ON])])
        times_ms.append((time.perf_counter() - begun) * 1000)
    return Outcome(answers, times_ms)
