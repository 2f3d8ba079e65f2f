"""Mattermost: each message stands there once, whatever the server does, and every failure is told apart (reference §6, §13)."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.channels.base import DeliveryError, Outgoing
from bot.channels.mattermost.channel import MattermostChannel
from dialogs.saying.prompt import Prompt
from storage.groups import people
from storage.store import Unit
from tests.kit.matter_town import MattermostTown, matter_town
from tests.kit.mattermost import JSON
from tests.kit.pictures import png
from tests.kit.town import NAMED, TEAM

HELLO = Outgoing("o900", "noor", "person", Prompt("Hallo."), "reply")
LONG = Outgoing("o901", TEAM, "room", Prompt("\n".join(f"Regel {number} {'x' * 90}" for number in range(300))), "digest")
AGAIN = replace(HELLO, again=True)


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[MattermostTown]:
    async with matter_town(tmp_path) as opened:
        yield opened


def channel(place: MattermostTown) -> MattermostChannel:
    """Return the channel itself."""
    assert place.app.mattermost is not None
    return place.app.mattermost


async def refusal(place: MattermostTown, message: Outgoing = HELLO) -> DeliveryError:
    """Return why a message is not taken."""
    with pytest.raises(DeliveryError) as refused:
        await channel(place).deliver(message)
    return refused.value


# -- failures


async def test_a_token_that_is_refused_is_waited_for_until_there_is_another(place: MattermostTown) -> None:
    place.server.go_wrong("POST /posts", 401)

    assert (await refusal(place)).until_mended


async def test_too_many_calls_wait_as_long_as_the_server_says(place: MattermostTown) -> None:
    place.server.go_wrong("POST /posts", 429, body="limit exceeded", headers={"Retry-After": "7"})

    problem = await refusal(place)

    assert (problem.kind, problem.retry_after) == ("transient", 7.0)


@pytest.mark.trust("R10")
@pytest.mark.parametrize(("status", "body", "kind"), [
    (401, "", "transient"),
    (403, "", "permanent"),
    (400, '{"id": "api.post.create_post.can_not_post_in_restricted_dm.error"}', "permanent"),
    (400, '{"id": "model.post.is_valid.props.app_error"}', "ambiguous"),
    (413, "<html>", "ambiguous"),
    (500, '{"id": "api.post.deduplicate_create_post.pending"}', "transient"),
    (502, "<html>", "transient"),
    (0, "", "transient"),
])  # fmt: skip
async def test_every_failure_is_told_apart(place: MattermostTown, status: int, body: str, kind: str) -> None:
    place.server.go_wrong("POST /posts", status, body=body)

    assert (await refusal(place)).kind == kind


async def test_a_server_that_is_away_is_waited_for(place: MattermostTown) -> None:
    place.server.go_wrong("POST /channels/direct", 0)

    assert (await refusal(place)).reason == "server away"


@pytest.mark.trust("R11")
async def test_who_is_deactivated_is_not_written_to(place: MattermostTown) -> None:
    place.server.add_user("weg", delete_at=1)

    problem = await refusal(place, replace(HELLO, to="weg"))

    assert (problem.kind, problem.reason) == ("permanent", "person is deactivated")
    assert place.server.shown(place.server.chat("weg")) == []


async def test_a_refused_token_makes_nobody_unreachable(place: MattermostTown) -> None:
    place.server.go_wrong("POST /posts", 401)

    await place.until("thu 14:00")

    def reachable(unit: Unit) -> list[bool]:
        return [people.load(unit, person).undeliverable is None for person in ("noor", "bram", "samira", "joost", "ingrid")]

    assert all(await place.app.store.read(reachable))


# -- once


@pytest.mark.parametrize(("status", "done"), [(0, True), (0, False), (500, True), (500, False)])
async def test_after_a_doubtful_attempt_a_message_stands_there_once(place: MattermostTown, status: int, done: bool) -> None:
    place.server.go_wrong("POST /posts", status, done=done)
    await refusal(place)
    place.server.pass_time(60)

    await channel(place).deliver(AGAIN)

    assert [heard.text for heard in await place.shown("noor")] == ["Hallo."]


async def test_within_half_a_minute_the_server_itself_knows_what_it_has_taken(place: MattermostTown) -> None:
    place.server.go_wrong("POST /posts", 0, done=True)
    await refusal(place)

    await channel(place).deliver(HELLO)

    assert [heard.text for heard in await place.shown("noor")] == ["Hallo."]


@pytest.mark.trust("R39")
async def test_a_digest_that_broke_off_halfway_goes_on_where_it_was(place: MattermostTown) -> None:
    await channel(place).deliver(LONG)
    whole = await place.room()
    for post in place.server.shown(TEAM)[1:]:
        del place.server.posts[post["id"]]

    await channel(place).deliver(replace(LONG, again=True))

    assert await place.room() == whole


async def test_a_revision_that_broke_off_halfway_adds_no_part_twice(place: MattermostTown) -> None:
    receipt = await channel(place).deliver(replace(LONG, prompt=Prompt("Kort.")))
    longer = replace(LONG, key="o902")
    await channel(place).revise(receipt, longer)
    whole = await place.room()

    await channel(place).revise(receipt, replace(longer, again=True))

    assert await place.room() == whole


async def test_a_post_of_somebody_else_that_comes_back_is_no_delivery(place: MattermostTown) -> None:
    place.server.go_wrong("POST /posts", 201, body='{"id": "x", "user_id": "bram"}')

    assert (await refusal(place)).kind == "transient"


@pytest.mark.trust("R30")
async def test_no_post_is_longer_than_the_server_takes(place: MattermostTown) -> None:
    words = Prompt(f"> \u2068{'*_[`' * 9000}\u2069")

    await channel(place).deliver(Outgoing("o903", "noor", "person", words, "reply"))

    shown = (await place.reads("noor")).replace("\u2068", "").replace("\u2069", "").replace("\n\n", "")
    assert shown == "> " + "*_[`" * 9000


# -- changing and going


async def test_a_first_post_with_replies_is_emptied_and_the_replies_stay(place: MattermostTown) -> None:
    receipt = await channel(place).deliver(replace(LONG, prompt=Prompt("Een verhaal.")))
    reply = await place.server.says("noor", "Mooi!", TEAM, root_id=receipt.split(" ")[1])

    await channel(place).withdraw(receipt)

    assert "verhaal" not in await place.room()
    assert place.server.posts[reply]["delete_at"] == 0


# -- a long message in a room


def threads(place: MattermostTown) -> list[tuple[str, str]]:
    """Return the posts that stand in the room, the oldest first: the first words of each, and of the post that it is below."""
    posts = {post["id"]: post for post in place.server.shown(TEAM)}
    told = sorted(posts.values(), key=lambda post: str(post["props"].get("leerbot_part", "")))
    return [(post["message"][:8], posts[post["root_id"]]["message"][:8] if post["root_id"] else "") for post in told]


async def test_the_rest_of_a_long_digest_stands_in_the_thread_of_its_beginning(place: MattermostTown) -> None:
    await channel(place).deliver(LONG)

    (first, below), *rest = threads(place)
    assert (first, below, bool(rest)) == ("Regel 0 ", "", True)
    assert {root for _, root in rest} == {"Regel 0 "}


async def test_what_became_shorter_and_longer_again_stands_in_its_thread_still(place: MattermostTown) -> None:
    receipt = await channel(place).deliver(LONG)
    before = threads(place)

    short = await channel(place).revise(receipt, replace(LONG, prompt=Prompt("Kort.")))
    assert threads(place) == [("Kort.", "")]

    await channel(place).revise(short, LONG)
    assert threads(place) == before


@pytest.mark.parametrize("again", [False, True])
async def test_a_long_digest_that_is_too_old_to_change_moves_with_its_thread(place: MattermostTown, again: bool) -> None:
    receipt = await channel(place).deliver(LONG)
    before = threads(place)
    place.server.settings["PostEditTimeLimit"], place.server.strict_edits = "60", True
    place.server.pass_time(120)

    now = await channel(place).revise(receipt, replace(LONG, prompt=Prompt(f"Nieuw.\n{LONG.prompt.text}"), again=again))

    (first, below), *rest = threads(place)
    assert (first, below) == ("Nieuw.\nR", "")
    assert (len(rest), {root for _, root in rest}) == (len(before) - 1, {"Nieuw.\nR"})
    assert set(now.split(" ")[1:]) == {post["id"] for post in place.server.shown(TEAM)}


async def test_a_long_digest_goes_as_a_whole_where_nobody_replied(place: MattermostTown) -> None:
    receipt = await channel(place).deliver(LONG)

    await channel(place).withdraw(receipt)

    assert threads(place) == []


async def test_what_is_said_below_somebodys_post_stays_there_whole(place: MattermostTown) -> None:
    root = await place.server.says("noor", "Wat kan je?", TEAM)
    there = replace(LONG, to=f"{TEAM}/{root}", key="o905", kind="reply")

    receipt = await channel(place).deliver(there)
    await channel(place).revise(receipt, replace(there, prompt=Prompt(f"{LONG.prompt.text}\n{LONG.prompt.text}")))

    assert {post["root_id"] for post in place.server.shown(TEAM)} == {root}


async def test_a_digest_in_the_thread_of_a_room_follows_what_is_taken_back_and_replies_stay(place: MattermostTown) -> None:
    await place.chooses(digest__split_chars=1000)
    await place.until("thu 14:00")
    for person in ("noor", "bram", "samira"):
        await place.says(person, f"Verhaal van {person}. {'De brief was klaar en de balie was rustig. ' * 15}")
        await place.taps(person, NAMED)
    await place.until("wed 09:00")
    first, *below = place.server.shown(TEAM)
    assert ({post["root_id"] for post in below}, bool(below)) == ({first["id"]}, True)
    reply = await place.server.says("joost", "Mooi, die van Bram.", TEAM, root_id=first["id"])

    await place.says("bram", "verwijder 1")
    await place.taps("bram", "Ja, verwijder")

    assert "Verhaal van bram" not in await place.room()
    assert "Verhaal van samira" in await place.room()
    assert {post["root_id"] for post in place.server.shown(TEAM)} == {"", first["id"]}
    assert place.server.posts[reply]["delete_at"] == 0


async def posted_with_a_picture(place: MattermostTown) -> JSON:
    """Let Noor share a picture and Bram a text, and return the post of the digest."""
    await place.until("thu 14:00")
    await place.says("noor", "Kijk eens.", ("muur.png", png()))
    await place.taps("noor", "Zo is het goed")
    await place.taps("noor", NAMED)
    await place.says("bram", "De balie was rustig.")
    await place.taps("bram", "Zo is het goed")
    await place.taps("bram", NAMED)
    await place.until("wed 09:00")
    (post,) = place.server.shown(TEAM)
    return post


async def test_what_is_taken_back_leaves_the_post_and_so_does_its_picture(place: MattermostTown) -> None:
    before = await posted_with_a_picture(place)
    names = [place.server.files[id_][0] for id_ in before["file_ids"]]

    await place.says("noor", "verwijder 1")
    await place.taps("noor", "Ja, verwijder")

    (after,) = place.server.shown(TEAM)
    assert names == ["bijlage.png"]
    assert after["id"] == before["id"]
    assert "Kijk eens." not in after["message"]
    assert "rustig" in after["message"]
    assert after["file_ids"] == []


async def test_a_picture_that_stays_is_not_brought_again(place: MattermostTown) -> None:
    before = await posted_with_a_picture(place)

    await place.says("bram", "verwijder 1")
    await place.taps("bram", "Ja, verwijder")

    (after,) = place.server.shown(TEAM)
    assert "rustig" not in after["message"]
    assert after["file_ids"] == before["file_ids"]
    assert place.server.calls.count("POST /files") == 1


async def test_the_roster_leaves_out_bots_and_who_is_gone(place: MattermostTown) -> None:
    place.server.add_user("weg", delete_at=1)
    place.server.add_user("robot", is_bot=True)
    place.server.places[TEAM]["members"] |= {"weg", "robot"} | {f"lid{number}" for number in range(250)}
    for number in range(250):
        place.server.add_user(f"lid{number}")

    roster = await channel(place).roster(TEAM)

    assert len(roster) == 250 + 6
    assert not {"weg", "robot", "bot"} & set(roster)
