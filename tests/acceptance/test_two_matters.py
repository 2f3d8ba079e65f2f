"""N2 and N6: two matters of one day come in one message, and each is answered, put off or skipped."""

from pathlib import Path

from tests.kit.libraries import with_formats
from tests.kit.town import PRIVATE, town
from tests.kit.value_checks import IN_CHANNEL, plan


async def test_n2_two_matters_of_one_day_are_one_message_with_the_more_urgent_first(tmp_path: Path) -> None:
    formats = with_formats(tmp_path, overdracht="transfer")
    async with town(tmp_path / "town", library=formats) as place:
        await place.until("thu 13:59")
        await place.hears("noor")

        await place.until("thu 17:00")

        (message,) = await place.hears("noor")
        assert message.text == (
            "Twee dingen vandaag, dan ben ik weer stil:\n\n"
            "**Overdracht**\nWat zei overdracht?\n\n"
            "**Wat heeft jou verwonderd?**\nWat heeft jou de afgelopen week verwonderd in je werk?"
        )
        assert list(message.choices) == ["Overdracht", "Wat heeft jou verwonderd?", "Later", "Overslaan"]


async def test_n2_both_matters_of_one_message_can_be_answered(tmp_path: Path) -> None:
    formats = with_formats(tmp_path, overdracht="transfer")
    async with town(tmp_path / "town", library=formats) as place:
        await place.until("thu 15:00")
        await place.taps("noor", "Overdracht")
        await place.says("noor", "Ik probeerde iets nieuws.")
        await place.taps("noor", "Wat heeft jou verwonderd?")
        await place.wait(minutes=2)
        await place.tells("noor", "Dat het lukte.", PRIVATE)
        await place.hears("noor")

        await place.says("noor", "mijn antwoorden")

        mine = (await place.hears("noor"))[-1].text
        assert "Ik probeerde iets nieuws." in mine
        assert "Dat het lukte." in mine


async def test_n6_both_matters_of_one_message_can_be_put_off_at_once(tmp_path: Path) -> None:
    formats = with_formats(tmp_path, overdracht="transfer")
    async with town(tmp_path / "town", library=formats) as place:
        await place.until("thu 14:00")
        await place.hears("noor")

        await place.taps("noor", "Later")
        (asked,) = await place.hears("noor")
        await place.taps("noor", "Morgen")
        (told,) = await place.hears("noor")
        await place.until("2026-03-13 09:29")
        before = await place.hears("noor")
        await place.until("2026-03-13 17:00")

        assert asked.text.count("Wanneer zal ik het weer vragen?") == 1
        assert told.text == "Goed, dan hoor je weer van me op vrijdag 13 maart."
        assert before == []
        (message,) = await place.hears("noor")
        assert list(message.choices) == ["Overdracht", "Wat heeft jou verwonderd?", "Later", "Overslaan"]


async def test_n6_both_matters_of_one_message_can_be_skipped_at_once(tmp_path: Path) -> None:
    formats = with_formats(tmp_path, overdracht="transfer")
    async with town(tmp_path / "town", library=formats) as place:
        await place.until("thu 14:00")
        await place.hears("noor")

        await place.taps("noor", "Overslaan")
        (told,) = await place.hears("noor")
        await place.until("wed 10:00")

        assert "Prima, deze slaan we over." in told.text
        assert "Sommige weken gaan gewoon voorbij." in told.text
        assert await place.hears("noor") == []


