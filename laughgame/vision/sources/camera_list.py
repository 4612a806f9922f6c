"""Name the cameras of this machine, without opening them where the platform allows."""

import json
import platform
import struct
import subprocess
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from laughgame.vision.sources.image_file import natural_key

VIDEO_CLASS: Final = Path("/sys/class/video4linux")
DEVICES: Final = Path("/dev")

_QUERY_CAPABILITIES: Final = 0x80685600  # VIDIOC_QUERYCAP, linux/videodev2.h
_CAPABILITIES: Final = struct.Struct("16s32s32sIII12x")
_VIDEO_CAPTURE: Final = 0x00000001
_DEVICE_CAPS: Final = 0x80000000


@dataclass(frozen=True, slots=True)
class CameraInfo:
    """A camera: ``index`` opens it, ``name`` is for people and unique on this machine."""

    index: int
    name: str


def list_cameras(names: Sequence[str] = ()) -> list[CameraInfo]:
    """Return the cameras of this machine.

    Linux is asked through sysfs, macOS through its system profiler.  On Windows
    nothing short of a media framework tells; a caller who has one passes its
    ``names`` in the framework's order, and they are used as they are.
    """
    system = platform.system()
    if system == "Linux":
        return _unique(_linux_cameras())
    if names:
        return _unique(enumerate(names))
    if system == "Darwin":
        return _unique(enumerate(_mac_names()))
    return []


def _linux_cameras() -> Iterable[tuple[int, str]]:
    """One camera has several video nodes; only those that give pictures count."""
    if not VIDEO_CLASS.is_dir():
        return
    nodes = VIDEO_CLASS.glob("video[0-9]*")
    for node in sorted(nodes, key=lambda node: natural_key(node.name)):
        number = node.name.removeprefix("video")
        if number.isdecimal() and _captures(DEVICES / node.name):
            yield int(number), _node_name(node)


def _node_name(node: Path) -> str:
    try:
        name = (node / "name").read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        name = ""
    # The driver writes "Model: Model" for a camera that names itself once.
    first, _, second = name.partition(": ")
    return (first if second and first.startswith(second[: len(first)]) else name) or node.name


def _captures(device: Path) -> bool:
    """Ask the driver whether a node gives pictures; one that may not be asked may be a camera."""
    import fcntl  # exists on Unix alone

    answer = bytearray(_CAPABILITIES.size)
    try:
        with device.open("rb", buffering=0) as node:
            fcntl.ioctl(node, _QUERY_CAPABILITIES, answer)
    except PermissionError:
        return True  # opening it will say that access is denied, and what to do
    except OSError:
        return False
    *_, everything, this_node = _CAPABILITIES.unpack(answer)
    return bool((this_node if everything & _DEVICE_CAPS else everything) & _VIDEO_CAPTURE)


def _mac_names() -> list[str]:
    """AVFoundation, and OpenCV with it, counts cameras in the order of their unique ids."""
    command = ["/usr/sbin/system_profiler", "SPCameraDataType", "-json"]
    try:
        answer = subprocess.run(command, capture_output=True, timeout=10, check=True)
        cameras = json.loads(answer.stdout)["SPCameraDataType"]
        ordered = sorted(cameras, key=lambda camera: str(camera.get("spcamera_unique-id")))
        return [str(camera["_name"]) for camera in ordered]
    except (OSError, subprocess.SubprocessError, ValueError, KeyError, TypeError, AttributeError):
        return []


def _unique(cameras: Iterable[tuple[int, str]]) -> list[CameraInfo]:
    """Number the cameras that share a name: two of one model are not the same camera."""
    seen: Counter[str] = Counter()
    infos = []
    for index, name in cameras:
        seen[name] += 1
        shown = name if seen[name] == 1 else f"{name} ({seen[name]})"
        infos.append(CameraInfo(index, shown))
    return infos
