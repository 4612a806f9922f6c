"""An installed wheel plays like a checkout: models and translations are inside."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.timeout(120)

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """The folder into which the wheel was unpacked."""
    dist = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", dist]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = dist.glob("*.whl")
    folder = tmp_path_factory.mktemp("site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def test_the_program_finds_its_files_inside_the_package(installed, tmp_path):
    code = (
        "from laughgame.app import paths\n"
        "for file in (paths.default_model(), paths.face_detector(), paths.face_cover(),"
        " paths.translations() / 'laughgame_ko.qm'):\n"
        "    print(file)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(installed)},
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    files = [Path(line) for line in done.stdout.splitlines()]
    assert len(files) == 4
    for file in files:
        assert file.is_relative_to(installed / "laughgame")
        assert file.is_file()


def test_the_wheel_carries_the_program_and_nothing_else(installed):
    top = {entry.name for entry in installed.iterdir() if not entry.name.endswith(".dist-info")}
    assert top == {"laughgame"}
    (info,) = installed.glob("*.dist-info")
    assert (info / "licenses" / "LICENSE").is_file()
