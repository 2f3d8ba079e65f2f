"""Whoever writes before the bot has introduced itself is asked once whether she takes part, not twice (S01)."""

from pathlib import Path

from tests.kit.town import town

ASKED = "Doe je mee?"


async def test_whoever_writes_first_is_not_asked_again_by_the_invitation(tmp_path: Path) -> None:
    async with town(tmp_path, asked=["lotte"]) as place:
        await place.says("lotte", "hoi")
        await place.hears("lotte")

        await place.until("fri 17:00")

        assert await place.hears("lotte") == []


async def test_whoever_writes_first_and_agrees_is_not_asked_again(tmp_path: Path) -> None:
    async with town(tmp_path, asked=["lotte"]) as place:
        await place.says("lotte", "hoi")
        await place.taps("lotte", "Ja, ik doe mee")
        await place.hears("lotte")

        await place.until("tue 17:00")

        assert ASKED not in "".join(heard.text for heard in await place.hears("lotte"))


async def test_whoever_writes_first_and_does_not_react_is_reminded_once(tmp_path: Path) -> None:
    async with town(tmp_path, asked=["lotte"]) as place:
        await place.says("lotte", "hoi")
        await place.hears("lotte")

        await place.wait(days=21)

        assert len(await place.hears("lotte")) == 1
