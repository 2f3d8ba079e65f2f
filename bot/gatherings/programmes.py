"""The meetings of a programme, and the rounds around each: opened together, moved one by one (S25, X19).

A meeting is no row of its own: it is the moment that the rounds around it count from. Every function works inside one unit of
work and may run twice.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.timing.editions import Editions
from bot.timing.opening import seed_of
from dialogs.gatherings.programmes import (
    Meeting,
    anchors,
    apart,
    lasts,
    later_by,
    opens_around,
    planned_meetings,
    weeks_between,
)
from dialogs.language.content import Format
from dialogs.language.starts import ENDING, MEETING, PREVIOUS
from dialogs.talk.effects import Value
from dialogs.timing.plans import Plan
from dialogs.timing.wallclock import to_utc
from dialogs.visibility import Room, Viewer
from storage.groups import people, rounds
from storage.groups.rounds import Round
from storage.groups.teams import Team
from storage.store import Unit
from storage.talks import answers

Shift = Callable[[Round, Mapping[str, datetime]], None]


def open_around(unit: Unit, editions: Editions, format: Format, planned: Round, team: Team, now: datetime) -> None:
    """Open the rounds around the meetings of a programme that was planned, each from the formats that are part of it."""
    if format.programme is None or planned.plan is None:
        return
    _open_each(unit, editions, format, planned, planned_meetings(format.programme, planned.plan, team), 0, team, now)


def _open_each(
    unit: Unit, editions: Editions, format: Format, planned: Round, meetings: Sequence[Meeting], after: int, team: Team,
    now: datetime,
) -> None:  # fmt: skip
    """Open the rounds around the meetings of a programme that come after one of a number."""
    assert format.programme is not None
    assert planned.plan is not None
    lasting, named = lasts(format.programme, planned.plan, format.plan), named_in(unit, format, planned)
    for format_id, edition in editions.library.editions.items():
        starts = edition.dutch.starts
        for meeting in meetings if starts.programme == format.id else ():
            if meeting.number > after and opens_around(starts, planned.plan, meetings, meeting.number):
                begins = anchors(meetings, meeting.number, now, lasting)
                _open(
                    unit,
                    editions,
                    format_id,
                    planned,
                    named,
                    meeting,
                    begins,
                    team,
                    now,
                    attended=not format.programme.looks_back,
                )


def prolong(unit: Unit, editions: Editions, planned: Round, until: datetime, team: Team, now: datetime) -> None:
    """Let a programme go on until a day: the rounds around what comes until then open too; may run twice (S37)."""
    format = editions.of(unit, planned.format, planned.version).dutch
    if format.programme is None or planned.plan is None:
        return
    weeks, before = weeks_between(format.programme, planned.plan), of_numbers(unit, planned.id)
    if until <= before[-1].at:
        return
    steps = range(1, max((until - before[-1].at) // timedelta(weeks=weeks), 0) + 1)
    days = [one for step in steps if (one := later_by(before[-1].at, step * weeks, team)) < until]
    more = [Meeting(before[-1].number + one.number, one.at) for one in apart([Meeting(0, at) for at in (*days, until)], weeks)]
    _open_each(unit, editions, format, planned, [*before, *more], before[-1].number, team, now)


def of_numbers(unit: Unit, programme: int) -> list[Meeting]:
    """Return the meetings of a programme, over or not, that were not called off, the first one first."""
    found = {one.number: one.planned for one in rounds.of_programme(unit, programme) if one.number is not None}
    return [Meeting(number, at) for number, at in sorted(found.items())]


def open_again(
    unit: Unit, editions: Editions, format: Format, planned: Round, meeting: Meeting, team: Team, now: datetime
) -> None:  # fmt: skip
    """Open the rounds around one meeting anew, as it is on another day after all (S09); what comes at the very end stays."""
    assert format.programme is not None
    assert planned.plan is not None
    meetings, named = planned_meetings(format.programme, planned.plan, team), named_in(unit, format, planned)
    begins = anchors([*meetings, meeting], meeting.number, now, lasts(format.programme, planned.plan, format.plan))
    for format_id, edition in editions.library.editions.items():
        starts, ends = edition.dutch.starts, edition.dutch.of_last_meeting
        around = starts.programme == format.id and not ends
        if around and opens_around(starts, planned.plan, meetings, meeting.number):
            _open(unit, editions, format_id, planned, named, meeting, begins, team, now, again=f" {meeting.at.isoformat()}")


def _open(
    unit: Unit, editions: Editions, format_id: str, planned: Round, named: Mapping[str, tuple[int, str]], meeting: Meeting,
    begins: Mapping[str, datetime], team: Team, now: datetime, *, attended: bool = True, again: str = "",
) -> None:  # fmt: skip
    edition = editions.pinned(unit, format_id, team.settings)
    occurrence = f"{planned.id} meeting {meeting.number}{again}"
    assert planned.plan is not None
    chosen = {name: planned.plan.chosen.get(name, ()) for name in edition.dutch.chosen if name in planned.plan.chosen}
    plan = Plan(planned.plan.starter, planned.plan.conversation, {**chosen, MEETING: (str(meeting.number),)},
                moments={**begins, **dict.fromkeys(named, now)}, named=named)  # fmt: skip
    new = Round(
        0, format_id, edition.version, team.id, occurrence, None, "open", rounds.counted(unit, format_id, team.id),
        seed_of(format_id, team.id, occurrence), meeting.at, now, None, None, plan, planned.id, meeting.number,
        person=planned.person, apart=edition.dutch.apart, attended=attended,
    )  # fmt: skip
    rounds.open_round(unit, new, now)


def named_in(unit: Unit, format: Format, planned: Round) -> Mapping[str, tuple[int, str]]:
    """Return where what was named when the programme was planned is written (S25)."""
    assert planned.plan is not None
    asked = {one.id: one.names for one in format.plan.values() if one.names}
    given = answers.given_in(unit, reader_of(unit, planned), planned.plan.conversation, list(asked), 0) if asked else []
    return {asked[one.sealed.question] or "": (planned.plan.conversation, one.sealed.question) for one in given}


def reader_of(unit: Unit, running: Round) -> Viewer:
    """Return who reads what was written for a round: its group, or the one whose it is (S08)."""
    return Room(running.team) if running.person is None else people.viewer(unit, running.person)


def name(
    unit: Unit, running: Round, place: str, written: tuple[int, str] | None, shift: Shift, now: datetime
) -> None:  # fmt: skip
    """Let what was written in a round be named around its meeting and the later ones; what waited for it begins (S28).

    Where nothing is ``written`` any more, it is not named any more either.
    """
    for one in rounds.of_programme(unit, running.programme or running.id):
        if one.plan is None or (one.number or 0) < (running.number or 0) or one.id == running.id:
            continue
        if one.plan.named.get(place) != written:
            named = {name: where for name, where in one.plan.named.items() if name != place}
            named |= {place: written} if written else {}
            moments = {place: one.plan.moments.get(place, now)} if written else {}
            shift(replace(one, plan=replace(one.plan, named=named)), moments)


def name_for_one(
    unit: Unit, editions: Editions, programme: int, number: int, text: str, by: str, now: datetime
) -> bool:  # fmt: skip
    """Keep what was named when a programme was planned otherwise for one of its meetings, as where that is (S25).

    It stands beside what was written for all of them. False where who planned them was erased.
    """
    planned = rounds.load(unit, programme)
    if planned.plan is None or not planned.plan.starter:
        return False
    asked = editions.of(unit, planned.format, planned.version).dutch.plan
    question, owner = next(one for one in asked.values() if one.names), planned.plan.starter
    id_, _ = answers.record(unit, owner, planned.plan.conversation, planned.team, planned.format, question.id, number,
                            question.kind, Value(text), now, repeats=True, author=by,
                            kept_apart=planned.apart)  # fmt: skip
    answers.share(unit, owner, [id_], "V2", planned.team, now)
    return True


def lengthen(unit: Unit, programme: int, number: int, lasting: timedelta, shift: Shift) -> None:
    """Let a meeting take longer or shorter than the others; what counts from its end moves along."""
    for one in rounds.of_programme(unit, programme):
        if one.number == number:
            shift(one, {ENDING: one.planned + lasting})


def lasts_now(running: Round) -> timedelta:
    """Return how long the meeting takes that a round is around."""
    return running.moments[ENDING] - running.moments[MEETING]


def move(unit: Unit, programme: int, number: int, moment: datetime, shift: Shift) -> None:
    """Let a meeting be at another moment: the rounds around it move along, and what counts from it in those after it."""
    running = rounds.of_programme(unit, programme)
    for one in running:
        if one.number == number:
            shift(replace(one, planned=moment), {MEETING: moment, ENDING: moment + lasts_now(one)})
        elif one.number == _following(running, number):
            shift(one, {PREVIOUS: moment})


def move_along(
    unit: Unit, format: Format, planned: Round, moment: datetime, team: Team, shift: Shift, now: datetime
) -> None:  # fmt: skip
    """Let the days that count from the first one move along with it, where nobody comes together on them (S44).

    A day that somebody moved by itself moves by as many days as the first.
    """
    programme, plan = format.programme, planned.plan
    if programme is None or plan is None or not counts_along(format):
        return
    anew = replace(plan, moments={**plan.moments, programme.first: moment})
    was, comes = ({one.number: one.at for one in planned_meetings(programme, each, team)} for each in (plan, anew))
    by = moment.astimezone(team.zone).date() - planned.planned.astimezone(team.zone).date()
    ahead = [one for one in of_numbers(unit, planned.id) if one.at > now]
    for one in reversed(ahead) if by.days > 0 else ahead:
        wall = one.at.astimezone(team.zone)
        other = to_utc(team.calendar.first_free(wall.date() + by), wall.time(), team.zone)
        move(unit, planned.id, one.number, comes[one.number] if was.get(one.number) == one.at else other, shift)


def counts_along(format: Format) -> bool:
    """Whether days count from the day of a round on which nobody comes together, nor looks back who takes part (S44)."""
    return format.programme is not None and not format.programme.gathers and not format.programme.looks_back


def put_around(unit: Unit, running: Round, meeting: Meeting, shift: Shift) -> None:
    """Let a round be around another meeting of its programme, and count from that (S10)."""
    rounds.renumber(unit, running.id, meeting.number)
    moments = {MEETING: meeting.at, ENDING: meeting.at + lasts_now(running)}
    shift(replace(running, planned=meeting.at, number=meeting.number), moments)


def cancel(unit: Unit, programme: int, number: int, call_off: Callable[[Round], object], shift: Shift) -> None:
    """Let a meeting not happen; what counts from it counts from the one before it now."""
    running = rounds.of_programme(unit, programme)
    before = next((one.moments[PREVIOUS] for one in running if one.number == number), None)
    for one in running:
        if one.number == number:
            call_off(one)
        elif one.number == _following(running, number) and before is not None:
            shift(one, {PREVIOUS: before})


def _following(running: Sequence[Round], number: int) -> int | None:
    return min((one.number for one in running if one.number is not None and one.number > number), default=None)
