"""How much memory a command holds, all its processes together."""

from pathlib import Path
from typing import Final

PROCESSES: Final = Path("/proc")

OWN: Final = ("Pss_Anon:", "Pss_Shmem:")
"""What a process holds itself, alone or shared between processes."""


def held_by(process: int) -> int | None:
    """Return what a process and all that it started hold, in MB; ``None`` where not known.

    A page that several share counts once: of each process its proportional set size is
    added (proc_pid_smaps(5)).  Pages of mapped files, such as the crops, are left out, for
    the system takes them back when it wants them.  Only Linux tells.
    """
    kilobytes, ends = 0, [process]
    known = False
    while ends:
        one = PROCESSES / str(ends.pop())
        try:
            lines = (one / "smaps_rollup").read_text(encoding="ascii").splitlines()
            kilobytes += sum(int(line.split()[1]) for line in lines if line.startswith(OWN))
            known = True
            for thread in (one / "task").iterdir():
                ends += map(int, (thread / "children").read_text(encoding="ascii").split())
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            # It has ended meanwhile, or there is no such folder here.
            continue
    return kilobytes // 1024 if known else None
