"""The tables. Times are seconds since 1970 in UTC; texts, names and files of people are sealed bytes (``storage.crypto``).

What each moment of a conversation means stands in ``docs/architecture.md``.
"""

from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _moment(name: str, *, needed: bool = False) -> Column[float]:
    return Column(name, Double, nullable=not needed)


def _index_where(condition: str, name: str, *columns: str, unique: bool = False, **more: Any) -> Index:
    """Return an index over some rows only; both databases know these."""
    return Index(name, *columns, unique=unique, sqlite_where=text(condition), postgresql_where=text(condition), **more)


SPREAD: dict[str, Any] = {"postgresql_using": "hash", "postgresql_with": {"fillfactor": 10}}
"""An index over few rows for which every turn asks: on PostgreSQL it spreads them over many pages, so that turns of several
people do not meet on one (0012)."""

person = Table(
    "person",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", LargeBinary),
    Column("language", Text, nullable=False, server_default="nl"),
    Column("zone", Text, nullable=False, server_default="Europe/Amsterdam"),
    Column("consent", Text, nullable=False, server_default="none"),
    Column("consent_version", Text),
    _moment("consent_at"),
    Column("quiet_days", Text, nullable=False, server_default=""),
    Column("default_share", Text, nullable=False, server_default="ask"),
    _moment("away_until"),
    _moment("left_at"),
    Column("undeliverable", Text),
    Column("home", Text),
    _moment("back_at"),
    _moment("month_at"),
    Column("own_question", LargeBinary),
    Column("own_offered", Boolean, nullable=False, server_default=text("false")),
    Column("back_asks", Boolean, nullable=False, server_default=text("false")),
    _moment("erase_at"),
    _index_where("month_at IS NOT NULL", "ix_person_month_at", "month_at"),
    _index_where("back_at IS NOT NULL", "ix_person_back_at", "back_at"),
    _index_where("erase_at IS NOT NULL", "ix_person_erase_at", "erase_at"),
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

NOT_INTRODUCED = "room_channel IS NOT NULL AND (introduced IS NULL OR introduced <> room_channel || ':' || room_external)"
"""That the bot has not introduced itself in the room that a group has now (X19)."""

team = Table(
    "team",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False, server_default="team"),
    Column("name", Text, nullable=False),
    Column("room_channel", Text),
    Column("room_external", Text),
    Column("introduced", Text),
    _moment("paused_until"),
    Column("settings", Text, nullable=False, server_default="{}"),
    _index_where(NOT_INTRODUCED, "ix_team_not_introduced", "id"),
)

membership = Table(
    "membership",
    metadata,
    Column("team", Text, ForeignKey("team.id"), primary_key=True),
    Column("person", Text, ForeignKey("person.id"), primary_key=True),
    Column("role", Text, primary_key=True),
    _moment("since", needed=True),
    _moment("until"),
    Index("ix_membership_person", "person"),
)

deputy = Table(
    "deputy",
    metadata,
    Column("team", Text, ForeignKey("team.id"), primary_key=True),
    Column("person", Text, ForeignKey("person.id"), primary_key=True),
    Column("deputy", Text, ForeignKey("person.id"), nullable=False),
    _moment("begins", needed=True),
    _moment("ends", needed=True),
    _moment("due", needed=True),
    Column("roles", Text, nullable=False, server_default=""),
    Index("ix_deputy_person", "person"),
    Index("ix_deputy_deputy", "deputy"),
    Index("ix_deputy_due", "due"),
)
"""Who stands in for whom in a group, and when something happens with it next: it begins, or is over (X14)."""

