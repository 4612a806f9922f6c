"""How large the frozen program is, part by part."""

from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Final

MB: Final = 1 << 20
"""As ``du -m`` counts."""

LARGEST_MB: Final = 450
"""What the unpacked program may take."""
LARGEST_ARCHIVE_MB: Final = 180
"""What its ``tar.xz`` may take."""

SYSTEM: Final = "libraries of the system"
REST: Final = "licences, versions and small files"

COMPONENTS: Final[Mapping[str, str]] = {
    "PySide6": "Qt and PySide6",
    "shiboken6": "Qt and PySide6",
    "cv2": "OpenCV, with FFmpeg and OpenBLAS",
    "opencv_python_headless.libs": "OpenCV, with FFmpeg and OpenBLAS",
    "numpy": "NumPy, with OpenBLAS",
    "numpy.libs": "NumPy, with OpenBLAS",
    "mediapipe": "MediaPipe",
    "onnxruntime": "ONNX Runtime",
    "pydantic_core": "pydantic and pyqtgraph",
    "pyqtgraph": "pydantic and pyqtgraph",
    "models": "models",
    "assets": "assets",
    "base_library.zip": "Python",
}
"""Which part a folder or file of the bundle belongs to, by its name below ``_internal``."""


def component(place: PurePath) -> str:
    """Return the part of the program that a file belongs to; ``place`` is below its folder."""
    if place.parts[0] != "_internal":
        return "the program and Python's modules"
    name = place.parts[1]
    if name in COMPONENTS:
        return COMPONENTS[name]
    if name.startswith(("libpython", "python3")):
        return "Python"
    if len(place.parts) == 2 and (".so" in name or place.suffix in (".dll", ".dylib", ".pyd")):
        return SYSTEM
    return REST


def by_component(bundle: Path) -> dict[str, int]:
    """Return the bytes of each part of an unpacked bundle, the largest first; links count nothing.

    Raises ``FileNotFoundError`` where there is no bundle.
    """
    if not (bundle / "_internal").is_dir():
        raise FileNotFoundError(f"{bundle} holds no frozen program; make it with: make freeze")
    sizes: dict[str, int] = {}
    for file in bundle.rglob("*"):
        if file.is_file() and not file.is_symlink():
            part = component(file.relative_to(bundle))
            sizes[part] = sizes.get(part, 0) + file.stat().st_size
    return dict(sorted(sizes.items(), key=lambda entry: -entry[1]))


def table(sizes: Mapping[str, int], archives: Mapping[str, int], measured_on: str) -> str:
    """Return the sizes as a Markdown table, ``archives`` below them."""
    whole = sum(sizes.values())
    rows = [
        f"Measured on {measured_on}; 1 MB is 1,048,576 bytes, as `du -m` counts.",
        "",
        "| part | MB | share |",
        "|---|---|---|",
        *(f"| {name} | {size / MB:.1f} | {size / whole:.1%} |" for name, size in sizes.items()),
        f"| **unpacked** (at most {LARGEST_MB}) | **{whole / MB:.1f}** | 100% |",
    ]
    for name, size in archives.items():
        bar = f" (at most {LARGEST_ARCHIVE_MB})" if name.endswith(".tar.xz") else ""
        rows.append(f"| `{name}`{bar} | {size / MB:.1f} | {size / whole:.1%} |")
    return "\n".join(rows)


def too_large(sizes: Mapping[str, int], archives: Mapping[str, int]) -> list[str]:
    """Return a sentence for every bar that is missed."""
    measured = [("the unpacked program", sum(sizes.values()), LARGEST_MB)]
    measured += [
        (name, size, LARGEST_ARCHIVE_MB)
        for name, size in archives.items()
        if name.endswith(".tar.xz")
    ]
    return [
        f"{name} takes {size / MB:.1f} MB and may take {bar}; see packaging/bundle_contents.py"
        for name, size, bar in measured
        if size > bar * MB
    ]
