"""The frozen program in one file, as people download it, and the checksums beside it."""

import hashlib
import lzma
import platform
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

SUFFIXES: Final = {
    "linux": (".tar.xz", ".tar.gz"),
    "darwin": (".tar.gz",),
    "win32": (".zip",),
}
"""What people of each system know how to open."""

CHECKSUMS: Final = "SHA256SUMS"
DOWNLOADS: Final = (".tar.xz", ".tar.gz", ".zip", ".deb", ".dmg", ".exe")

# Machine code packs better when jumps are written as places; lzma alone does not know that.
X86: Final = platform.machine().lower() in ("x86_64", "amd64")
PRESET: Final = 6


def system_name() -> str:
    """Return the system and processor as downloads are named: ``linux-x86_64``."""
    system = {"darwin": "macos", "win32": "windows"}.get(sys.platform, "linux")
    return f"{system}-{platform.machine().lower().replace('amd64', 'x86_64')}"


def pack(bundle: Path, target: Path) -> Path:
    """Pack a folder into ``target``, in the format of its suffix; return the target.

    The folder inside is named as the archive.  An archive is there whole or not at all.
    """
    suffix = next(suffix for suffix in DOWNLOADS if target.name.endswith(suffix))
    top = target.name.removesuffix(suffix)
    unfinished = target.with_name(f"{target.name}.unfinished")
    try:
        if suffix == ".zip":
            _zip(bundle, top, unfinished)
        else:
            _tar(bundle, top, unfinished, suffix)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def write_checksums(folder: Path) -> Path:
    """Write the SHA-256 of every download in a folder, as ``sha256sum --check`` reads it."""
    files = sorted(file for file in folder.iterdir() if file.name.endswith(DOWNLOADS))
    lines = []
    for file in files:
        with file.open("rb") as stream:
            lines.append(f"{hashlib.file_digest(stream, 'sha256').hexdigest()}  {file.name}\n")
    sums = folder / CHECKSUMS
    sums.write_text("".join(lines), encoding="utf-8", newline="\n")
    return sums


def _zip(bundle: Path, top: str, target: Path) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(bundle.rglob("*")):
            archive.write(file, Path(top, file.relative_to(bundle)))


def _tar(bundle: Path, top: str, target: Path, suffix: str) -> None:
    def anonymous(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        return entry

    if suffix == ".tar.gz":
        with tarfile.open(target, "w:gz", compresslevel=6) as archive:
            archive.add(bundle, top, filter=anonymous)
    else:
        with _xz(target) as stream, tarfile.open(fileobj=stream, mode="w|") as archive:
            archive.add(bundle, top, filter=anonymous)


@contextmanager
def _xz(target: Path) -> Iterator[IO[bytes]]:
    """Open a file to be compressed into: on all cores where the system has ``xz``."""
    program = shutil.which("xz")
    if program is None:
        filters = [{"id": lzma.FILTER_X86}] if X86 else []
        filters.append({"id": lzma.FILTER_LZMA2, "preset": PRESET})
        with lzma.open(target, "wb", filters=filters) as stream:
            yield stream  # type: ignore[misc]
        return
    command = [program, "--compress", "--stdout", "--threads=0"]
    command += ["--x86"] if X86 else []
    with target.open("wb") as file:
        packer = subprocess.Popen(
            [*command, f"--lzma2=preset={PRESET}"], stdin=subprocess.PIPE, stdout=file
        )
        assert packer.stdin is not None
        try:
            yield packer.stdin
        finally:
            packer.stdin.close()
            failed = packer.wait()
    if failed:
        raise OSError(f"xz ended with {failed} while it wrote {target}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: archives.py FOLDER   (writes the checksums of its downloads)")
    print(write_checksums(Path(sys.argv[1])).read_text(encoding="utf-8"), end="")
