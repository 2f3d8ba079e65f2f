"""The scribe writes along, in the words of the tellers; what she wrote is theirs (S06 Session)."""

import io
import json
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.upkeep.exporting import taken_along
from dialogs.visibility import Person as Reader
from storage.tables import answer
from storage.talks import answers
from tests.acceptance.lines import LINE, harvesting, lines, opens, texts, writes
from tests.kit.town import TEAM, Town


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Town]:
    async with harvesting(tmp_path) as one:
        yield one


async def test_s06_a_line_is_the_tellers_and_nobody_else_reads_it(place: Town) -> None:
    await opens(place, "bram")
    await writes(place, "bram", "noor")

    (line,) = await lines(place, reader="noor")
    assert (line.value.text, line.owner, line.sealed.author, line.sealed.level) == (LINE, "noor", "bram", "V0")
    for other in ("bram", "samira", "ingrid", "fatima", ""):
        assert await lines(place, reader=other) == []


async def test_s06_the_scribe_hears_who_reads_what_she_writes(place: Town) -> None:
    await opens(place, "bram")
    await place.taps("bram", "Noor")
    await place.taps("bram", "Beleving")

    assert "Wie dit vertelde leest het, en beslist of anderen het lezen." in (await place.hears("bram"))[-1].text


async def test_s06_the_teller_finds_it_among_her_answers_with_who_wrote_it_down_and_the_scribe_does_not(place: Town) -> None:
    await opens(place, "bram")
    await writes(place, "bram", "noor")
    await place.says("bram", "nee")

    await place.says("noor", "mijn antwoorden")
    await place.taps("noor", "Toon 1")
    await place.hears("bram")
    await place.says("bram", "mijn antwoorden")

    assert LINE in (shown := (await place.hears("noor"))[-1].text)
    assert "Opgeschreven door Bram." in shown
    assert LINE not in (await place.hears("bram"))[-1].text


async def test_s06_hostile_the_scribe_cannot_show_share_change_or_take_back_a_line(place: Town) -> None:
    await opens(place, "bram")
    await writes(place, "bram", "noor")
    await place.says("bram", "nee")
    await place.hears("bram")

    for word in ("toon 1", "deel 1", "wijzig 1", "verwijder 1", "maak privé 1"):
        await place.says("bram", word)
    await place.presses("bram", "a1.show")

    assert LINE not in "".join(one.text for one in await place.hears("bram"))
    assert await texts(place, reader="noor") == [LINE]
    assert await lines(place) == []


async def test_s06_going_back_shows_no_line_that_was_written(place: Town) -> None:
    await opens(place, "bram")
    await writes(place, "bram", "noor")
    await place.hears("bram")

    for word in ("terug", "terug", "stop", "weggooien"):
        await place.says("bram", word)

    assert LINE not in "".join(one.text for one in await place.hears("bram"))
    assert await texts(place, reader="noor") == [LINE]


async def test_s06_what_was_written_half_way_stays_when_the_time_is_over(place: Town) -> None:
    await opens(place, "bram")
    await writes(place, "bram", "noor")
    await place.says("bram", "ja")
    await place.taps("bram", "Samira")

    await place.until("wed 09:30")

    assert await texts(place, reader="noor") == [LINE]


async def test_s06_a_line_that_comes_too_late_still_reaches_the_teller(place: Town) -> None:
    await opens(place, "bram")
    await place.taps("bram", "Noor")
    await place.taps("bram", "Beleving")
    await place.until("wed 09:30")

    await place.says("bram", LINE)

    assert "bewaard voor wie je koos" in (await place.hears("bram"))[-1].text
    assert await texts(place, reader="noor") == [LINE]


async def test_s06_a_restart_loses_no_line(place: Town) -> None:
    await opens(place, "bram")
    await place.taps("bram", "Noor")
    await place.restart()
    await place.taps("bram", "Beleving")
    await place.restart()
    await place.says("bram", LINE)

    assert await texts(place, reader="noor") == [LINE]


