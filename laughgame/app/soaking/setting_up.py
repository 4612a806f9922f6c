"""What a soak plays with: the camera, and the window as a player has it."""

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from laughgame.app import bootstrap, sources
from laughgame.app.bootstrap import Game
from laughgame.app.journal import Journal
from laughgame.app.soaking.faults import shuffled
from laughgame.storage.results import Results
from laughgame.storage.settings import (
    LoadedSettings,
    MatchSettings,
    Settings,
    SettingsFile,
    SoundSettings,
)
from laughgame.vision.sources.fake import Happening
from laughgame.vision.sources.source import FrameSource

PLAYER: Final = "Soak"


def source_of(args: argparse.Namespace) -> tuple[Happening | None, Callable[[], FrameSource]]:
    """Return the script of a fake camera, if it is one, and what makes the source.

    Raises :class:`~laughgame.app.sources.UnknownSourceError`.
    """
    if args.source is None:
        happening = Happening(shuffled(args.seed, args.minutes * 60))
    elif (scripted := sources.scripted(args.source)) is not None:
        happening = scripted
    else:
        return None, sources.opener(args.source)
    return happening, partial(sources.fake_camera, happening)


def game_of(
    folder: Path, find: Callable[[], FrameSource], journal: Journal, *, heard: bool
) -> Game:
    """Put the window together as for a player."""
    settings = Settings(
        match=MatchSettings(mode="survival", players=(PLAYER,)),
        sound=SoundSettings(muted=not heard),
    )
    return bootstrap.build(
        LoadedSettings(settings),
        file=SettingsFile(folder / "settings.toml"),
        source=find,
        results=Results(folder / "results.sqlite3"),
        sound=True,
        journal=journal,
    )
