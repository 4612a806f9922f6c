"""Hostile model files meet the real airlock: each is refused with one sentence, none does harm."""

import json
import os
import re
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from laughgame.app import memory, paths
from laughgame.cli import main
from laughgame.storage.settings import Settings, SettingsFile
from laughgame.vision.model_airlock import Airlock, Limits, card_as_json
from laughgame.vision.model_card import ContractCode, ContractError, ContractStep
from laughgame.vision.model_contract import probe, read_card
from tests.hostile_models import HOSTILE
from tests.onnx_models import write_model

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes, links and system limits")

MOST_MB = 50.0
"""How much the memory of the process that asks may grow over all files."""


def refusal(path: Path, airlock: Airlock) -> ContractError:
    with pytest.raises(ContractError) as caught:
        airlock.examine(path)
    return caught.value


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory) -> dict[str, ContractError | None]:
    """What the airlock says of every hostile file, two at a time; None where it lets one pass."""
    read_card(paths.default_model())  # ONNX Runtime is loaded, as in a game that runs
    airlock = Airlock()
    files = {name: one.write(tmp_path_factory.mktemp("m")) for name, one in HOSTILE.items()}

    def examine(path: Path) -> ContractError | None:
        try:
            airlock.examine(path)
        except ContractError as error:
            return error
        return None

    before = memory.resident_mb()
    with ThreadPoolExecutor(2) as pool:
        told = dict(zip(files, pool.map(examine, files.values()), strict=True))
    assert memory.resident_mb() - before < MOST_MB
    return told


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_one_sentence(verdicts, name):
    error = verdicts[name]
    assert error is not None, "it was let through"
    assert error.code is HOSTILE[name].code, str(error)
    sentence = str(error)
    assert re.fullmatch(r"[A-Z][^\n]*: expected [^\n]+, found [^\n]+\.", sentence)
    assert sentence.isprintable()
    assert len(sentence) < 500


def test_a_good_model_passes_with_its_card_and_every_step(tmp_path):
    path = write_model(tmp_path / "좋은 모델.onnx")
    steps = []

    cleared = Airlock().examine(path, steps.append)

    assert cleared.card == probe(path).card
    assert cleared.latency_ms > 0
    assert cleared.smiles is not None
    assert cleared.tells_laugh is False, "it answers how bright a face is"
    assert [step.step for step in steps] == list(ContractStep)[:-1]


@pytest.mark.parametrize("file", [paths.default_model(), paths.sequence_model()], ids=str)
def test_the_shipped_models_pass_with_room_to_spare(file):
    tight = Limits(memory_bytes=64_000_000, memory_per_file_byte=5)
    cleared = Airlock(tight).examine(file)
    assert cleared.card.path == file
    assert cleared.tells_laugh


@pytest.mark.parametrize("smiles", ["[0.1]", "[0.1, 2]", "[0.1, NaN]", '"ab"', "7"])
def test_smiles_that_are_none_are_no_verdict(tmp_path, smiles):
    card = json.dumps(card_as_json(read_card(write_model(tmp_path / "m.onnx"))))
    line = f'{{"card": {card}, "latency_ms": 1, "smiles": {smiles}}}'
    assert told_by(f"print({line!r})").code is ContractCode.CRASHED


def test_a_refusal_tells_what_the_file_had_passed(tmp_path):
    error = refusal(write_model(tmp_path / "m.onnx", smile_factor=1.5), Airlock())
    assert [step.step for step in error.passed] == list(ContractStep)[:-1]


def test_what_passed_is_what_is_opened(tmp_path):
    path = write_model(tmp_path / "m.onnx")
    cleared = Airlock().examine(path)
    write_model(path, smile_factor=0.5)  # another good model takes its name meanwhile

    with pytest.raises(ContractError) as caught:
        probe(path, cleared.card.sha256)
    assert caught.value.code is ContractCode.CHANGED


# --- whatever becomes of the process ------------------------------------------------------


def told_by(code: str, seconds: int = 30) -> ContractError:
    """Let a process run ``code`` in the place of the one that examines."""
    return refusal(Path("m.onnx"), Airlock(Limits(seconds=seconds), [sys.executable, "-c", code]))


@pytest.mark.parametrize(
    ("doing", "code"),
    [
        ("import os; os.abort()", ContractCode.CRASHED),
        ("import ctypes; ctypes.string_at(0)", ContractCode.CRASHED),
        ("raise SystemExit(3)", ContractCode.CRASHED),
        ("pass", ContractCode.CRASHED),
        ("import os; os.kill(os.getpid(), 9)", ContractCode.TOO_HUNGRY),  # the system's way
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", ContractCode.HUNG),
        ("print('hello')", ContractCode.CRASHED),
        ("print('[' * 200_000)", ContractCode.CRASHED),
        ("print('{}')", ContractCode.CRASHED),
        ("print('{\"refused\": [\"NONSENSE\", \"\", \"\"]}')", ContractCode.CRASHED),
        ("print('{\"passed\": [\"DANCE\", \"\"]}')", ContractCode.CRASHED),
        ("print('{\"card\": {}, \"latency_ms\": 1}')", ContractCode.CRASHED),
        ("while True: print('x' * 1_000_000)", ContractCode.CRASHED),
        ("while True: print('{\"passed\": [\"OPEN\", \"\"]}')", ContractCode.CRASHED),
    ],
)  # fmt: skip
def test_a_process_that_comes_to_grief_is_a_refusal(doing, code):
    assert told_by(doing).code is code


