"""The deck of one game: what is in it, and what is shown and told of each item."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from laughgame.actor.acts import Cue
from laughgame.app import deck_box, paths
from laughgame.app.deck_box import DeckBox
from laughgame.game.deck import Deck, ItemKind
from laughgame.game.joke import Joke
from laughgame.storage.deck_folder import IMAGE_S, FolderDeck, OwnFile
from laughgame.storage.joke_file import JokeFileError, read_jokes
from laughgame.storage.settings import DeckSettings
from laughgame.ui.clip import PaintedClip, PictureClip, SoundClip, VideoClip


@dataclass(frozen=True)
class Act:
    name: str
    seconds: float
    cues: tuple = ()

    def paint(self, painter, rect, time_s): ...


ACTS = (Act("act-pie", 8.0), Act("act-hat", 5.0))
PICTURE = OwnFile("own/cat.png", ItemKind.IMAGE, Path("/x/cat.png"), IMAGE_S)
SOUND = OwnFile("own/sub/hum.wav", ItemKind.SOUND, Path("/x/sub/hum.wav"), 2.0)
VIDEO = OwnFile("own/film.mp4", ItemKind.VIDEO, Path("/x/film.mp4"), 90.0)
OWN_JOKE = Joke("own/mine.toml/a", "ko", "왜?", "그냥.")
OWN = FolderDeck(Path("/x"), (PICTURE, SOUND, VIDEO), (OWN_JOKE,))


def kinds(box: DeckBox) -> set[ItemKind]:
    return {item.kind for item in box.items}


def test_everything_that_is_chosen_is_in_it_once():
    box = DeckBox(DeckSettings(), "en", OWN, ACTS)
    assert kinds(box) == set(ItemKind)
    names = [item.name for item in box.items]
    assert len(names) == len(set(names)) == len(read_jokes(paths.jokes("en"))) + 1 + 2 + 3
    Deck(box.items, seed=7)


def test_what_is_turned_off_is_not_in_it():
    box = DeckBox(DeckSettings(jokes=False, acts=False), "en", OWN, ACTS)
    assert {item.name for item in box.items} == {
        PICTURE.name, SOUND.name, VIDEO.name, OWN_JOKE.name
    }  # fmt: skip


@pytest.mark.parametrize("acts", [(), ACTS])
def test_with_nothing_chosen_the_jokes_are_told_all_the_same(acts):
    box = DeckBox(DeckSettings(jokes=False, acts=False), "ko", acts=acts)
    assert kinds(box) == {ItemKind.JOKE}
    assert box.joke(box.items[0].name).language == "ko"


def test_each_item_has_either_a_joke_or_a_clip():
    box = DeckBox(DeckSettings(), "en", OWN, ACTS)
    for item in box.items:
        assert (box.joke(item.name) is None) is not (box.clip(item.name) is None)
    assert box.clip("nobody") is None
    assert box.joke("nobody") is None


def test_clips_know_what_is_shown():
    box = DeckBox(DeckSettings(), "en", OWN, ACTS, act_title=lambda name: name.upper())
    assert box.clip("act-pie") == PaintedClip("act-pie", "ACT-PIE", ACTS[0].paint)
    assert box.clip(PICTURE.name) == PictureClip(PICTURE.name, "cat", PICTURE.path)
    assert box.clip(SOUND.name) == SoundClip(SOUND.name, "hum", SOUND.path, 2.0)
    assert box.clip(VIDEO.name) == VideoClip(VIDEO.name, "film", VIDEO.path, 60.0)


def test_everything_is_called_something_in_the_results():
    box = DeckBox(DeckSettings(), "en", OWN, ACTS, act_title=lambda name: name.upper())
    assert box.title(OWN_JOKE.name) == "왜? 그냥."
    assert box.title("act-hat") == "ACT-HAT"
    assert box.title(SOUND.name) == "hum"
    assert box.title("own/long gone.gif") == "long gone"
    assert box.title("something older") == "something older"


def test_broken_bundled_jokes_do_not_stop_a_deck_that_has_others(monkeypatch, caplog):
    def broken(_file):
        raise JokeFileError("broken")

    monkeypatch.setattr(deck_box, "read_jokes", broken)
    assert kinds(DeckBox(DeckSettings(), "en", acts=ACTS)) == {ItemKind.ACT}
    assert "broken" in caplog.text
    with pytest.raises(JokeFileError):
        DeckBox(DeckSettings(), "en")


def test_acts_tell_their_sounds_and_others_have_none():
    acts = (Act("act-pie", 8.0, (Cue(1.0, "honk"), Cue(2.5, "splat"))),)
    box = DeckBox(DeckSettings(), "en", OWN, acts)
    assert box.sounds("act-pie") == [(1.0, "honk"), (2.5, "splat")]
    assert box.sounds(PICTURE.name) == []
