"""What ``leerbot check`` looks at, and what it says to mend (DESIGN §8)."""

import asyncio
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.channels.email.posting import Post
from bot.channels.email.relay import Relay
from bot.channels.mattermost.callbacks.sealing import PURPOSE
from bot.channels.mattermost.looking import look
from bot.channels.mattermost.rest import Rest
from bot.channels.teams.line import Line
from bot.channels.teams.looking import look as look_at_teams
from bot.config import ConfigError, from_environment
from bot.outgoing import rooms_arriving
from dialogs.checks.faults import FormatError
from dialogs.checks.tone import lapses
from dialogs.checks.unlisted import unlisted
from dialogs.checks.unnamed import unnamed
from dialogs.checks.unseen import unseen
from dialogs.library import load, sources
from storage import migrating
from storage.database.places import keys_of
from storage.database.snapshot import snapshot
from storage.errors import StorageError
from storage.outgoing import sending
from storage.privacy.keys import KeyStore

STILL_SET = (
    "LEERBOT_MATTERMOST_ADMIN_TOKEN is set, which is for leerbot mattermost setup alone; take it out, and revoke that token"
)
IN_THE_OPEN = (
    "LEERBOT_MATTERMOST_URL begins with http://, so the token and all that people write go to another machine unencrypted; "
    "write https://, unless that is in a network of your own"
)
NO_PAGES = "no LEERBOT_PUBLIC_URL, so people get answers in chat and no links to pages"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    text: str
    wrong: bool = False

    def __str__(self) -> str:
        return self.text


def formats(folder: Path | None = None) -> list[Finding]:
    """Look at all formats and texts; every problem names file, line and mend."""
    try:
        library = load(folder) if folder else load()
    except FormatError as refused:
        return [Finding(str(problem), wrong=True) for problem in refused.problems]
    read = sources(folder) if folder else sources()
    dutch = (one for one in read if Path(one.name).stem in library.editions and not one.name.startswith("en/"))
    promised = (problem for one in dutch for look_at in (unseen, unnamed, unlisted)
                for problem in look_at(one, library.editions[Path(one.name).stem].dutch))  # fmt: skip
    found = [Finding(str(problem), wrong=True) for problem in (*lapses(read), *promised)]
    return [*found, Finding(f"{len(library.editions)} formats read")]


def _mail(relay: Relay) -> Finding:
    """Look whether the mail server lets us in; nothing is sent."""
    problem = asyncio.run(Post(relay).look())
    where = f"{relay.host}:{relay.port}"
    if problem is not None:
        return Finding(f"{problem} ({where}); look at LEERBOT_SMTP_URL and the network", wrong=True)
    return Finding(f"mail goes by {where}, from {relay.sender}")


def installation() -> Iterator[Finding]:
    """Look at the settings and the database; where nothing is set, say so."""
    try:
        config = from_environment()
        if not config.has_keys:
            yield Finding("no LEERBOT_KEYS or LEERBOT_KEYS_FILE here, so settings and database were not looked at")
            return
        migrating.require_newest(config.place, every_page=True)
        keys = KeyStore(keys_of(config.place), config.ring)
        with closing(keys), snapshot(config.place, keys) as unit:  # the master keys open what is kept
            since, lost = sending.stopped_since(unit), list(rooms_arriving.lost(unit))
    except (ConfigError, StorageError, ValueError) as problem:
        yield from (Finding(line, wrong=True) for line in str(problem).splitlines())
        return
    yield Finding("settings and database are as they should be")
    yield from (Finding(line, wrong=True) for line in lost)
    if since:
        yield Finding(f"nothing is sent since {since:%Y-%m-%d %H:%M} UTC; to go on: leerbot send resume")
    if config.mattermost_admin_token:
        yield Finding(STILL_SET, wrong=True)
    if config.mattermost is not None:
        if config.mattermost_in_the_open:
            yield Finding(IN_THE_OPEN)
        looks = look(Rest(*config.mattermost), config.mattermost_callback, config.ring.derived(PURPOSE))
        yield from (Finding(text, wrong=wrong) for text, wrong in asyncio.run(looks))
    if config.teams is not None:
        line = Line(config.teams, installs=config.teams_install == "on")
        yield from (Finding(text, wrong=wrong) for text, wrong in asyncio.run(look_at_teams(line)))
    if config.mail is not None:
        yield _mail(config.mail)
    yield Finding(f"links to pages begin with {config.public}" if config.public else NO_PAGES)
