"""What is sealed apart: a key of its own, destroyed for good, and a key that is only missing (C-44, docs/decisions/0020)."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event, insert, select

from dialogs.talk.conversation import State
from dialogs.talk.effects import Value
from storage.database.places import Place, keys_of
from storage.errors import MissingKey
from storage.groups import people
from storage.outgoing import web
from storage.privacy import doomed, exporting, keys, parting
from storage.privacy.keys import KeyStore
from storage.store import Store, Unit
from storage.tables import answer, web_message
from storage.talks import answers, conversations, finding
from storage.talks.conversations import Fresh
from tests.storage.house import NOW, ON_SQLITE, RING, TEAM, fill, open_in

AT = NOW.timestamp()
HERS = keys.apart("noor", "c7")
BESIDE = "person:noor"


def tells_apart(unit: Unit) -> None:
    """Let Noor write a message in a conversation that goes on a day of its own."""
    fresh = Fresh("noor", "assignment", "1", "tell", NOW, team=TEAM, occasion="own 1", apart=True)
    begun = conversations.begin_one(unit, fresh)
    assert begun is not None
    web.post(unit, BESIDE, "m1", "noor", {"text": "iets"}, NOW, about=f"c{begun.id}")


def said(unit: Unit) -> tuple[str, str | None]:
    """Return the state and the text of Noor's one message, as her column shows it."""
    [message] = web.since(unit, BESIDE, 0)
    return message.state, message.body.get("text")


def body_of(unit: Unit) -> bytes | None:
    """Return her one message as it is kept."""
    body: bytes | None = unit.connection.execute(select(web_message.c.body)).scalar_one()
    return body


async def destroy(store: Store, *names: str) -> None:
    await store.run(lambda unit: unit.keys.destroy(unit.connection, names, AT))


async def test_what_is_sealed_apart_has_a_key_of_its_own_made_when_it_is_first_used(store: Store) -> None:
    sealed = store.keys.seal(HERS, "place", "iets")

    with pytest.raises(MissingKey):
        store.keys.unseal(keys.apart("noor", "c8"), "place", sealed)
    assert store.keys.unseal(HERS, "place", sealed) == "iets"


async def test_destroyed_it_is_dark_for_every_replica_and_her_other_texts_are_not(store: Store, place: Place) -> None:
    replica = KeyStore(keys_of(place), RING)
    sealed, other = store.keys.seal(HERS, "place", "iets"), store.keys.seal("noor", "place", "iets anders")

    await destroy(store, HERS)

    with pytest.raises(MissingKey):
        store.keys.unseal(HERS, "place", sealed)
    with pytest.raises(MissingKey):
        replica.unseal(HERS, "place", sealed)
    assert replica.unseal("noor", "place", other) == "iets anders"
    replica.close()


async def test_a_key_that_is_only_missing_is_not_taken_for_one_that_was_destroyed(store: Store) -> None:
    store.keys.seal(HERS, "place", "iets")
    never = keys.apart("noor", "c8")

    await destroy(store, HERS, never)

    assert store.keys.destroyed([HERS, never, "noor"]) == {HERS}


async def test_what_is_sealed_after_it_can_be_opened_again(store: Store) -> None:
    store.keys.seal(HERS, "place", "iets")
    await destroy(store, HERS)

    sealed = store.keys.seal(HERS, "place", "iets nieuws")

    assert store.keys.unseal(HERS, "place", sealed) == "iets nieuws"
    assert store.keys.destroyed([HERS]) == set()


async def test_that_it_was_destroyed_goes_along_with_a_backup_of_the_keys_and_is_forgotten_in_time(
    store: Store, tmp_path_factory: pytest.TempPathFactory
) -> None:
    store.keys.seal(HERS, "place", "iets")
    await destroy(store, HERS)
    elsewhere = KeyStore(tmp_path_factory.mktemp("elsewhere") / "keys.db", RING)

    elsewhere.put_back(store.keys.packed())

    assert elsewhere.destroyed([HERS]) == {HERS}
    elsewhere.forget_erased(AT)
    assert elsewhere.destroyed([HERS]) == {HERS}
    elsewhere.forget_erased(AT + 1)
    assert elsewhere.destroyed([HERS]) == set()
    elsewhere.close()


