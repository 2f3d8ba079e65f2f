"""The words with which a room is given to a group, and nothing that looks like them (X19)."""

import pytest

from dialogs.talk.commands import command
from dialogs.talk.rooms import chosen_word, left_word, named_in_room


@pytest.mark.parametrize(("said", "group"), [
    ("hier hoort Team Vergunningen", "Team Vergunningen"), ("  Hier hoort\n team vergunningen. ", "team vergunningen"),
    ("Hier hoort", ""), ("Dit is het kanaal van Bezwaar & Beroep!", "Bezwaar & Beroep"), ("dit is de ruimte van Zuid", "Zuid"),
    ("This is the channel of Team North", "Team North"), ("hoi", None),
    ("Wat hoort hier?", None), ("hier hoorter", None), ("", None),
])  # fmt: skip
def test_what_somebody_says_in_a_room_names_its_group_or_not(said: str, group: str | None) -> None:
    assert named_in_room(said) == group


def test_what_a_button_says_is_read_back_with_its_capitals() -> None:
    group, address = "team-vergunningen", "teams:19:kE7d_Q1@thread.tacv2"

    assert command(chosen_word(group, address), {}) == f"room give {group} {address}"
    assert command(left_word(group, address), {}) == f"room leave {group} {address}"


@pytest.mark.parametrize("text", ["hier hoort Team Vergunningen", "hier hoort team", "hier hoort team teams:"])
def test_words_without_a_room_are_no_command(text: str) -> None:
    assert command(text, {}) is None
