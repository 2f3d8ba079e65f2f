"""Links that are opened once and what they become, at their bounds: whom they let in, and until when (trust S12, S39, X02)."""

from collections.abc import Awaitable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select, update

from storage.outgoing import pages
from storage.outgoing.pages import LINK_LIVES, MAIL_LIVES, MAIL_REMEMBERED, REMEMBERED, SESSION_LIVES
from storage.store import Store
from storage.tables import page_session, person
from storage.times import stamp
from tests.storage.house import NOW

MOMENT = timedelta(seconds=1)


async def made(store: Store, who: str = "noor", now: datetime = NOW, *, mailed: bool = False) -> str:
    return await store.run(lambda unit: pages.make_link(unit, who, "own", now, mailed=mailed))


async def state(store: Store, token: str, now: datetime) -> str | None:
    found = await store.read(lambda unit: pages.find_link(unit, token, now))
    return None if found is None else found.state


async def opened(store: Store, token: str, now: datetime = NOW) -> str | None:
    """Open a link, and return the session that it began."""
    _, session = await store.run(lambda unit: pages.open_link(unit, token, now))
    return session


async def whose(store: Store, session: str | None, now: datetime = NOW) -> str | None:
    found = await store.read(lambda unit: pages.person_of(unit, session or "", now))
    return None if found is None else found.id


async def made_once(store: Store, guest: str) -> str:
    return await store.run(lambda unit: pages.make_once(unit, guest, NOW))


async def opened_once(store: Store, token: str, session: str) -> tuple[str | None, str | None]:
    return await store.run(lambda unit: pages.open_once(unit, token, session, NOW))


@pytest.mark.parametrize(("mailed", "lives"), [(False, LINK_LIVES), (True, MAIL_LIVES)])
async def test_a_link_opens_to_the_last_moment_and_not_after(store: Store, lives: timedelta, *, mailed: bool) -> None:
    token = await made(store, mailed=mailed)

    assert [await state(store, token, NOW + late) for late in (lives - MOMENT, lives)] == ["good", "late"]
    assert await opened(store, token, NOW + lives) is None
    assert await whose(store, await opened(store, token, NOW + lives - MOMENT), NOW + lives) == "noor"
    assert await state(store, token, NOW + lives) == "used"
    assert await opened(store, token, NOW + MOMENT) is None


@pytest.mark.parametrize(("mailed", "remembered"), [(False, REMEMBERED), (True, MAIL_REMEMBERED)])
async def test_an_old_link_is_known_as_such_for_a_while(store: Store, remembered: timedelta, *, mailed: bool) -> None:
    token = await made(store, mailed=mailed)

    await made(store, "bram", NOW + remembered)
    assert await state(store, token, NOW + remembered) == "late"
    await made(store, "bram", NOW + remembered + MOMENT)
    assert await state(store, token, NOW + remembered) is None


async def test_a_token_is_of_256_random_bits_and_what_never_was_one_opens_nothing(store: Store) -> None:
    token = await made(store)
    session = await opened(store, token)

    assert [len(one or "") for one in (token, session)] == [43, 43]
    assert [await opened(store, wrong) for wrong in ("never made", "\ud800")] == [None, None]


async def test_a_session_that_is_over_is_forgotten_with_the_next_link(store: Store) -> None:
    def sessions() -> Awaitable[int]:
        return store.read(lambda unit: unit.connection.execute(select(func.count()).select_from(page_session)).scalar_one())

    await opened(store, await made(store))

    await made(store, now=NOW + SESSION_LIVES - MOMENT)
    assert await sessions() == 1
    await made(store, now=NOW + SESSION_LIVES)
    assert await sessions() == 0


async def test_a_session_is_its_own_persons_and_ends(store: Store) -> None:
    noor, bram = [await opened(store, await made(store, who)) for who in ("noor", "bram")]

    assert [await whose(store, one) for one in (noor, bram, "another", None)] == ["noor", "bram", None, None]
    assert await whose(store, noor, NOW + SESSION_LIVES - MOMENT) == "noor"
    assert await whose(store, noor, NOW + SESSION_LIVES) is None
    await store.run(lambda unit: pages.end_session(unit, noor or ""))
    assert [await whose(store, one) for one in (noor, bram)] == [None, "bram"]


async def test_what_is_shut_is_shut_for_one_person_alone(store: Store) -> None:
    noor, bram = [await opened(store, await made(store, who)) for who in ("noor", "bram")]
    hers, his = await made(store), await made(store, "bram")

    await store.run(lambda unit: pages.shut(unit, "noor"))

    assert [await whose(store, one) for one in (noor, bram)] == [None, "bram"]
    assert [await state(store, one, NOW) for one in (hers, his)] == [None, "good"]


@pytest.mark.parametrize(("left", "in_"), [(NOW - MOMENT, "noor"), (NOW, None), (NOW + MOMENT, None)])
async def test_who_left_gets_in_only_with_what_was_made_since(store: Store, left: datetime, in_: str | None) -> None:
    token, session = await made(store), await opened(store, await made(store))

    await store.run(
        lambda unit: unit.connection.execute(update(person).where(person.c.id == "noor").values(left_at=stamp(left)))
    )

    assert await state(store, token, NOW + MOMENT) == (in_ and "good")
    assert await whose(store, session, NOW + MOMENT) == in_


async def test_a_link_that_reached_nobody_leads_nowhere_and_others_do(store: Store) -> None:
    lost, other = await made(store), await made(store)

    await store.run(lambda unit: pages.forget_link(unit, lost))

    assert [await state(store, one, NOW) for one in (lost, other)] == [None, "good"]


async def test_s39_the_link_of_who_has_no_account_is_one_and_opens_in_the_first_browser_alone(store: Store) -> None:
    first, again, other = [await made_once(store, who) for who in ("noor", "noor", "bram")]
    assert first == again != other
    assert await store.read(lambda unit: pages.find_once(unit, first)) == "noor"

    _, session = await opened_once(store, first, "")
    assert session
    assert await store.read(lambda unit: pages.guest_of(unit, session)) == "noor"
    assert await opened_once(store, first, session) == ("noor", session)
    assert [await opened_once(store, first, elsewhere) for elsewhere in ("", "another")] == [("noor", None)] * 2
    assert await opened_once(store, "never made", session) == (None, None)
    assert await store.read(lambda unit: pages.guest_of(unit, "another")) is None


async def test_s39_a_link_of_who_has_no_account_is_no_other_and_no_other_is_one_of_hers(store: Store) -> None:
    once, other = await made_once(store, "noor"), await made(store)

    assert len(once) == 43
    assert await store.read(lambda unit: pages.find_once(unit, other)) is None
    assert await store.read(lambda unit: pages.find_once(unit, "never made")) is None
    assert await opened_once(store, other, "") == (None, None)
    assert await state(store, other, NOW) == "good"


async def test_s39_the_link_of_who_has_no_account_is_known_as_long_as_one_from_a_mail(store: Store) -> None:
    once = await made_once(store, "noor")

    await made(store, "bram", NOW + MAIL_REMEMBERED)

    assert await store.read(lambda unit: pages.find_once(unit, once)) == "noor"
