"""``laughgame model check FILE``: tell whether a model file keeps the contract."""

import argparse
import json
from pathlib import Path
from typing import Any

from laughgame.app.exit_codes import FAILED, OK
from laughgame.vision.model_contract import ContractError, ModelCard, ModelProbe, probe


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command line."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    check = actions.add_parser(
        "check",
        help="check a model file and show its card",
        description="Check a model file against the contract in models/README.md, run it on"
        " trial pictures, and show its card.",
    )
    check.add_argument("file", type=Path, metavar="FILE", help="an ONNX file")
    check.add_argument("--json", action="store_true", help="answer in JSON")


def run(args: argparse.Namespace) -> int:
    """Check the file and print the answer; 0 where it keeps the contract, 1 where it does not."""
    try:
        checked = probe(args.file)
    except ContractError as error:
        print(json.dumps(_refusal(args.file, error), indent=2) if args.json else str(error))
        return FAILED
    print(json.dumps(_acceptance(checked), indent=2) if args.json else _description(checked))
    return OK


def _refusal(file: Path, error: ContractError) -> dict[str, Any]:
    return {
        "ok": False,
        "file": str(file),
        "code": error.code.value,
        "expected": error.expected,
        "found": error.found,
        "message": str(error),
    }


def _acceptance(checked: ModelProbe) -> dict[str, Any]:
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
        "latency_ms": round(checked.latency_ms, 3),
    }


def _description(checked: ModelProbe) -> str:
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
    lines = [f"{card.path} keeps the contract (version {card.contract_version}).", card.name]
    return "\n".join([*lines, *(f"  {name + ':':<15}{fact}" for name, fact in facts)])


def _accuracy(card: ModelCard) -> str:
    shares = (f"{name} {share:.1%}" for name, share in card.accuracy.items())
    return ", ".join(shares) or "not told"
