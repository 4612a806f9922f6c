"""Camera: what each of them sees, the demo player, and advice where there is none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from laughgame.storage.settings import ACTOR, AUTO, Settings
from laughgame.ui.controls.button import Button
from laughgame.ui.controls.canvas import RING_AND_SHADOW, place
from laughgame.ui.controls.painted_button import Choice
from laughgame.ui.controls.text import Text, Tone
from laughgame.ui.screens.settings_pages.camera_tile import CameraTile, TileKind, tile_height
from laughgame.ui.screens.settings_pages.page import MARGIN, PANEL_PADDING, WIDE, Page, PanelKind
from laughgame.ui.theme import Theme, Type

GAP = 16.0


@dataclass(frozen=True, slots=True)
class CameraChoice:
    """A camera that is connected: what the settings call it, and what people do."""

    id: str
    name: str


class CameraPage(Page):
    """Which picture is judged.  Previews are asked for while the page is in sight."""

    previews_wanted = Signal(bool)
    refresh_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._searching = True
        self._actor_plays = False
        self._troubles: dict[str, str] = {}
        self._cameras: tuple[CameraChoice, ...] = ()
        self._heading = Text(theme, self, Type.LABEL, bold=True)
        self._note = Text(theme, self, Type.HINT, Tone.DIM)
        self.refresh = Button(theme, self, size=Type.HINT)
        self._choice = Choice(self)
        self._tiles: dict[str, CameraTile] = {}
        self._advice_name = Text(theme, self, Type.NAME, Tone.INK, bold=True)
        self._advice = Text(theme, self, Type.HINT, Tone.PAPER_DIM)
        self.refresh.clicked.connect(self._ask_again)
        self._rebuild()
        self.retranslate()

    @property
    def finds_none(self) -> bool:
        """Whether the page shows advice in place of cameras."""
        return not self._searching and not self._cameras

    def tile(self, device: str) -> CameraTile:
        """The tile of a device, as the settings name it.  Raises KeyError."""
        return self._tiles[device]

    @property
    def devices(self) -> tuple[str, ...]:
        """What can be chosen, in order."""
        return tuple(self._tiles)

    def show_settings(self, settings: Settings) -> None:
        super().show_settings(settings)
        device = settings.camera.device
        stale = any(
            tile.kind is TileKind.MISSING and name != device for name, tile in self._tiles.items()
        )
        if stale or device not in self._tiles:
            self._rebuild()
            self.retranslate()
            self.layout_changed.emit()
        self._choice.choose(self._tiles[device])
        for tile in self._tiles.values():
            tile.set_mirrored(settings.camera.mirrored)

    def show_cameras(self, cameras: Sequence[CameraChoice]) -> None:
        """List the cameras that are connected; the demo player is always there."""
        self._searching = False
        self._cameras = tuple(camera for camera in cameras if camera.id not in (AUTO, ACTOR))
        self._rebuild()
        self.retranslate()
        self.layout_changed.emit()

    def show_searching(self) -> None:
        """Say that the cameras are being looked for."""
        self._searching = True
        self.retranslate()
        self.layout_changed.emit()

    def show_preview(self, device: str, image: NDArray[np.uint8] | None) -> None:
        """Show what a device sees (RGB, height × width × 3, uint8); a device gone is ignored."""
        if device in self._tiles:
            self._tiles[device].show_picture(image)

    def show_troubles(self, troubles: Mapping[str, str]) -> None:
        """Say why some devices show nothing (``SourceCode`` by its value)."""
        if troubles != self._troubles:
            self._troubles = dict(troubles)
            self.retranslate()

    def show_actor_plays(self, plays: bool) -> None:
        """Tell whether the demo player is the one who is judged now."""
        self._actor_plays = plays
        self.retranslate()
        self.layout_changed.emit()

    def retranslate(self) -> None:
        if self._searching:
            self._heading.setText(self.tr("Looking for cameras …"))
        else:
            self._heading.setText(self.tr("Who is watching?"))
        self._note.setText(self.tr("Pictures are judged in memory and never leave this computer."))
        self.refresh.setText(self.tr("Look again"))
        self._advice_name.setText(self.tr("No camera found"))
        self._advice.setText(
            "\n".join(
                [
                    self.tr("1. Plug it in, or open its privacy shutter."),
                    self.tr("2. Close other programs that use it: calls, streams."),
                    self.tr("3. Allow the camera in your system's privacy settings."),
                    self.tr("Then look again. Until then the demo player keeps you company.")
                    if self._actor_plays
                    else self.tr("Then look again."),
                ]
            )
        )
        names = {camera.id: camera.name for camera in self._cameras}
        for device, tile in self._tiles.items():
            match tile.kind:
                case TileKind.AUTO:
                    tile.setText(self.tr("Automatic"))
                    tile.set_note(self.tr("The first camera, or else the demo player"))
                case TileKind.ACTOR:
                    tile.setText(self.tr("Demo player"))
                case TileKind.MISSING:
                    tile.setText(device)
                    tile.set_note(self.tr("not connected"))
                case TileKind.CAMERA:
                    tile.setText(names.get(device, device))
                    tile.set_note(self._camera_note(device))
            tile.setToolTip(tile.text())

    def arrange(self, width: float) -> float:
        self.start_layout()
        refresh_width = self.refresh.width_needed()
        refresh = QRectF(MARGIN + width - refresh_width, MARGIN, refresh_width, 48)
        place(self.refresh, self._theme, refresh, RING_AND_SHADOW)
        words_width = width - refresh_width - GAP
        y = self.put_text(self._heading, MARGIN, MARGIN, words_width)
        y = self.put_text(self._note, MARGIN, y + 2, words_width)
        y = max(y, refresh.bottom() + 6) + 16
        columns = 3 if width >= WIDE else 2
        tile_width = (width - (columns - 1) * GAP) / columns
        height = tile_height(tile_width)
        for index, tile in enumerate(self._tiles.values()):
            column, row = index % columns, index // columns
            body = QRectF(
                MARGIN + column * (tile_width + GAP),
                y + row * (height + GAP + 6),
                tile_width,
                height,
            )
            place(tile, self._theme, body, RING_AND_SHADOW)
        rows = -(-len(self._tiles) // columns)
        y += rows * (height + GAP + 6)
        for text in (self._advice_name, self._advice):
            text.setVisible(self.finds_none)
        if self.finds_none:
            y = self._arrange_advice(y, width)
        return y

    def _arrange_advice(self, top: float, width: float) -> float:
        left, inner = MARGIN + PANEL_PADDING, width - 2 * PANEL_PADDING
        y = self.put_text(self._advice_name, left, top + 18, inner)
        y = self.put_text(self._advice, left, y + 6, inner)
        self.add_panel(QRectF(MARGIN, top, width, y + 20 - top), PanelKind.PAPER)
        return y + 28

    def _camera_note(self, device: str) -> str:
        """Why there is no picture from a camera that is connected."""
        match self._troubles.get(device):
            case None:
                return self.tr("waiting for its picture")
            case "BUSY":
                return self.tr("busy elsewhere")
            case "DENIED":
                return self.tr("may not be used")
            case _:
                return self.tr("shows no picture")

    def _ask_again(self) -> None:
        self.show_searching()
        self.refresh_requested.emit()

    def _rebuild(self) -> None:
        """Make the tiles anew, keeping the ones whose device is still there."""
        wanted = {AUTO: TileKind.AUTO}
        wanted |= {camera.id: TileKind.CAMERA for camera in self._cameras}
        wanted[ACTOR] = TileKind.ACTOR
        device = self._settings.camera.device
        if device not in wanted:
            wanted[device] = TileKind.CAMERA if self._searching else TileKind.MISSING
        kept: dict[str, CameraTile] = {}
        for name, tile in self._tiles.items():
            if wanted.get(name) is tile.kind:
                kept[name] = tile
            else:
                self._choice.removeButton(tile)
                tile.hide()
                tile.deleteLater()
        self._tiles = {
            name: kept.get(name) or self._new_tile(name, wanted[name]) for name in wanted
        }
        self._choice.choose(self._tiles[device])
        for before, after in pairwise([self.refresh, *self._tiles.values()]):
            QWidget.setTabOrder(before, after)

    def _new_tile(self, device: str, kind: TileKind) -> CameraTile:
        tile = CameraTile(self._theme, self, kind)
        tile.set_mirrored(self._settings.camera.mirrored)
        tile.clicked.connect(lambda: self.edit("camera", device=device))
        self._choice.add(tile)
        tile.setVisible(True)
        return tile

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.previews_wanted.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.previews_wanted.emit(False)
