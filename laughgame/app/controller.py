"""Runs the game: what the eye sees goes to the rules, what they say to the window.

One object knows window, rules, eye and settings, so that none of them has to know
another.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from laughgame.app import notices, paths, referees, sources, startup
from laughgame.app.background import Background
from laughgame.app.languages import Languages
from laughgame.app.match import Match
from laughgame.app.model_swap import ModelSwap
from laughgame.app.referees import Team, Unplayable
from laughgame.app.settings_keeper import SettingsKeeper
from laughgame.app.source_control import OpenDevice, OpenSource, SourceControl
from laughgame.game.reading import FaceReading
from laughgame.game.session import Session, Snapshot
from laughgame.game.sight import Advice, advice_for
from laughgame.storage.results import Results
from laughgame.storage.settings import Settings
from laughgame.ui import wording
from laughgame.ui.main_window import MainWindow
from laughgame.ui.screens.settings_pages.privacy import Deletion
from laughgame.vision.model_card import ContractError
from laughgame.vision.sources.source import SourceCode, SourceError

if TYPE_CHECKING:
    from laughgame.app.eye import Eye
    from laughgame.vision.frame import Image

UNDO_MS: Final = 8000
"""So long the deletion of names and results can be undone."""

PERFORMANCE_MS: Final = 500
"""How often frames per second and latency are shown anew."""

Assemble = Callable[[Path | None], Team | Unplayable]

_log = logging.getLogger(__name__)


class Controller(QObject):
    """One game in one window.  Lives on the GUI thread."""

    ready = Signal()
    """The models are loaded; the source is opened next."""
    judged = Signal(object)
    """The ``Snapshot`` of every frame judged, in order."""
    source_failed = Signal(object)
    """The ``SourceError`` of the source; a camera is tried again by and by."""
    source_ended = Signal()
    """A file or folder has been played to its end."""
    unplayable = Signal(str)
    """The game cannot judge, or not any more; why, in English."""

    def __init__(
        self,
        window: MainWindow,
        keeper: SettingsKeeper,
        languages: Languages,
        *,
        source: OpenSource | None = None,
        open_device: OpenDevice = sources.from_device,
        assemble: Assemble = referees.assemble,
        results: Results | None = None,
        seed: int | None = None,
        parent: QObject | None = None,
    ) -> None:
        """``source`` is played in place of the settings' camera until another is chosen.

        ``results`` keeps the rounds that were played; the controller closes it.  ``seed``
        shuffles the deck, by chance where it is not given.
        """
        super().__init__(parent)
        self._window = window
        self._keeper = keeper
        self._results = results
        self._languages = languages
        self._assemble = assemble
        self._session = Session(keeper.settings.judge.rules())
        self._match = Match(window, self._judged_image, results, seed, self)
        self._background = Background(self)
        self._eye: Eye | None = None
        self._swap: ModelSwap | None = None
        self._asked_for: Path | None = None  # the model chosen when the game could not begin
        self._newest: Snapshot | None = None
        self._source = SourceControl(
            window, keeper.settings.camera.device, source, open_device, self
        )
        self._show_soon = QTimer(self, singleShot=True, interval=0)
        self._show_soon.timeout.connect(self._show_newest)
        self._performance = QTimer(self, interval=PERFORMANCE_MS)
        self._performance.timeout.connect(self._show_performance)
        self._source.failed.connect(self._lose_source)
        self._source.silent.connect(self._see_nobody)
        window.play.pause_toggled.connect(self._pause)
        window.play.restart_requested.connect(self._start_over)
        window.settings_changed.connect(self._change)
        window.match_requested.connect(self._begin_match)
        window.match_left.connect(self._match.stop)
        window.calibration_requested.connect(self._match.calibrate_anew)
        self._match.remembered.connect(self._tell_known)
        window.results.again_requested.connect(self._begin_match)
        self._forget_soon = QTimer(self, singleShot=True, interval=UNDO_MS)
        self._forget_soon.timeout.connect(self._forget_everybody)
        privacy = window.settings.privacy
        privacy.delete_requested.connect(self._forget_by_and_by)
        privacy.undo_requested.connect(self._keep_after_all)
        self._tell_known()
        keeper.not_saved.connect(self._tell_not_saved)
        window.apply_settings(keeper.settings)

    # ---------------------------------------------------------------- from start to end

    @property
    def eye(self) -> Eye | None:
        """What watches the source; None until the models are loaded."""
        return self._eye

    @property
    def match(self) -> Match:
        """What is played but the free meter."""
        return self._match

    @property
    def swap(self) -> ModelSwap | None:
        """What changes the model; None until the first one is loaded."""
        return self._swap

    def begin(self) -> None:
        """Load the models on the worker, then watch the source.

        Call it when the window has been painted: loading takes a second or two.
        """
        self._load(self._keeper.settings.model.path)

    def finish(self) -> None:
        """Stop watching; every frame that was judged has then been told of and is shown."""
        self._source.stop()
        self._performance.stop()
        if self._eye is not None:
            self._eye.finish()
        self._show_newest()

    def close(self) -> None:
        """Stop all threads, save what is to be saved.  Bounded; nothing runs afterwards."""
        self._source.stop()
        self._performance.stop()
        self._show_soon.stop()
        self._background.stop()
        if self._eye is not None:
            self._eye.close()
        if self._forget_soon.isActive():
            self._forget_everybody()
        self._keeper.save_pending()
        if self._results is not None:
            self._results.close()

    def _load(self, chosen: Path | None) -> None:
        def fail(error: Exception) -> None:
            self._meet(Unplayable(f"{type(error).__name__}: {error}"))

        self._background.submit(lambda: self._assemble(chosen), self._meet, fail)

    def _load_instead(self, chosen: Path) -> None:
        """Begin with another model, where the game could not with the one it has."""
        settings = self._window.settings
        settings.model_chosen.disconnect(self._load_instead)
        self._asked_for = chosen
        settings.show_checking(chosen)
        self._load(chosen)

    def _meet(self, team: Team | Unplayable) -> None:
        settings, asked_for, refused = self._window.settings, self._asked_for, team.refused
        if isinstance(team, Unplayable) and asked_for is not None and refused is None:
            refused = referees.unchecked(asked_for, team.detail)
        if asked_for is not None and refused is not None:
            settings.show_refused(referees.refusal(refused))
        if isinstance(team, Unplayable):
            settings.model_chosen.connect(self._load_instead)
            self._give_up(team.detail, partial(_unplayable_notice, team))
            return
        # With the eye come MediaPipe and ONNX Runtime, which the team has loaded by now.
        from laughgame.app.eye import Eye

        eye = Eye(team.reader, self)
        eye.reading.connect(self._judge)
        eye.broken.connect(self._break)
        eye.ended.connect(self.source_ended)
        self._swap = ModelSwap(settings, self._background, eye, team, parent=self)
        self._swap.appointed.connect(self._remember_model)
        # What a face reads by one model says nothing of another.
        self._swap.appointed.connect(self._match.calibrate_anew)
        if asked_for is not None and team.refused is None:
            settings.show_accepted(referees.view(team.referee, team.previous))
            self._remember_model(asked_for)
        if team.refused is not None:
            error = team.refused.error
            refusal = partial(wording.refusal, error.code.value, error.expected, error.found)
            self._window.play.show_notice(lambda: notices.model_replaced(refusal().headline))
        self._eye = eye
        self._performance.start()
        self.ready.emit()
        self._source.use(eye)

    # ---------------------------------------------------------------- the game

    def _judge(self, time_s: float, reading: FaceReading | None) -> None:
        """Judge every reading, however busy the window is; it shows the newest when it can."""
        if self._match.on:
            snapshot = self._match.feed(reading, time_s)
        else:
            # The free meter reads no smile through a hand, either.
            covered = advice_for(reading) is Advice.UNCOVER_MOUTH
            self._window.play.show_advice(Advice.UNCOVER_MOUTH if covered else None)
            snapshot = self._session.feed(None if covered else reading, time_s)
        if reading is not None:
            startup.mark("first_reading")
        if self._newest is not None and self._newest.just_out:
            self._show_newest()  # never passed over: the card says what decided
        self._newest = snapshot
        self._show_soon.start()
        self.judged.emit(snapshot)

    def _show_newest(self) -> None:
        if self._newest is not None:
            self._window.show_snapshot(self._newest)
            self._newest = None

    def _show_performance(self) -> None:
        if self._eye is not None:
            stats = self._eye.stats()
            self._window.play.show_performance(stats.judged_fps, stats.latency_ms.p50)

    def _start_over(self) -> None:
        """Begin a new round: the OUTs, the clock and a pause are over."""
        if self._match.on:
            self._begin_match()
            return
        self._show_newest()
        self._session.reset()
        self._window.play.start_over()

    def _pause(self, paused: bool) -> None:
        if self._match.on:
            self._match.pause(paused)
        elif paused:
            self._session.pause()
        else:
            self._session.resume()

    def _begin_match(self) -> None:
        """Play what the settings name; practice is the free meter."""
        settings = self._keeper.settings
        self._match.stop()
        self._start_over()
        if settings.match.mode == "practice":
            self._window.show_play()
            return
        self._match.start(
            settings.match.mode,
            [name for name, _ in self._window.named_players],
            settings.judge.rules(),
            self._languages.current,
            settings.camera.mirrored,
            named=bool(settings.match.players),
        )

    def _judged_image(self, time_s: float) -> Image | None:
        return None if self._eye is None else self._eye.judged_image(time_s)

    def _forget_by_and_by(self) -> None:
        """Delete names and results in a moment: there is one to undo it."""
        self._forget_soon.start()
        self._window.settings.privacy.show_deletion(Deletion.PENDING)

    def _keep_after_all(self) -> None:
        self._forget_soon.stop()
        self._window.settings.privacy.show_deletion(Deletion.KEPT)

    def _forget_everybody(self) -> None:
        """Delete names and results for good, the names in the settings among them."""
        self._forget_soon.stop()
        if self._match.on:
            self._window.go_home()  # or the end of a match would bring the names back
        privacy = self._window.settings.privacy
        try:
            if self._results is not None:
                self._results.delete_everything()
        except OSError as error:
            _log.warning("Names and results could not be deleted: %s", error)
            privacy.show_deletion(Deletion.FAILED)
            return
        settings = self._keeper.settings
        match = settings.match.model_copy(update={"players": ()})
        changed = settings.model_copy(update={"match": match})
        self._keeper.change(changed)
        self._window.apply_settings(changed)
        self._tell_known()
        privacy.show_deletion(Deletion.DONE)

    def _tell_known(self) -> None:
        """Offer the names of those who have played before."""
        if self._results is None:
            return
        try:
            players = self._results.players()
        except OSError as error:
            _log.warning("The players cannot be read: %s", error)
            return
        self._window.show_known([player.name for player in players])
        if players and not self._forget_soon.isActive():
            self._window.settings.privacy.show_deletion(Deletion.KEPT)

    def _lose_source(self, error: Exception) -> None:
        self._see_nobody()
        self.source_failed.emit(error)

    def _see_nobody(self) -> None:
        """The clock stops, and no verdict stays on the screen."""
        self._show_newest()
        if self._match.on:
            self._newest = self._match.feed(None, self._match.time_s)
        else:
            self._newest = self._session.feed(None, self._session.time_s)
        self._show_newest()

    def _break(self, error: Exception) -> None:
        """The pipeline met something it cannot mend; a broken model alone does not end it."""
        if isinstance(error, ContractError):
            stands_in = self._swap is not None and self._swap.fall_back()
            notice = notices.model_took_over if stands_in else notices.model_stumbled
            self._window.play.show_notice(notice)
            return
        self._see_nobody()
        detail = f"{type(error).__name__}: {error}"
        if self._source.try_later():
            _log.error("The source is tried again after a defect: %s", detail)
            self._window.play.show_notice(notices.pipeline_broken, of_source=True)
            self.source_failed.emit(SourceError(SourceCode.LOST, detail, "The log knows why"))
        else:
            self._give_up(detail, notices.pipeline_broken)

    def _give_up(self, detail: str, notice: Callable[[], str]) -> None:
        _log.error("The game cannot go on: %s", detail)
        self._window.play.show_stuck()
        self._window.play.show_notice(notice, of_source=True)  # it is over when play goes on
        self.unplayable.emit(detail)

    # ---------------------------------------------------------------- the settings

    def _change(self, settings: Settings) -> None:
        """Put into force what the player changed; it counts from the next reading on."""
        self._keeper.change(settings)
        self._session.configure(settings.judge.rules())
        self._match.change_rules(settings.judge.rules())
        self._languages.show(settings.general.language)
        if self._source.choose(settings.camera.device):
            if self._match.on:
                self._match.begin_again()
                return
            paused = self._session.paused
            self._start_over()
            if paused:
                self._session.pause()

    def _remember_model(self, path: Path) -> None:
        chosen = None if path == paths.default_model() else path
        settings = self._keeper.settings
        model = settings.model.model_copy(update={"path": chosen})
        changed = settings.model_copy(update={"model": model})
        self._keeper.change(changed)
        self._window.apply_settings(changed)

    def _tell_not_saved(self, reason: str) -> None:
        self._window.play.show_notice(partial(notices.settings_not_saved, reason))


def _unplayable_notice(team: Unplayable) -> str:
    if team.refused is None:
        return notices.unplayable(team.detail)
    error = team.refused.error
    return notices.no_model(wording.refusal(error.code.value, error.expected, error.found).headline)
