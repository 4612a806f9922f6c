"""What the program says: verdicts, captions, emotions, and why a model was turned down.

Short, cheeky, kind; the mouth is teased, never the person.  Every function asks the
translator anew, so a caller that asks again after a language change gets the new words.
"""

import re
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from laughgame.game.analysis import Analysis, AnalysisResult
from laughgame.game.calibration import Doubt
from laughgame.game.judge import Verdict
from laughgame.game.reading import EMOTIONS
from laughgame.game.sight import Advice

translate = QCoreApplication.translate


def verdict_word(verdict: Verdict) -> str:
    """The verdict in block letters; the same in every language, as on a real card."""
    return "OUT!!!" if verdict is Verdict.OUT else verdict.value


def verdict_name(verdict: Verdict) -> str:
    """The verdict for those who hear the screen instead of seeing it."""
    match verdict:
        case Verdict.SAFE:
            return translate("Verdict", "Safe")
        case Verdict.WARNING:
            return translate("Verdict", "Warning")
        case Verdict.OUT:
            return translate("Verdict", "Out")
        case Verdict.PAUSED:
            return translate("Verdict", "Paused")


STILL: Final = 0.2
"""Below this smile a neutral face has not moved at all."""


def caption(result: AnalysisResult | None, verdict: Verdict, paused: bool = False) -> str:
    """The sentence under the face.

    ``result`` is None without a face; ``paused`` tells a time out from a player who left.
    """
    if paused:
        return translate("Caption", "Time out.")
    if result is None or verdict is Verdict.PAUSED:
        return translate("Caption", "Where did you go?")
    caught = verdict is not Verdict.SAFE
    match result.kind:
        case Analysis.GENUINE if caught:
            return translate("Caption", "That is a real laugh!")
        case Analysis.GENUINE:
            return translate("Caption", "That corner is moving!")
        case Analysis.FORCED if caught:
            return translate("Caption", "All teeth, no joy.")
        case Analysis.FORCED:
            return translate("Caption", "A polite little smile.")
        case Analysis.HOLDING | Analysis.NEUTRAL if caught:
            # A low line: the mouth is far enough up to be caught, not to count as smiling.
            return translate("Caption", "That corner is moving!")
        case Analysis.HOLDING:
            return translate("Caption", "Holding it in!")
        case Analysis.SCORNFUL if caught:
            return translate("Caption", "Caught smirking!")
        case Analysis.SCORNFUL:
            return translate("Caption", "A smirk, not a laugh.")
        case Analysis.NEUTRAL if result.smile < STILL and result.emotion == "neutral":
            return translate("Caption", "Not a muscle moved.")
        case Analysis.NEUTRAL:
            return translate("Caption", "Straight face holds.")


def emotion_name(emotion: str) -> str:
    """The name of one of ``game.reading.EMOTIONS``."""
    match emotion:
        case "neutral":
            return translate("Emotion", "neutral")
        case "angry":
            return translate("Emotion", "angry")
        case "disgust":
            return translate("Emotion", "disgust")
        case "fear":
            return translate("Emotion", "fear")
        case "happy":
            return translate("Emotion", "happy")
        case "sad":
            return translate("Emotion", "sad")
        case "surprise":
            return translate("Emotion", "surprise")
        case _:
            raise ValueError(f"no such emotion: {emotion!r}")


def emotion_chip(emotion: str, value: float) -> str:
    """An emotion with its share, as on the left chip: "happy 88%"."""
    return f"{emotion_name(emotion)} {value:.0%}"


def smile_chip(value: float) -> str:
    """The smile with its share, as on the right chip: "smile 82%"."""
    return translate("Wording", "smile {share}").format(share=f"{value:.0%}")


def spare(margin: float) -> str:
    """How far the smile is from the line; ``margin`` is smile minus threshold."""
    if margin > 0:
        return translate("Wording", "{amount} over").format(amount=f"+{margin:.2f}")
    return translate("Wording", "{amount} to spare").format(amount=f"{-margin:.2f}")


def hold(held_s: float, hold_s: float) -> str:
    """How much of the hold time is used up."""
    if hold_s == 0:
        return translate("Wording", "at once")
    return translate("Wording", "{held} / {all} s").format(
        held=f"{min(held_s, hold_s):.2f}", all=f"{hold_s:.2f}"
    )


def advice(what: Advice) -> str:
    """What a player can do about a face that is badly seen."""
    match what:
        case Advice.COME_BACK:
            return translate("Advice", "Face the camera, mouth and all: the clock waits.")
        case Advice.COME_CLOSER:
            return translate("Advice", "Come closer: your face is too small to read.")
        case Advice.MORE_LIGHT:
            return translate("Advice", "Too dark. A lamp before you works wonders.")
        case Advice.LESS_LIGHT:
            return translate("Advice", "Too bright. Turn the lamp or the curtain.")
        case Advice.FACE_CAMERA:
            return translate("Advice", "Look here: you are turned away.")
        case Advice.UNCOVER_MOUTH:
            return translate("Advice", "Show your mouth: that is where laughs live.")
        case Advice.OPEN_EYES:
            return translate("Advice", "Open your eyes: sleeping does not count.")


def doubt(why: Doubt) -> str:
    """Why a face has to be calibrated once more."""
    match why:
        case Doubt.LAUGHED:
            return translate("Advice", "You laughed. Calmly this time.")
        case Doubt.RESTS_HIGH:
            return translate("Advice", "That was a smile already. Let your face hang.")
        case Doubt.NO_SMILE:
            return translate("Advice", "No smile came. Space goes on without it.")


def preset_name(preset: str) -> str:
    """The name of a grade of strictness: ``gentle``, ``classic``, ``strict`` or ``custom``."""
    names = {
        "gentle": translate("Preset", "Gentle"),
        "classic": translate("Preset", "Classic"),
        "strict": translate("Preset", "Strict"),
        "custom": translate("Preset", "Custom"),
    }
    return names[preset]


def out_reason(smile: float, held_s: float, threshold: float) -> str:
    """Why it was OUT, with the numbers that decided; ``held_s`` is 0 where nothing is forgiven."""
    if held_s == 0:
        return translate("Wording", "{smile} at once, line {line}").format(
            smile=f"{smile:.2f}", line=f"{threshold:.2f}"
        )
    return translate("Wording", "{smile} for {held} s, line {line}").format(
        smile=f"{smile:.2f}", held=f"{held_s:.2f}", line=f"{threshold:.2f}"
    )


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a model file was turned down, and what to do about it."""

    headline: str
    fix: str


def refusal(code: str, expected: str = "", found: str = "") -> Refusal:
    """The words for a contract code (``vision.model_contract.ContractCode`` by its value).

    ``expected`` and ``found`` are the contract's own findings; they count only where the
    headline can name a number.  A code that is not known gets words that are always true.
    """
    match code.lower():
        case "not_found":
            return Refusal(
                translate("Refusal", "The file is gone."),
                translate("Refusal", "Check that it was not moved, then choose it again."),
            )
        case "not_onnx":
            return Refusal(
                translate("Refusal", "This is not an ONNX file."),
                translate(
                    "Refusal", "Renaming does not help: choose the file that training exported."
                ),
            )
        case "unreadable":
            return Refusal(
                translate("Refusal", "The file is damaged or cut short."),
                translate("Refusal", "Copy it again, or export it once more."),
            )
        case "too_large":
            return Refusal(
                translate("Refusal", "The file is far too large for a referee."),
                translate("Refusal", "The referee has about 8 MB. Export the small network."),
            )
        case "external_data":
            return Refusal(
                translate("Refusal", "Half of this model lies in another file."),
                translate("Refusal", "Export it as one file, without external data."),
            )
        case "opset":
            return Refusal(
                translate("Refusal", "The model speaks an old dialect."),
                translate("Refusal", "Export it with opset 17 or newer."),
            )
        case "inputs":
            return Refusal(
                translate("Refusal", "The model asks for other pictures than the game gives."),
                translate("Refusal", "Name the input frames [N, 5, 3, 224, 224] on export."),
            )
        case "outputs":
            return Refusal(
                translate("Refusal", "The model answers something else."),
                translate("Refusal", "It has to return smile_prob [N] and emotion_logits [N, 7]."),
            )
        case "labels":
            return _label_refusal(found)
        case "size":
            return Refusal(
                translate("Refusal", "The model's shapes do not fit."),
                translate("Refusal", "Five faces of 224 × 224 pixels, and a free batch size N."),
            )
        case "version":
            return Refusal(
                translate("Refusal", "The model follows another rule book."),
                translate("Refusal", "Export it again for contract version 1."),
            )
        case "metadata":
            return Refusal(
                translate("Refusal", "The model's description makes no sense."),
                translate("Refusal", "Mend its metadata, or leave it out altogether."),
            )
        case "crop":
            return Refusal(
                translate("Refusal", "The model learned on other face crops."),
                translate("Refusal", "Train it on crops made by the game, then export it."),
            )
        case "not_finite":
            return Refusal(
                translate("Refusal", "The model's answer is not a number."),
                translate("Refusal", "Training went astray. Use an earlier checkpoint."),
            )
        case "out_of_range":
            return Refusal(
                translate("Refusal", "The smile is not between 0 and 1."),
                translate("Refusal", "End the smile head with a sigmoid before you export."),
            )
        case "blind":
            return Refusal(
                translate("Refusal", "The model gives every face the same smile."),
                translate("Refusal", "It has not learned yet. Train it on, then export it."),
            )
        case "too_slow":
            return Refusal(
                translate("Refusal", "The model thinks longer than a laugh lasts."),
                translate("Refusal", "One verdict may take 100 ms. Export a smaller network."),
            )
        case "run_failed":
            return Refusal(
                translate("Refusal", "The model stumbled over its first face."),
                translate("Refusal", "Run laughgame model check on it to see where."),
            )
        case "operators":
            return Refusal(
                translate("Refusal", "The model has parts that no referee needs."),
                translate("Refusal", "Export it without loops, branches and parts of your own."),
            )
        case "too_hungry":
            return Refusal(
                translate("Refusal", "The model asks for more memory than a judge may have."),
                translate("Refusal", "Export a smaller network, without huge constants."),
            )
        case "hung":
            return Refusal(
                translate("Refusal", "The exam never came to an end."),
                translate("Refusal", "The model was sent away. Export a simpler network."),
            )
        case "crashed":
            return Refusal(
                translate("Refusal", "The model broke the exam room. The game is unharmed."),
                translate("Refusal", "Export it once more, with another exporter if need be."),
            )
        case "abandoned":
            return Refusal(
                translate("Refusal", "The exam was broken off."),
                translate("Refusal", "Choose the file again to examine it once more."),
            )
        case "changed":
            return Refusal(
                translate("Refusal", "The file changed during its exam."),
                translate("Refusal", "Let the export finish, then choose it again."),
            )
        case "not_examined":
            return Refusal(
                translate("Refusal", "The exam could not begin."),
                translate("Refusal", "Close other programs, then choose it again."),
            )
        case _:
            return Refusal(
                translate("Refusal", "This model cannot referee."),
                translate("Refusal", "Run laughgame model check on it to see why."),
            )


def _label_refusal(found: str) -> Refusal:
    fix = translate("Refusal", "Export all seven, in the order the game uses.")
    shape = re.search(r"\[N, (\d+)\]", found)
    count = int(shape[1]) if shape else len([name for name in found.split(",") if name.strip()])
    if count == len(EMOTIONS):
        return Refusal(
            translate("Refusal", "The seven emotions are not the game's, or not in order."), fix
        )
    return Refusal(
        translate("Refusal", "It has {count} emotions. It needs 7.").format(count=count), fix
    )


def reassurance() -> str:
    """What follows every refusal: nothing was lost."""
    return translate("Refusal", "The current referee stays on.")
