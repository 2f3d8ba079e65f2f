"""S39 with K1, K2 and C-44: what is left of feedback when somebody who gave it takes hers back, is erased or signs off."""

import io
import json
import zipfile
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from bot.upkeep.exporting import taken_along
from tests.acceptance.test_leaving import ERASE, KEEP, leaves
from tests.acceptance.test_pop_feedback import ALL, FIVE, START, TEXTS, ask, give, reads_report
from tests.kit.town import Town, town
from tests.kit.trajectories import latest
from tests.pages.visiting import Visit, visiting

READ = "2026-05-13 10:00"
"""When the report stands ready, where all whom she asked wrote at once."""


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Town]:
    members = ["noor", *FIVE[:4]]
    async with town(tmp_path, start=START, formats=ALL, members=members, public_url="https://leerbot.example") as built:
        yield built


async def written_by(place: Town, *who: str, named: str = "") -> None:
    """Let Noor ask five people, of whom these write."""
    await ask(place)
    for one in who:
        await give(place, one, named=named)


async def takes_hers_back(place: Town, who: str) -> None:
    """Let somebody take back what she wrote about what goes well, and about what could be more."""
    for text in (TEXTS[who], f"Vaker bellen {who[0]}"):
        await place.says(who, "mijn antwoorden")
        listed = (await latest(place, who)).split("\n")
        number = next(line.split("**")[1].rstrip(".") for line in listed if text in line)
        await place.says(who, f"verwijder {number}")
        await place.says(who, "ja")
        await place.settle()


def told(read: str) -> set[str]:
    """Return whose texts can be read somewhere."""
    return {who for who in FIVE if TEXTS[who] in read or f"Vaker bellen {who[0]}" in read}


async def test_s39_of_three_who_are_read_with_names_the_others_stay_when_one_is_erased(place: Town) -> None:
    await written_by(place, *FIVE[:3], named="yes")
    await place.until("2026-06-02 17:00")
    await place.taps("noor", "Kiezen")
    await place.taps("noor", "Met namen lezen")
    await place.until("2026-06-03 17:00")
    await reads_report(place)
    await leaves(place, "bram", *ERASE)
    await place.wait(minutes=5)
    read = await place.reads("noor")
    assert told(read) == {"samira", "joost"}
    assert "**Bram**" not in read


async def test_s39_k2_of_four_without_names_three_can_still_be_read_when_one_is_erased(place: Town) -> None:
    await written_by(place, *FIVE[:4])
    await place.until("2026-06-03 10:00")
    await reads_report(place)
    await leaves(place, "bram", *ERASE)
    await place.wait(minutes=5)
    assert told(await place.reads("noor")) == {"samira", "joost", "youssef"}


@pytest.mark.parametrize("way", [ERASE, KEEP, ()])
async def test_s39_k2_two_that_are_left_without_names_are_read_no_more(place: Town, way: Sequence[str]) -> None:
    await written_by(place, *FIVE[:4])
    await place.until("2026-06-03 10:00")
    await reads_report(place)
    for who in ("bram", "samira"):
        if way:
            await leaves(place, who, *way)
        else:
            await takes_hers_back(place, who)
    await place.wait(minutes=5)
    read = await place.reads("noor")
    assert told(read) == set()
    assert "is te weinig om het zonder namen te laten lezen" in read


async def test_s39_k2_who_took_back_her_words_and_not_what_she_is_hides_nobody(place: Town) -> None:
    await ask(place, of=FIVE[:4])
    for who in FIVE[:4]:
        await give(place, who)
    await place.until(READ)
    assert "Collega:" in await reads_report(place)
    for who in ("bram", "samira"):
        await takes_hers_back(place, who)
    assert told(await place.reads("noor")) == set()


async def test_s39_k2_who_takes_back_that_she_took_hers_back_hides_the_others_again(place: Town) -> None:
    await written_by(place, *FIVE[:4])
    await place.until("2026-06-03 10:00")
    await reads_report(place)
    await leaves(place, "bram", *ERASE)
    await place.says("samira", "mijn antwoorden")
    shared = [line for line in (await latest(place, "samira")).split("\n") if TEXTS["samira"] in line]
    number = shared[0].split("**")[1].rstrip(".")
    await place.says("samira", "mijn antwoorden")
    other = [line for line in (await latest(place, "samira")).split("\n") if "Vaker bellen s" in line]
    await place.says("samira", f"verwijder {other[0].split('**')[1].rstrip('.')}")
    await place.says("samira", "ja")
    await place.says("samira", f"maak privé {number}")
    await place.settle()
    assert told(await place.reads("noor")) == set()
    await place.says("samira", "herstel")
    await place.settle()
    assert told(await place.reads("noor")) == {"samira", "joost", "youssef"}


