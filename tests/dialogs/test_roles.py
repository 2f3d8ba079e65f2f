"""In which role somebody is asked in a group."""

import pytest

from dialogs.language.roles import in_role


@pytest.mark.parametrize(
    ("who", "held", "asked"),
    [
        ("lead", ["lead"], True),
        ("lead", ["member", "facilitator"], False),
        ("facilitator", ["lead", "facilitator"], True),
        ("members", ["lead"], True),
        ("starter", ["facilitator"], True),
        ("lead", [], False),
        ("members", [], False),
    ],
)
def test_somebody_is_asked_in_her_role_or_in_any_where_none_is_asked(who: str, held: list[str], *, asked: bool) -> None:
    assert in_role(who, held) is asked
