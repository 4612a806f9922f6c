"""From a window that stands to a game that plays: what works meanwhile, and what is told."""

import importlib
import os
import subprocess
import sys
import threading
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from laughgame.app import main, opening, paths, referees
from laughgame.app.bootstrap import Game
from laughgame.app.controller import Controller
from laughgame.app.languages import Languages
from laughgame.app.match import Phase
from laughgame.app.opening import Opening
from laughgame.app.referees import Team, Unplayable, load
from laughgame.app.settings_keeper import SettingsKeeper
from laughgame.game.judge import Verdict
from laughgame.storage.settings import Settings, SettingsFile
from laughgame.ui.loading import LoadingStage, part_missing
from laughgame.ui.main_window import MainWindow
from laughgame.ui.theme import Theme
from tests.fakes import FakeSource
from tests.gui.game_table import ENDLESS, Face
from tests.onnx_models import write_model

HEAVY = ("mediapipe", "onnxruntime", "cv2", "numpy", "pyqtgraph", "PySide6.QtMultimedia")

REAL_START = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from laughgame.app import bootstrap, startup
from laughgame.ui.screens.title import TitleScreen

painted = []
paint = TitleScreen.paintEvent
def note(title, event):
    paint(title, event)
    painted.append(title)
TitleScreen.paintEvent = note

tell = startup.mark
def mark(milestone):
    tell(milestone)
    print(milestone, bool(painted), *[name for name in {heavy!r} if name in sys.modules])
    if milestone == {close_at!r}:
        QApplication.closeAllWindows()
