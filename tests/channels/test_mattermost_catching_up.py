"""Mattermost: what was said and changed while nobody listened is heard, whatever goes wrong while it is read (§4, §5)."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.channels.test_mattermost_faults import TEXT, told
from tests.kit.matter_town import MattermostTown, matter_town
from tests.kit.town import TEAM


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[MattermostTown]:
    async with matter_town(tmp_path) as opened:
        yield opened


async def test_what_was_changed_or_taken_away_meanwhile_is_noticed(place: MattermostTown) -> None:
    await place.says("noor", "verwondering")
    await place.says("noor", TEXT)
    await place.says("noor", "Niets meer.")
    text, more = place._own("noor")[-2:]
    place.server.pass_time(600)
    await place.end()
    place.server.lines.all.clear()

    await place.server.edits(text, "De balie was druk.")
    await place.server.takes_away(more)
    await place.begin()
    await place.handled(f"edit {text} {place.server.posts[text]['edit_at']}")
    await place.handled(f"delete {more}")


async def test_posts_that_are_deleted_while_pages_are_read_hide_no_other(place: MattermostTown) -> None:
    await place.says("noor", "hulp")
    await place.end()
    place.server.add_user("vreemd")
    said = [await place.server.says("vreemd", f"Bericht {number}.") for number in range(450)]
    page = f"GET /channels/{place.server.chat('vreemd')}/posts"

    def deletes(call: str) -> None:
        if call == page and place.server.calls.count(page) == 2:
            for id_ in said[300:400]:
                place.server.posts[id_]["delete_at"] = 1

    place.server.on_call = deletes
    await place.begin()
    for message in [*said[:300], *said[400:]]:
        await place.handled(message)

    assert not set(said) - place.handled_so_far - set(said[300:400])


@pytest.mark.parametrize("wrong", [
    {"call": "GET /users/me/channels", "status": 200, "body": '{"id": "x"}'},
    {"call": "GET /users/me/channels", "status": 200, "body": "<html>"},
    {"call": "GET /users/me/channels", "status": 503, "times": 3},
    {"call": "GET /channels/", "status": 500, "times": 2},
    {"call": "POST /users/ids", "status": 200, "body": "[{}]"},
])  # fmt: skip
async def test_whatever_goes_wrong_while_it_catches_up_it_is_not_deaf_after_it(
    place: MattermostTown, wrong: dict[str, Any]
) -> None:
    await place.says("noor", "verwondering")
    await place.end()
    place.server.add_user("vreemd")
    await place.server.says("vreemd", "hulp")
    said = await place.server.says("noor", TEXT)
    place.server.go_wrong(**wrong)

    await place.begin()
    await place.handled(said)
    await place.says("noor", "1")

    assert await told(place) == [TEXT]


@pytest.mark.parametrize("status", [403, 500])
async def test_a_place_that_cannot_be_read_for_good_does_not_keep_the_others_from_being_heard(
    place: MattermostTown, status: int
) -> None:
    await place.says("noor", "verwondering")
    await place.end()
    said = await place.server.says("noor", TEXT)
    await place.server.says("bram", "Mooi weer.", TEAM)
    place.server.go_wrong(f"GET /channels/{TEAM}/posts", status, times=100)

    await place.begin()
    await place.handled(said)

    assert await told(place) == [TEXT]


@pytest.mark.parametrize(("status", "body"), [(200, '{"id": "x"}'), (403, "")])
async def test_what_can_never_be_read_is_given_up_and_what_is_said_now_is_heard(
    place: MattermostTown, status: int, body: str
) -> None:
    await place.says("noor", "verwondering")
    await place.end()
    await place.server.says("noor", "Dit was te veel.")
    place.server.go_wrong("GET /users/me/channels", status, body=body, times=100)

    await place.begin()
    await place.handled(await place.server.says("noor", TEXT))

    assert await told(place) == [TEXT]
