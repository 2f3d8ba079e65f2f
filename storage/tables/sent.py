"""The tables of what comes in and goes out, of pages and settings, and of what was done."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.tables.making import SPREAD, index_where, metadata, moment

seen = Table(
    "seen",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("message", Text, primary_key=True),
    moment("at", needed=True),
    Index("ix_seen_at", "at"),
    sqlite_with_rowid=False,
)

OPEN = "settled_at IS NULL"
"""That a message is still to be sent. It does not hang on the status, so that a claim leaves this index as it is."""
WAITING = "status = 'waiting'"
CLAIMED = "status = 'claimed'"
AWAITED = "status = 'waiting' AND kind = 'reply'"
"""That somebody waits for a message. The index holds its kind too, or SQLite's planner would take a larger one."""
GIVEN_UP = "status = 'failed'"
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
    moment("due", needed=True),
    moment("good_until"),
    moment("retry_at"),
    Column("status", Text, nullable=False, server_default="waiting"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("owner", Text),
    moment("lease_until"),
    Column("budget", Text),
    Column("receipt", Text),
    Column("reason", Text),
    moment("settled_at"),
    CheckConstraint("(settled_at IS NULL) = (status IN ('waiting', 'claimed'))", name="ck_outbox_settled"),
    index_where(OPEN, "ix_outbox_open", "to", **SPREAD),
    index_where(WAITING, "ix_outbox_due", "due"),
    index_where(AWAITED, "ix_outbox_awaited", "kind", "to"),
    index_where(CLAIMED, "ix_outbox_lease", "lease_until"),
    index_where(GIVEN_UP, "ix_outbox_given_up", "settled_at"),
    index_where("budget IS NOT NULL", "uq_outbox_budget", "budget", unique=True),
    index_where(IS_OVERVIEW, "ix_outbox_overview", "person", "id"),
    index_where(IS_BOARD, "ix_outbox_board", "person", "id"),
    index_where("room IS NOT NULL", "ix_outbox_room", "room", "kind"),
    index_where("revises IS NOT NULL", "ix_outbox_revises", "revises"),
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

mentioned = Table(
    "mentioned",
    metadata,
    Column("outbox", Integer, primary_key=True),
    Column("person", Text, ForeignKey("person.id"), primary_key=True),
    Index("ix_mentioned_person", "person"),
    sqlite_with_rowid=False,
)
mentioned.add_is_dependent_on(outbox)
"""Who facilitates or leads, and stands by name in a message to somebody else (X18); her name goes from it with her (C-44)."""

card = Table(
    "card",
    metadata,
    Column("outbox", Integer, primary_key=True),
    Column("conversation", Integer, primary_key=True),
    Column("asks", Text, nullable=False),
    Column("open", Boolean, nullable=False),
    Index("ix_card_conversation", "conversation", "outbox"),
    sqlite_with_rowid=False,
)
card.add_is_dependent_on(outbox)
"""What a message asks in a conversation, and whether it still offers that, where a platform lets it be replaced (0022)."""

page_link = Table(
    "page_link",
    metadata,
    Column("token", Text, primary_key=True),
    Column("person", Text, ForeignKey("person.id"), nullable=False, index=True),
    Column("page", Text, nullable=False),
    moment("made_at", needed=True),
    moment("opened_at"),
    Column("mailed", Boolean, nullable=False, server_default=text("false")),
    Column("session", Text, unique=True),
)
"""Links to pages; ``session`` is in which browser one was opened that goes on there until its person answered (S39)."""

page_session = Table(
    "page_session",
    metadata,
    Column("token", Text, primary_key=True),
    Column("person", Text, ForeignKey("person.id"), nullable=False, index=True),
    moment("began_at", needed=True),
)

mailbox = Table(
    "mailbox",
    metadata,
    Column("person", Text, ForeignKey("person.id"), primary_key=True),
    Column("address", LargeBinary, nullable=False),
    moment("told_at"),
    moment("looked_at"),
)
"""The mail address of who has no chat, sealed; when she was last told that something is there, and looked (X02)."""

chat = Table(
    "chat",
    metadata,
    Column("person", Text, ForeignKey("person.id"), primary_key=True),
    Column("conversation", Text, nullable=False),
    Column("service", Text, nullable=False),
    Column("offered", LargeBinary),
    Column("offered_in", Text),
    Column("pressed", LargeBinary),
    Index("ix_chat_conversation", "conversation"),
)
"""Where a platform keeps somebody's private chat; what was offered there last and in which message, and what was pressed
there just now, both sealed (0019)."""

sent_part = Table(
    "sent_part",
    metadata,
    Column("key", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    moment("at", needed=True),
    Column("tries", Integer, nullable=False),
    Column("receipt", Text),
    Index("ix_sent_part_at", "at"),
    sqlite_with_rowid=False,
)
"""How often a part of a message went to a platform that knows no keys, and its receipt as soon as there is one (0019)."""

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
    Column("apart", Integer),
    Column("body", LargeBinary),
    moment("at", needed=True),
    UniqueConstraint("place", "id"),
    Index("ix_web_message_place", "place", "seq"),
    index_where("open", "ix_web_message_open", "place", **SPREAD),
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
    moment("at", needed=True),
)

doomed_key = Table(
    "doomed_key",
    metadata,
    Column("name", Text, primary_key=True),
    moment("at", needed=True),
    sqlite_with_rowid=False,
)
"""The keys to be destroyed of what is gone, where they stand in a file of their own: for a moment, until that is done."""

IS_READING = "act = 'read V1'"
"""That somebody was given to read what is for few only (trust S18)."""

IS_BACKUP = "act = 'backup made'"
audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("act", Text, nullable=False),
    Column("actor", Text),
    Column("subject", Text),
    moment("at", needed=True),
    Column("result", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("actor_salt", Text),
    Column("actor_mark", Text),
    Column("subject_salt", Text),
    Column("subject_mark", Text),
    Column("chain", Text, nullable=False),
    Index("ix_audit_at", "at"),
    index_where(IS_READING, "ix_audit_read", "subject", "at"),
    index_where(IS_BACKUP, "ix_audit_backup", "at"),
)
"""What was done. Each line is bound to those before it by its ``chain``, and to its ids by their marks (0040)."""
