"""An insight travels beyond the own team: written anew, with a name or without, and only at a yes (S20, P8)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from storage.groups import people
from storage.talks import answers
from tests.kit.leergroep import GROUP, gather, plan
from tests.kit.town import LEAD, TEAM, Town, town
from tests.kit.trajectories import plan_training

PEERS = "vakgenoten"
INSIGHT = "Een burger legde me zelf uit hoe het beter kan."
ANEW = "Vraag eerst aan de aanvrager hoe die het zou doen."


@asynccontextmanager
async def a_town(folder: Path, *, channel: bool = True) -> AsyncIterator[Town]:
    """A team with an insight of Noor, and a channel for peers."""
    async with town(folder, formats=[]) as place:
        await place.add_team(PEERS, "Vakgenoten Vergunningen")
        if channel:
            await place.chooses("", community__group=PEERS)
        await place.says("noor", "inzicht")
        await place.says("noor", INSIGHT)
        await place.taps("noor", "Zo is het klaar")
        await place.taps("noor", "Alleen voor mij")
        await place.says("noor", "nee")
        await place.wait(minutes=2)
        await place.hears("noor")
        yield place


async def writes(place: Town, how: str, sure: str | None) -> None:
    await place.says("noor", "deel 1 met vakgenoten")
    await place.says("noor", ANEW)
    await place.taps("noor", how)
    if sure:
        await place.taps("noor", sure)
    await place.wait(hours=1)


async def stands(place: Town) -> str:
    """Return what stands in the channel for peers."""
    return await place.room(PEERS)


async def test_s20_an_insight_that_was_shared_with_a_leergroep_stays_there_too(tmp_path: Path) -> None:
    async with a_town(tmp_path) as place:
        await gather(place)
        own = await place.app.store.read(lambda unit: answers.own(unit, people.viewer(unit, "noor"), "noor", 0, 9))
        ids = [one.sealed.id for one in own]
        await place.app.store.run(lambda unit: answers.share(unit, "noor", ids, "V2", GROUP, place.clock.now()))

        await place.says("noor", "deel 1 met vakgenoten")

        assert "Dit hoort bij een opdracht of een leergroep." in await place.reads("noor")


@pytest.mark.parametrize("sure", ["Nee, toch niet", None])
async def test_s20_acceptance_1_without_a_yes_nothing_is_posted(tmp_path: Path, sure: str | None) -> None:
    async with a_town(tmp_path) as place:
        await writes(place, "Met naam", sure)
        await place.wait(days=8)

        assert ANEW not in await stands(place)
        assert ANEW not in await place.room(TEAM)


async def test_s20_acceptance_2_what_belongs_to_an_assignment_is_refused_with_the_reason(tmp_path: Path) -> None:
    async with a_town(tmp_path) as place:
        await gather(place)
        await plan(place)
        await place.until("2026-03-12 12:00")
        await place.says("noor", "vooraf")
        await place.says("noor", "Een lastig gesprek aan de balie.")
        await place.says("noor", "mijn antwoorden")
        numbers = [label.rpartition(" ")[2] for label in (await place.hears("noor"))[-1].choices]
        assert len(numbers) > 1

        await place.says("noor", f"deel {numbers[0]} met vakgenoten")

        refused = (await place.hears("noor"))[-1].text
        assert "Dit hoort bij een opdracht of een leergroep." in refused
        assert "blijft in die groep" in refused


@pytest.mark.parametrize(("how", "shown", "hidden"), [
    ("Met naam", "**Een inzicht van Noor**", "vakgenoot**"),
    ("Zonder naam", "**Een inzicht van een vakgenoot**", "Noor"),
])  # fmt: skip
async def test_s20_at_a_yes_it_is_posted_once_with_the_name_or_without(
    tmp_path: Path, how: str, shown: str, hidden: str
) -> None:  # fmt: skip
    async with a_town(tmp_path) as place:
        await writes(place, how, "Ja, plaatsen")

        (post,) = await place.hears(PEERS, "room")
        assert shown in post.text
        assert ANEW in post.text
        assert hidden not in post.text
        assert INSIGHT not in post.text
        assert ANEW not in await place.room(TEAM)


async def test_s20_the_text_stands_with_the_last_question(tmp_path: Path) -> None:
    async with a_town(tmp_path) as place:
        await writes(place, "Met naam", None)

        asked = (await place.hears("noor"))[-1].text
        assert "Zo plaatsen in Vakgenoten Vergunningen?" in asked
        assert ANEW in asked
        assert INSIGHT not in asked


@pytest.mark.parametrize("said", ["verwijder 3", "maak privé 3"])
async def test_s20_what_is_taken_back_goes_from_the_channel(tmp_path: Path, said: str) -> None:
    async with a_town(tmp_path) as place:
        await writes(place, "Met naam", "Ja, plaatsen")

        await place.says("noor", said)
        if said.startswith("verwijder"):
            await place.taps("noor", "Ja, verwijder")
        await place.settle()

        assert "De schrijver heeft deze tekst weggehaald." in await stands(place)
        assert ANEW not in await stands(place)


async def test_s20_what_is_taken_back_before_it_stands_there_never_does(tmp_path: Path) -> None:
    async with a_town(tmp_path) as place:
        await place.until("2026-03-09 18:00")
        await writes(place, "Met naam", "Ja, plaatsen")
        await place.says("noor", "maak privé 3")

        await place.until("2026-03-10 12:00")

        assert await place.hears(PEERS, "room") == []


async def test_c38_new_words_take_the_place_of_the_old_ones_in_the_channel(tmp_path: Path) -> None:
    async with a_town(tmp_path) as place:
        await writes(place, "Met naam", "Ja, plaatsen")

        await place.says("noor", "wijzig 3")
        await place.says("noor", "Vraag het eerst aan de aanvrager zelf.")
        await place.settle()

        told = await stands(place)
        assert "Vraag het eerst aan de aanvrager zelf." in told
        assert "(aangepast)" in told
        assert ANEW not in told


async def test_s20_where_there_is_no_channel_for_peers_that_is_said_and_nothing_is_asked(tmp_path: Path) -> None:
    async with a_town(tmp_path, channel=False) as place:
        await place.says("noor", "deel 1 met vakgenoten")

        assert "Er is hier nog geen kanaal voor vakgenoten." in (await place.hears("noor"))[-1].text


async def test_s20_a_channel_that_goes_meanwhile_gets_nothing(tmp_path: Path) -> None:
    async with a_town(tmp_path) as place:
        await writes(place, "Met naam", None)
        await place.chooses("", community__group="")

        await place.taps("noor", "Ja, plaatsen")

        assert "Er is hier nog geen kanaal voor vakgenoten." in await place.reads("noor")
        assert await place.hears(PEERS, "room") == []


async def test_s20_only_an_own_insight_is_written_anew(tmp_path: Path) -> None:
    async with a_town(tmp_path) as place:
        await place.says("noor", "hoe leer ik")
        await place.taps("noor", "3")
        await place.says("noor", "deel 2 met vakgenoten")
        assert "Delen met vakgenoten kan met een inzicht" in (await place.hears("noor"))[-1].text

        await place.says(LEAD, "deel 1 met vakgenoten")

        assert "Ik vind bij jou geen antwoord 1." in await place.reads(LEAD)


async def test_s20_the_word_alone_shows_the_own_answers_to_choose_from(tmp_path: Path) -> None:
    async with a_town(tmp_path) as place:
        await place.says("noor", "delen met vakgenoten")
        assert list((await place.hears("noor"))[-1].choices) == ["Delen met vakgenoten 1"]

        await place.taps("noor", "Delen met vakgenoten 1")
        assert "Schrijf je inzicht zo op" in (await place.hears("noor"))[-1].text

        await place.says("noor", "toon 1")
        assert "Delen met vakgenoten 1" in (await place.hears("noor"))[-1].choices


async def test_s20_only_what_may_go_is_offered(tmp_path: Path) -> None:
    async with a_town(tmp_path) as place:
        await place.says("noor", "hoe leer ik")
        await place.taps("noor", "3")
        await place.wait(minutes=2)
        await place.hears("noor")
        await place.says("noor", "delen met vakgenoten")
        await place.taps("noor", "Wisselen")
        assert list((await place.hears("noor"))[-1].choices) == ["Delen met vakgenoten 1"]

        await place.says("bram", "delen met vakgenoten")
        told = (await place.hears("bram"))[-1]
        assert told.text.startswith("Delen met vakgenoten kan met een inzicht")
        assert not told.choices


@pytest.mark.parametrize("channel", [True, False])
async def test_s20_without_a_channel_it_is_offered_nowhere(tmp_path: Path, channel: bool) -> None:
    async with a_town(tmp_path, channel=channel) as place:
        for word in ("hulp", "menu na afloop"):
            await place.says("noor", word)
        assert ("**delen met vakgenoten**" in await place.reads("noor")) == channel

        await place.says("noor", "delen met vakgenoten")
        told = (await place.hears("noor"))[-1]
        assert ("Er is hier nog geen kanaal" in told.text) != channel
        assert bool(told.choices) == channel


async def test_c44_who_erases_everything_takes_her_text_from_the_channel(tmp_path: Path) -> None:
    async with a_town(tmp_path) as place:
        await writes(place, "Met naam", "Ja, plaatsen")

        await place.says("noor", "afmelden")
        await place.taps("noor", "Alles verwijderen")
        await place.taps("noor", "Ja, stop en verwijder alles")
        await place.settle()

        told = await stands(place)
        assert ANEW not in told
        assert "Noor" not in told


OFFER = "Wil je er meer mee doen?"


async def test_s04_who_told_a_moment_gets_a_button_for_a_small_action_and_for_peers(tmp_path: Path) -> None:
    async with a_town(tmp_path) as place:
        assert OFFER in await place.reads("noor")
        last = (await place.shown("noor"))[-1]
        assert list(last.choices) == ["Actiekiezer", "Delen met vakgenoten"]
        await place.taps("noor", "Delen met vakgenoten")
        assert "Schrijf je inzicht zo op" in (await place.shown("noor"))[-1].text


async def test_s04_without_a_channel_for_peers_there_is_no_such_button(tmp_path: Path) -> None:
    async with a_town(tmp_path, channel=False) as place:
        assert list((await place.shown("noor"))[-1].choices) == ["Actiekiezer"]
        await place.taps("noor", "Actiekiezer")
        assert "Waar wil je iets kleins aan doen?" in (await place.shown("noor"))[-1].text


async def test_s04_acceptance_1_who_stops_after_the_first_question_is_offered_nothing(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("noor", "inzicht")
        await place.says("noor", INSIGHT)
        await place.says("noor", "stop")
        assert OFFER not in await place.reads("noor")


async def test_s20_what_a_trajectory_of_ones_own_brought_is_for_peers_too(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["trajectory_before"], start="2026-05-11 09:00") as place:
        await place.add_team(PEERS, "Vakgenoten Vergunningen")
        await place.chooses("", community__group=PEERS)
        await plan_training(place, "noor", "Helder schrijven", "15 mei", go="Drie weken ervoor")
        await place.taps("noor", "Nu niet")
        await place.until("2026-05-19 12:00")
        await place.taps("noor", "Oogsten")
        await place.says("noor", INSIGHT)
        for _ in range(9):
            await place.says("noor", "overslaan")
        await place.taps("noor", "Alleen voor mij")
        await place.taps("noor", "Nu niet")
        assert list((await place.shown("noor"))[-1].choices) == ["Delen met vakgenoten"]
        await place.taps("noor", "Delen met vakgenoten")
        assert "Schrijf je inzicht zo op" in (await place.shown("noor"))[-1].text
