"""``laughgame soak`` end to end: the real window and the real eye, on a camera that fails."""

import json
import os
import signal
import subprocess
import sys
import time
from itertools import pairwise

import pytest

from laughgame import cli
from laughgame.app.exit_codes import BAD_USAGE, FAILED
from laughgame.app.soaking.samples import read_samples
from laughgame.vision.sources.fake_script import Verb

PATIENCE_S = 60.0
"""How long the game may take to get going, on a machine with much else to do."""

KEYS = {
    "version",
    "source",
    "seed",
    "machine",
    "minutes",
    "ended",
    "window_minutes",
    "passed",
    "bars",
    "memory_mb",
    "latency_ms",
    "window_late_ms",
    "judged_fps",
    "frames",
    "rounds",
    "hanging",
    "faults",
}
BARS = {
    "memory_slope",
    "threads",
    "handles",
    "latency_drift",
    "not_recovered",
    "errors",
    "rounds",
}
SCRIPT = """
[[fault]]
do = "black"
at = 0.5
for = 0.5
[[fault]]
do = "hang_in_read"
at = 1.5
for = 0.5
[[fault]]
do = "clock_jump"
at = 600.0
value = 60.0
"""


@pytest.fixture(scope="module")
def soaked(tmp_path_factory):
    """A soak of minutes that Ctrl+C ends after seconds: its folder, its exit code, its words."""
    folder = tmp_path_factory.mktemp("soak")
    script = folder / "각본.toml"
    script.write_text(SCRIPT, encoding="utf-8")
    own = {
        name: str(folder / "player" / name.lower())
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
    }
    command = [sys.executable, "-m", "laughgame", "soak", "--minutes", "5"]
    options = ["--source", f"fake:{script}", "--report", str(folder / "out" / "soak.html")]
    process = subprocess.Popen(
        [*command, *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **own},
    )
    samples = folder / "out" / "soak.jsonl"
    deadline_s = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline_s and process.poll() is None:
        time.sleep(0.2)
        seen = samples.read_text(encoding="utf-8") if samples.exists() else ""
        if seen.count('"recovery"') == 2 and seen.count('"sample"') >= 4:
            break
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=PATIENCE_S)
    return folder, process.returncode, out, err


posix = pytest.mark.skipif(os.name != "posix", reason="elsewhere no program can press Ctrl+C")


@posix
def test_ctrl_c_ends_a_soak_with_its_whole_report(soaked):
    folder, code, out, err = soaked

    assert code == 0, err
    report = json.loads((folder / "out" / "soak.json").read_text(encoding="utf-8"))
    assert set(report) == KEYS
    assert set(report["bars"]) == BARS
    assert all(set(bar) == {"value", "unit", "limit", "passed"} for bar in report["bars"].values())
    assert report["ended"] == "interrupted"
    assert report["minutes"]["asked"] == 5
    assert report["passed"] is None, "too short to be judged"
    assert report["frames"]["judged"] > 0
    assert report["bars"]["errors"]["value"] == 0
    assert "too short" in out
    page = (folder / "out" / "soak.html").read_text(encoding="utf-8")
    assert page.count("<svg") >= 6


@posix
def test_every_fault_is_told_with_what_became_of_it(soaked):
    folder, _, _, err = soaked

    soak = read_samples(folder / "out" / "soak.jsonl")
    assert [spell.verb for spell in soak.head.spells] == [
        Verb.BLACK,
        Verb.HANG_IN_READ,
        Verb.CLOCK_JUMP,
    ]
    assert [recovery.fault for recovery in soak.recoveries] == [0, 1], err


@posix
def test_every_second_is_told(soaked):
    folder, _, _, _ = soaked

    samples = read_samples(folder / "out" / "soak.jsonl").samples
    assert len(samples) >= 4
    assert all(later.at_s > sooner.at_s for sooner, later in pairwise(samples))
    assert all(sample.rss_mb > 50 for sample in samples)
    assert sum(len(sample.latencies_ms) for sample in samples) == pytest.approx(
        samples[-1].judged, abs=5
    )
    if sys.platform.startswith("linux"):
        assert all(sample.threads > 2 and sample.handles > 2 for sample in samples)


@posix
def test_nothing_of_the_players_is_touched(soaked):
    folder, _, _, _ = soaked

    player = folder / "player"
    written = [path for path in player.rglob("*") if path.is_file()] if player.exists() else []
    assert [path for path in written if "laughgame" in str(path).lower()] == []
    names = {path.name for path in (folder / "out").iterdir()}
    assert names == {"soak.html", "soak.json", "soak.jsonl", "soak.logs"}


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--source", "telepathy"], BAD_USAGE, "telepathy"),
        (["--source", "fake:gone.toml"], BAD_USAGE, "gone.toml"),
        (["--report", "{folder}/taken/soak.html"], FAILED, "soak.jsonl"),
        (["--samples", "{folder}/taken"], FAILED, "no samples"),
    ],
)
def test_what_cannot_be_soaked_is_one_clear_line(tmp_path, capsys, arguments, code, words):
    (tmp_path / "taken").write_text("a file where a folder should be\n", encoding="utf-8")
    given = [argument.format(folder=tmp_path) for argument in arguments]
    if "--report" not in given:
        given += ["--report", str(tmp_path / "soak.html")]

    assert cli.main(["soak", *given]) == code

    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("laughgame soak: ")
    assert words in line


@pytest.mark.parametrize("minutes", ["abc", "0", "nan", "3000000"])
def test_a_wrong_time_is_told_in_plain_words(minutes, capsys):
    with pytest.raises(SystemExit) as done:
        cli.main(["soak", "--minutes", minutes])

    assert done.value.code == BAD_USAGE
    assert "minutes" in capsys.readouterr().err


def test_a_soak_too_short_for_a_single_second_says_so(tmp_path):
    command = [sys.executable, "-m", "laughgame", "soak", "--minutes", "0.001"]
    options = ["--source", "actor", "--report", str(tmp_path / "soak.html")]

    done = subprocess.run(
        [*command, *options], capture_output=True, text=True, timeout=100, check=False
    )

    assert done.returncode == FAILED
    assert "tells of no second of a soak" in done.stderr
    assert "Traceback" not in done.stderr
