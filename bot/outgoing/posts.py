"""Digests and lines for rooms as messages, and every message that changes after it was sent (S07, GE3, C-38)."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Literal

from bot.channels.base import Outgoing
from bot.gatherings import agenda, gone, menus, outside, prepared, together
from bot.outgoing import peers
from bot.outgoing.digests import draw_digest, shared_since
from bot.outgoing.drawn import Drawn, Unsent, key_of, remember
from bot.outgoing.peers import PEERS
from bot.outgoing.rooms import LINE, when_to_tell
from bot.outgoing.saying import draw_again
from bot.outgoing.slots import day_of_round, plain_slots, plan_in_words
from bot.outgoing.weeks import draw_overview
from bot.planned.moved import days, is_needless
from bot.planned.telling import Told, tellers_of
from bot.timing.editions import Editions
from dialogs.answers.dates import day_in_words
from dialogs.gatherings.telling import said_of
from dialogs.language.content import Format
from dialogs.language.outputs import Output
from dialogs.saying.digest import Digest
from dialogs.saying.phrases import Language, Phrases, fill
from dialogs.saying.prompt import Prompt
from dialogs.timing.workdays import next_allowed
from storage.groups import addresses, people, rounds, teams
from storage.groups.people import Person
from storage.groups.rounds import Round
from storage.groups.teams import Circle, Team
from storage.outgoing import posts
from storage.outgoing.cards import ANSWERED
from storage.outgoing.outbox import Claimed
from storage.store import Unit


def digest_message(
    unit: Unit, editions: Editions, claimed: Claimed, post: int, part: Mapping[str, Any], *, fixed: bool
) -> Drawn | Unsent:
    """Return a group's digest as a message; with ``fixed`` as it is to stand now that it was read."""
    known = posts.shown_in(unit, post) if fixed or claimed.attempt > 1 else {}
    how = next((drawn for word, drawn in _APART.items() if word in part), draw_digest)
    draw = partial(how, unit, editions, part, known, reader=claimed.person)
    composed = draw(fixed=fixed)
    if composed is None and known:  # an earlier attempt may stand there: what was taken back is shown as taken back
        composed = draw(fixed=True)
    if composed is None:
        return Unsent("dropped", posts.EMPTY)
    external = claimed.to.partition(":")[2]
    place: Literal["room", "person"] = "room" if claimed.room else "person"
    language = people.load(unit, claimed.person).language if claimed.person is not None else "nl"
    prompt = Prompt(composed.text, files=composed.files, chart=composed.chart, language=language)
    outgoing = Outgoing(key_of(post), external, place, prompt, "digest", None, part["format"], split_at=composed.split_at)
    return Drawn(outgoing, composed.answers, posts.output_in(part["output"], part["team"]), nameless=composed.nameless)


def room_message(unit: Unit, editions: Editions, claimed: Claimed, now: datetime) -> Drawn | Unsent:
    """Return a line for a room as a message, or why it is not sent."""
    team, part = teams.load(unit, str(claimed.room)), claimed.recipe[0]
    until = datetime.fromisoformat(part["until"]) if part["until"] else None
    if until is not None and until != team.paused_until:
        return Unsent("dropped", "another pause, or none")
    punctual = datetime.fromisoformat(part["punctual"]) if part["punctual"] else None
    free = when_to_tell(team, punctual, now, in_pause=part["in_pause"])
    return Unsent("waiting", "outside the hours", free) if free > now else _line(unit, editions, claimed, until or now)


