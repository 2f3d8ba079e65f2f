"""What waits to be said and is not said after all, and what goes sooner: each touches its own messages only (GE4, X19)."""

from datetime import timedelta
from typing import Any

import pytest

from storage.outgoing import outbox, posts, sending
from storage.outgoing.outbox import Claimed, Message
from storage.store import Store, Unit
from tests.storage.house import LATER, NOW, TEAM

SOON = NOW + timedelta(seconds=1)


def message(key: str, to: str = "web:noor", kind: str = "nudge", **values: Any) -> Message:
    return Message(key, to, kind, [{"say": "help"}], values.pop("due", NOW), **values)


async def add(store: Store, *messages: Message) -> None:
    assert await store.run(lambda unit: outbox.add(unit, *messages)) == len(messages)


async def claim(store: Store, now: Any = NOW) -> list[Claimed]:
    return await store.run(lambda unit: outbox.claim(unit, "a", now, 50))


async def failed(store: Store, one: Claimed) -> None:
    assert await store.run(lambda unit: outbox.settle(unit, one, "a", "waiting", NOW, wait=600.0))


async def statuses(store: Store, *keys: str) -> list[str]:
    def work(unit: Unit) -> list[str]:
        found = [posts.by_key(unit, key) for key in keys]
        return [one.status for one in found if one is not None]

    return await store.read(work)


async def test_ge4_who_left_hears_nothing_more_of_the_bots_own_accord_and_still_what_she_asked_for(store: Store) -> None:
    await add(
        store, message("prompt", person="noor", budget="noor 2026-03-12"), message("reply", kind="reply", person="noor"),
        message("changes", person="noor", revises=1), message("of bram", person="bram"),
        message("elsewhere", to="mail:noor", person="noor"),
    )  # fmt: skip

    await store.run(lambda unit: outbox.drop(unit, "noor", ["web:noor"], NOW))

    found = await statuses(store, "prompt", "reply", "changes", "of bram", "elsewhere")
    assert found == ["dropped", "waiting", "waiting", "waiting", "waiting"]
    await add(store, message("again", person="noor", budget="noor 2026-03-12"))


async def test_ge4_what_is_under_way_to_who_left_is_not_called_back(store: Store) -> None:
    await add(store, message("prompt", person="noor"))
    (one,) = await claim(store)

    await store.run(lambda unit: outbox.drop(unit, "noor", ["web:noor"], NOW))

    assert await store.run(lambda unit: outbox.settle(unit, one, "a", "sent", NOW))


async def test_x19_what_waits_for_a_room_that_is_gone_is_dropped_and_what_stands_in_it_still_changes(store: Store) -> None:
    room = "web:room"
    await add(
        store, message("board", to=room, room=TEAM), message("report", to=room, room=TEAM, due=LATER),
        message("changes", to=room, room=TEAM, revises=1), message("of another", to="web:other", room="balie"),
    )  # fmt: skip

    dropped = await store.run(lambda unit: outbox.drop_for_room(unit, TEAM, NOW))

    assert [(one.key, one.room, one.due) for one in dropped] == [("board", TEAM, NOW), ("report", TEAM, LATER)]
    assert await statuses(store, "board", "report", "changes", "of another") == ["dropped", "dropped", "waiting", "waiting"]
    assert [one.key for one in await claim(store, LATER)] == ["changes", "of another"]


async def test_x19_what_is_under_way_to_a_room_that_is_gone_is_not_called_back(store: Store) -> None:
    await add(store, message("board", to="web:room", room=TEAM))
    (one,) = await claim(store)

    assert await store.run(lambda unit: outbox.drop_for_room(unit, TEAM, NOW)) == []

    assert await store.run(lambda unit: outbox.settle(unit, one, "a", "sent", NOW))


async def test_of_what_waits_after_a_failed_attempt_that_goes_at_once_which_is_named(store: Store) -> None:
    await add(store, message("n1"), message("b1", to="web:bram"))
    noor, bram = await claim(store)
    for one in (noor, bram):
        await failed(store, one)

    await store.run(lambda unit: outbox.try_now(unit, [noor.id]))

    assert [one.key for one in await claim(store)] == ["n1"]


