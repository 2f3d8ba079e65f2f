"""S07: the overviews, D1 for the room and D2 for the facilitator: what stands in them, when, and who gets them."""

from pathlib import Path

import pytest

from bot.channels.base import DeliveryError
from tests.kit.leergroep import GROUP, PARTICIPANTS, decide, gather
from tests.kit.pigeons import Pigeons
from tests.kit.town import FACILITATOR, FACILITATOR_ONLY, NAMED, PRIVATE, TEAM, at, town

EMPTY = "Deze week is er niets nieuws om te laten zien. Dat zegt niets over wat er geleerd wordt."
EMPTY_AGAIN = "Ook deze week is er niets nieuws. Ik ben nu stil tot er weer iets te melden is."


async def test_s07_acceptance_1_a_private_answer_stands_in_no_digest(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Dit is alleen van mij.", PRIVATE)
        await place.tells("bram", "Dit mag iedereen lezen.", NAMED)

        await place.wait(days=28)

        everything = [await place.room(), *[await place.reads(who) for who in ("fatima", "ingrid", "bram", "samira")]]
        assert not any("Dit is alleen van mij." in text for text in everything)
        assert "Dit mag iedereen lezen." in everything[0]


async def test_s07_acceptance_3_three_weeks_without_content_are_two_empty_digests_and_then_silence(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, start="2026-06-01 08:30") as place:
        heard = []
        for _ in range(5):
            await place.until("wed 17:00")
            heard.append([one.text for one in await place.hears("fatima")])

        assert [len(week) for week in heard] == [1, 1, 0, 0, 0]
        assert EMPTY in heard[0][0]
        assert EMPTY_AGAIN in heard[1][0]


async def test_s07_after_the_silence_content_brings_the_digest_back_and_counting_starts_anew(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-06-01 08:30") as place:
        await place.until("2026-06-18 14:00")
        await place.hears("fatima")
        await place.tells("noor", "Weer iets.", NAMED)

        weeks = []
        for _ in range(4):
            await place.until("wed 17:00")
            weeks.append([one.text for one in await place.hears("fatima")])

        assert "Weer iets." in weeks[0][0]
        assert EMPTY in weeks[1][0]
        assert EMPTY_AGAIN in weeks[2][0]
        assert weeks[3] == []


async def test_s07_acceptance_4_three_of_eight_is_a_number_that_no_digest_shows(tmp_path: Path) -> None:
    async with town(tmp_path, members=["noor", "bram", "samira", "joost", "lotte", "daan", "emma"]) as place:
        await place.until("thu 14:00")
        for who in ("noor", "bram", "samira"):
            await place.tells(who, "Een gewone week.", NAMED)

        await place.until("wed 10:00")

        for text in (await place.room(), (await place.hears("fatima"))[-1].text):
            body = text.split(")", 1)[1]
            assert not any(digit in body for digit in "0123456789")


async def test_s07_a_facilitator_of_two_groups_gets_one_message_with_a_heading_for_each(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.add_team("bezwaar", "Team Bezwaar")
        await place.add("fatima", "facilitator", team="bezwaar", consent=None)
        await place.add("olaf", team="bezwaar")
        await place.switch_on("weekly_wonder", "bezwaar")
        await place.switch_on("facilitator_week", "bezwaar")
        await place.until("thu 14:00")
        await place.hears("fatima")
        await place.tells("noor", "Van vergunningen.", NAMED)
        await place.tells("olaf", "Van bezwaar.", FACILITATOR_ONLY)

        await place.until("wed 17:00")

        (digest,) = await place.hears("fatima")
        parts = {part.split("**")[0]: part for part in digest.text.split("**Team ")[1:]}
        assert set(parts) == {"Vergunningen", "Bezwaar"}
        assert "Van vergunningen." in parts["Vergunningen"]
        assert "Van bezwaar." in parts["Bezwaar"]


async def test_s07_the_digest_tells_of_rounds_and_offers_one_light_question(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Iets.", NAMED)

        await place.until("wed 09:30")

        text = (await place.hears("fatima"))[-1].text
        assert "**Weekoverzicht voor Fatima** (woensdag 18 maart)" in text
        assert "- Wat heeft jou verwonderd? (gesloten)" in text
        assert text.count("Een lichte vraag voor een volgend gesprek:") == 1
        assert not any(name in text for name in ("Bram", "Samira", "Joost", "Ingrid"))


async def test_s07_a_round_that_was_missed_is_not_told_as_opened(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 13:00")
        await place.down_until("sat 13:00")
        await place.says("noor", "verwondering")
        await place.tells("noor", "Uit mezelf.", FACILITATOR_ONLY)

        await place.until("wed 09:30")

        text = (await place.hears("fatima"))[-1].text
        assert "Uit mezelf." in text
        assert "geopend" not in text


async def test_s07_each_facilitator_of_a_team_without_a_room_gets_the_digest(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.add_team("bezwaar", "Team Bezwaar", room=False)
        for who in ("hanna", "joke"):
            await place.add(who, "facilitator", team="bezwaar", consent=None)
        await place.add("olaf", team="bezwaar")
        await place.switch_on("weekly_wonder", "bezwaar")
        await place.until("thu 14:00")
        await place.tells("olaf", "Voor allebei.", NAMED)

        await place.until("wed 10:00")

        assert "Voor allebei." in await place.reads("hanna")
        assert "Voor allebei." in await place.reads("joke")


async def test_ge15_when_the_room_is_gone_the_facilitator_gets_the_digest_with_a_notice_and_rounds_go_on(
    tmp_path: Path,
) -> None:
    pigeons = Pigeons()
    async with town(tmp_path, formats=[], channels={"pigeon": pigeons}) as place:
        await place.add_team("bezwaar", "Team Bezwaar", channel="pigeon")
        await place.add("hanna", "facilitator", team="bezwaar", consent=None)
        await place.add("olaf", team="bezwaar")
        await place.switch_on("weekly_wonder", "bezwaar")
        await place.until("thu 14:00")
        await place.tells("olaf", "Waar is de kamer?", NAMED)
        pigeons.refusals.append(DeliveryError("permanent", "room gone"))
        await place.until("wed 10:00")
        told = await place.hears("hanna")
        await place.until("thu 14:00")
        await place.tells("olaf", "Een week later.", NAMED)

        await place.until("wed 10:00")

        assert len(told) == 1
        assert "Ik kan niet meer plaatsen in Team Bezwaar. Daarom stuur ik dit overzicht hier." in told[0].text
        assert "Waar is de kamer?" in told[0].text
        (later,) = await place.hears("hanna")
        assert "Een week later." in later.text
        assert "Waar is de kamer?" not in later.text


@pytest.mark.parametrize("who", ["noor", "ingrid"])
async def test_s07_nobody_but_the_facilitator_gets_a_weekly_overview(tmp_path: Path, who: str) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("bram", "Iets.", NAMED)

        await place.until("wed 17:00")

        assert "Weekoverzicht" not in await place.reads(who)


async def test_ge18_a_new_facilitator_sees_nothing_that_was_shared_with_the_one_before(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Aan de vorige begeleider.", FACILITATOR_ONLY)
        await place.tells("bram", "Aan de groep.", NAMED)
        await place.until("fri 10:00")
        await place.leaves("fatima")
        await place.add("hanna", "facilitator", consent=None)

        await place.until("wed 10:00")

        assert "Aan de groep." in await place.reads("hanna")
        assert "Aan de vorige begeleider." not in await place.reads("hanna")
        assert "Aan de" not in await place.reads("fatima")


async def test_s07_after_three_weeks_down_the_facilitator_gets_one_digest(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-06-01 08:30") as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Van voor de storing.", NAMED)
        await place.until("fri 10:00")

        await place.down_until(at("2026-06-24 12:00"))
        await place.until("2026-06-25 12:00")

        heard = [one.text for one in await place.hears("fatima")]
        assert ["Van voor de storing." in text for text in heard] == [False, True]


@pytest.mark.parametrize(("back", "next_one"), [("2026-06-24 12:00", "2026-07-01"), ("2027-06-04 12:00", "2027-06-09")])
async def test_s07_a_digest_that_is_more_than_a_week_late_is_not_posted_and_the_next_one_tells_it(
    tmp_path: Path, back: str, next_one: str
) -> None:
    async with town(tmp_path, start="2026-06-01 08:30") as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Van voor de storing.", NAMED)
        await place.until("fri 10:00")

        await place.down_until(back)
        await place.until(f"{next_one} 08:59")
        before = await place.shown(TEAM, "room")
        await place.until(f"{next_one} 09:00")

        (digest,) = await place.shown(TEAM, "room")
        assert before == []
        assert "Van voor de storing." in digest.text


async def test_s07_edge_a_week_that_only_holds_a_signal_is_not_empty_and_after_it_two_empty_ones_are_told(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, start="2026-06-08 08:30", formats=[]) as place:
        await gather(place)
        await place.switch_on("facilitator_week", GROUP)
        await decide(place, *PARTICIPANTS[1:], FACILITATOR)
        weeks = []
        for week in range(5):
            await place.until("wed 17:00")
            weeks.append([one.text for one in await place.hears(FACILITATOR) if "week" in one.text])
            if week == 1:
                await place.says("noor", "contract akkoord")

        assert ["Nog niet iedereen is akkoord" in "".join(week) for week in weeks] == [True, True, False, False, False]
        assert [EMPTY in "".join(week) for week in weeks] == [False, False, True, False, False]
        assert [EMPTY_AGAIN in "".join(week) for week in weeks] == [False, False, False, True, False]
