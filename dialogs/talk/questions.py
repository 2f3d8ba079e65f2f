"""Small facts about the questions of a stage: their keys over repetitions, their conditions and their labels."""

from collections.abc import Iterable, Mapping, Sequence

from dialogs.language.parts import Question
from dialogs.language.stages import AGAIN, Stage
from dialogs.saying.phrases import Phrases
from dialogs.talk.conversation import GROUP, Mark, State
from dialogs.visibility import Level

ABOUT = "+"
"""What stands between a question and the text that it is about, in a stage that goes over texts."""


KEY = "{}#{}"
"""How an answer is named in its conversation where its time round is always said, the first one too."""


def key_of(question: str, repetition: int) -> str:
    """Return how an answer is named within its conversation; the group to share with is chosen once for all of it."""
    return f"{question}#{repetition}" if repetition and question != GROUP else question


def split_key(key: str) -> tuple[str, int]:
    """Return the question and the repetition that a key stands for."""
    name, _, repetition = key.partition("#")
    return name, int(repetition or 0)


def keys_told(state: State, questions: Sequence[str]) -> list[str]:
    """Return the keys of some questions, each time that one was answered which comes several times by itself (S42).

    Where the whole stage was gone through again, each time is another matter.
    """
    if state.repetition:
        return list(questions)
    return [*questions, *(key for key in state.marks if "#" in key and split_key(key)[0] in questions)]


def key_about(question: str, subject: int) -> str:
    """Return under which key something is asked about one text that a stage goes over."""
    return f"{question}{ABOUT}{subject}"


def about_text(question: Question, subject: int) -> Question:
    """Return a question as it is asked about one text that a stage goes over."""
    only_if = {key_about(name, subject): values for name, values in question.only_if.items()}
    return Question.model_construct(**{**dict(question), "id": key_about(question.id, subject), "only_if": only_if})


def subject_of(key: str) -> int | None:
    """Return the text that a key asks about, in a stage that goes over texts."""
    subject = key.partition(ABOUT)[2]
    return int(subject) if subject.isdigit() else None


def base_of(name: str) -> str:
    """Return the question of the format that is asked about one text, or the question itself."""
    return name if subject_of(name) is None else name.partition(ABOUT)[0]


def places_of(keys: Iterable[str], repetition: int) -> list[tuple[str, int]]:
    """Return the questions and repetitions that keys stand for, where a bare name is one of ``repetition``."""
    return [split_key(key) if "#" in key else (key, repetition) for key in keys]


def again_question(stage: Stage) -> Question:
    """Return the question that asks for one more round through a stage that repeats."""
    assert stage.repeat is not None
    return Question(id=AGAIN, kind="yesno", ask=stage.repeat.ask)


def holds(stage: Stage, question: Question, marks: Mapping[str, Mark], repetition: int) -> bool:
    """Whether the conditions of a question are met by what was answered before it in this repetition."""
    if question.belongs_to and not _chosen(marks, question.belongs_to, repetition):
        return False
    if question.lists and not lines_of(stage, question, marks, repetition):
        return False
    return _met(stage, question.only_if, marks, repetition)


def lines_of(stage: Stage, question: Question, marks: Mapping[str, Mark], repetition: int = 0) -> list[str]:
    """Return the lines that hold below a question: as many at once as it says, or what is left of those of another (S12)."""
    of = stage.question(question.rest_of) if question.rest_of else question
    told = [line.says for line in of.lines.values() if _met(stage, line.only_if, marks, repetition)]
    first = len(told) if of.most is None else of.most
    return told[first:] if question.rest_of else told[:first]


def _met(stage: Stage, only_if: Mapping[str, Sequence[str]], marks: Mapping[str, Mark], repetition: int) -> bool:
    """Whether conditions are met; one on a question that is itself not asked any more is not, whatever was said to it."""
    for name, values in only_if.items():
        before = stage.by_id.get(name)
        mark = marks.get(key_of(name, repetition)) or _leaning(stage, name, marks, repetition)
        # what was asked after once depends on itself: it stays once it was answered, and is never asked anew
        others = {one: wanted for one, wanted in before.only_if.items() if one != name} if before is not None else {}
        if mark is None or not _met(stage, others, marks, repetition):
            return False
        met = set(mark.chosen) | {"answered" if mark.answered else "skipped"}
        if mark.answered and not mark.chosen:
            met.add("full" if mark.left < 0 else "short")
        if before is not None and before.usual:
            met |= _against_usual(stage, before, before.usual, marks)
        if not met & set(values):
            return False
    return True


def _against_usual(stage: Stage, question: Question, usual: int, marks: Mapping[str, Mark]) -> set[str]:
    """Return whether ``fewer`` or ``more`` people were named than is usual, there and at what adds to it; nothing otherwise.

    In place of these it is ``too_few`` where fewer were chosen than it takes to be read without names: who is named in words
    has no account, and does not count for that (S39).
    """
    adds = {question.id, *(one.id for one in stage.questions if one.also == question.id)}
    answers = [(split_key(key)[0], mark) for key, mark in marks.items() if mark.answered]
    beside = [(stage.by_id[name], mark) for name, mark in answers if name in adds]
    chosen = sum(len(mark.chosen) for one, mark in beside if one.people)
    # who is named in words stands for one; a button beside it ("Niemand van buiten") for nobody
    words = sum(1 for one, mark in beside if one.kind == "text" and not mark.chosen)
    if question.unnamed_from is not None and chosen < question.unnamed_from:
        return {"too_few"}
    return {"fewer"} if chosen + words < usual else {"more"} if chosen + words > usual else set()


def _leaning(stage: Stage, name: str, marks: Mapping[str, Mark], repetition: int) -> Mark | None:
    """Return what the scales lean to that are weighed under a name, once all of them were asked."""
    if name not in stage.weighs:
        return None
    found = {one: marks.get(key_of(one, repetition)) for one in stage.weighs[name].scales}
    answers = {one: int(mark.chosen[0]) for one, mark in found.items() if mark is not None and mark.answered}
    return None if None in found.values() else Mark(answered=True, chosen=(stage.weighs[name].leans(answers),))


def whose(stage: Stage, marks: Mapping[str, Mark], key: str) -> str | None:
    """Return the person to whom the text at a key belongs, where it is not a question about the writer's own (S06)."""
    name, repetition = (key, 0) if key in stage.by_id else split_key(key)
    question = stage.by_id.get(name)
    return _chosen(marks, question.belongs_to, repetition) if question and question.belongs_to else None


def _chosen(marks: Mapping[str, Mark], name: str, repetition: int) -> str | None:
    mark = marks.get(key_of(name, repetition))
    return next(iter(mark.chosen), None) if mark else None


def worth_of(stage: Stage, question: Question, marks: Mapping[str, Mark], repetition: int) -> str | None:
    """Return the value that an answer has: that of its question, or what was chosen for it; None while nothing is."""
    by = stage.decides(question)
    return question.value if by is None else _chosen(marks, by.id, repetition)


def labels_of(question: Question, phrases: Phrases, levels: Sequence[Level]) -> dict[str, str]:
    """Return the options of a question as the person sees them, in order, without readers that are not there."""
    labels = {name: label for name, label in question.choices.items() if _has_readers(question, name, levels)}
    if question.kind == "share":
        return {name: label or phrases.text(f"share.{name}") for name, label in labels.items() if label or name in levels}
    return {name: label or phrases.text(f"yesno.{name}") for name, label in labels.items()}


def offered(question: Question, phrases: Phrases, levels: Sequence[Level]) -> dict[str, str]:
    """Return the options of a question that are shown; who may not be chosen is understood when she is typed, and told so."""
    labels = labels_of(question, phrases, levels)
    refused = {name for name, option in question.options.items() if option.again} if question.external else ()
    return {name: label for name, label in labels.items() if name not in refused}


def _has_readers(question: Question, name: str, levels: Sequence[Level]) -> bool:
    shares = question.options[name].shares if name in question.options else None
    return shares in {None, "V5"} or shares in levels
