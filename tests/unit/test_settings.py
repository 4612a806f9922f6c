"""The settings file: read back as written, and never lost when it cannot be used."""

import errno
import os
from dataclasses import asdict, fields
from datetime import UTC, datetime
from pathlib import Path

import pytest

from laughgame.game.judge import JudgeSettings
from laughgame.storage import atomic, lock
from laughgame.storage.lock import alone
from laughgame.storage.settings import (
    DamagedSettingsError,
    GeneralSettings,
    MatchSettings,
    ModelSettings,
    NewerVersionError,
    Problem,
    RuleSettings,
    SaveSettings,
    Settings,
    SettingsFile,
    SoundSettings,
    parse,
    render,
)

NOW = datetime(2026, 11, 20, 9, 30, 5, tzinfo=UTC)


@pytest.fixture
def file(tmp_path):
    return SettingsFile(tmp_path / "LaughGame" / "settings.toml", now=lambda: NOW)


def write(file: SettingsFile, text: str) -> None:
    file.path.parent.mkdir(parents=True, exist_ok=True)
    file.path.write_text(text, encoding="utf-8")


def test_without_a_file_the_defaults_apply_and_nothing_is_written(file):
    loaded = file.load()

    assert (loaded.settings, loaded.set_aside, loaded.reason) == (Settings(), None, None)
    assert not file.path.exists()


def test_what_is_saved_is_read_back(file):
    settings = Settings(
        general=GeneralSettings(language="ko", theme="light", show_performance=False),
        judge=RuleSettings(threshold=0.65, two_stage=True, hold_s=0),
        model=ModelSettings(path=Path("/모델 폴더/심판.onnx")),
        save=SaveSettings(folder=Path("/내 장면"), kind="card"),
    )

    file.save(settings)

    assert file.load().settings == settings
    assert {path.name for path in file.path.parent.iterdir()} == {
        "settings.toml",
        ".settings.toml.lock",
    }


def test_the_rules_of_the_file_are_the_rules_of_the_judge():
    assert asdict(RuleSettings().rules()) == asdict(JudgeSettings())
    assert list(RuleSettings.model_fields) == [field.name for field in fields(JudgeSettings)]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[judge]\nthreshold = 0.95", "judge.threshold"),
        ("[judge]\nthreshold = nan", "judge.threshold"),
        ("[judge]\nthreshold = '0.8'", "judge.threshold"),
        ("[judge]\nhold_s = -0.1", "judge.hold_s"),
        ("[general]\nlanguage = 'fr'", "general.language"),
        ("[camera]\nmirrored = 1", "camera.mirrored"),
        ("[camera]\ndevice = ''", "camera.device"),
        ("general = 3", "general"),
        ("version = 'one'", "version"),
        ("version = 0", "version"),
        ("[judge", ""),
    ],
)
def test_a_damaged_file_is_set_aside_and_the_key_at_fault_is_named(file, text, key):
    write(file, text)

    loaded = file.load()

    assert loaded.settings == Settings()
    assert loaded.reason is Problem.DAMAGED
    assert key in loaded.detail
    assert loaded.set_aside == file.path.with_name("settings.damaged-20261120-093005.toml")
    assert loaded.set_aside.read_text(encoding="utf-8") == text
    assert not file.path.exists()


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\0" * 400, bytes(range(256))])
def test_an_empty_file_and_rubbish_are_set_aside(file, content):
    file.path.parent.mkdir(parents=True)
    file.path.write_bytes(content)

    loaded = file.load()

    assert (loaded.settings, loaded.reason) == (Settings(), Problem.DAMAGED)
    assert loaded.set_aside.read_bytes() == content


def test_wherever_a_file_is_cut_off_the_game_begins_and_the_file_is_kept(file):
    whole = render(Settings(custom=RuleSettings(threshold=0.55))).encode()
    file.path.parent.mkdir(parents=True)
    for end in range(0, len(whole), 3):
        file.path.write_bytes(whole[:end])
        loaded = file.load()
        there = file.path if loaded.reason is None else loaded.set_aside
        assert there.read_bytes() == whole[:end]
        there.unlink()


def other_copy(file: SettingsFile) -> SettingsFile:
    """The same file as another copy of the game sees it, which has just started."""
    other = SettingsFile(file.path, now=lambda: NOW)
    other.load()
    return other


