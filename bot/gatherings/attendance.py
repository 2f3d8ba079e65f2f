"""Who comes to a meeting of a leergroep, and who was there: told to who leads it, and to nobody else (S25).

Nobody is asked for a reason. Every function works inside one unit of work and may run twice.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.gatherings import for_meetings
from bot.gatherings.series import Series, line_of, slots, which
from bot.incoming import several
from bot.outgoing.plain import draw_plain
from bot.outgoing.reaching import reached_at
from bot.timing.editions import Editions
from bot.timing.planning import tell_alone
from dialogs.gatherings.attendance import MISSED, Says, all_can, cannot, missed_again
from dialogs.gatherings.programmes import Meeting
from dialogs.saying.prompt import Prompt
from dialogs.settings import ABSENCE_SIGNAL
from dialogs.talk.commands import WHO
from storage.groups import attendance, people, rounds, teams
from storage.groups.people import Person
from storage.groups.taking_part import participants
from storage.groups.teams import Team
from storage.outgoing import outbox
from storage.outgoing.outbox import Message
from storage.store import Unit

if TYPE_CHECKING:
    from bot.incoming.doing import Doing

ACTS = frozenset({"absent", "present", "can", "maybe", "was", "was_not", "discuss", "leave"})
SAYS: dict[str, Says] = {"absent": "cannot", "present": "can", "can": "can", "maybe": "maybe"}
WORDS = {"absent": "afwezig", "present": "aanwezig", "can": "kan ik", "maybe": "misschien",
         "discuss": "bespreken mag", "leave": "bespreken mag niet"}  # fmt: skip
CANNOT: Says = "cannot"
PERHAPS: Says = "maybe"
HEARD: dict[Says, str] = {"cannot": "meetings.she_cannot", "maybe": "meetings.she_may", "can": "meetings.she_can"}
"""What who leads a meeting hears of somebody who says it."""
SEVERAL = 2
"""When so many cannot come, it is proposed to move the meeting (S25)."""


def do(doing: "Doing", act: str, found: Sequence[Series], rest: Sequence[str]) -> None:
    """Do what somebody says of coming to a meeting: ``rest`` is its number, 0 for the next one, and whom it is about."""
    led, mine = [one for one in found if one.leads], [one for one in found if one.takes_part]
    number = int(rest[0])
    if act in {"was", "was_not"}:
        _mark(doing, act == "was", led, number, rest[1])
    elif act == "present" and led:
        _ask_who_was_there(doing, led, number)
    elif not mine:
        doing.say("meetings.you_lead")
    elif act == "can" and not number:
        _can_always(doing, mine)
    elif len(mine) > 1 and number:
        which(doing, WORDS[act], mine, f" bijeenkomst {number}")
    else:
        _of_one(doing, act, mine, number)


def _of_one(doing: "Doing", act: str, mine: Sequence[Series], number: int) -> None:
    """Do what somebody says of one meeting that is to come, the next one where she named none."""
    coming = [(one, meeting) for one in mine for meeting in one.coming(doing.now) if number in {0, meeting.number}]
    if not coming:
        doing.say("meetings.none_to_come")
        return
    series, meeting = min(coming, key=lambda found: found[1].at)
    if act in {"discuss", "leave"}:
        _discuss(doing, series, meeting, may=act == "discuss")
        return
    _say(doing, series, meeting, SAYS[act])
    says = {"absent": "meetings.you_cannot", "maybe": "meetings.you_may"}.get(act, "meetings.you_can")
    doing.say(says, slots(doing.person.language, series, meeting, doing.now), team=series.team.id)
    if act == "absent" and _is_prepared(doing, series, meeting):
        words = ((several.with_number(doing.unit, doing.person.id, WORDS[one], series.team.id), f"meetings.{one}")
                 for one in ("discuss", "leave"))  # fmt: skip
        doing.say("meetings.may_they", {}, [(f"{word} bijeenkomst {meeting.number}", label) for word, label in words])


def _say(doing: "Doing", series: Series, meeting: Meeting, says: Says) -> None:
    """Keep what somebody said, and tell who leads the meeting where it changes whether she comes."""
    before = attendance.told(doing.unit, series.programme)
    was = before.get(doing.person.id, {}).get(meeting.number)
    attendance.tell(doing.unit, series.programme, meeting.number, doing.person.id, says, doing.now)
    if (says == "cannot") == (was is not None and was.says == "cannot"):
        return
    _tell_who_leads(doing, series, meeting, HEARD[says])
    others = cannot(before, meeting.number, series.participants(doing.unit))
    if says == "cannot" and len(others) + 1 >= SEVERAL:
        _tell_who_leads(doing, series, meeting, "meetings.several_cannot")


def _tell_who_leads(doing: "Doing", series: Series, meeting: Meeting, phrase: str) -> None:
    for held in people.members(doing.unit, series.team.id, ("facilitator",)):
        if (to := reached_at(doing.unit, held.person)) is not None:
            language = people.load(doing.unit, held.person).language
            part = {
                "say": phrase,
                "with": {**slots(language, series, meeting, doing.now), "wie": doing.person.id},
                "team": series.team.id,
            }
            key = f"{phrase} {series.programme} {meeting.number} {doing.cause} {held.person}"
            outbox.add(doing.unit, Message(key, to, "notice", [part], doing.now, person=held.person))


def _can_always(doing: "Doing", mine: Sequence[Series]) -> None:
    """Keep that somebody can come to all meetings of which she did not say otherwise."""
    for series in mine:
        told = attendance.told(doing.unit, series.programme).get(doing.person.id, {})
        for meeting in series.coming(doing.now):
            if meeting.number not in told:
                attendance.tell(doing.unit, series.programme, meeting.number, doing.person.id, "can", doing.now)
    doing.say("meetings.you_can_always")


def _is_prepared(doing: "Doing", series: Series, meeting: Meeting) -> bool:
    """Whether something is prepared for a meeting, which could be talked about without who prepared it (S05)."""
    around = (one for one in rounds.of_programme(doing.unit, series.programme) if one.number == meeting.number)
    return any(doing.editions.of(doing.unit, one.format, one.version).dutch.gathered for one in around)


def _discuss(doing: "Doing", series: Series, meeting: Meeting, *, may: bool) -> None:
    """Pass on that a group may talk about what somebody prepared while she is not there; unless she says so it does not."""
    _tell_who_leads(doing, series, meeting, "meetings.she_lets_them" if may else "meetings.she_lets_them_not")
    doing.say("meetings.they_may" if may else "meetings.they_may_not")


def ask_all(doing: "Doing", team: Team, programme: int, meetings: Sequence[Meeting]) -> None:
    """Tell everybody who takes part when the meetings are, and ask whether she can come; nobody is reminded of that."""
    for person_id in sorted({held.person for held in people.members(doing.unit, team.id)} - {doing.person.id}):
        person, part = people.load(doing.unit, person_id), {"meetings": programme, "team": team.id}
        tell_alone(doing.unit, person, team, f"meetings {programme} {person_id}", part, doing.now, meetings[-1].at)


def draw_asked(
    unit: Unit, editions: Editions, person: Person, part: Mapping[str, Any], now: datetime, where: Prompt | None
) -> list[Prompt]:  # fmt: skip
    """Return when the meetings are that are still to come, as they stand now, and the question whether she can come.

    ``where`` says how long they take and where they are. Nothing where none is to come, or she is in the group no more.
    """
    team, planned = teams.load(unit, part["team"]), for_meetings.meetings_of(unit, part["meetings"])
    series = Series(team, part["meetings"], planned, leads=False, takes_part=True)
    coming = series.coming(now)
    if not coming or person.id not in series.participants(unit):
        return []
    said: list[dict[str, Any]] = [{"say": "meetings.planned", "with": {"groep": team.name}}]
    said += [{"say": line_of(one, team), "with": slots(person.language, series, one, now)} for one in coming]
    word = several.with_number(unit, person.id, WORDS["can"], team.id)
    said.append({"say": "meetings.can_you", "with": {}, "team": team.id, "choices": [(word, "meetings.yes_i_can")]})
    *days, asked = [draw_plain(unit, editions, person, one) for one in said]
    return [*days, *([where] if where else []), asked]


# -- who leads them


def _ask_who_was_there(doing: "Doing", led: Sequence[Series], number: int) -> None:
    """Show who was at a meeting, the last one where none was named, with a button for each to say otherwise."""
    days = [(series, *day) for series in led for day in attendance.days(doing.unit, series.programme).items()]
    begun = [(series, one, at) for series, one, at in days if at <= doing.now and number in {0, one}]
    if not begun:
        doing.say("meetings.not_begun")
        return
    if len(those := [one for one in led if any(series is one for series, _, _ in begun)]) > 1:
        which(doing, WORDS["present"], those, f" bijeenkomst {number}" if number else "")
        return
    series, one, at = max(begun, key=lambda found: found[2])
    meeting, told = Meeting(one, at), attendance.told(doing.unit, series.programme)
    doing.say("meetings.who_was_there", slots(doing.person.language, series, meeting, doing.now))
    choices = []
    for place, person in enumerate(series.participants(doing.unit), 1):
        found = told.get(person, {}).get(one)
        missed = found is not None and found.says in MISSED
        doing.say("meetings.was_not" if missed else "meetings.was", {"nummer": place, "wie": person})
        word = several.with_number(doing.unit, doing.person.id, f"{'wel' if missed else 'niet'} aanwezig", series.team.id)
        choices.append((f"{word} bijeenkomst {one} wie {person}", str(place)))
    doing.say("meetings.who_else", {}, choices)


def _mark(doing: "Doing", was: bool, led: Sequence[Series], number: int, who: str) -> None:
    """Keep whether somebody was at a meeting, as who leads it says; who left meanwhile is in the list no more."""
    those = [one for one in led if attendance.days(doing.unit, one.programme).get(number, doing.now) < doing.now]
    if not led:
        doing.say("err.no_rights", {"rol": "facilitator"})
    elif not those:
        doing.say("meetings.not_begun")
    else:
        says: Says = "was" if was else "was_not"
        for person in _meant(who, those[0].participants(doing.unit)):
            attendance.tell(doing.unit, those[0].programme, number, person, says, doing.now)
        _ask_who_was_there(doing, those[:1], number)


def _meant(who: str, participants: Sequence[str]) -> Sequence[str]:
    """Return who of the participants is meant: a button names her, and who types gives her place in the list."""
    named, _, person = who.partition(" ")
    if named == WHO:
        return [one for one in participants if one == person]
    return [one for place, one in enumerate(participants, 1) if place == int(who)]


def list_for(doing: "Doing", series: Series, meeting: Meeting) -> None:
    """Tell who leads a group who does not come to a meeting, and everybody else only what she said herself."""
    told, those = attendance.told(doing.unit, series.programme), series.participants(doing.unit)
    for says in (CANNOT, PERHAPS):
        for person in cannot(told, meeting.number, those, says):
            if person == doing.person.id:
                doing.say(f"meetings.own_{says}", {"nummer": meeting.number})
            elif series.leads:
                doing.say(f"meetings.{says}", {"nummer": meeting.number, "wie": person})
    if series.leads and meeting == series.meetings[-1]:
        numbers = [one.number for one in series.coming(doing.now)]
        doing.say("meetings.all_can" if all_can(told, numbers, those) else "meetings.not_all_said")


def signals(unit: Unit, editions: Editions, person: Person, team: Team, since: datetime, until: datetime) -> list[str]:
    """Return of whom her facilitator heard in a stretch of time that she missed a meeting again; never after that (S25 (4))."""
    programme = rounds.newest_programme(unit, team.id)
    if programme is None:
        return []
    told, days = attendance.told(unit, programme), attendance.days(unit, programme)
    often = team.settings[ABSENCE_SIGNAL]
    known = {one: missed_again(told.get(one, {}), days, until, often) for one in participants(unit, team.id)}
    phrases = editions.phrases(person.language)
    return [
        phrases.text(f"meetings.missed_{often}", {"naam": people.name_of(unit, one)})
        for one, moment in known.items()
        if moment is not None and since < moment
    ]
