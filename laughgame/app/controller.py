"""Runs the game: what the eye sees goes to the rules, what they say to the window.

One object knows window, rules, eye and settings, so that none of them has to know
another.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from laughgame.actor.acts import ACTS
from laughgame.app import match_words, memory, notices, paths, referees, sources, startup
from laughgame.app.background import Background
from laughgame.app.deck_desk import DeckDesk
from laughgame.app.item_titles import ItemTitles
from laughgame.app.keepsakes import Keepsakes
from laughgame.app.languages import Languages
from laughgame.app.match import Fixture, Match
from laughgame.app.mimic_match import MimicMatch, Study
from laughgame.app.model_swap import ModelSwap
from laughgame.app.people_desk import PeopleDesk
from laughgame.app.records_desk import RecordsDesk
from laughgame.app.referees import Team, Unplayable
from laughgame.app.restarts import Restarts
from laughgame.app.settings_keeper import SettingsKeeper
from laughgame.app.sound_cues import STILL
from laughgame.app.sounding import Sounding
from laughgame.app.source_control import OpenDevice, OpenSource, SourceControl
from laughgame.app.speaker import Speaker
from laughgame.game.cards import Discipline, Style
from laughgame.game.reading import FaceReading
from laughgame.game.session import Session, Snapshot
from laughgame.game.sight import Advice, advice_for
from laughgame.storage.joke_file import JokeFileError
from laughgame.storage.results import Results
from laughgame.storage.settings import ACTOR, LoadedSettings, Settings
from laughgame.ui import wording
from laughgame.ui.act_titles import act_title
from laughgame.ui.hint_card import Topic
from laughgame.ui.loading import part_missing
from laughgame.ui.main_window import MainWindow
from laughgame.vision.model_card import ContractError
from laughgame.vision.sources.source import SourceCode, SourceError

if TYPE_CHECKING:
    from laughgame.app.eye import Eye
    from laughgame.vision.frame import Image

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
        speaker: Speaker | None = None,
        study: Study | None = None,
        parent: QObject | None = None,
    ) -> None:
        """``source`` is played in place of the settings' camera until another is chosen.

        ``results`` keeps the rounds that were played; the controller closes it.  ``seed``
        shuffles the deck, by chance where it is not given, and ``study`` reads the performance
        that is imitated.  Without a ``speaker``, which the controller closes, nothing is heard.
        """
        super().__init__(parent)
        self._window = window
        self._keeper = keeper
        self._results = results
        self._languages = languages
        self._assemble = assemble
        self._session = Session(keeper.settings.judge.rules())
        self._match = Match(window, self._judged_image, results, seed, self)
        self._keepsakes = Keepsakes(window, keeper, self)
        self._background = Background(self)
        self._sounding = Sounding(window, keeper.settings, speaker, self)
        self._mimic = MimicMatch(window, self._background, results, seed, study, self)
        self._deck = DeckDesk(window.settings.deck, self)
        self._eye: Eye | None = None
        self._swap: ModelSwap | None = None
        self._asked_for: Path | None = None  # the model chosen when the game could not begin
        self._begins_late = False  # a game was kicked off before it is known who judges
        self._begins_safely = False  # safe mode was asked for as early
        self._newest: Snapshot | None = None
        self._restarts = Restarts()
        self._source = SourceControl(
            window, keeper.settings.camera.device, source, open_device, self
        )
        self._show_soon = QTimer(self, singleShot=True, interval=0)
        self._show_soon.timeout.connect(self._show_newest)
        self._performance = QTimer(self, interval=PERFORMANCE_MS)
        self._performance.timeout.connect(self._show_performance)
        self._source.failed.connect(self._lose_source)
        self._source.silent.connect(self._see_nobody)
        self._source.resized.connect(self._take_seats_anew)
        window.play.pause_toggled.connect(self._pause)
        window.play.restart_requested.connect(self._start_over)
        window.settings_changed.connect(self._change)
        window.settings.exam_stopped.connect(referees.AIRLOCK.cancel)
        window.safe_mode_requested.connect(self._play_safely)
        window.match_requested.connect(self._begin_match)
        window.match_left.connect(self._break_off)
        window.match_left.connect(self._sounding.hush)
        window.calibration_requested.connect(self._match.calibrate_anew)
        for game in self._games:
            game.heard.connect(self._sounding.hear)
        window.grade.again_requested.connect(self._imitate_on)
        self._match.crowd_wanted.connect(self._look_for_all)
        self._match.over.connect(self._tidy)
        window.results.again_requested.connect(self._begin_match)
        titles = ItemTitles()
        self._records = RecordsDesk(
            window, results, keeper, languages, self._background, titles, self
        )
        window.settings_changed.connect(self._records.show_record)
        self._people = PeopleDesk(window, results, keeper, self._records, self._leave_game, self)
        for game in self._games:
            game.remembered.connect(self._people.tell_known)
        self._people.tell_known()
        self._records.refresh()
        keeper.not_saved.connect(self._tell_not_saved)
        keeper.set_aside.connect(self._tell_set_aside)
        window.apply_settings(keeper.settings)

    # ---------------------------------------------------------------- from start to end

    @property
    def eye(self) -> Eye | None:
        """What watches the source; None until the models are loaded."""
        return self._eye

    @property
    def deck(self) -> DeckDesk:
        """What looks after the player's own folder, and makes the deck of a game."""
        return self._deck

    @property
    def match(self) -> Match:
        """What is played but the free meter."""
        return self._match

    @property
    def sounding(self) -> Sounding:
        """What lets the game be heard."""
        return self._sounding

    @property
    def people(self) -> PeopleDesk:
        """What knows who has played, and forgets them."""
        return self._people

    @property
    def mimic(self) -> MimicMatch:
        """What is played where faces are imitated."""
        return self._mimic

    @property
    def _games(self) -> tuple[Match, MimicMatch]:
        return self._match, self._mimic

    @property
    def _game(self) -> Match | MimicMatch | None:
        """What is played now but the free meter."""
        return next((game for game in self._games if game.on), None)

    @property
    def swap(self) -> ModelSwap | None:
        """What changes the model; None until the first one is loaded."""
        return self._swap

    def begin(self) -> None:
        """Load the models on the worker, then watch the source.

        Call it when the window has been painted: loading takes a second or two.
        """
        self._load(self._keeper.settings.model.path)
        self._deck.use(self._keeper.settings.deck.folder)

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
        self._break_off()
        self._keepsakes.close()
        referees.AIRLOCK.cancel()
        self._background.stop()
        self._sounding.close()
        self._deck.close()
        if self._eye is not None:
            self._eye.close()
        self._people.settle()
        self._records.close()
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
            notice = partial(_unplayable_notice, team)
            self._window.title.show_trouble(notice)
            self._give_up(team.detail, notice)
            return
        self._window.title.show_trouble(None)
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
        self._sounding.prepare(self._background)
        if self._begins_safely:
            self._begins_safely = False
            self._let_own_model_judge()
        if self._begins_late:
            self._begin_match()  # nothing was judged yet: to the player it goes on

    # ---------------------------------------------------------------- the game

    def _judge(self, time_s: float, faces: tuple[FaceReading, ...]) -> None:
        """Judge every moment, however busy the window is; it shows the newest when it can."""
        game = self._game
        if game is not None:
            snapshot = game.feed(faces, time_s)
        else:
            free = faces[0] if faces else None
            # The free meter reads no smile through a hand, either.
            covered = advice_for(free) is Advice.UNCOVER_MOUTH
            self._window.play.show_advice(Advice.UNCOVER_MOUTH if covered else None)
            snapshot = self._session.feed(None if covered else free, time_s)
            self._sounding.free_moment(snapshot)
        if faces:
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
        if self._game is not None:
            self._begin_match()
            return
        self._show_newest()
        self._sounding.hush()
        self._session.reset()
        self._window.play.start_over()

    def _pause(self, paused: bool) -> None:
        game = self._game
        if game is not None:
            game.pause(paused)
        elif paused:
            self._session.pause()
        else:
            self._session.resume()

    def _begin_match(self) -> None:
        """Play what the settings name; practice is the free meter."""
        self._records.settle()  # or who was to be forgotten would play under an old name
        settings = self._keeper.settings
        self._window.title.show_status(None)
        self._break_off()
        self._start_over()
        if settings.match.mode == "practice":
            self._window.show_play()
            return
        self._begins_late = self._swap is None
        names = [name for name, _ in self._window.playing]
        # Of somebody without a name nothing is kept: next time it may be another one.
        named = len(settings.match.players) >= len(names)
        if settings.match.mode == "mimic":
            if self._swap is None:
                self._window.show_play()
                return
            # The one that judges, which need not be the one in the settings: that may be
            # broken.  And not its file, which may have changed since.
            model = referees.trusted(self._swap.referee.card.path)
            self._mimic.start(names, named, model)
            return
        try:
            deck = self._deck.box(settings.deck, self._languages.current, ACTS, act_title)
        except (OSError, JokeFileError) as error:
            _log.error("The jokes cannot be read: %s", error)
            self._window.title.show_status(match_words.nothing_to_tell)
            return
        self._match.start(
            Fixture(
                settings.match.mode,
                tuple(names),
                settings.judge.rules(),
                _discipline(settings),
                deck,
                settings.camera.mirrored,
                named=named,
                glasses=frozenset(settings.match.glasses),
                model=self._judging_model,
            )
        )

    def _judging_model(self) -> str:
        """Return the SHA-256 of the model that judges."""
        return "" if self._swap is None else self._swap.referee.card.sha256

    def _imitate_on(self) -> None:
        """Let the next player imitate; after the last one all of them again."""
        if not self._mimic.go_on():
            self._begin_match()

    def _break_off(self) -> None:
        self._begins_late = False
        for game in self._games:
            if game.on:
                game.stop()

    def _look_for_all(self, crowd: bool) -> None:
        if self._eye is not None:
            self._eye.set_crowd(crowd)

    def _judged_image(self, time_s: float) -> Image | None:
        return None if self._eye is None else self._eye.judged_image(time_s)

    def _tidy(self) -> None:
        """Keep no memory that the match needed; nobody is judged at the moment."""
        self._background.submit(memory.give_back, lambda _: None, lambda _: None)

    def _leave_game(self) -> None:
        if self._game is not None:
            self._window.go_home()

    def _lose_source(self, error: Exception) -> None:
        self._see_nobody()
        self.source_failed.emit(error)

    def _see_nobody(self) -> None:
        """The clock stops, and no verdict stays on the screen."""
        self._show_newest()
        self._sounding.hear(STILL)  # nobody is there whose heart could beat
        game = self._game
        if game is not None:
            self._newest = game.feed((), game.time_s)
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
        _log.error("A worker met a defect with %s: %s", self._company(), detail)
        if not self._source.repeatable:
            self._give_up(detail, notices.pipeline_broken)
            return
        wait_s = self._restarts.after_defect(time.monotonic())
        if wait_s is None:
            self._give_up(detail, notices.safe_mode_offered)
            return
        _log.info("It starts again in %.1f s", wait_s)
        self._source.try_later(wait_s)
        self._window.play.show_notice(notices.pipeline_restarts, Topic.SOURCE)
        self.source_failed.emit(SourceError(SourceCode.LOST, detail, "The log knows why"))

    def _company(self) -> str:
        """Name what was at work, for the log."""
        source = None if self._eye is None else self._eye.source
        model = None if self._swap is None else self._swap.referee.card.path.name
        return f"source {None if source is None else source.name!r} and model {model}"

    def _play_safely(self) -> None:
        """Play what needs nothing of the player's: the demo player, and the game's own model."""
        _log.info("Safe mode: the demo player and the game's own model")
        settings = self._keeper.settings
        camera = settings.camera.model_copy(update={"device": ACTOR})
        model = settings.model.model_copy(update={"path": None})
        self._restarts.forget()
        self._source.start_anew(ACTOR)
        self._begin_round_anew()
        self._begins_safely = self._swap is None
        self._let_own_model_judge()
        safe = settings.model_copy(update={"camera": camera, "model": model})
        self._keeper.change(safe)
        self._window.apply_settings(safe)
        self._window.play.show_notice(notices.plays_safely)

    def _let_own_model_judge(self) -> None:
        """Put the model that comes with the game in the place of another one."""
        if self._swap is not None and self._swap.referee.card.path != paths.default_model():
            self._swap.choose(paths.default_model())

    def _give_up(self, detail: str, notice: Callable[[], str]) -> None:
        _log.error("The game cannot go on: %s", detail)
        self._source.give_up()
        self._window.play.show_stuck()
        self._window.play.show_notice(notice, Topic.SOURCE)  # it is over when play goes on
        self.unplayable.emit(detail)

    # ---------------------------------------------------------------- the settings

    def _change(self, settings: Settings) -> None:
        """Put into force what the player changed; it counts from the next reading on."""
        self._keeper.change(settings)
        self._session.configure(settings.judge.rules())
        self._sounding.apply(settings)
        self._match.change_rules(settings.judge.rules(), _discipline(settings))
        self._match.show_mirrored(settings.camera.mirrored)
        self._languages.show(settings.general.language)
        self._deck.use(settings.deck.folder)
        if self._source.choose(settings.camera.device):
            self._restarts.forget()
            self._begin_round_anew()

    def _begin_round_anew(self) -> None:
        """Another source is another round; a pause stays one."""
        game = self._game
        if game is not None:
            game.begin_again()
            return
        paused = self._session.paused
        self._start_over()
        if paused:
            self._session.pause()

    def _take_seats_anew(self) -> None:
        """Let nobody be judged in another one's seat, as the places of faces would have it."""
        if self._game is not None:
            self._game.begin_again()

    def _remember_model(self, path: Path) -> None:
        chosen = None if path == paths.default_model() else path
        changed = self._keeper.settings.edited("model", path=chosen)
        self._keeper.change(changed)
        self._window.apply_settings(changed)

    def _tell_not_saved(self, reason: str) -> None:
        self._window.play.show_notice(partial(notices.settings_not_saved, reason))

    def _tell_set_aside(self, saved: LoadedSettings) -> None:
        self._window.play.show_notice(partial(notices.settings_written_anew, saved))


def _unplayable_notice(team: Unplayable) -> str:
    if team.missing is not None:
        return part_missing(team.missing)
    if team.refused is None:
        return notices.unplayable(team.detail)
    error = team.refused.error
    return notices.no_model(wording.refusal(error.code.value, error.expected, error.found).headline)


def _discipline(settings: Settings) -> Discipline | None:
    """Return what a laugh costs; ``None`` where that is the mode's own business."""
    match = settings.match
    return None if match.style == "mode" else Discipline(Style(match.style), match.lives)
