"""The actor's films: their labels are the truth, and nobody of the evaluation plays in them."""

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from laughgame.actor.look import LOOKS
from laughgame.actor.pose import FacePose
from laughgame.game.reading import EMOTIONS
from laughgame.vision.face_crop import crop_face
from laughgame.vision.face_detector import FaceDetector
from training.places import DETECTOR
from training.sequences import actor
from training.sequences.acting import KINDS, SMILES, act, smile_envelope
from training.sequences.casting import GUEST_SEEDS, cast, held_out, person
from training.sequences.filming import Camera, Take
from training.sequences.prepared import read_sequences, sequence_files

LENGTH_S = 20 / 30
seeds = st.integers(min_value=0, max_value=2**31)

REST = FacePose()
PLAIN = Camera(
    size=(320, 240),
    zoom=1.0,
    stretch=1.0,
    place=(0.0, 0.0),
    roll=0.0,
    mirrored=False,
    gain=1.0,
    gamma=1.0,
    tint=(1.0, 1.0, 1.0),
    side_light=(0.0, 0.0),
    creep=0.0,
    blur=0.0,
    smear=0,
    grain=0.0,
    jpeg=0,
    gray=False,
)


@pytest.fixture(scope="module")
def detector():
    with FaceDetector(DETECTOR) as found:
        yield found


def filmed(camera, pose=REST, time_s=0.0):
    return Take(LOOKS[0], camera, np.random.default_rng(3)).picture(pose, time_s)


def test_nobody_of_the_evaluation_is_cast():
    trained = cast(1, 640)
    assert len({look.name for look in trained}) == 640
    assert not {replace(look, name="") for look in trained} & {
        replace(look, name="") for look in held_out()
    }
    assert set(LOOKS) < set(held_out())
    assert len(held_out()) == len(LOOKS) + len(GUEST_SEEDS)


def test_a_seed_that_would_cast_the_guests_is_refused():
    with pytest.raises(ValueError, match="guests"):
        cast(9, 100)


def test_a_person_stays_the_same_and_differs_from_others():
    assert person(5) == person(5)
    people = [person(seed) for seed in range(200)]
    for part in ("hair", "beard", "moustache", "glasses", "hat"):
        kinds = {getattr(look, part) for look in people}
        assert len(kinds) == len(
            type(people[0].hair) if part == "hair" else type(next(iter(kinds)))
        )
    luma = [int(look.skin[1:3], 16) for look in people]
    assert min(luma) < 0x60
    assert max(luma) > 0xF0


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_only_who_is_said_to_smile_smiles(kind):
    deepest = []
    for seed in range(30):
        motion = act(kind, LENGTH_S, np.random.default_rng(seed))
        poses = [motion(step / 30) for step in range(20)]
        deepest.append(max(pose.smile for pose in poses))
        assert len(set(poses)) > 1  # somebody alive stirs, at least
    assert max(deepest) > 0.8 if kind in SMILES else max(deepest) == 0.0


@given(seeds)
def test_a_smile_is_sudden_or_slow_and_faint_or_broad_but_never_beyond(seed):
    envelope = smile_envelope(LENGTH_S, np.random.default_rng(seed))
    assert 0.06 <= envelope.rise_s <= 1.0
    assert 0.12 <= envelope.depth <= 1.0
    times = np.linspace(-4, 4, 200)
    values = [envelope.at(float(time_s)) for time_s in times]
    assert 0.0 <= min(values) <= max(values) <= envelope.depth + 1e-9


def test_smiles_differ_in_speed_and_depth():
    drawn = [smile_envelope(LENGTH_S, np.random.default_rng(seed)) for seed in range(300)]
    rises = [envelope.rise_s for envelope in drawn]
    assert min(rises) < 0.08
    assert max(rises) > 0.8
    faint = sum(envelope.depth < 0.5 for envelope in drawn) / len(drawn)
    assert 0.25 < faint < 0.45


def test_the_label_is_the_drawing_own_smile(detector):
    (film,) = (film for film in actor.make(1, 3, detector))
    assert film.frames.shape == (20, 160, 160, 3)
    assert film.frames.dtype == np.uint8
    again = next(actor.make(1, 3, detector))
    assert np.array_equal(again.frames, film.frames)
    assert np.array_equal(again.smile, film.smile)
    assert (film.smile == 0).all() == (film.kind not in SMILES)


