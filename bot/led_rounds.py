"""What a lead or facilitator does with a round that somebody plans: begin it, see how it stands, move it, end it (GE7, X19)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot import plans
from bot.beginning import begin_own, own_lack
from bot.reaching import reached_at
from bot.rooms import say_in_room
from dialogs.content import Format
from dialogs.dates import Day, day_in_words, parse_moment
from dialogs.wallclock import to_utc
from storage import audit, outbox, people, rounds, teams
from storage.outbox import Message
from storage.rounds import Round
from storage.teams import Team

if TYPE_CHECKING:
    from bot.doing import Doing


def begin(doing: "Doing", format: Format) -> None:
    """Begin to plan a round in a group, unless one of its kind is open there (GE7) or this person may not."""
    held = [role.team for role in people.roles_of(doing.unit, doing.person.id) if role.role in format.starts.by]
    home = people.home_team(doing.unit, doing.person.id)
    if not held:
        _ask_the_lead(doing, format)
        return
    team_id = home if home in held else held[0]
    if (running := rounds.open_now(doing.unit, format.id, team_id, doing.now)) is not None:
        _already_open(doing, running, teams.load(doing.unit, team_id))
    elif (missing := own_lack(doing.unit, doing.editions, doing.person, format.id, doing.now)) is not None:
        doing.say(f"needs.{missing.what}", {"rol": missing.role, "aantal": missing.number})
    else:
        doing.open_with(begin_own(doing.unit, doing.editions, doing.person, format.id, doing.cause, doing.now, team_id))


def _ask_the_lead(doing: "Doing", format: Format) -> None:
    """Say who may start this, and offer to ask (S06)."""
    home = people.home_team(doing.unit, doing.person.id)
    if home is None or not people.members(doing.unit, home, ("lead", "facilitator")):
        doing.say("err.no_rights", {"rol": format.starts.by[0]})
    else:
        doing.say("planned.not_yours", {"titel": format.title}, [(f"vraag om {format.starts.plans}", "planned.ask_them")])


def _already_open(doing: "Doing", running: Round, team: Team) -> None:
    begun = running.planned <= doing.now
    closes = [] if begun else [("sluit nu", "planned.close")]
    choices = [("stand", "planned.stand"), *closes, ("plan na sluiting", "planned.again")]
    doing.say("planned.already_begun" if begun else "planned.already_open", _slots(doing, running, team), choices)


def _slots(doing: "Doing", running: Round, team: Team) -> dict[str, str]:
    day = day_in_words(running.planned, team.zone, doing.person.language)
    return {"titel": _title(doing, running), "datum": day}


def _title(doing: "Doing", running: Round) -> str:
    return doing.editions.of(doing.unit, running.format, running.version).read_in(doing.person.language).title


def do(doing: "Doing", act: str) -> None:
    """Do what a word says about the round that a person leads."""
    name, _, detail = act.partition(" ")
    if name == "ask":
        _pass_the_question(doing, detail.partition(" ")[0])
        return
    found = _led(doing)
    if found is None:
        doing.say("planned.none")
    else:
        _ACTS[name](doing, *found, detail)
    doing.again()


def _led(doing: "Doing") -> tuple[Round, Team] | None:
    """Return the newest open round that somebody planned, in a group where this person could have."""
    found = [
        running
        for held in people.roles_of(doing.unit, doing.person.id)
        for running in rounds.planned_in(doing.unit, held.team)
        if held.role in doing.editions.of(doing.unit, running.format, running.version).dutch.starts.by
    ]
    newest = max(found, key=lambda one: one.id, default=None)
    return (newest, teams.load(doing.unit, newest.team)) if newest else None


def _stand(doing: "Doing", running: Round, team: Team, _detail: str) -> None:
    """Tell how a round stands, as the whole group may know: never who did or did not, or how many (K6)."""
    doing.say("planned.stands" if running.planned > doing.now else "planned.begun", _slots(doing, running, team))


def _close(doing: "Doing", running: Round, team: Team, _detail: str) -> None:
    if running.planned <= doing.now:
        doing.say("planned.too_late", _slots(doing, running, team))
        return
    plans.move(doing.unit, doing.editions, running, doing.now, doing.now)
    audit.note(doing.unit, "round closed early", doing.now, actor=doing.person.id, subject=running.team)
    doing.say("planned.closed", {"titel": _title(doing, running)})


def _again(doing: "Doing", running: Round, team: Team, _detail: str) -> None:
    assert running.plan is not None
    plans.go_on(doing.unit, doing.editions, replace(running, plan=replace(running.plan, again=True)), doing.now)
    doing.say("planned.then_again", _slots(doing, running, team))


def _cancel(doing: "Doing", running: Round, team: Team, _detail: str) -> None:
    if plans.told(doing.unit, doing.editions, running, team, doing.now):
        doing.say("planned.too_late", _slots(doing, running, team))
        return
    asked = plans.cancel(doing.unit, running, doing.now)
    audit.note(doing.unit, "round cancelled", doing.now, actor=doing.person.id, subject=team.id)
    doing.say("planned.cancelled", {"titel": _title(doing, running)})
    if team.room is not None:
        say_in_room(doing.unit, team, f"cancelled {running.id}", "planned.cancelled", doing.now, about=running.id)
        return
    part = {"say": "planned.cancelled", "with": {"titel": _title(doing, running)}}
    for person_id in asked:
        if person_id != doing.person.id:
            _tell(doing, person_id, f"cancelled {running.id} {person_id}", part)


def _tell(doing: "Doing", person_id: str, key: str, part: dict[str, Any]) -> None:
    if to := reached_at(doing.unit, person_id):
        outbox.add(doing.unit, Message(key, to, "notice", [part], doing.now, person=person_id))


def _move(doing: "Doing", running: Round, team: Team, detail: str) -> None:
    if running.planned <= doing.now:
        doing.say("planned.too_late", _slots(doing, running, team))
        return
    day = parse_moment(detail, doing.now.astimezone(team.zone).date())
    moment = _moment(day, running.planned, team) if isinstance(day, Day) else None
    if moment is None or moment <= doing.now:
        doing.say("planned.move_to_when")
        return
    plans.move(doing.unit, doing.editions, running, moment, doing.now)
    audit.note(doing.unit, "round moved", doing.now, actor=doing.person.id, subject=team.id)
    slots = {"titel": _title(doing, running), "datum": day_in_words(moment, team.zone, doing.person.language)}
    doing.say("planned.moved", slots)
    say_in_room(doing.unit, team, f"moved {running.id} {doing.cause}", "planned.moved", doing.now, about=running.id)


def _moment(day: Day, before: datetime, team: Team) -> datetime:
    """Return the new moment; where no time was named, the time of before."""
    return to_utc(day.day, day.at or before.astimezone(team.zone).time(), team.zone)


def _pass_the_question(doing: "Doing", format_id: str) -> None:
    """Ask who may start a round whether they will: without a name, and once a day (S06)."""
    format, home = doing.editions.newest(format_id).dutch, people.home_team(doing.unit, doing.person.id)
    holders = people.members(doing.unit, home, format.starts.by) if home else []
    for person_id in dict.fromkeys(held.person for held in holders):
        part = {
            "say": "planned.somebody_asks",
            "with": {"titel": format.title},
            "choices": [(format.starts.plans, "planned.begin")],
        }
        _tell(doing, person_id, f"asked for {format_id} {person_id} {doing.now.date()}", part)
    doing.say("planned.asked")


Act = Callable[["Doing", Round, Team, str], None]
_ACTS: Mapping[str, Act] = {"stand": _stand, "close": _close, "again": _again, "cancel": _cancel, "move": _move}
