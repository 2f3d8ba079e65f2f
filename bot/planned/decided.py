"""What was decided when a round was planned, as its group reads it: texts through the gate, what was chosen, the days (S24)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.gatherings import programmes
from bot.incoming.surroundings import Setting
from bot.outgoing.slots import plan_in_words
from dialogs.language.content import Format
from dialogs.language.parts import Question
from dialogs.saying.digest import quote, quoted
from dialogs.saying.phrases import Phrases
from dialogs.saying.prompt import BETWEEN
from dialogs.talk.questions import key_of, labels_of
from dialogs.timing.plans import Plan
from dialogs.visibility import Person as Reader
from storage.groups import people, rounds
from storage.groups.teams import Circle
from storage.store import Unit
from storage.talks import answers

Read = tuple[str, list[int]]
"""What is read, and the ids of the texts in it."""


def decided_in(unit: Unit, setting: Setting) -> Read:
    """Return what was decided for the round of a conversation, as who holds it reads that."""
    plan = as_it_is_now(unit, setting.format, setting.conversation.round) if setting.conversation.round else None
    viewer = people.viewer(unit, setting.person.id)
    if plan is None:
        return _so_far(unit, viewer, setting) if setting.format.planning == setting.stage.id else ("", [])
    return decided(unit, viewer, setting.format, plan, setting.circle, setting.person.zone, setting.phrases)


def as_it_is_now(unit: Unit, format: Format, round_id: int) -> Plan | None:
    """Return the plan of a round, of a programme with the first and the last of its days as they are now (S36)."""
    plan, programme = rounds.plan_of(unit, round_id), format.programme
    days = programmes.of_numbers(unit, round_id) if programme is not None and programme.looks_back else []
    if plan is None or programme is None or programme.last is None or not days:
        return plan
    return replace(plan, moments={**plan.moments, programme.first: days[0].at, programme.last: days[-1].at})


def _so_far(unit: Unit, viewer: Reader, setting: Setting) -> Read:
    """Return what was written for the group while a round is still being planned, in the order in which it was asked."""
    asked = [one.id for one in setting.stage.questions if one.public]
    found = [one for one in answers.given_in(unit, viewer, setting.conversation.id, asked, 0) if one.value.text]
    return "\n".join(f"> {quoted(one.value.text or '')}" for one in found), [one.sealed.id for one in found]


def decided(
    unit: Unit, viewer: Reader, format: Format, plan: Plan, circle: Circle, zone: ZoneInfo, phrases: Phrases
) -> Read:  # fmt: skip
    """Return what was decided when a round was planned, each part below what it is called."""
    asked = [key for question in format.plan.values() if question.public for key in _keys(format, question)]
    found = answers.given_in(unit, viewer, plan.conversation, asked, 0)
    texts: dict[str, str] = {}
    for one in sorted(found, key=lambda one: one.repetition):
        if one.value.text:
            texts[one.sealed.question] = "\n".join(filter(None, [texts.get(one.sealed.question), one.value.text]))
    lines = _lines(unit, format, plan, texts, circle, zone, phrases)
    return "\n\n".join(lines), [one.sealed.id for one in found]


def _keys(format: Format, question: Question) -> list[str]:
    """Return the keys of the answers to a question that may be asked several times, by itself or along with another."""
    times = [one.repeat for one in format.plan.values() if one.repeat and question.id in {one.id, *one.repeat.along}]
    return [key_of(question.id, number) for number in range(times[0].max if times else 1)]


def _lines(
    unit: Unit, format: Format, plan: Plan, texts: Mapping[str, str], circle: Circle, zone: ZoneInfo, phrases: Phrases
) -> Iterator[str]:  # fmt: skip
    for name, question in format.plan.items():
        if not question.called:
            continue
        if name in texts:
            yield f"**{question.called}**\n{quote(texts[name])}"
        elif question.kind in {"date", "person"}:
            yield f"**{question.called}**: {plan_in_words(unit, plan, question, circle, zone, phrases)}"
        elif question.kind != "text" and (chosen := plan.chosen.get(name)):  # a button beside a text says that there is none
            labels = labels_of(question, phrases, ())
            yield f"**{question.called}**: {BETWEEN.join(labels[one] for one in chosen if one in labels)}"
