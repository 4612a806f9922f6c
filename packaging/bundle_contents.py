"""What of all that PyInstaller finds goes into the frozen program.

``build.spec`` asks this file.  A library is left out where the game cannot come to load it; what
the game does load is proved by playing the frozen program (``make test-package``).
"""

from collections.abc import Callable, Iterable
from os.path import normpath
from pathlib import PurePath
from typing import Final

Entry = tuple[str, str, str]
"""A file of the bundle, as PyInstaller has it: place in the bundle, source, kind."""

NOT_BUNDLED: Final = (
    # The training, the tests and what only they use; what libraries would like but do without.
    "IPython",
    "OpenGL",
    "PIL",
    "ast_serialize",
    "coverage",
    "cuda",
    "hypothesis",
    "jinja2",
    "matplotlib",
    "mypy",
    "networkx",
    "onnx",
    "pandas",
    "pytest",
    "scipy",
    "skimage",
    "sounddevice",
    "sympy",
    "tkinter",
    "torch",
    "torchvision",
    "training",
    "yaml",
    # pydantic would print prettier on a terminal; setuptools is asked for by nobody at run time.
    "distutils",
    "markdown_it",
    "pkg_resources",
    "pygments",
    "rich",
    "setuptools",
    # The game asks nobody on any network, and is no terminal to type Python into.
    "asyncio",
    "ftplib",
    "http",
    "pydoc_data",
    "readline",
    "smtplib",
    "ssl",
    "urllib.request",
    "xmlrpc",
    # What libraries keep for their developers and for users of older versions.
    "doctest",
    "numpy._core._multiarray_tests",
    "numpy.f2py",
    "numpy.polynomial",
    "numpy.testing",
    "pdb",
    "pydantic.mypy",
    "pydantic.v1",
    "pyqtgraph.console",
    "pyqtgraph.dockarea",
    "pyqtgraph.exporters",
    "pyqtgraph.flowchart",
    "unittest",
    # What Qt's hooks and pyqtgraph bring; the game paints with none of them.
    "PySide6.QtConcurrent",
    "PySide6.QtDBus",
    "PySide6.QtOpenGL",  # see without_opengl.py
    "PySide6.QtOpenGLWidgets",
    "PySide6.QtMultimediaWidgets",
    "PySide6.QtSvg",
    "PySide6.QtTest",
)

UNUSED_QT: Final = ("Qml", "Quick", "Pdf", "WebEngine", "VirtualKeyboard", "EglF", "Designer")
"""Qt libraries that ride along with plugins the game never loads."""

LINKED_QT: Final = ("Quick", "Qml", "QmlMeta", "QmlModels", "QmlWorkerScript")
"""But Qt's player of films is linked against these, to record windows, and needs them to load."""

UNUSED_PLUGINS: Final = (
    "egldeviceintegrations",
    "generic",
    # For Wayland's servers, cars and kiosks; a desktop speaks xdg-shell.
    "libdmabuf-server",
    "libdrm-egl-server",
    "libfullscreen-shell",
    "libivi-shell",
    "libqt-shell",
    "libshm-emulation-server",
    "libvulkan-server",
    "libwl-shell-plugin",
    "libqeglfs",
    # Its GTK comes from the player's system and would meet other libraries' versions in here.
    "libqgtk3",
    "libqlinuxfb",
    "libqminimal",
    "libqpdf",
    "libqvkkhrdisplay",
    "libqvnc",
    "networkinformation",
    "qtvirtualkeyboard",
    "tls",
)

UNUSED_PICTURES: Final = (("pyqtgraph", "icons", "peegee"), ("pyqtgraph", "colors", "maps"))
"""pyqtgraph's large logo, and the colours of pictures that the game does not draw."""

QT_CATALOGUES: Final = ("qtbase_ko.qm",)
"""Qt's own sentences in the languages of the game; English needs no catalogue."""

DEBUGGED: Final = (
    "libpython3*.so*",
    "*/lib-dynload/*.so",
    "mediapipe/tasks/c/libmediapipe.so",
    "PySide6/Qt/lib/libicu*.so*",
)
"""Where thirty megabytes are names for a debugger, below the folder of the libraries (Linux).

Not NumPy's and OpenCV's own: auditwheel has moved their headers, and strip would break them.
"""


def is_used(name: str) -> bool:
    """Return whether a file that PyInstaller found is one the game can come to load."""
    path = PurePath(name)
    file = path.name
    if "PySide6" in path.parts:  # plugins and catalogues
        if any(plugin in name for plugin in UNUSED_PLUGINS):
            return False
        if "translations" in path.parts:
            return file in QT_CATALOGUES
    if path.parts[:3] in UNUSED_PICTURES:
        return False
    if file == "RECORD":  # of one library the doctor reads which package it came with
        return name.startswith("opencv")
    # The libraries themselves, on Linux, Windows and macOS; not the bindings, such as QtQml.pyd.
    if any(
        file.startswith(f"libQt6{part}.so") or file in (f"Qt6{part}.dll", f"Qt{part}")
        for part in LINKED_QT
    ):
        return True
    return not any(f"Qt{part}" in file or f"Qt6{part}" in file for part in UNUSED_QT)


def without_orphans(
    binaries: Iterable[Entry], needs: Callable[[str], Iterable[str]]
) -> list[Entry]:
    """Return the binaries without the libraries that only left out ones were linked against.

    ``needs`` returns the names of all libraries that a file cannot be loaded without, those
    of its libraries included.  Extensions and plugins are loaded by name, and so is Python;
    whatever else lies in the bundle must be needed by one of them.
    """
    entries = list(binaries)
    needed = {
        PurePath(library).name
        for place, source, kind in entries
        if kind != "SYMLINK" and not _is_library(place)
        for library in needs(source)
    }
    return [
        entry for entry in entries if not _is_library(entry[0]) or PurePath(entry[0]).name in needed
    ]


def without_lost_links(links: Iterable[Entry], kept: Iterable[Entry]) -> list[Entry]:
    """Return the entries without the links to what is neither among them nor ``kept``."""
    entries = list(links)
    places = {PurePath(place) for place, _, kind in (*entries, *kept) if kind != "SYMLINK"}
    return [
        (place, source, kind)
        for place, source, kind in entries
        if kind != "SYMLINK" or PurePath(normpath(PurePath(place).parent / source)) in places
    ]


def _is_library(place: str) -> bool:
    """Return whether a file is there to be linked against: where the loader looks for libraries."""
    path = PurePath(place)
    folder = path.parent.name
    if path.name.startswith("libpython"):
        return False
    return folder in ("", "lib") or folder.endswith(".libs")
