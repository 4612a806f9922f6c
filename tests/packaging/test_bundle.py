"""What the frozen program is made of: one of everything, nothing that it does not need."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import sizes

pytestmark = [pytest.mark.packaging, pytest.mark.timeout(300)]

linux = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("ldd") is None,
    reason="ldd, which says where a library is found, is Linux's",
)


@pytest.fixture(scope="module")
def files(bundle) -> list[Path]:
    """Every file of the bundle, links left out, by its place in it."""
    found = (file for file in bundle.rglob("*") if file.is_file() and not file.is_symlink())
    return [file.relative_to(bundle) for file in found]


def test_it_leaves_behind_what_it_does_not_need(files):
    unwanted = ("torch", "matplotlib", "scipy/", "skimage", "WebEngine", "Qml", "Quick", "Qt6Pdf")
    unwanted += ("training", "tests/", "pytest", "setuptools", "libQt5", "gtk")
    # The player of films is linked against five libraries that nothing else is made of.
    linked = re.compile(r"(lib)?Qt6?(Quick|Qml|QmlMeta|QmlModels|QmlWorkerScript)(\.so.*|\.dll)?")
    others = [file.as_posix() for file in files if not linked.fullmatch(file.name)]
    assert [file for file in others if any(name in file for name in unwanted)] == []


@pytest.mark.parametrize(
    "one",
    [
        r"(lib)?(Qt6?Core)(\.so\.6|\.dll)?",
        r"cv2(\.abi3|\.cpython-.*)?\.(so|pyd)",
        r"(lib)?mediapipe\.(so|dll|dylib)",
        r"onnxruntime_pybind11_state.*\.(so|pyd)",
        r"(lib)?ffmpegmediaplugin\.(so|dll|dylib)",
    ],
)
def test_there_is_one_of_each(files, one):
    found = [file.as_posix() for file in files if re.fullmatch(one, file.name)]
    assert len(found) == 1, found


def test_no_link_leads_nowhere(bundle):
    assert [link for link in bundle.rglob("*") if link.is_symlink() and not link.exists()] == []


@linux
def test_every_library_is_found_and_qt_and_opencv_in_the_bundle_alone(bundle, files):
    """Whatever the loader is asked for, and wherever else a Qt may be installed."""
    objects = [bundle / file for file in files if ".so" in file.name]
    told = subprocess.run(
        ["ldd", *objects], capture_output=True, encoding="utf-8", check=False
    ).stdout
    assert len(told.splitlines()) > len(objects)
    assert [line.strip() for line in told.splitlines() if "not found" in line] == []
    places = dict(re.findall(r"(\S+) => (\S+) \(", told))
    shared = {name: place for name, place in places.items() if re.match(r"libQt|libav|cv2", name)}
    assert "libQt6Core.so.6" in shared
    assert [place for place in shared.values() if not Path(place).is_relative_to(bundle)] == []


def test_it_is_as_small_as_promised(bundle):
    assert sizes.too_large(sizes.by_component(bundle), {}) == []
