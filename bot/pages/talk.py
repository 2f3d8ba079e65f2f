"""The conversation of somebody who has no chat, on a page of her own: what was said to her, and what she does (X02)."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from aiohttp import web as http
from aiohttp.http import HttpProcessingError
from aiohttp.web import FileField
from multidict import MultiDictProxy

from bot.channels import home
from bot.channels.base import LARGEST_FILE, Act, Chose, DeliveryError, Incoming, IncomingFile, Said, Submitted
from bot.clock import Clock
from bot.incoming.files import kind_of
from bot.incoming.receiving import Receiver
from bot.pages.door import Refused
from storage.groups import addresses, people
from storage.groups.people import Person
from storage.outgoing import mailboxes, outbox, pages, spoken_of, web
from storage.outgoing.web import WebMessage
from storage.store import Store, Unit

if TYPE_CHECKING:  # see bot.app
    from bot.channels.email.channel import EmailChannel

MOST = 60
"""Messages that the page shows."""
LONGEST_TEXT = 40_000
"""Signs of one field; longer ones are refused with the whole form."""
_OWN_ID = re.compile(r"[0-9a-f]{32}")
Fields = MultiDictProxy[str | bytes | bytearray | FileField]


def by_mail(unit: Unit, person: Person) -> bool:
    """Whether somebody is reached by mail."""
    return (mailboxes.CHANNEL, person.id) in addresses.of(unit, person.id)


def allowed(unit: Unit, person: Person) -> Person:
    """Return a person who has her conversation here; raises Refused for who has a chat, or guides no group (any more)."""
    if not by_mail(unit, person):
        raise Refused(403, "rights")
    require_guide(unit, person.id)
    return person


def require_guide(unit: Unit, person: str) -> None:
    """Raise Refused for who facilitates no group (any more) (GE18)."""
    if not _guides(unit, person):
        raise Refused(403, "over")


def _guides(unit: Unit, person: str) -> bool:
    return any(held.role == "facilitator" for held in people.roles_of(unit, person))


def shown(unit: Unit, person: Person) -> Mapping[str, object]:
    """Return what was said to a person and by her, the oldest first, with what she can do at it; raises Refused."""
    allowed(unit, person)
    found = web.newest(unit, f"person:{person.id}", MOST)
    return {"messages": [_message(one) for one in _hers(unit, person, found)], "full": len(found) == MOST, "fresh": uuid4().hex}


def _hers(unit: Unit, person: Person, found: Sequence[WebMessage]) -> Sequence[WebMessage]:
    """Return what somebody may still see of what was said before she last stopped guiding a group (GE18).

    That is what speaks of groups alone that she guides now; of what is not known of which group it speaks, nothing.
    """
    ended = spoken_of.ended_last(unit, person.id, "facilitator")
    guided = {held.team for held in people.roles_of(unit, person.id) if held.role == "facilitator"}

    def may_be_seen(one: WebMessage) -> bool:
        if ended is None or one.at > ended:
            return True
        groups = spoken_of.groups_of(unit, one)
        return bool(groups) and groups <= guided

    return [one for one in found if may_be_seen(one)]


def _message(one: WebMessage) -> Mapping[str, Any]:
    empty: dict[str, Any] = {
        "text": "", "title": None, "help": None, "readers": None, "choices": [], "chosen": [], "many": False, "form": None,
        "files": [], "link": None, "lang": "nl",
    }  # fmt: skip
    known = {
        "id": one.id, "at": one.at, "hers": one.author != "bot", "gone": one.state == "withdrawn", "fresh": uuid4().hex
    }  # fmt: skip
    return {**empty, **one.body, **known}


class Talk:
    """Takes in what people do on their page, as what they do in a chat is taken in."""

    def __init__(self, store: Store, receiver: Receiver, clock: Clock, mail: "EmailChannel") -> None:
        self._store = store
        self._receiver = receiver
        self._clock = clock
        self._mail = mail

    async def look(self, person: Person) -> None:
        """Note that somebody looks: of what comes after this she is told by mail again.

        What stands here and could not be mailed yet needs no mail any more, and holds up no answer.
        """
        now = self._clock.now()

        def work(unit: Unit) -> None:
            mailboxes.looked(unit, person.id, now)
            outbox.try_now_to(unit, f"{mailboxes.CHANNEL}:{person.id}")

        await self._store.run(work)

    async def mail_link(self, token: str) -> bool:
        """Mail a new link in place of an old one, where that was one from a mail to who still guides a group.

        False for a link that was never made. Raises Refused when no mail can be sent now.
        """
        now = self._clock.now()

        def work(unit: Unit) -> tuple[bool, str | None]:
            link = pages.find_link(unit, token, now)
            return link is not None, link.person if link and link.mailed and _guides(unit, link.person) else None

        known, person = await self._store.read(work)
        if person is not None:
            try:
                await self._mail.send_link(person)
            except DeliveryError as problem:
                raise Refused(503, "mail_away") from problem
        return known

    async def take(self, person: Person, fields: Fields) -> None:
        """Take in one form of the page: a message, buttons, or a form of the bot; raises Refused for what is none."""
        id_ = _text(fields, "id")
        if not _OWN_ID.fullmatch(id_):
            raise Refused(400, "too_much")
        files = {name: file for name, value in fields.items() if isinstance(value, FileField) and (file := _file(value))}
        card, act = _text(fields, "message"), await self._act(person, fields, files)
        if act is None:
            return
        now = self._clock.now()  # before what answers it
        same = _same(id_, fields, files.values())
        place, sent = f"person:{person.id}", [_described(one) for one in files.values()]

        def also(unit: Unit, told_in: int | None) -> None:
            if isinstance(act, Said) or not card:
                about = f"c{told_in}" if told_in is not None else None
                written = {"text": _text(fields, "text"), "files": sent}
                web.post(unit, place, same, person.id, written, now, about=about)
            elif isinstance(act, Chose):
                web.mark_chosen(unit, place, card, act.choices)

        incoming = Incoming(mailboxes.CHANNEL, person.id, f"{person.id} page {same}", act)
        await self._receiver.receive(incoming, also)

    async def _act(self, person: Person, fields: Fields, files: Mapping[str, IncomingFile]) -> Act | None:
        """Return what a form of the page does; None for an empty message."""
        if form := _text(fields, "form"):
            return Submitted(form, values_of(fields), {name.removeprefix("f."): file for name, file in files.items()})
        if "many" in fields:
            none = await self._store.read(lambda unit: home.none_of(unit, person.id, _text(fields, "message")))
            return Chose(tuple(_all(fields, "chosen")) or (none,))
        if action := _text(fields, "action"):
            return Chose((action,))
        text = _text(fields, "text")
        if not files and (found := await home.chosen(self._store, person.id, text)):
            return Chose((found,), text)
        return Said(text, tuple(files.values())) if files or text.strip() else None


async def form_of(request: http.Request) -> Fields:
    """Return the fields of a form with files; raises Refused for one that cannot be read."""
    if request.content_type not in {"multipart/form-data", "application/x-www-form-urlencoded"}:
        raise Refused(400, "too_much")
    try:
        fields = await request.post()
    except (LookupError, ValueError, HttpProcessingError, http.HTTPRequestEntityTooLarge) as problem:
        raise Refused(413, "too_much") from problem
    if any(isinstance(value, str) and len(value) > LONGEST_TEXT for value in fields.values()):
        raise Refused(413, "too_much")
    return fields


def _same(id_: str, fields: Fields, files: Iterable[IncomingFile]) -> str:
    """Return what is the same when a form is sent twice, and another when something else is sent from the same page."""
    told = [f"{name}={value}" for name, value in fields.items() if isinstance(value, str)]
    seen = hashlib.sha256("\n".join([id_, *sorted(told)]).encode(errors="surrogatepass"))
    for one in files:
        seen.update(one.body)
    return seen.hexdigest()


def _text(fields: Fields, name: str) -> str:
    value = fields.get(name, "")
    return value.replace("\r\n", "\n") if isinstance(value, str) else ""


def _all(fields: Fields, name: str) -> list[str]:
    return [value for value in fields.getall(name, []) if isinstance(value, str)]


def values_of(fields: Fields) -> dict[str, Any]:
    """Return what was filled in on a form; several of one field only where several could be chosen."""
    one = {name: _text(fields, name) for name in fields if name.startswith("f.") and isinstance(fields[name], str)}
    several = {name: _all(fields, name) for name in fields if name.startswith("m.")}
    return {name[2:]: value for name, value in {**one, **several}.items() if value}


def _file(field: FileField) -> IncomingFile | None:
    """Return a file that was chosen; raises Refused for one that is too large."""
    body = field.file.read(LARGEST_FILE + 1)
    if len(body) > LARGEST_FILE:
        raise Refused(413, "too_much")
    return IncomingFile(uuid4().hex, field.filename[-120:] or "bestand", body) if body else None


def _described(file: IncomingFile) -> dict[str, Any]:
    return {"id": file.id, "name": file.name, "type": kind_of(file.body), "size": len(file.body)}
