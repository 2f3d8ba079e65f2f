"""What a curious colleague can tell of who shared nothing, tried in every way in which a value check can go (S06, K3).

Every world is a team that plays the whole check: preparation, lines, confirmation, board, actions, the lead's answer. What
each of its people sees is all that stands in her column and in the room, with the times, at several moments; what the bot
says when she asks how it stands or starts another; and the page of the board. Worlds that look the same to her are put
together: of a colleague who shared nothing it must then be open what she did.

Teams of two and three play every combination. In larger ones the plain members are all alike, so they share in one order;
one, three or four share; and of those who share nothing all do nothing, or all but at most the one who looks write for
themselves alone.
"""

import re
from collections.abc import Awaitable, Callable
from itertools import product
from pathlib import Path

import pytest

from tests.kit.town import NAMED
from tests.kit.worlds import PEOPLE, World, Worlds, given_away
from tests.pages.visiting import Visit, visiting

NOTHING, DECLINES, KEEPS, KEEPS_OTHER, TAKES_BACK, SHARES = (
    "nothing",
    "declines",
    "keeps",
    "keeps other",
    "takes back",
    "shares",
)
LEAD, SCRIBE, TELLERS = "ingrid", "bram", ("ingrid", "noor")
LOOKING = (LEAD, SCRIBE, "noor")
"""Whose views are compared: a lead, a scribe, and one of the others, who are all alike."""
QUIET = {2: (NOTHING, DECLINES, KEEPS, KEEPS_OTHER, TAKES_BACK)} | dict.fromkeys(range(3, 7), (NOTHING, KEEPS))
"""What can be done by who shares nothing, by the size of a team."""
SHARING = (1, 3, 4)
"""How many share in a large team: few, one too few to be counted, and enough (K1)."""


def worlds_of(size: int) -> list[dict[str, str]]:
    """Return what the people of a team can do; how the number is kept small stands above."""
    people = PEOPLE[:size]
    if size <= 3:
        return [dict(zip(people, done, strict=True)) for done in product((*QUIET[size], SHARES), repeat=size)]
    found = []
    for quiet in (people[: size - sharing] for sharing in SHARING if sharing < size):
        rest = dict.fromkeys(people, SHARES)
        found += [rest | dict.fromkeys(quiet, deed) for deed in QUIET[size]]
        found += [rest | dict.fromkeys(quiet, KEEPS) | {one: NOTHING} for one in quiet if len(quiet) > 1 and one in LOOKING]
    return found


def looking(world: World) -> list[str]:
    """Return whose view has others to compare it with: in large teams who did something else is the same in all of them."""
    return [who for who in world.deeds if len(world.deeds) <= 3 or (who in LOOKING and world.deeds[who] != KEEPS)]


# -- what people do


async def plan(worlds: Worlds) -> None:
    """Let the leads plan a check, and the scribes agree."""
    said = ("waardecheck start", "De afgelopen periode", "overslaan", "26 maart om 14:00", "ja", "Bram-{}", "Ja, nodig uit")
    await worlds.each(lambda world, who: worlds.say(world, who, *said), LEAD)
    await worlds.place.until("2026-03-09 09:00")
    await worlds.each(lambda world, who: worlds.tap(world, who, "Antwoorden", "Ja, ik schrijf mee"), SCRIBE)


async def prepare(worlds: Worlds, world: World, who: str) -> None:
    """Let somebody do what she does with the preparation."""
    deed = world.deeds[who]
    if deed == NOTHING:
        return
    if deed == DECLINES:
        await worlds.tap(world, who, "Deze keer niet")
        return
    text = f"Iets heel anders van {who}." if deed == KEEPS_OTHER else f"Het verhaal van {who}."
    await worlds.tap(world, who, "Voorbereiden")
    await worlds.say(world, who, text, "stop", "bewaren")
    if deed in {TAKES_BACK, SHARES}:
        await worlds.of_newest(world, who, "deel #", NAMED)
    if deed == TAKES_BACK:
        await worlds.of_newest(world, who, "verwijder #", "ja")


async def write(worlds: Worlds, world: World, who: str) -> None:
    """Let the scribe write down a line of every teller; all heard what they told. The lead's is a question to all."""
    tellers = [one for one in TELLERS if one in world.deeds]
    level = {one: "Vraag aan ons" if one == LEAD else "3 Toegepast" for one in tellers}
    said = [(f"{one}-{{}}", level[one], f"Verteld door {one}.") for one in tellers]
    await worlds.tap(world, who, "Schrijven")
    await worlds.say(world, who, *"|ja|".join("|".join(one) for one in said).split("|"), "nee")


