"""How the program is packed for strangers, as far as it can be told without freezing it."""

import ast
import configparser
import hashlib
import io
import os
import plistlib
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

import archives
import bundle_contents
import deb
import laughgame
import marked_text
import package
import sizes
from version_info import version_info

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / "packaging"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
QT = "PySide6/Qt/lib"
PLUGINS = "PySide6/Qt/plugins"

# ------------------------------------------------------------------- what goes in


@pytest.mark.parametrize(
    "name",
    [
        f"{QT}/libQt6WebEngineCore.so.6",
        f"{QT}/libQt6QuickControls2.so.6",
        f"{QT}/libQt6Pdf.so.6",
        f"{QT}/libQt6EglFsKmsSupport.so.6",
        f"{PLUGINS}/platformthemes/libqgtk3.so",
        f"{PLUGINS}/platforms/libqminimal.so",
        f"{PLUGINS}/tls/libqopensslbackend.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/Qt6WebEngineCore.dll",
        "PySide6/QtQml.pyd",
        "pyqtgraph/icons/peegee/peegee_512px.png",
        "numpy-2.4.6.dist-info/RECORD",
    ],
)
def test_what_the_game_never_loads_is_left_out(name):
    assert not bundle_contents.is_used(name)


@pytest.mark.parametrize(
    "name",
    [
        f"{QT}/libQt6Core.so.6",
        f"{QT}/libQt6Quick.so.6",
        f"{QT}/libQt6QmlModels.so.6",
        "PySide6/Qt6Quick.dll",
        "PySide6/Qt/lib/QtQuick.framework/Versions/A/QtQuick",
        f"{PLUGINS}/multimedia/libffmpegmediaplugin.so",
        f"{PLUGINS}/platforms/libqxcb.so",
        f"{PLUGINS}/platforms/libqoffscreen.so",
        f"{PLUGINS}/platforminputcontexts/libibusplatforminputcontextplugin.so",
        f"{PLUGINS}/imageformats/libqwebp.so",
        f"{PLUGINS}/iconengines/libqsvgicon.so",
        "PySide6/Qt/translations/qtbase_ko.qm",
        "mediapipe/tasks/c/libmediapipe.so",
        "opencv_python_headless-5.0.0.93.dist-info/RECORD",
        "models/dual_head_stream.onnx",
        "assets/translations/laughgame_ko.qm",
    ],
)
def test_what_it_loads_is_kept(name):
    assert bundle_contents.is_used(name)


def test_a_library_goes_with_the_last_one_that_needs_it():
    binaries = [
        ("libpython3.11.so.1.0", "/py", "BINARY"),
        ("cv2/cv2.abi3.so", "/cv2", "EXTENSION"),
        ("opencv.libs/libaom.so.3", "/aom", "BINARY"),
        ("libaom.so.3", "opencv.libs/libaom.so.3", "SYMLINK"),
        ("libcairo.so.2", "/cairo", "BINARY"),  # the plugin of GTK, left out, was linked to it
        (f"{QT}/libQt6Test.so.6", "/test", "BINARY"),
        ("libQt6Test.so.6", f"{QT}/libQt6Test.so.6", "SYMLINK"),
    ]
    needs = {"/py": ["libc.so.6"], "/cv2": ["libaom.so.3"]}
    kept = bundle_contents.without_orphans(binaries, needs.__getitem__)
    assert kept == binaries[:4]


def test_a_link_goes_with_what_it_leads_to():
    kept = [(f"{QT}/libQt6Core.so.6", "/core", "BINARY")]
    links = [
        ("libQt6Core.so.6", f"{QT}/libQt6Core.so.6", "SYMLINK"),
        ("libQt6Gone.so.6", f"{QT}/libQt6Gone.so.6", "SYMLINK"),
        ("models/a.onnx", "/a.onnx", "DATA"),
        ("models/b.onnx", "a.onnx", "SYMLINK"),
    ]
    assert bundle_contents.without_lost_links(links, kept) == [links[0], *links[2:]]


