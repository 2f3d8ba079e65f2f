"""Drawing what is said to one person, part by part of its recipe, through the gate (DESIGN §5)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from operator import itemgetter
from typing import Any

from bot.bundles import bundled
from bot.channels.base import Outgoing
from bot.drawn import Drawn, Unsent
from bot.editions import Editions
from bot.following import shown
from bot.foretelling import dry_run
from bot.helping import words_for
from bot.open_matters import draw_overview, draw_return
from bot.own import draw_list, draw_one
from bot.own_month import draw_month
from bot.pages.links import link_to
from bot.recalling import with_recalled
from bot.scenes import NOBODY, Setting, facts_of, plain_slots, replaced_in, scene_of, setting_of
from dialogs.conversation import GROUP
from dialogs.digest import quoted
from dialogs.drawing import Scene, draw_question, explain, joined, shown_at, shows_own_words, told
from dialogs.effects import Value
from dialogs.parts import Question
from dialogs.phrases import Phrases
from dialogs.progress import covered, pending
from dialogs.prompt import BETWEEN, Choice, Prompt
from dialogs.questions import labels_of, places_of, split_key, subject_of
from dialogs.settings import ADVISER, CONTACT, DEFAULTS, SOCIAL_WORK, K
from dialogs.visibility import Person as Reader
from storage import answers, conversations, people, posts, teams
from storage import settings as known_settings
from storage.outbox import Claimed
from storage.people import Person
from storage.store import Unit

Told = dict[tuple[int, str, int], tuple[int, Value]]
"""What somebody told just now: its id and what it says, by conversation, question and repetition."""


@dataclass(slots=True)
class _Parts:
    again: bool = False
    told: Told = field(default_factory=dict)
    prompts: list[Prompt] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    named: list[int] = field(default_factory=list)
    """What was written for the round when it was planned, and stands in it."""
    asks: bool = False
    """Whether it asks something that can still be answered."""


def key_of(message: int) -> str:
    """Return under which key a message goes out, at every attempt."""
    return f"o{message}"


def draw_for(
    unit: Unit, editions: Editions, claimed: Claimed, person: Person, now: datetime, settings: Mapping[int, Setting],
    told: Told | None = None,
) -> Drawn | Unsent:  # fmt: skip
    """Return what is said to one person; ``settings`` and ``told`` are what the caller has at hand already."""
    parts = _Parts(told=told or {})
    for part in claimed.recipe:
        _draw_part(unit, editions, person, part, now, parts, settings)
    if not parts.prompts:
        return Unsent("dropped", "nothing to say")
    outgoing = Outgoing(key_of(claimed.id), claimed.to.partition(":")[2], "person", joined(parts.prompts), _kind(claimed),
                        _about(claimed), _format_of(claimed, settings))  # fmt: skip
    return _drawn(outgoing, parts)


def _drawn(outgoing: Outgoing, parts: _Parts) -> Drawn:
    return Drawn(outgoing, tuple(dict.fromkeys((*parts.answers, *parts.named))), posts.NAMED if parts.named else posts.OWN)


def _about(claimed: Claimed) -> str | None:
    return f"c{claimed.conversation}" if claimed.conversation else None


def _kind(claimed: Claimed) -> str:
    """Return what a message is on the time line."""
    return str(claimed.recipe[0].get("event", "reply")) if claimed.kind == "nudge" else claimed.kind


def _format_of(claimed: Claimed, settings: Mapping[int, Setting]) -> str | None:
    """Return the format for the time line, which tells of what the bot starts by itself only."""
    return settings[claimed.conversation].conversation.format if claimed.kind == "nudge" and claimed.conversation else None


def draw_again(unit: Unit, editions: Editions, claimed: Claimed, now: datetime) -> Drawn:
    """Return what the bot said to somebody, without what was taken back; without its old buttons, unless it still asks."""
    assert claimed.person is not None
    person = people.load(unit, claimed.person)
    parts, asked = _Parts(again=True), [part for part in claimed.recipe if "open" in part]
    for part in [{"bundle": asked}] if len(asked) > 1 else claimed.recipe:
        _draw_part(unit, editions, person, part, now, parts, {})
    prompt = joined(parts.prompts)
    if not parts.asks:
        prompt = replace(prompt, choices=(), form=None, readers=None)
    return _drawn(Outgoing(key_of(claimed.id), claimed.to.partition(":")[2], "person", prompt, "reply"), parts)


# -- the parts of a recipe


def _draw_part(
    unit: Unit, editions: Editions, person: Person, part: Mapping[str, Any], now: datetime, parts: _Parts,
    settings: Mapping[int, Setting],
) -> None:  # fmt: skip
    if _draw_own(unit, editions, person, part, now, parts):
        return
    if "help" in part:
        parts.prompts.append(_help(unit, editions, person, now))
    elif "calendar" in part:
        parts.prompts.append(_calendar(unit, editions, person, part))
    elif "bundle" in part:
        about = [_draw_said(unit, editions, person, matter, now, parts, settings) for matter in part["bundle"]]
        parts.prompts = [bundled(about, parts.prompts)]
    elif "conv" not in part:
        parts.prompts.append(_plain(unit, editions, person, part))
    else:
        _draw_said(unit, editions, person, part, now, parts, settings)


def _draw_own(
    unit: Unit, editions: Editions, person: Person, part: Mapping[str, Any], now: datetime, parts: _Parts
) -> bool:  # fmt: skip
    """Draw what tells a person of her own answers and matters; False for a part that is none of these."""
    if "mine" in part:
        _add(parts, draw_list(unit, editions, person, int(part["mine"]), part.get("act", "show")))
    elif "one" in part:
        _add(parts, draw_one(unit, editions, person, int(part["one"])))
    elif "page" in part:
        _page(unit, editions, person, str(part["page"]), now, parts)
    elif "month" in part:
        first, end = datetime.fromisoformat(part["month"]), datetime.fromisoformat(part["until"])
        _add(parts, draw_month(unit, editions, person, first, end, now))
    elif "back" in part:
        parts.prompts.append(draw_return(unit, editions, person, part["back"], now))
    elif "overview_of" in part:
        parts.prompts.append(draw_overview(unit, editions, person, now))
    else:
        return False
    return True


def _add(parts: _Parts, drawn: tuple[Prompt, list[int]]) -> None:
    parts.prompts.append(drawn[0])
    parts.answers += drawn[1]


def _page(unit: Unit, editions: Editions, person: Person, page: str, now: datetime, parts: _Parts) -> None:
    """Put a link to a page of the person, new at each attempt to send it; without pages, what can be said in chat instead.

    A message that is revised was read before: it gets no link that nobody asked for.
    """
    phrases = editions.phrases(person.language)
    if editions.public_url is None:
        parts.prompts.append(Prompt(phrases.text(f"page.{page}.without"), language=person.language))
        if page == "own":
            _add(parts, draw_list(unit, editions, person, 1, "show"))
    else:
        link = None if parts.again else link_to(unit, editions.public_url, person.id, page, phrases, now)
        parts.prompts.append(Prompt(phrases.text(f"page.{page}.link"), link=link, language=person.language))


def _draw_said(
    unit: Unit, editions: Editions, person: Person, part: Mapping[str, Any], now: datetime, parts: _Parts,
    settings: Mapping[int, Setting],
) -> Setting:  # fmt: skip
    """Draw what is said in a conversation; returns that with everything around it."""
    id_ = int(part["conv"])
    setting = settings.get(id_) or setting_of(unit, editions, person, conversations.load(unit, id_))
    _say(unit, setting, scene_of(unit, setting, now, replaced_in(setting)), part, parts)
    parts.named += setting.names_given.said
    return setting


def _say(unit: Unit, setting: Setting, scene: Scene, part: Mapping[str, Any], parts: _Parts) -> None:
    language = scene.phrases.language
    if "open" in part:
        key = pending(setting.stage, scene.state, facts_of(unit, setting, setting.conversation.opens_at, {}))
        parts.asks = parts.asks or setting.conversation.ended_at is None
        if parts.again:  # it asks as it did, however far she is
            key = key or setting.stage.asked[0].id
        if key is not None:
            parts.prompts.append(draw_question(scene, key, str(part["open"])))
    elif "ask" in part:
        parts.prompts.append(_asked(unit, setting, scene, str(part["ask"]), str(part["manner"]), parts))
    elif "tell" in part:
        place = part["tell"]
        if place[0] == "info" and setting.stage.recalls:
            scene, found = with_recalled(unit, setting, scene, [setting.stage.question(place[1])])
            parts.answers += found
        parts.prompts.append(Prompt(told(scene, place), language=language))
    elif "why" in part:
        parts.prompts.append(Prompt(explain(scene, str(part["why"])), language=language))
    elif "echo" in part:
        parts.prompts.append(Prompt(f"> {quoted(scene.state.echo)}", language=language))
    else:
        parts.prompts.append(Prompt(scene.phrase(str(part["say"]), _slots(scene, part.get("with", {}))), language=language))


def _asked(unit: Unit, setting: Setting, scene: Scene, key: str, manner: str, parts: _Parts) -> Prompt:
    """Return a question, with what was told before where it stands with it."""
    if setting.stage.recalls:
        scene, found = with_recalled(unit, setting, scene, shown_at(scene, key, manner))
        parts.answers += found
    parts.answers += shown(setting.followed, (one.id for one in shown_at(scene, key, manner)))
    if manner == "form":
        parts.answers += scene.texts
    elif shows_own_words(scene, key):
        scene = _with_own_words(unit, setting, scene, key, parts)
    return draw_question(scene, key, manner)


def _slots(scene: Scene, slots: Mapping[str, Any]) -> dict[str, Any]:
    filled = dict(slots)
    if "options" in slots:
        prompt = draw_question(scene, str(slots["question"]), "question")
        filled["opties"] = BETWEEN.join(choice.label for choice in prompt.choices)
    return filled


def _with_own_words(unit: Unit, setting: Setting, scene: Scene, key: str, parts: _Parts) -> Scene:
    """Put the person's own words above a question (spec §4.1, §4.6)."""
    question = scene.question(key)
    found = _told(unit, setting, question, key, parts.told)
    parts.answers += [id_ for id_, _ in found]
    if (subject := subject_of(key)) is not None:
        return replace(scene, own_words=scene.texts.get(subject, ""))
    texts = [value.text for _, value in found if value.text]
    if chosen := [name for _, value in found for name in value.chosen]:
        labels = labels_of(question, scene.phrases, scene.levels)
        texts += [labels[name] for name in chosen if name in labels]
    return replace(scene, own_words="\n".join(f"> {quoted(text)}" for text in texts))


