"""What the help page says of each thing that is examined: what it is called, and what to do.

Every function asks the translator anew.
"""

from PySide6.QtCore import QCoreApplication

from laughgame.ui.health import Health

translate = QCoreApplication.translate


def title(name: str) -> str:
    """What is examined, by the name of its check; the name itself where nobody knows it."""
    titles = {
        "versions": translate("Health", "Version"),
        "opencv": "OpenCV",
        "qt": "Qt",
        "models": translate("Health", "The game's own models"),
        "chosen model": translate("Health", "Your model"),
        "face detector": translate("Health", "Face detector"),
        "face cover": translate("Health", "Covered faces"),
        "self-test": translate("Health", "Calm is SAFE, a laugh is OUT"),
        "cameras": translate("Health", "Cameras"),
        "camera backends": translate("Health", "Camera driver"),
        "display": translate("Health", "Screen"),
        "korean font": translate("Health", "Korean letters"),
        "sounds and videos": translate("Health", "Sounds and videos"),
        "translations": translate("Health", "Languages"),
        "settings": translate("Health", "Settings"),
        "disk": translate("Health", "Free disk space"),
        "processor": translate("Health", "Processor cores"),
    }
    return titles.get(name, name)


def trouble(name: str, health: Health = Health.BAD) -> str:
    """What is wrong with it, and what to do; the copied report has the details."""
    match name:
        case "chosen model" if health is Health.DOUBTFUL:
            return translate(
                "Health", "It does not tell a laugh from a straight face: choose another one."
            )
        case "cameras":
            return translate(
                "Health",
                "None can be used: plug one in, or allow the game to use it. Until then the demo "
                "player plays.",
            )
        case "camera backends":
            return translate(
                "Health",
                "OpenCV lacks this system's own. Cameras may not open: reinstall the game.",
            )
        case "chosen model":
            return translate(
                "Health", "It did not pass: choose another one. The game's own referee plays on."
            )
        case "display":
            return translate("Health", "The system tells of none. What you see here is enough.")
        case "korean font":
            return translate("Health", "No font has them: install one, such as Noto Sans CJK.")
        case "sounds and videos":
            return translate("Health", "They cannot be played. Jokes and acts still can.")
        case "settings":
            return translate(
                "Health", "The file cannot be used. The game keeps it and plays with the defaults."
            )
        case "disk":
            return translate(
                "Health", "There is little left: make room, or results may soon not be kept."
            )
        case "opencv" | "qt":
            return translate(
                "Health", "There is more than one, or one that does not fit: reinstall the game."
            )
        case _:
            return translate("Health", "Part of the game is missing or damaged: reinstall it.")
