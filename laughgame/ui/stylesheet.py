"""The style of the few stock widgets the program shows."""

from laughgame.ui.theme import FAMILIES, Palette, Type


def stylesheet(palette: Palette, scale: float = 1.0) -> str:
    """The style of the few stock widgets that are shown: tool tips, menus, scroll bars, fields."""
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
    QMenu {{ background: {p.chalk.name()}; color: {p.ink.name()};
        border: {unit(3)} solid {p.ink.name()}; padding: {unit(6)}; }}
    QMenu::item {{ padding: {unit(8)} {unit(20)}; border-radius: {unit(8)}; }}
    QMenu::item:selected {{ background: {p.card.name()}; color: {p.ink.name()}; }}
    QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
    QScrollBar:vertical {{ background: transparent; width: {unit(14)}; margin: 0; }}
    QScrollBar::handle:vertical {{ background: {p.rail.name()}; border-radius: {unit(5)};
        margin: {unit(2)}; min-height: {unit(44)}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """
