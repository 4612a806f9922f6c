"""What the program says: verdicts, captions, emotions, and why a model was turned down.

Short, cheeky, kind; the mouth is teased, never the person.  Every function asks the
translator anew, so a caller that asks again after a language change gets the new words.
"""

import re
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from laughgame.game.analysis import Analysis
from laughgame.game.judge import Verdict
from laughgame.game.reading import EMOTIONS

_translate = QCoreApplication.translate


def verdict_word(verdict: Verdict) -> str:
    """The verdict in block letters; the same in every language, as on a real card."""
    return "OUT!!!" if verdict is Verdict.OUT else verdict.value


def verdict_name(verdict: Verdict) -> str:
    """The verdict for those who hear the screen instead of seeing it."""
    match verdict:
        case Verdict.SAFE:
            return _translate("Verdict", "Safe")
        case Verdict.WARNING:
            return _translate("Verdict", "Warning")
        case Verdict.OUT:
            return _translate("Verdict", "Out")
        case Verdict.PAUSED:
            return _translate("Verdict", "Paused")


def caption(kind: Analysis | None, verdict: Verdict, paused: bool = False) -> str:
    """The sentence under the face.

    ``kind`` is None without a face; ``paused`` tells a time out from a player who left.
    """
    if paused:
        return _translate("Caption", "Time out.")
    if kind is None or verdict is Verdict.PAUSED:
        return _translate("Caption", "Where did you go?")
    caught = verdict is not Verdict.SAFE
    match kind:
        case Analysis.GENUINE if caught:
            return _translate("Caption", "That is a real laugh!")
        case Analysis.GENUINE:
            return _translate("Caption", "That corner is moving!")
        case Analysis.FORCED if caught:
            return _translate("Caption", "All teeth, no joy.")
        case Analysis.FORCED:
            return _translate("Caption", "A polite little smile.")
        case Analysis.HOLDING:
            return _translate("Caption", "Holding it in!")
        case Analysis.SCORNFUL:
            return _translate("Caption", "A smirk, not a laugh.")
        case Analysis.NEUTRAL:
            return _translate("Caption", "Not a muscle moved.")


def analysis_name(kind: Analysis) -> str:
    """What kind of face it is, in a word or two."""
    match kind:
        case Analysis.GENUINE:
            return _translate("Analysis", "real laugh")
        case Analysis.FORCED:
            return _translate("Analysis", "forced smile")
        case Analysis.HOLDING:
            return _translate("Analysis", "holding it in")
        case Analysis.SCORNFUL:
            return _translate("Analysis", "scornful smile")
        case Analysis.NEUTRAL:
            return _translate("Analysis", "neutral")


def emotion_name(emotion: str) -> str:
    """The name of one of ``game.reading.EMOTIONS``."""
    match emotion:
        case "neutral":
            return _translate("Emotion", "neutral")
        case "angry":
            return _translate("Emotion", "angry")
        case "disgust":
            return _translate("Emotion", "disgust")
        case "fear":
            return _translate("Emotion", "fear")
        case "happy":
            return _translate("Emotion", "happy")
        case "sad":
            return _translate("Emotion", "sad")
        case "surprise":
            return _translate("Emotion", "surprise")
        case _:
            raise ValueError(f"no such emotion: {emotion!r}")


def emotion_chip(emotion: str, value: float) -> str:
    """An emotion with its share, as on the left chip: "happy 88%"."""
    return f"{emotion_name(emotion)} {value:.0%}"


def smile_chip(value: float) -> str:
    """The smile with its share, as on the right chip: "smile 82%"."""
    return _translate("Wording", "smile {share}").format(share=f"{value:.0%}")


def spare(margin: float) -> str:
    """How far the smile is from the line; ``margin`` is smile minus threshold."""
    if margin > 0:
        return _translate("Wording", "{amount} over").format(amount=f"+{margin:.2f}")
    return _translate("Wording", "{amount} to spare").format(amount=f"{-margin:.2f}")


