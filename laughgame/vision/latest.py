"""A mailbox of one slot between two threads, in which the newest wins."""

import threading
import time
from typing import Generic, TypeVar

T = TypeVar("T")


class Latest(Generic[T]):
    """Keeps the newest item for one taker; an item nobody took in time is dropped and counted.

    All methods may be called on any thread.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._newest: T | None = None
        self._waiting = False
        self._closed = False
        self._dropped = 0

    @property
    def dropped(self) -> int:
        """How many items were replaced before they were taken."""
        return self._dropped

    @property
    def closed(self) -> bool:
        return self._closed

    def put(self, item: T) -> None:
        """Offer an item in place of the one before; ignored once closed."""
        with self._changed:
            if self._closed:
                return
            self._dropped += self._waiting
            self._newest, self._waiting = item, True
            self._changed.notify_all()

    def take(self, timeout_s: float) -> T | None:
        """Wait for an item that was not taken yet.

        ``None`` after the timeout, or at once where the mailbox is closed and
        empty; an item offered before the closing can still be taken.
        """
        deadline_s = time.monotonic() + timeout_s
        with self._changed:
            while not self._waiting:
                left_s = deadline_s - time.monotonic()
                if self._closed or left_s <= 0:
                    return None
                self._changed.wait(left_s)
            self._waiting = False
            self._changed.notify_all()
            return self._newest

    def wait_until_taken(self, timeout_s: float) -> bool:
        """Wait until nothing waits to be taken; true then, and false after the timeout."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._waiting or self._closed, timeout_s)

    def peek(self) -> T | None:
        """Return the newest item, taken or not, and leave it."""
        return self._newest

    def clear(self) -> None:
        """Keep nothing any longer; what was not taken is lost, and not counted as dropped."""
        with self._changed:
            self._newest, self._waiting = None, False
            self._changed.notify_all()

    def close(self) -> None:
        """Let nobody wait any longer."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
