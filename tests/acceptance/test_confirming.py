"""The scribe writes along, and each teller decides about her own lines (S06 Session and Confirmation)."""

import io
import json
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.exporting import taken_along
from dialogs.visibility import Person as Reader
from dialogs.visibility import Room
from storage import answers, people
from storage.answers import Readable
from storage.store import Unit
from storage.tables import answer
from tests.kit.libraries import with_text
from tests.kit.town import TEAM, Town, town

HARVEST = """\
id: harvest
title: Oogst
source: 001 §2.4
why: Samen oogsten maakt zichtbaar wat leren opleverde.
kept: twaalf maanden nadat je het laatst gebruikte
starts: {rhythm: weekly}
rhythms:
  weekly: {every: week, "on": mon, at: "10:00"}
stages:
  - id: prepare
    window: {closes: "+4 hours"}
    questions:
      - {id: line_default, kind: yesno, ask: "Mag ik de regels plaatsen als ik daarna niets van je hoor?"}
  - id: write
    window: {opens: "+1 days 10:00", closes: "+2 days 09:00"}
    invite: Schrijf je mee?
    repeat: {max: 20, ask: "Nog een regel?"}
    questions:
      - {id: teller, kind: person, known: true, taking_part: true, ask: "Van wie is het verhaal?"}
      - id: level
        kind: choice
        ask: Waar hoort dit bij?
        options: {experience: Beleving, later: Voor later}
      - {id: line, belongs_to: teller, ask: "Wat schrijf je op, in woorden van de verteller?"}
    thanks: Dank je voor het meeschrijven.
  - id: confirm
    over: [line]
    silence: {line_default: ["yes"]}
    priority: confirmation
    overflow: exempt
    window: {opens: "+2 days 10:00", closes: "+4 days 10:00"}
    invite: Dit is uit jouw verhaal opgeschreven. Klopt het zo? Je hebt tot {datum_sluiting}.
    prompt: {act: Bekijken, skip: Overslaan}
    questions:
      - id: line_ok
        kind: choice
        ask: Klopt het zo?
        options:
          right: {label: Klopt, shares: V2, says: Dank je. De regel komt op het bord.}
          other: Aanpassen
          out: {label: Weglaten, withdraws: true, says: De regel is weg.}
      - {id: line_new, changes: true, public: V2, ask: "Hoe wil je het opschrijven?", only_if: {line_ok: [other]}}
    thanks: Dat was alles.
outputs:
  - {id: board, to: room, at: "fri 12:00", head: "**Oogst van {team}**", sections: [{head: "**Regels**", show: [line]}]}
"""
LINE = "Het werd stil in de zaal."


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Town]:
    async with town(tmp_path / "town", library=with_text(tmp_path / "dialogs", "harvest", HARVEST), formats=["harvest"]) as one:
        yield one


async def opens(place: Town, *who: str) -> None:
    """Let the writing open, and some begin to write."""
    await place.until("tue 10:00")
    for person in who:
        await place.taps(person, "Nu doen")


async def writes(place: Town, scribe: str, teller: str, text: str = LINE) -> None:
    """Let the scribe write down one line of a teller, where she is asked for one."""
    await place.taps(scribe, teller.capitalize())
    await place.taps(scribe, "Beleving")
    await place.says(scribe, text)


async def lines(place: Town, *, reader: str = "") -> list[Readable]:
    """Return the lines that somebody, or else the room, reads."""

    def look(unit: Unit) -> list[Readable]:
        viewer = people.viewer(unit, reader) if reader else Room(TEAM)
        return answers.through_the_gate(unit, viewer, answer.c.question == "line")

    return await place.app.store.read(look)


async def texts(place: Town, *, reader: str = "") -> list[str | None]:
    return [one.value.text for one in await lines(place, reader=reader)]


# -- writing down


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

    assert "Wie je koos leest dit, en beslist of anderen het lezen." in (await place.hears("bram"))[-1].text


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


# -- confirming


async def written(place: Town, *tellers: tuple[str, str], scribe: str = "bram") -> None:
    """Let the scribe write down these lines, and the tellers be asked about them."""
    await opens(place, scribe)
    for number, (teller, text) in enumerate(tellers):
        if number:
            await place.says(scribe, "ja")
        await writes(place, scribe, teller, text)
    await place.says(scribe, "nee")
    await place.until("wed 10:00")


