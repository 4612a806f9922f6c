"""Find what ought not to be trained on, show it, and keep it out, reversibly.

    python -m training.faults --prepared runs/prepared [--imagenet WEIGHTS.pth] [--model FILE]
    python -m training.faults --prepared runs/prepared --restore

Looks through every set of a prepared folder: unreadable files, pictures without a
face or with several, copies across the sides (also across sets) and exact ones
within training, of which one stays, or none where their labels differ; with ImageNet
weights also for drawings, and with a model file in the stream form for labels that a
cross-validated classifier is sure are wrong.  The reason goes into the manifests'
column ``reject``, and training leaves such pictures out; ``--ignore`` names reasons
that shall be shown only.  ``rejects/index.html`` shows the pictures,
``rejects/rejects.csv`` lists them.  What shall stay all the same is written into
``rejects/keep.txt``, a line ``SET/FILE`` each; ``--restore`` takes every reject back.
Held-out pictures are reported but still measured on: a test that drops what looks
wrong flatters.  Crops and labels are never changed.
"""

import csv
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Final

from laughgame.game.reading import EMOTIONS
from training.command import command_parser, telling
from training.faultfinding.fault import Fault, Place, Reason
from training.faultfinding.fault_page import Shown, write_page
from training.faultfinding.seen import Looked, look_through
from training.files import replacing
from training.pictures.manifest import Row, read_manifest, rewrite_manifest

FOLDER: Final = "rejects"
LIST: Final = "rejects.csv"
KEEP: Final = "keep.txt"

SMILES: Final = ("no smile", "smile")

LABELS: Final = frozenset({Reason.SMILE_LABEL, Reason.EMOTION_LABEL})


def report_faults(
    folder: Path,
    imagenet: Path | None = None,
    model: Path | None = None,
    ignored: Collection[Reason] = (),
) -> str:
    """Look for faults, note them in the manifests, write page and list; return a summary.

    What only a network sees is looked for when one is given; what one saw before stays
    until then.  Raises ``ValueError`` where a manifest is of a form too old to be
    looked through.
    """
    blind = set() if imagenet else {Reason.DRAWING}
    blind |= set() if model else LABELS
    looked = look_through(folder)
    faults: dict[Place, Fault] = {}
    for fault in (
        *_plain_faults(looked), *_drawings(looked, imagenet), *_doubts(looked, model)
    ):  # fmt: skip
        faults.setdefault(fault.place, fault)
    kept = _kept(folder / FOLDER / KEEP)
    for one in looked.sets:

        def noted(number: int, row: Row, name: str = one.name) -> Row:
            fault = faults.get(Place(name, number))
            reason = row["reject"] if fault is None else fault.reason
            if fault is None and reason not in blind:
                reason = ""
            if reason in ignored or f"{name}/{row['file']}" in kept:
                reason = ""
            return row | {"reject": reason}

        rewrite_manifest(folder / f"{one.name}.csv", noted)
    (folder / FOLDER).mkdir(exist_ok=True)
    shown = list(_shown(folder, looked, faults))
    _write_list(folder / FOLDER / LIST, shown)
    write_page(folder / FOLDER / "index.html", looked, shown)
    return summary(looked, shown) + f"\n{folder / FOLDER / 'index.html'}"


def restore(folder: Path) -> None:
    """Take every reject back, but for what cannot be read."""
    for one in look_through(folder).sets:
        rewrite_manifest(folder / f"{one.name}.csv", _accepted)


def summary(looked: Looked, shown: Sequence[Shown]) -> str:
    """Return a table: set by set, how many of each reason, in training and held out."""
    counts = Counter((one.fault.place.dataset, one.fault.reason, one.split) for one in shown)
    lines = ["set            reason           train  validation  test"]
    for one in looked.sets:
        for reason in Reason:
            row = [counts[one.name, reason, side] for side in ("train", "validation", "test")]
            if any(row):
                lines.append(f"{one.name:14} {reason:15} {row[0]:6} {row[1]:11} {row[2]:5}")
    return "\n".join(lines)


def _plain_faults(looked: Looked) -> Iterator[Fault]:
    """Yield what the manifests and the crops themselves tell."""
    for number in range(len(looked.split)):
        place = looked.place(number)
        if looked.unreadable[number]:
            yield Fault(place, Reason.UNREADABLE)
        elif looked.faces[number] == 0 and not looked.tight[number]:
            yield Fault(place, Reason.NO_FACE)
        elif looked.faces[number] > 1:
            yield Fault(place, Reason.SEVERAL_FACES, f"{looked.faces[number]} faces")
    for copy in looked.copies():
        for taught, other in ((copy.first, copy.second), (copy.second, copy.first)):
            if looked.split[taught] == "train" and looked.split[other] != "train":
                detail = f"{copy.score:.2f}, {looked.split[other]}"
                yield Fault(looked.place(taught), Reason.COPY, detail, looked.place(other))
    for places in looked.doubles():
        yield from _double_faults(looked, places)


