"""What ships with each release is there, and says what it is to say; without it there is no release (trust S30)."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from bot.__main__ import cli
from bot.pages import security_txt
from bot.upkeep.papers import NAMES
from dialogs.library import HERE

PROJECT = HERE.parent
SHIPS = {
    "SECURITY.md": ("security.txt", "in private", "72 hours", "BIO2 8.08.01"),
    "docs/privacy/dpia.md": ("AVG artikel 35", "## A. Wat er gebeurt", "## B. Of het mag", "## C. Risico's", "Archiefwet"),
    "docs/privacy/verwerkingsregister.md": ("Waarvoor", "Wie leest", "Hoe lang", "Grondslag"),
    "docs/privacy/ondernemingsraad.md": ("WOR artikel 27", "## Wat Leerbot niet uitrekent of laat zien"),
    "docs/privacy/verwerkersovereenkomst.md": ("AVG artikel 28", *(f"(lid 3{one}" for one in "abcefgh"), "Subverwerkers"),
    "docs/toegankelijkheid.md": ("WCAG",),
    "docs/how-to/export-for-the-archive.md": ("leerbot archive export", "MDTO", "Archiefwet"),
}
"""Each document, and the words without which it would not be that document."""


@pytest.mark.trust("S30")
@pytest.mark.parametrize("document", SHIPS)
def test_s30_a_release_holds_each_document_that_it_ships_with(document: str) -> None:
    text = " ".join((PROJECT / document).read_text(encoding="utf-8").split())

    assert [word for word in SHIPS[document] if word.casefold() not in text.casefold()] == []


@pytest.mark.trust("S30")
def test_s30_what_ships_is_told_in_the_readme_and_goes_along_in_what_is_handed_out() -> None:
    readme, project = ((PROJECT / name).read_text(encoding="utf-8") for name in ("README.md", "pyproject.toml"))
    (handed_out,) = re.findall(r"sdist\]\ninclude = (\[.*\])", project)

    linked = {one for one in SHIPS if f"]({one})" in readme or f"]({one})" in (PROJECT / "docs/privacy.md").read_text()}
    assert set(SHIPS) - linked <= {"docs/toegankelijkheid.md"}
    assert '"/docs"' in handed_out
    assert '"/*.md"' in handed_out


@pytest.mark.trust("S30")
def test_s30_what_a_release_makes_of_itself_can_be_made() -> None:
    commands = getattr(get_command(cli), "commands")  # noqa: B009 - typer hides the type

    assert "export" in commands["archive"].commands
    assert "privacy" in commands
    assert {Path("docs/privacy", name).as_posix() for name in NAMES} <= set(SHIPS)
    assert security_txt.PATH == "/.well-known/security.txt"
