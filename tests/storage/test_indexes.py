"""What is asked each second, or at each message, is answered by an index; the statements are those that really run."""

import sqlite3
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dialogs.visibility import Person, ToldInRoom, Writer
from storage.groups import (
    agreements,
    attendance,
    choosing,
    deputies,
    free_moments,
    partners,
    past_rounds,
    people,
    planned_with,
    rounds,
    signing,
    taking_part,
    teams,
)
from storage.groups.rounds import Round
from storage.outgoing import backlog, cards, chats, outbox, posts, sent_parts, watching, web
from storage.outgoing.outbox import Message
from storage.privacy import apart, parting, reading
from storage.privacy.keys import KeyStore
from storage.store import Store, Unit, open_store
from storage.talks import answered, answers, boards, ending, finding, nameless, recalling, running, seen
from storage.timing import budget, matters, participation, schedules
from tests.storage.house import NOW, RING, TEAM, fill, write

Statement = tuple[str, Any]


SAID: list[Statement] = []
"""What the recording connections have run."""


class Recording(sqlite3.Connection):
    """A connection that writes down what it is asked, with the values as they were bound."""

    def execute(self, sql: str, parameters: Any = ()) -> sqlite3.Cursor:
        SAID.append((sql, parameters))
        return super().execute(sql, parameters)

    def cursor(self, factory: Any = None) -> Any:
        return super().cursor(factory or RecordingCursor)


class RecordingCursor(sqlite3.Cursor):
    """Its cursor."""

    def execute(self, sql: str, parameters: Any = ()) -> Any:
        SAID.append((sql, parameters))
        return super().execute(sql, parameters)


class Driver(ModuleType):
    """The driver, with connections that record."""

    def __getattr__(self, name: str) -> Any:
        return getattr(sqlite3, name)

    @staticmethod
    def connect(*args: Any, **kwargs: Any) -> sqlite3.Connection:
        return sqlite3.connect(*args, factory=Recording, **kwargs)


@pytest.fixture
async def store(folder: Path) -> AsyncIterator[Store]:
    opened = open_store(folder, KeyStore(folder / "keys.db", RING), module=Driver("recording"))
    await fill(opened)
    running = Round(0, "weekly_wonder", "1", TEAM, "1", None, "open", 0, "seed", NOW, NOW, None, None)
    await opened.run(lambda unit: rounds.open_round(unit, running, None))
    yield opened
    await opened.close()


async def plan_of(store: Store, work: Callable[[Unit], object]) -> list[str]:
    """Return how SQLite goes about what a unit of work asks."""
    SAID.clear()
    await store.run(work)
    said = [one for one in SAID if not one[0].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "PRAGMA"))]

    def explain(unit: Unit) -> list[str]:
        found = []
        for statement, parameters in said:
            rows = unit.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", tuple(parameters))
            found += [row[3] for row in rows]
        return found

    assert said
    return await store.run(explain)


def claim(unit: Unit) -> object:
    return outbox.claim(unit, "me", NOW, 50)


def shared(unit: Unit) -> object:
    viewer = people.viewer(unit, "noor")
    return answers.shared_and_not_shown(unit, viewer, TEAM, "weekly_wonder", "team_wonder")


def all_readers_of_a_file(unit: Unit) -> object:
    return answers.may_have_file(unit, people.viewer(unit, "noor"), "file 1")


AROUND = Round(0, "weekly_wonder", "1", TEAM, "2", None, "open", 0, "seed", NOW, NOW, None, None, programme=1, number=2)
"""A round around the second meeting of a programme."""

