"""When the bot speaks of its own accord: the next event of a conversation, and the budget of one person's day (N1–N4, C-36).

Time is derived as the position in a dialog is: nothing is stored but one moment at which to ask again.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Literal, get_args

from dialogs.language.content import Format
from dialogs.language.stages import Overflow, Priority, Stage
from dialogs.settings import PER_DAY, PER_WEEK, Settings

ORDER: tuple[Priority, ...] = get_args(Priority)
"""Who goes first where too much is due (N2, C-36)."""
DROPPED: frozenset[Priority] = frozenset({"mood", "habit"})
"""What is left out instead of moved to the next day (N2)."""
SILENT_ROUNDS = 3
"""After so many rounds without a reaction somebody is asked whether to be quiet (X05)."""
PER_MESSAGE = 2
LATE = timedelta(hours=24)
"""How late a prompt may be sent after a time in which the bot was down (N5)."""


@dataclass(frozen=True, slots=True)
class Course:
    """What decides when something happens in one conversation."""

    opens: datetime
    closes: datetime | None
    nudges: tuple[datetime, ...] = ()
    prompted: datetime | None = None
    nudged: int = 0
    done: bool = False
    resume: datetime | None = None
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """What happens next, and when (UTC). ``number`` tells the nudges apart; the prompt is 0."""

    kind: Literal["prompt", "nudge", "resume", "close"]
    at: datetime
    number: int = 0


def next_event(course: Course, allowed: Callable[[datetime], datetime], zone: tzinfo = UTC) -> Due | None:
    """Return what happens next in a conversation, or None when nothing will.

    ``allowed`` moves a moment to the next one at which this person may be disturbed (N1, N4). Whoever answered or skipped
    is not reminded, but who asked for a later moment hears of it then. A reminder that would come on the day of the prompt,
    on the wall of ``zone``, or after closing is left out.
    """
    close = Due("close", course.closes) if course.closes else None
    message = _next_message(course, allowed, zone)
    if message and (close is None or message.at < close.at):
        return message
    return close


def _next_message(course: Course, allowed: Callable[[datetime], datetime], zone: tzinfo) -> Due | None:
    def free(moment: datetime) -> datetime:
        return allowed(max(moment, course.not_before) if course.not_before else moment)

    if course.resume is not None and course.prompted is not None:
        return Due("resume", free(course.resume))
    if course.done:
        return None
    if course.prompted is None:
        return Due("prompt", free(course.opens))
    for number, moment in enumerate(course.nudges, start=1):
        if number > course.nudged and moment.astimezone(zone).date() > course.prompted.astimezone(zone).date():
            return Due("nudge", free(moment), number)
    return None


def spoken(course: Course, due: Due, now: datetime, zone: tzinfo) -> Course:
    """Return a conversation's course after what was due has been said.

    What somebody asked to hear later takes the place of the reminders until that day, so that none follows on its heels.
    """
    match due.kind:
        case "prompt":
            return replace(course, prompted=now, not_before=None)
        case "nudge":
            return replace(course, nudged=due.number, not_before=None)
        case _:
            today = now.astimezone(zone).date()
            past = sum(moment.astimezone(zone).date() <= today for moment in course.nudges)
            return replace(course, resume=None, not_before=None, nudged=max(course.nudged, past))


def left_out(course: Course, now: datetime) -> Course:
    """Return a conversation's course after what was due has been left out for good (N2)."""
    return replace(course, prompted=now, nudged=len(course.nudges))


@dataclass(frozen=True, slots=True)
class Wish:
    """Something due today for one person."""

    id: int
    priority: Priority
    counted: bool = True
    beyond_week: bool = False
    overflow: Overflow | None = None

    @property
    def drops(self) -> bool:
        """Whether it is left out when it does not fit, and not moved to another day (N2)."""
        return self.overflow == "drop" or (self.overflow is None and self.priority in DROPPED)


def was_agreed(format: Format, *, optional: bool) -> bool:
    """Whether somebody planned a stage for the group, so that nothing takes its place where somebody was silent (X05).

    That is a check, or what a leergroep prepares for its meetings, but what is ``optional`` there (S06, S05).
    """
    return bool(format.plan) or (format.starts.programme is not None and not optional)


def wish_of(id_: int, format: Format, stage: Stage, course: Course, due: Due) -> Wish:
    """Return what is due in a conversation as a wish, with the priority and overflow of its stage, or else of its format.

    What is exempt goes beyond the week as announcement and last reminder. Whom somebody asks in a round of her own is asked
    as a member, not for the group (C-36).
    """
    asked = stage.for_all or stage.who in format.asked_by_her
    priority, overflow = stage.priority or format.priority, stage.overflow or format.overflow
    first_or_last = due.kind == "prompt" or (due.kind == "nudge" and due.number == len(course.nudges))
    beyond_week = overflow == "exempt" and first_or_last
    return Wish(id_, priority, due.kind != "resume" and asked, beyond_week, overflow)


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of the wishes of one person's day: sent in one message, moved to another day, or left out."""

    send: tuple[int, ...] = ()
    move: tuple[int, ...] = ()
    drop: tuple[int, ...] = ()


def share_out(wishes: Iterable[Wish], sent_today: int, sent_this_week: int, settings: Settings) -> Plan:
    """Decide what one person gets now: one message of at most two items, so many in a day and in a week (N2, C-36)."""
    ordered = sorted(wishes, key=lambda wish: (ORDER.index(wish.priority), wish.id))
    free = [wish for wish in ordered if not wish.counted]
    counted = [wish for wish in ordered if wish.counted]
    fitting: Sequence[Wish] = []
    if sent_today < settings[PER_DAY]:
        fitting = counted if sent_this_week < settings[PER_WEEK] else [wish for wish in counted if wish.beyond_week]
    send = [*free, *fitting][:PER_MESSAGE]
    rest = [wish for wish in ordered if wish not in send]
    return Plan(
        send=tuple(wish.id for wish in send),
        move=tuple(wish.id for wish in rest if not wish.drops),
        drop=tuple(wish.id for wish in rest if wish.drops),
    )
