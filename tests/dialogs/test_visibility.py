"""The gate between answers and any reader: who reads what (V0–V5, K1–K7, GE18)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.counting import Tally
from dialogs.language.roles import Role
from dialogs.settings import DEFAULTS
from dialogs.visibility import (
    Asked,
    Holding,
    Level,
    Passed,
    Person,
    Room,
    Sealed,
    ToldInRoom,
    Viewer,
    Writer,
    countable,
    nameless_batch,
    pointing_at_nobody,
    readable_by,
    shareable,
)

LEVELS: tuple[Level, ...] = get_args(Level)
ROLES: tuple[Role, ...] = get_args(Role)
SHARED = datetime(2026, 3, 12, 14, tzinfo=UTC)
BEFORE, AFTER = SHARED - timedelta(days=1), SHARED + timedelta(days=1)


def answer(level: Level, **values: object) -> Sealed:
    """Return an answer of Noor's in the team, shared on Thursday; to one person means to Bram."""
    sealed = Sealed(1, "noor", "noor", level, "team", "wonder_text", SHARED, "bram" if level == "V5" else None, released=True)
    return replace(sealed, **values)  # type: ignore[arg-type]


def person(name: str, role: Role | None = None, group: str = "team", since: datetime = BEFORE) -> Person:
    return Person(name, (Holding(group, role, since),) if role else ())


def sees(viewer: Viewer, sealed: Sealed) -> str:
    """Return how a viewer gets an answer: with name, without, or not at all."""
    found = readable_by(viewer, [sealed])
    return "–" if not found else "name" if found[0].named else "text"


VIEWERS: dict[str, Viewer] = {
    "the author": person("noor", "member"),
    "the author who left": person("noor"),
    "a member": person("samira", "member"),
    "the lead": person("ingrid", "lead"),
    "a participant": person("joost", "participant"),
    "the facilitator": person("fatima", "facilitator"),
    "a candidate": person("mila", "candidate"),
    "the initiator": person("karim", "initiator"),
    "an admin": person("piet", "admin"),
    "the one chosen": person("bram"),
    "somebody without a role": person("eva"),
    "a member of another team": person("els", "member", "other"),
    "a facilitator of another team": person("omar", "facilitator", "other"),
    "the room": Room("team"),
    "another room": Room("other"),
}
TABLE = {
    #                                 V0      V1      V2      V3      V5
    "the author":                    "name    name    name    name    name",
    "the author who left":           "name    name    name    name    name",
    "a member":                      "–       –       name    text    –",
    "the lead":                      "–       –       name    text    –",
    "a participant":                 "–       –       name    text    –",
    "the facilitator":               "–       name    name    text    –",
    "a candidate":                   "–       –       –       –       –",
    "the initiator":                 "–       –       –       –       –",
    "an admin":                      "–       –       –       –       –",
    "the one chosen":                "–       –       –       –       name",
    "somebody without a role":       "–       –       –       –       –",
    "a member of another team":      "–       –       –       –       –",
    "a facilitator of another team": "–       –       –       –       –",
    "the room":                      "–       –       name    text    –",
    "another room":                  "–       –       –       –       –",
}  # fmt: skip


@pytest.mark.trust("S5")
@pytest.mark.parametrize("who", VIEWERS)
def test_each_viewer_reads_what_the_table_says(who: str) -> None:
    assert [sees(VIEWERS[who], answer(level)) for level in LEVELS] == TABLE[who].split()


@pytest.mark.parametrize(("who", "level"), list(product(VIEWERS, LEVELS)))
def test_what_is_withdrawn_is_read_by_nobody_but_its_owner(who: str, level: Level) -> None:
    found = sees(VIEWERS[who], answer(level, withdrawn=True))

    assert found == ("name" if who.startswith("the author") else "–")


@pytest.mark.parametrize("who", VIEWERS)
def test_k2_a_nameless_text_that_was_not_released_is_read_by_nobody_but_its_owner(who: str) -> None:
    found = sees(VIEWERS[who], answer("V3", released=False))

    assert found == ("name" if who.startswith("the author") else "–")


@pytest.mark.parametrize(("among", "fewest", "seen"), [(2, 3, "–"), (3, 3, "text"), (4, 5, "–"), (1, 1, "text"), (0, 0, "–")])
def test_k2_one_person_reads_a_text_without_a_name_among_enough_others_or_not_at_all(
    among: int, fewest: int, seen: str
) -> None:
    alone = answer("V3", reader="bram", among=among, fewest=fewest)

    assert sees(person("bram", "member"), alone) == seen
    assert sees(person("samira", "member"), alone) == "–"


