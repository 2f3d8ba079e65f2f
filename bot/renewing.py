"""Secrets that change while a bot runs: their files are looked at, and what is new there is used from then on (trust S21).

A file that would refuse a start refuses this too: what is in use stays in use, and the log says so, without a value.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

from bot import secret_files
from bot.app import App
from bot.channels.teams.app import NAME as TEAMS
from bot.clock import pause
from bot.config import PREFIX, Config, ConfigError, from_environment
from bot.logs import log
from storage.database.many_writers import ManyWriters
from storage.errors import StorageError
from storage.privacy.crypto import KeyRing

EVERY = 1.0
"""Seconds between two looks."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A setting that is secret: what it comes to, and who uses that; ``channel`` is the one that it lets us in to."""

    name: str
    value: Callable[[Config], Any]
    use: Callable[[Any], Awaitable[None] | None]
    channel: str | None = None


class Renewing:
    """Renews the secrets of a bot that runs; ``config`` is that with which it began."""

    def __init__(self, app: App, config: Config) -> None:
        self._app = app
        self._config = config
        self._secrets = [one for one in _secrets_of(app) if one.value(config)]
        self._in_use = {one.name: one.value(config) for one in self._secrets}
        self._seen: object = None
        self._read: object = None

    async def run(self) -> None:
        """Look again and again, until cancelled."""
        while True:
            try:
                await self.look()
            except Exception:
                log.exception("secrets could not be looked at")
            await pause(EVERY)

    async def look(self) -> None:
        """Take over what changed. A file that changed since the look before may still be written, and is read at the next."""
        found = await asyncio.to_thread(lambda: secret_files.marks(self._config.files))
        still, self._seen = found == self._seen, found
        if not still or found == self._read:
            return
        self._read = found
        try:
            now = await asyncio.to_thread(from_environment)
        except ConfigError as problem:
            log.warning("secrets stay as they were", why=str(problem))
            return
        for one in self._secrets:
            await self._take_over(one, now)

    async def _take_over(self, one: Secret, now: Config) -> None:
        setting = f"{PREFIX}{one.name}"
        try:
            if (value := one.value(now)) == self._in_use[one.name]:
                return
            if not value:
                log.warning("a secret stays as it was", setting=setting, why="it is empty now")
                return
            if (begun := one.use(value)) is not None:
                await begun
        except (ConfigError, StorageError) as problem:
            log.warning("a secret stays as it was", setting=setting, why=str(problem))
            return
        self._in_use[one.name] = value
        log.info("a secret was renewed", setting=setting)
        if one.channel:
            await self._app.sender.try_again(one.channel)


def _secrets_of(app: App) -> Iterator[Secret]:
    """Yield what can be renewed of what a bot has; what is switched on later counts after a restart."""
    store, matter, line, email = app.store, app.mattermost, app.line, app.email

    async def seal_with(keys: tuple[tuple[str, bytes], ...]) -> None:
        await asyncio.to_thread(store.keys.renew, KeyRing(dict(keys)))
        with suppress(StorageError):  # since when it is in use can be written down at the next start too
            await app.note_key()

    yield Secret("KEYS", lambda config: tuple(config.ring.keys.items()), seal_with)  # which of them is first counts too
    if isinstance(store, ManyWriters):
        yield Secret("DATABASE_URL", lambda config: config.place, store.log_in)
    if matter is not None:
        yield Secret("MATTERMOST_TOKEN", lambda config: config.mattermost_token, matter.renew, matter.name)
    if matter is not None and matter.callbacks is not None:
        yield Secret("MATTERMOST_COMMAND_TOKENS", lambda config: config.mattermost_commands, matter.callbacks.renew)
    if line is not None:
        yield Secret("TEAMS_APP_PASSWORD", lambda config: config.teams_app_password, line.renew, TEAMS)
    if email is not None:
        yield Secret("SMTP_URL", lambda config: config.mail, email.renew, email.name)


@asynccontextmanager
async def renewing(app: App, config: Config) -> AsyncIterator[None]:
    """Renew the secrets of a bot meanwhile, where some stand in files: what stands in the environment cannot change."""
    if not (config.secrets_dir or config.keys_file):
        yield
        return
    looking = asyncio.create_task(Renewing(app, config).run())
    try:
        yield
    finally:
        looking.cancel()
        await asyncio.wait([looking])
