"""The help: F1 from everywhere, an examination that harms no game, a report, the log, the keys."""

import sys
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut

from laughgame.app import crash_file
from laughgame.app.health_checks import CHECKS
from laughgame.app.help_desk import HelpDesk, without_home
from laughgame.app.journal import Journal
from laughgame.app.main import create_application
from laughgame.ui.main_window import MainWindow
from laughgame.ui.screens.settings_pages import health_words
from laughgame.ui.screens.settings_pages.key_table import key_groups
from laughgame.ui.screens.settings_pages.privacy import Deletion
from laughgame.ui.theme import Theme
from tests.fakes import NoWatcher
from tests.gui.settings_window import korean

PRINTED = """
import json, sys, time
for name, status in {found!r}:
    remedy = None if status == "ok" else "Mend it"
    line = dict(name=name, status=status, detail="so it is", remedy=remedy, figure="5 mm")
    print(json.dumps(line), flush=True)
{then}
"""
HANG = "time.sleep(60)"
ALL = [(name, "ok") for name in CHECKS]


def printing(found, then=""):
    """The command of a doctor that finds this."""
    return [sys.executable, "-c", PRINTED.format(found=found, then=then)]


@pytest.fixture
def window(qtbot):
    create_application()
    theme = Theme("dark")
    theme.set_reduced_motion(True)
    made = MainWindow(theme)
    theme.setParent(made)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


@pytest.fixture
def journal(tmp_path, monkeypatch):
    """A journal that is not begun yet."""
    monkeypatch.setattr(crash_file, "faulthandler", NoWatcher)
    folder = tmp_path / "log"
    folder.mkdir()
    return Journal(folder)


@pytest.fixture
def desk_with(window):
    """Make a help desk over a command that examines; it is closed in the end."""
    desks = []

    def make(command, journal=None):
        desks.append(HelpDesk(window, journal, command))
        return desks[-1]

    yield make
    for desk in desks:
        desk.close()


def wait_for_end(qtbot, window):
    qtbot.waitUntil(lambda: not window.settings.help.examining, timeout=20_000)


def test_f1_opens_the_help_from_everywhere_and_goes_back(qtbot, window):
    for show in (window.show_title, window.show_play, window.open_players, window.open_records):
        show()
        before = window.centralWidget().current
        qtbot.keyClick(window, Qt.Key.Key_F1)
        assert window.settings_open
        assert window.settings.page == "help"
        qtbot.keyClick(window, Qt.Key.Key_F1)
        assert window.centralWidget().current is before
    window.open_settings()
    window.settings.open_page("privacy")
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.settings.page == "help"


def test_the_keys_that_are_listed_are_those_that_there_are(window):
    """Every shortcut of the window is in the table, and nothing else but what Qt does itself."""
    named = {"Left": {"◀"}, "Right": {"▶"}, "Return": {"Enter"}, "Ctrl+,": {"S"}}
    digits = {str(number) for number in range(1, 6)}
    there = set()
    for shortcut in window.findChildren(QShortcut):
        key = shortcut.key().toString(QKeySequence.SequenceFormat.PortableText)
        there |= {"1–5"} if key in digits else named.get(key, {key})
    listed = {key for group in key_groups() for keys, _ in group.rows for key in keys}
    assert listed - {"Tab", "1–4"} == there


def test_an_examination_shows_its_steps_and_what_it_found(qtbot, window, desk_with):
    page = window.settings.help
    window.open_settings()
    window.settings.open_page("help")
    found = [*ALL[:-1], ("processor", "warning")]
    desk = desk_with(printing(found))
    steps = []
    told = page.show_progress
    page.show_progress = lambda done, *rest: (steps.append(done), told(done, *rest))

    qtbot.mouseClick(page.examine, Qt.MouseButton.LeftButton)
    assert page.examining
    assert page.bar.isVisible()
    assert not page.copy.isEnabled()
    wait_for_end(qtbot, window)

    assert steps == list(range(len(CHECKS) + 1))
    assert list(desk.findings) == list(CHECKS)
    titles = [title for title, _ in page.health.lines]
    assert titles[0] == health_words.title("processor"), "what is wrong comes first"
    assert page.health.lines[0][1] == health_words.trouble("processor")
    assert ("Version", "5 mm") in page.health.lines
    assert page.copy.isEnabled()
    assert "not all of it" in page.status.text()
    assert "All is well." not in desk.report()
    assert "Nothing failed; the lines marked" in desk.report()


def test_the_players_stop_ends_it_and_shows_how_far_it_went(qtbot, window, desk_with):
    page = window.settings.help
    desk = desk_with(printing(ALL[:2], HANG))
    page.examine.click()
    qtbot.waitUntil(lambda: len(desk.findings) == 2, timeout=20_000)
    page.examine.click()
    assert not page.examining
    assert len(page.health.lines) == 2
    assert "stopped" in page.status.text()
    assert f"Stopped: 2 of {len(CHECKS)} checks were made" in desk.report()
    assert "All is well." not in desk.report()


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (printing(ALL[:3], "import os; os.abort()"), "sudden end"),
        (printing(ALL[:3], "print('so what')"), "sudden end"),
        (printing(ALL[:3], HANG), "had not come to an end"),
        (["/nowhere/python"], "cannot be started"),
    ],
    ids=["crash", "babble", "hang", "nothing"],
)
def test_a_check_that_ends_the_examination_is_what_is_broken(
    qtbot, window, desk_with, command, why
):
    desk = desk_with(command)
    if why == "had not come to an end":
        desk._clock.setInterval(1500)
    window.settings.help.examine.click()
    wait_for_end(qtbot, window)
    broken = list(CHECKS)[3 if command[0] == sys.executable else 0]
    assert why in desk.findings[broken].detail
    assert window.settings.help.health.lines[0][0] == health_words.title(broken)
    assert "broken" in window.settings.help.status.text()


