"""Taking in what people do, each once: live from the websocket, and over REST what came while nobody listened."""

import asyncio
import contextlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from bot.channels.base import Receive, Watch
from bot.channels.mattermost.listening import Event, Lanes, Listening, Pause, wait_before
from bot.channels.mattermost.missed import Missed, moment_of
from bot.channels.mattermost.people import People
from bot.channels.mattermost.reading import Post, Reading
from bot.channels.mattermost.rest import Away, Refused, Rest, user_in
from bot.channels.mattermost.rooms import NEWS, Rooms
from bot.clock import steady
from bot.incoming.turn import Unknown
from bot.logs import log
from storage.errors import StorageError
from storage.groups import settings
from storage.store import Store

POSTS = frozenset({"posted", "post_edited", "post_deleted"})
MARK = "mattermost.heard"
SAVED_EVERY = 5.0
PATIENT = 4
"""Attempts to catch up after which a place that cannot be read is left out, so that the others are heard."""
PATIENT_WITH_A_FILE = 12
"""Attempts to fetch a file, over five minutes, after which she hears that it cannot be kept, and what came later is heard."""


class Hearing:
    """Hears people on one server and hands what they do to ``receive``, in order for each chat."""

    def __init__(
        self, rest: Rest, store: Store, people: People, pause: Pause, receive: Receive, watch: Watch | None = None
    ) -> None:  # fmt: skip
        self._rest = rest
        self._store = store
        self._people = people
        self._pause = pause
        self._receive = receive
        self._reading = Reading(rest, people)
        self._rooms = Rooms(people, watch)
        self._missed = Missed(rest, people, self._reading)
        self._lanes = Lanes(self._take)
        self._profiles = Lanes(self._heed)
        self._news = Lanes(self._tell_of_rooms)
        self._listening = Listening(rest, pause, self._hear, self._gap)
        self._under_way: dict[int, int] = {}
        self._newest = 0
        self._saved = 0.0
        self._held: list[Event] = []
        self._gaps = 0
        self._catching: asyncio.Task[None] | None = None

    @property
    def connected(self) -> bool:
        """Whether the server tells now what people do."""
        return self._listening.connected

    async def run(self) -> None:
        """Hear until cancelled."""
        try:
            await self._listening.run()
        finally:
            if self._catching is not None:
                self._catching.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await self._catching
            await self._news.stop()
            await self._profiles.stop()
            await self._lanes.stop()
            await self._save_mark()

    # -- live

    def _hear(self, frame: Event) -> None:
        if frame["event"] == "user_updated":
            self._people.changed(str(frame["data"]["user"]["id"]))
            self._profiles.put("", frame["data"]["user"])
        if frame["event"] == "user_activation_status_change":  # it does not say whose
            self._people.all_changed()
        if frame["event"] in NEWS:
            self._news.put("", frame)
        if frame["event"] in POSTS:
            event = {"event": frame["event"], "post": _post_in(frame["data"]["post"])}
            if kind := frame["data"].get("channel_type"):
                self._reading.knows(event["post"]["channel_id"], str(kind))
            if self._catching is not None:
                self._held.append(event)
            else:
                self._put([event])

    def _put(self, events: Iterable[Event]) -> None:
        for event in events:
            post = event["post"]
            self._under_way[id(event)] = moment_of(post)
            if event["event"] == "posted":
                self._newest = max(self._newest, post["create_at"])
            self._lanes.put(post["channel_id"], event)

    async def _take(self, event: Event) -> None:
        """Take one event in; what cannot be stored now is tried until it is."""
        failures = 0
        while not await self._taken(event, patient=failures < PATIENT_WITH_A_FILE):
            failures += 1
            await self._pause(wait_before(failures))
        del self._under_way[id(event)]
        if self._newest and steady() - self._saved > SAVED_EVERY:
            await self._save_mark()

    async def _taken(self, event: Event, *, patient: bool) -> bool:
        try:
            incoming = await self._reading.read(event, patient=patient)
            if incoming is not None:
                await self._receive(incoming)
        except Unknown:
            log.info("a post of somebody who is not known here", post=event["post"]["id"])
        except (StorageError, Away) as problem:
            log.warning("a post could not be taken in yet", post=event["post"]["id"], problem=type(problem).__name__)
            return False
        except Refused as problem:
            log.warning("a post could not be read", post=event["post"]["id"], status=problem.status, again=problem.passes)
            return not problem.passes
        except Exception:
            log.exception("a post could not be taken in", post=event["post"]["id"])
        return True

    async def _tell_of_rooms(self, frame: Event) -> None:
        try:
            await self._rooms.heard(frame)
        except (StorageError, Away, Refused) as problem:
            log.warning("what the server told of a room is looked at later", problem=type(problem).__name__)
            self._rooms.missed()

    async def _heed(self, body: Mapping[str, Any]) -> None:
        """Take over what somebody changed in her account; what cannot be kept now is looked at when she is written to."""
        try:
            await self._people.heeded(user_in(body))
        except StorageError as problem:
            log.warning("a profile could not be taken over", problem=type(problem).__name__)

    # -- what came while nobody listened

    def _gap(self) -> None:
        """Catch up, now that events may have been missed; what comes in meanwhile waits its turn."""
        self._gaps += 1
        self._rooms.missed()
        if self._catching is None:
            self._catching = asyncio.create_task(self._catch_up())

    async def _catch_up(self) -> None:
        failures = 0
        done = 0
        while done < self._gaps:
            gaps = self._gaps
            try:
                self._put(await self._since_the_mark(patient=failures < PATIENT))
            except (Refused, Away, StorageError) as problem:
                failures += 1
                log.warning("catching up waits", problem=type(problem).__name__, failures=failures)
                done = gaps if isinstance(problem, Refused) and not problem.passes and failures > PATIENT else done
            except Exception:
                failures += 1
                log.exception("what was missed could not be read", failures=failures)
                done = gaps if failures > PATIENT else done  # to be deaf from here on would be worse
            else:
                done = gaps
            if done < self._gaps:
                await self._pause(wait_before(failures))
        held, self._held, self._catching = self._held, [], None
        self._put(held)

    async def _since_the_mark(self, *, patient: bool) -> list[Event]:
        """Return what was posted since the mark, the oldest first; without a mark nothing was missed."""
        places = await self._rest.places()
        await self._people.learn_chats(places)
        await self._rooms.back(places)
        mark = await self._store.read(lambda unit: settings.get(unit, MARK))
        since = self._mark() if self._newest else int(mark or 0)
        if since == 0:
            self._newest = max((place["last_post_at"] for place in places), default=0) or 1
            await self._save_mark()
            return []
        return await self._missed.since(since, places, patient=patient)

    # -- how far it got

    def _mark(self) -> int:
        """Return the moment until which everything was taken in, on the server's clock."""
        return min([self._newest, *(moment - 1 for moment in self._under_way.values())])

    async def _save_mark(self) -> None:
        if not self._newest:
            return
        self._saved = steady()
        mark = str(self._mark())
        try:
            await self._store.run(lambda unit: settings.put(unit, MARK, mark), lane="bulk")
        except StorageError:
            log.warning("how far it got could not be written down")


def _post_in(told: str) -> Post:
    """Return a post that is told of; raises here, and not where it waits with others, for one that has no place or moment."""
    post = json.loads(told)
    if moment_of(post) <= 0:
        raise ValueError
    return {**post, "channel_id": str(post["channel_id"]), "create_at": int(post["create_at"])}
