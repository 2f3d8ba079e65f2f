"""X08, D6: the dry run shows what is offered to who leads, and what a planned check asks of each role."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from dialogs.library import HERE, load
from dialogs.timing.dryrun import Going, foresee
from dialogs.timing.onlooker import Group
from dialogs.timing.plans import Plan
from storage.timing import schedules
from tests.kit import almanac
from tests.kit.almanac import Entry
from tests.kit.libraries import with_text, without
from tests.kit.town import AMSTERDAM, TEAM, Town, at, town
from tests.kit.value_checks import confirms, plan

FORMATS = {name: edition.dutch for name, edition in load().editions.items()}
PREPARE = "Waardecheck – Je verhaal voorbereiden"
REPLY = "Waardecheck – Antwoord op de vragen aan team en organisatie"


@asynccontextmanager
async def with_checks(folder: Path, **words: Any) -> AsyncIterator[Town]:
    """Open a town to whose lead nothing is offered but a value check."""
    library = without(folder / "library", "conditions_offer", "conditions_own", "conditions_scan", "leader_reflection_offer")
    async with town(folder / "town", formats=["value_check_offer"], library=library, **words) as place:
        yield place


async def dry_run(place: Town, weeks: int) -> str:
    """Return the dry run that the lead gets."""
    await place.says("ingrid", f"proefkalender {weeks}")
    return (await place.hears("ingrid"))[-1].text


def part_of(calendar: str, head: str) -> list[str]:
    """Return the lines of one role in a dry run."""
    found = next((part for part in calendar.split("\n\n") if part.startswith(f"**{head}")), "")
    return found.split("\n")[1:]


def with_example(calendar: str) -> tuple[str, str]:
    """Return a dry run without the example below it, and the example."""
    found, _, example = calendar.partition("\n\n**Een voorbeeld: ")
    return found, example


ROLES = ("Een teamlid", "Wie leidt", "Wie iets doet", "Alleen wie", "De begeleider", "De groepsruimte")


async def test_x08_before_a_check_is_planned_the_lead_sees_what_one_would_ask_of_each_role(tmp_path: Path) -> None:
    async with with_checks(tmp_path) as place:
        for other in ("weekly_wonder", "facilitator_week", "informal_insight_checklist"):
            await place.switch_on(other)
            await place.app.store.run(partial(schedules.switch_off, format_id=other, team_id=TEAM))
        _, example = with_example(await dry_run(place, 12))
        await place.until("2026-05-11 09:00")
        await plan(place, when="19 mei om 09:00")
        calendar, another = with_example(await dry_run(place, 12))

        assert example.startswith(
            "Waardecheck, als je die plant op maandag 11 mei.** Er is nu niets gepland, en een andere dag kan ook. "
            "De eerste dag die dan kan, is dinsdag 19 mei om 09:00. Dit vraagt het van ieder:\n\n"
        )
        for role in ROLES:
            assert part_of(example, role) == part_of(calendar, role)
            assert part_of(example, role) or role == "De begeleider"
        assert not another


async def test_x08_where_no_offer_comes_soon_the_example_is_of_a_check_that_is_planned_now(tmp_path: Path) -> None:
    async with with_checks(tmp_path) as place:
        _, example = with_example(await dry_run(place, 4))

        assert "als je die plant op maandag 9 maart.**" in example
        assert "**Een teamlid, en de teamleider net zo:** 2 keer. Alles beantwoorden kost hooguit 10 minuten." in example


async def test_x08_what_cannot_be_opened_in_a_group_is_no_example(tmp_path: Path) -> None:
    text = (HERE / "formats" / "quarterly_value_check.yaml").read_text(encoding="utf-8")
    library = with_text(
        tmp_path, "quarterly_value_check", text.replace("minutes: 10\n", "minutes: 10\nneeds: {people: 50}\n", 1)
    )
    async with town(tmp_path / "town", formats=["value_check_offer"], library=library) as place:
        assert "Waardecheck" not in with_example(await dry_run(place, 4))[1]


async def test_d6_the_dry_run_shows_the_offers_to_who_leads(tmp_path: Path) -> None:
    async with with_checks(tmp_path) as place:
        offered = part_of(await dry_run(place, 26), "Wie leidt")

        assert offered == [
            "- maandag 11 mei 09:00: Waardecheck plannen",
            "- dinsdag 26 mei 09:00: Waardecheck plannen",
            "- maandag 24 augustus 09:00: Waardecheck plannen",
        ]


async def test_d6_the_dry_run_shows_an_offer_that_was_moved_on_its_day_and_no_other(tmp_path: Path) -> None:
    async with with_checks(tmp_path) as place:
        await place.until("2026-05-11 10:00")
        await place.taps("ingrid", "Een andere maand")
        for said in ("15 juni", "ja"):
            await place.says("ingrid", said)

        assert part_of(await dry_run(place, 12), "Wie leidt") == ["- maandag 15 juni 09:00: Waardecheck plannen"]


async def test_d6_the_dry_run_shows_what_is_offered_again_only_until_that_was_asked(tmp_path: Path) -> None:
    async with with_checks(tmp_path) as place:
        await place.until("2026-05-11 10:00")
        await place.taps("ingrid", "Een andere maand")
        await place.taps("ingrid", "Over een maand")
        await place.until("2026-06-09 12:00")
        await place.taps("ingrid", "Niet nu")

        assert part_of(with_example(await dry_run(place, 26))[0], "Wie leidt") == []


async def test_x08_a_planned_check_is_told_of_by_role_and_nothing_is_offered_beside_it(tmp_path: Path) -> None:
    async with with_checks(tmp_path) as place:
        await plan(place, scribe="Bram")
        calendar = await dry_run(place, 12)

        told = [line.partition(": ")[2] for line in part_of(calendar, "Een teamlid") if "Waardecheck" in line]
        assert told == [PREPARE, f"{PREPARE} (herinnering)", f"{PREPARE} (herinnering)"]
        assert part_of(calendar, "Wie iets doet") == [
            "- maandag 9 maart 09:00: Waardecheck – Meeschrijven, ja of nee",
            "- donderdag 26 maart 14:00: Waardecheck – Opschrijven wat er verteld wordt",
            "- maandag 30 maart 13:00: Waardecheck – Kleine acties opschrijven",
        ]
        assert "zoals meeschrijven:** 3 keer, op zijn laatst zo. Samen hooguit 66 minuten." in calendar
        assert "genoemd werd:** 2 keer, op zijn laatst zo. Samen hooguit 6 minuten." in calendar
        assert part_of(calendar, "Alleen wie iets vertelde of genoemd werd") == [
            "- vrijdag 27 maart 12:00: Waardecheck – Je eigen regels nalezen",
            "- dinsdag 7 april 13:00: Waardecheck – Een actie waarbij je genoemd bent",
        ]
        assert [line.partition(": ")[2] for line in part_of(calendar, "Wie leidt")] == [REPLY, f"{REPLY} (herinnering)"]
        assert "Waardecheck plannen" not in calendar


def foreseen(session: datetime, planned: datetime) -> list[Entry]:
    """Return the dry run of a check that somebody planned, as the almanac writes it."""
    chosen = {"vc_focus": ("period",), "vc_when": (f"{session:%Y-%m-%dT%H:%M}",)}
    going = Going("quarterly_value_check", Plan("", 1, chosen, moments={"vc_when": session}), planned, session)
    coming = foresee({}, FORMATS, Group(AMSTERDAM), planned, planned + timedelta(weeks=20), going=[going])
    return [
        (one.at.astimezone(AMSTERDAM).replace(tzinfo=None), one.who, f"{piece.part}{' again' * (piece.kind == 'nudge')}")
        for one in coming
        for piece in one.holds
    ]


@pytest.mark.parametrize("ahead", [7, 14, 21])
def test_x08_a_year_of_checks_in_the_dry_run_is_what_the_almanac_says(ahead: int) -> None:
    days = [day for day in almanac.span(date(2026, 1, 1), date(2026, 12, 31)) if almanac.works(day)]
    for day in days:
        session = datetime.combine(day, time(14))
        planned = session - timedelta(days=ahead, hours=1)

        assert sorted(foreseen(session.replace(tzinfo=AMSTERDAM), planned.replace(tzinfo=AMSTERDAM))) == sorted(
            almanac.check(planned, session)
        )


async def test_x08_what_a_check_really_brings_to_each_role_is_what_the_almanac_says(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        planned, session = datetime(2026, 3, 9, 8, 30), datetime(2026, 3, 26, 14)  # noqa: DTZ001 - on the wall
        answered = ("room", "reply")  # comes as soon as the lead writes it, and not without that
        expected = sorted(one for one in almanac.check(planned, session) if one[1:] != answered)
        await plan(place, scribe="Bram")
        whom = {"member": "joost", "asked": "bram", "told": "noor", "lead": "ingrid", "room": TEAM}
        for moment in sorted({at for at, _, _ in expected}):
            await place.until(moment.replace(tzinfo=AMSTERDAM) - timedelta(minutes=1))
            await heard_of(place, whom)
            await place.until(moment.replace(tzinfo=AMSTERDAM) + timedelta(minutes=1))
            come = await heard_of(place, whom)
            wanted = [(who, what) for at, who, what in expected if at == moment]
            assert all(SAID[what] in come[who] for who, what in wanted)
            await play(place, wanted)


SAID = {
    "ask_scribe": "Wil jij dan meeschrijven", "prepare": "Wil je je verhaal alvast voorbereiden? Het duurt",
    "prepare again": "Binnenkort is de waardecheck", "begin": "Fijn dat jullie er zijn", "write": "De waardecheck begint",
    "confirm": "Dit is uit jouw verhaal opgeschreven", "board": "Totaalopbrengst", "actions": "leine acties",
    "own_action": "jouw naam viel daarbij", "reply": "vragen", "reply again": "Wat ga je doen met de vragen",
}  # fmt: skip
"""Words by which what comes is known."""


async def heard_of(place: Town, whom: dict[str, str]) -> dict[str, str]:
    """Return what came to each role since the last time."""
    return {who: await place.reads(one, "room" if who == "room" else "person") for who, one in whom.items()}


async def play(place: Town, what: list[tuple[str, str]]) -> None:
    """Do what was asked, but so that each step takes its whole time."""
    for one in what:
        match one:
            case _, "ask_scribe":
                await place.taps("bram", "Antwoorden")
                await place.taps("bram", "Ja, ik schrijf mee")
            case _, "write":
                await place.taps("bram", "Schrijven")
                for said in ("Noor", "Vraag aan ons"):
                    await place.taps("bram", said)
                await place.says("bram", "Wie neemt op?")
            case _, "confirm":
                await confirms(place, noor="Klopt")
            case "asked", "actions":
                await place.taps("bram", "Opschrijven")
                await place.taps("bram", "Noor")
                await place.says("bram", "Een proef doen.")
            case _, "own_action":
                await place.taps("noor", "Bekijken")
                await place.taps("noor", "Ja, ik pak dit op")
            case _:
                pass  # a first message, a reminder or a message to the room asks for nothing here


async def test_x08_a_check_that_is_being_prepared_still_shows_its_reminders(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-18 12:00")

        coming = [line for line in part_of(await dry_run(place, 2), "Een teamlid") if "Waardecheck" in line]
        assert coming == [
            f"- maandag 23 maart 09:00: {PREPARE} (herinnering)",
            f"- woensdag 25 maart 10:00: {PREPARE} (herinnering)",
        ]


async def test_x08_the_dry_run_of_a_planned_check_agrees_with_what_a_member_gets(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await plan(place, scribe="Bram")
        foretold = part_of(await dry_run(place, 4), "Een teamlid")
        await place.until("2026-03-09 09:05")
        await place.taps("bram", "Antwoorden")
        await place.taps("bram", "Ja, ik schrijf mee")
        await place.until("2026-04-06 08:30")

        heard = [one.message.at for one in await place.hears("noor")]
        assert [line.split(":")[0].rpartition(" ")[0] for line in foretold] == [
            f"- {DAYS[moment.weekday()]} {moment.day} {MONTHS[moment.month]}" for moment in heard
        ]
        assert all(at("2026-03-09 08:30") < moment for moment in heard)


async def test_x08_the_dry_run_of_who_was_silent_for_weeks_holds_the_check_that_is_open_when_she_is_asked_again(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await plan(place, when="14 mei om 14:00", scribe="Bram")
        foretold = [line for line in part_of(await dry_run(place, 12), "Een teamlid") if PREPARE in line]

        await place.until("2026-06-01 08:30")

        heard = [one.message.at for one in await place.hears("noor") if "alvast" in one.text]
        assert [line.split(":")[0].rpartition(" ")[0] for line in foretold] == [
            f"- {DAYS[moment.weekday()]} {moment.day} mei" for moment in heard
        ]
        assert heard


DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag")
MONTHS = {3: "maart", 4: "april"}


async def test_x08_the_room_sees_in_the_dry_run_when_its_session_begins(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")

        room = part_of(await dry_run(place, 12), "De groepsruimte")
        assert [line for line in room if "Waardecheck" in line] == [
            "- donderdag 26 maart 14:00: Waardecheck – Zo doen we het, en wie vertelt",
            "- maandag 30 maart 13:00: Waardecheck – De totaalopbrengst",
            "- dinsdag 14 april 13:00: Waardecheck – Kleine acties, onder de opbrengst",
            "- woensdag 15 april 09:30: Waardecheck – Antwoord op jullie vragen, onder de opbrengst",
        ]
