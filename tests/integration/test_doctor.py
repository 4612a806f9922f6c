"""The doctor names what is broken, says what to do, and touches nothing."""

import json

import pytest

from laughgame import cli
from laughgame.app import doctor, eye_checks, health, health_checks, paths
from laughgame.app.health import Finding, Status
from laughgame.app.health_checks import CHECKS
from laughgame.vision.model_card import ContractCode, ContractError
from tests.onnx_models import write_model


@pytest.fixture
def only(monkeypatch):
    """Let the doctor run these checks alone, given by name."""

    def choose(**checks):
        monkeypatch.setattr(doctor, "CHECKS", checks)

    return choose


def raising(error):
    def check():
        raise error

    return check


def test_a_working_installation_is_healthy(qapp, capsys):
    assert cli.main(["doctor", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["ok"] is True
    found = {check["name"]: check for check in report["checks"]}
    assert list(found) == list(CHECKS)
    for check in report["checks"]:
        _keeps_the_schema(check)
    for name in (
        "opencv",
        "qt",
        "models",
        "face detector",
        "face cover",
        "self-test",
        "sounds and videos",
        "translations",
    ):
        assert found[name]["status"] == "ok", found[name]
    assert found["versions"]["facts"]["versions"].keys() >= {"laughgame", "python", "mediapipe"}
    assert {model["form"] for model in found["models"]["facts"]["models"]} == {"sequence", "stream"}
    test = found["self-test"]["facts"]
    assert test["straight_face"] < 0.5 < 0.8 < test["laugh"]
    assert test["verdicts"] == {"straight_face": "SAFE", "laugh": "OUT"}
    hidden = found["face cover"]["facts"]
    assert hidden["bare"] < 0.5 <= hidden["covered"]
    for model in found["models"]["facts"]["models"]:
        assert len(model["sha256"]) == 64
        assert model["contract_version"] == "1"
    assert found["processor"]["facts"]["cores"] >= 1
    assert "CPUExecutionProvider" in found["processor"]["facts"]["providers"]
    assert found["camera backends"]["facts"]["first"]


def _keeps_the_schema(check):
    """What stands in README.md under ``doctor --json``, and nothing else."""
    assert check.keys() >= {"name", "status", "detail", "remedy"}
    assert check.keys() <= {"name", "status", "detail", "remedy", "facts", "figure"}
    assert check["status"] in ("ok", "warning", "failed")
    assert isinstance(check["name"], str)
    assert check["detail"]
    assert (check["remedy"] is None) == (check["status"] == "ok")
    assert isinstance(check.get("facts", {}), dict)
    assert isinstance(check.get("figure", ""), str)


def test_findings_come_one_by_one_for_who_waits(only, capsys):
    seen = []
    only(
        first=lambda: Finding(Status.OK, "fine", figure="5 mm"),
        second=lambda: (
            seen.append(capsys.readouterr().out) or Finding(Status.FAILED, "broken", "Mend it")
        ),
    )
    assert cli.main(["doctor", "--jsonl"]) == 1
    lines = [*seen, capsys.readouterr().out]
    assert [doctor.read_line(line) for line in lines] == [
        ("first", Finding(Status.OK, "fine", figure="5 mm")),
        ("second", Finding(Status.FAILED, "broken", "Mend it")),
    ]


@pytest.mark.parametrize("line", ["", "[]", "{}", '{"name": "x", "status": "sick"}'])
def test_a_line_that_is_no_finding_is_refused(line):
    with pytest.raises((KeyError, ValueError)):
        doctor.read_line(line)


def test_a_failed_check_fails_the_doctor_and_comes_with_a_remedy(only, capsys):
    only(
        fine=lambda: Finding(Status.OK, "as it should be"),
        hand=lambda: Finding(Status.FAILED, "broken", "Put it in plaster"),
    )
    assert cli.main(["doctor"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["ok", "fine", "as", "it", "should", "be"]
    assert "broken" in lines[1]
    assert "Put it in plaster." in lines[2]


def test_a_warning_does_not_fail_the_doctor(only, capsys):
    only(camera=lambda: Finding(Status.WARNING, "no camera", "Plug one in"))
    assert cli.main(["doctor"]) == 0
    assert "Plug one in." in capsys.readouterr().out


@pytest.mark.parametrize(
    "error",
    [
        ImportError("libEGL.so.1: cannot open shared object file"),
        FileNotFoundError("no models"),
        ContractError(ContractCode.NOT_ONNX, "an ONNX model", "a picture"),
    ],
)
def test_what_a_check_meets_is_a_finding_and_the_next_check_still_runs(only, error):
    only(broken=raising(error), after=lambda: Finding(Status.OK, "still here"))
    findings = dict(doctor.examine())
    assert findings["broken"].status is Status.FAILED
    assert findings["broken"].remedy is not None
    assert findings["after"].status is Status.OK


def test_a_second_opencv_is_a_failure(monkeypatch):
    both = ["opencv-python", "opencv-python-headless"]
    monkeypatch.setattr(health_checks.metadata, "packages_distributions", lambda: {"cv2": both})
    found = health_checks.check_opencv()
    assert found.status is Status.FAILED
    assert "opencv-python," in found.detail


def test_an_opencv_with_its_own_qt_is_a_failure(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM_PLUGIN_PATH", "/somewhere/cv2/qt/plugins")
    assert health_checks.check_opencv().status is Status.FAILED


@pytest.mark.parametrize(
    ("installed", "status", "named"),
    [
        ({"PySide6-Essentials": "6.11.3", "PySide6-Addons": "6.11.3"}, Status.OK, ""),
        ({"PySide6-Essentials": "6.11.3", "PySide6-Addons": "6.9.0"}, Status.FAILED, "6.9.0"),
        ({"PySide6-Essentials": "6.11.3", "PyQt5": "5.15"}, Status.WARNING, "PyQt5"),
        ({}, Status.OK, ""),  # a frozen program keeps no record
    ],
)
def test_a_second_qt_is_found(monkeypatch, installed, status, named):
    monkeypatch.setattr(health_checks, "_version", installed.get)
    found = health_checks.check_qt()
    assert found.status is status
    assert named in found.detail


def test_an_opencv_without_this_systems_cameras_is_told(monkeypatch):
    import cv2

    monkeypatch.setattr(cv2.videoio_registry, "hasBackend", lambda _: False)
    found = health_checks.check_camera_backends()
    assert found.status is Status.WARNING
    assert "is missing" in found.detail


@pytest.mark.parametrize(("free", "status"), [(100_000_000, "warning"), (300_000_000, "ok")])
def test_little_room_for_results_is_a_warning(monkeypatch, free, status):
    asked = []
    usage = type("Usage", (), {"free": free})
    monkeypatch.setattr(
        health_checks.shutil, "disk_usage", lambda folder: asked.append(folder) or usage
    )
    assert health_checks.check_disk().status == status
    assert paths.results_file().is_relative_to(asked[0])


def test_an_eye_that_sees_no_laugh_fails_the_self_test(monkeypatch):
    """The shipped model is there, but it answers as if nobody ever laughed."""
    from laughgame.vision import laugh_model

    whole = laugh_model.LaughModel.read

    def blind(model, *args):
        return whole(model, *args)._replace(smile=0.0)

    monkeypatch.setattr(laugh_model.LaughModel, "read", blind)
    found = eye_checks.check_self_test()
    assert found.status is Status.FAILED
    assert "misjudged" in found.detail


def test_damaged_settings_are_reported_and_left_where_they_are():
    file = paths.settings_file()
    file.parent.mkdir(parents=True)
    file.write_text("not = [toml", encoding="utf-8")
    assert health_checks.check_settings().status is Status.WARNING
    assert [entry.name for entry in file.parent.iterdir()] == [file.name]


def test_settings_that_may_not_be_read_are_not_blamed_on_the_installation():
    paths.settings_file().mkdir(parents=True)  # a folder cannot be read, whoever asks
    found = health_checks.check_settings()
    assert found.status is Status.WARNING
    assert str(paths.settings_file()) in found.detail
    assert found.remedy != health.REINSTALL
    assert eye_checks.check_chosen_model().status is Status.OK


def test_a_broken_model_of_the_players_own_is_a_failure(tmp_path):
    model = tmp_path / "mine.onnx"
    model.write_text("not a model", encoding="utf-8")
    file = paths.settings_file()
    file.parent.mkdir(parents=True)
    file.write_text(f"version = 1\n[model]\npath = '{model}'\n", encoding="utf-8")
    found = eye_checks.check_chosen_model()
    assert found.status is Status.FAILED
    assert "mine.onnx" in found.detail


def test_a_model_that_sees_no_laugh_is_a_warning(tmp_path):
    file = paths.settings_file()
    file.parent.mkdir(parents=True)
    model = write_model(tmp_path / "tiny.onnx")
    file.write_text(f"version = 1\n[model]\npath = '{model}'\n", encoding="utf-8")
    found = eye_checks.check_chosen_model()
    assert found.status is Status.WARNING
    assert "does not tell a laugh" in found.detail


def test_a_camera_that_may_not_be_opened_is_named(monkeypatch):
    from laughgame.app import sources
    from laughgame.vision.sources.camera_list import CameraInfo

    monkeypatch.setattr(sources, "cameras", lambda: [CameraInfo(0, "웹캠")])
    monkeypatch.setattr(health_checks.sys, "platform", "linux")
    monkeypatch.setattr(health_checks.os, "access", lambda *_: False)
    found = health_checks.check_cameras()
    assert found.status is Status.WARNING
    assert "웹캠" in found.detail


@pytest.mark.parametrize(("there", "expected"), [(False, Status.WARNING), (True, Status.OK)])
def test_a_missing_display_is_a_warning(monkeypatch, there, expected):
    monkeypatch.setattr(health_checks.display, "has_display", lambda: there)
    assert health_checks.check_display().status is expected