async def test_n6_what_was_told_already_stays_when_the_rest_of_the_message_is_skipped(tmp_path: Path) -> None:
    formats = with_formats(tmp_path, overdracht="transfer")
    async with town(tmp_path / "town", library=formats) as place:
        await place.until("thu 14:00")
        bundle = (await place.hears("noor"))[-1].choices
        await place.presses("noor", bundle["Overdracht"])
        await place.says("noor", "Ik probeerde iets nieuws.")
        await place.hears("noor")

        await place.presses("noor", bundle["Overslaan"])
        skipped = (await place.hears("noor"))[-1].text
        await place.presses("noor", bundle["Overslaan"])
        again = (await place.hears("noor"))[-1].text
        await place.presses("bram", bundle["Overslaan"])
        await place.says("noor", "mijn antwoorden")

        assert skipped == "Ook goed. Sommige weken gaan gewoon voorbij. Tot de volgende keer."
        assert again == 'Deze knop hoort bij een vraag die al klaar is. Wat er open staat, lees je met "overzicht".'
        assert (await place.hears("bram"))[-1].text.startswith("Dat antwoord is van iemand anders.")
        assert "Ik probeerde iets nieuws." in (await place.hears("noor"))[-1].text


async def test_n2_what_was_answered_before_the_message_went_is_not_in_it(tmp_path: Path) -> None:
    formats = with_formats(tmp_path, overdracht="transfer")
    async with town(tmp_path / "town", library=formats) as place:
        await place.jump("2026-03-12 14:00")
        await place.app.ticker.tick(place.clock.now())
        await place.says("noor", "verwondering", settle=False)
        await place.says("noor", "Ik was je voor.", settle=False)

        await place.settle()

        messages = [one for one in await place.hears("noor") if "Wat zei overdracht?" in one.text]
        assert [list(one.choices) for one in messages] == [["Nu doen", "Later", "Overslaan"]]


async def test_ge16_two_matters_that_are_called_the_same_are_told_apart_by_their_teams(tmp_path: Path) -> None:
    formats = with_formats(tmp_path, overdracht="transfer")
    async with town(tmp_path / "town", library=formats, formats=["overdracht"]) as place:
        await place.add_team("bezwaar", "Team Bezwaar")
        await place.add("noor", team="bezwaar")
        await place.switch_on("overdracht", "bezwaar")

        await place.until("thu 14:00")

        (message,) = await place.hears("noor")
        title = "Overdracht"
        assert set(message.choices) == {f"{title} (Team Vergunningen)", f"{title} (Team Bezwaar)", "Later", "Overslaan"}


async def test_n6_where_skipping_one_passes_it_on_each_matter_is_skipped_by_itself(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, when=IN_CHANNEL, scribe="Bram")
        await place.until("2026-03-09 09:01")
        (message,) = await place.hears("bram")
        await place.taps("bram", "Deze keer niet")
        prepared = (await place.hears("bram"))[-1].text
        await place.taps("bram", "Liever niet")

        assert list(message.choices) == [
            "Waardecheck (Antwoorden)", "Waardecheck (Voorbereiden)", "Liever niet – Waardecheck (Antwoorden)",
            "Deze keer niet – Waardecheck (Voorbereiden)", "Later",
        ]  # fmt: skip
        assert prepared.endswith("Ook goed. Zonder voorbereiding ben je ook welkom.")
        assert (await place.hears("bram"))[-1].text.endswith("Ook goed. Ik vraag iemand anders.")


async def test_n6_what_two_people_ask_is_skipped_for_each_by_itself_as_each_hears_of_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        for who in ("noor", "joost"):
            await place.says(who, "speed coaching")
            await place.says(who, "bram")
            await place.says(who, f"De vraag van {who}.")
            await place.wait(minutes=2)
            await place.says(who, "overslaan")  # what she tried
            await place.taps(who, "Dat spreken we af")
        await place.until("mon 12:00")
        (message,) = await place.hears("bram")
        assert list(message.choices) == [
            "Speed coaching (voor Noor)", "Speed coaching (voor Joost)", "Nu niet – Speed coaching (voor Noor)",
            "Nu niet – Speed coaching (voor Joost)", "Later",
        ]  # fmt: skip
        await place.says("bram", "overslaan")
        await place.wait(minutes=2)
        asked = (await place.hears("bram"))[-1].text
        assert ("van Noor" in asked) != ("van Joost" in asked)  # it is said which, before anything is skipped
        await place.says("bram", "ja")
        await place.wait(minutes=2)
        told = [who for who in ("noor", "joost") if "kan nu even niet" in await place.reads(who)]
        assert len(told) == 1