async def test_what_waits_after_a_failed_attempt_goes_at_once_to_the_address_that_is_back_and_to_no_other(store: Store) -> None:
    await add(store, message("n1"), message("b1", to="web:bram"))
    noor, bram = await claim(store)
    for one in (noor, bram):
        await failed(store, one)
    assert await claim(store) == []

    await store.run(lambda unit: outbox.try_now_to(unit, "web:noor"))

    assert [one.key for one in await claim(store)] == ["n1"]


async def test_after_a_backup_was_put_back_what_was_due_is_not_said_again_and_what_is_to_come_is(store: Store) -> None:
    await add(store, message("due", due=NOW), message("to come", due=SOON), message("said", to="web:bram"))
    claimed = await claim(store)
    said = next(one for one in claimed if one.key == "said")
    assert await store.run(lambda unit: outbox.settle(unit, said, "a", "sent", NOW))

    assert await store.run(lambda unit: outbox.set_aside(unit, NOW)) == 1

    assert await statuses(store, "due", "to come", "said") == ["stale", "waiting", "sent"]
    assert [one.key for one in await claim(store, SOON)] == ["to come"]


@pytest.mark.parametrize(
    ("there", "to", "about", "waits"),
    [
        ("page noor 1", "web:noor", "page noor", True),
        ("page noor 1", "web:noor", "page", True),
        ("page noor 1", "web:noor", "page no", False),
        ("page noor 1", "web:bram", "page noor", False),
    ],
)
async def test_whether_something_about_a_thing_is_still_to_be_said_to_an_address(
    store: Store, there: str, to: str, about: str, *, waits: bool
) -> None:
    await add(store, message(there))

    assert await store.read(lambda unit: outbox.waits(unit, to, about)) is waits
    await claim(store)
    assert not await store.read(lambda unit: outbox.waits(unit, to, about))


async def test_what_is_said_at_once_waits_for_what_is_open_to_the_same_address_and_is_said_once(store: Store) -> None:
    def at_once(key: str, to: str) -> Any:
        return store.run(lambda unit: outbox.add_claimed(unit, message(key, to, "reply"), "a"))

    await add(store, message("earlier"), message("tonight", to="web:bram", due=LATER))

    assert await at_once("n1", "web:noor") is None
    first = await at_once("b1", "web:bram")
    assert (first.key, first.to, first.attempt) == ("b1", "web:bram", 1)
    assert await at_once("b1", "web:bram") is None
    assert await at_once("b2", "web:bram") is None
    assert await store.run(lambda unit: outbox.settle(unit, first, "a", "sent", NOW))
    assert [one.key for one in await claim(store)] == ["earlier", "b2"]


async def test_what_is_said_at_once_and_fails_is_said_again_with_all_that_belongs_to_it(store: Store) -> None:
    all_of_it: dict[str, Any] = {
        "person": "noor",
        "room": TEAM,
        "conversation": 12,
        "good_until": LATER,
        "budget": "noor 2026-03-12",
    }
    reply = message("reply", kind="reply", **all_of_it)
    first = await store.run(lambda unit: outbox.add_claimed(unit, reply, "a"))
    assert first is not None

    await store.run(lambda unit: outbox.settle(unit, first, "a", "waiting", NOW, wait=0.0))

    (again,) = await claim(store)
    assert again._replace(attempt=1) == first._replace(budget="noor 2026-03-12")
    assert {name: getattr(again, name) for name in all_of_it} == all_of_it


async def test_what_is_said_at_once_by_a_process_that_died_is_said_by_another(store: Store) -> None:
    assert await store.run(lambda unit: outbox.add_claimed(unit, message("reply", kind="reply"), "dead", -1.0))

    assert await store.run(outbox.sweep) == 1

    assert [one.attempt for one in await claim(store)] == [2]


async def test_x20_while_sending_is_stopped_nothing_is_claimed_and_nothing_is_lost(store: Store) -> None:
    await add(store, message("n1"))
    await store.run(lambda unit: sending.stop(unit, NOW))

    assert await claim(store) == []
    reply = message("reply", "web:bram", "reply")
    assert await store.run(lambda unit: outbox.add_claimed(unit, reply, "a")) is None

    await store.run(sending.resume)
    assert [one.key for one in await claim(store)] == ["n1", "reply"]
