"""Files of every earlier version: each value, range and round of them is there today."""

import shutil
import tomllib
from pathlib import Path

import pytest

from laughgame.game.deck import Kill
from laughgame.game.personal_range import PersonalRange
from laughgame.storage.kept import Terms
from laughgame.storage.results import Results
from laughgame.storage.settings import Settings, SettingsFile

EARLIER = Path(__file__).parents[1] / "data" / "earlier"
STRICT = Terms("strict", 0.65, 0.2, True, "lives", 3)


def leaves(table, above=()):
    """Every key of nested tables with its value."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from leaves(value, (*above, key))
        else:
            yield (*above, key), value


def looked_up(settings, keys):
    for key in keys:
        settings = getattr(settings, key)
    if isinstance(settings, Path):
        return str(settings)
    return list(settings) if isinstance(settings, tuple) else settings


@pytest.mark.parametrize("name", sorted(file.name for file in EARLIER.glob("settings-*.toml")))
def test_settings_of_every_version_are_read_with_all_their_values(tmp_path, name):
    file = SettingsFile(tmp_path / "settings.toml")
    shutil.copy(EARLIER / name, file.path)
    written = dict(leaves(tomllib.loads(file.path.read_text(encoding="utf-8"))))
    assert len(written) > 13

    loaded = file.load()

    assert (loaded.reason, loaded.set_aside) == (None, None)
    assert all(keys[0] in Settings.model_fields for keys in written), "a table lost its name"
    for keys, value in written.items():
        assert looked_up(loaded.settings, keys) == value
        if keys not in (("version",), ("match", "mode")):
            assert looked_up(Settings(custom={}), keys) != value, "as good as not written"
    assert all(not section.model_extra for section in sections(loaded.settings)), "a lost key"

    quieter = loaded.settings.sound.model_copy(update={"volume": 0.1})
    file.save(loaded.settings.model_copy(update={"sound": quieter}))
    again = dict(leaves(tomllib.loads(file.path.read_text(encoding="utf-8"))))
    assert again.items() >= (written | {("sound", "volume"): 0.1}).items()


def sections(settings):
    """Every table of the settings, and the one they are in."""
    return [settings, *(value for _, value in settings if hasattr(value, "model_extra") and value)]


@pytest.mark.parametrize("end", ["closed", "killed"])
@pytest.mark.parametrize(("version", "terms"), [(1, Terms()), (2, STRICT), (3, STRICT)])
def test_results_of_every_version_are_read_with_all_that_is_in_them(tmp_path, version, terms, end):
    path = tmp_path / "results.sqlite3"
    for file in EARLIER.glob(f"results-{version}-{end}.sqlite3*"):
        shutil.copy(file, path.with_name(file.name.replace(f"results-{version}-{end}", "results")))

    for _ in range(2):  # upgraded, and opened once more
        with Results(path) as results:
            assert results.set_aside is None
            mimic, hot_seat, survival = results.matches()
            assert [one.mode for one in (survival, hot_seat, mimic)] == [
                "survival",
                "hotseat",
                "mimic",
            ]
            assert {one.terms for one in (mimic, hot_seat, survival)} == {terms}
            (minji,) = survival.turns
            assert (minji.player, minji.survived_s, minji.ending) == ("민지", 42.5, "out")
            assert (minji.cards, minji.near_misses) == (1, 1)
            assert (minji.hardest_held_s, minji.hardest_peak) == (0.3, 0.85)
            assert (minji.ended_at.minute, minji.ended_at.year) == (4, 2026)
            assert [(turn.player, turn.place, turn.survived) for turn in hot_seat.turns] == [
                ("Jun", 1, True),
                ("민지", 2, False),
            ]
            assert mimic.turns[0].score == 91.5
            assert results.kills() == [
                Kill("ko-sheep", "민지", 2.5),
                Kill("own/cat.gif", "민지", 1.5),
            ]
            assert results.personal_range("민지", glasses=True) == PersonalRange(0.2, 0.9)
            assert results.personal_range("Jun", glasses=False) == PersonalRange(0.1, 0.8)
            assert results.personal_range("Jun", False, "any model") == PersonalRange(0.1, 0.8)
            minji_by_another = results.personal_range("민지", True, "another model")
            assert (minji_by_another is None) == (version > 2)
            assert {(one.name, one.colour) for one in results.players()} == {
                ("민지", "#FFD22E"),
                ("Jun", "#6CC7FF"),
            }
