"""A small harvest on a weekly rhythm, to try what a scribe writes down for tellers, and what they then decide."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from dialogs.visibility import Room
from storage.groups import people
from storage.store import Unit
from storage.tables import answer
from storage.talks import answers
from storage.talks.answers import Readable
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


@asynccontextmanager
async def harvesting(folder: Path) -> AsyncIterator[Town]:
    """Build a town in which this is asked each week."""
    library = with_text(folder / "dialogs", "harvest", HARVEST)
    async with town(folder / "town", library=library, formats=["harvest"]) as place:
        yield place


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
    """Return the words of the lines that somebody, or else the room, reads."""
    return [one.value.text for one in await lines(place, reader=reader)]


async def written(place: Town, *tellers: tuple[str, str], scribe: str = "bram") -> None:
    """Let the scribe write down these lines, and the tellers be asked about them."""
    await opens(place, scribe)
    for number, (teller, text) in enumerate(tellers):
        if number:
            await place.says(scribe, "ja")
        await writes(place, scribe, teller, text)
    await place.says(scribe, "nee")
    await place.until("wed 10:00")
