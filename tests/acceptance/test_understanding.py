"""X13, X15, X17, X18, C-42 and the commands of spec §4.1: how the bot understands people and explains itself."""

from pathlib import Path

import pytest

from tests.kit.town import FACILITATOR_ONLY, NAMED, PRIVATE, town

W1 = "Wat heeft jou de afgelopen week verwonderd in je werk?"


async def test_x13_why_tells_in_two_lines_and_then_the_question_stands_again(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.taps("noor", "Vertellen")
        await place.hears("noor")

        await place.says("noor", "Waarom?")

        text = (await place.hears("noor"))[-1].text
        why, _, again = text.partition(W1)
        assert "Handreiking Leren op de werkplek" in why
        assert "Alleen jij leest dit, tot je zelf deelt." in why
        assert "Ik bewaar het twaalf maanden nadat je het laatst gebruikte." in why
        assert len([line for line in why.splitlines() if line]) == 2
        assert text.endswith(W1 + again)


@pytest.mark.parametrize("tap", ["Zo is het goed", None])
async def test_x13_why_can_be_asked_at_every_question_and_is_no_answer(tmp_path: Path, tap: str | None) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.says("noor", "Mijn gedachte.")
        if tap:
            await place.taps("noor", tap)
        before = (await place.hears("noor"))[-1]

        await place.says("noor", "waarom")

        after = (await place.hears("noor"))[-1]
        assert 'Dit komt uit "Handreiking Leren op de werkplek" (RDDI, 2024), paragraaf 1.2.' in after.text
        assert after.choices == before.choices


async def test_x15_acceptance_1_two_texts_ten_seconds_apart_become_one_answer_in_order(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.says("noor", "Eerst dit.")
        await place.wait(seconds=10)
        await place.says("noor", "En toen dat.")
        asked = (await place.hears("noor"))[-1]
        await place.says("noor", "ja")
        await place.taps("noor", "Zo is het goed")
        await place.taps("noor", NAMED)

        await place.until("wed 09:00")

        assert "Hoort dit erbij?" in asked.text
        assert list(asked.choices) == ["Ja, erbij", "Nee, nieuw antwoord"]
        room = await place.room()
        assert room.index("Eerst dit.") < room.index("En toen dat.")


async def test_x15_after_a_minute_a_second_text_is_an_answer_of_its_own(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.says("noor", "Eerst dit.")
        await place.wait(seconds=61)

        await place.says("noor", "En toen dat.")

        assert "Hoort dit erbij?" not in (await place.hears("noor"))[-1].text


async def test_x17_acceptance_1_a_mistyped_command_signs_nobody_off(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.says("noor", "afmeldn")
        offered = (await place.hears("noor"))[-1]

        await place.until("thu 14:00")

        assert "Bedoel je **afmelden**?" in offered.text
        assert W1 in (await place.hears("noor"))[-1].text


async def test_x17_a_mistyped_command_in_a_dialog_is_offered_and_may_be_an_answer(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.taps("noor", "Vertellen")
        await place.says("noor", "privacu")
        offered = (await place.hears("noor"))[-1]
        await place.says("noor", "nee")
        await place.taps("noor", "Zo is het goed")
        await place.taps("noor", NAMED)

        await place.until("wed 09:00")

        assert "Bedoel je **privacy**?" in offered.text
        assert "privacu" in await place.room()


async def test_x18_where_the_facilitator_reads_along_her_name_stands_beside_it(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Voor wie?")
        asked = (await place.hears("noor"))[-1]

        await place.taps("noor", FACILITATOR_ONLY)

        assert "Alleen de begeleider (Fatima)" in asked.choices
        assert "Alleen Fatima en jij kunnen dit lezen." in (await place.hears("noor"))[-1].text


async def test_x18_when_the_facilitator_is_also_the_lead_it_says_so(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.leaves("fatima")
        await place.add("ingrid", "facilitator")
        await place.until("thu 14:00")

        await place.tells("noor", "Voor wie?")

        assert "Alleen de begeleider (Ingrid, ook de teamleider)" in (await place.hears("noor"))[-1].choices


async def test_x18_the_lead_who_is_also_facilitator_reads_only_what_was_shared_with_her(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.leaves("fatima")
        await place.add("ingrid", "facilitator")
        await place.until("thu 14:00")
        await place.tells("noor", "Voor de begeleider.", FACILITATOR_ONLY)
        await place.tells("bram", "Voor mezelf.", PRIVATE)

        await place.until("wed 10:00")

        assert "Voor de begeleider." in await place.reads("ingrid")
        assert "Voor mezelf." not in await place.reads("ingrid")
        assert "Voor de begeleider." not in await place.room()


async def test_x18_nobody_is_offered_to_share_with_herself_alone(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.leaves("fatima")
        await place.add("ingrid", "facilitator")
        await place.until("thu 14:00")

        await place.tells("ingrid", "Van de begeleider zelf.")

        choices = (await place.hears("ingrid"))[-1].choices
        assert list(choices) == [PRIVATE, NAMED, "Met de groep, zonder naam"]


async def test_without_a_facilitator_nobody_is_offered_to_share_with_one(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.leaves("fatima")
        await place.until("thu 14:00")

        await place.tells("noor", "Zonder begeleider.")

        assert not any(label.startswith(FACILITATOR_ONLY) for label in (await place.hears("noor"))[-1].choices)


async def test_c42_every_question_says_who_reads_the_answer(tmp_path: Path) -> None:
    async with town(tmp_path, asked=["lotte"]) as place:
        await place.until("mon 09:00")
        await place.taps("lotte", "Ja, ik doe mee")
        await place.says("lotte", "Lot")
        await place.taps("lotte", "maandag")
        await place.taps("lotte", "Vraag het elke keer")
        onboarding = [one.text for one in await place.hears("lotte")]
        await place.until("thu 14:00")
        await place.says("noor", "Een gedachte.")
        await place.taps("noor", "Ik heb er een vraag bij")
        await place.says("noor", "Een vraag?")
        wonder = [one.text for one in await place.hears("noor")]

        assert all("Alleen jij leest dit." in text for text in onboarding)
        assert all("Alleen jij leest dit, tot je zelf deelt." in text for text in wonder[:-1])
        assert "Jij kiest wie dit leest." in wonder[-1]


async def test_a_word_in_quotes_is_an_answer(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", '"stop"', NAMED)
        await place.tells("bram", "Ik riep stop en hij stopte.", NAMED)

        await place.until("wed 09:00")

        room = await place.room()
        assert "**Noor**: \u2068stop\u2069" in room
        assert "Ik riep stop" in room


async def test_stop_after_the_first_answer_keeps_it_private(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.says("noor", "Genoeg voor nu.")
        await place.says("noor", "STOP!")
        stopped = (await place.hears("noor"))[-1].text

        await place.until("wed 10:00")

        assert "We stoppen hier. Wat je schreef is bewaard, alleen voor jou." in stopped
        assert await place.hears("noor") == []
        assert "Genoeg voor nu." not in await place.room()


async def test_back_puts_the_earlier_question_again_and_replaces_its_answer(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.says("noor", "De eerste versie.")
        await place.says("noor", "terug")
        again = (await place.hears("noor"))[-1].text
        await place.tells("noor", "De tweede versie.", NAMED)

        await place.until("wed 09:00")

        assert W1 in again
        assert "De tweede versie." in await place.room()
        assert "De eerste versie." not in await place.room()


async def test_back_shows_the_earlier_answer(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.says("noor", "De eerste versie.")

        await place.says("noor", "terug")

        assert "De eerste versie." in (await place.hears("noor"))[-1].text


async def test_skipping_the_only_needed_question_is_asked_once_more(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.says("noor", "sla over")
        asked = (await place.hears("noor"))[-1].text
        await place.says("noor", "ja")
        await place.hears("noor")

        await place.until("wed 10:00")

        assert "Dit is de enige vraag die ik nodig heb. Zal ik het hele gesprekje overslaan?" in asked
        assert await place.hears("noor") == []


async def test_back_shows_what_was_chosen(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Een gedachte.")

        await place.says("noor", "terug")

        assert "> \u2068Zo is het goed\u2069" in (await place.hears("noor"))[-1].text