def test_the_window_may_close_while_it_is_examined(window, desk_with):
    desk = desk_with(printing(ALL[:1], HANG))
    window.settings.help.examine.click()
    process = desk._process
    desk.close()
    assert process.processId() == 0
    assert window.settings.help.examining, "nothing is told any more"


def test_the_report_is_copied_as_plain_english(qtbot, window, desk_with, journal):
    home = str(Path.home())
    with journal:
        (journal.folder / "crash-2026-11-20-201500.txt").write_text(
            f'LaughGame\nFatal Python error: Aborted\n  File "{home}/x.py", line 1 in f\n',
            encoding="utf-8",
        )
        desk_with(printing(ALL), journal)
        page = window.settings.help
        page.examine.click()
        wait_for_end(qtbot, window)
        with korean():
            page.copy.click()
            copied = QGuiApplication.clipboard().text()
    assert page.copy.text() == "Copied!"
    assert copied.replace("→", "").isascii(), "in English whatever the window speaks"
    lines = copied.splitlines()
    assert lines[0].startswith("LaughGame ")
    assert "ok      versions           so it is" in lines
    assert "All is well." in lines
    assert '  File "~/x.py", line 1 in f' in lines
    assert any("laughgame.app.journal: LaughGame" in line for line in lines)


@pytest.mark.parametrize(
    ("home", "written"),
    [
        (PurePosixPath("/home/minji"), ["/home/minji/x.py"]),
        (PurePosixPath("/home/민지"), ["/home/민지/x.py", r"/home/\ubbfc\uc9c0/x.py"]),
        (
            PureWindowsPath(r"C:\Users\민지"),
            [
                r"C:\Users\민지\x.py",
                r"C:\\Users\\민지\\x.py",
                r"C:\Users\\ubbfc\uc9c0\x.py",
                "C:/Users/민지/x.py",
            ],
        ),
    ],
)
def test_the_players_folder_is_named_in_none_of_the_ways_to_write_it(home, written):
    for path in written:
        told = without_home(f'File "{path}", line 1', home)
        assert told.startswith('File "~'), told
        assert told.endswith('x.py", line 1')


def test_who_plays_as_a_service_has_no_folder_to_hide():
    assert without_home("/usr/lib/x.py", PurePosixPath("/")) == "/usr/lib/x.py"


def test_without_an_examination_the_report_says_so(desk_with):
    assert "Not done." in desk_with(printing([])).report()


def test_the_last_crash_is_told_until_it_is_deleted(window, desk_with, journal):
    (journal.folder / "crash.txt").write_text("LaughGame\nFatal\n", encoding="utf-8")
    with journal:
        desk_with(printing([]), journal)
        page, privacy = window.settings.help, window.settings.privacy
        assert journal.crash.name in page.crash.text()
        assert not page.crash.isHidden()
        assert "F1" in window.title.status
        assert journal.crash.name in window.play.hints.cue.detail

        privacy.show_log_file(journal.file)
        privacy.delete_logs.click()
        assert page.crash.isHidden()
        assert list(journal.folder.glob("crash-*")) == []
        assert window.title.status == "", "F1 would tell nothing more"
        assert "crash" not in window.play.hints.cue.detail
        assert "deleted" in privacy.delete_logs.text()


def test_logs_that_cannot_be_deleted_stay_and_it_is_said(window, desk_with, journal, monkeypatch):
    def refuse(_self):
        raise PermissionError(13, "The file is in use")

    monkeypatch.setattr(Journal, "clear", refuse)
    desk_with(printing([]), journal)
    window.settings.privacy.delete_logs.click()
    assert "could not" in window.settings.privacy.delete_logs.text()
    assert window.settings.privacy.delete_logs.isEnabled()
    window.settings.privacy.show_logs_deletion(Deletion.KEPT)


def test_the_log_folder_is_opened_by_the_system(qtbot, window, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(
        "laughgame.ui.screens.settings_pages.help.QDesktopServices.openUrl",
        lambda url: opened.append(url),
    )
    page = window.settings.help
    window.open_settings()
    window.settings.open_page("help")
    assert not page.log_folder.isVisible()
    window.settings.show_log_file(tmp_path / "laughgame.log")
    qtbot.mouseClick(page.log_folder, Qt.MouseButton.LeftButton)
    (url,) = opened
    assert url.isLocalFile()
    assert Path(url.toLocalFile()) == tmp_path


def test_every_check_has_a_title_and_a_word_of_help(qapp):
    """In the table of words nothing is missing that the doctor looks at."""
    for name in CHECKS:
        assert health_words.title(name) != name, name
        assert health_words.trouble(name)
    assert health_words.title("a check of tomorrow") == "a check of tomorrow"


def test_what_the_real_doctor_prints_is_understood(qtbot, window, desk_with):
    desk = desk_with(None)
    window.settings.help.examine.click()
    qtbot.waitUntil(lambda: not window.settings.help.examining, timeout=80_000)
    assert list(desk.findings) == list(CHECKS)
    assert desk.findings["self-test"].status == "ok"
