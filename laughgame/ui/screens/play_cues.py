"""What the paper card says on the play screen; asked anew after every change of language."""

from enum import Enum
from typing import Final

from PySide6.QtCore import QCoreApplication

from laughgame.game.gauge import GaugeState
from laughgame.game.judge import JudgeSettings
from laughgame.game.session import Snapshot
from laughgame.game.sight import Advice
from laughgame.ui import camera_words, wording
from laughgame.ui.camera_words import CameraTrouble
from laughgame.ui.hint_card import Cue, Stamp

translate = QCoreApplication.translate


class Waiting(Enum):
    """Why there is nothing to judge, where that is not the player's doing."""

    WARMING_UP = "warming up"
    STARTING = "starting"
    """The camera is, and has not given its first picture."""
    NO_PICTURE = "no picture"
    """None that can be judged."""
    FILM_OVER = "film over"
    STUCK = "stuck"
    """Nothing can judge, however good the picture."""


BLANK: Final = (Waiting.STARTING, Waiting.NO_PICTURE, Waiting.STUCK)
"""While it waits for these, no old picture must pass for one of now."""


def waiting_caption(waiting: Waiting, trouble: CameraTrouble = CameraTrouble.LOST) -> str:
    """The sentence where the face would be; ``trouble`` says why there is no picture."""
    match waiting:
        case Waiting.WARMING_UP:
            return translate("PlayCues", "Warming up …")
        case Waiting.STARTING:
            return translate("PlayCues", "The camera is starting …")
        case Waiting.NO_PICTURE:
            return camera_words.caption(trouble)
        case Waiting.FILM_OVER:
            return translate("PlayCues", "The film is over.")
        case Waiting.STUCK:
            return translate("PlayCues", "Nobody can judge now.")


def waiting_number(waiting: Waiting) -> str:
    """What stands in place of a smile's numbers."""
    match waiting:
        case Waiting.NO_PICTURE:
            return translate("PlayCues", "No picture, the clock waits")
        case _:
            return waiting_caption(waiting)


def not_judged_yet() -> str:
    """What stands in place of a smile's numbers before play."""
    return translate("PlayCues", "Nobody is judged yet")


def waiting_cue(
    waiting: Waiting, trouble: CameraTrouble | None = None, camera: str | None = None
) -> Cue | None:
    """What the paper card says as long as it is so; None: there is something better to read.

    ``trouble`` is that of the camera of this name, where there is no picture and it is known why.
    """
    match waiting:
        case Waiting.STARTING:
            detail = translate("PlayCues", "Some cameras take a few seconds.")
        case Waiting.NO_PICTURE if trouble is not None:
            headline = camera_words.problem(trouble, camera)
            return Cue(headline, camera_words.remedy(trouble), stamp=Stamp.NONE)
        case Waiting.NO_PICTURE:
            detail = translate("PlayCues", "The clock waits until it is back.")
        case Waiting.FILM_OVER:
            detail = translate(
                "PlayCues", "Close the window, or pick a camera in the settings (S)."
            )
        case _:
            return None
    return Cue(waiting_caption(waiting), detail, stamp=Stamp.NONE)


def caption(snapshot: Snapshot) -> str:
    """The sentence under the face."""
    return wording.caption(snapshot.analysis, snapshot.ruling.verdict, snapshot.paused)


def out_cue(snapshot: Snapshot) -> Cue:
    """Why it was OUT, with the numbers that decided."""
    ruling = snapshot.ruling
    headline = translate("PlayCues", "OUT {count}: {reason}").format(
        count=snapshot.outs, reason=caption(snapshot)
    )
    reason = wording.out_reason(ruling.smile or 0.0, ruling.held_s, ruling.threshold)
    return Cue(headline, reason, stamp=Stamp.OUT)


def standing_cue(snapshot: Snapshot, advice: Advice | None = None) -> Cue | None:
    """What the player has to know as long as it is so; None while all is well.

    ``advice`` is what would help a face that a match cannot judge.
    """
    if snapshot.paused:
        return Cue(
            translate("PlayCues", "Time out. Shake that face loose."),
            keys=(
                ("Space", translate("PlayCues", "go on")),
                ("S", translate("PlayCues", "settings")),
            ),
            stamp=Stamp.NONE,
        )
    if snapshot.gauge_state is GaugeState.NO_FACE:
        headline = translate("PlayCues", "No face in the picture.")
        if advice not in (None, Advice.COME_BACK):
            headline = translate("PlayCues", "You are hard to see: the clock waits.")
        return Cue(headline, wording.advice(advice or Advice.COME_BACK), stamp=Stamp.NONE)
    return None


def hidden_cue() -> Cue:
    """Who imitates and is not seen: the model does not wait."""
    return Cue(
        translate("PlayCues", "No face in the picture."),
        translate("PlayCues", "The model goes on: a hidden face imitates nothing."),
        stamp=Stamp.NONE,
    )


def hints(rules: JudgeSettings) -> tuple[Cue, ...]:
    """What is worth knowing while nothing happens."""
    what_counts = (
        translate("PlayCues", "Judged only while happy tops 50%.")
        if rules.two_stage
        else translate("PlayCues", "Talk, yawn, sing: only a smile counts.")
    )
    too_long = (
        translate("PlayCues", "Above the line for {time} s, and you are OUT.")
        if rules.hold_s
        else translate("PlayCues", "Above the line, and you are OUT at once.")
    )
    return (
        Cue(translate("PlayCues", "Keep a straight face."), what_counts),
        *_keys(),
        Cue(
            translate("PlayCues", "Too easy? Drag the line down."),
            too_long.format(time=f"{rules.hold_s:.2f}"),
        ),
    )


def mimic_hints() -> tuple[Cue, ...]:
    """What is worth knowing before an imitation: no straight face is asked for."""
    return (
        Cue(
            translate("PlayCues", "Do as the model does, a moment later."),
            translate("Match", "What counts is how your face moves. Smiling is allowed!"),
        ),
        *_keys(),
    )


def _keys() -> tuple[Cue, ...]:
    """Three keys a card: more would be too small to read in the smallest window."""
    headline = translate("PlayCues", "Keys at hand")
    first = (
        ("Space", translate("PlayCues", "pause")),
        ("R", translate("PlayCues", "start over")),
        ("S", translate("PlayCues", "settings")),
    )
    second = (
        ("M", translate("PlayCues", "mute")),
        ("L", "한국어 / EN"),
        ("F11", translate("PlayCues", "full screen")),
    )
    return Cue(headline, keys=first), Cue(headline, keys=second)
