"""A button beside an open question ("Nog niet", S04): it is kept and shown in its own words, and shared with nobody."""

import shutil
from pathlib import Path

import pytest

from dialogs.library import HERE, Library, load
from tests.kit.town import NAMED, town

APPLIED = """\
id: applied_it
title: Toegepast
source: 001 §2.5.1
why: Wat je al doet, telt ook.
kept: twaalf maanden nadat je het laatst gebruikte
starts: {command: toegepast}
stages:
  - id: tell
    who: owner
    questions:
      - {id: story, ask: "Wat gebeurde er?"}
      - {id: applied, ask: "Wat doe je nu anders in je werk?", options: {not_yet: Nog niet}}
      - {id: share, kind: share, ask: "Wie mag dit lezen?", allow: [V0, V2]}
outputs:
  - {id: board, at: "opening + 1 days", head: Toegepast, sections: [{head: Gedeeld, show: [story, applied]}]}
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    folder = tmp_path / "dialogs"
    shutil.copytree(HERE / "formats", folder / "formats")
    (folder / "formats" / "applied_it.yaml").write_text(APPLIED, encoding="utf-8")
    return load(folder)


async def test_what_was_pressed_is_listed_in_its_own_words(tmp_path: Path, library: Library) -> None:
    async with town(tmp_path / "town", library=library, formats=[]) as place:
        await place.says("noor", "toegepast")
        await place.says("noor", "overslaan")
        await place.says("noor", "Nog niet")
        await place.hears("noor")

        await place.says("noor", "mijn antwoorden")

        assert "Nog niet" in (await place.hears("noor"))[-1].text
        await place.says("noor", "toon 1")
        assert "> \u2068Nog niet\u2069" in (await place.hears("noor"))[-1].text


async def test_what_was_pressed_is_not_shared_with_the_story(tmp_path: Path, library: Library) -> None:
    async with town(tmp_path / "town", library=library, formats=[]) as place:
        await place.says("noor", "toegepast")
        await place.says("noor", "Het werd stil.")
        await place.wait(minutes=2)
        await place.says("noor", "Nog niet")
        await place.taps("noor", NAMED)
        await place.hears("noor")

        await place.says("noor", "mijn antwoorden")

        told = (await place.hears("noor"))[-1].text
        assert "Het werd stil.\u2069 (Met de groep, met mijn naam)" in told
        assert "Nog niet\u2069 (Alleen voor mij)" in told
