"""Who wants to join a group that is being formed, as far as each may know it (S22).

Who facilitates the group reads what candidates answered, through the gate. Who took the initiative hears how many want to
join, and of nobody who. Every function works inside one unit of work and may run twice.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.outgoing.reaching import reached_at
from bot.timing.editions import Editions
from bot.timing.planning import free_day
from dialogs.answers.dates import day_in_words
from dialogs.language.content import Format
from dialogs.language.roles import TAKES_PART, Role
from dialogs.saying.digest import quote
from dialogs.saying.phrases import Phrases
from dialogs.settings import SIZE_WARN
from dialogs.talk.questions import labels_of
from storage.groups import people, rounds, signing, teams
from storage.groups.people import Person
from storage.groups.rounds import Round
from storage.groups.teams import Team
from storage.outgoing import outbox
from storage.outgoing.outbox import Message
from storage.store import Unit
from storage.talks.answers import Readable

if TYPE_CHECKING:
    from bot.incoming.doing import Doing

TWO_GROUPS, SMALL = 8, 4
"""From how many on a group could be two, and under how many it is small (S22)."""
FORMING: frozenset[Role] = frozenset({"facilitator", "initiator"})
"""Who hears how it goes with a group that is being formed."""
ASKED_OR_FORMING: frozenset[Role] = FORMING | {"candidate"}
EVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Gathering:
    """A group that was formed, and the newest round in which people are asked to join it."""

    team: Team
    format: Format
    running: Round
    complete: bool
    """Whether somebody takes part in it already; while people are asked to be in duos, more can follow the first one (S41)."""

    @property
    def stage(self) -> str:
        """The stage in which candidates are asked."""
        assert self.format.joining is not None
        return self.format.joining[0]


@dataclass(frozen=True, slots=True)
class Wish:
    """What one candidate answered, as far as a reader may read it."""

    person: str
    answers: Mapping[str, Readable]
    joins: bool
    """Whether she wants to join; else she wants to talk about it first."""


def gathering(unit: Unit, editions: Editions, team_id: str) -> Gathering | None:
    """Return how a group is being formed, if it is one that somebody formed."""
    for running in reversed(rounds.dated_since(unit, [team_id], EVER)):
        format = editions.of(unit, running.format, running.version).dutch
        if format.forms is not None and running.status != "missed":
            there, goes_on = people.members(unit, team_id, TAKES_PART), format.match and running.status == "open"
            return Gathering(teams.load(unit, team_id), format, running, bool(there) and not goes_on)
    return None


def guides(unit: Unit, person: str, team: Team) -> bool:
    """Whether somebody facilitates a group."""
    return any(held.person == person for held in people.members(unit, team.id, ("facilitator",)))


def _signed_up(unit: Unit, format: Format, running: Round) -> set[str]:
    """Return who may want to join; who has found somebody waits for nobody any more (S41)."""
    return {
        held.person
        for held in people.members(unit, running.team, ("candidate",) if format.match else ("candidate", "participant"))
    }


def wishes(unit: Unit, format: Format, running: Round, viewer: str) -> list[Wish]:
    """Return what candidates answered that a person may read, in the order in which they did; of who takes part here still."""
    assert format.joining is not None
    _, asked = format.joining
    there = _signed_up(unit, format, running)
    found: dict[str, dict[str, Readable]] = {}
    for one in signing.told_in(unit, people.viewer(unit, viewer), running.id):
        found.setdefault(one.sealed.owner, {})[one.sealed.question] = one
    return [
        Wish(who, told, any(asked.options[name].joins for name in told[asked.id].value.chosen if name in asked.options))
        for who, told in found.items()
        if asked.id in told and who in there and people.load(unit, who).takes_part
    ]


def how_many(unit: Unit, format: Format, running: Round) -> int:
    """Return how many want to join, whoever may read of whom."""
    assert format.joining is not None
    asked = format.joining[1]
    there = _signed_up(unit, format, running)
    told = signing.chosen(unit, running.id, asked.id, [one for one in there if people.load(unit, one).takes_part])
    return sum(any(asked.options[name].joins for name in names if name in asked.options) for names in told)


def unread(unit: Unit, format: Format, running: Round, viewer: str) -> int:
    """Return how many want to join of whom somebody does not read that: they told who facilitated the group before (GE18)."""
    return how_many(unit, format, running) - sum(one.joins for one in wishes(unit, format, running, viewer))


def tell_stand(doing: "Doing") -> bool:
    """Tell who forms a group, or is asked to join one, until when that can be done; whether there was any."""
    roles = {held.team: held.role for held in people.roles_of(doing.unit, doing.person.id) if held.role in ASKED_OR_FORMING}
    found = [one for team in roles if (one := gathering(doing.unit, doing.editions, team)) is not None and not one.complete]
    open_ones = [one for one in found if one.running.status == "open" and one.running.closes_at is not None]
    for one in open_ones:
        forms = roles[one.team.id] in FORMING
        day = day_in_words(one.running.closes_at or doing.now, one.team.zone, doing.person.language)
        words = [("aanmeldingen", "sign_up.look")] if forms else []
        doing.say("sign_up.stands", {"groep": one.team.name, "datum": day}, words)
    return bool(open_ones)


# -- what is told


def draw(unit: Unit, editions: Editions, person: Person, round_id: int) -> tuple[str, list[int]]:
    """Return what candidates answered, as a person may read it now, with what is worth knowing about so many; and its ids."""
    running, phrases = rounds.load(unit, round_id), editions.phrases(person.language)
    format = editions.of(unit, running.format, running.version).read_in(person.language)
    found = wishes(unit, format, running, person.id)
    ids = [one.sealed.id for wish in found for one in wish.answers.values()]
    lines: list[str] = []
    for wish in found:
        besides = signing.told_besides(unit, people.viewer(unit, person.id), wish.person, running)
        ids += [one.sealed.id for one in besides]
        words = (f"{_title(editions, one, person)}:\n{quote(one.value.text or '')}" for one in besides)
        lines.append("\n".join([f"**{people.name_of(unit, wish.person)}**", *_lines(unit, format, wish, phrases), *words]))
    join = [wish.person for wish in found if wish.joins]
    before = unread(unit, format, running, person.id)
    lines += [phrases.text("sign_up.before", {"aantal": before})] if before else []
    lines += [
        phrases.text(key, slots) for key, slots in (_advice(unit, format, running.team, join) if join or not before else ())
    ]
    return "\n\n".join(lines), ids


def _title(editions: Editions, one: Readable, person: Person) -> str:
    return editions.newest(one.format).read_in(person.language).title


def _lines(unit: Unit, format: Format, wish: Wish, phrases: Phrases) -> Iterator[str]:
    """Yield what a candidate answered, each below what it is called; of whom she named, only who takes part still."""
    assert format.joining is not None
    for question in format.stage(format.joining[0]).asked:
        if question.called and (one := wish.answers.get(question.id)):
            labels = labels_of(question, phrases, ())
            if question.kind == "person":
                labels = {who: people.name_of(unit, who) for who in one.value.chosen if people.load(unit, who).takes_part}
            if chosen := ", ".join(labels[name] for name in one.value.chosen if name in labels):
                yield f"{question.called}: {chosen}"
            elif one.value.text:
                yield f"{question.called}:\n{quote(one.value.text)}"


def _advice(unit: Unit, format: Format, team_id: str, who: Sequence[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what is worth knowing of a group of so many: that it is nobody, small, large, or could be two, or a whole team."""
    slots = {"aantal": len(who)}
    if format.match is not None:
        yield "match.waiting" if who else "match.nobody_waits", slots
        return
    yield "sign_up.nobody" if not who else "sign_up.so_many" if len(who) > 1 else "sign_up.one", slots
    if 0 < len(who) < SMALL:
        yield "sign_up.small", slots
    if len(who) >= TWO_GROUPS:
        yield "sign_up.two_groups", slots
    elif len(who) >= teams.load(unit, team_id).settings[SIZE_WARN]:
        yield "sign_up.large", slots
    if any(team and team <= set(who) for team in _teams_of(unit, who)):
        yield "sign_up.whole_team", slots


