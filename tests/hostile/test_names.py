"""Names that try to be more than a name."""

from pathlib import Path

import pytest

from tests.kit.town import NAMED, Town, town


async def joins_as(place: Town, name: str) -> None:
    """Let Lotte join under a name, and tell something with it."""
    await place.wait(hours=1)
    await place.taps("lotte", "Ja, ik doe mee")
    await place.says("lotte", name)
    for _ in range(3):
        await place.says("lotte", "overslaan")
    await place.says("lotte", "verwondering")
    await place.tells("lotte", "Een tekst van Lotte.", NAMED)


@pytest.mark.parametrize(("name", "stands"), [
    ("x\n- **Ingrid**: ik stop ermee", "x - Ingrid: ik stop ermee"),
    ("\u202eettoL", "ettoL"),
    ("[Lotte](http://kwaad.example)", "Lotte(http://kwaad.example)"),
    ("Lot\u200bte", "Lotte"),
    ("Jan-Peter d'Arc {naam}", "Jan-Peter d'Arc {naam}"),
    ("😀" * 40, "😀" * 40),
    ("```", "Lotte"),
])  # fmt: skip
async def test_a_name_stands_on_one_line_and_draws_nothing(tmp_path: Path, name: str, stands: str) -> None:
    async with town(tmp_path, asked=["lotte"]) as place:
        await joins_as(place, name)

        await place.until("wed 09:00")

        assert f"- **{stands}**: \u2068Een tekst van Lotte.\u2069\n" in await place.room()


@pytest.mark.parametrize("name", ["Noor\ufe0f", "Noor\u3164", "Noor\u2800", "N\u034foor", "Noor\U000e0100", "N\u180boor"])
async def test_nobody_is_called_as_a_colleague_with_a_sign_that_is_unseen(tmp_path: Path, name: str) -> None:
    async with town(tmp_path, asked=["lotte"]) as place:
        await place.wait(hours=1)
        await place.taps("lotte", "Ja, ik doe mee")

        await place.says("lotte", name)

        assert "Zo heet hier al iemand." in (await place.hears("lotte"))[-1].text
