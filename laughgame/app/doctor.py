"""``laughgame doctor``: check everything the game stands on, and say what to do.

Each check runs by itself, so a broken part is named instead of hiding the others.
"""

import argparse
import json
from collections.abc import Iterable, Mapping

from laughgame.app.health_checks import CHECKS, REINSTALL, Finding, Status
from laughgame.vision.model_card import ContractError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command line of ``laughgame doctor``."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Run all checks and print what they found; return 1 when one failed."""
    findings = examine()
    healthy = all(finding.status is not Status.FAILED for finding in findings.values())
    if args.json:
        print(json.dumps(_as_json(healthy, findings), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_as_text(healthy, findings)))
    return 0 if healthy else 1


def examine() -> dict[str, Finding]:
    """Run every check; an error that a check met is its finding."""
    findings = {}
    for name, check in CHECKS.items():
        try:
            findings[name] = check()
        except ContractError as error:
            findings[name] = Finding(Status.FAILED, str(error), REINSTALL)
        except (ImportError, OSError, RuntimeError, ValueError) as error:
            detail = f"{type(error).__name__}: {error}"
            findings[name] = Finding(Status.FAILED, detail, REINSTALL)
    return findings


def _as_json(healthy: bool, findings: Mapping[str, Finding]) -> dict[str, object]:
    checks = [
        {"name": name, "status": found.status, "detail": found.detail, "remedy": found.remedy}
        | ({"facts": found.facts} if found.facts else {})
        for name, found in findings.items()
    ]
    return {"ok": healthy, "checks": checks}


def _as_text(healthy: bool, findings: Mapping[str, Finding]) -> Iterable[str]:
    width = max(map(len, findings))
    for name, found in findings.items():
        yield f"{found.status:<8}{name:<{width}}  {found.detail}"
        if found.remedy is not None:
            yield f"{'':<8}{'':<{width}}  → {found.remedy}."
    yield "All is well." if healthy else "Something failed; the lines marked → say what to do."
