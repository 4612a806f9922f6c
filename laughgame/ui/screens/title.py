"""The title screen: which game, who plays, and the one big button."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from laughgame.ui import centered, hint_card, players_button
from laughgame.ui.centered import origin
from laughgame.ui.controls.canvas import box, unit
from laughgame.ui.controls.painted_button import Choice
from laughgame.ui.controls.segmented import Segmented
from laughgame.ui.controls.text import elide
from laughgame.ui.hint_card import Cue, HintCard, Stamp
from laughgame.ui.icon_button import MARGIN, IconButton, SoundButton
from laughgame.ui.loading import LoadingStage, awaited_words, loading_words
from laughgame.ui.mode_card import AROUND, HEIGHT, WIDTH, ModeCard
from laughgame.ui.painting import fitting_size, paint_text, prepare, text_width
from laughgame.ui.pitch import Pitch
from laughgame.ui.players_button import PlayersButton
from laughgame.ui.start_button import StartButton
from laughgame.ui.theme import Space, Theme, Type, pen
from laughgame.ui.title_art import LINE_Y, paint_logo, paint_mascot, paint_stages

MODES: Final = ("practice", "survival", "duel", "hotseat", "mimic")

LEFT: Final = 60.0
RIGHT: Final = 1224.0
PLAYERS_LEFT: Final = 952.0

_END: Final = Qt.AlignmentFlag.AlignRight


class TitleScreen(Pitch):
    """Where every game begins; GUI thread.

    It remembers nothing: what was chosen goes out by its signals, and what is so is told to it.
    """

    mode_chosen = Signal(str)
    """One of :data:`MODES`."""
    start_requested = Signal()
    players_requested = Signal()
    settings_requested = Signal()
    records_requested = Signal()
    language_chosen = Signal(str)
    """``ko`` or ``en``."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._status: Callable[[], str] | None = None
        self._anew = False
        self._record = ""
        self._price = ("mode", 3)
        self._loading: LoadingStage | None = None
        self._awaited = False
        self._trouble: Callable[[], str] | None = None
        self._playable = True
        self._choice = Choice(self)
        self.cards = {
            mode: ModeCard(theme, self, mode, number) for number, mode in enumerate(MODES, start=1)
        }
        for mode, card in self.cards.items():
            self._choice.add(card)
            card.clicked.connect(lambda _checked=False, mode=mode: self.mode_chosen.emit(mode))
        self.players = PlayersButton(theme, self)
        self.players.clicked.connect(self.players_requested)
        self.start = StartButton(theme, self)
        self.start.clicked.connect(self.start_requested)
        self.language = Segmented(theme, self, ("ko", "en"))
        self.language.chosen.connect(self.language_chosen)
        self.settings_button = IconButton(theme, "settings", self)
        self.settings_button.clicked.connect(self.settings_requested)
        self.records_button = IconButton(theme, "records", self)
        self.records_button.clicked.connect(self.records_requested)
        self.sound_button = SoundButton(theme, self)
        self.trouble = HintCard(theme, self)
        self.trouble.hide()
        theme.changed.connect(self._lay_out)
        self.retranslate()

    # ---------------------------------------------------------------- what to show

    @property
    def mode(self) -> str | None:
        """The mode that is chosen."""
        return next((mode for mode, card in self.cards.items() if card.isChecked()), None)

    def show_mode(self, mode: str) -> None:
        """Show ``mode`` as chosen, without telling."""
        self._choice.choose(self.cards[mode])
        self._forget()

    def show_players(self, players: Sequence[tuple[str, str]], playing: int) -> None:
        """Show who is named: names and colours (``#RRGGBB``); the first ``playing`` play."""
        self.players.show_players(players, playing)

    def show_anew(self, anew: bool) -> None:
        """Tell that everybody is calibrated anew with the next game."""
        self._anew = anew
        self._forget()

    @property
    def status(self) -> str:
        """What stands in the way, or is to be known; empty where there is nothing."""
        if self._status is not None:
            return self._status()
        return self.tr("Faces are calibrated anew") if self._anew else ""

    def show_status(self, say: Callable[[], str] | None) -> None:
        """Say what stands in the way, anew after a change of language; None: nothing does."""
        self._status = say
        self._forget()

    @property
    def playable(self) -> bool:
        """Whether a game can come of what is asked for here."""
        return self._playable

    @property
    def loading(self) -> str:
        """What is being loaded; empty where all is there."""
        if self._loading is None:
            return ""
        words = loading_words(self._loading)
        return f"{awaited_words()} {words}" if self._awaited else words

    def show_loading(self, stage: LoadingStage | None) -> None:
        """Tell what is being loaded, under the logo; ``None``: all is there."""
        if stage is not self._loading:
            self._loading = stage
            self._tell_loading()

    def show_awaited(self, awaited: bool) -> None:
        """Tell that what was asked for comes when its part is loaded."""
        if awaited is not self._awaited:
            self._awaited = awaited
            self._tell_loading()

    def _tell_loading(self) -> None:
        self.start.setAccessibleDescription(self.loading)
        self._forget()

    def show_trouble(self, say: Callable[[], str] | None, playable: bool = True) -> None:
        """Say on a card, in place of the games, why none can be played; ``None``: one can.

        ``say`` returns two lines, and is asked anew after a change of language.  Where nothing
        but a new start helps, it is not ``playable``, and there is nothing to press but the
        language.
        """
        self._trouble, self._playable = say, playable or say is None
        self._tell_trouble()
        for widget in (*self.cards.values(), self.players):
            widget.setVisible(say is None)
        for button in (self.start, self.settings_button, self.records_button, self.sound_button):
            button.setVisible(self._playable)
        self.trouble.setVisible(say is not None)
        self._forget()

    def _tell_trouble(self) -> None:
        cue = None
        if self._trouble is not None:
            headline, _, detail = self._trouble().partition("\n")
            cue = Cue(headline, detail, stamp=Stamp.NONE)
        self.trouble.stand(cue)

    def show_record(self, words: str) -> None:
        """Tell the best of this mode so far; empty where there is none."""
        if words != self._record:
            self._record = words
            self.setAccessibleDescription(words)
            self._forget()

    def show_price(self, style: str, lives: int) -> None:
        """Tell what a laugh costs in Survival: a style of the settings, and how many lives."""
        if (style, lives) != self._price:
            self._price = (style, lives)
            self.retranslate()

    def _about_survival(self) -> str:
        style, lives = self._price
        if style == "sudden":
            return self.tr("Laugh once, and out")
        if style == "lives":
            return self.tr("Laughs until out: {count}").format(count=lives)
        return self.tr("Two cards, then out")

    def show_language(self, language: str) -> None:
        self.language.choose(language)

    def retranslate(self) -> None:
        """Say everything anew, in the language of now."""
        words = {
            "practice": (self.tr("Practice"), self.tr("Warm up, no score")),
            "survival": (self.tr("Survival"), self._about_survival()),
            "duel": (self.tr("Duel"), self.tr("Laugh first, lose")),
            "hotseat": (self.tr("Hot seat"), self.tr("One after the other")),
            "mimic": (self.tr("Mimic"), self.tr("Here you may smile")),
        }
        for mode, card in self.cards.items():
            card.set_words(*words[mode])
        self.players.setText(self.tr("Who plays"))
        self.players.setAccessibleName(self.tr("Players (P)"))
        self.players.setToolTip(self.tr("Players (P)"))
        self.start.set_words(self.tr("Kick off!"), "Space")
        self.language.set_words(("한국어", "EN"))
        self.settings_button.setAccessibleName(self.tr("Settings (S)"))
        self.settings_button.setToolTip(self.tr("Settings (S)"))
        self.records_button.setAccessibleName(self.tr("Records (H)"))
        self.records_button.setToolTip(self.tr("Records (H)"))
        self._tell_trouble()
        self._tell_loading()

    # ---------------------------------------------------------------- painting

    def paint_backdrop(self, painter: QPainter) -> None:
        """Paint what does not move: markings, mascot, logo and words."""
        painter.save()
        prepare(painter, 1.0)
        scale, palette = self._theme.scale, self._theme.palette
        # The line goes on to both edges, however wide the window is.
        y = (LINE_Y + origin(self, self._theme).y()) * scale
        painter.setPen(pen(palette.line, 12 * scale, Qt.PenCapStyle.FlatCap))
        painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
        painter.translate(origin(self, self._theme) * scale)
        painter.scale(scale, scale)
        paint_mascot(painter, palette)
        logo_right = paint_logo(painter, palette, LEFT, self.language.value == "ko")
        self._paint_words(painter, logo_right + 28)
        painter.restore()

    def _paint_words(self, painter: QPainter, left: float) -> None:
        """Paint all words; those beside the logo begin at ``left``."""
        palette = self._theme.palette
        for row, words in enumerate((self.tr("Not one millimetre"), self.tr("of a smile."))):
            size = fitting_size(words, Type.JOKE, 800 - left, True)
            paint_text(painter, left, 350 + 38 * row, words, size, palette.text, True)
        if self._loading is None:
            about = self.tr("Keep a straight face before the camera.")
            size = fitting_size(about, Type.HINT, 800 - left)
            paint_text(painter, left, 424, about, size, palette.dim)
        else:
            size = fitting_size(self.loading, Type.HINT, 856 - left, True)
            paint_text(painter, left, 424, self.loading, size, palette.text, True)
            paint_stages(painter, palette, left, 438, self._loading)
        painter.setPen(pen(palette.ink, 2))
        painter.setBrush(palette.sky)
        painter.drawEllipse(QPointF(70, 46), 8, 8)
        promise = self.tr("No picture leaves this computer")
        status = f"{self.status} · {promise}" if self.status else promise
        room = self._language_left - 88
        if self.status and text_width(status, Type.HINT) > room:
            status = self.status  # the promise is made often enough
        paint_text(painter, 88, 52, status, fitting_size(status, Type.HINT, room), palette.dim)
        x = LEFT
        for key, what in self._key_hints():
            cap = max(30.0, text_width(key, Type.HINT, True) + 18)
            box(painter, QRectF(x, 738, cap, 30), 7, None, palette.rail, 2.5)
            middle = Qt.AlignmentFlag.AlignHCenter
            paint_text(painter, x + cap / 2, 759, key, Type.HINT, palette.text, True, middle)
            paint_text(painter, x + cap + 10, 759, what, Type.HINT, palette.dim)
            x += cap + 10 + text_width(what, Type.HINT) + 24
        record = elide(self._record, Type.HINT, RIGHT - x, True)
        paint_text(painter, RIGHT, 760, record, Type.HINT, palette.text, True, _END)

    def _key_hints(self) -> list[tuple[str, str]]:
        """Return the keys that do something here, and what."""
        anyway = [("F11", self.tr("full screen"))]
        if not self._playable:
            return anyway
        return [
            (f"1–{len(MODES)}", self.tr("game")),
            ("P", self.tr("players")),
            ("C", self.tr("calibrate anew")),
            ("H", self.tr("records")),
            ("F1", self.tr("help")),
            *anyway,
        ]

    # ---------------------------------------------------------------- layout

    def _lay_out(self) -> None:
        scale = self._theme.scale

        def place(widget: QWidget, area: QRectF) -> None:
            centered.place(widget, self, self._theme, area)

        for number, card in enumerate(self.cards.values()):
            x = LEFT + number * (WIDTH + 14)
            place(card, QRectF(x, 498, WIDTH, HEIGHT).adjusted(-AROUND, -AROUND, AROUND, AROUND))
        trouble = QRectF(LEFT, 540, 5 * WIDTH + 4 * 14, hint_card.HEIGHT + 2)
        place(self.trouble, trouble)
        # Words too small to hit or to read help nobody: controls shrink no further than others.
        ratio = unit(self._theme) / scale
        players = QRectF(PLAYERS_LEFT, 496, players_button.WIDTH, players_button.HEIGHT)
        around = players_button.AROUND
        place(self.players, players.adjusted(-around, -around, around, around))
        place(self.start, QRectF(PLAYERS_LEFT - 8, 620, RIGHT - PLAYERS_LEFT + 16, 110))
        side = max(56 + 2 * MARGIN, Space.HIT / scale)
        pitch = max(64.0, side)
        buttons = (self.settings_button, self.sound_button, self.records_button)
        for number, button in enumerate(buttons):
            middle = RIGHT - 28 - number * pitch
            place(button, QRectF(middle - side / 2, 46 - side / 2, side, side))
        width, height = (156 + 16) * ratio, (44 + 16) * ratio
        self._language_left = RIGHT - 64 - 2 * pitch - width
        place(self.language, QRectF(self._language_left, 46 - height / 2, width, height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
