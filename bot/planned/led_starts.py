"""Beginning to plan a round of a group that one leads: in which group, what stands in the way, and whom to ask (GE7, S06)."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from bot.gatherings import agreements, meetings
from bot.gatherings.for_meetings import meetings_to_come, plans_its_meetings
from bot.incoming import several
from bot.incoming.beginning import begin_plan
from bot.outgoing.slots import day_of_round
from bot.outgoing.titled import of_round
from bot.planned import cards, led_days, own_rounds, round_begins
from bot.planned.leading import days_led
from bot.timing.opening import lacking
from dialogs.language.content import Format
from dialogs.settings import SIZE_WARN
from dialogs.timing.timetable import in_pause
from storage.groups import people, rounds, teams
from storage.groups.rounds import Round
from storage.groups.taking_part import participants
from storage.groups.teams import Team

if TYPE_CHECKING:
    from bot.incoming.doing import Doing
    from bot.incoming.surroundings import Setting
    from storage.talks.conversations import Conversation


WORDS: Mapping[str, str] = {
    "stand": "stand", "close": "sluit nu", "again": "plan na sluiting", "cancel": "annuleer", "move": "verplaats"
}  # fmt: skip
"""What is typed for each."""


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
        (agreements.read if format.agreed_to else cards.read if format.starts.renews else _ask_the_lead)(doing, format)
        return None
    if format.of_one and (home := people.home_team(doing.unit, doing.person.id)) in held:
        return home
    if team_id in held or len(held) == 1 or format.of_one:
        return team_id if team_id in held else held[0]
    ask_which(doing, format.starts.plans or "", [teams.load(doing.unit, one) for one in held])
    return None


def ask_which(doing: "Doing", word: str, groups: Sequence[Team], detail: str = "") -> None:
    """Ask which of several groups is meant (X16)."""
    doing.say(
        "planned.which_group",
        {},
        [(f"{several.with_number(doing.unit, doing.person.id, word, one.id)}{detail}", one.name) for one in groups],
    )


def begin(doing: "Doing", format: Format, team_id: str) -> None:
    """Begin to plan a round in a group, unless one of its kind is open there (GE7) or the group lacks something."""
    team = teams.load(doing.unit, team_id)
    if format.of_one:
        doing.open_with(begin_plan(doing.unit, doing.editions, doing.person, format.id, doing.cause, doing.now, team_id))
    elif (running := _in_the_way(doing, format, team_id)) is not None:
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
        if (
            format.programme is not None
            and format.programme.gathers
            and (many := len(participants(doing.unit, team_id))) >= team.settings[SIZE_WARN]
        ):
            doing.say("meetings.size_warn", {"aantal": many, "meer": team.settings[SIZE_WARN]})
        if format.agreed_to:
            agreements.tell(doing, format, team_id)
        elif format.starts.renews:
            cards.show(doing, format, team_id)
        doing.open_with(begin_plan(doing.unit, doing.editions, doing.person, format.id, doing.cause, doing.now, team_id))


def _in_the_way(doing: "Doing", format: Format, team_id: str) -> Round | None:
    """Return the open round beside which none of its kind opens (GE7); not where it replaces that (S24), or both fit (S05)."""
    if format.programme is not None and format.programme.looks_back:
        return rounds.in_programme(doing.unit, format.id, team_id, doing.now)
    return None if format.has_versions or format.meets else rounds.open_now(doing.unit, format.id, team_id, doing.now)


def open_round(doing: "Doing", setting: "Setting", kept: "Conversation") -> None:
    """Open the round that was planned in a conversation, unless one of its kind is open in the group (GE7)."""
    team = setting.team
    assert team is not None  # only who has a role in a group can plan
    held = people.roles_of(doing.unit, doing.person.id)
    if not any(one.team == team.id and one.role in setting.format.starts.by for one in held):
        doing.unsay(kept.id)
        doing.say("err.no_rights", {"rol": setting.format.starts.by[0]})  # she has lost it since she began
    elif setting.format.of_one:
        own_rounds.open_round(doing, setting, kept, team)
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
    if format.of_one:
        title = doing.editions.newest(format.id).read_in(doing.person.language).title
        doing.say("planned.of_oneself", {"titel": title})
        return
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
    if led_days.has_days(doing, running):
        led_days.stand(doing, running, team)
        return
    begun = running.planned <= doing.now
    acts = ("stand", "again") if begun else ("stand", "close", "again")
    choices = [(several.with_number(doing.unit, doing.person.id, WORDS[act], team.id), f"planned.{act}") for act in acts]
    says = "planned.already_begun" if begun else "planned.opened_by" if by else "planned.already_open"
    doing.say(says, {**slots(doing, running, team), **by}, choices)


def slots(doing: "Doing", running: Round, team: Team) -> dict[str, str]:
    """Return what names a round in a text: its title, and its day."""
    format = doing.editions.of(doing.unit, running.format, running.version).dutch
    day = day_of_round(running, format, team.zone, doing.person.language, doing.now)
    return {"titel": title_of(doing, running, team), "datum": day}


def title_of(doing: "Doing", running: Round, team: Team) -> str:
    """Return the title of a round, with its group where a person has several; of one for a meeting what it is called."""
    format = doing.editions.of(doing.unit, running.format, running.version).read_in(doing.person.language)
    if format.meets:  # several may be ahead beside each other
        return of_round(running.id)
    title = format.title
    return several.told_apart(doing.unit, doing.person.id, title, team)


def ask_about_pause(doing: "Doing", running: Round, team: Team) -> None:
    """Ask who leads whether a round stands of which the day lies in a pause of its group; it does until she moves it (X19)."""
    if running.planned <= doing.now or not in_pause(running.planned, team):
        return
    move, stays = (several.with_number(doing.unit, doing.person.id, WORDS[act], team.id) for act in ("move", "stand"))
    doing.say("planned.in_pause", slots(doing, running, team), [(move, "planned.move_it"), (stays, "planned.goes_on")])


def word_for(doing: "Doing", act: str, running: Round, team: Team) -> str:
    """Return what is typed for something about a round: with its group, and which one where several are there (S05, S36)."""
    word = several.with_number(doing.unit, doing.person.id, WORDS[act], team.id)
    days = days_led(doing.unit, doing.editions, doing.person.id, doing.now)
    return f"{word} ronde {running.id}" if running.team in days or len(alike(doing, running)) > 1 else word


def alike(doing: "Doing", running: Round) -> list[Round]:
    """Return the rounds of the same kind that are ahead in a group, the first day first."""
    found = [one for one in rounds.planned_in(doing.unit, running.team) if one.format == running.format]
    return sorted((one for one in found if one.planned > doing.now), key=lambda one: (one.planned, one.id))


def to_move(doing: "Doing", running: Round, team: Team) -> str:
    """Return the words behind which the day stands to which the round of a group moves."""
    return f"{word_for(doing, 'move', running, team)} naar"
