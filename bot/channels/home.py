"""Messages that stand in our own database: put, changed and taken away in the column of a person or a room (0011)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import count, takewhile
from typing import TypeVar

from bot.channels.base import DeliveryError, Outgoing
from bot.channels.bodies import body_of
from bot.outgoing.drawn import number_of
from dialogs.answers.understanding import named
from dialogs.saying import prompt
from dialogs.saying.digest import split
from dialogs.saying.prompt import Choice, Prompt
from dialogs.talk.commands import LONGEST
from storage.errors import MissingKey, NotSaved
from storage.groups import people
from storage.outgoing import web
from storage.outgoing.web import WebMessage
from storage.store import Store, Unit

T = TypeVar("T")


async def kept(store: Store, work: Callable[[Unit], T]) -> T:
    """Run a unit of work that delivers something; raises DeliveryError."""
    try:
        return await store.run(work, lane="bulk")
    except NotSaved as problem:
        raise DeliveryError("transient", "not saved") from problem
    except MissingKey as problem:
        raise DeliveryError("permanent", "person is erased") from problem


# -- what the bot says


def put(unit: Unit, message: Outgoing, now: datetime) -> bool:
    """Put a message in its place; False when it stood there already."""
    place = place_of(message)
    if message.about:
        web.close_cards(unit, place, message.about)
    can_answer, posted = _can_answer(message), False
    for id_, part in _parts(message.key, message):
        body = body_of(unit, part, _reader(message))
        posted |= web.post(unit, place, id_, "bot", body, now, about=message.about, can_answer=can_answer,
                           shows=number_of(message.key))  # fmt: skip
    return posted


def revise(unit: Unit, receipt: str, message: Outgoing, now: datetime) -> bool:
    """Change what a message says, where it stands; a part too many is taken away, one too few is added.

    False for one that is not there.
    """
    place, id_ = _place_and_id(receipt)
    there = _standing(unit, place, id_)
    parts, can_answer = _parts(id_, message), _can_answer(message)
    for part_id, part in parts if there else ():
        body = body_of(unit, part, _reader(message))
        if not web.revise(unit, place, part_id, body, now, can_answer=can_answer, shows=number_of(id_)):
            web.post(unit, place, part_id, "bot", body, now, shows=number_of(id_))
    for part_id in there[len(parts) :]:
        web.withdraw(unit, place, part_id, now)
    return bool(there)


def withdraw(unit: Unit, receipt: str, now: datetime) -> str:
    """Take a message away, and return the place where it stood."""
    place, id_ = _place_and_id(receipt)
    for part in _standing(unit, place, id_):
        web.withdraw(unit, place, part, now)
    return place


def place_of(message: Outgoing) -> str:
    """Return where a message stands: ``person:<id>`` or ``room:<group>``."""
    return f"{message.place}:{message.to}"


def receipt_of(message: Outgoing) -> str:
    """Return by what a message is found again."""
    return f"{place_of(message)} {message.key}"


# -- what people do


async def chosen(store: Store, person: str, text: str) -> str | None:
    """Return the button of the last question that a short text names: what can be pressed can be typed."""
    return await store.read(partial(_named, person=person, text=text)) if len(text) <= LONGEST else None


def _named(unit: Unit, person: str, text: str) -> str | None:
    """Return what is meant in what was asked last; a number goes where words go, so what came in between has none (GE8)."""
    place = f"person:{person}"
    last = web.asked_last(unit, place)
    if last is None:  # she was asked nothing, or is nobody
        return None
    running = people.values_of(unit, person, "active")["active"]
    if running is None or last.about in {None, f"c{running}"}:
        return named(_choices(last), text)
    here = named(_choices(web.asked_last(unit, place, f"c{running}")), text)
    return here or (None if text.strip().isdigit() else named(_choices(last), text))


def _choices(asked: WebMessage | None) -> list[Choice]:
    return [Choice(one["id"], one["label"]) for one in asked.body.get("choices", [])] if asked else []


def none_of(unit: Unit, person: str, card: str) -> str:
    """Return what choosing nothing of several means: an empty choice of the question on that card."""
    found = web.find(unit, f"person:{person}", card)
    choices = found.body.get("choices", []) if found else []
    return prompt.none_of(str(choices[0]["id"]) if choices else "old")


def _can_answer(message: Outgoing) -> bool:
    return bool(message.prompt.choices or message.prompt.form)


def _place_and_id(receipt: str) -> tuple[str, str]:
    place, _, id_ = receipt.rpartition(" ")
    return place, id_


def _reader(message: Outgoing) -> str | None:
    return message.to if message.place == "person" else None


def _parts(id_: str, message: Outgoing) -> list[tuple[str, Prompt]]:
    """Return what is posted, each under its own id: one message, or several for a long digest, the files with the last."""
    if message.kind != "digest":
        return [(id_, message.prompt)]
    *rest, last = split(message.prompt.text, message.split_at)
    prompts = [*(replace(message.prompt, text=text, files=()) for text in rest), replace(message.prompt, text=last)]
    return [(_part_id(id_, number), prompt) for number, prompt in enumerate(prompts)]


def _standing(unit: Unit, place: str, id_: str) -> list[str]:
    """Return the ids under which the parts of a message stand."""
    ids = (_part_id(id_, number) for number in count())
    return list(takewhile(lambda part: web.find(unit, place, part) is not None, ids))


def _part_id(id_: str, number: int) -> str:
    return f"{id_}.{number + 1}" if number else id_