async def test_s06_a_teller_sees_each_of_her_lines_and_confirms_it(place: Town) -> None:
    await written(place, ("noor", LINE), ("noor", "Het duurde lang."), ("samira", "Van Samira."))

    await place.taps("noor", "Bekijken")

    asked = (await place.hears("noor"))[-1]
    assert LINE in asked.text
    assert "Het duurde lang." not in asked.text
    await place.taps("noor", "Klopt")
    assert await texts(place) == [LINE]
    assert "Het duurde lang." in (await place.hears("noor"))[-1].text
    await place.taps("noor", "Klopt")
    assert await texts(place) == [LINE, "Het duurde lang."]
    assert "Dat was alles." in (await place.hears("noor"))[-1].text


async def test_s06_the_first_message_tells_until_when_and_quotes_nothing(place: Town) -> None:
    await written(place, ("noor", LINE))

    asked = (await place.hears("noor"))[-1]

    assert "Je hebt tot vrijdag 13 maart." in asked.text
    assert LINE not in asked.text


async def test_s06_acceptance_5_a_line_that_its_teller_removes_is_on_no_board(place: Town) -> None:
    await written(place, ("noor", LINE), ("samira", "Van Samira."))
    for who, choice in (("noor", "Weglaten"), ("samira", "Klopt")):
        await place.taps(who, "Bekijken")
        await place.taps(who, choice)

    await place.until("fri 12:00")

    assert await texts(place) == ["Van Samira."]
    assert LINE not in await place.room()
    assert "Van Samira." in await place.room()
    for reader in ("noor", "bram", "ingrid", "fatima"):
        assert LINE not in await texts(place, reader=reader)


async def test_s06_a_teller_words_a_line_otherwise_and_that_is_placed(place: Town) -> None:
    await written(place, ("noor", LINE))
    await place.taps("noor", "Bekijken")
    await place.taps("noor", "Aanpassen")
    assert await texts(place) == []

    await place.says("noor", "Iedereen luisterde.")

    (line,) = await lines(place)
    assert (line.value.text, line.owner) == ("Iedereen luisterde.", "noor")
    await place.hears("bram")
    await place.says("bram", "mijn antwoorden")
    assert "Iedereen luisterde." not in (await place.hears("bram"))[-1].text


async def test_s06_a_line_that_was_taken_back_meanwhile_is_not_asked_about(place: Town) -> None:
    await written(place, ("noor", LINE), ("noor", "Het duurde lang."))
    await place.says("noor", "verwijder 1")
    await place.taps("noor", "Ja, verwijder")

    await place.taps("noor", "Bekijken")
    assert "Het duurde lang." in (await place.hears("noor"))[-1].text
    await place.taps("noor", "Klopt")

    assert await texts(place) == ["Het duurde lang."]
    assert LINE not in await place.reads("noor")


async def test_s06_a_restart_in_between_loses_no_choice(place: Town) -> None:
    await written(place, ("noor", LINE), ("noor", "Het duurde lang."))
    await place.taps("noor", "Bekijken")
    await place.taps("noor", "Klopt")
    await place.restart()

    await place.taps("noor", "Weglaten")

    assert await texts(place) == [LINE]


async def test_s06_k5_a_colleagues_name_in_a_line_is_asked_about_first(place: Town) -> None:
    await written(place, ("noor", "Toen zei Samira iets."))
    await place.taps("noor", "Bekijken")

    await place.taps("noor", "Klopt")

    assert "Samira" in (await place.hears("noor"))[-1].text
    assert await texts(place) == []


async def test_s06_hostile_nobody_else_presses_a_tellers_buttons(place: Town) -> None:
    await written(place, ("noor", LINE), ("samira", "Van Samira."))
    await place.taps("noor", "Bekijken")
    await place.taps("samira", "Bekijken")
    (confirm,) = [id_ for label, id_ in (await place.shown("noor"))[-1].choices.items() if label == "Klopt"]
    (hers,) = [id_ for label, id_ in (await place.shown("samira"))[-1].choices.items() if label == "Klopt"]
    mixed = ".".join([confirm.split(".")[0], *hers.split(".")[1:]])

    for who, button in (("bram", confirm), ("samira", confirm), ("ingrid", confirm), ("noor", mixed)):
        await place.presses(who, button)

    assert await texts(place) == []


async def test_s06_a_teller_who_leaves_in_between_shares_nothing(place: Town) -> None:
    await written(place, ("noor", LINE))
    await place.taps("noor", "Bekijken")
    button = (await place.shown("noor"))[-1].choices["Klopt"]
    await place.leaves("noor")

    await place.presses("noor", button)

    assert await texts(place) == []
    assert await texts(place, reader="noor") == [LINE]