@pytest.mark.parametrize(
    ("kind", "pose", "emotion"),
    [
        ("smile", FacePose(smile=0.9), "happy"),
        ("talking smile", FacePose(smile=0.7, mouth_open=0.5), "happy"),
        ("smile", FacePose(smile=0.35), None),
        ("smile", FacePose(smile=0.0), "neutral"),
        ("speech", FacePose(mouth_open=0.6), "neutral"),
        ("surprise", FacePose(brow=0.9), "surprise"),
        ("surprise", FacePose(brow=0.2), None),
        ("scowl", FacePose(brow=-0.9), "angry"),
        ("grimace", FacePose(stretch=1, teeth=1), None),
    ],
)
def test_a_feeling_is_labelled_only_where_the_drawing_tells_it(kind, pose, emotion):
    found = actor.emotion_of(kind, pose)
    if emotion is None:
        assert np.isnan(found).all()
    else:
        assert found.sum() == 1
        assert EMOTIONS[int(found.argmax())] == emotion


def test_every_kind_is_made_as_often_as_its_share_says():
    assert sum(actor.SHARES.values()) == pytest.approx(1.0)
    assert set(actor.SHARES) == set(KINDS)
    kinds = actor.kinds_of(500, np.random.default_rng(0))
    assert len(kinds) == 500
    for kind, share in actor.SHARES.items():
        assert abs(kinds.count(kind) - 500 * share) <= 1


def test_the_cutter_cuts_as_the_game_does(detector):
    picture = filmed(PLAIN)
    (crop,) = actor.Cutter(detector).cut([picture])
    (face,) = detector.detect(picture)
    assert np.array_equal(crop, crop_face(picture, face))


def test_a_take_without_a_face_is_none(detector):
    picture = filmed(PLAIN)
    assert actor.Cutter(detector).cut([picture, picture, picture, np.zeros_like(picture)]) is None


def test_a_mirrored_camera_shows_the_other_side():
    pose = FacePose(yaw=0.3, wink=1.0)
    plain, mirrored = filmed(PLAIN, pose), filmed(replace(PLAIN, mirrored=True), pose)
    assert np.array_equal(mirrored, plain[:, ::-1])


SPOILT = {
    "zoom": 0.7,
    "stretch": 1.06,
    "place": (0.1, 0.05),
    "roll": 0.2,
    "gain": 0.6,
    "gamma": 1.4,
    "tint": (1.1, 1.0, 0.8),
    "side_light": (0.5, 1.0),
    "creep": 0.3,
    "blur": 1.5,
    "smear": 5,
    "grain": 8.0,
    "jpeg": 30,
    "gray": True,
}


@pytest.mark.parametrize("name", sorted(SPOILT))
def test_whatever_a_camera_does_is_seen(name):
    light = replace(PLAIN, gain=0.8)  # an exponent of exposure shows only off the neutral one
    changed = replace(light, **{name: SPOILT[name]})
    assert not np.array_equal(filmed(changed, time_s=1.0), filmed(light, time_s=1.0))


def test_every_part_of_a_camera_is_tried():
    assert {f.name for f in fields(Camera)} == {*SPOILT, "size", "mirrored"}


def test_the_command_writes_a_set_and_keeps_a_finished_one(tmp_path):
    assert actor.main(["--out", str(tmp_path), "--count", "2", "--seed", "4"]) == 0
    made = read_sequences(tmp_path, actor.NAME)
    assert made.frames.shape == (2, 20, 160, 160, 3)
    assert len(set(made.names)) == 2
    frames_file = sequence_files(tmp_path, actor.NAME)[0]
    written = frames_file.stat().st_mtime_ns
    assert actor.main(["--out", str(tmp_path), "--count", "2", "--seed", "4"]) == 0
    assert frames_file.stat().st_mtime_ns == written
    assert actor.main(["--out", str(tmp_path), "--count", "1", "--seed", "4"]) == 0
    assert len(read_sequences(tmp_path, actor.NAME).frames) == 1, "a try is not the whole"
    written = frames_file.stat().st_mtime_ns
    assert actor.main(["--out", str(tmp_path), "--count", "1", "--seed", "4", "--again"]) == 0
    assert frames_file.stat().st_mtime_ns > written


@pytest.mark.parametrize("wrong", [["--count", "0"], ["--count", "one"], []])
def test_bad_usage_is_said(wrong, tmp_path, capsys):
    out = ["--out", str(tmp_path)] if wrong else []
    with pytest.raises(SystemExit) as stopped:
        actor.main([*out, *wrong])
    assert stopped.value.code == 2
    assert capsys.readouterr().err
