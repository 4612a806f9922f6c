"""The Debian package: what it holds is where desktops look, and plays from there."""

import json
import shutil
import subprocess

import pytest

import deb
from tests.packaging.frozen import run, surroundings

pytestmark = [
    pytest.mark.packaging,
    pytest.mark.timeout(300),
    pytest.mark.skipif(
        shutil.which("dpkg-deb") is None or shutil.which("objdump") is None,
        reason="dpkg-deb and objdump make Debian packages",
    ),
]


@pytest.fixture(scope="module")
def package(bundle, tmp_path_factory):
    """The package that ``make deb`` left beside the bundle, or one that is made now, unpacked."""
    (made, *_) = [*sorted(bundle.parent.glob("*.deb")), None]
    if made is None or made.stat().st_mtime < bundle.stat().st_mtime:
        work = tmp_path_factory.mktemp("deb")
        made = deb.build(bundle, work / "laughgame.deb", work / "tree", compression="none")
    return made


@pytest.fixture(scope="module")
def root(package, tmp_path_factory):
    """What an installed package adds to a system."""
    folder = tmp_path_factory.mktemp("root")
    subprocess.run(["dpkg-deb", "--extract", package, folder], check=True)
    return folder


def test_it_says_what_it_is_and_what_it_wants(package):
    told = subprocess.run(
        ["dpkg-deb", "--field", package], check=True, capture_output=True, encoding="utf-8"
    ).stdout
    fields = dict(line.split(": ", 1) for line in told.splitlines() if not line.startswith(" "))
    assert fields["Package"] == "laughgame"
    assert fields["Version"] == deb._project()["version"]
    assert fields["Depends"].startswith("libc6 (>= 2.")
    assert "libxcb1" in fields["Depends"]
    assert int(fields["Installed-Size"]) > 100_000


def test_all_of_it_belongs_to_root(package):
    told = subprocess.run(
        ["dpkg-deb", "--contents", package], check=True, capture_output=True, encoding="utf-8"
    ).stdout
    assert {line.split()[1] for line in told.splitlines()} == {"root/root"}


def test_desktops_find_it(root):
    share = root / "usr" / "share"
    (entry,) = (share / "applications").iterdir()
    assert "Exec=laughgame" in entry.read_text(encoding="utf-8").splitlines()
    assert (share / "icons" / "hicolor" / "scalable" / "apps" / "laughgame.svg").is_file()
    assert list((share / "metainfo").glob("*.metainfo.xml"))
    assert (share / "doc" / "laughgame" / "copyright").is_file()


def test_it_plays_where_it_was_installed(root, tmp_path):
    report = tmp_path / "report.json"
    done = run(
        root / "usr" / "bin" / "laughgame",
        *("play", "--source", "actor", "--seconds", "2", "--offscreen", "--report", report),
        told=surroundings(tmp_path),
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(report.read_text(encoding="utf-8"))["frames"]["judged"] > 0