async def test_s06_who_does_not_take_part_is_not_offered(place: Town) -> None:
    await place.set("joost", consent="no")
    await place.leaves("samira")
    await opens(place, "bram")

    shown = (await place.hears("bram"))[-1].choices

    assert [name for name in shown if name in {"Noor", "Bram", "Ingrid", "Joost", "Samira"}] == ["Bram", "Ingrid", "Noor"]


async def test_s06_nothing_is_kept_for_a_teller_who_left_in_between(place: Town) -> None:
    await opens(place, "bram")
    await place.taps("bram", "Noor")
    await place.taps("bram", "Beleving")
    await place.leaves("noor")
    await place.hears("bram")

    await place.says("bram", LINE)

    assert "doet niet meer mee" in (await place.hears("bram"))[-1].text
    assert await lines(place, reader="noor") == []


async def test_s11_the_teller_takes_along_what_was_written_down_for_her_and_nothing_of_the_scribe(place: Town) -> None:
    await opens(place, "bram")
    await writes(place, "bram", "noor")
    await place.says("bram", "ja")
    await writes(place, "bram", "samira", "Iets van Samira.")
    now, editions = place.clock.now(), place.app.editions

    archive = await place.app.store.read(lambda unit: taken_along(unit, editions, "noor", now))

    found = zipfile.ZipFile(io.BytesIO(archive)).read("leerbot.json").decode()
    [written] = json.loads(found)["rows"]["answer"]
    assert (written["body"]["t"], written["asked"]) == (LINE, "Wat schrijf je op, in woorden van de verteller?")
    assert "Iets van Samira." not in found


async def erases(place: Town, who: str) -> None:
    """Let somebody leave and have everything erased."""
    await place.says(who, "afmelden")
    await place.taps(who, "Alles verwijderen")
    await place.taps(who, "Ja, stop en verwijder alles")


async def test_s06_a_teller_who_erases_herself_takes_her_lines_along_and_the_scribe_goes_on(place: Town) -> None:
    await opens(place, "bram")
    await writes(place, "bram", "noor")
    await erases(place, "noor")

    await place.says("bram", "ja")
    await writes(place, "bram", "samira", "Nu van mij.")

    assert await texts(place, reader="noor") == []
    assert await texts(place, reader="samira") == ["Nu van mij."]


async def test_s06_a_scribe_who_erases_herself_leaves_the_lines_with_their_tellers(place: Town) -> None:
    await opens(place, "bram")
    await writes(place, "bram", "noor")
    await place.says("bram", "ja")
    await writes(place, "bram", "samira", "Nu van mij.")
    await place.says("bram", "nee")

    await erases(place, "bram")

    (line,) = await lines(place, reader="noor")
    assert (line.value.text, line.sealed.author) == (LINE, "noor")
    assert await texts(place, reader="samira") == ["Nu van mij."]
    await erases(place, "noor")
    assert await texts(place, reader="samira") == ["Nu van mij."]


async def test_s06_a_teller_who_takes_a_line_back_does_not_end_the_scribes_writing(place: Town) -> None:
    await opens(place, "bram")
    await writes(place, "bram", "noor")
    await place.says("noor", "verwijder 1")
    await place.says("noor", "ja")

    await place.says("bram", "ja")
    await writes(place, "bram", "noor", "En nog een.")

    assert await texts(place, reader="noor") == ["En nog een."]


async def test_s06_a_line_of_somebody_in_two_teams_belongs_to_the_team_where_it_was_told(place: Town) -> None:
    await place.add_team("toezicht")
    await place.add("noor", team="toezicht")
    await opens(place, "bram")
    await writes(place, "bram", "noor")

    (line,) = await place.app.store.read(
        lambda unit: answers.through_the_gate(unit, Reader("noor"), answer.c.question == "line")
    )

    assert line.sealed.group == TEAM
