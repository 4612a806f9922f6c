"""What is measured on the actor: delays against the truth, and frames wrongly taken for a smile."""

import json
import math
from dataclasses import asdict

import cv2
import numpy as np
import pytest

from laughgame.actor.look import JUN, LOOKS, MINJI
from laughgame.actor.performance import SCRIPT, Label, Performance, Stretch
from tests.readings import reading
from training import actor_check
from training.evaluation.actor import Trace, delays, figures, happening, rises, watch
from training.evaluation.actor_plays import Play, plays
from training.places import SHIPPED
from training.sequences.casting import cast

SMILE = Stretch(Label.SMILE, 1.2, ease_s=0.4)
SHORT = Play(MINJI, (Stretch(Label.NEUTRAL, 0.3), Stretch(Label.SMILE, 0.6, ease_s=0.1)), 1)


def trace(truth, smile, happening="smile", rises_s=()):
    count = len(truth)
    names = np.array([happening] * count if isinstance(happening, str) else happening)
    time_s = np.arange(count) / 30
    return Trace("x", time_s, np.array(truth, float), np.array(smile, float), names, rises_s)


class Follower:
    """Reads the smile that a table says for each frame, and forgets when told."""

    def __init__(self, smiles):
        self.smiles, self.resets = list(smiles), 0

    def read(self, frame):
        smile = self.smiles[frame.index]
        return None if smile is None else reading(frame.time_s, smile)

    def reset(self):
        self.resets += 1


def test_the_moment_of_truth_is_known_to_the_millisecond():
    performance = Performance((Stretch(Label.NEUTRAL, 1.0), SMILE, Stretch(Label.NEUTRAL, 0.5)))
    assert rises(performance) == pytest.approx((1.2,), abs=0.002)
    assert rises(Performance((Stretch(Label.TALKING, 2.0),))) == ()


def test_a_delay_runs_from_the_true_half_to_the_first_frame_that_reads_half():
    late = trace([0, 0.2, 0.6, 1, 1, 1], [0, 0, 0.3, 0.5, 0.51, 0.9], rises_s=(0.05,))
    assert delays(late) == pytest.approx([4 / 30 - 0.05])
    early = trace([0, 0.2, 0.6, 1, 1], [0, 0.7, 0.9, 1, 1], rises_s=(0.05,))
    assert delays(early) == pytest.approx([1 / 30 - 0.05])


def test_what_was_read_before_the_smile_began_is_not_its_sight():
    alarm = trace([0, 0, 0.2, 0.6, 1, 1], [0.9, 0.9, 0, 0, 0, 0.8], rises_s=(0.08,))
    assert delays(alarm) == pytest.approx([5 / 30 - 0.08])


def test_a_smile_seen_after_it_faded_was_missed():
    faded = trace([0, 0.6, 1, 0.3, 0, 0], [0, 0, 0, 0, 0.9, 0.9], rises_s=(0.02,))
    assert delays(faded) == [math.inf]
    result = figures([faded])
    assert (result.delay_ms, result.missed, result.passed) == (None, 1, False)


def test_a_missed_smile_counts_as_later_than_any():
    seen = trace([0, 0.6, 1, 1], [0, 0.9, 1, 1], rises_s=(0.02,))
    never = trace([0, 0.6, 1, 1], [0, 0, 0, 0], rises_s=(0.02,))
    assert figures([seen, seen, never]).delay_ms == pytest.approx(13.3)
    assert figures([seen, never, never]).delay_ms is None


def test_false_frames_are_counted_by_what_happens():
    quiet = trace(
        [0, 0, 0, 0, 0, 1],
        [0.6, 0.1, 0.1, 0.9, math.nan, 1],
        ["speech", "yawn", "blink", "grimace", "yawn", "speech"],
    )
    result = figures([quiet])
    assert result.false_shares == {"speech": 1.0, "yawn": 0.0, "blink": 0.0, "grimace": 1.0}
    assert result.frames == {"speech": 1, "yawn": 1, "blink": 1, "grimace": 1}
    assert result.false_share == pytest.approx(1 / 3)
    assert result.without_face == 1


