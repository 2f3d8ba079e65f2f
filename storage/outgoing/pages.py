"""The way to a person's pages: links that are opened once, and the sessions they become. Tokens are kept as hashes only."""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import delete, insert, or_, select, update

from storage.database.neutral import upsert
from storage.groups import people
from storage.groups.people import Person
from storage.store import Unit
from storage.tables import page_link, page_session, person
from storage.times import stamp

LINK_LIVES = timedelta(minutes=15)
MAIL_LIVES = timedelta(days=3)
"""A mail is read later than a chat (X02)."""
SESSION_LIVES = timedelta(hours=8)
REMEMBERED = timedelta(days=1)
"""For how long a link that was used, or is too old, is known as such."""
MAIL_REMEMBERED = timedelta(days=400)
"""In place of an old link from a mail a new one can be asked for, so it is known for longer."""

ONCE = "once"
"""The page on which who has no account answers once (S39)."""

State = Literal["good", "used", "late"]


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it stands now: for whom, to which page, and whether it still opens."""

    person: str
    page: str
    state: State
    mailed: bool = False


def _hashed(token: str) -> str:
    """Return what is kept of a token: 256 random bits need no salt."""
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()


def make_link(unit: Unit, person_id: str, page: str, now: datetime, *, mailed: bool = False) -> str:
    """Make a link to a page of a person, and return its token; what is old is forgotten."""
    for by_mail, remembered in ((False, REMEMBERED), (True, MAIL_REMEMBERED)):
        old = page_link.c.mailed.is_(by_mail), page_link.c.made_at < stamp(now - remembered)
        unit.connection.execute(delete(page_link).where(*old))
    unit.connection.execute(delete(page_session).where(page_session.c.began_at <= stamp(now - SESSION_LIVES)))
    token = secrets.token_urlsafe(32)
    values = {"token": _hashed(token), "person": person_id, "page": page, "made_at": stamp(now), "mailed": mailed}
    unit.connection.execute(insert(page_link).values(**values))
    return token


def make_once(unit: Unit, guest: str, now: datetime) -> str:
    """Make the one link of who has no account, and return its token: the same each time, as it may have been sent on (S39).

    After a new master key it is another one; the old one then opens no more, where nobody opened it yet.
    """
    secret = unit.keys.derived(ONCE.encode())[0]
    token = urlsafe_b64encode(hmac.digest(secret, guest.encode(), "sha256")).decode().rstrip("=")
    values = {"token": _hashed(token), "person": guest, "page": ONCE, "made_at": stamp(now), "mailed": True}
    unit.connection.execute(upsert(page_link).values(**values).on_conflict_do_nothing())
    hers = page_link.c.person == guest, page_link.c.page == ONCE, page_link.c.opened_at.is_(None)
    unit.connection.execute(delete(page_link).where(*hers, page_link.c.token != _hashed(token)))
    return token


def forget_link(unit: Unit, token: str) -> None:
    """Let a link that never reached its person lead nowhere."""
    unit.connection.execute(delete(page_link).where(page_link.c.token == _hashed(token)))


def shut(unit: Unit, person_id: str) -> None:
    """Let no link of a person open any more, and end her sessions: they may be with somebody else."""
    unit.connection.execute(delete(page_link).where(page_link.c.person == person_id))
    unit.connection.execute(delete(page_session).where(page_session.c.person == person_id))


def find_link(unit: Unit, token: str, now: datetime) -> Link | None:
    """Return a link by its token; None for one that was never made, or whose person left since."""
    row = unit.connection.execute(
        select(page_link)
        .join(person, person.c.id == page_link.c.person)
        .where(page_link.c.token == _hashed(token), or_(person.c.left_at.is_(None), person.c.left_at < page_link.c.made_at))
    ).first()
    if row is None:
        return None
    late = row.made_at <= stamp(now - (MAIL_LIVES if row.mailed else LINK_LIVES))
    return Link(row.person, row.page, "used" if row.opened_at is not None else "late" if late else "good", row.mailed)


def open_link(unit: Unit, token: str, now: datetime) -> tuple[Link | None, str | None]:
    """Use a link up, and begin a session for its person; returns the link as it was found, and the session's token.

    Of two at once, one begins a session.
    """
    link = find_link(unit, token, now)
    if link is None or link.state != "good":
        return link, None
    first = update(page_link).where(page_link.c.token == _hashed(token), page_link.c.opened_at.is_(None))
    if unit.connection.execute(first.values(opened_at=stamp(now))).rowcount != 1:
        return Link(link.person, link.page, "used", link.mailed), None
    session = secrets.token_urlsafe(32)
    unit.connection.execute(insert(page_session).values(token=_hashed(session), person=link.person, began_at=stamp(now)))
    return link, session


def open_once(unit: Unit, token: str, session: str, now: datetime) -> tuple[str | None, str | None]:
    """Open a link of who has no account in the browser of a ``session``; return whose it is, and the session it is open in.

    It stays open in the browser that was first, and opens in no other (S39). Nobody's is a link that was never made.
    """
    link = page_link.c.token == _hashed(token), page_link.c.page == ONCE
    first = update(page_link).where(*link, page_link.c.opened_at.is_(None))
    fresh = secrets.token_urlsafe(32)
    began = unit.connection.execute(first.values(opened_at=stamp(now), session=_hashed(fresh))).rowcount == 1
    row = unit.connection.execute(select(page_link.c.person, page_link.c.session).where(*link)).first()
    if row is None:
        return None, None
    if began:
        return str(row.person), fresh
    return str(row.person), session if session and row.session == _hashed(session) else None


def find_once(unit: Unit, token: str) -> str | None:
    """Return whose a link of who has no account is, without opening it."""
    link = page_link.c.token == _hashed(token), page_link.c.page == ONCE
    return unit.connection.execute(select(page_link.c.person).where(*link)).scalar()


def guest_of(unit: Unit, session: str) -> str | None:
    """Return for whom a link is open in the browser of a session."""
    return unit.connection.execute(select(page_link.c.person).where(page_link.c.session == _hashed(session))).scalar()


def person_of(unit: Unit, session: str, now: datetime) -> Person | None:
    """Return whose session this is; None when it is over, or its person left since it began."""
    found = unit.connection.execute(
        select(page_session.c.person)
        .join(person, person.c.id == page_session.c.person)
        .where(
            page_session.c.token == _hashed(session),
            page_session.c.began_at > stamp(now - SESSION_LIVES),
            or_(person.c.left_at.is_(None), person.c.left_at < page_session.c.began_at),
        )
    ).scalar()
    return None if found is None else people.load(unit, found)


def end_session(unit: Unit, session: str) -> None:
    """End a session."""
    unit.connection.execute(delete(page_session).where(page_session.c.token == _hashed(session)))
