"""The tables of what is asked and told: formats, rounds, conversations, answers and files."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text, UniqueConstraint, text

from storage.tables.making import index_where, metadata, moment

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
    moment("planned", needed=True),
    moment("next_at"),
    Index("ix_schedule_next_at", "next_at"),
)

IS_MISSED = "status = 'missed'"

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
    moment("planned", needed=True),
    moment("opens_at", needed=True),
    moment("closes_at"),
    moment("closed_at"),
    moment("next_at"),
    Column("plan", Text),
    Column("person", Text, ForeignKey("person.id")),
    Column("programme", Integer),
    Column("number", Integer),
    Column("moved", Integer, nullable=False, server_default="0"),
    Column("attended", Boolean, nullable=False, server_default=text("true")),
    Column("apart", Boolean, nullable=False, server_default=text("false")),
    Column("erased", Integer, nullable=False, server_default="0"),
    Column("least", Integer, nullable=False, server_default="0"),
    Column("told", Text),
    UniqueConstraint("format", "team", "occurrence"),
    Index("ix_round_next_at", "next_at"),
    index_where("person IS NOT NULL", "ix_round_person", "person"),
    index_where("programme IS NOT NULL", "ix_round_programme", "programme", "number"),
    Index("ix_round_team_format_status", "team", "format", "status"),
    index_where("plan IS NOT NULL", "ix_round_planned", "team", "planned"),
    index_where(IS_MISSED, "ix_round_missed", "closed_at"),
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
    Column("apart", Boolean, nullable=False, server_default=text("false")),
    Column("variant", Integer, nullable=False, server_default="0"),
    moment("opens_at", needed=True),
    moment("closes_at"),
    Column("nudges", Text, nullable=False, server_default=""),
    moment("prompted_at"),
    moment("put_at"),
    Column("nudged", Integer, nullable=False, server_default="0"),
    moment("resume_at"),
    moment("not_before"),
    moment("next_at"),
    moment("touched_at"),
    moment("ended_at"),
    UniqueConstraint("round", "stage", "person"),
    UniqueConstraint("person", "occasion"),
    index_where("next_at IS NOT NULL", "ix_conversation_next_at", "next_at"),
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
    Column("meant", Text),
    Column("flags", Text, nullable=False, server_default=""),
    Column("value", Text),
    Column("follows", Integer),
    Column("bound", Text),
    Column("message", Text),
    Column("apart", Boolean, nullable=False, server_default=text("false")),
    moment("shared_at"),
    Column("released", Boolean, nullable=False, server_default=text("false")),
    Column("asked", Integer, nullable=False, server_default="0"),
    moment("answered_at", needed=True),
    moment("edited_at"),
    moment("withdrawn_at"),
    moment("used_at"),
    moment("noticed_at"),
    UniqueConstraint("conversation", "question", "repetition"),
    UniqueConstraint("owner", "number"),
    index_where("file IS NOT NULL", "ix_answer_file", "file"),
    index_where("reader IS NOT NULL", "ix_answer_reader", "reader"),
    index_where("author <> owner", "ix_answer_author", "author"),
    index_where("shared_at IS NOT NULL", "ix_answer_shared", "team", "format", "shared_at"),
    sqlite_autoincrement=True,
)

agreement = Table(
    "agreement",
    metadata,
    Column("round", Integer, ForeignKey("round.id"), primary_key=True),
    Column("person", Text, ForeignKey("person.id"), primary_key=True),
    moment("at", needed=True),
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
    moment("at", needed=True),
    Index("ix_attendance_person", "person"),
    sqlite_with_rowid=False,
)
"""What was said last of somebody and a meeting of a programme: whether she comes, or whether she was there (S25)."""

partner = Table(
    "partner",
    metadata,
    Column("conversation", Integer, primary_key=True, autoincrement=False),
    Column("came_of", Integer, primary_key=True, autoincrement=False),
    Column("asker", Text, ForeignKey("person.id"), nullable=False, index=True),
    Column("person", Text, ForeignKey("person.id"), nullable=False, index=True),
    Column("format", Text, nullable=False),
    Column("stands", Text, nullable=False),
    moment("day"),
    Column("hour", Boolean, nullable=False, server_default=text("false")),
    moment("at", needed=True),
)
"""Who asked whom to do something together, in which conversation she is asked that, and how it stands (S15, S18)."""

free_moment = Table(
    "free_moment",
    metadata,
    Column("answer", Integer, primary_key=True, autoincrement=False),
    Column("person", Text, ForeignKey("person.id"), nullable=False, index=True),
    Column("format", Text, nullable=False),
    moment("day", needed=True),
)
"""A moment that somebody offers to whoever may ask her something, and the answer in which she named it (S52)."""

file = Table(
    "file",
    metadata,
    Column("id", Text, primary_key=True),
    Column("owner", Text, ForeignKey("person.id"), nullable=False, index=True),
    Column("name", LargeBinary, nullable=False),
    Column("type", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("apart", Integer),
    moment("stored_at", needed=True),
)