@pytest.mark.parametrize("way", [ERASE, KEEP])
async def test_s39_k1_who_is_gone_before_the_report_does_not_count(place: Town, way: Sequence[str]) -> None:
    await written_by(place, *FIVE[:4])
    await place.until("2026-06-01 18:00")  # it closed, and is read the next morning
    await leaves(place, "bram", *way)
    await place.until("2026-06-02 10:00")
    heard = await place.reads("noor")
    assert "Je feedback staat klaar" not in heard
    assert "te weinig antwoorden van collega's" in heard
    assert told(heard) == set()


async def test_s39_k1_who_is_gone_before_it_closes_does_not_count(place: Town) -> None:
    await written_by(place, *FIVE[:4])
    await leaves(place, "bram", *ERASE)
    await place.until("2026-06-03 10:00")
    heard = await place.reads("noor")
    assert "te weinig antwoorden van collega's" in heard
    assert told(heard) == set()


async def test_s39_too_few_that_are_left_may_be_waited_for_and_read_with_the_fourth(place: Town) -> None:
    await written_by(place, *FIVE[:4])
    await place.until("2026-06-01 18:00")
    await leaves(place, "bram", *ERASE)
    await place.until("2026-06-02 10:00")
    await place.taps("noor", "Kiezen")
    await place.taps("noor", "Nog twee weken wachten")
    await place.until("2026-06-03 12:00")
    await give(place, FIVE[4], "lead")
    await place.until("2026-06-18 17:00")
    assert told(await reads_report(place)) == set(FIVE[1:])


async def taken(place: Town) -> str:
    """Return all that Noor takes along."""
    now = place.clock.now()
    body = await place.app.store.read(lambda unit: taken_along(unit, place.app.editions, "noor", now))
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return json.dumps(json.loads(archive.read("leerbot.json")), ensure_ascii=False)


@pytest.fixture
async def visit(tmp_path: Path) -> AsyncIterator[Visit]:
    async with visiting(tmp_path, start=START, formats=list(ALL), members=["noor", *FIVE[:4]]) as opened:
        yield opened


async def on_her_page(visit: Visit) -> str:
    """Return what stands on Noor's page."""
    return (await (await visit.inside("noor", "mijn pop")).reads("/pages/pop")).text


async def test_s39_k3_nothing_stands_on_her_page_before_the_morning_on_which_all_can_be_read(visit: Visit) -> None:
    await written_by(visit.town, *FIVE)
    assert told(await on_her_page(visit)) == set()
    await visit.town.until(READ)
    assert told(await on_her_page(visit)) == set(FIVE)


async def test_s39_c44_what_is_read_no_more_is_on_no_page_and_in_no_archive(visit: Visit) -> None:
    await written_by(visit.town, *FIVE)
    await visit.town.until(READ)
    await reads_report(visit.town)
    for gone, left in (("bram", set(FIVE[1:])), ("samira", set(FIVE[2:])), ("joost", set())):
        await leaves(visit.town, gone, *ERASE)
        await visit.town.wait(minutes=5)
        page = await on_her_page(visit)
        assert told(page) == left
        assert ("te weinig om het zonder namen" in page) == (not left)
        assert told(await taken(visit.town)) == left
        assert told(await visit.town.reads("noor")) == left


@pytest.mark.parametrize("way", [ERASE, KEEP, ()])
async def test_s39_a_yes_of_who_took_hers_back_is_no_yes_of_who_said_no(visit: Visit, way: Sequence[str]) -> None:
    place = visit.town
    await ask(place)
    for who, said in zip(FIVE[:4], ("yes", "yes", "no", "yes"), strict=True):
        await give(place, who, named=said)
    await place.until("2026-06-01 18:00")  # it closed with four, and is read the next morning
    if way:
        await leaves(place, "youssef", *way)
    else:
        await takes_hers_back(place, "youssef")
    await place.until("2026-06-02 10:00")
    await place.taps("noor", "Kiezen")
    await place.taps("noor", "Met namen lezen")
    assert "Dat kan nu niet" in await latest(place, "noor")
    await place.until("2026-06-30 17:00")
    for read in (await place.reads("noor"), await on_her_page(visit), await taken(place)):
        assert told(read) == set()
