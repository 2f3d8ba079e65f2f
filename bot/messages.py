"""Drawing a message from its recipe at the moment of sending, through the gate (DESIGN §5).

A recipe says what, for whom and which items; it never holds a person's text. What was withdrawn meanwhile is not in what is
drawn, and what nobody needs any more is not sent at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from bot.channels.base import Outgoing
from bot.digests import draw_digest, draw_overview
from bot.editions import Editions
from bot.own import draw_list, draw_one
from bot.planning import free_from, when_to_say
from bot.scenes import NOBODY, Setting, facts_of, plain_slots, replaced_in, scene_of, setting_of
from dialogs.digest import Digest, quoted
from dialogs.drawing import Scene, draw_question, explain, joined, shows_own_words, told
from dialogs.progress import covered, pending
from dialogs.prompt import Choice, Prompt
from dialogs.questions import labels_of, split_key
from dialogs.workdays import next_allowed
from storage import answers, conversations, outbox, people, rounds
from storage.conversations import Conversation
from storage.outbox import Claimed
from storage.people import Person
from storage.store import Unit


@dataclass(frozen=True, slots=True)
class Drawn:
    """A message ready to be sent, and the answers that stand in it."""

    outgoing: Outgoing
    answers: tuple[int, ...] = ()
    output: str = outbox.OWN
    note: str | None = None
    nameless: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Unsent:
    """Why a message is not sent: ``dropped`` or ``stale``, or that it waits for another moment."""

    status: str
    reason: str
    due: datetime | None = None


@dataclass(slots=True)
class _Parts:
    prompts: list[Prompt] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)


def draw(unit: Unit, editions: Editions, claimed: Claimed, now: datetime) -> Drawn | Unsent:
    """Return a claimed message as it is to be sent now, or why it is not sent."""
    if claimed.good_until is not None and now > claimed.good_until:
        return Unsent("stale", "too late")
    if claimed.revises is not None:
        return draw_revision(unit, editions, claimed, now)
    kind, recipe = claimed.kind, claimed.recipe
    if kind == "digest":
        return _not_yet(unit, claimed, now) or _digest(unit, editions, claimed, claimed.id, recipe[0], fixed=False)
    if kind == "overview":
        return _overview(unit, editions, claimed, recipe[0], now)
    assert claimed.person is not None
    person = people.load(unit, claimed.person)
    if kind == "nudge":
        if refused := _not_now(unit, editions, person, claimed, now):
            return refused
        claimed = replace(claimed, recipe=_still_asked(unit, recipe, now))
    return draw_for(unit, editions, claimed, person, now, {})


def draw_for(
    unit: Unit, editions: Editions, claimed: Claimed, person: Person, now: datetime, settings: Mapping[int, Setting]
) -> Drawn | Unsent:
    """Return what is said to one person; ``settings`` are conversations that the caller has at hand already."""
    parts = _Parts()
    for part in claimed.recipe:
        _draw_part(unit, editions, person, part, now, parts, settings)
    if not parts.prompts:
        return Unsent("dropped", "nothing to say")
    outgoing = Outgoing(_key(claimed), claimed.to.partition(":")[2], "person", joined(parts.prompts), _kind(claimed),
                        _about(claimed), _format_of(unit, claimed))  # fmt: skip
    return Drawn(outgoing, tuple(dict.fromkeys(parts.answers)))


def _key(claimed: Claimed) -> str:
    return f"o{claimed.id}"


def _about(claimed: Claimed) -> str | None:
    return f"c{claimed.conversation}" if claimed.conversation else None


def _kind(claimed: Claimed) -> str:
    """Return what a message is on the time line."""
    return str(claimed.recipe[0].get("event", "reply")) if claimed.kind == "nudge" else claimed.kind


def _format_of(unit: Unit, claimed: Claimed) -> str | None:
    """Return the format for the time line, which tells of what the bot starts by itself only."""
    told = claimed.kind == "nudge" and claimed.conversation
    return conversations.load(unit, claimed.conversation).format if told and claimed.conversation else None


# -- what the bot starts by itself is looked at once more


def _not_now(unit: Unit, editions: Editions, person: Person, claimed: Claimed, now: datetime) -> Unsent | None:
    """Return why a nudge is not sent now: answered, over, away, left, or the hour is wrong (N1, N4)."""
    if person.left_at is not None:
        return Unsent("dropped", "left")
    open_ones = [one for part in claimed.recipe if not _over(part, one := conversations.load(unit, part["conv"]))]
    if not open_ones:
        return Unsent("dropped", "answered")
    if all(_closed(one, now) for one in open_ones):
        return Unsent("stale", "closed")
    if not person.takes_part and not all(editions.is_about_consent(one.format) for one in open_ones):
        return Unsent("dropped", "no consent")
    if person.away_until is not None and person.away_until > now:
        return Unsent("dropped", "away")
    team_id = open_ones[0].team or people.home_team(unit, person.id)
    free = when_to_say(unit, claimed, person, people.load_team(unit, team_id) if team_id else None, now)
    return Unsent("waiting", "outside the hours", free) if free > now else None


def _over(part: Mapping[str, Any], conversation: Conversation) -> bool:
    """Whether a nudge has nothing left to ask; what somebody asked to hear later she hears, answered in part or not."""
    return conversation.ended_at is not None if part.get("asked_for") else conversation.course.done


def _closed(conversation: Conversation, now: datetime) -> bool:
    return conversation.closes_at is not None and now >= conversation.closes_at


def _still_asked(unit: Unit, recipe: Sequence[Any], now: datetime) -> Sequence[Any]:
    """Return what of a nudge is still to be asked: one matter as it is, or two in one message (N2)."""
    about = [(part, conversations.load(unit, part["conv"])) for part in recipe]
    wanted = [part for part, one in about if not _over(part, one) and not _closed(one, now)]
    return wanted if len(wanted) == 1 else [{"bundle": [part["conv"] for part in wanted], "event": wanted[0]["event"]}]


# -- parts of what is said to one person


def _draw_part(
    unit: Unit, editions: Editions, person: Person, part: Mapping[str, Any], now: datetime, parts: _Parts,
    settings: Mapping[int, Setting],
) -> None:  # fmt: skip
    if "mine" in part:
        _add(parts, draw_list(unit, editions, person, int(part["mine"])))
    elif "one" in part:
        _add(parts, draw_one(unit, editions, person, int(part["one"])))
    elif "help" in part:
        parts.prompts.append(_help(unit, editions, person))
    elif "bundle" in part:
        parts.prompts.append(_bundle(unit, editions, person, part["bundle"]))
    elif "conv" not in part:
        parts.prompts.append(_plain(unit, editions, person, part))
    else:
        id_ = int(part["conv"])
        setting = settings.get(id_) or setting_of(unit, editions, person, conversations.load(unit, id_))
        _draw_said(unit, setting, scene_of(unit, setting, now, replaced_in(setting)), part, parts)


def _add(parts: _Parts, drawn: tuple[Prompt, list[int]]) -> None:
    parts.prompts.append(drawn[0])
    parts.answers += drawn[1]


def _draw_said(unit: Unit, setting: Setting, scene: Scene, part: Mapping[str, Any], parts: _Parts) -> None:
    language = scene.phrases.language
    if "open" in part:
        key = pending(setting.stage, scene.state, facts_of(unit, setting, setting.conversation.opens_at, {}))
        if key is not None:
            parts.prompts.append(draw_question(scene, key, str(part["open"])))
    elif "ask" in part:
        key = str(part["ask"])
        if shows_own_words(scene, key):
            scene = _with_own_words(unit, setting, scene, key, parts)
        parts.prompts.append(draw_question(scene, key, str(part["manner"])))
    elif "tell" in part:
        parts.prompts.append(Prompt(told(scene, part["tell"]), language=language))
    elif "why" in part:
        parts.prompts.append(Prompt(explain(scene, str(part["why"])), language=language))
    elif "echo" in part:
        parts.prompts.append(Prompt(f"> {quoted(scene.state.echo)}", language=language))
    else:
        parts.prompts.append(Prompt(scene.phrase(str(part["say"]), _slots(scene, part.get("with", {}))), language=language))


def _slots(scene: Scene, slots: Mapping[str, Any]) -> dict[str, Any]:
    filled = dict(slots)
    if "options" in slots:
        prompt = draw_question(scene, str(slots["question"]), "question")
        filled["opties"] = ", ".join(choice.label for choice in prompt.choices)
    return filled


def _with_own_words(unit: Unit, setting: Setting, scene: Scene, key: str, parts: _Parts) -> Scene:
    """Put the person's own words above a question (spec §4.1, §4.6)."""
    conversation, question = setting.conversation, scene.question(key)
    name, repetition = split_key(key)
    if question.kind == "share" and conversation.about is not None:
        ids = [conversation.about]
    else:
        there = replace(conversation.state, repetition=repetition)
        names = covered(question, setting.stage, there) if question.kind == "share" else (name,)
        ids = answers.ids_in(unit, conversation.id, names, repetition)
    found = answers.read(unit, people.viewer(unit, setting.person.id), ids)
    parts.answers += [one.sealed.id for one in found]
    labels = labels_of(question, scene.phrases, scene.levels)
    texts = [one.value.text for one in found if one.value.text]
    texts += [labels[chosen] for one in found for chosen in one.value.chosen if chosen in labels]
    return replace(scene, own_words="\n".join(f"> {quoted(text)}" for text in texts))


