"""S25: what a leergroep is told of a meeting that comes: what it is for, and the day before where it is."""

from pathlib import Path

import pytest

from tests.kit.leergroep import GROUP, gather, plan
from tests.kit.town import FACILITATOR, town

AGENDA_OF_THE_FIRST = [
    "Kennismaken en verwachtingen (25 minuten)",
    "Afspraken maken (35 minuten)",
    "De leervraag formuleren (30 minuten)",
    "De aspecten verkennen (20 minuten)",
    "Leerpunten (10 minuten)",
]


async def test_s25_the_room_reads_what_the_meeting_is_for_five_working_days_before(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place)
        await plan(place)

        await place.until("2026-03-12 09:55")
        before = await place.room(GROUP)
        await place.until("2026-03-12 10:05")

        assert "programma" not in before
        told = await place.room(GROUP)
        assert "Leergroep Noord komt bij elkaar op donderdag 19 maart om 10:00." in told
        assert [line.removeprefix("- ") for line in told.splitlines() if line.startswith("- ")] == AGENDA_OF_THE_FIRST


async def test_s25_the_room_reads_the_day_before_where_the_meeting_is(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place)
        await plan(place)

        await place.until("2026-03-18 10:05")

        says = "Leergroep Noord komt bij elkaar op donderdag 19 maart om 10:00, \u2068Stadhuis\u2069 (bijeenkomst 1)."
        assert (await place.shown(GROUP, "room"))[-1].text == says


@pytest.mark.parametrize(
    ("length", "minutes"), [("Anderhalf uur", ["20", "25", "25", "15", "5"]), ("Een uur", ["15"] * 3 + ["10", "5"])]
)
async def test_s25_the_points_of_a_shorter_meeting_take_less_time(tmp_path: Path, length: str, minutes: list[str]) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place)
        await plan(place, length=length)

        await place.until("2026-03-12 10:05")

        points = [line for line in (await place.room(GROUP)).splitlines() if line.startswith("- ")]
        assert [point.rpartition("(")[2].removesuffix(" minuten)") for point in points] == minutes


async def test_s25_acceptance_2_an_hour_is_too_short_and_that_is_said(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place)
        for said in ("bijeenkomsten plannen", "19 maart om 10:00", "ja", "6", "Een uur"):
            await place.says(FACILITATOR, said)

        assert "Een bijeenkomst van 60 minuten is waarschijnlijk te kort." in (await place.hears(FACILITATOR))[-1].text


async def test_s25_edge_a_meeting_that_moves_takes_its_agenda_along(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place)
        await plan(place)

        await place.says(FACILITATOR, "verplaats bijeenkomst 1 naar 26 maart")
        await place.until("2026-03-19 09:55")
        before = await place.room(GROUP)
        await place.until("2026-03-19 10:05")

        assert "programma" not in before
        assert "donderdag 26 maart om 10:00. Dit staat op het programma:" in await place.room(GROUP)


async def test_s25_edge_of_a_meeting_that_is_called_off_nobody_is_told_the_agenda(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place)
        await plan(place)

        await place.says(FACILITATOR, "annuleer bijeenkomst 1")
        await place.until("2026-03-19 10:05")

        assert "programma" not in await place.room(GROUP)


async def test_s25_where_there_is_no_room_each_reads_it_in_her_own_chat(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place, room=False)
        await plan(place)

        await place.until("2026-03-18 10:05")

        for person in ("noor", FACILITATOR):
            assert "Dit staat op het programma:" in await place.reads(person)
            assert "\u2068Stadhuis\u2069 (bijeenkomst 1)." in (await place.shown(person))[-1].text


async def test_s25_the_agenda_is_read_in_ones_own_language(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place, room=False)
        await plan(place)
        await place.says("noor", "english")

        await place.until("2026-03-12 10:05")

        assert "- Getting to know each other, and what you expect (25 minutes)" in await place.reads("noor")


async def test_s25_learning_points_are_asked_an_hour_after_a_shorter_meeting_too(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place)
        await plan(place, length="Anderhalf uur")

        await place.until("2026-03-19 12:25")
        before = await place.reads(FACILITATOR)
        await place.until("2026-03-19 12:35")

        assert "Welke leerpunten" not in before
        assert "Welke leerpunten" in await place.reads(FACILITATOR)


