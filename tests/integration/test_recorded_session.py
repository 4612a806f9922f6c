"""The recorded session is what the shipped eye reads of the actor, and is written as it is read."""

import pytest

from tests.recorded_session import read_session, record, write_session


def test_recording_and_reading_are_of_one_mind(tmp_path):
    alone, together = record(0.1, 0.1)
    assert [len(faces) for _, faces in together] == [2] * 6
    first, second = tmp_path / "first.jsonl.gz", tmp_path / "second.jsonl.gz"
    write_session(first, alone, together)
    write_session(second, *read_session(first))
    assert first.read_bytes() == second.read_bytes()
    recorded, _ = read_session()
    for (time_s, (face,)), (_, (before,)) in zip(alone, recorded, strict=False):
        assert time_s == pytest.approx(before.time_s, abs=1e-5)
        assert face.smile == pytest.approx(before.smile, abs=0.05)
