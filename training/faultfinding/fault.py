"""What can be wrong with a prepared picture, and where it stands."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why a picture is kept out of training; the value stands in the manifest's ``reject``."""

    UNREADABLE = "unreadable"
    NO_FACE = "no_face"
    SEVERAL_FACES = "several_faces"
    COPY = "copy"
    TWICE = "twice"
    CONFLICT = "conflict"
    DRAWING = "drawing"
    SMILE_LABEL = "smile_label"
    EMOTION_LABEL = "emotion_label"


MEANING = {
    Reason.UNREADABLE: "The file is no readable picture.",
    Reason.NO_FACE: "No face was found in a picture that is not already a face crop.",
    Reason.SEVERAL_FACES: "It is unclear which of several faces the label means.",
    Reason.COPY: "In training, a copy of a picture that is held out (shown beside it).",
    Reason.TWICE: "In training, an exact copy of another training picture, labelled alike.",
    Reason.CONFLICT: "In training, exact copies with other labels (one beside it): none is left.",
    Reason.DRAWING: "Drawn, painted or modelled, not photographed.",
    Reason.SMILE_LABEL: "A classifier fitted on other pictures is sure of the other label.",
    Reason.EMOTION_LABEL: "A classifier fitted on other pictures is sure of another emotion.",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A prepared picture: its set and its row there."""

    dataset: str
    row: int


@dataclass(frozen=True, slots=True)
class Fault:
    """One picture's fault; ``detail`` says what was seen, ``twin`` is the picture it copies."""

    place: Place
    reason: Reason
    detail: str = ""
    twin: Place | None = None
