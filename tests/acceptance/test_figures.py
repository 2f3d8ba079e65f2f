"""K1, K4 and K6: how many people took part is told from four on, after closing, and compared with nothing."""

from pathlib import Path

import pytest

from tests.kit.town import FACILITATOR_ONLY, NAMED, PRIVATE, town


async def test_k1_no_number_is_told_when_three_of_eight_took_part(tmp_path: Path) -> None:
    async with town(tmp_path, members=["noor", "bram", "samira", "joost", "lotte", "daan", "emma"]) as place:
        await place.until("thu 14:00")
        for who in ("noor", "bram", "samira"):
            await place.tells(who, f"Genoemd door {who}.", NAMED)

        await place.until("wed 10:00")

        everything = await place.room() + (await place.hears("fatima"))[-1].text
        assert "Genoemd door" in everything
        assert "deden mee" not in everything
        assert "3 mensen" not in everything


async def test_k1_a_number_is_told_from_four_and_only_after_closing(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        for who in ("noor", "bram", "samira", "joost"):
            await place.tells(who, "Iets.", PRIVATE)
        await place.until("wed 10:00")
        await place.until("thu 14:00")
        await place.tells("noor", "Genoemd.", NAMED)
        await place.until("wed 10:00")

        second = (await place.hears("fatima"))[-1].text
        assert "1 mensen" not in second
        assert "deden mee" not in second

    async with town(tmp_path / "four") as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Iets.", NAMED)
        for who in ("bram", "samira", "joost"):
            await place.tells(who, "Iets.", PRIVATE)

        await place.until("wed 10:00")

        assert "4 mensen deden mee" in await place.reads("fatima")
        assert "mensen" not in await place.room()


@pytest.mark.parametrize("beside", ["nothing", "private"])
async def test_k1_a_number_does_not_tell_of_the_one_whose_name_is_not_there(tmp_path: Path, beside: str) -> None:
    """Beside four names a number of four would tell who did not take part, and five that she keeps hers to herself."""
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        for who in ("noor", "bram", "samira", "joost"):
            await place.tells(who, "Iets.", NAMED)
        if beside == "private":
            await place.tells("ingrid", "Van mij.", PRIVATE)

        await place.until("wed 10:00")

        assert "Iets." in await place.reads("fatima")
        assert "deden mee" not in await place.reads("fatima")


async def test_k6_in_a_team_of_three_no_number_is_told_though_all_took_part(tmp_path: Path) -> None:
    async with town(tmp_path, members=["noor", "bram"]) as place:
        await place.until("thu 14:00")
        for who in ("ingrid", "noor", "bram"):
            await place.tells(who, "Iets van ons.", NAMED)

        await place.until("wed 10:00")

        assert "deden mee" not in (await place.hears("fatima"))[-1].text


async def test_k4_an_overview_compares_a_round_with_none_before_it(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        for who in (("noor", "bram", "samira", "joost"), ("noor", "bram", "samira", "joost", "ingrid")):
            await place.until("thu 14:00")
            for person in who:
                await place.tells(person, "Iets.", FACILITATOR_ONLY)
                await place.wait(minutes=2)
        await place.until("wed 10:00")

        overview = (await place.hears("fatima"))[-1].text

        assert "5 mensen deden mee" in overview
        assert not any(word in overview for word in ("4 mensen", "hoger", "lager", "meer dan", "minder dan", "gelijk"))
