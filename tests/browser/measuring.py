"""The same films before the game's own runtime and before a browser, in turns."""

import json
import os
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from queue import Empty
from typing import Any, Final
from urllib.parse import urlencode

import numpy as np

from laughgame.app import paths
from tests.browser import chromium, examples, native, runtime
from tests.browser.chromium import BrowserError
from tests.browser.films import Films
from tests.browser.outcome import SMILE, Outcome, Row
from tests.browser.server import FolderServer, serving

FORMS: Final = ("dual_head_stream.onnx", "dual_head.onnx")
"""Both forms, the one that the game runs first."""

MODELS: Final = (*FORMS, "dual_head_stream_small.onnx")
"""What is measured.  The last counts its memory in 8 bits, which every runtime rounds its own
way: it is shown, and need not agree."""

NATIVE: Final = "native"
WASM: Final = "browser, WebAssembly"
WEBGPU: Final = "browser, WebGPU"

PATIENCE_S: Final = 300.0
"""How long one page may take in all before it is given up."""

HERE: Final = Path(__file__).parent


class Runs:
    """What was measured so far, round by round: outcomes by model file, place and threads."""

    def __init__(self) -> None:
        self._rounds: list[dict[tuple[str, str, int], Outcome]] = []

    def begin_round(self) -> None:
        self._rounds.append({})

    def add(self, place: str, threads: int, outcomes: Mapping[str, Outcome]) -> None:
        for file, outcome in outcomes.items():
            self._rounds[-1][file, place, threads] = outcome

    def rows(self) -> list[Row]:
        """Return a row a model, place and number of threads, of those that no round lacks.

        All answers of all rounds are held against those that the model gave first, which are
        the game's own.  Of the times, those of the quieter half of the rounds count: the same
        work only takes longer where a neighbour takes the machine.
        """
        quieter = sorted(self._rounds, key=_spent_ms)[: (len(self._rounds) + 1) // 2]
        whole = [key for key in self._rounds[0] if all(key in one for one in self._rounds)]
        keys = sorted(whole, key=lambda key: MODELS.index(key[0]))
        truths: dict[str, Outcome] = {}
        for file, place, threads in keys:
            truths.setdefault(file, self._rounds[0][file, place, threads])
        return [
            Row(
                *key,
                max(one[key].difference(truths[key[0]]) for one in self._rounds),
                max(one[key].difference(truths[key[0]], SMILE) for one in self._rounds),
                [time_ms for one in quieter for time_ms in one[key].times_ms],
            )
            for key in keys
        ]


def _spent_ms(outcomes: Mapping[tuple[str, str, int], Outcome]) -> float:
    return sum(sum(outcome.times_ms) for outcome in outcomes.values())


def measure(
    films: Films,
    rounds: int,
    timed: int,
    threads: Sequence[int],
    program: str,
    models: Sequence[str] = MODELS,
) -> tuple[list[Row], str]:
    """Return the table's rows, and why WebGPU was not measured, empty where it was.

    Each round asks the native runtime and then the browser, with every number of threads, so
    that what else the machine does falls on both.  Raises :class:`BrowserError`.
    """
    runs, without_gpu = Runs(), ""
    with _folder(films, models) as root, serving(root) as server:
        for _ in range(rounds):
            runs.begin_round()
            for count in threads:
                answered = {
                    file: native.judge(root / "models" / file, films, count, timed)
                    for file in models
                }
                runs.add(NATIVE, count, answered)
                asked = {"device": "wasm", "threads": count, "timed": timed}
                runs.add(WASM, count, _outcomes(_ask(server, program, asked)))
            if not without_gpu:
                without_gpu = _measure_gpu(runs, server, program, timed)
    return runs.rows(), without_gpu


def _measure_gpu(runs: Runs, server: FolderServer, program: str, timed: int) -> str:
    """Measure WebGPU where there is any, or return why not; it keeps nobody from the rest."""
    try:
        answer = _ask(server, program, {"device": "webgpu", "threads": 1, "timed": timed})
        if "unavailable" in answer:
            return "the browser found no graphics card"
        runs.add(WEBGPU, 1, _outcomes(answer))
    except BrowserError as error:
        return str(error).splitlines()[0]
    return ""


def show_example(films: Films, program: str) -> list[str]:
    """Show the page of ``models/README.md`` in the browser and return the lines it wrote.

    Raises :class:`BrowserError` where they are not what the game itself says of the crops.
    """
    with _folder(films) as root, serving(root) as server:
        lines = [str(line) for line in _ask(server, program, {"example": "example.html"})["lines"]]
    if faults := examples.faults(lines, films):
        raise BrowserError(f"the page of models/README.md says {'; '.join(faults)}")
    return lines


def thread_counts() -> list[int]:
    """Return the numbers of threads worth measuring here: one, and as many as cores, up to four."""
    return sorted({1, min(4, os.cpu_count() or 1)})


@contextmanager
def _folder(films: Films, models: Sequence[str] = ()) -> Iterator[Path]:
    """Make the folder that is served: page, example, models, films, crops and the runtime."""
    with tempfile.TemporaryDirectory(prefix="laughgame-") as name:
        root = Path(name)
        for page in ("page.html", "page.mjs"):
            (root / page).write_bytes((HERE / page).read_bytes())
        (root / "node_modules").symlink_to(runtime.INSTALLED, target_is_directory=True)
        (root / "models").symlink_to(paths.root() / "models", target_is_directory=True)
        (root / "example.html").write_text(examples.browser_example(), encoding="utf-8")
        examples.write_crops(root, films)
        (root / "films").mkdir()
        for film, crops in films.items():
            (root / "films" / film).write_bytes(crops.tobytes())
        job = {"models": models, "films": list(films), "timed_on": native.TIMED_ON}
        (root / "job.json").write_text(json.dumps(job), encoding="utf-8")
        yield root


def _ask(server: FolderServer, program: str, asked: Mapping[str, object]) -> dict[str, Any]:
    """Show the page with what is asked of it and return its answer.

    Raises :class:`BrowserError` where it fails, says nothing in time or the browser ends.
    """
    deadline = time.monotonic() + PATIENCE_S
    with chromium.showing(program, f"{server.address}/page.html?{urlencode(asked)}") as browser:
        while time.monotonic() < deadline and browser.running:
            try:
                answer: dict[str, Any] = server.answers.get(timeout=0.2)
            except Empty:
                continue
            if "error" in answer:
                raise BrowserError(f"the page failed with {dict(asked)}: {answer['error']}")
            return answer
        what = f"did not answer in {PATIENCE_S:.0f} s" if browser.running else "ended by itself"
        raise BrowserError(f"the browser {what} with {dict(asked)}:\n{browser.last_words()}")


def _outcomes(answer: Mapping[str, Any]) -> dict[str, Outcome]:
    """Return what a page measured, by model file.

    Raises :class:`BrowserError` where it was not isolated (it gets no threads then) or ran
    another version than the pinned one.
    """
    if not answer["isolated"] or answer["version"] != runtime.pinned():
        raise BrowserError(
            f"the page ran {answer['version']}, isolated: {answer['isolated']}; "
            f"wanted is {runtime.pinned()} in an isolated page"
        )
    return {
        file: Outcome(
            {film: np.array(rows, np.float64) for film, rows in told["answers"].items()},
            told["times_ms"],
        )
        for file, told in answer["outcomes"].items()
    }
