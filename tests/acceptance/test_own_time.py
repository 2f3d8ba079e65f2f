"""X03: somebody may have a time zone of her own; N1's hours are hers, and rounds close at one moment for all."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.kit.town import AMSTERDAM, town

PARAMARIBO = ZoneInfo("America/Paramaribo")


def wall(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"


async def test_x03_acceptance_1_in_paramaribo_the_prompt_comes_at_two_there_and_the_round_closes_for_all_at_once(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.set("noor", zone="America/Paramaribo")
        await place.until("2026-03-17 16:59")
        (asked, reminded), (others, _) = await place.hears("noor"), await place.hears("bram")

        await place.wait(minutes=2)
        for who in ("noor", "bram"):
            await place.says(who, "Net te laat.")

        assert wall(asked.message.at, PARAMARIBO) == "2026-03-12 14:00"
        assert wall(others.message.at, AMSTERDAM) == "2026-03-12 14:00"
        assert wall(reminded.message.at, PARAMARIBO) == "2026-03-16 09:00"
        for who in ("noor", "bram"):
            assert "Deze ronde is gesloten op dinsdag 17 maart" in (await place.hears(who))[-1].text


async def test_x03_a_person_changes_her_own_time_zone_in_chat_and_the_next_prompt_follows(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.says("noor", "tijdzone")
        await place.says("noor", "tijdzone Paramaribo.")
        now, changed = await place.hears("noor")

        await place.until("2026-03-13 09:00")

        (asked,) = await place.hears("noor")
        assert now.text.startswith("Voor jou reken ik met de tijd van Amsterdam.")
        assert changed.text.startswith("Goed. Voor jou reken ik vanaf nu met de tijd van Paramaribo.")
        assert wall(asked.message.at, PARAMARIBO) == "2026-03-12 14:00"


async def test_x03_in_a_dialog_the_question_stands_again_and_what_names_no_time_zone_is_its_answer(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.says("noor", "verwondering")
        await place.hears("noor")

        await place.says("noor", "tijdzone Londen")
        changed = (await place.hears("noor"))[-1].text
        await place.says("noor", "tijdzone van collega's")
        answered = (await place.hears("noor"))[-1].text

        assert changed.startswith("Goed. Voor jou reken ik vanaf nu met de tijd van Londen.")
        assert "Wat heeft jou de afgelopen week verwonderd in je werk?" in changed
        assert "Wil je er nog iets bij kwijt?" in answered