HOT: dict[str, tuple[Callable[[Unit], object], tuple[str, ...]]] = {
    "claiming what is due": (claim, ("ix_outbox_due", "ix_outbox_open", "ix_outbox_awaited")),
    "whether anything is due": (lambda unit: outbox.anything_due(unit, NOW), ("ix_outbox_due", "ix_outbox_open")),
    "who else sends": (lambda unit: backlog.other_senders(unit, "teams", "me", 30.0, 5.0), ("ix_outbox_lease",)),
    "whether a lease has ended": (outbox.expired_leases, ("ix_outbox_lease",)),
    "freeing what a lease held": (outbox.sweep, ("ix_outbox_lease",)),
    "what has waited longest": (lambda unit: backlog.oldest_due(unit, NOW), ("ix_outbox_open",)),
    "what a watch asks": (
        lambda unit: watching.look(unit, NOW, lambda: NOW, ["teams"], "first"),
        ("ix_outbox_open", "ix_outbox_given_up", "ix_round_missed", "ix_audit_backup", "SEARCH setting", "CONSTANT ROW"),
    ),
    "people for whom something is due": (
        lambda unit: finding.due_people(unit, NOW, 50), ("ix_conversation_next_at",)
    ),
    "what is due for one person": (
        lambda unit: finding.due_of(unit, "noor", NOW), ("ix_conversation_",)
    ),
    "whose texts a message let be read": (
        lambda unit: reading.read_in_message(unit, 1, "fatima", NOW), ("SEARCH shown", "SEARCH answer")
    ),
    "of whom somebody read today": (lambda unit: reading.not_noted(unit, "fatima", ["noor"], NOW), ("ix_audit_",)),
    "who read mine": (lambda unit: reading.of(unit, "noor", NOW, 30), ("ix_audit_read",)),
    "what somebody has open": (lambda unit: finding.open_of(unit, "noor"), ("ix_conversation_person",)),
    "what somebody left behind": (
        lambda unit: finding.left_behind(unit, "noor", NOW), ("ix_conversation_person",)
    ),
    "what somebody left out": (lambda unit: finding.left_out(unit, "noor", "wonder"), ("ix_conversation_person",)),
    "what somebody stopped in time": (
        lambda unit: finding.stopped_in_time(unit, "noor", "wonder", NOW), ("ix_conversation_person",)
    ),
    "whether somebody reacted": (lambda unit: participation.traces(unit, "noor", 30), ("ix_conversation_person",)),
    "what is due for some people, and all that decides": (
        lambda unit: matters.due_for(unit, ["noor", "bram"], NOW, "question", ["introduction"]),
        ("ix_conversation_person", "uq_outbox_budget", "ix_address_person", "sqlite_autoindex_membership"),
    ),
    "where somebody has the same open": (
        lambda unit: finding.groups_with_open(unit, "noor", "weekly_wonder"), ("ix_conversation_person",)
    ),
    "who facilitates or leads around somebody": (
        lambda unit: teams.guides_of(unit, "noor"), ("ix_membership_person", "sqlite_autoindex_membership")
    ),
    "whether a round is due": (lambda unit: schedules.due(unit, NOW, 1), ("ix_schedule_next_at",)),
    "rounds that something happens to": (lambda unit: rounds.due(unit, NOW, 50), ("ix_round_next_at",)),
    "whether a message was seen": (lambda unit: seen.first_time(unit, "web", "m", NOW), ()),
    "who writes": (lambda unit: people.by_address(unit, "web", "noor"), ("sqlite_autoindex_address",)),
    "what is shared in a group": (shared, ("ix_answer_shared",)),
    "what stands on a board": (
        lambda unit: boards.of_round(unit, people.viewer(unit, "noor"), 1),
        ("sqlite_autoindex_conversation", "sqlite_autoindex_answer"),
    ),
    "boards that somebody may open": (
        lambda unit: posts.boards_for(unit, [TEAM], "noor", 26), ("ix_outbox_room", "ix_outbox_board")
    ),
    "what somebody told in a round": (
        lambda unit: recalling.of_value(unit, Person("noor"), 1, "potential"), ("sqlite_autoindex_",)
    ),
    "what somebody told to some questions of a round": (
        lambda unit: recalling.told_in(unit, Person("noor"), 1, ["wonder_text"]), ("sqlite_autoindex_",)
    ),
    "what was chosen in a round": (
        lambda unit: recalling.chosen_in(unit, ToldInRoom(frozenset({"wonder_text"})), 1), ("sqlite_autoindex_",)
    ),
    "what somebody is writing down for others": (
        lambda unit: recalling.written_in(unit, Writer("bram"), 1), ("sqlite_autoindex_answer",)
    ),
    "who has texts in a round": (lambda unit: recalling.owners_in(unit, 1, ["wonder_text"]), ("sqlite_autoindex_",)),
    "the texts with which nothing was done": (lambda unit: recalling.untouched(unit, "noor", [1]), ("INTEGER PRIMARY KEY",)),
    "who agreed to the newest version": (
        lambda unit: agreements.agreed(unit, "contract", TEAM),
        ("ix_round_team_format_status", "sqlite_autoindex_conversation", "sqlite_autoindex_answer", "PRIMARY KEY"),
    ),
    "who takes part in a group": (lambda unit: taking_part.participants(unit, TEAM), ("sqlite_autoindex_membership",)),
    "what can be chosen from": (lambda unit: choosing.offered(unit, [1], ["wonder_text"]), ("sqlite_autoindex_",)),
    "in which rounds that was written": (
        lambda unit: choosing.rounds_of(unit, AROUND, "weekly_wonder"), ("ix_round_programme",)
    ),
    "what all chose": (
        lambda unit: choosing.chosen(unit, 1, "wonder_next"), ("sqlite_autoindex_conversation", "sqlite_autoindex_answer")
    ),
    "what candidates answered": (
        lambda unit: signing.told_in(unit, Person("noor"), 1), ("sqlite_autoindex_conversation", "sqlite_autoindex_answer")
    ),
    "what a candidate shared besides": (
        lambda unit: signing.told_besides(unit, Person("bram"), "noor", AROUND), ("ix_answer_shared",)
    ),
    "what somebody told for a programme": (
        lambda unit: parting.told_by(unit, "noor", ["weekly_wonder"], ["zuid"]), ("ix_conversation_person",)
    ),
    "what somebody is asked who leaves a group": (
        lambda unit: ending.end_open(unit, "noor", TEAM, NOW), ("ix_conversation_person",)
    ),
    "whether a message goes on a day of its own": (
        lambda unit: apart.is_said_apart(unit, 1, 1), ("INTEGER PRIMARY KEY", "SEARCH shown USING PRIMARY KEY")
    ),
    "the keys of what was told in some conversations": (
        lambda unit: apart.keys_of(unit, [1]), ("INTEGER PRIMARY KEY", "sqlite_autoindex_answer")
    ),
    "the newest messages of a page": (lambda unit: web.newest(unit, "person:noor", 60), ("ix_web_message_place",)),
    "where somebody's chat is, and what was offered there": (
        lambda unit: (chats.of(unit, "noor"), chats.offered(unit, "noor"), chats.pressed_first(unit, "noor", "x", NOW)),
        ("sqlite_autoindex_chat",),
    ),
    "the answer that a message gave": (
        lambda unit: answered.own_by_message(unit, "noor", "web noor say 1"), ("owner",)
    ),
    "who was offered what a message offers": (lambda unit: chats.take_back(unit, "a:1", "1"), ("ix_chat_conversation",)),
    "whether a part of a message went": (lambda unit: sent_parts.begin(unit, "o1", 0, 1, NOW), ("PRIMARY KEY",)),
    "which parts went long ago": (lambda unit: sent_parts.forget_before(unit, NOW, 200), ("ix_sent_part_at",)),
    "what waits for one address": (lambda unit: outbox.try_now_to(unit, "email:noor"), ("ix_outbox_open",)),
    "who asks in a conversation": (lambda unit: partners.asked_in(unit, 1), ("sqlite_autoindex_partner",)),
    "whether somebody asked another one already": (
        lambda unit: partners.open_between(unit, "noor", "bram", "buddy_asked", NOW), ("ix_partner_person",)),
    "in what somebody is asked by others": (
        lambda unit: partners.newest_of(unit, "noor", "agenda_asked", "t1"), ("ix_conversation_person",)),
    "what people were asked for a meeting": (
        lambda unit: partners.for_meeting(unit, "t1", ["noor"], ["agenda_asked"], NOW), ("ix_partner_person",)),
    "the moments that somebody named": (
        lambda unit: free_moments.named(unit, "noor", "coaching_moments", NOW), ("ix_free_moment_person",)),
    "when somebody does something with another one": (
        lambda unit: free_moments.taken(unit, "noor", NOW), ("ix_partner_asker", "ix_partner_person")),
    "whether somebody waits for an answer about a moment": (
        lambda unit: free_moments.asks_already(unit, "bram", "noor", NOW), ("ix_partner_person",)),
    "what somebody does together": (lambda unit: partners.agreed(unit, "noor"), ("ix_partner_asker", "ix_partner_person")),
    "what runs of what was shared": (
        lambda unit: running.count(unit, "action_picker", TEAM, NOW, 1), ("ix_answer_shared", "ix_conversation_person")
    ),
    "the moments that somebody wrote down": (
        lambda unit: recalling.moments(unit, Person("noor"), ["logbook"], 9), ("answer",)
    ),
    "who comes to the meetings of a programme": (lambda unit: attendance.told(unit, 1), ("PRIMARY KEY",)),
    "the days of a programme": (lambda unit: attendance.days(unit, 1), ("ix_round_programme",)),
    "the meetings that were called off": (lambda unit: attendance.called_off(unit, 1), ("ix_round_programme",)),
    "rounds that somebody planned": (lambda unit: rounds.planned_in(unit, TEAM), ("ix_round_planned",)),
    "when groups had a round last": (
        lambda unit: past_rounds.held_since(unit, "weekly_wonder", [TEAM]), ("ix_round_team_format_status",)
    ),
    "groups in which a round is open": (
        lambda unit: rounds.open_in(unit, "weekly_wonder", [TEAM]), ("ix_round_team_format_status",)
    ),
    "groups for which a round is being planned": (
        lambda unit: finding.being_planned(unit, "weekly_wonder", "tell", [TEAM], NOW),
        ("ix_conversation_person", "sqlite_autoindex_membership"),
    ),
    "since when groups are here": (lambda unit: teams.begun(unit, [TEAM]), ("sqlite_autoindex_membership",)),
    "the round that a group had last": (
        lambda unit: past_rounds.last_held(unit, "weekly_wonder", TEAM, 7), ("ix_round_team_format_status",)
    ),
    "who may have a file": (all_readers_of_a_file, ("ix_answer_file",)),
    "what somebody may read of some questions of a round": (
        lambda unit: boards.of_round(unit, people.viewer(unit, "noor"), 1, ["wonder_text"]),
        ("sqlite_autoindex_conversation", "sqlite_autoindex_answer"),
    ),
    "the conversations of a round whose time is over": (
        lambda unit: finding.over_in(unit, 1, ["tell"], NOW), ("sqlite_autoindex_conversation",)
    ),
    "what somebody submitted in a round": (
        lambda unit: finding.submitted_in(unit, 1, "noor"), ("ix_conversation_person",)
    ),
    "groups in which somebody is asked later": (
        lambda unit: finding.opens_later(unit, "weekly_wonder", [TEAM], NOW),
        ("ix_conversation_person", "sqlite_autoindex_membership"),
    ),
    "rounds in which somebody who left was asked": (
        lambda unit: planned_with.look_again_where_asked(unit, "noor", NOW),
        ("ix_round_team_format_status", "ix_membership_person")
    ),
    "how far each is in a round": (lambda unit: finding.all_in(unit, 1), ("sqlite_autoindex_conversation",)),
    "which texts are of a round": (lambda unit: nameless.of_round(unit, [1], 1), ("INTEGER PRIMARY KEY",)),
    "boards on which a text comes": (lambda unit: posts.revise_boards_for(unit, [1], NOW), ("ix_shown_answer",)),
    "boards that go after all": (
        lambda unit: posts._send_after_all(unit, [1], NOW),
        ("ix_outbox_room", "ix_outbox_board", "sqlite_autoindex_membership"),
    ),
    "who begins or ends to stand in": (lambda unit: deputies.due(unit, NOW, 50), ("ix_deputy_due",)),
    "rounds that somebody planned for a day": (
        lambda unit: rounds.dated_since(unit, [TEAM], NOW), ("ix_round_planned",)
    ),
    "messages that show a round": (
        lambda unit: posts.shown_of_round(unit, "board vergunningen", 1),
        ("sqlite_autoindex_conversation", "sqlite_autoindex_answer", "ix_shown_answer"),
    ),
    "messages counted for a person": (
        lambda unit: budget.sent_on(unit, "noor", NOW.date()), ("uq_outbox_budget",)
    ),
    "messages that may be replaced": (lambda unit: cards.open_in(unit, [1, 2]), ("ix_card_conversation",)),
    "messages with what was answered": (lambda unit: cards.answered_in(unit, [1]), ("ix_card_conversation",)),
    "messages that say who reads an answer": (lambda unit: cards.showing(unit, "noor", [1]), ("ix_shown_answer",)),
    "what was asked again": (lambda unit: cards.asked_after(unit, 1, 1), ("ix_card_conversation",)),
    "messages that are not replaced yet": (lambda unit: cards.replace(unit, [1], NOW), ("ix_outbox_revises",)),
    "posts that show an answer": (lambda unit: posts.revise_posts_with(unit, [1], NOW), ("ix_shown_answer",)),
    "an answer by its number": (lambda unit: answered.own_by_number(unit, "noor", 1), ("sqlite_autoindex_answer",)),
}  # fmt: skip


