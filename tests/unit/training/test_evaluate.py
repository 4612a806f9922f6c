"""The table says what was measured, where it stands, and how sure that is."""

import dataclasses
import json
import math
from pathlib import Path

import numpy as np
import pytest

from tests.judged import judged, picture
from training.evaluation.actor import Trace as ActorTrace
from training.evaluation.bootstrap import interval
from training.evaluation.by_set import accuracy, report
from training.evaluation.calibration_tables import emotion_cases, is_fitted
from training.evaluation.clips import Trace as ClipTrace
from training.evaluation.film_rows import actor_rows, clip_rows
from training.evaluation.judging import Judged
from training.evaluation.picture_rows import pairs_right, picture_rows
from training.evaluation.table import (
    Aside,
    Figure,
    Measure,
    Row,
    Standing,
    Table,
    Unit,
    as_json,
    span,
    written,
)
from training.evaluation.table_page import as_html, print_table, write_page

HAPPY, SAD = 4, 5
SETS = {
    "genki4k": [
        judged(picture("genki4k", i, smile=i % 4 // 2), smile=0.9 if i % 4 // 2 else 0.1)
        for i in range(40)
    ],
    "smiles": [
        judged(
            picture("smiles", i, smile=0, certain=i >= 4, person=f"p{i // 2}"),
            smile=0.9 if i < 4 else 0.0,
        )
        for i in range(20)
    ],
    "fer2013": [
        judged(picture("fer2013", i, label=HAPPY, split="validation", votes=votes), emotion=HAPPY)
        for i, votes in enumerate([[0, 0, 0, 0, 6, 4, 0], [0, 0, 0, 0, 5, 4, 0]])
    ],
    "london": [
        judged(picture("london", 0, smile=smile, person=person), smile=said)
        for person, smile, said in (
            ("a", 0, 0.1), ("a", 1, 0.9), ("b", 0, 0.1), ("b", 1, 0.4), ("c", 1, 0.9),
        )
    ],
}  # fmt: skip


def row(key: str, sets: dict[str, list[Judged]] = SETS) -> Row:
    return next(one for one in picture_rows(sets) if one.key == key)


def measure(value: float, higher: bool = True) -> Measure:
    figure = Figure(value, 100, value - 0.02, value + 0.02)
    floor, aim = (0.88, 0.95) if higher else (0.03, 0.01)
    return Measure("accuracy", Unit.SHARE, floor, aim, figure, None, higher)


@pytest.mark.parametrize(
    ("value", "higher", "standing"),
    [
        (0.95, True, Standing.AIM),
        (0.88, True, Standing.FLOOR),
        (0.87, True, Standing.MISSED),
        (0.01, False, Standing.AIM),
        (0.03, False, Standing.FLOOR),
        (0.04, False, Standing.MISSED),
        (math.nan, True, Standing.OPEN),
    ],
)
def test_a_figure_stands_at_its_floor_or_its_aim(
    value: float, higher: bool, standing: Standing
) -> None:
    assert measure(value, higher).standing is standing


def test_a_row_stands_where_its_worst_measure_stands() -> None:
    assert Row("r", "", (measure(0.99), measure(0.5))).standing is Standing.MISSED
    assert Row("r", "", ()).standing is Standing.OPEN


def test_the_rows_are_those_asked_for_even_where_nothing_was_measured() -> None:
    rows = picture_rows({})
    assert [one.key for one in rows] == [
        *("genki4k", "smiles", "fer2013", "ferplus", "london", "calibration"),
    ]
    assert {one.standing for one in rows} == {Standing.OPEN}


def test_only_people_known_for_certain_count_in_smiles() -> None:
    (right,) = row("smiles").measures
    assert (right.held_out.value, right.held_out.count) == (1.0, 16)


def test_the_test_side_stands_alone_beside_all_held_out_people() -> None:
    right, area = row("genki4k").measures
    assert right.test is not None
    assert (right.held_out.count, right.test.count) == (40, 20)
    assert (right.held_out.value, area.held_out.value) == (1.0, 1.0)


def test_the_floor_is_judged_on_the_test_people_too() -> None:
    # Everybody is judged rightly, but for 10 of the 200 test people (the odd numbers).
    ones = [
        judged(
            picture("genki4k", i, smile=i // 2 % 2),
            smile=0.9 if (i // 2 % 2) != (i % 2 and i < 20) else 0.1,
        )
        for i in range(400)
    ]
    found = row("genki4k", {"genki4k": ones})
    right = found.measures[0]
    assert right.test is not None
    assert (right.held_out.value, right.test.value) == (0.975, 0.95)
    assert (right.standing, right.test_standing) == (Standing.AIM, Standing.MISSED)
    assert right.test.low < right.test.value < right.test.high
    assert found.test_standing is Standing.MISSED


def test_what_was_fitted_to_validation_people_is_judged_on_test_people() -> None:
    ones = [
        judged(
            picture("genki4k", i, smile=i // 2 % 2),
            # Sure and right of the validation people, shy of the test people.
            smile=(0.999, 0.001)[1 - i // 2 % 2] if i % 2 == 0 else 0.2 + 0.6 * (i // 2 % 2),
        )
        for i in range(200)
    ]
    (error,) = row("calibration", {"genki4k": ones}).measures
    assert error.test is not None
    assert (error.held_out.count, error.test.count) == (200, 100)
    assert error.held_out.value == pytest.approx(0.1005, abs=1e-3)
    assert error.test.value == pytest.approx(0.2)
    assert (error.judged, error.standing) == (error.test, Standing.MISSED)


def test_private_test_is_the_test_side_of_fer2013_and_public_test_the_figure() -> None:
    votes = [0, 0, 0, 0, 10, 0, 0]
    private = [
        judged(picture("fer2013", i, label=SAD, split="test", votes=votes), emotion=HAPPY)
        for i in range(3)
    ]
    ones = {"fer2013": [*SETS["fer2013"], *private]}
    for key, shares in (("fer2013", (1.0, 0.0)), ("ferplus", (1.0, 1.0))):
        (right,) = row(key, ones).measures
        assert right.test is not None
        assert (right.held_out.value, right.test.value) == shares
        assert (right.test.count, right.tested) == (3, "PrivateTest")
    # The card's table of emotions counts the same pictures.
    assert accuracy(ones)["fer2013_emotion"] == 1.0
    entry = report(ones)["sets"]["fer2013"]
    assert entry["emotion"]["count"] == 2
    assert entry["pictures"] == 5


def test_emotions_are_judged_on_the_half_of_public_test_that_gave_no_biases() -> None:
    # All of the half that was fitted to is right, and none of the other.
    ones = []
    for i in range(200):
        sample = picture("fer2013", i, label=HAPPY, split="validation", votes=[0] * 4 + [10, 0, 0])
        said = [0.0] * 7
        said[HAPPY if is_fitted(sample) else SAD] = 1.0
        ones.append(judged(sample, emotions=tuple(said)))
    for key in ("fer2013", "ferplus"):
        found = row(key, {"fer2013": ones})
        (right,) = found.measures
        assert right.test is not None
        assert right.held_out.count == 200
        assert 0 < right.test.count < 200
        assert (right.test.value, right.tested) == (0, "half not fitted to")
        assert right.held_out.value == 1 - right.test.count / 200
        assert right.judged == right.test
        assert found.standing is found.test_standing is Standing.MISSED
        assert "half of it: the other half decides" in found.chosen
        # What calibration fits to and the table judges on share no photograph.
        assert emotion_cases({"fer2013": ones}, fitted=True).right.all()
        assert not emotion_cases({"fer2013": ones}, fitted=False).right.any()


def test_every_row_says_what_was_fitted_to_it_or_chosen_by_looking_at_it() -> None:
    clips = ClipTrace(
        "d0", np.zeros(2), np.zeros(2), np.zeros(2), np.array([True, False]),
        np.array([False, True]), 0, 4.0, 8.0,
    )  # fmt: skip
    acted = film([0.1] * 2, [0.0, 1.0], ["speech", "smile"])
    rows = [*picture_rows(SETS), *clip_rows([clips], with_peer=True), *actor_rows([acted])]
    said = {one.key: one.chosen for one in rows}
    for key in ("genki4k", "smiles", "london", "calibration"):
        assert "validation people" in said[key], key
    for key in ("fer2013", "ferplus"):
        assert "seven biases" in said[key], key
    for key in ("clips", "peer"):
        assert "Nobody trained on these clips. But they were looked at" in said[key], key
    assert all(said.values())


def test_a_face_that_was_not_found_is_wrong() -> None:
    unseen = [judged(one.sample) for one in SETS["genki4k"]]
    right, _ = row("genki4k", {"genki4k": unseen}).measures
    assert right.held_out.value == 0


def test_five_of_ten_votes_are_no_majority() -> None:
    (right,) = row("ferplus").measures
    assert right.held_out.count == 1
    assert row("fer2013").measures[0].held_out.count == 2


def test_a_pair_is_right_only_as_a_whole_and_one_face_is_no_pair() -> None:
    assert [right for right, _ in pairs_right(SETS["london"])] == [True, False]


def test_pictures_of_one_person_widen_the_interval() -> None:
    hits = np.tile([1.0, 1.0, 1.0, 0.0], 25)
    alone = interval(lambda rows: float(hits[rows].mean()), [str(i) for i in range(100)])
    people = interval(lambda rows: float(hits[rows].mean()), [str(i % 4) for i in range(100)])
    assert people[1] - people[0] > 2 * (alone[1] - alone[0])
    assert alone[0] < 0.75 < alone[1]


def test_a_figure_that_no_draw_has_has_no_interval() -> None:
    assert all(map(math.isnan, interval(lambda _: math.nan, ["a", "b"], draws=3)))


def film(smile: list[float], truth: list[float], happening: list[str]) -> ActorTrace:
    grown = next((i for i, depth in enumerate(truth) if depth > 0.5), None)
    return ActorTrace(
        player="p",
        time_s=np.arange(len(smile)) / 10,
        truth=np.array(truth),
        smile=np.array(smile),
        happening=np.array(happening),
        rises_s=() if grown is None else (grown / 10,),
    )


def test_the_actor_is_late_by_the_frames_between_truth_and_reading() -> None:
    seen = film([0.1] * 5 + [0.9] * 5, [0.0] * 3 + [1.0] * 7, ["smile"] * 10)
    missed = film([0.1] * 10, [0.0] * 3 + [1.0] * 7, ["smile"] * 10)
    (delay,) = actor_rows([seen, seen, missed])[0].measures
    assert delay.held_out.value == pytest.approx(200)
    assert delay.held_out.count == 3
    assert delay.standing is Standing.MISSED


def test_the_actors_speech_counts_where_it_truly_does_not_smile() -> None:
    talk = film(
        [0.9, 0.1, math.nan, 0.9, 0.9],
        [0.0, 0.0, 0.0, 0.8, 0.0],
        ["speech", "yawn", "blink", "speech", "grimace"],
    )
    (false,) = actor_rows([talk])[1].measures
    assert (false.held_out.value, false.held_out.count) == (0.5, 2)


def test_values_are_written_as_readers_expect() -> None:
    assert written(0.9553, Unit.SHARE) == "95.5 %"
    assert written(0.99, Unit.NUMBER) == "0.990"
    assert written(60, Unit.MILLISECONDS) == "60 ms"
    assert written(math.nan, Unit.FRAMES) == "–"
    assert span(Figure(0.95, 9, 0.9, 0.99), Unit.SHARE) == "90.0–99.0 %"
    assert span(Figure(-34, 9, -51.2, -1), Unit.MILLISECONDS) == "−51 ms to −1 ms"


TABLE = Table(
    rows=(
        Row("good", "Good <row>", (measure(0.97),), "a & b"),
        Row("open", "Open", (measure(math.nan),)),
        Row(
            "two",
            "Two sides",
            (dataclasses.replace(measure(0.9), test=Figure(0.86, 50, 0.84, 0.88)),),
            chosen="blend <share>",
        ),
    ),
    model={"file": "m.onnx"},
    asides=(Aside("Beside", ("who", "what"), (("ours", "1"),)),),
)


def test_the_page_stands_alone_and_says_what_the_json_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_page(tmp_path, TABLE)
    print_table(TABLE)
    said = json.loads((tmp_path / "table.json").read_text(encoding="utf-8"))
    assert said == as_json(TABLE)
    assert said["rows"][0]["standing"] == "aim reached"
    assert said["rows"][1]["measures"][0]["held_out"]["value"] is None
    text = (tmp_path / "table.html").read_text(encoding="utf-8")
    assert text == as_html(TABLE)
    assert "Good &lt;row&gt;" in text
    assert "a &amp; b" in text
    assert "http" not in text.replace("http-equiv", "")
    assert "blend &lt;share&gt;" in text
    assert "1 × floor missed" in text
    assert "84.0–88.0 % of 50" in text
    assert said["rows"][2]["test_standing"] == "floor missed"
    assert "97.0 %" in text
    printed = capsys.readouterr().out
    assert "★ Good <row>" in printed
    assert "[84.0–88.0 %]  of 50 pictures   ✗" in printed
    assert "blend <share>" in printed
