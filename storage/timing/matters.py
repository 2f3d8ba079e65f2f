"""What is due for people now, with all that decides whether it may be said: read for many at once (goal P7).

Who stand alike differ in the first ``WHO`` columns only, so that what is decided for one of them holds for all.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import BindParameter, and_, bindparam, case, exists, false, func, or_, select

from dialogs.language.roles import TAKES_PART
from dialogs.settings import DEFAULTS, Settings
from dialogs.talk.conversation import Status
from dialogs.timing.nudges import SILENT_ROUNDS, Course
from storage.database.neutral import Joined, each_of
from storage.database.packed import pack
from storage.database.prepared import Prepared
from storage.groups import settings
from storage.groups.teams import Surroundings
from storage.store import Unit
from storage.tables import address, at_hand, conversation, membership, outbox, person, team
from storage.talks.conversations import course_of, moments
from storage.times import instant, stamp
from storage.timing.participation import LOOKED_BACK
from storage.timing.planning import Hours

AROUND = timedelta(days=8)
"""No day of the week that it is now, anywhere, is farther away."""
PARTNERS = 2
"""How many take part in a duo; what is asked of fewer waits."""
WHO = 4
"""How many columns tell of a matter whose it is, and decide nothing; they come first."""


class Matter(NamedTuple):
    """A conversation whose moment has come, with its person and its group, as they are kept."""

    id: int
    person: str
    revision: int
    to: str | None
    zone: str
    quiet_days: str
    consent: str
    away_until: float | None
    left_at: float | None
    undeliverable: str | None
    introducing: float | None
    """When she last did something in the introduction that she is in the middle of, if that is another conversation."""
    counted: str | None
    """The places that are taken in the budget of her days around now."""
    quiet: bool
    """Whether she may have been silent for so long that she is to be asked about it, or is being asked (X05)."""
    format: str
    version: str
    stage: str
    status: str
    in_round: bool
    begun: bool
    """Whether anything was said in it."""
    opens_at: float
    closes_at: float | None
    nudges: str
    prompted_at: float | None
    nudged: int
    resume_at: float | None
    not_before: float | None
    ended_at: float | None
    of_group: bool
    roles: str | None
    """The roles that she holds in its group, with commas between them; None where she holds none."""
    settings: str | None
    paused_until: float | None
    waits: bool
    """Whether it is of a round of a duo of which one is left, or none: that waits for another (S42)."""

    @property
    def alike(self) -> tuple[Any, ...]:
        """All that decides, without who it is."""
        return self[WHO:]

    @property
    def held(self) -> Collection[str]:
        """The roles that she holds in its group."""
        return self.roles.split(",") if self.roles else ()

    @property
    def hours(self) -> Hours:
        return Hours(ZoneInfo(self.zone), self.quiet_days, instant(self.away_until))

    @property
    def course(self) -> Course:
        return course_of(
            Status(self.status), instant(self.opens_at), instant(self.closes_at), moments(self.nudges),
            instant(self.prompted_at), self.nudged, instant(self.resume_at), instant(self.not_before), instant(self.ended_at),
        )  # fmt: skip

    @property
    def group(self) -> Surroundings | None:
        """What holds in its group, if it has one."""
        if self.settings is None:
            return None
        return Surroundings(settings=settings.read(self.settings), paused_until=instant(self.paused_until))

    @property
    def chosen(self) -> Settings:
        """What is set for it."""
        return settings.read(self.settings) if self.settings is not None else DEFAULTS

    def places(self, first: date, last: date) -> list[str]:
        """Return the places that are taken in the budget of her days from one date to another."""
        taken = self.counted.split(",") if self.counted else []
        return [place for place in taken if first <= date.fromisoformat(place[:10]) <= last]


_running, _recent, _silent = (conversation.alias(name) for name in ("running", "recent", "silent"))
_question: BindParameter[str] = bindparam("question")
_last_sign = (
    select(_recent.c.id)
    .where(
        _recent.c.person == conversation.c.person,
        or_(_recent.c.touched_at.is_not(None), and_(_recent.c.format == _question, _recent.c.put_at.is_not(None))),
    )
    .order_by(_recent.c.id.desc())
    .limit(1)
    .correlate(conversation)
    .scalar_subquery()
)
_let_go_by = (
    select(func.count())
    .where(
        _silent.c.person == conversation.c.person, _silent.c.id > func.coalesce(_last_sign, 0),
        _silent.c.round.is_not(None), _silent.c.put_at.is_not(None), _silent.c.ended_at.is_not(None),
    )
    .correlate(conversation)
    .scalar_subquery()
)  # fmt: skip
_oldest_looked_at = (
    select(_recent.c.id)
    .where(_recent.c.person == conversation.c.person)
    .order_by(_recent.c.id.desc())
    .limit(1)
    .offset(LOOKED_BACK - 1)
    .correlate(conversation)
    .scalar_subquery()
)
_asking = exists().where(
    _silent.c.person == conversation.c.person, _silent.c.id >= func.coalesce(_oldest_looked_at, 0),
    _silent.c.format == _question, _silent.c.ended_at.is_(None),
).correlate(conversation)  # fmt: skip
_counted = (
    select(Joined(func.substr(outbox.c.budget, func.length(conversation.c.person) + 2)))
    .where(
        outbox.c.budget >= conversation.c.person + " " + bindparam("low"),
        outbox.c.budget <= conversation.c.person + " " + bindparam("high"),
    )
    .correlate(conversation)
    .scalar_subquery()
)
_reached = (
    select(address.c.channel + ":" + address.c.external)
    .where(
        address.c.person == conversation.c.person,
        or_(person.c.reached_on.is_(None), address.c.channel == person.c.reached_on),
    )
    .limit(1)
    .correlate(conversation, person)
    .scalar_subquery()
)
_roles = (
    select(Joined(membership.c.role))
    .where(
        membership.c.team == conversation.c.team, membership.c.person == conversation.c.person, membership.c.until.is_(None)
    )
    .correlate(conversation)
    .scalar_subquery()
)  # fmt: skip
_partner = person.alias("partner")
_partners = (
    select(func.count(membership.c.person.distinct()))
    .join(_partner, _partner.c.id == membership.c.person)
    .where(
        membership.c.team == conversation.c.team, membership.c.until.is_(None),
        or_(*(membership.c.role == role for role in sorted(TAKES_PART))),
        _partner.c.left_at.is_(None), _partner.c.erase_at.is_(None),
    )
    .correlate(conversation)
    .scalar_subquery()
)  # fmt: skip
_waits = case((and_(conversation.c.round.is_not(None), team.c.kind == "duo"), _partners < PARTNERS), else_=false())
_DUE = Prepared(
    select(
        conversation.c.id, conversation.c.person, conversation.c.revision, _reached,
        person.c.zone, person.c.quiet_days, person.c.consent, person.c.away_until, person.c.left_at, person.c.undeliverable,
        _running.c.touched_at, _counted, or_(_let_go_by >= SILENT_ROUNDS, _asking),
        conversation.c.format, conversation.c.version, conversation.c.stage, conversation.c.status,
        conversation.c.round.is_not(None), conversation.c.state.is_not(None),
        conversation.c.opens_at, conversation.c.closes_at, conversation.c.nudges, conversation.c.prompted_at,
        conversation.c.nudged, conversation.c.resume_at, conversation.c.not_before, conversation.c.ended_at,
        conversation.c.team.is_not(None), _roles, team.c.settings, team.c.paused_until, _waits,
    )
    .join(person, person.c.id == conversation.c.person)
    .outerjoin(at_hand, at_hand.c.person == conversation.c.person)
    .outerjoin(team, team.c.id == conversation.c.team)
    .outerjoin(
        _running,
        and_(
            _running.c.id == at_hand.c.active, _running.c.id != conversation.c.id, _running.c.ended_at.is_(None),
            or_(_running.c.trial, _running.c.format.in_(select(each_of("introductions")))),
        ),
    )
    .where(conversation.c.person.in_(select(each_of("who"))), conversation.c.next_at <= bindparam("now"))
)  # fmt: skip


def due_for(unit: Unit, who: Sequence[str], now: datetime, question: str, introductions: Iterable[str]) -> list[list[Matter]]:
    """Return for each of these people what is due, in the order in which it was begun; nobody for whom nothing is.

    ``question`` is the format that asks who was silent, ``introductions`` those in which somebody gets to know the bot.
    """
    found: dict[str, list[Matter]] = {person: [] for person in who}
    values = {
        "who": pack(list(who)), "now": stamp(now), "question": question, "introductions": pack(list(introductions)),
        "low": f"{(now - AROUND).date()}", "high": f"{(now + AROUND).date()} 9",
    }  # fmt: skip
    for matter in map(Matter._make, _DUE.run(unit, values)):
        found[matter.person].append(matter)
    return [sorted(hers) for hers in found.values() if hers]