async def test_who_waits_for_a_reply_is_not_looked_for_among_all_that_is_due(store: Store) -> None:
    plan = await plan_of(store, claim)

    assert len([step for step in plan if "ix_outbox_due" in step]) == 1, plan


@pytest.mark.parametrize("what", HOT)
async def test_a_hot_question_is_answered_by_its_index(store: Store, what: str) -> None:
    work, wanted = HOT[what]

    plan = await plan_of(store, work)

    no_tables = ("VIRTUAL TABLE", "CONSTANT ROW")  # a list of ids that is given along is gone through; a clock has no table
    tables = [step for step in plan if not any(name in step for name in no_tables)]
    assert not [step for step in tables if step.startswith("SCAN")], plan
    for index in wanted:
        assert any(index in step for step in plan), plan


async def test_settling_and_sweeping_touch_only_their_rows(store: Store) -> None:
    await store.run(lambda unit: outbox.add(unit, Message("m", "web:noor", "reply", [], NOW)))
    (one,) = await store.run(lambda unit: outbox.claim(unit, "me", NOW, 1))

    plan = await plan_of(store, lambda unit: outbox.settle(unit, one, "me", "sent", NOW))

    assert [step for step in plan if "outbox" in step] == ["SEARCH outbox USING INTEGER PRIMARY KEY (rowid=?)"]


