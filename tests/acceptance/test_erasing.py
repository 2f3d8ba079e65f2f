"""Erasing a person while everything runs: nothing of her is left, and nobody else notices more than that (S02, GE4, C-44)."""

from pathlib import Path

from bot.incoming import keeping
from storage.privacy.erasing import erase_person
from tests.kit.town import NAMED, TEAM, Town, town

WORD = "kanarie"


async def noor_shares(place: Town) -> None:
    """Let Noor and Bram share a wonder, and the digest show both."""
    await place.until("thu 14:00")
    for who, text in (("noor", f"Een {WORD} in de brief."), ("bram", "Een lege kast.")):
        await place.says(who, text)
        await place.taps(who, "Zo is het goed")
        await place.taps(who, NAMED)
    await place.until("wed 09:30")


async def test_c44_the_digest_that_showed_her_text_is_revised_and_the_others_stay(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await noor_shares(place)
        assert WORD in await place.room()

        await place.app.store.run(lambda unit: erase_person(unit, "noor", place.clock.now()))
        await place.settle()

        assert WORD not in await place.room()
        assert "Een lege kast." in await place.room()
        assert "De schrijver" in await place.room()
        assert WORD not in await place.reads("fatima")
        assert await place.reads("noor") == ""


async def test_c44_who_erased_everything_is_answered_and_can_take_part_again(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await noor_shares(place)
        await place.app.store.run(lambda unit: erase_person(unit, "noor", place.clock.now()))
        await place.settle()

        await place.says("noor", "hulp")
        await place.restart()
        await place.says("noor", "meedoen")

        assert "Leerbot" in await place.reads("noor")
        assert "Ja, ik doe mee" in [label for one in await place.shown("noor") for label in one.choices]


async def test_s8_a_key_that_was_destroyed_while_the_rows_could_not_be_kept_erases_them_at_the_next_start(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as place:
        await noor_shares(place)
        at = place.clock.now().timestamp()
        await place.app.store.run(lambda unit: unit.keys.erase(unit.connection, "noor", at, whole=False))

        await place.restart()
        await place.settle()

        assert WORD not in await place.room()
        assert await place.reads("noor") == ""


async def test_ge4_what_is_kept_for_herself_has_no_readers_any_more(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await noor_shares(place)

        await place.app.store.run(lambda unit: keeping.keep_for_herself(unit, "noor", place.clock.now()))
        await place.settle()
        await place.says("noor", "mijn antwoorden")

        assert WORD not in await place.room(TEAM)
        assert WORD in (await place.hears("noor"))[-1].text