async def test_s06_k1_in_a_tiny_group_a_line_has_its_tellers_name(place: Town) -> None:
    for who in ("samira", "joost"):
        await place.leaves(who)
    await written(place, ("noor", LINE))
    await place.taps("noor", "Bekijken")
    await place.taps("noor", "Klopt")

    (line,) = await lines(place)

    assert line.owner == "noor"


# -- silence


async def answers_silence(place: Town, **said: str) -> None:
    """Let some say what their silence means, before anything is written."""
    await place.until("mon 10:00")
    for who, answered in said.items():
        await place.taps(who, "Nu doen")
        await place.says(who, answered)


async def test_s06_acceptance_6_without_a_reaction_the_answer_given_before_decides(place: Town) -> None:
    await answers_silence(place, noor="ja", samira="nee")
    await written(place, ("noor", "Van Noor."), ("samira", "Van Samira."), ("joost", "Van Joost."))
    await place.until("fri 09:59")
    assert await texts(place) == []

    await place.until("fri 12:00")

    assert await texts(place) == ["Van Noor."]
    assert "Van Noor." in (board := await place.room())
    assert "Van Samira." not in board
    assert "Van Joost." not in board
    assert await texts(place, reader="samira") == ["Van Noor.", "Van Samira."]


async def test_s06_a_choice_counts_over_silence(place: Town) -> None:
    await answers_silence(place, noor="ja", samira="nee")
    await written(place, ("noor", "Weg hiermee."), ("noor", "Anders graag."), ("noor", "Niets gezegd."), ("samira", "Goed zo."))
    await place.taps("noor", "Bekijken")
    await place.taps("noor", "Weglaten")
    await place.taps("noor", "Aanpassen")
    await place.taps("samira", "Bekijken")
    await place.taps("samira", "Klopt")

    await place.until("fri 12:00")

    assert await texts(place) == ["Niets gezegd.", "Goed zo."]


async def test_s06_a_line_that_was_made_private_is_not_placed_by_silence(place: Town) -> None:
    await answers_silence(place, noor="ja")
    await written(place, ("noor", LINE))
    await place.says("noor", "maak privé 2")

    await place.until("fri 12:00")

    assert await texts(place) == []


async def test_s06_who_skips_it_all_leaves_it_to_what_she_said_before(place: Town) -> None:
    await answers_silence(place, noor="ja", samira="nee")
    await written(place, ("noor", "Van Noor."), ("samira", "Van Samira."))

    await place.taps("noor", "Overslaan")
    await place.taps("samira", "Overslaan")

    assert await texts(place) == ["Van Noor."]


async def test_s06_her_time_begins_when_the_message_reaches_her(place: Town) -> None:
    await answers_silence(place, noor="ja")
    await place.set("noor", away_until=place.moment("thu 10:00"))
    await written(place, ("noor", LINE))
    await place.until("thu 10:00")
    assert "Je hebt tot zaterdag 14 maart." in (await place.hears("noor"))[-1].text

    await place.until("sat 09:59")
    assert await texts(place) == []
    await place.until("sat 10:00")

    assert await texts(place) == [LINE]


async def test_s06_a_line_that_its_teller_never_saw_is_not_placed(place: Town) -> None:
    await answers_silence(place, noor="ja")
    await place.set("noor", away_until=place.moment("fri 15:00"))
    await written(place, ("noor", LINE))

    await place.until("2026-03-18 12:00")

    assert await texts(place) == []
    assert await texts(place, reader="noor") == [LINE]


async def test_s06_silence_of_somebody_who_left_places_nothing(place: Town) -> None:
    await answers_silence(place, noor="ja")
    await written(place, ("noor", LINE))
    await place.leaves("noor")

    await place.until("fri 12:00")

    assert await texts(place) == []


async def test_s06_something_else_in_between_does_not_cut_her_time_short(place: Town) -> None:
    await answers_silence(place, noor="ja")
    await written(place, ("noor", "Ja zo."), ("noor", "Nog over."))
    await place.taps("noor", "Bekijken")
    await place.taps("noor", "Klopt")
    await place.switch_on("weekly_wonder")

    await place.until("fri 09:59")
    assert await texts(place) == ["Ja zo."]
    await place.until("fri 10:00")

    assert await texts(place) == ["Ja zo.", "Nog over."]


async def test_s06_a_restart_during_the_silence_changes_nothing(place: Town) -> None:
    await answers_silence(place, noor="ja")
    await written(place, ("noor", LINE))
    await place.restart()

    await place.until("fri 12:00")

    assert await texts(place) == [LINE]