def test_s41_what_is_put_to_one_person_is_read_by_her_and_who_facilitates_and_by_her_no_more_once_it_is_bound() -> None:
    proposed = answer("V1", reader="bram")

    assert [sees(VIEWERS[who], proposed) for who in ("the one chosen", "the facilitator")] == ["name", "name"]
    assert {sees(VIEWERS[who], proposed) for who in ("a member", "the lead", "an admin", "the room")} == {"–"}
    assert sees(VIEWERS["the one chosen"], answer("V1", reader="bram", bound=True, agreed=ALL)) == "–"


ASKER = Asked("bram", "noor", frozenset({"bram", "eva"}), frozenset({"wonder_text"}))


@pytest.mark.parametrize(
    ("viewer", "sealed", "seen"),
    [
        (ASKER, answer("V5", reader=None), "name"),
        (ASKER, answer("V5", reader="bram"), "–"),  # for one person: that is read by herself
        (ASKER, answer("V5", reader=None, withdrawn=True), "–"),
        (ASKER, answer("V5", reader=None, bound=True, agreed=frozenset({"noor", "bram"})), "–"),
        (replace(ASKER, id="samira"), answer("V5", reader=None), "–"),  # who was not asked
        (replace(ASKER, owner="eva"), answer("V5", reader=None), "–"),  # asked by another
        (replace(ASKER, questions=frozenset({"another"})), answer("V5", reader=None), "–"),
        *((ASKER, answer(level), "–") for level in LEVELS if level != "V5"),
    ],
)
def test_s39_who_is_asked_reads_what_was_written_for_all_who_are(viewer: Asked, sealed: Sealed, seen: str) -> None:
    assert sees(viewer, sealed) == seen


@pytest.mark.parametrize("level", LEVELS)
def test_an_answer_outside_any_group_is_read_by_nobody_else(level: Level) -> None:
    assert {sees(viewer, answer(level, group=None)) for who, viewer in VIEWERS.items() if "author" not in who} == {"–"}


@pytest.mark.parametrize("level", LEVELS)
def test_what_was_chosen_to_be_told_in_the_room_is_told_whatever_its_level_and_nothing_else_is(level: Level) -> None:
    told, other = (ToldInRoom(frozenset({question})) for question in ("wonder_text", "another"))

    assert sees(told, answer(level, group=None)) == "name"
    assert sees(told, answer(level, withdrawn=True)) == "–"
    assert sees(other, answer(level)) == "–"


@pytest.mark.parametrize("level", LEVELS)
def test_s28_what_all_choose_is_counted_without_a_name_whatever_its_level_and_nothing_else_is(level: Level) -> None:
    tally, other = (Tally(frozenset({question})) for question in ("wonder_text", "another"))

    assert sees(tally, answer(level, group=None)) == "text"
    assert sees(tally, answer(level, withdrawn=True)) == "–"
    assert sees(tally, answer(level, bound=True, agreed=ALL)) == "–"
    assert sees(other, answer(level)) == "–"


def test_who_writes_down_for_another_reads_that_while_its_owner_did_nothing_with_it_and_nothing_else() -> None:
    line = answer("V0", author="bram", shared_at=None)

    assert sees(Writer("bram"), line) == "name"
    assert {sees(Writer(who), line) for who in ("noor", "samira")} == {"–"}
    assert {sees(Writer("bram"), answer(level, author="bram")) for level in LEVELS if level != "V0"} == {"–"}
    assert {sees(Writer("bram"), one) for one in (replace(line, withdrawn=True), replace(line, bound=True))} == {"–"}
    assert sees(Writer("noor"), answer("V0")) == "–"
    assert sees(person("bram", "member"), line) == "–"


ALL = frozenset({"noor", "bram", "samira", "ingrid", "joost", "fatima", "piet", "eva", "els", "omar"})


@pytest.mark.parametrize("who", VIEWERS)
def test_s24_what_is_bound_is_read_as_ever_among_those_who_agreed_but_in_no_room(who: str) -> None:
    found = [sees(VIEWERS[who], answer(level, bound=True, agreed=ALL)) for level in LEVELS]

    assert found == (["–"] * len(LEVELS) if "room" in who else TABLE[who].split())


