"""Answers the help page: has the program examined, and makes the report that can be copied.

The examination is ``laughgame doctor`` in a process of its own: a driver that hangs, or a
library that falls over, harms no game, and to stop it is to end it.
"""

import logging
import platform
from collections.abc import Sequence
from functools import partial
from pathlib import Path, PurePath
from typing import Final

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, qVersion
from PySide6.QtGui import QGuiApplication

from laughgame import __version__
from laughgame.app import crash_file, doctor, notices
from laughgame.app.health import REINSTALL, Finding, Status
from laughgame.app.health_checks import CHECKS
from laughgame.app.journal import Journal
from laughgame.ui.health import Health, HealthRow
from laughgame.ui.hint_card import Topic
from laughgame.ui.main_window import MainWindow
from laughgame.ui.screens.settings_pages.privacy import Deletion
from laughgame.vision.model_airlock import own_command, own_environment

LONGEST_MS: Final = 90_000
"""How long an examination may take: the airlock's 30 s for the player's model, and slow disks."""

END_MS: Final = 2000
"""How long a process that was ended may take to be gone."""

LOG_TAIL: Final = 80
"""Lines of the log that go into a report."""

CRASH_TAIL: Final = 200
"""Lines of a crash report that do; the thread that crashed comes first."""

_HEALTH: Final = {
    Status.OK: Health.GOOD,
    Status.WARNING: Health.DOUBTFUL,
    Status.FAILED: Health.BAD,
}

_log = logging.getLogger(__name__)