def test_the_spec_freezes_on_three_systems_and_carries_everything():
    text = (ROOT / "build.spec").read_text(encoding="utf-8")
    ast.parse(text)
    for part in (
        'collect_dynamic_libs("mediapipe")',
        'ROOT / "models"',
        'ROOT / "assets" / "deck"',
        'ROOT / "assets" / "icons"',
        'ROOT / "assets" / "translations"',
        "NSCameraUsageDescription",
        "entitlements.plist",
        "version_file()",
        "icon=ICON",
    ):
        assert part in text, part
    assert {"torch", "training", "pytest", "onnx"} <= set(bundle_contents.NOT_BUNDLED)


def test_nothing_that_the_game_imports_is_left_out():
    """In a process that may import nothing of it, every module of the program loads."""
    code = """
import sys
import without_opengl
from importlib.abc import MetaPathFinder
from bundle_contents import NOT_BUNDLED

class Missing(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if any(name == left or name.startswith(left + ".") for left in NOT_BUNDLED):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return None

sys.meta_path.insert(0, Missing())
import importlib, pkgutil, laughgame
for module in pkgutil.walk_packages(laughgame.__path__, "laughgame."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
from laughgame.app.health_checks import check_self_test
print(check_self_test().status)
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": f"{ROOT}:{PACKAGING}", "QT_QPA_PLATFORM": "offscreen", "PATH": ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "ok"


# ------------------------------------------------------------------- the program's beginning


@pytest.mark.skipif(os.name != "posix", reason="Windows numbers no files")
def test_a_closed_standard_file_is_held(tmp_path):
    """What is opened next does not become what libraries print to."""
    code = (
        "import os, sys\n"
        "for number in range(3): os.close(number)\n"
        "from laughgame.__main__ import hold_standard_files\n"
        "sys.stdout = sys.stderr = None\n"
        "hold_standard_files()\n"
        "print('nowhere')\n"
        "print('nowhere', file=sys.stderr)\n"
        "opened = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT)\n"
        "os.write(2, b'a library prints')\n"
        "os.write(opened, str(opened).encode())\n"
    )
    file = tmp_path / "results"
    subprocess.run([sys.executable, "-c", code, file], cwd=ROOT, check=True)
    assert int(file.read_text()) > 2


def test_open_standard_files_are_left_alone(tmp_path):
    """The number that the next file gets is the same before and after."""
    code = (
        "import os\n"
        "from laughgame.__main__ import hold_standard_files\n"
        "before = os.dup(0); os.close(before)\n"
        "hold_standard_files()\n"
        "print(os.dup(0) - before)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        check=True,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        text=True,
    )
    assert done.stdout.strip() == "0"


# ------------------------------------------------------------------- what systems are told


class Tree:
    """Stands in for PyInstaller's classes of Windows' version resource."""

    def __init__(self, *parts, **named):
        self.parts, self.named = parts, named

    def flat(self):
        for part in (*self.parts, *self.named.values()):
            for each in part if isinstance(part, list) else [part]:
                yield from each.flat() if isinstance(each, Tree) else [each]


def test_windows_is_told_name_and_version():
    names = "VSVersionInfo FixedFileInfo StringFileInfo StringTable StringStruct VarFileInfo"
    words = {name: type(name, (Tree,), {}) for name in (*names.split(), "VarStruct")}
    resource = eval(version_info(PROJECT), words)
    told = list(resource.flat())
    assert PROJECT["version"] in told
    assert PROJECT["description"] in told
    four = (*(int(part) for part in PROJECT["version"].split(".")), 0)
    assert told.count(four) == 2
    assert laughgame.__version__ == PROJECT["version"]


def test_a_version_that_windows_cannot_number_is_refused():
    with pytest.raises(ValueError, match="rc1"):
        version_info(PROJECT | {"version": "1.0.rc1"})


def test_macos_may_open_the_camera_and_says_why_in_both_languages():
    rights = plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())
    assert rights["com.apple.security.device.camera"] is True
    assert all(right is True for right in rights.values())
    korean = (PACKAGING / "macos" / "ko.lproj" / "InfoPlist.strings").read_text(encoding="utf-8")
    assert re.search(r'^"NSCameraUsageDescription" = "[^"]*[가-힣][^"]*";$', korean, re.MULTILINE)


def test_the_recipe_of_the_disk_image_is_sound_shell():
    script = PACKAGING / "macos" / "make_dmg.sh"
    assert script.stat().st_mode & 0o100
    if bash := shutil.which("bash"):
        subprocess.run([bash, "-n", script], check=True)
        done = subprocess.run([bash, script], capture_output=True, text=True, check=False)
        assert done.returncode != 0
        assert "usage: make_dmg.sh VERSION" in done.stderr


def test_the_installer_for_windows_takes_what_the_spec_leaves():
    text = (PACKAGING / "windows" / "laughgame.iss").read_text(encoding="utf-8")
    sections = re.findall(r"^\[(\w+)\]", text, re.MULTILINE)
    assert {"Setup", "Languages", "Files", "Icons", "Run"} <= set(sections)
    assert r"dist\laughgame\*" in text
    assert "Korean.isl" in text
    for name in re.findall(r"\.\.\\\.\.\\(LICENSE|assets\S*)", text):
        assert (ROOT / name).exists()


def test_linux_desktops_are_told_the_same_in_both_languages():
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read(PACKAGING / "linux" / "laughgame.desktop", encoding="utf-8")
    entry = parser["Desktop Entry"]
    for key in ("Name", "GenericName", "Comment", "Keywords"):
        assert entry[key] != entry[f"{key}[ko]"]
    assert (entry["Type"], entry["Exec"], entry["Icon"]) == (
        "Application",
        "laughgame",
        "laughgame",
    )
    (file,) = (PACKAGING / "linux").glob("*.metainfo.xml")
    component = ElementTree.parse(file).getroot()
    assert file.name == f"{component.findtext('id')}.metainfo.xml" == f"{deb.APP_ID}.metainfo.xml"
    assert component.findtext("launchable") == "laughgame.desktop"
    assert component.findtext("project_license") == PROJECT["license"]


@pytest.mark.skipif(shutil.which("appstreamcli") is None, reason="appstreamcli is not here")
def test_software_centres_accept_the_description():
    files = [*(PACKAGING / "linux").glob("*.metainfo.xml")]
    done = subprocess.run(
        ["appstreamcli", "validate", "--no-net", *files],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_debian_is_told_what_to_install(monkeypatch):
    monkeypatch.setattr(deb, "architecture", lambda: "amd64")
    control = deb.control_text(PROJECT, ["libc6 (>= 2.35)", "libgl1"], 439_000)
    fields = dict(line.split(": ", 1) for line in control.splitlines() if line[0] != " ")
    assert fields["Version"] == PROJECT["version"]
    assert fields["Depends"] == "libc6 (>= 2.35), libgl1"
    assert fields["Installed-Size"] == "439000"
    assert control.endswith("\n")


@pytest.mark.skipif(shutil.which("objdump") is None, reason="objdump is not here")
def test_the_packages_that_a_bundle_needs_are_read_from_its_libraries(tmp_path, monkeypatch):
    (tmp_path / "laughgame").write_bytes(Path("/bin/sh").resolve().read_bytes())
    needed = deb.depends(tmp_path)
    assert re.fullmatch(r"libc6 \(>= 2\.\d+\)", needed[0])
    monkeypatch.setattr(deb, "C_LIBRARY", re.compile("nothing"))
    with pytest.raises(ValueError, match=r"no known package holds .*libc\.so"):
        deb.depends(tmp_path)


# ------------------------------------------------------------------- sizes, archives, documents


@pytest.fixture
def bundle(tmp_path):
    """A small bundle in the frozen program's layout."""
    folder = tmp_path / "laughgame"
    for name, size in {
        "laughgame": 5,
        "_internal/libpython3.11.so.1.0": 7,
        "_internal/PySide6/Qt/lib/libQt6Core.so.6": 100,
        "_internal/opencv_python_headless.libs/libaom.so.3": 30,
        "_internal/cv2/cv2.abi3.so": 40,
        "_internal/libpulse.so.0": 3,
        "_internal/LICENSE": 1,
        "_internal/models/모델.onnx": 20,
    }.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(bytes(size))
    (folder / "laughgame").chmod(0o755)
    return folder


