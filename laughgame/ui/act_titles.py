"""What the clown's acts are called, for the statistics; in the pictures themselves are no words."""

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def act_title(name: str) -> str:
    """The title of the act with this name, in the language that is shown.

    An act that is not known here, of an older or newer program, is a clown's act like any other.
    """
    match name:
        case "act-nose-honk":
            return translate("Act", "The honking nose")
        case "act-pie":
            return translate("Act", "The flying pie")
        case "act-bee":
            return translate("Act", "The bee on the nose")
        case "act-sneeze":
            return translate("Act", "The long sneeze")
        case "act-spring-hat":
            return translate("Act", "The hat with a spring")
        case "act-balloon":
            return translate("Act", "The runaway balloon")
        case "act-yawn":
            return translate("Act", "The bottomless yawn")
        case "act-banana":
            return translate("Act", "The banana is calling")
        case "act-toupee":
            return translate("Act", "The restless toupee")
        case "act-hold-laugh":
            return translate("Act", "The laugh held in")
        case "act-hiccups":
            return translate("Act", "The hiccups")
        case "act-rain":
            return translate("Act", "Rain for one")
        case "act-lift":
            return translate("Act", "The lift")
        case "act-jack-in-the-box":
            return translate("Act", "The jack-in-the-box")
        case "act-mirror":
            return translate("Act", "The cheeky mirror")
        case "act-curtain":
            return translate("Act", "The last bow")
        case _:
            return translate("Act", "A clown's act")
