"""What `make` does on a bare machine: it says what is missing, and guesses nothing."""

import importlib.util
import os
from pathlib import Path

import pytest

FILE = Path(__file__).parents[2] / ".ci" / "bootstrap.py"

LDD = """\
PySide6/QtWidgets.abi3.so:
\tlinux-vdso.so.1 (0x00007ffc)
\tlibGL.so.1 => not found
\tlibxcb-cursor.so.0 => not found
\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)
PySide6/QtSvg.abi3.so:
\tlibGL.so.1 => not found
"""


@pytest.fixture
def bootstrap(monkeypatch, tmp_path):
    """The script as a module, in an environment with one empty site-packages."""
    spec = importlib.util.spec_from_file_location("bootstrap", FILE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "lib" / "python3.11" / "site-packages").mkdir(parents=True)
    monkeypatch.setattr(module, "ENVIRONMENT", tmp_path)
    monkeypatch.setattr(module.platform, "system", lambda: "Linux")
    return module


@pytest.fixture
def commands(bootstrap, monkeypatch):
    """The commands that would have been run."""
    ran = []
    monkeypatch.setattr(bootstrap, "run", lambda command, **_: ran.append(command))
    return ran


@pytest.fixture
def machine(bootstrap, monkeypatch):
    """Describe the machine: its programs, and whether root is at the keyboard."""

    def describe(programs, root):
        monkeypatch.setattr(bootstrap.shutil, "which", lambda name: name in programs or None)
        monkeypatch.setattr(os, "geteuid", lambda: 0 if root else 1000)

    return describe


def test_the_linker_names_what_is_missing(bootstrap, monkeypatch):
    monkeypatch.setattr(bootstrap, "output_of", lambda _: LDD)
    assert bootstrap.missing_libraries() == {"libGL.so.1", "libxcb-cursor.so.0"}


def test_a_complete_machine_is_left_alone(bootstrap, commands, monkeypatch):
    monkeypatch.setattr(bootstrap, "missing_libraries", set)
    monkeypatch.setattr(bootstrap, "korean_fonts", lambda: 3)
    bootstrap.install_libraries()
    assert commands == []


def test_root_installs_the_packages_of_the_missing_libraries(
    bootstrap, commands, machine, monkeypatch, capsys
):
    answers = [{"libGL.so.1", "libgthread-2.0.so.0", "libglib-2.0.so.0"}, set()]
    monkeypatch.setattr(bootstrap, "missing_libraries", lambda: answers.pop(0))
    monkeypatch.setattr(bootstrap, "korean_fonts", lambda: 3)
    machine({"apt-get"}, root=True)
    bootstrap.install_libraries()
    update, install = commands
    assert update[-1] == "update"
    assert install[install.index("--no-install-recommends") + 1 : -1] == ["libgl1", "libglib2.0-0"]
    assert "libgl1 libglib2.0-0" in capsys.readouterr().out


def test_others_install_through_sudo(bootstrap, commands, machine):
    machine({"apt-get", "sudo"}, root=False)
    bootstrap.apt_install(["libgl1"], "Qt wants it")
    assert all(command[0] == "sudo" for command in commands)


def test_without_sudo_the_command_to_run_is_shown(bootstrap, commands, machine, capsys):
    machine({"apt-get"}, root=False)
    with pytest.raises(SystemExit, match="1"):
        bootstrap.apt_install(["libgl1"], "Qt wants it")
    assert commands == []
    assert "apt-get install --yes --no-install-recommends libgl1" in capsys.readouterr().out


def test_where_there_is_no_apt_the_packages_are_named(bootstrap, commands, machine, capsys):
    machine(set(), root=True)
    with pytest.raises(SystemExit, match="1"):
        bootstrap.apt_install(["libgl1"], "Qt wants it")
    assert commands == []
    assert "libgl1" in capsys.readouterr().out


def test_a_library_nobody_knows_is_named_instead_of_guessed(
    bootstrap, commands, monkeypatch, capsys
):
    monkeypatch.setattr(bootstrap, "missing_libraries", lambda: {"libmystery.so.9"})
    with pytest.raises(SystemExit, match="1"):
        bootstrap.install_libraries()
    assert commands == []
    assert "libmystery.so.9" in capsys.readouterr().out


def test_uv_never_goes_into_the_systems_python(bootstrap, commands, monkeypatch, tmp_path):
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "TOOLS", tmp_path / ".tools" / "uv")
    monkeypatch.setattr(bootstrap, "has_module", lambda name: name == "pip")
    bootstrap.install_uv()
    (install,) = commands
    assert "--target" in install


def test_a_browser_and_npm_are_installed_where_they_are_missing(
    bootstrap, commands, machine, monkeypatch
):
    monkeypatch.delenv("LAUGHGAME_CHROMIUM", raising=False)
    machine({"apt-get"}, root=True)
    bootstrap.install_browser()
    assert [command[-2] for command in commands if "install" in command] == ["chromium", "npm"]


def test_a_browser_that_is_there_will_do(bootstrap, commands, machine):
    machine({"google-chrome", "npm"}, root=False)
    bootstrap.install_browser()
    assert commands == []
