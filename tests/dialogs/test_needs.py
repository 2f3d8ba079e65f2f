"""What a group must have before a round opens in it (``needs``)."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import pytest

from dialogs.language.asking import Needs
from dialogs.language.roles import Role
from dialogs.timing.needs import Lack, lack


@dataclass(frozen=True)
class Group:
    """How a group stands."""

    roles: AbstractSet[Role] = frozenset({"member", "lead"})
    people: int = 4
    room: bool = True
    told: int = 2


@pytest.mark.parametrize(
    ("needs", "lacks"),
    [({}, None), ({"roles": ["lead"], "people": 4, "room": True}, None), ({"people": 5}, Lack("people", number=5)),
     ({"told": {"of": "learning_interview", "people": 2}}, None),
     ({"told": {"of": "learning_interview", "people": 3}}, Lack("told", number=3)),
     ({"roles": ["lead", "facilitator"], "people": 5}, Lack("role", "facilitator"))],
)  # fmt: skip
def test_the_first_thing_that_is_missing_is_named(needs: dict[str, object], lacks: Lack | None) -> None:
    assert lack(Needs.model_validate(needs), Group()) == lacks


@pytest.mark.parametrize(("asked", "lacks"), [(True, Lack("room")), (False, None)])
def test_a_room_is_missed_only_where_it_is_needed(asked: bool, lacks: Lack | None) -> None:
    assert lack(Needs(room=asked), Group(room=False)) == lacks