def _plain(unit: Unit, editions: Editions, person: Person, part: Mapping[str, Any]) -> Prompt:
    phrases = editions.phrases(person.language)
    team_id = people.home_team(unit, person.id)
    team, circle = people.around(unit, team_id) if team_id else (None, NOBODY)
    name = people.name_of(unit, person.id)
    slots = plain_slots(phrases, circle, team) | {"aantal": 4, "naam": name} | dict(part.get("with", {}))
    if rol := slots.get("rol"):
        slots["rol"] = phrases.text(f"role.{rol}")
    choices = tuple(Choice(f"do.{word}", phrases.text(label)) for word, label in part.get("choices", []))
    return Prompt(phrases.text(str(part["say"]), slots), choices=choices, language=person.language)


def _help(unit: Unit, editions: Editions, person: Person) -> Prompt:
    """Return the words that can be typed, only those that work here and for this person."""
    phrases = editions.phrases(person.language)
    words = []
    held = {role.role for role in people.roles_of(unit, person.id)}
    for edition in editions.library.editions.values():
        format = edition.read_in(person.language)
        if format.starts.command and held & set(format.starts.by):
            words.append(phrases.text("help.word", {"commando": format.starts.command, "titel": format.title}))
    parts = [Prompt(phrases.text("help.general", {"woorden": "\n".join(words)}), language=person.language)]
    parts += [Prompt(phrases.text(f"help.{role}")) for role in ("lead", "facilitator") if role in held]
    parts.append(_plain(unit, editions, person, {"say": "help.people"}))
    return joined(parts)


