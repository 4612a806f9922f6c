"""Crop every face once, through the game's own crop, into a folder that trains fast.

    python -m training.prepare --data DATA --out runs/prepared
    python -m training.prepare --set korean=aihub:PATH --set more=PATH --out runs/prepared

writes, for each data set, ``NAME.npy`` (uint8 [pictures, 2, size, size, channels])
and its manifest ``NAME.csv``, which appears last: a set without one is not
prepared.  Of each picture two crops are kept: the one the game would cut, and the
whole picture, for those that already are face crops.  Gray sets keep one channel.
Recordings become films (``NAME.sequences.npy`` and ``.csv``).

Pictures stream through: memory stays the same however large a set is, and the same
command goes on where it was stopped, at most 256 pictures earlier.  A set that is
complete is not touched again without ``--again``.  At the end ``rejects/index.html``
shows what ought not to be trained on, and why; ``training.faults`` does that by
itself, looks for drawings and doubtful labels as well, and takes it all back.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence, Sized
from os import cpu_count
from pathlib import Path

from tqdm import tqdm

from training.crop_store import CropStore, discard, is_complete
from training.cropping import Cropped, crop_all
from training.data.kinds import KINDS, RECORDINGS, DataSet, find_sets, parse_set
from training.data.sample import Sample
from training.faults import report_faults
from training.manifest import Namer, Row, row_of
from training.prepared import STORED_SIZE, prepared_sets
from training.sequences.recorded import film_recordings

MOST_THREADS = 4
"""More than this wait for the disk, or for each other."""


def prepare(sets: Iterable[DataSet], out: Path, threads: int = 1, again: bool = False) -> None:
    """Prepare the sets into ``out``, going on with what was begun; shows progress on a terminal.

    Raises ``ValueError`` when a set begun earlier holds other pictures now, and
    whatever its loader raises.
    """
    for one in sets:
        if one.kind == RECORDINGS:
            film_recordings(one.root, one.name, out, again)
            continue
        if again:
            discard(out, one.name)
        if not is_complete(out, one.name):
            _prepare_stills(one, out, threads)


def _prepare_stills(one: DataSet, out: Path, threads: int) -> None:
    samples = one.samples()
    # Listing a set twice is nothing beside reading its pictures, and tells how many there are.
    total = len(samples) if isinstance(samples, Sized) else sum(1 for _ in one.samples())
    if total == 0:
        raise ValueError(f"{one.root} holds no labelled picture")
    namer = Namer()
    with CropStore(out, one.name, STORED_SIZE) as store:
        waiting = iter(samples)
        done = _skip(waiting, store.written(), namer, out / one.name)
        bar = tqdm(
            crop_all(waiting, threads),
            desc=one.name, total=total, initial=done, unit=" pictures", disable=None,
        )  # fmt: skip
        for cropped in bar:
            store.append(cropped.pair, _row(cropped, namer))


def _skip(samples: Iterator[Sample], rows: Iterator[Row], namer: Namer, place: Path) -> int:
    """Move past the samples whose lines are written already; return how many."""
    done = 0
    for row in rows:
        sample = next(samples, None)
        if sample is None or sample.name != row["file"]:
            raise ValueError(
                f"{place} was begun with other pictures: number {done} was {row['file']},"
                f" and is {None if sample is None else sample.name}; --again begins anew"
            )
        namer.given(row["name"])
        done += 1
    return done


def _row(cropped: Cropped, namer: Namer) -> Row:
    sample = cropped.sample
    return row_of(
        sample,
        namer.name(sample),
        cropped.faces,
        cropped.digest,
        cropped.bits,
        "unreadable" if cropped.unreadable else "",
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``python -m training.prepare``; 0 when done, 2 on bad usage."""
    parser = argparse.ArgumentParser(prog="python -m training.prepare", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--data", type=Path, help="folder of data sets, each a folder or a .zip")
    parser.add_argument("--sets", nargs="+", metavar="NAME", help="only these of --data")
    parser.add_argument(
        "--set", action="append", default=[], dest="more", metavar="NAME=[KIND:]PATH",
        help=f"one more set; KIND is told by the layout, or one of: {', '.join(KINDS)}",
    )  # fmt: skip
    parser.add_argument("--out", type=Path, required=True, help="folder to write the crops to")
    parser.add_argument("--again", action="store_true", help="begin anew, also what is complete")
    parser.add_argument("--threads", type=int, default=min(MOST_THREADS, cpu_count() or 1))
    parser.add_argument("--no-report", action="store_true", help="do not look for rejects")
    chosen = parser.parse_args(arguments)
    try:
        sets = [*_below(chosen.data, chosen.sets), *map(parse_set, chosen.more)]
        if not sets:
            raise ValueError("no data set: give --data or --set")
        for one in sets:
            print(f"{one.name}: {one.kind} in {one.root}", file=sys.stderr)
        prepare(sets, chosen.out, max(1, chosen.threads), chosen.again)
        if not chosen.no_report and prepared_sets(chosen.out):
            print(report_faults(chosen.out))
    except (FileNotFoundError, ValueError) as error:
        parser.error(str(error))
    return 0


def _below(data: Path | None, names: Sequence[str] | None) -> list[DataSet]:
    """Return the named sets below a folder, or all; raises ``FileNotFoundError`` naming others."""
    if data is None:
        return []
    if not data.is_dir():
        raise FileNotFoundError(f"{data} is no folder")
    found = {one.name: one for one in find_sets(data)}
    missing = [name for name in names or () if name not in found]
    if missing or not found:
        raise FileNotFoundError(
            f"{data} holds no data set named: {', '.join(missing)}; it has: "
            + (", ".join(found) or "none")
        )
    return [found[name] for name in names or found]


if __name__ == "__main__":
    raise SystemExit(main())
