"""A small harvest on a weekly rhythm, to try boards with: stories of some values, a line of a chosen one, a board."""

import shutil
from pathlib import Path

from dialogs.library import HERE, Library, load
from tests.kit.town import Town

FORMAT = """\
id: harvest
title: Oogst
source: 001 §2.4
why: Samen oogsten maakt zichtbaar wat leren opleverde.
kept: twaalf maanden nadat je het laatst gebruikte
starts: {rhythm: weekly, command: oogst}
rhythms:
  weekly: {every: week, "on": mon, at: "10:00"}
stages:
  - id: tell
    window: {closes: "wed 12:00"}
    questions:
      - {id: lived, ask: "Hoe heb je het beleefd?", value: experience}
      - {id: kept, ask: "Wat heb je nu in huis voor later?", value: potential}
      - id: belongs
        kind: choice
        ask: Waar hoort de volgende regel bij?
        options: {applied: Toegepast, obstacle: In de weg, ask: Vraag aan ons}
      - {id: rule, ask: "Wat schrijf je op?", value: belongs, file: true}
      - {id: share, kind: share, ask: "Wie mag dit lezen?", allow: [V0, V2, V3]}
    thanks: Dank je, {naam}.
outputs:
  - id: total
    kind: board
    at: "thu 09:00"
    head: "**Totaalopbrengst van {team}, {datum}**"
    sections:
      - {head: "**Beleving**", value: [experience]}
      - {head: "**Voor later**", value: [potential]}
      - {head: "**Toegepast**", value: [applied]}
      - {head: "**Effect**", value: [realised]}
      - {head: "**Anders kijken**", value: [reframing]}
      - {head: "**In de weg**", value: [obstacle]}
      - {head: "**Levend houden**", value: [maintain]}
      - {head: "**Vraag aan ons**", value: [ask]}
    empty: Deze keer niets, dat is prima.
    count: Aan deze opbrengst werkten {aantal} mensen mee.
    talk:
      - Welk verhaal blijft je bij?
      - Wat hiervan kan ook op een andere plek lukken?
      - Wat vraagt dit van ons?
    close: "Typ \\"opbrengst\\" voor een pagina om te bewaren of te printen."
"""
ENGLISH = """\
title: Harvest
stages:
  tell:
    questions:
      lived: {ask: "How was it for you?"}
outputs:
  total:
    head: "**Total harvest of {team}, {datum}**"
    sections:
      - {head: "**Experience**", value: [experience]}
      - {head: "**For later**", value: [potential]}
      - {head: "**Applied**", value: [applied]}
      - {head: "**Effect**", value: [realised]}
      - {head: "**Seeing it differently**", value: [reframing]}
      - {head: "**In the way**", value: [obstacle]}
      - {head: "**Keeping it alive**", value: [maintain]}
      - {head: "**Asked of us**", value: [ask]}
    empty: Nothing this time, and that is fine.
    count: "{aantal} people worked on this harvest."
    talk:
      - Which story stays with you?
      - What of this could also work elsewhere?
      - What does this ask of us?
    close: "Type \\"board\\" for a page to keep or to print."
"""
EMPTY = "Deze keer niets, dat is prima."


def put_in(folder: Path) -> None:
    """Put the format with its translation into a folder of formats."""
    (folder / "harvest.yaml").write_text(FORMAT, encoding="utf-8")
    (folder / "en" / "harvest.yaml").write_text(ENGLISH, encoding="utf-8")


def harvesting(folder: Path) -> Library:
    """Return the library with the harvest in it, kept in a folder."""
    shutil.copytree(HERE / "formats", folder / "formats")
    put_in(folder / "formats")
    return load(folder)


async def tells(
    place: Town, person: str, readers: str, *, lived: str = "", kept: str = "", rule: tuple[str, str] = ("", "")
) -> None:  # fmt: skip
    """Let somebody tell her story, skipping what she has no words for, and choose its readers."""
    for text in (lived, kept):
        await place.says(person, text or "overslaan")
        await place.wait(minutes=2)  # else the next text might belong to this one (X15)
    button, words = rule
    await (place.taps(person, button) if button else place.says(person, "overslaan"))
    await place.says(person, words or "overslaan")
    await place.taps(person, readers)
