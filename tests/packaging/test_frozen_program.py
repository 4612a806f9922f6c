"""The program that needs no Python: built once, then run as a player would."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.packaging, pytest.mark.timeout(600)]

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def program(tmp_path_factory) -> Path:
    """The frozen program; building it takes about forty seconds."""
    build = tmp_path_factory.mktemp("build")
    dist = tmp_path_factory.mktemp("games of 웃음")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    command += ["--workpath", build, "--distpath", dist, "build.spec"]
    subprocess.run(command, cwd=ROOT, check=True)
    return dist / "laughgame" / ("laughgame.exe" if sys.platform == "win32" else "laughgame")


def run(program: Path, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program in an environment that knows nothing of this checkout."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP") if name in os.environ}
    homes = {"HOME": str(home), "USERPROFILE": str(home), "APPDATA": str(home), "LANG": "C.UTF-8"}
    return subprocess.run(
        [program, *arguments],
        cwd=home,
        env=kept | homes,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_it_plays_the_actor_offscreen(program, tmp_path):
    report = tmp_path / "report.json"
    picture = tmp_path / "picture.png"
    done = run(
        program,
        tmp_path,
        *("play", "--source", "actor", "--seconds", "5", "--offscreen"),
        *("--report", str(report), "--screenshot", str(picture)),
    )
    assert done.returncode == 0, done.stderr
    played = json.loads(report.read_text(encoding="utf-8"))
    assert played["source"] == "actor"
    assert played["frames"]["judged"] > 0
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_it_brings_all_it_needs(program, tmp_path):
    done = run(program, tmp_path, "doctor", "--json")
    checks = {check["name"]: check for check in json.loads(done.stdout)["checks"]}
    wanted = (
        "models",
        "face detector",
        "face cover",
        "self-test",
        "sounds and videos",
        "translations",
    )
    for name in wanted:
        assert checks[name]["status"] == "ok", checks[name]


def test_it_examines_a_model_in_a_process_of_its_own(program, tmp_path):
    good, bad = tmp_path / "심판.onnx", tmp_path / "bad.onnx"
    good.write_bytes((ROOT / "models" / "dual_head.onnx").read_bytes())
    bad.write_bytes(good.read_bytes()[:-99])
    done = run(program, tmp_path, "model", "check", str(good), "--json")
    assert json.loads(done.stdout)["form"] == "sequence", done.stderr
    done = run(program, tmp_path, "model", "check", str(bad), "--json")
    assert json.loads(done.stdout)["code"] == "UNREADABLE"


def test_it_leaves_behind_what_it_does_not_need(program):
    bundled = {str(file.relative_to(program.parent)) for file in program.parent.rglob("*")}
    unwanted = ("torch", "matplotlib", "scipy/", "skimage", "WebEngine", "Qml", "Quick", "Qt6Pdf")
    # The player of films is linked against five libraries that nothing else is made of.
    linked = re.compile(r"(lib)?Qt6?(Quick|Qml|QmlMeta|QmlModels|QmlWorkerScript)(\.so.*|\.dll)?")
    others = [file for file in bundled if not linked.fullmatch(Path(file).name)]
    assert [file for file in others if any(name in file for name in unwanted)] == []
    mediapipe = [file for file in bundled if Path(file).stem == "libmediapipe"]
    assert len(mediapipe) == 1
