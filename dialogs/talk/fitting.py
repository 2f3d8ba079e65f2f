"""Fitting a stage to the person who goes through it: what only is known when it is asked takes its place in it.

What comes of it is a stage like any other, so that nothing else has to know of it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dialogs.language.asking import Among, Times
from dialogs.language.options import Option, labelled
from dialogs.language.parts import Question
from dialogs.language.stages import AGAIN, OWNER, Stage
from dialogs.language.starts import MEETING
from dialogs.talk.conversation import APART, EACH, ENOUGH, GROUP
from dialogs.talk.questions import about_text, key_of
from dialogs.timing.plans import Plan, in_round

IN_WORDS = ("short", "full")
"""The condition that a question was answered in words or with a file, not with a button beside it."""


NEVER: Mapping[str, tuple[str, ...]] = {AGAIN: ()}
"""A condition that nothing meets."""


@dataclass(frozen=True, slots=True)
class Around:
    """What is known of the person and her group when a stage is fitted."""

    members: Mapping[str, str] = field(default_factory=dict)
    """The other members of the group by name, whether they take part or not (C-40)."""
    taking_part: Mapping[str, str] = field(default_factory=dict)
    """The members who take part by name, with herself."""
    everybody: Mapping[str, str] = field(default_factory=dict)
    """All members by name, with herself."""
    external: Mapping[str, str] = field(default_factory=dict)
    """Who may facilitate a group of these people, by name: from outside, or confirmed by an administrator (S22)."""
    internal: Mapping[str, str] = field(default_factory=dict)
    """Who leads the group, or facilitates elsewhere and belongs to it, by name."""
    groups: Mapping[str, str] | None = None
    """The groups by name that somebody in several can share with (X16)."""
    asks: str = ""
    """How is asked with which of them."""
    apart: str = ""
    """The button with which readers are chosen for each answer apart."""
    texts: tuple[int, ...] = ()
    """Her own texts that the stage goes over."""
    among: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The texts that can be chosen at a question, each by the name of its option (S28)."""
    followed: Mapping[str, Sequence[bool]] = field(default_factory=dict)
    """Which of her answers of the round before, in the order in which they were told, are asked after, by question."""
    public: bool = True
    """Whether there is a group that may read what is public; there is none for who left it, or only tries something out."""
    roles: Collection[str] = ()
    """The roles that she has in the group."""
    others: Collection[str] = ()
    """The roles that somebody else has in it."""
    partners: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Who said yes to what she asked of them, by name, by the format in which they were asked (S09)."""
    together: Mapping[str, str] = field(default_factory=dict)
    """What she can stop that she does together with others, as it is called, by what stands for each (S15, S18)."""
    plan: Plan | None = None
    """What was chosen for the round."""
    late: bool = False
    """Whether the stage has closed, and still takes what is told."""
    moments: Mapping[str, str] = field(default_factory=dict)
    """The meetings to come that the group planned (S05), or the moments that who is asked offers (S52), as they are called, by
    what stands for each."""
    prepared: tuple[str, ...] = ()
    """The days of the meetings for which something is prepared already."""
    pieces: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What she told before and can pick as an answer, as it is called, by what stands for each (S05)."""
    released: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Of which questions there is an answer of hers that she can let somebody read, as it is called now (S40)."""
    in_series: int = 0
    """How often something is prepared in the series of meetings that the group planned."""
    asks_already: bool = False
    """Whether she asks others already in an earlier round of hers that goes on (S39)."""
    own: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Which of what she planned for herself goes on, as it is called, by what stands for each, by question (S08)."""


def fitted(stage: Stage, around: Around) -> Stage:
    """Return a stage as this person gets it."""
    if around.plan is not None and stage.looks_beyond:
        stage = _as_planned(stage, around.plan)
    if around.groups is None and not stage.varies:
        return stage
    return Stage.model_construct(**{**dict(stage), "questions": tuple(_questions(stage, around))})


def _as_planned(stage: Stage, plan: Plan) -> Stage:
    """Return a stage without what is not asked in such a round, and without the conditions that are met."""
    questions = []
    for question in stage.questions:
        beyond = {name: values for name, values in question.only_if.items() if name not in stage.known}
        if plan.holds(beyond):
            here = {name: values for name, values in question.only_if.items() if name in stage.known}
            questions.append(Question.model_construct(**{**dict(question), "only_if": here}))
    return Stage.model_construct(**{**dict(in_round(stage, plan)), "questions": tuple(questions)})


