"""What was marked by eye in the clips holds together, and frames are counted as marked."""

import numpy as np
import pytest

from training.clips import print_counts
from training.evaluation.clips import Trace, count, read_marks
from training.evaluation.figures import must_show
from training.evaluation.film_rows import clip_rows
from training.evaluation.table import Standing, Table, as_json
from training.evaluation.table_page import as_html


def trace(smile: list[float], peer: list[float], marks: str, peer_cpu_ms: float = 8.0) -> Trace:
    """Return a clip of one frame a letter: n no smile, s smile, anything else arguable."""
    return Trace(
        clip="d0",
        time_s=np.arange(len(smile)) / 25,
        smile=np.array(smile),
        peer=np.array(peer),
        without_smile=np.array([mark == "n" for mark in marks]),
        smiling=np.array([mark == "s" for mark in marks]),
        outs=0,
        cpu_ms=4.0,
        peer_cpu_ms=peer_cpu_ms,
    )


def test_the_marked_ranges_are_in_order_and_apart() -> None:
    for clip, marks in read_marks().items():
        edges = [edge for pair in sorted((*marks.without_smile, *marks.smile)) for edge in pair]
        assert edges == sorted(set(edges)), clip
        assert edges[0] >= 0


def test_clips_with_and_without_smiles_are_marked() -> None:
    marks = read_marks()
    assert set(marks) == {"d3", "d6", "d10", "d11", "d12", "d18"}
    assert all(one.without_smile for one in marks.values())
    assert {clip for clip, one in marks.items() if one.smile} == {"d10", "d12"}


def test_an_unseen_face_is_neither_a_false_alarm_nor_a_smile_seen() -> None:
    nothing = float("nan")
    found = count([trace([nothing, 0.9, nothing, 0.6], [0.1] * 4, "nnss")])
    assert (found.without_smile, found.false_half, found.false_line) == (2, 1, 1)
    assert (found.smiling, found.seen_half, found.seen_line) == (2, 1, 0)


def test_arguable_frames_count_nowhere() -> None:
    found = count([trace([0.9] * 3, [0.9] * 3, "n?s")])
    assert (found.without_smile, found.smiling, found.false_half, found.peer_seen) == (1, 1, 1, 1)


@pytest.mark.parametrize(
    ("smile", "standing"),
    [
        ([0.1, 0.1, 0.9, 0.9], Standing.AIM),
        ([0.1, 0.9, 0.9, 0.1], Standing.FLOOR),
        ([0.9, 0.9, 0.9, 0.9], Standing.MISSED),
    ],
)
def test_the_peer_in_the_same_run_is_the_floor(smile: list[float], standing: Standing) -> None:
    # The peer has one false frame and sees one of two smiles.
    peer = trace(smile, [0.7, 0.2, 0.7, 0.3], "nnss")
    _, beside = clip_rows([peer], with_peer=True)
    assert beside.standing is standing


def test_without_the_peer_its_row_is_open_and_says_what_it_takes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    alone = trace([0.1, 0.9], [float("nan")] * 2, "ns", float("nan"))
    _, beside = clip_rows([alone], with_peer=False)
    assert (beside.key, beside.standing) == ("peer", Standing.OPEN)
    assert "--landmarker" in beside.note
    lines = must_show(as_json(Table((beside,))))
    assert any("MediaPipe" in line and "| not measured |" in line for line in lines)
    assert "not measured" in as_html(Table((beside,)))
    print_counts([alone])
    assert "peer" not in capsys.readouterr().out
