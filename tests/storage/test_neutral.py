"""One way of saying it for both databases: each compiles what storage uses, and SQLite runs it."""

import pytest
from sqlalchemy import Dialect, create_engine, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.database.neutral import DatabaseClock, upsert
from storage.tables import membership, seen

BOTH = pytest.mark.parametrize("dialect", [sqlite.dialect(), postgresql.dialect()], ids=["sqlite", "postgresql"])  # type: ignore[no-untyped-call]


@BOTH
def test_what_is_there_already_stays_as_it_is_on_both(dialect: Dialect) -> None:
    statement = upsert(seen).values(channel="web", message="m1", at=0.0).on_conflict_do_nothing()

    assert str(statement.compile(dialect=dialect)).endswith("ON CONFLICT DO NOTHING")


@BOTH
def test_what_is_there_already_is_changed_on_both(dialect: Dialect) -> None:
    statement = upsert(membership).values(team="t", person="p", role="lead", since=0.0)

    compiled = str(
        statement.on_conflict_do_update(
            index_elements=["team", "person", "role"],
            set_={"since": statement.excluded.since},
            where=membership.c.until.is_not(None),
        ).compile(dialect=dialect)
    )

    wanted = "ON CONFLICT (team, person, role) DO UPDATE SET since = excluded.since WHERE membership.until IS NOT NULL"
    assert compiled.endswith(wanted)


def test_the_clock_of_sqlite_counts_seconds_since_1970() -> None:
    with create_engine("sqlite://").connect() as connection:
        ours, its = connection.execute(select(DatabaseClock(), DatabaseClock() + 30.0)).one()

        wanted = connection.exec_driver_sql("SELECT strftime('%s', 'now')").scalar_one()
    assert abs(ours - float(wanted)) < 2
    assert its - ours == pytest.approx(30)
