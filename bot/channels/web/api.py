"""The web chat's JSON API (docs/reference/web-chat-api.md). Loopback only; every answer is stored before 202 is said."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from aiohttp import web as http

from bot.channels import home
from bot.channels.base import Act, Chose, Deleted, Edited, Incoming, IncomingFile, Mentioned, Said, Submitted
from bot.channels.web.calls import Refused, list_in, number_in, read_body, text_in
from bot.channels.web.channel import WebChannel
from bot.channels.web.pages import page_routes
from bot.channels.web.reading import Reading
from bot.channels.web.stream import stream
from bot.channels.web.uploads import Uploads
from bot.clock import Clock
from bot.foreseeing.moving import CannotMove, DemoMover
from bot.incoming.attachments import download, for_reader
from bot.incoming.files import kind_of
from bot.incoming.receiving import Also, Receiver
from bot.incoming.turn import Unknown
from storage.groups import people, teams
from storage.outgoing import web
from storage.store import Store, Unit

MENTION = "@leerbot"
BOTS_OWN = re.compile(r"o\d+(\.\d+)?")
LONGEST_ID = 80


class WebApi:
    """Answers the calls of the page and of tests."""

    def __init__(
        self,
        store: Store,
        channel: WebChannel,
        receiver: Receiver,
        clock: Clock,
        mover: DemoMover | None,
        reading: Reading,
    ) -> None:
        self._store = store
        self._channel = channel
        self._receiver = receiver
        self._clock = clock
        self._mover = mover
        self._reading = reading
        self._uploads = Uploads()

    def routes(self) -> list[http.RouteDef]:
        """Return all routes of the web chat."""
        person, room = "/chat/api/people/{person}", "/chat/api/rooms/{room}"
        return [
            *page_routes(),
            http.get("/chat/api/people", self.people),
            http.get("/chat/api/rooms", self.rooms),
            http.put(f"{person}/language", self.language),
            http.post(f"{person}/messages", self.say),
            http.get(f"{person}/messages", self.person_messages),
            http.patch(f"{person}/messages/{{message}}", self.edit),
            http.delete(f"{person}/messages/{{message}}", self.delete),
            http.post(f"{person}/files", self.upload),
            http.get(f"{person}/files/{{file}}", self.file),
            http.post(f"{person}/actions", self.act),
            http.post(f"{room}/messages", self.say_in_room),
            http.get(f"{room}/messages", self.room_messages),
            http.get("/chat/api/clock", self.clock),
            http.post("/chat/api/clock", self.move),
            http.get("/chat/api/timeline", self.timeline),
            http.get("/chat/api/stream", self.stream, allow_head=False),  # it has no end, and a head no body
        ]

    # -- reading

    async def people(self, request: http.Request) -> http.Response:
        return http.json_response(await self._store.read(self._reading.people))

    async def rooms(self, request: http.Request) -> http.Response:
        return http.json_response(await self._store.read(self._reading.rooms))

    async def person_messages(self, request: http.Request) -> http.Response:
        person = await self._person(request)
        return await self._messages(request, f"person:{person}")

    async def room_messages(self, request: http.Request) -> http.Response:
        return await self._messages(request, f"room:{await self._room(request)}")

    async def _messages(self, request: http.Request, place: str) -> http.Response:
        after = number_in(request.query.get("after", "0"))
        found = await self._store.read(lambda unit: self._reading.messages(unit, place, after))
        return http.json_response({"messages": found})

    async def clock(self, request: http.Request) -> http.Response:
        return http.json_response(self._reading.clock(self._clock.now()))

    async def timeline(self, request: http.Request) -> http.Response:
        after = number_in(request.query.get("after", "0"))
        return http.json_response({"events": await self._store.read(lambda unit: self._reading.events(unit, after))})

    async def file(self, request: http.Request) -> http.Response:
        person, file = await self._person(request), request.match_info["file"]
        if upload := self._uploads.find(person, file):
            return download(upload.name, "application/octet-stream", upload.body)
        found = await self._store.read(lambda unit: for_reader(unit, person, file))
        if found is None:
            raise Refused(404, "Dit bestand is er niet voor jou.", "Vraag het aan wie het gestuurd heeft.")
        return download(*found)

    async def stream(self, request: http.Request) -> http.StreamResponse:
        return await stream(request, self._channel, self._reading)

    # -- what people do

    async def say(self, request: http.Request) -> http.Response:
        person, body = request.match_info["person"], await read_body(request)
        text, id_ = text_in(body, "text"), _own_id(body)
        wanted = list_in(body, "files")
        if wanted and await self._sent_before(person, id_):
            return http.json_response({"id": id_}, status=202)  # sent once more, after its files were let go
        files = tuple(self._uploads.take(person, str(file)) for file in wanted)
        shown = [{"id": file.id, "name": file.name, "type": kind_of(file.body), "size": len(file.body)} for file in files]
        written, now = {"text": text, "files": shown}, self._clock.now()

        def also(unit: Unit, told_in: int | None) -> None:
            about = f"c{told_in}" if told_in is not None else None
            web.post(unit, f"person:{person}", id_, person, written, now, about=about)

        chosen = None if files else await home.chosen(self._store, person, text)
        act = Chose((chosen,), text) if chosen else Said(text, files)
        await self._receive(Incoming("web", person, _said(person, id_), act), also)
        if files:
            self._uploads.drop(person, files)
        await self._channel.tell("place", {"place": f"person:{person}"})
        return http.json_response({"id": id_}, status=202)

    async def edit(self, request: http.Request) -> http.Response:
        person, body = await self._person(request), await read_body(request)
        message, text = await self._own_message(request, person), text_in(body, "text")
        if not text.strip():
            raise Refused(422, "Een bericht kan niet leeg worden.", "Haal het weg als je het niet meer wilt.")
        if text == message.body["text"]:  # the same edit once more
            return http.json_response({"id": message.id}, status=202)
        now = self._clock.now()

        def also(unit: Unit, _told_in: int | None = None) -> None:
            web.revise(unit, message.place, message.id, {**message.body, "text": text}, now)

        act = Edited(_said(person, message.id), text)
        await self._receive(Incoming("web", person, f"{person} edit {message.id} {uuid4().hex}", act), also)
        await self._channel.tell("place", {"place": f"person:{person}"})
        return http.json_response({"id": message.id}, status=202)

    async def delete(self, request: http.Request) -> http.Response:
        person = await self._person(request)
        message, now = await self._own_message(request, person), self._clock.now()

        def also(unit: Unit, _told_in: int | None = None) -> None:
            web.withdraw(unit, message.place, message.id, now)

        act = Deleted(_said(person, message.id))
        await self._receive(Incoming("web", person, f"{person} delete {message.id}", act), also)
        await self._channel.tell("place", {"place": f"person:{person}"})
        return http.json_response({"id": message.id}, status=202)

    async def act(self, request: http.Request) -> http.Response:
        person, body = request.match_info["person"], await read_body(request)
        action, values = text_in(body, "action"), body.get("values") or {}
        if not isinstance(values, dict) or not action:
            raise Refused(422, "Er ontbreekt een keuze.", "Stuur action, en values als een lijst met namen.")
        card, id_ = text_in(body, "message"), _own_id(body)
        act: Act
        if action == "many":
            act = Chose(
                tuple(str(one) for one in list_in(values, "chosen"))
                or (await self._store.read(lambda unit: home.none_of(unit, person, card)),)
            )
        elif action.endswith((".!form", ".!chat")):
            act = Submitted(action, values, await self._form_files(person, values))
        else:
            act = Chose((action,))

        def also(unit: Unit, _told_in: int | None = None) -> None:
            if isinstance(act, Chose):
                web.mark_chosen(unit, f"person:{person}", card, act.choices)

        await self._receive(Incoming("web", person, f"{person} act {id_}", act), also)
        if isinstance(act, Submitted):
            self._uploads.drop(person, act.files.values())
        await self._channel.tell("place", {"place": f"person:{person}"})
        return http.json_response({}, status=202)

    async def _form_files(self, person: str, values: Mapping[str, Any]) -> dict[str, IncomingFile]:
        return {
            name: self._uploads.take(person, value)
            for name, value in values.items()
            if isinstance(value, str) and self._uploads.find(person, value)
        }

    async def say_in_room(self, request: http.Request) -> http.Response:
        room, body = await self._room(request), await read_body(request)
        person, text, thread = text_in(body, "from"), text_in(body, "text"), text_in(body, "thread")
        members = await self._channel.roster(room)
        facilitators = await self._store.read(lambda unit: people.members(unit, room, ("facilitator",)))
        if person not in members and person not in {holder.person for holder in facilitators}:
            raise Refused(403, "Deze persoon hoort niet bij deze ruimte.", "Kies iemand uit het team.")
        if not text.strip():
            raise Refused(422, "Het bericht is leeg.", "Schrijf iets.")
        id_, now = _own_id(body), self._clock.now()

        def also(unit: Unit, _told_in: int | None = None) -> None:
            if thread and web.find(unit, f"room:{room}", thread) is None:
                raise Refused(404, "Het bericht waarop je reageert is er niet.", "Schrijf het als een nieuw bericht.")
            if not web.post(unit, f"room:{room}", id_, person, {"text": text}, now, thread=thread or None):
                _same_author(web.find(unit, f"room:{room}", id_), person)

        if MENTION in text.casefold():
            await self._receive(Incoming("web", person, f"{person} room {room} {id_}", Mentioned()), also)
        else:
            await self._store.run(also)
        await self._channel.tell("place", {"place": f"room:{room}"})
        return http.json_response({"id": id_}, status=202)

    async def upload(self, request: http.Request) -> http.Response:
        file = await self._uploads.receive(await self._person(request), request)
        return http.json_response(
            {"id": file.id, "name": file.name, "type": kind_of(file.body), "size": len(file.body)}, status=201
        )

    async def language(self, request: http.Request) -> http.Response:
        person, body = await self._person(request), await read_body(request)
        language = text_in(body, "language")
        if language not in {"nl", "en"}:
            raise Refused(422, "Die taal ken ik niet.", 'Kies "nl" of "en".')
        await self._store.run(lambda unit: people.set_values(unit, person, language=language))
        return http.Response(status=204)

    async def move(self, request: http.Request) -> http.Response:
        if self._mover is None:
            raise Refused(409, "Deze klok loopt gelijk met de echte tijd.", "Alleen in de demo kun je hem verzetten.")
        before = await self._store.read(web.last_event)
        try:
            await self._mover.move(await read_body(request))
        except CannotMove as problem:
            raise Refused(409 if problem.backwards else 422, problem.error, problem.mend) from problem
        now = self._reading.clock(self._clock.now())
        await self._channel.tell("clock", now)
        happened = await self._store.read(lambda unit: self._reading.events(unit, before))
        return http.json_response({**now, "happened": happened})

    # -- what several calls need

    async def _receive(self, incoming: Incoming, also: Also | None = None) -> None:
        try:
            await (self._receiver.receive(incoming, also) if also else self._receiver.receive(incoming))
        except Unknown as problem:
            raise Refused(404, "Deze persoon ken ik niet.", "Kies iemand uit de lijst.") from problem

    async def _sent_before(self, person: str, id_: str) -> bool:
        return await self._store.read(lambda unit: web.find(unit, f"person:{person}", id_)) is not None

    async def _person(self, request: http.Request) -> str:
        person = request.match_info["person"]
        if await self._store.read(lambda unit: people.by_address(unit, "web", person)) is None:
            raise Refused(404, "Deze persoon ken ik niet.", "Kies iemand uit de lijst.")
        return person

    async def _room(self, request: http.Request) -> str:
        room = request.match_info["room"]
        if await self._store.read(lambda unit: teams.of_room(unit, "web", room)) is None:
            raise Refused(404, "Deze ruimte ken ik niet.", "Kies een ruimte uit de lijst.")
        return room

    async def _own_message(self, request: http.Request, person: str) -> web.WebMessage:
        found = await self._store.read(lambda unit: web.find(unit, f"person:{person}", request.match_info["message"]))
        if found is None or found.author != person or found.state == "withdrawn":
            raise Refused(404, "Dat bericht is er niet (meer).", "Kies een eigen bericht.")
        return found


def _said(person: str, id_: str) -> str:
    """Return under which name what somebody wrote came in."""
    return f"{person} say {id_}"


def _same_author(there: web.WebMessage | None, person: str) -> None:
    if there is None or there.author != person:
        raise Refused(422, "Dit id is al van een ander bericht.", "Kies een id dat nog niet gebruikt is.")


def _own_id(body: Mapping[str, Any]) -> str:
    """Return the id of what a person does: her own, so that sending it twice is doing it once, or a new one."""
    id_ = text_in(body, "id") or uuid4().hex
    if BOTS_OWN.fullmatch(id_) or len(id_) > LONGEST_ID or not id_.isprintable():
        raise Refused(422, "Dit id kan niet.", "Kies een id van hooguit 80 tekens dat niet op o12 lijkt.")
    return id_
