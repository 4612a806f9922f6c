"""How much memory this process holds, and how it lets go of some."""

import ctypes
import os
import platform
import sys
from contextlib import suppress
from pathlib import Path


def resident_mb() -> float:
    """Return the resident memory of this process in megabytes (10⁶ bytes).

    Linux and Windows tell the present amount, macOS only the highest so far.
    """
    if platform.system() == "Linux":
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    if sys.platform == "win32":
        return _windows_working_set() / 1e6
    import resource  # exists on Unix alone

    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return highest / 1e6 if platform.system() == "Darwin" else highest * 1024 / 1e6


def anonymous_mb() -> float | None:
    """Return the resident memory that is no file's, in megabytes (10⁶ bytes): heaps and stacks.

    Unlike the whole it does not grow when a library's code is used for the first time.
    ``None``: only Linux tells it.
    """
    if platform.system() != "Linux":
        return None
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    line = next((line for line in status.splitlines() if line.startswith("RssAnon:")), None)
    return None if line is None else int(line.split()[1]) * 1024 / 1e6


def give_back() -> None:
    """Give the system what was freed and is kept for later.  On any thread; some 20 ms.

    The C library of most Linux systems gives back what lies at the end of a heap alone: where
    a replay's pictures and frames come and go between lasting things, holes are left, and a
    few more with every round.  https://man7.org/linux/man-pages/man3/malloc_trim.3.html
    Elsewhere it does nothing.
    """
    if platform.system() == "Linux":
        with suppress(OSError, AttributeError):  # musl has none
            ctypes.CDLL(None).malloc_trim(0)


if sys.platform == "win32":
    from ctypes import wintypes

    class _Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS of psapi.h."""

        _fields_ = [
            ("cb", wintypes.DWORD),
            ("PageFaultCount", wintypes.DWORD),
            ("PeakWorkingSetSize", ctypes.c_size_t),
            ("WorkingSetSize", ctypes.c_size_t),
            ("QuotaPeakPagedPoolUsage", ctypes.c_size_t),
            ("QuotaPagedPoolUsage", ctypes.c_size_t),
            ("QuotaPeakNonPagedPoolUsage", ctypes.c_size_t),
            ("QuotaNonPagedPoolUsage", ctypes.c_size_t),
            ("PagefileUsage", ctypes.c_size_t),
            ("PeakPagefileUsage", ctypes.c_size_t),
        ]

    def _windows_working_set() -> int:
        counters = _Counters()
        counters.cb = ctypes.sizeof(counters)
        process = wintypes.HANDLE(ctypes.windll.kernel32.GetCurrentProcess())
        ctypes.windll.psapi.GetProcessMemoryInfo(process, ctypes.byref(counters), counters.cb)
        return int(counters.WorkingSetSize)
