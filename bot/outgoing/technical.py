"""Telling administrators what went wrong: at most once a day, only if something did, and never a text of anybody (D7)."""

from datetime import datetime, time, timedelta
from functools import partial

from bot.channels.base import Outgoing
from bot.outgoing.drawn import Drawn, Unsent, key_of
from bot.outgoing.reaching import reached_at
from bot.timing.editions import Editions
from bot.timing.planning import calendar_around
from dialogs.saying.prompt import Prompt
from dialogs.timing.wallclock import to_utc
from dialogs.timing.workdays import next_allowed, same_time_on_a_free_day
from storage.groups import people
from storage.groups.people import Person
from storage.outgoing import outbox
from storage.outgoing.failing import TECHNICAL, failures, heard_since, told_until
from storage.outgoing.outbox import Claimed, Message
from storage.store import Unit

AT = time(16)
"""After the reports to facilitators, so that who has both roles gets one message a day (C-36)."""
ONE_DAY = timedelta(days=1)
MOST_IDS = 20


def plan_technical(unit: Unit, now: datetime) -> None:
    """Let every administrator hear at the next moment for it that something went wrong; more of one day come together."""
    for id_ in people.holders(unit, "admin"):
        admin = people.load(unit, id_)
        if admin.undeliverable is not None or (to := reached_at(unit, id_)) is None:
            continue
        due = _next_moment(unit, admin, now)
        key = f"technical {id_} {due.astimezone(admin.zone).date().isoformat()}"
        outbox.add(unit, Message(key, to, TECHNICAL, [{"technical": True}], due, person=id_))


def _next_moment(unit: Unit, admin: Person, now: datetime) -> datetime:
    """Return the first moment after ``now`` at which she may hear what went wrong (N1)."""
    today = now.astimezone(admin.zone).date()
    on = partial(same_time_on_a_free_day, at=AT, zone=admin.zone, calendar=calendar_around(unit, admin), quiet=admin.quiet_days)
    due = on(today)
    return due if due > now else on(today + ONE_DAY)


def technical_message(unit: Unit, editions: Editions, claimed: Claimed, now: datetime) -> Drawn | Unsent:
    """Return what went wrong since the last time, or why it is not told."""
    assert claimed.person is not None
    admin = people.load(unit, claimed.person)
    if admin.id not in people.holders(unit, "admin") or people.signed_off(unit, admin.id):
        return Unsent("dropped", "no administrator")
    if admin.away_until is not None and admin.away_until > now:  # the next one holds what is in this one (GE19)
        return Unsent("dropped", "away")
    if (free := next_allowed(now, admin.zone, calendar_around(unit, admin), admin.quiet_days)) > now:
        return Unsent("waiting", "outside the hours", free)
    midnight = to_utc(now.astimezone(admin.zone).date(), time(), admin.zone)
    if claimed.attempt == 1 and heard_since(unit, admin.id, midnight):
        return Unsent("waiting", "another message today", _next_moment(unit, admin, midnight + ONE_DAY))
    text = _in_words(unit, editions, admin, claimed.due)
    if text is None:
        return Unsent("dropped", "nothing failed")
    prompt = Prompt(text, language=admin.language)
    return Drawn(Outgoing(key_of(claimed.id), claimed.to.partition(":")[2], "person", prompt, "notice"))


def _in_words(unit: Unit, editions: Editions, admin: Person, until: datetime) -> str | None:
    found = failures(unit, told_until(unit, admin.id), until)
    if not found:
        return None
    phrases = editions.phrases(admin.language)
    lines = [phrases.text("technical.head")]
    for key, count, ids in (
        ("technical.failed", found.messages, []),
        ("technical.missed", len(found.missed), [f"{format} {team}" for format, team in found.missed]),
        ("technical.people", len(found.unreachable), list(found.unreachable)),
    ):
        if count:
            listed = ", ".join(ids[:MOST_IDS]) + (", …" if len(ids) > MOST_IDS else "")
            lines.append("- " + phrases.text(key, {"aantal": count, "ids": listed}))
    return "\n".join([*lines, phrases.text("technical.mend")])
