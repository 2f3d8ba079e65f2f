"""S18: from a level to a factor to one small action, with a day, and with somebody for whom that is nice."""

import shutil
from pathlib import Path

import pytest

from dialogs.library import HERE, load
from tests.kit.picking import FEEDBACK, picks
from tests.kit.town import LEAD, NAMED, PRIVATE, town

TWO_WEEKS_ON = "2026-03-23 17:00"


@pytest.mark.parametrize(("level", "number"), [("Ikzelf", 6), ("Ons team", 4), ("Organisatie", 4)])
async def test_s18_acceptance_1_level_team_has_exactly_four_factors(tmp_path: Path, level: str, number: int) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("noor", "actie")
        await place.taps("noor", level)

        assert len((await place.shown("noor"))[-1].choices) == number


async def test_s18_acceptance_2_done_has_no_further_follow_up(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await picks(place)
        await place.hears("noor")
        await place.until(TWO_WEEKS_ON)

        (asked,) = await place.hears("noor")
        assert "Hoe liep het?" in asked.text
        await place.taps("noor", "Vertellen")
        assert FEEDBACK in (await place.hears("noor"))[-1].text
        await place.taps("noor", "Gedaan")
        await place.says("noor", "Er kwamen drie tips.")
        await place.hears("noor")
        await place.until("2026-06-01 12:00")
        assert not await place.hears("noor")


async def test_s18_acceptance_3_a_follow_up_that_is_ignored_comes_no_second_time(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await picks(place)
        await place.hears("noor")
        await place.until("2026-06-01 12:00")

        (asked,) = await place.hears("noor")
        assert "Hoe liep het?" in asked.text


@pytest.mark.parametrize("word", ["stop", "kort"])
async def test_s18_who_stops_after_her_action_is_asked_how_it_went_too(tmp_path: Path, word: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("noor", "actie")
        for label in ("Ons team", "Feedback"):
            await place.taps("noor", label)
        await place.says("noor", FEEDBACK)
        await place.says("noor", word)
        assert "Over een tijdje vraag ik één keer hoe het liep" in "\n".join(one.text for one in await place.hears("noor"))
        await place.until(TWO_WEEKS_ON)

        (asked,) = await place.hears("noor")
        assert "Hoe liep het?" in asked.text


async def test_s18_who_stops_before_her_action_is_not_asked(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("noor", "actie")
        await place.taps("noor", "Ons team")
        await place.says("noor", "stop")
        await place.taps("noor", "Weggooien")
        await place.hears("noor")
        await place.until("2026-06-01 12:00")

        assert not await place.hears("noor")


async def test_s18_who_takes_her_action_back_is_not_asked(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await picks(place)
        await place.says("noor", "mijn antwoorden")
        for number in (4, 3, 2, 1):
            await place.says("noor", f"verwijder {number}")
            await place.says("noor", "ja")
        await place.hears("noor")
        await place.until("2026-06-01 12:00")

        assert not await place.hears("noor")


async def test_s18_an_own_action_is_as_good_as_one_that_is_offered(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await picks(place, action="Een briefje op de koffieautomaat.", readers=NAMED)
        await place.until("tue 09:00")

        assert "koffieautomaat" in await place.room()


async def test_s18_the_team_reads_the_actions_that_were_shared_and_no_others(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await picks(place, readers=NAMED)
        await picks(place, who="bram", level="Ikzelf", factor="Interesse", action="Iets nieuws laten zien")
        await place.until("tue 09:00")

        room = await place.room()
        assert FEEDBACK in room
        assert "Iets nieuws" not in room


async def test_s18_who_comes_back_to_the_level_is_asked_for_one_action_and_shares_one(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("noor", "actie")
        for label in ("Ikzelf", "(Zelf)vertrouwen", "Iemand een compliment geven"):
            await place.taps("noor", label)
        for _ in range(3):
            await place.says("noor", "terug")
        for label in ("Ons team", "Feedback", FEEDBACK):
            await place.taps("noor", label)
        for _ in range(2):
            await place.says("noor", "overslaan")
        for label in ("Nee", NAMED):
            await place.taps("noor", label)
        await place.says("noor", "overslaan")
        await place.until("tue 09:00")

        assert FEEDBACK in await place.room()
        assert "compliment" not in await place.room()


async def test_s18_who_comes_back_before_she_chose_is_asked_about_the_other_level(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("noor", "actie")
        for label in ("Ikzelf", "(Zelf)vertrouwen"):
            await place.taps("noor", label)
        for _ in range(2):
            await place.says("noor", "terug")
        for label in ("Ons team", "Feedback"):
            await place.taps("noor", label)

        assert FEEDBACK in (await place.hears("noor"))[-1].choices


async def test_s18_edge_what_the_lead_decides_has_a_text_to_copy_and_nothing_is_sent(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("noor", "actie")
        await place.taps("noor", "Organisatie")
        await place.taps("noor", "Tijd en ruimte")
        await place.taps("noor", "Ruimte maken om terug te kijken")
        await place.says("noor", "overslaan")
        await place.says("noor", "overslaan")
        await place.taps("noor", "Ja")

        told = (await place.hears("noor"))[-1].text
        assert "sturen aan Ingrid" in told
        assert "Ruimte maken om terug te kijken" in told
        await place.until("fri 17:00")
        assert not await place.hears(LEAD)


async def test_s18_what_was_told_of_insights_leads_to_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["informal_insight_checklist"]) as place:
        await place.says("noor", "inzicht")
        await place.says("noor", "Ik zag waarom de brief zo lang was.")
        await place.taps("noor", "Zo is het klaar")
        await place.taps("noor", NAMED)
        await place.says("noor", "nee")
        await place.until("2026-04-01 12:00")

        assert "typ 'actie'" in await place.room()


async def test_s18_another_form_opens_it_at_a_factor(tmp_path: Path) -> None:
    """What is chosen beside ``then`` is not asked again."""
    folder = tmp_path / "dialogs"
    shutil.copytree(HERE / "formats", folder / "formats")
    (folder / "formats" / "wish.yaml").write_text(
        """\
id: wish
title: Wens
source: 001 §2.5.2
why: Zo kies je.
kept: twaalf maanden
menu: between
starts: {command: wens}
stages:
  - id: wish
    who: owner
    questions:
      - id: wish
        kind: choice
        ask: Waarover?
        options:
          feedback: {label: Feedback, then: action_picker, chosen: {level: team, factor_team: feedback}}
          enough: Laat maar
""",
        encoding="utf-8",
    )
    async with town(tmp_path / "data", library=load(folder), formats=[]) as place:
        await place.says("noor", "wens")
        await place.taps("noor", "Feedback")

        (asked,) = [one for one in await place.hears("noor") if "Welke actie kies je?" in one.text]
        assert FEEDBACK in asked.choices


SHARERS = ("bram", "samira", "joost")


async def test_s18_three_actions_run_in_a_team_at_once(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        for who in SHARERS:
            await picks(place, who=who, readers=NAMED)
        await place.says("noor", "actie")
        await place.taps("noor", "Ons team")
        await place.taps("noor", "Feedback")
        await place.taps("noor", FEEDBACK)
        for _ in range(3):
            await place.says("noor", "overslaan")

        asked = (await place.hears("noor"))[-1]
        assert list(asked.choices) == [PRIVATE]
        assert "Er loopt daar al genoeg" in asked.text


@pytest.mark.parametrize("over", ["told", "after two weeks"])
async def test_s18_an_action_that_is_over_makes_room_for_another(tmp_path: Path, over: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        for who in SHARERS:
            await picks(place, who=who, readers=NAMED)
        await place.until(TWO_WEEKS_ON)
        if over == "told":
            await place.taps("bram", "Vertellen")
            await place.taps("bram", "Gedaan")
            await place.says("bram", "overslaan")

        await picks(place, readers=NAMED)
        await place.until("2026-03-24 09:00")
        assert "**Noor**" in (await place.hears("vergunningen", "room"))[-1].text


async def test_x11_a_day_stands_in_the_language_in_which_it_is_read(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        for said in ("actie", "Ons team", "Feedback", "Hardop om gerichte feedback vragen"):
            await place.says("noor", said)
        await place.wait(minutes=2)
        for said in ("Vraag het één collega.", "english", "10 December 2026", "yes", "No", "With the group, with my name"):
            await place.says("noor", said)
            await place.wait(minutes=2)
        for said in ("skip", "no"):
            await place.says("noor", said)
        await place.until("tue 12:00")

        told = await place.room()
        assert "Vraag het één collega." in told
        assert "donderdag 10 december 2026" in told
        assert "Thursday" not in told
