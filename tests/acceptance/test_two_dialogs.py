"""GE8, S01: what the bot wants to ask waits for what she is in the middle of."""

from pathlib import Path

import pytest

from bot.channels.base import DeliveryError
from storage.talks import answered
from tests.kit.picking import picks
from tests.kit.pigeons import Pigeons
from tests.kit.town import NAMED, Town, town

W1 = "Wat heeft jou de afgelopen week verwonderd in je werk?"


async def test_ge8_words_typed_while_a_prompt_is_on_its_way_belong_to_the_running_dialog(tmp_path: Path) -> None:
    pigeons = Pigeons()
    async with town(tmp_path, channels={"pigeon": pigeons}) as place:
        await place.add("lotte", channel="pigeon")
        await place.until("2026-03-12 13:55")
        for text in ("verwondering", "Wat ik al schreef.", "Zo is het goed"):
            await place.says("lotte", text, channel="pigeon")

        async def she_types() -> None:
            await place.says("lotte", NAMED, channel="pigeon", settle=False)

        pigeons.on_the_way = she_types
        await place.until("2026-03-12 14:05")
        await place.until("wed 10:00")

        assert any(W1 in text for text in pigeons.texts("lotte"))
        assert "Wat ik al schreef." in await place.room()
        assert await place.room() not in {"", NAMED}
        assert not any("Er loopt nu geen gesprekje." in text for text in pigeons.texts("lotte"))


async def test_ge8_words_typed_before_a_planned_prompt_was_delivered_do_not_answer_it(tmp_path: Path) -> None:
    pigeons = Pigeons()
    async with town(tmp_path, channels={"pigeon": pigeons}) as place:
        await place.add("lotte", channel="pigeon")
        await place.until("2026-03-12 13:59")
        pigeons.refusals.append(DeliveryError("transient", "busy", retry_after=3600))
        await place.until("2026-03-12 14:00")

        await place.says("lotte", "Hallo, ben je er?", channel="pigeon")
        await place.says("lotte", "mijn antwoorden", channel="pigeon")

        kept = await place.app.store.read(lambda unit: answered.own_by_number(unit, "lotte", 1))
        assert kept is None


