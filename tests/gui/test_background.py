"""Slow work off the GUI thread, and its way back."""

import threading

import pytest

from laughgame.app import background
from laughgame.app.background import Background


@pytest.fixture
def worker(qapp):
    worker = Background()
    yield worker
    worker.stop()


def test_a_job_runs_elsewhere_and_its_result_arrives_here(qtbot, worker):
    seen = []

    worker.submit(
        threading.get_ident, lambda job: seen.append((job, threading.get_ident())), pytest.fail
    )

    qtbot.waitUntil(lambda: bool(seen))
    job_thread, result_thread = seen[0]
    assert job_thread != result_thread == threading.get_ident()


def test_jobs_are_done_in_turn(qtbot, worker):
    results = []

    for number in range(5):
        worker.submit(lambda number=number: number, results.append, pytest.fail)

    qtbot.waitUntil(lambda: len(results) == 5)
    assert results == [0, 1, 2, 3, 4]


def test_a_job_that_fails_is_logged_and_told_of_and_ends_alone(qtbot, worker, caplog):
    results, failures = [], []

    worker.submit(lambda: 1 / 0, results.append, failures.append)
    worker.submit(lambda: "next", results.append, failures.append)

    qtbot.waitUntil(lambda: results == ["next"])
    assert [type(failure) for failure in failures] == [ZeroDivisionError]
    assert "ZeroDivisionError" in caplog.text


def test_after_a_stop_nothing_is_delivered(qtbot, worker):
    results, release = [], threading.Event()
    worker.submit(release.wait, results.append, results.append)
    worker.submit(lambda: "waiting", results.append, results.append)

    release.set()
    assert worker.stop()
    assert worker.stop()

    qtbot.wait(50)
    assert "waiting" not in results


def test_a_job_that_hangs_does_not_hold_up_the_end(qtbot, worker, monkeypatch):
    monkeypatch.setattr(background, "STOP_S", 0.05)
    begun, hanging = threading.Event(), threading.Event()
    worker.submit(lambda: begun.set() or hanging.wait(), pytest.fail, pytest.fail)
    assert begun.wait(5)

    assert not worker.stop()

    hanging.set()
