"""What the class folders of others are called, and which of our labels each name gives.

AI-Hub's seven Korean classes are not quite ours.  기쁨, 분노, 슬픔 and 중립 are happy,
angry, sad and neutral.  당황, to be taken aback, shows in raised brows and an open
mouth: surprise is the nearest, though embarrassment may smile, so a 당황 never says that
nobody smiled.  불안, unease, is the mild end of fear.  상처, to be hurt by somebody, is a
wound of feeling and looks like sadness: two of their classes become one of ours.
None of them is disgust, which such a set does not teach.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from laughgame.game.reading import EMOTIONS


@dataclass(frozen=True, slots=True)
class ClassLabel:
    """What a class name says: an index into ``EMOTIONS``, a smile 0 or 1, or neither."""

    emotion: int | None = None
    smile: int | None = None


KOREAN: Final = {
    "기쁨": "happy",
    "당황": "surprise",
    "분노": "angry",
    "불안": "fear",
    "상처": "sad",
    "슬픔": "sad",
    "중립": "neutral",
}
"""AI-Hub's classes → ours; the reasons stand above."""

SYNONYMS: Final = {
    "neutral": ("neutral", "neutrality", "normal", "natural", "무표정"),
    "angry": ("angry", "anger", "화남"),
    "disgust": ("disgust", "disgusted", "혐오"),
    "fear": ("fear", "fearful", "afraid", "scared", "공포", "두려움"),
    "happy": ("happy", "happiness", "joy", "joyful", "행복"),
    "sad": ("sad", "sadness"),
    "surprise": ("surprise", "surprised", "suprise", "놀람"),
}
"""Our classes → the names in use, in lower case."""

SMILE: Final = ("smile", "smiling", "smiles", "positives", "웃음", "미소")
NO_SMILE: Final = ("nosmile", "nonsmile", "notsmiling", "nonsmiling", "negatives")

WITHOUT_A_CLASS: Final = ("contempt", "contemptuous", "unknown", "unlabelled", "경멸")
"""Known, but neither an emotion of ours nor a smile: such pictures are left out."""

_CLASSES: Final = {
    **{name: EMOTIONS.index(ours) for ours, names in SYNONYMS.items() for name in names},
    **{name: EMOTIONS.index(ours) for name, ours in KOREAN.items()},
}


def class_label(name: str) -> ClassLabel | None:
    """Return what a class name says, whatever its case and separators; ``None``: not known.

    A number before the name (``3_happy``) counts as part of the folder's sorting.
    """
    # Korean names come decomposed into letters from archives made on a Mac.
    plain = unicodedata.normalize("NFC", name).strip().lower()
    plain = re.sub(r"[\s_-]+", "", re.sub(r"^\d+[\s_.-]+", "", plain))
    if plain in _CLASSES:
        return ClassLabel(emotion=_CLASSES[plain])
    if plain in SMILE or plain in NO_SMILE:
        return ClassLabel(smile=int(plain in SMILE))
    return ClassLabel() if plain in WITHOUT_A_CLASS else None


def one_hot(emotion: int) -> tuple[float, ...]:
    """Return the target that is all one emotion."""
    return tuple(float(index == emotion) for index in range(len(EMOTIONS)))
