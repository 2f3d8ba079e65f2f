"""What comes at an odd moment is told once and to everybody: overviews that meet, a question that was put off, a new name."""

import shutil
from pathlib import Path

from dialogs import library
from dialogs.settings import ZONE
from storage.groups import teams
from tests.kit.town import FACILITATOR_ONLY, LEAD, town

GREETING = """
id: greeting
title: Kennismaken
source: 000 VR3
why: Zo weet ik hoe je heet.
kept: zolang je meedoet
starts: {command: noem mij}
stages:
  - id: greet
    who: owner
    questions:
      - {id: new_name, required: true, sets: call_name, ask: "Hoe mag ik je noemen?"}
    thanks: Dag {naam}.
"""


async def test_s07_a_group_whose_overview_comes_after_the_message_of_the_day_was_sent_is_told_all_the_same(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as place:
        place.app.store.keys.make("room:bonaire")
        await place.app.store.run(lambda unit: teams.add(unit, "bonaire", "Team Bonaire", chosen={ZONE: "America/Kralendijk"}))
        await place.add("fatima", "facilitator", team="bonaire", consent=None)
        await place.add("olaf", team="bonaire")
        await place.switch_on("facilitator_week", "bonaire")
        for who, text in (("noor", "Van vergunningen."), ("olaf", "Van Bonaire.")):
            await place.says(who, "verwondering")
            await place.tells(who, text, FACILITATOR_ONLY)

        await place.until("wed 17:00")

        first, second = await place.hears("fatima")
        assert "Van vergunningen." in first.text
        assert "Van Bonaire." not in first.text
        assert "Van Bonaire." in second.text
        assert "Van vergunningen." not in second.text


async def test_n2_a_question_that_was_put_off_is_asked_once_and_no_reminder_follows_on_its_heels(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.until("2026-03-16 09:30")
        await place.taps("noor", "Later")
        await place.taps("noor", "Vanmiddag")
        await place.hears("noor")

        await place.until("tue 16:59")

        (asked,) = await place.hears("noor")
        assert "Wat heeft jou de afgelopen week verwonderd in je werk?" in asked.text


async def test_s01_the_new_name_is_the_one_that_is_said_at_once(tmp_path: Path) -> None:
    shutil.copytree(library.HERE / "formats", tmp_path / "formats")
    (tmp_path / "formats" / "greeting.yaml").write_text(GREETING, encoding="utf-8")
    async with town(tmp_path / "town", library=library.load(tmp_path)) as place:
        await place.says("noor", "noem mij")
        await place.hears("noor")

        await place.says("noor", "Noortje")

        assert [one.text for one in await place.hears("noor")] == ["Dag Noortje."]


async def test_s34_the_one_text_that_stands_on_the_card_of_a_plan_does_not_stand_below_it_again(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says(LEAD, "leergelegenheid")
        await place.taps(LEAD, "Ruwe gegevens samen duiden")
        await place.says(LEAD, "Het is nieuw.")
        await place.wait(minutes=2)
        for said in (*["overslaan"] * 4, "19 maart om 14:00", "ja"):
            await place.says(LEAD, said)
        shown = (await place.shown(LEAD))[-1].text
        assert "Wie mag dit plan lezen?" in shown
        assert shown.count("Het is nieuw.") == 1