async def test_ge8_a_prompt_that_comes_in_the_middle_of_a_dialog_waits(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("2026-03-12 13:50")
        await place.says("noor", "verwondering")
        await place.says("noor", "Wat ik al schreef.")
        await place.until("2026-03-12 14:05")
        prompt = (await place.hears("noor"))[-1]

        await place.says("noor", "Zo is het goed")
        await place.says("noor", NAMED)
        await place.says("noor", "Het antwoord op de nieuwe vraag.")
        await place.says("noor", "Zo is het goed")
        await place.says("noor", NAMED)
        await place.until("2026-03-18 10:00")

        assert W1 in prompt.text
        room = await place.room()
        assert "Wat ik al schreef." in room
        assert "Het antwoord op de nieuwe vraag." in room


async def test_ge8_who_presses_the_new_prompt_in_the_middle_of_a_dialog_is_offered_to_switch(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("2026-03-12 13:50")
        await place.says("noor", "verwondering")
        await place.says("noor", "Wat ik al schreef.")
        await place.until("2026-03-12 14:05")

        await place.taps("noor", "Vertellen")

        assert list((await place.hears("noor"))[-1].choices) == ["Eerst afmaken", "Wisselen"]


async def test_ge8_what_she_left_open_long_ago_does_not_take_the_words_for_a_new_question(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.says("noor", "verwondering")
        await place.says("noor", "Van maandag.")
        await place.until("2026-03-12 14:05")

        await place.says("noor", "Van donderdag.")
        await place.taps("noor", "Zo is het goed")
        await place.taps("noor", NAMED)
        await place.until("2026-03-18 10:00")

        assert "Van donderdag." in await place.room()


ONBOARDING = ["Ja, ik doe mee", "Lot", "geen", "Vraag het elke keer"]


async def test_s01_a_prompt_waits_until_getting_to_know_each_other_is_over(tmp_path: Path) -> None:
    async with town(tmp_path, asked=["lotte"]) as place:
        await place.until("2026-03-12 13:55")
        await place.says("lotte", ONBOARDING[0])
        await place.until("2026-03-12 14:10")
        meanwhile = await place.reads("lotte")
        for word in ONBOARDING[1:]:
            await place.says("lotte", word)
        await place.says("lotte", "ja")
        await place.hears("lotte")
        await place.tells("lotte", "Mijn proefje.")
        trial, prompt = (await place.hears("lotte"))[-2:]

        await place.says("lotte", "Mijn echte antwoord.")
        await place.taps("lotte", "Zo is het goed")
        await place.taps("lotte", NAMED)
        await place.until("2026-03-18 10:00")

        assert W1 not in meanwhile
        assert "Dit blijft alleen voor jou." in trial.text
        assert W1 in prompt.text
        assert "Mijn echte antwoord." in await place.room()
        assert "Mijn proefje." not in await place.room()


async def test_s01_who_leaves_getting_to_know_each_other_unfinished_is_asked_an_hour_later(tmp_path: Path) -> None:
    async with town(tmp_path, asked=["lotte"]) as place:
        await place.until("2026-03-12 13:55")
        await place.says("lotte", ONBOARDING[0])
        await place.until("2026-03-12 14:54")
        before = await place.reads("lotte")

        await place.until("2026-03-12 14:56")

        prompt = (await place.hears("lotte"))[-1]
        await place.says("lotte", "De rust op de gang.")

        assert W1 not in before
        assert W1 in prompt.text
        assert "Wil je er nog iets bij kwijt?" in (await place.hears("lotte"))[-1].text


async def test_ge8_who_chooses_what_closed_meanwhile_hears_that(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.until("2026-03-12 13:55")
        await place.says("noor", "inzicht")
        await place.until("2026-03-12 14:05")
        await place.taps("noor", "Vertellen")
        await place.until("wed 10:00")

        await place.hears("noor")
        await place.taps("noor", "Wisselen")

        assert "Deze knop hoort bij een vraag die al klaar is" in (await place.hears("noor"))[-1].text


async def two_prompts(place: Town) -> None:
    """Let Bram be asked by Noor on Tuesday, and what surprised him on Thursday; he opens neither."""
    await picks(place, partner="bram")
    await place.until("2026-03-12 14:05")
    assert "Noor vraagt of je meedoet" in await place.reads("bram")
    assert W1 in await place.reads("bram")
    await place.hears("bram")


@pytest.mark.parametrize(("button", "opens"), [("Bekijken", "Vraag het één collega."), ("vertellen", W1)])
async def test_ge8_the_button_of_either_prompt_can_be_typed_where_several_wait(tmp_path: Path, button: str, opens: str) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await two_prompts(place)
        await place.says("bram", button)

        assert opens in (await place.hears("bram"))[-1].text
        await place.says("bram", "mijn antwoorden")
        assert "nog geen antwoorden" in (await place.hears("bram"))[-1].text


async def test_ge8_only_what_was_asked_last_is_left_out_by_its_words(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await two_prompts(place)
        await place.says("bram", "Deze week niets")
        left_out = (await place.hears("bram"))[-1].text
        await place.says("bram", "Bekijken")

        assert "Sommige weken gaan gewoon voorbij" in left_out
        assert "Vraag het één collega." in (await place.hears("bram"))[-1].text


async def test_ge8_a_story_belongs_to_what_was_asked_last(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await two_prompts(place)
        await place.says("bram", "De mist boven de dijk.")

        assert "Wil je er nog iets bij kwijt?" in (await place.hears("bram"))[-1].text


async def test_ge13_the_button_of_a_prompt_that_closed_is_no_story(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.until("2026-03-18 10:00")
        await place.says("noor", "Vertellen")

        assert "Deze knop hoort bij een vraag die al klaar is" in (await place.hears("noor"))[-1].text
