"""The name under which a file that cannot be used is set aside, beside where it was."""

from datetime import datetime
from pathlib import Path


def local_time() -> datetime:
    """Return the time of now, with this computer's zone."""
    return datetime.now().astimezone()


def free_name(path: Path, problem: str, now: datetime) -> Path:
    """Return ``STEM.PROBLEM-DATE-TIME`` with the file's ending, numbered where that is taken."""
    stem = f"{path.stem}.{problem}-{now:%Y%m%d-%H%M%S}"
    candidate, count = path.with_name(f"{stem}{path.suffix}"), 1
    while candidate.exists():
        count += 1
        candidate = path.with_name(f"{stem}-{count}{path.suffix}")
    return candidate