@pytest.mark.parametrize("who", [name for name in VIEWERS if "author" not in name])
@pytest.mark.parametrize("level", LEVELS)
def test_s24_where_the_owner_or_the_reader_did_not_agree_only_the_facilitator_reads_what_is_for_her(
    level: Level, who: str
) -> None:
    viewer = VIEWERS[who]
    alone = frozenset({viewer.id}) if isinstance(viewer, Person) else frozenset[str]()

    for agreed in (frozenset[str](), alone, frozenset({"noor"}), ALL - alone):
        found = sees(viewer, answer(level, bound=True, agreed=agreed))
        assert found == ("name" if (who, level) == ("the facilitator", "V1") else "–")


@pytest.mark.parametrize("level", LEVELS)
def test_s24_what_is_bound_is_never_told_in_a_room(level: Level) -> None:
    assert sees(ToldInRoom(frozenset({"wonder_text"})), answer(level, bound=True, agreed=ALL)) == "–"


def test_ge18_a_new_facilitator_reads_nothing_that_was_shared_with_the_one_before() -> None:
    new = person("fatima", "facilitator", since=AFTER)

    assert sees(new, answer("V1")) == "–"
    assert sees(new, answer("V1", shared_at=None)) == "–"
    assert sees(new, answer("V2")) == "name"
    assert sees(person("fatima", "facilitator", since=SHARED), answer("V1")) == "name"


def test_whoever_typed_it_for_another_does_not_own_it() -> None:
    assert sees(person("samira", "member"), answer("V0", author="samira")) == "–"


HOLDINGS = st.builds(
    Holding, st.sampled_from(["team", "other"]), st.sampled_from(ROLES), st.sampled_from([BEFORE, SHARED, AFTER])
)
NAMES = st.sampled_from(["noor", "bram", "samira", "ingrid"])
PEOPLE = st.builds(Person, NAMES, st.lists(HOLDINGS, max_size=3).map(tuple))
ANYBODY = PEOPLE | st.builds(Room, st.sampled_from(["team", "other"]))
ANSWERS = st.builds(
    Sealed,
    id=st.integers(0, 99),
    owner=NAMES,
    author=NAMES,
    level=st.sampled_from(LEVELS),
    group=st.sampled_from(["team", "other", None]),
    question=st.just("wonder_text"),
    shared_at=st.sampled_from([BEFORE, SHARED, AFTER, None]),
    reader=st.none() | NAMES,
    released=st.booleans(),
    among=st.integers(0, 4),
    fewest=st.just(3),
    withdrawn=st.booleans(),
    bound=st.booleans(),
    agreed=st.frozensets(NAMES),
)


def readers(sealed: Sealed, holdings: tuple[Holding, ...]) -> bool:
    """Whether somebody with these roles is among those whom the author chose; the rule, written another way round."""
    here = {holding.role for holding in holdings if holding.group == sealed.group}
    if sealed.level == "V1":
        return any(h.role == "facilitator" and h.group == sealed.group and sealed.shared_at is not None
                   and h.since <= sealed.shared_at for h in holdings)  # fmt: skip
    in_group = bool(here - {"admin", "candidate", "initiator"})
    return in_group and (sealed.level == "V2" or (sealed.level == "V3" and sealed.released))


@given(ANYBODY, st.lists(ANSWERS, max_size=8))
def test_nobody_outside_the_readers_ever_gets_a_text(viewer: Viewer, answers: list[Sealed]) -> None:
    passed = readable_by(viewer, answers)

    assert [one.answer for one in passed] == [one for one in answers if one in [found.answer for found in passed]]
    for found in passed:
        sealed = found.answer
        if isinstance(viewer, Person) and viewer.id == sealed.owner:
            continue
        assert not sealed.withdrawn
        if isinstance(viewer, Room):
            assert sealed.group == viewer.group
            assert sealed.level in {"V2", "V3"}
        else:
            assert isinstance(viewer, Person)
            assert readers(sealed, viewer.holds) or sealed.reader == viewer.id
            hides = sealed.level == "V3" and sealed.released and sealed.among >= 3
            alone = sealed.level == "V5" or hides or (sealed.level, sealed.bound) == ("V1", False)
            assert alone or readers(sealed, viewer.holds)
        if sealed.bound and sealed.level != "V1":
            assert isinstance(viewer, Person)
            assert {viewer.id, sealed.owner} <= sealed.agreed
        assert found.named is (sealed.level != "V3")