def _told(unit: Unit, setting: Setting, question: Question, key: str, at_hand: Told) -> list[tuple[int, Value]]:
    """Return what the person told that a question is about, with its ids; what she told just now is not read again."""
    conversation, (name, repetition) = setting.conversation, split_key(key)
    owner = Reader(setting.person.id)  # her own words she reads whatever roles she holds
    if (subject := subject_of(key)) is not None:
        return [(subject, setting.texts[subject].value)] if subject in setting.texts else []
    if setting.about is not None:
        found = answers.read(unit, owner, [setting.about])
    else:
        share = setting.stage.shared_at if key == GROUP else question if question.kind == "share" else None
        names = covered(share, setting.stage, conversation.state.marks, repetition) if share else (name,)
        places = [(conversation.id, *place) for place in places_of(names, repetition)]
        if all(place in at_hand for place in places):
            return sorted((at_hand[place] for place in places), key=itemgetter(0))
        found = answers.given_in(unit, owner, conversation.id, names, repetition)
    return [(one.sealed.id, one.value) for one in found]


def _plain(unit: Unit, editions: Editions, person: Person, part: Mapping[str, Any]) -> Prompt:
    phrases = editions.phrases(person.language)
    team_id = people.home_team(unit, person.id)
    team, circle = teams.around(unit, team_id) if team_id else (None, NOBODY)
    name = people.name_of(unit, person.id)
    if "team" in part:  # it speaks of a group that need not be her own
        team, circle = teams.around(unit, part["team"])
    slots = (
        plain_slots(phrases, circle, team)
        | {"aantal": (team.settings if team else DEFAULTS)[K], "naam": name}
        | dict(part.get("with", {}))
    )
    if team is None and (contact := known_settings.of(unit, known_settings.ORGANISATION)[CONTACT]):
        slots["contact"] = contact
    if who := slots.get("wie"):
        slots["wie"] = people.name_of(unit, str(who))
    if rol := slots.get("rol"):
        slots["rol"] = phrases.text(f"role.{rol}")
    choices = tuple(Choice(f"do.{word}", phrases.texts.get(label, label)) for word, label in part.get("choices", []))
    return Prompt(phrases.text(str(part["say"]), slots), choices=choices, language=person.language)


