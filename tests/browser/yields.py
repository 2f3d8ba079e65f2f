"""A team that harvested twice: its first board in March, its second in June, in which one story went on."""

import sqlite3
from pathlib import Path

from tests.acceptance.harvest import put_in
from tests.browser.demo import Demo

LONG = "Een heel lang woord: " + "samenwerkingsafspraken" * 12
STORIES = {
    "noor": ("Het gaf rust om samen te kijken.", "Een contact bij de gemeente ernaast.", None),
    "bram": ("Spannend, en daarna <b>fijn</b>.", "", ("applied", "Ik bel eerst, en schrijf daarna pas.")),
    "samira": ("", "De vragenlijst van Toezicht.", ("obstacle", "Er is weinig tijd om te oefenen.")),
    "ingrid": ("Ik zag hoeveel jullie zelf oplossen.", "", ("ask", "Wie van ons belt de burger?")),
}
LATER = {
    "noor": ("", "", ("applied", "We overleggen nu elke maand met de buurgemeente.")),
    "bram": ("Het kostte minder moeite.", "", ("applied", LONG)),
    "samira": ("Ik durfde het te vragen.", "Een voorbeeldbrief.", None),
    "ingrid": ("Rustige weken.", "Een open ochtend.", ("ask", "Wat laten we los?")),
}


def harvested(folder: Path) -> Demo:
    """Return a demo in which both boards are published."""
    (folder / "formats" / "en").mkdir(parents=True)
    put_in(folder / "formats")
    demo = Demo(folder / "data", folder / "formats")
    demo.start()
    harvest(demo, "2026-03-09", "2026-03-12T09:30", STORIES)
    demo.moves("2026-06-08T09:00")
    harvest(demo, "2026-06-08", "2026-06-11T09:30", LATER)
    with sqlite3.connect(demo.database) as database:  # what came of what, as a later question asks
        told = "SELECT id FROM answer WHERE owner = 'noor' AND value = ? ORDER BY id"
        (first,), *_ = database.execute(told, ("potential",))
        (last,), *_ = database.execute(told, ("applied",))
        database.execute("UPDATE answer SET follows = ? WHERE id = ?", (first, last))
    return demo


def harvest(demo: Demo, day: str, published: str, stories: dict[str, tuple[str, str, tuple[str, str] | None]]) -> None:
    """Let everybody tell on one day, question by question, and bring the board out."""
    demo.moves(f"{day}T10:05")
    for person in stories:
        demo.says(person, "oogst")
    for number in (0, 1):
        for person, told in stories.items():
            demo.says(person, str(told[number] or "overslaan"))
        demo.moves(f"{day}T10:{10 + 5 * number}")  # else the next text might belong to this one (X15)
    for person, (*_, rule) in stories.items():
        if rule:
            demo.presses(person, rule[0])
            demo.says(person, rule[1])
        else:
            demo.says(person, "overslaan")
            demo.says(person, "overslaan")
        demo.presses(person, "V2")
    demo.moves(published)