def test_both_floors_must_hold():
    seen = trace([0, 0.6, 1, 1], [0, 0.9, 1, 1], rises_s=(0.02,))
    silent = trace([0] * 100, [0.0] * 100, "speech")
    loud = trace([0] * 100, [0.9] * 3 + [0.0] * 97, "speech")
    late = trace([0, 0.6, 1, 1, 1, 1], [0, 0, 0, 0, 0, 1], rises_s=(0.02,))
    assert figures([seen, silent]).passed
    assert not figures([seen, loud]).passed
    assert not figures([late, silent]).passed
    assert not figures([seen]).passed  # nobody spoke, so nothing was shown


def test_what_happens_is_named_by_the_script_and_blinks_by_the_eyes():
    performance = Performance(SCRIPT, seed=0)
    names = {happening(performance, step / 30) for step in range(360)}
    assert names == {"neutral", "blink", "speech", "laugh"}
    assert happening(performance, performance.spans()[1][1]) in ("neutral", "blink")


def test_the_players_are_those_the_training_never_meets():
    chosen = plays()
    assert chosen == plays()
    assert {play.look for play in chosen} >= set(LOOKS)
    assert Play(MINJI, SCRIPT, 0) in chosen  # the game's own performance
    trained = {look.name for look in cast(1, 640)}
    assert not trained & {play.look.name for play in chosen}
    shown = {stretch.label for play in chosen for stretch in play.script}
    assert shown >= {Label.TALKING, Label.YAWN, Label.LAUGH, Label.SMILE, Label.GRIMACE}


def test_a_performance_is_watched_frame_by_frame_from_a_fresh_start():
    reader = Follower([0.1] * 10 + [None] + [0.9] * 16)
    seen = watch(SHORT, reader)
    assert reader.resets == 1
    assert np.diff(seen.time_s) == pytest.approx(np.full(26, 1 / 30))
    assert math.isnan(seen.smile[10])
    assert list(seen.smile[:10]) == pytest.approx([0.1] * 10)
    assert seen.truth[0] == 0.0
    assert seen.truth.max() == 1.0
    assert len(seen.rises_s) == 1


def test_the_shipped_model_is_checked_and_the_answer_is_json(tmp_path):
    result, traces = actor_check.check(SHIPPED, [SHORT])
    assert result.without_face == 0
    assert json.loads(json.dumps(asdict(result)))["frames"] == dict(result.frames)
    actor_check.plot(traces, tmp_path / "actor.png")
    picture = cv2.imread(str(tmp_path / "actor.png"))
    assert picture is not None
    assert picture.shape[0] > 100


def test_the_command_prints_what_it_found_and_fails_below_a_floor(monkeypatch, tmp_path, capsys):
    passing = trace([0, 0.6, 1, 1], [0, 0.9, 1, 1], rises_s=(0.02,))
    quiet = trace([0] * 50, [0.0] * 50, "speech")
    for traces, code in (([passing, quiet], 0), ([passing], 1)):
        found = (figures(traces), traces)
        monkeypatch.setattr(actor_check, "check", lambda model, found=found: found)
        assert actor_check.main(["--json"]) == code
        assert json.loads(capsys.readouterr().out)["delay_ms"] == pytest.approx(13.3)
    assert actor_check.main(["--plot", str(tmp_path / "p.png")]) == 1
    assert "13.3 ms" in capsys.readouterr().out
    monkeypatch.setattr(actor_check, "check", lambda model: (figures([quiet]), [quiet]))
    assert actor_check.main([]) == 1
    assert "0.00% in speech" in capsys.readouterr().out
    assert (tmp_path / "p.png").is_file()


def test_a_model_that_is_not_there_is_said(tmp_path, capsys):
    with pytest.raises(SystemExit) as stopped:
        actor_check.main(["--model", str(tmp_path / "none.onnx")])
    assert stopped.value.code == 2
    assert "none.onnx" in capsys.readouterr().err


def test_another_person_plays_another_face():
    frames = {}
    for look in (MINJI, JUN):
        source = Follower([0.0] * 27)
        frames[look.name] = watch(Play(look, SHORT.script, 1), source).truth
    assert np.array_equal(frames["minji"], frames["jun"])  # the same truth behind both