async def test_who_is_erased_takes_along_what_she_has_apart_and_gets_no_such_key_any_more(store: Store) -> None:
    sealed, of_bram = store.keys.seal(HERS, "place", "iets"), store.keys.seal(keys.apart("bram", "c7"), "place", "iets")

    await store.run(lambda unit: unit.keys.erase(unit.connection, "noor", AT, whole=True))

    with pytest.raises(MissingKey):
        store.keys.unseal(HERS, "place", sealed)
    with pytest.raises(MissingKey):
        store.keys.seal(HERS, "place", "iets nieuws")
    assert store.keys.unseal(keys.apart("bram", "c7"), "place", of_bram) == "iets"


async def test_who_is_erased_takes_no_key_along_of_somebody_whose_id_is_hers_in_capitals(store: Store) -> None:
    store.keys.make("Noor")
    sealed = store.keys.seal(keys.apart("Noor", "c8"), "place", "iets")
    store.keys.forget()

    await store.run(lambda unit: unit.keys.erase(unit.connection, "noor", AT, whole=True))

    assert store.keys.unseal(keys.apart("Noor", "c8"), "place", sealed) == "iets"


MANY = 12
LOOKS: dict[str, Callable[[Unit], Sequence[object]]] = {
    "a column": lambda unit: web.since(unit, BESIDE, 0),
    "a page": lambda unit: web.newest(unit, BESIDE, 60),
    "what somebody has open": lambda unit: finding.open_of(unit, "noor"),
    "what she takes along": lambda unit: exporting.rows_of(unit, people.viewer(unit, "noor"))["web_message"],
}


def tells_much_apart(unit: Unit) -> None:
    """Let Noor say something in many conversations that go on a day of their own."""
    for number in range(MANY):
        fresh = Fresh("noor", "assignment", "1", "tell", NOW, team=TEAM, occasion=f"own {number}", prompted_at=NOW, apart=True)
        begun = conversations.begin_one(unit, fresh)
        assert begun is not None
        conversations.save(unit, replace(begun, state=State(echo="iets")), None)
        web.post(unit, BESIDE, f"m{number}", "noor", {"text": "iets"}, NOW, about=f"c{begun.id}")


@pytest.mark.parametrize("what", LOOKS)
async def test_the_keys_of_much_that_is_read_at_once_are_looked_up_at_once(store: Store, what: str) -> None:
    await store.run(tells_much_apart)
    store.keys.forget()
    looked: list[str] = []
    event.listen(store.keys._engine, "before_cursor_execute", lambda *said: looked.append(said[2]))

    found = await store.read(LOOKS[what])

    assert len(found) == MANY
    assert len([one for one in looked if one.startswith("SELECT")]) < MANY / 2


def tells(unit: Unit) -> int:
    """Let Noor answer in a conversation that goes on a day of its own; return it."""
    fresh = Fresh("noor", "assignment", "1", "tell", NOW, team=TEAM, occasion="own 1", apart=True)
    begun = conversations.begin_one(unit, fresh)
    assert begun is not None
    answers.record(unit, "noor", begun.id, TEAM, "assignment", "situation", 0, "text", Value("iets"), NOW, kept_apart=True)
    return begun.id


def read_by_her(unit: Unit) -> list[str | None]:
    return [one.value.text for one in answers.own(unit, people.viewer(unit, "noor"), "noor")]


async def test_what_could_not_go_is_there_as_before_and_goes_the_next_time(store: Store) -> None:
    told = await store.run(tells)

    def goes_and_fails(unit: Unit) -> None:
        parting.let_go(unit, [told], NOW)
        raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError):
        await store.run(goes_and_fails)
    assert await store.read(read_by_her) == ["iets"]

    await store.run(lambda unit: parting.let_go(unit, [told], NOW))
    assert await store.read(read_by_her) == []
    assert store.keys.destroyed([keys.apart("noor", f"c{told}")]) != set()


