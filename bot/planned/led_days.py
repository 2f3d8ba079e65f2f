"""The days of a programme on which nobody comes together, as those to look back on an experiment (S36, X19).

Who may plan one sees them beside its plan, moves one, leaves one out, or ends it. Inside one unit of work; may run twice.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from bot.gatherings import programmes
from bot.incoming import several
from bot.outgoing.reaching import reached_at
from bot.outgoing.rooms import say_in_room
from bot.planned import cards, going_on, moved, plans
from bot.planned.joined import those_of
from bot.planned.leading import changes
from bot.planned.sure import to_be_sure, was_asked
from dialogs.answers.dates import Day, day_in_full, day_in_words, in_another_year, parse_moment
from dialogs.gatherings.programmes import Meeting
from dialogs.talk.commands import SURE
from dialogs.timing.wallclock import to_utc
from storage.groups import people, rounds
from storage.groups.rounds import Round
from storage.groups.teams import Team
from storage.outgoing import outbox
from storage.outgoing.outbox import Message
from storage.privacy import audit

if TYPE_CHECKING:
    from bot.incoming.doing import Doing


def has_days(doing: "Doing", running: Round) -> bool:
    """Whether a round is that of a programme with days to look back."""
    programme = doing.editions.of(doing.unit, running.format, running.version).dutch.programme
    return programme is not None and programme.looks_back


def stand(doing: "Doing", running: Round, team: Team, _detail: str = "") -> None:
    """Show the plan as it reads now, with the days that are still to come."""
    days = programmes.of_numbers(doing.unit, running.id)
    coming = [one for one in days if one.at > doing.now]
    if not coming:
        doing.say("planned.none")
        return
    phrases = doing.editions.phrases(doing.person.language)
    lines = "\n".join(phrases.text("trajectory.line", _slots(doing, running, team, one)) for one in coming)
    doing.parts.append({"card": running.id})
    doing.say("days.stand", {**_slots(doing, running, team, coming[-1]), "dagen": lines})
    if changes(doing.unit, running, doing.person.id):
        doing.say("days.how", _slots(doing, running, team, coming[0]))


def which(doing: "Doing", running: Round, team: Team, _detail: str = "") -> None:
    """Say how the day is named that moves: there are several."""
    stand(doing, running, team)


def end(doing: "Doing", running: Round, team: Team, detail: str) -> None:
    """Let nothing more be asked in a programme, once somebody means that; what was shared in it stays."""
    word = to_be_sure(doing, running, f"{_word(doing, 'annuleer', team)} ronde {running.id}")
    if not was_asked(doing, word, detail):
        stays = _word(doing, "stand", team)
        doing.say("days.sure_end", _slots(doing, running, team), [(word, "days.yes_end"), (stays, "planned.leave")])
        return
    takes_part = _takes_part(doing, running)
    going_on.end_days(doing.unit, doing.editions, running.id, doing.now)
    cards.let_go(doing.unit, running, doing.now)
    audit.note(doing.unit, "programme ended", doing.now, actor=doing.person.id, subject=team.id)
    doing.say("days.ended", _slots(doing, running, team))
    _tell_all(doing, running, team, "days.ended_room", f"ended {running.id}", takes_part)


ACTS: Mapping[str, Callable[["Doing", Round, Team, str], None]] = {
    "stand": stand, "again": stand, "move": which, "close": end, "cancel": end
}  # fmt: skip
"""What is done about such a programme by the words for a round."""


def do_day(doing: "Doing", act: str, running: Round, team: Team, detail: str) -> None:
    """Move one day, or leave it out: ``2 12 maart``."""
    number, _, when = detail.partition(" ")
    days = programmes.of_numbers(doing.unit, running.id)
    one = next((one for one in days if one.number == int(number)), None)
    if one is None:
        doing.say("days.no_day", _slots(doing, running, team))
    elif one.at <= doing.now:
        doing.say("days.has_been", _slots(doing, running, team, one))
    elif act == "move_day":
        _move(doing, running, team, one, when)
    elif one == days[-1]:
        doing.say("days.last", _slots(doing, running, team, one))
    else:
        around = [found for found in rounds.of_programme(doing.unit, running.id) if found.number == one.number]
        call_off = partial(plans.cancel, doing.unit, doing.editions, now=doing.now)
        programmes.cancel(doing.unit, running.id, one.number, call_off, _shift(doing))
        audit.note(doing.unit, "meeting cancelled", doing.now, actor=doing.person.id, subject=team.id)
        for found in around[:1]:
            _tell_all(doing, found, team, "days.off_room", f"day off {found.id}", _takes_part(doing, running))
        doing.say("days.off", _slots(doing, running, team, one))


def _move(doing: "Doing", running: Round, team: Team, one: Meeting, detail: str) -> None:
    """Let a day be another one, between those before and after it; what hangs on it moves along."""
    moment = _moment(doing, one, detail.partition(SURE)[0].strip(), team)
    ahead = f"{_word(doing, 'verplaats', team)} dag {one.number} naar"
    others = [other for other in programmes.of_numbers(doing.unit, running.id) if other.number != one.number]
    if moment is None or moment <= doing.now:
        doing.say("days.move_when", _slots(doing, running, team, one), day_after=ahead)
        return
    if any((other.number < one.number) != (other.at < moment) for other in others):
        doing.say("trajectory.order", day_after=ahead)
        return
    wall = moment.astimezone(team.zone)
    word = to_be_sure(doing, running, f"{ahead} {wall:%Y-%m-%d} om {wall:%H:%M}")
    if in_another_year(moment, team.zone, doing.now) and not was_asked(doing, word, detail):
        says = {"dag": day_in_full(wall.date(), doing.person.language)}
        doing.say("planned.move_there", says, [(word, "planned.move_yes")], day_after=ahead)
    else:
        _put(doing, running, team, one, moment)


def _put(doing: "Doing", running: Round, team: Team, one: Meeting, moment: datetime) -> None:
    around = [found for found in rounds.of_programme(doing.unit, running.id) if found.number == one.number]
    programmes.move(doing.unit, running.id, one.number, moment, _shift(doing))
    audit.note(doing.unit, "meeting moved", doing.now, actor=doing.person.id, subject=team.id)
    for found in around[:1]:  # one message about a day, however much is asked around it
        also = _takes_part(doing, running) if team.room is None else frozenset()
        moved.tell(doing.unit, replace(found, planned=moment), one.at, doing.person.id, doing.cause, doing.now, also)
    doing.say("days.moved", _slots(doing, running, team, Meeting(one.number, moment)))
    if not team.calendar.is_working_day(moment.astimezone(team.zone).date()):
        doing.say("date.no_workday")


def _takes_part(doing: "Doing", running: Round) -> frozenset[str]:
    """Return who said that she takes part in what has these days."""
    return those_of(doing.unit, doing.editions, replace(running, programme=running.id)) or frozenset()


def _tell_all(doing: "Doing", about: Round, team: Team, phrase: str, key: str, takes_part: Collection[str]) -> None:
    """Tell the room of a group what changed, or where there is none each who takes part, in her own chat (X19)."""
    say_in_room(doing.unit, team, key, phrase, doing.now, about=about.id, in_pause=True)
    for person_id in sorted(takes_part) if team.room is None else ():
        person, to = people.load(doing.unit, person_id), reached_at(doing.unit, person_id)
        if to is None or not person.takes_part or person_id == doing.person.id:
            continue
        title = doing.editions.of(doing.unit, about.format, about.version).read_in(person.language).title
        day = day_in_words(about.planned, team.zone, person.language, doing.now)
        said = {"titel": several.told_apart(doing.unit, person_id, title, team), "datum": day}
        part = {"say": phrase, "with": said, "in_pause": True}
        outbox.add(doing.unit, Message(f"{key} {person_id}", to, "notice", [part], doing.now, person=person_id))


def _moment(doing: "Doing", one: Meeting, when: str, team: Team) -> datetime | None:
    """Return the moment that is meant; where no time was named, the time of before."""
    day = parse_moment(when, doing.now.astimezone(team.zone).date()) if when else None
    return to_utc(day.day, day.at or one.at.astimezone(team.zone).time(), team.zone) if isinstance(day, Day) else None


def _shift(doing: "Doing") -> programmes.Shift:
    return partial(plans.shift, doing.unit, doing.editions, now=doing.now)


def _word(doing: "Doing", word: str, team: Team) -> str:
    return several.with_number(doing.unit, doing.person.id, word, team.id)


def _slots(doing: "Doing", running: Round, team: Team, one: Meeting | None = None) -> dict[str, object]:
    title = doing.editions.of(doing.unit, running.format, running.version).read_in(doing.person.language).title
    found: dict[str, object] = {
        "titel": several.told_apart(doing.unit, doing.person.id, title, team),
        "groepsnummer": _word(doing, "", team),
    }
    if one is not None:
        found |= {"dag": one.number, "datum": day_in_words(one.at, team.zone, doing.person.language, doing.now)}
    return found
