"""What this process holds, and gives back."""

import ctypes
import platform
import subprocess
import sys

import pytest

from laughgame.app import memory
from laughgame.app.process_counts import handle_count, thread_count

LITTER = """
import gc, weakref
from laughgame.app import bootstrap

class Ring:
    pass

loaded = [[] for _ in range(600_000)]
bootstrap._settle()
ring = Ring()
ring.itself = ring
gone = weakref.ref(ring)
gc.collect(1)  # it has lived for a while
del ring
come = [[] for _ in range(120_000)]
print(gone() is None)
"""
"""A game is loaded; then something that refers to itself is of no use any more."""

BLOCK = 100_000
"""Bytes; larger ones are given back by themselves."""
BLOCKS = 600

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux tells, others not")


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other C libraries see to it")
def test_what_was_freed_between_what_lasts_is_given_back():
    libc = ctypes.CDLL(None)
    libc.malloc.restype = ctypes.c_void_p
    libc.free.argtypes = [ctypes.c_void_p]
    blocks = [libc.malloc(BLOCK) for _ in range(BLOCKS)]
    for block in blocks:
        ctypes.memset(block, 1, BLOCK)
    lasting, freed = blocks[::10], [block for place, block in enumerate(blocks) if place % 10]
    for block in freed:
        libc.free(block)
    holes_mb = memory.resident_mb()

    memory.give_back()

    given_mb = holes_mb - memory.resident_mb()
    for block in lasting:
        libc.free(block)
    assert given_mb > 0.7 * len(freed) * BLOCK / 1e6


@linux
def test_what_is_no_files_is_less_than_all_of_it():
    assert 10 < memory.anonymous_mb() < memory.resident_mb()


@linux
def test_threads_and_handles_are_counted(tmp_path):
    threads, handles = thread_count(), handle_count()
    with (tmp_path / "one").open("w"), (tmp_path / "two").open("w"):
        assert handle_count() == handles + 2
    assert handle_count() == handles
    assert threads >= 1


def test_what_the_system_does_not_tell_is_none(monkeypatch):
    monkeypatch.setattr("laughgame.app.process_counts.ON_LINUX", False)
    monkeypatch.setattr(platform, "system", lambda: "Darwin")

    assert (thread_count(), handle_count(), memory.anonymous_mb()) == (None, None, None)
    memory.give_back()


def test_litter_does_not_lie_about_because_much_was_loaded():
    done = subprocess.run(
        [sys.executable, "-c", LITTER], capture_output=True, text=True, timeout=100, check=False
    )
    assert done.stdout.strip() == "True", done.stderr
