"""Do the shipped models answer in a browser as they do in the game, and as fast as they must?

    python -m tests.browser --write-readme models/README.md

judges the same crops with ONNX Runtime and with ONNX Runtime Web in a real Chromium without a
window, both forms of the model, and prints a table.  The page in ``models/README.md`` is shown
as well.  The first time, npm fetches what ``package-lock.json`` names; nothing else is fetched.

Exit codes: 0 when the answers agree within 0.001 and the game's form keeps up on one thread (30
frames a second, under 50 ms); 1 when not, or where browser or npm are missing; 2 on bad usage.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.browser import chromium, runtime
from tests.browser.chromium import BrowserError
from tests.browser.films import films
from tests.browser.measuring import FORMS, WASM, measure, show_example, thread_counts
from tests.browser.outcome import FRAME_RATE, SLOWEST_MS, TOLERANCE, Row
from tests.browser.table import MARKS, block
from training.files import check_marks, write_between


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; see above for what it returns."""
    parser = argparse.ArgumentParser(
        "python -m tests.browser",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--rounds", type=_positive, default=5, help="5 unless told otherwise")
    parser.add_argument(
        "--timed", type=_positive, default=60, help="frames timed a round, 60 unless told otherwise"
    )
    parser.add_argument(
        "--threads",
        type=_positive,
        nargs="+",
        help="1 and the cores, up to 4, by default",
    )
    parser.add_argument("--write-readme", type=Path, help="renew the table in this file")
    chosen = parser.parse_args(arguments)
    try:
        if chosen.write_readme is not None:
            check_marks(chosen.write_readme, *MARKS)
        return _run(chosen)
    except (BrowserError, OSError, ValueError) as error:
        print(f"browser: {error}", file=sys.stderr)
        return 1


def _run(chosen: argparse.Namespace) -> int:
    program = chromium.find()
    if not runtime.is_installed():
        runtime.install()
    played = films()
    for line in show_example(played, program):
        print(f"the page of models/README.md: {line}", flush=True)
    threads = chosen.threads or thread_counts()
    rows, without_gpu = measure(played, chosen.rounds, chosen.timed, threads, program)
    frames = sum(len(crops) for crops in played.values())
    words = block(rows, frames, without_gpu, chromium.version(program), os.cpu_count() or 1)
    print(words)
    if chosen.write_readme is not None:
        write_between(chosen.write_readme, *MARKS, f"\n{words}\n")
    faults = list(shortfalls(rows))
    for fault in faults:
        print(f"browser: {fault}", file=sys.stderr)
    return 1 if faults else 0


def shortfalls(rows: Sequence[Row]) -> list[str]:
    """Return what is not as it must be, a sentence each."""
    found = [
        f"{row.file} in {row.place}, {row.threads} threads: an answer differs by "
        f"{row.difference:.2g}, more than {TOLERANCE:g}"
        for row in rows
        if row.file in FORMS and not row.agrees
    ]
    found += [
        f"{row.file} in {row.place}: {row.frames_a_second:.0f} frames a second, 95 % within "
        f"{row.slow_ms:.0f} ms; wanted are {FRAME_RATE:.0f}, under {SLOWEST_MS:.0f} ms"
        for row in rows
        if (row.file, row.place, row.threads) == (FORMS[0], WASM, 1) and not row.keeps_up
    ]
    return found


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} is not at least 1")
    return number


if __name__ == "__main__":
    raise SystemExit(main())
