"""S04 and X07: one moment told as a story, who reads which part of it, and the story that comes back."""

from pathlib import Path

from tests.kit.town import NAMED, NAMELESS, PRIVATE, Heard, Town, town

STORY = "Ik zag hoe een burger onze brief hardop las."
FORMATS = ("informal_insight_checklist", "facilitator_week")


TITLE = "Een moment van inzicht"


async def tells_whole(place: Town, who: str, applied: str, asks: str) -> None:
    """Let somebody answer every question up to that of who reads it."""
    for words in ("inzicht", STORY, "Nog een paar vragen", "overslaan", "overslaan", "Een kortere zin.", applied):
        await place.says(who, words)
        await place.wait(minutes=2)
    if applied == "nog niet":
        await place.says(who, "nee")
    else:
        await place.says(who, "weet ik niet")
    for words in ("nee", asks):
        await place.says(who, words)


async def test_s04_acceptance_1_the_story_alone_is_complete_and_private_after_stop(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("noor", "inzicht")
        await place.says("noor", STORY)
        await place.hears("noor")

        await place.says("noor", "stop")

        (last,) = await place.hears("noor")
        assert "?" not in last.text
        await place.says("noor", "mijn antwoorden")
        (listed,) = await place.hears("noor")
        assert STORY in listed.text
        assert "alleen jij" in listed.text.casefold()
        await place.says("noor", "overzicht")
        assert "niets voor je open" in await place.reads("noor")


async def test_s04_acceptance_2_who_does_nothing_differently_yet_is_not_asked_what_others_notice(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await tells_whole(place, "noor", "nog niet", "nee")
        await tells_whole(place, "bram", "Ik lees brieven nu hardop.", "nee")

        assert "Wat zien of horen anderen daarvan?" not in await place.reads("noor")
        assert "Wat zien of horen anderen daarvan?" in await place.reads("bram")


async def test_s04_acceptance_3_a_shared_request_shows_nothing_of_the_story(tmp_path: Path) -> None:
    async with town(tmp_path, formats=FORMATS) as place:
        await place.until("2026-03-17 10:00")
        await tells_whole(place, "noor", "nog niet", "Samen brieven herschrijven.")

        await place.taps("noor", "Per antwoord kiezen")
        for readers in (PRIVATE, PRIVATE, NAMED):
            await place.taps("noor", readers)
        await place.until("2026-04-01 10:00")

        for read in (await place.room(), await place.reads("fatima")):
            assert "Samen brieven herschrijven." in read
            assert STORY not in read
            assert "kortere zin" not in read


async def test_s04_a_story_of_several_answers_stands_below_one_name_with_what_each_answer_is_called(tmp_path: Path) -> None:
    async with town(tmp_path, formats=FORMATS) as place:
        await place.until("2026-03-17 10:00")
        await tells_whole(place, "noor", "Ik lees hardop.", "nee")
        await place.taps("noor", NAMED)
        await place.says("noor", "nee")
        await place.says("bram", "inzicht")
        await place.says("bram", "De balie was stil.")
        await place.says("bram", "Zo is het klaar")
        await place.taps("bram", NAMED)

        await place.until("2026-04-01 10:00")

        for read in (await place.room(), await place.reads("fatima")):
            assert (
                f"- **Noor**\n  - Het moment: \u2068{STORY}\u2069\n  - Wat het opleverde: \u2068Een kortere zin.\u2069\n"
                "  - Wat nu anders gaat: \u2068Ik lees hardop.\u2069\n"
            ) in read
            assert "- **Bram**: \u2068De balie was stil.\u2069\n" in read


async def test_k3_what_of_a_named_story_is_shared_without_a_name_stands_apart_and_unlabelled(tmp_path: Path) -> None:
    async with town(tmp_path, formats=FORMATS) as place:
        await place.until("2026-03-17 10:00")
        for who in ("noor", "bram", "samira"):
            await tells_whole(place, who, f"Ik lees hardop, net als {len(who)}.", "nee")
            await place.taps(who, "Per antwoord kiezen")
            for readers in (NAMED, NAMELESS, NAMELESS):
                await place.taps(who, readers)
            await place.says(who, "nee")

        await place.until("2026-04-01 10:00")

        read = await place.room()
        assert read.count("\n- \u2068") == 6
        assert "  - " not in read
        assert "Wat het opleverde" not in read
        assert f"- **Noor**: \u2068{STORY}\u2069" in read


async def test_s04_the_period_is_the_time_since_the_last_story_and_else_four_weeks(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("noor", "inzicht")
        assert "sinds maandag 9 februari" in await place.reads("noor")
        await place.says("noor", STORY)
        await place.says("noor", "stop")
        await place.wait(days=10)

        await place.says("noor", "inzicht")

        assert "sinds maandag 9 maart" in await place.reads("noor")


async def test_s04_three_stories_in_one_sitting_at_most_and_no_praise_for_many(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("noor", "inzicht")
        for number in range(3):
            await place.says("noor", f"{STORY} Keer {number}.")
            await place.says("noor", "Zo is het klaar")
            await place.taps("noor", PRIVATE)
            if number < 2:
                await place.says("noor", "ja")

        (*_, last) = await place.shown("noor")
        assert "nog een moment" not in last.text
        assert "drie" not in last.text


async def test_s04_somebody_asked_by_the_calendar_is_reminded_once_and_the_round_stays_open_ten_working_days(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, formats=["informal_insight_checklist"]) as place:
        await place.until("2026-03-17 10:00")
        assert TITLE in (await place.hears("samira"))[0].text

        await place.until("2026-03-31 09:59")

        (reminder,) = await place.hears("samira")
        assert "nog voor je open, tot dinsdag 31 maart" in reminder.text
        await place.says("samira", STORY)
        assert "al een verhaal" in await place.reads("samira")


async def test_s04_a_group_may_have_it_rarer_and_open_longer(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.chooses(insight__every_weeks=8, insight__open_days=15)
        await place.switch_on("informal_insight_checklist")
        await place.until("2026-04-14 10:00")
        told = await place.reads("noor")
        await place.until("2026-05-12 10:00")

        assert f"{await place.reads('noor')}".count(TITLE) == told.count(TITLE) + 1


async def test_s04_a_form_thanks_for_nothing_beforehand_and_tells_the_period_once(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("noor", "inzicht")
        await place.says("noor", "formulier")
        first = await last_form(place)
        await place.fills("noor", moment_story=STORY, more="go_on")
        second = await last_form(place)

        assert "Dank je" not in " ".join(first.values())
        assert "period" in first
        assert "period" not in second
        assert "potential" in second


async def last_form(place: Town) -> dict[str, str]:
    """Return what each field of Noor's newest form says."""
    form = next(message.form for message in reversed(await place.shown("noor")) if message.form)
    return {field["id"]: field["label"] for field in form["fields"]}


async def test_s01_the_invitation_says_that_a_moment_of_insight_is_asked_now_and_then(tmp_path: Path) -> None:
    async with town(tmp_path, asked=["lotte"]) as place:
        await place.until("2026-03-16 09:00")

        assert "een moment waarop je iets ging zien of begrijpen" in await place.reads("lotte")


async def test_k5_who_tells_a_shared_story_anew_is_asked_again_who_may_read_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["informal_insight_checklist"]) as place:
        await place.until("2026-03-17 10:00")
        for words in ("inzicht", STORY, "Zo is het klaar"):
            await place.says("noor", words)
        await place.taps("noor", NAMED)
        for words in ("terug", "terug", "terug", "Bram las de brief hardop.", "herstel"):
            await place.says("noor", words)
            await place.wait(minutes=1.5)

        await place.says("noor", "stop")

        await place.until("2026-04-01 10:00")
        assert "Bram" not in await place.room()


async def test_s02_own_answers_are_listed_with_what_was_asked_and_pressed(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await tells_whole(place, "noor", "nog niet", "nee")
        await place.says("noor", "stop")
        await place.says("noor", "mijn antwoorden")
        (*_, listed) = await place.hears("noor")
        await place.says("noor", "toon 4")
        (shown,) = await place.hears("noor")

        assert "- **3.** Een moment van inzicht – Wat het opleverde (maandag 9 maart): " in listed.text
        assert "- **4.** Een moment van inzicht – Wat nu anders gaat (maandag 9 maart): \u2068Nog niet\u2069" in listed.text
        assert "**4. Een moment van inzicht – Wat nu anders gaat**" in shown.text


# -- X07


async def test_x07_acceptance_1_without_a_yes_nothing_is_sent(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await tells_whole(place, "noor", "nog niet", "nee")
        await place.taps("noor", PRIVATE)
        await place.says("noor", "nee")

        assert await heard_in_two_months(place) == []


async def test_x07_with_a_yes_one_question_comes_after_two_weeks_with_her_own_words_and_then_none(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await wants_it_back(place)

        await place.until("2026-03-23 08:59")
        assert await place.hears("noor") == []
        await place.until("2026-03-23 12:00")
        (asked,) = await place.hears("noor")
        await place.taps("noor", "Vertellen")
        assert STORY in await place.reads("noor")
        await place.says("noor", "nog niet")

        assert "Is er iets mee gebeurd in je werk?" in asked.text
        assert await heard_in_two_months(place) == []


async def test_x07_acceptance_1_an_offer_that_was_declined_after_all_sends_nothing(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        for who in ("noor", "bram"):
            await says_yes(place, who)
            await place.says(who, "terug")
            await place.says(who, "nee")
        await place.says("bram", "terug")
        await place.says("bram", "ja")
        for who in ("noor", "bram"):
            await place.says(who, "stop")
            await place.hears(who)

        await place.wait(weeks=4)

        assert await place.hears("noor") == []
        (asked,) = await place.hears("bram")
        assert "Is er iets mee gebeurd in je werk?" in asked.text


async def test_x07_a_story_that_was_taken_back_does_not_come_back(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await wants_it_back(place)
        await place.says("noor", "verwijder 1")
        await place.taps("noor", "Ja, verwijder")

        assert await heard_in_two_months(place) == []


async def test_x07_what_came_of_it_is_not_offered_to_a_group_that_gets_no_digest_of_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await wants_it_back(place)
        await place.until("2026-03-23 12:00")
        await place.says("noor", "De brief is nu korter.")

        asked = (await place.hears("noor"))[-1]

        assert list(asked.choices) == [PRIVATE, "Alleen de begeleider (Fatima)", "Bewaar voor de waardecheck"]


async def test_x07_who_tells_what_came_of_it_is_thanked_once(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await wants_it_back(place)
        await place.until("2026-03-23 12:00")
        await place.says("noor", "De brief is nu korter.")
        await place.hears("noor")

        await place.taps("noor", PRIVATE)

        (last,) = await place.hears("noor")
        assert last.text.count("Dank je") == 1
        assert "Ik kom er niet meer op terug." in last.text


async def heard_in_two_months(place: Town) -> list[Heard]:
    """Return what Noor hears from now on."""
    await place.hears("noor")
    await place.wait(weeks=8)
    return await place.hears("noor")


async def wants_it_back(place: Town) -> None:
    """Let Noor tell a story of which she wants to be asked what came of it."""
    await says_yes(place, "noor")
    await place.says("noor", "stop")
    await place.hears("noor")


async def says_yes(place: Town, who: str) -> None:
    for words in ("inzicht", STORY, "Nog een paar vragen", "overslaan", "overslaan", "overslaan", "nog niet", "ja"):
        await place.says(who, words)
