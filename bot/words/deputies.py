"""Who stands in for a lead or a facilitator for a while (X14, GE18, GE19).

A deputy has the same roles in the group from the first day on, so she reads from that day on what they let her read, and
nothing of before.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from bot.outgoing.reaching import reached_at
from dialogs.answers.dates import day_ahead, day_in_words, parse_date
from dialogs.answers.days_said import Unclear
from dialogs.answers.names import people_called
from dialogs.language.roles import TAKES_PART, Role
from dialogs.saying.phrases import Language
from dialogs.talk.commands import BETWEEN
from dialogs.timing.pauses import longest_pause, on_the_morning_of
from storage.groups import agreements, deputies, people, teams
from storage.groups.deputies import Deputy
from storage.groups.teams import Team
from storage.outgoing import outbox
from storage.outgoing.outbox import Message
from storage.privacy import audit
from storage.store import Unit

if TYPE_CHECKING:
    from bot.incoming.doing import Doing

LEADS: frozenset[Role] = frozenset({"lead", "facilitator"})
"""The roles in which somebody can stand in for another."""


def do(doing: "Doing", detail: str) -> None:
    """Do what a word says about a deputy in a group, 0 where none was named: show, end, decline, or name one with the days."""
    act, number, *more = detail.split(" ", 2)
    day = more[0].split(BETWEEN) if more else []
    groups = _led_by(doing.unit, doing.person.id)
    named = groups if number == "0" else groups[int(number) - 1 : int(number)]
    if act == "decline":
        _decline(doing)
    elif not groups:
        doing.say("err.no_rights", {"rol": "lead"})
    elif act == "show":
        for group in named:
            _show(doing, group)
    elif len(named) != 1:
        doing.say("deputy.which", {}, [(_typed(n, *day), one.name) for n, one in enumerate(groups, start=1)])
    elif act == "end":
        _end_early(doing, named[0])
    else:
        _name(doing, named[0], *day)
    doing.again()


def settle(unit: Unit, one: Deputy, now: datetime) -> None:
    """Let what is due begin or end, and look whether it holds: a deputy has the roles of who is away, as far as she may."""
    if deputies.of(unit, one.team, one.person) != one:
        return  # another process settled it meanwhile, or somebody changed or ended it
    wanted, away = _roles_for(unit, one), _roles_in(unit, one.team, one.person)
    if now >= one.ends or not wanted:
        _end(unit, one, now)
        if now < one.ends and away:
            _tell_away(unit, one, "deputy.gone", f"{now.timestamp()}", now)
    elif now < one.begins:
        deputies.postpone(unit, one, one.begins)
    else:
        for role in set(one.roles) - wanted:
            people.end_role(unit, one.team, one.deputy, role, now)
        given = wanted - _roles_in(unit, one.team, one.deputy)
        for role in sorted(given):
            people.appoint(unit, one.team, one.deputy, role, now)
        deputies.begin(unit, one, tuple(sorted(given | (set(one.roles) & wanted))))
        audit.note(unit, "deputy begins", now, actor=one.person, subject=one.deputy)


# -- what can be asked


def _led_by(unit: Unit, person_id: str) -> list[Team]:
    """Return the groups in which somebody has a role in which another can stand in, the first joined first."""
    held = dict.fromkeys(one.team for one in people.roles_of(unit, person_id) if one.role in LEADS)
    return [teams.load(unit, team_id) for team_id in held]


def _typed(number: int, who: str = "", first: str = "", last: str = "") -> str:
    """Return what somebody would type about one of her groups: who stands in there, or that nobody does."""
    if not who:
        return f"geen plaatsvervanger {number}"
    return f"plaatsvervanger {number} {who}{f' van {first}' if first else ''} tot {last}"


def _show(doing: "Doing", group: Team) -> None:
    """Say who stands in for somebody in a group, or how to name one."""
    found = deputies.of(doing.unit, group.id, doing.person.id)
    if found is None:
        doing.say("deputy.none", {"groep": group.name})
    else:
        doing.say("deputy.set", _in_words(found, group, doing.person.language))


def _name(doing: "Doing", group: Team, who: str, first: str, last: str) -> None:
    """Let somebody stand in; she is told at once, and can say that she would rather not."""
    today = doing.now.astimezone(group.zone).date()
    begins, ends = _from(first, today, group, doing.now), day_ahead(last, today)
    found = _called(doing.unit, group, doing.person.id, who)
    if isinstance(ends, Unclear) or begins is None:
        doing.say("deputy.no_day")
    elif not begins < on_the_morning_of(ends, group.zone) <= longest_pause(doing.now, group.zone):
        doing.say("deputy.too_long")
    elif len(found) != 1:
        doing.say("deputy.unknown" if not found else "deputy.several")  # the name that was typed stands in no recipe
    elif _roles_in(doing.unit, group.id, doing.person.id) <= _own_roles(doing.unit, group.id, found[0]):
        doing.say("deputy.already", {"wie": found[0]})
    else:
        new = Deputy(group.id, doing.person.id, found[0], begins, on_the_morning_of(ends, group.zone))
        _replace(doing, new, group)
        doing.remember(None)  # it has a word of its own to end it
        deputies.name(doing.unit, new)
        audit.note(doing.unit, "deputy named", doing.now, actor=doing.person.id, subject=new.deputy)
        doing.say("deputy.set", _in_words(new, group, doing.person.language))
        _tell(doing.unit, new, group, "deputy.asked", doing.cause, doing.now, _to_agree(doing, new, group))


def _replace(doing: "Doing", new: Deputy, group: Team) -> None:
    """End what stood before; who goes on standing in for longer keeps her role, and so what she could read."""
    before = deputies.of(doing.unit, group.id, doing.person.id)
    if before is not None and before.deputy != new.deputy:
        _end(doing.unit, before, doing.now)
        _tell(doing.unit, before, group, "deputy.over", f"{doing.cause} before", doing.now)
    elif before is not None and new.begins > doing.now:
        _end(doing.unit, before, doing.now)


def _from(text: str, today: date, group: Team, now: datetime) -> datetime | None:
    """Return when somebody begins to stand in: at once, or on the morning of a day; None for no day, or one that is past."""
    if not text:
        return now
    day = parse_date(text, today)
    if isinstance(day, Unclear):
        return None
    return now if day == today else on_the_morning_of(day, group.zone)


def _called(unit: Unit, group: Team, but: str, who: str) -> list[str]:
    """Return who is called so: of the group, or who facilitates another one, as a facilitator comes from outside (S22)."""
    names = dict(teams.around(unit, group.id)[1].names)
    if "facilitator" in _roles_in(unit, group.id, but):
        names |= {id_: people.name_of(unit, id_) for id_ in people.holders(unit, "facilitator")}
    sure, found = people_called(who, {id_: name for id_, name in names.items() if id_ != but})
    reached = [id_ for id_ in found if reached_at(unit, id_) is not None and not people.signed_off(unit, id_)]
    return reached if sure or len(found) > 1 else []


def _decline(doing: "Doing") -> None:
    """Let somebody stand in for nobody any more; who named her is told, without a reason."""
    hers = deputies.done_by(doing.unit, doing.person.id)
    for one in hers:
        _end(doing.unit, one, doing.now)
        if (to := reached_at(doing.unit, one.person)) is not None:
            slots = {"wie": one.deputy, "groep": teams.load(doing.unit, one.team).name}
            part = {"say": "deputy.declined", "with": slots, "in_pause": True}
            outbox.add(
                doing.unit, Message(f"declined {one.team} {doing.cause}", to, "notice", [part], doing.now, person=one.person)
            )
    doing.say("deputy.you_declined" if hers else "deputy.not_you")


def _end_early(doing: "Doing", group: Team) -> None:
    """Let nobody stand in any more; who did is told."""
    found = deputies.of(doing.unit, group.id, doing.person.id)
    if found is None:
        doing.say("deputy.none", {"groep": group.name})
        return
    doing.remember(None)
    _end(doing.unit, found, doing.now)
    doing.say("deputy.ended", {"wie": found.deputy, "groep": group.name})
    _tell(doing.unit, found, group, "deputy.over", doing.cause, doing.now)


# -- small words


def _end(unit: Unit, one: Deputy, now: datetime) -> None:
    people.end_deputy(unit, one, now)
    audit.note(unit, "deputy ends", now, actor=one.person, subject=one.deputy)


def _to_agree(doing: "Doing", one: Deputy, group: Team) -> list[dict[str, Any]]:
    """Return what a deputy has to agree to before she reads what is shared with the group (S24)."""
    language = people.load(doing.unit, one.deputy).language
    decided = [
        edition.read_in(language).starts.plans
        for name, edition in doing.editions.library.editions.items()
        if edition.dutch.agreed_to and agreements.newest(doing.unit, name, group.id) is not None
        and one.deputy not in agreements.agreed(doing.unit, name, group.id)
    ]  # fmt: skip
    return [{"say": "deputy.agree_first", "with": {"groep": group.name, "woord": word}} for word in decided]


def _tell(
    unit: Unit, one: Deputy, group: Team, phrase: str, cause: str, now: datetime, more: Sequence[dict[str, Any]] = ()
) -> None:  # fmt: skip
    if (to := reached_at(unit, one.deputy)) is not None:
        slots = _in_words(one, group, people.load(unit, one.deputy).language) | {"wie": one.person}
        said = [{"say": phrase, "with": slots}, *more]
        outbox.add(unit, Message(f"deputy {group.id} {cause}", to, "notice", said, now, person=one.deputy))


def _tell_away(unit: Unit, one: Deputy, phrase: str, cause: str, now: datetime) -> None:
    """Tell who is away that somebody does not stand in for her."""
    if (to := reached_at(unit, one.person)) is not None:
        slots = {"wie": one.deputy, "groep": teams.load(unit, one.team).name}
        part = {"say": phrase, "with": slots, "in_pause": True}
        key = f"{phrase} {one.team} {one.person} {cause}"
        outbox.add(unit, Message(key, to, "notice", [part], now, person=one.person))


def _in_words(one: Deputy, group: Team, language: Language) -> dict[str, str]:
    first, last = (day_in_words(moment, group.zone, language) for moment in (one.begins, one.ends))
    return {"wie": one.deputy, "groep": group.name, "datum_start": first, "datum": last}


def _roles_in(unit: Unit, team_id: str, person_id: str) -> frozenset[Role]:
    return frozenset(one.role for one in people.roles_of(unit, person_id) if one.team == team_id and one.role in LEADS)


def _own_roles(unit: Unit, team_id: str, person_id: str) -> frozenset[Role]:
    """Return the roles that somebody has in a group without standing in for anybody."""
    return _roles_in(unit, team_id, person_id) - {role for team, role in deputies.lent_to(unit, person_id) if team == team_id}


def _roles_for(unit: Unit, one: Deputy) -> frozenset[Role]:
    """Return the roles that a deputy may have now; one from outside is no lead, as that is asked what members are asked."""
    hers = people.roles_of(unit, one.deputy)
    away = _roles_in(unit, one.team, one.person)
    if people.signed_off(unit, one.deputy):
        return frozenset()
    if any(held.team == one.team and held.role in TAKES_PART and held.role not in one.roles for held in hers):
        return away
    facilitates = any(held.role == "facilitator" and (held.team != one.team or not one.roles) for held in hers)
    return away & {"facilitator"} if facilitates else frozenset()
