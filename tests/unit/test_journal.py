"""The log takes up all that is said unforeseen, rotates, and gives everything back at its end."""

import gc
import logging
import sys
import threading

import pytest
from PySide6.QtCore import qInstallMessageHandler, qWarning

from laughgame.app import crash_file, journal
from laughgame.app.journal import Journal, LogFile
from tests.fakes import NoWatcher


@pytest.fixture(autouse=True)
def no_watcher(monkeypatch):
    monkeypatch.setattr(crash_file, "faulthandler", NoWatcher)


@pytest.fixture
def told(monkeypatch):
    """What the hooks that were there before are told."""
    heard = []
    for owner, name in ((sys, "excepthook"), (threading, "excepthook"), (sys, "unraisablehook")):
        monkeypatch.setattr(owner, name, lambda *args, name=name: heard.append(name))
    return heard


def log_of(folder):
    return (folder / "laughgame.log").read_text(encoding="utf-8")


def test_what_nobody_caught_is_logged_and_goes_on_to_who_listened_before(tmp_path, told):
    class Broken:
        def __del__(self):
            raise ValueError("in the end")

    def fail():
        raise KeyError("on a thread")

    with Journal(tmp_path):
        sys.excepthook(RuntimeError, RuntimeError("in a slot"), None)
        thread = threading.Thread(target=fail, name="capture")
        thread.start()
        thread.join()
        Broken()
        gc.collect()

    text = log_of(tmp_path)
    assert "in a slot" in text
    assert "Unexpected in capture" in text
    assert "on a thread" in text
    assert "in the end" in text
    assert told == ["excepthook", "excepthook", "unraisablehook"]


def test_qts_messages_are_logged_and_go_on_to_who_listened_before(tmp_path):
    heard = []
    before = qInstallMessageHandler(lambda _kind, _context, message: heard.append(message))
    try:
        with Journal(tmp_path):
            qWarning("a picture cannot be painted")
        qWarning("after the end")
    finally:
        qInstallMessageHandler(before)
    assert "WARNING [MainThread] qt: a picture cannot be painted" in log_of(tmp_path)
    assert "after the end" not in log_of(tmp_path)
    assert heard == ["a picture cannot be painted", "after the end"]


def test_at_its_end_everything_is_as_before(tmp_path):
    root = logging.getLogger()

    def hooks():
        return sys.excepthook, threading.excepthook, sys.unraisablehook

    before = hooks(), list(root.handlers), root.level
    with Journal(tmp_path):
        assert hooks() != before[0]
    assert (hooks(), list(root.handlers), root.level) == before


def test_control_c_and_a_thread_that_exits_are_no_defects(tmp_path, told):
    with Journal(tmp_path):
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
        args = threading.ExceptHookArgs((SystemExit, SystemExit(), None, None))
        threading.excepthook(args)
    assert "Unexpected" not in log_of(tmp_path)
    assert told == ["excepthook", "excepthook"]


def test_three_files_of_half_a_megabyte_are_all_there_is(tmp_path):
    line = "x" * 1000
    with Journal(tmp_path) as log:
        for _ in range(2500):
            logging.getLogger("laughgame").info("%s", line)
        assert log.file == tmp_path / "laughgame.log"
    sizes = {path.name: path.stat().st_size for path in tmp_path.iterdir()}
    assert sizes.keys() == {"laughgame.log", "laughgame.log.1", "laughgame.log.2"}
    assert max(sizes.values()) <= journal.LOG_BYTES


def test_a_second_copy_writes_beside_the_first(tmp_path):
    with Journal(tmp_path) as first, Journal(tmp_path) as second:
        assert first.file.name == "laughgame.log"
        assert second.file.name == "laughgame.2.log"


def test_a_file_that_another_account_left_keeps_nobody_from_a_log_of_their_own(tmp_path):
    (tmp_path / "crash.txt").mkdir()  # as little to be written as somebody else's file
    (tmp_path / "crash.3.txt").write_text("LaughGame\nFatal Python error\n", encoding="utf-8")
    with Journal(tmp_path) as log:
        assert log.file.name == "laughgame.2.log"
        assert log.crash is not None, "the others' are looked after all the same"
    assert (tmp_path / "crash.txt").is_dir()


