"""What each of the cast hears in the year, by the independent almanac: all that is asked of her, and what she is told."""

from datetime import date, datetime, time

from tests.kit.almanac import allowed, first_working, weekly_lines
from tests.kit.almanac_leergroep import leergroep as asked_in_leergroep
from tests.kit.almanac_life import hears
from tests.kit.almanac_person import AMSTERDAM, Asked, Told
from tests.kit.almanac_systems import (
    challenge,
    check_is_over,
    does_it_live,
    every,
    harvest_of,
    here,
    insight,
    invitation,
    mood,
    training,
    value_check,
    weekly_wonder,
)
from tests.kit.cast import IN_A_TEAM, Member, agrees, checks_of, goes_to_training, leergroep, leergroep_of, training_of


def heard_by(number: int, members: list[Member], first: date, last: date, until: datetime) -> list[Told]:
    """Return what somebody hears in a year; a reminder to reply has the words of the question itself."""
    group = leergroep_of(number)
    notices = does_it_live(first, last) if members[number].role == "lead" else []
    lines = [(leergroep(group).planned, "planned")] if group is not None else []
    told = hears(members[number].life, _asked(number, members, first, last), until, notices, lines)
    return sorted(Told(one.at, tuple(sorted(what.replace("reply again", "reply") for what in one.holds))) for one in told)


def read_in(team: int, members: list[Member], first: date, last: date) -> list[Told]:
    """Return what stands in the room of a team in a year in which nobody shares anything (S06, S16, S19)."""
    teller = members[team * IN_A_TEAM + 2].life
    mondays = (first_working(day) for day in every(first, last, weekday=0, weeks=1))
    lines = [Told(here(day, time(12)), ("week",)) for day in mondays]
    updates = weekly_lines(first, last, days=(1, 3), weeks=1, at=time(9, 15))
    lines += [Told(here(on.date(), on.time()), ("update",)) for on in updates]
    for one in checks_of(team):
        shown = allowed(harvest_of(one.session, teller).astimezone(AMSTERDAM).replace(tzinfo=None))
        lines += [Told(one.session, ("begin",)), Told(here(shown.date(), shown.time()), ("board",))]
    return sorted(lines)


def _asked(number: int, members: list[Member], first: date, last: date) -> list[Asked]:
    life, team = members[number].life, number // IN_A_TEAM
    teller, checks = members[team * IN_A_TEAM + 2].life, checks_of(team)
    open_then = tuple((one.planned, check_is_over(one.session, teller)) for one in checks)
    asked = [
        *weekly_wonder(life, first, last), *mood(life, first, last), *challenge(life, first, last), *invitation(life),
        *insight(life, first, last, open_then),
    ]  # fmt: skip
    for one in checks:
        roles = {"scribe": number % IN_A_TEAM == 1, "lead": members[number].role == "lead"}
        asked += value_check(life, one.planned, one.session, teller, **roles)
    if goes_to_training(number, life):
        asked += training(life, *training_of(team))
    if (group := leergroep_of(number)) is not None:
        found = leergroep(group)
        asked += asked_in_leergroep(life, found.first, found.planned, found.named, agrees=agrees(number))
    return asked
