"""§14: what an organisation or a group sets counts at once, and leaves alone what has begun."""

from pathlib import Path

import pytest

from tests.kit.town import AMSTERDAM, FACILITATOR, LEAD, NAMED, TEAM, Town, town

W1 = "Wat heeft jou de afgelopen week verwonderd in je werk?"


async def heard_at(place: Town, who: str, kind: str = "person") -> list[str]:
    heard = await place.hears(who, kind)
    return [one.message.at.astimezone(AMSTERDAM).strftime("%a %H:%M") for one in heard]


async def test_the_weekly_question_comes_reminds_closes_and_reports_when_it_was_set(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.chooses(
            wonder__open="tue 11:00", wonder__reminder="wed 10:00", wonder__close="thu 12:00", wonder__digest="fri 10:00"
        )
        await place.until("tue 11:30")
        await place.tells("noor", "De rust op de gang.", NAMED)
        said = await place.reads("noor")
        await place.until("fri 17:00")

        assert "vrijdag 13 maart" in said
        assert await heard_at(place, "bram") == ["Tue 11:00", "Wed 10:00"]
        assert await heard_at(place, TEAM, "room") == ["Fri 10:00"]


async def test_a_group_goes_before_its_organisation(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.chooses(wonder__open="tue 11:00")
        await place.chooses(TEAM, wonder__open="wed 15:00")
        await place.until("fri 17:00")

        assert await heard_at(place, "bram") == ["Wed 15:00"]


async def test_ge7_what_is_open_stays_as_it_was_opened_and_the_next_round_waits_for_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.until("thu 15:00")
        await place.chooses(wonder__open="fri 10:00", wonder__reminder="fri 15:00", wonder__close="tue 12:00")
        await place.until("2026-03-20 12:00")

        assert await heard_at(place, "bram") == ["Thu 14:00", "Mon 10:00", "Fri 10:00"]


async def test_n1_the_hours_and_holidays_of_a_group_are_its_own(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.chooses(time__window="10:00-13:00", holidays__added="2026-03-13")
        await place.until("2026-03-17 12:00")

        assert await heard_at(place, "bram") == ["Mon 10:00"]


@pytest.mark.parametrize(("most", "heard"), [(1, ["Thu 12:00", "Fri 14:00"]), (2, ["Thu 12:00", "Thu 14:00"])])
async def test_n2_as_many_messages_on_a_day_as_were_set(tmp_path: Path, most: int, heard: list[str]) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.chooses(nudge__max_per_day=most)
        await place.until("thu 12:00")
        await place.add("olga", consent=None)
        await place.settle()
        await place.set("olga", consent="yes", consent_version=place.app.editions.phrases("nl").text("privacy.version"))
        await place.until("fri 16:00")

        assert await heard_at(place, "olga") == heard


async def test_k6_a_larger_k_takes_sharing_without_a_name_away(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.chooses(anonymity__k=6)
        await place.until("thu 14:00")
        await place.tells("noor", "De rust op de gang.")
        await place.says("bram", "privacy")

        assert "Met de groep, zonder naam" not in (await place.shown("noor"))[-1].choices
        assert "(ten minste 6)" in await place.reads("bram")


async def test_ge10_a_shorter_answer_where_that_was_set(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.chooses(text__max_chars=500)
        await place.until("thu 14:00")
        await place.says("noor", "y" * 501)

        assert "Je tekst is 501 tekens lang. Ik kan er 500 bewaren." in await place.reads("noor")


async def test_s07_a_digest_comes_in_parts_of_the_size_that_was_set(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.chooses(digest__split_chars=1000)
        await place.until("thu 14:00")
        for who in ("noor", "bram", "samira", "joost", "ingrid"):
            await place.tells(who, "z" * 250, NAMED)
        await place.until("2026-03-18 09:00")

        assert len(await place.shown(TEAM, "room")) > 1


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({}, "Fatima, de vertrouwenspersoon of het bedrijfsmaatschappelijk werk. Wie dat zijn, weet je beheerder."),
        ({"contact": "privacy@voorbeeld.nl"}, "Wie dat zijn, weet privacy@voorbeeld.nl."),
        ({"help__confidential_adviser": "Anneke Smit", "contact": "x@y.nl"}, "de vertrouwenspersoon (Anneke Smit)"),
        ({"help__social_work": "Joris"}, "het bedrijfsmaatschappelijk werk (Joris)"),
    ],
)  # fmt: skip
async def test_ge24_the_help_text_names_whom_to_turn_to(tmp_path: Path, chosen: dict[str, str], said: str) -> None:
    async with town(tmp_path) as place:
        await place.chooses(**chosen)
        await place.says("noor", "hulp")

        assert said in await place.reads("noor")


async def test_ge24_who_takes_part_nowhere_is_named_the_contact_of_the_organisation_too(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.chooses(contact="privacy@voorbeeld.nl")

        await place.says(FACILITATOR, "hulp")

        assert "Wie dat zijn, weet privacy@voorbeeld.nl." in await place.reads(FACILITATOR)


async def test_help_says_a_word_once_and_leaves_no_gap(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.add("ruud", "admin", consent=None)

        await place.says("noor", "hulp")
        await place.says("ruud", "hulp")

        assert "- **pauze**\n" in await place.reads("noor")
        assert "Dit kun je typen:\n- **menu**" in await place.reads("ruud")


async def test_n1_what_somebody_is_told_keeps_the_hours_and_holidays_of_her_group_too(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"], start="2026-03-12 18:00") as place:
        await place.chooses(time__window="10:00-13:00", holidays__added="2026-03-13")
        await place.says(LEAD, "plaatsvervanger Noor van 16 maart tot 23 maart")
        await place.until("2026-03-17 12:00")

        told = [one.message for one in await place.hears("noor") if "waar te nemen" in one.text]
        assert [one.at.astimezone(AMSTERDAM).strftime("%a %H:%M") for one in told] == ["Mon 10:00"]
