"""Who wants to be in a learning duo goes with whom: drawn, looked at by who facilitates, asked of both, formed (S41).

Both are asked at once, and neither hears what the other says before both said yes, or one of them did not. A match is two rows
of who asked whom (``partner``), one for each of the two; who was put together before is not put together again. Every function
works inside one unit of work and may run twice.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import count
from typing import TYPE_CHECKING

from bot.gatherings import programmes
from bot.gatherings.signed_up import Gathering, Wish, guides, tell, wishes
from bot.incoming import several
from bot.timing.editions import Editions
from bot.timing.opening import seed_of
from dialogs.gatherings.complements import Candidate, fit, may_be_a_duo
from dialogs.gatherings.pairing import Drawn, draw
from dialogs.language.starts import Match
from dialogs.talk.conversation import Status
from dialogs.talk.sign_up import MATCHES, SURE
from dialogs.timing.cadence import resolve
from dialogs.timing.plans import Plan
from dialogs.timing.wallclock import to_utc
from storage.groups import partners, people, rounds, teams
from storage.groups.partners import SIGNED, Together
from storage.groups.rounds import Round
from storage.groups.taking_part import facilitators
from storage.groups.teams import Team
from storage.outgoing import posts
from storage.privacy import audit
from storage.store import Unit
from storage.talks import answers, conversations, finding
from storage.talks.conversations import Conversation, Fresh

if TYPE_CHECKING:
    from bot.incoming.doing import Doing

BEGINS_AT = time(10)
MATCH = "match"
"""How the occasion begins of the conversation in which somebody is asked about a match."""


# -- the draw


def candidates(unit: Unit, one: Gathering, match: Match, viewer: str) -> dict[str, Candidate]:
    """Return who wants to be in a duo and is in none, as far as somebody may read what they told."""
    found = {wish.person: candidate(unit, match, wish) for wish in wishes(unit, one.format, one.running, viewer) if wish.joins}
    taken = _taken(unit, match, found)
    return {who: told for who, told in found.items() if who not in taken}


def candidate(unit: Unit, match: Match, wish: Wish) -> Candidate:
    """Return what somebody told who looks for a duo, as far as its reader may read it."""
    chosen = {name: told.value.chosen for name, told in wish.answers.items()}
    texts = {name: told.value.text or "" for name, told in wish.answers.items()}
    led = [held.team for held in people.roles_of(unit, wish.person) if held.role == "lead"]
    return Candidate(
        wish.person, frozenset(chosen.get(match.brings, ())), frozenset(chosen.get(match.seeks, ())),
        texts.get(match.about, ""), texts.get(match.field, ""), chosen.get(match.elsewhere) != ("no",),
        next(iter(chosen.get(match.prefers, ())), None),
        frozenset(held.person for team in led for held in people.members(unit, team)),
    )  # fmt: skip


def _taken(unit: Unit, match: Match, found: Collection[str]) -> set[str]:
    """Return who is in a duo already, or is asked about one now."""
    asked = {one.person for one in partners.of_format(unit, match.asks, found) if one.stands == "asked"}
    half = {one.person for one in partners.of_format(unit, match.asks, found) if one.stands == SIGNED}
    waits = {one.asker for one in partners.of_format(unit, match.asks, found) if one.stands == "asked"}
    return asked | (half & waits) | {who for who in found if _duo_of(unit, match, who) is not None}


def _duo_of(unit: Unit, match: Match, who: str) -> str | None:
    held = (one.team for one in people.roles_of(unit, who) if one.role == "participant")
    return next((team for team in held if teams.load(unit, team).kind == match.kind), None)


def drawn(unit: Unit, one: Gathering, match: Match, found: Mapping[str, Candidate]) -> Drawn:
    """Return who goes with whom; the same until somebody joins, or answers what was put to her."""
    before = partners.of_format(unit, match.asks, found)
    met = {frozenset({each.asker, each.person}) for each in before}
    apart = {frozenset({a, b}) for a in found for b in found if a < b and not may_be_a_duo(found[a], found[b])}
    return draw(
        found, f"{one.running.seed} {len(before)}", fit=lambda a, b: fit(found[a], found[b]), apart=apart | met,
    )  # fmt: skip


def do(doing: "Doing", one: Gathering, said: str) -> None:
    """Show who facilitates who would go with whom, and why; and put it to them once she says so."""
    match = one.format.match
    if match is None:
        doing.say("match.none")
        return
    if not guides(doing.unit, doing.person.id, one.team):
        doing.say("err.no_rights", {"rol": "facilitator"})
        return
    found = candidates(doing.unit, one, match, doing.person.id)
    result = drawn(doing.unit, one, match, found)
    if said == SURE:
        for pair in result.together:
            _put_to_both(doing.unit, doing.editions, one, match, (pair[0], pair[1]), doing.now)
        doing.say("match.asked" if result.together else "match.nobody")
    else:
        _show(doing, one, result)


def _show(doing: "Doing", one: Gathering, result: Drawn) -> None:
    doing.say("match.head", {"groep": one.team.name})
    doing.parts += [{"goes_with": list(pair), "call": one.running.id} for pair in result.together]
    for who in result.waiting:
        doing.say("match.waits", {"wie": who})
    if result.together:
        word = several.with_number(doing.unit, doing.person.id, MATCHES, one.team.id)
        doing.say("match.sure", {}, [(f"{word} zeker", "match.yes"), ("aanmeldingen", "sign_up.not_yet")])
    else:
        doing.say("match.nobody")


# -- asking both


def _put_to_both(
    unit: Unit, editions: Editions, one: Gathering, match: Match, pair: tuple[str, str], now: datetime
) -> None:  # fmt: skip
    """Ask each of two whether the match is right; she reads of the other what she wants to work on and brings, no more."""
    seen = (each for guide in facilitators(unit, one.team.id) for each in wishes(unit, one.format, one.running, guide))
    told_in = {wish.person: next(iter(wish.answers.values())).conversation for wish in seen}
    for who, other in (pair, pair[::-1]):
        theirs = told_in.get(other)
        person, edition = people.load(unit, who), editions.pinned(unit, match.asks, one.team.settings)
        if theirs is None:
            continue
        stage = edition.dutch.stages[0]
        closes = resolve(stage.window.closes, {"opening": now}, person.zone, one.team.calendar) if stage.window.closes else None
        told = answers.ids_in(unit, theirs, stage.shows, 0)
        fresh = Fresh(who, match.asks, edition.version, stage.id, now, team=one.team.id,
                      occasion=f"{MATCH} {theirs} {now.isoformat()}", about=next(iter(told), None), closes_at=closes,
                      next_at=now)  # fmt: skip
        if (begun := conversations.begin_one(unit, fresh)) is not None:
            answers.share(unit, other, told, "V1", one.team.id, now, reader=who)
            partners.ask(unit, Together(begun.id, theirs, other, who, match.asks, "asked"), now)


def answered(unit: Unit, editions: Editions, kept: Conversation, *, yes: bool, now: datetime) -> None:
    """Form a duo once both said yes; where one did not, tell the other no more than that it does not go on."""
    asked = partners.asked_in(unit, kept.id)
    if asked is None or asked.stands != "asked" or kept.team is None:
        return
    partners.settle(unit, asked, SIGNED if yes else "declined", now)
    mirror, pool = _mirror(unit, asked), teams.load(unit, kept.team)
    if mirror is None:
        return
    if yes and mirror.stands == SIGNED:
        _form(unit, editions, pool, asked, now)
    elif not yes:
        _call_off(unit, pool, asked, mirror, now)


def left(unit: Unit, person_id: str, now: datetime) -> None:
    """Let no match of somebody go on who leaves, or stops: the other one hears what she hears after a no (S41)."""
    for asked in partners.of(unit, person_id):
        mirror = _mirror(unit, asked) if finding.occasion_of(unit, asked.conversation).startswith(f"{MATCH} ") else None
        if mirror is not None and {asked.stands, mirror.stands} in ({"asked"}, {"asked", SIGNED}):
            partners.settle(unit, asked, "ended", now)
            _withdraw(unit, asked.conversation, now)
            _call_off(unit, teams.load(unit, conversations.load(unit, asked.conversation).team or ""), asked, mirror, now)


def _mirror(unit: Unit, asked: Together) -> Together | None:
    """Return what the other one of two is asked about the same match, while that can still go on."""
    both = partners.of_format(unit, asked.format, (asked.asker,))
    return next((one for one in reversed(both) if one.asker == asked.person and one.stands in {"asked", SIGNED}), None)


def _withdraw(unit: Unit, conversation: int, now: datetime) -> None:
    kept = conversations.load(unit, conversation)
    if kept.ended_at is None:
        conversations.save(unit, replace(kept, status=Status.WITHDRAWN, ended_at=now), None)


def _call_off(unit: Unit, pool: Team, asked: Together, mirror: Together, now: datetime) -> None:
    """Let a match not go on: what each read of the other is hers to read no more, and nobody hears who said no (S41)."""
    partners.settle(unit, mirror, "ended", now)
    _withdraw(unit, mirror.conversation, now)
    for one in (asked, mirror):
        posts.revise_posts_with(unit, answers.put_no_more(unit, one.came_of, one.person), now, own=False)
    tell(unit, pool, mirror.person, f"match off {mirror.conversation}", [{"say": "match.off", "with": {}}], now)
    for guide in facilitators(unit, pool.id):
        part = {"say": "match.off_told", "with": {"wie": asked.asker, "ander": asked.person}, "team": pool.id}
        tell(unit, pool, guide, f"match off {asked.conversation} {guide}", [part], now)


# -- a duo


def _form(unit: Unit, editions: Editions, pool: Team, asked: Together, now: datetime) -> None:
    """Make a group of two who both said yes, guided by who facilitates the group that they come from, and begin."""
    pair = asked.asker, asked.person
    running = rounds.load(unit, conversations.load(unit, asked.came_of).round or 0)
    forms = editions.of(unit, running.format, running.version).dutch.forms
    if forms is None or forms.match is None:
        return
    there, name = set(teams.all_ids(unit)), editions.phrases("nl").text("match.group")
    number = next(one for one in count(1) if f"{forms.match.kind}-{one}" not in there)
    id_ = f"{forms.match.kind}-{number}"
    unit.keys.make(f"room:{id_}")
    teams.add(unit, id_, f"{name} {number}", kind=forms.match.kind, room=None)
    for guide in facilitators(unit, pool.id):
        people.appoint(unit, id_, guide, "facilitator", now)
        part = {"say": "match.formed", "with": {"wie": pair[0], "ander": pair[1], "groep": f"{name} {number}"}, "team": id_}
        tell(unit, pool, guide, f"duo {id_} {guide}", [part], now)
    for who, other in (pair, pair[::-1]):
        people.appoint(unit, id_, who, "participant", now)
        people.appoint(unit, pool.id, who, "participant", now)
        people.end_role(unit, pool.id, who, "candidate", now)
        tell(unit, pool, who, f"duo {id_} {who}", [{"say": "match.you_are", "with": {"wie": other}, "team": id_}], now)
    audit.note(unit, "group formed", now, actor=pair[0], subject=id_)
    begin(unit, editions, teams.load(unit, id_), forms.match.begins, running, now)


def begin(unit: Unit, editions: Editions, team: Team, format_id: str, call: Round, now: datetime) -> None:
    """Begin what goes with a new duo, as who facilitates it could by a word: from the next working day on (S42, S44)."""
    edition = editions.pinned(unit, format_id, team.settings)
    if edition.dutch.programme is None or call.plan is None:
        return
    day = team.calendar.first_free((now + timedelta(days=1)).astimezone(team.zone).date())
    starts, occurrence = to_utc(day, BEGINS_AT, team.zone), f"formed {team.id}"
    plan = Plan(next(iter(facilitators(unit, team.id)), call.plan.starter), call.plan.conversation,
                moments={edition.dutch.programme.first: starts})  # fmt: skip
    new = Round(0, format_id, edition.version, team.id, occurrence, None, "open", 0, seed_of(format_id, team.id, occurrence),
                starts, now, None, None, plan, apart=edition.dutch.apart)  # fmt: skip
    opened = rounds.open_round(unit, new, now)
    if opened is not None:
        programmes.open_around(unit, editions, edition.dutch, opened, team, now)
