"""Planning a round for many at once: each who is asked gets her own, at her own hours, once."""

from datetime import timedelta

import pytest

from storage.groups import people, rounds
from storage.groups.rounds import Round
from storage.store import Store, Unit
from storage.talks import finding
from storage.talks.conversations import Conversation, Fresh
from storage.timing import planning
from tests.storage.house import CAST, LATER, NOW, TEAM

ASKED = {"noor", "bram", "samira", "joost", "ingrid"}


def opened(unit: Unit) -> Round:
    """Open a round of the team."""
    found = rounds.open_round(unit, Round(0, "f", "v", TEAM, "1", None, "planning", 0, "s", NOW, NOW, None, None), NOW)
    assert found is not None
    return found


def planned(unit: Unit, running: Round, most: int = 10) -> dict[str, Conversation]:
    """Plan for all members, some at a time, at a moment that tells their quiet days; return what each got."""
    after = ""
    while (members := planning.members_after(unit, [running], after, most)) is not None:
        for hours in members.hours:
            opens = NOW + timedelta(days=len(hours.quiet_days))
            same = Fresh("", "f", "v", "tell", opens, round=running.id, team=TEAM, nudges=(LATER,), next_at=opens)
            planning.begin_for(unit, members, hours, same, NOW, "members")
        after = members.last
    found = {id_: finding.in_round(unit, running.id, id_) for id_, _, _ in CAST}
    return {id_: one for id_, one in found.items() if one is not None}


@pytest.mark.parametrize("most", [1, 2, 10])
async def test_each_who_is_asked_gets_her_own_however_many_are_planned_at_a_time(store: Store, most: int) -> None:
    found = await store.run(lambda unit: planned(unit, opened(unit), most))

    assert set(found) == ASKED
    assert {(one.round, one.team, one.nudges, one.closes_at, one.trial) for one in found.values()} == {
        (found["noor"].round, TEAM, (LATER,), None, False)
    }


async def test_planning_twice_plans_once(store: Store) -> None:
    def work(unit: Unit) -> tuple[dict[str, Conversation], dict[str, Conversation]]:
        running = opened(unit)
        return planned(unit, running), planned(unit, running, 2)

    first, second = await store.run(work)

    assert first == second


async def test_who_did_not_agree_has_left_or_joined_later_is_not_planned(store: Store) -> None:
    def work(unit: Unit) -> dict[str, Conversation]:
        people.set_values(unit, "noor", consent="no")
        people.set_values(unit, "bram", left_at=NOW)
        people.dismiss(unit, TEAM, "samira", NOW)
        people.add(unit, "lotte", "Lotte", "web", "lotte")
        people.appoint(unit, TEAM, "lotte", "member", LATER)
        people.set_values(unit, "lotte", consent="yes")
        found = planned(unit, opened(unit))
        assert finding.in_round(unit, found["joost"].round or 0, "lotte") is None
        return found

    store.keys.make("lotte")
    found = await store.run(work)

    assert set(found) == {"joost", "ingrid"}


async def test_x03_each_is_planned_at_her_own_hours(store: Store) -> None:
    def work(unit: Unit) -> dict[str, Conversation]:
        people.set_values(unit, "noor", quiet_days="0,3")
        people.set_values(unit, "bram", zone="America/Paramaribo")
        return planned(unit, opened(unit))

    found = await store.run(work)

    assert found["noor"].opens_at == NOW + timedelta(days=2)
    assert {one.opens_at for id_, one in found.items() if id_ != "noor"} == {NOW}
