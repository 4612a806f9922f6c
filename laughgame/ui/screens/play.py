"""The play screen: the stage at left, the numbers behind the verdict at right."""

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QTimer, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from laughgame.game.gauge import GaugeState
from laughgame.game.judge import JudgeSettings, Verdict
from laughgame.game.session import Snapshot
from laughgame.game.sight import Advice
from laughgame.ui import deck_words, hint_card, top_bar, wording
from laughgame.ui.camera_view import BLEED, CameraView, FramePull
from laughgame.ui.camera_words import CameraTrouble
from laughgame.ui.clip import Clip
from laughgame.ui.clip_view import ClipView
from laughgame.ui.countdown import Countdown
from laughgame.ui.duel_view import Rival
from laughgame.ui.emotion_chart import EmotionChart
from laughgame.ui.hint_card import Cue, HintCard, Stamp, Topic
from laughgame.ui.joke_card import JokeCard, JokeView
from laughgame.ui.loading import LoadingStage, loading_words
from laughgame.ui.mimic_panel import Imitating, MimicPanel
from laughgame.ui.motion import NUMBERS_S
from laughgame.ui.painting import prepare
from laughgame.ui.pitch import Pitch
from laughgame.ui.screens import play_cues
from laughgame.ui.screens.play_cues import Waiting
from laughgame.ui.screens.play_duel import DuelColumn
from laughgame.ui.screens.play_layout import PlayLayout
from laughgame.ui.smile_panel import SmilePanel
from laughgame.ui.theme import Line, Radius, Theme, pen
from laughgame.ui.top_bar import TopBar
from laughgame.ui.verdict_badge import VerdictBadge

COMPACT_WIDTH: Final = 960
"""Below this many widget pixels: no fps, and the two strongest emotions only."""

CAPTION_S: Final = 0.8
"""A caption stays at least so long, unless the verdict changes."""
OUT_CUE_S: Final = 12.0
NOTICE_S: Final = 10.0
BRIEF_S: Final = 2.5
"""A notice in a match, where the joke goes on under it, or the name of a set of rules."""
TICK_MS: Final = 33


