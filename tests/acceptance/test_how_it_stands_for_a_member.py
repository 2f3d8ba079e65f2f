"""S06: what a member hears of a planned round when she asks for it herself is true at every moment."""

from pathlib import Path

import pytest

from tests.kit.town import Town, town
from tests.kit.value_checks import plan, prepares

COMES = '"Waardecheck" is op donderdag 26 maart om 14:00. Er staat nu niets voor je open.'


async def heard(place: Town, word: str) -> str:
    """Let a member type something, and return what she hears."""
    await place.hears("noor")
    await place.says("noor", word)
    return (await place.hears("noor"))[-1].text


@pytest.mark.parametrize("word", ["waardecheck", "stand"])
async def test_s06_before_the_preparation_opens_a_member_hears_when_it_is(tmp_path: Path, word: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)

        assert await heard(place, word) == COMES


@pytest.mark.parametrize("word", ["waardecheck", "stand"])
async def test_s06_who_prepared_hears_where_it_is(tmp_path: Path, word: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.until("2026-03-16 14:01")
        await prepares(place, "noor", "Ik ken nu iemand bij de balie.")

        assert 'Je hebt je al voorbereid op "Waardecheck" van donderdag 26 maart om 14:00.' in await heard(place, word)


async def test_s06_once_the_session_has_begun_she_hears_that_it_was(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.until("2026-03-16 14:01")
        await prepares(place, "noor", "Ik ken nu iemand bij de balie.")
        await place.says("ingrid", "sluit nu")
        await place.taps("ingrid", "Ja, begin nu")

        assert "Waardecheck was op maandag 16 maart om 14:01." in await heard(place, "waardecheck")


async def test_s06_who_wants_to_be_left_alone_can_still_begin_to_prepare_herself(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.set("noor", away_until=place.moment("2026-04-27 09:00").timestamp())
        await place.until("2026-03-17 10:00")

        assert "We kijken terug vanaf" in await heard(place, "waardecheck")


async def test_s06_where_none_is_planned_a_member_hears_that(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        assert 'Bij "Waardecheck" staat nu niets voor je open.' in await heard(place, "waardecheck")
        assert await heard(place, "stand") == "Er loopt nu niets dat je kunt verplaatsen of sluiten."


async def test_s06_where_none_is_planned_who_may_plan_one_can_begin_at_once(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("ingrid", "waardecheck")
        await place.taps("ingrid", "Nu plannen")

        assert "Waar kijken jullie op terug?" in await place.reads("ingrid")


async def test_s06_where_none_is_planned_a_member_gets_no_button_to_plan_one(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("noor", "waardecheck")

        assert "Nu plannen" not in str((await place.shown("noor"))[-1].message.body["choices"])
