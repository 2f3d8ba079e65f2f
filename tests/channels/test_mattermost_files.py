"""Mattermost: a file that somebody sends is fetched until the server gives it, and holds up nobody for ever (§3, §13)."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.kit.matter_town import MattermostTown, matter_town
from tests.kit.pictures import png

KEPT, NOT_KEPT = "Wil je er nog iets bij kwijt?", "Dit soort bestand kan ik niet bewaren."
PHOTO = ("foto.png", png())


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[MattermostTown]:
    async with matter_town(tmp_path) as opened:
        await opened.says("noor", "verwondering")
        yield opened


@pytest.mark.parametrize("status", [0, 401, 429, 500, 503])
async def test_a_file_that_the_server_gives_later_is_kept(place: MattermostTown, status: int) -> None:
    place.server.go_wrong("GET /files", status, times=3)

    await place.says("noor", "Zie de foto.", PHOTO)

    assert KEPT in (await place.shown("noor"))[-1].text


async def test_a_file_that_it_never_gives_is_told_of_and_what_came_after_it_is_heard(place: MattermostTown) -> None:
    place.server.go_wrong("GET /files", 500, times=100)

    await place.says("noor", "Zie de foto.", PHOTO)
    told = (await place.shown("noor"))[-1].text
    await place.says("noor", "De balie was rustig.")

    assert NOT_KEPT in told
    assert KEPT in (await place.shown("noor"))[-1].text


async def test_a_file_that_was_taken_away_meanwhile_is_told_of(place: MattermostTown) -> None:
    place.server.go_wrong("GET /files", 404)

    await place.says("noor", "Zie de foto.", PHOTO)

    assert NOT_KEPT in (await place.shown("noor"))[-1].text
