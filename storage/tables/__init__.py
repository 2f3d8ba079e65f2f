"""The tables, by one name each. Times are seconds since 1970 in UTC; texts, names and files of people are sealed bytes.

What each moment of a conversation means stands in ``docs/architecture.md``; how they are sealed in ``storage.privacy.crypto``.
"""

from storage.tables.making import metadata
from storage.tables.people import NOT_INTRODUCED, address, at_hand, deputy, former, link, membership, person, team
from storage.tables.sent import (
    IS_BOARD,
    IS_OVERVIEW,
    audit,
    calendar_feed,
    card,
    chat,
    doomed_key,
    mailbox,
    mentioned,
    outbox,
    page_link,
    page_session,
    seen,
    sent_part,
    setting,
    shown,
    web_event,
    web_message,
)
from storage.tables.told import agreement, answer, attendance, conversation, file, format_version, partner, round_, schedule

__all__ = [
    "IS_BOARD",
    "IS_OVERVIEW",
    "NOT_INTRODUCED",
    "address",
    "agreement",
    "answer",
    "at_hand",
    "attendance",
    "audit",
    "calendar_feed",
    "card",
    "chat",
    "conversation",
    "deputy",
    "doomed_key",
    "file",
    "format_version",
    "former",
    "link",
    "mailbox",
    "membership",
    "mentioned",
    "metadata",
    "outbox",
    "page_link",
    "page_session",
    "partner",
    "person",
    "round_",
    "schedule",
    "seen",
    "sent_part",
    "setting",
    "shown",
    "team",
    "web_event",
    "web_message",
]