def _teams_of(unit: Unit, who: Sequence[str]) -> list[set[str]]:
    """Return all who are asked in each team of these people."""
    groups = {held.team for one in who for held in people.roles_of(unit, one) if held.role == "member"}
    return [{held.person for held in people.members(unit, group) if held.role == "member"} for group in sorted(groups)]


def closed(unit: Unit, format: Format, running: Round, team: Team, now: datetime) -> None:
    """Tell who facilitates a group that nobody is asked any more and what they answered, and the initiator how many join."""
    if format.forms is None:
        return
    reading = {held.person for held in people.members(unit, team.id, ("facilitator",))}
    head = {"say": "sign_up.closed", "with": {"groep": team.name}, "team": team.id}
    says = "sign_up.what_next" if format.match is None else "match.how" if how_many(unit, format, running) > 1 else None
    next_ = [{"say": says, "with": {}, "choices": [("aanmeldingen", "sign_up.look")]}] if says else []
    for one in sorted(reading):
        tell(unit, team, one, f"sign_up closed {running.id} {one}", [head, {"signed_up": running.id}, *next_], now)
    for held in people.members(unit, team.id, ("initiator",)):
        if held.person not in reading:
            tell(unit, team, held.person, f"sign_up closed {running.id} {held.person}",
                 [head, counted(unit, format, running, team, complete=False)], now)  # fmt: skip


def counted(unit: Unit, format: Format, running: Round, team: Team, *, complete: bool) -> dict[str, Any]:
    """Return what the initiator may hear: how many want to join and whether that is all, or how many found somebody (S41)."""
    if format.match is not None:
        found = {"aantal": len(people.members(unit, team.id)), "wachten": how_many(unit, format, running)}
        return {"say": "match.stand", "with": {"groep": team.name, **found}, "team": team.id}
    many = len(people.members(unit, team.id)) if complete else how_many(unit, format, running)
    says = "sign_up.is_complete" if complete else "sign_up.not_complete"
    return {"say": says, "with": {"groep": team.name, "aantal": many}, "team": team.id}


def tell(unit: Unit, team: Team, person_id: str, key: str, parts: Sequence[Mapping[str, Any]], now: datetime) -> None:
    """Plan a message to somebody about a group that is formed, as the one of its day."""
    if (to := reached_at(unit, person_id)) is not None:
        due = free_day(unit, people.load(unit, person_id), team, now)
        outbox.add(unit, Message(key, to, "notice", [dict(part) for part in parts], due, person=person_id))
