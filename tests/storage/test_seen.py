"""What was taken in before is not taken in again (GE12)."""

from datetime import timedelta

from storage.store import Store
from storage.talks import seen
from tests.storage.house import LATER, NOW


async def first(store: Store, channel: str, message: str) -> bool:
    return await store.run(lambda unit: seen.first_time(unit, channel, message, NOW))


async def test_a_message_is_new_once(store: Store) -> None:
    assert [await first(store, "web", "m1") for _ in range(3)] == [True, False, False]


async def test_the_same_id_on_another_channel_is_another_message(store: Store) -> None:
    assert [await first(store, channel, "m1") for channel in ("web", "teams", "web")] == [True, True, False]


async def test_a_repeat_inside_one_unit_of_work_is_noticed(store: Store) -> None:
    found = await store.run(lambda unit: [seen.first_time(unit, "web", "m1", NOW) for _ in range(2)])

    assert found == [True, False]


async def test_only_what_is_old_is_forgotten_a_limited_number_at_a_time(store: Store) -> None:
    old = NOW - timedelta(days=8)
    await store.run(lambda unit: [seen.first_time(unit, "web", f"old {number}", old) for number in range(5)])
    await first(store, "web", "new")

    forgotten = [await store.run(lambda unit: seen.forget_before(unit, NOW - timedelta(days=7), 3)) for _ in range(3)]

    assert forgotten == [3, 2, 0]
    assert not await first(store, "web", "new")


async def test_forgetting_an_old_message_leaves_the_same_id_of_another_channel(store: Store) -> None:
    await store.run(lambda unit: seen.first_time(unit, "web", "m1", NOW))
    await store.run(lambda unit: seen.first_time(unit, "teams", "m1", LATER))

    await store.run(lambda unit: seen.forget_before(unit, LATER, 10))

    assert not await first(store, "teams", "m1")
    assert await first(store, "web", "m1")