@pytest.mark.trust("S5")
@given(st.lists(ANSWERS, max_size=8), st.sampled_from([BEFORE, SHARED, AFTER]))
def test_k7_the_lead_reads_exactly_what_a_member_reads(answers: list[Sealed], since: datetime) -> None:
    member, lead = person("eva", "member", since=since), person("eva", "lead", since=since)

    assert readable_by(lead, answers) == readable_by(member, answers)


@given(st.lists(ANSWERS, max_size=8))
def test_the_room_reads_exactly_what_a_member_reads(answers: list[Sealed]) -> None:
    assert readable_by(Room("team"), answers) == readable_by(person("eva", "member"), answers)


@given(PEOPLE, st.lists(ANSWERS, max_size=8))
def test_s24_agreeing_gives_nobody_more_than_what_is_not_bound_would(viewer: Person, answers: list[Sealed]) -> None:
    free = {one.answer.id for one in readable_by(viewer, [replace(one, bound=False) for one in answers])}

    assert {one.answer.id for one in readable_by(viewer, answers)} <= free


@given(st.lists(ANSWERS, max_size=8), NAMES)
def test_everybody_reads_her_own(answers: list[Sealed], name: str) -> None:
    own = [one for one in answers if one.owner == name]

    assert [found for found in readable_by(Person(name), answers) if found.answer in own] == [
        Passed(one, named=True) for one in own
    ]


# -- nameless texts together


def batch(*owners: str) -> list[Sealed]:
    return [answer("V3", id=number, owner=owner, released=False) for number, owner in enumerate(owners)]


@pytest.mark.parametrize(
    ("owners", "size", "released"),
    [
        (("noor", "bram", "samira"), 4, True),
        (("noor", "bram", "samira", "noor"), 9, True),
        (("noor", "bram"), 9, False),
        (("noor", "bram", "noor"), 9, False),
        (("noor", "noor", "noor", "noor"), 9, False),
        (("noor", "bram", "samira"), 3, False),
        ((), 9, False),
    ],
)
def test_k2_k6_three_texts_by_three_authors_in_a_group_of_four_are_shown_together(
    owners: tuple[str, ...], size: int, released: bool
) -> None:
    found = nameless_batch(batch(*owners), size, DEFAULTS)

    everything = frozenset(range(len(owners)))
    assert found.release == (everything if released else frozenset())
    assert found.ask == (frozenset() if released else everything)


@given(st.lists(NAMES, max_size=8), st.integers(0, 9))
def test_k2_texts_are_released_all_or_none_and_nobody_is_forgotten(owners: list[str], size: int) -> None:
    found = nameless_batch(batch(*owners), size, DEFAULTS)

    assert found.release | found.ask == set(range(len(owners)))
    assert not (found.release and found.ask)
    assert not found.release or (len(set(owners)) >= 3 and size >= 4)


@pytest.mark.parametrize(
    ("size", "facilitated", "offered"),
    [
        (4, True, ("V0", "V2", "V3", "V1")),
        (3, True, ("V0", "V2", "V1")),
        (4, False, ("V0", "V2", "V3")),
        (1, False, ("V0", "V2")),
    ],
)
def test_k6_only_readers_that_there_can_be_are_offered(size: int, facilitated: bool, offered: tuple[Level, ...]) -> None:
    assert shareable(("V0", "V2", "V3", "V1"), size, facilitated, DEFAULTS) == offered


def test_s24_who_is_to_agree_first_can_share_with_no_group() -> None:
    assert shareable(("V0", "V2", "V3", "V1"), 5, True, DEFAULTS, agreed=False) == ("V0", "V1")


@pytest.mark.parametrize(("number", "told"), [(0, None), (3, None), (4, 4), (12, 12)])
def test_k1_a_number_below_four_is_not_told(number: int, told: int | None) -> None:
    assert countable(number, DEFAULTS) == told


@pytest.mark.parametrize(
    ("number", "named", "asked", "told"),
    [
        (4, 0, 6, 4), (5, 1, 6, 5), (5, 4, 9, 5), (5, 5, 5, 5),
        (3, 0, 6, None),  # too few
        (6, 0, 6, None), (4, 4, 8, None),  # all of the others, or none
        (4, 4, 5, None), (5, 4, 5, None), (5, 3, 6, None),  # the one or few whose name is not there
    ],
)  # fmt: skip
def test_k1_how_many_took_part_is_told_where_it_tells_nothing_of_those_whose_name_is_not_there(
    number: int, named: int, asked: int, told: int | None
) -> None:
    assert pointing_at_nobody(number, named, asked, DEFAULTS) == told
