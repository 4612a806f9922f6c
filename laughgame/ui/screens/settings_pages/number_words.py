"""Numbers as the player reads them; 0 is "off"."""

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def share(value: float) -> str:
    """A place or a distance on the smile's axis from 0 to 1."""
    return f"{value:.2f}"


def share_or_off(value: float) -> str:
    """A distance on the smile's axis that 0 turns off."""
    return share(value) if value else translate("Numbers", "off")


def seconds_or_off(value: float) -> str:
    """A time that 0 turns off."""
    if not value:
        return translate("Numbers", "off")
    return translate("Numbers", "{seconds} s").format(seconds=f"{value:.2f}")


def share_of_whole_or_off(value: float) -> str:
    """A share of all there is, in percent; 0 turns it off."""
    return f"{value:.0%}" if value else translate("Numbers", "off")
