"""Somebody's own trajectories: she sees their days, moves one, calls one off, or stops (S08, X19).

A number names one of them for good, in the order in which she planned them. Inside one unit of work; may run twice.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.gatherings import asking_others, for_meetings, missed_days, programmes
from bot.incoming.beginning import begin_own
from bot.incoming.surroundings import Setting
from bot.outgoing.titled import of_own
from bot.planned import own_days, plans
from dialogs.answers.dates import Day, day_in_words, parse_moment
from dialogs.gatherings.programmes import Meeting
from dialogs.language.starts import FIRST, LAST
from dialogs.timing.wallclock import to_utc
from storage.groups import rounds, teams
from storage.groups.rounds import Round
from storage.talks.conversations import Conversation

if TYPE_CHECKING:
    from bot.incoming.doing import Doing

WORD = "traject"
"""How one of them is named in what is typed and on buttons."""


@dataclass(frozen=True, slots=True)
class Own:
    """One trajectory of somebody, with its days."""

    number: int
    planned: Round
    meetings: Sequence[Meeting]


def do(doing: "Doing", detail: str) -> None:
    """Do what a word says about an own trajectory: ``list``, ``move 1 2 12 maart``; 0 is no number."""
    act, *rest = detail.split(" ", 1)
    found = _running(doing)
    number, _, more = (rest[0] if rest else "0").partition(" ")
    meant = [one for one in found if int(number) in {0, one.number}]
    if not meant:
        doing.say("trajectory.none")
    elif act == "list":
        for one in meant:
            _list(doing, one)
    elif len(meant) > 1:
        doing.say("trajectory.which", {}, [("mijn trajecten", "trajectory.look")])
    else:
        _ACTS[act](doing, meant[0], more)
    doing.again()


def missed(doing: "Doing", setting: Setting, kept: Conversation) -> None:
    """Ask somebody once whether a day moves that she says she missed (S09)."""
    running = missed_days.went_on(doing, setting, kept)
    if running is None:
        return
    own = next((one for one in _running(doing) if one.planned.id == running.programme), None)
    if own is not None:
        behind = f"verplaats {WORD} {own.number} dag {running.number} naar"
        doing.say("trajectory.missed", _says(doing, own), [("mijn trajecten", "trajectory.stays")], day_after=behind)


def _running(doing: "Doing") -> list[Own]:
    """Return the trajectories of somebody that go on, each with the number that it keeps."""
    planned = rounds.planned_alone(doing.unit, doing.person.id, doing.editions.planned_alone(days=True))
    return [
        Own(number, one, for_meetings.meetings_of(doing.unit, one.id))
        for number, one in enumerate(planned, 1)
        if one.status in {"open", "closed"}
    ]


def _says(doing: "Doing", own: Own, one: Meeting | None = None) -> dict[str, object]:
    day = day_in_words(one.at, doing.person.zone, doing.person.language, doing.now) if one else ""
    return {"nummer": own.number, "naam": of_own(own.planned.id), "dag": one.number if one else "", "datum": day}


def _list(doing: "Doing", own: Own) -> None:
    phrases = doing.editions.phrases(doing.person.language)
    days = "\n".join(phrases.text("trajectory.line", _says(doing, own, one)) for one in own.meetings)
    doing.say("trajectory.head", _says(doing, own) | {"dagen": days})
    ahead = [one for one in own.meetings if one.at > doing.now]
    how = "how" if ahead else "how_past" if own.meetings else "how_none"
    doing.say(f"trajectory.{how}", _says(doing, own, ahead[-1] if ahead else None))


def _day(doing: "Doing", own: Own, number: str) -> Meeting | None:
    """Return the day that is meant, where it is still to come; else say so."""
    one = next((one for one in own.meetings if one.number == int(number)), None)
    if one is None:
        doing.say("trajectory.no_day", _says(doing, own), [("mijn trajecten", "trajectory.look")])
    elif one.at <= doing.now:
        doing.say("trajectory.has_been", _says(doing, own, one))
        return None
    return one


def _move(doing: "Doing", own: Own, detail: str) -> None:
    """Let a day be another one; what hangs on it moves along, and nothing else."""
    number, _, when = detail.partition(" ")
    if missed_days.was_missed(doing.unit, own.planned, int(number)):
        _put_on(doing, own, int(number), when)
        return
    one = _day(doing, own, number)
    if one is None:
        return
    moment = _moment(doing, one, when)
    before = [other for other in own.meetings if other.number != one.number]
    if moment is None or any((other.number < one.number) != (other.at < moment) for other in before):
        doing.say("trajectory.move_when" if moment is None else "trajectory.order", _says(doing, own, one))
        return
    zone = doing.person.zone
    by = moment.astimezone(zone).date() - one.at.astimezone(zone).date()
    programmes.move(doing.unit, own.planned.id, one.number, moment, _shift(doing))
    along = _take_along(doing, own, by) if not before else _stay(doing, own)
    _ends_moved(doing, own)
    doing.say("trajectory.moved", _says(doing, own, Meeting(one.number, moment)))
    if along:
        doing.say(f"trajectory.{'stay' if before else 'along'}", _says(doing, own))


def _take_along(doing: "Doing", own: Own, by: timedelta) -> int:
    """Let the days that she named herself move by as much as the start; returns how many there were."""
    format = doing.editions.of(doing.unit, own.planned.format, own.planned.version).dutch
    return own_days.move_along(doing.unit, format, own.planned, doing.person, by, doing.now)


def _stay(doing: "Doing", own: Own) -> int:
    """Return how many days of her own stay as they are, where one day of several moves."""
    format = doing.editions.of(doing.unit, own.planned.format, own.planned.version).dutch
    return len(own_days.ahead(doing.unit, format, own.planned, doing.person, doing.now))


def _shift_all(doing: "Doing", own: Own, when: str) -> None:
    """Let all days to come of a trajectory move by as much as the first of them does (S08: a start that moves)."""
    ahead = [one for one in own.meetings if one.at > doing.now]
    if not ahead:
        doing.say("trajectory.no_day", _says(doing, own), [("mijn trajecten", "trajectory.look")])
        return
    moment = _moment(doing, ahead[0], when)
    if moment is None or any(one.at >= moment for one in own.meetings if one not in ahead):
        doing.say("trajectory.shift_when" if moment is None else "trajectory.order", _says(doing, own, ahead[0]))
        return
    zone = doing.person.zone
    by = moment.astimezone(zone).date() - ahead[0].at.astimezone(zone).date()
    for one in reversed(ahead) if by.days > 0 else ahead:
        wall = one.at.astimezone(zone)
        programmes.move(doing.unit, own.planned.id, one.number, to_utc(wall.date() + by, wall.time(), zone), _shift(doing))
    begins = len(ahead) == len(own.meetings)  # else it began, and only the days to come are others
    along = _take_along(doing, own, by) if begins else _stay(doing, own)
    _ends_moved(doing, own)
    doing.say("trajectory.shifted", _says(doing, own))
    if along:
        doing.say(f"trajectory.{'along' if begins else 'left'}", _says(doing, own))
    _list(doing, next(one for one in _running(doing) if one.number == own.number))


def _put_on(doing: "Doing", own: Own, number: int, when: str) -> None:
    """Let a day that was missed be on another one, before or after the others as it comes."""
    meant = Meeting(number, own.planned.planned)
    moment = _moment(doing, meant, when)
    if moment is None:
        doing.say("trajectory.move_when", _says(doing, own, meant))
        return
    team = teams.load(doing.unit, own.planned.team)
    missed_days.put_on(doing.unit, doing.editions, own.planned, number, moment, team, doing.now)
    _ends_moved(doing, own)
    doing.say("trajectory.moved", _says(doing, own, Meeting(number, moment)))


def _moment(doing: "Doing", one: Meeting, when: str) -> datetime | None:
    """Return the moment that is meant, ahead of now; where no time was named, the time of before."""
    zone = doing.person.zone
    day = parse_moment(when, doing.now.astimezone(zone).date()) if when else None
    moment = to_utc(day.day, day.at or one.at.astimezone(zone).time(), zone) if isinstance(day, Day) else None
    return moment if moment is not None and moment > doing.now else None


def _shift(doing: "Doing") -> programmes.Shift:
    return partial(plans.shift, doing.unit, doing.editions, now=doing.now)


def _ends_moved(doing: "Doing", own: Own) -> None:
    """Let what counts from where the meetings begin or end follow them."""
    meetings = for_meetings.meetings_of(doing.unit, own.planned.id)
    if meetings:
        first, last = min(one.at for one in meetings), max(one.at for one in meetings)
        _shift(doing)(replace(rounds.load(doing.unit, own.planned.id), planned=first), {FIRST: first, LAST: last})


def _cancel(doing: "Doing", own: Own, detail: str) -> None:
    """Let a day not happen; where it was the only one, she is asked what is meant."""
    one = _day(doing, own, detail)
    if one is None:
        return
    if len(own.meetings) == 1:
        _end(doing, own, "")
        return
    before = [other for other in own.meetings if other.number < one.number]
    if before and one == own.meetings[-1]:
        _last_one_earlier(doing, own, one, before[-1])
    call_off = partial(plans.cancel, doing.unit, doing.editions, now=doing.now)
    programmes.cancel(doing.unit, own.planned.id, one.number, call_off, _shift(doing))
    _ends_moved(doing, own)
    doing.say("trajectory.day_off", _says(doing, own, one))


def _last_one_earlier(doing: "Doing", own: Own, last: Meeting, before: Meeting) -> None:
    """Let what is around the last day alone be around the one before it, as that is the last one now (S10)."""
    for running in rounds.of_programme(doing.unit, own.planned.id):
        format = doing.editions.of(doing.unit, running.format, running.version).dutch
        if running.number == last.number and format.of_last_meeting:
            programmes.put_around(doing.unit, running, before, _shift(doing))


def _end(doing: "Doing", own: Own, _detail: str) -> None:
    """Ask once what is meant: it is called off, or she stops with it."""
    word = f"{WORD} {own.number}"
    stops = [(f"{word} gaat niet door", "trajectory.is_off"), (f"stop met {word}", "trajectory.i_stop")]
    choices = [*stops, ("mijn trajecten", "trajectory.goes_on")]
    doing.say("trajectory.end", _says(doing, own), choices)


def _off(doing: "Doing", own: Own, _detail: str) -> None:
    """Let a whole trajectory not happen: nothing more is asked."""
    name = _says(doing, own)
    for running in (own.planned, *rounds.of_programme(doing.unit, own.planned.id)):
        plans.cancel(doing.unit, doing.editions, running, doing.now)
    asking_others.take_invitations_back(doing.unit, doing.editions, doing.person.id, doing.now)
    doing.say("trajectory.off", name)


def _stop(doing: "Doing", own: Own, _detail: str) -> None:
    """Let somebody stop with a trajectory that goes on without her; she is asked one thing, once (S10)."""
    _off(doing, own, "")
    asks, team = doing.editions.library.for_who_stops(own.planned.format), own.planned.team
    if asks is not None:
        doing.open_with(begin_own(doing.unit, doing.editions, doing.person, asks, doing.cause, doing.now, team))


_ACTS: Mapping[str, Callable[["Doing", Own, str], None]] = {
    "move": _move, "shift": _shift_all, "cancel": _cancel, "end": _end, "off": _off, "stop": _stop
}  # fmt: skip
