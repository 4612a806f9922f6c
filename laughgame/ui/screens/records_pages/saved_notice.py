"""What came of saving a table: a sentence, and the way to the folder it lies in."""

from pathlib import Path

from PySide6.QtCore import QRectF, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from laughgame.ui.controls.canvas import RING, place
from laughgame.ui.controls.rows import LINK_ROW_HEIGHT, LinkRow
from laughgame.ui.controls.text import Text
from laughgame.ui.theme import Theme, Type


class SavedNotice(QWidget):
    """Hidden until there is something to say."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = Text(theme, self, Type.LABEL, bold=True)
        self.open_folder = LinkRow(theme, self)
        self.open_folder.clicked.connect(self._open)
        self.hide()

    @property
    def text(self) -> str:
        """What is said; empty where nothing is."""
        return self._words.text()

    def say(self, words: str, folder: Path | None) -> None:
        """Say it, and lead to ``folder`` where there is one; empty words say nothing more."""
        self._words.setText(words)
        self.open_folder.setVisible(folder is not None)
        # Read aloud with the link, which gets the keyboard.
        self.open_folder.setAccessibleName(f"{words} {self.open_folder.text()}".strip())
        if folder is not None:
            self.open_folder.set_target(str(folder))
        self.setVisible(bool(words))

    def retranslate(self) -> None:
        self.open_folder.setText(self.tr("Open folder"))

    def arrange(self, left: float, top: float, width: float) -> float:
        """Place it in its parent; return the bottom edge (design pixels)."""
        if not self.text:
            return top
        height = self._words.height_for(width)
        place(self._words, self._theme, QRectF(RING.left(), RING.top(), width, height))
        if not self.open_folder.isHidden():
            link = QRectF(RING.left(), RING.top() + height + 8, width, LINK_ROW_HEIGHT)
            place(self.open_folder, self._theme, link, RING)
            height += LINK_ROW_HEIGHT + 8
        place(self, self._theme, QRectF(left, top, width, height), RING)
        return top + height + 16

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.open_folder.target))