def test_every_byte_of_a_bundle_belongs_to_a_part(bundle):
    parts = sizes.by_component(bundle)
    assert sum(parts.values()) == 206
    assert next(iter(parts)) == "Qt and PySide6"
    assert parts["OpenCV, with FFmpeg and OpenBLAS"] == 70
    assert parts["Python"] == 7
    assert parts[sizes.SYSTEM] == 3


def test_no_bundle_is_said_to_be_none(tmp_path):
    with pytest.raises(FileNotFoundError, match="make freeze"):
        sizes.by_component(tmp_path)


def test_what_is_too_large_is_named():
    large = {"Qt and PySide6": 451 << 20}
    archive = {"laughgame.tar.xz": 181 << 20, "laughgame.tar.gz": 300 << 20}
    unpacked, packed = sizes.too_large(large, archive)
    assert "451.0 MB and may take 450" in unpacked
    assert packed.startswith("laughgame.tar.xz takes 181.0 MB")
    assert sizes.too_large({"all": 449 << 20}, {"a.tar.xz": 179 << 20}) == []


@pytest.mark.parametrize("xz", [True, False], ids=["with xz", "without xz"])
@pytest.mark.parametrize("suffix", [".tar.xz", ".tar.gz", ".zip"])
def test_an_archive_unpacks_to_what_went_in(bundle, tmp_path, monkeypatch, suffix, xz):
    if not xz:
        monkeypatch.setattr(archives.shutil, "which", lambda _: None)
    target = archives.pack(bundle, tmp_path / f"laughgame-1.0{suffix}")
    opened = tmp_path / "opened"
    if suffix == ".zip":
        with zipfile.ZipFile(target) as archive:
            archive.extractall(opened)
    else:
        with tarfile.open(target) as archive:
            assert {entry.uname for entry in archive} == {"root"}
            archive.extractall(opened, filter="data")
        assert (opened / "laughgame-1.0" / "laughgame").stat().st_mode & 0o100
    for file in bundle.rglob("*"):
        other = opened / "laughgame-1.0" / file.relative_to(bundle)
        assert other.is_dir() if file.is_dir() else other.read_bytes() == file.read_bytes()


