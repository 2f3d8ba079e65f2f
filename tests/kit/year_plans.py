"""What people do of their own accord: plan checks, trainings and meetings, pause, join, leave, and link two platforms."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from functools import partial

from sqlalchemy import insert

from storage.groups import linked
from storage.store import Unit
from storage.tables import address
from tests.kit.almanac_person import AMSTERDAM, Person
from tests.kit.cast import (
    IN_A_TEAM,
    Leergroep,
    Member,
    agrees,
    checks_of,
    goes_to_training,
    leergroep,
    leergroep_of,
    training_of,
)
from tests.kit.town import FACILITATOR, Town
from tests.kit.year import Year

THERE = "-there"
"""What comes after the name of somebody on the second platform."""


async def gather(place: Town, members: Sequence[Member], formats: Iterable[str]) -> None:
    """Build the teams, with who is there from the beginning, and switch their formats on."""
    teams = list(dict.fromkeys(one.team for one in members))
    for team in teams:
        await place.add_team(team)
        await place.add(FACILITATOR, "facilitator", team=team, consent=None)
    for one in members:
        if one.life.joins is None:
            await add(place, one)
    for team in teams:
        for format_id in formats:
            await place.switch_on(format_id, team=team)


async def add(place: Town, one: Member, consent: str | None = "yes") -> None:
    """Add somebody to her team."""
    quiet = ",".join(map(str, sorted(one.life.quiet)))
    await place.add(one.name, one.role, team=one.team, consent=consent, zone=one.life.zone.key, quiet_days=quiet)


async def link(year: Year, who: str) -> None:
    """Let somebody be known on the second platform too, and be reached on the first, where she writes (GE17)."""

    def work(unit: Unit) -> None:
        there = {"channel": year.skies[1].name, "external": f"{who}{THERE}", "person": who}
        unit.connection.execute(insert(address).values(**there))
        linked.reach_on(unit, who, year.skies[0].name, fixed=False)

    await year.place.app.store.run(work)


def plan(year: Year) -> None:
    """Plan all that people do by themselves."""
    members = list(year.people.values())
    for number, one in enumerate(members):
        _comes_and_goes(year, one)
        if one.role == "lead":
            _checks(year, one.name, number // IN_A_TEAM)
        if goes_to_training(number, one.life):
            said, days = training_of(number // IN_A_TEAM)
            named = [words for day in days for words in (f"{day:%d-%m-%Y}", "ja")]
            year.plan(said, one.name, "traject", "1", "Helder schrijven", *named, "Dit waren alle dagen", "2")
    for group in sorted({found for number in range(len(members)) if (found := leergroep_of(number)) is not None}):
        _leergroep(year, leergroep(group), [one for n, one in enumerate(members) if leergroep_of(n) == group])


def _comes_and_goes(year: Year, one: Member) -> None:
    life: Person = one.life
    for pause in life.pauses:
        year.plan(pause.said, one.name, f"pauze tot {pause.until.astimezone(AMSTERDAM):%d-%m-%Y}")
    if life.joins is not None:
        year.plan(life.joins, one.name, partial(add, year.place, one, None))
    if life.leaves is not None and one.signs_off:
        year.plan(life.leaves, one.name, "afmelden", "Alles verwijderen", "Ja, stop")
    elif life.leaves is not None:
        year.plan(life.leaves, one.name, partial(year.place.leaves, one.name, one.team))


def _checks(year: Year, lead: str, team: int) -> None:
    for check in checks_of(team):
        held = check.session.astimezone(AMSTERDAM)
        scribe = f"P{team:02}1"
        year.plan(
            check.planned, lead, "waardecheck start", "1", "overslaan", f"{held:%d-%m-%Y} om {held:%H:%M}", "ja", scribe, "ja"
        )


def _leergroep(year: Year, group: Leergroep, people: Sequence[Member]) -> None:
    """Let a leergroep be formed, write down its contract, plan six meetings, and choose a model after the second."""
    facilitator, first = f"facilitator-{group.id}", group.first.astimezone(AMSTERDAM)

    async def formed() -> None:
        await year.place.add_team(group.id, kind="leergroep")
        await year.place.add(facilitator, "facilitator", team=group.id, consent=None)
        for one in people:
            await year.place.add(one.name, "participant", team=group.id, consent=None)

    year.plan(group.planned - timedelta(minutes=1), facilitator, formed)
    year.plan(group.planned, facilitator, "contract", "vandaag", "ja", "2", "ja")
    planned = "bijeenkomsten plannen", f"{first:%d-%m-%Y} om {first:%H:%M}", "ja", "6", "Twee uur", "Stadhuis", "ja"
    year.plan(group.planned, facilitator, *planned)
    for one in people:
        if agrees(int(one.name[1:])):
            year.plan(group.planned + timedelta(minutes=1), one.name, "contract akkoord")
    for minutes, said in enumerate(("Policy windows", "Dit was het", "overslaan", "Policy windows", "model kiezen")):
        year.plan(group.named - minutes * timedelta(minutes=3), facilitator, said)
