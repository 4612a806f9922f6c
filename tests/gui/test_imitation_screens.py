"""What is shown of an imitation: the panel beside the model, the two curves, the grade."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt

from laughgame.game.mimicry import Sample
from laughgame.game.reading import EMOTIONS, HAPPY
from laughgame.ui.mimic_chart import PLAYED, ROWS, played
from laughgame.ui.mimic_panel import MimicPanel
from laughgame.ui.screens.grade import COUSINS, MIRROR, TWINS, GradeScreen
from laughgame.ui.theme import Theme
from tests.mimic_moments import grade, imitating

NAMES = ("민지", "Jun", "Sora", "Tae")
SURPRISE = EMOTIONS.index("surprise")


def shown(qtbot, kind, size):
    theme = Theme("dark")
    screen = kind(theme)
    theme.setParent(screen)
    qtbot.addWidget(screen)
    screen.resize(*size)
    with qtbot.waitExposed(screen):
        screen.show()
    return screen


# ---------------------------------------------------------------- the curves


def sample(time_s=0.0, **feelings):
    feelings.setdefault("neutral", 1.0 - sum(feelings.values()))
    return Sample(time_s, tuple(feelings.get(name, 0.0) for name in EMOTIONS))


def test_what_the_model_plays_has_a_row_and_its_resting_face_has_none():
    model = [sample(), sample(happy=0.9), Sample(0.2, None), sample(surprise=0.4, sad=0.1)]
    assert played(model) == [HAPPY, SURPRISE]


def test_of_a_model_that_hardly_moves_one_row_is_left():
    assert played([sample(angry=0.02)]) == [EMOTIONS.index("angry")]
    assert len(played([Sample(0.0, None)])) == 1


@given(st.lists(st.lists(st.floats(0, 1), min_size=7, max_size=7).map(tuple), min_size=1))
def test_there_is_a_row_at_least_and_never_too_many(faces):
    rows = played([Sample(n / 10, face) for n, face in enumerate(faces)])
    assert 1 <= len(rows) <= ROWS
    assert rows == sorted(set(rows))
    assert 0 not in rows
    highest = [max(face[index] for face in faces) for index in range(7)]
    left_out = [highest[index] for index in range(1, 7) if index not in rows]
    assert max(highest[index] for index in rows) >= max(left_out)
    assert len(rows) == ROWS or max(left_out) < PLAYED


# ---------------------------------------------------------------- the panel


@pytest.fixture
def panel(qtbot):
    panel = shown(qtbot, MimicPanel, (448, 680))
    panel.set_areas(QRectF(0, 0, 448, 396), QRectF(0, 412, 448, 268))
    return panel


def test_the_panel_is_empty_before_the_first_moment(panel):
    assert panel.moment is None
    assert panel.accessibleDescription() == ""
    empty = panel.grab().toImage()
    panel.show_moment(imitating())
    assert panel.grab().toImage() != empty
    panel.show_moment(None)
    assert panel.grab().toImage() == empty
    assert panel.accessibleDescription() == ""


@pytest.mark.parametrize(("score", "words"), [(82.6, "83"), (0.0, "0"), (None, "–")])
def test_the_score_is_told_in_whole_points(panel, score, words):
    panel.show_moment(replace(imitating(), score=score))
    assert panel.accessibleName() == "Alike"
    assert panel.accessibleDescription() == words


def test_a_face_that_is_not_seen_is_shown_as_none(panel):
    panel.show_moment(imitating())
    seen = panel.grab().toImage()
    panel.show_moment(replace(imitating(), shown=None))
    assert panel.grab().toImage() != seen


# ---------------------------------------------------------------- the grade


@pytest.fixture
def screen(qtbot):
    return shown(qtbot, GradeScreen, (1280, 800))


def scored(score):
    view = grade(NAMES)
    return replace(view, graded=(replace(view.graded[0], score=score), *view.graded[1:]))


def test_the_grade_tells_a_reader_all_that_is_painted(screen):
    screen.show_grade(grade(NAMES))
    assert screen.accessibleName() == "민지: 91 of 100"
    about = screen.accessibleDescription()
    assert about.endswith("1. 민지 91, 2. Jun 72, 3. Sora 38, 4. Tae –")


@pytest.mark.parametrize("line", [MIRROR, TWINS, COUSINS])
def test_the_words_grow_kinder_with_the_score(screen, line):
    def words(score):
        screen.show_grade(scored(score))
        return screen.accessibleDescription().split(". 1.")[0]

    assert words(line) != words(line - 1)
    assert words(line) == words(line + 1)


def test_of_who_showed_no_face_that_is_said(screen):
    screen.show_grade(scored(None))
    assert screen.accessibleName() == "민지: no face was seen"


def test_the_others_are_looked_at_one_by_one_and_round(screen):
    screen.show_grade(grade(NAMES))
    before = screen.grab().toImage()
    screen.show_next(1)
    assert screen.shown.name == "Jun"
    assert "72" in screen.accessibleName()
    assert screen.grab().toImage() != before
    for _ in range(3):
        screen.show_next(1)
    assert screen.shown.name == "민지"
    screen.show_next(-1)
    assert screen.shown.name == "Tae"


def test_the_button_says_who_is_next(qtbot, screen):
    screen.show_grade(replace(grade(NAMES), following="Jun"))
    assert screen.again.text() == "Next: Jun"
    screen.show_grade(grade(NAMES))
    assert screen.again.text() == "One more!"
    for button, signal in (
        (screen.again, screen.again_requested),
        (screen.home, screen.home_requested),
    ):
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
