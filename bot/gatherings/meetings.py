"""The meetings of a leergroep: everybody sees when they are, its facilitator moves one or calls it off (S25, X19).

Every function works inside one unit of work and may run twice.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.gatherings import agenda, attendance, for_meetings, programmes
from bot.gatherings.series import Series, line_of, of_person, slots, which
from bot.incoming import several
from bot.outgoing.reaching import reached_at
from bot.planned import plans
from bot.timing.rounds import readers_of
from dialogs.answers.dates import Day, day_in_full, hour_in_words, in_another_year, parse_moment
from dialogs.gatherings.programmes import Meeting, gaps, in_holidays
from dialogs.language.starts import Programme
from dialogs.talk.commands import SURE
from dialogs.timing.timetable import reports
from dialogs.timing.wallclock import to_utc
from storage.groups import attendance as said
from storage.groups import people, rounds
from storage.groups.teams import Team
from storage.outgoing import outbox
from storage.outgoing.outbox import Message
from storage.privacy import audit
from storage.talks import finding

if TYPE_CHECKING:
    from bot.incoming.doing import Doing

NEARER, FARTHER = 6, 8
"""How many weeks lie between two meetings: 6 to 8 (S25, 000 VR4)."""
SHORTEST, SHORT, LONGEST = 30, 90, 480
"""Minutes: as short or as long as a meeting may be, and from when on it is not too short (S25)."""
EARLY = "leergroep eerder afronden"
"""The word with which the next meeting becomes the last one."""
MANY_OFF = 2
"""When so many meetings were called off, who leads them is asked whether to go on (S25)."""


def do(doing: "Doing", detail: str) -> None:
    """Do what a word says about the meetings of a group: ``list 0``, ``move 2 3 12 maart``, ``absent 0 3``; 0 is no group."""
    act, group, *rest = detail.split(" ", 3)
    found = of_person(doing, group)
    if not found:
        doing.say("meetings.none")
    elif act == "list":
        for one in found:
            _list(doing, one)
    elif act in attendance.ACTS:
        attendance.do(doing, act, found, rest)
    elif len(led := [one for one in found if one.leads]) != 1:
        _which(doing, act, led, rest)
    elif act == "early":
        _end_early(doing, led[0], sure=rest == [SURE])
    else:
        _act(doing, act, led[0], int(rest[0]), next(iter(rest[1:]), ""))
    doing.again()


def _which(doing: "Doing", act: str, led: Sequence[Series], rest: Sequence[str]) -> None:
    """Say who may do this, or ask in which of several groups."""
    if not led:
        doing.say("err.no_rights", {"rol": "facilitator"})
        return
    if act == "early":
        which(doing, EARLY, led, "")
        return
    day = f" naar {rest[1]}" if act == "move" and len(rest) > 1 else ""
    if act == "lasts":
        which(doing, "bijeenkomst", led, f" {rest[0]} duurt {rest[1]}")
        return
    phrases = doing.editions.phrases(doing.person.language)
    for one in led if act == "where" else ():  # a place is a text, so it stands in no button
        word = several.meeting_in_words(doing.unit, doing.person.id, one.team.id, rest[0], phrases)
        where = phrases.text("meetings.word_where", {"woord": word})
        doing.say("meetings.say_where", {"groep": one.team.name, "woord": where})
    if act == "where":
        return
    which(doing, {"move": "verplaats", "cancel": "annuleer"}[act], led, f" bijeenkomst {rest[0]}{day}")


def _list(doing: "Doing", series: Series) -> None:
    """Tell when the meetings are that are still to come, and what is unusual about a day."""
    coming = series.coming(doing.now)
    if not coming:
        doing.say("meetings.over", {"groep": series.team.name})
        return
    doing.say("meetings.head", {"groep": series.team.name})
    for one in coming:
        doing.say(line_of(one, series.team), slots(doing.person.language, series, one, doing.now))
        attendance.list_for(doing, series, one)
    doing.parts.append({"where": series.programme, "team": series.team.id})
    planned = rounds.load(doing.unit, series.programme)
    format = doing.editions.of(doing.unit, planned.format, planned.version).read_in(doing.person.language)
    if format.programme is not None and format.programme.phases:
        doing.say("meetings.phase", {"fase": format.programme.phases[coming[0].number - 1]})
    if series.leads:
        doing.say("meetings.how_to_move", {"nummer": coming[0].number})


def _act(doing: "Doing", act: str, series: Series, number: int, detail: str) -> None:
    one = series.numbered(number)
    if one is None:
        doing.say("meetings.no_such", {"nummer": number, "groep": series.team.name})
    elif one.at <= doing.now:
        doing.say("meetings.has_been", slots(doing.person.language, series, one, doing.now))
    elif act == "move":
        _move(doing, series, one, detail)
    elif act == "where":
        _put(doing, series, one, detail)
    elif act == "lasts":
        _lengthen(doing, series, one, int(detail))
    else:
        _cancel(doing, series, one)


def _move(doing: "Doing", series: Series, one: Meeting, detail: str) -> None:
    """Let a meeting be at another moment, between those before and after it; what hangs on it moves along (S25 (3))."""
    day, sure, _ = detail.partition(SURE)
    moment = _moment(day.strip(), one, series.team, doing.now) if day else None
    if moment is None or moment <= doing.now:
        doing.say("meetings.move_to_when", {"nummer": one.number}, day_after=_to_move(doing, series, one))
        return
    others = [other for other in series.meetings if other.number != one.number]
    if any((other.number < one.number) != (other.at < moment) for other in others):
        doing.say("meetings.order", {"nummer": one.number}, day_after=_to_move(doing, series, one))
        return
    if not sure and in_another_year(moment, series.team.zone, doing.now):
        _ask_first(doing, series, one, moment)
        return

    programmes.move(doing.unit, series.programme, one.number, moment, _shift(doing))
    said.forget(doing.unit, series.programme, one.number)
    audit.note(doing.unit, "meeting moved", doing.now, actor=doing.person.id, subject=series.team.id)
    moved = Meeting(one.number, moment)
    _tell_all(doing, series, "meetings.moved", one, moved)
    doing.say("meetings.you_moved", slots(doing.person.language, series, moved, doing.now))
    _look_at(doing, series, [moved if other.number == moved.number else other for other in series.meetings], moved)


def _ask_first(doing: "Doing", series: Series, one: Meeting, moment: datetime) -> None:
    """Ask whether a day in another year is meant before it counts, as planning does."""
    wall, move = moment.astimezone(series.team.zone), _to_move(doing, series, one)
    word = f"{move} {wall:%Y-%m-%d} om {wall:%H:%M} zeker"
    says = {"dag": day_in_full(wall.date(), doing.person.language)}
    doing.say("planned.move_there", says, [(word, "planned.move_yes")], day_after=move)


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


def _put(doing: "Doing", series: Series, one: Meeting, where: str) -> None:
    """Let a meeting be somewhere else than the others; who was told where it is already is told anew (S25)."""
    if not programmes.name_for_one(
        doing.unit, doing.editions, series.programme, one.number, where, doing.person.id, doing.now
    ):  # fmt: skip
        doing.say("meetings.planner_gone")
        return
    for running in rounds.of_programme(doing.unit, series.programme):
        format = doing.editions.of(doing.unit, running.format, running.version).dutch
        told = [found for found in reports(format, running, series.team) if found[0].kind == "agenda" and found[1] <= doing.now]
        for output, moment in told[-1:] if running.number == one.number else ():
            to = readers_of(doing.unit, doing.editions, series.team, output, doing.now)
            agenda.plan(doing.unit, running, output, to, moment, doing.now, doing.cause)
    doing.say("meetings.placed", slots(doing.person.language, series, one, doing.now))


def _lengthen(doing: "Doing", series: Series, one: Meeting, minutes: int) -> None:
    """Let a meeting take longer or shorter than the others; one that is very short is said to be so (S25)."""
    if not SHORTEST <= minutes <= LONGEST:
        doing.say("meetings.no_length", {"aantal": SHORTEST, "meer": LONGEST})
        return
    programmes.lengthen(doing.unit, series.programme, one.number, timedelta(minutes=minutes), _shift(doing))
    doing.say("meetings.lasts", {"nummer": one.number, "aantal": minutes})
    if minutes < SHORT:
        doing.say("meetings.short", {"aantal": minutes})


def _cancel(doing: "Doing", series: Series, one: Meeting) -> None:
    """Let a meeting not happen, and nothing that hangs on it; the others stay where they are."""
    call_off = partial(plans.cancel, doing.unit, doing.editions, now=doing.now)
    programmes.cancel(doing.unit, series.programme, one.number, call_off, _shift(doing))
    audit.note(doing.unit, "meeting cancelled", doing.now, actor=doing.person.id, subject=series.team.id)
    _tell_all(doing, series, "meetings.cancelled", one, one)
    doing.say("meetings.you_cancelled", slots(doing.person.language, series, one, doing.now))
    if said.called_off(doing.unit, series.programme) == MANY_OFF:
        doing.say("meetings.go_on", {"groep": series.team.name})


def _end_early(doing: "Doing", series: Series, *, sure: bool) -> None:
    """Let the next meeting be the last one, in which the group looks at its yield; those between do not happen (S25, S31)."""
    coming, last = series.coming(doing.now), series.meetings[-1]
    if not coming:
        doing.say("meetings.over", {"groep": series.team.name})
        return
    next_one = coming[0]
    said_of = slots(doing.person.language, series, next_one, doing.now)
    if next_one.number == last.number:
        doing.say("meetings.last_already", said_of)
    elif not sure:
        word = several.with_number(doing.unit, doing.person.id, EARLY, series.team.id)
        doing.say(
            "meetings.sure_early", said_of, [(f"{word} zeker", "meetings.yes_early"), ("bijeenkomsten", "meetings.no_early")]
        )
    else:
        _take_place(doing, series, coming[:-1], last)
        audit.note(doing.unit, "leergroep ends early", doing.now, actor=doing.person.id, subject=series.team.id)
        _tell_all(doing, series, "meetings.ends_early", next_one, next_one)
        doing.say("meetings.you_end_early", said_of)


def _take_place(doing: "Doing", series: Series, off: Sequence[Meeting], last: Meeting) -> None:
    """Let the last meeting be at the moment of the first of some that do not happen; what was said of that day still counts."""
    unit, programme, day = doing.unit, series.programme, off[0]
    told = said.told(unit, programme)
    for one in off:
        programmes.cancel(
            unit, programme, one.number, partial(plans.cancel, unit, doing.editions, now=doing.now), _shift(doing)
        )
    programmes.move(unit, programme, last.number, day.at, _shift(doing))
    said.forget(unit, programme, last.number)
    for person_id, of in told.items():
        if day.number in of:
            said.tell(unit, programme, last.number, person_id, of[day.number].says, of[day.number].at)


def _tell_all(doing: "Doing", series: Series, phrase: str, before: Meeting, after: Meeting) -> None:
    """Tell each who takes part, in her own chat, what changed about a meeting."""
    for held in people.members(doing.unit, series.team.id):
        person = people.load(doing.unit, held.person)
        to = reached_at(doing.unit, held.person)
        if to is None or not person.takes_part or held.person == doing.person.id:
            continue
        phrases = doing.editions.phrases(person.language)
        word = several.meeting_in_words(doing.unit, held.person, series.team.id, before.number, phrases)
        said = slots(person.language, series, before, doing.now) | {
            "datum_nieuw": hour_in_words(after.at, series.team.zone, person.language, doing.now),
            "woord": f"{phrases.text('meetings.word_absent')} {word}",
        }
        due = _due_after(doing, series, before.number, held.person) if before.at != after.at else None
        if due is not None:
            said["datum_opdracht"] = hour_in_words(due, series.team.zone, person.language, doing.now)
        part = {"say": "meetings.moved_due" if due else phrase, "with": said, "in_pause": True}
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
    planned = rounds.newest_programme(doing.unit, team.id) if programme and programme.gathers else None
    return planned is not None and any(one.at > doing.now for one in for_meetings.meetings_of(doing.unit, planned))


def tell_of_new(doing: "Doing", programme: Programme | None, team: Team) -> None:
    """Tell a group of the meetings that were planned for it just now."""
    planned = rounds.newest_programme(doing.unit, team.id) if programme and programme.gathers else None
    if planned is not None:
        attendance.ask_all(doing, team, planned, for_meetings.meetings_of(doing.unit, planned))
