"""The mailbox between capture and inference: the newest wins, and losses are counted."""

import threading

from laughgame.vision.latest import Latest


def test_the_newest_item_takes_the_place_of_one_nobody_took() -> None:
    mailbox: Latest[str] = Latest()
    for item in ("old", "newer", "newest"):
        mailbox.put(item)

    assert mailbox.take(0) == "newest"
    assert mailbox.dropped == 2


def test_an_item_is_taken_once_and_can_be_looked_at_for_ever() -> None:
    mailbox: Latest[str] = Latest()
    mailbox.put("frame")

    assert mailbox.take(0) == "frame"
    assert mailbox.take(0) is None
    assert mailbox.peek() == "frame"
    assert mailbox.dropped == 0


def test_a_taker_is_woken_by_the_next_item() -> None:
    mailbox: Latest[str] = Latest()
    taken: list[str | None] = []
    taker = threading.Thread(target=lambda: taken.append(mailbox.take(10)))
    taker.start()
    mailbox.put("frame")
    taker.join(10)

    assert taken == ["frame"]


def test_closing_wakes_a_taker_and_keeps_what_was_offered_before() -> None:
    mailbox: Latest[str] = Latest()
    mailbox.put("last")
    mailbox.close()
    mailbox.put("too late")

    assert mailbox.take(10) == "last"
    assert mailbox.take(10) is None
    assert mailbox.closed


def test_a_giver_can_wait_for_the_taker() -> None:
    mailbox: Latest[str] = Latest()
    assert mailbox.wait_until_taken(0)

    mailbox.put("frame")
    assert not mailbox.wait_until_taken(0)

    mailbox.take(0)
    assert mailbox.wait_until_taken(0)


def test_closing_ends_the_giver_s_wait() -> None:
    mailbox: Latest[str] = Latest()
    mailbox.put("frame")
    mailbox.close()

    assert mailbox.wait_until_taken(10)


def test_an_item_that_is_false_is_still_an_item() -> None:
    mailbox: Latest[int] = Latest()
    mailbox.put(0)

    assert mailbox.take(0) == 0


def test_what_is_cleared_is_gone_and_no_loss():
    mailbox = Latest()
    mailbox.put("one")
    mailbox.clear()

    assert mailbox.peek() is None
    assert mailbox.take(0) is None
    mailbox.put("two")
    assert (mailbox.take(0), mailbox.dropped) == ("two", 0)
