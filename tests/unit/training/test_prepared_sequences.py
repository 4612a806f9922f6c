"""Films are stored whole or not at all, and come back as they were."""

from dataclasses import replace

import numpy as np
import pytest

from training.sequences.prepared import (
    Film,
    SequenceWriter,
    read_films,
    read_sequences,
    sequence_files,
    sequence_sets,
)


def film(seed: int = 0, length: int = 6, size: int = 8) -> Film:
    random = np.random.default_rng(seed)
    smile = random.uniform(0, 1, length).astype(np.float32)
    smile[0] = np.nan
    emotion = np.full((length, 7), np.nan, np.float32)
    emotion[-1] = (0.75, 0, 0, 0, 0.25, 0, 0)
    return Film(
        frames=random.integers(0, 256, (length, size, size, 3)).astype(np.uint8),
        smile=smile,
        emotion=emotion,
        name=f"person {seed}",
        split="train",
        kind="smile" if seed % 2 else "speech",
    )


def write(folder, *films, name="faces"):
    with SequenceWriter(folder, name) as writer:
        for one in films:
            writer.add(one)


def test_what_is_written_is_read(tmp_path):
    films = [film(seed) for seed in range(3)]
    write(tmp_path, *films)
    read = read_sequences(tmp_path, "faces")
    assert sequence_sets(tmp_path) == ["faces"]
    assert read.frames.shape == (3, 6, 8, 8, 3)
    assert list(read.kind) == ["speech", "smile", "speech"]
    assert list(read.split) == ["train"] * 3
    assert read.names[2] == "person 2"
    for row, one in enumerate(films):
        np.testing.assert_array_equal(read.frames[row], one.frames)
        np.testing.assert_allclose(read.smile[row], one.smile, atol=1e-4)
        np.testing.assert_allclose(read.emotion[row], one.emotion, atol=1e-4)


def test_an_interrupted_set_leaves_the_finished_one_alone(tmp_path):
    write(tmp_path, film(1))

    def interrupted():
        with SequenceWriter(tmp_path, "faces") as writer:
            writer.add(film(2))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    np.testing.assert_array_equal(read_sequences(tmp_path, "faces").frames[0], film(1).frames)
    assert len(list(tmp_path.iterdir())) == 2


def test_a_set_made_again_replaces_the_old_one(tmp_path):
    write(tmp_path, film(1))
    write(tmp_path, film(2), film(3))
    assert len(read_sequences(tmp_path, "faces").frames) == 2


def test_without_labels_a_set_is_not_there(tmp_path):
    write(tmp_path, film())
    sequence_files(tmp_path, "faces")[1].unlink()
    assert sequence_sets(tmp_path) == []
    with pytest.raises(FileNotFoundError):
        read_sequences(tmp_path, "faces")


def test_frames_and_labels_of_different_sets_are_refused(tmp_path):
    write(tmp_path, film(), name="one")
    write(tmp_path, film(), film(1), name="two")
    sequence_files(tmp_path, "two")[1].replace(sequence_files(tmp_path, "one")[1])
    with pytest.raises(ValueError, match="make it again"):
        read_sequences(tmp_path, "one")


def test_films_of_one_set_are_equally_long(tmp_path):
    with pytest.raises(ValueError, match="among films of"):
        write(tmp_path, film(0), film(1, length=5))
    assert list(tmp_path.iterdir()) == []


def test_an_empty_set_is_refused(tmp_path):
    with pytest.raises(ValueError, match="no film"):
        write(tmp_path)


@pytest.mark.parametrize(
    "change",
    [
        {"smile": np.zeros(5, np.float32)},
        {"smile": np.full(6, 1.5, np.float32)},
        {"frames": np.zeros((6, 8, 8, 1), np.uint8)},
        {"emotion": np.zeros((6, 6), np.float32)},
    ],
)
def test_a_film_with_wrong_labels_cannot_be_made(change):
    with pytest.raises(ValueError, match="person 0"):
        replace(film(), **change)


def test_a_folder_of_films_that_is_not_there_or_empty_is_named(tmp_path):
    assert read_films(None) == ()
    for folder in (tmp_path, tmp_path / "nofilms"):
        with pytest.raises(FileNotFoundError, match=f"{folder.name} holds no finished set of fil"):
            read_films(folder)
    write(tmp_path, film(1))
    assert [one.name for one in read_films(tmp_path)] == ["faces"]
