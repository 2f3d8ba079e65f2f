"""How long things are kept, and that their author hears of it before they go (§4.5)."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial

from bot.timing.editions import Editions
from bot.upkeep import parting
from dialogs.language.content import Retention
from storage.groups import free_moments, linked, partners, people, settings, teams
from storage.outgoing import sending, sent_parts
from storage.privacy import audit, retention
from storage.privacy.erasing import erase_again, erase_person
from storage.privacy.limits import MONTH, Limits, limits_of
from storage.privacy.parting import let_go_again
from storage.store import Unit
from storage.talks import conversations, seen
from storage.talks.conversations import Fresh

Portion = Callable[[Unit], int]
"""Lets go of some of what is too old; returns how much, and nothing when there is no more."""

LASTS: Mapping[Retention, timedelta] = {
    "half_year": 6 * MONTH, "twelve_weeks": timedelta(weeks=12), "eight_weeks": timedelta(weeks=8),
    "four_weeks": timedelta(weeks=4),
}  # fmt: skip
"""How long what is told is kept in formats that say so (§4.5)."""
TOGETHER = timedelta(days=31)
"""What goes within a month is told of at once, so that nobody hears of it every week."""
MOST = 200


def limits(unit: Unit) -> Limits:
    """Return how long things are kept here."""
    return limits_of(settings.of(unit))


def _old(kept: Limits, editions: Editions, at: datetime) -> retention.Old:
    """Return what is old enough at a moment to go."""
    given = {name: at - LASTS[how] for name, how in editions.gone_in_a_while.items()}
    return retention.Old(at - kept.private, at - kept.shared, given, editions.kept_after)


def portions(editions: Editions, kept: Limits, now: datetime, *, again: bool) -> Iterator[Portion]:
    """Yield what is to be done once a day, each again and again until it has nothing more to do.

    ``again`` says that something is here that was let go of before.
    """
    over = parting.Limits(kept.programme, kept.notice)
    yield lambda unit: len(erase_again(unit, now))
    if again:
        yield partial(let_go_again, now=now)
    yield partial(_erase_who_left, now=now)
    yield partial(parting.tell_authors, editions=editions, limits=over, now=now, most=MOST)
    yield partial(parting.let_go, editions=editions, limits=over, now=now, most=MOST)
    yield partial(_erase_guests, now=now)
    yield partial(_tell_authors, editions=editions, kept=kept, now=now)
    yield partial(retention.let_go, old=_old(kept, editions, now), noticed=now - kept.notice, now=now, most=MOST)
    yield partial(retention.let_go_of_who_left, left=now - kept.left, now=now, most=MOST)
    yield partial(retention.let_go_of_messages, settled=now - kept.settled, showing=now - kept.showing, most=MOST)
    yield partial(retention.let_go_of_conversations, touched=now - kept.ended, now=now, most=MOST)
    yield partial(partners.forget_gone, most=MOST)
    yield partial(free_moments.forget_passed, now=now, most=MOST)
    yield partial(retention.let_go_of_the_chat, written=now - kept.chat, happened=now - kept.settled, now=now, most=MOST)
    yield partial(seen.forget_before, moment=now - kept.seen, most=MOST)
    yield partial(sent_parts.forget_before, moment=now - kept.seen, most=MOST)
    yield partial(linked.forget_before, moment=now - linked.VALID, most=MOST)
    yield partial(_forget_acts, kept=kept, now=now)


def _erase_who_left(unit: Unit, now: datetime) -> int:
    found = retention.to_be_erased(unit, now, 1)
    for id_ in found:
        erase_person(unit, id_, now)
    return len(found)


def _erase_guests(unit: Unit, now: datetime) -> int:
    """Erase who had no account, once nothing of hers is kept any more (S39)."""
    found = retention.guests_of_nothing(unit, MOST)
    for id_ in found:
        erase_person(unit, id_, now, whole=True)
    return len(found)


def _tell_authors(unit: Unit, editions: Editions, kept: Limits, now: datetime) -> int:
    """Plan the one notice before something goes; it counts as any message of the bot's own accord (N1, N2, X20)."""
    if sending.stopped_since(unit) is not None:
        return 0
    soon = now + kept.notice
    found = retention.about_to_go(unit, _old(kept, editions, soon), MOST)
    format_id = editions.library.for_expiring()
    edition = editions.newest(format_id)
    for owner in found:
        home = people.home_team(unit, owner)
        waits = home is not None and teams.load(unit, home).pauses_at(now)  # then this is no matter of the group (X19)
        retention.notice(unit, owner, _old(kept, editions, soon + TOGETHER), now)
        fresh = Fresh(owner, format_id, edition.version, edition.dutch.stages[0].id, now, occasion=f"expiring {now.date()}",
                      team=None if waits else home, next_at=now, closes_at=soon)  # fmt: skip
        conversations.begin(unit, [fresh])
    return len(found)


def _forget_acts(unit: Unit, kept: Limits, now: datetime) -> int:
    """Forget acts of long ago; first who was erased then, or she would be erased again."""
    unit.keys.forget_erased((now - kept.audit).timestamp())
    return audit.forget_before(unit, now - kept.audit, now, MOST)
