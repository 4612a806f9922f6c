"""``laughgame doctor``: check everything the game stands on, and say what to do.

Each check runs by itself, so a broken part is named instead of hiding the others.
"""

import argparse
import json
from collections.abc import Iterator, Mapping

from laughgame.app.health import REINSTALL, Finding, Status
from laughgame.app.health_checks import CHECKS
from laughgame.vision.model_card import ContractError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command line of ``laughgame doctor``."""
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print one JSON object")
    form.add_argument(
        "--jsonl",
        action="store_true",
        help="print each finding as a line of JSON, once it is known",
    )


def run(args: argparse.Namespace) -> int:
    """Run all checks and print what they found; return 1 when one failed."""
    if args.jsonl:
        return _tell_one_by_one()
    findings = dict(examine())
    healthy = is_healthy(findings)
    if args.json:
        print(json.dumps(_as_json(healthy, findings), ensure_ascii=False, indent=2))
    else:
        print("\n".join(as_text(findings)))
    return 0 if healthy else 1


def examine() -> Iterator[tuple[str, Finding]]:
    """Run every check and yield its name and finding; an error that it met is its finding."""
    for name, check in CHECKS.items():
        try:
            finding = check()
        except ContractError as error:
            finding = Finding(Status.FAILED, str(error), REINSTALL)
        except (ImportError, OSError, RuntimeError, ValueError) as error:
            finding = Finding(Status.FAILED, f"{type(error).__name__}: {error}", REINSTALL)
        yield name, finding


def is_healthy(findings: Mapping[str, Finding]) -> bool:
    """Whether nothing failed; a warning is no failure."""
    return all(finding.status is not Status.FAILED for finding in findings.values())


def read_line(line: str) -> tuple[str, Finding]:
    """Return the check and the finding of a line of ``doctor --jsonl``.

    Raises ``ValueError`` or ``KeyError`` where it is none.
    """
    told = json.loads(line)
    if not isinstance(told, dict):
        raise ValueError(f"no finding: {line[:80]!r}")
    remedy = told["remedy"]
    finding = Finding(
        Status(told["status"]),
        str(told["detail"]),
        None if remedy is None else str(remedy),
        figure=str(told.get("figure", "")),
    )
    return str(told["name"]), finding


def _tell_one_by_one() -> int:
    findings = {}
    for name, finding in examine():
        findings[name] = finding
        print(json.dumps(_entry(name, finding), ensure_ascii=False), flush=True)
    return 0 if is_healthy(findings) else 1


def _as_json(healthy: bool, findings: Mapping[str, Finding]) -> dict[str, object]:
    return {"ok": healthy, "checks": [_entry(name, found) for name, found in findings.items()]}


def _entry(name: str, found: Finding) -> dict[str, object]:
    entry: dict[str, object] = {
        "name": name,
        "status": found.status,
        "detail": found.detail,
        "remedy": found.remedy,
    }
    if found.facts:
        entry["facts"] = found.facts
    if found.figure:
        entry["figure"] = found.figure
    return entry


def as_text(findings: Mapping[str, Finding]) -> Iterator[str]:
    """Yield the lines of a report for people, in English."""
    width = max(map(len, findings))
    for name, found in findings.items():
        yield f"{found.status:<8}{name:<{width}}  {found.detail}"
        if found.remedy is not None:
            yield f"{'':<8}{'':<{width}}  → {found.remedy}."
    yield _in_short(findings)


def _in_short(findings: Mapping[str, Finding]) -> str:
    if not is_healthy(findings):
        return "Something failed; the lines marked → say what to do."
    if len(findings) < len(CHECKS):
        return f"Stopped: {len(findings)} of {len(CHECKS)} checks were made, and none failed."
    if any(finding.status is Status.WARNING for finding in findings.values()):
        return "Nothing failed; the lines marked → say what could be better."
    return "All is well."
