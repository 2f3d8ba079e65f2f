"""Erasing a person reaches every row that refers to her, her key, and the posts that show her texts (GE4, C-44, trust S10)."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from dialogs.saying.prompt import Choice
from dialogs.talk.effects import Value
from dialogs.timing.plans import Plan
from dialogs.visibility import Level
from storage import migrating
from storage.errors import CannotOpen
from storage.groups import agreements, attendance, calendars, deputies, free_moments, linked, partners, people, rounds
from storage.groups.deputies import Deputy
from storage.outgoing import cards, chats, mailboxes, outbox, pages, posts, web
from storage.outgoing.outbox import Message
from storage.privacy import audit, exporting, naming
from storage.privacy.chain import ERASED
from storage.privacy.erasing import erase_again, erase_person
from storage.privacy.register import NOBODY, REFERS
from storage.store import Store, Unit
from storage.tables import metadata
from storage.talks import answered, answers, conversations, files, seen
from storage.timing import participation
from tests.storage.house import LATER, NOW, TEAM, fill, looked_up, open_in, write


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    migrating.migrate(tmp_path)
    opened = open_in(tmp_path)
    await fill(opened)
    await opened.run(noor_does_everything)
    yield opened
    await opened.close()


READ_BY_HER: dict[str, Level] = {"alleen voor Noor": "V5", "ook voor wie begeleidt": "V1"}


def noor_does_everything(unit: Unit) -> None:
    """Leave a row of Noor in every table that can hold one."""
    shared = write(unit, "een verwondering", file="foto")
    files.keep(unit, "foto", "noor", "foto.png", "image/png", b"beeld", NOW)
    answers.share(unit, "noor", [shared], "V2", TEAM, NOW)
    room = Message("digest 1", f"web:{TEAM}", "digest", [{"digest": "d"}], NOW, room=TEAM)
    outbox.add(unit, room, Message("reply noor", "web:noor", "reply", [{"one": shared}], NOW, person="noor", budget="noor 1"))
    for one in outbox.claim(unit, "me", NOW, 9):
        posts.remember_shown(unit, one, posts.OWN if one.person else "team", [shared])
        naming.remember_mentioned(unit, one.id, ["noor"])
        cards.put(unit, one.id, {1: ["wonder_text"]})
        outbox.settle(unit, one, "me", "sent", NOW, receipt="there")
    web.post(unit, "person:noor", "m1", "noor", {"text": "hallo"}, NOW)
    web.post(unit, f"room:{TEAM}", "m2", "noor", {"text": "dag allemaal"}, NOW)
    web.note_event(unit, "prompt", NOW, person="noor", message="o1")
    seen.first_time(unit, "web", "noor say 1", NOW)
    noor_is_reached(unit)
    audit.note(unit, "exported", NOW, actor="noor", subject="noor")
    hers = Plan("noor", 1, people={"scribe": "noor", "host": "bram"}, passed=("noor", "bram"))
    planned = rounds.Round(0, "w", "1", TEAM, "planned 1", None, "open", 0, "seed", NOW, NOW, None, None, hers)
    opened = rounds.open_round(unit, planned, None)
    assert opened is not None
    agreements.agree(unit, opened.id, "noor", NOW)
    attendance.tell(unit, opened.id, 1, "noor", "cannot", NOW)
    noor_reads(unit)
    typed = conversations.begin_one(unit, conversations.Fresh("bram", "w", "1", "tell", NOW, occasion="typed", about=shared))
    assert typed is not None
    answers.record(unit, "bram", typed.id, TEAM, "w", "line", 0, "text", Value(text="door Noor getypt"), NOW)
    by_noor = answers.ids_in(unit, typed.id, ["line"], 0)
    table = metadata.tables["answer"]
    unit.connection.execute(table.update().where(table.c.id.in_(by_noor)).values(author="noor"))


def noor_reads(unit: Unit) -> None:
    """Leave what Noor is the one reader of, and what she reads beside who facilitates (S41)."""
    for text, level in READ_BY_HER.items():
        answers.share(unit, "bram", [write(unit, text, "bram")], level, TEAM, NOW, reader="noor")


def noor_learns(unit: Unit) -> None:
    """Leave a round that is hers alone (S08)."""
    new = rounds.Round(
        0, "w", "1", TEAM, "planned 2", None, "open", 0, "seed", NOW, NOW, None, None, Plan("noor", 1), person="noor"
    )
    rounds.open_round(unit, new, None)


def noor_is_reached(unit: Unit) -> None:
    """Leave what leads to Noor's pages, and who stands in for her or whom she stands in for."""
    for away, other in (("noor", "bram"), ("bram", "noor")):
        deputies.name(unit, Deputy(TEAM, away, other, NOW, LATER))
    pages.open_link(unit, pages.make_link(unit, "noor", "own", NOW), NOW)
    calendars.renew(unit, "noor")
    mailboxes.put(unit, "noor", "noor@elders.nl")
    chats.put(unit, "noor", chats.Place("a:1", "https://elders.nl/"))
    chats.offer(unit, "noor", "1", [Choice("a", "Wat Noor schreef")])
    noor_links(unit)
    for number, (asker, asked) in enumerate((("noor", "bram"), ("bram", "noor")), 900):
        partners.ask(unit, partners.Together(number, 1, asker, asked, "w", "agreed"), NOW)
    free_moments.offer(unit, "noor", "w", {901: LATER})
    noor_learns(unit)


