"""X08: what each role would get and when, as a dry run, as an independent calendar says, and as it was really sent."""

from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from dialogs.library import Library, load
from dialogs.timing.dryrun import Coming, Going, foresee, minutes
from dialogs.timing.onlooker import Group, Piece
from dialogs.timing.plans import Plan
from storage.timing import schedules
from tests.acceptance.harvest import harvesting
from tests.dialogs.test_anchors import PLAN, TELL, a_format
from tests.kit import almanac
from tests.kit.almanac import Entry
from tests.kit.libraries import with_formats
from tests.kit.town import AMSTERDAM, FACILITATOR, LEAD, NAMED, TEAM, Heard, at, town

ON = {"weekly_wonder": "weekly", "facilitator_week": "weekly"}


SAID = {"Wil je nog vertellen": "nudge", "Ik ben stil tot": "line", "Hoi allemaal": "introduction"}
"""What tells a reminder, the line that it is quiet now, and the introduction in a room from all else."""


def dry_run(
    library: Library, start: datetime, until: datetime, switched_on: dict[str, str] | None = None, **group: Any
) -> list[Coming]:
    """Return the dry run of a team in Amsterdam."""
    formats = {name: edition.dutch for name, edition in library.editions.items()}
    return foresee(switched_on or ON, formats, Group(AMSTERDAM, **group), start, until)


def entries(coming: list[Coming]) -> list[Entry]:
    """Return a dry run as the almanac writes it."""
    return [
        (one.at.astimezone(AMSTERDAM).replace(tzinfo=None), one.who, piece.kind) for one in coming for piece in one.holds
    ]  # fmt: skip


def said(heard: list[Heard], who: str) -> list[Entry]:
    """Return messages that were sent as the almanac writes them."""
    kinds = {"facilitator": "overview", "room": "digest"}
    return [
        (
            one.message.at.astimezone(AMSTERDAM).replace(tzinfo=None),
            who,
            next((kind for words, kind in SAID.items() if words in one.text), kinds.get(who, "prompt")),
        )
        for one in heard
    ]


def test_x08_a_board_goes_to_the_room_or_else_to_everybody(tmp_path: Path) -> None:
    start, on = at("2026-03-09 08:30"), {"harvest": "weekly"}

    boards = {
        room: {
            one.who
            for one in dry_run(harvesting(tmp_path / str(room)), start, start + timedelta(days=6), on, room=room)
            if [(piece.kind, piece.format) for piece in one.holds] == [("board", "harvest")]
        }
        for room in (True, False)
    }

    assert boards == {True: {"room"}, False: {"member", "facilitator"}}


async def test_x08_acceptance_1_the_dry_run_of_twelve_weeks_is_what_somebody_silent_really_gets(tmp_path: Path) -> None:
    formats = with_formats(tmp_path, overdracht="transfer", inzicht="insight", gewoonte="habit")
    async with town(tmp_path / "town", library=formats) as place:
        start, until = place.clock.now(), at("2026-06-01 08:30")
        switched_on = ON | dict.fromkeys(("overdracht", "inzicht", "gewoonte"), "weekly")

        foreseen = [one for one in dry_run(formats, start, until, switched_on) if one.who == "member"]
        await place.until(until)

        titles = {name: edition.dutch.title for name, edition in formats.editions.items()}
        about = [(one.at, {titles[piece.format] for piece in one.holds if piece.kind != "line"}) for one in foreseen]
        sent = [
            (one.message.at, {title for title in titles.values() if title in _told(one)}) for one in await place.hears("noor")
        ]
        assert len(sent) > 12
        assert about == sent


def _told(one: Heard) -> str:
    return " ".join([one.text, *one.choices])