@ON_SQLITE  # on PostgreSQL the keys go in the same transaction
async def test_a_process_that_died_before_it_destroyed_the_keys_leaves_that_to_the_next(place: Place) -> None:
    before, name = open_in(place), web.key_for(BESIDE, "m1", 1)
    await fill(before)
    await before.run(tells_apart)
    await before.run(lambda unit: doomed.note(unit.connection, [name], AT))
    assert before.keys.destroyed([name]) == set()
    await before.close()

    after = open_in(place)
    await after.run(lambda unit: None)

    assert after.keys.destroyed([name]) == {name}
    assert await after.read(lambda unit: doomed.noted(unit.connection)) == {}
    await after.close()


async def test_what_is_looked_for_again_takes_no_key_of_what_is_not_gone_yet(store: Store) -> None:
    await store.run(tells_apart)

    def changes_and_fails(unit: Unit) -> None:
        web.revise(unit, BESIDE, "m1", {"text": "iets anders"}, NOW)
        parting.let_go_again(unit, NOW)
        raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError):
        await store.run(changes_and_fails)

    assert await store.read(said) == ("sent", "iets")


async def test_a_message_that_was_taken_away_and_says_something_again_has_another_key(store: Store) -> None:
    await store.run(tells_apart)
    await store.run(lambda unit: web.withdraw(unit, BESIDE, "m1", NOW))
    await store.run(lambda unit: web.revise(unit, BESIDE, "m1", {"text": "iets anders"}, NOW))

    assert store.keys.destroyed([web.key_for(BESIDE, "m1", 1)]) != set()
    assert await store.read(said) == ("revised", "iets anders")


async def test_a_message_that_says_something_else_now_is_dark_as_it_was(store: Store) -> None:
    await store.run(tells_apart)
    before = await store.read(body_of)
    await store.run(lambda unit: web.revise(unit, BESIDE, "m1", {"text": "iets anders"}, NOW))

    assert before is not None
    with pytest.raises(MissingKey):
        store.keys.unseal(web.key_for(BESIDE, "m1", 1), web.sealed_at(BESIDE, "m1"), before)
    assert await store.read(said) == ("revised", "iets anders")


async def test_what_is_forgotten_of_the_chat_takes_its_keys_along(store: Store) -> None:
    await store.run(tells_apart)
    await store.run(lambda unit: web.forget(unit, NOW + timedelta(seconds=1), NOW, 10))

    assert store.keys.destroyed([web.key_for(BESIDE, "m1", 1)]) == {web.key_for(BESIDE, "m1", 1)}


async def test_what_is_here_again_without_its_keys_is_found_beside_who_writes(store: Store) -> None:
    told = await store.run(tells)
    assert not await store.read(parting.is_here_again)

    def put_back(unit: Unit) -> None:
        row = unit.connection.execute(select(answer).where(answer.c.conversation == told)).mappings().one()
        parting.let_go(unit, [told], NOW)
        unit.connection.execute(insert(answer).values(row))

    await store.run(put_back)
    assert await store.read(parting.is_here_again)

    await store.run(lambda unit: parting.let_go_again(unit, NOW))
    assert not await store.read(parting.is_here_again)


async def test_a_message_that_comes_once_more_after_it_was_changed_makes_no_key_that_nobody_destroys(store: Store) -> None:
    told = await store.run(tells)
    body = {"text": "iets"}
    await store.run(lambda unit: web.post(unit, BESIDE, "m1", "noor", body, NOW, about=f"c{told}"))
    await store.run(lambda unit: web.withdraw(unit, BESIDE, "m1", NOW))

    again = await store.run(lambda unit: web.post(unit, BESIDE, "m1", "noor", body, NOW, about=f"c{told}"))

    assert not again
    assert store.keys.destroyed([web.key_for(BESIDE, "m1", 1)]) == {web.key_for(BESIDE, "m1", 1)}
