"""The sentence on the stage makes way for the player's face."""

import pytest
from PySide6.QtCore import QPointF, QRectF

from laughgame.ui.words_place import SLACK, WordsPlace, choose_place

STAGE = QRectF(0, 0, 768, 564)
WIDE_STAGE = QRectF(0, 0, 1900, 564)


def head(chin: float, width: float = 280, middle: float = 384) -> QRectF:
    return QRectF(middle - width / 2, chin - width, width, width)


def test_with_room_below_the_chin_the_words_are_large():
    assert choose_place(STAGE, head(430), WordsPlace.BELOW) is WordsPlace.BELOW
    assert choose_place(STAGE, None, WordsPlace.NOWHERE) is WordsPlace.BELOW


def test_the_nearer_the_face_the_less_is_written():
    chins = (430, 460, 490, 540)
    places = [choose_place(STAGE, head(chin, 400), WordsPlace.BELOW) for chin in chins]
    assert places == [WordsPlace.BELOW, WordsPlace.SMALL, WordsPlace.ALONE, WordsPlace.NOWHERE]


def test_in_a_wide_window_the_words_stand_beside_the_face():
    middle = head(600, 688, 950)
    assert choose_place(WIDE_STAGE, middle, WordsPlace.BELOW) is WordsPlace.RIGHT
    at_right = head(600, 688, 1500)
    assert choose_place(WIDE_STAGE, at_right, WordsPlace.BELOW) is WordsPlace.LEFT


@pytest.mark.parametrize("stage", [STAGE, WIDE_STAGE, QRectF(2, 2, 380, 282)])
def test_chin_and_mouth_are_never_covered(stage):
    place = WordsPlace.BELOW
    for step in range(400):
        wide = 60 + step * 7 % 700
        face = QRectF(QPointF(step * 13 % 900 - 100, step * 11 % 600 - 100), QPointF(0, 0))
        face.setWidth(wide)
        face.setHeight(wide)
        place = choose_place(stage, face, place)
        assert place is WordsPlace.NOWHERE or not place.area(stage).intersects(face)


def test_a_face_that_breathes_does_not_make_the_words_jump():
    edge = WordsPlace.BELOW.area(STAGE).top()
    place, places = WordsPlace.SMALL, []
    for breath in (-SLACK * 0.9, 0.0, -SLACK * 0.5, 1.0, -1.0):
        place = choose_place(STAGE, head(edge + breath), place)
        places.append(place)
    assert set(places) == {WordsPlace.SMALL}