async def test_s25_a_meeting_may_be_somewhere_else_than_the_others(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place)
        await plan(place)

        await place.says(FACILITATOR, "bijeenkomst 1 waar: Buurthuis De Kern, zaal 2")
        await place.until("2026-03-18 10:05")
        first = (await place.shown(GROUP, "room"))[-1].text
        await place.until("2026-04-29 10:05")

        assert "\u2068Buurthuis De Kern, zaal 2\u2069 (bijeenkomst 1)." in first
        assert "\u2068Stadhuis\u2069 (bijeenkomst 2)." in (await place.shown(GROUP, "room"))[-1].text


async def test_s25_who_was_told_where_it_is_hears_of_another_place(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place)
        await plan(place)
        await place.until("2026-03-18 10:05")

        await place.says(FACILITATOR, "bijeenkomst 1 waar: Buurthuis De Kern")
        await place.says(FACILITATOR, "bijeenkomst 1 waar: Bibliotheek")

        told = [one.text.rpartition(", ")[2] for one in await place.shown(GROUP, "room")]
        assert told[-3:] == [
            f"\u2068{where}\u2069 (bijeenkomst 1)." for where in ("Stadhuis", "Buurthuis De Kern", "Bibliotheek")
        ]


async def test_s25_only_the_facilitator_says_where_a_meeting_is(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place)
        await plan(place)

        await place.says("noor", "bijeenkomst 1 waar: bij mij thuis")
        said = (await place.hears("noor"))[-1].text
        await place.until("2026-03-18 10:05")

        assert "begeleider" in said
        assert "thuis" not in await place.room(GROUP)


async def test_s25_a_meeting_may_take_longer_than_the_others(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place)
        await plan(place, length="Anderhalf uur")

        await place.says(FACILITATOR, "bijeenkomst 1 duurt 120 minuten")
        await place.until("2026-03-12 10:05")
        points = [line for line in (await place.room(GROUP)).splitlines() if line.startswith("- ")]
        await place.until("2026-03-19 12:55")
        before = await place.reads(FACILITATOR)
        await place.until("2026-03-19 13:05")

        assert [point.removeprefix("- ") for point in points] == AGENDA_OF_THE_FIRST
        assert "Welke leerpunten" not in before
        assert "Welke leerpunten" in await place.reads(FACILITATOR)


@pytest.mark.parametrize(
    ("minutes", "answer"),
    [("60", "Een bijeenkomst van 60 minuten is waarschijnlijk te kort."), ("10", "duurt 30 tot 480 minuten")],
)
async def test_s25_a_length_that_is_odd_is_said_to_be_so(tmp_path: Path, minutes: str, answer: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place)
        await plan(place)

        await place.says(FACILITATOR, f"bijeenkomst 1 duurt {minutes} minuten")

        assert answer in (await place.hears(FACILITATOR))[-1].text


async def test_s25_who_leads_two_groups_says_of_which_a_meeting_is(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place)
        await plan(place)
        await place.add_team("zuid", "Leergroep Zuid", kind="leergroep")
        await place.add(FACILITATOR, "facilitator", team="zuid", consent=None)
        await place.add("pim", "participant", team="zuid")
        for said in ("bijeenkomsten plannen 3", "20 maart om 10:00", "ja", "6", "Twee uur", "Kantoor", "ja"):
            await place.says(FACILITATOR, said)

        await place.says(FACILITATOR, "bijeenkomst 1 waar: Bibliotheek")
        asked = (await place.hears(FACILITATOR))[-1].text
        await place.says(FACILITATOR, "bijeenkomst 1 in groep 3 waar: Bibliotheek")
        await place.says(FACILITATOR, "bijeenkomst 1 duurt 90")
        await place.taps(FACILITATOR, "Leergroep Zuid")
        await place.until("2026-03-19 10:05")

        assert 'Voor Leergroep Zuid typ je "bijeenkomst 1 in groep 3 waar:" met de plaats erachter.' in asked
        assert "\u2068Bibliotheek\u2069" in await place.room("zuid")
        assert "Leerpunten (5 minuten)" in await place.room("zuid")
        assert "Bibliotheek" not in await place.room(GROUP)