def noor_links(unit: Unit) -> None:
    """Leave what links Noor's platforms: a code of hers, one of Bram's that she typed, and under which id she was known."""
    for person, channel in (("noor", "teams"), ("bram", "mattermost")):
        linked.begin(unit, person, channel, f"code of {channel}", NOW)
    of_bram = linked.found(unit, "code of mattermost", NOW)
    assert of_bram is not None
    linked.take(unit, of_bram, "noor", "teams")
    unit.connection.execute(metadata.tables["former"].insert().values(id="before", person="noor"))


def mentions(unit: Unit, id_: str) -> set[str]:
    """Return the columns, of any table, in which an id stands, alone or among other words."""
    found = set()
    for table in metadata.sorted_tables:
        for row in unit.connection.execute(select(table)).mappings():
            found |= {f"{table.name}.{name}" for name, value in row.items() if isinstance(value, str) and id_ in value}
    return found


@pytest.mark.trust("S10")
def test_s10_every_table_and_every_key_to_a_person_stands_in_the_register() -> None:
    listed = {one.table.name for one in REFERS}
    keys = {(table.name, key.parent.name) for table in metadata.sorted_tables for key in table.foreign_keys
            if key.column.table.name == "person"}  # fmt: skip

    assert listed.isdisjoint(table.name for table in NOBODY)
    assert listed | {table.name for table in NOBODY} == set(metadata.tables)
    assert keys <= {(one.table.name, one.column.name) for one in REFERS}


async def test_s10_the_register_finds_every_row_in_which_she_stands(store: Store) -> None:
    def work(unit: Unit) -> None:
        for refers in REFERS:
            assert unit.connection.execute(select(refers.table).where(refers.to("noor"))).first(), refers.column
        everywhere = {name.partition(".")[0] for name in mentions(unit, "noor")}
        assert everywhere <= {one.table.name for one in REFERS}

    await store.read(work)


@pytest.mark.trust("S10")
async def test_s10_a_person_erased_as_a_whole_stands_nowhere_any_more(store: Store) -> None:
    await store.run(lambda unit: erase_person(unit, "noor", LATER, whole=True))

    assert await store.read(lambda unit: mentions(unit, "noor")) == set()


async def test_s11_of_a_planned_round_she_gets_what_she_did_in_it_and_nobody_elses_part(store: Store) -> None:
    rows = await store.read(lambda unit: exporting.rows_of(unit, people.viewer(unit, "noor")))

    assert ["starter", "scribe", "passed"] in [row["plan"] for row in rows["round"]]
    assert len(rows["round"]) == 2  # one of them is hers alone


async def test_s10_of_what_she_did_in_a_planned_round_nothing_is_left_and_of_others_everything(store: Store) -> None:
    await store.run(lambda unit: erase_person(unit, "noor", LATER))

    [planned] = await store.read(lambda unit: rounds.planned_in(unit, TEAM))
    assert planned.plan == Plan("", 1, people={"host": "bram"}, passed=("bram",))


async def test_s10_of_what_a_message_showed_nothing_is_left_when_the_message_is_gone(store: Store, tmp_path: Path) -> None:
    await store.run(lambda unit: erase_person(unit, "noor", LATER, whole=True))

    assert looked_up(tmp_path, "SELECT outbox FROM shown WHERE outbox NOT IN (SELECT id FROM outbox)") == []


async def test_ge4_who_erases_everything_stays_known_as_somebody_who_left_and_nothing_more(store: Store) -> None:
    await store.run(lambda unit: people.set_values(unit, "noor", quiet_days="1,2", consent_version="2020"))

    await store.run(lambda unit: erase_person(unit, "noor", LATER))

    def work(unit: Unit) -> people.Person:
        tables = {name.partition(".")[0] for name in mentions(unit, "noor")}
        assert tables == {"person", "address", "membership", "seen", "former"}
        assert people.name_of(unit, "noor") == "noor"
        return people.load(unit, "noor")

    left = await store.read(work)
    assert (left.consent, left.left_at, left.quiet_days, left.takes_part) == ("no", LATER, frozenset(), False)


async def test_s10_the_posts_that_show_her_texts_are_planned_to_be_revised_and_remember_that_something_stood_there(
    store: Store,
) -> None:
    def work(unit: Unit) -> None:
        erase_person(unit, "noor", LATER)
        post = posts.by_key(unit, "digest 1")
        assert post is not None
        assert posts.by_key(unit, f"revise {post.id} 0") is not None
        known = posts.shown_in(unit, post.id)
        assert answers.read(unit, people.viewer(unit, "bram"), known) == []
        assert list(answered.questions_of(unit, known).values()) == ["wonder_text"]

    await store.run(work)


