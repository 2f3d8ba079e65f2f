"""S03 at its edges: other rhythms, quiet days, holidays, names in a text, a team without a room."""

from itertools import pairwise
from pathlib import Path

import pytest

from tests.kit.town import NAMED, NAMELESS, PRIVATE, TEAM, at, town

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db0"
    "0000000049454e44ae426082"
)


async def test_s03_nothing_this_week_is_kindly_taken_and_not_reminded(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.taps("noor", "Deze week niets")
        answer = (await place.hears("noor"))[-1]

        await place.until("wed 10:00")

        assert "Ook goed. Sommige weken gaan gewoon voorbij." in answer.text
        assert await place.hears("noor") == []


async def test_s03_who_chooses_the_readers_later_can_do_so_when_she_is_asked_again(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "De rust op de gang.")
        await place.says("noor", "later")
        await place.says("noor", "morgen")
        await place.until("fri 17:00")

        await place.taps("noor", "Vertellen")
        await place.taps("noor", NAMED)

        await place.until("wed 09:00")
        assert "De rust op de gang." in await place.room()


async def test_s03_a_negative_text_is_thanked_for_as_any_other(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        for who, text in (("noor", "Het overleg was waardeloos en ik ben boos."), ("bram", "Wat een mooie week.")):
            await place.tells(who, text, NAMED)
        thanked = [(await place.hears(who))[-1].text for who in ("noor", "bram")]

        await place.until("wed 09:00")

        assert thanked[0] == thanked[1]
        assert "waardeloos" in await place.room()


async def test_s03_before_a_group_reads_the_name_of_a_colleague_the_author_is_asked(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Samira hielp een aanvrager die huilde.", NAMED)
        asked = (await place.hears("noor"))[-1]

        await place.taps("noor", "Ja, dat is oké")
        await place.until("wed 09:00")

        assert "Je noemt Samira. Is dat oké voor Samira?" in asked.text
        assert "Samira hielp" in await place.room()


async def test_k5_a_name_in_a_nameless_text_can_be_taken_out_before_it_is_shared(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Samira hielp iemand.", NAMELESS)
        await place.taps("noor", "Ik pas mijn tekst aan")
        await place.says("noor", "Een collega hielp iemand.")
        await place.taps("noor", NAMELESS)
        for who in ("bram", "joost"):
            await place.tells(who, "Nog een.", NAMELESS)

        await place.until("wed 09:00")

        room = await place.room()
        assert "Een collega hielp iemand." in room
        assert "Samira" not in room


async def test_s03_who_named_a_colleague_may_still_keep_it_private(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Samira hielp iemand.", NAMED)
        await place.taps("noor", "Houd het privé")

        await place.until("wed 10:00")

        assert "Samira hielp" not in await place.room() + await place.reads("fatima")


async def test_s03_no_name_is_asked_about_where_only_the_facilitator_reads_it(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")

        await place.tells("noor", "Samira hielp iemand.", "Alleen de begeleider")

        assert "Je noemt" not in (await place.hears("noor"))[-1].text


async def test_s03_a_picture_is_an_answer_too(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.says("noor", "", ("plaat.png", PNG))
        await place.taps("noor", "Zo is het goed")
        await place.taps("noor", NAMED)

        await place.until("wed 09:00")

        assert "**Noor**" in await place.room()


async def test_s03_daily_in_a_week_with_a_holiday_asks_four_times_never_reminds_and_reports_once(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, start="2026-05-08 15:00", formats=[]) as place:
        await place.switch_on("weekly_wonder", rhythm="daily")
        days = []
        while place.clock.now() < at("2026-05-15 17:00"):
            await place.wait(hours=1)
            days += [place.clock.now().date().isoformat() for _ in await place.hears("bram")]
            if await place.hears("noor"):
                await place.tells("noor", f"Van {place.clock.now().day} mei.", NAMED)
                await place.hears("noor")
        await place.until("2026-05-20 10:00")

        # The budget of three in a week takes the fourth from who already got three (N2).
        assert days == ["2026-05-11", "2026-05-12", "2026-05-13"]
        assert len(await place.shown(TEAM, "room")) == 2
        room = await place.room()
        assert all(room.count(f"Van {day} mei.") == 1 for day in (11, 12, 13))


async def test_s03_the_daily_question_is_about_today(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.switch_on("weekly_wonder", rhythm="daily")

        await place.until("mon 14:00")

        assert "Wat heeft jou vandaag verwonderd in je werk?" in (await place.hears("noor"))[0].text


async def test_s03_every_two_weeks_asks_and_reports_every_two_weeks(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.switch_on("weekly_wonder", rhythm="biweekly")
        prompts = []
        while place.clock.now() < at("2026-05-01 17:00"):
            await place.until("thu 15:00")
            prompts += [place.clock.now().date().isoformat()] * any(
                "Wil je nog vertellen" not in one.text for one in await place.hears("noor")
            )

        assert len(prompts) in {3, 4}
        days = [at(f"{day} 00:00") for day in prompts]
        assert {(later - day).days for day, later in pairwise(days)} == {14}


async def test_s03_the_wording_turns_and_the_first_one_comes_back_every_eighth_round(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-08-31 08:30", formats=["weekly_wonder"]) as place:
        asked = []
        for _ in range(9):
            await place.until("thu 14:00")
            asked.append((await place.hears("noor"))[-1].text.splitlines()[1])
            await place.taps("noor", "Deze week niets")
            await place.hears("noor")

        assert asked[0] == asked[8] == "Wat heeft jou de afgelopen week verwonderd in je werk?"
        assert len(set(asked)) == 8


async def test_s03_an_own_initiative_does_not_take_the_first_wording_from_the_team(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.says("noor", "verwondering")
        await place.says("noor", "stop")

        await place.until("thu 14:00")

        assert "Wat heeft jou de afgelopen week verwonderd in je werk?" in (await place.hears("bram"))[-1].text


async def test_s03_what_is_told_on_own_initiative_comes_in_the_next_digest(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.says("noor", "verwondering")
        await place.tells("noor", "Uit mezelf verteld.", NAMED)
        promised = (await place.hears("noor"))[-1].text
        await place.until("2026-03-11 09:00")
        early = await place.room()

        await place.until("2026-03-18 09:00")

        day = "woensdag 11 maart" if "Uit mezelf" in early else "woensdag 18 maart"
        assert day in promised
        assert (await place.room()).count("Uit mezelf verteld.") == 1


async def test_s03_the_digest_comes_on_the_day_that_was_promised(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("2026-03-17 18:00")
        await place.says("noor", "verwondering")
        await place.tells("noor", "Na het sluiten verteld.", NAMED)
        promised = (await place.hears("noor"))[-1].text
        await place.until("2026-03-18 09:00")
        wednesday = await place.room()

        await place.until("2026-03-25 09:00")

        day = "woensdag 18 maart" if "Na het sluiten" in wednesday else "woensdag 25 maart"
        assert day in promised
        assert (await place.room()).count("Na het sluiten verteld.") == 1


async def test_s03_who_told_before_her_prompt_came_is_not_asked_again_that_round(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.set("noor", quiet_days="3")
        await place.until("thu 15:00")
        await place.says("noor", "verwondering")
        await place.tells("noor", "Ik was je voor.", PRIVATE)
        await place.hears("noor")

        await place.until("wed 10:00")

        assert await place.hears("noor") == []


@pytest.mark.parametrize(
    ("quiet", "comes"), [("3", "2026-03-13 14:00"), ("3,4", "2026-03-16 14:00"), ("0,3,4", "2026-03-17 14:00")]
)
async def test_s03_on_a_quiet_day_the_prompt_comes_on_the_next_other_day(tmp_path: Path, quiet: str, comes: str) -> None:
    async with town(tmp_path) as place:
        await place.set("noor", quiet_days=quiet)
        await place.until(at(comes).replace(hour=13, minute=59))
        before = await place.hears("noor")

        await place.until(comes)

        assert before == []
        assert len(await place.hears("noor")) == 1


async def test_s03_without_a_room_the_digest_goes_to_the_facilitator_alone(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.add_team("bezwaar", "Team Bezwaar", room=False)
        await place.add("hanna", "facilitator", team="bezwaar", consent=None)
        for who in ("olaf", "petra", "quin", "roos"):
            await place.add(who, team="bezwaar", consent=None if who == "roos" else "yes")
        await place.switch_on("weekly_wonder", "bezwaar")
        await place.until("thu 14:00")
        await place.tells("olaf", "Zonder kamer gedeeld.", NAMED)

        await place.until("wed 09:00")

        assert "Zonder kamer gedeeld." in await place.reads("hanna")
        for who in ("petra", "roos", "fatima"):
            assert "Zonder kamer" not in await place.reads(who)


async def test_s03_without_a_room_or_a_facilitator_the_digest_goes_to_who_takes_part(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.add_team("bezwaar", "Team Bezwaar", room=False)
        for who in ("olaf", "petra", "quin"):
            await place.add(who, team="bezwaar")
        await place.add("roos", team="bezwaar", consent=None)
        await place.switch_on("weekly_wonder", "bezwaar")
        await place.until("thu 14:00")
        await place.tells("olaf", "Onder elkaar gedeeld.", NAMED)

        await place.until("wed 10:00")

        assert "Onder elkaar gedeeld." in await place.reads("petra")
        assert "Onder elkaar gedeeld." not in await place.reads("roos")
