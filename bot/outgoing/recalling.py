"""Showing somebody what was written before, where a format calls it to mind.

What she answered herself (``recall``) nobody else gets (S03, S10); what was decided for the round (``written``), or told to
her group (``recall`` with ``group``), her group gets.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.gatherings import gathering, released
from bot.gatherings.picking import to_pick
from bot.incoming.surroundings import Setting
from bot.planned.decided import decided_in
from dialogs.answers.dates import Day, day_in_words
from dialogs.gatherings.gathered import place_among
from dialogs.language.asking import Recall
from dialogs.language.parts import Question
from dialogs.saying.digest import quoted
from dialogs.saying.drawing import Scene
from dialogs.visibility import Asked
from storage.groups import partners, people, rounds
from storage.groups.rounds import Round
from storage.store import Unit
from storage.talks import answers, conversations, recalling
from storage.talks.answers import Readable

LONGEST = 600
"""Characters of one earlier answer that are shown; the rest is one word away."""


def with_recalled(unit: Unit, setting: Setting, scene: Scene, shown: Sequence[Question]) -> tuple[Scene, list[int]]:
    """Return a scene with the earlier answers that its questions call to mind, and the ids of these."""
    recalled: dict[str, str] = {}
    ids: list[int] = []
    for question in shown:
        if question.written:
            recalled[question.id], read = decided_in(unit, setting)
            ids += read
        found = _found(unit, setting, question)
        if found:
            found, days = _in_order(found)
            there = all(recall.there or recall.shared for recall in question.recall)
            dated = not (there or days)  # what belongs to this talk needs no day, and no day needs another one
            lines = [_line(setting, scene, one, dated=dated) for one in found]
            lines = _called(unit, setting, question, found, lines)
            head = [] if question.kind == "info" else [scene.phrase("recall.head")]
            recalled[question.id] = "\n".join([*head, *lines])
            ids += [one.sealed.id for one in found]
        elif any(recall.shared and _is_nothing_left(unit, setting, recall) for recall in question.recall):
            recalled[question.id] = scene.phrase("gathered.gone")
    return replace(scene, recalled=recalled), ids


def _found(unit: Unit, setting: Setting, question: Question) -> list[Readable]:
    """Return a person's own earlier answers that a question calls to mind, those of one format together."""
    viewer, conversation = people.viewer(unit, setting.person.id), setting.conversation
    found: list[Readable] = []
    for recall in question.recall:
        if recall.picks and recall.there:  # it was told just now, and stands on the buttons
            continue
        if recall.picks:
            found += to_pick(unit, recall, conversation)
        elif recall.group and recall.here and conversation.round is not None:
            found += recalling.shared_in(unit, viewer, conversation.round, recall.show)[: recall.most]
        elif recall.group and conversation.team is not None:
            found += recalling.of_group(
                unit, viewer, conversation.team, recall.of or conversation.format, recall.show, recall.most
            )
        elif recall.here:
            found += _here(unit, setting, recall)
        elif recall.shared:
            found += _shared(unit, setting, recall)
        elif not recall.there:
            format_id = recall.of or conversation.format
            found += recalling.earlier(unit, viewer, format_id, recall.show, recall.most, recall.flags, conversation.id)
        elif conversation.about is not None:
            found += recalling.told_with(unit, viewer, conversation.about, recall.show)
        else:
            found += answers.given_in(unit, viewer, conversation.id, recall.show, conversation.state.repetition)
    return [one for one in found if one.value.text or one.value.file]


def _in_order(found: list[Readable]) -> tuple[list[Readable], bool]:
    """Return what is shown, and whether it is nothing but days: these stand in their order, whenever told (S42)."""
    try:
        return sorted(found, key=lambda one: Day.from_iso("".join(one.value.chosen)).to_iso()), True
    except ValueError:
        return found, False


def _is_nothing_left(unit: Unit, setting: Setting, recall: Recall) -> bool:
    """Whether what she read there without names is too little now, where she is told that (K2, S39)."""
    running = rounds.load(unit, setting.conversation.round) if setting.conversation.round is not None else None
    return running is not None and gathering.nothing_left(unit, setting.format, running, recall.show[0])


