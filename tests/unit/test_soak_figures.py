"""What the seconds of a soak come to: slopes, ends compared, and what is no longer good enough."""

import json
from collections.abc import Callable
from dataclasses import replace
from math import inf
from pathlib import Path

import pytest

from laughgame.app.exit_codes import FAILED, OK
from laughgame.app.soaking import report
from laughgame.app.soaking.faults import Spell
from laughgame.app.soaking.figures import (
    Bar,
    figures_of,
    growth,
    longest_gap_s,
    slope_per_minute,
)
from laughgame.app.soaking.samples import (
    Head,
    Recovery,
    Sample,
    SampleFile,
    SamplesError,
    Soak,
    read_samples,
)
from laughgame.vision.sources.fake_script import Verb

MINUTES = 20
HEAD = Head("1.0", "made up", 0, MINUTES, "a machine", 2.0, (Spell(Verb.BLACK, 30, 35),))
RECOVERED = (Recovery(0, 0.5),)

Change = Callable[[Sample], Sample]


def as_it_is(sample: Sample) -> Sample:
    return sample


def second(at_s: float) -> Sample:
    """A second of a soak in which all is well."""
    return Sample(
        at_s=at_s,
        # It settles in the first minutes, then goes up and down.
        rss_mb=300 + min(at_s, 240) / 2 + at_s % 7,
        anonymous_mb=250.0,
        threads=11,
        handles=13,
        fps=30.0,
        captured=round(31 * at_s),
        judged=round(30 * at_s),
        dropped=round(at_s),
        latencies_ms=(20.0,) * 29 + (60.0,),
        late_ms=1.0,
        load=1.0,
        hanging=0,
        rounds=int(at_s // 40),
    )


def soak(
    change: Change = as_it_is,
    seconds: int = 60 * MINUTES,
    recoveries: tuple[Recovery, ...] = RECOVERED,
    errors: int = 0,
    head: Head = HEAD,
) -> Soak:
    samples = tuple(change(second(float(at_s))) for at_s in range(1, seconds + 1))
    return Soak(head, samples, recoveries, errors, "its time was over")


def bars(of: Soak) -> dict[str, Bar]:
    return {bar.name: bar for bar in figures_of(of).bars}


def failed(of: Soak) -> set[str]:
    return {name for name, bar in bars(of).items() if bar.passed is False}


def test_a_game_that_is_well_passes_every_bar() -> None:
    figures = figures_of(soak())

    assert figures.passed
    assert all(bar.passed for bar in figures.bars)
    assert figures.window_s == 300
    assert (figures.first.p50, figures.first.p99) == (20, 60)
    assert figures.recovered_s == {0: 0.5}


def test_a_slope_is_that_of_the_straight_line_through_the_values() -> None:
    # By hand: the line of (0, 1), (60, 3), (120, 8) rises by 3.5 in 60 seconds.
    made = [replace(second(at), rss_mb=value) for at, value in ((0, 1.0), (60, 3.0), (120, 8.0))]

    assert slope_per_minute(made, lambda sample: sample.rss_mb) == pytest.approx(3.5)
    assert slope_per_minute(made[:1], lambda sample: sample.rss_mb) is None
    assert slope_per_minute([made[0], made[0]], lambda sample: sample.rss_mb) is None


@pytest.mark.parametrize(("mb_per_minute", "good"), [(0.9, True), (1.1, False)])
def test_a_leak_is_failed(mb_per_minute: float, good: bool) -> None:
    def leak(sample: Sample) -> Sample:
        return replace(sample, rss_mb=500 + mb_per_minute * sample.at_s / 60)

    found = bars(soak(leak))["memory_slope"]
    assert found.value == pytest.approx(mb_per_minute)
    assert found.passed is good


def test_what_a_match_takes_and_gives_back_is_no_leak_and_hides_none() -> None:
    def match(sample: Sample) -> Sample:
        # Forty seconds each; the soak ends at the height of one.
        return replace(sample, rss_mb=400 + 2.5 * ((sample.at_s + 35) % 40))

    def leaking_match(sample: Sample) -> Sample:
        return replace(sample, rss_mb=match(sample).rss_mb + 1.5 * sample.at_s / 60)

    assert bars(soak(match))["memory_slope"].value == pytest.approx(0, abs=0.1)
    assert bars(soak(leaking_match))["memory_slope"].value == pytest.approx(1.5, abs=0.1)
    assert failed(soak(leaking_match)) == {"memory_slope"}


def test_what_is_taken_in_the_first_five_minutes_is_no_leak() -> None:
    assert failed(soak(lambda s: replace(s, rss_mb=300 + min(s.at_s, 300)))) == set()


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("threads", lambda s: replace(s, threads=11 + int(s.at_s // 400))),
        ("handles", lambda s: replace(s, handles=13 + int(s.at_s // 400))),
        ("rounds", lambda s: replace(s, rounds=0)),
        (
            "latency_drift",
            lambda s: replace(s, latencies_ms=(*s.latencies_ms[:-1], 60 + s.at_s / 20)),
        ),
    ],
)
def test_what_grows_is_failed(name: str, change: Change) -> None:
    assert failed(soak(change)) == {name}


def test_a_camera_that_is_opened_anew_may_have_threads_of_its_own_meanwhile() -> None:
    assert failed(soak(lambda s: replace(s, threads=13 if s.at_s % 5 == 0 else 11))) == set()


def test_the_slow_verdicts_of_both_ends_are_compared_and_no_others() -> None:
    def slow_midway(sample: Sample) -> Sample:
        slow = 301 < sample.at_s < 899
        return replace(sample, latencies_ms=(900.0,) if slow else sample.latencies_ms)

    assert bars(soak(slow_midway))["latency_drift"].value == pytest.approx(1)


def test_growth_is_from_middle_to_middle() -> None:
    early = [replace(second(1), handles=count) for count in (10, 11, 90)]
    late = [replace(second(2), handles=count) for count in (12, 13, 99)]

    assert growth(early, late, lambda sample: sample.handles) == 2
    assert growth(early, [], lambda sample: sample.handles) is None


def test_a_fault_that_nobody_came_back_from_is_failed() -> None:
    assert failed(soak(recoveries=())) == {"not_recovered"}
    assert failed(soak(recoveries=(Recovery(0, 60.0),))) == {"not_recovered"}, "too late"


def test_a_fault_for_good_and_one_of_the_last_moment_are_nobodys_failure() -> None:
    head = replace(HEAD, spells=(Spell(Verb.DENIED, 3, inf), Spell(Verb.BLACK, 1190, 1199)))

    assert failed(soak(recoveries=(), head=head)) == set()


def test_a_defect_in_the_log_is_failed() -> None:
    assert failed(soak(errors=1)) == {"errors"}


def test_what_is_not_measured_is_not_judged() -> None:
    def untold(sample: Sample) -> Sample:
        return replace(sample, threads=None, handles=None, anonymous_mb=None, load=None)

    found = bars(soak(untold))
    assert (found["threads"].value, found["threads"].passed) == (None, None)
    assert figures_of(soak(untold)).passed
    assert "not measured" in report.table(soak(untold), figures_of(soak(untold)))


def test_a_short_soak_has_its_figures_and_no_judgement() -> None:
    leak = soak(lambda s: replace(s, rss_mb=300 + s.at_s), seconds=120)
    figures = figures_of(leak)

    assert figures.window_s == 30
    assert bars(leak)["memory_slope"].value == pytest.approx(60)
    assert {name for name, bar in bars(leak).items() if bar.passed is not None} == {
        "not_recovered",
        "errors",
    }
    assert figures.passed is None
    assert report.summary(leak, figures)["passed"] is None


@pytest.mark.parametrize(("errors", "recoveries"), [(1, RECOVERED), (0, ())])
def test_what_is_wrong_at_once_fails_a_short_soak_too(
    errors: int, recoveries: tuple[Recovery, ...]
) -> None:
    assert figures_of(soak(seconds=120, errors=errors, recoveries=recoveries)).passed is False


def test_one_second_is_a_soak_too() -> None:
    alone = soak(seconds=1)

    assert "too short" in report.table(alone, figures_of(alone))
    assert longest_gap_s(alone.samples) == 0


def test_a_window_that_answered_nobody_is_seen() -> None:
    seen = [second(1), second(2), second(9), second(10)]
    assert longest_gap_s(seen) == 7


def written(told: Soak, file: Path) -> SampleFile:
    samples = SampleFile(file)
    samples.begin(told.head)
    for sample in told.samples:
        samples.add(sample)
    for recovery in told.recoveries:
        samples.add(recovery)
    return samples


def test_the_file_tells_all_that_was_written(tmp_path: Path) -> None:
    head = replace(HEAD, spells=(*HEAD.spells, Spell(Verb.DENIED, 40, inf)))
    told = soak(seconds=12, errors=2, head=head)
    file = tmp_path / "어딘가" / "soak.jsonl"
    written(told, file).end(2, told.ended)

    assert read_samples(file) == told


def test_a_program_that_is_killed_midway_leaves_what_was_seen(tmp_path: Path) -> None:
    told = soak(seconds=12)
    file = tmp_path / "soak.jsonl"
    samples = written(told, file)
    torn = file.read_text(encoding="utf-8") + '{"sample": {"at_s": 13'
    samples.end(0, "")
    file.write_text(torn, encoding="utf-8")

    read = read_samples(file)
    assert (read.samples, read.recoveries) == (told.samples, told.recoveries)
    assert "did not come to its end" in read.ended


@pytest.mark.parametrize(
    "text",
    ["", "hello\n", "[1]\n", '{"sample": {}}\n', '{"soak": {}}\n', '{"sample": 3}\n', "3\n"],
)
def test_another_file_is_no_soak(tmp_path: Path, text: str) -> None:
    file = tmp_path / "other.jsonl"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(SamplesError, match=r"other\.jsonl"):
        read_samples(file)


def leaking(sample: Sample) -> Sample:
    return replace(sample, rss_mb=400 + sample.at_s / 20)


@pytest.mark.parametrize(("change", "code"), [(as_it_is, OK), (leaking, FAILED)])
def test_the_report_is_a_page_and_json_and_an_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], change: Change, code: int
) -> None:
    file = tmp_path / "soak.jsonl"
    told = soak(change)
    written(told, file).end(0, told.ended)

    assert report.again(file, tmp_path / "soak.html", None) == code

    page = (tmp_path / "soak.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 8
    assert page.count('class="fault"') == 8, "the fault is marked in every plot"
    assert ("Failed" in page) == (code == FAILED)
    found = json.loads((tmp_path / "soak.json").read_text(encoding="utf-8"))
    assert found["passed"] is (code == OK)
    assert found["bars"]["memory_slope"]["passed"] is (code == OK)
    assert found["faults"] == [{"do": "black", "at_s": 30, "for_s": 5, "recovered_s": 0.5}]
    assert "http" not in page, "it needs nothing from elsewhere"
    assert "soak.html" in capsys.readouterr().out


def test_a_report_that_cannot_be_written_and_samples_that_are_not_there_are_one_clear_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "soak.jsonl"
    written(soak(), file).end(0, "")

    assert report.again(file, file / "soak.html", tmp_path / "soak.json") == FAILED
    out, err = capsys.readouterr()
    assert err.startswith(f"laughgame soak: {file / 'soak.html'}: ")
    assert out.endswith(f"report: {tmp_path / 'soak.json'}\n")
    assert (tmp_path / "soak.json").exists(), "the other one is written all the same"
    assert report.again(tmp_path / "gone.jsonl", tmp_path / "x.html", None) == FAILED
    assert "gone.jsonl" in capsys.readouterr().err
