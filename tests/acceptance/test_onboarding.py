"""S01: being asked whether to take part, with yes, with no and without an answer."""

from pathlib import Path

import pytest

from bot.channels.base import Mentioned
from bot.outgoing.own import PER_PAGE
from storage.groups import people, rounds
from storage.talks import answers, finding
from tests.kit.town import TEAM, town

QUESTION = "Wat heeft jou de afgelopen week verwonderd in je werk?"


async def test_s01_acceptance_1_who_does_not_join_is_asked_nothing_more_and_nobody_sees_it(tmp_path: Path) -> None:
    async with town(tmp_path, asked=["lotte"]) as place:
        await place.until("mon 09:00")
        await place.taps("lotte", "Nu niet")
        heard = [one.text for one in await place.hears("lotte")]

        await place.wait(days=30)

        assert "Ik stuur je geen vragen" in heard[-1]
        assert await place.hears("lotte") == []
        everybody_else = "\n".join([await place.reads(who) for who in ("ingrid", "fatima", "noor")])
        assert "Lotte" not in everybody_else + await place.room()


async def test_s01_acceptance_2_one_reminder_after_five_working_days_and_then_nothing(tmp_path: Path) -> None:
    async with town(tmp_path, asked=["lotte"]) as place:
        await place.until("mon 09:00")
        first = await place.hears("lotte")
        await place.until("2026-03-16 09:59")
        before = await place.hears("lotte")

        await place.until("2026-03-16 10:00")
        reminder = await place.hears("lotte")
        await place.wait(days=60)

        assert len(first) == 1
        assert before == []
        assert len(reminder) == 1
        assert "Hierna vraag ik het niet nog eens" in reminder[0].text
        assert await place.hears("lotte") == []


async def test_s01_acceptance_4_without_consent_a_round_makes_nothing_for_her(tmp_path: Path) -> None:
    async with town(tmp_path, asked=["lotte"]) as place:
        await place.until("thu 14:00")

        now = place.clock.now()
        running = await place.app.store.read(lambda unit: rounds.open_now(unit, "weekly_wonder", TEAM, now))
        assert running is not None
        people_in_it = await place.app.store.read(
            lambda unit: [who for who in ("noor", "lotte") if finding.in_round(unit, running.id, who)]
        )
        assert people_in_it == ["noor"]


async def test_s01_who_wrote_before_agreeing_is_introduced_and_nothing_is_kept(tmp_path: Path) -> None:
    async with town(tmp_path, asked=["lotte"]) as place:
        await place.says("lotte", "Mijn geheime gedachte.")
        await place.taps("lotte", "Ja, ik doe mee")
        await place.says("lotte", "stop")
        await place.says("lotte", "mijn antwoorden")

        texts = await place.reads("lotte")

        assert "We kennen elkaar nog niet. Ik bewaar nu niets." in texts
        assert "Ik heb nog geen antwoorden van je." in texts


async def test_s01_who_answers_in_a_room_without_consent_is_asked_alone_and_nothing_is_kept(tmp_path: Path) -> None:
    async with town(tmp_path, asked=["lotte"]) as place:
        await place.acts("lotte", Mentioned())

        heard = await place.hears("lotte")
        viewer = await place.app.store.read(lambda unit: people.viewer(unit, "lotte"))
        kept = await place.app.store.read(lambda unit: answers.own(unit, viewer, "lotte", 0, PER_PAGE))
        assert "Doe je mee?" in heard[-1].text
        assert kept == []
        assert await place.room() == ""


async def test_s01_who_said_no_and_is_added_to_another_team_gets_one_question_and_not_more(tmp_path: Path) -> None:
    async with town(tmp_path, asked=["lotte"]) as place:
        await place.until("mon 09:00")
        await place.taps("lotte", "Nu niet")
        await place.hears("lotte")
        await place.add_team("bezwaar", "Team Bezwaar")
        await place.add("lotte", team="bezwaar", consent=None)

        await place.wait(days=60)

        heard = await place.hears("lotte")
        assert len(heard) == 1
        assert "Doe je mee?" in heard[0].text


async def test_s01_who_said_no_and_writes_later_is_not_reminded(tmp_path: Path) -> None:
    async with town(tmp_path, asked=["lotte"]) as place:
        await place.until("mon 09:00")
        await place.taps("lotte", "Nu niet")
        await place.wait(days=2)
        await place.says("lotte", "hoi")
        answered = [one.text for one in await place.hears("lotte")]

        await place.wait(days=60)

        assert "Doe je mee?" in answered[-1]
        assert await place.hears("lotte") == []


async def test_s01_who_thinks_better_of_it_joins_with_one_word(tmp_path: Path) -> None:
    async with town(tmp_path, asked=["lotte"]) as place:
        await place.until("mon 09:00")
        await place.taps("lotte", "Nu niet")
        await place.wait(days=1)

        await place.says("lotte", "Meedoen!")
        await place.taps("lotte", "Ja, ik doe mee")
        await place.says("lotte", "stop")
        await place.until("thu 14:00")

        assert QUESTION in (await place.hears("lotte"))[-1].text


