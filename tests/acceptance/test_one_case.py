"""S29: one case for the fourth meeting, chosen from what was offered; who offered it decides whether it goes ahead."""

from pathlib import Path

import pytest

from tests.kit.leergroep import GROUP, PARTICIPANTS, decide, gather, plan
from tests.kit.town import FACILITATOR, Town, town

CASES = {
    "noor": "De bezorger die nooit belde",
    "bram": "De wachtrij van drie uur",
    "samira": "Het overleg dat vastliep",
    "joost": "De burger zonder adres",
}

REMINDED = "**Een casus om samen bij stil te staan** staat nog voor je klaar"


async def offers(place: Town, *owners: str, readers: str = "Met de groep") -> None:
    """Let a leergroep have met three times, and some offer a case with the readers they choose."""
    await gather(place)
    await decide(place, *PARTICIPANTS, FACILITATOR)
    await plan(place)
    await place.until("2026-06-15 12:00")
    for person in owners:
        await place.says(person, "opdracht")
        await place.taps(person, "Ja")
        await place.taps(person, "In kleine stukjes")
        await place.says(person, CASES[person])
        await place.says(person, "overslaan")
        await place.taps(person, readers)


async def puts_to_the_group(place: Town) -> None:
    """Let the facilitator leave the choice to the group."""
    await place.until("2026-06-25 10:30")
    await place.says(FACILITATOR, "casus kiezen")
    await place.taps(FACILITATOR, "Nog niet gekozen")
    await place.until("2026-06-26 12:00")


async def votes(place: Town, person: str, *owners: str) -> None:
    """Let somebody choose cases."""
    await place.taps(person, "Kiezen")
    await place.taps(person, *[CASES[one] for one in owners])


async def noor_brings_hers_in(place: Town) -> None:
    """Let the group choose what Noor offered beside Bram, and her say yes and name it."""
    await offers(place, "noor", "bram")
    await puts_to_the_group(place)
    await votes(place, "samira", "noor")
    await place.until("2026-07-02 12:00")
    await place.taps("noor", "Antwoorden")
    await place.taps("noor", "Ja, graag")
    await place.says("noor", "Een stille bezorger")
    await place.until("2026-07-03 12:00")


async def test_s29_edge_the_case_that_most_choose_is_confirmed_and_its_title_stands_in_the_agenda(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, "noor", "bram")
        await puts_to_the_group(place)
        await votes(place, "samira", "noor")
        await votes(place, "joost", "noor", "bram")
        await place.until("2026-07-02 12:00")

        await place.taps("noor", "Antwoorden")
        await place.taps("noor", "Ja, graag")
        await place.says("noor", "Een stille bezorger")
        await place.until("2026-07-17 12:00")

        told = await place.room(GROUP)
        assert "Eén casus uitgebreid (\u2068Een stille bezorger\u2069)" in told
        assert "nooit belde" not in told
        assert "Wil je hem inbrengen?" not in await place.reads("bram")


async def test_s29_acceptance_1_after_a_no_the_next_is_asked_and_nobody_is_told_why(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, "noor", "bram")
        await puts_to_the_group(place)
        await votes(place, "samira", "noor")
        await place.until("2026-07-02 12:00")
        heard = {person: await place.reads(person) for person in ("samira", "joost", FACILITATOR)}

        await place.taps("noor", "Antwoorden")
        await place.taps("noor", "Liever niet")
        await place.until("2026-07-03 12:00")

        assert "Dat is helemaal goed. Ik vertel niemand waarom." in await place.reads("noor")
        assert "met de casus die je aanbood" in await place.reads("bram")
        assert "Noor" not in (await place.reads("bram")).partition("met de casus die je aanbood")[2]
        for person, before in heard.items():
            assert "Noor" not in (await place.reads(person)).removeprefix(before).replace("Leergroep Noord", "")


async def test_s29_acceptance_2_one_offer_needs_no_vote(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, "noor")
        await puts_to_the_group(place)
        await place.until("2026-07-02 12:00")

        assert "met de casus die je aanbood" in await place.reads("noor")
        for person in PARTICIPANTS:
            assert "Bij welke casus" not in await place.reads(person)
            assert "Kies je mee?" not in await place.reads(person)


async def test_s29_what_the_group_chose_in_the_meeting_is_not_voted_on(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, "noor", "bram")
        await place.until("2026-06-25 10:30")
        await place.says(FACILITATOR, "casus kiezen")
        await place.taps(FACILITATOR, CASES["bram"])
        await place.until("2026-06-29 12:00")

        assert "met de casus die je aanbood" in await place.reads("bram")
        assert "Kies je mee?" not in await place.reads("samira")
        assert "met de casus die je aanbood" not in await place.reads("noor")


async def test_s29_edge_who_says_nothing_is_followed_by_the_next(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, "noor", "bram")
        await puts_to_the_group(place)
        await votes(place, "samira", "noor")
        await place.until("2026-07-02 12:00")
        before = await place.reads("bram")

        await place.until("2026-07-08 12:00")

        assert "met de casus die je aanbood" not in before
        assert "met de casus die je aanbood" in await place.reads("bram")