def test_an_archive_is_there_whole_or_not_at_all(tmp_path):
    with pytest.raises(FileNotFoundError):
        archives.pack(tmp_path / "nothing", tmp_path / "laughgame.tar.gz")
    assert list(tmp_path.iterdir()) == []


def test_the_checksums_are_those_of_the_downloads_alone(tmp_path):
    (tmp_path / "laughgame-1.0.tar.gz").write_bytes(b"packed")
    (tmp_path / "laughgame_1.0_amd64.deb").write_bytes(b"debian")
    (tmp_path / "notes.txt").write_text("none")
    sums = archives.write_checksums(tmp_path).read_text(encoding="utf-8").splitlines()
    assert [line.split("  ")[1] for line in sums] == [
        "laughgame-1.0.tar.gz",
        "laughgame_1.0_amd64.deb",
    ]
    assert sums[0].split()[0] == hashlib.sha256(b"packed").hexdigest()


def test_a_table_is_renewed_between_its_marks(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("a\n<!-- t: written by x -->\nold\n<!-- end of t -->\nb\n", encoding="utf-8")
    marked_text.renew(page, "t", "x", "new")
    assert page.read_text("utf-8") == ("a\n<!-- t: written by x -->\nnew\n<!-- end of t -->\nb\n")
    page.write_text("no marks", encoding="utf-8")
    with pytest.raises(ValueError, match="want one"):
        marked_text.renew(page, "t", "x", "new")
    assert page.read_text("utf-8") == "no marks"


def test_the_document_has_the_sizes_of_a_program_within_its_bars():
    text = (ROOT / "docs" / "packaging.md").read_text(encoding="utf-8")
    whole = re.search(r"\| \*\*unpacked\*\* \(at most (\d+)\) \| \*\*([\d.]+)\*\*", text)
    archive = re.search(r"\.tar\.xz` \(at most (\d+)\) \| ([\d.]+) \|", text)
    assert whole is not None
    assert archive is not None
    assert (int(whole[1]), int(archive[1])) == (sizes.LARGEST_MB, sizes.LARGEST_ARCHIVE_MB)
    assert float(whole[2]) <= sizes.LARGEST_MB
    assert float(archive[2]) <= sizes.LARGEST_ARCHIVE_MB
    parts = dict(re.findall(r"^\| ([^|`*]+?) \| ([\d.]+) \|", text, re.MULTILINE))
    assert sum(map(float, parts.values())) == pytest.approx(float(whole[2]), abs=1)


def test_packing_without_a_bundle_says_what_to_do(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["package.py", "--no-freeze", "--dist", str(tmp_path)])
    assert package.main() == 1
    assert "make freeze" in capsys.readouterr().err
    monkeypatch.setattr(sys, "argv", ["deb.py", "--dist", str(tmp_path)])
    assert deb.main() == 1
    assert "make package" in capsys.readouterr().err


def test_packing_leaves_archives_sums_and_a_table(bundle, monkeypatch, capsys):
    dist = bundle.parent
    page = dist / "page.md"
    page.write_text("<!-- sizes: written by make package -->\n<!-- end of sizes -->\n", "utf-8")
    command = ["package.py", "--no-freeze", "--dist", str(dist), "--document", str(page)]
    monkeypatch.setattr(sys, "argv", command)
    assert package.main() == 0
    packed = [name for name in (file.name for file in dist.iterdir()) if "laughgame-" in name]
    assert len(packed) == len(archives.SUFFIXES[sys.platform])
    assert (dist / archives.CHECKSUMS).read_text("utf-8").count("\n") == len(packed)
    assert "| Qt and PySide6 | 0.0 |" in page.read_text("utf-8")
    assert io.StringIO(capsys.readouterr().out).readline().startswith("Packing laughgame-")


# ------------------------------------------------------------------- the hosted workflow


@pytest.fixture(scope="module")
def workflow():
    text = (ROOT / ".github" / "workflows" / "package.yml").read_text(encoding="utf-8")
    return yaml.safe_load(text)


def steps(workflow, job):
    return workflow["jobs"][job]["steps"]


def test_it_tests_and_packs_on_three_systems(workflow):
    systems = workflow["jobs"]["package"]["strategy"]["matrix"]["include"]
    assert [entry["system"] for entry in systems] == ["linux", "windows", "macos"]
    assert all("latest" not in entry["image"] for entry in systems)
    ran = "\n".join(step.get("run", "") for step in steps(workflow, "package"))
    for command in (
        "make test",
        "packaging/package.py",
        "packaging/deb.py",
        "pytest tests/packaging",
        "packaging/windows/laughgame.iss",
        "packaging/macos/make_dmg.sh",
    ):
        assert command in ran, command
    for path in re.findall(r"packaging/[\w./]+\.(?:py|iss|sh)", ran):
        assert (ROOT / path).is_file(), path


def test_its_actions_are_pinned_and_its_shell_is_sound(workflow):
    bash = shutil.which("bash")
    for job in workflow["jobs"]:
        for step in steps(workflow, job):
            assert ("uses" in step) != ("run" in step)
            if "uses" in step:
                assert re.fullmatch(r"[\w-]+/[\w-]+@v\d+\.\d+\.\d+", step["uses"])
            elif bash:
                script = re.sub(r"\$\{\{.*?\}\}", "value", step["run"])
                subprocess.run([bash, "-n", "-c", script], check=True)


def test_a_tag_alone_writes_a_release(workflow):
    release = workflow["jobs"]["release"]
    assert "refs/tags/v" in release["if"]
    assert release["needs"] == "package"
    assert release["permissions"] == {"contents": "write"}
    assert workflow["permissions"] == {"contents": "read"}
    assert any("SHA256SUMS" in step.get("run", "") for step in release["steps"])
