"""Where somebody can report a weakness stands where everybody looks for it (RFC 9116, trust S30)."""

from pathlib import Path

import pytest

from tests.pages.visiting import PUBLIC, Seen, visiting

PATH = "/.well-known/security.txt"


async def shown(folder: Path, **chosen: str) -> Seen:
    """Return what a stranger gets where an organisation has chosen this."""
    async with visiting(folder) as visit:
        await visit.town.chooses("", **chosen)
        return await (await visit.browser()).reads(PATH)


@pytest.mark.trust("S30")
@pytest.mark.parametrize(
    ("contact", "told"),
    [
        ("security@voorbeeld.nl", "mailto:security@voorbeeld.nl"),
        ("https://www.voorbeeld.nl/kwetsbaarheid-melden", "https://www.voorbeeld.nl/kwetsbaarheid-melden"),
    ],
    ids=["mail", "page"],
)
async def test_s30_a_weakness_can_be_reported_where_the_organisation_says(tmp_path: Path, contact: str, told: str) -> None:
    found = await shown(tmp_path, **{"security.contact": contact})

    assert (found.status, found.headers["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert found.text.splitlines() == [
        f"Contact: {told}", "Expires: 2026-06-07T00:00:00Z", "Preferred-Languages: nl, en", f"Canonical: {PUBLIC}{PATH}",
    ]  # fmt: skip


@pytest.mark.trust("S30")
async def test_s30_where_nothing_was_said_there_is_no_page_that_says_something_else(tmp_path: Path) -> None:
    found = await shown(tmp_path)

    assert found.status == 404
    assert "Contact:" not in found.text
