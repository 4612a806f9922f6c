"""A whole game on a table: its real window and controller, a made source, a face to direct."""

import time
from dataclasses import replace
from typing import Final

from laughgame.app import main
from laughgame.app.controller import Controller
from laughgame.app.languages import Languages
from laughgame.app.mimic_model import study
from laughgame.app.referees import Team, load
from laughgame.app.settings_keeper import SettingsKeeper
from laughgame.storage.settings import SettingsFile
from laughgame.ui.hint_card import Topic
from laughgame.ui.main_window import MainWindow
from laughgame.ui.theme import Theme
from tests.fakes import FakeReader
from tests.onnx_models import write_model

ENDLESS: Final = 10**9
FRAME_S: Final = 0.005


class Face(FakeReader):
    """A reader whose face the test can change while it plays; it remembers its models."""

    def __init__(self):
        super().__init__(on_read=self._take_time)
        self._trouble = None
        self._yaw = 0.0
        self._mouth_covered = 0.0
        self._crowd = None
        self.models = []
        self.resets = 0

    def show(self, smile, *others):
        """Show a face with this smile; ``others`` sit beside it, towards the right."""
        self._smiles, self._crowd = (smile,), (smile, *others)

    def turn_away(self):
        """Show a calm face from the side, from now on."""
        self._yaw = 1.2

    def cover_mouth(self, covered):
        """Hold a hand before the mouth, or take it away, from now on."""
        self._mouth_covered = float(covered)

    def read(self, frame):
        found = super().read(frame)
        if found is None:
            return None
        quality = replace(found.quality, mouth_covered=self._mouth_covered)
        return replace(found, face=replace(found.face, yaw=self._yaw), quality=quality)

    def read_crowd(self, frame):
        found = self.read(frame)
        if found is None:
            return []
        return [
            self._beside(found, number, smile)
            for number, smile in enumerate(self._crowd or (found.smile,))
            if smile is not None
        ]

    def _beside(self, found, number, smile):
        box = found.face.box
        box = replace(box, x=box.x + 2 * number * box.width)
        face = replace(found.face, box=box)
        return replace(found, face=face, smile=smile, track_id=number + 1)

    def stumble_once(self, error):
        """Raise ``error`` at the next frame."""
        self._trouble = error

    def _take_time(self, frame):
        time.sleep(FRAME_S)
        if self._trouble is not None:
            trouble, self._trouble = self._trouble, None
            raise trouble

    def swap_model(self, model):
        self.models.append(model)

    def reset(self):
        self.resets += 1


class Table:
    """A game with everything a test wants to touch."""

    def __init__(
        self,
        qtbot,
        tmp_path,
        settings,
        open_device,
        source=None,
        team=None,
        results=None,
        speaker=None,
        study=study,
    ):
        self.qtbot = qtbot
        self.face = Face()
        self.model = write_model(tmp_path / "first.onnx")
        self.file = SettingsFile(tmp_path / "settings.toml")
        self.notices = []
        self.snapshots = []
        self.ended = []
        theme = Theme(settings.general.theme)
        self.window = MainWindow(theme)
        theme.setParent(self.window)
        qtbot.addWidget(self.window)
        self._show_notice = self.window.play.show_notice
        self.window.play.show_notice = self._note
        self.languages = Languages(main.create_application())
        self.keeper = SettingsKeeper(settings, self.file)
        self.controller = Controller(
            self.window,
            self.keeper,
            self.languages,
            source=source,
            open_device=open_device,
            assemble=team or (lambda chosen: Team(self.face, load(self.model))),
            results=results,
            seed=7,
            speaker=speaker,
            study=study,
        )
        self.controller.judged.connect(self.snapshots.append)
        self.controller.source_ended.connect(lambda: self.ended.append(True))

    def _note(self, say, topic=Topic.NEWS):
        self.notices.append(say())
        self._show_notice(say, topic)

    def begin(self):
        self.window.show()
        self.controller.begin()
        return self

    def wait(self, condition):
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=5000)

    def play_on(self, frames=5):
        """Wait until some more frames have been judged."""
        count = len(self.snapshots) + frames
        self.wait(lambda: len(self.snapshots) >= count)

    @property
    def verdict(self):
        return self.window.play.badge.verdict

    def edit(self, section, **values):
        """Change settings as a control of the settings screen does."""
        self.window.settings.pages["general"].edit(section, **values)

    def close(self):
        self.controller.close()
        self.window.close()
        self.languages.show("en")
        self.controller.deleteLater()