async def confirm(worlds: Worlds, world: World, who: str) -> None:
    """Let a teller decide about her line; all but one way leave it off the board."""
    after = {
        DECLINES: ["Weglaten"], KEEPS: ["Aanpassen"], KEEPS_OTHER: [], TAKES_BACK: ["Klopt"], SHARES: ["Klopt"],
    }  # fmt: skip
    if (deed := world.deeds[who]) != NOTHING:
        await worlds.tap(world, who, "Bekijken", *after[deed])
    if deed == TAKES_BACK:
        await worlds.of_newest(world, who, "verwijder #", "ja")


async def act(worlds: Worlds, world: World, who: str) -> None:
    """Let the scribe think of an action: for the lead if she shares all, for herself if she keeps it to herself."""
    deed = world.deeds[who]
    if not await worlds.offered(world, who, "Opschrijven"):  # where no story was told, nobody is asked
        return
    if deed in {SHARES, KEEPS}:
        await worlds.tap(world, who, "Opschrijven")
        await worlds.say(world, who, f"{LEAD if deed == SHARES else who}-{{}}", "Een kleine proef.", "nee")
    elif deed == DECLINES:
        await worlds.tap(world, who, "Geen acties")


async def take_up(worlds: Worlds, world: World, who: str) -> None:
    """Let who was thought of for an action take it up or not."""
    deed, scribe = world.deeds[who], world.deeds[SCRIBE]
    asked = (scribe == SHARES if who == LEAD else scribe == KEEPS) and await worlds.offered(world, who, "Bekijken")
    if asked and deed not in {NOTHING, KEEPS_OTHER}:
        await worlds.tap(world, who, "Bekijken", "Ja, ik pak dit op" if deed == SHARES else "Liever niet")


async def answer(worlds: Worlds, world: World, who: str) -> None:
    """Let a lead who shares all answer the questions to the team, if there are any."""
    if world.deeds[who] == SHARES and await worlds.offered(world, who, "Antwoorden"):
        await worlds.tap(world, who, "Antwoorden")
        await worlds.say(world, who, "We vragen ruimte.")


async def ask(worlds: Worlds, world: World, who: str) -> None:
    """Let somebody ask how it stands, and start another: most may not, and a lead may not yet."""
    await worlds.say(world, who, "stand", "waardecheck start")


async def open_page(visit: Visit, world: World, who: str) -> None:
    """Let somebody open the page of the board."""
    browser = await visit.inside(world.called(who), "opbrengst")
    page = (await browser.reads("/pages/boards")).text
    for where in re.findall(r'href="(/pages/boards/\d+)"', page):
        page += (await browser.reads(where)).text
    world.note(who, re.sub(r"/pages/boards/\d+", "", page))


async def play(visit: Visit, worlds: Worlds) -> None:
    """Play a whole check in all worlds."""

    async def moment(day: str, does: Callable[[Worlds, World, str], Awaitable[None]], *who: str) -> None:
        await worlds.place.until(day)
        await worlds.each(lambda world, one: does(worlds, world, one), *who)
        await worlds.look()

    await plan(worlds)
    await moment("2026-03-17 10:00", prepare)
    await moment("2026-03-18 10:00", ask, *LOOKING)
    await moment("2026-03-26 14:02", write, SCRIBE)
    await moment("2026-03-27 15:00", confirm, *TELLERS)
    await moment("2026-03-28 10:00", ask, *LOOKING)
    await moment("2026-03-31 09:35", answer, LEAD)
    await moment("2026-03-31 15:00", act, SCRIBE)
    await moment("2026-04-01 12:00", take_up, LEAD, SCRIBE)
    await moment("2026-04-09 12:00", ask, LEAD)
    await moment("2026-04-17 12:00", ask, *LOOKING)
    for world in worlds.all:
        if len(world.deeds) == 2:
            await open_page(visit, world, LEAD)


@pytest.mark.no_cover  # many worlds of what tests/acceptance plays once
async def test_s06_nobody_can_tell_of_a_colleague_who_shared_nothing_whether_and_what_she_answered(tmp_path: Path) -> None:
    deeds = [done for size in QUIET for done in worlds_of(size)]
    all_worlds = [World(number, done) for number, done in enumerate(deeds)]
    async with visiting(tmp_path, formats=[], members=[]) as visit:
        worlds = Worlds(visit.town, all_worlds)
        await worlds.begin()
        await play(visit, worlds)

    assert given_away(all_worlds, QUIET, looking) == []


def test_what_looks_different_in_every_world_is_given_away() -> None:
    deeds = [{"ingrid": NOTHING, "bram": deed} for deed in (*QUIET[2], SHARES)]
    same, other = ([World(number, done) for number, done in enumerate(deeds)] for _ in range(2))
    for world in (*same, *other):
        world.note("ingrid", "Niets te zien.")
    other[2].note("ingrid", "Iemand schreef iets.")

    assert given_away(same, QUIET, lambda _: [LEAD]) == []
    assert len(given_away(other, QUIET, lambda _: [LEAD])) == 2