startup.mark = mark
print(bootstrap.open_window())
"""


class Gate:
    """Holds a worker until the test opens it."""

    def __init__(self):
        self._opened = threading.Event()
        self.waits = threading.Event()

    def open(self):
        self._opened.set()

    def wait(self):
        self.waits.set()
        assert self._opened.wait(20)


class Start:
    """A window that stands, and all that a test wants to touch of what comes to it."""

    def __init__(self, qtbot, tmp_path, settings):
        self.qtbot = qtbot
        self.face = Face()
        self.model = write_model(tmp_path / "first.onnx")
        self.file = SettingsFile(tmp_path / "settings.toml")
        self.judge_gate, self.assembled = Gate(), []
        self.team = None
        theme = Theme("dark")
        self.window = MainWindow(theme, whole=False)
        theme.setParent(self.window)
        qtbot.addWidget(self.window)
        self.window.apply_settings(settings)
        self.languages = Languages(main.create_application())
        self.keeper = SettingsKeeper(settings, self.file)
        self.opening = Opening(
            self.window, self.keeper, self.languages, self._complete, log="~/log/laughgame.log"
        )

    def _complete(self, tell):
        controller = Controller(
            self.window,
            self.keeper,
            self.languages,
            source=lambda: FakeSource(ENDLESS),
            assemble=partial(self._assemble, tell=tell),
            seed=7,
            study=lambda *_: [],
        )
        return Game(main.create_application(), self.window, controller)

    def _assemble(self, chosen, tell):
        tell(LoadingStage.MODEL)
        self.judge_gate.wait()
        tell(LoadingStage.FACES)
        self.assembled.append(chosen)
        return self.team or Team(self.face, load(self.model))

    @property
    def controller(self):
        return None if self.opening.game is None else self.opening.game.controller

    @property
    def title(self):
        return self.window.title

    def begin(self):
        self.window.show_title()
        with self.qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        self.opening.begin()

    def press(self, *keys):
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or self.window, key)

    def wait(self, condition):
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=20_000)

    def close(self):
        self.judge_gate.open()
        self.opening.close()
        self.window.close()
        self.languages.show("en")
        if self.controller is not None:
            self.controller.deleteLater()


@pytest.fixture
def library_gate(monkeypatch):
    """Hold the first library until the test opens the gate."""
    gate, load_module = Gate(), importlib.import_module

    def held(name):
        if name == opening.MODULES[0]:
            gate.wait()
        return load_module(name)

    monkeypatch.setattr(opening.importlib, "import_module", held)
    yield gate
    gate.open()


@pytest.fixture
def start(qtbot, tmp_path):
    """Return a function that lets a window stand, and begins to load."""
    starts = []

    def start(settings=None, **options):
        settings = settings or Settings(
            general={"reduced_motion": True, "theme": "dark", "language": "en"}
        )
        starts.append(Start(qtbot, tmp_path, settings))
        for name, value in options.items():
            setattr(starts[-1], name, value)
        starts[-1].begin()
        return starts[-1]

    yield start
    for one in starts:
        one.close()


def by_mode(mode):
    return Settings(
        general={"reduced_motion": True, "theme": "dark", "language": "en"}, match={"mode": mode}
    )


# --- the real start --------------------------------------------------------------------


def open_really(tmp_path, close_at):
    """Open the player's window in a process of its own; return what it printed, by words."""
    file = tmp_path / "startup.jsonl"
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "LAUGHGAME_STARTUP_FILE": str(file)}
    done = subprocess.run(
        [sys.executable, "-c", REAL_START.format(heavy=HEAVY, close_at=close_at)],
        capture_output=True,
        text=True,
        timeout=100,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return [line.split() for line in done.stdout.splitlines()]


def test_the_title_is_painted_before_anything_heavy_is_loaded(tmp_path):
    window, reading, *_, code = open_really(tmp_path, close_at=None)

    assert window == ["window", "True"], "painted, and none of the libraries loaded"
    assert reading[0] == "first_reading"
    assert {"mediapipe", "onnxruntime", "cv2"} < set(reading[2:])
    assert code == ["0"]


def test_a_window_that_is_closed_while_it_loads_ends_in_good_order(tmp_path):
    assert open_really(tmp_path, close_at="window") == [["window", "True"], ["0"]]


# --- while the libraries load ----------------------------------------------------------


def test_the_keys_of_the_title_work_before_there_is_anything_else(start, library_gate):
    begun = start()
    assert begun.title.loading == "Loading the judge: libraries"

    begun.press(Qt.Key.Key_3, Qt.Key.Key_T, Qt.Key.Key_M, Qt.Key.Key_L)

    assert begun.title.mode == "duel"
    settings = begun.keeper.settings
    assert (settings.match.mode, settings.general.theme) == ("duel", "light")
    assert (settings.sound.muted, settings.general.language) == (True, "ko")
    begun.wait(lambda: begun.title.start.text() == "시작!")
    assert not begun.window.furnished
    assert begun.controller is None


def test_what_was_changed_before_there_is_a_controller_is_saved(start, library_gate):
    begun = start()
    begun.press(Qt.Key.Key_3)

    library_gate.open()
    begun.opening.close()

    assert begun.file.load().settings.match.mode == "duel"


def test_whoever_kicks_off_at_once_gets_to_play(start, library_gate):
    begun = start(by_mode("survival"))

    begun.press(Qt.Key.Key_Space)
    assert begun.title.loading == "Coming up! Loading the judge: libraries"
    library_gate.open()
    begun.judge_gate.open()

    begun.wait(lambda: begun.controller and begun.controller.match.phase is Phase.PLAYING)
    assert begun.window.play.isVisible()
    assert begun.title.loading == ""


@pytest.mark.parametrize(
    ("key", "screen"),
    [
        (Qt.Key.Key_S, "settings"),
        (Qt.Key.Key_F1, "settings"),
        (Qt.Key.Key_P, "players"),
        (Qt.Key.Key_H, "records"),
    ],
)
def test_a_screen_asked_for_too_early_comes_as_soon_as_it_is_there(
    start, library_gate, key, screen
):
    begun = start()
    begun.press(key)
    library_gate.open()

    begun.wait(lambda: begun.window.furnished)

    begun.wait(lambda: getattr(begun.window, screen).isVisible())


def test_escape_takes_back_what_was_asked_for_too_early(start, library_gate):
    begun = start(by_mode("survival"))
    begun.press(Qt.Key.Key_Space, Qt.Key.Key_Escape)
    assert begun.title.loading == "Loading the judge: libraries"
    library_gate.open()

    begun.wait(lambda: begun.window.furnished)

    assert begun.title.isVisible()
    assert begun.controller.match.phase is Phase.OFF


def test_to_be_calibrated_anew_can_be_asked_for_at_once(start, library_gate):
    begun = start()
    begun.press(Qt.Key.Key_C)
    library_gate.open()
    begun.wait(lambda: begun.window.furnished)
    assert begun.title.status == "Faces are calibrated anew"


def test_no_more_is_loaded_once_the_window_is_closed(start, library_gate, monkeypatch):
    loaded, held = [], opening.importlib.import_module

    def note(name):
        held(name)
        loaded.append(name)

    monkeypatch.setattr(opening.importlib, "import_module", note)
    begun = start()
    assert library_gate.waits.wait(10)
    opener = threading.Timer(0.2, library_gate.open)
    opener.start()

    begun.opening.close()

    opener.join()
    assert loaded == [opening.MODULES[0]]
    assert begun.controller is None


# --- while the judge loads -------------------------------------------------------------


def test_a_match_waits_for_the_judge_and_says_so(start):
    begun = start(by_mode("survival"))
    begun.wait(begun.judge_gate.waits.is_set)

    begun.press(Qt.Key.Key_Space)

    play = begun.window.play
    assert play.isVisible()
    begun.wait(lambda: play.camera.caption == "Loading the judge: model")
    assert play.badge.isHidden(), "nobody is judged"
    assert play.countdown.count == 3
    begun.judge_gate.open()
    begun.wait(lambda: begun.controller.match.phase is Phase.PLAYING)
    assert "Loading" not in play.camera.caption


def test_all_stages_are_told_in_their_order(start, monkeypatch):
    told = []
    show = MainWindow.show_loading

    def note(window, stage):
        if stage not in told:
            told.append(stage)
        show(window, stage)

    monkeypatch.setattr(MainWindow, "show_loading", note)
    begun = start()
    begun.judge_gate.open()
    begun.wait(lambda: told[-1] is None)
    assert told == [*LoadingStage, None]
    assert begun.title.loading == ""


def test_a_duel_that_was_begun_early_sees_all_faces(start):
    begun = start(by_mode("duel"))
    begun.face.show(0.1, 0.1)
    begun.wait(begun.judge_gate.waits.is_set)
    begun.press(Qt.Key.Key_Space)
    assert begun.controller.match.phase is Phase.SEATING
    begun.judge_gate.open()

    begun.wait(lambda: begun.controller.match.phase is Phase.COUNTDOWN)


def test_an_imitation_waits_for_the_model_that_reads_it(start):
    read_by = []
    begun = start(by_mode("mimic"))
    begun.wait(begun.judge_gate.waits.is_set)
    begun.controller.mimic._study = lambda model, *_: read_by.append(model) or []

    begun.press(Qt.Key.Key_Space)
    assert begun.window.play.isVisible()
    assert not begun.controller.mimic.on
    begun.judge_gate.open()

    begun.wait(lambda: read_by)
    assert read_by == [referees.trusted(begun.model)]


def test_who_asks_for_safe_mode_at_once_is_not_judged_by_a_model_of_their_own(start):
    begun = start()
    begun.wait(begun.judge_gate.waits.is_set)
    begun.press(Qt.Key.Key_F8)
    begun.judge_gate.open()

    begun.wait(lambda: begun.controller.swap)
    begun.wait(lambda: begun.controller.swap.referee.card.path == paths.default_model())


def test_an_imitation_that_was_left_does_not_begin_late(start):
    begun = start(by_mode("mimic"))
    begun.wait(begun.judge_gate.waits.is_set)
    begun.press(Qt.Key.Key_Space, Qt.Key.Key_Escape)
    begun.judge_gate.open()

    begun.wait(lambda: begun.window.play.badge.verdict is Verdict.SAFE)

    assert begun.title.isVisible()
    assert not begun.controller.mimic.on


# --- what does not load ----------------------------------------------------------------


def test_a_library_that_does_not_load_is_named_with_the_way_out(start, monkeypatch, capsys):
    load_module = importlib.import_module

    def broken(name):
        if name == "pyqtgraph":
            raise ImportError("libGL.so.1: cannot open shared object file")
        return load_module(name)

    monkeypatch.setattr(opening.importlib, "import_module", broken)
    begun = start()
    begun.press(Qt.Key.Key_Space)

    begun.wait(lambda: begun.opening.failed)

    cue = begun.title.trouble.cue
    assert begun.title.trouble.isVisible()
    assert cue.headline == "A part of the game cannot be loaded: pyqtgraph"
    assert cue.detail == "Install the game again. The log knows why: ~/log/laughgame.log"
    assert begun.title.loading == ""
    assert not begun.title.start.isVisible(), "nothing that leads nowhere"
    begun.press(Qt.Key.Key_Space, Qt.Key.Key_S, Qt.Key.Key_P)
    assert begun.title.isVisible()
    assert "libGL.so.1" in capsys.readouterr().err
    assert begun.controller is None


def test_a_judge_that_does_not_load_is_told_on_the_title_too(start):
    begun = start(team=Unplayable("ImportError: no mediapipe", missing="mediapipe"))
    begun.judge_gate.open()

    begun.wait(begun.title.trouble.isVisible)

    assert begun.title.trouble.cue.headline == part_missing("mediapipe").partition("\n")[0]
    assert begun.title.loading == ""
    assert begun.title.start.isVisible()
    begun.team = None
    begun.window.settings.model_chosen.emit(begun.model)
    begun.wait(lambda: not begun.title.trouble.isVisible())
    assert begun.title.cards["duel"].isVisible()


def test_a_missing_library_of_the_judge_is_no_defect(monkeypatch):
    monkeypatch.setitem(sys.modules, "laughgame.vision.face_detector", None)
    stages = []

    team = referees.assemble(None, stages.append)

    assert isinstance(team, Unplayable)
    assert team.missing == "laughgame.vision.face_detector"
    assert stages == [LoadingStage.LIBRARIES]
