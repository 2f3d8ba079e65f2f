"""The page of who has no account: she answers once what somebody asked her, behind a link of her own (S39).

The link opens in one browser, and goes on there until she answered, said no, or was too late. Nothing of it is logged.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web as http

from bot.clock import Clock
from bot.incoming import keeping
from bot.incoming.doing import Doing
from bot.incoming.scenes import scene_of
from bot.incoming.surroundings import setting_of
from bot.outgoing.recalling import with_recalled
from bot.pages.door import Guesses, Refused, small_form
from bot.pages.look import Look
from bot.pages.talk import form_of, values_of
from bot.timing.editions import Editions
from dialogs.saying.fields import draw_form
from dialogs.talk import events
from dialogs.talk.conversation import Status
from storage.groups import people
from storage.groups.people import Person
from storage.outgoing import pages
from storage.store import Store, Unit
from storage.talks import answers, finding
from storage.talks.conversations import Conversation

LIVES = 60 * 60 * 24 * 60
"""Seconds that a browser may come back; what is asked closes before that."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody without an account is asked: the one conversation that there is of hers."""

    person: Person
    conversation: Conversation


class Once:
    """Serves the pages below ``/pages/once``."""

    def __init__(self, store: Store, editions: Editions, clock: Clock, look: Look, guesses: Guesses, zone: ZoneInfo) -> None:
        self._store, self._editions, self._clock = store, editions, clock
        self._look, self._guesses, self._zone = look, guesses, zone
        self._secure = (editions.public_url or "").startswith("https:")
        self._cookie = "__Host-leerbot-once" if self._secure else "leerbot-once"

    def routes(self) -> list[http.RouteDef]:
        """Return where its pages are."""
        return [
            http.get("/once", self.form),
            http.get("/once/{token}", self.ask),
            http.post("/once", self.open),
            http.post("/once/answer", self.answer),
            http.post("/once/back", self.take_back),
        ]

    async def ask(self, request: http.Request) -> http.Response:
        """Show the button that opens a link; a look alone uses nothing up."""
        self._guesses.check(request)
        token = request.match_info["token"]
        person = await self._store.read(lambda unit: pages.find_once(unit, token))
        if person is None:
            self._guesses.note(request)
            raise Refused(404, "once_unknown")
        return self._look.page("once_open.html", "nl", self._zone, {"token": token})

    async def open(self, request: http.Request) -> http.Response:
        """Open a link in this browser, and in no other from now on."""
        self._guesses.check(request)
        token, now = (await small_form(request)).get("token", ""), self._clock.now()
        before = request.cookies.get(self._cookie, "")
        person, session = await self._store.run(lambda unit: pages.open_once(unit, token, before, now))
        if person is None:
            self._guesses.note(request)
            raise Refused(404, "once_unknown")
        if session is None:
            raise Refused(410, "once_elsewhere")
        answer = http.HTTPSeeOther("/pages/once")
        answer.set_cookie(self._cookie, session, max_age=LIVES, path="/", httponly=True, samesite="Strict", secure=self._secure)
        raise answer

    async def form(self, request: http.Request) -> http.Response:
        """Show what is asked, or what became of it."""
        now = self._clock.now()

        def work(unit: Unit) -> tuple[Person, Mapping[str, Any]]:
            asked = _asked(unit, self._session(request))
            if asked.conversation.ended_at is not None or _is_late(asked, now):
                mine = answers.own(unit, people.viewer(unit, asked.person.id), asked.person.id)
                return asked.person, {
                    "asked": None,
                    "given": bool(mine),
                    "said_no": asked.conversation.status.value == "skipped",
                }
            return asked.person, {"asked": _drawn(unit, self._editions, asked, now)}

        person, values = await self._store.read(work)
        return self._look.page("once.html", person.language, self._zone, {"missing": "missing" in request.query, **values})

    async def answer(self, request: http.Request) -> http.Response:
        """Take in what she filled in, or that she would rather not."""
        fields, now = await form_of(request), self._clock.now()
        says_no, values = "no" in fields, values_of(fields)

        def work(unit: Unit) -> bool:
            asked = _asked(unit, self._session(request))
            if asked.conversation.status in {Status.SUBMITTED, Status.SKIPPED}:
                raise Refused(410, "once_used")
            if asked.conversation.ended_at is not None or _is_late(asked, now):
                raise Refused(410, "once_late")
            doing = Doing(unit, self._editions, asked.person, "", f"once {asked.conversation.id}", now)
            event = events.Chose("!", ("!skip",)) if says_no else events.Submitted(values, {}, whole=True)
            doing.advance(asked.conversation, event)
            return _loaded(unit, asked.person).ended_at is not None

        done = await self._store.run(work)
        raise http.HTTPSeeOther("/pages/once" if done else "/pages/once?missing")

    async def take_back(self, request: http.Request) -> http.Response:
        """Take back all that she wrote; nobody reads it any more (GE3)."""
        now = self._clock.now()

        def work(unit: Unit) -> None:
            asked = _asked(unit, self._session(request))
            setting = setting_of(unit, self._editions, asked.person, asked.conversation)
            keeping.throw_away(unit, setting, now)

        await self._store.run(work)
        raise http.HTTPSeeOther("/pages/once")

    def _session(self, request: http.Request) -> str:
        return request.cookies.get(self._cookie, "")


def _asked(unit: Unit, session: str) -> Asked:
    """Return what is asked of whose browser this is; raises Refused where no link was opened in it."""
    person = people.find(unit, pages.guest_of(unit, session) or "") if session else None
    if person is None:
        raise Refused(403, "once_session")
    return Asked(person, _loaded(unit, person))


def _loaded(unit: Unit, person: Person) -> Conversation:
    found = finding.of_guest(unit, person.id)
    if found is None:  # it was let go of
        raise Refused(410, "once_late")
    return found


def _is_late(asked: Asked, now: datetime) -> bool:
    return asked.conversation.closes_at is None or asked.conversation.closes_at <= now


def _drawn(unit: Unit, editions: Editions, asked: Asked, now: datetime) -> Mapping[str, Any]:
    setting = setting_of(unit, editions, asked.person, asked.conversation)
    scene = scene_of(unit, setting, now, {})
    scene, _ = with_recalled(unit, setting, scene, setting.stage.questions)
    prompt = draw_form(scene)
    fields = prompt.form.fields if prompt.form else ()
    lead = scene.filled(setting.stage.invite or "")
    title = scene.filled(setting.stage.called or setting.format.title)
    return {"title": title, "lead": lead, "text": prompt.text, "fields": fields, "closes": asked.conversation.closes_at}