def test_where_no_crash_file_can_be_written_the_reason_is_told_and_not_another(tmp_path, caplog):
    for number in range(1, crash_file.MOST_COPIES + 1):
        crash_file._place(tmp_path, number).mkdir()
    with Journal(tmp_path) as log:
        assert log.file is None
    assert "copies" not in caplog.text
    assert "Neither log nor crash reports are kept" in caplog.text


def test_one_log_that_cannot_be_deleted_keeps_no_other(tmp_path):
    (tmp_path / "laughgame.2.log").mkdir()  # on Windows that of a copy that runs is as firm
    others = [tmp_path / "laughgame.3.log", tmp_path / "crash-2026-11-01-120000.txt"]
    for path in others:
        path.write_text("old", encoding="utf-8")
    with Journal(tmp_path) as log, pytest.raises(OSError, match=r"laughgame\.2\.log"):
        log.clear()
    assert not any(path.exists() for path in others)


def test_a_log_that_another_copy_deleted_is_begun_anew(tmp_path):
    with Journal(tmp_path) as first, Journal(tmp_path) as second:
        second.clear()
        logging.getLogger("laughgame").info("going on")
        assert "going on" in first.file.read_text(encoding="utf-8")


def test_a_log_that_cannot_be_written_costs_no_more_than_its_lines(tmp_path, capsys):
    log = LogFile(tmp_path / "laughgame.log", encoding="utf-8")

    class FullDisk:
        def write(self, text):
            raise OSError(28, "No space left on device")

        def flush(self):
            pass

        def close(self):
            pass

    log.stream.close()
    log.stream = FullDisk()

    log.handle(logging.makeLogRecord({"msg": "a line"}))

    log.close()
    assert capsys.readouterr().err == ""


def test_a_log_is_let_go_of_on_a_full_disk_too(tmp_path):
    log = LogFile(tmp_path / "laughgame.log", encoding="utf-8")

    class FullDisk:
        def close(self):
            raise OSError(28, "No space left on device")

    log.stream.close()
    log.stream = FullDisk()
    log.forget()
    log.handle(logging.makeLogRecord({"msg": "there is room again"}))
    log.close()
    assert "room again" in log_of(tmp_path)


def test_an_old_log_that_cannot_be_put_aside_is_written_on(tmp_path, monkeypatch):
    """On Windows a file that another program reads cannot be renamed."""

    def refuse(*_):
        raise PermissionError(13, "The file is in use")

    log = LogFile(tmp_path / "laughgame.log", maxBytes=40, backupCount=2, encoding="utf-8")
    monkeypatch.setattr(log, "rotate", refuse)
    for number in range(5):
        log.handle(logging.makeLogRecord({"msg": f"line {number}, which is rather long"}))
    log.close()
    assert len(log_of(tmp_path).splitlines()) == 5


def test_without_a_folder_nothing_is_written(tmp_path, monkeypatch, caplog):
    monkeypatch.chdir(tmp_path)
    with Journal(None) as log:
        logging.getLogger("laughgame").warning("only for the terminal")
        log.clear()
    assert log.file is None
    assert list(tmp_path.iterdir()) == []
    assert [one.getMessage() for one in caplog.records if one.levelno > 20] == [
        "only for the terminal"
    ]


def test_a_folder_that_cannot_be_made_is_told_once_and_done_without(tmp_path, caplog):
    blocked = tmp_path / "log"
    blocked.write_text("a file where the folder would be", encoding="utf-8")
    with Journal(blocked) as log:
        logging.getLogger("laughgame").info("going on")
        assert log.file is None
        log.clear()
    assert [one.getMessage().split(":")[0] for one in caplog.records if one.levelno > 20] == [
        "Neither log nor crash reports are kept"
    ]


def test_without_the_terminal_the_folder_alone_is_told(tmp_path, capfd):
    with Journal(tmp_path, terminal=False):
        logging.getLogger("camera").warning("gives no more pictures")

    assert "gives no more pictures" in log_of(tmp_path)
    assert capfd.readouterr().err == ""
