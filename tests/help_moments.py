"""Made-up moments of the help page: nothing yet, an examination, all well, and troubles.

And where the privacy page finds what is kept.
"""

from pathlib import Path
from typing import Final

from laughgame.app.health_checks import CHECKS
from laughgame.ui.health import Health, HealthRow
from laughgame.ui.screens.settings import SettingsScreen

FIGURES: Final = {
    "versions": "0.1.0",
    "opencv": "5.0.0",
    "qt": "6.11.3",
    "models": "1.1 ms",
    "self-test": "0.02 / 0.99",
    "cameras": "HD Pro Webcam C920, Integrated Camera",
    "camera backends": "V4L2",
    "korean font": "Noto Sans CJK KR",
    "disk": "75.6 GB",
    "processor": "2",
}
LOG: Final = Path("/home/minji/.local/state/LaughGame/log/laughgame.log")
TROUBLES: Final = {
    "cameras": Health.DOUBTFUL,
    "disk": Health.DOUBTFUL,
    "chosen model": Health.BAD,
}


def rows(troubles: dict[str, Health]) -> list[HealthRow]:
    """What an examination found, with these troubles in it."""
    return [
        HealthRow(name, troubles.get(name, Health.GOOD), FIGURES.get(name, "")) for name in CHECKS
    ]


def show_page(screen: SettingsScreen, moment: str) -> None:
    """Show the page: ``well``, ``troubles`` after a crash, ``examining``, or not asked yet."""
    page = screen.help
    page.show_versions("LaughGame 0.1.0 · Python 3.11.7 · Qt 6.11.3")
    screen.show_log_file(LOG)
    page.show_crash("crash-2026-11-20-201500.txt" if moment == "troubles" else "")
    if moment == "examining":
        page.show_progress(7, len(CHECKS), "self-test")
    elif moment:
        page.show_health(rows(TROUBLES if moment == "troubles" else {}))
    else:
        page.show_health([])


def show_kept(screen: SettingsScreen, at_its_end: bool) -> None:
    """Tell the privacy page where everything lies, and show its beginning or its end."""
    screen.show_settings_file(Path("/home/minji/.config/LaughGame/settings.toml"))
    screen.show_log_file(LOG)
    screen.show_results_file(Path("/home/minji/.local/share/LaughGame/results.sqlite3"))
    bar = screen.page_scroll.verticalScrollBar()
    bar.setValue(bar.maximum() if at_its_end else 0)
