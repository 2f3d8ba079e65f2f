"""The one gate: no reading of answers gives anything to the wrong viewer, whatever way it is asked (S02, S5 of trust)."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select, update

from dialogs.counting import Tally
from dialogs.visibility import LEVELS, Asked, Level, Room, ToldInRoom, Viewer, Writer
from dialogs.visibility import Person as Reader
from storage.errors import CannotOpen
from storage.groups import agreements, ledgers, people, rounds
from storage.groups.rounds import Round
from storage.store import Store, Unit
from storage.tables import answer, conversation
from storage.talks import answered, answers, boards, nameless, recalling
from storage.talks.answers import Readable
from storage.timing import participation
from tests.storage.house import LATER, NOW, OTHER, TEAM, write

KINDS = (
    "V0",
    "V0 meant",
    "V1",
    "V2",
    "V3 waiting",
    "V3",
    "V5",
    "V5 asked",
    "V3 to one",
    "V3 to one alone",
    "V1 put",
    "withdrawn",
    "V1 bound",
    "V2 bound",
    "V3 bound",
    "V5 bound",
    "V2 disagreed",
)
CONTRACT, OTHER_CONTRACT = "contract", "another_contract"
"""To the first Noor, Samira and Fatima agreed; to the second Samira and Fatima, and Noor did not."""
OWNER = frozenset(KINDS) - {"withdrawn"}
GROUP = frozenset({"V2", "V3"})
FOR_BRAM = frozenset({"V5", "V5 bound", "V3 to one", "V3 to one alone", "V1 put"})
BOUND = frozenset(kind for kind in KINDS if "bound" in kind or "disagreed" in kind)
MAY_READ: dict[str, frozenset[str]] = {
    "noor": OWNER,
    "bram": GROUP | {"V5", "V3 to one", "V1 put"},  # for him alone, with a name and without; and put to him (S39, S41)
    "samira": GROUP | {"V2 bound", "V3 bound"},
    "ingrid": GROUP,  # the lead sees what the team sees, and nothing else
    "fatima": GROUP | {"V1", "V1 put", "V1 bound", "V2 bound", "V3 bound"},
    "bea": frozenset(),  # an administrator reads no answer at all
    "olga": frozenset(),
    "frank": frozenset(),
    f"room:{TEAM}": GROUP,
    f"room:{OTHER}": frozenset(),
    "told:wonder_text": OWNER - BOUND,  # as if it were a choice of which is said that it is told in the room
    "told:another": frozenset(),
    "tally:wonder_text": OWNER - BOUND,  # as if it were a choice that is only counted together with those of others
    "tally:another": frozenset(),
    "asked:bram": frozenset({"V5 asked"}),  # one of all whom she asks, who read what she wrote for them (S39)
    "asked:joost": frozenset(),
}


READS_ANYHOW = {"noor", "told:wonder_text", "tally:wonder_text"}
"""Who reads what is given no readers: its owner, and those who read a choice of which that was said beforehand."""


@dataclass(frozen=True, slots=True)
class Written:
    """The answers that Noor gave, one of each kind, each with a file and a value, in a round of its own."""

    ids: dict[str, int]
    rounds: tuple[int, ...]

    def kind(self, one: Readable) -> str:
        """Return which of these a text is; an exception that a unit cannot raise would never come back."""
        return {id_: kind for kind, id_ in self.ids.items()}[one.sealed.id]


def write_all(unit: Unit) -> Written:
    binds = dict.fromkeys(BOUND, CONTRACT) | {"V2 disagreed": OTHER_CONTRACT}
    for contract, people_ in ((CONTRACT, ("noor", "samira", "fatima")), (OTHER_CONTRACT, ("samira", "fatima"))):
        version = open_one(unit, contract, "planned 1")
        for person in people_:
            agreements.agree(unit, version, person, NOW)
    ids = {kind: write(unit, f"tekst {kind}", file=f"file {kind}", bound=binds.get(kind)) for kind in KINDS}
    for kind, id_ in ids.items():
        level: Level = "V2" if kind == "withdrawn" else kind[:2]  # type: ignore[assignment]
        if level != "V0":
            answers.share(unit, "noor", [id_], level, None, NOW, reader="bram" if kind in FOR_BRAM else None)
        elif kind == "V0 meant":  # written for the group in a plan that nobody opened (S36)
            answers.share(unit, "noor", [id_], "V0", None, NOW, meant="V2")
    nameless.release(unit, [ids["V3"], ids["V3 to one"], ids["V3 to one alone"], ids["V3 bound"]])
    answers.withdraw(unit, "noor", ids["withdrawn"], LATER)
    found = {kind: in_a_round(unit, kind, id_) for kind, id_ in ids.items()}
    for one in ("samira", "joost"):
        write_beside(unit, one, found["V3 to one"])
    return Written(ids, tuple(found.values()))


def write_beside(unit: Unit, person: str, round_id: int) -> int:
    """Let somebody write for Bram too in a round, without her name; return in which conversation."""
    id_ = write(unit, f"van {person}", person, question="beside")
    answers.share(unit, person, [id_], "V3", OTHER, NOW, reader="bram")  # so that it is in nothing else that is tried here
    nameless.release(unit, [id_])
    told_in = answered.conversation_of(unit, id_)
    unit.connection.execute(update(conversation).where(conversation.c.id == told_in).values(round=round_id))
    return id_


def open_one(unit: Unit, format_id: str, occurrence: str) -> int:
    new = Round(0, format_id, "1", TEAM, occurrence, "weekly", "open", 0, "seed", NOW, NOW, None, None)
    opened = rounds.open_round(unit, new, None)
    assert opened is not None
    return opened.id


def in_a_round(unit: Unit, kind: str, id_: int) -> int:
    opened = open_one(unit, "weekly_wonder", kind)
    told_in = answered.conversation_of(unit, id_)
    unit.connection.execute(update(conversation).where(conversation.c.id == told_in).values(round=opened))
    answers.give_worth(unit, told_in, ["wonder_text"], 0, "experience")
    return opened


def viewer_named(unit: Unit, name: str) -> Viewer:
    if name.startswith("told:"):
        return ToldInRoom(frozenset({name.removeprefix("told:")}))
    if name.startswith("tally:"):
        return Tally(frozenset({name.removeprefix("tally:")}))
    if name.startswith("asked:"):
        return Asked(name.removeprefix("asked:"), "noor", frozenset({"bram", "samira"}), frozenset({"wonder_text"}))
    return Room(name.removeprefix("room:")) if name.startswith("room:") else people.viewer(unit, name)


Way = Callable[[Unit, Viewer, Written], set[str]]
WAYS: dict[str, Way] = {
    "read": lambda unit, viewer, all_: {all_.kind(one) for one in answers.read(unit, viewer, all_.ids.values())},
    "given_in": lambda unit, viewer, all_: {
        all_.kind(one)
        for id_ in all_.ids.values()
        for one in answers.given_in(unit, viewer, answered.conversation_of(unit, id_), ["wonder_text"], 0)
    },
    "own": lambda unit, viewer, all_: {all_.kind(one) for one in answers.own(unit, viewer, "noor", 0, 50)},
    "own_between": lambda unit, viewer, all_: {
        all_.kind(one) for one in answers.own_between(unit, viewer, "noor", NOW - timedelta(days=1), NOW + timedelta(days=1))
    },
    "shared_and_not_shown": lambda unit, viewer, all_: {
        all_.kind(one)
        for format_id in ("weekly_wonder", None)
        for one in answers.shared_and_not_shown(unit, viewer, TEAM, format_id, "team_wonder")
    },
    "of_round": lambda unit, viewer, all_: {
        all_.kind(one)
        for id_ in all_.rounds
        for asked in ((), ("wonder_text",))
        for one in boards.of_round(unit, viewer, id_, asked)
    },
    "through_the_gate": lambda unit, viewer, all_: {
        all_.kind(one) for one in answers.through_the_gate(unit, viewer, answer.c.owner == "noor")
    },
    "earlier": lambda unit, viewer, all_: {
        all_.kind(one)
        for one in (
            recalling.earlier(unit, viewer, "weekly_wonder", ["wonder_text"], 50, None, 0) if isinstance(viewer, Reader) else ()
        )
    },
    "moments": lambda unit, viewer, all_: {
        all_.kind(one)
        for one in (recalling.moments(unit, viewer, ["weekly_wonder"], 50) if isinstance(viewer, Reader) else ())
        if one.sealed.id in all_.ids.values()  # what she told beside these is her own
    },
    "of_group": lambda unit, viewer, all_: {
        all_.kind(one)
        for one in (
            recalling.of_group(unit, viewer, TEAM, "weekly_wonder", ["wonder_text"], 50) if isinstance(viewer, Reader) else ()
        )
    },
    "told_with": lambda unit, viewer, all_: {
        all_.kind(one)
        for id_ in all_.ids.values()
        for one in (recalling.told_with(unit, viewer, id_, ["wonder_text"]) if isinstance(viewer, Reader) else ())
    },
    "told_in": lambda unit, viewer, all_: {
        all_.kind(one)
        for round_id in all_.rounds
        for one in (recalling.told_in(unit, viewer, round_id, ["wonder_text"]) if isinstance(viewer, Reader) else ())
    },
    "told_in_programme": lambda unit, viewer, all_: {
        all_.kind(one)
        for round_id in all_.rounds
        if isinstance(viewer, Reader)
        for one in recalling.told_in_programme(unit, viewer, round_id, "weekly_wonder", ["wonder_text"])
    },
    "shared_in": lambda unit, viewer, all_: {
        all_.kind(one)
        for round_id in all_.rounds
        for one in (recalling.shared_in(unit, viewer, round_id, ["wonder_text"]) if isinstance(viewer, Reader | Asked) else ())
    },
    "by_round": lambda unit, viewer, all_: {
        all_.kind(one)
        for told in (
            recalling.by_round(unit, viewer, "weekly_wonder", ["wonder_text"], "noor").values()
            if isinstance(viewer, Reader)
            else ()
        )
        for one in told.values()
    },
    "chosen_in": lambda unit, viewer, all_: {
        all_.kind(one)
        for round_id in all_.rounds
        for one in (recalling.chosen_in(unit, viewer, round_id) if isinstance(viewer, ToldInRoom) else ())
    },
    "written_in": lambda unit, viewer, all_: {
        all_.kind(one)
        for id_ in all_.ids.values()
        for one in (
            recalling.written_in(unit, viewer, answered.conversation_of(unit, id_)) if isinstance(viewer, Writer) else ()
        )
    },
    "of_value": lambda unit, viewer, all_: {
        all_.kind(one)
        for id_ in all_.rounds
        for _, one in (recalling.of_value(unit, viewer, id_, "experience") if isinstance(viewer, Reader) else ())
        if one is not None
    },
    "may_have_file": lambda unit, viewer, all_: {kind for kind in KINDS if answers.may_have_file(unit, viewer, f"file {kind}")},
}
"""Every way to answers; a new one that is not here makes the test below fail."""


@pytest.mark.trust("S5")
@pytest.mark.parametrize("name", MAY_READ)
@pytest.mark.parametrize("way", WAYS)
async def test_nobody_gets_more_than_was_shared_with_them(store: Store, way: str, name: str) -> None:
    written = await store.run(write_all)

    found = await store.read(lambda unit: WAYS[way](unit, viewer_named(unit, name), written))

    shared = MAY_READ[name] - {"V0", "V0 meant"} if way in {"shared_and_not_shown", "of_round"} else MAY_READ[name]
    if way in {"earlier", "moments", "told_in", "of_value"} and name != "noor":  # what she told before comes back to her alone
        shared = frozenset()
    if way == "of_group":  # what was told to a group, or to who facilitates it, by name
        shared = frozenset(one for one in shared if one[:2] in {"V1", "V2"} and ":" not in name)
    if (way == "told_with" and ":" in name) or (way == "shared_in" and ":" in name and not name.startswith("asked:")):
        shared = frozenset()  # what was told at one time, or in one round, is shown to people alone
    if way == "by_round":  # what somebody told who is named: nothing that others read without her name
        named = frozenset(one for one in shared if name == "noor" or not one.startswith("V3"))
        shared = frozenset() if ":" in name else named
    if way == "told_in_programme":  # these rounds are of a group, and so no programme of hers
        shared = frozenset()
    if way == "written_in":  # what is written down for others is read by who writes, and by none of these
        shared = frozenset()
    if way == "chosen_in" and not name.startswith("told:"):  # what is told in the room by name is read for that alone
        shared = frozenset()
    assert found == shared


def test_every_function_that_reads_answers_takes_a_viewer_and_is_tried_here() -> None:
    public = {
        name: inspect.signature(one)
        for module in (answers, boards, recalling)
        for name, one in inspect.getmembers(module, inspect.isfunction)
        if one.__module__ == module.__name__ and not name.startswith("_")
    }

    with_viewer = {name for name, signature in public.items() if "viewer" in signature.parameters}
    gives_texts = {name for name, signature in public.items() if "Readable" in str(signature.return_annotation)}
    assert with_viewer == set(WAYS)
    assert gives_texts <= with_viewer


@pytest.mark.parametrize("gone", ["withdrawn", "kept to herself", "of nobody with an account"])
async def test_k2_one_person_reads_nothing_without_a_name_where_fewer_than_three_are_left(store: Store, gone: str) -> None:
    def work(unit: Unit) -> list[Readable]:
        written = write_all(unit)
        also = unit.connection.execute(select(answer.c.id).where(answer.c.question == "beside", answer.c.owner == "joost"))
        if gone == "withdrawn":
            assert answers.withdraw(unit, "joost", also.scalar_one(), LATER)
        elif gone == "kept to herself":
            answers.share(unit, "joost", [also.scalar_one()], "V0", None, LATER)
        else:
            people.add_guest(unit, "guest-1", "Karin", "nl")
            unit.connection.execute(update(answer).where(answer.c.id == also.scalar_one()).values(owner="guest-1"))
        return answers.read(unit, people.viewer(unit, "bram"), [written.ids["V3 to one"]])

    store.keys.make("guest-1")
    assert await store.run(work) == []


async def test_k1_who_facilitates_knows_of_somebody_only_where_she_reads_her_name_beside_a_text(store: Store) -> None:
    """How many took part is told beside those whom she knows: what is for one other person tells her of nobody (0041)."""

    def asked(unit: Unit) -> Written:
        all_ = write_all(unit)
        unit.connection.execute(update(conversation).values(occasion=None))  # nobody began these of her own accord
        return all_

    written = await store.run(asked)

    told = await store.read(lambda unit: [participation.known_in(unit, one) for one in written.rounds])

    def is_known(kind: str) -> bool:
        return kind in MAY_READ["fatima"] and not kind.startswith("V3")

    known = {kind: many for kind, (many, _) in zip(written.ids, told, strict=True)}
    assert known == {kind: int(is_known(kind)) for kind in KINDS}


@pytest.mark.parametrize("name", ["samira", "fatima", f"room:{TEAM}"])
async def test_a_nameless_text_comes_without_its_owner(store: Store, name: str) -> None:
    written = await store.run(write_all)

    (found,) = await store.read(lambda unit: answers.read(unit, viewer_named(unit, name), [written.ids["V3"]]))

    assert (found.owner, found.value.text) == (None, "tekst V3")


async def test_a_new_facilitator_reads_nothing_that_was_given_to_the_former(store: Store) -> None:
    written = await store.run(write_all)
    await store.run(lambda unit: people.appoint(unit, TEAM, "frank", "facilitator", NOW + timedelta(minutes=1)))

    found = await store.read(lambda unit: answers.read(unit, people.viewer(unit, "frank"), written.ids.values()))

    assert {written.kind(one) for one in found} == GROUP


@pytest.mark.trust("R31")
async def test_who_left_the_group_reads_nothing_of_it_any_more(store: Store) -> None:
    written = await store.run(write_all)
    await store.run(lambda unit: people.dismiss(unit, TEAM, "samira", LATER))

    assert await store.read(lambda unit: answers.read(unit, people.viewer(unit, "samira"), written.ids.values())) == []


@pytest.mark.parametrize("level", ["V1", "V2", "V3", "V5"])
async def test_narrowing_takes_an_answer_from_everybody_at_once(store: Store, level: Level) -> None:
    written = await store.run(write_all)
    id_ = written.ids[level]

    await store.run(lambda unit: answers.share(unit, "noor", [id_], "V0", None, LATER))

    def seen_by(unit: Unit, name: str) -> list[int]:
        return [one.sealed.id for one in answers.read(unit, viewer_named(unit, name), [id_])]

    for name in MAY_READ:
        assert await store.read(partial(seen_by, name=name)) == ([id_] if name in READS_ANYHOW else [])


async def test_nobody_shares_changes_or_takes_back_what_is_another_persons(store: Store) -> None:
    written = await store.run(write_all)

    def try_all(unit: Unit) -> list[bool]:
        for id_ in written.ids.values():
            answers.share(unit, "bram", [id_], "V2", TEAM, LATER)
        kinds = ("V0", "V2")
        return [answers.withdraw(unit, "bram", written.ids[kind], LATER) for kind in kinds] + [
            answers.change(unit, "bram", written.ids[kind], "anders", LATER) for kind in kinds
        ]

    assert await store.run(try_all) == [False] * 4
    found = await store.read(lambda unit: answers.read(unit, people.viewer(unit, "samira"), written.ids.values()))
    assert {one.value.text for one in found} == {f"tekst {kind}" for kind in MAY_READ["samira"]}


async def test_what_was_taken_back_is_gone_from_the_row(store: Store) -> None:
    written = await store.run(write_all)

    def bodies(unit: Unit) -> list[tuple[object, object]]:
        kept = select(answer.c.body, answer.c.file).where(answer.c.id == written.ids["withdrawn"])
        return [tuple(row) for row in unit.connection.execute(kept)]

    assert await store.read(bodies) == [(None, None)]
    assert not await store.run(lambda unit: answers.withdraw(unit, "noor", written.ids["withdrawn"], LATER))
    assert not await store.run(lambda unit: answers.change(unit, "noor", written.ids["withdrawn"], "terug", LATER))


async def test_an_answer_moved_to_another_row_in_the_file_is_not_shown_as_that_row(store: Store) -> None:
    """Whoever can write in the file cannot make a private text appear as a shared one (trust S6)."""
    written = await store.run(write_all)
    private, shared, other = written.ids["V0"], written.ids["V2"], answer.alias("other")
    await store.run(
        lambda unit: (
            unit.connection.execute(
                update(answer)
                .where(answer.c.id == shared)
                .values(body=select(other.c.body).where(other.c.id == private).scalar_subquery())
            ).rowcount
        )
    )

    with pytest.raises(CannotOpen):
        await store.read(lambda unit: answers.read(unit, people.viewer(unit, "samira"), [shared]))


async def test_what_a_duo_booked_counts_only_where_the_other_one_reads_it(store: Store) -> None:
    """The one figure that is made of answers without a reader of its own (S43)."""

    def book(unit: Unit) -> ledgers.Booked:
        for hours, level in enumerate(("V0", "V1", "V3", "V2", "V5"), start=1):
            id_ = write(unit, f"{2**hours}", question="hours")
            answers.share(unit, "noor", [id_], LEVELS[level], None, NOW, reader="bram" if level == "V5" else None)
        gone = write(unit, "64", question="hours")
        answers.share(unit, "noor", [gone], "V2", None, NOW)
        answers.withdraw(unit, "noor", gone, LATER)
        bound = write(unit, "128", question="hours", bound=CONTRACT)
        answers.share(unit, "noor", [bound], "V2", None, NOW)
        unit.connection.execute(update(conversation).values(ended_at=NOW.timestamp()))
        return ledgers.booked(unit, TEAM, frozenset({"hours"}), signed=False)

    assert await store.run(book) == {"noor": 16 + 32}
    assert await store.run(lambda unit: ledgers.booked(unit, TEAM, frozenset({"hours"}), signed=True)) == {}
