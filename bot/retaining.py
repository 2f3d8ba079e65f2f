"""How long things are kept, and that their author hears of it before they go (§4.5)."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial

from bot.editions import Editions
from storage import audit, conversations, people, retention, seen
from storage.conversations import Fresh
from storage.erasing import erase_again, erase_person
from storage.store import Unit

Portion = Callable[[Unit], int]
"""Lets go of some of what is too old; returns how much, and nothing when there is no more."""

MONTH = timedelta(days=30.5)
PRIVATE = SHARED = AUDIT = 12 * MONTH
NOTICE = timedelta(days=14)
TOGETHER = timedelta(days=31)
"""What goes within a month is told of at once, so that nobody hears of it every week."""
LEFT_GROUP = timedelta(days=30)
SEEN = timedelta(days=7)
"""No platform repeats a message after so long."""
SETTLED = timedelta(days=60)
"""For how long it can be told why something did not arrive."""
SHOWING = SHARED + 2 * MONTH
"""Messages that show texts outlive these, so that they can be changed along; and the conversations that they speak of
outlive both."""
ENDED = SHOWING + MONTH
CHAT = 12 * MONTH
MOST = 200


def portions(editions: Editions, now: datetime) -> Iterator[Portion]:
    """Yield what is to be done once a day, each again and again until it has nothing more to do."""
    private, shared = now - PRIVATE, now - SHARED
    yield partial(erase_again, now=now)
    yield partial(_erase_who_left, now=now)
    yield partial(_tell_authors, editions=editions, now=now)
    yield partial(retention.let_go, private=private, shared=shared, noticed=now - NOTICE, now=now, most=MOST)
    yield partial(retention.let_go_of_who_left, left=now - LEFT_GROUP, now=now, most=MOST)
    yield partial(retention.let_go_of_messages, settled=now - SETTLED, showing=now - SHOWING, most=MOST)
    yield partial(retention.let_go_of_conversations, touched=now - ENDED, most=MOST)
    yield partial(retention.let_go_of_the_chat, written=now - CHAT, happened=now - SETTLED, most=MOST)
    yield partial(seen.forget_before, moment=now - SEEN, most=MOST)
    yield partial(_forget_acts, now=now)


def _erase_who_left(unit: Unit, now: datetime) -> int:
    found = retention.to_be_erased(unit, now, 1)
    for id_ in found:
        erase_person(unit, id_, now)
    return len(found)


def _tell_authors(unit: Unit, editions: Editions, now: datetime) -> int:
    """Plan the one notice before something goes; it counts as any message of the bot's own accord (N1, N2)."""
    soon = NOTICE
    found = retention.about_to_go(unit, now - PRIVATE + soon, now - SHARED + soon, MOST)
    format_id = editions.library.for_expiring()
    edition = editions.newest(format_id)
    for owner in found:
        together = soon + TOGETHER
        retention.notice(unit, owner, now - PRIVATE + together, now - SHARED + together, now)
        fresh = Fresh(owner, format_id, edition.version, edition.dutch.stages[0].id, now, occasion=f"expiring {now.date()}",
                      team=people.home_team(unit, owner), next_at=now, closes_at=now + NOTICE)  # fmt: skip
        conversations.begin(unit, [fresh])
    return len(found)


def _forget_acts(unit: Unit, now: datetime) -> int:
    """Forget acts of long ago; first who was erased then, or she would be erased again."""
    unit.keys.forget_erased((now - AUDIT).timestamp())
    return audit.forget_before(unit, now - AUDIT, MOST)
