"""The tables of people and groups: who somebody is, where she is reached, and what she may do in which group."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text, text

from storage.tables.making import index_where, metadata, moment

person = Table(
    "person",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", LargeBinary),
    Column("language", Text, nullable=False, server_default="nl"),
    Column("zone", Text, nullable=False, server_default="Europe/Amsterdam"),
    Column("consent", Text, nullable=False, server_default="none"),
    Column("consent_version", Text),
    moment("consent_at"),
    Column("quiet_days", Text, nullable=False, server_default=""),
    Column("default_share", Text, nullable=False, server_default="ask"),
    moment("away_until"),
    moment("left_at"),
    Column("undeliverable", Text),
    Column("home", Text),
    moment("back_at"),
    moment("month_at"),
    Column("own_question", LargeBinary),
    Column("own_offered", Boolean, nullable=False, server_default=text("false")),
    Column("back_asks", Boolean, nullable=False, server_default=text("false")),
    moment("erase_at"),
    Column("reached_on", Text),
    Column("reached_fixed", Boolean, nullable=False, server_default=text("false")),
    Column("own_language", Boolean, nullable=False, server_default=text("false")),
    Column("own_zone", Boolean, nullable=False, server_default=text("false")),
    moment("away_told"),
    index_where("month_at IS NOT NULL", "ix_person_month_at", "month_at"),
    index_where("back_at IS NOT NULL", "ix_person_back_at", "back_at"),
    index_where("erase_at IS NOT NULL", "ix_person_erase_at", "erase_at"),
)

at_hand = Table(
    "at_hand",
    metadata,
    Column("person", Text, ForeignKey("person.id"), primary_key=True),
    Column("active", Integer),
    Column("offered", Text),
    Column("undo", Text),
    postgresql_with={"fillfactor": 50},
)
"""What a person is in the middle of, written in most of her turns; apart from ``person``, which her team mates' turns read.

On PostgreSQL there is room for a new version beside each row, so that writing one does not touch the index that all read.
"""

address = Table(
    "address",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("external", Text, primary_key=True),
    Column("person", Text, ForeignKey("person.id"), nullable=False, index=True),
)

former = Table(
    "former",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person", Text, ForeignKey("person.id"), nullable=False, index=True),
    moment("ended_at"),
)
"""Under which id somebody was known on another platform before both were linked, and when that was undone (X12)."""

link = Table(
    "link",
    metadata,
    Column("person", Text, ForeignKey("person.id"), primary_key=True),
    Column("code", Text, unique=True),
    Column("channel", Text),
    moment("made_at"),
    Column("with", Text, ForeignKey("person.id"), index=True),
    Column("with_channel", Text),
    Column("agreed", Boolean, nullable=False, server_default=text("false")),
    Column("tries", Integer, nullable=False, server_default="0"),
    moment("tried_at"),
)
"""The code with which somebody links two platforms, as a hash; who typed it there, and how often she was wrong herself."""

NOT_INTRODUCED = (
    "room_channel IS NOT NULL AND room_problem IS NULL"
    " AND (introduced IS NULL OR introduced <> room_channel || ':' || room_external)"
)
"""That the bot has not introduced itself in the room that a group has now (X19)."""

team = Table(
    "team",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False, server_default="team"),
    Column("name", Text, nullable=False),
    Column("room_channel", Text),
    Column("room_external", Text),
    Column("room_problem", Text),
    Column("introduced", Text),
    moment("paused_until"),
    Column("settings", Text, nullable=False, server_default="{}"),
    index_where(NOT_INTRODUCED, "ix_team_not_introduced", "id"),
)

membership = Table(
    "membership",
    metadata,
    Column("team", Text, ForeignKey("team.id"), primary_key=True),
    Column("person", Text, ForeignKey("person.id"), primary_key=True),
    Column("role", Text, primary_key=True),
    moment("since", needed=True),
    moment("until"),
    Index("ix_membership_person", "person"),
)

deputy = Table(
    "deputy",
    metadata,
    Column("team", Text, ForeignKey("team.id"), primary_key=True),
    Column("person", Text, ForeignKey("person.id"), primary_key=True),
    Column("deputy", Text, ForeignKey("person.id"), nullable=False),
    moment("begins", needed=True),
    moment("ends", needed=True),
    moment("due", needed=True),
    Column("roles", Text, nullable=False, server_default=""),
    Index("ix_deputy_person", "person"),
    Index("ix_deputy_deputy", "deputy"),
    Index("ix_deputy_due", "due"),
)
"""Who stands in for whom in a group, and when something happens with it next: it begins, or is over (X14)."""
