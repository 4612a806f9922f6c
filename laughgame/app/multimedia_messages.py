"""What Qt Multimedia says of a machine without sound, kept out of the warnings."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_log = logging.getLogger(__name__)


@contextmanager
def only_to_the_log() -> Iterator[None]:
    """Let what Qt Multimedia complains of go to the log as news, and everything else its way.

    A machine without a loudspeaker, or without one of the libraries that could drive it, is
    nothing to warn of.  GUI thread.
    """

    def judge(level: QtMsgType, context: QMessageLogContext, message: str) -> None:
        category = context.category or ""
        if category.startswith("qt.multimedia") or message.startswith("PulseAudioService"):
            _log.info("%s: %s", category, message)
        elif before is not None:
            before(level, context, message)
        else:
            _log.warning("%s", message)

    before = qInstallMessageHandler(judge)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
