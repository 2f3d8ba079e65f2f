"""Reading back one's own month, for who asked for it; nobody else sees it (S07, D5)."""

from datetime import datetime, timedelta

from bot.outgoing.open_matters import in_words, open_matters
from bot.outgoing.own import in_words as words_of
from bot.outgoing.own import is_planned
from bot.outgoing.reaching import reached_at
from bot.timing.editions import Editions
from bot.timing.planning import free_day
from dialogs.answers.dates import day_in_words
from dialogs.saying.digest import quoted
from dialogs.saying.prompt import Prompt
from dialogs.timing.timetable import first_working_morning
from storage.groups import people, teams
from storage.groups.people import Person
from storage.outgoing import outbox
from storage.outgoing.outbox import Message
from storage.store import Unit
from storage.talks import answers
from storage.timing import budget

TOO_LATE = timedelta(days=7)


def tell_month(unit: Unit, _editions: Editions, person_id: str, now: datetime) -> None:
    """Plan the overview of the month behind, as the one message of its day, and remember when the next one comes."""
    person, to = people.load(unit, person_id), reached_at(unit, person_id)
    team_id = people.home_team(unit, person_id)
    if not person.takes_part or to is None:
        people.set_values(unit, person_id, month_at=None)
        return
    team, today = teams.load(unit, team_id) if team_id else None, now.astimezone(person.zone).date()
    if (free := free_day(unit, person, team, now)) > now:
        people.set_values(unit, person_id, month_at=free)
        return
    end = now.astimezone(person.zone).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    part = {"month": (end - timedelta(days=1)).replace(day=1).isoformat(), "until": end.isoformat()}
    outbox.add(unit, Message(f"month {person_id} {end:%Y-%m}", to, "month", [part], now, person=person_id,
                             good_until=now + TOO_LATE, budget=budget.place_on(person_id, today)))  # fmt: skip
    people.set_values(unit, person_id, month_at=first_working_morning(now, person, teams.calendar_of(unit, team_id)))


def draw_month(
    unit: Unit, editions: Editions, person: Person, first: datetime, end: datetime, now: datetime
) -> tuple[Prompt, list[int]]:
    """Return what somebody wrote herself in a month, with what stands open for her, and the ids of what is in it."""
    phrases = editions.phrases(person.language)
    told = answers.own_between(unit, people.viewer(unit, person.id), person.id, first, end)
    found = [one for one in told if not is_planned(unit, editions, one)]
    if not found:
        return Prompt(phrases.text("digest.empty.own"), language=person.language), []
    lines = [phrases.text("digest.own.head", {"naam": people.name_of(unit, person.id)}), ""]
    for one in found:
        day = day_in_words(one.answered_at, person.zone, person.language)
        title = editions.newest(one.format).read_in(person.language).title
        text = quoted(words_of(unit, editions, person, one))
        lines.append(phrases.text("digest.own.line", {"titel": title, "datum": day, "tekst": text}))
    if open_ones := open_matters(unit, person, now):
        lines += ["", phrases.text("overview.head"), *(f"- {one}" for one in in_words(unit, editions, person, open_ones))]
    return Prompt("\n".join(lines), language=person.language), [one.sealed.id for one in found]