class HelpDesk(QObject):
    """Between the help page and what it shows.  Lives on the GUI thread."""

    def __init__(
        self,
        window: MainWindow,
        journal: Journal | None = None,
        command: Sequence[str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """``command`` examines the program and prints what ``doctor --jsonl`` does.

        Without a ``journal`` there is neither log nor crash report.
        """
        super().__init__(parent)
        self._window = window
        self._page = window.settings.help
        self._privacy = window.settings.privacy
        self._journal = journal
        self._command = list(command or own_command("doctor", "--jsonl"))
        self._process: QProcess | None = None
        self._findings: dict[str, Finding] = {}
        self._clock = QTimer(self, singleShot=True, interval=LONGEST_MS)
        self._clock.timeout.connect(self._time_out)
        self._page.examination_requested.connect(self.examine)
        self._page.stop_requested.connect(self.stop)
        self._page.copy_requested.connect(self._copy)
        self._privacy.logs_delete_requested.connect(self._delete_logs)
        self._page.show_versions(f"LaughGame {__version__} · Python {_python()} · Qt {qVersion()}")
        if journal is not None and journal.crash is not None:
            self._page.show_crash(journal.crash.name)
            told = partial(notices.ended_unexpectedly, journal.crash)
            window.play.show_notice(told, Topic.CRASH)
            window.title.show_status(notices.see_help)

    @property
    def findings(self) -> dict[str, Finding]:
        """What the newest examination has found so far, by the names of the checks."""
        return dict(self._findings)

    def examine(self) -> None:
        """Examine the program, anew where it was before."""
        self.stop()
        self._findings = {}
        environment = QProcessEnvironment()
        for name, value in own_environment().items():
            environment.insert(name, value)
        self._process = process = QProcess(self)
        process.setProcessEnvironment(environment)
        process.setStandardErrorFile(QProcess.nullDevice())
        process.setStandardInputFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._finish)
        process.errorOccurred.connect(self._fail)
        self._tell_progress()
        self._clock.start()
        process.start(self._command[0], self._command[1:])

    def stop(self) -> None:
        """Break off the examination at hand; what it found until now is shown."""
        if self._let_go():
            self._page.show_health(self._rows(), stopped=True)

    def close(self) -> None:
        """End the examination at hand.  Bounded; nothing runs afterwards."""
        self._let_go()

    def report(self) -> str:
        """Return the report for developers, in English: versions, findings, crash and log.

        The player's own folder is called ``~``.
        """
        parts = [f"LaughGame {__version__}, Python {_python()}, Qt {qVersion()}"]
        parts[0] += f", {platform.platform()}"
        found = doctor.as_text(self._findings) if self._findings else ["Not done."]
        parts.append("\n".join(["Check-up (laughgame doctor)", *found]))
        if self._journal is not None and self._journal.folder is not None:
            reports = crash_file.kept(self._journal.folder)
            for newest in reports[-1:]:
                parts.append(_section(newest.name, _lines(newest)[:CRASH_TAIL]))
            log = self._journal.file
            if log is not None:
                parts.append(_section(f"The end of {log.name}", _lines(log)[-LOG_TAIL:]))
        return without_home("\n\n".join(parts), Path.home()) + "\n"

    # ---------------------------------------------------------------- the process

    def _read(self) -> None:
        process = self._process
        while process is not None and process.canReadLine():
            line = bytes(process.readLine().data()).decode("utf-8", "replace")
            try:
                name, finding = doctor.read_line(line)
            except (KeyError, ValueError):
                _log.warning("A check-up said what makes no sense: %.80r", line)
                continue
            self._findings[name] = finding
            self._tell_progress()

    def _tell_progress(self) -> None:
        self._page.show_progress(len(self._findings), len(CHECKS), self._at_hand() or "")

    def _at_hand(self) -> str | None:
        """The check that comes next; None where all are done."""
        return next((name for name in CHECKS if name not in self._findings), None)

    def _finish(self, _code: int, _status: QProcess.ExitStatus) -> None:
        self._read()
        self._conclude("the check brought the examination to a sudden end")

    def _fail(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._process is not None:
            self._conclude(f"the check cannot be started: {self._process.errorString()}")

    def _time_out(self) -> None:
        self._conclude(f"the check had not come to an end after {LONGEST_MS // 1000} s")

    def _conclude(self, blame: str) -> None:
        """Show what was found; the check that ended the examination is what is broken."""
        at_hand = self._at_hand()
        if at_hand is not None:
            _log.error("The check-up ended early at %r: %s", at_hand, blame)
            self._findings[at_hand] = Finding(Status.FAILED, blame, REINSTALL)
        self._let_go()
        self._page.show_health(self._rows())

    def _let_go(self) -> bool:
        """End the process; return whether there was one."""
        process, self._process = self._process, None
        self._clock.stop()
        if process is None:
            return False
        process.readyReadStandardOutput.disconnect(self._read)
        process.finished.disconnect(self._finish)
        process.errorOccurred.disconnect(self._fail)
        if process.state() is not QProcess.ProcessState.NotRunning:
            process.kill()
            process.waitForFinished(END_MS)
        process.deleteLater()
        return True

    def _rows(self) -> list[HealthRow]:
        return [
            HealthRow(name, _HEALTH[found.status], found.figure)
            for name, found in self._findings.items()
        ]

    # ---------------------------------------------------------------- report and log

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report())
        self._page.show_copied()

    def _delete_logs(self) -> None:
        if self._journal is None:
            return
        try:
            self._journal.clear()
        except OSError as error:
            _log.warning("Log and crash reports could not be deleted: %s", error)
            self._privacy.show_logs_deletion(Deletion.FAILED)
            return
        self._page.show_crash("")
        self._window.play.hints.dismiss(Topic.CRASH)
        if self._window.title.status == notices.see_help():
            self._window.title.show_status(None)
        self._privacy.show_logs_deletion(Deletion.DONE)


def _python() -> str:
    return platform.python_version()


def without_home(text: str, home: PurePath) -> str:
    """Call the player's own folder ``~``, however it is written: its name is often their own."""
    if str(home) == home.anchor:
        return text  # the root of the system is somebody's home, too, where a service plays
    plain = str(home)
    quoted = repr(plain)[1:-1]  # as errors name their files
    ascii_only = plain.encode("ascii", "backslashreplace").decode()  # as faulthandler does
    for written in (plain, quoted, ascii_only, home.as_posix()):  # and the last is Qt's way
        text = text.replace(written, "~")
    return text


def _section(heading: str, lines: Sequence[str]) -> str:
    return "\n".join([heading, *lines])


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError as error:
        return [f"It cannot be read: {error.strerror or error}"]
