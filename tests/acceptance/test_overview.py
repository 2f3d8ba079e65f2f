"""`overzicht`: what stands open for a person, and until when (spec §4.1)."""

from pathlib import Path

from tests.kit.town import FACILITATOR, NAMED, town


async def test_the_overview_names_what_is_open_and_until_when(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 15:00")

        await place.says("noor", "overzicht")

        said = (await place.hears("noor"))[-1]
        assert "Dit staat er voor je open:" in said.text
        assert "- Wat heeft jou verwonderd? (tot dinsdag 17 maart)" in said.text
        assert "Wat heeft jou verwonderd?" in said.choices


async def test_the_overview_leads_to_what_is_open(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 15:00")
        await place.says("noor", "overzicht")

        await place.taps("noor", "Wat heeft jou verwonderd?")

        assert "de afgelopen week" in (await place.hears("noor"))[-1].text


async def test_the_overview_says_when_something_is_asked_again(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 15:00")
        await place.taps("noor", "Later")
        await place.taps("noor", "Morgen")

        await place.says("noor", "overzicht")

        assert "ik vraag het weer op vrijdag 13 maart" in (await place.hears("noor"))[-1].text


async def test_the_overview_of_who_has_answered_is_empty(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 15:00")
        await place.tells("noor", "De mist.", NAMED)

        await place.says("noor", "overzicht")

        assert "Er staat niets voor je open. Fijne dag." in (await place.hears("noor"))[-1].text


async def test_what_she_began_by_herself_stands_there_until_it_is_sent(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("wed 15:00")
        await place.says("noor", "kaartje")
        for choice in ("Samen sparren", "Bram"):
            await place.taps("noor", choice)
        await place.says("noor", "Over brieven?")
        await place.until("fri 10:00")  # on Thursday the weekly question came
        await place.says("noor", "overzicht")
        overview = (await place.hears("noor"))[-1]

        await place.taps("noor", "Dat spreken we af")
        await place.until("tue 10:00")

        assert "Uitnodigingskaartje" in overview.text
        assert "Noor" in (await place.reads("bram"))
        await place.says("noor", "overzicht")
        assert "Uitnodigingskaartje" not in (await place.hears("noor"))[-1].text


async def test_x17_a_near_miss_outside_a_dialog_is_confirmed_by_typing(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        for answer in ("ja", "1"):
            await place.says("noor", "overzich")
            asked = (await place.hears("noor"))[-1].text

            await place.says("noor", answer)

            assert "Bedoel je **overzicht**?" in asked
            assert "Er staat niets voor je open." in (await place.hears("noor"))[-1].text


async def test_x17_what_was_offered_is_over_when_something_else_was_said(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.says("noor", "overzich")
        await place.says("noor", "hulp")
        await place.hears("noor")

        await place.says("noor", "ja")

        assert "Er loopt nu geen gesprekje." in (await place.hears("noor"))[-1].text


async def test_what_help_offers_a_facilitator_answers_her(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.says(FACILITATOR, "hulp")
        offered = (await place.hears(FACILITATOR))[-1].text

        await place.says(FACILITATOR, "overzicht")
        overview = (await place.hears(FACILITATOR))[-1].text
        await place.says(FACILITATOR, "tijdzone")
        zone = (await place.hears(FACILITATOR))[-1].text

        assert "**overzicht**" in offered
        assert overview == "Er staat niets voor je open. Fijne dag."
        assert "**tijdzone**" in offered
        assert "met de tijd van Amsterdam" in zone
