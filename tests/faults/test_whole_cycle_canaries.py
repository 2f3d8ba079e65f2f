"""A canary in whatever is told in a whole cycle of a leergroep: all goes four weeks after the last meeting (S31, C-44)."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select

from storage.groups import people
from storage.store import Unit
from storage.tables import answer, web_message
from storage.talks import conversations
from tests.acceptance.preparing import EVERYBODY, on_the_way
from tests.acceptance.test_own_assignments import makes
from tests.acceptance.test_parting import DAY_BEFORE, GONE, passes
from tests.kit.leergroep import GROUP
from tests.kit.searching import copied, readers, where, where_in_copy
from tests.kit.town import FACILITATOR, Town

WORD, OTHER = "kanarie", "Iets van de groep zelf."
PASSED_BY = (
    "Later", "Overslaan", "Liever niet", "Deze keer niet", "Niet nu", "Nu niet", "Niets", "Nee", "Alleen voor mij", "Tekening",
    "Ik vertel het", "Ik typ het", "Downloaden", "Nog niet",
)  # fmt: skip
"""How the buttons begin with which nothing is told, or not so that others read it."""
MOST, LATELY = 24, 4
"""How much somebody does on a day, and among how many messages she looks for a button."""


async def about(place: Town, person: str) -> str | None:
    """Return the format that somebody is busy with."""

    def work(unit: Unit) -> str | None:
        active = people.load(unit, person).active
        return conversations.load(unit, active).format if active is not None else None

    return await place.app.store.read(work)


async def does_all(place: Town, person: str) -> None:
    """Let somebody do whatever is put before her, with a canary wherever she writes what goes with the meetings."""
    done, said = set[tuple[str, str]](), set[str]()
    for _ in range(MOST):
        shown = await place.shown(person)
        offers = [(last.text, one) for last in shown[:-LATELY:-1] for one in last.choices if not one.startswith(PASSED_BY)]
        if (offer := next((one for one in offers if one not in done), None)) is not None:
            done.add(offer)
            await place.taps(person, offer[1])
        elif (format_id := await about(place, person)) is not None and shown[-1].text not in said:
            said.add(shown[-1].text)
            goes = format_id in place.app.editions.gone_with_programme
            await place.says(person, f"Een {WORD} hierbij." if goes else OTHER)
            await place.wait(minutes=2)
        else:
            return


async def told_in(place: Town) -> set[str]:
    """Return the formats in which somebody told something that is still there."""
    kept = select(answer.c.format).where(answer.c.body.is_not(None)).distinct()
    return set(await place.app.store.read(lambda unit: unit.connection.execute(kept).scalars().all()))


async def said_apart(place: Town) -> int:
    """Return how many messages still say something that goes with the meetings."""
    kept = select(func.count()).where(web_message.c.apart.is_not(None), web_message.c.body.is_not(None))
    return await place.app.store.read(lambda unit: unit.connection.execute(kept).scalar_one())


async def everybody_tells_everything(place: Town, until: str) -> None:
    """Let each, every day, do whatever is put before her."""
    while place.clock.now() < place.moment(until):
        for one in EVERYBODY:
            await does_all(place, one)
        await place.until(f"{(place.clock.now() + timedelta(days=1)).date()} 13:30")


async def test_s31_a_canary_in_every_format_of_a_whole_cycle_is_nowhere_after_the_day(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await everybody_tells_everything(place, "2026-02-03 12:00")
        await makes(place, "3", "ja", "overslaan", f"Schrijf over een {WORD}.", "ja", word="opdracht maken 1")
        await everybody_tells_everything(place, "2026-06-09 12:00")
        await place.says(FACILITATOR, "casus vastleggen")
        await everybody_tells_everything(place, "2026-09-07 12:00")
        editions = place.app.editions
        of_leergroep = {one for one in editions.gone_with_programme if "leergroep" in editions.newest(one).dutch.groups}
        assert await told_in(place) >= of_leergroep - {"leergroep_preparation"}
        assert await readers(place, WORD, EVERYBODY) == set(EVERYBODY)
        await passes(place, DAY_BEFORE)
        assert "answer.body" in await where(place, WORD)
        before, keys = copied(place, tmp_path / "before"), place.app.store.keys
        assert where_in_copy(before, keys, WORD) == await where(place, WORD)

        await passes(place, GONE)

        assert where_in_copy(before, keys, WORD) == set()
        assert await said_apart(place) == 0
        assert where_in_copy(before, keys, OTHER.casefold()) >= {"answer.body", "web_message.body"}

        assert await where(place, WORD) == set()
        assert await readers(place, WORD, EVERYBODY) == set()
        assert WORD not in (await place.room(GROUP)).casefold()
        assert await told_in(place) >= {"leergroep_contract", "leergroep_meeting", "leergroep_yield"}
