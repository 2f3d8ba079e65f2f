"""Drawing what is said to one person, part by part of its recipe, through the gate (DESIGN §5)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from bot.channels.base import Outgoing
from bot.foreseeing.foretelling import dry_run
from bot.gatherings import (
    agreements,
    ahead,
    attendance,
    gone,
    meeting_places,
    newcomers,
    signed_up,
    signing_together,
    told_each_other,
    why_together,
)
from bot.incoming.surroundings import Setting
from bot.incoming.visiting import is_wished
from bot.outgoing import linking, once, own_lines, who_read
from bot.outgoing.bundles import bundled
from bot.outgoing.conversing import Parts, Told, draw_said
from bot.outgoing.drawn import Drawn, Unsent, key_of
from bot.outgoing.in_place import beside
from bot.outgoing.open_matters import draw_overview, draw_return
from bot.outgoing.own import draw_list, draw_one
from bot.outgoing.own_month import draw_month
from bot.outgoing.plain import draw_plain
from bot.outgoing.titled import titles
from bot.pages.links import link_to
from bot.planned import cards as planned_cards
from bot.planned.moved import draw_changed
from bot.timing.editions import Editions
from bot.words import menu
from bot.words.helping import draw_help
from dialogs.saying.drawing import joined
from dialogs.saying.prompt import Prompt
from storage.groups import people, teams
from storage.groups.people import Person
from storage.outgoing import cards, posts
from storage.outgoing.outbox import Claimed
from storage.store import Unit


def draw_for(
    unit: Unit, editions: Editions, claimed: Claimed, person: Person, now: datetime, settings: Mapping[int, Setting],
    told: Told | None = None,
) -> Drawn | Unsent:  # fmt: skip
    """Return what is said to one person; ``settings`` and ``told`` are what the caller has at hand already."""
    parts = Parts(told=told or {})
    for part in claimed.recipe:
        _draw_part(unit, editions, person, part, now, parts, settings)
    if not all("conv" in part or "bundle" in part for part in claimed.recipe):
        parts.guides |= teams.guides_of(unit, person.id)
    if not parts.prompts:
        return Unsent("dropped", "nothing to say")
    outgoing = Outgoing(key_of(claimed.id), claimed.to.partition(":")[2], "person", joined(parts.prompts), _kind(claimed),
                        _about(claimed), _format_of(claimed, settings))  # fmt: skip
    return replace(_drawn(outgoing, parts), asks=parts.asked if editions.replaces(claimed.to) else {})


def _drawn(outgoing: Outgoing, parts: Parts) -> Drawn:
    mentioned = tuple(id_ for id_, name in parts.guides.items() if outgoing.prompt.names(name))
    shows, output = tuple(dict.fromkeys((*parts.answers, *parts.named))), posts.NAMED if parts.named else posts.OWN
    return Drawn(outgoing, shows, output, mentioned=mentioned)


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
    stood = cards.asked_in(unit, claimed.id)
    parts = Parts(again=claimed.due, message=claimed.id, stood=stood)
    asked = [part for part in claimed.recipe if "open" in part and (not stood or part["conv"] in stood)]
    for part in [{"bundle": asked}] if len(asked) > 1 else asked or claimed.recipe:
        _draw_part(unit, editions, person, part, now, parts, {})
    prompt = joined(parts.prompts or [Prompt(editions.phrases(person.language).text("meetings.over_again"))])
    if not parts.asks:
        prompt = replace(prompt, choices=(), form=None, answer=None, readers=None)
    return _drawn(Outgoing(key_of(claimed.id), claimed.to.partition(":")[2], "person", prompt, "reply"), parts)


# -- the parts of a recipe


def _draw_part(
    unit: Unit, editions: Editions, person: Person, part: Mapping[str, Any], now: datetime, parts: Parts,
    settings: Mapping[int, Setting],
) -> None:  # fmt: skip
    if _draw_own(unit, editions, person, part, now, parts) or _draw_of_group(unit, editions, person, part, now, parts):
        return
    if "help" in part or "menu" in part:
        told_of = draw_help(unit, editions, person, now) if "help" in part else menu.draw(unit, editions, person, part)
        parts.prompts.append(told_of)
    elif "calendar" in part:
        parts.prompts.append(_calendar(unit, editions, person, part))
    elif "gone" in part:
        parts.prompts += gone.draw(unit, editions, person, part, again=parts.again is not None)
    elif "newcomer" in part:
        parts.prompts += newcomers.draw(unit, editions, person, part, again=parts.again is not None)
    elif "you_left" in part:
        parts.prompts += gone.draw_to_her(unit, editions, person, part["you_left"])
    elif "bundle" in part:
        _draw_bundle(unit, editions, person, part["bundle"], now, parts, settings)
    elif "code" in part or "once" in part:
        parts.prompts.append(_with_secret(unit, editions, person, part, now, again=parts.again is not None))
    elif "conv" not in part:
        _plain(unit, editions, person, part, parts)
    else:
        draw_said(unit, editions, person, part, now, parts, settings)


def _draw_bundle(
    unit: Unit, editions: Editions, person: Person, matters: Sequence[Mapping[str, Any]], now: datetime, parts: Parts,
    settings: Mapping[int, Setting],
) -> None:  # fmt: skip
    """Draw several matters in one message; one of which nothing is left to ask, as what was taken back, is left out."""
    about = []
    for matter in matters:
        before = len(parts.prompts)
        setting = draw_said(unit, editions, person, matter, now, parts, settings)
        about += [setting] if len(parts.prompts) > before else []
    if parts.replaced:
        parts.prompts = [beside(parts.prompts)]
    elif len(about) > 1:
        parts.prompts = [bundled(unit, about, parts.prompts)]


def _with_secret(
    unit: Unit, editions: Editions, person: Person, part: Mapping[str, Any], now: datetime, *, again: bool
) -> Prompt:  # fmt: skip
    """Return a message with a code or a link that is made as it is drawn, so that no recipe holds it."""
    if "once" in part:
        return once.draw(unit, editions, person, part, now)
    return linking.draw_code(unit, editions, person, part["code"], now, again=again)


def _draw_own(
    unit: Unit, editions: Editions, person: Person, part: Mapping[str, Any], now: datetime, parts: Parts
) -> bool:  # fmt: skip
    """Draw what tells a person of her own answers and matters; False for a part that is none of these."""
    if "mine" in part:
        _add(parts, draw_list(unit, editions, person, int(part["mine"]), part.get("act", "show")))
    elif "one" in part:
        _add(parts, draw_one(unit, editions, person, int(part["one"])))
    elif "lines" in part:
        _add(parts, own_lines.draw(unit, editions, person))
    elif "page" in part:
        _page(unit, editions, person, str(part["page"]), now, parts)
    elif "month" in part:
        first, end = datetime.fromisoformat(part["month"]), datetime.fromisoformat(part["until"])
        _add(parts, draw_month(unit, editions, person, first, end, now))
    elif "back" in part:
        parts.prompts.append(draw_return(unit, editions, person, part["back"], now))
    elif "moved" in part or "cancelled" in part:
        parts.prompts.append(draw_changed(unit, editions, person, part, now))
    elif (name := next((one for one in _READ_ALONE if one in part), None)) is not None:
        text, ids = _READ_ALONE[name](unit, editions, person, int(part[name]))
        _add(parts, (Prompt(text, language=person.language), ids))
    elif "overview_of" in part or "who_read" in part:
        draw = draw_overview if "overview_of" in part else who_read.draw
        prompt, names = draw(unit, editions, person, now)
        parts.prompts.append(prompt)
        parts.guides |= names
    else:
        return False
    return True


_READ_ALONE: Mapping[str, Callable[[Unit, Editions, Person, int], tuple[str, list[int]]]] = {
    "decided": agreements.draw, "card": planned_cards.draw, "signed_up": signed_up.draw
}  # fmt: skip
"""What is read through the gate by one person: what her group agreed on, its newest card, who signed up."""


def _draw_of_group(
    unit: Unit, editions: Editions, person: Person, part: Mapping[str, Any], now: datetime, parts: Parts
) -> bool:  # fmt: skip
    """Draw what tells of the meetings of a group, or of somebody who was asked for something; False for a part of none."""
    if "together" in part or "goes_with" in part:
        draw = partial(told_each_other.draw, now=now) if "together" in part else why_together.draw
        prompt, ids, names = draw(unit, editions, person, part)
        _add(parts, (prompt, ids))
        parts.guides |= names
    elif "signed" in part:
        _add(parts, signing_together.draw(unit, editions, person, int(part["signed"])))
    elif "ahead" in part:
        _add(parts, ahead.draw(unit, editions, person, part))
    elif "meetings" in part or "where" in part:
        where, ids = meeting_places.draw(unit, editions, person, part.get("meetings") or part["where"], now)
        asked = attendance.draw_asked(unit, editions, person, part, now, where) if "meetings" in part else [where]
        parts.prompts += [one for one in asked if one is not None]
        parts.named += ids if asked else []
    else:
        return False
    return True


def _add(parts: Parts, drawn: tuple[Prompt, list[int]]) -> None:
    parts.prompts.append(drawn[0])
    parts.answers += drawn[1]


def _plain(unit: Unit, editions: Editions, person: Person, part: Mapping[str, Any], parts: Parts) -> None:
    said = [*part.get("with", {}).values(), *(label for _, label in part.get("choices", ()))]
    called = titles(unit, editions, person, said)
    there = is_wished(unit, person.id, part)  # what somebody wished may be taken back since
    parts.answers += [int(part["visit"])] if "visit" in part and there else []
    parts.prompts.append(draw_plain(unit, editions, person, part if there else {"say": "removed_by_author"}, called.words))
    parts.named += called.read
    if (who := part.get("with", {}).get("wie")) and people.find(unit, str(who)) is not None:
        parts.guides[str(who)] = people.name_of(unit, str(who))


def _page(unit: Unit, editions: Editions, person: Person, page: str, now: datetime, parts: Parts) -> None:
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


def _calendar(unit: Unit, editions: Editions, person: Person, part: Mapping[str, Any]) -> Prompt:
    """Return what each role of a group would get, from the moment at which it was asked (X08)."""
    start = datetime.fromisoformat(part["from"])
    return Prompt(dry_run(unit, editions, part["calendar"], person.language, start, part["weeks"]), language=person.language)
