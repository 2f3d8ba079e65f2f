"""What a lead or facilitator does with a round that somebody plans: begin it, see how it stands, move it, end it (GE7, X19)."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot import agreements, meetings, plans, round_begins, several
from bot.beginning import begin_plan
from bot.for_meetings import meetings_to_come, plans_its_meetings
from bot.held_before import last_held
from bot.leading import led_by
from bot.moved import days, tell_cancelled
from bot.moved import tell as tell_moved
from bot.opening import lacking
from bot.reaching import reached_at
from bot.signed_up import tell_stand
from bot.slots import day_of_round
from dialogs.chosen_days import first_day
from dialogs.commands import SURE
from dialogs.content import Format
from dialogs.dates import Day, day_in_full, in_another_year, parse_moment
from dialogs.parts import Question
from dialogs.settings import SIZE_WARN
from dialogs.timetable import in_pause
from dialogs.wallclock import to_utc
from dialogs.workdays import EVERYDAY
from storage import audit, finding, outbox, people, rounds, teams
from storage.outbox import Message
from storage.packed import unpack
from storage.rounds import Round
from storage.taking_part import participants
from storage.teams import Team

if TYPE_CHECKING:
    from bot.doing import Doing
    from bot.surroundings import Setting
    from storage.conversations import Conversation


def named(doing: "Doing", number: Sequence[str]) -> str | None:
    """Return the group that a number names among those of a person, if there is one."""
    groups = several.numbered(doing.unit, doing.person.id) if number and number[0] != "0" else []
    return next(iter(groups[int(number[0]) - 1 : int(number[0])]), None) if groups else None


def group_to_plan_for(doing: "Doing", format: Format, team_id: str | None) -> str | None:
    """Return the group in which a person plans a round; who may in several is asked in which, who may in none is told so."""
    roles = people.roles_of(doing.unit, doing.person.id)
    may = dict.fromkeys(role.team for role in roles if role.role in format.starts.by)
    held = [one for one in may if teams.load(doing.unit, one).kind in format.groups]
    if not held:
        (agreements.read if format.agreed_to else _ask_the_lead)(doing, format)
        return None
    if team_id in held or len(held) == 1:
        return team_id if team_id in held else held[0]
    _ask_which(doing, format.starts.plans or "", [teams.load(doing.unit, one) for one in held])
    return None


def _ask_which(doing: "Doing", word: str, groups: Sequence[Team], detail: str = "") -> None:
    """Ask which of several groups is meant (X16)."""
    doing.say(
        "planned.which_group",
        {},
        [(f"{several.with_number(doing.unit, doing.person.id, word, one.id)}{detail}", one.name) for one in groups],
    )


def begin(doing: "Doing", format: Format, team_id: str) -> None:
    """Begin to plan a round in a group, unless one of its kind is open there (GE7) or the group lacks something."""
    team = teams.load(doing.unit, team_id)
    if (running := _in_the_way(doing, format, team_id)) is not None:
        _already_open(doing, running, team, {})
    elif meetings.running(doing, format.programme, team):
        doing.say("meetings.already", {"groep": team.name}, [("bijeenkomsten", "meetings.look")])
    elif format.meets and plans_its_meetings(doing.editions, team) and not meetings_to_come(doing.unit, team, doing.now):
        doing.say("meetings.plan_first", {"groep": team.name})
    elif (missing := lacking(doing.unit, format, team)) is not None:
        doing.say(f"needs.{missing.what}", {"rol": missing.role, "aantal": missing.number})
    else:
        if len(several.numbered(doing.unit, doing.person.id)) > 1:
            doing.say("planned.for_group", {"groep": team.name})
        if format.programme is not None and (many := len(participants(doing.unit, team_id))) >= team.settings[SIZE_WARN]:
            doing.say("meetings.size_warn", {"aantal": many, "meer": team.settings[SIZE_WARN]})
        if format.agreed_to:
            agreements.tell(doing, format, team_id)
        doing.open_with(begin_plan(doing.unit, doing.editions, doing.person, format.id, doing.cause, doing.now, team_id))


def _in_the_way(doing: "Doing", format: Format, team_id: str) -> Round | None:
    """Return the open round beside which none of its kind opens (GE7); not where it replaces that (S24), or both fit (S05)."""
    return None if format.agreed_to or format.meets else rounds.open_now(doing.unit, format.id, team_id, doing.now)


def open_round(doing: "Doing", setting: "Setting", kept: "Conversation") -> None:
    """Open the round that was planned in a conversation, unless one of its kind is open in the group (GE7)."""
    team = setting.team
    assert team is not None  # only who has a role in a group can plan
    held = people.roles_of(doing.unit, doing.person.id)
    if not any(one.team == team.id and one.role in setting.format.starts.by for one in held):
        doing.unsay(kept.id)
        doing.say("err.no_rights", {"rol": setting.format.starts.by[0]})  # she has lost it since she began
    elif (running := _in_the_way(doing, setting.format, team.id)) is not None:
        doing.unsay(kept.id)
        starter = running.plan.starter if running.plan else ""
        beaten = starter not in {"", doing.person.id} and running.planned > doing.now
        _already_open(doing, running, team, {"wie": starter} if beaten else {})
    elif meetings.running(doing, setting.format.programme, team):
        doing.unsay(kept.id)
        doing.say("meetings.already", {"groep": team.name}, [("bijeenkomsten", "meetings.look")])
    elif not round_begins.open_round(doing, setting, kept, team):
        doing.unsay(kept.id)
        doing.say("planned.day_gone", {"commando": setting.format.starts.plans})
    elif (running := rounds.open_now(doing.unit, kept.format, team.id, doing.now)) is not None:
        meetings.tell_of_new(doing, setting.format.programme, team)
        ask_about_pause(doing, running, team)


def _who_may(doing: "Doing", team: Team) -> str:
    """Return which sentence says who may start something in a group; a leergroep has no lead."""
    return "not_yours" if people.members(doing.unit, team.id, ("lead",)) else "guides_only"


def _ask_the_lead(doing: "Doing", format: Format) -> None:
    """Say who may start this, and offer to ask (S06)."""
    groups = several.numbered(doing.unit, doing.person.id)
    led = [teams.load(doing.unit, one) for one in groups if people.members(doing.unit, one, format.starts.by)]
    if not led:
        doing.say("err.no_rights", {"rol": format.starts.by[0]})
        return
    asks = [several.with_number(doing.unit, doing.person.id, f"vraag om {format.starts.plans}", team.id) for team in led]
    if len(groups) == 1:
        doing.say(f"planned.{_who_may(doing, led[0])}", {"titel": format.title}, [(asks[0], "planned.ask_them")])
        return
    for team in led:
        doing.parts.append({"say": f"planned.{_who_may(doing, team)}_in", "team": team.id})
    doing.say("planned.ask_whom", {"titel": format.title}, [(ask, team.name) for ask, team in zip(asks, led, strict=True)])


def _already_open(doing: "Doing", running: Round, team: Team, by: Mapping[str, str]) -> None:
    """Say that a round is open already, or by whom it was opened meanwhile, and offer what can be done with it (GE7)."""
    begun = running.planned <= doing.now
    acts = ("stand", "again") if begun else ("stand", "close", "again")
    choices = [(several.with_number(doing.unit, doing.person.id, _WORDS[act], team.id), f"planned.{act}") for act in acts]
    says = "planned.already_begun" if begun else "planned.opened_by" if by else "planned.already_open"
    doing.say(says, {**_slots(doing, running, team), **by}, choices)


def _slots(doing: "Doing", running: Round, team: Team) -> dict[str, str]:
    format = doing.editions.of(doing.unit, running.format, running.version).dutch
    day = day_of_round(running, format, team.zone, doing.person.language, doing.now)
    return {"titel": _title(doing, running, team), "datum": day}


def _title(doing: "Doing", running: Round, team: Team) -> str:
    title = doing.editions.of(doing.unit, running.format, running.version).read_in(doing.person.language).title
    return several.told_apart(doing.unit, doing.person.id, title, team)


def do(doing: "Doing", act: str) -> None:
    """Do what a word says about the round that a person leads: ``move 0 2 april``; with 0 no group was named."""
    name, number, *detail = act.split(" ", 2)
    if name == "ask":
        _pass_the_question(doing, number, [one for one in " ".join(detail).split() if one.isdigit()])
        return
    if name in {"agree", "disagree"}:
        agreements.do(doing, name, detail[0], number)
        return
    joining = (name, number) == ("stand", "0") and tell_stand(doing)
    found = [one for one in _led(doing, number) if name != "stand" or not _forms(doing, one[0])]
    if not found:
        if ((name, number) != ("stand", "0") or not tell_member(doing)) and not joining:
            doing.say("planned.none")
    elif len(found) > 1:
        _ask_which(doing, _WORDS[name], [team for _, team in found], _to_when(detail))
    else:
        _ACTS[name](doing, *found[0], next(iter(detail), ""))
    doing.again()


def _to_when(detail: Sequence[str]) -> str:
    """Return the day that was named, as it is typed after the group; whether she means it she is asked once that is known."""
    return "".join(f" naar {day}" for one in detail if (day := one.partition(SURE)[0].strip()))


def tell_member(doing: "Doing", formats: Collection[str] | None = None) -> bool:
    """Tell somebody who leads none how the open rounds of her groups stand for her; whether there was any."""
    found = False
    for team_id in several.numbered(doing.unit, doing.person.id):
        team = teams.load(doing.unit, team_id)
        for running in rounds.planned_in(doing.unit, team_id):
            if running.format in formats if formats else not _forms(doing, running):
                found = True
                doing.say(_for_member(doing, running), _slots(doing, running, team))
    return found


def _forms(doing: "Doing", running: Round) -> bool:
    """Whether people are asked in a round to join a group, which is told in words of its own (S22)."""
    return doing.editions.of(doing.unit, running.format, running.version).dutch.forms is not None


def _for_member(doing: "Doing", running: Round) -> str:
    if running.planned <= doing.now:
        return _begun(doing, running)
    format = doing.editions.of(doing.unit, running.format, running.version).dutch
    done = finding.submitted_in(doing.unit, running.id, doing.person.id)
    return "planned.prepared" if any(stage.for_all and stage.id in done for stage in format.stages) else "planned.is_on"


def _begun(doing: "Doing", running: Round) -> str:
    """Return what is said of a round whose moment has come: it was held on its day, or has none and goes on since."""
    return "planned.begun" if doing.editions.of(doing.unit, running.format, running.version).dutch.dates else "planned.runs"


def _led(doing: "Doing", number: str) -> list[tuple[Round, Team]]:
    """Return the rounds that this person leads, each with its group, or that of the group named."""
    found = led_by(doing.unit, doing.editions, doing.person.id)
    wanted = list(found) if number == "0" else [team_id for team_id in found if team_id == named(doing, [number])]
    return [(found[team_id], teams.load(doing.unit, team_id)) for team_id in wanted]


def _stand(doing: "Doing", running: Round, team: Team, _detail: str) -> None:
    """Tell how a round stands: of who does something for the group whether she agreed, of nobody else anything (K6)."""
    doing.say("planned.stands" if running.planned > doing.now else _begun(doing, running), _slots(doing, running, team))
    format = doing.editions.of(doing.unit, running.format, running.version).read_in(doing.person.language)
    for question in format.plan.values():
        if question.kind == "person" and question.called and running.planned > doing.now:
            _who_does(doing, running, format, question)


def _who_does(doing: "Doing", running: Round, format: Format, question: Question) -> None:
    """Tell who does something for the group, and whether she agreed: she answered, and did not pass it on."""
    who = running.plan.people.get(question.id) if running.plan else None
    if who is None:
        doing.say("planned.nobody_does", {"wat": question.called})
        return
    agreed = running.plan is not None and plans.agreed(doing.unit, format, running, running.plan, question.id)
    doing.say("planned.does" if agreed else "planned.not_agreed", {"wat": question.called, "wie": who})


def _to_be_sure(doing: "Doing", running: Round, word: str) -> str:
    """Return what somebody says who means a word: about this round alone, at its moment, while it has not begun or has."""
    stands = int(running.planned.timestamp()) // 60 if running.planned > doing.now else 0
    return f"{word} zeker {running.id}.{stands}"


def was_asked(doing: "Doing", word: str, detail: str) -> bool:
    """Whether somebody was just told what a word does to a round as it stands now, and says that she means it."""
    _, sure, about = detail.partition(SURE)
    says_so = bool(sure) and about.strip() in {"", word.rpartition(" ")[2]}
    return says_so and doing.person.offered is not None and word in dict(unpack(doing.person.offered))


def _is_sure(doing: "Doing", running: Round, team: Team, act: str, detail: str) -> bool:
    """Whether somebody means what cannot be taken back: she was just told what it does; else she is told now, and asked."""
    word = _to_be_sure(doing, running, several.with_number(doing.unit, doing.person.id, _WORDS[act], team.id))
    if was_asked(doing, word, detail):
        return True
    says = f"planned.sure_{act}" if running.planned > doing.now else f"planned.sure_{act}_begun"
    stays, ends = (several.with_number(doing.unit, doing.person.id, _WORDS[one], team.id) for one in ("stand", "cancel"))
    choices = [(word, f"planned.yes_{act}"), (stays, "planned.leave")]
    if act == "close" and _nobody_invited(doing, running):
        says, choices = "planned.sure_close_uninvited", [choices[0], (ends, "planned.call_off"), choices[1]]
    doing.say(says, _slots(doing, running, team), choices)
    return False


def _nobody_invited(doing: "Doing", running: Round) -> bool:
    """Whether a round in which all prepare something has asked none of them yet, so that there is nothing to close."""
    format = doing.editions.of(doing.unit, running.format, running.version).dutch
    prepares = {stage.id for stage in format.reached if stage.for_all and not stage.over}
    asked = {one.stage for one in finding.all_in(doing.unit, running.id) if one.prompted_at is not None}
    return bool(prepares) and not prepares & asked


def _close(doing: "Doing", running: Round, team: Team, detail: str) -> None:
    if running.planned <= doing.now:
        doing.say("planned.too_late", _slots(doing, running, team))
        return
    if not _is_sure(doing, running, team, "close", detail):
        return
    says = "planned.begun_uninvited" if _nobody_invited(doing, running) else "planned.closed"
    plans.move(doing.unit, doing.editions, running, doing.now, doing.now)
    audit.note(doing.unit, "round closed early", doing.now, actor=doing.person.id, subject=running.team)
    doing.say(says, {"titel": _title(doing, running, team)})


def _again(doing: "Doing", running: Round, team: Team, _detail: str) -> None:
    assert running.plan is not None
    plans.go_on(doing.unit, doing.editions, replace(running, plan=replace(running.plan, again=True)), doing.now)
    doing.say("planned.then_again", _slots(doing, running, team))


def _cancel(doing: "Doing", running: Round, team: Team, detail: str) -> None:
    if plans.told(doing.unit, doing.editions, running, team, doing.now):
        doing.say("planned.too_late", _slots(doing, running, team))
        return
    if not _is_sure(doing, running, team, "cancel", detail):
        return
    asked = plans.cancel(doing.unit, doing.editions, running, doing.now)
    audit.note(doing.unit, "round cancelled", doing.now, actor=doing.person.id, subject=team.id)
    doing.say("planned.cancelled", {"titel": _title(doing, running, team)})
    tell_cancelled(doing.unit, running, asked, doing.person.id, doing.cause, doing.now)


def _tell(doing: "Doing", person_id: str, key: str, part: dict[str, Any]) -> None:
    if to := reached_at(doing.unit, person_id):
        outbox.add(doing.unit, Message(key, to, "notice", [part], doing.now, person=person_id))


def _move(doing: "Doing", running: Round, team: Team, detail: str) -> None:
    if running.planned <= doing.now:
        doing.say("planned.too_late", _slots(doing, running, team))
        return
    day = parse_moment(detail.partition(SURE)[0], doing.now.astimezone(team.zone).date())
    moment = _moment(day, running.planned, team) if isinstance(day, Day) else None
    if moment is None or moment <= doing.now:
        doing.say("planned.move_to_when", day_after=_to_move(doing, team))
        return
    if moment == running.planned:
        _stand(doing, running, team, "")
        return
    if _too_soon(doing, running, team, moment) or _is_asked_first(doing, running, team, moment, detail):
        return
    plans.move(doing.unit, doing.editions, running, moment, doing.now)
    audit.note(doing.unit, "round moved", doing.now, actor=doing.person.id, subject=team.id)
    moved = replace(running, planned=moment)
    format = doing.editions.of(doing.unit, running.format, running.version).dutch
    says = days(moved, format, running.planned, team.zone, doing.person.language, doing.now)
    doing.say("planned.moved", {"titel": _title(doing, running, team), **says})
    tell_moved(doing.unit, moved, running.planned, doing.person.id, doing.cause, doing.now)
    ask_about_pause(doing, moved, team)


def ask_about_pause(doing: "Doing", running: Round, team: Team) -> None:
    """Ask who leads whether a round stands of which the day lies in a pause of its group; it does until she moves it (X19)."""
    if running.planned <= doing.now or not in_pause(running.planned, team):
        return
    move, stays = (several.with_number(doing.unit, doing.person.id, _WORDS[act], team.id) for act in ("move", "stand"))
    doing.say("planned.in_pause", _slots(doing, running, team), [(move, "planned.move_it"), (stays, "planned.goes_on")])


def _too_soon(doing: "Doing", running: Round, team: Team, moment: datetime) -> bool:
    """Say so where a day lies too near today or the last round, as when a round is planned."""
    asked, day = plans.day_of(doing.unit, doing.editions, running), moment.astimezone(team.zone).date()
    today, held = doing.now.astimezone(team.zone).date(), last_held(doing.unit, running.format, team.id)
    near = first_day(asked, held.astimezone(team.zone).date() if held else None)
    soonest = EVERYDAY.shift(today, asked.ahead)
    for reason, first in (("soon", soonest), ("near", near)):
        if first is not None and day < first:
            says = {"dag": day_in_full(first, doing.person.language)}
            doing.say(f"err.too_{reason}", says, day_after=_to_move(doing, team))
            return True
    return False


def _is_asked_first(doing: "Doing", running: Round, team: Team, moment: datetime, detail: str) -> bool:
    """Ask whether a day is meant on which the group does not work, or in another year, before it counts; typed or pressed."""
    wall = moment.astimezone(team.zone)
    works = not plans.day_of(doing.unit, doing.editions, running).workday or team.calendar.is_working_day(wall.date())
    if works and not in_another_year(moment, team.zone, doing.now):
        return False
    move = _to_move(doing, team)
    word = _to_be_sure(doing, running, f"{move} {wall:%Y-%m-%d} om {wall:%H:%M}")
    if was_asked(doing, word, detail):
        return False
    if not works:
        doing.say("date.no_workday")
    says = {"dag": day_in_full(wall.date(), doing.person.language)}
    doing.say("planned.move_there", says, [(word, "planned.move_yes")], day_after=move)
    return True


def _to_move(doing: "Doing", team: Team) -> str:
    """Return the words behind which the day stands to which the round of a group moves."""
    return f"{several.with_number(doing.unit, doing.person.id, _WORDS['move'], team.id)} naar"


def _moment(day: Day, before: datetime, team: Team) -> datetime:
    """Return the new moment; where no time was named, the time of before."""
    return to_utc(day.day, day.at or before.astimezone(team.zone).time(), team.zone)


def _pass_the_question(doing: "Doing", format_id: str, number: Sequence[str]) -> None:
    """Ask who may start a round in a group whether they will: without a name, and once a day (S06)."""
    format = doing.editions.newest(format_id).dutch
    group = named(doing, number) or people.home_team(doing.unit, doing.person.id)
    for held in people.members(doing.unit, group, format.starts.by) if group else ():
        part = plans.offer(doing.unit, format, teams.load(doing.unit, held.team), held.person, "planned.somebody_asks")
        _tell(doing, held.person, f"asked for {format_id} {held.team} {held.person} {doing.now.date()}", part)
    doing.say("planned.asked")


Act = Callable[["Doing", Round, Team, str], None]
_ACTS: Mapping[str, Act] = {"stand": _stand, "close": _close, "again": _again, "cancel": _cancel, "move": _move}
_WORDS: Mapping[str, str] = {
    "stand": "stand", "close": "sluit nu", "again": "plan na sluiting", "cancel": "annuleer", "move": "verplaats"
}  # fmt: skip
"""What is typed for each."""
