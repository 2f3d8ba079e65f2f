"""S02, GE4, E5: leaving altogether, at once and without a trace for others."""

from pathlib import Path

import pytest

from storage.groups import people
from tests.kit.town import FACILITATOR, FACILITATOR_ONLY, LEAD, MEMBERS, NAMED, NAMELESS, TEAM, Town, town

ERASE = ("Alles verwijderen", "Ja, stop en verwijder alles")
KEEP = ("30 dagen bewaren", "Ja, stop ermee")


async def leaves(place: Town, who: str, *taps: str) -> None:
    """Let somebody leave, with what is to be done with her answers."""
    await place.says(who, "afmelden")
    for label in taps:
        await place.taps(who, label)


async def everything_read(place: Town) -> str:
    """Return all that the others and the room can read now."""
    columns = [await place.reads(who) for who in ("fatima", "ingrid", "bram", "samira", "joost")]
    return "\n".join([await place.room(), *columns])


async def test_s02_acceptance_3_after_leaving_with_delete_no_text_of_the_person_is_left_in_the_store(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Kanarie in de mijn.", NAMED)
        await place.until("wed 10:00")
        await place.says("noor", "verwondering")
        await place.says("noor", "Half af.")

        await leaves(place, "noor", "Wisselen", *ERASE)
        await place.wait(hours=24)

        left = await place.app.store.read(
            lambda unit: unit.driver.execute(
                "SELECT (SELECT count(*) FROM answer WHERE owner = 'noor' AND body IS NOT NULL)"
                " + (SELECT count(*) FROM conversation WHERE person = 'noor' AND state IS NOT NULL)"
            ).fetchone()[0]
        )
        assert left == 0
        assert "Kanarie" not in await everything_read(place)


async def test_ge4_who_opts_out_has_her_jobs_cancelled_and_her_open_responses_withdrawn(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.hears("noor")

        await leaves(place, "noor", *KEEP)
        await place.hears("noor")
        planned = await place.app.store.read(
            lambda unit: unit.driver.execute(
                "SELECT count(*) FROM conversation WHERE person = 'noor' AND (next_at IS NOT NULL OR ended_at IS NULL)"
            ).fetchone()[0]
        )
        await place.wait(days=21)

        assert planned == 0
        assert await place.hears("noor") == []


async def test_ge4_what_is_kept_for_thirty_days_is_the_persons_alone(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Van Noor voor allen.", NAMED)
        await place.until("wed 10:00")
        before = await place.room()

        await leaves(place, "noor", *KEEP)
        await place.says("noor", "toon 1")

        assert "Van Noor voor allen." in before
        assert "Van Noor voor allen." not in await everything_read(place)
        assert "Van Noor voor allen." in (await place.hears("noor"))[-1].text


async def test_ge4_who_left_and_asks_for_something_hears_what_is_kept_and_until_when(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 10:00") as place:
        await leaves(place, "noor", *KEEP)
        await place.hears("noor")

        await place.says("noor", "verwondering")

        asked = (await place.hears("noor"))[-1].text
        assert "Je hebt je afgemeld. Wat je schreef bewaar ik tot woensdag 8 april, alleen voor jou." in asked
        assert "Ik bewaar nu niets" not in asked


async def test_ge4_who_left_may_still_delete_what_is_kept_for_her(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Toch maar weg.", FACILITATOR_ONLY)
        await leaves(place, "noor", *KEEP)

        await place.says("noor", "mijn gegevens")
        await place.taps("noor", "Verwijderen")
        await place.taps("noor", "Verwijder 1")
        await place.says("noor", "ja")
        await place.says("noor", "mijn antwoorden")

        assert "Ik heb geen antwoorden meer van je." in (await place.hears("noor"))[-1].text


async def test_e5_one_who_opts_out_with_delete_in_an_open_round_is_gone_and_no_count_reveals_him(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        for who in ("bram", "samira", "joost", "noor"):
            await place.tells(who, f"Van {who}.", NAMELESS)

        await leaves(place, "noor", *ERASE)
        await place.wait(hours=24)
        await place.until("wed 12:00")

        read = await everything_read(place)
        assert "Van noor." not in read
        assert "deden mee" not in read
        assert "Van bram." in read


async def test_s02_nobody_but_an_administrator_hears_that_the_only_lead_left(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.add("anna", "admin", consent=None)
        await place.until("tue 10:00")

        await leaves(place, LEAD, *KEEP)

        (told,) = await place.hears("anna")
        assert told.text == "Team Vergunningen heeft geen teamleider meer die meedoet. Wil je een ander aanwijzen?"
        assert [await place.hears(who) for who in ("fatima", "bram", "noor")] == [[], [], []]


async def test_s02_nobody_hears_that_a_member_left(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.add("anna", "admin", consent=None)
        await place.until("tue 10:00")

        await leaves(place, "noor", *ERASE)

        assert [await place.hears(who) for who in ("anna", "fatima", "ingrid", "bram")] == [[], [], [], []]


async def test_s02_who_does_not_want_to_stop_after_all_stays_as_she_was(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Blijft staan.", NAMED)

        await leaves(place, "noor", "Alles verwijderen", "Nee, ik blijf")
        await place.until("wed 10:00")

        assert "Blijft staan." in await place.room()
        assert (await place.app.store.read(lambda unit: people.load(unit, "noor"))).consent == "yes"


async def test_ge4_who_comes_back_within_thirty_days_keeps_her_answers(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Blijft van mij.", NAMED)
        await leaves(place, "noor", *KEEP)

        await place.says("noor", "meedoen")
        await place.taps("noor", "Ja, ik doe mee")
        await place.wait(days=40)
        await place.says("noor", "mijn antwoorden")

        assert "Blijft van mij." in (await place.shown("noor"))[-1].text
        assert TEAM not in (await place.shown("noor"))[-1].text


async def everybody_shares(place: Town) -> None:
    """Let all members tell their facilitator something, and her week go by."""
    for member in MEMBERS:
        await place.says(member, "verwondering")
        await place.tells(member, f"Iets van {member}.", FACILITATOR_ONLY)
    await place.hears(FACILITATOR)
    await place.until("wed 17:00")


@pytest.mark.parametrize("taps", [KEEP, ERASE])
async def test_s02_a_facilitator_who_left_gets_no_overview_any_more(tmp_path: Path, taps: tuple[str, str]) -> None:
    async with town(tmp_path) as place:
        await place.until("mon 12:00")
        await leaves(place, FACILITATOR, *taps)
        before = await place.reads(FACILITATOR)

        await place.until("2026-03-20 17:00")

        assert await place.reads(FACILITATOR) == before


@pytest.mark.parametrize("taps", [KEEP, ERASE])
async def test_s02_nobody_is_offered_to_share_with_a_facilitator_who_left(tmp_path: Path, taps: tuple[str, str]) -> None:
    async with town(tmp_path) as place:
        await leaves(place, FACILITATOR, *taps)
        await place.until("thu 14:00")

        await place.tells("noor", "Iets.")

        assert [label[:3] for label in (await place.shown("noor"))[-1].choices] == ["All", "Met", "Met"]


@pytest.mark.parametrize("taps", [KEEP, ERASE])
async def test_ge15_where_there_is_no_room_and_the_facilitator_left_the_team_itself_gets_its_digest(
    tmp_path: Path, taps: tuple[str, str]
) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.add_team("bezwaar", room=False)
        await place.add("hanna", "facilitator", team="bezwaar", consent=None)
        for member in ("kees", "lies"):
            await place.add(member, team="bezwaar")
        await place.switch_on("weekly_wonder", "bezwaar")
        await leaves(place, "hanna", *taps)
        before = await place.reads("hanna")
        await place.until("thu 14:00")
        await place.tells("kees", "Een lege kast.", NAMED)
        await place.until("wed 17:00")

        assert "Een lege kast." in await place.reads("lies")
        assert await place.reads("hanna") == before


@pytest.mark.parametrize("taps", [KEEP, ERASE])
async def test_s02_a_facilitator_who_comes_back_gets_her_overview_again(tmp_path: Path, taps: tuple[str, str]) -> None:
    async with town(tmp_path) as place:
        await leaves(place, FACILITATOR, *taps)
        await place.wait(days=1)

        await place.says(FACILITATOR, "meedoen")
        await everybody_shares(place)
        first = await place.hears(FACILITATOR)
        await place.wait(days=30)
        await everybody_shares(place)

        assert "Iets van noor." in first[-1].text
        assert "Iets van noor." in (await place.hears(FACILITATOR))[-1].text


@pytest.mark.parametrize(("pauses", "hears"), [("pauze tot 30 maart", ["2026-03-30"]), ("", ["2026-03-09"])])
async def test_s02_an_administrator_who_pauses_hears_after_it_that_a_lead_left(
    tmp_path: Path, pauses: str, hears: list[str]
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.add("ada", "admin", consent=None)
        await place.until("mon 12:00")
        if pauses:
            await place.says("ada", pauses)
        await leaves(place, LEAD, *KEEP)
        await place.wait(days=30)

        told = [one for one in await place.shown("ada") if "geen teamleider meer" in one.text]
        assert [str(one.message.at.date()) for one in told] == hears