def test_what_another_copy_changed_is_not_written_back_as_it_was(file):
    file.save(Settings(match=MatchSettings(players=("민지", "Jun"))))
    other = other_copy(file)
    mine = Settings(match=MatchSettings(players=("Jun",)), custom=RuleSettings(hold_s=0.5))
    file.save(mine)
    other.save(
        Settings(sound=SoundSettings(muted=True), match=MatchSettings(players=("민지", "Jun")))
    )

    now = file.load().settings
    assert (now.match, now.custom) == (mine.match, mine.custom)
    assert now.sound.muted


def test_what_is_taken_away_is_gone_and_stays_so(file):
    file.save(Settings(model=ModelSettings(path=Path("a.onnx")), custom=RuleSettings()))
    other = other_copy(file)
    file.save(Settings())
    other.save(
        Settings(
            general=GeneralSettings(theme="dark"),
            model=ModelSettings(path=Path("a.onnx")),
            custom=RuleSettings(),
        )
    )
    assert file.load().settings == Settings(general=GeneralSettings(theme="dark"))


def test_what_a_person_writes_by_hand_meanwhile_stays(file):
    file.load()
    write(file, "[sound]\nvolume = 0.25\nloudly = true\n")
    file.save(Settings(general=GeneralSettings(theme="dark")))

    settings = file.load().settings
    assert (settings.sound.volume, settings.general.theme) == (0.25, "dark")
    assert "loudly = true" in file.path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "reason"), [("[judge", Problem.DAMAGED), ("version = 2", Problem.NEWER)]
)
def test_a_file_that_is_damaged_meanwhile_is_set_aside_by_the_next_save(file, text, reason):
    file.save(Settings())
    write(file, text)
    saved = file.save(Settings(general=GeneralSettings(theme="dark")))

    assert saved.reason is reason
    assert saved.set_aside.read_text(encoding="utf-8") == text
    assert file.load().settings.general.theme == "dark"


def test_what_was_set_aside_before_the_disk_was_full_is_told_when_there_is_room(file, monkeypatch):
    def full_disk(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    file.save(Settings())
    write(file, "[judge")
    dark = Settings(general=GeneralSettings(theme="dark"))
    with monkeypatch.context() as disk:
        disk.setattr(atomic, "write_text", full_disk)
        with pytest.raises(OSError, match="No space"):
            file.save(dark)

    saved = file.save(dark)
    assert (saved.reason, saved.settings) == (Problem.DAMAGED, dark)
    assert saved.set_aside.read_text(encoding="utf-8") == "[judge"
    assert file.save(dark).reason is None, "once"


def test_a_file_that_cannot_be_read_for_a_moment_is_not_written_over(file, monkeypatch):
    file.save(Settings(sound=SoundSettings(volume=0.5)))

    def broken(path):
        raise OSError(5, "Input/output error", str(path))

    with monkeypatch.context() as system:
        system.setattr(Path, "read_bytes", broken)
        with pytest.raises(OSError, match="Input"):
            file.save(Settings(general=GeneralSettings(theme="dark")))
    assert file.load().settings == Settings(sound=SoundSettings(volume=0.5))


def test_a_lock_that_nobody_lets_go_of_is_waited_for_and_then_passed_over(file):
    file.save(Settings())
    with alone(file.path) as held:
        assert held
        with alone(file.path, wait_s=0.1) as again:
            assert not again
        file.save(Settings(general=GeneralSettings(theme="dark")))
    assert file.load().settings.general.theme == "dark"


def test_on_a_disk_that_knows_no_locks_nobody_is_waited_for(file, monkeypatch):
    def unknown(_):
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    def wait(_):
        pytest.fail("it was waited for")

    monkeypatch.setattr(lock, "take", unknown)
    monkeypatch.setattr(lock.time, "sleep", wait)
    file.save(Settings(general=GeneralSettings(theme="dark")))
    assert file.load().settings.general.theme == "dark"


def test_a_file_of_a_newer_version_is_set_aside_not_lost(file):
    write(file, "version = 2\n[holograms]\non = true\n")

    loaded = file.load()

    assert loaded.reason is Problem.NEWER
    assert loaded.set_aside.name == "settings.newer-20261120-093005.toml"
    assert "holograms" in loaded.set_aside.read_text(encoding="utf-8")


def test_two_damaged_files_in_one_second_are_both_kept(file):
    kept = []
    for text in ("a = ", "b = "):
        write(file, text)
        kept.append(file.load().set_aside)

    assert [path.read_text() for path in kept] == ["a = ", "b = "]


@pytest.mark.parametrize(
    "names", [f'["{"Minji" * 5}"]', '["Minji", "a", "b", "c", "d"]', '"Minji"']
)
@pytest.mark.parametrize("key", ["players", "glasses"])
def test_what_is_wrong_with_names_is_told_without_them(file, key, names):
    """It goes into the log, and into the report that a player copies."""
    write(file, f"[match]\n{key} = {names}\n")
    detail = file.load().detail
    assert detail.startswith(f"match.{key}")
    assert "Minji" not in detail


def test_bytes_that_are_no_text_are_damaged(file):
    file.path.parent.mkdir(parents=True)
    file.path.write_bytes(b"\xff\xfe\x00")

    assert file.load().reason is Problem.DAMAGED


def test_a_file_that_cannot_be_read_is_set_aside_before_anything_is_saved(file, monkeypatch):
    write(file, "[judge]\nthreshold = 0.6\n")

    def forbidden(path):
        raise PermissionError(13, "Permission denied", str(path))

    with monkeypatch.context() as system:
        system.setattr(Path, "read_bytes", forbidden)
        loaded = file.load()
    file.save(Settings())

    assert loaded.reason is Problem.UNREADABLE
    assert loaded.set_aside.name == "settings.unreadable-20261120-093005.toml"
    assert "0.6" in loaded.set_aside.read_text(encoding="utf-8")


def test_where_the_system_does_not_let_anybody_look_the_game_begins_all_the_same(tmp_path):
    file = SettingsFile(tmp_path / ("settings" * 40))  # so long a name cannot even be asked for
    loaded = file.load()
    assert (loaded.settings, loaded.reason) == (Settings(), Problem.UNREADABLE)
    assert file.locked


@pytest.mark.parametrize("text", ["[judge", "version = 2", None])
def test_settings_that_cannot_be_set_aside_are_never_saved_over(file, text, monkeypatch):
    if text is None:
        file.path.mkdir(parents=True)  # a folder where the file should be
    else:
        write(file, text)

    def forbidden(path, target):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "rename", forbidden)
    loaded = file.load()

    assert loaded.reason is not None
    assert loaded.set_aside is None
    assert file.locked
    with pytest.raises(PermissionError):
        file.save(Settings())
    assert file.path.is_dir() if text is None else file.path.read_text() == text


