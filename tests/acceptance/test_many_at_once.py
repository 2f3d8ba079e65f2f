"""Whoever is spoken to together with others hears what she would have heard alone, however they differ (N1–N8, X05)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from bot.timing.editions import Editions
from bot.timing.opening import open_due
from bot.timing.rounds import plan_chunk
from bot.timing.speaking import speak_to
from storage.groups import rounds
from storage.store import Unit
from storage.talks import finding
from storage.timing import pushing, schedules
from tests.kit.libraries import with_formats
from tests.kit.town import Town, at, town

WEEKS = 5
"""So long that whoever does nothing is asked whether to be quiet."""
SAID = 'SELECT key, "to", recipe, due, good_until, budget, conversation, status FROM outbox ORDER BY key'
STANDS = "SELECT person, format, occasion, status, prompted_at, nudged, resume_at, not_before, next_at FROM conversation"


async def who_differ(place: Town) -> None:
    for plain in ("anna", "bas", "cor", "dirk"):
        await place.add(plain)
    await place.add("quirien", quiet_days="3")
    await place.add("away", away_until=at("2026-03-20 09:00"))
    await place.add("gone", undeliverable="gone")
    await place.add("far", zone="America/Paramaribo")
    await place.add("undecided", consent=None)
    await place.add_team("tweede")
    await place.switch_on("weekly_wonder", "tweede")
    await place.add("both", team="tweede")
    await place.add("both")
    await place.add("nowhere")
    await place.app.store.run(lambda unit: unit.connection.exec_driver_sql("DELETE FROM address WHERE person = 'nowhere'"))


async def stands(place: Town, question: str) -> list[Sequence[Any]]:
    found = await place.app.store.read(lambda unit: unit.connection.exec_driver_sql(question).all())
    return sorted((tuple(row) for row in found), key=repr)


async def weeks_pass(place: Town, together: bool) -> list[list[Sequence[Any]]]:
    """Let weeks go by in which nobody reacts; speak to all at once or to each alone, and return how all stood each time."""
    app, end, seen = place.app, place.clock.now() + timedelta(weeks=WEEKS), []
    while (now := place.clock.now()) < end:
        who = await app.store.run(partial(who_is_due, editions=app.editions, now=now))
        for some in [who] if together else [[person] for person in who]:
            await app.store.run(partial(speak_to, editions=app.editions, who=some, now=now))
        seen.append(await stands(place, SAID))
        await place.settle()
        following = await app.store.read(partial(pushing.next_of_all, after=now))
        assert following is not None
        await place.jump(following)
    return [*seen, await stands(place, STANDS)]


def who_is_due(unit: Unit, editions: Editions, now: datetime) -> list[str]:
    """Open the rounds that are due, and return for whom something is due then."""
    open_due(unit, editions, schedules.due(unit, now, 99), now)
    for opening in rounds.due(unit, now, 99):
        if opening.status == "planning":
            plan_chunk(unit, editions, [opening], "", now)
    return finding.due_people(unit, now, 99)


async def test_n4_c36_who_is_spoken_to_together_hears_the_same_as_alone(tmp_path: Path) -> None:
    seen = []
    for together in (False, True):
        formats = with_formats(tmp_path / f"formats {together}", overdracht="transfer", gewoonte="habit")
        async with town(tmp_path / f"town {together}", library=formats) as place:
            await who_differ(place)
            seen.append(await weeks_pass(place, together))

    alone, at_once = seen
    assert at_once == alone
    assert any("nudge1" in str(row) for row in alone[-2])
    assert any("quiet" in str(row) for row in alone[-1])
