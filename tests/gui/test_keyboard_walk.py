"""Every screen by keyboard alone, in both languages: there, over everything on it, and back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QApplication, QLineEdit

from laughgame.app.match import Phase
from laughgame.app.mimic_match import Phase as MimicPhase
from laughgame.game.mimicry import Sample
from laughgame.game.personal_range import EVERYBODY
from laughgame.storage.results import Results
from laughgame.storage.settings import MatchSettings, Settings
from laughgame.ui.screens.title import MODES
from tests.fakes import FakeSource
from tests.gui.game_table import ENDLESS, Table

CALM, LAUGH = 0.05, 0.97
NAMES = {"en": ("Minji", "Jun"), "ko": ("민지", "준")}
SCREENS = ("title", "players", "records", "play", "out", "results", "grade", "settings")
MOST_STOPS = 80
"""More stops of the Tab key than any screen has."""


def rehearsed(_model, _script, _look, _rehearsal):
    """A model that laughs for a second, read in no time."""

    def face(time_s):
        happy = LAUGH if 0.7 < time_s < 1.5 else CALM
        return (1 - happy, 0.0, 0.0, 0.0, happy, 0.0, 0.0)

    return [Sample(n / 30, face(n / 30)) for n in range(60)]


class Walker:
    """A player without a mouse, who notes where they have been."""

    def __init__(self, table):
        self.table = table
        self.visited = set()

    def press(self, key, count=1):
        for _ in range(count):
            self.table.qtbot.keyClick(QApplication.focusWidget() or self.table.window, key)

    @property
    def seen(self):
        """The screen that is seen."""
        window = self.table.window
        (name,) = [name for name in SCREENS if getattr(window, name).isVisible()]
        return name

    def arrive(self, name):
        """Wait until this screen is seen, and note it."""
        self.table.wait(lambda: getattr(self.table.window, name).isVisible())
        self.table.wait(lambda: self.seen == name)
        self.visited.add(name)
        return getattr(self.table.window, name)

    def phase(self, phase):
        self.table.wait(lambda: self.table.controller.match.phase is phase)

    def walk_over(self, name):
        """Go once round with Tab: everything that works is reached, named, and in the window."""
        screen = self.arrive(name)
        reached = []
        for _ in range(MOST_STOPS):
            self.press(Qt.Key.Key_Tab)
            focus = QApplication.focusWidget()
            assert focus is not None
            if focus in reached:
                break
            reached.append(focus)
            assert screen.isAncestorOf(focus) or focus is screen, f"Tab leads out of {name}"
        kinds = (QAbstractButton, QAbstractSlider, QLineEdit)
        for control in (one for kind in kinds for one in screen.findChildren(kind)):
            wanted = control.isVisible() and control.isEnabled()
            if not wanted or control.focusPolicy() == Qt.FocusPolicy.NoFocus:
                continue
            words = control.accessibleName() or getattr(control, "text", str)()
            assert words or getattr(control, "placeholderText", str)(), f"{control} has no name"
            # Of a row of choices Tab reaches one, and the arrow keys the others.
            row = control.parentWidget().findChildren(QAbstractButton)
            among = control in reached or any(one in reached for one in row)
            assert among, f"{words} on {name} is not reached"


@pytest.fixture(params=["en", "ko"])
def walker(request, qtbot, tmp_path):
    """Somebody at the title screen, known with a second player, in one of the languages."""
    language = request.param
    names = NAMES[language]
    results = Results(tmp_path / "results.sqlite3")
    for name in names:
        results.remember(name, "#FFD22E")
        results.keep_range(name, False, EVERYBODY)
    settings = Settings(match=MatchSettings(players=names))
    general = settings.general.model_copy(update={"reduced_motion": True, "language": language})
    table = Table(
        qtbot,
        tmp_path,
        settings.model_copy(update={"general": general}),
        open_device=lambda _device: FakeSource(ENDLESS),
        results=results,
        study=rehearsed,
    )
    table.languages.show(language)
    table.window.show_title()
    table.begin()
    table.face.show(CALM, CALM)
    table.play_on()
    table.window.activateWindow()
    yield Walker(table)
    table.close()


def kick_off(walker, mode):
    walker.press(getattr(Qt.Key, f"Key_{MODES.index(mode) + 1}"))
    walker.press(Qt.Key.Key_Space)


def laugh_out(walker):
    """Laugh, look at the replay, and take the card."""
    walker.table.face.show(LAUGH, CALM)
    walker.phase(Phase.REPLAY)
    walker.table.face.show(CALM, CALM)
    walker.arrive("out")


def test_from_the_title_to_everything_beside_the_game(walker):
    walker.walk_over("title")
    walker.press(Qt.Key.Key_P)
    walker.walk_over("players")
    walker.press(Qt.Key.Key_Escape)
    walker.arrive("title")
    walker.press(Qt.Key.Key_H)
    walker.walk_over("records")
    walker.press(Qt.Key.Key_Escape)
    walker.arrive("title")
    walker.press(Qt.Key.Key_S)
    settings = walker.arrive("settings")
    for page in settings.pages:
        settings.open_page(page)
        settings.focus_page()
        walker.walk_over("settings")
    walker.press(Qt.Key.Key_Escape)
    walker.arrive("title")
    walker.press(Qt.Key.Key_F1)
    assert walker.arrive("settings").page == "help"
    walker.press(Qt.Key.Key_F1)
    walker.arrive("title")


def test_through_a_survival_from_kick_off_to_kick_off(walker):
    kick_off(walker, "survival")
    walker.phase(Phase.PLAYING)
    walker.walk_over("play")
    walker.table.window.play.setFocus()
    walker.press(Qt.Key.Key_Space)
    walker.table.wait(lambda: walker.table.snapshots[-1].paused)
    walker.press(Qt.Key.Key_Space)
    walker.table.wait(lambda: not walker.table.snapshots[-1].paused)
    walker.press(Qt.Key.Key_S)
    walker.arrive("settings")
    walker.press(Qt.Key.Key_Escape)
    walker.arrive("play")

    laugh_out(walker)
    walker.walk_over("out")
    walker.press(Qt.Key.Key_G)
    walker.table.wait(lambda: walker.table.window.out.panel.isVisible())
    walker.press(Qt.Key.Key_Escape)
    walker.table.wait(lambda: not walker.table.window.out.panel.isVisible())
    assert walker.seen == "out"
    walker.press(Qt.Key.Key_A)
    walker.press(Qt.Key.Key_N)
    walker.phase(Phase.PLAYING)
    for _ in range(2):
        laugh_out(walker)
        walker.press(Qt.Key.Key_Return)
        walker.table.wait(
            lambda: walker.table.controller.match.phase in (Phase.PLAYING, Phase.RESULTS)
        )

    walker.walk_over("results")
    walker.press(Qt.Key.Key_H)
    walker.arrive("records")
    walker.press(Qt.Key.Key_Escape)
    walker.arrive("results")
    walker.press(Qt.Key.Key_Return)
    walker.phase(Phase.PLAYING)
    walker.press(Qt.Key.Key_Escape)
    walker.arrive("title")


@pytest.mark.parametrize("mode", ["hotseat", "duel"])
def test_through_the_games_of_several(walker, mode):
    kick_off(walker, mode)
    walker.phase(Phase.PLAYING)
    walker.walk_over("play")
    while walker.table.controller.match.phase is not Phase.RESULTS:
        laugh_out(walker)
        walker.press(Qt.Key.Key_Return)
        walker.table.wait(
            lambda: walker.table.controller.match.phase in (Phase.PLAYING, Phase.RESULTS)
        )
    results = walker.arrive("results")
    first = results.shown_player
    walker.press(Qt.Key.Key_Right)
    assert results.shown_player != first
    walker.press(Qt.Key.Key_Escape)
    walker.arrive("title")


def test_through_an_imitation(walker):
    kick_off(walker, "mimic")
    for _ in NAMES["en"]:
        walker.table.qtbot.waitUntil(
            lambda: walker.table.controller.mimic.phase is MimicPhase.GRADE, timeout=15_000
        )
        walker.walk_over("grade")
        walker.table.window.grade.again.setFocus()
        walker.press(Qt.Key.Key_Return)
        walker.table.wait(lambda: walker.table.controller.mimic.phase is not MimicPhase.GRADE)
    walker.press(Qt.Key.Key_Escape)
    walker.arrive("title")


def test_no_screen_is_left_out(walker):
    """The screens that the walks above lead over are all there are."""
    stack = walker.table.window.centralWidget()
    screens = {getattr(walker.table.window, name) for name in SCREENS}
    assert screens == set(stack.screens)
