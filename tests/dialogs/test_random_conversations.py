"""Whatever happens in a conversation, in any format: nothing raises, nothing is asked twice, all can be drawn and finished."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject, SearchStrategy

from bot.foreseeing.samples import slots
from dialogs.answers.objecting import objections
from dialogs.checks.places import MEETING_DAY, MEETINGS
from dialogs.language.content import Format
from dialogs.language.options import Readers
from dialogs.language.parts import Question
from dialogs.language.stages import Stage
from dialogs.saying.drawing import Scene, draw_question, explain, told
from dialogs.saying.phrases import Language
from dialogs.talk import holding
from dialogs.talk.commands import IN_DIALOG
from dialogs.talk.conversation import Facts, State, Status
from dialogs.talk.effects import (
    HEARD,
    Ask,
    Carry,
    Change,
    ComeBack,
    Discard,
    Echo,
    Effect,
    Explain,
    Finish,
    Flag,
    Help,
    Obey,
    Park,
    Record,
    Say,
    SetFact,
    Share,
    Start,
    Step,
    Switch,
    Tell,
    Withdraw,
)
from dialogs.talk.engine import step
from dialogs.talk.events import Attachment, Chose, Commanded, Event, Interrupted, Opened, Resumed, Said, Submitted
from dialogs.talk.fitting import Around, fitted
from dialogs.talk.progress import in_form, pending, question_at
from dialogs.talk.questions import labels_of, split_key
from dialogs.talk.steering import CONTROLS
from dialogs.timing.plans import Plan
from tests.dialogs.talking import LIBRARY, NL, NOW, STARTERS
from tests.kit.generated.formats import bodies

BOTH: tuple[Language, ...] = ("nl", "en")
PEOPLE = {"bram": "Bram de Boer", "samira": "Samira"}
ODD = ["", " ", "\u200b", "👍", "a\x00b", "\ud800", "\u202eom", "x" * 4001, "overslan", "afmeldn", "Bram hielp", "²"]
KINDS = ["morgen", "volgende vrijdag", "12 maart om 14:00", "2,5", "3", "bram", "Samirra", "een collega"]
LIBRARY_STAGES = [(name, stage.id) for name, edition in LIBRARY.editions.items() for stage in edition.dutch.stages]
MANY = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
SOME = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
UNTRACED = pytest.mark.no_cover
"""Of tests that reach no line which those do not reach in which anything may happen: tracing takes longer than they do."""


@dataclass(frozen=True)
class Place:
    """One stage of a format, in the languages it can be read in."""

    formats: dict[Language, Format]
    stage_id: str
    around: Around

    @property
    def stage(self) -> Stage:
        return self.stage_in("nl")

    def stage_in(self, language: Language) -> Stage:
        return self._fitted[language]

    @cached_property
    def _fitted(self) -> dict[Language, Stage]:
        return {language: fitted(format.stage(self.stage_id), self.around) for language, format in self.formats.items()}


def place_of(name: str, stage: str, facts: Facts) -> Place:
    formats = {language: LIBRARY.editions[name].read_in(language) for language in BOTH}
    followed = {question.id: (True, True) for question in formats["nl"].stage(stage).follows}
    return Place(formats, stage, around(formats["nl"], followed, facts))


def around(format: Format, followed: Mapping[str, Sequence[bool]], facts: Facts) -> Around:
    """Return a group in which there is something to go over, and a round for which the first of everything was chosen."""
    plan = Plan("bram", 1, {name: (next(iter(one.options)),) for name, one in format.plan.items() if one.options})
    public = "V2" in facts.levels and not facts.trial
    among = {question.id: {"t3": "Policy windows", "t5": "Paradoxen"} for stage in format.stages for question in stage.choosing}
    return Around(PEOPLE, PEOPLE, PEOPLE, PEOPLE, texts=(3, 5), among=among, followed=followed, public=public, plan=plan)


def generated(body: dict[str, object], data: DataObject, facts: Facts) -> Place:
    format = Format.model_validate(body)
    stage = data.draw(st.sampled_from(format.stages))
    followed = {question.id: data.draw(st.lists(st.booleans(), max_size=3)) for question in stage.follows}
    return Place(dict.fromkeys(BOTH, format), stage.id, around(format, followed, facts))


FACTS = st.builds(
    Facts,
    now=st.just(NOW),
    names=st.sampled_from([{}, PEOPLE]),
    levels=st.lists(st.sampled_from(get_args(Readers)), unique=True).map(lambda found: tuple(dict.fromkeys(["V0", *found]))),
    asks_to_share=st.booleans(),
    trial=st.booleans(),
    closed=st.booleans(),
    subject_names=st.sampled_from([(), ("bram",)]),
    subject_level=st.sampled_from(get_args(Readers)),
    texts=st.sampled_from([{}, {3: (), 5: ("bram",)}]),
    commands=st.sampled_from([{}, STARTERS]),
)
FILES = st.lists(st.sampled_from([Attachment("f1"), Attachment("f2", "kind"), Attachment("f3", "size")]), max_size=2).map(tuple)


def events(stage: Stage, state: State, facts: Facts) -> SearchStrategy[Event]:
    """Return what may happen now, sense and nonsense."""
    keys = [question.id for question in stage.questions]
    labels = [name for question in stage.questions for name in labels_of(question, NL, facts.levels)]
    shown = [label for question in stage.questions for label in labels_of(question, NL, facts.levels).values()]
    held = list(holding.options(state.held)) if state.held else ["yes", "no", "keep"]
    texts = st.sampled_from([*ODD, *KINDS, "ja", "nee", "1", "2", "1, 2", "geen", *shown]) | st.text(max_size=8)
    option = st.sampled_from([*labels, *held, *CONTROLS, "yes", "no", "nonsense", ""])
    key = st.sampled_from([*keys, *(f"{one}#1" for one in keys), "again", "again#1", "held", "!", "", "nonsense"])
    now = pending(stage, state, facts) or "nonsense"
    likely = st.builds(Chose, st.sampled_from(["held" if state.held else now]), option.map(lambda one: (one,)))
    value: SearchStrategy[Any] = texts | st.lists(option, max_size=3) | st.sampled_from([None, 5, True, {}, [{}], [None]])
    return st.one_of(
        st.builds(Said, texts, literal=st.booleans()),
        st.builds(Said, texts, FILES),
        likely,
        st.builds(Chose, key, st.lists(option, max_size=3).map(tuple)),
        st.builds(Commanded, st.sampled_from([*sorted(IN_DIALOG), "privacy"])),
        st.builds(Submitted, st.dictionaries(st.sampled_from(keys), value), st.just({})),
        st.builds(Submitted, st.dictionaries(st.sampled_from(keys), value), part=st.frozensets(st.sampled_from(keys))),
        st.builds(Submitted, st.just({}), st.dictionaries(st.sampled_from(keys), st.just(Attachment("f1")))),
        st.sampled_from([Opened(by_bot=True), Opened(by_bot=False), Resumed(), Interrupted("start leave")]),
    )


FILLED = {
    language: slots(LIBRARY, LIBRARY.editions["weekly_wonder"].read_in(language), language, NOW)
    | {"genoemde": "Bram", MEETING_DAY: "donderdag 12 maart om 10:00", MEETINGS: "1. donderdag 12 maart om 10:00"}
    | {name: "wat jullie kozen" for edition in LIBRARY.editions.values() for name in edition.dutch.starts.quoted}
    for language in BOTH
}


def scene_of(place: Place, language: Language, state: State, facts: Facts) -> Scene:
    """Return what is needed to draw what a conversation says, in one language."""
    format, stage = place.formats[language], place.stage_in(language)
    recalled = {question.id: "> eerder" for question in stage.questions if question.recall}
    counted = (question.id for one in format.stages for question in one.counted)
    filled = FILLED[language] | dict.fromkeys((*format.plan, *format.starts.takes, *counted), "12 maart")
    return Scene(
        format, stage, state, LIBRARY.phrases[language], 1, slots=filled, levels=facts.levels, recalled=recalled
    )  # fmt: skip


def drawn(place: Place, state: State, effect: Effect, facts: Facts) -> None:
    """Draw what an effect says, in both languages."""
    for language in place.formats:
        scene = scene_of(place, language, state, facts)
        match effect:
            case Ask(key=key, manner=manner):
                prompt = draw_question(scene, key, manner)
                assert prompt.text or prompt.form
                assert all(choice.label for choice in prompt.choices)
                assert prompt.form is None or prompt.form.fields
            case Say(phrase=phrase, slots=given_):
                assert scene.phrase(phrase, {**given_, "opties": ""})
            case Tell(place=where):
                assert told(scene, where)
            case Explain(key=key):
                assert len(explain(scene, key).splitlines()) >= 2
            case _:
                pass


def asks_only_what_is_open(place: Place, taken: Step, facts: Facts) -> None:
    """Nothing is asked that is answered already, except by terug."""
    asked = [effect for effect in taken.effects if isinstance(effect, Ask)]
    assert len(asked) <= 1
    for effect in asked:
        if effect.key == "held":
            assert taken.state.held is not None
            continue
        assert effect.key == pending(place.stage, taken.state, facts)
        assert effect.key not in taken.state.marks or taken.state.back == effect.key
        if effect.manner == "form":
            assert question_at(place.stage, taken.state, effect.key).id in {
                question.id for question in in_form(place.stage, taken.state)
            }


def keeps_to_what_may_be(place: Place, before: State, taken: Step, facts: Facts) -> None:
    """Only what was said is kept, and only what was chosen is shared."""
    ids = {question.id for question in place.stage.questions}
    about = all(question.kind == "share" for question in place.stage.asked)
    for effect in taken.effects:
        if isinstance(effect, Record):
            assert effect.question in ids
            assert len(effect.value.text or "") <= place.stage.question(effect.question).max
        if isinstance(effect, Share) and effect.questions:
            assert effect.level in facts.levels or effect.level == "V0"
            assert set(effect.questions) <= ids
            public = {place.stage.question(split_key(name)[0]).public for name in effect.questions}
            given = {option.gives for one in place.stage.questions for option in one.options.values()}
            assert facts.asks_to_share or effect.level in public | given | {"V0"}
            assert not facts.trial
        if isinstance(effect, Share) and not effect.questions:
            assert about or place.stage.over or place.formats["nl"].starts.act
    ended = [effect for effect in taken.effects if isinstance(effect, Finish)]
    assert len(ended) <= 1
    assert not (ended and any(isinstance(effect, Ask) for effect in taken.effects))
    assert State.from_json(taken.state.to_json(), lambda at: type(NOW).fromtimestamp(at, NOW.tzinfo)) == taken.state
    assert taken.state.marks.keys() >= before.marks.keys()


def objects_to_all_that_is_no_answer(place: Place, state: State, event: Submitted, taken: Step, facts: Facts) -> None:
    """What nothing is said against beforehand is no answer to nothing, and what is said is said in words."""
    said = objections(place.stage, state, event, facts, NL)
    assert said is None or set(said) <= (event.part or set())
    assert all(one and "{" not in one for one in (said or {}).values())
    assert said != {} or facts.closed or taken.state.misses <= state.misses


def happens(place: Place, state: State, event: Event, facts: Facts) -> Step:
    """Let something happen, and look at everything that must always hold."""
    taken = step(place.stage, state, event, facts, NL)
    if isinstance(event, Submitted) and event.part is not None:
        objects_to_all_that_is_no_answer(place, state, event, taken, facts)
    asks_only_what_is_open(place, taken, facts)
    keeps_to_what_may_be(place, state, taken, facts)
    assert any(isinstance(effect, HEARD) for effect in taken.effects)
    for effect in taken.effects:
        drawn(place, taken.state, effect, facts)
    return taken


def ended(taken: Step) -> Status | None:
    return next((effect.status for effect in taken.effects if isinstance(effect, Finish)), None)


def play(place: Place, facts: Facts, data: DataObject, most: int = 12) -> tuple[State, Facts]:
    """Let anything happen, until it is over or has been enough."""
    state = State()
    for _ in range(data.draw(st.integers(0, most))):
        facts = replace(facts, now=facts.now + data.draw(st.sampled_from(PAUSES)))
        taken = happens(place, state, data.draw(events(place.stage, state, facts)), facts)
        state = replace(taken.state, held=None, echo="") if ended(taken) else taken.state
    return state, facts


PAUSES = [type(NOW - NOW)(seconds=seconds) for seconds in (0, 10, 61, 86_400)]


def sensible(place: Place, state: State, facts: Facts) -> Event:
    """Return what somebody would do who only wants to get to the end."""
    if state.held is not None:
        way = {"switch": "finish", "name": "share", "later": "tomorrow"}
        way |= dict.fromkeys(("date", "person", "public"), holding.options(state.held)[0])
        no = state.held.kind in {"near", "piece", "skip_all"}
        return Chose("held", (way.get(state.held.kind, "no" if no else "keep"),))
    key = pending(place.stage, state, facts)
    if key is None:
        return Commanded("stop")
    name, _ = split_key(key)
    question = None if name == "again" else question_at(place.stage, state, key)
    return Chose(key, ("no",)) if question is None else answer_to(question, key, facts)


def answer_to(question: Question, key: str, facts: Facts) -> Event:
    labels = labels_of(question, NL, facts.levels)
    said = {"date": "gisteren om 12:00" if question.behind else "over 3 weken om 12:00", "number": str(question.span.start + 1)}
    if not labels or question.kind in said:
        return Said(said.get(question.kind, "a"), literal=True)
    leading_on = [one for one in labels if one not in question.options or not question.options[one].again]
    return Chose(key, (leading_on[-1],))


def finish(place: Place, state: State, facts: Facts) -> Status:
    """Answer what is asked until it is over; raises AssertionError when that takes too long."""
    most = 4 * len(place.stage.questions) * (place.stage.repeat.max if place.stage.repeat else 1) + 12
    for _ in range(most):
        taken = happens(place, state, sensible(place, state, facts), facts)
        if found := ended(taken):
            return found
        state, facts = taken.state, replace(facts, now=facts.now + PAUSES[-1])
    raise AssertionError(f"not over after {most} answers: {state}")


@MANY
@given(bodies(), FACTS, st.data())
def test_in_any_format_anything_may_happen(body: dict[str, object], facts: Facts, data: DataObject) -> None:
    play(generated(body, data, facts), facts, data)


@pytest.mark.parametrize(("name", "stage"), LIBRARY_STAGES)
@SOME
@given(FACTS, st.data())
def test_in_every_format_of_the_library_anything_may_happen(name: str, stage: str, facts: Facts, data: DataObject) -> None:
    play(place_of(name, stage, facts), facts, data)


@UNTRACED
@MANY
@given(bodies(), FACTS, st.data())
def test_every_generated_conversation_can_be_finished(body: dict[str, object], facts: Facts, data: DataObject) -> None:
    place = generated(body, data, facts)
    state, facts = play(place, replace(facts, closed=False), data, most=6)

    assert finish(place, state, facts)


@UNTRACED
@pytest.mark.parametrize(("name", "stage"), LIBRARY_STAGES)
@SOME
@given(FACTS, st.data())
def test_every_conversation_of_the_library_can_be_finished(name: str, stage: str, facts: Facts, data: DataObject) -> None:
    place = place_of(name, stage, facts)
    state, facts = play(place, replace(facts, closed=False), data, most=6)

    assert finish(place, state, facts)


@UNTRACED
@MANY
@given(bodies(), FACTS, st.data())
def test_stop_ends_any_conversation_within_two_steps(body: dict[str, object], facts: Facts, data: DataObject) -> None:
    place = generated(body, data, facts)
    state, facts = play(place, facts, data, most=6)

    first = happens(place, state, Commanded("stop"), facts)
    asked = first.state.held
    ends = {"stop": "keep", "skip_all": "yes"}  # what was told is kept, what a colleague asks is left out
    second = first if ended(first) or asked is None else happens(place, first.state, Chose("held", (ends[asked.kind],)), facts)

    assert ended(second)


@UNTRACED
@MANY
@given(bodies(), FACTS, st.data())
def test_stop_said_often_ends_any_conversation_or_asks_whether_what_was_told_is_kept(
    body: dict[str, object], facts: Facts, data: DataObject
) -> None:
    place = generated(body, data, facts)
    state, facts = play(place, facts, data, most=6)

    first = happens(place, state, Commanded("stop"), facts)
    second = first if ended(first) else happens(place, first.state, Commanded("stop"), facts)

    assert ended(second) or (second.state.held is not None and second.state.held.kind == "stop")


def questions_asked(place: Place, answers: Sequence[Event], facts: Facts) -> list[str]:
    found, state = [], State()
    for event in answers:
        taken = happens(place, state, event, facts)
        found += [effect.key for effect in taken.effects if isinstance(effect, Ask)]
        state = taken.state
    return found


@pytest.mark.parametrize(("name", "stage"), LIBRARY_STAGES)
def test_whoever_answers_everything_is_asked_everything_once(name: str, stage: str) -> None:
    facts, state = Facts(NOW), State()
    place = place_of(name, stage, facts)
    found: list[str] = []
    taken = happens(place, state, Opened(by_bot=False), facts)

    while not ended(taken):
        found += [one.key for one in taken.effects if isinstance(one, Ask) and one.key != "held"]
        facts = replace(facts, now=facts.now + PAUSES[-1])
        taken = happens(place, taken.state, sensible(place, taken.state, facts), facts)

    assert found
    assert len(found) == len(set(found))


def test_every_effect_has_been_thought_of() -> None:
    spoken = {Ask, Say, Tell, Explain}
    done = {
        Echo,
        Help,
        Record,
        Share,
        Flag,
        Change,
        Withdraw,
        SetFact,
        Start,
        Park,
        Switch,
        Carry,
        Obey,
        ComeBack,
        Discard,
        Finish,
    }

    assert set(get_args(Effect)) == spoken | done