def test_a_process_that_hangs_is_ended():
    assert told_by("import time; time.sleep(60)", seconds=1).code is ContractCode.HUNG


def test_a_program_that_is_not_there_cannot_examine(tmp_path):
    error = refusal(tmp_path / "m.onnx", Airlock(command=[str(tmp_path / "gone")]))
    assert error.code is ContractCode.NOT_EXAMINED
    assert refusal(Path("a\0b"), Airlock()).code is ContractCode.NOT_FOUND


def test_an_examination_can_be_broken_off():
    code = 'import time; print(\'{"passed": ["OPEN", "here"]}\', flush=True); time.sleep(60)'
    airlock = Airlock(command=[sys.executable, "-c", code])
    told = threading.Event()
    errors = []

    def examine():
        with pytest.raises(ContractError) as caught:
            airlock.examine(Path("m.onnx"), lambda step: told.set())
        errors.append(caught.value)

    thread = threading.Thread(target=examine)
    thread.start()
    assert told.wait(30)
    airlock.cancel()
    thread.join(30)
    assert [error.code for error in errors] == [ContractCode.ABANDONED]


def test_a_watch_ends_it_where_the_system_sets_no_limit_to_memory(tmp_path):
    code = """
import sys
from laughgame.app import memory
from laughgame.vision import model_examination
from laughgame.vision.model_airlock import Limits
model_examination._limit = lambda limits, allowed: None
model_examination.examine(Path(sys.argv[1]), Limits(), lambda: memory.resident_mb() * 1e6)
"""
    airlock = Airlock(command=[sys.executable, "-c", f"from pathlib import Path\n{code}"])
    path = HOSTILE["229 MB of folded zeros"].write(tmp_path)
    assert refusal(path, airlock).code is ContractCode.TOO_HUNGRY


def test_an_examination_may_write_no_file_and_take_no_endless_time(tmp_path):
    code = """
import json, resource, sys
from laughgame.vision import model_examination
from laughgame.vision.model_airlock import Limits
model_examination._limit(Limits(), 10**8)
kinds = resource.RLIMIT_FSIZE, resource.RLIMIT_CORE, resource.RLIMIT_CPU
found = [resource.getrlimit(kind)[0] for kind in kinds]
print(json.dumps({"refused": ["CRASHED", "", str(found)]}))
"""
    airlock = Airlock(Limits(seconds=30), [sys.executable, "-c", code])
    assert refusal(tmp_path / "m.onnx", airlock).found == "[0, 0, 30]"


def test_what_the_process_prints_besides_is_not_its_verdict(tmp_path, monkeypatch, capfd):
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (tmp_path / "sitecustomize.py").write_text("import atexit\natexit.register(print, 'bye')")
    path = write_model(tmp_path / "m.onnx")
    assert Airlock().examine(path).card.path == path
    assert capfd.readouterr().out == ""


# --- the command line ---------------------------------------------------------------------


def test_a_model_is_installed_once_it_passed(tmp_path, capsys):
    path = write_model(tmp_path / "mine.onnx")

    assert main(["model", "install", str(path), "--json"]) == 0

    answer = json.loads(capsys.readouterr().out)
    copy = Path(answer["installed"])
    assert copy.read_bytes() == path.read_bytes()
    assert copy.parent == paths.models_folder()
    assert SettingsFile(paths.settings_file()).load().settings.model.path == copy
    assert main(["model", "install", str(copy)]) == 0, "the copy is a model like any other"
    assert list(paths.models_folder().glob("*.onnx")) == [copy]


def test_a_refused_model_is_not_installed(tmp_path, capsys):
    good, bad = tmp_path / "good.onnx", tmp_path / "bad.onnx"
    main(["model", "install", str(write_model(good))])
    before = SettingsFile(paths.settings_file()).load().settings
    capsys.readouterr()

    assert main(["model", "install", str(write_model(bad, smile_factor=1.5)), "--json"]) == 1

    assert json.loads(capsys.readouterr().out)["code"] == "OUT_OF_RANGE"
    assert SettingsFile(paths.settings_file()).load().settings == before != Settings()
    assert len(list(paths.models_folder().glob("*.onnx"))) == 1


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no folder without a writer")
def test_where_nothing_can_be_kept_that_is_said(tmp_path, capsys):
    paths.models_folder().parent.mkdir(parents=True)
    paths.models_folder().write_text("a file in the folder's place")

    assert main(["model", "install", str(write_model(tmp_path / "m.onnx"))]) == 1

    assert "its copy could not be kept" in capsys.readouterr().out
    assert SettingsFile(paths.settings_file()).load().settings == Settings()
