"""``make package``: freeze the program, say how large each part is, pack it, sum it up.

    python packaging/package.py [--dist FOLDER] [--document docs/packaging.md] [--no-freeze]

Leaves the unpacked program, its archives and ``SHA256SUMS`` in ``dist``.  Ends with 1 where the
program or its ``tar.xz`` is larger than it may be.
"""

import argparse
import platform
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from typing import Final

import archives
import marked_text
import sizes

ROOT: Final = Path(__file__).resolve().parents[1]


def main() -> int:
    """Do what the command line says; return the exit code."""
    args = _arguments()
    begun = time.monotonic()
    if args.freeze:
        freeze(args.dist)
    bundle = args.dist / "laughgame"
    try:
        parts = sizes.by_component(bundle)
    except FileNotFoundError as error:
        print(f"package: {error}", file=sys.stderr)
        return 1
    packed = {}
    for suffix in archives.SUFFIXES[sys.platform]:
        name = f"laughgame-{version()}-{archives.system_name()}{suffix}"
        print(f"Packing {name} …", flush=True)
        packed[name] = archives.pack(bundle, args.dist / name).stat().st_size
    told = f"{archives.system_name()}, Python {platform.python_version()}"
    table = sizes.table(parts, packed, told)
    print(table)
    if args.document is not None:
        marked_text.renew(args.document, "sizes", "make package", table)
    print(archives.write_checksums(args.dist).read_text(encoding="utf-8"), end="")
    print(f"Done in {time.monotonic() - begun:.0f} s: {args.dist}")
    complaints = sizes.too_large(parts, packed)
    for complaint in complaints:
        print(f"package: {complaint}", file=sys.stderr)
    return 1 if complaints else 0


def freeze(dist: Path) -> None:
    """Build ``laughgame`` in the folder ``dist``; PyInstaller's own words are shown."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    command += ["--distpath", str(dist), str(ROOT / "build.spec")]
    subprocess.run(command, cwd=ROOT, check=True)


def version() -> str:
    """Return the program's version, as pyproject.toml has it."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return str(tomllib.loads(text)["project"]["version"])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Freeze, measure and pack the program.")
    parser.add_argument("--dist", type=Path, default=ROOT / "dist", help="default: dist")
    parser.add_argument("--document", type=Path, help="renew the table of sizes in this file")
    parser.add_argument(
        "--no-freeze", dest="freeze", action="store_false", help="pack what is there already"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