def _double_faults(looked: Looked, places: list[Place]) -> Iterator[Fault]:
    """Yield all of a group of exact copies where their labels differ, else all but the first.

    Which label is right nobody can tell, and the first is no better than the others.
    Where a label is not given it differs from none.
    """
    labels = [looked.label_of(place) for place in places]
    if all(len({label[head] for label in labels} - {-1}) < 2 for head in (0, 1)):
        yield from (Fault(place, Reason.TWICE, "", places[0]) for place in places[1:])
        return
    for place, label in zip(places, labels, strict=True):
        twin = next(number for number, other in enumerate(labels) if other != label)
        detail = f"{_label_text(label)} and {_label_text(labels[twin])}"
        yield Fault(place, Reason.CONFLICT, detail, places[twin])


def _label_text(label: tuple[int, int]) -> str:
    smile, emotion = label
    words = [] if smile < 0 else [SMILES[smile]]
    return ", ".join([*words, *([] if emotion < 0 else [EMOTIONS[emotion]])]) or "no label"


def _drawings(looked: Looked, imagenet: Path | None) -> Iterator[Fault]:
    if imagenet is None:
        return
    # PyTorch takes seconds to load, and most calls do without.
    from training.faultfinding.drawings import drawings
    from training.faultfinding.probe import ImageNetEye, look_at

    eye = ImageNetEye(imagenet)
    features = {one.name: look_at(one, eye) for one in looked.sets}
    for name, rows in drawings(looked.sets, features).items():
        for row, sure in rows:
            detail = "on the list" if sure == float("inf") else f"{sure:.1f}"
            yield Fault(Place(name, row), Reason.DRAWING, detail)


def _doubts(looked: Looked, model: Path | None) -> Iterator[Fault]:
    if model is None:
        return
    from training.faultfinding.label_errors import doubtful_labels
    from training.faultfinding.probe import ModelEye, look_at

    eye = ModelEye(model)
    for one in looked.sets:
        for doubt in doubtful_labels(one, look_at(one, eye), looked.groups_of(one.name)):
            names = SMILES if doubt.head == "smile" else EMOTIONS
            reason = Reason.SMILE_LABEL if doubt.head == "smile" else Reason.EMOTION_LABEL
            detail = f"{names[doubt.given]}? {names[doubt.seems]} {doubt.certainty:.2f}"
            yield Fault(Place(one.name, doubt.row), reason, detail)


def _shown(folder: Path, looked: Looked, faults: dict[Place, Fault]) -> Iterator[Shown]:
    """Yield every fault found with what its manifest's line says of it."""
    for one in looked.sets:
        for number, row in enumerate(read_manifest(folder / f"{one.name}.csv")):
            fault = faults.get(Place(one.name, number))
            if fault is not None:
                yield Shown(fault, row["file"], row["name"], row["split"], bool(row["reject"]))


def _write_list(file: Path, shown: Sequence[Shown]) -> None:
    with replacing(file) as part, part.open("w", newline="", encoding="utf-8") as text:
        writer = csv.writer(text)
        writer.writerow(("set", "file", "name", "split", "reason", "detail", "rejected"))
        for one in shown:
            fault = one.fault
            row = (fault.place.dataset, one.file, one.name, one.split, fault.reason, fault.detail)
            writer.writerow((*row, int(one.rejected)))


def _accepted(number: int, row: Row) -> Row:
    keep = row.get("reject", "") == Reason.UNREADABLE
    return row | {"reject": Reason.UNREADABLE if keep else ""}


def _kept(file: Path) -> frozenset[str]:
    if not file.is_file():
        return frozenset()
    lines = (line.strip() for line in file.read_text(encoding="utf-8").splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``python -m training.faults``; 0 when done, 2 on bad usage."""
    parser = command_parser("faults", __doc__)
    parser.add_argument("--prepared", type=Path, required=True, help="from training.prepare")
    parser.add_argument("--imagenet", type=Path, help="ImageNet weights (.pth): find drawings")
    parser.add_argument("--model", type=Path, help="stream form (.onnx): find doubtful labels")
    parser.add_argument(
        "--ignore", nargs="+", type=Reason, choices=list(Reason), default=[], metavar="REASON",
        help=f"show but do not keep out: {', '.join(Reason)}",
    )  # fmt: skip
    parser.add_argument("--restore", action="store_true", help="take every reject back")
    chosen = parser.parse_args(arguments)
    with telling(parser):
        if chosen.restore:
            restore(chosen.prepared)
        else:
            print(report_faults(chosen.prepared, chosen.imagenet, chosen.model, chosen.ignore))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
