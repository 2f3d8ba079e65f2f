"""Whether somebody comes to meetings, and when missing them is worth a word to who leads them (S25)."""

from datetime import timedelta

import pytest

from dialogs.gatherings.attendance import Says, Told, all_can, cannot, missed_again
from dialogs.talk.commands import command
from tests.dialogs.talking import NOW

WEEK = timedelta(weeks=1)
DAYS = {1: NOW - 6 * WEEK, 2: NOW - 3 * WEEK, 3: NOW + WEEK}


def said(**what: Says) -> dict[int, Told]:
    """Say something of meetings, long before they were."""
    return {int(number.removeprefix("of_")): Told(says, NOW - 9 * WEEK) for number, says in what.items()}


def test_s25_who_missed_two_meetings_is_known_from_the_second_one_on() -> None:
    assert missed_again(said(of_1="cannot", of_2="was_not"), DAYS, NOW, 2) == DAYS[2]


def test_s25_what_is_said_after_a_meeting_is_known_since_then() -> None:
    told = said(of_1="cannot") | {2: Told("was_not", NOW - WEEK)}

    assert missed_again(told, DAYS, NOW, 2) == NOW - WEEK
    assert missed_again(told, DAYS, NOW - 2 * WEEK, 2) is None


@pytest.mark.parametrize(
    "told",
    [
        {},
        said(of_2="was_not"),
        said(of_1="cannot", of_3="cannot"),
        said(of_1="cannot", of_2="was"),
        said(of_1="maybe", of_2="can"),
        said(of_1="cannot", of_9="cannot"),
    ],
)
def test_s25_once_or_a_meeting_that_has_not_been_is_nothing_special(told: dict[int, Told]) -> None:
    assert missed_again(told, DAYS, NOW, 2) is None


def test_s25_who_cannot_come_to_a_meeting_and_whether_all_can() -> None:
    told = {"noor": said(of_3="can"), "bram": said(of_3="cannot")}

    assert cannot(told, 3, ["bram", "noor", "samira"]) == ["bram"]
    assert all_can(told, [3], ["noor"])
    assert not all_can(told, [3], ["noor", "samira"])
    assert all_can(told, [], ["noor", "samira"])


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("afwezig", "meetings absent 0 0"),
        ("Afwezig bijeenkomst 3.", "meetings absent 0 3"),
        ("afwezig 2 bijeenkomst 3", "meetings absent 2 3"),
        ("Afwezig bijeenkomst 3 in groep 2.", "meetings absent 2 3"),
        ("absent meeting 3 in group 2", "meetings absent 2 3"),
        ("verplaats bijeenkomst 3 in groep 2 naar 18 juni", "meetings move 2 3 18 juni"),
        ("bijeenkomst 3 in groep 2 waar: Zaal in groep 4", "meetings where 2 3 Zaal in groep 4"),
        ("verplaats  bijeenkomst 3  in groep 2 naar 18 juni", "meetings move 2 3 18 juni"),
        ("bijeenkomst 3 in groep 2", None),
        ("In bijeenkomst 3 in groep 2 lukte het", None),
        ("aanwezig", "meetings present 0 0"),
        ("kan ik", "meetings can 0 0"),
        ("kan ik bijeenkomst 4", "meetings can 0 4"),
        ("misschien bijeenkomst 4", "meetings maybe 0 4"),
        ("misschien", None),
        ("afwezig vandaag", None),
        ("niet aanwezig bijeenkomst 3 nummer 2", "meetings was_not 0 3 2"),
        ("wel aanwezig 2 bijeenkomst 3 nummer 2", "meetings was 2 3 2"),
        ("niet aanwezig 2 bijeenkomst 3 wie A-12.Zuid", "meetings was_not 2 3 who A-12.Zuid"),
        ("was present meeting 3 who noor", "meetings was 0 3 who noor"),
        ("bespreken mag bijeenkomst 3", "meetings discuss 0 3"),
        ("bespreken mag niet 2 bijeenkomst 3", "meetings leave 2 3"),
        ("Bijeenkomst 3 waar: Stadhuis,  kamer 3", "meetings where 0 3 Stadhuis, kamer 3"),
        ("bijeenkomst 2 3 waar: " + 60 * "x", "meetings where 2 3 " + 60 * "x"),
        ("bijeenkomst 3 waar:Stadhuis", "meetings where 0 3 Stadhuis"),
        ("bijeenkomst 3 waar", None),
        ("bijeenkomst 3 waar:", None),
        ("Bijeenkomst 3 waar ik over vertelde, vond ik de beste", None),
        ("bijeenkomst 3 duurt 90 minuten", "meetings lasts 0 3 90"),
        ("meeting 2 3 lasts 105", "meetings lasts 2 3 105"),
        ("absent meeting 3", "meetings absent 0 3"),
    ],
)
def test_s25_words_about_coming_to_a_meeting(text: str, meant: str | None) -> None:
    assert command(text, {}) == meant
