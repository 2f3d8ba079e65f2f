"""Why messages do not reach somebody, in plain words for the administrator, and what to do (X09, GE14)."""

from dataclasses import dataclass
from typing import Literal

from bot.channels.reasons import (
    BLOCKED,
    DEACTIVATED,
    DISABLED,
    GONE,
    GUEST,
    MAIL_UNKNOWN,
    MAILBOX_FULL,
    NO_MAIL_ADDRESS,
    NO_MEMBER,
    NO_TEAM_SHARED,
    NOT_IN_USE,
    NOT_INSTALLED,
    TAKEN_AWAY,
)  # fmt: skip
from storage.outgoing.arrivals import Arrival
from storage.outgoing.failing import NO_ADDRESS as NO_ADDRESS_GIVEN

State = Literal["reachable", "blocked", "not installed", "unknown"]
STATES: tuple[State, ...] = ("reachable", "blocked", "not installed", "unknown")
WRITE = "then let the person write 'hulp' to the bot"


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether somebody is reached; where not, why and what to do."""

    state: State
    reason: str = ""
    mend: str = ""


NO_ADDRESS = Standing("unknown", "there is no address", "import the list again with a platform and platform_id")
NOTHING_SENT = Standing("unknown", "nothing has been sent yet", "wait for the first message")
KNOWN = {
    BLOCKED: Standing("blocked", "the person has blocked the bot", f"ask to unblock it; {WRITE}"),
    DEACTIVATED: Standing("blocked", "the account is deactivated", f"activate it, or take the person from the list; {WRITE}"),
    NO_TEAM_SHARED: Standing(
        "not installed", "the bot shares no team with this person", f"add the bot to a team of this person; {WRITE}"
    ),
    NO_MEMBER: Standing(
        "not installed", "the bot is no member of the conversation", f"add the bot to a team of this person; {WRITE}"
    ),
    NOT_INSTALLED: Standing(
        "not installed",
        "the app is not installed in Teams",
        "install it for this person, with an app setup policy or LEERBOT_TEAMS_INSTALL=on; then she is reached again",
    ),
    TAKEN_AWAY: Standing(
        "not installed",
        "the app was taken away in Teams, by her or by an administrator",
        "ask whether she wants it back, and install it; then she is reached again",
    ),
    GUEST: Standing(
        "blocked",
        "Teams lets the bot write to no guest here",
        "give who facilitates the platform email in the list, and anybody else an account of the organisation",
    ),
    DISABLED: Standing("blocked", "an administrator of Teams has switched the app off", f"ask to switch it on; {WRITE}"),
    NOT_IN_USE: Standing(
        "not installed", "the channel of this person is not on", f"add it to LEERBOT_CHANNELS and restart; {WRITE}"
    ),
    GONE: Standing(
        "unknown", "the platform does not know this person any more", "mend platform_id in the list and import it again"
    ),
    NO_MAIL_ADDRESS: NO_ADDRESS,
    MAIL_UNKNOWN: Standing(
        "unknown", "the mail server does not know this address", "mend platform_id in the list and import it again"
    ),
    MAILBOX_FULL: Standing(
        "blocked", "the mailbox takes no mail: it is full or switched off", "ask to mend that; then import the list again"
    ),
    NO_ADDRESS_GIVEN: NO_ADDRESS,
}


def standing(one: Arrival) -> Standing:
    """Return how somebody stands; it never tells whether she answered."""
    if not one.channels:
        return NO_ADDRESS
    if one.problem is not None:
        told = f"the platform refused it: {one.problem}"
        return KNOWN.get(one.problem, Standing("unknown", told, f"mend that on the platform; {WRITE}"))
    return Standing("reachable") if one.sent else NOTHING_SENT
