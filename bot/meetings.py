"""The meetings of a leergroep: everybody sees when they are, its facilitator moves one or calls it off (S25, X19).

Every function works inside one unit of work and may run twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from bot import plans, programmes, several
from bot.reaching import reached_at
from dialogs.dates import Day, hour_in_words, parse_moment
from dialogs.phrases import Language
from dialogs.programmes import Meeting, gaps, in_holidays
from dialogs.roles import TAKES_PART
from dialogs.starts import Programme
from dialogs.wallclock import to_utc
from storage import audit, finding, outbox, people, rounds, teams
from storage.outbox import Message
from storage.teams import Team

if TYPE_CHECKING:
    from bot.doing import Doing

NEARER, FARTHER = 6, 8
"""How many weeks lie between two meetings: 6 to 8 (S25, 000 VR4)."""


@dataclass(frozen=True, slots=True)
class Series:
    """The meetings of one group, the newest that were planned."""

    team: Team
    programme: int
    meetings: Sequence[Meeting]
    leads: bool
    """Whether who looks may move them."""

    def numbered(self, number: int) -> Meeting | None:
        """Return a meeting by its number."""
        return next((one for one in self.meetings if one.number == number), None)


def do(doing: "Doing", detail: str) -> None:
    """Do what a word says about the meetings of a group: ``list 0``, ``move 2 3 12 maart``, ``cancel 0 3``; 0 is no group."""
    act, group, *rest = detail.split(" ", 3)
    found = _series(doing, group)
    if not found:
        doing.say("meetings.none")
    elif act == "list":
        for one in found:
            _list(doing, one)
    elif len(led := [one for one in found if one.leads]) != 1:
        _which(doing, act, led, rest)
    else:
        _act(doing, act, led[0], int(rest[0]), next(iter(rest[1:]), ""))
    doing.again()


def _series(doing: "Doing", group: str) -> list[Series]:
    """Return the meetings of a person's groups, or of the one that she named by its number."""
    held, found = people.roles_of(doing.unit, doing.person.id), []
    for number, team_id in enumerate(several.numbered(doing.unit, doing.person.id), 1):
        programme = rounds.newest_programme(doing.unit, team_id)
        hers = {one.role for one in held if one.team == team_id}
        if programme is None or int(group) not in {0, number} or not hers & (TAKES_PART | {"facilitator"}):
            continue
        meetings = programmes.meetings_of(doing.unit, programme)
        found.append(Series(teams.load(doing.unit, team_id), programme, meetings, "facilitator" in hers))
    return found


def _which(doing: "Doing", act: str, led: Sequence[Series], rest: Sequence[str]) -> None:
    """Say who may do this, or ask in which of several groups."""
    if not led:
        doing.say("err.no_rights", {"rol": "facilitator"})
        return
    word = {"move": "verplaats", "cancel": "annuleer"}[act]
    day = f" naar {rest[1]}" if act == "move" and len(rest) > 1 else ""
    choices = [(f"{several.with_number(doing.unit, doing.person.id, word, one.team.id)} bijeenkomst {rest[0]}{day}",
                one.team.name) for one in led]  # fmt: skip
    doing.say("meetings.which_group", {}, choices)


def _list(doing: "Doing", series: Series) -> None:
    """Tell when the meetings are that are still to come, and what is unusual about a day."""
    coming = [one for one in series.meetings if one.at > doing.now]
    if not coming:
        doing.say("meetings.over", {"groep": series.team.name})
        return
    doing.say("meetings.head", {"groep": series.team.name})
    for one in coming:
        holidays = in_holidays(one.at, series.team)
        doing.say("meetings.line_holidays" if holidays else "meetings.line", _slots(doing.person.language, series, one))
    if series.leads:
        doing.say("meetings.how_to_move", {"nummer": coming[0].number})


def _slots(language: Language, series: Series, one: Meeting) -> dict[str, object]:
    return {"groep": series.team.name, "nummer": one.number, "datum": hour_in_words(one.at, series.team.zone, language)}


def _act(doing: "Doing", act: str, series: Series, number: int, detail: str) -> None:
    one = series.numbered(number)
    if one is None:
        doing.say("meetings.no_such", {"nummer": number, "groep": series.team.name})
    elif one.at <= doing.now:
        doing.say("meetings.has_been", _slots(doing.person.language, series, one))
    elif act == "move":
        _move(doing, series, one, detail)
    else:
        _cancel(doing, series, one)