format_version = Table(
    "format_version",
    metadata,
    Column("format", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("body", Text, nullable=False),
)

schedule = Table(
    "schedule",
    metadata,
    Column("format", Text, primary_key=True),
    Column("team", Text, ForeignKey("team.id"), primary_key=True),
    Column("rhythm", Text, nullable=False),
    Column("occurrence", Text, nullable=False),
    _moment("planned", needed=True),
    _moment("next_at"),
    Index("ix_schedule_next_at", "next_at"),
)

round_ = Table(
    "round",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("format", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("team", Text, ForeignKey("team.id"), nullable=False),
    Column("occurrence", Text, nullable=False),
    Column("rhythm", Text),
    Column("status", Text, nullable=False),
    Column("variant", Integer, nullable=False),
    Column("seed", Text, nullable=False),
    _moment("planned", needed=True),
    _moment("opens_at", needed=True),
    _moment("closes_at"),
    _moment("closed_at"),
    _moment("next_at"),
    Column("plan", Text),
    Column("programme", Integer),
    Column("number", Integer),
    Column("moved", Integer, nullable=False, server_default="0"),
    Column("erased", Integer, nullable=False, server_default="0"),
    UniqueConstraint("format", "team", "occurrence"),
    Index("ix_round_next_at", "next_at"),
    _index_where("programme IS NOT NULL", "ix_round_programme", "programme", "number"),
    Index("ix_round_team_format_status", "team", "format", "status"),
    _index_where("plan IS NOT NULL", "ix_round_planned", "team", "planned"),
)

conversation = Table(
    "conversation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", Text, ForeignKey("person.id"), nullable=False),
    Column("round", Integer, ForeignKey("round.id")),
    Column("team", Text, ForeignKey("team.id")),
    Column("format", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("occasion", Text),
    Column("rhythm", Text),
    Column("status", Text, nullable=False),
    Column("revision", Integer, nullable=False, server_default="0"),
    Column("state", LargeBinary),
    Column("about", Integer),
    Column("trial", Boolean, nullable=False, server_default=text("false")),
    Column("variant", Integer, nullable=False, server_default="0"),
    _moment("opens_at", needed=True),
    _moment("closes_at"),
    Column("nudges", Text, nullable=False, server_default=""),
    _moment("prompted_at"),
    _moment("put_at"),
    Column("nudged", Integer, nullable=False, server_default="0"),
    _moment("resume_at"),
    _moment("not_before"),
    _moment("next_at"),
    _moment("touched_at"),
    _moment("ended_at"),
    UniqueConstraint("round", "stage", "person"),
    UniqueConstraint("person", "occasion"),
    _index_where("next_at IS NOT NULL", "ix_conversation_next_at", "next_at"),
    Index("ix_conversation_person", "person", "id"),
    postgresql_with={"fillfactor": 50},
    sqlite_autoincrement=True,
)
"""On PostgreSQL there is room beside each row, as with ``at_hand``."""

answer = Table(
    "answer",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("owner", Text, ForeignKey("person.id"), nullable=False),
    Column("author", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("conversation", Integer, ForeignKey("conversation.id"), nullable=False),
    Column("team", Text),
    Column("format", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("repetition", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("body", LargeBinary),
    Column("file", Text),
    Column("level", Text, nullable=False, server_default="V0"),
    Column("reader", Text),
    Column("flags", Text, nullable=False, server_default=""),
    Column("value", Text),
    Column("follows", Integer),
    Column("bound", Text),
    _moment("shared_at"),
    Column("released", Boolean, nullable=False, server_default=text("false")),
    Column("asked", Integer, nullable=False, server_default="0"),
    _moment("answered_at", needed=True),
    _moment("edited_at"),
    _moment("withdrawn_at"),
    _moment("used_at"),
    _moment("noticed_at"),
    UniqueConstraint("conversation", "question", "repetition"),
    UniqueConstraint("owner", "number"),
    _index_where("file IS NOT NULL", "ix_answer_file", "file"),
    _index_where("reader IS NOT NULL", "ix_answer_reader", "reader"),
    _index_where("author <> owner", "ix_answer_author", "author"),
    _index_where("shared_at IS NOT NULL", "ix_answer_shared", "team", "format", "shared_at"),
    sqlite_autoincrement=True,
)

agreement = Table(
    "agreement",
    metadata,
    Column("round", Integer, ForeignKey("round.id"), primary_key=True),
    Column("person", Text, ForeignKey("person.id"), primary_key=True),
    _moment("at", needed=True),
    Index("ix_agreement_person", "person"),
    sqlite_with_rowid=False,
)
"""Who agreed to what a group decided in a round; the newest round of its kind is what holds (S24)."""

attendance = Table(
    "attendance",
    metadata,
    Column("programme", Integer, ForeignKey("round.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("person", Text, ForeignKey("person.id"), primary_key=True),
    Column("says", Text, nullable=False),
    _moment("at", needed=True),
    Index("ix_attendance_person", "person"),
    sqlite_with_rowid=False,
)
"""What was said last of somebody and a meeting of a programme: whether she comes, or whether she was there (S25)."""

file = Table(
    "file",
    metadata,
    Column("id", Text, primary_key=True),
    Column("owner", Text, ForeignKey("person.id"), nullable=False, index=True),
    Column("name", LargeBinary, nullable=False),
    Column("type", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    _moment("stored_at", needed=True),
)

seen = Table(
    "seen",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("message", Text, primary_key=True),
    _moment("at", needed=True),
    Index("ix_seen_at", "at"),
    sqlite_with_rowid=False,
)

OPEN = "settled_at IS NULL"
"""That a message is still to be sent. It does not hang on the status, so that a claim leaves this index as it is."""
WAITING = "status = 'waiting'"
CLAIMED = "status = 'claimed'"
IS_OVERVIEW = "kind = 'overview'"
IS_BOARD = "kind = 'board'"

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("person", Text, ForeignKey("person.id")),
    Column("room", Text, ForeignKey("team.id")),
    Column("to", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("conversation", Integer),
    Column("revises", Integer),
    Column("recipe", Text, nullable=False),
    _moment("due", needed=True),
    _moment("good_until"),
    _moment("retry_at"),
    Column("status", Text, nullable=False, server_default="waiting"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("owner", Text),
    _moment("lease_until"),
    Column("budget", Text),
    Column("receipt", Text),
    Column("reason", Text),
    _moment("settled_at"),
    CheckConstraint("(settled_at IS NULL) = (status IN ('waiting', 'claimed'))", name="ck_outbox_settled"),
    _index_where(OPEN, "ix_outbox_open", "to", **SPREAD),
    _index_where(WAITING, "ix_outbox_due", "due"),
    _index_where(CLAIMED, "ix_outbox_lease", "lease_until"),
    _index_where("budget IS NOT NULL", "uq_outbox_budget", "budget", unique=True),
    _index_where(IS_OVERVIEW, "ix_outbox_overview", "person", "id"),
    _index_where(IS_BOARD, "ix_outbox_board", "person", "id"),
    _index_where("room IS NOT NULL", "ix_outbox_room", "room", "kind"),
    sqlite_autoincrement=True,
)

shown = Table(
    "shown",
    metadata,
    Column("outbox", Integer, primary_key=True),
    Column("answer", Integer, primary_key=True),
    Column("output", Text, nullable=False),
    Column("nameless", Boolean, nullable=False, server_default=text("false")),
    Column("question", Text),
    Index("ix_shown_answer", "answer"),
    sqlite_with_rowid=False,
)
shown.add_is_dependent_on(outbox)
"""Its rows go before those of the outbox. A foreign key would look there at every reply, where all others write (0012)."""

page_link = Table(
    "page_link",
    metadata,
    Column("token", Text, primary_key=True),
    Column("person", Text, ForeignKey("person.id"), nullable=False, index=True),
    Column("page", Text, nullable=False),
    _moment("made_at", needed=True),
    _moment("opened_at"),
    Column("mailed", Boolean, nullable=False, server_default=text("false")),
)

page_session = Table(
    "page_session",
    metadata,
    Column("token", Text, primary_key=True),
    Column("person", Text, ForeignKey("person.id"), nullable=False, index=True),
    _moment("began_at", needed=True),
)

mailbox = Table(
    "mailbox",
    metadata,
    Column("person", Text, ForeignKey("person.id"), primary_key=True),
    Column("address", LargeBinary, nullable=False),
    _moment("told_at"),
    _moment("looked_at"),
)
"""The mail address of who has no chat, sealed; when she was last told that something is there, and looked (X02)."""

calendar_feed = Table(
    "calendar_feed",
    metadata,
    Column("person", Text, ForeignKey("person.id"), primary_key=True),
    Column("token", Text, nullable=False, unique=True),
    Column("shown", LargeBinary, nullable=False),
)
"""The address at which somebody's calendar reads her days: known by its hash, and sealed to be shown to her again."""

setting = Table(
    "setting",
    metadata,
    Column("team", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

web_message = Table(
    "web_message",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("thread", Text),
    Column("about", Text),
    Column("state", Text, nullable=False, server_default="sent"),
    Column("open", Boolean, nullable=False, server_default=text("false")),
    Column("body", LargeBinary),
    _moment("at", needed=True),
    UniqueConstraint("place", "id"),
    Index("ix_web_message_place", "place", "seq"),
    _index_where("open", "ix_web_message_open", "place", **SPREAD),
)

web_event = Table(
    "web_event",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("what", Text, nullable=False),
    Column("format", Text),
    Column("person", Text),
    Column("room", Text),
    Column("message", Text),
    _moment("at", needed=True),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("act", Text, nullable=False),
    Column("actor", Text),
    Column("subject", Text),
    _moment("at", needed=True),
    Index("ix_audit_at", "at"),
)
