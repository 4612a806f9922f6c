"""Crop every face once, through the game's own crop, into a folder that trains fast.

    python -m training.prepare --data DATA --out runs/prepared
    python -m training.prepare --set korean=aihub:PATH --set more=PATH --out runs/prepared

writes, for each data set, ``NAME.npy`` (uint8 [pictures, 2, size, size, channels])
and its manifest ``NAME.csv``, which appears last: a set without one is not
prepared.  Of each picture two crops are kept: the one the game would cut, and the
whole picture, for those that already are face crops.  Gray sets keep one channel.
Recordings become films (``NAME.sequences.npy`` and ``.csv``).

Pictures stream through: cropping takes the same memory however large a set is, and the
same command goes on where it was stopped, at most 256 pictures earlier; a set of recordings
that was not finished begins anew.  The look for rejects at the end compares all pictures of
the folder with each other and holds about a kilobyte of each: a gigabyte a million, which
``--no-report`` spares.  A set that is
complete is not touched again without ``--again``.  A set that cannot be read, or in
which no face is found at all, is told at the end, and the command returns 1; it keeps
no other from being prepared.  ``rejects/index.html`` shows what ought not to be trained
on, and why; ``training.faults`` does that by itself, looks for drawings and doubtful
labels as well, and takes it all back.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence, Sized
from itertools import chain
from os import cpu_count
from pathlib import Path

from tqdm import tqdm

from training.command import command_parser, telling
from training.data.kinds import KINDS, RECORDINGS, DataSet, Found, find_sets, parse_set
from training.data.sample import Sample
from training.faults import report_faults
from training.pictures.crop_store import CropStore, discard, is_complete
from training.pictures.cropping import Cropped, crop_all
from training.pictures.manifest import Namer, Row, is_faceless, row_of
from training.pictures.prepared import STORED_SIZE, prepared_sets
from training.sequences.recorded import film_recordings

MOST_THREADS = 4
"""More than this wait for the disk, or for each other."""


def prepare(
    sets: Iterable[DataSet], out: Path, threads: int = 1, again: bool = False
) -> dict[str, str]:
    """Prepare the sets into ``out``, going on with what was begun; shows progress on a terminal.

    Returns what is wrong with a set, by its name: it cannot be read, holds other
    pictures than when it was begun, or not one face.  The other sets are prepared.
    """
    wrong = {}
    for one in sets:
        try:
            if one.kind == RECORDINGS:
                film_recordings(one.root, one.name, out, again)
            elif again or not is_complete(out, one.name):
                _prepare_stills(one, out, threads, again)
            if one.kind != RECORDINGS and is_faceless(out / f"{one.name}.csv"):
                wrong[one.name] = f"no face was found in any picture of {one.root}"
        except (FileNotFoundError, ValueError) as error:
            wrong[one.name] = str(error)
    return wrong


def _prepare_stills(one: DataSet, out: Path, threads: int, again: bool) -> None:
    listed = one.samples()
    samples = iter(listed)
    first = next(samples, None)
    if first is None:
        raise ValueError(f"{one.root} holds no labelled picture")
    if again:
        # Not before the new pictures are at hand: what cannot be read replaces nothing.
        discard(out, one.name)
    namer = Namer()
    with CropStore(out, one.name, STORED_SIZE) as store:
        waiting = chain([first], samples)
        done = _skip(waiting, store.written(), namer, out / one.name)
        bar = tqdm(
            crop_all(waiting, threads), desc=one.name, initial=done, unit=" pictures",
            # To count a set that is listed lazily is to walk through it a second time.
            total=len(listed) if isinstance(listed, Sized) else None, disable=None,
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
    """Run ``python -m training.prepare``; 0 when done, 1 when a set is wrong, 2 bad usage."""
    parser = command_parser("prepare", __doc__)
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
    with telling(parser):
        below = _below(chosen.data, chosen.sets)
        sets = [*below.sets, *map(parse_set, chosen.more)]
        if not sets and not below.broken:
            raise ValueError("no data set: give --data or --set")
    for one in sets:
        print(f"{one.name}: {one.kind} in {one.root}", file=sys.stderr)
    wrong = below.broken | prepare(sets, chosen.out, max(1, chosen.threads), chosen.again)
    try:
        if not chosen.no_report and prepared_sets(chosen.out):
            print(report_faults(chosen.out))
    except ValueError as error:
        wrong["rejects"] = str(error)
    for name, words in wrong.items():
        print(f"{parser.prog}: error: {name}: {words}", file=sys.stderr)
    return 1 if wrong else 0


def _below(data: Path | None, names: Sequence[str] | None) -> Found:
    """Return the named sets below a folder, or all; raises ``FileNotFoundError`` naming others."""
    if data is None:
        return Found([], {})
    if not data.is_dir():
        raise FileNotFoundError(f"{data} is no folder")
    found = find_sets(data)
    known = {one.name: one for one in found.sets}
    wanted = names or [*known, *found.broken]
    missing = [name for name in wanted if name not in known and name not in found.broken]
    if not wanted:
        raise FileNotFoundError(f"{data} holds no data set: nothing in it is laid out like one")
    if missing:
        raise FileNotFoundError(
            f"{data} holds no data set named: {', '.join(missing)}; it has: "
            + (", ".join(known) or "none")
        )
    broken = {name: words for name, words in found.broken.items() if name in wanted}
    return Found([known[name] for name in wanted if name in known], broken)


if __name__ == "__main__":
    raise SystemExit(main())
