"""``unless_open``: a format gives way to rounds of others that are open, by the calendar only."""

from datetime import timedelta
from pathlib import Path

from dialogs.library import load
from dialogs.timing.dryrun import foresee
from dialogs.timing.onlooker import Group
from tests.kit.libraries import with_formats
from tests.kit.town import AMSTERDAM, PRIVATE, at, town


async def test_a_format_gives_way_to_an_open_round_and_its_word_still_works(tmp_path: Path) -> None:
    with_formats(tmp_path, inzicht="insight")
    file = tmp_path / "formats" / "inzicht.yaml"
    text = file.read_text(encoding="utf-8").replace('"on": thu', '"on": fri')
    text = text.replace(
        "starts: {rhythm: weekly}", "starts: {rhythm: weekly, command: kort inzicht, unless_open: [weekly_wonder]}"
    )
    file.write_text(text, encoding="utf-8")
    async with town(tmp_path / "town", library=load(tmp_path)) as place:
        await place.until("thu 15:00")
        await place.tells("noor", "Het werd stil.", PRIVATE)
        await place.hears("noor")

        await place.until("fri 17:00")
        assert await place.hears("noor") == []

        await place.says("noor", "kort inzicht")
        assert "Wat zei inzicht?" in (await place.hears("noor"))[-1].text


def test_what_gives_way_is_not_foreseen_either(tmp_path: Path) -> None:
    formats = {name: edition.dutch for name, edition in with_formats(tmp_path, inzicht="insight").editions.items()}
    file = tmp_path / "formats" / "inzicht.yaml"
    text = file.read_text(encoding="utf-8").replace('"on": thu', '"on": fri')
    file.write_text(text.replace("{rhythm: weekly}", "{rhythm: weekly, unless_open: [weekly_wonder]}"), encoding="utf-8")
    formats |= {"inzicht": load(tmp_path).editions["inzicht"].dutch}
    on, start = {"weekly_wonder": "weekly", "inzicht": "weekly"}, at("2026-03-09 08:30")

    coming = foresee(on, formats, Group(AMSTERDAM), start, start + timedelta(weeks=2))

    assert "inzicht" not in {piece.format for one in coming for piece in one.holds}
    assert "weekly_wonder" in {piece.format for one in coming for piece in one.holds}
