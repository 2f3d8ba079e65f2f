"""Keeping an answer, and doing what choosing it does."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from dialogs.answers.dates import Day
from dialogs.language.options import Option
from dialogs.language.parts import Question
from dialogs.language.stages import AGAIN, Stage
from dialogs.talk import sharing
from dialogs.talk.commands import PLAN
from dialogs.talk.conversation import Mark
from dialogs.talk.effects import Change, ComeBack, Obey, Record, SetFact, Share, Start, Tell, Value, Withdraw
from dialogs.talk.questions import base_of, holds, key_of, split_key, subject_of, whose

if TYPE_CHECKING:
    from dialogs.talk.engine import Turn


def meant(turn: "Turn", question: Question, value: Value) -> Value:
    """Return what a button stands for: the day of a meeting, or a text of hers that she told before (S05); else the answer."""
    for one in value.chosen:
        if one in turn.facts.days:
            iso = turn.facts.days[one]
            return Value(Day.from_iso(iso).in_words(turn.phrases.language), (iso,))
        if one in turn.facts.pieces:
            return Value(turn.facts.pieces[one])
        if one in question.options and question.options[one].words:
            return Value(question.options[one].label)
    return value


def take_in(turn: "Turn", key: str, question: Question, value: Value) -> list[str]:
    """Keep an answer unless it is one after which the question comes again; returns how it ends the conversation."""
    chosen = [question.options[name] for name in value.chosen if name in question.options]
    if not any(option.again for option in chosen):
        keep(turn, key, question, value)
    _options_speak(turn, question, value)
    return [option.ends for option in chosen if option.ends]


def keep(turn: "Turn", key: str, question: Question, value: Value) -> None:
    """Mark a question as answered, and record what was answered."""
    name, repetition = split_key(key)
    owner = whose(turn.stage, turn.state.marks, key)
    if owner is not None and owner not in turn.question(question.belongs_to or "").options:
        turn.state = turn.state.marked(key, Mark(answered=False))
        turn.say("err.owner_gone")
        return
    if question.shown:
        labels = turn.labels(question)
        value = replace(value, text=", ".join(labels[one] for one in value.chosen))
    names = turn.names_in(value.text) if value.text and question.kind in {"text", "file"} else ()
    mark = Mark(answered=True, chosen=value.chosen, names=names, left=question.full - len(value.text or ""))
    if name == AGAIN:
        again = value.chosen == ("yes",)
        turn.state = turn.state.marked(key, mark, repetition=repetition + again, last_text=None)
        return
    text = value.text is not None and question.kind == "text" and question.sets is None and owner is None
    last = {"last_text": key, "last_at": turn.facts.now} if text else {"last_text": None, "last_at": None}
    before, anew = _coming_back(turn, repetition), key in turn.state.marks
    _pick_again(turn, key, question, value)
    turn.state = turn.state.marked(key, mark, **last)
    if anew:
        sharing.ask_readers_again(turn, key)
    if question.changes:
        turn.effects.append(Change(value.text or "", about=subject_of(key)))
    elif question.sets is not None:
        turn.effects.append(SetFact(question.sets, value.chosen or ((value.text,) if value.text else ())))
    elif not any(option.acts for option in question.options.values()):
        turn.effects.append(Record(name, repetition, value, owner=owner))
    for option in (question.options[choice] for choice in value.chosen if choice in question.options):
        _act(turn, option, repetition, subject_of(key))
    _give(turn, question, value, repetition)
    _settle_later(turn, before, _coming_back(turn, repetition), repetition)


def _pick_again(turn: "Turn", key: str, question: Question, value: Value) -> None:
    """Let nothing stand picked of one of her own plans where it turns out to be about another (S08)."""
    if not question.which or key not in turn.state.marks or turn.state.marks[key].chosen == value.chosen:
        return
    picked = {question.id for question in turn.stage.questions if question.releases}
    marks = {key: mark for key, mark in turn.state.marks.items() if split_key(key)[0] not in picked}
    turn.state = replace(turn.state, marks=marks)


def _give(turn: "Turn", question: Question, value: Value, repetition: int) -> None:
    """Let who is meant read all that was answered in the stage, or nobody any more, where a choice decides that (S22)."""
    if turn.facts.trial:
        return
    if any(option.gives in turn.facts.levels for option in question.options.values()):
        given = next((question.options[name].gives for name in value.chosen if name in question.options), None)
        turn.effects.append(Share(given or "V0", tuple(one.id for one in turn.stage.asked), repetition))


def coming_back(stage: Stage, marks: Mapping[str, Mark], repetition: int = 0) -> list[tuple[str, str]]:
    """Return the questions at which an option stands chosen with which another format begins later, each with that option."""
    found = []
    for question in stage.comes_back:
        mark = marks.get(key_of(question.id, repetition))
        if mark is not None and holds(stage, question, marks, repetition):
            found += [(question.id, one) for one in mark.chosen if one in question.options and question.options[one].after]
    return found


def come_back(stage: Stage, question: str, name: str, repetition: int, *, stands: bool = True) -> ComeBack:
    """Return what an option leads to later, or that it does so no more; with a yes that holds it is chosen there too (S15)."""
    option = stage.by_id[question].options[name]
    kept = {question: name} if option.holds and stands else {}
    return ComeBack(option.then or "", option.after if stands else None, repetition, kept)


def _coming_back(turn: "Turn", repetition: int) -> list[tuple[str, str]]:
    return coming_back(turn.stage, turn.state.marks, repetition)


def _settle_later(turn: "Turn", before: list[tuple[str, str]], after: list[tuple[str, str]], repetition: int) -> None:
    """Let begin later what is chosen now, and no more what was chosen before somebody came back to it (X07)."""
    changes = [(one, False) for one in before if one not in after] + [(one, True) for one in after if one not in before]
    turn.effects.extend(come_back(turn.stage, *one, repetition, stands=stands) for one, stands in changes)


def _act(turn: "Turn", option: Option, repetition: int, about: int | None) -> None:
    if option.mode:
        turn.state = replace(turn.state, mode=option.mode)
    if option.shares:
        turn.effects.append(Share(option.shares, (), repetition, about=about))
    if option.withdraws:
        turn.effects.append(Withdraw(about))
    if option.opens:
        turn.effects.append(Start(option.opens))
    if option.then and not option.after:
        turn.effects.append(Obey(f"start {option.then}", option.chosen))
    if option.plans:
        turn.effects.append(Obey(f"start {option.plans} {PLAN}", option.chosen))
    if option.menu:
        turn.effects.append(Obey(f"menu {option.menu}"))
    if option.does:
        turn.effects.append(Obey(option.does))


def _options_speak(turn: "Turn", question: Question, value: Value) -> None:
    turn.effects.extend(
        Tell(("option", base_of(question.id), choice))
        for choice in value.chosen
        if choice in question.options and question.options[choice].says
    )