def only_for(stage: Stage, levels: Collection[str]) -> Stage:
    """Return a stage that offers no readers but these, and that nobody reads it."""
    kept = [{**dict(one), "allow": tuple(level for level in one.allow if level in {"V0", *levels})} for one in stage.questions]
    return Stage.model_construct(**{**dict(stage), "questions": tuple(Question.model_construct(**one) for one in kept)})


def _questions(stage: Stage, around: Around) -> Iterator[Question]:
    if stage.over:
        yield from _over(stage, around)
        return
    group: list[Question] = []
    for question in stage.questions:
        if question is stage.shared_at and around.groups is not None:
            yield _which_group(question, around.groups, around.asks)
        if question.follows:
            yield from _following(_fitted(question, stage, around), around.followed.get(question.id, ()))
            continue
        yield (asked := _fitted(question, stage, around))
        if question.each:
            yield from _apart(question, stage)
        if group or question.repeat:
            group.append(asked)
        if group and (repeat := group[0].repeat) and len(group) > len(repeat.along):
            yield from _more(group, repeat)
            group = []


def _over(stage: Stage, around: Around) -> Iterator[Question]:
    """Return what is asked about each of her texts, and what it comes from, which is asked of none."""
    for text in around.texts:
        for question in stage.questions:
            yield about_text(_fitted(question, stage, around), text)
    for question in stage.questions:
        yield Question.model_construct(**{**dict(question), "only_if": NEVER})


def _more(group: Sequence[Question], repeat: Times) -> Iterator[Question]:
    """Return the questions that are asked again, each time after the one before was answered in words."""
    leader, names = group[0], {one.id for one in group}
    again_after = ("answered",) if leader.kind == "date" else IN_WORDS
    for time in range(1, repeat.max):
        for one in group:
            own = {key_of(name, time) if name in names else name: values for name, values in one.only_if.items()}
            again: dict[str, object] = {"id": key_of(one.id, time), "required": False, "repeat": None}
            if one.belongs_to in names:
                again["belongs_to"] = key_of(one.belongs_to, time)
            if one is leader:
                enough = {ENOUGH: labelled(repeat.enough)}
                again |= {"ask": repeat.ask, "variants": (), "help": None, "recall": (), "options": one.options | enough}
                own = {key_of(leader.id, time - 1): again_after}
            else:
                own |= {key_of(leader.id, time): again_after}
            yield Question.model_construct(**{**dict(one), **again, "only_if": own})


def _called(option: Option, label: str) -> Option:
    return option if label in {"", option.label} else option.model_copy(update={"label": label})


def _following(question: Question, asked: Sequence[bool]) -> Iterator[Question]:
    """Return a question once for each earlier answer, the newest first.

    What is not asked after keeps its place, where nothing is asked, so that the others keep their names.
    """
    newest = max((time for time, after in enumerate(asked) if after), default=None)
    for time in reversed(range(max(1, len(asked)))):
        key = key_of(question.id, time)
        never = {} if time < len(asked) and asked[time] else {key: ("answered", "skipped")}
        again = {"id": key, "required": question.required and time == newest, "only_if": question.only_if | never}
        yield Question.model_construct(**{**dict(question), **again})


def _apart(share: Question, stage: Stage) -> Iterator[Question]:
    """Return the choice of readers for each answer apart, for who would rather choose so."""
    for one in stage.worded:
        if not share.covers or one.id in share.covers:
            own = {"id": f"{share.id}{APART}{one.id}", "each": False, "covers": (one.id,), "required": False}
            yield Question.model_construct(**{**dict(share), **own, "only_if": {share.id: (EACH,)}})


def _which_group(share: Question, groups: Mapping[str, str], ask: str) -> Question:
    """Return the question with which group is shared, which comes before who may read it (X16)."""
    options = {id_: labelled(name) for id_, name in groups.items()}
    must = share.required and len(groups) > 1
    return Question.model_construct(id=GROUP, kind="choice", ask=ask, options=options, required=must)


def _is_not_asked(question: Question, around: Around) -> bool:
    others = (question.role and question.role not in around.roles) or question.unless_role in around.roles
    elsewhere = question.goes_on is not None and question.goes_on is not around.asks_already
    return bool((question.in_time and around.late) or others or elsewhere)


def _fitted(question: Question, stage: Stage, around: Around) -> Question:
    """Return a question with the people it offers, by name; what the format offers beside them comes after.

    Somebody writes for herself too, but is no choice of her own elsewhere (S06).
    """
    if _is_not_asked(question, around):
        return Question.model_construct(**{**dict(question), "only_if": NEVER})
    if question.each:
        offered = question.options | {EACH: labelled(around.apart)}
        return Question.model_construct(**{**dict(question), "options": offered})
    if question.among is not None or question.which or question.releases:
        return _of_what_was_told(question, around)
    if question.public and not around.public:
        return Question.model_construct(**{**dict(question), "public": None})
    if len(around.together) > 1:
        question = _one_of_several(question, around.together)
    if question.visits:
        there = {name: one for name, one in question.options.items() if one.to is None or one.to in around.others}
        question = Question.model_construct(**{**dict(question), "options": there})
    if question.partners:
        hers = _by_name(around.partners.get(question.partners, {}))
        return Question.model_construct(**{**dict(question), "options": hers, **({} if hers else {"only_if": NEVER})})
    if question.kind == "person" or question.people:
        return _offering(question, _people(question, stage, around), around)
    return _at_a_moment(question, around)


def _of_what_was_told(question: Question, around: Around) -> Question:
    """Return a question with texts to choose from: of others (S28), or what of her own somebody may read (S40)."""
    if question.among is not None:
        return _among(question, question.among, around.among.get(question.id, {}))
    return _of_her_own(question, around)


def _of_her_own(question: Question, around: Around) -> Question:
    """Return a question with what she wrote that somebody may read (S40), or with her plans to choose from (S08)."""
    called = around.released.get(question.id, {})
    offered = {name: _called(one, called[name]) for name, one in question.options.items() if name in called}
    own = around.own.get(question.id, {})
    offered |= {name: labelled(label) for name, label in own.items() if len(own) > 1}
    found: dict[str, object] = {"options": offered} if offered else {"only_if": NEVER}
    return Question.model_construct(**{**dict(question), **found})


def _one_of_several(question: Question, together: Mapping[str, str]) -> Question:
    """Return a question that ends what is done together with a button for each of several, in place of one for all."""
    ends = next((one for one in question.options.values() if one.does == "end together"), None)
    if ends is None:
        return question
    each = {name: ends.model_copy(update={"label": label}) for name, label in together.items()}
    stays = {name: one for name, one in question.options.items() if one is not ends}
    return Question.model_construct(**{**dict(question), "kind": "choice", "options": each | stays})


def _at_a_moment(question: Question, around: Around) -> Question:
    """Return a question with what is chosen of moments, meetings (S05) or free ones (S52), or of texts to take along."""
    if question.picks:
        offered = {id_: labelled(called) for id_, called in around.pieces.get(question.id, {}).items()}
        return Question.model_construct(**{**dict(question), "options": offered | question.options})
    if question.another and around.in_series < question.another:
        beside = question.only_if | {MEETING: around.prepared}
        return Question.model_construct(**{**dict(question), "only_if": beside})
    if (question.meetings or question.free_of) and around.moments:
        offered = {id_: labelled(called) for id_, called in around.moments.items()}
        offered |= question.options if question.free_of else {}
        return Question.model_construct(**{**dict(question), "kind": "choice", "options": offered, "help": None})
    return question


def _people(question: Question, stage: Stage, around: Around) -> dict[str, Option]:
    """Return the people whom a question offers, by name."""
    if question.people:  # whom she asks in a round of her own are others (S39)
        return _by_name(around.members if stage.who == OWNER else around.everybody)
    if question.external:
        return _by_name(around.external)
    members = around.taking_part if question.taking_part else around.members
    wanted = members if question.id in stage.belongs else members.keys() & around.members
    return _by_name({id_: members[id_] for id_ in wanted})


def _by_name(people: Mapping[str, str]) -> dict[str, Option]:
    """Return people as options, in the order of their names."""
    names = sorted(people.items(), key=lambda one: one[1].casefold())
    return {id_: labelled(name) for id_, name in names}


def _offering(question: Question, offered: dict[str, Option], around: Around) -> Question:
    """Return a question with people to choose from; of who is refused that is said once she is typed, and she stands last."""
    refused = {
        id_: labelled(name, again=True, says=question.external) for id_, name in around.internal.items() if question.external
    }
    return Question.model_construct(**{**dict(question), "options": offered | question.options | refused})


def _among(question: Question, among: Among, texts: Mapping[str, str]) -> Question:
    """Return a question with the texts that it offers, before what the format offers; without either it is not asked."""
    offered = {name: labelled(text) for name, text in texts.items()} | question.options
    found: dict[str, object] = {"options": offered}
    if not offered:
        found = {"only_if": NEVER}
    elif not texts and among.empty:
        found |= {"ask": among.empty, "help": None}
    return Question.model_construct(**{**dict(question), **found})
