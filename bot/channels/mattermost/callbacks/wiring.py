"""All parts of what Mattermost calls: what is drawn with a proof, who is let in, and whether it arrives at all."""

from collections.abc import Mapping, Sequence
from functools import partial

from aiohttp import web as http

from bot.channels.base import Outgoing
from bot.channels.in_time import InTime
from bot.channels.mattermost.attachments import JSON, Attaching, taps
from bot.channels.mattermost.callbacks.commands import Commands
from bot.channels.mattermost.callbacks.door import ACTIONS, Door
from bot.channels.mattermost.callbacks.posted import Posted
from bot.channels.mattermost.callbacks.pressing import Pressing, Words
from bot.channels.mattermost.callbacks.reaching import Reaching, arrived
from bot.channels.mattermost.callbacks.sealing import PURPOSE, Sealing
from bot.channels.mattermost.callbacks.trigger import Triggers
from bot.channels.mattermost.forms.opening import Opening
from bot.channels.mattermost.forms.sending import Sending
from bot.channels.mattermost.listening import Pause
from bot.channels.mattermost.people import People
from bot.channels.mattermost.reading import NAME
from bot.channels.mattermost.rest import Away, Refused, Rest
from bot.clock import Clock
from bot.incoming.receiving import Receiver
from bot.logs import log
from dialogs.saying.phrases import Language, Phrases
from storage.errors import StorageError
from storage.groups import settings
from storage.store import Store

WORKED = "mattermost.callbacks"
"""The setting that remembers at which address presses arrived when that was last looked at."""
SOON = 0.8
"""Seconds after which who pressed hears something."""
LOOK_AGAIN, LOOK_SOON = 6 * 3600.0, 600.0
"""Seconds until the next look, while presses arrive and while they do not."""


class Callbacks:
    """What Mattermost calls at an address of ours; while that does not work, nothing is drawn that could be pressed."""

    def __init__(
        self, rest: Rest, people: People, store: Store, clock: Clock, phrases: Mapping[Language, Phrases], url: str
    ) -> None:  # fmt: skip
        self.url = url
        self.works = False
        """Whether presses arrive, as far as is known."""
        self.in_time = InTime(SOON)
        """Answers who pressed in time, whatever becomes of it."""
        self._rest = rest
        self._store = store
        self._phrases = phrases
        self._people = people
        self._sealing = Sealing(partial(store.keys.derived, PURPOSE), clock)
        self._triggers = Triggers(rest, clock)
        self._posted = Posted(rest, self._people, store)
        self._words = Words(store, phrases)
        self._attaching = Attaching(self._sealing, f"{url}{ACTIONS}")
        self._reaching = Reaching(rest, self._people, self._attaching)
        self._commands: Commands | None = None

    def routes(self, receiver: Receiver, tokens: Sequence[str] = ()) -> list[http.RouteDef]:
        """Return where Mattermost calls; for commands only where they have ``tokens``."""
        receive, asked, first = receiver.receive, partial(receiver.asked, NAME), partial(receiver.first, NAME)
        opening = Opening(self._rest, self._sealing, self._phrases, asked, first, self.url)
        sending = Sending(self._sealing, self._words, receive, opening)
        pressing = Pressing(
            self._triggers, self._sealing, self._posted, self._people, self._words, receive, arrived, self.in_time,
            opening.open,
        )  # fmt: skip
        self._commands = Commands(tokens, self._triggers, self._words, receive) if tokens else None
        return Door(pressing.take, sending.take, self._commands.take if self._commands else None).routes()

    def renew(self, tokens: Sequence[str]) -> None:
        """Know commands by other tokens from now on, where there were some."""
        if self._commands is not None:
            self._commands.renew(tokens)

    def attached(self, place: str, message: Outgoing) -> Sequence[JSON]:
        """Return what can be tapped of a message in somebody's chat; in rooms, and while presses do not arrive, nothing."""
        if not self.works or message.place == "room":
            return []
        found = taps(message.prompt, self._phrases[message.prompt.language])
        return self._attaching.attached(found, place, message.to, message.key)

    # -- whether it works

    async def watch(self, pause: Pause) -> None:
        """Look now and then whether presses arrive, until cancelled; until the first look it is as it was before."""
        while True:
            try:
                if not self.works:
                    self.works = await self._store.read(lambda unit: settings.get(unit, WORKED)) == self.url
                await self.look()
            except (Away, Refused, StorageError) as problem:
                log.warning("whether presses arrive is not known now", problem=type(problem).__name__)
            except Exception:
                log.exception("whether presses arrive could not be looked at")
            await pause(LOOK_AGAIN if self.works else LOOK_SOON)

    async def look(self) -> bool:
        """Look whether presses arrive, and remember it; raises Away and StorageError."""
        works = await self._reaching.works()
        if works != self.works or not works:
            told = log.info if works else log.warning
            told("presses on Mattermost arrive" if works else unreached(self.url))
        self.works = works
        await self._store.run(lambda unit: settings.put(unit, WORKED, self.url if works else ""), lane="bulk")
        return works


def unreached(url: str) -> str:
    """Return what is wrong when presses do not arrive, and the mend."""
    host = url.partition("://")[2].partition("/")[0].partition(":")[0]
    return (
        f"Mattermost does not reach Leerbot at {url}, so there are no buttons and people type; look whether "
        "LEERBOT_MATTERMOST_CALLBACK_URL is right, let leerbot serve run there, "
        f'and name "{host}" in ServiceSettings.AllowedUntrustedInternalConnections when its address is an internal one'
    )
