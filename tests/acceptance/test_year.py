"""A year of two hundred people in twenty teams, drawn from a seed: what was sent agrees, message for message, with the almanac.

Each team has the weekly question, the week start, moments of insight, two habits, four value checks and a training in spring;
some take part in a leergroep of six meetings (S03, S04, S05, S06, S08–S11, S16, S19, S24–S28; N1–N4, C-36, GE2, X03–X05, X22).
"""

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from tests.kit import almanac
from tests.kit.almanac_person import Told
from tests.kit.almanac_year import heard_by, read_in
from tests.kit.cast import Member, cast
from tests.kit.town import town
from tests.kit.two_hundred import BEGUN, BEYOND_THE_WEEK, FIRST, FOR_THE_GROUP, FORMATS, LAST, OVER, PEOPLE, SEED, OnPigeons
from tests.kit.year import Sky, Year
from tests.kit.year_plans import gather, link, plan


async def live(folder: Path, members: list[Member]) -> Year:
    """Let a year pass for everybody."""
    skies = Sky("pigeon"), Sky("owl")
    by_name = {sky.name: sky for sky in skies}
    async with town(folder, start=f"{FIRST} 08:30", members=(), formats=[], channels=by_name, kind=OnPigeons) as place:
        for sky in skies:
            sky.clock = place.clock
        await gather(place, members, FORMATS)
        year = Year(place, {one.name: one for one in members}, skies)
        for one in members:
            if one.linked and one.life.joins is None:
                await link(year, one.name)
        plan(year)
        await year.until(OVER)
    return year


@pytest.mark.no_cover
async def test_a_year_of_two_hundred_people_is_message_for_message_that_of_the_almanac(tmp_path: Path) -> None:
    members = cast(PEOPLE, SEED)

    year = await live(tmp_path, members)

    for number, one in enumerate(members):
        told, expected = sorted(year.told[one.name]), heard_by(number, members, FIRST, LAST, OVER)
        assert told == expected, one
        assert keeps_the_budget(one, told), one
        assert nothing_after_an_answer(one, told), one
    assert not year.elsewhere
    assert sum(map(len, year.told.values())) > 15_000
    for number, team in enumerate(dict.fromkeys(one.team for one in members)):
        told, expected = sorted(year.rooms[team]), read_in(number, members, FIRST, LAST)
        assert told == [one for one in expected if BEGUN < one.at < OVER], team


def keeps_the_budget(one: Member, told: list[Told]) -> bool:
    """Whether she heard one thing a day and three a week, in the hours of the bot, on no holiday and no quiet day (N1, N2)."""
    hers = [(one.life.wall(each.at), set(each.holds)) for each in told]
    counted = [(at, holds) for at, holds in hers if not holds <= FOR_THE_GROUP]
    days = Counter(at.date() for at, _ in counted)
    weeks = Counter(at.isocalendar()[:2] for at, holds in counted if not holds & BEYOND_THE_WEEK)
    in_time = all(almanac.may_speak(at, one.life.quiet) for at, holds in hers if holds != {"writing"})
    return in_time and max(days.values(), default=0) <= 1 and max(weeks.values(), default=0) <= 3


def nothing_after_an_answer(one: Member, told: list[Told]) -> bool:
    """Whether nobody was reminded of what she had done something with (N4)."""
    asked = [(each.at, what) for each in told for what in each.holds]
    for name in {what for _, what in asked if not what.endswith(" again")}:
        hers = [(at, what) for at, what in asked if what in {name, f"{name} again"}]
        for (before, _), (at, what) in pairwise(hers):
            reacted = one.life.reacts(before)
            if what.endswith(" again") and reacted is not None and reacted < at:
                return False
    return True