async def test_x08_a_year_of_the_dry_run_is_what_the_almanac_says_and_what_was_sent(tmp_path: Path) -> None:
    async with town(tmp_path, introduces=True) as place:
        start, until = place.clock.now(), at("2027-03-08 08:30")
        first, last = date(2026, 3, 9), date(2027, 3, 7)

        year = [almanac.introduction(first), *almanac.weekly(first, last), *almanac.reports(first, last, days_open=5)]
        expected = sorted(one for one in year if one[0] < datetime(2027, 3, 8, 8, 30))  # noqa: DTZ001 - on the wall
        foreseen = entries(dry_run(place.app.editions.library, start, until, introduces=True))
        await place.settle()
        while place.clock.now() < until - timedelta(days=7):
            await place.until("fri 15:00")
            await place.tells("bram", "Iets moois.", NAMED)
        await place.until(until)

        sent = [
            *said(await place.shown("noor"), "member"),
            *said(await place.shown(FACILITATOR), "facilitator"),
            *said(await place.shown(TEAM, "room"), "room"),
        ]
        assert len(expected) > 110
        assert sorted(foreseen) == expected
        assert sorted(sent) == expected


async def test_x19_a_quarter_with_a_pause_of_the_team_is_what_was_foreseen_and_what_was_sent(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-07-06 09:05") as place:
        start, until, back = place.clock.now(), at("2026-10-05 08:30"), date(2026, 8, 17)
        first, last = date(2026, 7, 6), date(2026, 10, 4)
        await place.says(LEAD, "team pauze tot 17 augustus")
        for one in (("noor", "person"), (FACILITATOR, "person"), (TEAM, "room")):
            await place.hears(*one)

        quarter = [*almanac.weekly(first, last, back), *almanac.reports(first, last, days_open=5, paused=back)]
        expected = sorted(one for one in quarter if one[0].date() <= last)
        foreseen = entries(dry_run(place.app.editions.library, start, until, paused_until=at("2026-08-17 09:00")))
        await place.says(LEAD, "proefkalender 13")
        told = (await place.hears(LEAD))[-1].text
        while place.clock.now() < until - timedelta(days=7):
            await place.until("fri 15:00")
            if place.clock.now().date() > back:
                await place.tells("bram", "Iets moois.", NAMED)
        await place.until(until)

        sent = [
            *said(await place.hears("noor"), "member"),
            *said(await place.hears(FACILITATOR), "facilitator"),
            *said(await place.hears(TEAM, "room"), "room"),
        ]
        assert len(expected) > 20
        assert sorted(foreseen) == expected
        assert sorted(sent) == expected
        assert "donderdag 20 augustus 14:00" in told
        assert "13 augustus" not in told


@pytest.mark.parametrize("year", range(2024, 2036))
@pytest.mark.parametrize("rhythm", ["weekly", "daily"])
def test_x08_from_any_new_year_the_dry_run_agrees_with_the_almanac(year: int, rhythm: str) -> None:
    first = next(day for day in almanac.span(date(year, 1, 1), date(year, 1, 7)) if day.weekday() == 0)
    last = first + timedelta(days=364 - 1)
    start, until = at(f"{first} 08:30"), at(f"{last + timedelta(days=1)} 08:30")
    member = almanac.weekly if rhythm == "weekly" else almanac.daily

    foreseen = entries(dry_run(load(), start, until, ON | {"weekly_wonder": rhythm}))

    reports = almanac.reports(first, last, days_open=5 if rhythm == "weekly" else 1)
    within = [one for one in (*member(first, last), *reports) if one[0] < until.replace(tzinfo=None)]
    assert sorted(foreseen) == sorted(within)


def test_x08_the_cost_to_a_member_is_that_of_the_questions_not_of_the_reminders() -> None:
    library = load()
    formats = {name: edition.dutch for name, edition in library.editions.items()}

    coming = dry_run(library, at("2026-03-09 08:30"), at("2026-04-06 08:30"))

    assert sum(one.who == "member" for one in coming) == 7
    assert minutes(coming, formats) == 4 * 3


@pytest.mark.parametrize(("overview", "expected"), [(True, []), (False, ["2026-03-18 09:00", "2026-03-25 09:00"])])
def test_x08_where_there_is_no_room_the_facilitator_reads_the_digest_in_the_overview_of_that_day(
    overview: bool, expected: list[str]
) -> None:
    formats = {name: edition.dutch for name, edition in load().editions.items()}
    switched_on = {name: rhythm for name, rhythm in ON.items() if overview or name == "weekly_wonder"}

    coming = foresee(switched_on, formats, Group(AMSTERDAM, room=False), at("2026-03-09 08:30"), at("2026-03-30 08:30"))

    digests = [one for one in coming if Piece("digest", "weekly_wonder", "team_wonder") in one.holds]
    assert [f"{one.at.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}" for one in digests] == expected
    assert {one.who for one in digests} <= {"facilitator"}


def test_x08_of_what_goes_to_the_members_alone_who_answers_nothing_gets_nothing() -> None:
    sections = [{"head": "Kop", "show": ["win"], "level": "V2"}]
    prepared = {"id": "all", "kind": "prepared", "to": "members", "at": "meeting", "head": "Kop", "sections": sections}
    stages = [PLAN, TELL | {"window": {"closes": "meeting"}}]
    planned = a_format({}, starts={"plans": "klein plannen"}, rhythms={}, stages=stages, outputs=[prepared])
    start, meeting = at("2026-03-09 08:30"), at("2026-03-12 10:00")
    going = Going("weekly", Plan("ingrid", 1, moments={"meeting": meeting}), start, meeting)

    coming = foresee({}, {"weekly": planned}, Group(AMSTERDAM), start, at("2026-03-23 08:30"), going=[going])

    assert {kind for one in coming for kind, *_ in one.holds} == {"prompt"}


def test_x08_what_counts_from_a_moment_that_is_not_known_yet_is_not_foretold() -> None:
    stages = [PLAN, TELL | {"window": {"opens": "meeting", "closes": "+5 days"}}]
    planned = a_format({}, starts={"plans": "klein plannen"}, rhythms={}, stages=stages, outputs=[])
    start = at("2026-03-09 08:30")
    going = Going("weekly", Plan("ingrid", 1), start, start)

    assert foresee({}, {"weekly": planned}, Group(AMSTERDAM), start, at("2026-03-23 08:30"), going=[going]) == []


async def test_x08_a_lead_sees_in_chat_what_would_come_before_switching_anything_on(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("ingrid", "proefkalender 2")

        told = (await place.hears("ingrid"))[-1].text

        assert told.startswith("**Proefkalender voor Team Vergunningen**, 2 weken.")
        assert "**Een teamlid, en de teamleider net zo:** 4 keer. Alles beantwoorden kost hooguit 11 minuten." in told
        assert "Een moment van inzicht" in told
        assert "- donderdag 12 maart 14:00: Wat heeft jou verwonderd?" in told
        assert "- woensdag 18 maart 09:00: Wat heeft jou verwonderd?" in told
        assert not any(name in told for name in ("Noor", "Bram", "Fatima", "Ingrid"))


async def test_x08_what_the_group_has_switched_off_is_not_in_it(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        offered = ("informal_insight_checklist", "value_check_offer", "conditions_offer", "leader_reflection_offer")
        for format_id in offered:
            await place.switch_on(format_id)
        for format_id in (*ON, *offered):
            await place.app.store.run(partial(schedules.switch_off, format_id=format_id, team_id=TEAM))
        await place.set("ingrid", language="en")

        await place.says("ingrid", "dry run")

        assert (await place.hears("ingrid"))[-1].text.endswith("Nothing comes in these weeks.")


@pytest.mark.parametrize("who", ["noor", FACILITATOR])
async def test_x08_who_leads_no_group_is_told_who_may_see_it(tmp_path: Path, who: str) -> None:
    async with town(tmp_path) as place:
        await place.says(who, "proefkalender")

        assert (await place.hears(who))[-1].text == "Dat kan ik niet voor je doen. De teamleider kan dit wel."
