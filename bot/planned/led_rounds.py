"""What a lead or facilitator does with a round that somebody planned: see how it stands, move it, end it (GE7, X19)."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.gatherings import agreements
from bot.gatherings.signed_up import tell_stand
from bot.incoming import several
from bot.outgoing.reaching import reached_at
from bot.outgoing.titled import of_round
from bot.planned import led_days, plans
from bot.planned.held_before import last_held
from bot.planned.leading import begun_by_two
from bot.planned.led_starts import (
    WORDS,
    alike,
    ask_about_pause,
    ask_which,
    named,
    slots,
    title_of,
    to_move,
    word_for,
)
from bot.planned.led_which import CHANGES, DAYS, leads, led_of, of_id
from bot.planned.moved import days, says_moved, tell_cancelled
from bot.planned.moved import tell as tell_moved
from bot.planned.sure import to_be_sure, was_asked
from bot.timing.offers import round_planned
from dialogs.answers.dates import Day, day_in_full, in_another_year, parse_moment
from dialogs.language.content import Format
from dialogs.language.parts import Question
from dialogs.talk.commands import SURE
from dialogs.talk.led_days import OF_SEVERAL
from dialogs.timing.chosen_days import first_day
from dialogs.timing.wallclock import to_utc
from dialogs.timing.workdays import EVERYDAY
from storage.groups import people, rounds, teams
from storage.groups.rounds import Round
from storage.groups.teams import Team
from storage.outgoing import outbox
from storage.outgoing.outbox import Message
from storage.privacy import audit
from storage.talks import finding

if TYPE_CHECKING:
    from bot.incoming.doing import Doing


def do(doing: "Doing", act: str) -> None:
    """Do what a word says about the round that a person leads: ``move 0 2 april``; with 0 no group was named."""
    name, number, *detail = act.split(" ", 2)
    if name == "ask":
        _pass_the_question(doing, number, [one for one in " ".join(detail).split() if one.isdigit()])
        return
    if name in {"agree", "disagree"}:
        agreements.do(doing, name, detail[0], number)
        return
    number, _, this = number.partition(OF_SEVERAL)
    joining = (name, number) == ("stand", "0") and tell_stand(doing)
    found = of_id(doing, this) if this else led_of(doing, name, number)
    groups = list({team.id: team for _, team in found}.values())
    also = name == "stand" and len(groups) < 2 and tell_member(doing, group=number)
    if len(groups) > 1:
        ask_which(doing, WORDS[name.removesuffix("_day")], groups, _detail_of(name, detail))
    elif name in CHANGES and len(found) > 1:
        _ask_which_round(doing, name, [one for led, _ in found for one in alike(doing, led) or [led]], groups[0], detail)
    elif not (found or joining or also):
        doing.say("planned.none")
    for running, team in found if len(groups) == 1 and not (name in CHANGES and len(found) > 1) else ():
        _with_one(doing, name, running, team, detail, chosen=bool(this))
    doing.again()


def _with_one(doing: "Doing", name: str, running: Round, team: Team, detail: Sequence[str], *, chosen: bool) -> None:
    """Do it with what is meant; where several rounds of one kind are ahead she chooses which is changed (S05)."""
    beside = alike(doing, running) if name in CHANGES and not chosen else []
    if name in DAYS:
        led_days.do_day(doing, name, running, team, detail[0])
    elif led_days.has_days(doing, running):
        led_days.ACTS[name](doing, running, team, next(iter(detail), ""))
    elif len(beside) > 1:
        _ask_which_round(doing, name, beside, team, detail)
    else:
        _ACTS[name](doing, running, team, next(iter(detail), ""))


def _ask_which_round(doing: "Doing", name: str, ahead: Sequence[Round], team: Team, detail: Sequence[str]) -> None:
    """Ask which of several is meant: a round ahead, or what has days to look back (S05, S36)."""
    called = [of_round(one.id) if len(alike(doing, one)) > 1 else title_of(doing, one, team) for one in ahead]
    words = [f"{word_for(doing, name, one, team)}{_detail_of(name, detail)}" for one in ahead]
    doing.say("planned.which_round", {}, list(zip(words, called, strict=True)))


def _detail_of(name: str, detail: Sequence[str]) -> str:
    """Return the day that was named, as it is typed after the group; whether she means it she is asked once that is known."""
    if name in DAYS:
        number, _, when = detail[0].partition(SURE)[0].strip().partition(" ")
        return f" dag {number}{f' naar {when}' if when else ''}"
    return "".join(f" naar {day}" for one in detail if (day := one.partition(SURE)[0].strip()))


def tell_member(doing: "Doing", formats: Collection[str] | None = None, group: str = "0") -> bool:
    """Tell somebody how the open rounds of her groups that she does not lead stand for her; whether there was any."""
    found = False
    wanted = several.numbered(doing.unit, doing.person.id) if group == "0" else [named(doing, [group])]
    for team in (teams.load(doing.unit, team_id) for team_id in wanted if team_id):
        for running in rounds.planned_in(doing.unit, team.id):
            if running.format in formats if formats else not (_forms(doing, running) or leads(doing, running)):
                found = True
                doing.say(_for_member(doing, running), slots(doing, running, team))
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


def _stand(doing: "Doing", running: Round, team: Team, _detail: str) -> None:
    """Tell how a round stands: of who does something for the group whether she agreed, of nobody else anything (K6)."""
    doing.say("planned.stands" if running.planned > doing.now else _begun(doing, running), slots(doing, running, team))
    format = doing.editions.of(doing.unit, running.format, running.version).read_in(doing.person.language)
    for question in format.plan.values():
        if question.kind == "person" and question.called and not question.asks and running.planned > doing.now:
            _who_does(doing, running, format, question)


def _who_does(doing: "Doing", running: Round, format: Format, question: Question) -> None:
    """Tell who does something for the group, and whether she agreed: she answered, and did not pass it on."""
    who = running.plan.people.get(question.id) if running.plan else None
    if who is None:
        doing.say("planned.nobody_does", {"wat": question.called})
        return
    agreed = running.plan is not None and plans.agreed(doing.unit, format, running, running.plan, question.id)
    doing.say("planned.does" if agreed else "planned.not_agreed", {"wat": question.called, "wie": who})


def _is_sure(doing: "Doing", running: Round, team: Team, act: str, detail: str) -> bool:
    """Whether somebody means what cannot be taken back: she was just told what it does; else she is told now, and asked."""
    word = to_be_sure(doing, running, word_for(doing, act, running, team))
    if was_asked(doing, word, detail):
        return True
    says = f"planned.sure_{act}" if running.planned > doing.now else f"planned.sure_{act}_begun"
    stays = several.with_number(doing.unit, doing.person.id, WORDS["stand"], team.id)
    ends = word_for(doing, "cancel", running, team)
    choices = [(word, f"planned.yes_{act}"), (stays, "planned.leave")]
    if act == "close" and _nobody_invited(doing, running):
        says, choices = "planned.sure_close_uninvited", [choices[0], (ends, "planned.call_off"), choices[1]]
    doing.say(says, slots(doing, running, team), choices)
    return False


def _nobody_invited(doing: "Doing", running: Round) -> bool:
    """Whether a round in which all prepare something has asked none of them yet, so that there is nothing to close."""
    format = doing.editions.of(doing.unit, running.format, running.version).dutch
    prepares = {stage.id for stage in format.reached if stage.for_all and not stage.over}
    asked = {one.stage for one in finding.all_in(doing.unit, running.id) if one.prompted_at is not None}
    return bool(prepares) and not prepares & asked


def _close(doing: "Doing", running: Round, team: Team, detail: str) -> None:
    if running.planned <= doing.now:
        doing.say("planned.too_late", slots(doing, running, team))
        return
    if not _is_sure(doing, running, team, "close", detail):
        return
    says = "planned.begun_uninvited" if _nobody_invited(doing, running) else "planned.closed"
    plans.move(doing.unit, doing.editions, running, doing.now, doing.now)
    audit.note(doing.unit, "round closed early", doing.now, actor=doing.person.id, subject=running.team)
    doing.say(says, {"titel": title_of(doing, running, team)})


def _again(doing: "Doing", running: Round, team: Team, _detail: str) -> None:
    assert running.plan is not None
    plans.go_on(doing.unit, doing.editions, replace(running, plan=replace(running.plan, again=True)), doing.now)
    doing.say("planned.then_again", slots(doing, running, team))


def _cancel(doing: "Doing", running: Round, team: Team, detail: str) -> None:
    if plans.told(doing.unit, doing.editions, running, team, doing.now):
        doing.say("planned.too_late", slots(doing, running, team))
        return
    if not _is_sure(doing, running, team, "cancel", detail):
        return
    asked = plans.cancel(doing.unit, doing.editions, running, doing.now)
    audit.note(doing.unit, "round cancelled", doing.now, actor=doing.person.id, subject=team.id)
    doing.say("planned.cancelled", {"titel": title_of(doing, running, team)})
    tell_cancelled(doing.unit, running, asked, doing.person.id, doing.cause, doing.now, _two(doing, running))


def _tell(doing: "Doing", person_id: str, key: str, part: dict[str, Any]) -> None:
    if to := reached_at(doing.unit, person_id):
        outbox.add(doing.unit, Message(key, to, "notice", [part], doing.now, person=person_id))


def _move(doing: "Doing", running: Round, team: Team, detail: str) -> None:
    if running.planned <= doing.now:
        doing.say("planned.too_late", slots(doing, running, team))
        return
    day = parse_moment(detail.partition(SURE)[0], doing.now.astimezone(team.zone).date())
    moment = _moment(day, running.planned, team) if isinstance(day, Day) else None
    if moment is None or moment <= doing.now:
        doing.say("planned.move_to_when", day_after=to_move(doing, running, team))
        return
    if moment == running.planned:
        _stand(doing, running, team, "")
        return
    if _too_soon(doing, running, team, moment) or _is_asked_first(doing, running, team, moment, detail):
        return
    plans.move(doing.unit, doing.editions, running, moment, doing.now)
    round_planned(doing.unit, doing.editions, running.format, team.id, doing.now)
    audit.note(doing.unit, "round moved", doing.now, actor=doing.person.id, subject=team.id)
    moved = replace(running, planned=moment)
    format = doing.editions.of(doing.unit, running.format, running.version).dutch
    says = days(moved, format, running.planned, team.zone, doing.person.language, doing.now)
    doing.say(says_moved(format), {"titel": title_of(doing, running, team), **says})
    two, by = _two(doing, running), doing.person.id
    tell_moved(doing.unit, moved, running.planned, by, doing.cause, doing.now, says=says_moved(format), two=two)
    ask_about_pause(doing, moved, team)


def _two(doing: "Doing", running: Round) -> list[str]:
    return begun_by_two(doing.unit, doing.editions.of(doing.unit, running.format, running.version).dutch, running)


def _too_soon(doing: "Doing", running: Round, team: Team, moment: datetime) -> bool:
    """Say so where a day lies too near today or the last round, as when a round is planned."""
    asked, day = plans.day_of(doing.unit, doing.editions, running), moment.astimezone(team.zone).date()
    today, held = doing.now.astimezone(team.zone).date(), last_held(doing.unit, running.format, team.id)
    near = first_day(asked, held.astimezone(team.zone).date() if held else None)
    soonest = EVERYDAY.shift(today, asked.ahead)
    for reason, first in (("soon", soonest), ("near", near)):
        if first is not None and day < first:
            says = {"dag": day_in_full(first, doing.person.language)}
            doing.say(f"err.too_{reason}", says, day_after=to_move(doing, running, team))
            return True
    return False


def _is_asked_first(doing: "Doing", running: Round, team: Team, moment: datetime, detail: str) -> bool:
    """Ask whether a day is meant on which the group does not work, or in another year, before it counts; typed or pressed."""
    wall = moment.astimezone(team.zone)
    works = not plans.day_of(doing.unit, doing.editions, running).workday or team.calendar.is_working_day(wall.date())
    if works and not in_another_year(moment, team.zone, doing.now):
        return False
    move = to_move(doing, running, team)
    word = to_be_sure(doing, running, f"{move} {wall:%Y-%m-%d} om {wall:%H:%M}")
    if was_asked(doing, word, detail):
        return False
    if not works:
        doing.say("date.no_workday")
    says = {"dag": day_in_full(wall.date(), doing.person.language)}
    doing.say("planned.move_there", says, [(word, "planned.move_yes")], day_after=move)
    return True


def _moment(day: Day, before: datetime, team: Team) -> datetime:
    """Return the new moment; where no time was named, the time of before."""
    return to_utc(day.day, day.at or before.astimezone(team.zone).time(), team.zone)


def _pass_the_question(doing: "Doing", format_id: str, number: Sequence[str]) -> None:
    """Ask who may start a round in a group whether they will: without a name, and once a day (S06)."""
    format = doing.editions.newest(format_id).dutch
    if format.of_one:
        doing.say("planned.of_oneself", {"titel": doing.editions.newest(format_id).read_in(doing.person.language).title})
        return
    group = named(doing, number) or people.home_team(doing.unit, doing.person.id)
    for held in people.members(doing.unit, group, format.starts.by) if group else ():
        part = plans.offer(doing.unit, format, teams.load(doing.unit, held.team), held.person, "planned.somebody_asks")
        _tell(doing, held.person, f"asked for {format_id} {held.team} {held.person} {doing.now.date()}", part)
    doing.say("planned.asked")


Act = Callable[["Doing", Round, Team, str], None]
_ACTS: Mapping[str, Act] = {"stand": _stand, "close": _close, "again": _again, "cancel": _cancel, "move": _move}
