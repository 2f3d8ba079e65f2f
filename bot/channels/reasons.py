"""Why a platform takes no message for somebody or for a room, in the words that are kept with her or with it (GE14, GE15).

What each means for an administrator, and what to do, stands in ``bot.outgoing.arriving`` and ``bot.outgoing.rooms_arriving``.
"""

BLOCKED = "blocked"
DEACTIVATED = "person is deactivated"
GONE = "message or person is gone"
GUEST = "Teams lets the bot write to no guest"
DISABLED = "the app is switched off by an administrator"
NOT_INSTALLED = "the app is not installed"
TAKEN_AWAY = "the app was taken away"
ARCHIVED = "the team is archived"
NO_TEAM_SHARED = "the bot shares no team with this person"
NO_MEMBER = "the bot is no member here"
NO_MAIL_ADDRESS = "mail address is missing"
MAIL_UNKNOWN = "mail address is not known"
MAILBOX_FULL = "mailbox takes no mail"
NOT_IN_USE = "channel not in use"
