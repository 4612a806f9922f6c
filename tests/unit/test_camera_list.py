"""Cameras are listed under the names people know them by."""

import json
import struct
import subprocess
from pathlib import Path

import pytest

from laughgame.vision.sources import camera_list
from laughgame.vision.sources.camera_list import CameraInfo, list_cameras

CAPTURE, METADATA_ONLY = 0x00000001, 0x00800000


@pytest.fixture
def linux(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a Linux machine whose drivers answer what the test writes into its nodes."""
    (tmp_path / "class").mkdir()
    (tmp_path / "dev").mkdir()
    monkeypatch.setattr(camera_list.platform, "system", lambda: "Linux")
    monkeypatch.setattr(camera_list, "VIDEO_CLASS", tmp_path / "class")
    monkeypatch.setattr(camera_list, "DEVICES", tmp_path / "dev")
    fcntl = pytest.importorskip("fcntl")

    def answer(node: object, request: int, buffer: bytearray) -> None:
        capabilities = int(node.read())  # type: ignore[attr-defined]
        buffer[:] = struct.pack("16s32s32sIII12x", b"uvc", b"", b"", 0, 0x84A00001, capabilities)

    monkeypatch.setattr(fcntl, "ioctl", answer)
    return tmp_path


def plug_in(machine: Path, number: int, name: str, capabilities: int = CAPTURE) -> Path:
    node = machine / "class" / f"video{number}"
    node.mkdir()
    (node / "name").write_text(f"{name}\n", encoding="utf-8")
    device = machine / "dev" / f"video{number}"
    device.write_text(str(capabilities))
    return device


def test_linux_lists_capturing_nodes_by_name(linux: Path) -> None:
    plug_in(linux, 0, "HD Pro Webcam C920")
    plug_in(linux, 1, "HD Pro Webcam C920", METADATA_ONLY)
    plug_in(linux, 10, "노트북 카메라")
    plug_in(linux, 2, "Integrated Camera: Integrated C")

    assert list_cameras() == [
        CameraInfo(0, "HD Pro Webcam C920"),
        CameraInfo(2, "Integrated Camera"),
        CameraInfo(10, "노트북 카메라"),
    ]


def test_two_cameras_of_one_model_can_be_told_apart(linux: Path) -> None:
    plug_in(linux, 0, "Webcam")
    plug_in(linux, 2, "Webcam")

    assert [camera.name for camera in list_cameras()] == ["Webcam", "Webcam (2)"]


def test_a_node_without_a_name_or_without_a_device_does_no_harm(linux: Path) -> None:
    plug_in(linux, 0, "")
    plug_in(linux, 1, "gone").unlink()

    assert list_cameras() == [CameraInfo(0, "video0")]


def test_a_camera_that_may_not_be_asked_is_listed_all_the_same(
    linux: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plug_in(linux, 0, "Webcam")

    def denied(path: Path, *arguments: object, **named: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", denied)
    monkeypatch.setattr(camera_list, "_node_name", lambda node: "Webcam")

    assert list_cameras() == [CameraInfo(0, "Webcam")]


def test_linux_without_video_has_no_cameras(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(camera_list.platform, "system", lambda: "Linux")
    monkeypatch.setattr(camera_list, "VIDEO_CLASS", tmp_path / "none")

    assert list_cameras() == []


def test_windows_takes_the_names_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camera_list.platform, "system", lambda: "Windows")

    assert list_cameras(["Logitech", "OBS Virtual Camera"]) == [
        CameraInfo(0, "Logitech"),
        CameraInfo(1, "OBS Virtual Camera"),
    ]
    assert list_cameras() == []


def test_macos_asks_its_profiler_in_opencvs_order(monkeypatch: pytest.MonkeyPatch) -> None:
    cameras = [
        {"_name": "FaceTime HD Camera", "spcamera_unique-id": "B"},
        {"_name": "iPhone", "spcamera_unique-id": "A"},
    ]
    answer = subprocess.CompletedProcess([], 0, json.dumps({"SPCameraDataType": cameras}))
    monkeypatch.setattr(camera_list.platform, "system", lambda: "Darwin")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: answer)

    assert list_cameras() == [CameraInfo(0, "iPhone"), CameraInfo(1, "FaceTime HD Camera")]


@pytest.mark.parametrize("stdout", ["", "[]", '{"SPCameraDataType": [{}]}', "null"])
def test_macos_without_an_answer_has_no_names(monkeypatch: pytest.MonkeyPatch, stdout: str) -> None:
    answer = subprocess.CompletedProcess([], 0, stdout)
    monkeypatch.setattr(camera_list.platform, "system", lambda: "Darwin")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: answer)

    assert list_cameras() == []
