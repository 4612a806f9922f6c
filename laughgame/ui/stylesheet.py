"""The style of the few stock widgets the program shows."""

from laughgame.ui.theme import FAMILIES, Palette, Type


def stylesheet(palette: Palette, scale: float = 1.0) -> str:
    """The style of the few stock widgets that are shown: tool tips, dialogs and scroll bars."""
    p = palette

    def unit(pixels: float) -> str:
        return f"{max(1, round(pixels * scale))}px"

    families = ", ".join(f'"{name}"' for name in FAMILIES)
    return f"""
    * {{ font-family: {families}; font-size: {unit(Type.LABEL)}; }}
    QMainWindow, QDialog {{ background: {p.pitch.name()}; color: {p.text.name()}; }}
    QLabel {{ color: {p.text.name()}; background: transparent; }}
    QToolTip {{ background: {p.chalk.name()}; color: {p.ink.name()};
        border: {unit(2)} solid {p.ink.name()}; padding: {unit(6)}; font-size: {unit(Type.HINT)}; }}
    QLineEdit#playerName {{ background: transparent; color: {p.text.name()}; border: none;
        border-bottom: {unit(3)} solid {p.rail.name()}; border-radius: 0;
        font-size: {unit(Type.JOKE)}; font-weight: 700; padding: 0 {unit(4)};
        selection-background-color: {p.card.name()}; selection-color: {p.ink.name()};
        placeholder-text-color: {p.dim.name()}; }}
    QLineEdit#playerName:focus {{ border-bottom: {unit(5)} solid {p.card_text.name()}; }}
    QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
    QScrollBar:vertical {{ background: transparent; width: {unit(14)}; margin: 0; }}
    QScrollBar::handle:vertical {{ background: {p.rail.name()}; border-radius: {unit(5)};
        margin: {unit(2)}; min-height: {unit(44)}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """
