"""A board as a file to take along: the same words, in which nothing runs and nothing is markup (S06)."""

import csv
import re
from collections.abc import AsyncIterator
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from odfdo import Document

from storage.privacy import audit
from tests.acceptance.harvest import harvesting, tells
from tests.evidence.recording import Record
from tests.kit.town import NAMED, PRIVATE
from tests.pages.test_boards import opened
from tests.pages.visiting import Visit, visiting

WORDS = "=1+1 & <b>vet</b> *ster*\n- geen lijst\n1. geen nummer"


@pytest.fixture
async def visit(tmp_path: Path) -> AsyncIterator[Visit]:
    library = harvesting(tmp_path / "dialogs")
    async with visiting(tmp_path / "data", library=library, formats=["harvest"]) as built:
        await built.town.until("mon 10:00")
        await tells(built.town, "noor", NAMED, lived=WORDS, rule=("Toegepast", "Ik bel eerst."))
        await tells(built.town, "bram", PRIVATE, lived="Alleen van Bram.")
        await built.town.until("thu 09:00")
        yield built


async def taken(visit: Visit, kind: str, person: str = "ingrid") -> bytes:
    """Return a board as somebody takes it along."""
    browser, where = await opened(visit, person)
    async with browser.client.get(f"{where}.{kind}") as answer:
        assert answer.status == 200
        language = "opbrengst" if person == "ingrid" else "harvest"
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{language}-2026-03-12.{kind}"'
        return await answer.read()


async def test_s06_the_table_opens_in_a_spreadsheet_and_no_formula_runs_in_it(visit: Visit) -> None:
    table = await taken(visit, "csv")

    assert table.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(table.decode("utf-8-sig")), delimiter=";"))
    assert rows == [
        ["Kopje", "Naam", "Tekst"],
        ["Beleving", "Noor", f"'{WORDS}"],
        ["Toegepast", "Noor", "Ik bel eerst."],
    ]


async def test_s06_the_text_holds_peoples_words_as_words(visit: Visit) -> None:
    text = (await taken(visit, "md")).decode()

    assert text.startswith("# Totaalopbrengst van Team Vergunningen, donderdag 12 maart\n\n## Beleving\n\n**Noor**\n\n- ")
    assert "\\=1+1 \\& \\<b\\>vet\\</b\\> \\*ster\\*\\\n  \\- geen lijst\\\n  1\\. geen nummer" in text
    assert "## Effect\n\nDeze keer niets, dat is prima.\n\n" in text
    assert "- Welk verhaal blijft je bij?" in text
    assert "Alleen van Bram." not in text


@pytest.mark.trust("S30")
async def test_s06_the_document_says_what_the_page_says(visit: Visit, reached: Record) -> None:
    document = Document(BytesIO(await taken(visit, "odt")))

    headers = [(int(one.level), one.text_recursive) for one in document.body.headers]
    assert headers[0] == (1, "Totaalopbrengst van Team Vergunningen, donderdag 12 maart")
    assert [text for level, text in headers[1:] if level == 2] == [
        "Beleving", "Voor later", "Toegepast", "Effect", "Anders kijken", "In de weg", "Levend houden", "Vraag aan ons",
        "Om over door te praten",
    ]  # fmt: skip
    said = [one.text_recursive for one in document.body.paragraphs]
    assert said[:2] == ["Noor", WORDS]
    assert "Ik bel eerst." in said
    assert "Alleen van Bram." not in said
    assert document.language == "nl-NL"
    reached("one board at a time, as an OpenDocument text; all of a team goes with the export for the archive")


async def test_s06_in_english_the_table_has_commas_and_english_headings(visit: Visit) -> None:
    await visit.town.set("joost", language="en")

    table = (await taken(visit, "csv", "joost")).decode("utf-8-sig")

    assert table.startswith('"Heading","Name","Text"\r\n"Experience","Noor",')


async def test_s06_what_nobody_can_see_does_not_break_a_document(visit: Visit) -> None:
    await visit.town.says("noor", "wijzig 1")
    await visit.town.says("noor", "Rinkel\x07de bel.")

    document = Document(BytesIO(await taken(visit, "odt")))

    assert any(re.fullmatch(r"Rinkel ?de bel\. \(aangepast\)", one.text_recursive) for one in document.body.paragraphs)


@pytest.mark.parametrize("kind", ["csv", "md", "odt"])
async def test_s06_nobody_outside_the_group_takes_it_along(visit: Visit, kind: str) -> None:
    await visit.town.add_team("toezicht")
    await visit.town.add("teun", "lead", team="toezicht")
    _, where = await opened(visit, "ingrid")
    teun = await visit.inside("teun", "opbrengst")

    assert (await teun.reads(f"{where}.{kind}")).status == 404


async def test_s06_there_is_no_other_kind_of_file(visit: Visit) -> None:
    browser, where = await opened(visit, "ingrid")

    assert (await browser.reads(f"{where}.exe")).status == 404


async def test_c37_each_file_says_when_it_changed_and_holds_what_came_later(visit: Visit) -> None:
    await visit.town.until("fri 10:00")
    await visit.town.says("bram", "deel 1")
    await visit.town.taps("bram", NAMED)

    words = [one.text_recursive for one in Document(BytesIO(await taken(visit, "odt"))).body.paragraphs]
    text = (await taken(visit, "md")).decode()

    assert words[0] == "Bijgewerkt op vrijdag 13 maart."
    assert "Alleen van Bram." in words
    assert "donderdag 12 maart\n\nBijgewerkt op vrijdag 13 maart.\n\n## Beleving" in text
    assert "Alleen van Bram." in text


async def test_s18_taking_a_board_along_leaves_one_line_in_the_log_of_acts(visit: Visit) -> None:
    await taken(visit, "csv")

    acts = await visit.town.app.store.read(lambda unit: audit.since(unit, visit.town.moment("2026-01-01 00:00")))
    assert [(one.actor, one.origin) for one in acts if one.act == "board taken along"] == [("ingrid", "page")]
