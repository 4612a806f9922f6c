"""What a reading says of itself."""

from laughgame.game.reading import EMOTIONS, HAPPY, Box, Point
from tests.readings import reading


def test_happiness_is_the_fifth_of_the_seven_emotions():
    assert (EMOTIONS[HAPPY], HAPPY) == ("happy", 4)
    assert reading(0.0, 0.5, happy=0.7, sad=0.2).happy == 0.7


def test_a_box_has_its_centre_and_its_area():
    box = Box(10, 20, 30, 40)
    assert (box.center, box.area) == (Point(25, 40), 1200)
