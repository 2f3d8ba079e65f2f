"""Many people in teams, drawn from a seed: who answers and who does not, who is away, leaves, joins or works elsewhere."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from random import Random
from typing import Literal
from zoneinfo import ZoneInfo

from tests.kit.almanac import first_working, workdays
from tests.kit.almanac_leergroep import LENGTH, meetings_of
from tests.kit.almanac_person import AMSTERDAM, Pause, Person

Manner = Literal["at once", "late", "now and then", "never"]
SOON, LATE = timedelta(minutes=7), timedelta(days=2, minutes=7)
PARAMARIBO, LISBON = ZoneInfo("America/Paramaribo"), ZoneInfo("Europe/Lisbon")
IN_A_TEAM = 10
IN_LEERGROEP = 7
"""Who of each team takes part in a leergroep."""
LEARNING = {1, 3, 4, 5}
"""Who of each team goes to a training in spring."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in the cast: her team, her role there, and how she lives."""

    life: Person
    team: str
    role: Literal["lead", "member"]
    manner: Manner
    signs_off: bool = False
    """Whether she leaves by signing off, and not by leaving her team."""
    linked: bool = False
    """Whether she is on two platforms (GE17)."""

    @property
    def name(self) -> str:
        return self.life.name


def cast(people: int, seed: int) -> list[Member]:
    """Return so many people; the first of each team leads it, the second and third always answer at once."""
    luck = Random(seed)
    return [_member(number, luck) for number in range(people)]


def _member(number: int, luck: Random) -> Member:
    name, place = f"p{number:03}", number % IN_A_TEAM
    manner: Manner = "at once" if place in {1, 2} else luck.choice(["at once", "at once", "late", "now and then", "never"])
    quiet = frozenset({luck.randrange(5)}) if luck.random() < 0.25 else frozenset[int]()
    zone = luck.choice([PARAMARIBO, LISBON]) if luck.random() < 0.08 else AMSTERDAM
    fate = luck.choice(["stays"] * 7 + ["pauses", "pauses", "leaves", "joins"])
    fate = fate if place > 2 and leergroep_of(number) is None else "stays"
    if fate in {"pauses", "leaves", "joins"}:
        manner = "at once"
    checks = checks_of(number // IN_A_TEAM)
    life = Person(
        name, Reacting(name, manner), zone, quiet, _pauses(luck) if fate == "pauses" else (),
        _some_day(luck) if fate == "joins" else None, _some_day(luck) if fate == "leaves" else None,
        acts=_acts(number, checks), together=_together(number, checks),
    )  # fmt: skip
    return Member(
        life, f"team{number // IN_A_TEAM:02}", "member" if place else "lead", manner, luck.random() < 0.5, luck.random() < 0.1
    )


def _some_day(luck: Random) -> datetime:
    """Return the early morning of some working day between February and November."""
    day = first_working(date(2026, 2, 2) + timedelta(days=luck.randrange(280)))
    return datetime.combine(day, time(8, 3), AMSTERDAM).astimezone(UTC)


def _pauses(luck: Random) -> tuple[Pause, ...]:
    """Return a few weeks of absence in spring, and the same in autumn."""
    return tuple(_pause(month, luck) for month in (4, 8))


def _pause(month: int, luck: Random) -> Pause:
    said = first_working(date(2026, month, 1) + timedelta(days=luck.randrange(40)))
    until = said + timedelta(days=luck.randrange(5, 40))
    early, nine = (datetime.combine(day, at, AMSTERDAM).astimezone(UTC) for day, at in ((said, time(8, 3)), (until, time(9))))
    return Pause(early, nine)


def _acts(number: int, checks: "list[Check]") -> tuple[datetime, ...]:
    """Return when somebody does something by herself: who leads plans the checks, and some plan a training."""
    if number % IN_A_TEAM == 0:
        return tuple(one.planned for one in checks)
    group = leergroep_of(number)
    if group is not None and agrees(number):
        return (leergroep(group).planned + timedelta(minutes=1),)
    return (training_of(number // IN_A_TEAM)[0],) if number % IN_A_TEAM in LEARNING else ()


def _together(number: int, checks: "list[Check]") -> tuple[tuple[datetime, datetime], ...]:
    """Return from when until when the groups of somebody are together."""
    found = [(one.session, one.session + timedelta(hours=1)) for one in checks]
    group = leergroep_of(number)
    if group is not None:
        found += [(one, one + LENGTH) for one in meetings_of(leergroep(group).first)]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Reacting:
    """When somebody does something with a message: at once, two days later, now and then, or never; the same each time."""

    name: str
    manner: Manner

    def __call__(self, heard: datetime) -> datetime | None:
        match self.manner:
            case "never":
                return None
            case "late":
                return heard + LATE
            case "now and then":
                drawn = sha256(f"{self.name} {heard.astimezone(UTC):%Y-%m-%d}".encode()).digest()[0]
                return heard + SOON if drawn < 64 else None
            case "at once":
                return heard + SOON


@dataclass(frozen=True, slots=True)
class Check:
    """A waardecheck: when who leads plans it, and when the team comes together for an hour."""

    planned: datetime
    session: datetime


def checks_of(team: int) -> list[Check]:
    """Return the four waardechecks of a team's year: planned on a Monday, held on a Wednesday 16 days later."""
    mondays = [date(2026, 1, 26) + timedelta(weeks=12 * number + team % 4) for number in range(4)]
    sessions = [first_working(monday + timedelta(days=16)) for monday in mondays]
    return [Check(on(monday, time(8, 3)), on(session, time(11))) for monday, session in zip(mondays, sessions, strict=True)]


def training_of(team: int) -> tuple[datetime, tuple[date, date]]:
    """Return when some of a team plan a training in spring, and its two days."""
    first = date(2026, 3, 31) + timedelta(weeks=team % 3)
    return on(first - timedelta(days=35), time(8, 3)), (first, first + timedelta(days=35))


def goes_to_training(number: int, life: Person) -> bool:
    """Whether somebody plans a training in spring: some of each team, who are there then."""
    said, _ = training_of(number // IN_A_TEAM)
    there = (life.joins is None or life.joins < said) and (life.leaves is None or said < life.leaves)
    return number % IN_A_TEAM in LEARNING and there


def on(day: date, at: time) -> datetime:
    return datetime.combine(day, at, AMSTERDAM).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Leergroep:
    """A leergroep: when its six meetings are planned, when the first of them is, and when its model is written down."""

    id: str
    planned: datetime
    first: datetime
    named: datetime


def leergroep(number: int) -> Leergroep:
    """Return one of the leergroepen: planned five weeks before its first meeting, which is on a Thursday at ten."""
    monday = date(2026, 1, 12) + timedelta(weeks=number)
    first = on(monday + timedelta(days=38), time(10))
    after = workdays(meetings_of(first)[1].astimezone(AMSTERDAM).date(), 1)
    return Leergroep(f"leergroep{number}", on(monday, time(8, 3)), first, on(after, time(8, 15)))


def leergroep_of(number: int) -> int | None:
    """Return in which leergroep somebody takes part: one of each of five teams is in the same."""
    return number // IN_A_TEAM // 5 if number % IN_A_TEAM == IN_LEERGROEP else None


def agrees(number: int) -> bool:
    """Whether a participant agrees to the contract by herself, and is not asked."""
    return number // IN_A_TEAM % 5 < 3
