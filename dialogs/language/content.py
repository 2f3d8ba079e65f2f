"""What a format (werkvorm) is as a whole, checked as it is read, and what can be asked of it.

A format is data; it knows nothing of people, rounds or channels. Its parts stand in ``stages``, ``outputs`` and ``starts``, the
smallest in ``parts``. How to write one stands in ``docs/how-to/add-a-werkvorm.md``.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from pydantic import Field, model_validator

from dialogs.checks import wholeness
from dialogs.language import conditions
from dialogs.language.asking import Needs
from dialogs.language.needed import Need
from dialogs.language.options import Given, Readers
from dialogs.language.outputs import Appointment, Output
from dialogs.language.part import Name, Part, Text
from dialogs.language.parts import Question
from dialogs.language.roles import GroupKind
from dialogs.language.stages import Overflow, Priority, Stage
from dialogs.language.starts import (
    AHEAD,
    BEHIND,
    ENDING,
    FIRST,
    LAST,
    MEETING,
    NEXT,
    NUMBER_OF_MEETING,
    PREVIOUS,
    Forms,
    Match,
    Programme,
    Rhythm,
    Starts,
)
from dialogs.language.windows import Window

Retention = Literal["use", "half_year", "twelve_weeks", "eight_weeks", "four_weeks", "programme"]
NAMES = frozenset({"starter", "facilitator", "lead"})
"""Who does something for a group alone, and may name somebody there for what comes after it (S45)."""
Menu = Literal["before", "during", "after", "between", "never"]
"""When what a format offers is of use: before learning something, meanwhile, afterwards, or in between, in ordinary work."""


class Format(Part):
    """A werkvorm: who is asked what, when, and who gets what afterwards."""

    id: Name
    title: Text
    source: Text
    why: Text
    kept: Text
    retention: Retention = "use"
    """When what is told goes: a while after it was last used or after it was told, or with its programme (§4.5)."""
    kept_after: Name | None = None
    """The format from whose end a while counts, in place of from when it was told (S41, S44–S47)."""
    priority: Priority = "follow_up"
    overflow: Overflow | None = None
    minutes: int = Field(3, ge=1, le=120)
    """How long answering takes at most; a light dialog three minutes (P5)."""
    on_by_default: bool = True
    menu: Menu | None = None
    """Where it stands in the menu, for who has a word for it; ``never`` leaves it out (§4.1)."""
    serves: tuple[Need, ...] = ()
    """What somebody may run into for whom it is of use: there it stands in the menu by that question (S21)."""
    catalogue: bool = False
    """Whether all that can be chosen in it stands on a page, to read at ease and to print (S18)."""
    timeline: bool = False
    """Whether what is told in it stands on its teller's own time line of moments (S15)."""
    settings: Name | None = None
    groups: tuple[GroupKind, ...] = Field(("team",), min_length=1)
    needs: Needs = Needs()
    starts: Starts = Starts()
    programme: Programme | None = None
    forms: Forms | None = None
    bound: Name | None = None
    """The format with which a group agrees on something: who did is read by who did, and by nobody else of the group (S24)."""
    appointment: Appointment | None = None
    """What stands in people's own calendars on the day of a round (X01)."""
    rhythms: dict[Name, Rhythm] = Field(default_factory=dict)
    stages: tuple[Stage, ...] = ()
    outputs: tuple[Output, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> "Format":
        wholeness.of_format(self)
        return self

    @property
    def apart(self) -> bool:
        """Whether what is told goes on a day of its own, from backups too: with its programme (§4.5, C-44)."""
        return self.retention == "programme"

    @cached_property
    def plan(self) -> Mapping[str, Question]:
        """The questions with which somebody plans a round: those of the first stage, where a word begins that."""
        return self.stages[0].by_id if self.starts.plans and self.stages else {}

    @cached_property
    def planning(self) -> str | None:
        """The stage in which somebody plans a round."""
        return self.stages[0].id if self.plan else None

    @cached_property
    def planned(self) -> bool:
        """Whether somebody plans its rounds, themselves or as part of a programme, and not the calendar."""
        return bool(self.plan) or self.starts.programme is not None

    @cached_property
    def reached(self) -> tuple[Stage, ...]:
        """The stages of a planned round, which are reached one after the other; planning it is none of them."""
        return self.stages[1:] if self.plan else self.stages

    @cached_property
    def chosen(self) -> Mapping[str, Question]:
        """What its planned rounds can depend on: what was chosen when they were planned.

        In a programme it is the number of their meeting, and whether something was named by then.
        """
        if self.starts.programme is None:
            first = {FIRST: conditions.either_of(FIRST, (AHEAD, BEHIND))} if self.of_one and self.programme else {}
            return {**self.plan, **first}
        taken = {name: Question(id=name, kind="person", ask=name) for name in self.starts.takes}
        return {MEETING: NUMBER_OF_MEETING} | taken | conditions.either_where(self.starts.where)

    @property
    def of_last_meeting(self) -> bool:
        """Whether there is a round of it around the last meeting of a programme alone (S10)."""
        return bool(self.starts.where) and all(place.get(MEETING) == ("last",) for place in self.starts.where)

    @cached_property
    def offered_before(self) -> bool:
        """Whether it is offered before the following round of another format, planned or not (S33)."""
        return any(stage.window.opens.anchor == NEXT for stage in self.stages)

    @property
    def of_one(self) -> bool:
        """Whether its rounds are of who plans them (S08)."""
        return self.starts.alone

    @cached_property
    def asked_by_her(self) -> Mapping[str, Question]:
        """The questions at which she names whom else she asks in a round of her own (S39, S40)."""
        named = {name: one for name, one in self.plan.items() if (one.kind == "person" or one.people) and not one.also}
        return named if self.of_one else {}

    @cached_property
    def own_days(self) -> tuple[str, ...]:
        """The days that somebody names in a round of hers alone, from which its later stages can count (S08)."""
        hers = (stage for stage in self.reached if stage.who == "owner") if self.planned else ()
        return tuple(one.id for stage in hers for one in stage.questions if one.kind == "date")

    @cached_property
    def moved_days(self) -> Mapping[str, str]:
        """The days of the plan of one's own round of which another takes the place, by the question at which that is named."""
        hers = (one for stage in self.reached if stage.who == "owner" for one in stage.questions)
        return {one.id: one.moves for one in hers if one.moves is not None}

    def done_before(self, stage: Stage) -> Mapping[str, Question]:
        """Return on which stages before it a stage of a planned round can depend: whether somebody did something there.

        And on what was told by then of what people chose together (S17).
        """
        before = self.reached[: self.reached.index(stage)]
        return conditions.done_in(before) | self.told_before(stage)

    def told_before(self, stage: Stage) -> dict[str, Question]:
        """Return what is told before a stage of a planned round of what people chose together, and what may come of it."""
        return conditions.told_in(self.reached[: self.reached.index(stage)] if stage in self.reached else ())

    @cached_property
    def asked_in_calendar(self) -> Mapping[str, Question]:
        """On which stages an output of a round of the calendar can depend: whether somebody did something there (S19)."""
        return conditions.done_in(self.stages) if self.rhythms else {}

    @cached_property
    def done_by_then(self) -> Mapping[str, Question]:
        """On which stages an output of a planned round can depend too: whether somebody did something there by then."""
        return conditions.done_in(stage for stage in self.reached if stage.id in self.depended) if self.planned else {}

    def answered_before(self, stage: Stage) -> Mapping[str, Question]:
        """Return on which answers a stage of a round of one person can depend: what she chose in the stages before it (S08)."""
        before = self.reached[: self.reached.index(stage)] if self.of_one or stage.who == "owner" else ()
        asked = (question for one in before if one.who == "owner" for question in one.asked)
        return {one.id: one for one in asked if one.kind in {"choice", "yesno", "date"}}

    @cached_property
    def own_choices(self) -> frozenset[str]:
        """What is chosen in a round of one person and decides on a later stage of it."""
        found: set[str] = set()
        for stage in self.reached if self.planned else ():
            looks_at = {*stage.only_if, *(stage.otherwise.only_if if stage.otherwise else ())}
            found |= looks_at & self.answered_before(stage).keys()
        return frozenset(found)

    @cached_property
    def depended(self) -> frozenset[str]:
        """The stages of a planned round on which it depends whether a later one comes (S27)."""
        looked_at = {name for stage in self.reached for name in stage.only_if}
        return frozenset(stage.id for stage in self.reached if stage.id in looked_at)

    @property
    def has_versions(self) -> bool:
        """Whether each round of it is a version of what its group has, and the newest takes the place of the others (S24)."""
        return self.starts.renews or self.agreed_to

    @cached_property
    def agreed_to(self) -> bool:
        """Whether people agree to what was decided in a round of it."""
        options = (one for stage in self.stages for question in stage.questions for one in question.options.values())
        return any(option.does == "agree" for option in options)

    @cached_property
    def asks_whose(self) -> frozenset[str]:
        """What is named by choosing a text, and of which the owner is asked something in a stage of its own (S29)."""
        chosen = {question.names for stage in self.stages for question in stage.choosing if question.names}
        return frozenset(stage.who for stage in self.stages) & chosen

    @cached_property
    def asks_named(self) -> frozenset[str]:
        """The questions in a round that goes on at which one person names somebody whom a later stage of it asks (S45)."""
        asked: set[str] = set()
        for number, stage in enumerate(self.reached):
            asked |= {stage.who} & self.named_before(number)
        return frozenset(asked)

    def named_before(self, number: int) -> frozenset[str]:
        """Return at which questions one person names somebody in a stage before the one of a number (S45)."""
        before = [stage for stage in self.reached[:number] if not self.of_one and stage.who in NAMES]
        return frozenset(one.id for stage in before for one in stage.questions if one.kind == "person" and one.known)

    @cached_property
    def until_the_meeting(self) -> bool:
        """Whether something may happen in its rounds until the meeting: what a stage waits for is named, or taken back."""
        waits = any(name in self.starts.takes for stage in self.stages for name in stage.only_if)
        return waits or bool(self.asks_whose)

    @cached_property
    def names(self) -> tuple[Question, ...]:
        """The texts of a plan that stand in what is said of the round, where they were given (S06)."""
        return tuple(question for question in self.plan.values() if question.replaces)

    @cached_property
    def dates(self) -> tuple[str, ...]:
        """The days that are chosen for a round and lie ahead, from which its stages can count.

        One of which several are named is none, as days on which somebody can talk; save in a round of one person (S08, S42).
        """
        if self.starts.programme is not None:
            return *self.starts.takes, PREVIOUS, ENDING, MEETING
        days = [one for one in self.plan.values() if one.kind == "date" and not one.behind and (self.of_one or not one.repeat)]
        return tuple(question.id for question in sorted(days, key=lambda one: one.meetings))  # the round is for the meeting

    @cached_property
    def meets(self) -> bool:
        """Whether its rounds are planned for a meeting, so that several may be open beside each other (S05)."""
        return any(question.meetings for question in self.plan.values())

    @cached_property
    def around_meetings(self) -> bool:
        """Whether each of its rounds is around a meeting, with a programme or as somebody planned it."""
        return self.starts.programme is not None or self.meets

    @cached_property
    def anchors(self) -> tuple[str, ...]:
        """All days from which the moments of its planned rounds can count."""
        around = (PREVIOUS, ENDING) if self.meets else (FIRST, LAST) if self.of_one and self.programme else ()
        return *around, *self.dates, *self.own_days

    @cached_property
    def allowed(self) -> frozenset[Readers | Given]:
        """The readers that may be chosen anywhere in the format."""
        return frozenset(level for stage in self.stages for level in stage.allowed)

    @cached_property
    def joining(self) -> tuple[str, Question] | None:
        """The stage and the question at which somebody says that she wants to join the group that is formed (S22)."""
        asked = ((stage.id, question) for stage in self.stages for question in stage.questions)
        return next((one for one in asked if any(option.joins for option in one[1].options.values())), None)

    @cached_property
    def match(self) -> Match | None:
        """How those who sign up are put together two by two, where they are no group of their own (S41)."""
        return self.forms.match if self.forms is not None else None

    @cached_property
    def of_cases(self) -> bool:
        """Whether what is told in it belongs to a meeting or a programme, and so is not to be spread (P8)."""
        return self.apart or self.bound is not None or self.around_meetings

    def takes_until(self, output: str) -> list[str]:
        """Return the stages that still take what somebody tells after closing, up to an output or a day (S06, C-41)."""
        return [stage.id for stage in self.stages if stage.window.until == output]

    @cached_property
    def days_until(self) -> frozenset[str]:
        """The days up to which a stage still takes what somebody tells after closing."""
        return frozenset(self.dates) & {stage.window.until for stage in self.stages}

    @cached_property
    def gathered(self) -> frozenset[str]:
        """The questions whose answers are gathered for those who meet, and stand in no other overview (S05)."""
        gathering = [output for output in self.outputs if output.kind == "prepared"]
        return frozenset(name for output in gathering for section in output.sections for name in section.show)

    @cached_property
    def whole(self) -> frozenset[str]:
        """The stages that last their whole time, also where they ask nobody: at the end of one is what ``until`` names.

        So do those that wait for what people confirm, each in her own time (S48).
        """
        named = {stage.window.until for stage in self.stages}
        waiting = {stage.id for stage in self.stages if stage.confirmed}
        return frozenset(output.at.anchor for output in self.outputs if output.id in named) | waiting

    def stage(self, key: str) -> Stage:
        """Return a stage by its id; raises KeyError."""
        for stage in self.stages:
            if stage.id == key:
                return stage
        raise KeyError(key)

    def lasts(self, stage: str) -> int:
        """Return how many minutes answering takes at most: what a stage asks, where it says so, or else all of it."""
        return next((one.minutes for one in self.stages if one.id == stage and one.minutes), self.minutes)

    def question(self, key: str) -> Question:
        """Return a question of any stage by its id; raises KeyError."""
        question = self.asked(key)
        if question is None:
            raise KeyError(key)
        return question

    def asked(self, key: str) -> Question | None:
        """Return a question of any stage by its id; None for one that is not asked any more."""
        questions = (question for stage in self.stages for question in stage.questions if question.id == key)
        return next(questions, None)

    def called(self, key: str, worth: str | None = None) -> str:
        """Return what an answer is called where several stand together, or else its heading; nothing where it has no name."""
        question = self.asked(key)
        return (question.called if question else None) or (self.heading(worth) or "").strip("*")

    @cached_property
    def holds(self) -> bool:
        """Whether a yes in it holds, so that it comes again and again until a word ends that (S15)."""
        return any(stage.holding for stage in self.stages)

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """The questions at which people give a name to what they tell."""
        return tuple(question.id for stage in self.stages for question in stage.questions if question.title)

    def heading(self, worth: str | None) -> str | None:
        """Return the heading under which a text of a value stands on the board, if there is one."""
        sections = (section for output in self.outputs for section in output.sections)
        return next((section.head for section in sections if worth in section.value), None)

    def flagged(self, flag: str) -> str | None:
        """Return the words with which an answer is given a flag, if it is given here."""
        options = (one for stage in self.stages for question in stage.questions for one in question.options.values())
        return next((option.label for option in options if option.flags == flag), None)

    def window(self, stage: Stage, rhythm: str | None) -> Window:
        """Return the window of a stage under the rhythm that the group chose."""
        chosen = self.rhythms.get(rhythm or "")
        return chosen.windows.get(stage.id, stage.window) if chosen else stage.window

    def replaces(self, rhythm: str | None) -> Mapping[str, str]:
        """Return the words that a rhythm puts in place of others ("vandaag" for "de afgelopen week")."""
        chosen = self.rhythms.get(rhythm or "")
        return chosen.replaces if chosen else {}
