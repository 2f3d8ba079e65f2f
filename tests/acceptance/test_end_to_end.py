"""The scenarios of spec §17 that cross several systems."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from dialogs.language.content import Format
from dialogs.timing.plans import window_of
from dialogs.timing.timetable import reports
from storage.groups import rounds, teams
from storage.groups.rounds import Round
from storage.groups.teams import Team
from storage.store import Unit
from tests.kit import almanac
from tests.kit.leergroep import GROUP, gather, plan
from tests.kit.town import AMSTERDAM, FACILITATOR, LEAD, MEMBERS, NAMED, TEAM, Town, town

SIX = (LEAD, *MEMBERS, "lotte")
QUESTION, REMINDER = "de afgelopen week", "Wil je nog vertellen"


async def who_hears(place: Town, words: str) -> dict[str, int]:
    """Return who was told something with these words since the last look, and how often."""
    found = {who: sum(words in one.text for one in await place.hears(who)) for who in SIX}
    return {who: count for who, count in found.items() if count}


async def test_e1_two_weeks_of_a_team_of_six_of_whom_five_take_part_and_one_pauses(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.add("lotte", consent="no")
        await place.says("joost", "afwezig tot 1 mei")
        asked, reminded, posts = [], [], []

        for shares in (True, False):
            await place.until("thu 14:30")
            asked.append(set(await who_hears(place, QUESTION)))
            if shares:
                await place.tells("bram", "Een lege kast.", NAMED)
                await who_hears(place, REMINDER)
            await place.until("wed 12:00")
            reminded.append(await who_hears(place, REMINDER))
            posts.append(len(await place.hears(TEAM, "room")))

        assert asked == [{LEAD, "noor", "bram", "samira"}] * 2
        assert reminded == [{LEAD: 1, "noor": 1, "samira": 1}, {LEAD: 1, "noor": 1, "bram": 1, "samira": 1}]
        assert posts == [1, 0]


Job = tuple[str, int | None, str, str]
"""What happens by itself: of which format, around which meeting, in which stage or as which output, and what of it."""


async def jobs(place: Town) -> dict[Job, datetime]:
    """Return when all happens that is planned around the meetings of the leergroep."""

    def planned(unit: Unit) -> dict[Job, datetime]:
        team, programme = teams.load(unit, GROUP), rounds.newest_programme(unit, GROUP)
        assert programme is not None
        around = rounds.of_programme(unit, programme)
        formats = {one.id: place.app.editions.of(unit, one.format, one.version).dutch for one in around}
        return {job: moment for one in around for job, moment in of_round(one, formats[one.id], team)}

    return await place.app.store.read(planned)


def of_round(running: Round, format: Format, team: Team) -> Iterator[tuple[Job, datetime]]:
    yield (format.id, running.number, "meeting", "at"), running.planned
    for output, moment in reports(format, running, team):
        yield (format.id, running.number, output.id, "goes"), moment
    for stage in format.stages:
        assert running.plan is not None
        if (window := window_of(stage, running.plan, running.opens_at, team)) is not None:
            yield (format.id, running.number, stage.id, "opens"), window.opens
            assert window.closes is not None
            yield (format.id, running.number, stage.id, "closes"), window.closes
            for number, moment in enumerate(window.nudges):
                yield (format.id, running.number, stage.id, f"reminds {number}"), moment


async def test_e3_when_the_third_meeting_moves_by_two_weeks_all_that_is_planned_from_it_moves_and_nothing_else(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, start="2026-06-08 09:00", formats=[]) as place:
        await gather(place)
        await place.add(LEAD, "participant", team=GROUP)
        await plan(place, "25 juni om 10:00")  # no holiday lies around the third, so that working days move along exactly
        before = await jobs(place)

        await place.says(FACILITATOR, "verplaats bijeenkomst 3 naar 1 oktober")

        after = await jobs(place)
        moved = {job for job in before if before[job] != after[job]}
        assert before.keys() == after.keys()
        assert {after[job] - before[job] for job in moved} == {timedelta(days=14)}
        assert {number for _, number, _, _ in moved} == {3, 4}
        second, third = place.moment("2026-08-06 10:00"), place.moment("2026-09-17 10:00")
        stay = {job for job in before if job[1] == 3 and job not in moved}
        assert {job[:3] for job in stay if job[3] == "opens"} == {
            job[:3] for job in before if job[:2] == ("assignment", 3) and job[3] == "opens"
        }
        assert all(second < before[job] < second + timedelta(days=14) for job in stay)  # planned from the second
        along = {job for job in moved if job[1] == 4}
        assert all(third < before[job] < third + timedelta(days=28) for job in along)
        openings = {job for job in before if job[:2] == ("assignment", 4) and job[3] == "opens"}
        assert openings
        assert openings <= moved  # that of the fourth assignment too


@pytest.mark.parametrize(
    ("start", "first"),
    [
        ("2026-01-05", "2026-01-22"), ("2026-02-09", "2026-02-23"), ("2026-03-02", "2026-04-02"), ("2026-10-05", "2026-10-22"),
        ("2026-11-02", "2026-11-19"), ("2027-03-01", "2027-03-25"),
    ],
)  # fmt: skip
async def test_c34_all_days_around_the_meetings_are_those_of_an_independent_calendar(
    tmp_path: Path, start: str, first: str
) -> None:
    """Across Easter, King's Day, Ascension, Whitsun, Christmas, New Year and both changes of the clock."""
    async with town(tmp_path, start=f"{start} 09:00", formats=[]) as place:
        await gather(place)
        day = date.fromisoformat(first)
        await plan(place, f"{day.day}-{day.month}-{day.year} om 10:00")

        planned = {job: moment.astimezone(AMSTERDAM).replace(tzinfo=None) for job, moment in (await jobs(place)).items()}

        expected = dict(almanac.leergroep(datetime.combine(day, time(10))))
        assert {job: planned[job] for job in expected} == expected
