"""What the paper card says on the play screen; asked anew after every change of language."""

from PySide6.QtCore import QCoreApplication

from laughgame.game.gauge import GaugeState
from laughgame.game.judge import JudgeSettings
from laughgame.game.session import Snapshot
from laughgame.ui import wording
from laughgame.ui.hint_card import Cue, Stamp

translate = QCoreApplication.translate


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


def standing_cue(snapshot: Snapshot) -> Cue | None:
    """What the player has to know as long as it is so; None while all is well."""
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
        return Cue(
            translate("PlayCues", "No face in the picture."),
            translate("PlayCues", "Face the camera, mouth and all: the clock waits."),
            stamp=Stamp.NONE,
        )
    return None


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
        Cue(
            translate("PlayCues", "Keys at hand"),
            keys=(
                ("Space", translate("PlayCues", "pause")),
                ("S", translate("PlayCues", "settings")),
                ("L", "한국어 / EN"),
                ("T", translate("PlayCues", "theme")),
                ("F11", translate("PlayCues", "full screen")),
            ),
        ),
        Cue(
            translate("PlayCues", "Too easy? Drag the line down."),
            too_long.format(time=f"{rules.hold_s:.2f}"),
        ),
    )
