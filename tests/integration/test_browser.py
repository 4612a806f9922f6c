"""The models outside the game: in a browser, and in the examples that stand in their README."""

import http.client
import importlib.metadata
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from laughgame.vision.laugh_model import LaughModel
from tests.browser import __main__ as command
from tests.browser import chromium, examples, measuring, native, runtime
from tests.browser.chromium import BrowserError
from tests.browser.films import Films, films
from tests.browser.outcome import TOLERANCE, Outcome, Row
from tests.browser.server import serving
from tests.browser.table import COLUMNS, MARKS, block

LINES = 20
"""An example is no longer."""


@pytest.fixture(scope="module")
def played() -> Films:
    return films()


@pytest.fixture(scope="module")
def program() -> str:
    try:
        found = chromium.find()
    except BrowserError as error:
        pytest.skip(str(error))
    if not runtime.is_installed():
        pytest.skip(f"{runtime.PACKAGE} {runtime.pinned()} is not here: `make browser` installs it")
    return found


def table_of(words: str) -> list[list[str]]:
    rows = [line for line in words.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def test_the_readme_says_what_a_browser_makes_of_both_forms():
    _, found, rest = examples.README.read_text(encoding="utf-8").partition(MARKS[0])
    words, ended, _ = rest.partition(MARKS[1])
    assert found
    assert ended
    assert f"{runtime.PACKAGE} {runtime.pinned()}" in words
    assert re.search(r"onnxruntime \d+\.\d+\.\d+", words)
    header, _, *rows = table_of(words)
    assert tuple(header) == COLUMNS
    for form in measuring.FORMS:
        told = [dict(zip(header, row, strict=True)) for row in rows if row[0] == f"`{form}`"]
        assert {(row["where"], row["threads"]) for row in told} >= {
            (measuring.NATIVE, "1"),
            (measuring.WASM, "1"),
        }
        for row in told:
            assert float(row["any output by"]) <= TOLERANCE
            assert float(row["a frame, median"].removesuffix(" ms")) > 0
    game = [row for row in rows if row[:3] == [f"`{measuring.FORMS[0]}`", measuring.WASM, "1"]]
    assert game[0][-1] == "yes"


@pytest.mark.parametrize("example", [examples.python_example, examples.browser_example])
def test_an_example_is_short(example):
    assert len(example().splitlines()) <= LINES


def test_the_python_example_needs_nothing_of_this_project(tmp_path, played):
    folder = tmp_path / "reader"
    (folder / "models").mkdir(parents=True)
    for name in measuring.MODELS:
        shutil.copyfile(examples.README.parent / name, folder / "models" / name)
    examples.write_crops(folder, played)
    (folder / "example.py").write_text(examples.python_example(), encoding="utf-8")
    ran = run_bare(folder, "example.py", "onnxruntime", "numpy", "opencv-python-headless")
    assert ran.returncode == 0, ran.stderr
    assert examples.faults(ran.stdout.splitlines(), played) == []


def test_without_its_packages_the_python_example_fails(tmp_path):
    (tmp_path / "example.py").write_text(examples.python_example(), encoding="utf-8")
    ran = run_bare(tmp_path, "example.py", "numpy", "opencv-python-headless")
    assert "No module named 'onnxruntime'" in ran.stderr


BARE = """
import runpy, sys

class Nothing:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name.partition(".")[0] not in sys.stdlib_module_names.union(sys.argv[3:]):
            raise ModuleNotFoundError(f"No module named '{name}'", name=name)

sys.meta_path.insert(0, Nothing)
sys.path.append(sys.argv[1])
runpy.run_path(sys.argv[2])
"""
"""Runs a file in a Python that has its own library and the modules named, and no others."""


def run_bare(folder: Path, file: str, *names: str) -> subprocess.CompletedProcess[str]:
    """Run a file where only these distributions are, and what they need."""
    site = str(importlib.metadata.distribution(names[0]).locate_file(""))
    return subprocess.run(
        [sys.executable, "-I", "-S", "-c", BARE, site, file, *modules_of(names)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )


def modules_of(names: Sequence[str]) -> set[str]:
    """Return the modules of these distributions and of those that they need, as installed here."""
    waiting, seen = list(names), set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        with suppress(importlib.metadata.PackageNotFoundError):
            needed = importlib.metadata.requires(name) or ()
            waiting += [re.match(r"[\w.-]+", one)[0] for one in needed if "extra ==" not in one]
    providers = importlib.metadata.packages_distributions()
    return {module for module, owners in providers.items() if seen.intersection(owners)}


@pytest.mark.parametrize("form", measuring.FORMS)
def test_what_a_browser_is_held_against_is_what_the_game_itself_reads(form, played):
    file = examples.README.parent / form
    told = native.judge(file, played, threads=1, timed=0)
    model = LaughModel(file)
    for track, (name, crops) in enumerate(played.items()):
        smiles = [model.read(crop, track).smile for crop in crops]
        assert told.answers[name][:, 0] == pytest.approx(smiles, abs=1e-6), name


def test_an_example_that_says_something_else_is_told(played):
    (smiling,) = [n for n, name in enumerate(examples.CROPS) if name.endswith("2.png")]
    lines = [f"{name} 0.5 happy" for name in examples.CROPS]
    assert len(examples.faults(lines, played)) == len(examples.CROPS)
    assert "0.5 happy" in examples.faults(lines, played)[smiling]
    assert examples.faults(lines[:1], played) == [f"1 lines instead of 2: {lines[:1]}"]


def test_the_page_of_the_readme_works_in_a_browser(program, played):
    assert len(measuring.show_example(played, program)) == len(examples.CROPS)


def test_both_forms_answer_in_a_browser_as_in_the_game(program, played):
    some = {"actor": played["actor"], "faces": played["faces"][[0, -1]]}
    rows, _ = measuring.measure(some, 1, 2, [1], program, models=measuring.FORMS)
    assert {(row.file, row.place) for row in rows} >= {
        (form, place) for form in measuring.FORMS for place in (measuring.NATIVE, measuring.WASM)
    }
    # No speed by the clock: whoever runs this may be busy.
    assert [fault for fault in command.shortfalls(rows) if "differs" in fault] == []
    assert max(row.difference for row in rows) > 0  # two runtimes, not one asked twice


def test_a_graphics_card_that_fails_keeps_nobody_from_the_rest(played, monkeypatch):
    asked_of = []

    def ask(server, program, asked):
        asked_of.append(asked["device"])
        if asked["device"] == "webgpu" and asked_of.count("webgpu") == 2:
            raise BrowserError("the card was lost\nand more")
        told = native.judge(file, film, threads=1, timed=1)
        answers = {name: rows.tolist() for name, rows in told.answers.items()}
        outcomes = {file.name: {"answers": answers, "times_ms": told.times_ms}}
        return {"isolated": True, "version": runtime.pinned(), "outcomes": outcomes}

    file = examples.README.parent / measuring.FORMS[0]
    film = {name: crops[:2] for name, crops in played.items()}
    monkeypatch.setattr(measuring, "_ask", ask)
    rows, why = measuring.measure(film, 3, 1, [1], "a browser", models=[file.name])
    assert [row.place for row in rows] == [measuring.NATIVE, measuring.WASM]
    assert all(row.agrees for row in rows)
    assert asked_of == ["wasm", "webgpu", "wasm", "webgpu", "wasm"], "it is not asked again"
    assert "WebGPU was not measured: the card was lost." in block(rows, 2, why, "Chromium", 2)


@pytest.mark.parametrize("wrong", [{"isolated": False}, {"version": "0.0.1"}])
def test_another_runtime_or_a_page_without_threads_is_not_measured(wrong, played, monkeypatch):
    answer = {"isolated": True, "version": runtime.pinned(), "outcomes": {}} | wrong
    monkeypatch.setattr(measuring, "_ask", lambda *_: answer)
    with pytest.raises(BrowserError, match=f"wanted is {re.escape(runtime.pinned())}"):
        measuring.measure(played, 1, 1, [1], "a browser", models=[])


def outcome(answer: float, time_ms: float) -> Outcome:
    return Outcome({"film": np.full((3, 8), answer)}, [time_ms] * 4)


def test_differences_and_slowness_are_told():
    runs = measuring.Runs()
    for slow_ms in (400.0, 40.0, 20.0):
        runs.begin_round()
        runs.add(measuring.NATIVE, 1, {form: outcome(0.5, 2) for form in measuring.FORMS})
        runs.add(
            measuring.WASM,
            1,
            {
                measuring.FORMS[0]: outcome(0.5004, slow_ms),
                measuring.FORMS[1]: outcome(0.502, slow_ms),
            },
        )
    rows = {(row.file, row.place): row for row in runs.rows()}
    ours = rows[measuring.FORMS[0], measuring.WASM]
    assert ours.difference == pytest.approx(0.0004)
    assert ours.median_ms == pytest.approx(30)  # the loudest of three rounds does not count
    (fault,) = command.shortfalls(list(rows.values()))
    assert fault.startswith(f"{measuring.FORMS[1]} in {measuring.WASM}")

    late = Row(measuring.FORMS[0], measuring.WASM, 1, 0.0, 0.0, [20.0] * 9 + [90.0])
    (fault,) = command.shortfalls([late])
    assert "95 % within" in fault


@pytest.mark.parametrize("lost", [np.full((3, 8), np.nan), np.zeros((2, 8))])
def test_lost_answers_never_agree(lost):
    ours, theirs = outcome(0.0, 1), Outcome({"film": lost}, [1])
    assert ours.difference(theirs) == float("inf")
    assert ours.difference(Outcome({}, [1])) == float("inf")
    row = Row(measuring.FORMS[0], measuring.WASM, 1, float("inf"), float("inf"), [1.0])
    assert "**not a number**" in block([row], 72, without_gpu="", browser="Chromium", cores=2)


def test_the_server_serves_its_folder_to_this_machine_alone(tmp_path):
    (tmp_path / "page.mjs").write_text("1", encoding="utf-8")
    with serving(tmp_path) as server:
        assert server.server_address[0] == "127.0.0.1"
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port)
        statuses = []
        for method, path, body in (
            ("GET", "/page.mjs", None),
            ("GET", "/../conftest.py", None),
            ("POST", "/elsewhere", "{}"),
            ("POST", "/answer", "no JSON"),
            ("POST", "/answer", json.dumps({"told": 1})),
        ):
            connection.request(method, path, body)
            response = connection.getresponse()
            statuses.append(response.status)
            assert response.headers["Cross-Origin-Embedder-Policy"] == "require-corp"
            assert "'self'" in response.headers["Content-Security-Policy"]
            response.read()
            connection.close()
        assert statuses == [200, 404, 400, 400, 204]
        assert server.answers.get_nowait() == {"told": 1}
        assert server.answers.empty()


def test_a_browser_that_fails_is_told_with_its_last_words(played, tmp_path, monkeypatch):
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\necho no screen in sight >&2\nexit 3\n", encoding="utf-8")
    broken.chmod(0o755)
    monkeypatch.setenv(chromium.VARIABLE, str(broken))
    with pytest.raises(BrowserError, match=r"ended by itself .*\n.*no screen in sight"):
        measuring.show_example(played, chromium.find())


def test_without_a_browser_nothing_is_written(tmp_path, monkeypatch, capsys):
    readme = tmp_path / "README.md"
    words = "\n".join([MARKS[0], "kept", MARKS[1]])
    readme.write_text(words, encoding="utf-8")
    monkeypatch.setenv(chromium.VARIABLE, str(tmp_path / "nothing"))
    assert command.main(["--write-readme", str(readme)]) == 1
    assert "LAUGHGAME_CHROMIUM names" in capsys.readouterr().err
    assert readme.read_text(encoding="utf-8") == words


def test_without_a_place_for_the_table_nothing_is_measured(tmp_path, monkeypatch, capsys):
    readme = tmp_path / "README.md"
    readme.write_text("no marks", encoding="utf-8")
    monkeypatch.setattr(chromium, "find", lambda: pytest.fail("the browser was looked for"))
    assert command.main(["--write-readme", str(readme)]) == 1
    assert MARKS[0] in capsys.readouterr().err


def test_the_pinned_runtime_is_the_one_in_the_lock_file():
    lock = json.loads((runtime.HERE / "package-lock.json").read_text(encoding="utf-8"))
    package = lock["packages"][f"node_modules/{runtime.PACKAGE}"]
    assert package["version"] == runtime.pinned()
    for name, entry in lock["packages"].items():
        assert not name or entry["integrity"].startswith("sha512-"), name


def test_without_npm_what_to_install_is_said(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(BrowserError, match="npm is not here"):
        runtime.install()
