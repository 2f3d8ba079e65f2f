"""X19: the lead, or the facilitator of a leergroep, lets nothing be sent to the group until a day."""

from pathlib import Path

import pytest

from storage.groups import teams
from storage.privacy import audit
from storage.store import Unit
from tests.kit.town import FACILITATOR, FACILITATOR_ONLY, LEAD, NAMED, TEAM, Town, town

SUMMER = "team pauze tot 6 april"
"""Monday 6 April is Easter Monday, so the first day at work is the 7th."""


async def said_to(place: Town, who: str, *words: str) -> str:
    """Let somebody type, and return what the bot says to the last of it."""
    for word in words:
        await place.says(who, word)
    return (await place.hears(who))[-1].text


async def test_x19_nothing_is_sent_to_a_team_that_pauses_and_then_all_comes_as_before(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        answer = await said_to(place, LEAD, SUMMER)
        await place.until("2026-04-07 08:59")
        quiet = [await place.hears(who) for who in ("noor", FACILITATOR)]
        await place.until("2026-04-09 14:00")

        assert answer.startswith("Goed. Ik stuur Team Vergunningen niets tot maandag 6 april.")
        assert quiet == [[], []]
        assert "verwonderd" in (await place.hears("noor"))[-1].text


async def test_x19_the_room_is_told_once_in_one_neutral_line_when_the_group_works(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.says(LEAD, SUMMER)
        await place.until("2026-03-09 08:59")
        early = await place.room()
        await place.until("2026-04-10 09:00")

        assert early == ""
        line = "Team Vergunningen heeft een pauze tot maandag 6 april. Tot die dag stuur ik jullie niets."
        assert await place.room() == line


async def test_x19_the_lead_ends_it_early_and_the_room_hears_that(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("2026-03-09 10:00")
        answer = await said_to(place, LEAD, SUMMER, "team terug van pauze")
        await place.until("2026-03-12 14:00")

        assert answer == "Goed. De pauze van Team Vergunningen is voorbij. De vragen komen weer zoals eerst."
        assert "De pauze van Team Vergunningen is voorbij." in await place.room()
        assert "verwonderd" in (await place.hears("noor"))[-1].text


async def test_x19_a_pause_that_is_taken_back_before_the_room_heard_of_it_is_not_told(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 19:00") as place:
        await said_to(place, LEAD, SUMMER, "team terug van pauze")
        await place.until("2026-03-10 12:00")

        assert "heeft een pauze" not in await place.room()


@pytest.mark.parametrize("who", ["noor", FACILITATOR])
async def test_x19_who_does_not_lead_the_team_hears_that_the_lead_can_do_it(tmp_path: Path, who: str) -> None:
    async with town(tmp_path) as place:
        refused = await said_to(place, who, SUMMER)
        await place.until("2026-03-12 14:00")

        assert refused == "Dat kan ik niet voor je doen. De teamleider kan dit wel."
        assert "verwonderd" in (await place.hears("bram"))[-1].text


async def a_leergroep(place: Town) -> None:
    """Let Fatima facilitate a leergroep that is asked the weekly question too."""

    def work(unit: Unit) -> None:
        teams.add(unit, "leren", "Leergroep West", kind="leergroep", room=("web", "leren"))
        teams.introduced(unit, "leren")

    place.app.store.keys.make("room:leren")
    await place.app.store.run(work)
    await place.add("olaf", "participant", team="leren")
    await place.add("gijs", "facilitator", team="leren", consent=None)
    await place.switch_on("weekly_wonder", "leren")


async def test_x19_the_facilitator_of_a_leergroep_has_the_same(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await a_leergroep(place)
        refused = await said_to(place, "olaf", "groep pauze tot 6 april")
        answer = await said_to(place, "gijs", "groep pauze tot 6 april")
        await place.until("2026-03-12 14:00")

        assert refused == "Dat kan ik niet voor je doen. De begeleider kan dit wel."
        assert "Ik stuur Leergroep West niets tot maandag 6 april." in answer
        assert len(await place.shown("olaf")) == 1
        assert "verwonderd" in (await place.hears("noor"))[-1].text


@pytest.mark.parametrize("words", ["team pauze 2 tot 6 april", "team terug van pauze 2"])
async def test_x19_a_number_that_names_none_of_her_teams_pauses_none(tmp_path: Path, words: str) -> None:
    async with town(tmp_path) as place:
        await place.says(LEAD, words)

        asked = (await place.hears(LEAD))[-1]
        assert asked.text == "Om welke groep gaat het?"
        assert list(asked.choices) == ["Team Vergunningen"]


async def test_x19_who_leads_one_team_may_give_its_number(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        assert "Ik stuur Team Vergunningen niets" in await said_to(place, LEAD, "team pauze 1 tot 6 april")


async def test_x19_who_leads_two_teams_is_asked_which(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.wait(hours=2)
        await place.add_team("bezwaar", "Team Bezwaar")
        await place.add(LEAD, "lead", team="bezwaar")
        await place.says(LEAD, SUMMER)
        asked = (await place.hears(LEAD))[-1]
        answer = await said_to(place, LEAD, "2")

        assert list(asked.choices) == ["Team Vergunningen", "Team Bezwaar"]
        assert "Ik stuur Team Bezwaar niets" in answer
        assert "Team Bezwaar heeft een pauze" in await place.room("bezwaar")
        assert "heeft nu geen pauze" in await said_to(place, LEAD, "team terug van pauze 1")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("team pauze", "Tot welke dag?"),
        ("team pauze tot 1 maart 2026", 'Die dag is al geweest. Typ bijvoorbeeld "team pauze tot'),
        ("team pauze tot 31 februari", 'Die datum herken ik niet. Typ bijvoorbeeld "team pauze tot'),
        ("team pauze tot 1 februari 2027", "Langer dan zes maanden kan niet in één keer."),
        ("team pause until 6 April", "Ik stuur Team Vergunningen niets tot maandag 6 april."),
        ("team terug van pauze", "Team Vergunningen heeft nu geen pauze."),
    ],
)
async def test_c39_a_pause_of_the_team_is_typed_with_a_date(tmp_path: Path, words: str, answer: str) -> None:
    async with town(tmp_path) as place:
        assert answer in await said_to(place, LEAD, words)


async def test_n4_a_round_that_is_open_reminds_nobody_in_the_pause_and_closes_when_it_should(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("2026-03-13 12:00")
        await place.says(LEAD, SUMMER)
        await place.hears("noor")
        await place.until("2026-03-17 17:01")
        reminded = await place.hears("noor")
        late = await said_to(place, "noor", "Toch nog iets.")

        assert reminded == []
        assert "Deze ronde is gesloten op dinsdag 17 maart." in late


async def test_n5_a_digest_that_the_pause_holds_for_a_short_time_comes_after_it(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("2026-03-12 14:00")
        await place.tells("noor", "Van Noor.", NAMED)
        await place.says(LEAD, "team pauze tot 23 maart")
        await place.until("2026-03-23 08:59")
        before = await place.room()
        await place.until("2026-03-23 09:00")

        assert "Van Noor." not in before
        assert "Van Noor." in await place.room()


async def test_n5_what_was_shared_before_a_long_pause_comes_with_the_first_digest_after_it(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("2026-03-12 14:00")
        await place.tells("noor", "Van Noor.", NAMED)
        await place.says(LEAD, SUMMER)
        await place.until("2026-04-15 08:59")
        before = await place.room()
        await place.until("2026-04-15 09:00")

        assert "Van Noor." not in before
        assert (await place.room()).count("Van Noor.") == 1


async def test_x19_who_is_in_another_team_too_still_gets_what_is_asked_there(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.wait(hours=1)
        await place.add_team("bezwaar", "Team Bezwaar")
        for who in ("noor", "olaf", "petra", "quin"):
            await place.add(who, team="bezwaar")
        await place.switch_on("weekly_wonder", "bezwaar")
        await place.says(LEAD, SUMMER)
        await place.until("2026-03-12 14:00")

        assert "verwonderd" in (await place.hears("noor"))[-1].text
        assert await place.hears("bram") == []


async def test_c36_a_facilitators_overview_holds_her_other_groups_only(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-12 13:00") as place:
        await place.add_team("bezwaar", "Team Bezwaar")
        await place.add("olaf", team="bezwaar")
        await place.add(FACILITATOR, "facilitator", team="bezwaar", consent=None)
        for format_id in ("weekly_wonder", "facilitator_week"):
            await place.switch_on(format_id, "bezwaar")
        await place.until("2026-03-12 14:00")
        await place.tells("noor", "Van Noor.", FACILITATOR_ONLY)
        await place.tells("olaf", "Van Olaf.", FACILITATOR_ONLY)
        await place.says(LEAD, SUMMER)
        await place.until("2026-03-18 10:00")
        (overview,) = await place.hears(FACILITATOR)
        await place.until("2026-04-08 10:00")

        assert "Van Olaf." in overview.text
        assert "Van Noor." not in overview.text
        assert "Van Noor." in (await place.hears(FACILITATOR))[-1].text


async def test_c36_an_overview_that_waits_when_the_pause_begins_is_left_to_the_next_one(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("2026-03-12 14:00")
        await place.tells("noor", "Van Noor.", FACILITATOR_ONLY)
        await place.set(FACILITATOR, zone="America/New_York")
        await place.until("2026-03-18 10:00")
        await place.hears(FACILITATOR)
        await place.says(LEAD, SUMMER)
        await place.until("2026-03-19 17:00")

        assert await place.hears(FACILITATOR) == []


async def test_s01_somebody_who_is_added_in_the_pause_is_asked_after_it_whether_she_takes_part(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.says(LEAD, SUMMER)
        await place.add("emma", consent=None)
        await place.until("2026-04-07 08:59")
        before = await place.hears("emma")
        await place.until("2026-04-07 09:00")

        assert before == []
        assert "Hoi Emma!" in (await place.hears("emma"))[0].text


async def test_x19_the_bot_introduces_itself_in_the_room_after_the_pause(tmp_path: Path) -> None:
    async with town(tmp_path, introduces=True) as place:
        await place.says(LEAD, SUMMER)
        await place.until("2026-04-06 12:00")
        before = await place.room()
        await place.until("2026-04-07 09:00")

        assert "Hoi allemaal!" not in before
        assert (await place.room()).count("Hoi allemaal!") == 1


async def test_x19_who_paused_the_group_and_ended_it_stands_in_the_log_of_acts(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await said_to(place, LEAD, SUMMER, "team terug van pauze")

        assert await place.app.store.read(lambda unit: audit.subjects_of(unit, "group pauses")) == {TEAM}
        assert await place.app.store.read(lambda unit: audit.subjects_of(unit, "group is back")) == {TEAM}


async def test_45_before_something_is_deleted_its_author_hears_of_it_in_the_pause_too(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("noor", "verwondering")
        await place.tells("noor", "Van Noor.", "Alleen voor mij")
        await place.jump("2027-02-08 10:00")
        await place.says(LEAD, "team pauze tot 1 april")
        await place.hears("noor")
        await place.until("2027-03-05 12:00")

        assert await place.hears("noor") != []
