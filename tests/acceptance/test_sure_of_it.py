"""X17: what was asked last outside any dialog is what "ja" and "nee" answer, whatever else stands open."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.kit.town import Town, town
from tests.kit.two_checks import in_both
from tests.kit.value_checks import plan

CALLED_OFF = "Waardecheck gaat niet door."
STANDS = "Waardecheck loopt, tot donderdag 26 maart om 14:00."


async def with_an_invitation(place: Town) -> None:
    """Let a check be planned, and something else be put before who planned it."""
    await plan(place)
    await place.until("2026-03-12 14:30")
    assert "verwonderd" in await place.reads("ingrid")


@pytest.mark.parametrize(
    ("word", "done"), [("annuleer", CALLED_OFF), ("sluit nu", "Waardecheck begint nu, zonder voorbereiding.")]
)
async def test_s06_a_yes_is_for_what_was_asked_about_the_check_and_not_for_an_open_invitation(
    tmp_path: Path, word: str, done: str
) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await with_an_invitation(place)

        await place.says("ingrid", word)
        await place.says("ingrid", "ja")

        assert done in (await place.hears("ingrid"))[-1].text
        await place.says("ingrid", "mijn antwoorden")
        assert "ja" not in (await place.hears("ingrid"))[-1].text.split()


async def test_s06_a_no_leaves_the_check_as_it_is_and_the_invitation_open(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await with_an_invitation(place)

        await place.says("ingrid", "annuleer")
        await place.says("ingrid", "nee")
        heard = (await place.hears("ingrid"))[-1].text
        await place.says("ingrid", "overzicht")

        assert STANDS in heard
        assert "Wat heeft jou verwonderd?" in (await place.hears("ingrid"))[-1].text


async def test_s06_in_the_middle_of_a_dialog_it_is_asked_last_and_the_dialog_goes_on_after_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await with_an_invitation(place)
        await place.says("ingrid", "Dat het lukte.")
        await place.hears("ingrid")

        await place.says("ingrid", "annuleer")
        asked = (await place.hears("ingrid"))[-1]
        await place.says("ingrid", "ja")
        done = (await place.hears("ingrid"))[-1].text

        assert list(asked.choices) == ["Ja, annuleer", "Nee, laat staan"]
        assert asked.text.endswith("Zeker weten?")
        assert CALLED_OFF in done
        assert done.index(CALLED_OFF) < done.index("Wil je er nog iets bij kwijt?")


async def test_s06_what_is_typed_beside_it_is_an_answer_in_the_dialog(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await with_an_invitation(place)

        await place.says("ingrid", "annuleer")
        await place.says("ingrid", "Ja, dat de brief zo kort kon.")
        await place.says("ingrid", "ja")
        await place.says("ingrid", "stand")

        assert STANDS in (await place.hears("ingrid"))[-1].text


async def test_s06_what_was_asked_since_is_what_a_yes_answers(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await plan(place)
        await place.until("2026-03-12 10:00")
        await place.says("ingrid", "annuleer")
        await place.until("2026-03-12 14:30")

        await place.says("ingrid", "ja")
        await place.says("ingrid", "stand")

        assert STANDS in (await place.hears("ingrid"))[-1].text


async def test_x16_in_the_middle_of_a_dialog_the_group_that_is_meant_is_asked_last(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await in_both(place)
        await place.says("ingrid", "verwondering")

        await place.says("ingrid", "stand")
        await place.says("ingrid", "Team Bezwaar")

        assert "Waardecheck (Team Bezwaar) loopt" in (await place.hears("ingrid"))[-1].text


async def moved(place: Town) -> None:
    """Let somebody else who leads move the check."""
    await place.says("lena", "verplaats naar 9 april om 10:00")


async def another(place: Town) -> None:
    """Let somebody else who leads call it off, and plan another check."""
    await place.says("lena", "annuleer")
    await place.taps("lena", "Ja, annuleer")
    await plan(place, who="lena", when="26 maart om 14:00")


@pytest.mark.parametrize(
    ("word", "meanwhile", "told"),
    [
        ("sluit nu", moved, 'Dan begint "Waardecheck" nu, en niet pas op donderdag 9 april om 10:00.'),
        ("annuleer", moved, 'Dan gaat "Waardecheck" van donderdag 9 april om 10:00 niet door.'),
        ("annuleer", another, 'Dan gaat "Waardecheck" van donderdag 26 maart om 14:00 niet door.'),
        ("verplaats naar 28 maart om 14:00", moved, "Die dag is voor jullie geen werkdag."),
    ],
)
@pytest.mark.parametrize("by", ["typed", "pressed"])
async def test_s06_a_yes_is_for_the_check_that_was_asked_about_as_it_stood_then(
    tmp_path: Path, word: str, meanwhile: Callable[[Town], Awaitable[None]], told: str, by: str
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.add("lena", "lead")
        await plan(place)
        await place.until("2026-03-16 10:00")
        await place.says("ingrid", word)
        yes = (await place.shown("ingrid"))[-1].choices
        await meanwhile(place)
        await place.hears("ingrid")

        await (place.says("ingrid", "ja") if by == "typed" else place.presses("ingrid", next(iter(yes.values()))))
        asked = (await place.hears("ingrid"))[-1]
        await place.taps("ingrid", next(iter(yes)))

        assert told in asked.text
        assert next(iter(asked.choices)) == next(iter(yes))
        assert told not in (await place.hears("ingrid"))[-1].text


async def test_s06_an_old_yes_is_not_for_what_was_asked_anew(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.says("ingrid", "annuleer")
        old = (await place.shown("ingrid"))[-1].choices["Ja, annuleer"]
        await place.says("ingrid", "verplaats naar 9 april om 10:00")
        await place.says("ingrid", "annuleer")

        await place.presses("ingrid", old)

        assert 'Dan gaat "Waardecheck" van donderdag 9 april om 10:00 niet door.' in (await place.hears("ingrid"))[-1].text


@pytest.mark.parametrize("by", ["typed", "pressed"])
async def test_s06_who_was_asked_before_the_session_is_asked_anew_once_it_has_begun(tmp_path: Path, by: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.until("2026-03-26 13:50")
        await place.says("ingrid", "annuleer")
        yes = (await place.shown("ingrid"))[-1].choices["Ja, annuleer"]
        await place.until("2026-03-26 14:05")

        await (place.says("ingrid", "ja") if by == "typed" else place.presses("ingrid", yes))

        asked = (await place.hears("ingrid"))[-1]
        assert '"Waardecheck" van donderdag 26 maart om 14:00 is al begonnen.' in asked.text
        assert list(asked.choices) == ["Ja, annuleer", "Nee, laat staan"]


async def test_ge7_who_closes_before_anybody_was_invited_hears_so_and_may_call_it_off(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-10 10:00")

        await place.says("ingrid", "sluit nu")
        asked = (await place.hears("ingrid"))[-1]
        await place.taps("ingrid", "Annuleren")
        await place.taps("ingrid", "Ja, annuleer")
        await place.until("2026-03-27 12:00")

        assert "Er is nog niemand uitgenodigd, dus er is nog niets te sluiten" in asked.text
        assert list(asked.choices) == ["Ja, begin nu", "Annuleren", "Nee, laat staan"]
        assert CALLED_OFF in await place.reads("ingrid")
        assert "Fijn dat jullie er zijn." not in await place.room()


async def test_ge7_who_means_to_begin_before_anybody_was_invited_begins(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-10 10:00")

        await place.says("ingrid", "sluit nu")
        await place.taps("ingrid", "Ja, begin nu")
        await place.wait(minutes=2)

        assert "Goed. Waardecheck begint nu, zonder voorbereiding." in await place.reads("ingrid")
        assert "Fijn dat jullie er zijn." in await place.room()
        assert "alvast voorbereiden" not in await place.reads("noor")


async def test_ge7_who_closes_after_the_invitations_hears_that_the_preparation_ends(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-16 14:05")

        await place.says("ingrid", "sluit nu")
        asked = (await place.hears("ingrid"))[-1]

        assert "De voorbereiding sluit." in asked.text
        assert list(asked.choices) == ["Ja, begin nu", "Nee, laat staan"]
