"""Colours that can be read, letters that are all there, motion as the design has it."""

from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtGui import QColor

from laughgame.game.gauge import GaugeState, TimelinePoint
from laughgame.game.judge import Verdict
from laughgame.ui import letters, theme
from laughgame.ui.motion import FOLLOW_S, Follower
from laughgame.ui.svg_path import parse_path
from laughgame.ui.timeline import trace_of
from laughgame.ui.verdict_badge import REST, SHAKE_PX, SLAM_MS, motion_ms, pose_at
from laughgame.ui.wording import verdict_word


def luminance(color: QColor) -> float:
    """Relative luminance, as WCAG 2 defines it."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (color.redF(), color.greenF(), color.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [theme.DARK, theme.LIGHT], ids=["dark", "light"])
def test_words_can_be_read(palette):
    grounds = (palette.stand, palette.pitch, palette.stripe, palette.track)
    words = (palette.text, palette.dim)
    signals = (palette.sky_text, palette.card_text, palette.out_text)
    pairs = [(word, ground) for word in words for ground in grounds]
    pairs += [(signal, palette.stand) for signal in signals]
    pairs += [(palette.ink, ground) for ground in (palette.sky, palette.card, palette.chalk)]
    pairs += [(palette.paper_dim, palette.chalk), (palette.ink, palette.handle)]
    pairs += [(palette.ink, palette.quiet_handle), (palette.chalk, palette.ink)]
    for word, ground in pairs:
        assert contrast(word, ground) >= 4.5, (word.name(), ground.name())


def test_a_theme_follows_the_player_and_tells_of_it(qtbot):
    look = theme.Theme("dark")
    assert look.palette is theme.DARK
    with qtbot.waitSignal(look.changed):
        look.set_mode("light")
    assert look.palette is theme.LIGHT
    with qtbot.assertNotEmitted(look.changed):
        look.set_mode("light")


@pytest.mark.parametrize(
    ("size", "scale"),
    [
        ((1280, 800), 1.0),
        ((640, 400), 0.5),
        ((2560, 1600), 2.0),
        ((1920, 1080), 1.35),
        ((300, 200), 0.5),
        ((1280, 2000), 1.0),
    ],
)
def test_the_scale_follows_the_tighter_side(size, scale):
    assert theme.scale_for(*size) == scale


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_can_be_written_in_block_letters(verdict):
    word = verdict_word(verdict)
    path = letters.word_path(word)
    assert path.boundingRect().width() == pytest.approx(letters.word_width(word), abs=12)
    assert path.boundingRect().height() == pytest.approx(100, abs=12)


def test_ink_lies_round_every_letter():
    word = letters.word_path("OUT!!!", 56)
    edged = letters.edged_path("OUT!!!", 56, 4)
    grown = word.boundingRect().adjusted(-4, -4, 4, 4)
    assert edged.boundingRect().toRect() == grown.toRect()


@pytest.mark.parametrize("data", ["M0", "10 10", "M0 0L1", "M0 0Q1 2 3Z"])
def test_broken_path_data_is_refused(data):
    with pytest.raises(ValueError, match="path"):
        parse_path(data)


def test_an_arc_is_a_part_of_its_circle():
    circle = parse_path("M0 -10A10 10 0 0 1 10 0A10 10 0 1 1 0 -10Z").boundingRect()
    assert circle.width() == pytest.approx(20, abs=0.1)
    assert circle.center().x() == pytest.approx(0, abs=0.1)
    below = parse_path("M-10 0A10 10 0 0 0 10 0Z").boundingRect()
    assert below.top() == pytest.approx(0, abs=0.01)
    assert below.bottom() == pytest.approx(10, abs=0.05)


def test_a_shown_number_goes_straight_to_the_measured_one_and_stops():
    shown = Follower(0.2)
    shown.aim(0.6, 10.0)
    way = [shown.at(10.0 + FOLLOW_S * share) for share in (0, 0.25, 0.5, 1, 2)]
    assert way == pytest.approx([0.2, 0.3, 0.4, 0.6, 0.6])
    assert not shown.settled(10.0 + FOLLOW_S / 2)
    assert shown.settled(10.0 + FOLLOW_S)


def test_a_new_aim_starts_from_what_is_seen():
    shown = Follower(0.0)
    shown.aim(1.0, 5.0)
    shown.aim(0.0, 5.0 + FOLLOW_S / 2)
    assert shown.at(5.0 + FOLLOW_S / 2) == pytest.approx(0.5)
    assert shown.at(5.0 + FOLLOW_S) == pytest.approx(0.25)


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_motion_ends_at_rest(verdict):
    assert pose_at(verdict, motion_ms(verdict)) == REST


def test_an_out_slams_from_three_times_its_size_and_shakes_once():
    assert pose_at(Verdict.OUT, 0).scale == 3.0
    sizes = [pose_at(Verdict.OUT, ms).scale for ms in range(0, SLAM_MS + 1, 20)]
    assert all(first > second for first, second in pairwise(sizes))
    shifts = [pose_at(Verdict.OUT, SLAM_MS + ms).shift for ms in range(120)]
    assert 0 < max(shifts) <= SHAKE_PX


def test_a_warning_wobbles_only_at_first():
    tilts = [pose_at(Verdict.WARNING, ms).tilt for ms in range(0, 400, 10)]
    assert max(tilts) == pytest.approx(1.5, abs=0.1)
    assert min(tilts) == pytest.approx(-1.5, abs=0.1)
    assert motion_ms(Verdict.WARNING) == 400


def point(time_s, smile):
    return TimelinePoint(time_s, smile, GaugeState.BELOW)


def test_the_trace_keeps_peaks_gaps_and_the_newest():
    points = [point(i / 30, 0.1) for i in range(90)]
    points[40] = point(40 / 30, 0.9)
    points[60] = point(2.0, None)
    points.append(point(3.0, 0.42))
    seconds, smiles = trace_of(points)
    assert len(seconds) < 40
    assert np.nanmax(smiles) == 0.9
    assert seconds[np.nanargmax(smiles)] == pytest.approx(40 / 30 - 3.0)
    assert np.isnan(smiles).sum() == 1
    assert (seconds[-1], smiles[-1]) == (0.0, 0.42)


def test_an_empty_trace_is_empty():
    seconds, smiles = trace_of([])
    assert len(seconds) == len(smiles) == 0
