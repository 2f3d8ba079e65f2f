"""Each column says why it is there, on what ground, of what class, how long, and who reads it (trust S12, S16)."""

from dataclasses import fields

import pytest
from sqlalchemy import Double, LargeBinary, Table

from dialogs.settings import Settings
from storage.privacy.limits import Limits, limits_of
from storage.privacy.register import REFERS
from storage.purposes import REGISTER
from storage.purposes.kept import FACILITATOR, NOBODY, Kept, Reader, in_words, names_in
from storage.tables import metadata, person, web_event

LIMITS = limits_of(Settings())
BY_TABLE = {one.table.name: one for one in REGISTER}


def named(one: Kept) -> list[str]:
    """Return the columns that an entry names."""
    return [f"{one.table.name}.{column}" for columns in one.classes().values() for column in columns]


@pytest.mark.trust("S12")
def test_s12_every_table_has_one_entry() -> None:
    assert sorted(one.table.name for one in REGISTER) == sorted(metadata.tables)


@pytest.mark.trust("S12")
@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_s12_every_column_stands_in_the_entry_of_its_table_once(table: Table) -> None:
    assert sorted(named(BY_TABLE[table.name])) == sorted(f"{table.name}.{column.name}" for column in table.columns)


@pytest.mark.trust("S12")
@pytest.mark.parametrize("one", REGISTER, ids=lambda one: one.table.name)
def test_s12_an_entry_says_what_it_is_for_and_how_long(one: Kept) -> None:
    assert min(len(one.what), len(one.purpose), len(one.lasts(LIMITS))) >= 5
    assert all(len(why) >= 10 for why in one.moments.values())


@pytest.mark.trust("S12")
@pytest.mark.parametrize("one", REGISTER, ids=lambda one: one.table.name)
def test_s12_what_people_write_is_sealed_and_nothing_else(one: Kept) -> None:
    sealed = {column.name for column in one.table.columns if isinstance(column.type, LargeBinary)}

    assert set(one.sealed.split()) == sealed


@pytest.mark.trust("S12")
@pytest.mark.parametrize("one", [one for one in REGISTER if one.personal], ids=lambda one: one.table.name)
def test_s16_every_moment_of_a_person_has_its_reason(one: Kept) -> None:
    moments = {column.name for column in one.table.columns if isinstance(column.type, Double)}

    assert set(one.moments) == moments


@pytest.mark.trust("S12")
def test_s12_who_is_referred_to_counts_as_a_person() -> None:
    referring = {(refers.table, refers.column.name) for refers in REFERS if refers.through is None}
    keys = {
        (table, key.parent.name) for table in metadata.sorted_tables for key in table.foreign_keys if key.column is person.c.id
    }

    assert [f"{table}.{name}" for table, name in referring | keys if name not in BY_TABLE[table.name].ids.split()] == []
    assert (web_event, "person") in referring


@pytest.mark.trust("S12")
def test_s12_a_time_is_typed_once_and_each_one_is_told() -> None:
    told = {name for one in REGISTER for name in names_in(one.until)}

    assert told == {one.name for one in fields(Limits)} | {"showing", "ended"}
    assert [one.table.name for one in REGISTER if any(letter.isdigit() for letter in one.until)] == ["page_link"]


@pytest.mark.trust("S12")
def test_s12_a_time_is_told_as_an_organisation_has_set_it() -> None:
    longer = limits_of(Settings({"retention.private_months": "6", "retention.left_days": "10"}))

    told = BY_TABLE["answer"].lasts(longer)

    assert ("6 maanden na het laatste gebruik" in told, "bij vertrek (10 dagen)" in told) == (True, True)
    assert in_words(LIMITS.seen) == "7 dagen"


@pytest.mark.trust("S12")
def test_s12_a_lead_is_no_reader_and_a_facilitator_reads_no_conversation() -> None:
    assert {one.name for one in Reader} == {"SELF", "CHOSEN", "GROUP", "FACILITATOR", "ADMIN"}
    assert [one.table.name for one in REGISTER if FACILITATOR in one.readers] == ["membership", "agreement", "attendance"]
    assert BY_TABLE["shown"].readers == NOBODY


@pytest.mark.trust("S12")
def test_s12_a_mark_of_somebody_is_a_pseudonym_while_her_id_stands_beside_it() -> None:
    marks = {f"{what}_{part}" for what in ("actor", "subject") for part in ("salt", "mark")}

    assert marks <= set(BY_TABLE["audit"].ids.split())
