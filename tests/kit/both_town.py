"""One town on two platforms: the same bot, seen from a small Teams and from a small Mattermost (X12, GE17)."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.channels.mattermost.rest import Rest
from storage.groups import people
from tests.kit.matter_town import MattermostTown
from tests.kit.mattermost import TOKEN
from tests.kit.mattermost_server import fake_mattermost
from tests.kit.teams_town import TeamsTown, teams_town
from tests.kit.town import TEAM

THERE = "noor-there"
"""Under which id Noor is known on Mattermost as long as nobody knows that it is she."""


@dataclass
class BothTown:
    """A team on Teams; who is on Mattermost is added there."""

    teams: TeamsTown
    matter: MattermostTown

    async def heard_on_both(self, who: str = "noor", there: str = THERE) -> list[str]:
        """Return all that is new for somebody, on the one platform and on the other."""
        return [one.text for one in (*await self.teams.hears(who), *await self.matter.hears(there))]

    async def link(self, who: str = "noor", there: str = THERE) -> None:
        """Let somebody on Teams link her account on Mattermost, as she is told to."""
        await self.teams.says(who, "koppel")
        code = code_in((await self.teams.shown(who))[-1].text)
        await self.matter.says(there, f"koppel {code}")
        await self.matter.taps(there, "Ja, dat ben ik")
        await self.teams.says(who, f"koppel {code}")


def code_in(text: str) -> str:
    """Return the code in a message."""
    found = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", text)
    assert found is not None, text
    return found[0]


async def code_of(place: BothTown, who: str = "noor") -> str:
    """Return the code that somebody gets on Teams."""
    await place.teams.says(who, "koppel")
    return code_in((await place.teams.shown(who))[-1].text)


async def is_one(place: BothTown) -> bool:
    """Whether who writes on Mattermost is Noor of Teams."""
    found = await place.teams.app.store.read(lambda unit: people.by_address(unit, "mattermost", THERE))
    return found is not None and found.id == "noor"


@asynccontextmanager
async def both_town(folder: Path, **options: Any) -> AsyncIterator[BothTown]:
    """Build a team on a small Teams, and a small Mattermost beside it where Noor is too, under another id."""
    async with fake_mattermost() as server:
        opened = teams_town(folder, mattermost=Rest(server.url, TOKEN), **options)
        async with opened as place:
            beside = MattermostTown(place.app, place.clock, folder, place.made, server=server)
            server.add_room(TEAM)
            await beside.begin()
            try:
                yield BothTown(place, beside)
            finally:
                await beside.end()