def _bundle(unit: Unit, editions: Editions, person: Person, ids: Sequence[int]) -> Prompt:
    """Return two matters in one message: a button for each, and later and skip for both (N2, N6).

    Matters that are called the same are told apart by their groups (GE16).
    """
    phrases = editions.phrases(person.language)
    settings = [setting_of(unit, editions, person, conversations.load(unit, id_)) for id_ in ids]
    titles = [setting.format.title for setting in settings]
    choices = []
    for setting, title in zip(settings, titles, strict=True):
        group = f" ({setting.team.name})" if setting.team and titles.count(title) > 1 else ""
        choices.append(Choice(f"c{setting.conversation.id}.!.!act", f"{title}{group}"))
    both = "+".join(str(id_) for id_ in ids)
    choices += [Choice(f"c{both}.!.!{act}", phrases.text(f"button.{act}")) for act in ("later", "skip")]
    return Prompt(phrases.text("reminder.bundle"), choices=tuple(choices), language=person.language)


# -- digests, and messages that change afterwards


def _digest(
    unit: Unit, editions: Editions, claimed: Claimed, post: int, part: Mapping[str, Any], *, fixed: bool
) -> Drawn | Unsent:
    known = outbox.shown_in(unit, post) if fixed or claimed.attempt > 1 else {}
    composed = draw_digest(unit, editions, part, known, fixed=fixed)
    if composed is None and known:  # an earlier attempt may stand there: what was taken back is shown as taken back
        composed = draw_digest(unit, editions, part, known, fixed=True)
    if composed is None:
        return Unsent("dropped", "empty")
    external = claimed.to.partition(":")[2]
    place: Literal["room", "person"] = "room" if claimed.room else "person"
    outgoing = Outgoing(
        f"o{post}", external, place, Prompt(composed.text, files=composed.files), "digest", None, part["format"]
    )
    return Drawn(outgoing, composed.answers, str(part["output"]), nameless=composed.nameless)


