"""The same year for the same two hundred people, who also do what stands in S33 to S53, begun in the chat: the budget holds.

Duo's with plans, reports and moments for all duo's, interviews, learning menus, experiments, cards, plans for oneself with
feedback of five and talks, and how who leads learns herself. What somebody hears of it waits for days on which nothing else is
said, so the almanac does not foresee it message for message, as it does in ``test_year``. What it does foresee is compared: all
that stands in the rooms by the calendar, and what who leads is asked as such, which is in no budget. For everything else the
rules hold: N1 with holidays, N2 and C-36 in days and weeks, N3, N4, nothing twice. A trajectory of a whole team is not in it.
"""

from collections import Counter
from pathlib import Path

import pytest

from tests.kit import almanac
from tests.kit.almanac_person import AMSTERDAM, Told
from tests.kit.almanac_year import read_in
from tests.kit.cast import IN_A_TEAM, Member, cast
from tests.kit.town import town
from tests.kit.two_hundred import BEGUN, BEYOND_THE_WEEK, FIRST, FOR_THE_GROUP, FORMATS, LAST, OVER, PEOPLE, SEED, OnPigeons
from tests.kit.year import Sky
from tests.kit.year_begun import OFFER, gather_guides, looks_back, plan_more
from tests.kit.year_plans import gather, link, plan
from tests.kit.year_willing import BACK, BROUGHT, WillingYear
from tests.kit.year_words import IN_ROOMS

AS_SUCH = frozenset(
    {
        OFFER, "learning_forum after_check", "fixed_and_free review", "learning_menu look", "learning_menu end",
        "experiment_review course", "experiment_end decide", "duo_intervision points",
    }
)  # fmt: skip
"""What is asked of who leads, of who began something for her group, and of who writes along for it (C-36)."""
UNCOUNTED = FOR_THE_GROUP | AS_SUCH | {BACK, BROUGHT}
"""What is in no budget; what duo's bring comes beside her message, as the next day is that of the moment itself (0016)."""
AROUND_MEETINGS = frozenset({"duo_intervision agenda", "duo_intervision digest", "duo_begin digest"})
"""What is told of a meeting goes beyond the week, as what is asked before one (S25, N2)."""
FORESEEN = frozenset(IN_ROOMS) - {"board"}
"""What stands in the rooms by the calendar; a board waits until who told was asked, on a day with room for that (S06)."""
EVERYWHERE = frozenset(
    {
        "duo_matching", "duo_match", "duo_begin", "duo_plan_sign", "duo_report", "duo_report_sign", "duo_intervision",
        "duo_final", "learning_interview", "leader_reflection_offer", "learning_forum", "fixed_and_free", "experiment_charter",
        "experiment_review", "experiment_end", "dish_back", "invitation_answer", "thanks_card", "coaching_asked",
        "pop_conversation", "pop_feedback_360", "performance_conversation",
    }
)  # fmt: skip
"""The formats in which somebody is asked something in the year."""


async def live(folder: Path, members: list[Member]) -> WillingYear:
    """Let a year pass for everybody, with more that some begin."""
    skies = Sky("pigeon"), Sky("owl")
    by_name, teams = {sky.name: sky for sky in skies}, list(dict.fromkeys(one.team for one in members))
    async with town(folder, start=f"{FIRST} 08:30", members=(), formats=[], channels=by_name, kind=OnPigeons) as place:
        for sky in skies:
            sky.clock = place.clock
        await gather(place, members, [*FORMATS, "leader_reflection_offer"])
        await gather_guides(place, teams)
        year = WillingYear(place, {one.name: one for one in members}, skies)
        for one in members:
            if one.linked and one.life.joins is None:
                await link(year, one.name)
        plan(year)
        plan_more(year)
        await year.until(OVER)
    return year


@pytest.mark.no_cover
async def test_a_year_with_duos_interviews_menus_experiments_and_plans_keeps_the_budget_for_two_hundred_people(
    tmp_path: Path,
) -> None:
    members = cast(PEOPLE, SEED)

    year = await live(tmp_path, members)

    for one in members:
        told = sorted(year.told[one.name])
        assert not broken_by(one, told), one
    for number, times in year.asked.items():
        assert len(times) <= 3, year.kinds[number]  # a question and two reminders (N3)
        done = year.answered.get(number)
        assert done is None or max(times) <= done, year.kinds[number]  # (N4)
    assert len(year.answered) > len(year.asked) / 3
    for guide, times in year.guides.items():
        assert all(almanac.may_speak(at.astimezone(AMSTERDAM).replace(tzinfo=None), frozenset()) for at in times), guide
    assert not year.elsewhere
    assert not year.endless
    sent = Counter(message.key for sky in year.skies for _, message in sky.sent)
    assert max(sent.values()) == 1  # nothing twice
    assert reached(year) >= EVERYWHERE
    for number, team in enumerate(dict.fromkeys(one.team for one in members)):
        told = sorted(one for one in year.rooms[team] if set(one.holds) <= FORESEEN)
        expected = [one for one in read_in(number, members, FIRST, LAST) if set(one.holds) <= FORESEEN]
        assert told == [one for one in expected if BEGUN < one.at < OVER], team
        lead = members[number * IN_A_TEAM]
        if lead.manner == "at once" and not lead.life.quiet and lead.life.zone == AMSTERDAM:
            asked = {(at.date(), what) for at, holds in year.told[lead.name] for what in holds}
            assert asked >= set(looks_back(number * IN_A_TEAM)), lead


def reached(year: WillingYear) -> set[str]:
    """Return the formats in which somebody was asked something."""
    return {year.kinds[number][0] for number in year.asked}


def broken_by(one: Member, told: list[Told]) -> list[Told]:
    """Return what she heard at a moment that is not free for her, or as a second in a day, or a fourth in a week (N1, N2)."""
    days: Counter[object] = Counter()
    weeks: Counter[object] = Counter()
    found = []
    for each in told:
        at, holds = one.life.wall(each.at), set(each.holds)
        counts = not holds <= UNCOUNTED
        days[at.date()] += counts
        weeks[at.isocalendar()[:2]] += counts and not holds & (BEYOND_THE_WEEK | AROUND_MEETINGS)
        free = almanac.may_speak(at, one.life.quiet) or holds == {"writing"}
        if not free or (counts and (days[at.date()] > 1 or weeks[at.isocalendar()[:2]] > 3)):
            found.append(each)
    return found
