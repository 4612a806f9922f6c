"""Pictures made smaller: the right size, and no pixel of the large one left out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from laughgame.ui.stage_picture import smaller

sides = st.integers(1, 60)


@given(sides, sides, sides, sides)
def test_every_size_can_be_made_of_every_other(rows, columns, width, height):
    image = np.full((rows, columns, 3), 77, np.uint8)
    made = smaller(image, width, height)
    assert made.shape == (height, width, 3)
    assert (made == 77).all()


@pytest.mark.parametrize(("wide", "high"), [(1280, 720), (1920, 1080), (3840, 2160), (1281, 721)])
def test_fine_stripes_become_grey_and_not_other_stripes(wide, high):
    image = np.zeros((high, wide, 3), np.uint8)
    image[:, ::2] = 200
    made = smaller(image, 480, 270)
    assert made.astype(int).min() >= 95
    assert made.astype(int).max() <= 105
