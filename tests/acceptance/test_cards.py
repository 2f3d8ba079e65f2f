"""S51: a colleague is invited or thanked with a card; she answers without a reason, and nobody else knows."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from storage.privacy.erasing import erase_person
from storage.tables import answer
from tests.acceptance.test_together import leaves
from tests.kit.town import Town, town

HALF_HOUR = "Heb je binnenkort een half uur om samen te sparren?"
AFTER_TEN_DAYS = "2026-03-24 12:00"


async def gives(
    place: Town,
    to: str = "bram",
    *,
    who: str = "noor",
    kind: str = "Samen sparren",
    text: str = HALF_HOUR,
    day: str | None = None,
) -> None:
    """Let somebody give a card."""
    await place.says(who, "kaartje")
    await place.taps(who, kind)
    await place.says(who, to)
    await place.says(who, text)
    if kind != "Bedankt":
        await place.says(who, day or "Dat spreken we af")
        if day is not None:
            await place.says(who, "ja")


async def asked(place: Town, who: str = "bram", until: str = "mon 12:00") -> str:
    """Return what somebody hears who was given a card."""
    await place.until(until)
    return "\n".join(one.text for one in await place.hears(who))


async def answered(place: Town, button: str) -> None:
    """Let Bram read a card for a Thursday, and answer it."""
    await gives(place, day="donderdag 12 maart")
    await asked(place)
    await place.taps("bram", "Lezen")
    await place.taps("bram", button)


async def test_s51_acceptance_1_not_now_asks_and_passes_no_reason(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gives(place)
        assert "Noor heeft een uitnodigingskaartje voor je. Alleen jullie twee lezen het." in await asked(place)
        await place.taps("bram", "Lezen")
        assert HALF_HOUR in (await place.hears("bram"))[-1].text
        await place.hears("noor")
        await place.taps("bram", "Nu niet")
        (said,) = await place.hears("bram")
        await place.wait(days=1)

        assert "?" not in said.text.split("\n", 1)[1]
        (told,) = await place.hears("noor")
        assert told.text.endswith("Bram kan nu even niet.")


async def test_s51_acceptance_2_after_ten_working_days_of_silence_it_lapses_quietly(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gives(place)
        await asked(place)
        await place.hears("noor")
        await place.until("thu 12:00")
        (reminder,) = await place.hears("bram")
        assert "Er wacht een uitnodigingskaartje van Noor op je" in reminder.text
        await place.until(AFTER_TEN_DAYS)

        assert not await place.hears("bram")
        assert not await place.hears("noor")
        await place.taps("bram", "Lezen")
        assert HALF_HOUR not in (await place.hears("bram"))[-1].text


@pytest.mark.parametrize("how", ["signed off", "never joined"])
async def test_s51_edge_who_cannot_be_reached_is_told_apart_from_nobody(tmp_path: Path, how: str) -> None:
    """What is said of who is not reachable is said with the question, to everybody, so that it tells nothing (C-40)."""
    members = ("noor", "samira", "joost", *(("bram",) if how == "signed off" else ()))
    async with town(tmp_path, formats=[], members=members, asked=() if how == "signed off" else ("bram",)) as place:
        if how == "signed off":
            await leaves(place, "bram", "bewaren")
        await place.hears("bram")
        await gives(place)
        said = "\n".join(one.text for one in await place.hears("noor"))
        await place.until(AFTER_TEN_DAYS)

        assert "niet bereikbaar is via mij" in said
        assert not [one for one in await place.hears("bram") if "Noor" in one.text]
        assert not await place.hears("noor")


async def test_s51_edge_a_fourth_open_card_to_one_person_waits_until_she_answered_one(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        for who in ("noor", "samira", "joost", "ingrid"):
            await gives(place, who=who)
        await place.until("fri 12:00")
        heard = "\n".join(one.text for one in await place.hears("bram"))
        assert [f"{name} heeft een uitnodigingskaartje" in heard for name in ("Noor", "Samira", "Joost")] == [True, True, True]
        assert "Ingrid" not in heard
        await place.taps("bram", "Nu niet")
        await place.until("mon 12:00")
        later = "\n".join(one.text for one in await place.hears("bram"))

        assert "Ingrid heeft een uitnodigingskaartje" in later
        await place.taps("bram", "Lezen")
        assert HALF_HOUR in (await place.hears("bram"))[-1].text


async def test_s51_edge_a_fourth_card_comes_by_itself_once_the_first_ones_lapsed(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        for who in ("noor", "samira", "joost", "ingrid"):
            await gives(place, who=who)
        await place.until("2026-03-20 12:00")
        assert "Ingrid" not in await asked(place, until="2026-03-20 12:00")

        assert "Ingrid heeft een uitnodigingskaartje" in await asked(place, until="2026-03-25 12:00")


async def test_s51_edge_the_lead_may_be_given_a_card(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gives(place, "ingrid", kind="Feedback", text="Wat zag je mij goed doen in het overleg?")
        assert "uitnodigingskaartje" in await asked(place, "ingrid")
        await place.taps("ingrid", "Lezen")

        assert "Wat zag je mij goed doen" in (await place.hears("ingrid"))[-1].text


async def test_s51_edge_a_thank_card_needs_no_answer(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gives(place, kind="Bedankt", text="Jij las mijn brief twee keer.")
        assert "Noor heeft een bedankkaartje voor je" in await asked(place)
        await place.taps("bram", "Lezen")
        assert "Jij las mijn brief twee keer." in (await place.hears("bram"))[-1].text
        await place.hears("noor")
        await place.until(AFTER_TEN_DAYS)

        assert not await place.hears("bram")  # no reminder, and nothing is missed
        assert not await place.hears("noor")


async def test_s51_who_is_thanked_may_write_something_back(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gives(place, kind="Bedankt", text="Jij las mijn brief twee keer.")
        await asked(place)
        await place.taps("bram", "Lezen")
        await place.hears("noor")
        await place.says("bram", "Graag gedaan, ik leerde er zelf ook van.")
        await place.wait(days=1)

        assert "Graag gedaan" in (await place.hears("noor"))[-1].text


async def test_s51_a_day_stands_in_both_overviews_and_both_are_asked_once_afterwards(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await answered(place, "Graag")
        await place.hears("bram")
        await place.until("tue 12:00")

        assert "Bram zegt ja, op donderdag 12 maart" in (await place.hears("noor"))[-1].text
        for who, other in (("noor", "Bram"), ("bram", "Noor")):
            await place.says(who, "overzicht")
            assert f"Uitnodigingskaartje met {other}: donderdag 12 maart" in (await place.hears(who))[-1].text
        await place.until("fri 12:00")
        for who, other in (("noor", "Bram"), ("bram", "Noor")):
            (back,) = await place.hears(who)
            assert f"Je had iets afgesproken met {other}. Hoe was het?" in back.text
        await place.taps("noor", "Vertellen")
        await place.says("noor", "Het hielp me echt.")
        await place.until(AFTER_TEN_DAYS)
        assert "Het hielp me echt." not in await place.reads("bram")
        assert not await place.hears("bram")


async def test_s51_another_moment_is_named_by_who_is_asked(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await answered(place, "Ander moment")
        await place.says("bram", "maandag 16 maart")
        await place.says("bram", "ja")
        await place.until("tue 12:00")

        told = "\n".join(one.text for one in await place.hears("noor"))
        assert "Bram stelt een dag voor: maandag 16 maart" in told
        await place.says("noor", "overzicht")
        assert "maandag 16 maart" in (await place.hears("noor"))[-1].text
        await place.hears("bram")
        await place.until("fri 12:00")
        assert not await place.hears("noor")


async def test_s51_who_stops_is_not_asked_how_it_was(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await answered(place, "Graag")
        await place.until("tue 12:00")
        await place.says("noor", "samen stoppen")
        await place.taps("noor", "Ja, ik stop")
        await place.until("wed 12:00")
        await place.hears("noor"), await place.hears("bram")
        await place.until(AFTER_TEN_DAYS)

        assert not [one for who in ("noor", "bram") for one in await place.hears(who)]
        await place.says("bram", "overzicht")
        assert "12 maart" not in (await place.hears("bram"))[-1].text


async def test_s51_only_the_two_read_a_card(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gives(place, text="Alleen voor Bram.")
        await asked(place)
        await place.taps("bram", "Lezen")
        await place.taps("bram", "Graag")
        await place.until(AFTER_TEN_DAYS)

        for other in ("samira", "joost", "ingrid", "fatima"):
            assert "Alleen voor Bram." not in await place.reads(other)
        assert not await place.room()


async def test_s51_cards_go_after_twelve_weeks(tmp_path: Path) -> None:
    async def kept() -> int:
        return len(
            await place.app.store.read(
                lambda unit: list(unit.connection.execute(select(answer.c.id).where(answer.c.body.is_not(None))).scalars())
            )
        )

    async with town(tmp_path, formats=[]) as place:
        await gives(place)
        await asked(place)
        assert await kept()
        for _ in range(3):
            await place.jump(place.clock.now() + timedelta(weeks=6))
            await place.settle()

        assert not await kept()


async def test_c44_a_card_names_nobody_who_is_erased(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await answered(place, "Graag")
        await place.says("bram", "overzicht")
        before = await place.reads("bram")
        await place.app.store.run(lambda unit: erase_person(unit, "noor", place.clock.now()))
        await place.until(AFTER_TEN_DAYS)

        assert "Noor" in before
        assert "Noor" not in await place.reads("bram")
