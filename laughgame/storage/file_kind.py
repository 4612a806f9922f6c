"""What a file of the player's folder is: by its suffix first, by its first bytes second.

Only whether the two agree is told here, which is cheap.  Whether a picture can be decoded and
a sound be played is found out by who shows and plays them.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import Final

from laughgame.game.deck import ItemKind

HEAD: Final = 4096
"""Bytes of a file that :func:`agrees` wants to see: an MP3 may begin with some padding."""

SUFFIXES: Final = {
    **dict.fromkeys(("png", "jpg", "jpeg", "gif", "bmp", "webp", "tif", "tiff"), ItemKind.IMAGE),
    **dict.fromkeys(
        ("wav", "mp3", "ogg", "oga", "opus", "flac", "m4a", "aac", "aif", "aiff", "wma"),
        ItemKind.SOUND,
    ),
    **dict.fromkeys(
        ("mp4", "m4v", "mov", "webm", "mkv", "avi", "mpg", "mpeg", "wmv", "ogv", "3gp"),
        ItemKind.VIDEO,
    ),
    "toml": ItemKind.JOKE,
}
"""The kinds of file the deck plays, by their suffix in small letters, without the dot."""

FOREIGN: Final = frozenset(
    {"heic", "heif", "avif", "jxl", "svg", "psd", "raw", "dng", "mid", "flv"}
)
"""Pictures, sounds and videos that people have, and the deck does not play."""


def _riff(*forms: bytes) -> Callable[[bytes], bool]:
    return lambda head: head[:4] == b"RIFF" and head[8:12] in forms


def _frames(head: bytes) -> bool:
    """MPEG audio, or AAC in its own frames: eleven bits that are set, perhaps after a tag."""
    if head.startswith((b"ID3", b"ADIF")):
        return True
    return any(a == 0xFF and b & 0xE0 == 0xE0 for a, b in pairwise(head))


def _boxes(head: bytes) -> bool:
    """MP4 and QuickTime: a size, then the name of the first box."""
    return head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")


def _begins(*starts: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(starts)


_PICTURES: Final = (
    _begins(b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM"),
    _begins(b"II*\0", b"MM\0*"),
    _riff(b"WEBP"),
)
_MATROSKA: Final = _begins(b"\x1a\x45\xdf\xa3")
_WINDOWS_MEDIA: Final = _begins(b"\x30\x26\xb2\x75")
_OGG: Final = _begins(b"OggS")
_MPEG: Final = _begins(b"\0\0\1\xba", b"\0\0\1\xb3", b"\x47")

_SIGNATURES: Final[dict[str, tuple[Callable[[bytes], bool], ...]]] = {
    **dict.fromkeys(("wav",), (_riff(b"WAVE"), _begins(b"RF64"))),
    **dict.fromkeys(("mp3", "aac"), (_frames,)),
    **dict.fromkeys(("ogg", "oga", "opus", "ogv"), (_OGG,)),
    "flac": (_begins(b"fLaC", b"ID3"),),
    **dict.fromkeys(("m4a", "mp4", "m4v", "mov", "3gp"), (_boxes,)),
    **dict.fromkeys(("aif", "aiff"), (_begins(b"FORM"),)),
    **dict.fromkeys(("wma", "wmv"), (_WINDOWS_MEDIA,)),
    **dict.fromkeys(("webm", "mkv"), (_MATROSKA,)),
    "avi": (_riff(b"AVI ", b"AVIX"),),
    **dict.fromkeys(("mpg", "mpeg"), (_MPEG,)),
}


def agrees(suffix: str, head: bytes) -> bool:
    """Tell whether a file that begins with ``head`` can be what its suffix says.

    A picture may be of another kind than it is called, for that is common and harms nobody:
    JPEG as ``.png``.  Text has no signature: files of jokes always agree.
    """
    kind = SUFFIXES[suffix]
    if kind is ItemKind.JOKE:
        return True
    tests = _PICTURES if kind is ItemKind.IMAGE else _SIGNATURES[suffix]
    return any(test(head) for test in tests)
