"""Somebody in several groups that are asked the same at one time, in the whole application: no figure tells of her (S15, GE16).

As tests/hostile/test_what_is_solvable.py over the functions that tell; here what the rooms really read is solved.
"""

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from bot.gatherings import together
from dialogs.gatherings.together import outcome
from tests.evidence.recording import Often, Record
from tests.hostile.test_told_together import COUNTED
from tests.kit.solving import Claim, solved
from tests.kit.town import Town, town
from tests.kit.week_start import DIFFERS, FRIDAY, HEAVY, MONDAY, MOOD, NOON, WELL

MOODS = {"well": "Prima", "heavy": "Zwaar"}
ASKED = COUNTED["week_start_mood mood"][0]
WORDS = {"well": WELL, "heavy": HEAVY, "+differ": DIFFERS}
Groups = Mapping[str, Sequence[str]]


async def play(place: Town, groups: Groups, moods: Mapping[str, str]) -> dict[str, str]:
    """Let everybody answer alike in each group on a Monday; return what each room reads of it, where it reads something."""
    for name, people in groups.items():
        await place.add_team(name, f"Team {name.capitalize()}")
        for who in people:
            await place.add(who, team=name)
        await place.switch_on(MOOD, name)
    await place.until(MONDAY)
    for who in sorted({one for people in groups.values() for one in people}):
        hers = [name for name, people in groups.items() if who in people]
        for name in hers:
            await place.taps(who, f"Weekstart (Team {name.capitalize()})" if len(hers) > 1 else "Vertellen")
            await place.taps(who, MOODS[moods[who]])
            await place.says(who, "overslaan")
            if moods[who] == "heavy":
                await place.taps(who, "Nee")
    await place.until(NOON)
    rooms = {name: await place.room(name) for name in groups}
    return {name: found for name, room in rooms.items() for found, words in WORDS.items() if words in room}


def claims_of(groups: Groups, told: Mapping[str, str]) -> list[Claim]:
    """Return what the rooms say as numbers of people who begin well: all answered, and from four on it is told."""
    return [Claim(frozenset(groups[name]), frozenset(_ways(len(groups[name]), found))) for name, found in told.items()]


def _ways(people: int, told: str) -> list[int]:
    votes = {many: [("fine",)] * many + [("hard",)] * (people - many) for many in range(people + 1)}
    return [many for many, some in votes.items() if outcome(ASKED, some, 4) == told]


ALL_AND_ONE = {"klein": ["noor", "bram", "samira", "joost"], "groot": ["noor", "bram", "samira", "joost", "olaf"]}
OLAF_DIFFERS = {**dict.fromkeys(ALL_AND_ONE["groot"], "well"), "olaf": "heavy", "joost": "heavy"}


@pytest.mark.trust("S15")
async def test_ge16_of_a_group_and_the_same_with_one_more_one_figure_is_told(tmp_path: Path) -> None:
    async with town(tmp_path, start=FRIDAY, formats=[], members=[]) as place:
        told = await play(place, ALL_AND_ONE, OLAF_DIFFERS)

    assert len(told) == 1


@pytest.mark.trust("S15")
async def test_ge16_told_of_both_the_one_more_is_worked_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "overlap", lambda these, told: False)
    async with town(tmp_path, start=FRIDAY, formats=[], members=[]) as place:
        told = await play(place, ALL_AND_ONE, OLAF_DIFFERS)

    assert len(told) == 2
    assert solved(claims_of(ALL_AND_ONE, told), 4)


@pytest.mark.trust("S15")
async def test_ge16_who_leads_two_teams_counts_in_both(tmp_path: Path) -> None:
    groups = {"links": ["ingrid", "noor", "bram", "samira"], "rechts": ["ingrid", "joost", "olaf", "petra"]}
    async with town(tmp_path, start=FRIDAY, formats=[], members=[]) as place:
        told = await play(place, groups, dict.fromkeys([*groups["links"], *groups["rechts"]], "well"))

    assert told == {"links": "well", "rechts": "well"}
    assert solved(claims_of(groups, told), 4) == []


@pytest.mark.trust("S15")
@pytest.mark.no_cover  # the same with other people
async def test_s15_nobody_is_worked_out_of_what_the_rooms_read(tmp_path: Path, often: Often, reached: Record) -> None:
    figures, organisations = 0, often(2, 100)
    for seed in range(organisations):
        chance = random.Random(seed)
        groups, first = {}, 0
        for name in ("een", "twee", "drie"):
            size = chance.randint(5, 7)
            groups[name] = [f"mens{number}" for number in range(first, first + size)]
            first += size - chance.randint(0, 2)  # so many are in the next one too; nobody is in three
        moods = {f"mens{number}": chance.choice([*MOODS]) for number in range(first + 3)}
        async with town(tmp_path / str(seed), start=FRIDAY, formats=[], members=[]) as place:
            told = await play(place, groups, moods)
        assert solved(claims_of(groups, told), 4) == [], (groups, moods, told)
        figures += len(told)
    assert figures >= organisations  # the first that is told stands alone
    reached(f"{organisations} organisations in the whole application, {figures} figures: nobody worked out")