@pytest.mark.parametrize("words", ["verwijder", "maak privé"])
async def test_s29_edge_an_owner_who_takes_her_case_back_is_followed_by_the_next(words: str, tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await noor_brings_hers_in(place)

        await takes_back(place, "noor", words, CASES["noor"])
        await place.until("2026-07-06 12:00")
        await place.taps("bram", "Antwoorden")
        await place.taps("bram", "Ja, graag")
        await place.says("bram", "Drie uur wachten")
        await place.until("2026-07-17 12:00")

        told = await place.room(GROUP)
        assert "\u2068Drie uur wachten\u2069" in told
        assert "stille bezorger" not in told


@pytest.mark.parametrize("said", [("leergroep verlaten", "leergroep verlaten zeker"), ("afmelden", "2", "ja")])
async def test_s29_edge_an_owner_who_leaves_is_followed_by_the_next(said: tuple[str, ...], tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await noor_brings_hers_in(place)

        for words in said:
            await place.says("noor", words)
        await place.until("2026-07-06 12:00")

        assert "met de casus die je aanbood" in await place.reads("bram")
        await place.until("2026-07-17 12:00")
        assert "stille bezorger" not in await place.room(GROUP)


async def takes_back(place: Town, person: str, words: str, text: str) -> None:
    """Let somebody take a text of hers back by its number."""
    await place.says(person, "mijn antwoorden")
    line = next(one for one in (await place.shown(person))[-1].text.splitlines() if text in one)
    await place.says(person, f"{words} {line.lstrip('*-# ').split('.')[0].split('*')[0].strip()}")
    await place.says(person, "ja")


async def test_s29_edge_where_nobody_offers_the_facilitator_hears_what_she_can_do(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place)
        await place.until("2026-06-25 10:30")
        await place.says(FACILITATOR, "casus kiezen")

        asked = (await place.shown(FACILITATOR))[-1]
        await place.taps(FACILITATOR, "Nog niet gekozen")
        await place.until("2026-07-06 12:00")

        assert "Er is nog geen casus aangeboden. Je kunt iemand persoonlijk vragen." in asked.text
        assert list(asked.choices) == ["Nog niet gekozen"]
        for person in PARTICIPANTS:
            assert "Kies je mee?" not in await place.reads(person)


async def test_s29_edge_what_is_for_the_facilitator_alone_is_offered_to_nobody(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, "noor", readers="Alleen de begeleider")
        await place.until("2026-06-25 10:30")
        await place.says(FACILITATOR, "casus kiezen")

        assert list((await place.shown(FACILITATOR))[-1].choices) == ["Nog niet gekozen"]


async def test_s29_edge_nobody_chooses_her_own_case_and_who_did_not_agree_sees_none(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, "noor", "bram", "samira")
        await place.says("joost", "contract niet akkoord")
        await puts_to_the_group(place)
        await place.taps("noor", "Kiezen")

        assert set((await place.shown("noor"))[-1].choices) & set(CASES.values()) == {CASES["bram"], CASES["samira"]}
        for case in CASES.values():
            assert case not in await place.reads("joost")


async def test_s29_edge_after_a_tie_the_facilitator_is_asked_and_hears_of_no_votes(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, "noor", "bram")
        await puts_to_the_group(place)
        await votes(place, "samira", "noor")
        await votes(place, "joost", "bram")
        await place.hears(FACILITATOR)
        await place.until("2026-07-03 12:00")

        heard = " ".join(one.text for one in await place.hears(FACILITATOR))
        assert "Er is nog geen casus gekozen" in heard
        assert "Samira" not in heard
        assert "Joost" not in heard
        await place.taps(FACILITATOR, "Kiezen")
        await place.taps(FACILITATOR, CASES["bram"])
        await place.until("2026-07-06 12:00")
        assert "met de casus die je aanbood" in await place.reads("bram")


async def test_s29_what_was_thought_of_is_noted_without_names_and_read_in_the_group_alone(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, "noor")
        await puts_to_the_group(place)
        await place.taps("noor", "Antwoorden")
        await place.taps("noor", "Ja, graag")
        await place.says("noor", "Een stille bezorger")
        await place.until("2026-07-23 12:30")

        await place.says(FACILITATOR, "casus vastleggen")
        await place.says(FACILITATOR, "De bezorger wist het ook niet")
        await place.taps(FACILITATOR, "Dit was het")
        await place.wait(minutes=2)
        await place.says(FACILITATOR, "Eerst zelf bellen")
        await place.taps(FACILITATOR, "Dit was het")
        await place.until("2026-07-30 12:00")

        read = await place.reads("joost")
        assert "wist het ook niet" in read
        assert "Eerst zelf bellen" in read
        assert "**Fatima**" not in read.partition("bij de casus bedacht")[2]
        assert "wist het ook niet" not in await place.room(GROUP)


async def test_s29_edge_who_offered_nothing_is_reminded_once_and_only_while_a_case_can_still_be_chosen(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, "noor", "bram")
        await place.until("2026-06-25 09:00")
        before = (await place.reads("samira")).count(REMINDED)

        await place.until("2026-07-24 09:00")

        assert (before, (await place.reads("samira")).count(REMINDED)) == (1, 1)


async def test_s29_edge_a_case_that_is_told_in_the_meeting_alone_can_be_chosen_too(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, "bram")
        await place.says("noor", "opdracht")
        await place.taps("noor", "Ja")
        await place.taps("noor", "Ik vertel het daar")
        await place.says("noor", CASES["noor"])
        await place.taps("noor", "Met de groep")
        await place.says("joost", "opdracht")
        await place.taps("joost", "Ja")
        await place.taps("joost", "Ik vertel het daar")
        await place.says("joost", "overslaan")
        thanked = (await place.hears("joost"))[-1].text
        await place.says("samira", "opdracht")
        await place.taps("samira", "Ja")
        await place.taps("samira", "Ik vertel het daar")
        await place.until("2026-06-25 10:30")
        await place.says(FACILITATOR, "casus kiezen")

        offered = (await place.hears(FACILITATOR))[-1].choices
        assert {CASES["noor"], CASES["bram"]} <= set(offered)
        assert "Je opdracht is binnen" in thanked
        assert REMINDED not in await place.reads("noor") + await place.reads("samira")
