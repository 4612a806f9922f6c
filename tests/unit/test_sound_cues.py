"""What is heard of what happens."""

import pytest

from laughgame.app.sound_cues import CLOSE_CALL_S, OUT, Heard, SoundCues, closeness
from laughgame.game.cards import Card, Offence, Shown
from laughgame.game.judge import Judge, JudgeSettings
from laughgame.game.session import Session
from laughgame.sound import library
from tests.readings import reading

RULES = JudgeSettings(smoothing_s=0.0)
ZONE = RULES.warning_margin
RATE = 30


class Player:
    """One face on the free meter, and what is heard of it."""

    def __init__(self, **how):
        self.session = Session(RULES)
        self.cues = SoundCues()
        self.how = how
        self.frame = 0
        self.lines = []
        self.hearts = []

    def show(self, smile, seconds):
        """Show this smile, or nobody, for some time."""
        for _ in range(round(seconds * RATE)):
            time_s = self.frame / RATE
            face = None if smile is None else reading(time_s, smile)
            heard = self.cues.moment([self.session.feed(face, time_s)], ZONE, **self.how)
            self.lines += heard.lines
            self.hearts.append(heard.heartbeat)
            self.frame += 1
        return self

    @property
    def heart(self):
        return self.hearts[-1]


def test_a_straight_face_is_silence():
    player = Player(whistled=True).show(0.1, 2).show(0.6, 2)
    assert player.lines == []
    assert set(player.hearts) == {None}


def test_the_heart_beats_in_the_zone_and_nowhere_else():
    player = Player().show(0.1, 0.5)
    assert player.heart is None
    assert player.show(0.7, 0.5).heart is not None
    assert player.show(0.3, 0.5).heart is None


@pytest.mark.parametrize(
    ("smile", "expected"), [(0.651, 0.0), (0.725, 0.5), (0.785, 0.9), (0.80, 1.0)]
)
def test_it_is_told_how_close_it_is(smile, expected):
    player = Player().show(smile, 0.2)
    assert player.heart == pytest.approx(expected, abs=0.01)


def test_over_the_line_is_as_close_as_can_be():
    assert Player().show(0.7, 0.2).show(0.95, 0.2).heart == 1.0
    ruling = Judge(RULES).rule(reading(0.0, 0.7), 0.0)
    assert closeness(ruling, 0.0) == 1.0, "without a zone there is no way through it"


def test_out_is_one_whistle_then_laughter_and_the_heart_rests():
    player = Player(whistled=True).show(0.7, 0.2).show(0.95, 2)
    assert player.lines == [("whistle", "laughter")]
    assert player.heart is None


def test_on_the_way_down_from_an_out_the_heart_is_still():
    player = Player().show(0.7, 0.2).show(0.95, 1).show(0.7, 0.5)
    assert player.heart is None
    assert player.show(0.2, 0.2).show(0.7, 0.2).heart is not None


def test_in_a_match_the_card_whistles_not_the_verdict():
    assert Player().show(0.7, 0.2).show(0.95, 2).lines == []


class TestNearMisses:
    def test_over_the_line_and_back(self):
        player = Player().show(0.7, 0.2).show(0.85, 0.2).show(0.2, 0.5)
        assert player.lines == [("near_miss",)]

    def test_long_in_the_zone_and_back(self):
        player = Player().show(0.7, CLOSE_CALL_S + 0.2).show(0.2, 0.5)
        assert player.lines == [("near_miss",)]

    def test_a_twitch_into_the_zone_is_none(self):
        assert Player().show(0.7, 0.3).show(0.2, 0.5).lines == []

    def test_after_an_out_there_is_none(self):
        player = Player().show(0.7, 0.2).show(0.95, 1).show(0.7, 0.2).show(0.2, 0.5)
        assert player.lines == []

    def test_whoever_leaves_the_picture_held_nothing_in(self):
        player = Player().show(0.7, 0.2).show(0.85, 0.2).show(None, 0.5).show(0.2, 0.5)
        assert player.lines == []
        assert player.heart is None

    def test_each_is_told_once(self):
        player = Player()
        for _ in range(2):
            player.show(0.7, 0.2).show(0.85, 0.2).show(0.2, 0.5)
        assert player.lines == [("near_miss",)] * 2

    def test_what_was_before_a_reset_is_forgotten(self):
        player = Player().show(0.7, 0.2).show(0.85, 0.2)
        player.cues.reset()
        assert player.show(0.2, 0.5).lines == []

    def test_another_clock_is_another_stay(self):
        player = Player().show(0.7, 0.8)
        player.frame, player.session = 0, Session(RULES)
        assert player.show(0.7, 0.5).show(0.2, 0.5).lines == []


class TestWhileAClipPlays:
    def test_neither_heart_nor_slide_is_heard(self):
        player = Player(clip_playing=True).show(0.7, 0.2).show(0.85, 0.2).show(0.2, 0.5)
        assert player.lines == []
        assert set(player.hearts) == {None}

    def test_an_out_is(self):
        player = Player(clip_playing=True, whistled=True).show(0.7, 0.2).show(0.95, 1)
        assert player.lines == [OUT]


