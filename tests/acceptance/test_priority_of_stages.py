"""C-36: one format may have stages of different weight; "value check (line confirmation first)"."""

from pathlib import Path

import pytest

from dialogs.library import Library, load
from dialogs.timing.dryrun import foresee
from dialogs.timing.onlooker import Group
from tests.kit.libraries import with_formats
from tests.kit.town import AMSTERDAM, at, town

TWO_STAGES = """
id: value_check
title: Waardecheck
source: 001 §2.4
why: Samen oogsten maakt zichtbaar wat leren opleverde.
kept: twaalf maanden
priority: value_check
starts: {rhythm: weekly}
rhythms:
  weekly: {every: week, "on": mon, at: "10:00"}
stages:
  - id: prepare
    window: {closes: "thu 09:00"}
    questions: [{id: experience, ask: "Hoe heb je het beleefd?"}]
  - id: confirm
    priority: confirmation
    overflow: exempt
    window: {opens: "thu 14:00", closes: "+4 workdays 17:00"}
    questions: [{id: line_ok, kind: yesno, ask: "Klopt deze regel?"}]
"""


@pytest.fixture
def formats(tmp_path: Path) -> Library:
    """The library with a format of two weights, and others that are due on the same days."""
    with_formats(tmp_path, overleg="contract", inzicht="insight")
    file = tmp_path / "formats" / "value_check.yaml"
    file.write_text(TWO_STAGES, encoding="utf-8")
    for name, day in (("overleg", "tue"), ("inzicht", "wed")):
        other = tmp_path / "formats" / f"{name}.yaml"
        other.write_text(other.read_text(encoding="utf-8").replace('"on": thu', f'"on": {day}'), encoding="utf-8")
    return load(tmp_path)


async def test_c36_confirming_lines_comes_as_the_fourth_message_of_a_week_and_before_what_is_due_with_it(
    tmp_path: Path, formats: Library
) -> None:
    async with town(tmp_path / "town", library=formats) as place:
        await place.until("thu 13:59")
        before = await place.hears("noor")

        await place.until("thu 17:00")

        (fourth,) = await place.hears("noor")
        assert len(before) == 3
        assert "Klopt deze regel?" in fourth.text
        assert "verwonderd" not in fourth.text


async def test_x08_the_dry_run_knows_the_weight_of_each_stage(tmp_path: Path, formats: Library) -> None:
    async with town(tmp_path / "town", library=formats) as place:
        start, until = place.clock.now(), at("2026-03-23 08:30")
        on = dict.fromkeys(("value_check", "overleg", "inzicht", "weekly_wonder", "facilitator_week"), "weekly")
        dutch = {name: edition.dutch for name, edition in formats.editions.items()}

        foreseen = [one.at for one in foresee(on, dutch, Group(AMSTERDAM), start, until) if one.who == "member"]
        await place.until(until)

        assert foreseen == [one.message.at for one in await place.hears("noor")]
