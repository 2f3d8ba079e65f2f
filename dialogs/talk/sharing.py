"""Choosing who may read what was told, and asking first where a colleague is named in it (spec §4.6, K5, X18)."""

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from dialogs.language.parts import Question
from dialogs.talk.conversation import APART, EACH, GROUP, LISTED, Held, Mark
from dialogs.talk.effects import Echo, Flag, Share, Tell, Value
from dialogs.talk.progress import covered, pending
from dialogs.talk.questions import key_of, split_key, subject_of
from dialogs.visibility import LEVELS, READ_BY_GROUP, Level

if TYPE_CHECKING:
    from dialogs.talk.engine import Turn

READ_BY_OTHERS = READ_BY_GROUP | {"V1", "V5"}
"""The choices of readers with which anybody but the owner reads a text."""


def chosen_readers(question: Question, mark: Mark) -> set[str | None]:
    """Return the readers that were chosen at a question, or by what an option of it does."""
    if question.kind == "share":
        return set(mark.chosen)
    return {question.options[name].shares for name in mark.chosen if name in question.options}


def may_share(turn: "Turn") -> bool:
    """Whether something was told that others may read once its author says so."""
    offers = [one for one in turn.stage.questions if READ_BY_OTHERS & set(one.offers)]
    times = range(turn.state.repetition + 1)
    return any(one.kind != "share" or any(covered(one, turn.stage, turn.state.marks, time) for time in times) for one in offers)


def share(turn: "Turn", key: str, value: Value) -> None:
    """Take the choice of readers; ask again where a colleague is named (K5), or the facilitator is another by now (X18)."""
    chosen = value.chosen[0]
    if chosen == EACH:
        _choose_apart(turn, key)
        return
    level = LEVELS.get(chosen, "V0")
    if level == "V1" and turn.facts.other_facilitator:
        turn.say("share.other_facilitator")
        turn.ask("full")
        return
    marks = (turn.state.marks[naming] for naming in naming(turn, key))
    named = turn.facts.subject_names or list(dict.fromkeys(name for mark in marks for name in mark.names))
    if level in READ_BY_GROUP and named:
        turn.hold(Held("name", detail=f"{key} {level} {LISTED.join(named)}"))
    else:
        settle_share(turn, key, chosen)


def _choose_apart(turn: "Turn", key: str) -> None:
    """Ask the readers of each answer apart; what was chosen for all of them before, and came back to, holds no more."""
    if key in turn.state.marks:
        (_, repetition), questions = split_key(key), _covered(turn, key)
        turn.effects.append(Share("V0", questions, repetition))
        _flag(turn, key, EACH, questions)
    _mark(turn, key, EACH)
    turn.go_on()


def ask_readers_again(turn: "Turn", key: str) -> None:
    """Keep an answer that is told anew from the readers of the old one, and ask who may read it (K5)."""
    name, repetition = (key, 0) if key in turn.stage.by_id else split_key(key)
    for share_key, mark in turn.state.marks.items():
        _, time = split_key(share_key)
        read = turn.question(share_key).kind == "share" and READ_BY_OTHERS & set(mark.chosen)
        if read and time == repetition and name in (questions := _covered(turn, share_key)):
            turn.effects.append(Share("V0", questions, repetition))
            turn.state = replace(turn.state, marks={one: kept for one, kept in turn.state.marks.items() if one != share_key})


def _mark(turn: "Turn", key: str, chosen: str) -> None:
    """Remember a choice of readers; those that were chosen apart before a choice for all of them hold no more."""
    apart = set(_apart(turn, key))
    turn.state = replace(turn.state, marks={one: mark for one, mark in turn.state.marks.items() if one not in apart})
    turn.state = turn.state.marked(key, Mark(answered=True, chosen=(chosen,)))


def _apart(turn: "Turn", key: str) -> list[str]:
    """Return the keys under which readers were chosen apart, in the same repetition as a choice for all."""
    name, repetition = split_key(key)
    keys = ((one, *split_key(one)) for one in turn.state.marks)
    return [one for one, own, time in keys if own.startswith(f"{name}{APART}") and time == repetition]


def names_somebody(turn: "Turn", key: str, text: str, manner: Literal["new", "more"]) -> bool:
    """Ask before a group that reads a text reads a colleague's name in its new words; whether there is one (K5)."""
    named = [one for one in turn.names_in(text) if one not in turn.facts.subject_names]
    if turn.question(key).unnamed and named:
        turn.say("share.no_names")
        turn.state = replace(turn.state, echo=text)
        turn.effects.append(Echo())
        turn.ask(manner="full")
        return True
    if (turn.question(key).public or turn.facts.subject_level) not in READ_BY_GROUP or not named:
        return False
    turn.hold(Held("name", text=text, detail=f"{key} {manner} {LISTED.join(named)}"))
    return True


def names_in_confirmed(turn: "Turn", key: str, value: Value) -> Held | None:
    """Return what is asked before a group reads a colleague's name in a text that somebody confirms (K5, S06)."""
    named = turn.facts.texts.get(subject_of(key) or 0, ())
    options = turn.question(key).options
    shares = [choice for choice in value.chosen if choice in options and options[choice].shares in READ_BY_GROUP]
    return Held("name", detail=f"{key} {shares[0]} {LISTED.join(named)}") if named and shares else None


def reword_instead(turn: "Turn", key: str) -> None:
    """Go on as if somebody had chosen to word a text otherwise, where there is such a choice (S06)."""
    words = (one for one in turn.stage.questions if one.changes and key in one.only_if)
    for question in words:
        turn.state = turn.state.marked(key, Mark(answered=True, chosen=question.only_if[key][:1]))
    turn.ask(manner="full")