def _line(
    unit: Unit, editions: Editions, claimed: Claimed, at: datetime, known: Mapping[int, bool] | None = None
) -> Drawn | Unsent:
    """Return a line for a room: in Dutch, and in English below where somebody in the group reads that.

    ``known`` are the answers that it told of before: of who took hers back it tells no more.
    """
    team, circle = teams.around(unit, str(claimed.room))
    part, teller = claimed.recipe[0], claimed.recipe[0]["teller"]
    running = rounds.load(unit, part["round"]) if part["round"] is not None else None
    told = _told(unit, editions, running, part, circle, at, known)
    if teller is not None and not told.order and known is None:
        return Unsent("dropped", "tells no more")
    if running is not None and part["was"] is not None and known is None and is_needless(running, part["was"]):
        return Unsent("dropped", "moved back")
    if part["who"] is not None and gone.is_back(unit, part["who"], team.id):
        return Unsent("dropped", "takes part again")
    beside = menus.added(unit, editions, running, part, known)
    texts, says = [], part["say"] if teller is None else "removed_by_teller"
    says, about = gone.as_told(unit, part["who"]) if part["who"] is not None else (says, {})
    for language in teams.languages_in(unit, team.id):
        phrases = editions.phrases(language)
        slots = plain_slots(phrases, circle, team) | {"datum": day_in_words(at, team.zone, language)} | about
        if running is None:
            texts.append(_asked(unit, editions, part, language, slots) or phrases.text(says, slots))
            continue
        format = editions.of(unit, running.format, running.version).read_in(language)
        slots |= _of_round(unit, running, format, team, circle, phrases)
        if part["was"] is not None:
            slots |= days(running, format, datetime.fromisoformat(part["was"]), team.zone, language, at)
        output = _output(format, part) if told.order or teller is None else None
        texts.append(_said(output, told, slots) if output else phrases.text(says, slots))
        texts += menus.in_words(editions, running, output, beside, phrases, slots) if output else []
    outgoing = Outgoing(key_of(claimed.id), claimed.to.partition(":")[2], "room", Prompt("\n\n".join(texts)), LINE)
    shown = (*told.answers, *(one.sealed.id for one in beside))
    unnamed = frozenset(one.sealed.id for one in beside if one.owner is None)
    return Drawn(outgoing, shown, posts.output_in(part["say"], team.id), nameless=unnamed)


def _asked(
    unit: Unit, editions: Editions, part: Mapping[str, Any], language: Language, slots: Mapping[str, object]
) -> str:  # fmt: skip
    """Return the words of what only tells in a stage, where a line says these (S09)."""
    if not part["asked"]:
        return ""
    format, version, stage, name = part["asked"]
    return fill(editions.of(unit, format, version).read_in(language).stage(stage).question(name).ask or "", slots)


def _of_round(unit: Unit, running: Round, format: Format, team: Team, circle: Circle, phrases: Phrases) -> dict[str, object]:
    """Return what fills the places for a round: its title and day, what was chosen for it, and the ends of its stages."""

    def day(moment: datetime | None) -> str:
        return day_in_words(moment, team.zone, phrases.language) if moment else phrases.text("unknown.moment")

    chosen = {name: plan_in_words(unit, running.plan, one, circle, team.zone, phrases) for name, one in format.plan.items()}
    ends = {stage.id: day(running.moments.get(stage.id)) for stage in format.stages}
    day_told = day_of_round(running, format, team.zone, phrases.language)
    return {"titel": format.title, "datum": day_told, **chosen, **ends, **together.places(format, running)}


def _output(format: Format, part: Mapping[str, Any]) -> Output | None:
    """Return the output of a format whose words a line says, if it says any."""
    return next((one for one in format.outputs if part["output"] and one.id == part["say"]), None)


def _told(
    unit: Unit, editions: Editions, running: Round | None, part: Mapping[str, Any], circle: Circle, at: datetime,
    stood: Collection[int] | None,
) -> Told:  # fmt: skip
    """Return who tells, where a line names them."""
    output = _output(editions.of(unit, running.format, running.version).dutch, part) if running else None
    if running is None or output is None or output.tellers is None:
        return Told({}, ())
    return tellers_of(unit, running, output.tellers, circle, at, teller=part["teller"], stood=stood)


def _said(output: Output, told: Told, slots: Mapping[str, object]) -> str:
    names = list(told.order.values())
    slots = {**slots, "verhaal": names[0]} if names else slots
    below = [said_of(output.tellers, names, slots)] if output.tellers else []
    return "\n\n".join([fill(output.head, slots), *below])


