"""The pages of one person: opened by a link from the chat, then by a cookie; the gate is asked at every request (DESIGN §8)."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web as http

from bot.clock import Clock
from bot.incoming.attachments import download
from bot.pages import boards, catalogues, days, earlier, learning_plans, moments, noted, owned, talk
from bot.pages.door import Guesses, Refused, reason_of, require_own_page, small_form, with_allow
from bot.pages.look import HEADERS, Look, style
from bot.pages.once import Once
from bot.pages.talk import Talk
from bot.timing.editions import Editions
from bot.upkeep.exporting import taken_along
from storage.groups import people, rounds
from storage.groups.people import Person
from storage.outgoing import pages
from storage.store import Store, Unit

Gather = Callable[[Unit, Person], Mapping[str, object]]
"""Returns what a page shows to a person; raises Refused when it is not for her."""
SESSION = int(pages.SESSION_LIVES.total_seconds())


class Site:
    """Serves the pages below ``/pages``."""

    def __init__(self, store: Store, editions: Editions, clock: Clock, zone: ZoneInfo, talk: Talk | None = None) -> None:
        self._store = store
        self._editions = editions
        self._clock = clock
        self._zone = zone
        self._talk = talk
        self._look = Look(editions)
        self._guesses = Guesses()
        self._secure = (editions.public_url or "").startswith("https:")
        self._cookie = "__Host-leerbot" if self._secure else "leerbot"

    def app(self) -> http.Application:
        """Return the pages as an application of their own."""
        app = http.Application(middlewares=[self._door])
        app.add_routes([
            http.get("", self.index),
            http.get("/open/{token}", self.ask),
            http.post("/open", self.open),
            http.post("/close", self.close),
            http.get("/own", self.own),
            http.get("/own.zip", self.download),
            http.get("/moments", self.moments),
            http.get("/actions", self.actions),
            http.get("/digests", self.digests),
            http.get("/boards", self.boards),
            http.get("/boards/{post:[0-9]{1,12}}", self.board),
            http.get("/boards/{post:[0-9]{1,12}}.{kind:csv|md|odt}", self.board_along),
            http.get("/calendar", self.calendar),
            http.post("/calendar", self.renew),
            http.get("/calendar/{token:[\\w-]{1,64}}.ics", self.feed),
            http.get("/days/{entry:[a-z]{5}-[0-9]{1,12}}.ics", self.day),
            http.get("/facilitator", self.facilitator),
            http.get("/plan", self.plan),
            http.get("/pop", self.pop),
            http.get("/files/{file}", self.file),
            http.get("/style/{name}", self.style),
        ])  # fmt: skip
        app.add_routes(Once(self._store, self._editions, self._clock, self._look, self._guesses, self._zone).routes())
        if self._talk is not None:
            app.add_routes([http.get("/talk", self.talk), http.post("/talk", self.say), http.post("/again", self.again)])
        return app

    @http.middleware
    async def _door(self, request: http.Request, handler: Any) -> http.StreamResponse:
        try:
            require_own_page(request, self._editions.public_url)
            answer: http.StreamResponse = await handler(request)
        except http.HTTPRedirection as elsewhere:
            elsewhere.headers.update(HEADERS)
            raise
        except Exception as problem:  # noqa: BLE001 - whatever it was, the reader hears it in plain words
            refused = reason_of(problem)
            values = {"why": refused.why, "token": refused.token if self._talk else None}
            answer = self._look.page("refused.html", "nl", self._zone, values, refused.status)
            answer.headers.update(with_allow(problem))
        answer.headers.update(HEADERS)
        return answer

    # -- the link and the cookie

    async def ask(self, request: http.Request) -> http.Response:
        """Show the button that opens a link; a look alone uses nothing up."""
        token, now = request.match_info["token"], self._clock.now()
        self._guesses.check(request)

        def work(unit: Unit) -> tuple[pages.Link | None, Person | None]:
            link = pages.find_link(unit, token, now)
            if link is not None and link.mailed:
                talk.require_guide(unit, link.person)
            return link, people.load(unit, link.person) if link else None

        link, person = await self._store.read(work)
        self._require_good(request, link, token)
        assert person is not None
        return self._look.page("open.html", person.language, person.zone, {"token": token})

    async def open(self, request: http.Request) -> http.Response:
        """Exchange a link for a cookie, once."""
        self._guesses.check(request)
        token, now = (await small_form(request)).get("token", ""), self._clock.now()
        link, session = await self._store.run(lambda unit: _opened(unit, token, now))
        good = self._require_good(request, link, token)
        page = "talk#newest" if good.mailed else good.page
        answer = http.HTTPSeeOther("/pages" if page == "index" else f"/pages/{page}")
        answer.set_cookie(
            self._cookie, session or "", max_age=SESSION, path="/", httponly=True, samesite="Strict", secure=self._secure
        )
        raise answer

    def _require_good(self, request: http.Request, link: pages.Link | None, token: str) -> pages.Link:
        if link is None:
            self._guesses.note(request)
            raise Refused(404, "unknown")
        if link.state != "good":
            raise Refused(410, f"mail_{link.state}", token) if link.mailed else Refused(410, link.state)
        return link

    async def close(self, request: http.Request) -> http.Response:
        """End the session."""
        session = request.cookies.get(self._cookie, "")
        await self._store.run(lambda unit: pages.end_session(unit, session))
        answer = self._look.page("closed.html", "nl", self._zone, {})
        answer.del_cookie(self._cookie, path="/", httponly=True, samesite="Strict", secure=self._secure)
        return answer

    # -- the conversation of who has no chat

    async def talk(self, request: http.Request) -> http.Response:
        """Show somebody's own conversation (X02)."""
        assert self._talk is not None
        await self._talk.look(await self._for(request, lambda _, person: person))
        return await self._page(request, "talk", talk.shown)

    async def say(self, request: http.Request) -> http.Response:
        """Take in what somebody does in her conversation."""
        assert self._talk is not None
        person = await self._for(request, talk.allowed)
        await self._talk.take(person, await talk.form_of(request))
        raise http.HTTPSeeOther("/pages/talk#newest")

    async def again(self, request: http.Request) -> http.Response:
        """Mail a new link in place of an old one; what is said does not tell whether there is anybody to mail it to."""
        assert self._talk is not None
        self._guesses.check(request)
        if not await self._talk.mail_link((await small_form(request)).get("token", "")):
            self._guesses.note(request)
        return self._look.page("mailed.html", "nl", self._zone, {})

    # -- the pages

    async def index(self, request: http.Request) -> http.Response:
        """Show which pages there are."""
        return await self._page(request, "index", lambda *_: {})

    async def own(self, request: http.Request) -> http.Response:
        """Show all that is known of the reader (S02)."""
        page = _number(request.query.get("page", ""))
        return await self._page(request, "own", lambda unit, person: {
            "own": owned.shown(unit, person, page, editions=self._editions)
        })  # fmt: skip

    async def download(self, request: http.Request) -> http.Response:
        """Return all that is kept of the reader in one archive, files too (S02)."""
        now = self._clock.now()
        person, archive = await self._hers(request, lambda unit, person: taken_along(unit, self._editions, person.id, now))
        await noted.taken_by(self._store, person, "exported", person.id, now)
        return download("leerbot.zip", "application/zip", archive)

    async def moments(self, request: http.Request) -> http.Response:
        """Show the moments that the reader wrote down (S15)."""
        return await self._page(request, "moments", partial(moments.shown, editions=self._editions))

    async def actions(self, request: http.Request) -> http.Response:
        """Show all small actions that can be chosen (S18)."""
        return await self._page(request, "actions", partial(catalogues.shown, editions=self._editions))

    async def digests(self, request: http.Request) -> http.Response:
        """Show the earlier digests of the reader's groups (X22)."""
        return await self._page(request, "digests", partial(earlier.digests, editions=self._editions))

    async def boards(self, request: http.Request) -> http.Response:
        """Show which boards there are in the reader's groups (S06, D4)."""
        return await self._page(request, "boards", boards.listed)

    async def board(self, request: http.Request) -> http.Response:
        """Show a board, the same to everybody of its group (S06)."""
        post = int(request.match_info["post"])
        return await self._page(request, "board", partial(boards.shown, post_id=post, editions=self._editions))

    async def board_along(self, request: http.Request) -> http.Response:
        """Return a board as a file to take along."""
        post, kind = int(request.match_info["post"]), request.match_info["kind"]
        gather = partial(boards.along, post_id=post, kind=kind, editions=self._editions)
        person, file = await self._hers(request, gather)
        await noted.taken_by(self._store, person, "board taken along", str(post), self._clock.now())
        return download(*file)

    async def calendar(self, request: http.Request) -> http.Response:
        """Show the days that are coming, and at which address the reader's own calendar finds them (X01)."""
        now = self._clock.now()
        return await self._page(request, "calendar", partial(days.shown, editions=self._editions, now=now))

    async def renew(self, request: http.Request) -> http.Response:
        """Give the reader another address for her calendar; the one of before leads nowhere any more."""
        session, now = request.cookies.get(self._cookie, ""), self._clock.now()
        await self._store.run(partial(days.renew, session=session, now=now))
        raise http.HTTPSeeOther("/pages/calendar")

    async def feed(self, request: http.Request) -> http.Response:
        """Return somebody's days to her calendar, which has no cookie but knows the address (X01)."""
        self._guesses.check(request)
        token, now, host = request.match_info["token"], self._clock.now(), request.host
        try:
            body = await self._store.read(partial(days.fed, editions=self._editions, token=token, host=host, now=now))
        except Refused as refused:
            if refused.status == 404:
                self._guesses.note(request)
            raise
        return http.Response(body=body, content_type="text/calendar", charset="utf-8")

    async def day(self, request: http.Request) -> http.Response:
        """Return one day as a file for a calendar."""
        entry, now, host = request.match_info["entry"], self._clock.now(), request.host
        gather = partial(days.one, editions=self._editions, entry=entry, host=host, now=now)
        return download(*await self._for(request, gather))

    async def facilitator(self, request: http.Request) -> http.Response:
        """Show a facilitator her groups and overviews (D2)."""
        now = self._clock.now()

        def gather(unit: Unit, person: Person) -> Mapping[str, object]:
            return noted.with_authors(unit, person, earlier.guided(unit, person, now, editions=self._editions), now)

        return await self._page(request, "facilitator", gather)

    async def plan(self, request: http.Request) -> http.Response:
        """Show what the reader wrote before her own trajectories (S08)."""
        return await self._page(request, "plan", partial(learning_plans.shown, editions=self._editions, days=True))

    async def pop(self, request: http.Request) -> http.Response:
        """Show what the reader wrote for her own development (S38–S40)."""
        return await self._page(request, "pop", partial(learning_plans.shown, editions=self._editions, days=False))

    async def file(self, request: http.Request) -> http.Response:
        """Return a file that the reader may have."""
        now = self._clock.now()
        person, (found, authors) = await self._hers(request, partial(noted.file_of, file=request.match_info["file"], now=now))
        if found is None:
            raise Refused(404, "missing")
        await noted.read_by(self._store, person, authors, now)
        return download(*found)

    async def style(self, request: http.Request) -> http.Response:
        """Return how the pages look."""
        try:
            return style(request.match_info["name"])
        except KeyError as unknown:
            raise Refused(404, "missing") from unknown

    async def _page(self, request: http.Request, name: str, gather: Gather) -> http.Response:
        person, values = await self._hers(
            request, lambda unit, person: {"here": name, **self._ways(unit, person), **gather(unit, person)}
        )
        await noted.read_by(self._store, person, values.get(noted.ALONE, ()), self._clock.now())
        return self._look.page(f"{name}.html", person.language, person.zone, values)

    async def _hers(self, request: http.Request, gather: Callable[[Unit, Person], Any]) -> tuple[Person, Any]:
        """Return whose session it is, and something for her."""
        found: tuple[Person, Any] = await self._for(request, lambda unit, person: (person, gather(unit, person)))
        return found

    async def _for(self, request: http.Request, gather: Callable[[Unit, Person], Any]) -> Any:
        """Return something for whose session it is; raises Refused when there is none (any more)."""
        session, now = request.cookies.get(self._cookie, ""), self._clock.now()

        def work(unit: Unit) -> tuple[Any]:
            person = pages.person_of(unit, session, now)
            if person is None:
                raise Refused(403, "session")
            return (gather(unit, person),)

        (found,) = await self._store.read(work)
        return found

    def _ways(self, unit: Unit, person: Person) -> dict[str, bool]:
        """Return which pages somebody has besides those of everybody."""
        facilitates = any(held.role == "facilitator" for held in people.roles_of(unit, person.id))
        learns, grows = (
            bool(rounds.planned_alone(unit, person.id, self._editions.planned_alone(days=days))) for days in (True, False)
        )
        talks = facilitates and talk.by_mail(unit, person)
        return {"facilitates": facilitates, "talks": talks, "learns": learns, "grows": grows}


def _number(text: str) -> int:
    """Return which part of a page is meant; the first for anything that is no number."""
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _opened(unit: Unit, token: str, now: datetime) -> tuple[pages.Link | None, str | None]:
    """Use a link up; one from a mail is for who guides a group now, and else stays as it is (GE18)."""
    link = pages.find_link(unit, token, now)
    if link is not None and link.mailed and link.state == "good":
        talk.require_guide(unit, link.person)
    return pages.open_link(unit, token, now)
