"""How far a person is in a stage: what stands open, what is complete, what a share question speaks of."""

from collections.abc import Mapping

from dialogs.language.parts import Question
from dialogs.language.stages import AGAIN, Stage
from dialogs.talk.conversation import EACH, GROUP, Facts, Mark, State, Status
from dialogs.talk.questions import about_text, again_question, base_of, holds, key_of, split_key, subject_of


def pending(stage: Stage, state: State, facts: Facts) -> str | None:
    """Return the key of the question that stands open, or None when everything was asked."""
    if state.back is not None:
        return state.back
    for repetition in range(state.repetition + 1):  # an earlier choice that was changed may have a question of its own
        for question in stage.asked:
            key = key_of(question.id, repetition)
            if (
                key not in state.marks
                and holds(stage, question, state.marks, repetition)
                and not (question.kind == "share" and _sharing_is_off(question, stage, state, repetition, facts))
                and not (question.id == GROUP and _nothing_to_choose(question, stage, state, repetition, facts))
            ):
                return key
    if stage.repeat and state.repetition + 1 < stage.repeat.max:
        key = key_of(AGAIN, state.repetition)
        return None if key in state.marks else key
    return None


def chose_to_end(stage: Stage, state: State) -> bool:
    """Whether a stage is over as she chose an option that ends it, so that the rest was not left open."""
    chosen = ((split_key(key)[0], name) for key, mark in state.marks.items() for name in mark.chosen)
    known = ((stage.by_id.get(question), name) for question, name in chosen)
    return any(one is not None and name in one.options and bool(one.options[name].ends) for one, name in known)


def for_somebody(stage: Stage, state: State) -> bool:
    """Whether a text stands open that belongs to somebody who was chosen for it (S06)."""
    marks, now = state.marks, state.repetition
    open_ones = (one for one in stage.asked if one.belongs_to and key_of(one.id, now) not in marks)
    return any(holds(stage, one, marks, now) for one in open_ones)


def rewords(stage: Stage, state: State) -> bool:
    """Whether words stand open that somebody chose to put in place of a text of hers (S06)."""
    texts = {text for key in state.marks if (text := subject_of(key)) is not None}
    open_ones = (about_text(one, text) for one in stage.questions if one.changes for text in texts)
    return any(one.id not in state.marks and holds(stage, one, state.marks, 0) for one in open_ones)


def in_form(stage: Stage, state: State) -> list[Question]:
    """Return the questions that stand open on a form.

    Who may read the answers, what others read, what is done with them all and which moment of somebody is chosen is asked
    after it, when they are known.
    """
    return [question for question in on_form(stage, state) if question.kind != "info"]


def on_form(stage: Stage, state: State) -> list[Question]:
    """Return what stands on a form: the questions that are open, and what is told above them."""
    found: list[Question] = []
    for question in stage.questions:
        if _asked_after(question):
            continue
        if any(option.does for option in question.options.values()):
            while found and found[-1].kind == "info":  # it stands above what is decided, and tells of all that was chosen
                found.pop()
            continue
        if key_of(question.id, state.repetition) in state.marks:
            while found and found[-1].kind == "info":  # it stood above what was answered, and was read there
                found.pop()
        elif holds(stage, question, state.marks, state.repetition):
            found.append(question)
    return found


def answered_on_form(question: Question, state: State) -> bool:
    """Whether a question that stands open is one that a form takes."""
    decides = any(option.does for option in question.options.values())
    return not _asked_after(question) and not decides and key_of(question.id, state.repetition) not in state.marks


def _asked_after(question: Question) -> bool:
    """Whether a question waits until a form is sent: who may read it, or whose moments are free, is known only then (S52)."""
    return question.kind == "share" or question.id == GROUP or bool(question.public or question.free_of)


def told_before(stage: Stage, state: State, key: str) -> list[Question]:
    """Return the parts that only tell, and stand before a question since the last one that was asked."""
    found: list[Question] = []
    if len(stage.asked) == len(stage.questions):  # nothing there only tells
        return found
    last, repetition = (key, 0) if key in stage.by_id else split_key(key)
    for question in stage.questions:
        if question.id == last:
            break
        if question.kind == "info":
            found += [question] if holds(stage, question, state.marks, repetition) else []
        elif key_of(question.id, repetition) in state.marks:
            found = []
    return found


def complete(stage: Stage, state: State) -> bool:
    """Whether what was answered counts as submitted: each required question, or any where none is required (§4.1).

    What was put in before she was asked is no answer of hers; by that alone nothing is (S48).
    """
    if not any(mark.answered for mark in state.own):
        return False
    required = [question for question in stage.questions if question.required and holds(stage, question, state.marks, 0)]
    return all(_answered(state, question.id) for question in required)


def status_of(stage: Stage, state: State) -> Status:
    """Return how far the person is."""
    if complete(stage, state):
        return Status.SUBMITTED
    return Status.IN_PROGRESS if state.own or state.held else Status.INVITED


def _answered(state: State, key: str) -> bool:
    return key in state.marks and state.marks[key].answered


def covered(share: Question, stage: Stage, marks: Mapping[str, Mark], repetition: int) -> tuple[str, ...]:
    """Return the questions whose answers a share question speaks of, in this repetition; of what repeats, each one's key."""
    return tuple(
        one.id
        for one in stage.worded
        if _told(one, marks.get(key_of(one.id, repetition)))
        and holds(stage, one, marks, repetition)
        and (not share.covers or split_key(one.id)[0] in share.covers)
    )


def question_at(stage: Stage, state: State, key: str) -> Question:
    """Return the question that a key stands for, as it is asked there; raises KeyError.

    Readers are chosen apart only where there are several answers to choose them of.
    """
    name, repetition = split_key(key)
    question = stage.by_id.get(key) or (again_question(stage) if name == AGAIN else stage.question(base_of(name)))
    if question.each and len({split_key(one)[0] for one in covered(question, stage, state.marks, repetition)}) < 2:
        together = {option: what for option, what in question.options.items() if option != EACH}
        return Question.model_construct(**{**dict(question), "options": together})
    return question


def _told(question: Question, mark: Mark | None) -> bool:
    """Whether a question was answered in words or with a file; a button beside it ("Nog niet") holds nothing to read."""
    return mark is not None and mark.answered and (question.shown or not set(mark.chosen) & set(question.options))


def _sharing_is_off(question: Question, stage: Stage, state: State, repetition: int, facts: Facts) -> bool:
    if GROUP in state.marks and state.group is None:  # she chose none of her groups
        return True
    levels = facts.groups.get(state.group or "", facts.levels)
    alone = set(question.allow) & set(levels) <= {"V0"} and not question.options and not question.running
    return not stage.about_another and (alone or _nothing_to_share(question, stage, state, repetition, facts))


def _nothing_to_share(question: Question, stage: Stage, state: State, repetition: int, facts: Facts) -> bool:
    return facts.trial or not facts.asks_to_share or not covered(question, stage, state.marks, repetition)


def _nothing_to_choose(question: Question, stage: Stage, state: State, repetition: int, facts: Facts) -> bool:
    """Whether it need not be asked with which group is shared: there is one, or nothing to share (X16)."""
    share = stage.shared_at
    nothing = share is None or (not stage.about_another and _nothing_to_share(share, stage, state, repetition, facts))
    return nothing or len(question.options) < 2