class TestTwoFaces:
    def moments(self, smiles):
        """Judge pairs of smiles, 30 a second; return what is heard of each."""
        sessions, cues = [Session(RULES), Session(RULES)], SoundCues()
        heard = []
        for frame, pair in enumerate(smiles):
            time_s = frame / RATE
            both = [
                session.feed(reading(time_s, smile), time_s)
                for session, smile in zip(sessions, pair, strict=True)
            ]
            heard.append(cues.moment(both, ZONE))
        return heard

    def test_the_closer_one_is_the_heart(self):
        assert self.moments([(0.1, 0.725)] * 3)[-1].heartbeat == pytest.approx(0.5)
        assert self.moments([(0.785, 0.725)] * 3)[-1].heartbeat == pytest.approx(0.9)

    def test_each_has_near_misses_of_its_own(self):
        smiles = [(0.7, 0.7)] * 6 + [(0.85, 0.1)] * 6 + [(0.1, 0.1)] * 6
        assert [line for one in self.moments(smiles) for line in one.lines] == [("near_miss",)]


class TestCountdown:
    def count(self, cues, seconds):
        return [line for left in seconds for line in cues.countdown(left).lines]

    def test_three_two_one_go(self):
        left = [3 - frame / RATE for frame in range(3 * RATE + 10)]
        assert self.count(SoundCues(), left) == [("block",)] * 3 + [("block_high",)]

    def test_a_shorter_one_begins_later(self):
        assert self.count(SoundCues(), [2.0, 1.5, 0.9, -0.1]) == [
            ("block",), ("block",), ("block_high",),
        ]  # fmt: skip

    def test_a_longer_one_is_knocked_at_its_end(self):
        assert self.count(SoundCues(), [5.0, 4.0, 3.0]) == [("block",)]

    def test_one_that_never_began_does_not_end(self):
        assert self.count(SoundCues(), [0.0]) == []

    def test_the_next_one_counts_anew(self):
        cues = SoundCues()
        self.count(cues, [1.0, 0.0])
        cues.moment([Session(RULES).feed(None, 0.0)], ZONE)
        assert self.count(cues, [1.0, 0.0]) == [("block",), ("block_high",)]


def test_a_laugh_is_carded_whistled_and_laughed_at():
    heard = SoundCues().card(Shown(Card.RED, Offence.LAUGH, 0))
    assert heard == Heard((("card",), ("whistle", "laughter")))


def test_hiding_is_carded_and_whistled_and_nobody_laughs():
    assert SoundCues().card(Shown(Card.YELLOW, Offence.HIDING, 1)) == Heard(
        (("card",), ("whistle",))
    )


def test_all_else_has_its_sound_and_stops_the_heart():
    cues = SoundCues()
    for heard in (cues.hiding(), cues.objection(), cues.survived()):
        assert len(heard.lines) == 1
        assert heard.heartbeat is None


class TestActs:
    SOUNDS = ((0.0, "pop"), (1.0, "honk"), (1.1, "boing"), (3.0, "splat"))

    def play(self, cues, moments, name="hat"):
        return [name_ for at_s in moments for (name_,) in cues.act(name, self.SOUNDS, at_s).lines]

    def test_every_sound_is_heard_once_at_its_time(self):
        cues = SoundCues()
        assert self.play(cues, [0.02]) == ["pop"]
        assert self.play(cues, [0.5, 0.98]) == []
        assert self.play(cues, [1.02]) == ["honk"]
        assert self.play(cues, [1.2, 1.2, 2.99]) == ["boing"]
        assert self.play(cues, [3.1, 9.0]) == ["splat"]

    def test_what_a_stall_has_made_late_is_left_out(self):
        cues = SoundCues()
        assert self.play(cues, [0.02, 3.2]) == ["pop", "splat"]

    def test_an_act_that_begins_anew_sounds_anew(self):
        cues = SoundCues()
        assert self.play(cues, [0.02, 1.05, 0.01, 1.05]) == ["pop", "honk"] * 2

    def test_another_act_is_another_act(self):
        cues = SoundCues()
        self.play(cues, [0.02, 1.05])
        assert self.play(cues, [1.15], name="tie") == ["honk", "boing"]


@pytest.mark.parametrize(
    ("score", "first"), [(92.0, "survived"), (50.0, "survived"), (12.0, "trombone")]
)
def test_an_imitation_is_greeted_as_it_deserves(score, first):
    assert SoundCues().graded(score).lines[0][0] == first


def test_whom_nobody_saw_is_not_applauded():
    assert SoundCues().graded(None).lines == (("trombone",),)


def test_only_sounds_that_there_are_are_asked_for():
    cues = SoundCues()
    heard = [
        cues.hiding(), cues.objection(), cues.survived(), cues.countdown(1.0), cues.countdown(0.0),
        cues.graded(90.0), cues.graded(10.0),
        *(cues.card(Shown(Card.RED, offence, 0)) for offence in Offence),
        Heard((("near_miss",),)),
    ]  # fmt: skip
    names = {name for one in heard for line in one.lines for name in line}
    assert names <= library.SOUNDS.keys()
    assert {"block", "block_high", "card", "whistle", "laughter", "appeal", "survived"} <= names
