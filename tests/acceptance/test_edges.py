"""GE1–GE24 of spec §4.4, as far as these dialogs touch them; each under its number."""

from pathlib import Path

import pytest

from tests.kit.town import NAMED, PRIVATE, town

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


async def test_ge1_two_late_pieces_are_both_kept(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("2026-03-17 18:00")
        await place.says("noor", "Dit bedacht ik te laat.")
        await place.says("noor", "En dit ook nog.")

        await place.taps("noor", PRIVATE)
        await place.says("noor", "toon 1")

        shown = (await place.hears("noor"))[-1].text
        assert "Dit bedacht ik te laat." in shown
        assert "En dit ook nog." in shown


async def test_ge3_after_a_withdrawal_the_other_lines_of_the_post_stay(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        for who in ("noor", "bram", "samira"):
            await place.tells(who, f"Regel van {who}.", NAMED)
        await place.until("wed 10:00")

        await place.says("bram", "verwijder 1")
        await place.taps("bram", "Ja, verwijder")

        room = await place.room()
        assert "Regel van noor." in room
        assert "Regel van samira." in room
        assert "Regel van bram." not in room


async def test_ge5_one_nameless_text_is_too_few_and_nobody_else_learns_that_it_is_there(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Eén is te weinig.", "Met de groep, zonder naam")

        await place.until("wed 10:00")

        seen = [await place.room(), *[await place.reads(who) for who in ("fatima", "ingrid", "bram")]]
        assert not any("te weinig" in text for text in seen)


async def test_ge8_a_second_dialog_waits_and_nothing_of_the_first_is_lost(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.says("noor", "Wat ik al schreef.")
        await place.says("noor", "pauze")
        asked = (await place.hears("noor"))[-1]
        await place.taps("noor", "Wisselen")
        other = (await place.hears("noor"))[-1]
        await place.taps("noor", "Deze week")
        back = (await place.hears("noor"))[-1]
        await place.taps("noor", "Zo is het goed")
        await place.taps("noor", NAMED)

        await place.until("wed 09:00")

        assert 'Je bent nog bezig met "Wat heeft jou verwonderd?".' in asked.text
        assert "Er gaat niets verloren." in asked.text
        assert list(asked.choices) == ["Eerst afmaken", "Wisselen"]
        assert "Tot wanneer zal ik stil zijn?" in other.text
        assert 'We waren bezig met "Wat heeft jou verwonderd?". Dit was de laatste vraag:' in back.text
        assert "Wil je er nog iets bij kwijt?" in back.text
        assert "Wat ik al schreef." in await place.room()


async def test_ge8_who_finishes_first_is_asked_where_she_was(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.says("noor", "Wat ik al schreef.")
        await place.says("noor", "pauze")

        await place.taps("noor", "Eerst afmaken")

        assert "Wil je er nog iets bij kwijt?" in (await place.hears("noor"))[-1].text


async def test_ge9_what_is_no_answer_gets_the_answers_and_after_three_times_a_way_out(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.says("noor", "Een gedachte.")
        await place.wait(minutes=2)
        replies = []
        for _ in range(3):
            await place.says("noor", "blauw")
            replies.append((await place.hears("noor"))[-1].text)

        offered = "Je kunt kiezen uit: Zo is het goed · Ik heb er een vraag bij · Het bracht me op een idee."
        assert all(offered in reply for reply in replies[:2])
        assert "We begrijpen elkaar even niet." in replies[2]
        assert "overslaan" in replies[2]
        assert "later" in replies[2]


async def test_ge10_a_text_that_is_too_long_is_given_back_and_not_kept(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.says("noor", "Begin. " + "x" * 3990 + " Einde.")
        echoed = (await place.hears("noor"))[-1].text
        await place.says("noor", "mijn antwoorden")
        kept = (await place.hears("noor"))[-1].text
        await place.says("noor", "y" * 4000)

        taken = (await place.hears("noor"))[-1].text

        assert "Je tekst is 4004 tekens lang. Ik kan er 4000 bewaren." in echoed
        assert "Begin. " in echoed
        assert " Einde." in echoed
        assert "Ik heb nog geen antwoorden van je." in kept
        assert "Wie mag dit lezen?" in taken


async def test_ge11_an_emoji_is_an_answer(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "🌱", NAMED)

        await place.until("wed 09:00")

        assert "🌱" in await place.room()


@pytest.mark.parametrize("text", ["", "   ", "\n\t ", "\u200b\u200e"])
async def test_ge11_white_space_is_no_answer(tmp_path: Path, text: str) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")

        await place.says("noor", text)

        assert "Ik zag geen tekst." in (await place.hears("noor"))[-1].text


async def test_ge12_the_same_message_twice_is_one_answer_and_one_reply(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.hears("noor")

        taken = [await place.says("noor", "Eén keer gestuurd.", id_="same") for _ in range(2)]

        assert taken == [True, False]
        assert len(await place.hears("noor")) == 1
        await place.says("noor", "mijn antwoorden")
        assert (await place.hears("noor"))[-1].text.count("Eén keer gestuurd.") == 1


async def test_ge13_an_old_button_changes_nothing_and_says_where_she_is(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.says("noor", "Mijn gedachte.")
        old = (await place.hears("noor"))[-1].choices["Het bracht me op een idee"]
        await place.taps("noor", "Zo is het goed")
        await place.hears("noor")

        await place.presses("noor", old)

        answer = (await place.hears("noor"))[-1]
        assert "Deze knop hoort bij een vraag die al klaar is." in answer.text
        assert 'Dit is waar je nu bent: "Wat heeft jou verwonderd?".' in answer.text
        assert "Wie mag dit lezen?" in answer.text
        assert NAMED in answer.choices


async def test_ge13_a_share_button_of_a_closed_dialog_changes_nothing(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.says("noor", "Blijft privé.")
        await place.taps("noor", "Zo is het goed")
        named = (await place.hears("noor"))[-1].choices[NAMED]
        await place.taps("noor", PRIVATE)
        await place.hears("noor")

        await place.presses("noor", named)
        await place.until("wed 10:00")

        assert (
            'Deze knop hoort bij een vraag die al klaar is. Wat er open staat, lees je met "overzicht".'
            in await place.reads("noor")
        )
        assert await place.room() == ""


@pytest.mark.parametrize("button", ["c999.share.V2", "c1", "a1.show", "a1.fly", "", "c1.x.y.z", "do.fly", "c-1.a.b"])
async def test_ge13_a_button_that_never_was_is_answered_in_plain_words(tmp_path: Path, button: str) -> None:
    async with town(tmp_path) as place:
        await place.presses("noor", button)

        (answer,) = await place.hears("noor")
        assert answer.text.strip()


async def test_ge21_a_file_where_only_text_can_be_kept_is_refused_kindly(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.says("noor", "Een gedachte.")
        await place.taps("noor", "Ik heb er een vraag bij")

        await place.says("noor", "", ("vraag.pdf", PDF))

        assert "Bij deze vraag kan ik alleen tekst bewaren." in (await place.hears("noor"))[-1].text


async def test_ge21_a_file_of_another_kind_than_it_says_is_refused_with_what_can(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")

        await place.says("noor", "", ("plaat.png", b"MZ\x90\x00 not a picture"))

        heard = (await place.hears("noor"))[-1].text
        assert "Dit soort bestand kan ik niet bewaren." in heard
        assert "Typen kan ook." in heard


async def test_ge21_a_file_where_it_is_an_alternative_is_an_answer(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")

        await place.says("noor", "Mijn tekening.", ("tekening.pdf", PDF))

        assert "Wil je er nog iets bij kwijt?" in (await place.hears("noor"))[-1].text


async def test_ge24_help_always_names_people_to_turn_to_and_a_text_is_never_judged(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Ik zie het niet meer zitten.", PRIVATE)
        thanked = (await place.hears("noor"))[-1].text

        await place.says("noor", "hulp")

        helped = (await place.hears("noor"))[-1].text
        assert "Dit blijft alleen voor jou" in thanked
        for word in ("een collega", "Ingrid", "Fatima", "de vertrouwenspersoon"):
            assert word in helped


async def test_ge6_what_a_former_member_shared_by_name_stands_under_former_member(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Mijn laatste week.", NAMED)
        await place.leaves("noor")

        await place.until("wed 10:00")

        room = await place.room()
        assert "**Oud-lid**: \u2068Mijn laatste week.\u2069" in room
        assert "Noor" not in room


async def test_later_is_kept_also_for_what_follows_on_an_answer(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.says("noor", "Een gedachte.")
        await place.wait(minutes=2)
        await place.says("noor", "later")
        await place.taps("noor", "Morgen")
        promised = (await place.hears("noor"))[-1].text

        await place.until("fri 17:00")

        (asked,) = await place.hears("noor")
        assert "vrijdag 13 maart" in promised
        assert "Wil je er nog iets bij kwijt?" in asked.text
        await place.wait(days=3)
        assert await place.hears("noor") == []


async def test_k5_every_colleague_who_is_named_is_asked_about(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.says("noor", "verwondering")
        await place.tells("noor", "Bram zei dat Samira het al had gedaan, en Bram lachte.", NAMED)

        asked = (await place.hears("noor"))[-1].text

        assert "Je noemt Bram en Samira. Is dat oké voor Bram en Samira?" in asked
        assert "Samira" not in await place.room()
