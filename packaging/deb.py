"""``make deb``: the frozen program as a package for Debian, Ubuntu and their like.

    python packaging/deb.py [--dist FOLDER] [--compression xz|none]

Needs ``dpkg-deb`` and ``objdump`` (binutils) and the program that ``make package`` leaves.
"""

import argparse
import importlib.util
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
LINUX: Final = ROOT / "packaging" / "linux"
APP_ID: Final = "io.github.laughgame.LaughGame"

C_LIBRARY: Final = re.compile(r"(ld-linux.*|lib(c|dl|m|pthread|resolv|rt))\.so\.\d+")
"""What ``libc6`` holds."""


def build(bundle: Path, target: Path, work: Path, compression: str = "xz") -> Path:
    """Make the package from an unpacked bundle; ``work`` is an empty folder to lay it out in.

    Raises ``ValueError`` for a library that no known package holds, ``OSError`` and
    ``CalledProcessError`` where a tool is missing or fails.
    """
    home = work / "usr" / "lib" / "laughgame"
    shutil.copytree(bundle, home, symlinks=True)
    program = work / "usr" / "bin" / "laughgame"
    program.parent.mkdir(parents=True)
    program.symlink_to("../lib/laughgame/laughgame")
    share = work / "usr" / "share"
    project = _project()
    _install(LINUX / "laughgame.desktop", share / "applications" / "laughgame.desktop")
    _install(LINUX / f"{APP_ID}.metainfo.xml", share / "metainfo" / f"{APP_ID}.metainfo.xml")
    icons = share / "icons" / "hicolor" / "scalable" / "apps"
    _install(ROOT / "assets" / "icons" / "icon.svg", icons / "laughgame.svg")
    _install(ROOT / "LICENSE", share / "doc" / "laughgame" / "copyright")
    control = work / "DEBIAN" / "control"
    control.parent.mkdir()
    control.write_text(control_text(project, depends(bundle), installed_kib(work)), "utf-8")
    for folder in (work, *(path for path in work.rglob("*") if path.is_dir())):
        if not folder.is_symlink():
            folder.chmod(0o755)
    command = ["dpkg-deb", "--build", "--root-owner-group", f"-Z{compression}", work, target]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return target


def control_text(project: dict[str, Any], needed: list[str], size_kib: int) -> str:
    """Return what the package manager reads of the package."""
    return f"""Package: laughgame
Version: {project["version"]}
Architecture: {architecture()}
Maintainer: The LaughGame authors
Section: games
Priority: optional
Installed-Size: {size_kib}
Depends: {", ".join(needed)}
Recommends: fonts-noto-cjk
Description: webcam game: keep a straight face, or you are OUT
 A small neural network watches your mouth thirty times a second, on your own
 machine. Smile above the line for long enough and the referee shows you the
 card. No picture and no byte leaves the computer.
"""


def depends(bundle: Path) -> list[str]:
    """Return the Debian packages that hold what the bundle is linked against and does not hold.

    The C library must be as new as the newest symbol that is asked for.
    """
    files = [file for file in bundle.rglob("*") if file.is_file() and not file.is_symlink()]
    objects = [file for file in files if ".so" in file.name or file.name == "laughgame"]
    told = subprocess.run(
        ["objdump", "--private-headers", *objects],
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout
    held = {file.name for file in bundle.rglob("*.so*")}
    wanted = set(re.findall(r"NEEDED\s+(\S+)", told)) - held
    versions = {tuple(map(int, found)) for found in re.findall(r"GLIBC_(\d+)\.(\d+)", told)}
    packages = _packages_of_libraries()
    unknown = sorted(
        name for name in wanted if name not in packages and not C_LIBRARY.fullmatch(name)
    )
    if unknown:
        raise ValueError(f"no known package holds {', '.join(unknown)}; see .ci/bootstrap.py")
    newest = ".".join(map(str, max(versions)))
    others = {packages[name] for name in wanted if name in packages}
    return [f"libc6 (>= {newest})", *sorted(others)]


def installed_kib(work: Path) -> int:
    """Return the size of the laid out files in KiB, as the control file counts."""
    sizes = (file.lstat().st_size for file in work.rglob("*") if not file.is_dir())
    return -(-sum(sizes) // 1024)


def architecture() -> str:
    """Return the name that Debian has for this processor."""
    command = ["dpkg", "--print-architecture"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def _packages_of_libraries() -> dict[str, str]:
    """Return the table of libraries and Debian packages that ``make`` goes by."""
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / ".ci" / "bootstrap.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    packages: dict[str, str] = module.PACKAGES
    return packages


def _project() -> dict[str, Any]:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    project: dict[str, Any] = tomllib.loads(text)["project"]
    return project


def _install(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(0o644)


def main() -> int:
    """Build the package in the folder of the bundle; return the exit code."""
    parser = argparse.ArgumentParser(description="Make a Debian package of the frozen program.")
    parser.add_argument("--dist", type=Path, default=ROOT / "dist", help="default: dist")
    parser.add_argument("--compression", choices=("xz", "none"), default="xz")
    args = parser.parse_args()
    bundle = args.dist / "laughgame"
    if not bundle.is_dir():
        print(f"deb: {bundle} is not there; make it with: make package", file=sys.stderr)
        return 1
    work = args.dist / "deb"
    shutil.rmtree(work, ignore_errors=True)
    target = args.dist / f"laughgame_{_project()['version']}_{architecture()}.deb"
    print(f"Packing {target.name} …", flush=True)
    try:
        build(bundle, target, work, args.compression)
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        print(f"deb: {error}", file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print(f"{target}: {target.stat().st_size / (1 << 20):.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