def _not_yet(unit: Unit, claimed: Claimed, now: datetime) -> Unsent | None:
    """Return that a digest waits: its group is not at work now (N1), or who reads it in place of the room is not (GE2)."""
    team = people.load_team(unit, rounds.load(unit, int(claimed.recipe[0]["round"])).team)
    person = people.load(unit, claimed.person) if claimed.person is not None else None
    if person is not None and not _still_around(unit, person, team.id):
        return Unsent("dropped", "left")
    free = free_from(now, person, team) if person else next_allowed(now, team.zone, team.calendar)
    return Unsent("waiting", "outside the hours", free) if free > now else None


def _still_around(unit: Unit, person: Person, team_id: str) -> bool:
    """Whether a person may still read what her group reads; a role that ended is over at once (GE6, spec §3)."""
    return person.left_at is None and any(held.team == team_id for held in people.roles_of(unit, person.id))


def _overview(unit: Unit, editions: Editions, claimed: Claimed, part: Mapping[str, Any], now: datetime) -> Drawn | Unsent:
    assert claimed.person is not None
    person = people.load(unit, claimed.person)
    if person.left_at is not None:
        return Unsent("dropped", "left")
    if person.away_until is not None and person.away_until > now:  # the next one holds what is in this one (GE19)
        return Unsent("dropped", "away")
    team_id = str(part["teams"][0])
    free = next_allowed(now, person.zone, people.load_team(unit, team_id).calendar)
    if free > now:
        return Unsent("waiting", "outside the hours", free)
    known = outbox.shown_in(unit, claimed.id) if claimed.attempt > 1 else {}
    composed = draw_overview(unit, editions, person, part, claimed.id, known or None)
    if composed is None and known:  # an earlier attempt may stand there
        composed = _nothing_left(editions, person)
    if composed is None:
        return Unsent("dropped", "silent")
    outgoing = Outgoing(_key(claimed), claimed.to.partition(":")[2], "person", _composed(composed, person),
                        "digest", None, part["format"])  # fmt: skip
    return Drawn(
        outgoing, composed.answers, f"{answers.OVERVIEW}{person.id}", None if composed.answers else "empty", composed.nameless
    )


def _nothing_left(editions: Editions, person: Person) -> Digest:
    return Digest(editions.phrases(person.language).text("digest.empty.fac"), ())


def _composed(digest: Digest, person: Person) -> Prompt:
    return Prompt(digest.text, files=digest.files, language=person.language)


def draw_revision(unit: Unit, editions: Editions, claimed: Claimed, now: datetime) -> Drawn | Unsent:
    """Return a message that was sent, as it is to stand now: what was taken back is gone from it (GE3)."""
    assert claimed.revises is not None
    post = outbox.post(unit, claimed.revises)
    if post.status in {"waiting", "claimed"}:
        return Unsent("waiting", "not sent yet", max(post.due, now + timedelta(seconds=1)))
    if post.status != "sent" or post.receipt is None:
        return Unsent("dropped", "was never sent")
    part = post.recipe[0]
    again = replace(claimed, id=post.id, revises=None, recipe=post.recipe, conversation=None)
    if "digest" in part:
        drawn = _digest(unit, editions, again, post.id, part, fixed=True)
    elif "overview" in part:
        person = people.load(unit, str(post.person))
        composed = draw_overview(unit, editions, person, part, post.id, fixed=outbox.shown_in(unit, post.id))
        prompt = _composed(composed or _nothing_left(editions, person), person)
        drawn = Drawn(Outgoing(f"o{post.id}", claimed.to.partition(":")[2], "person", prompt, "digest"))
    else:
        drawn = _own_again(unit, editions, again, now)
    if isinstance(drawn, Unsent):
        return drawn
    return Drawn(replace(drawn.outgoing, key=f"o{claimed.id}"))


def _own_again(unit: Unit, editions: Editions, claimed: Claimed, now: datetime) -> Drawn | Unsent:
    """Return what the bot said to somebody about her own texts, without what she took back, and without its old buttons."""
    assert claimed.person is not None
    person = people.load(unit, claimed.person)
    parts = _Parts()
    for part in claimed.recipe:
        _draw_part(unit, editions, person, part, now, parts, {})
    prompt = replace(joined(parts.prompts), choices=(), form=None, readers=None)
    return Drawn(Outgoing(_key(claimed), claimed.to.partition(":")[2], "person", prompt, "reply"))