def overview_message(
    unit: Unit, editions: Editions, claimed: Claimed, part: Mapping[str, Any], now: datetime
) -> Drawn | Unsent:
    """Return a facilitator's week as a message, or why it is not sent."""
    assert claimed.person is not None
    person = people.load(unit, claimed.person)
    if people.signed_off(unit, person.id):
        return Unsent("dropped", "left")
    if person.away_until is not None and person.away_until > now:  # the next one holds what is in this one (GE19)
        return Unsent("dropped", "away")
    groups = [team for id_ in part["teams"] if not (team := teams.load(unit, id_)).pauses_at(now)]
    if not groups:  # the next one holds what is in this one (X19)
        return Unsent("dropped", "pause")
    part = {**part, "teams": [team.id for team in groups]}
    free = next_allowed(now, person.zone, groups[0].calendar)
    if free > now:
        return Unsent("waiting", "outside the hours", free)
    known = posts.shown_in(unit, claimed.id) if claimed.attempt > 1 else {}
    composed = draw_overview(unit, editions, person, part, claimed.id, known or None)
    if composed is None and known:  # an earlier attempt may stand there
        composed = _nothing_left(editions, person)
    if composed is None:
        return Unsent("dropped", "silent")
    outgoing = Outgoing(key_of(claimed.id), claimed.to.partition(":")[2], "person", _composed(composed, person),
                        "digest", None, part["format"], split_at=composed.split_at)  # fmt: skip
    return Drawn(
        outgoing, composed.answers, f"{posts.OVERVIEW}{person.id}", "empty" if composed.empty else None, composed.nameless
    )


def _nothing_left(editions: Editions, person: Person) -> Digest:
    return Digest(editions.phrases(person.language).text("digest.empty.fac"), ())


def _composed(digest: Digest, person: Person) -> Prompt:
    return Prompt(digest.text, files=digest.files, language=person.language)


def draw_revision(unit: Unit, editions: Editions, claimed: Claimed, now: datetime) -> Drawn | Unsent:
    """Return a message that was sent, as it is to stand now: what was taken back is gone from it (GE3)."""
    assert claimed.revises is not None
    post = posts.post(unit, claimed.revises)
    if post.status in {"waiting", "claimed"}:
        return Unsent("waiting", "not sent yet", max(post.due, now + timedelta(seconds=1)))
    if post.status != "sent" or post.receipt is None:
        return Unsent("dropped", "was never sent")
    if post.person is not None and claimed.to not in _places_of(unit, post.person):
        posts.let_go(unit, post, claimed.to, now)
        return Unsent("dropped", posts.LET_GO)
    part = post.recipe[0]
    again = claimed._replace(id=post.id, revises=None, recipe=post.recipe, conversation=None, due=post.due)
    drawn: Drawn | Unsent
    if "digest" in part:
        if part["for_all"]:
            _take_in(unit, editions, again, part)
        drawn = digest_message(unit, editions, again, post.id, part, fixed=True)
    elif "overview" in part:
        person = people.load(unit, str(post.person))
        composed = draw_overview(unit, editions, person, part, post.id, fixed=posts.shown_in(unit, post.id))
        composed = composed or _nothing_left(editions, person)
        outgoing = Outgoing(key_of(post.id), claimed.to.partition(":")[2], "person", _composed(composed, person), "digest")
        drawn = Drawn(replace(outgoing, split_at=composed.split_at))
    elif PEERS in part:
        drawn = peers.message(unit, editions, again, fixed=True)
    elif post.room is not None:
        drawn = _line(unit, editions, again._replace(room=post.room), now, posts.shown_in(unit, post.id))
    else:
        drawn = draw_again(unit, editions, again, now)
    if isinstance(drawn, Unsent):
        return drawn
    remember(unit, again, drawn)  # it may show what it did not before
    kind = ANSWERED if claimed.kind == ANSWERED else drawn.outgoing.kind
    return Drawn(replace(drawn.outgoing, key=key_of(claimed.id), kind=kind))


def _places_of(unit: Unit, person: str) -> set[str]:
    """Return where somebody is written to: what she let go is not hers any more (X12)."""
    return {f"{channel}:{external}" for channel, external in addresses.of(unit, person)}


def _take_in(unit: Unit, editions: Editions, claimed: Claimed, part: Mapping[str, Any]) -> None:
    """Let what was shared in a round since stand in the message that shows it; who left the group reads no new words (GE6)."""
    found = shared_since(unit, editions, part, posts.shown_in(unit, claimed.id), claimed.person)
    unnamed = {one.sealed.id for one in found if one.owner is None}
    place = posts.output_in(part["output"], part["team"])
    posts.remember_shown(unit, claimed, place, [one.sealed.id for one in found], unnamed)


_APART = {"prepared": prepared.draw, "agenda": agenda.draw, "outside": outside.draw}
"""What is drawn in a way of its own, by the word in its recipe."""
