"""The outbox: the earliest per address, nothing overtakes, leases end, late settles are refused (trust §4, DESIGN §11.3)."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import delete

from storage.outgoing import backlog, outbox, posts
from storage.outgoing.outbox import Claimed, Message, Shape
from storage.store import Store, Unit
from storage.tables import outbox as outbox_table
from storage.timing import budget
from tests.storage.house import LATER, NOW, write

THURSDAY = date(2026, 3, 12)
ENDED = -1.0
"""A lease that has ended when it begins."""


def message(key: str, to: str = "web:noor", **values: Any) -> Message:
    return Message(key, to, "reply", [{"say": "help"}], values.pop("due", NOW), **values)


async def add(store: Store, *messages: Message) -> int:
    return await store.run(lambda unit: outbox.add(unit, *messages))


async def claim(store: Store, me: str = "a", now: Any = NOW, most: int = 50, lease: float = outbox.LEASE) -> list[Claimed]:
    return await store.run(lambda unit: outbox.claim(unit, me, now, most, lease))


async def settle(store: Store, one: Claimed, status: str, me: str = "a", **values: Any) -> bool:
    return await store.run(lambda unit: outbox.settle(unit, one, me, status, NOW, **values))


async def status(store: Store, key: str) -> tuple[str, str | None]:
    def work(unit: Unit) -> tuple[str, str | None]:
        found = posts.by_key(unit, key)
        assert found is not None
        return found.status, found.receipt

    return await store.read(work)


def keys(claimed: list[Claimed]) -> list[str]:
    return [one.key for one in claimed]


# -- adding


async def test_the_same_key_is_one_message(store: Store) -> None:
    assert await add(store, message("m1"), message("m2")) == 2

    assert await add(store, message("m2", to="web:bram"), message("m3")) == 1

    assert sorted(keys(await claim(store))) == ["m1"]


async def test_people_who_stand_alike_each_get_the_message_about_their_own_conversations(store: Store) -> None:
    recipe = [{"open": "prompt", "why": "100 % {zeker}"}, {"open": "reminder"}]
    shape = Shape("nudge c%d.prompt0 c%d.nudge1", "nudge", recipe, NOW, good_until=LATER, budget="2026-03-12")

    added = await store.run(
        lambda unit: outbox.add_alike(unit, shape, [("noor", "web:noor", (1, 2)), ("bram", "web:bram", (3, 4))])
    )

    assert added == 2
    noor, bram = await claim(store)
    assert (noor.key, noor.to, noor.person, noor.budget) == (
        "nudge c1.prompt0 c2.nudge1", "web:noor", "noor", "noor 2026-03-12",
    )  # fmt: skip
    assert noor.recipe == [{**recipe[0], "conv": 1}, {**recipe[1], "conv": 2}]
    assert (bram.person, bram.conversation, bram.good_until) == ("bram", None, LATER)
    assert [part["conv"] for part in bram.recipe] == [3, 4]


async def test_a_part_of_a_shape_is_about_its_conversation_also_where_it_says_nothing_else(store: Store) -> None:
    shape = Shape("nudge c%d c%d", "nudge", [{}, {"said": "100 %"}], NOW)

    await store.run(lambda unit: outbox.add_alike(unit, shape, [("noor", "web:noor", (1, 2))]))

    (one,) = await claim(store)
    assert one.recipe == [{"conv": 1}, {"said": "100 %", "conv": 2}]


async def test_a_message_of_a_shape_about_one_conversation_belongs_to_it_and_is_added_once(store: Store) -> None:
    shape = Shape("nudge c%d.prompt0", "nudge", [{"open": "prompt"}], NOW)
    await add(store, message("nudge c7.prompt0", to="web:bram"))

    added = await store.run(
        lambda unit: outbox.add_alike(unit, shape, [("bram", "web:bram", (7,)), ("noor", "web:noor", (8,))])
    )

    assert added == 1
    assert [(one.kind, one.conversation) for one in await claim(store)] == [("reply", None), ("nudge", 8)]


async def test_what_was_tried_and_waits_is_still_open(store: Store) -> None:
    await add(store, message("m1"), message("m2"))
    (one,) = await claim(store)

    assert await settle(store, one, "waiting", wait=60.0)

    assert keys(await claim(store)) == []


async def test_a_person_has_one_counted_message_a_day(store: Store) -> None:
    assert await add(store, message("prompt", budget="noor 2026-03-12")) == 1

    assert await add(store, message("other prompt", budget="noor 2026-03-12")) == 0
    assert await add(store, message("next day", budget="noor 2026-03-13"), message("bram", budget="bram 2026-03-12")) == 2

    days = ("noor", THURSDAY), ("noor", date(2026, 3, 9)), ("noo", THURSDAY)
    counts = await store.read(lambda unit: [budget.sent_on(unit, who, day) for who, day in days])
    assert counts == [1, 0, 0]


async def test_what_waits_after_a_failed_attempt_keeps_its_day(store: Store) -> None:
    await add(store, message("n1", budget="noor 2026-03-12"))
    (one,) = await claim(store)

    await settle(store, one, "waiting", wait=60.0)

    assert await add(store, message("n2", budget="noor 2026-03-12")) == 0


async def test_what_is_dropped_gives_the_day_free(store: Store) -> None:
    await add(store, Message("nudge", "web:noor", "nudge", [], NOW, conversation=7, budget="noor 2026-03-12"))
    (one,) = await claim(store)

    assert await settle(store, one, "dropped", reason="answered")

    assert await store.read(lambda unit: budget.sent_on(unit, "noor", THURSDAY)) == 0
    assert await claim(store) == []


# -- claiming


async def test_only_the_earliest_message_of_each_address_is_claimed(store: Store) -> None:
    await add(store, message("n1"), message("n2"), message("b1", to="web:bram"), message("b2", to="web:bram"))

    assert keys(await claim(store)) == ["n1", "b1"]
    assert await claim(store, "b") == []


async def test_the_next_follows_when_the_first_is_settled(store: Store) -> None:
    await add(store, message("n1"), message("n2"), message("n3"))
    order = []
    while claimed := await claim(store):
        order += keys(claimed)
        assert await settle(store, claimed[0], "sent", receipt="r")

    assert order == ["n1", "n2", "n3"]


async def test_a_message_that_is_tried_again_is_not_overtaken(store: Store) -> None:
    await add(store, message("n1"), message("n2"), message("b1", to="web:bram"))
    first, other = await claim(store)

    await settle(store, first, "waiting", reason="busy", wait=3_600.0)
    await settle(store, other, "sent")

    assert await claim(store) == []


async def test_a_message_that_is_tried_again_comes_when_its_wait_is_over(store: Store) -> None:
    await add(store, message("n1"), message("n2"))
    (first,) = await claim(store)

    await settle(store, first, "waiting", reason="busy", wait=-1.0)

    (again,) = await claim(store)
    assert (again.key, again.attempt) == ("n1", 2)


async def test_what_failed_or_became_stale_holds_up_nothing(store: Store) -> None:
    await add(store, message("n1"), message("n2"), message("n3"), message("n4"))

    for wanted, end in (("n1", "failed"), ("n2", "stale"), ("n3", "dropped"), ("n4", "sent")):
        (one,) = await claim(store)
        assert one.key == wanted
        await settle(store, one, end)


async def test_what_is_not_due_yet_is_left_and_holds_up_nothing(store: Store) -> None:
    await add(store, message("tonight", due=LATER), message("now"))

    (one,) = await claim(store)
    await settle(store, one, "sent")

    assert one.key == "now"
    assert not await store.read(lambda unit: outbox.anything_due(unit, NOW))
    assert keys(await claim(store, now=LATER)) == ["tonight"]


async def test_what_was_put_off_to_another_moment_lets_others_go_first(store: Store) -> None:
    await add(store, message("n1"), message("n2"))
    (first,) = await claim(store)

    await settle(store, first, "waiting", reason="outside the hours", due=LATER)

    assert keys(await claim(store)) == ["n2"]


async def test_what_is_put_off_has_not_been_tried(store: Store) -> None:
    await add(store, message("n1"))
    for _ in range(outbox.MOST_ATTEMPTS):
        (one,) = await claim(store)
        await settle(store, one, "waiting", reason="outside the hours", due=NOW)

    (again,) = await claim(store)

    assert again.attempt == 1


async def test_an_attempt_before_something_is_put_off_still_counts_and_is_fenced(store: Store) -> None:
    await add(store, message("n1"))
    (zombie,) = await claim(store, lease=ENDED)
    await store.run(outbox.sweep)
    (second,) = await claim(store)
    await settle(store, second, "waiting", reason="outside the hours", due=NOW)
    (third,) = await claim(store)

    assert third.attempt == 2
    assert not await settle(store, zombie, "failed")
    assert await settle(store, third, "sent")


async def test_who_put_a_message_off_settles_it_no_more_once_another_process_claimed_it(store: Store) -> None:
    await add(store, message("n1"))
    (former,) = await claim(store, "former")
    await settle(store, former, "waiting", "former", reason="outside the hours", due=NOW)
    (fresh,) = await claim(store, "fresh")

    assert former.attempt == fresh.attempt
    assert not await settle(store, former, "sent", "former", receipt="late")
    assert await settle(store, fresh, "sent", "fresh", receipt="right")


async def test_what_was_set_aside_since_its_lease_ended_stays_so_though_it_was_sent(store: Store) -> None:
    await add(store, message("n1"))
    (late,) = await claim(store, lease=ENDED)
    await store.run(outbox.sweep)
    await store.run(lambda unit: outbox.set_aside(unit, NOW))

    assert not await settle(store, late, "sent")


async def test_what_is_due_earlier_goes_first_whichever_was_planned_first(store: Store) -> None:
    await add(store, message("at two", due=NOW + timedelta(hours=1)), message("at one", due=NOW), message("too", due=NOW))
    order = []
    while claimed := await claim(store, now=LATER):
        order += keys(claimed)
        await settle(store, claimed[0], "sent")

    assert order == ["at one", "too", "at two"]


async def test_what_is_due_now_waits_for_what_is_under_way_though_that_was_planned_later(store: Store) -> None:
    await add(store, message("put off", due=LATER), message("reply", due=NOW))
    (reply,) = await claim(store)

    assert await claim(store, "b", now=LATER) == []

    await settle(store, reply, "sent")
    assert keys(await claim(store, "b", now=LATER)) == ["put off"]


async def test_who_waits_for_a_reply_comes_before_a_round_that_was_due_earlier(store: Store) -> None:
    round_ = [message(f"m{number}", to=f"web:p{number}", due=NOW - timedelta(minutes=5)) for number in range(60)]
    await add(store, *(one._replace(kind="nudge") for one in round_), message("reply", to="web:noor"))

    claimed = await claim(store, most=20)

    assert "reply" in keys(claimed)
    assert len(claimed) == len(set(keys(claimed))) == 20
    assert len(await claim(store)) == 41


async def test_what_goes_before_a_reply_to_the_same_address_comes_first_too(store: Store) -> None:
    round_ = [message(f"m{number}", to=f"web:p{number}")._replace(kind="nudge") for number in range(60)]
    await add(store, *round_, message("reply", to="web:p59"))

    first = await claim(store, most=10)
    assert "m59" in keys(first)
    assert await settle(store, next(one for one in first if one.key == "m59"), "sent")

    assert keys(await claim(store, most=1)) == ["reply"]


async def test_a_reply_that_is_put_off_waits_and_lets_others_go(store: Store) -> None:
    await add(store, message("reply"), message("m1", to="web:bram")._replace(kind="nudge"))
    (first,) = await claim(store, most=1)
    assert await settle(store, first, "waiting", wait=60.0)

    assert keys(await claim(store)) == ["m1"]


async def test_processes_that_send_over_a_channel_now_are_counted(store: Store) -> None:
    def others(unit: Unit, channel: str = "teams") -> int:
        return backlog.other_senders(unit, channel, "me", outbox.LEASE, within=5.0)

    await add(store, *(message(f"m{number}", to=f"teams:p{number}") for number in range(4)), message("w"))
    assert await store.read(others) == 0
    await claim(store, me="me", most=1)
    await claim(store, me="b", most=1)
    await claim(store, me="dead", most=1, lease=outbox.LEASE - 10)  # as if that was ten seconds ago

    assert await store.read(others) == 1
    assert await store.read(lambda unit: others(unit, "web")) == 0


async def test_what_is_due_over_a_channel_and_not_sent_yet_is_counted(store: Store) -> None:
    await add(
        store, *(message(f"m{number}", to=f"teams:p{number}") for number in range(3)), message("w"),
        message("later", to="teams:p9", due=LATER),
    )  # fmt: skip
    one, *_ = await claim(store, most=2)
    assert await settle(store, one, "sent")

    assert await store.read(lambda unit: backlog.waiting(unit, "teams", NOW)) == 3 - (one.to != "web:noor")


async def test_no_more_is_claimed_than_asked(store: Store) -> None:
    await add(store, *(message(f"m{number}", to=f"web:p{number}") for number in range(9)))

    first = await claim(store, most=4)
    second = await claim(store, "b", most=4)

    assert len(first) == len(second) == 4
    assert not set(keys(first)) & set(keys(second))


async def test_whether_anything_is_due_agrees_with_what_can_be_claimed(store: Store) -> None:
    await add(store, message("n1"), message("n2"))
    seen = []
    for _ in range(3):
        before = await store.read(lambda unit: outbox.anything_due(unit, NOW))
        claimed = await claim(store)
        seen.append((before, bool(claimed)))
        for one in claimed:
            await settle(store, one, "sent")

    assert seen == [(True, True), (True, True), (False, False)]


# -- leases and fencing


async def test_a_lease_that_holds_is_not_swept(store: Store) -> None:
    await add(store, message("n1"))
    await claim(store)

    assert await store.run(outbox.sweep) == 0
    assert not await store.read(outbox.expired_leases)


async def test_a_lease_that_ended_is_swept_and_claimed_anew_by_another(store: Store) -> None:
    await add(store, message("n1"))
    await claim(store, "dead", lease=ENDED)
    assert await store.read(outbox.expired_leases)

    assert await store.run(outbox.sweep) == 1

    (again,) = await claim(store, "alive")
    assert (again.key, again.attempt) == ("n1", 2)


async def test_what_was_sent_counts_though_its_lease_ended_while_nobody_else_claimed_it(store: Store) -> None:
    await add(store, message("n1"))
    (late,) = await claim(store, "me", lease=ENDED)
    await store.run(outbox.sweep)

    assert not await settle(store, late, "failed", "me")
    assert not await settle(store, late, "waiting", "me")
    assert await settle(store, late, "sent", "me", receipt="right")

    assert await status(store, "n1") == ("sent", "right")
    assert await claim(store) == []


async def test_a_late_settle_changes_nothing_before_the_next_attempt_settles(store: Store) -> None:
    await add(store, message("n1"))
    (zombie,) = await claim(store, "zombie", lease=ENDED)
    await store.run(outbox.sweep)
    (fresh,) = await claim(store, "fresh")

    assert not await settle(store, zombie, "sent", "zombie", receipt="late")

    assert await status(store, "n1") == ("claimed", None)
    assert await settle(store, fresh, "sent", "fresh", receipt="right")
    assert await status(store, "n1") == ("sent", "right")


@pytest.mark.parametrize("end", ["sent", "failed", "waiting"])
async def test_a_late_settle_changes_nothing_after_the_next_attempt_settled(store: Store, end: str) -> None:
    await add(store, message("n1"))
    (zombie,) = await claim(store, "zombie", lease=ENDED)
    await store.run(outbox.sweep)
    (fresh,) = await claim(store, "fresh")
    await settle(store, fresh, "sent", "fresh", receipt="right")

    assert not await settle(store, zombie, end, "zombie", receipt="late", wait=0.0)

    assert await status(store, "n1") == ("sent", "right")
    assert await claim(store) == []


async def test_the_same_process_is_fenced_from_its_own_former_attempt(store: Store) -> None:
    await add(store, message("n1"))
    (former,) = await claim(store, "me", lease=ENDED)
    await store.run(outbox.sweep)
    (latter,) = await claim(store, "me")

    assert not await settle(store, former, "failed", "me")
    assert await settle(store, latter, "sent", "me")


async def test_a_message_is_settled_once(store: Store) -> None:
    await add(store, message("n1"))
    (one,) = await claim(store)

    assert [await settle(store, one, "sent"), await settle(store, one, "failed")] == [True, False]


# -- what stands where


async def test_a_text_that_changes_revises_each_post_that_shows_it_once(store: Store) -> None:
    async def change() -> int:
        return await store.run(lambda unit: posts.revise_posts_with(unit, [answer], NOW))

    answer = await store.run(lambda unit: write(unit, "rust"))
    await add(store, message("digest", to="web:vergunningen", room="vergunningen"), message("other"))
    digest, other = await claim(store)
    await store.run(lambda unit: posts.remember_shown(unit, digest, "team_wonder", [answer]))
    for one in (digest, other):
        await settle(store, one, "sent", receipt="r")

    assert await change() == 1

    (revision,) = await claim(store)
    assert (revision.revises, revision.to, revision.recipe) == (digest.id, "web:vergunningen", [{"revise": digest.id}])
    await settle(store, revision, "sent")
    assert await change() == 1
    assert len(await claim(store)) == 1


async def test_a_text_that_changes_again_is_revised_also_when_the_first_revision_was_forgotten(store: Store) -> None:
    def forget(unit: Unit) -> None:
        unit.connection.execute(delete(outbox_table).where(outbox_table.c.id == first.id))

    answer = await store.run(lambda unit: write(unit, "rust"))
    await add(store, message("digest", to="web:vergunningen", room="vergunningen"))
    (digest,) = await claim(store)
    await store.run(lambda unit: posts.remember_shown(unit, digest, "team_wonder", [answer]))
    await settle(store, digest, "sent", receipt="r")
    for _ in range(2):
        await store.run(lambda unit: posts.revise_posts_with(unit, [answer], NOW))
    first, second = [await _sent(store) for _ in range(2)]

    await store.run(forget)
    await store.run(lambda unit: posts.revise_posts_with(unit, [answer], NOW))

    assert (await _sent(store)).id > second.id


async def _sent(store: Store) -> Claimed:
    (one,) = await claim(store)
    await settle(store, one, "sent")
    return one


async def test_the_oldest_is_the_one_that_waits_longest_by_now(store: Store) -> None:
    await add(store, message("late", due=LATER), message("early", due=NOW - timedelta(hours=2), to="web:bram"))

    assert await store.read(lambda unit: backlog.oldest_due(unit, NOW)) == NOW - timedelta(hours=2)
    assert await store.read(lambda unit: backlog.oldest_due(unit, NOW - timedelta(days=1))) is None