def make_public(turn: "Turn", key: str, level: Level) -> None:
    """Let a group read an answer to a question that said so; nothing is added to it without saying so again."""
    turn.state = replace(turn.state, last_text=None)
    turn.effects.append(_of_one(turn, key, level))
    if turn.question(key).changes:
        turn.say("thanks.placed")
    elif set(public_ones(turn)) <= {key}:  # below each of the others it stands all the same who reads it
        turn.say("thanks.to_be_read" if turn.stage.opens_round else "thanks.public")


def unseen(turn: "Turn", key: str) -> bool:
    """Whether a question is open that the group reads the answer to, and that she did not look at yet: a text may be stray."""
    return bool(turn.question(key).public) and turn.state.looked_at != key


def _of_one(turn: "Turn", key: str, level: Level) -> Share:
    """Return other readers for the answer at a key, or for the text that it words otherwise."""
    name, repetition = split_key(key)
    words = () if turn.question(key).changes else (name,)
    return Share(level, words, repetition, about=subject_of(key))


def public_ones(turn: "Turn") -> tuple[str, ...]:
    """Return the keys of the answers that others read because of the question that was answered."""
    given = (key for key, mark in turn.state.marks.items() if mark.answered)
    return tuple(key for key in given if (asked := turn.question(key)).public and not asked.changes)


def keep_private(turn: "Turn", *keys: str) -> None:
    """Let nobody else read answers to questions that would be public."""
    turn.effects.extend(_of_one(turn, key, "V0") for key in keys)


def named_at(held: Held) -> list[str]:
    """Return who are named in the text that is asked about."""
    return held.detail.split(" ", 2)[2].split(LISTED)


def choose_group(turn: "Turn", value: Value) -> None:
    """Take with which of her groups somebody shares; who may read it there is asked after it (X16)."""
    if groups_changed(turn):
        return
    if value.chosen != (turn.state.group,):
        _ask_readers_anew(turn)
    turn.state = turn.state.marked(GROUP, Mark(answered=True, chosen=value.chosen))
    turn.go_on()


def groups_changed(turn: "Turn") -> bool:
    """Ask anew where somebody is in other groups than when she was asked which: what she means now may be another (GE6)."""
    there = tuple(turn.facts.groups)
    if turn.state.groups in {(), there}:
        return False
    _ask_readers_anew(turn)
    marks = {key: mark for key, mark in turn.state.marks.items() if key != GROUP}
    turn.state = replace(turn.state, marks=marks, groups=there, back=None)
    turn.say("share.other_groups")
    turn.go_on()
    return True


def _ask_readers_anew(turn: "Turn") -> None:
    marks = {key: mark for key, mark in turn.state.marks.items() if turn.question(key).kind != "share"}
    turn.state = replace(turn.state, marks=marks)


def settle_share(turn: "Turn", key: str, chosen: str) -> None:
    """Give the answers their readers, or keep them private with a flag; thank, and go on."""
    if groups_changed(turn):
        return
    level = LEVELS.get(chosen, "V0")
    _, repetition = split_key(key)
    questions = _covered(turn, key)
    _mark(turn, key, chosen)
    if level != "V0":  # what others read is not added to without asking who may read that
        turn.state = replace(turn.state, last_text=None)
    group = next(iter(turn.facts.groups)) if len(turn.facts.groups) == 1 else turn.state.group
    turn.effects.append(Share(level, questions, repetition, None if level == "V0" else group))
    _flag(turn, key, chosen, questions)
    if not _goes_on_apart(turn, key):
        turn.say("share.changed" if turn.stage.about_another else _thanks(turn, key, level))
    turn.go_on()


def _thanks(turn: "Turn", key: str, level: Level) -> str:
    """Return the thanks for a choice of readers; what is told in a planned round comes in its own report (S06)."""
    if _differ(turn, key):
        return "thanks.apart"
    if level == "V2" and turn.stage.opens_round:
        return "thanks.with_plan"
    if level == "V2" and not turn.facts.carries:
        return "thanks.gathered" if turn.stage.before_a_day else "thanks.planned"
    return f"thanks.{level}"


def _goes_on_apart(turn: "Turn", key: str) -> bool:
    """Whether the readers of another answer are asked apart next, so that it is too early for thanks."""
    following = pending(turn.stage, turn.state, turn.facts) or ""
    return APART in key and APART in following


def _differ(turn: "Turn", key: str) -> bool:
    """Whether a choice of readers for one answer closes a row of them that are not all the same."""
    name, repetition = split_key(key)
    row = _apart(turn, key_of(name.partition(APART)[0], repetition)) if APART in name else []
    return len({turn.state.marks[one].chosen for one in row}) > 1


def _flag(turn: "Turn", key: str, chosen: str, questions: tuple[str, ...]) -> None:
    """Give the answers the flag that was chosen, and take those that were not."""
    (name, repetition), options = split_key(key), turn.question(key).options
    gives = frozenset(option.flags for choice, option in options.items() if option.flags and choice == chosen)
    takes = frozenset(option.flags for option in options.values() if option.flags) - gives
    if gives or takes:
        turn.effects.append(Flag(gives, takes, questions, repetition))
    if chosen in options and options[chosen].says:
        turn.effects.append(Tell(("option", name, chosen)))


def _covered(turn: "Turn", share_key: str) -> tuple[str, ...]:
    """Return the questions that a choice of readers is about; after "terug" it may be one of an earlier repetition."""
    name, repetition = split_key(share_key)
    return covered(turn.stage.question(name), turn.stage, turn.state.marks, repetition)


def naming(turn: "Turn", share_key: str) -> list[str]:
    """Return the keys of the texts to be shared in which a colleague is named."""
    _, repetition = split_key(share_key)
    keys = [key_of(question, repetition) for question in _covered(turn, share_key)]
    return [key for key in keys if turn.state.marks[key].names]