class PlayScreen(Pitch):
    """Shows the game as it runs.  GUI thread.

    It is told everything: pictures come from ``set_frame_pull``, all else by ``show_…``.
    """

    threshold_changed = Signal(float)
    """The player dragged the line (0.50–0.90)."""
    pause_toggled = Signal(bool)
    """The player wants to pause (True) or to go on (False)."""
    settings_requested = Signal()
    restart_requested = Signal()
    """The player, or the next one, wants to start over."""
    clip_failed = Signal(str, str)
    """A clip cannot be shown, and the card says why: its name and the sentence.  Skip it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._paused = False
        self._snapshot: Snapshot | None = None
        self._numbers_s = float("-inf")
        self._caption_s = float("-inf")
        self._numbers_wait = False
        self._shown_s = float("-inf")
        self._worded: Snapshot | None = None
        self._waiting: Waiting | None = None
        self._loading: LoadingStage | None = None
        self._trouble: CameraTrouble | None = None
        self._camera_name: str | None = None
        self._performance_wanted = True
        self.top_bar = TopBar(theme, self)
        self.clip = ClipView(theme, self)
        self.clip.hide()
        self.camera = CameraView(theme, self)
        self.badge = VerdictBadge(theme, self)
        self.hints = HintCard(theme, self)
        self.smile = SmilePanel(theme, self)
        self.emotions = EmotionChart(theme, self)
        self.duel = DuelColumn(theme, self, (self.smile, self.emotions))
        self.mimic = MimicPanel(theme, self)
        self.mimic.hide()
        self.duel.gauge.threshold_changed.connect(self.threshold_changed)
        self.jokes = JokeCard(theme, self)
        self.jokes.hide()
        self.countdown = Countdown(theme, self)
        self._match: str | None = None
        self._advice: Advice | None = None
        self._quiet = False
        self.badge.raise_()
        self.countdown.raise_()
        self.badge.hide()  # there is no verdict yet
        self.top_bar.pause_clicked.connect(self.toggle_pause)
        self.top_bar.settings_clicked.connect(self.settings_requested)
        self.clip.failed.connect(self._pass_over)
        self.smile.threshold_changed.connect(self.threshold_changed)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._advance)
        self._wait(Waiting.WARMING_UP)
        self.retranslate()

    # ---------------------------------------------------------------- the game

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show one moment of the game."""
        self._snapshot = snapshot
        self._shown_s = time.monotonic()
        self._paused = snapshot.paused
        if self._waiting is Waiting.WARMING_UP:
            self._wait(None)
        reading, ruling = snapshot.reading, snapshot.ruling
        self.top_bar.show_clock(snapshot.elapsed_s)
        self.top_bar.show_outs(snapshot.outs)
        self.top_bar.show_paused(snapshot.paused)
        state = snapshot.gauge_state
        if reading is not None and (self._match == "mimic" or self._quiet):
            state = GaugeState.BELOW  # nobody is judged by the line, but the face is there
        self.camera.show_state(state)
        self.clip.show_state(state)
        if snapshot.paused:
            self.clip.pause()
        one = None if reading is None or self.duel.shown else reading.face.box
        self.camera.show_face(one)
        self.badge.show_verdict(ruling.verdict)
        self.badge.setVisible(self._one_judged)
        self.smile.show_snapshot(snapshot)
        # What was judged, like every other number here; unjudged, what was read.
        unjudged = None if reading is None else reading.emotions
        self.emotions.show_emotions(ruling.emotions or unjudged)
        self._show_words(snapshot)
        self._show_cue(snapshot)
        if not self._tick.isActive():
            self._tick.start()

    # ---------------------------------------------------------------- a match

    def begin_match(self, mode: str) -> None:
        """Show a match from now on, instead of the free meter: of one, or of all at once."""
        self._match = mode
        self.hints.dismiss(Topic.MATCH)
        self._set_hints()
        self._show_duel(mode == "duel")
        self._show_mimic(mode == "mimic")
        self.start_over()

    def show_match(self, player: str, left: int, allowed: int) -> None:
        """Tell whose turn it is, and how many lives are left of those that were given."""
        if self._match is not None:
            self.top_bar.show_match(self._match, player, left, allowed)

    def show_rivals(self, rivals: Sequence[Rival]) -> None:
        """Show one moment of a duel: everybody's gauge, and who is who on the stage."""
        self.duel.show_rivals(rivals)
        self.camera.show_rivals(rivals)

    def show_advice(self, advice: Advice | None) -> None:
        """Say what would help a face that is badly seen; shown with the next snapshot."""
        self._advice = advice

    def show_joke(self, view: JokeView) -> None:
        """Show a moment of the joke that is told."""
        self.hide_clip()
        self.jokes.show_joke(view)
        self._choose_card()

    def show_clip(self, clip: Clip, item_s: float, seconds: float, line: str = "") -> None:
        """Let a clip have the stage: its moment ``item_s``, of the ``seconds`` it is shown.

        ``line`` stands below its title instead of what its kind has to say.
        """
        self.clip.show_clip(clip, item_s)
        left_s, share = max(0.0, seconds - item_s), min(1.0, item_s / seconds)
        line = line or deck_words.clip_line(clip)
        self.jokes.show_joke(JokeView(clip.title, line, left_s, share))
        self._choose_card()

    def hide_clip(self) -> None:
        """Give the stage back to the player's own picture."""
        if self.clip.clip is not None:
            self.clip.hide_clip()
            self._choose_card()

    def set_volume(self, volume: float, muted: bool) -> None:
        """Play clips at ``volume`` (0–1), or silently."""
        self.clip.set_volume(volume, muted)

    def _pass_over(self, name: str, why: str) -> None:
        title = "" if self.clip.clip is None else self.clip.clip.title
        self.show_notice(lambda: deck_words.skipped(title, why), Topic.MATCH)
        self._choose_card()
        self.clip_failed.emit(name, why)

    def show_countdown(self, left_s: float, words: str) -> None:
        """Show the seconds until play begins; 0 ends that."""
        self.countdown.show_left(left_s, words)
        self._be_quiet(self.countdown.count > 0)
        self._choose_card()

    def show_instruction(self, view: JokeView) -> None:
        """Show what the player is asked to do before play; nobody is judged meanwhile."""
        self._be_quiet(True)
        self.show_joke(view)

    def _be_quiet(self, quiet: bool) -> None:
        """Say nothing of the face while nobody is judged."""
        if quiet is not self._quiet:
            self._quiet = quiet
            self.badge.setVisible(self._one_judged)
            self._tell_waiting()
            if self._worded is not None:
                self._write_words(self._worded)

    def _show_duel(self, shown: bool) -> None:
        """Show several players at once, or one."""
        self.duel.show(shown)
        self.camera.set_whole(shown)
        self.camera.show_rivals(())

    def _show_mimic(self, shown: bool) -> None:
        """Show what an imitation is about instead of smile and emotions."""
        self.mimic.setVisible(shown)
        self.mimic.show_moment(None)
        if shown:
            self.smile.hide()
            self.emotions.hide()

    def show_imitating(self, moment: Imitating | None) -> None:
        """Show one moment of an imitation; ``None`` before the first."""
        self.mimic.show_moment(moment)

    @property
    def _one_judged(self) -> bool:
        """Whether there is one verdict, and one sentence, for the whole stage."""
        judged = not self.duel.shown and self.mimic.isHidden()
        return judged and not self._quiet

    def hide_match(self) -> None:
        """Show the free meter again."""
        self._match = self._advice = None
        self.hints.dismiss(Topic.MATCH)
        self._set_hints()
        self._show_duel(False)
        self._show_mimic(False)
        self.clip.hide_clip()
        self.top_bar.hide_match()
        self.countdown.show_left(0.0, "")
        self._be_quiet(False)
        self._choose_card()

    def _choose_card(self) -> None:
        """The joke has the card while it is told; what stands in the way of play goes before."""
        telling = self._match is not None and self.countdown.count == 0
        # What is asked of a player has to be read before any news; a duel has no jokes.
        joking = not self.duel.shown and not self.hints.urgent
        self.jokes.setVisible(telling and (self._quiet or joking))
        self.hints.setVisible(not self.jokes.isVisibleTo(self))
        self._choose_stage(telling and not self._quiet and self.clip.clip is not None)

    def _choose_stage(self, clip: bool) -> None:
        """A clip has the stage while it plays; before play everybody sees their own face."""
        if clip is not self.camera.inset:
            self.camera.set_inset(clip)
            self.clip.setVisible(clip)
            self._lay_out()
        if not clip:
            self.clip.pause()

    def set_frame_pull(self, pull: FramePull) -> None:
        """See :meth:`CameraView.set_frame_pull`."""
        self.camera.set_frame_pull(pull)

    def show_performance(self, fps: float, latency_ms: float) -> None:
        """Show verdicts a second, and the milliseconds from capture to verdict."""
        if self._waiting is None:
            self.top_bar.show_performance(fps, latency_ms)

    def show_source(self, name: str, is_actor: bool) -> None:
        """Name the source of the pictures; a new source starts a new trace."""
        self._trouble = None
        self.top_bar.show_source(name, is_actor)
        self.camera.show_actor(is_actor)
        self.smile.clear()
        self.hints.dismiss(Topic.SOURCE)
        self._worded = None
        self._wait(None)

    def show_source_chosen(self) -> None:
        """Another source is opened: what was wrong with the one before is no news any more."""
        if self._waiting in (Waiting.NO_PICTURE, Waiting.STUCK):
            self._trouble = None
            self.hints.dismiss(Topic.SOURCE)
            self._wait(Waiting.STARTING)

    def show_source_starting(self) -> bool:
        """The camera is being opened; a trouble that was told of before stays on the screen.

        Returns whether that is news, where something else was played before.
        """
        playing = self._waiting is None
        if playing or self._waiting is Waiting.WARMING_UP:
            self._wait(Waiting.STARTING)
        return playing

    @property
    def camera_trouble(self) -> CameraTrouble | None:
        """What is wrong with the camera, as far as the screen says so."""
        return self._trouble

    def show_source_lost(self, name: str | None, trouble: CameraTrouble | None = None) -> None:
        """No picture comes any more that can be judged, or none came at all.

        ``None`` is a camera without a name, and a trouble that nobody knows.
        """
        self._trouble, self._camera_name = trouble, name
        self.top_bar.show_source(name, is_actor=False)
        self.camera.show_actor(False)
        self._wait(Waiting.NO_PICTURE)

    def show_loading(self, stage: LoadingStage | None) -> None:
        """Tell what is being loaded, until the first verdict; ``None``: all is there."""
        self._loading = stage
        if self._waiting is Waiting.WARMING_UP:
            self._tell_waiting()

    def show_film_over(self) -> None:
        """The source came to its end; what was shown last stays to be looked at."""
        self._wait(Waiting.FILM_OVER)

    def show_stuck(self) -> None:
        """Nothing can judge any more, until another source or model is chosen."""
        self._wait(Waiting.STUCK)

    def start_over(self) -> None:
        """Clear what the last round left: clock, OUTs and trace."""
        self.top_bar.show_clock(0.0)
        self.top_bar.show_outs(0)
        self.smile.clear()
        self.hints.dismiss(Topic.OUT)

    def show_notice(self, say: Callable[[], str], topic: Topic = Topic.NEWS) -> None:
        """Say something the player should know, for a while; two lines are parted by a newline.

        ``say`` is asked anew after a change of language.  What is said of the source goes
        when the next one is there, what is said of a match when that is over.
        """

        def cue() -> Cue:
            headline, _, detail = say().partition("\n")
            return Cue(headline, detail, stamp=Stamp.NONE)

        in_match = self._match is not None and topic is not Topic.SOURCE
        seconds = BRIEF_S if in_match or topic is Topic.RULES else NOTICE_S
        self.hints.press(cue, seconds, topic)

    # ---------------------------------------------------------------- the settings

    def set_rules(self, rules: JudgeSettings) -> None:
        """Draw the rules the judge follows."""
        self.smile.set_rules(rules)
        self.duel.set_rules(rules)
        self.emotions.show_gate(rules.two_stage)
        self.retranslate()

    def set_mirrored(self, mirrored: bool) -> None:
        self.camera.set_mirrored(mirrored)

    def set_performance_visible(self, visible: bool) -> None:
        """Show or hide fps and lag; a small window hides them in any case."""
        self._performance_wanted = visible
        self.top_bar.set_performance_shown(visible and not self.compact)

    @property
    def compact(self) -> bool:
        """Whether the window is too narrow for everything."""
        return self.width() < COMPACT_WIDTH

    @property
    def paused(self) -> bool:
        return self._paused

    def toggle_pause(self) -> None:
        """Pause, or go on."""
        self._paused = not self._paused
        self.top_bar.show_paused(self._paused)
        self.pause_toggled.emit(self._paused)

    # ---------------------------------------------------------------- words

    def _show_words(self, snapshot: Snapshot) -> None:
        """Keep sentence and numbers still long enough to be read."""
        now_s = snapshot.time_s
        turned = self._worded is None or _state(snapshot) != _state(self._worded)
        stood = 0 <= now_s - self._caption_s < CAPTION_S
        other = turned or play_cues.caption(snapshot) != self.camera.caption
        if other and (turned or not stood):
            self._caption_s = now_s
        elif 0 <= now_s - self._numbers_s < NUMBERS_S:
            self._numbers_wait = True
            return
        elif other:
            # The sentence stands a while longer, and with it the two numbers it rests on.
            self._numbers_s = now_s
            self._write_numbers()
            return
        self._numbers_s = now_s
        self._write(snapshot)

    def _write(self, snapshot: Snapshot) -> None:
        """Write everything that is read: all numbers on the screen are of one moment."""
        self._worded = snapshot
        self._write_words(snapshot)
        self._write_numbers()

    def _write_numbers(self) -> None:
        self._numbers_wait = False
        self.smile.write_numbers()
        self.emotions.write_numbers()

    def _write_words(self, snapshot: Snapshot) -> None:
        if self._waiting is None and not self._one_judged:
            self._say("", None)
            return
        if self._waiting is not None:
            self._say(self._waiting_words(self._waiting), None)
            return
        result = snapshot.analysis
        chips = None
        if result is not None:
            chips = (
                wording.emotion_chip(result.emotion, result.emotion_value),
                wording.smile_chip(result.smile),
            )
        self._say(play_cues.caption(snapshot), chips)

    def _waiting_words(self, waiting: Waiting) -> str:
        if waiting is Waiting.WARMING_UP and self._loading is not None:
            return loading_words(self._loading)
        return play_cues.waiting_caption(waiting, self._trouble or CameraTrouble.LOST)

    def _say(self, caption: str, chips: tuple[str, str] | None) -> None:
        """Write the sentence on the stage, whoever has it."""
        self.camera.show_words(caption, chips)
        self.clip.show_words(caption, chips)

    def _show_cue(self, snapshot: Snapshot) -> None:
        if snapshot.just_out and self._match is None:
            self.hints.press(partial(play_cues.out_cue, snapshot), OUT_CUE_S, Topic.OUT)
        self._stand()

    def _stand(self) -> None:
        """Let the card say what is so for as long as it is so."""
        snapshot = self._snapshot
        paused = snapshot is not None and snapshot.paused
        cue = None
        if snapshot is not None and not self._quiet:
            cue = play_cues.standing_cue(snapshot, self._advice)
            if self.duel.shown and not paused:
                cue = self.duel.cue()
            elif self._match == "mimic" and not paused:
                cue = play_cues.hidden_cue() if snapshot.reading is None else None
        if self._waiting is not None and not paused:
            cue = play_cues.waiting_cue(self._waiting, self._trouble, self._camera_name)
        self.hints.stand(cue, before_out=paused)
        self._choose_card()

    def _wait(self, waiting: Waiting | None) -> None:
        """Say what the game waits for; ``None``: it goes on."""
        self._waiting = waiting
        self.camera.set_blank(waiting in play_cues.BLANK)
        if waiting is not None:
            self.top_bar.hide_performance()
        self._tell_waiting()

    def _tell_waiting(self) -> None:
        words = play_cues.not_judged_yet() if self._quiet else None
        if self._waiting is not None:
            words = play_cues.waiting_number(self._waiting)
        self.smile.show_waiting(words)
        if self._waiting is not None:
            self._say(self._waiting_words(self._waiting), None)
        self._stand()

    def retranslate(self) -> None:
        """Say everything anew, in the language of now."""
        self._set_hints()
        if self._worded is not None:
            self._write_words(self._worded)
        self._tell_waiting()
        self.hints.retranslate()

    def _set_hints(self) -> None:
        mimic = self._match == "mimic"
        self.hints.set_hints(
            play_cues.mimic_hints() if mimic else play_cues.hints(self.smile.rules)
        )

    # ---------------------------------------------------------------- layout

    def paint_backdrop(self, painter: QPainter) -> None:
        """Paint the two panels' boards, which never move."""
        palette, scale = self._theme.palette, self._theme.scale
        layout = self.layout_now()
        painter.save()
        prepare(painter, scale)
        painter.setPen(pen(palette.panel_edge, Line.EDGE))
        painter.setBrush(palette.stand)
        for board in (layout.smile, layout.emotions):
            painter.drawRoundedRect(board, Radius.PANEL, Radius.PANEL)
        painter.restore()

    def layout_now(self) -> PlayLayout:
        """Where everything stands, in design pixels."""
        scale = self._theme.scale
        return PlayLayout.of(self.width() / scale, self.height() / scale)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        layout = self.layout_now()
        scale = self._theme.scale

        def place(widget: QWidget, area: QRectF) -> None:
            widget.setGeometry(QRectF(area.topLeft() * scale, area.size() * scale).toRect())

        stage = layout.stage
        place(self.top_bar, QRectF(0, 0, layout.width, top_bar.HEIGHT))
        camera = layout.inset if self.camera.inset else stage
        place(self.clip, stage.adjusted(-BLEED, -BLEED, BLEED, BLEED))
        place(self.camera, camera.adjusted(-BLEED, -BLEED, BLEED, BLEED))
        # The badge's board rests 28, 30 inside the stage; the card looks out over its edge.
        corner = VerdictBadge.origin
        left, top = stage.left() + 28 - corner.x(), stage.top() + 30 - corner.y()
        place(self.badge, QRectF(left, top, stage.right() - left, stage.height() * 0.75))
        place(
            self.hints,
            QRectF(
                layout.cue.left() - 2,
                layout.cue.top() - 2,
                layout.cue.width() + 4,
                hint_card.HEIGHT + 2,
            ),
        )
        self.jokes.setGeometry(self.hints.geometry())
        place(self.countdown, stage)
        place(self.smile, layout.smile)
        self.duel.place(layout, place)
        column = layout.smile.united(layout.emotions)
        place(self.mimic, column)
        corner_of_column = column.topLeft()
        self.mimic.set_areas(
            layout.smile.translated(-corner_of_column),
            layout.emotions.translated(-corner_of_column),
        )
        place(self.emotions, layout.emotions)
        self.top_bar.set_stage_right(stage.right())
        self.emotions.set_compact(self.compact)
        self.set_performance_visible(self._performance_wanted)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _forget(self) -> None:
        super()._forget()
        self._lay_out()

    def _advance(self) -> None:
        """Let what still moves move on; stop when all has arrived."""
        settled = self.smile.advance()
        settled = self.emotions.advance() and settled
        settled = self.duel.advance() and settled
        if self._numbers_wait and self._snapshot is not None:
            settled = False
            if time.monotonic() - self._shown_s >= NUMBERS_S:
                # No reading follows that would bring the numbers up to date.
                self._write(self._snapshot)
        if settled:
            self._tick.stop()


def _state(snapshot: Snapshot) -> tuple[Verdict, bool]:
    """What changes the sentence at once, however short it stood."""
    return snapshot.ruling.verdict, snapshot.paused
