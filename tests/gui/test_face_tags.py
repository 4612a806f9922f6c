"""Where the tags of a duel's faces stand, and where a face lies in a picture that is all shown."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor

from laughgame.ui.face_tags import EDGE, HEIGHT, WIDTH, places
from laughgame.ui.stage_picture import StagePicture

STAGE = QRectF(40, 90, 760, 560)


@st.composite
def stages(draw):
    """A stage, and one to four faces whose middles are on it."""
    stage = QRectF(
        draw(st.floats(0, 100)),
        draw(st.floats(0, 100)),
        draw(st.floats(360, 1200)),
        draw(st.floats(300, 700)),
    )
    faces = []
    for _ in range(draw(st.integers(1, 4))):
        side = draw(st.floats(10, 400))
        x = draw(st.floats(stage.left(), stage.right()))
        y = draw(st.floats(stage.top(), stage.bottom()))
        faces.append(QRectF(x - side / 2, y - side / 2, side, side))
    return stage, faces


@given(stages())
def test_no_tag_covers_another_or_leaves_the_stage(drawn):
    stage, faces = drawn
    tags = places(faces, stage)
    assert len(tags) == len(faces)
    for tag in tags:
        assert 0 < tag.width() <= WIDTH
        assert tag.height() == HEIGHT
        assert tag.left() >= stage.left() + EDGE - 1e-6
        assert tag.right() <= stage.right() - EDGE + 1e-6
        assert tag.top() >= stage.top() + EDGE - 1e-6
    by_place = sorted(tags, key=QRectF.left)
    for one, other in pairwise(by_place):
        assert one.right() < other.left()


@given(stages())
def test_tags_stand_in_the_order_of_their_faces(drawn):
    stage, faces = drawn
    tags = places(faces, stage)
    pairs = sorted(zip(faces, tags, strict=True), key=lambda pair: pair[0].center().x())
    lefts = [tag.left() for _, tag in pairs]
    assert lefts == sorted(lefts)


def test_a_face_alone_has_its_tag_above_it():
    face = QRectF(300, 400, 120, 120)
    (tag,) = places([face], STAGE)
    assert tag.center().x() == pytest.approx(face.center().x())
    assert tag.bottom() < face.top()


@given(
    st.integers(16, 120),
    st.integers(16, 120),
    st.integers(20, 160),
    st.integers(20, 160),
    st.booleans(),
    st.floats(0.2, 0.8),
    st.floats(0.2, 0.8),
)
def test_between_bands_a_place_in_the_picture_is_where_its_pixels_are(
    rows, columns, wide, high, mirrored, across, down
):
    """All of the picture is on the screen, and what was marked in it lies where it is told."""
    source = np.zeros((rows, columns, 3), np.uint8)
    x, y = int(across * columns), int(down * rows)
    wing = max(rows, columns) // 8  # some pixels of the screen, however small it is
    source[max(0, y - wing) : y + wing + 1, max(0, x - wing) : x + wing + 1] = 255
    shown = StagePicture(source, QSize(wide, high), mirrored, QColor(0, 0, 255))
    whole = shown.place(QRectF(0, 0, columns, rows))
    assert whole.left() >= -1.01
    assert whole.right() <= wide + 1.01
    assert whole.top() >= -1.01
    assert whole.bottom() <= high + 1.01
    middle = shown.place(QRectF(x, y, 1, 1)).center().toPoint()
    assert QColor(shown.image.pixel(middle)).red() > 100
    for corner in (whole.topLeft(), whole.bottomRight()):
        outside = corner + (corner - whole.center()) * 0.2
        if 1 < outside.x() < wide - 1 and 1 < outside.y() < high - 1:
            assert QColor(shown.image.pixel(outside.toPoint())) == QColor(0, 0, 255)