def hold(held_s: float, hold_s: float) -> str:
    """How much of the hold time is used up."""
    return _translate("Wording", "{held} / {all} s").format(
        held=f"{min(held_s, hold_s):.2f}", all=f"{hold_s:.2f}"
    )


def out_reason(smile: float, held_s: float, threshold: float) -> str:
    """Why it was OUT, with the numbers that decided."""
    return _translate("Wording", "{smile} for {held} s, line {line}").format(
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
                _translate("Refusal", "The file is gone."),
                _translate("Refusal", "Check that it was not moved, then choose it again."),
            )
        case "not_onnx":
            return Refusal(
                _translate("Refusal", "This is not an ONNX file."),
                _translate("Refusal", "Choose a model that ends in .onnx, as training exports it."),
            )
        case "unreadable":
            return Refusal(
                _translate("Refusal", "The file is damaged or cut short."),
                _translate("Refusal", "Copy it again, or export it once more."),
            )
        case "too_large":
            return Refusal(
                _translate("Refusal", "The file is far too large for a referee."),
                _translate("Refusal", "The referee has about 8 MB. Export the small network."),
            )
        case "external_data":
            return Refusal(
                _translate("Refusal", "Half of this model lies in another file."),
                _translate("Refusal", "Export it as one file, without external data."),
            )
        case "opset":
            return Refusal(
                _translate("Refusal", "The model speaks an old dialect."),
                _translate("Refusal", "Export it with opset 17 or newer."),
            )
        case "inputs":
            return Refusal(
                _translate("Refusal", "The model asks for other pictures than the game gives."),
                _translate("Refusal", "Name the input frames [N, 5, 3, 224, 224] on export."),
            )
        case "outputs":
            return Refusal(
                _translate("Refusal", "The model answers something else."),
                _translate("Refusal", "It has to return smile_prob [N] and emotion_logits [N, 7]."),
            )
        case "labels":
            return _label_refusal(found)
        case "size":
            return Refusal(
                _translate("Refusal", "The model's shapes do not fit."),
                _translate("Refusal", "Five faces of 224 × 224 pixels, and a free batch size N."),
            )
        case "version":
            return Refusal(
                _translate("Refusal", "The model follows another rule book."),
                _translate("Refusal", "Export it again for contract version 1."),
            )
        case "metadata":
            return Refusal(
                _translate("Refusal", "The model's description makes no sense."),
                _translate("Refusal", "Mend its metadata, or leave it out altogether."),
            )
        case "crop":
            return Refusal(
                _translate("Refusal", "The model learned on other face crops."),
                _translate("Refusal", "Train it on crops made by the game, then export it."),
            )
        case "not_finite":
            return Refusal(
                _translate("Refusal", "The model's answer is not a number."),
                _translate("Refusal", "Training went astray. Use an earlier checkpoint."),
            )
        case "out_of_range":
            return Refusal(
                _translate("Refusal", "The smile is not between 0 and 1."),
                _translate("Refusal", "End the smile head with a sigmoid before you export."),
            )
        case "run_failed":
            return Refusal(
                _translate("Refusal", "The model stumbled over its first face."),
                _translate("Refusal", "Run laughgame model check on it to see where."),
            )
        case _:
            return Refusal(
                _translate("Refusal", "This model cannot referee."),
                _translate("Refusal", "Run laughgame model check on it to see why."),
            )


def _label_refusal(found: str) -> Refusal:
    fix = _translate("Refusal", "Export all seven, in the order the game uses.")
    shape = re.search(r"\[N, (\d+)\]", found)
    count = int(shape[1]) if shape else len([name for name in found.split(",") if name.strip()])
    if count == len(EMOTIONS):
        return Refusal(
            _translate("Refusal", "The seven emotions are not the game's, or not in order."), fix
        )
    return Refusal(
        _translate("Refusal", "It has {count} emotions. It needs 7.").format(count=count), fix
    )


def reassurance() -> str:
    """What follows every refusal: nothing was lost."""
    return _translate("Refusal", "The current referee stays on.")
