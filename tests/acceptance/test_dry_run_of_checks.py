"""X08, D6: the dry run shows what is offered to who leads, and what a planned check asks of each role."""

from pathlib import Path

from tests.acceptance.test_value_check import plan
from tests.kit.town import Town, at, town

PREPARE = "Waardecheck – Je verhaal voorbereiden"
REPLY = "Waardecheck – Antwoord op de vragen aan team en organisatie"


async def dry_run(place: Town, weeks: int) -> str:
    """Return the dry run that the lead gets."""
    await place.says("ingrid", f"proefkalender {weeks}")
    return (await place.hears("ingrid"))[-1].text


def part_of(calendar: str, head: str) -> list[str]:
    """Return the lines of one role in a dry run."""
    found = next((part for part in calendar.split("\n\n") if part.startswith(f"**{head}")), "")
    return found.split("\n")[1:]


async def test_d6_the_dry_run_shows_the_offers_to_who_leads(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["value_check_offer"]) as place:
        offered = part_of(await dry_run(place, 26), "Wie leidt")

        assert offered == [
            "- maandag 11 mei 09:00: Waardecheck plannen",
            "- dinsdag 26 mei 09:00: Waardecheck plannen",
            "- maandag 24 augustus 09:00: Waardecheck plannen",
        ]


async def test_d6_the_dry_run_shows_an_offer_that_was_moved_on_its_day_and_no_other(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["value_check_offer"]) as place:
        await place.until("2026-05-11 10:00")
        await place.taps("ingrid", "Een andere maand")
        for said in ("15 juni", "ja"):
            await place.says("ingrid", said)

        assert part_of(await dry_run(place, 12), "Wie leidt") == ["- maandag 15 juni 09:00: Waardecheck plannen"]


async def test_d6_the_dry_run_shows_what_is_offered_again_only_until_that_was_asked(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["value_check_offer"]) as place:
        await place.until("2026-05-11 10:00")
        await place.taps("ingrid", "Een andere maand")
        await place.taps("ingrid", "Over een maand")
        await place.until("2026-06-09 12:00")
        await place.taps("ingrid", "Niet nu")

        assert part_of(await dry_run(place, 26), "Wie leidt") == []


async def test_x08_a_planned_check_is_told_of_by_role_and_nothing_is_offered_beside_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["value_check_offer"]) as place:
        await plan(place, scribe="Bram")
        calendar = await dry_run(place, 12)

        told = [line.partition(": ")[2] for line in part_of(calendar, "Een teamlid") if "Waardecheck" in line]
        assert told == [PREPARE, f"{PREPARE} (herinnering)", f"{PREPARE} (herinnering)"]
        assert part_of(calendar, "Wie iets doet") == [
            "- maandag 9 maart 09:00: Waardecheck – Meeschrijven, ja of nee",
            "- donderdag 26 maart 14:00: Waardecheck – Opschrijven wat er verteld wordt",
            "- maandag 30 maart 13:00: Waardecheck – Kleine acties opschrijven",
        ]
        assert [line.partition(": ")[2] for line in part_of(calendar, "Wie leidt")] == [REPLY, f"{REPLY} (herinnering)"]
        assert "Waardecheck plannen" not in calendar


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
