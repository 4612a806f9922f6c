"""What import-linter cannot see: single modules of other packages, and promises on paper."""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def imports(package: str) -> Iterator[tuple[str, str]]:
    """Yield every (file, imported module) of a package of the program."""
    for file in (ROOT / "laughgame" / package).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                for name in node.names:
                    yield file.name, name.name
            elif isinstance(node, ast.ImportFrom):
                # A relative import is of no package of the standard library either.
                yield file.name, "." * node.level + (node.module or "")


def test_the_rules_need_the_standard_library_only():
    foreign = [
        (file, module)
        for file, module in imports("game")
        if module.split(".")[0] not in sys.stdlib_module_names
        and not f"{module}.".startswith("laughgame.game.")
    ]
    assert foreign == []


def test_the_rules_can_be_imported_where_nothing_is_installed():
    """By a Python without site packages, which then knows of the program the rules alone."""
    told = """
import pkgutil, sys
sys.path.insert(0, sys.argv[1])
import laughgame.game
for module in pkgutil.walk_packages(laughgame.game.__path__, "laughgame.game."):
    __import__(module.name)
print(*sorted(name for name in sys.modules if name.partition(".")[0] == "laughgame"))
"""
    command = [sys.executable, "-I", "-S", "-c", told, str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    modules = done.stdout.split()
    files = [file for file in (ROOT / "laughgame/game").rglob("*.py") if file.name != "__init__.py"]
    assert len(modules) == len(files) + 3, "and the three packages they lie in"
    foreign = [name for name in modules if not f"{name}.".startswith("laughgame.game.")]
    assert foreign == ["laughgame"]


@pytest.mark.parametrize("module", ["threading", "time", "asyncio"])
def test_the_rules_have_no_clock_and_no_thread(module):
    assert [file for file, imported in imports("game") if imported.split(".")[0] == module] == []


def test_the_actor_paints_without_widgets():
    """It draws on any thread and where there is no screen, so QtCore and QtGui must do."""
    qt = {module for _, module in imports("actor") if module.startswith("PySide6")}
    assert qt <= {"PySide6.QtCore", "PySide6.QtGui"}


def test_the_lock_was_made_from_this_pyproject():
    """``make`` installs what uv.lock says; a changed dependency needs ``uv lock``."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    (locked,) = (package for package in lock["package"] if package["name"] == "laughgame")
    groups = {
        "": (project["project"]["dependencies"], locked["metadata"]["requires-dist"]),
        **{
            name: (wanted, locked["metadata"]["requires-dev"][name])
            for name, wanted in project["dependency-groups"].items()
        },
    }
    for group, (wanted, found) in groups.items():
        as_written = {entry["name"] + entry.get("specifier", "") for entry in found}
        assert {normal(line) for line in wanted} == {normal(line) for line in as_written}, group


def test_the_trainings_contract_names_every_command():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = (
        one
        for one in project["tool"]["importlinter"]["contracts"]
        if one["name"] == "The training's rooms know none of its commands"
    )
    training = ROOT / "training"
    commands = {
        f"training.{file.stem}"
        for file in training.glob("*.py")
        if '__name__ == "__main__"' in file.read_text(encoding="utf-8")
    }
    rooms = {f"training.{file.parent.name}" for file in training.glob("*/__init__.py")}
    assert set(contract["forbidden_modules"]) == commands
    assert set(contract["source_modules"]) == rooms


def normal(requirement: str) -> tuple[str, frozenset[str]]:
    """Take ``name>=1,<2`` apart so that the order of its bounds does not matter."""
    name_end = next((i for i, c in enumerate(requirement) if c in "<>=!~"), len(requirement))
    return requirement[:name_end].lower(), frozenset(requirement[name_end:].split(","))