def test_nesting_that_nobody_can_follow_is_damage(file):
    write(file, f"x = {'[' * 3000}{']' * 3000}")

    loaded = file.load()

    assert loaded.reason is Problem.DAMAGED
    assert "nested" in loaded.detail


def test_a_byte_order_mark_does_no_harm(file):
    write(file, "\ufeff[judge]\nthreshold = 0.6\n")

    assert file.load().settings.judge.threshold == 0.6


@pytest.mark.skipif(os.name != "posix", reason="devices are no files there")
def test_a_device_is_written_into_and_not_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)

    atomic.write_text(pipe, "report")

    assert os.read(reader, 100) == b"report"
    os.close(reader)
    assert [each.name for each in tmp_path.iterdir()] == ["pipe"]
    assert pipe.is_fifo()


@pytest.mark.parametrize("section", ["deck", "records", "save"])
def test_a_folder_that_is_left_empty_is_none(section):
    assert getattr(parse(f'[{section}]\nfolder = ""'.encode()), section).folder is None


def test_unknown_keys_survive_a_save(file):
    write(file, "[general]\nsparkles = true\n[stage]\nopened = 2026-01-02\n")

    file.save(file.load().settings)

    text = file.path.read_text(encoding="utf-8")
    assert "sparkles = true" in text
    assert "opened = 2026-01-02" in text


def test_parsing_says_which_error_it_is():
    with pytest.raises(NewerVersionError, match="version 9"):
        parse(b"version = 9")
    with pytest.raises(DamagedSettingsError):
        parse(b"version = [")
    assert parse(render(Settings()).encode()) == Settings()


def test_a_failed_write_leaves_the_old_file_and_no_rubbish(tmp_path, monkeypatch):
    path = tmp_path / "settings.toml"
    atomic.write_text(path, "old")

    def full_disk(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic.os, "fsync", full_disk)
    with pytest.raises(OSError, match="No space"):
        atomic.write_text(path, "new")

    assert path.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["settings.toml"]


def test_a_linked_file_stays_a_link(tmp_path):
    real = tmp_path / "dotfiles" / "settings.toml"
    link = tmp_path / "settings.toml"
    atomic.write_text(real, "old")
    try:
        link.symlink_to(real)
    except OSError:
        pytest.skip("this system does not let us make symbolic links")

    atomic.write_text(link, "new")

    assert link.is_symlink()
    assert real.read_text() == "new"
