"""The analysis: mouth and feeling together tell what kind of smile it is."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laughgame.game.analysis import Analysis, AnalysisResult, analyse
from laughgame.game.reading import EMOTIONS
from tests.readings import reading


@pytest.mark.parametrize(
    ("smile", "feelings", "expected"),
    [
        (0.90, {"happy": 0.88}, AnalysisResult(Analysis.GENUINE, "happy", 0.88, 0.90)),
        (0.75, {"happy": 0.10}, AnalysisResult(Analysis.FORCED, "happy", 0.10, 0.75)),
        (0.30, {"happy": 0.85}, AnalysisResult(Analysis.HOLDING, "happy", 0.85, 0.30)),
        (0.55, {"disgust": 0.70}, AnalysisResult(Analysis.SCORNFUL, "disgust", 0.70, 0.55)),
        (0.55, {"angry": 0.60}, AnalysisResult(Analysis.SCORNFUL, "angry", 0.60, 0.55)),
        (0.05, {"neutral": 0.9}, AnalysisResult(Analysis.NEUTRAL, "neutral", 0.9, 0.05)),
        (0.20, {"disgust": 0.70}, AnalysisResult(Analysis.NEUTRAL, "disgust", 0.70, 0.20)),
        (0.10, {"sad": 0.80}, AnalysisResult(Analysis.NEUTRAL, "sad", 0.80, 0.10)),
    ],
)
def test_examples(smile, feelings, expected):
    assert analyse(smile, reading(0.0, smile, **feelings).emotions) == expected


all_feelings = st.lists(st.floats(0.01, 1), min_size=7, max_size=7).map(
    lambda weights: {
        name: weight / math.fsum(weights) for name, weight in zip(EMOTIONS, weights, strict=True)
    }
)


@given(st.floats(0, 1), all_feelings)
def test_every_face_has_a_kind_and_the_two_numbers_behind_it(smile, feelings):
    result = analyse(smile, tuple(feelings[name] for name in EMOTIONS))

    assert result.smile == smile
    assert result.emotion_value == feelings[result.emotion]
    if result.kind in (Analysis.GENUINE, Analysis.HOLDING):
        assert result.emotion == "happy"
        assert result.emotion_value > 0.5
