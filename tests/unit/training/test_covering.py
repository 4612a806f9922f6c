"""What the network of covered faces learns from: things before faces, and honest truths."""

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch

from laughgame.actor.look import JUN, MINJI, Glasses, Mask
from laughgame.actor.pose import FacePose
from laughgame.actor.stage import Stage
from laughgame.game.reading import EMOTIONS
from laughgame.vision.face_cover import SIDE, FaceCover, shrunk
from laughgame.vision.face_detector import FaceDetector
from training.cover import main, network_of
from training.covering import by_eye, learning
from training.covering.acted import act_out, covered_of, poses, shut_of
from training.covering.batches import batches, shown, varied
from training.covering.by_eye import LEARN, MEASURE, read_marks
from training.covering.export import describe, export
from training.covering.faces import STORED, Collector, Faces
from training.covering.faces import shut_of as teacher_shut
from training.covering.learning import draw_lines, learn
from training.covering.measure import of_faces, of_objects, table
from training.covering.network import CoverNetwork
from training.covering.objects import ALPHA, CANVAS, KINDS, draw, draw_one
from training.data.sample import Sample
from training.places import DETECTOR
from training.sequences.casting import GUEST_SEEDS


def people(count: int, shut: float = 0.0, colour: int = 160) -> Faces:
    """Flat faces with a mouth and two eyes; the last of them are the actor's."""
    lips = np.array([[56 + 14 * np.cos(a), 78 + 6 * np.sin(a)] for a in np.arange(20) * 0.314])
    eyes = np.array([[38.0, 45.0], [74.0, 45.0]])
    crops = np.full((count, STORED, STORED, 3), colour, np.uint8)
    crops[..., 0] += 30
    return Faces(
        crops,
        np.repeat(lips[None], count, 0).astype(np.float32),
        np.repeat(eyes[None], count, 0).astype(np.float32),
        np.full((count, 3), colour, np.float32),
        np.zeros(count, np.float32),
        np.full(count, shut, np.float32),
        np.array(["train"] * count),
        np.array(["genki4k"] * (count - 1) + ["actor"]),
        np.array([f"face{number}" for number in range(count)]),
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_thing_is_drawn_anew_each_time_and_the_same_from_its_seed(kind: str) -> None:
    one, same, other = (draw_one(kind, np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert one.shape == (CANVAS, CANVAS, 3)
    assert one.dtype == np.uint8
    assert np.array_equal(one, same)
    assert not np.array_equal(one, other)
    hidden = [draw_one(kind, np.random.default_rng(s))[..., ALPHA] > 127 for s in range(8)]
    middle = slice(CANVAS // 2 - 6, CANVAS // 2 + 6)
    assert np.mean([one[middle, middle].mean() for one in hidden]) > 0.5
    assert all(one.mean() < 0.9 for one in hidden)


def test_what_hides_the_mouth_is_told_from_what_lies_beside_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    faces, random = people(3), np.random.default_rng(1)
    sheet = np.zeros((1, CANVAS, CANVAS, 3), np.uint8)
    sheet[:, CANVAS // 2 - 40 : CANVAS // 2 + 40, CANVAS // 2 - 60 : CANVAS // 2 + 60] = 255
    truths = {}
    for over, beside in ((1.0, 0.0), (0.0, 1.0), (0.0, 0.0)):
        monkeypatch.setattr("training.covering.batches.OVER", over)
        monkeypatch.setattr("training.covering.batches.BESIDE", beside)
        pairs = [shown(faces, 0, sheet, random) for _ in range(40)]
        truths[over, beside] = np.array([truth for _, (truth, _) in pairs])
        changed = [np.abs(crop.astype(int) - faces.crops[0]).max() > 20 for crop, _ in pairs]
        assert all(changed) if over else True
    assert (truths[1.0, 0.0] == 1).all()
    assert set(truths[0.0, 0.0]) == {0.0}
    scattered = truths[0.0, 1.0]
    assert {0.0, 1.0} <= set(scattered[~np.isnan(scattered)])


def test_nobody_asks_about_eyes_behind_a_thing() -> None:
    faces, random = people(1, shut=1.0), np.random.default_rng(1)
    everything = np.full((1, CANVAS, CANVAS, 3), 255, np.uint8)
    eyes = [shown(faces, 0, everything, random)[1][1] for _ in range(40)]
    assert {1.0} == {eye for eye in eyes if not np.isnan(eye)}
    assert np.isnan(eyes).any()


def test_batches_are_as_the_network_sees_them() -> None:
    random = np.random.default_rng(1)
    batch = next(batches(people(4), draw(3, random), 16, random))
    assert batch.crops.shape == (16, SIDE, SIDE, 3)
    assert batch.crops.dtype == np.uint8
    assert batch.truths.shape == (16, 2)
    assert varied(people(1).crops[0], random).shape == (SIDE, SIDE, 3)


@pytest.mark.parametrize(
    ("pose", "covered", "shut"),
    [
        (FacePose(), 0.0, 0.0),
        (FacePose(hand=1), 1.0, 0.0),
        (FacePose(hand=0.5, blink=1), 0.0, 1.0),
        (FacePose(hand=0.85), np.nan, 0.0),
        (FacePose(away=1), 1.0, np.nan),
        (FacePose(smile=1, eye_squeeze=0.9, blink=1), 0.0, 0.0),
        (FacePose(blink=0.6), 0.0, np.nan),
        (FacePose(wink=1), 0.0, 0.0),
    ],
)
def test_the_drawing_knows_its_own_truth(pose: FacePose, covered: float, shut: float) -> None:
    assert covered_of(pose, MINJI) == pytest.approx(covered, nan_ok=True)
    assert shut_of(pose, MINJI) == pytest.approx(shut, nan_ok=True)
    assert covered_of(pose, replace(MINJI, mask=Mask.CLOTH)) == 1.0
    dark = shut_of(pose, replace(MINJI, glasses=Glasses.DARK))
    assert np.isnan(dark) if pose.away else dark == 0.0


def test_the_actors_people_are_filmed_in_hiding_and_without(tmp_path: Path) -> None:
    collector = Collector()
    with FaceDetector(DETECTOR) as detector:
        act_out(collector, 6, seed=1, detector=detector)
    faces = collector.faces()
    assert len(faces) > 20
    assert {0.0, 1.0} <= set(faces.covered[~np.isnan(faces.covered)])
    assert not {f"person{seed}" for seed in GUEST_SEEDS} & set(faces.name.tolist())
    assert max(pose.hand for pose in poses(40, np.random.default_rng(1))) > 0.9
    file = tmp_path / "faces.npz"
    faces.write(file)
    assert np.array_equal(Faces.read(file).crops, faces.crops)
    np.savez(file, crops=faces.crops)
    with pytest.raises(ValueError, match="lacks lips"):
        Faces.read(file)


@pytest.mark.parametrize(("blink", "shut"), [(0.1, 0.0), (0.5, 0.5), (0.8, 1.0)])
def test_the_teachers_word_is_a_share(blink: float, shut: float) -> None:
    assert teacher_shut(blink) == pytest.approx(shut)


def test_learning_lines_and_file_go_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learning, "SIZE", 8)
    faces, objects = people(6), draw(4, np.random.default_rng(1))
    network = learn(faces, objects, steps=3, seed=1)
    assert sum(one.numel() for one in network.parameters()) < 60_000
    lines = draw_lines(network, faces, objects, seed=1)
    assert lines.shape == (2,)
    file = tmp_path / "face_cover.onnx"
    export(network, lines, file)
    assert file.stat().st_size < 300_000
    describe(file, {"somebody: mouth seen": 0.0})
    cover = FaceCover(file)
    with torch.inference_mode():
        crop = shrunk(faces.crops[0])
        logits = network(torch.from_numpy(crop[None]).permute(0, 3, 1, 2) / 127.5 - 1)
    expected = torch.sigmoid(logits[0] - lines).tolist()
    assert cover.look(crop) == pytest.approx(expected, abs=1e-4)
    rows = [*of_faces(cover, faces), *of_objects(cover, faces, objects, np.random.default_rng(1))]
    assert {row.what for row in rows} >= {"mouth seen", "mouth covered", "eyes open"}
    assert "genki4k" in table(rows)


def test_what_was_learned_is_kept_and_learned_anew_only_where_it_differs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learning, "SIZE", 4)
    faces, objects = people(4), draw(2, np.random.default_rng(1))
    first = network_of(faces, objects, tmp_path, steps=2, seed=1).state_dict()
    begun = (tmp_path / "weights.pt").stat().st_mtime_ns
    again = network_of(faces, objects, tmp_path, steps=2, seed=1)
    assert not again.training
    assert all(torch.equal(value, first[name]) for name, value in again.state_dict().items())
    assert (tmp_path / "weights.pt").stat().st_mtime_ns == begun
    network_of(faces, objects, tmp_path, steps=3, seed=1)
    assert (tmp_path / "weights.pt").stat().st_mtime_ns > begun


def test_a_network_that_breaks_down_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "SIZE", 2)
    monkeypatch.setattr(
        CoverNetwork, "forward", lambda self, x: self.heads.bias.expand(len(x), 2) * float("nan")
    )
    with pytest.raises(RuntimeError, match="loss is nan at step 0"):
        learn(people(2), draw(1, np.random.default_rng(1)), steps=1, seed=1)


@pytest.mark.parametrize("arguments", [["--steps", "0"], []])
def test_wrong_input_is_told(
    tmp_path: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["--data", tmp_path, "--landmarker", tmp_path / "none.task", "--out", tmp_path]
    with pytest.raises(SystemExit) as ended:
        main([*map(str, given), *arguments])
    assert ended.value.code == 2
    assert "at least 1" in (told := capsys.readouterr().err) or "genki4k" in told


def test_what_was_marked_by_eye_is_learned_on_one_side_and_measured_on_the_other() -> None:
    marks = read_marks()
    learned, measured = marks[LEARN], marks[MEASURE]
    assert not learned.keys() & measured.keys()
    assert {len(name) for name in learned} == {len("images/fer0000000.png")}
    assert sum(learned.values()) > 100
    assert sum(measured.values()) >= 20


def test_real_mouths_and_hands_come_from_the_pictures_that_are_marked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["learned", "measured", "copy", "plain", "sad"]
    picture = Stage((320, 180), JUN).picture(FacePose())
    for name in names:
        cv2.imwrite(str(tmp_path / f"{name}.png"), picture[..., ::-1])
    samples = [
        Sample(
            "fer2013",
            tmp_path / f"{name}.png",
            f"images/{name}.png",
            # A copy of a picture to measure with is not learned from.
            group={"copy": "measured"}.get(name, name),
            split="train",
            label=EMOTIONS.index("sad" if name == "sad" else "happy"),
        )
        for name in names
    ]
    marks = {LEARN: {"images/learned.png": 1.0}, MEASURE: {"images/measured.png": 0.0}}
    monkeypatch.setattr(by_eye, "read_marks", lambda: marks)
    with FaceDetector(DETECTOR) as detector:
        faces = by_eye.collect_marked(samples, detector, np.random.default_rng(1))
    kept = zip(faces.name, faces.source, faces.split, faces.covered, strict=True)
    assert sorted((str(n), str(s), str(side), float(c)) for n, s, side, c in kept) == [
        ("images/learned.png", "by eye", "train", 1.0),
        ("images/measured.png", "by eye", "test", 0.0),
        ("images/plain.png", "plain", "train", 0.0),
    ]
    assert np.isnan(faces.shut).all()
    both = people(2).joined(faces)
    assert len(both) == 5
    random = np.random.default_rng(2)
    batch = next(batches(both, draw(2, random), 64, random))
    assert (batch.truths[:, 0] == 1).any()