async def test_s10_what_somebody_wrote_in_a_room_is_withdrawn_under_a_new_number(store: Store) -> None:
    before = await store.read(lambda unit: web.newest_in_places(unit)[f"room:{TEAM}"])

    await store.run(lambda unit: erase_person(unit, "noor", LATER))

    [message] = await store.read(lambda unit: web.since(unit, f"room:{TEAM}", before))
    assert (message.state, message.author, message.body.get("text")) == ("withdrawn", "", None)


async def test_s10_what_others_own_stays_theirs(store: Store) -> None:
    await store.run(lambda unit: erase_person(unit, "noor", LATER, whole=True))

    def work(unit: Unit) -> list[tuple[str | None, str]]:
        found = answers.own(unit, people.viewer(unit, "bram"), "bram", 0, 9)
        return sorted((one.value.text, one.sealed.level) for one in found)

    assert await store.read(work) == [("alleen voor Noor", "V0"), ("door Noor getypt", "V0"), ("ook voor wie begeleidt", "V1")]


async def test_k3_a_figure_that_was_told_stays_as_it_was_when_somebody_is_erased(store: Store) -> None:
    def work(unit: Unit) -> tuple[int, int]:
        new = rounds.Round(0, "w", "1", TEAM, "2026", "weekly", "open", 0, "seed", NOW, NOW, None, None)
        opened = rounds.open_round(unit, new, None)
        assert opened is not None
        for id_ in ("noor", "bram"):
            conversations.begin(unit, [conversations.Fresh(id_, "w", "1", "tell", NOW, round=opened.id, team=TEAM)])
        table = metadata.tables["conversation"]
        unit.connection.execute(table.update().where(table.c.round == opened.id).values(status="submitted"))
        table = metadata.tables["round"]
        unit.connection.execute(table.update().where(table.c.id == opened.id).values(closed_at=1.0))
        before = participation.took_part(unit, opened.id)
        erase_person(unit, "noor", LATER)
        return before, participation.took_part(unit, opened.id)

    assert await store.run(work) == (2, 2)


async def test_s8_her_old_key_is_destroyed_and_a_new_one_opens_nothing_of_before(store: Store) -> None:
    sealed = store.keys.seal("noor", "somewhere", "iets van Noor")

    await store.run(lambda unit: erase_person(unit, "noor", LATER))

    with pytest.raises(CannotOpen):
        store.keys.unseal("noor", "somewhere", sealed)


@pytest.mark.trust("S8")
async def test_s8_a_database_that_does_not_know_that_she_was_erased_erases_her_again(store: Store) -> None:
    await store.run(lambda unit: unit.keys.erase(unit.connection, "noor", NOW.timestamp(), whole=True))

    erased = await store.run(lambda unit: erase_again(unit, LATER))

    assert erased == ["noor"]
    assert await store.read(lambda unit: mentions(unit, "noor")) == set()
    assert await store.run(lambda unit: erase_again(unit, LATER)) == []


async def test_s8_who_came_back_after_erasing_is_not_erased_again(store: Store) -> None:
    await store.run(lambda unit: erase_person(unit, "noor", LATER))
    await store.run(lambda unit: write(unit, "iets nieuws"))

    assert await store.run(lambda unit: erase_again(unit, LATER + timedelta(days=1))) == []
    found = await store.read(lambda unit: answers.own(unit, people.viewer(unit, "noor"), "noor", 0, 9))
    assert [one.value.text for one in found] == ["iets nieuws"]


async def test_s8_erasing_that_had_to_run_again_is_one_erasing_and_who_came_back_keeps_what_she_writes(store: Store) -> None:
    def broken_off(unit: Unit) -> None:
        erase_person(unit, "noor", LATER)
        raise ValueError("something after it failed")

    with pytest.raises(ValueError, match="something after it failed"):
        await store.run(broken_off)
    await store.run(lambda unit: erase_person(unit, "noor", LATER))
    await store.run(lambda unit: write(unit, "van na het terugkomen"))

    assert await store.run(lambda unit: erase_again(unit, LATER)) == []
    assert len(store.keys.erased()) == 2, "she, and the id under which she was known before"


async def test_s10_what_is_said_of_erasing_holds_no_id(store: Store) -> None:
    await store.run(lambda unit: erase_person(unit, "noor", LATER))

    marks = await store.read(lambda unit: audit.subjects_of(unit, ERASED))
    assert {one.mark for one in store.keys.erased()} == set(marks)
    assert not any("noor" in one.owner for one in store.keys.erased())


async def test_ids_of_what_was_erased_are_never_given_again(store: Store) -> None:
    def ids(unit: Unit) -> tuple[int, int]:
        answer = write(unit, "de laatste")
        outbox.add(unit, Message(f"k{answer}", "web:noor", "reply", [], NOW, person="noor"))
        post = posts.by_key(unit, f"k{answer}")
        assert post is not None
        return answer, post.id

    before = await store.run(ids)
    await store.run(lambda unit: erase_person(unit, "noor", LATER))
    after = await store.run(ids)

    assert after[0] > before[0]
    assert after[1] > before[1]