@pytest.mark.parametrize("sent", [200, 2_000])
async def test_what_was_sent_long_ago_costs_claiming_nothing(store: Store, sent: int) -> None:
    """The partial indexes hold only what is open; their condition has to be written out for the planner."""

    def history(unit: Unit) -> None:
        rows = [(f"old {number}", "web:noor", "reply", "[]", 1.0, "sent", 1.0) for number in range(sent)]
        unit.connection.exec_driver_sql(
            'INSERT INTO outbox (key, "to", kind, recipe, due, status, settled_at) VALUES (?, ?, ?, ?, ?, ?, ?)', rows
        )

    await store.run(history)
    steps = await store.run(lambda unit: count_steps(unit, lambda: outbox.anything_due(unit, NOW)))

    assert steps < 50


def count_steps(unit: Unit, work: Callable[[], object]) -> int:
    """Return about how many hundreds of instructions SQLite needs."""
    driver: Any = unit.connection.connection.driver_connection
    steps = 0

    def step() -> int:
        nonlocal steps
        steps += 1
        return 0

    driver.set_progress_handler(step, 10)
    work()
    driver.set_progress_handler(None, 0)
    return steps


async def test_an_answer_is_found_by_its_question_without_looking_at_others(store: Store) -> None:
    for number in range(20):
        await store.run(partial(write, text=f"tekst {number}"))

    plan = await plan_of(store, lambda unit: answers.given_in(unit, Person("noor"), 1, ["wonder_text"], 0))

    assert plan
    assert all(step.startswith("SEARCH answer USING INDEX sqlite_autoindex_answer") for step in plan), plan