async def test_s01_when_the_privacy_text_changes_only_what_closes_is_still_said_until_she_agrees_again(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, renewing=["noor"]) as place:
        await place.until("mon 09:00")
        asked = await place.hears("noor")
        await place.until("thu 14:00")
        silent = await place.hears("noor")
        await place.says("noor", "Zomaar een gedachte.")

        await place.taps("noor", "Ja, ik doe mee")
        await place.until("2026-03-19 14:00")

        assert "De uitleg over privacy is veranderd" in asked[0].text
        assert silent == []
        heard = [one.text for one in await place.hears("noor")]
        assert not any(QUESTION in text for text in heard)
        assert "Wat bleef er de afgelopen week even in je hoofd hangen" in heard[-1]
        assert "gedachte" not in await place.room()


async def test_s01_the_invitation_and_the_privacy_text_say_how_to_pause_and_to_stop(tmp_path: Path) -> None:
    async with town(tmp_path, asked=["lotte"]) as place:
        await place.until("mon 09:00")
        await place.taps("lotte", "Eerst meer lezen")

        invitation, privacy = [one.text for one in await place.hears("lotte")]

        assert "Je kunt altijd overslaan, pauzeren of stoppen. Een reden hoeft niet." in invitation
        assert 'Typ "afmelden" om te stoppen.' in privacy


async def test_s01_somebody_who_is_added_to_two_teams_is_asked_once(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.add_team("bezwaar", "Team Bezwaar")
        await place.add("lotte", consent=None)
        await place.add("lotte", team="bezwaar", consent=None)

        await place.wait(days=30)

        invitation, reminder = await place.hears("lotte")
        assert "Ik help Team Vergunningen om te leren" in invitation.text
        assert "Hierna vraag ik het niet nog eens" in reminder.text


async def test_s01_who_takes_part_by_one_invitation_is_not_reminded_of_another(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.add_team("bezwaar", "Team Bezwaar")
        await place.add("lotte", consent=None)
        await place.until("mon 09:00")
        await place.wait(days=10)
        _, reminder = await place.hears("lotte")
        await place.add("lotte", team="bezwaar", consent=None)
        await place.until("thu 10:00")
        (again,) = await place.hears("lotte")

        await place.presses("lotte", reminder.choices["Ja, ik doe mee"])
        await place.says("lotte", "stop")
        await place.hears("lotte")
        await place.wait(days=30)

        assert "Ik help Team Bezwaar om te leren" in again.text
        assert await place.hears("lotte") == []


@pytest.mark.parametrize("word", ["Goedemorgen, wat doe jij?", "meedoen", "verwondering", "mijn notities"])
async def test_s01_who_only_facilitates_is_not_asked_to_take_part_but_told_what_there_is_for_her(
    tmp_path: Path, word: str
) -> None:
    async with town(tmp_path) as place:
        await place.says("fatima", word)

        (answer,) = await place.hears("fatima")
        assert "Er staat nu geen vraag voor je open." in answer.text
        assert "Als begeleider krijg je op woensdag een overzicht." in answer.text
        assert answer.choices == {}


@pytest.mark.parametrize("word", ["actie", "buddy", "logboekje", "kaartje"])
async def test_s01_who_only_facilitates_reads_how_to_take_part_where_a_word_is_for_who_does(word: str, tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("fatima", word)

        (answer,) = await place.hears("fatima")
        assert answer.text.startswith("Dat is voor wie in een team meedoet. Jij begeleidt of beheert.")


async def test_s01_who_only_facilitates_is_offered_no_words_that_are_for_who_takes_part(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        for word in ("hulp", "menu", "menu tussendoor", "menu tijdens", "menu vooraf", "menu na afloop"):
            await place.says("fatima", word)

        told = await place.reads("fatima")
        assert "**waardecheck start**" in told
        for word in ("actie", "buddy", "logboekje", "leerdoelen", "kaartje", "condities"):
            assert f"**{word}**" not in told


async def test_s08_who_takes_no_part_reads_that_a_trajectory_is_somebodys_own(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        for word in ("traject", "vraag om traject"):
            await place.says("fatima", word)
            told = (await place.hears("fatima"))[-1]
            assert "begint ieder voor zichzelf, als lid van een team." in told.text
            assert not told.choices


async def test_s06_help_names_the_words_to_plan_to_who_may_plan_only(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        for who in ("ingrid", "fatima", "noor"):
            await place.says(who, "hulp")

        for who in ("ingrid", "fatima"):
            assert "**waardecheck start**: Waardecheck plannen" in await place.reads(who)
        assert "waardecheck start" not in await place.reads("noor")


async def test_help_names_only_the_words_that_work_for_this_person(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        for who in ("fatima", "noor"):
            await place.says(who, "hulp")

        assert "**verwondering**" not in await place.reads("fatima")
        assert "**verwondering**" in await place.reads("noor")