def _here(unit: Unit, setting: Setting, recall: Recall) -> list[Readable]:
    """Return what she told in this round, in another of the same programme, or in the one that she chose (S08, S10)."""
    if recall.of is not None and any(one.which == recall.of for one in setting.stage.questions):
        return released.told_in_it(unit, setting.conversation, recall.of, recall.show)
    round_id = setting.conversation.round
    running = rounds.load(unit, round_id) if round_id is not None else None
    if running is None or running.person != setting.person.id:
        return []
    viewer, programme = people.viewer(unit, setting.person.id), running.programme or running.id
    return recalling.told_in_programme(unit, viewer, programme, recall.of or setting.conversation.format, recall.show)


def _called(unit: Unit, setting: Setting, question: Question, found: Sequence[Readable], lines: list[str]) -> list[str]:
    """Return the lines with what each is called, or who wrote it, where several of one or more people stand together (S40)."""
    if not any(recall.shared for recall in question.recall):
        return lines
    released = (one for stage in setting.format.stages for one in stage.questions if one.releases)
    labels = {name: option.label for one in released for name, option in one.options.items()}
    several = len({one.owner for one in found}) > 1
    if all(one.owner is None for one in found) and (what := _what_they_are(unit, setting)):
        return [f"{what}:", *lines]

    def head(one: Readable) -> str | None:
        if one.owner is None:
            return None
        return people.name_of(unit, one.owner) if several else labels.get(one.sealed.question)

    return [f"**{called}**\n{line}\n" if (called := head(one)) else line for one, line in zip(found, lines, strict=True)]


def _for_all_she_asks(
    unit: Unit, setting: Setting, running: Round, recall: Recall, found: Sequence[Readable]
) -> list[Readable]:  # fmt: skip
    """Return what whose round it is wrote for all whom she asks, where who reads is one of them (S39)."""
    told = [one.id for stage in setting.format.stages for one in stage.questions if one.goes_to == setting.stage.who]
    if running.plan is None or running.person is None:
        return []
    all_asked = frozenset(running.plan.asked(setting.stage.who))
    asked = Asked(setting.person.id, running.person, all_asked, frozenset(told) & frozenset(recall.show))
    more = recalling.shared_in(unit, asked, running.id, sorted(asked.questions))
    return [one for one in more if one.sealed.id not in {each.sealed.id for each in found}]


def _what_they_are(unit: Unit, setting: Setting) -> str | None:
    """Return what all are who wrote something for her, where that was told as it points to nobody (S39)."""
    running = rounds.load(unit, setting.conversation.round) if setting.conversation.round is not None else None
    stage = next((one for one in setting.format.reached if one.gathers), None)
    if running is None or stage is None or stage.gathers is None:
        return None
    chosen = gathering.told_by(unit, running, stage)
    return stage.question(stage.gathers.told_by).options[chosen[0]].label if chosen else None


def _shared(unit: Unit, setting: Setting, recall: Recall) -> list[Readable]:
    """Return what others let her read in a round of one person, in the order in which it was asked (S39, S40).

    What stands there without a name stands in an order that tells nothing (K3).
    """
    round_id = setting.conversation.round
    running = rounds.load(unit, round_id) if round_id is not None else None
    asked = partners.asked_in(unit, setting.conversation.id) if running is None else None
    owner = running.person if running is not None else asked.asker if asked is not None else None
    viewer, seed = people.viewer(unit, setting.person.id), running.seed if running is not None else ""
    if owner is None:
        return []
    if recall.of is not None:
        came_of = conversations.load(unit, asked.came_of) if asked is not None else setting.conversation
        found = released.let_read(unit, viewer.id, owner, came_of, recall.of, recall.show)
    else:
        found = recalling.shared_in(unit, viewer, running.id, recall.show) if running is not None else []
        found += _for_all_she_asks(unit, setting, running, recall, found) if running is not None else []
    mixed = [
        (recall.show.index(one.sealed.question), place_among(seed, one.sealed.question, one.value.text or ""), one)
        for one in found
    ]
    return [one for *_, one in sorted(mixed, key=lambda row: row[:2])]


def _line(setting: Setting, scene: Scene, one: Readable, *, dated: bool) -> str:
    text = one.value.text or scene.phrase("mine.file")
    asked = setting.format.asked(one.sealed.question)
    if asked is not None and asked.kind == "scale" and asked.called:
        return f"> {scene.phrase('recall.step', {'titel': asked.called, 'tekst': quoted(text)})}"
    line = quoted(text[:LONGEST])
    if dated:
        day = day_in_words(one.answered_at, setting.person.zone, setting.person.language)
        line = scene.phrase("recall.line", {"datum": day, "tekst": line})
    return f"> {line}" if len(text) <= LONGEST else f"> {line} {scene.phrase('recall.more', {'nummer': one.number})}"