def _move(doing: "Doing", series: Series, one: Meeting, detail: str) -> None:
    """Let a meeting be at another moment, between those before and after it; what hangs on it moves along (S25 (3))."""
    moment = _moment(detail, one, series.team, doing.now) if detail else None
    if moment is None or moment <= doing.now:
        doing.say("meetings.move_to_when", {"nummer": one.number}, day_after=_to_move(doing, series, one))
        return
    others = [other for other in series.meetings if other.number != one.number]
    if any((other.number < one.number) != (other.at < moment) for other in others):
        doing.say("meetings.order", {"nummer": one.number}, day_after=_to_move(doing, series, one))
        return

    programmes.move(doing.unit, series.programme, one.number, moment, _shift(doing))
    audit.note(doing.unit, "meeting moved", doing.now, actor=doing.person.id, subject=series.team.id)
    moved = Meeting(one.number, moment)
    _tell_all(doing, series, "meetings.moved", one, moved)
    doing.say("meetings.you_moved", _slots(doing.person.language, series, moved))
    _look_at(doing, series, [moved if other.number == moved.number else other for other in series.meetings], moved)


def _to_move(doing: "Doing", series: Series, one: Meeting) -> str:
    """Return the words behind which the day stands to which a meeting moves."""
    return f"{several.with_number(doing.unit, doing.person.id, 'verplaats', series.team.id)} bijeenkomst {one.number} naar"


def _shift(doing: "Doing") -> programmes.Shift:
    return partial(plans.shift, doing.unit, doing.editions, now=doing.now)


def _moment(detail: str, one: Meeting, team: Team, now: datetime) -> datetime | None:
    """Return the moment that is meant; where no time was named, the time of before."""
    day = parse_moment(detail, now.astimezone(team.zone).date())
    if not isinstance(day, Day):
        return None
    return to_utc(day.day, day.at or one.at.astimezone(team.zone).time(), team.zone)


def _look_at(doing: "Doing", series: Series, meetings: Sequence[Meeting], moved: Meeting) -> None:
    """Say what is unusual about the new day: no working day, the summer weeks, much nearer or farther than advised (S25)."""
    if not series.team.calendar.is_working_day(moved.at.astimezone(series.team.zone).date()):
        doing.say("date.no_workday")
    if in_holidays(moved.at, series.team):
        doing.say("meetings.holidays")
    for number, weeks in gaps(meetings).items():
        if number in {moved.number, moved.number + 1} and not NEARER <= weeks <= FARTHER:
            doing.say("meetings.gap", {"weken": weeks, "eerste": number - 1, "tweede": number})


def _cancel(doing: "Doing", series: Series, one: Meeting) -> None:
    """Let a meeting not happen, and nothing that hangs on it; the others stay where they are."""
    call_off = partial(plans.cancel, doing.unit, now=doing.now)
    programmes.cancel(doing.unit, series.programme, one.number, call_off, _shift(doing))
    audit.note(doing.unit, "meeting cancelled", doing.now, actor=doing.person.id, subject=series.team.id)
    _tell_all(doing, series, "meetings.cancelled", one, one)
    doing.say("meetings.you_cancelled", _slots(doing.person.language, series, one))


def _tell_all(doing: "Doing", series: Series, phrase: str, before: Meeting, after: Meeting) -> None:
    """Tell each who takes part, in her own chat, what changed about a meeting."""
    for held in people.members(doing.unit, series.team.id):
        person = people.load(doing.unit, held.person)
        to = reached_at(doing.unit, held.person)
        if to is None or not person.takes_part or held.person == doing.person.id:
            continue
        slots = _slots(person.language, series, before) | {
            "datum_nieuw": hour_in_words(after.at, series.team.zone, person.language)
        }
        due = _due_after(doing, series, before.number, held.person) if before.at != after.at else None
        if due is not None:
            slots["datum_opdracht"] = hour_in_words(due, series.team.zone, person.language)
        part = {"say": "meetings.moved_due" if due else phrase, "with": slots}
        key = f"meeting {series.programme} {before.number} {held.person} {doing.cause}"
        outbox.add(doing.unit, Message(key, to, "notice", [part], doing.now, person=held.person))


def _due_after(doing: "Doing", series: Series, number: int, person_id: str) -> datetime | None:
    """Return until when what somebody is asked to do before a meeting is welcome, now that this was moved (S05)."""
    around = [one for one in rounds.of_programme(doing.unit, series.programme) if one.number == number]
    asked = [kept for one in around if (kept := finding.in_round(doing.unit, one.id, person_id)) is not None]
    waits = [one for one in asked if one.running and one.prompted_at is not None and not one.course.done]
    before = [one for one in waits if doing.editions.stage_of(doing.unit, one, "nl")[1].before_a_day]
    return next((one.closes_at for one in before), None)


def running(doing: "Doing", programme: Programme | None, team: Team) -> bool:
    """Whether a group has meetings to come of a programme already, so that no second one is planned beside it (GE7)."""
    planned = rounds.newest_programme(doing.unit, team.id) if programme else None
    return planned is not None and any(one.at > doing.now for one in programmes.meetings_of(doing.unit, planned))
