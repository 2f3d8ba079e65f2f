"""Who facilitates or leads around somebody is one question; it tells what the people around each of her groups do (S02)."""

from datetime import timedelta

import pytest

from storage.groups import people, teams
from storage.store import Store, Unit
from tests.storage.house import LATER, NOW, OTHER, TEAM


@pytest.mark.parametrize("who", ["noor", "olga", "fatima", "bea"])
async def test_who_guides_is_who_does_in_any_of_her_groups(store: Store, who: str) -> None:
    def work(unit: Unit) -> tuple[dict[str, str], dict[str, str]]:
        people.appoint(unit, OTHER, "noor", "member", NOW)
        people.appoint(unit, TEAM, "joost", "facilitator", NOW)
        people.end_role(unit, TEAM, "joost", "facilitator", LATER)
        return teams.guides_of(unit, who), around_each(unit, who)

    found, told = await store.run(work)

    assert found == told
    assert "joost" not in found
    assert {"ingrid", "fatima", "frank"} >= found.keys() != set()


async def test_who_left_or_signed_off_guides_nobody(store: Store) -> None:
    def work(unit: Unit) -> tuple[dict[str, str], dict[str, str]]:
        people.set_values(unit, "ingrid", left_at=LATER)
        people.set_values(unit, "fatima", erase_at=LATER + timedelta(days=30))
        return teams.guides_of(unit, "noor"), around_each(unit, "noor")

    found, told = await store.run(work)

    assert found == told == {}


def around_each(unit: Unit, who: str) -> dict[str, str]:
    groups = {held.team for held in people.roles_of(unit, who)}
    return {id_: name for team in groups for id_, name in teams.around(unit, team)[1].guides().items()}
