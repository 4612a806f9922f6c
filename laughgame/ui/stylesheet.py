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
    QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
    QScrollBar:vertical {{ background: transparent; width: {unit(14)}; margin: 0; }}
    QScrollBar::handle:vertical {{ background: {p.rail.name()}; border-radius: {unit(5)};
        margin: {unit(2)}; min-height: {unit(44)}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """
