"""The log of acts is chained: whatever is changed, taken away or cut off is found, and erasing leaves it whole (trust S19)."""

import asyncio
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update

from storage.database.places import Place
from storage.groups import people
from storage.privacy import audit, chain, exporting
from storage.privacy.chain import Anchor, Broken
from storage.privacy.erasing import erase_person
from storage.privacy.uniting import unite
from storage.store import Store, Unit
from storage.tables import audit as lines
from storage.times import stamp
from tests.storage.house import CAST, LATER, NOW, ON_POSTGRES, open_in

ACTS = ("exported", "settings set", "format on", "read alone")
MANY = 1000


def fill_log(unit: Unit, number: int = 60) -> Anchor:
    """Write lines of all kinds, with an erasing among them; returns what was kept elsewhere of it."""
    drawn = random.Random(19)
    for step in range(number):
        actor, subject = (drawn.choice([None, *(id_ for id_, _, _ in CAST)]) for _ in range(2))
        audit.note(unit, drawn.choice(ACTS), NOW + timedelta(minutes=step), actor=actor, subject=subject)
    erase_person(unit, "bram", LATER)
    audit.note(unit, "exported", LATER, actor="noor")
    return audit.newest(unit)


Tamper = Callable[[Unit, random.Random], object]


def changed(unit: Unit, drawn: random.Random) -> object:
    """Change one value of one line."""
    number = drawn.choice(ids(unit))
    row = unit.connection.execute(select(lines).where(lines.c.id == number)).mappings().one()
    name = drawn.choice([name for name in row if name != "id"])
    now = row[name]
    new: Any = (
        now + drawn.choice([-1.0, 0.5, 3600.0]) if isinstance(now, float) else drawn.choice(["olga", "x", "f" * 64, None])
    )
    if new is None and not lines.c[name].nullable:
        new = "other"
    if new == now:
        new = "another"
    unit.connection.execute(update(lines).where(lines.c.id == number).values({name: new}))
    return number, name, now, new


def renamed(unit: Unit, drawn: random.Random) -> object:
    """Take a name out of a line as erasing does, though nobody was erased; or put one where there was none."""
    what = drawn.choice(["actor", "subject"])
    named = select(lines.c.id).where(lines.c[what].is_not(None), lines.c.act.in_(ACTS))
    number = drawn.choice(list(unit.connection.execute(named).scalars()))
    values = {what: None, f"{what}_salt": None} | ({f"{what}_mark": None} if drawn.random() < 0.5 else {})
    unit.connection.execute(update(lines).where(lines.c.id == number).values(values))
    return number, values


def deleted(unit: Unit, drawn: random.Random) -> object:
    """Take lines away, one or several, from anywhere, and close the gap or leave it."""
    found = ids(unit)
    start = drawn.randrange(len(found))
    gone = found[start : start + drawn.randint(1, 5)]
    unit.connection.execute(delete(lines).where(lines.c.id.in_(gone)))
    if drawn.random() < 0.5:
        for number in found[start + len(gone) :]:
            unit.connection.execute(update(lines).where(lines.c.id == number).values(id=number - len(gone)))
    return gone


def swapped(unit: Unit, drawn: random.Random) -> object:
    """Let two lines change places."""
    one, other = drawn.sample(ids(unit), 2)
    for old, new in ((one, -1), (other, one), (-1, other)):
        unit.connection.execute(update(lines).where(lines.c.id == old).values(id=new))
    return one, other


def cut(unit: Unit, drawn: random.Random) -> object:
    """Cut the log off, at its end or its beginning."""
    number = drawn.choice(ids(unit))
    where = lines.c.id >= number if drawn.random() < 0.5 else lines.c.id <= number
    unit.connection.execute(delete(lines).where(where))
    return str(where), number


def added(unit: Unit, drawn: random.Random) -> object:
    """Put a copy of a line between two others, or at the end."""
    number = drawn.choice(ids(unit))
    row = dict(unit.connection.execute(select(lines).where(lines.c.id == number)).mappings().one())
    row["id"] = max(ids(unit)) + 1
    unit.connection.execute(insert(lines).values(row))
    return number


def ids(unit: Unit) -> list[int]:
    return list(unit.connection.execute(select(lines.c.id).order_by(lines.c.id)).scalars())


@pytest.mark.trust("S19")
async def test_s19_a_thousand_random_edits_deletions_swaps_and_truncations_are_all_found(store: Store) -> None:
    """Each is made in a savepoint that is rolled back, so that the next meets the log as it was written."""

    def work(unit: Unit) -> None:
        anchor, drawn = fill_log(unit), random.Random(20260312)
        assert audit.verify(unit, anchor) == anchor
        ways: list[Tamper] = [changed, renamed, deleted, swapped, cut, added]
        missed = []
        for _ in range(MANY):
            way = drawn.choice(ways)
            inside = unit.connection.begin_nested()
            done = way(unit, drawn)
            try:
                audit.verify(unit, anchor)
                missed.append((way.__name__, done))
            except Broken:
                pass
            inside.rollback()
        assert missed == []
        assert audit.verify(unit, anchor) == anchor

    await store.run(work)


async def test_s19_the_first_line_that_is_not_as_it_was_written_is_named(store: Store) -> None:
    await store.run(fill_log)
    await store.run(lambda unit: unit.connection.execute(update(lines).where(lines.c.id.in_((17, 30))).values(act="nothing")))

    with pytest.raises(Broken, match=r"^line 17 of the log of acts is not as it was written"):
        await store.read(audit.verify)


async def test_s19_without_an_anchor_a_cut_end_is_not_seen_and_with_one_it_is(store: Store) -> None:
    anchor = await store.run(fill_log)
    await store.run(lambda unit: unit.connection.execute(delete(lines).where(lines.c.id > 40)))

    with pytest.raises(Broken, match=r"line 41 .* and it is gone"):
        await store.read(lambda unit: audit.verify(unit, anchor))


@pytest.mark.trust("S19")
async def test_s19_who_writes_the_whole_log_anew_is_found_by_the_anchor(store: Store) -> None:
    anchor = await store.run(fill_log)

    def forged(unit: Unit) -> Anchor:
        unit.connection.execute(delete(lines))
        for step in range(anchor.id):
            audit.note(unit, "nothing happened", NOW + timedelta(minutes=step))
        return audit.verify(unit)

    await store.run(forged)

    with pytest.raises(Broken, match="the anchor that was kept elsewhere says otherwise"):
        await store.read(lambda unit: audit.verify(unit, anchor))


async def test_s19_erasing_leaves_no_id_and_no_salt_and_the_chain_holds(store: Store) -> None:
    def work(unit: Unit) -> list[tuple[object, ...]]:
        audit.note(unit, "exported", NOW, actor="noor", subject="noor")
        audit.note(unit, "exported", NOW, actor="noor", subject="bram")
        before = audit.newest(unit)
        erase_person(unit, "noor", LATER)
        audit.verify(unit, before)
        rows = select(lines.c.actor, lines.c.actor_salt, lines.c.subject, lines.c.subject_salt).order_by(lines.c.id)
        return [tuple(row) for row in unit.connection.execute(rows.limit(2))]

    first, second = await store.run(work)

    assert first == (None, None, None, None)
    assert second[:3] == (None, None, "bram")


async def test_s19_letting_go_of_the_oldest_lines_leaves_where_the_log_begins(store: Store) -> None:
    """Lines of people who were erased go in their time too."""

    def work(unit: Unit) -> None:
        anchor = fill_log(unit)
        late = LATER + timedelta(days=400)
        assert audit.forget_before(unit, NOW + timedelta(minutes=20), late, 15) == 15
        assert audit.forget_before(unit, NOW + timedelta(minutes=20), late, 15) == 5
        assert audit.forget_before(unit, NOW + timedelta(minutes=20), late, 15) == 0
        assert ids(unit)[0] == 21
        assert audit.verify(unit, anchor).id == anchor.id + 2
        assert audit.forget_before(unit, late, late, MANY) == anchor.id - 20
        assert [one.act for one in audit.since(unit, NOW)] == [chain.LET_GO] * 3
        assert audit.verify(unit, anchor).id == anchor.id + 3

    await store.run(work)


async def test_s19_an_anchor_that_is_older_than_what_was_let_go_is_refused(store: Store) -> None:
    def work(unit: Unit) -> tuple[Anchor, Anchor]:
        fill_log(unit, 10)
        older, (number, digest) = audit.newest(unit), unit.connection.execute(select(lines.c.id, lines.c.chain).limit(1)).one()
        audit.forget_before(unit, NOW + timedelta(minutes=5), LATER, MANY)
        return Anchor(number, digest), older

    too_old, stays = await store.run(work)

    with pytest.raises(chain.TooOld, match="the anchor 1 is older than what was let go, up to line 5; give a newer one"):
        await store.read(lambda unit: audit.verify(unit, too_old))
    assert (await store.read(lambda unit: audit.verify(unit, stays))).id == stays.id + 1


@pytest.mark.parametrize(
    ("further", "found"), [(10, chain.TooOld), (0, Broken), (-1, Broken)], ids=["past it", "at it", "before it"]
)
async def test_s19_a_log_of_one_line_that_says_all_before_it_was_let_go_is_found_by_the_anchor(
    store: Store, further: int, found: type[Exception]
) -> None:
    anchor = await store.run(fill_log)
    await store.run(lambda unit: say_let_go(unit, Anchor(anchor.id + further, "f" * 64)))

    with pytest.raises(found):
        await store.read(lambda unit: audit.verify(unit, anchor))


def say_let_go(unit: Unit, begins: Anchor) -> None:
    """Write one line in place of the log, which says that all up to another one was let go of."""
    unit.connection.execute(delete(lines))
    said = chain.kept(str(begins))
    line = chain.Line(begins.id + 1, stamp(LATER), chain.LET_GO, "done", "bot", chain.kept(None), said, "")
    unit.connection.execute(insert(lines).values(
        id=line.id, at=line.at, act=line.act, result=line.result, origin=line.origin, chain=line.bound_to(begins.chain),
        subject=said.id, subject_salt=said.salt, subject_mark=said.mark,
    ))  # fmt: skip


@pytest.mark.parametrize("erased_at", [None, LATER + timedelta(hours=1)], ids=["never", "at another moment"])
async def test_s19_names_that_were_taken_out_where_nobody_was_erased_are_found(
    store: Store, erased_at: datetime | None
) -> None:
    def work(unit: Unit) -> int:
        anchor = fill_log(unit)
        audit.take_out(unit, ["noor"], LATER)
        if erased_at is not None:
            audit.note(unit, chain.ERASED, erased_at, subject="f" * 32)
        return anchor.id

    number = await store.run(work)

    with pytest.raises(Broken, match=f"^line {number + 1} .* names were taken out, and nobody was erased then"):
        await store.read(audit.verify)


async def test_x12_who_linked_two_platforms_keeps_her_lines_under_both_ids_and_is_erased_from_both(store: Store) -> None:
    def work(unit: Unit) -> None:
        audit.note(unit, "exported", NOW, actor="noor", subject="noor")
        unite(unit, "olga", "noor", LATER)
        assert len(exporting.rows_of(unit, people.viewer(unit, "olga"))["audit"]) == 2  # as actor, and as subject
        erase_person(unit, "olga", LATER)
        audit.verify(unit)
        assert unit.connection.execute(select(lines.c.id).where(lines.c.actor.is_not(None))).first() is None

    await store.run(work)


@pytest.mark.trust("S19")
@ON_POSTGRES
async def test_s19_two_replicas_that_write_at_once_make_one_chain(place: Place, store: Store) -> None:
    other = open_in(place)
    try:
        both = [one.run(partial(audit.note, act=f"act {number}", now=NOW)) for number in range(40) for one in (store, other)]
        await asyncio.gather(*both)
    finally:
        await other.close()

    assert (await store.read(audit.verify)).id == 80
