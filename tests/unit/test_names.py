"""Players' names: printable, of a length that fits, and each the same in every spelling."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laughgame.game.names import LONGEST, clean_name, name_key


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Jun ", "Jun"),
        ("a\nb\tc", "a b c"),
        ("\u202eJun\u200b", "Jun"),
        (unicodedata.normalize("NFD", "민지"), "민지"),
        ("😀" * 30, "😀" * LONGEST),
        (" \u200b ", ""),
    ],
)
def test_a_name_is_kept_as_it_can_be_read(typed, kept):
    assert clean_name(typed) == kept


def test_spellings_of_one_name_are_one_player():
    assert name_key("Élan") == name_key("élan") == name_key(unicodedata.normalize("NFD", "ÉLAN"))


@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing_more(text):
    once = clean_name(text)
    assert clean_name(once) == once
    assert len(once) <= LONGEST
    assert once.isprintable()
