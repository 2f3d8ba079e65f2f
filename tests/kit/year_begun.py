"""What some begin in the year of their own accord: duo's, interviews, a menu, experiments, plans for oneself (S33-S53)."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import partial

from tests.kit.almanac import first_working, workdays
from tests.kit.almanac_person import AMSTERDAM
from tests.kit.cast import IN_A_TEAM, Member, checks_of, on
from tests.kit.town import Town
from tests.kit.year_willing import GUIDE, Said_to, WillingYear

OFFER, TONE = "leader_reflection_offer offer", "learning_forum after_check"


def day(week: int, team: int) -> date:
    """Return a working day of a week of the year, another one for each team."""
    return first_working(date(2026, 1, 5) + timedelta(weeks=week + team % 4, days=team % 3))


def called(team: int, place: int) -> str:
    """Return how others call somebody of a team."""
    return f"P{team * IN_A_TEAM + place:03}"


def written(on_day: date, hour: str = "") -> str:
    """Return a day as somebody types it."""
    return f"{on_day:%d-%m-%Y}" + (f" om {hour}" if hour else "")


def is_guided(team: int) -> bool:
    """Whether a team has somebody who guides its duo's and interviews."""
    return team % 5 == 0


async def gather_guides(place: Town, teams: Sequence[str]) -> None:
    """Let some teams have somebody who guides their duo's and interviews."""
    for number, team in enumerate(teams):
        if is_guided(number):
            await place.add(f"{GUIDE}{number}", "facilitator", team=team, consent=None)


def plan_more(year: WillingYear) -> None:
    """Plan what people begin: each of it in some of the teams, at its own time of the year."""
    members = list(year.people.values())
    for number in range(len(members) // IN_A_TEAM):
        for place, week, words, said in begun_in(number):
            one = members[number * IN_A_TEAM + place]
            if _is_there(one, at := on(day(week, number), time(8, 3 + place))):
                year.plan(at, one.name, partial(year.begins, one.name, words, said))
        if is_guided(number):
            for minute, (week, words, said) in enumerate(guided_in(number)):
                name = f"{GUIDE}{number}"
                year.plan(on(day(week, number), time(8, 20 + minute)), name, partial(year.begins, name, words, said))


def _is_there(one: Member, at: datetime) -> bool:
    joined = one.life.joins is None or one.life.joins < at
    return joined and (one.life.leaves is None or at < one.life.leaves)


def begun_in(team: int) -> list[tuple[int, int, str, Said_to]]:
    """Return what members of a team begin: the place of who does so, the week, the word, and what she says to what."""
    lead, found = called(team, 0), list[tuple[int, int, str, Said_to]]()
    if team % 2 == 0:
        found += [
            (0, 4, "mijn leiderschap", {"kleine actie van maken": "Nu niet"}),
            (0, 13, "leergelegenheid", {"Wanneer doen jullie": written(day(15, team), "13:00")}),
            (4, 9, "pop", {}),
            (4, 11, "pop gesprek", {"Met wie": lead, "Wanneer is jullie": written(day(14, team))}),
            (2, 16, "kaartje", {"Aan wie": called(team, 1)}),
            (9, 17, "kaartje", {"Welk kaartje": "Bedankt", "Wie wil je bedanken": called(team, 2)}),
        ]
    else:
        found += [
            (0, 6, "kader", {}),
            (0, 36, "leermenu", {}),
            *((place, 37, "bestellen", {"Met wie wil je": called(team, 1)}) for place in (3, 5)),
            (9, 38, "speed coaching", {"Wie wil je als coach": called(team, 8), "Op welke dag": written(day(39, team))}),
        ]
    if team % 4 == 1:
        found.append((0 if team % 8 == 1 else 4, 14, "experiment", {"Hoeveel weken liggen": "4"}))
    if team % 4 == 2:
        asked = tuple(called(team, place) for place in (0, 1, 2, 3, 5))
        found.append((6, 20, "feedback vragen", {"Welke collega": asked}))
    if team % 4 == 3:
        said = {"Met wie": lead, "Wanneer is het gesprek": written(day(45, team)), "nu voorbereiden": "Drie weken ervoor"}
        found.append((8, 40, "functioneringsgesprek", said))
    if is_guided(team):
        found += [
            (2, 2, "leerduo starten", {"Wie begeleidt": f"Guide{team}", "Hoe noem je": f"Leerduo's {team}"}),
            (1, 12, "plan van aanpak", {}),
            *((place, 16, "uren", {}) for place in (1, 2)),
        ]
    return found


def guided_in(team: int) -> list[tuple[int, str, Said_to]]:
    """Return what who guides a team begins: the week, the word, and what she says to what."""
    begins = {"Wanneer begint": written(day(10, team))}
    first = {"Wanneer is het eerste": written(day(14, team), "10:00"), "Hoeveel weken": "8"}
    whose = {"Voor welke": f"Team{team:02}"}
    return [
        (5, "duo's vormen", {}),
        *((9, "duo beginnen", {**begins, "Voor welke": str(number)}) for number in (1, 2, 3)),
        (10, "intervisie plannen", first),
        (24, "interview plannen", {**whose, "Wanneer interviewen": written(day(25, team), "10:00")}),
        (28, "teamfoto", whose),
    ]


def looks_back(number: int) -> list[tuple[date, str]]:
    """Return on which days who leads is asked how she learns, two weeks before each check, and how her tone was (S33, S34).

    So it is where she answers at once, and the days are free for her.
    """
    team = number // IN_A_TEAM
    held = [one.session.astimezone(AMSTERDAM).date() for one in checks_of(team)]
    tone = [(workdays(day(15, team), 1), TONE)] if team % 2 == 0 else []
    return [*((first_working(one - timedelta(weeks=2)), OFFER) for one in held), *tone]
