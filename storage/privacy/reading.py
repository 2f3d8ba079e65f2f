"""Who was given to read what is shared with few only (V1): a line in the log of acts, and no more than one a day (trust S18).

A line is for one reader and one author, so that the author can ask for it; which text it was stands nowhere. What a message
showed counts once it was sent: the bot does not know whether somebody looks at it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, bindparam, exists, or_, select, text

from storage.database.prepared import Prepared
from storage.groups import linked, people
from storage.privacy import audit
from storage.privacy.chain import Origin
from storage.store import Unit
from storage.tables import IS_READING, answer, membership, shown
from storage.tables import audit as lines
from storage.times import instant, stamp

READ = "read V1"
_IN_MESSAGE = Prepared(
    select(answer.c.owner)
    .join(shown, shown.c.answer == answer.c.id)
    .where(shown.c.outbox == bindparam("message"), answer.c.level == "V1", answer.c.owner != bindparam("reader"))
)


@dataclass(frozen=True, slots=True)
class Reading:
    """On which day somebody was given to read a person's texts; nobody's name where she was erased since.

    She ``guided`` where she was facilitator of a group of that person then.
    """

    at: datetime
    reader: str | None
    guided: bool


def read_in_message(unit: Unit, message: int, reader: str, now: datetime) -> None:
    """Write down of whom a message that was sent let its reader read something."""
    note(unit, reader, {row.owner for row in _IN_MESSAGE.rows(unit, {"message": message, "reader": reader})}, now)


def authors(unit: Unit, reader: str, answers: Iterable[int], *, file: str | None = None) -> set[str]:
    """Return who shared some answers, or what goes with a file, with few only; never the reader herself."""
    meant = answer.c.id.in_(list(answers)) if file is None else answer.c.file == file
    found = select(answer.c.owner).where(meant, answer.c.level == "V1", answer.c.owner != reader)
    return set(unit.connection.execute(found).scalars())


def not_noted(unit: Unit, reader: str, authors: Collection[str], now: datetime) -> list[str]:
    """Return of which authors it was not yet written down today, as days are for the reader, that she reads them."""
    zone = people.load(unit, reader).zone if authors else ZoneInfo("UTC")
    today = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    read = text(IS_READING), lines.c.actor == reader, lines.c.subject.in_(authors), lines.c.at >= stamp(today)
    known = set(unit.connection.execute(select(lines.c.subject).where(*read)).scalars()) if authors else set()
    return sorted(set(authors) - known)


def note(unit: Unit, reader: str, authors: Collection[str], now: datetime, origin: Origin = "chat") -> None:
    """Write down that somebody was given to read texts of these authors, for each once a day.

    Of who was erased while it was made ready nothing is written down.
    """
    if not people.is_known(unit, reader):
        return
    for author in not_noted(unit, reader, [one for one in authors if people.is_known(unit, one)], now):
        audit.note(unit, READ, now, actor=reader, subject=author, origin=origin)


def of(unit: Unit, author: str, since: datetime, most: int) -> list[Reading]:
    """Return who was given to read a person's texts, the newest first."""
    ids = [author, *linked.ids_before(unit, author)]
    hers = text(IS_READING), lines.c.subject.in_(ids), lines.c.at >= stamp(since)
    found = select(lines.c.at, lines.c.actor, _guided(author).label("guided")).where(*hers)
    rows = unit.connection.execute(found.order_by(lines.c.id.desc()).limit(most))
    return [Reading(instant(row.at), row.actor, row.guided) for row in rows]


def _guided(author: str) -> ColumnElement[bool]:
    """Return whether who read guided a group of the author, at the moment of a line."""
    guides, joined = membership.alias("guides"), membership.alias("joined")
    then = (
        held
        for one in (guides, joined)
        for held in (one.c.since <= lines.c.at, or_(one.c.until.is_(None), one.c.until > lines.c.at))
    )
    here = guides.c.person == lines.c.actor, guides.c.role == "facilitator", guides.c.team == joined.c.team
    return exists().where(*here, joined.c.person == author, *then)
