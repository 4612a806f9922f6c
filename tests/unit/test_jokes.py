"""The bundled jokes, and files of jokes that cannot be used."""

from pathlib import Path

import pytest

from laughgame.app import paths
from laughgame.game.deck import ItemKind
from laughgame.game.joke import LINGER_S, PAUSE_S, SHORTEST_SETUP_S, Joke
from laughgame.storage.joke_file import JokeFileError, read_jokes

GOOD = 'language = "en"\n[[joke]]\nname = "a"\nsetup = "Why?"\npunchline = "Because."\n'


@pytest.mark.parametrize("language", ["en", "ko"])
def test_sixty_jokes_are_bundled_in_each_language_and_none_twice(language):
    jokes = read_jokes(paths.jokes(language))
    assert len(jokes) >= 60
    assert len({joke.setup for joke in jokes}) == len(jokes)
    assert len({joke.punchline for joke in jokes}) == len(jokes)
    assert all(joke.language == language and joke.name.startswith(language) for joke in jokes)
    hangul = [any("가" <= letter <= "힣" for letter in joke.setup) for joke in jokes]
    assert all(hangul) if language == "ko" else not any(hangul)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_punch_line_waits_until_the_set_up_was_read_and_stays_to_be_laughed_about(language):
    for joke in read_jokes(paths.jokes(language)):
        assert 2.5 <= joke.reveal_s <= 8
        assert joke.reveal_s + LINGER_S < joke.item.seconds <= 16
        assert joke.item.kind is ItemKind.JOKE


def test_a_short_set_up_has_its_moment():
    joke = Joke("a", "en", "Why?", "Because.")
    assert joke.reveal_s == SHORTEST_SETUP_S + PAUSE_S


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("language = ", "is not TOML"),
        ('language = "de"\njoke = []', "language: Input should be 'en' or 'ko'"),
        ('language = "en"\njoke = []', "joke: List should have at least 1 item"),
        (GOOD.replace('punchline = "Because."', ""), "joke.0.punchline: Field required"),
        (GOOD.replace("Because.", ""), "joke.0.punchline: String should have at least 1"),
        (GOOD.replace("Why?", "   "), "joke.0.setup: Value error, must be a line of printable"),
        (GOOD.replace("Why?", "a\\nb"), "joke.0.setup: Value error, must be a line of printable"),
        ("a = " + "[" * 5000, "is not TOML"),
        (GOOD.replace("setup", "set_up"), "joke.0.setup: Field required"),
        (GOOD + GOOD.partition("\n")[2], "two jokes are called a"),
    ],
)
def test_what_is_wrong_with_a_file_of_jokes_is_told(tmp_path: Path, text, complaint):
    file = tmp_path / "내 농담.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(JokeFileError, match=complaint) as told:
        read_jokes(file)
    assert str(file) in str(told.value)


def test_a_file_of_windows_editor_is_read(tmp_path: Path):
    file = tmp_path / "jokes.toml"
    file.write_text(GOOD, encoding="utf-8-sig")
    assert [joke.punchline for joke in read_jokes(file)] == ["Because."]


def test_bytes_that_are_no_text_and_a_missing_file_are_named(tmp_path: Path):
    file = tmp_path / "jokes.toml"
    with pytest.raises(FileNotFoundError, match=r"jokes\.toml"):
        read_jokes(file)
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(JokeFileError, match="UTF-8"):
        read_jokes(file)
