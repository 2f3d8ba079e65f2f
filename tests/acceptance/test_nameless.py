"""K2, K3, K6 and K7: what protects who shared without a name."""

from pathlib import Path

from tests.kit.libraries import reporting
from tests.kit.town import NAMED, NAMELESS, PRIVATE, Town, town

TOO_FEW = "Er zijn nu te weinig antwoorden zonder naam."


async def share_nameless(place: Town, *people: str) -> None:
    """Let people answer the open round without their names."""
    for who in people:
        await place.tells(who, f"Naamloos van {who[0]}.", NAMELESS)


async def test_k2_three_nameless_texts_by_three_authors_are_shown_without_names_or_times(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await share_nameless(place, "noor", "bram", "samira")

        await place.until("wed 09:00")

        room = await place.room()
        assert all(f"Naamloos van {letter}." in room for letter in "nbs")
        assert not any(name in room for name in ("Noor", "Bram", "Samira", "14:00"))


async def test_k2_three_nameless_texts_by_two_authors_are_too_few(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.says("noor", "Naamloos van n.")
        await place.taps("noor", "Ik heb er een vraag bij")
        await place.says("noor", "Naamloze vraag?")
        await place.taps("noor", NAMELESS)
        await share_nameless(place, "bram")

        await place.until("wed 10:00")

        assert "Naaml" not in await place.room() + await place.reads("fatima")
        assert TOO_FEW in (await place.hears("noor"))[-1].text


async def test_k2_who_does_not_answer_waits_once_and_then_it_is_private(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await share_nameless(place, "noor")
        await place.until("wed 10:00")
        asked = (await place.hears("noor"))[-1]
        await place.until("wed 10:00")
        again = [one for one in await place.hears("noor") if TOO_FEW in one.text]
        await place.until("thu 14:00")
        await share_nameless(place, "bram", "samira", "joost")

        await place.until("wed 10:00")
        await place.says("noor", "toon 1")

        assert TOO_FEW in asked.text
        assert again == []
        assert "Naamloos van n." not in await place.room()
        assert "Naamloos van b." in await place.room()
        assert "Wie leest dit: Alleen voor mij." in (await place.hears("noor"))[-1].text


async def test_k2_what_waited_is_shown_when_there_are_three_and_the_question_is_over(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await share_nameless(place, "noor")
        await place.until("wed 10:00")
        await place.until("thu 14:00")
        await share_nameless(place, "bram", "samira")
        await place.until("wed 10:00")
        shown = await place.room()
        await place.hears("noor")

        await place.taps("noor", "Wachten")

        assert "Naamloos van n." in shown
        assert "Deze knop hoort bij een vraag die al klaar is." in (await place.hears("noor"))[-1].text
        assert await place.room() == shown


async def test_k2_who_skips_the_question_keeps_it_private_and_is_not_asked_again(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await share_nameless(place, "noor")
        await place.until("wed 10:00")
        await place.says("noor", "overslaan")
        await place.says("noor", "ja")
        await place.hears("noor")

        await place.wait(days=21)

        assert not any(TOO_FEW in one.text for one in await place.hears("noor"))


async def test_c37_two_texts_of_two_rounds_are_each_asked_about(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await share_nameless(place, "noor")
        await place.until("wed 10:00")
        await place.taps("noor", "Wachten")
        await place.until("thu 14:00")
        await place.tells("noor", "Nog een zonder naam.", NAMELESS)

        await place.until("wed 10:00")
        await place.taps("noor", "Zonder naam delen")
        await place.taps("noor", "Met naam delen")
        await place.until("wed 10:00")

        room = await place.room()
        assert ("Naamloos van n." in room) != ("Nog een zonder naam." in room)


async def test_c37_what_the_author_decides_comes_in_the_next_digest_and_the_reply_says_so(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await share_nameless(place, "noor", "bram")
        await place.until("wed 10:00")

        await place.taps("noor", "Met naam delen")
        await place.taps("bram", "Privé houden")
        replies = [(await place.hears(who))[-1].text for who in ("noor", "bram")]
        at_once = await place.room()
        await place.until("wed 09:00")

        assert "Ik neem het mee in het volgende overzicht." in replies[0]
        assert "Ik houd het privé." in replies[1]
        assert at_once == ""
        assert "**Noor**: \u2068Naamloos van n.\u2069" in await place.room()
        assert "Naamloos van b." not in await place.room()


async def test_c37_who_widens_a_text_after_its_digest_finds_it_in_the_next(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Eerst privé.", PRIVATE)
        await place.until("wed 10:00")
        await place.says("noor", "deel 1")
        await place.taps("noor", NAMED)

        await place.until("wed 09:00")

        assert "Eerst privé." in await place.room()


async def test_c37_the_question_waits_for_who_cannot_be_disturbed(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await share_nameless(place, "noor")
        await place.set("noor", away_until=place.moment("2026-04-02 09:00"))
        await place.hears("noor")
        await place.until("2026-04-01 17:00")
        away = await place.hears("noor")

        await place.until("2026-04-02 12:00")

        heard = await place.hears("noor")
        assert away == []
        assert [TOO_FEW in one.text for one in heard] == [True]


async def test_k3_a_nameless_text_is_not_in_a_digest_before_its_own_round_has_closed(tmp_path: Path) -> None:
    async with town(tmp_path / "town", library=reporting(tmp_path, "fri 09:00")) as place:
        await place.until("2026-03-12 14:00")
        await place.tells("joost", "Met mijn naam.", NAMED)
        await place.until("2026-03-19 14:00")
        await share_nameless(place, "noor", "bram", "samira")

        await place.until("2026-03-20 12:00")
        open_still = await place.room()
        await place.until("2026-03-27 09:00")

        assert "Met mijn naam." in open_still
        assert "Naamloos" not in open_still
        assert (await place.room()).count("Naamloos") == 3


async def test_k3_the_order_tells_nothing_of_who_wrote_first(tmp_path: Path) -> None:
    orders = set()
    for number in range(4):
        async with town(tmp_path / str(number), start=f"2026-06-{1 + 7 * number:02} 08:30") as place:
            await place.until("thu 14:00")
            await share_nameless(place, "noor", "bram", "samira", "joost")
            await place.until("wed 09:00")
            lines = (await place.room()).splitlines()
            orders.add(tuple(line for line in lines if "Naamloos" in line))

    assert len(orders) > 1


async def test_k6_in_a_team_of_three_nobody_is_offered_to_share_without_a_name_and_the_bot_says_why(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, members=["noor", "bram"]) as place:
        await place.until("thu 14:00")
        await place.says("noor", "Klein team.")
        await place.taps("noor", "Zo is het goed")

        asked = (await place.hears("noor"))[-1]

        assert NAMELESS not in asked.choices
        assert NAMED in asked.choices
        assert "Jullie team is klein. Delen zonder naam is dan niet veilig. Met naam delen kan wel." in asked.text


async def test_ge23_a_team_that_becomes_small_shows_no_nameless_texts(tmp_path: Path) -> None:
    async with town(tmp_path, members=["noor", "bram", "samira"]) as place:
        await place.until("thu 14:00")
        await share_nameless(place, "noor", "bram", "samira")
        await place.leaves("samira")

        await place.until("wed 10:00")

        assert "Naamloos" not in await place.room() + await place.reads("fatima")


async def test_k7_a_nameless_text_can_be_taken_back_after_it_was_posted(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await share_nameless(place, "noor", "bram", "samira")
        await place.until("wed 10:00")

        await place.says("noor", "verwijder 1")
        await place.taps("noor", "Ja, verwijder")

        for text in (await place.room(), await place.reads("fatima")):
            assert "Naamloos van n." not in text
            assert "Naamloos van b." in text
        assert "Noor" not in await place.room()


async def test_k7_what_was_taken_back_leaves_its_line_where_it_stood(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await share_nameless(place, "noor", "bram", "samira")
        await place.until("wed 09:00")

        await place.says("noor", "maak privé 1")

        room = await place.room()
        assert "Met naam gedeeld" not in room
        assert room.index("Zonder naam gedeeld") < room.index("De schrijver heeft deze tekst weggehaald.")


async def test_k7_the_privacy_text_says_that_the_bot_knows_and_that_colleagues_may_recognise_it(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.says("noor", "privacy")

        text = (await place.hears("noor"))[-1].text

        assert "Ik weet wel dat hij van jou is" in text
        assert "Een collega kan soms je schrijfstijl herkennen." in text
        assert "(ten minste 4)" in text
