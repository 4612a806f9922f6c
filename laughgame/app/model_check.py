"""``laughgame model check FILE`` and ``install FILE``: whether a model keeps the contract.

Both examine the file as the game does, in a process of its own, which is this program again:
``laughgame model examine FILE LIMITS``.  That command is not for people: it speaks lines of
JSON, as :mod:`laughgame.vision.model_airlock` reads them.
"""

import argparse
import json
from pathlib import Path
from typing import Any, Final

from laughgame import __version__
from laughgame.app import memory, paths
from laughgame.app.exit_codes import FAILED, OK
from laughgame.storage.model_shelf import ChangedError, ModelShelf
from laughgame.vision.model_airlock import Airlock, Cleared, Limits
from laughgame.vision.model_card import ContractCode, ContractError, ModelCard

NO_LAUGH: Final = "The model does not tell a laugh from a straight face"
"""What is not refused, for whoever tries out models may want to see it play."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command line."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    check = actions.add_parser(
        "check",
        help="check a model file and show its card",
        description="Check a model file against the contract in models/README.md, run it on"
        " trial pictures, and show its card.",
    )
    install = actions.add_parser(
        "install",
        help="check a model file, keep a copy of it, and let it judge from the next game on",
        description="Check a model file as `check` does. One that passes is copied to the"
        " player's own folder and judges from the next game on.",
    )
    for action in (check, install):
        action.add_argument("file", type=Path, metavar="FILE", help="an ONNX file")
        action.add_argument("--json", action="store_true", help="answer in JSON")
    examine = actions.add_parser("examine")  # without help: it is not listed
    examine.add_argument("file", type=Path)
    examine.add_argument("limits", type=_limits)


def run(args: argparse.Namespace) -> int:
    """Check the file and print the answer; 0 where it keeps the contract, 1 where it does not."""
    if args.action == "examine":
        return _examine(args.file, args.limits)
    try:
        checked = Airlock().examine(args.file)
        installed = _install(checked.card) if args.action == "install" else None
    except ContractError as error:
        print(json.dumps(_refusal(args.file, error), indent=2) if args.json else str(error))
        return FAILED
    if args.json:
        where = {} if installed is None else {"installed": str(installed)}
        print(json.dumps(_acceptance(checked) | where, indent=2))
    else:
        print(_description(checked))
        if installed is not None:
            print(f"It judges from the next game on; its copy is {installed}.")
    return OK


def _limits(text: str) -> Limits:
    return Limits(**json.loads(text))


def _examine(file: Path, limits: Limits) -> int:
    """Be the process in which a file is examined; what it says goes to whoever started it."""
    from laughgame.vision.face_trial import read_faces
    from laughgame.vision.model_examination import examine

    try:
        faces = read_faces(paths.trial_faces())
    except OSError:
        faces = None  # a part of the program is missing: no fault of the model's
    examine(file, limits, lambda: memory.resident_mb() * 1e6, faces)
    return OK


def _install(card: ModelCard) -> Path:
    """Keep a copy of a model that passed and name it in the settings; return the copy.

    Raises :class:`ContractError` where that cannot be done; the settings are then as they were.
    """
    from laughgame.storage.settings import SettingsFile  # not for the process that examines

    settings_file = SettingsFile(paths.settings_file())
    try:
        copy = ModelShelf(paths.models_folder(), __version__).keep(card.path, card.sha256)
        settings_file.save(settings_file.load().settings.edited("model", path=copy))
    except ChangedError as error:
        raise ContractError(
            ContractCode.CHANGED, "the file that was examined", "another one"
        ) from error
    except (OSError, ValueError, RecursionError) as error:
        raise ContractError(
            ContractCode.NOT_INSTALLED, "a folder that can be written", str(error)
        ) from error
    return copy


def _refusal(file: Path, error: ContractError) -> dict[str, Any]:
    return {
        "ok": False,
        "file": str(file),
        "code": error.code.value,
        "expected": error.expected,
        "found": error.found,
        "message": str(error),
    }


def _acceptance(checked: Cleared) -> dict[str, Any]:
    card = checked.card
    return {
        "ok": True,
        "file": str(card.path),
        "name": card.name,
        "form": card.form.value,
        "contract_version": card.contract_version,
        "labels": list(card.labels),
        "frames": card.frames,
        "size": card.size,
        "mean": list(card.mean),
        "std": list(card.std),
        "crop": card.crop,
        "opset": card.opset,
        "file_bytes": card.file_bytes,
        "parameters": card.parameters,
        "licence": card.licence,
        "training_data": card.training_data,
        "accuracy": dict(card.accuracy),
        "sha256": card.sha256,
        "latency_ms": round(checked.latency_ms, 3),
        "trial_smiles": _trial_smiles(checked),
        "warnings": [] if checked.tells_laugh is not False else [NO_LAUGH],
    }


def _trial_smiles(checked: Cleared) -> dict[str, float] | None:
    if checked.smiles is None:
        return None
    calm, laugh = checked.smiles
    return {"straight_face": round(calm, 4), "laugh": round(laugh, 4)}


def _description(checked: Cleared) -> str:
    card = checked.card
    facts = [
        ("form", f"{card.form.value}, {card.frames} frames of {card.size}×{card.size} pixels"),
        ("emotions", ", ".join(card.labels)),
        ("file", f"{card.file_bytes / 1e6:.1f} MB, opset {card.opset}"),
        ("parameters", "not told" if card.parameters is None else f"{card.parameters:,}"),
        ("speed", f"{checked.latency_ms:.2f} ms a verdict on one core of this machine"),
        ("accuracy", _accuracy(card)),
        ("training data", card.training_data or "not told"),
        ("licence", card.licence or "not told"),
    ]
    if checked.smiles is not None:
        calm, laugh = checked.smiles
        facts.append(
            ("trial faces", f"a smile of {calm:.2f} on a straight face, {laugh:.2f} on a laugh")
        )
    lines = [f"{card.path} keeps the contract (version {card.contract_version}).", card.name]
    lines += [f"  {name + ':':<15}{fact}" for name, fact in facts]
    if checked.tells_laugh is False:
        lines.append(f"Warning: {NO_LAUGH}.")
    return "\n".join(lines)


def _accuracy(card: ModelCard) -> str:
    shares = (f"{name} {share:.1%}" for name, share in card.accuracy.items())
    return ", ".join(shares) or "not told"