def _help(unit: Unit, editions: Editions, person: Person, now: datetime) -> Prompt:
    """Return the words that can be typed, and whom somebody can turn to."""
    phrases, held = editions.phrases(person.language), {role.role for role in people.roles_of(unit, person.id)}
    words = words_for(unit, editions, person, now)
    parts = [Prompt(phrases.text("help.general", {"woorden": words}), language=person.language)]
    parts += [Prompt(phrases.text(f"help.{role}")) for role in ("lead", "facilitator") if role in held]
    if editions.public_url is not None:
        parts.append(Prompt(phrases.text("help.pages")))
    parts.append(_plain(unit, editions, person, {"say": "help.people", "with": _to_turn_to(unit, person, phrases)}))
    return joined(parts)


def _to_turn_to(unit: Unit, person: Person, phrases: Phrases) -> dict[str, str]:
    """Return whom somebody can turn to beside the people around her, with the names that were set (GE24)."""
    settings = known_settings.of(unit, people.home_team(unit, person.id) or known_settings.ORGANISATION)
    named = {"vertrouwenspersoon": ("people.adviser", settings[ADVISER]),
             "maatschappelijk_werk": ("people.social_work", settings[SOCIAL_WORK])}  # fmt: skip
    return {
        slot: phrases.text("people.named", {"rol": phrases.text(role), "naam": name}) if name else phrases.text(role)
        for slot, (role, name) in named.items()
    }


def _calendar(unit: Unit, editions: Editions, person: Person, part: Mapping[str, Any]) -> Prompt:
    """Return what each role of a group would get, from the moment at which it was asked (X08)."""
    start = datetime.fromisoformat(part["from"])
    return Prompt(dry_run(unit, editions, part["calendar"], person.language, start, part["weeks"]), language=person.language)
