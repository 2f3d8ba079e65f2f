"""What a format (werkvorm) is: the words of the format language, checked as they are read.

A format is data; this module knows its shape and what makes it whole. It knows nothing of people, rounds or channels.
How to write one stands in ``docs/how-to/add-a-werkvorm.md``.
"""

from collections.abc import Mapping
from datetime import time
from functools import cached_property
from typing import Annotated, Literal, cast

from pydantic import Field, model_validator

from dialogs import wholeness
from dialogs.cadence import WEEKDAYS, Cadence, Moment, Pace
from dialogs.conversation import GROUP, Mode
from dialogs.parts import MOMENT_SCHEMA, Afterwards, Name, Needs, Part, Question, Readers, Text, counted_from
from dialogs.roles import Role
from dialogs.telling import Tellers
from dialogs.values import WORTHS, Worth

Priority = Literal[
    "assignment", "contract", "confirmation", "value_check", "transfer", "during", "before", "after", "duo_report", "nameless",
    "insight", "conditions", "story", "wonder", "journal", "follow_up", "mood", "habit", "invitation",
]  # fmt: skip
Overflow = Literal["move", "drop", "exempt"]
AGAIN = "again"
"""The name of the question whether a stage is gone through once more."""
EVERY = r"^([1-9]\d? )?(day|week|month)s?$"
CLOCK = r"^([01]\d|2[0-3]):[0-5]\d$"


When = Annotated[Moment, counted_from(), MOMENT_SCHEMA]


class Prompt(Part):
    """The three buttons under what the bot sends by itself (N6)."""

    act: Text = "Nu doen"
    skip: Text = "Overslaan"
    skip_says: Text | None = None
    passes: bool = False
    """Whether who skips lets somebody else be asked, where she does something for the group."""


class Window(Part):
    """When a stage opens, is nudged and closes; what is left out follows the round or never comes."""

    opens: When = Moment()
    closes: When | None = None
    until: Name | None = None
    """The output up to which is still taken, after closing, what somebody tells."""
    nudges: tuple[When, ...] = Field((), max_length=wholeness.MOST_NUDGES)
    shorter: tuple[When, ...] = Field((), max_length=wholeness.MOST_NUDGES)
    """The reminders where it closes too soon for the ones above."""
    passes: Afterwards | None = None
    """How long somebody has to answer before another is asked, where she is asked to do something for the group."""


class Otherwise(Part):
    """What is otherwise in a stage where something else was chosen for its round."""

    only_if: dict[Name, tuple[str, ...]] = Field(min_length=1)
    window: Window | None = None
    invite: Text | None = None
    remind: Text | None = None


class Repeat(Part):
    """How often a stage may be gone through again, and the question that asks for it."""

    max: int = Field(ge=2, le=99)
    ask: Text


class Stage(Part):
    """One part of a format with its own people, questions and window."""

    id: Name
    who: Name = "members"
    only_if: dict[Name, tuple[str, ...]] = Field(default_factory=dict)
    consent: bool = True
    priority: Priority | None = None
    overflow: Overflow | None = None
    over: tuple[Name, ...] = ()
    silence: dict[Name, tuple[Name, ...]] = Field(default_factory=dict)
    mode: Mode = "conversation"
    window: Window = Window()
    intro: Text | None = None
    invite: Text | None = None
    remind: Text | None = None
    late: Text | None = None
    """What is said to who tells something after closing, while it is still taken."""
    prompt: Prompt = Prompt()
    otherwise: Otherwise | None = None
    questions: tuple[Question, ...] = Field(min_length=1)
    repeat: Repeat | None = None
    thanks: Text | None = None

    def question(self, key: str) -> Question:
        """Return a question by its id; raises KeyError."""
        return self.by_id[key]

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """The questions by their ids."""
        return {question.id: question for question in self.questions}

    @cached_property
    def asked(self) -> tuple[Question, ...]:
        """The questions that are asked, without what only tells."""
        return tuple(question for question in self.questions if question.kind != "info")

    @cached_property
    def worded(self) -> tuple[Question, ...]:
        """The questions of whose answers the readers can be chosen: in words, kept as an answer, and not public at once."""
        return tuple(question for question in self.questions if question.worded and not question.sets and not question.public)

    @cached_property
    def varies(self) -> bool:
        """Whether it is another for each person: by the people to choose from or to share with, or what is asked again."""
        varying = ("repeat", "each", "public", "follows", "role", "in_time")
        asked = any(one.kind == "person" or any(getattr(one, word) for word in varying) for one in self.questions)
        return asked or bool(self.over)

    @cached_property
    def follows(self) -> tuple[Question, ...]:
        """The questions that ask what became of what somebody told in the round before (S06)."""
        return tuple(question for question in self.questions if question.follows)

    @cached_property
    def belongs(self) -> frozenset[str]:
        """The questions at which is chosen to whom something belongs that is written in the stage (S06)."""
        return frozenset(question.belongs_to for question in self.questions if question.belongs_to)

    @property
    def for_all(self) -> bool:
        """Whether it asks people as members; what somebody does for the group is no part of her budget (C-36)."""
        return self.who in {"members", "home", "owner"}

    @cached_property
    def apart(self) -> bool:
        """Whether a day is asked for that lies some time after the last round of its kind."""
        return any(question.apart for question in self.questions)

    @cached_property
    def looks_beyond(self) -> bool:
        """Whether something depends on what is not asked in the stage: on what was chosen for the round."""
        return self.otherwise is not None or any(
            name not in self.by_id for question in self.questions for name in question.only_if
        )

    @cached_property
    def own_after(self) -> int | None:
        """After how many rounds somebody may put a question of her own in the place of one of the stage (X06)."""
        return next((question.own for question in self.questions if question.own), None)

    @cached_property
    def comes_back(self) -> tuple[Question, ...]:
        """The questions of which a choice begins another format later (X07)."""
        return tuple(one for one in self.questions if any(option.after for option in one.options.values()))

    @cached_property
    def recalls(self) -> bool:
        """Whether own earlier answers are shown again anywhere in the stage."""
        return any(question.recall for question in self.questions)

    @cached_property
    def allowed(self) -> tuple[Readers, ...]:
        """The readers that may be chosen anywhere in the stage, each once."""
        return tuple(dict.fromkeys(level for question in self.questions for level in question.offers))

    @cached_property
    def about_another(self) -> bool:
        """Whether it only asks who may read an answer that was given elsewhere."""
        return all(question.kind == "share" or question.id == GROUP for question in self.asked)

    @cached_property
    def valued(self) -> tuple[Question, ...]:
        """The questions whose texts have a value, and so a place on a board."""
        return tuple(question for question in self.questions if question.value)

    def decides(self, question: Question) -> Question | None:
        """Return the choice that decides which value a text has; none where the question says so itself."""
        return None if question.value is None or question.value in WORTHS else self.by_id.get(question.value)

    @cached_property
    def shared_at(self) -> Question | None:
        """The question that asks who may read the answers, if the stage has one."""
        return next((question for question in self.questions if question.kind == "share"), None)


class Section(Part):
    """A heading with the answers below it: of a digest to some questions, of a board those of some values.

    Without names stand only nameless texts (K2).
    """

    head: Text
    show: tuple[Name, ...] = Field((), min_length=1)
    value: tuple[Worth, ...] = Field((), min_length=1)
    names: Literal["with", "without", "either"] = "either"


class Output(Part):
    """What readers get: a digest or board of this format's answers, an overview for a facilitator, or a message to the room."""

    id: Name
    kind: Literal["digest", "board", "overview", "message"] = "digest"
    to: Literal["room", "facilitator"] = "room"
    under: Name | None = None
    """The board of the same round under which a digest stands too."""
    at: When
    only_if: dict[Name, tuple[str, ...]] = Field(default_factory=dict)
    head: Text
    tellers: Tellers | None = None
    sections: tuple[Section, ...] = ()
    empty: Text | None = None
    count: Text | None = None
    talk: tuple[Text, ...] = Field((), max_length=wholeness.MOST_TO_TALK_ABOUT)
    close: Text | None = None
    suggestions: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> "Output":
        wholeness.of_output(self)
        return self

    @property
    def of_round(self) -> bool:
        """Whether it shows what was shared in one round, and all of the group get it where there is no room: a board (S06)."""
        return self.kind == "board" or self.under is not None

    def shows(self, question: str, worth: str | None) -> bool:
        """Whether it has a place for answers to a question, or of a value."""
        return any(question in section.show or worth in section.value for section in self.sections)


class Rhythm(Part):
    """A cadence that a group may choose, with the moments and words that go with it."""

    every: Annotated[str, Field(pattern=EVERY)]
    on: Literal["mon", "tue", "wed", "thu", "fri"] | None = None
    at: Annotated[str, Field(pattern=CLOCK)]
    windows: dict[Name, Window] = Field(default_factory=dict)
    replaces: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _whole(self) -> "Rhythm":
        wholeness.of_rhythm(self)
        return self

    @property
    def cadence(self) -> Cadence:
        count, _, unit = self.every.rpartition(" ")
        weekday = WEEKDAYS.index(self.on) if self.on else None
        return Cadence(int(count or 1), cast(Pace, unit.removesuffix("s")), weekday, time.fromisoformat(self.at))


class Starts(Part):
    """What opens a round or a conversation: the calendar, a word, joining, or an act on an own answer."""

    rhythm: Name | None = None
    command: Text | None = None
    plans: Text | None = None
    since: Name | None = None
    by: tuple[Role, ...] = ("member", "lead")
    unless_open: tuple[Name, ...] = ()
    joining: bool = False
    renewal: bool = False
    silence: bool = False
    expiring: bool = False
    own: bool = False
    act: Literal["share", "change", "withdraw", "too_few"] | None = None

    @property
    def unasked(self) -> bool:
        """Whether it comes without anybody's word or act: by the calendar, or a while after another format."""
        return bool(self.rhythm or self.since)


class Format(Part):
    """A werkvorm: who is asked what, when, and who gets what afterwards."""

    id: Name
    title: Text
    source: Text
    why: Text
    kept: Text
    priority: Priority = "follow_up"
    overflow: Overflow | None = None
    minutes: int = Field(3, ge=1, le=120)
    """How long answering takes at most; a light dialog three minutes (P5)."""
    on_by_default: bool = True
    settings: Name | None = None
    needs: Needs = Needs()
    starts: Starts = Starts()
    rhythms: dict[Name, Rhythm] = Field(default_factory=dict)
    stages: tuple[Stage, ...] = ()
    outputs: tuple[Output, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> "Format":
        wholeness.of_format(self)
        return self

    @cached_property
    def plan(self) -> Mapping[str, Question]:
        """The questions with which somebody plans a round: those of the first stage, where a word begins that."""
        return self.stages[0].by_id if self.starts.plans and self.stages else {}

    @cached_property
    def names(self) -> tuple[Question, ...]:
        """The texts of a plan that stand in what is said of the round, where they were given (S06)."""
        return tuple(question for question in self.plan.values() if question.replaces)

    @cached_property
    def dates(self) -> tuple[str, ...]:
        """The days that are chosen for a round and lie ahead, from which its stages can count."""
        return tuple(name for name, question in self.plan.items() if question.kind == "date" and not question.behind)

    @cached_property
    def allowed(self) -> frozenset[Readers]:
        """The readers that may be chosen anywhere in the format."""
        return frozenset(level for stage in self.stages for level in stage.allowed)

    def takes_until(self, output: str) -> list[str]:
        """Return the stages that still take what somebody tells after closing, up to an output (S06, C-41)."""
        return [stage.id for stage in self.stages if stage.window.until == output]

    @cached_property
    def whole(self) -> frozenset[str]:
        """The stages that last their whole time, also where they ask nobody: at the end of one is what ``until`` names."""
        named = {stage.window.until for stage in self.stages}
        return frozenset(output.at.anchor for output in self.outputs if output.id in named)

    def stage(self, key: str) -> Stage:
        """Return a stage by its id; raises KeyError."""
        for stage in self.stages:
            if stage.id == key:
                return stage
        raise KeyError(key)

    def question(self, key: str) -> Question:
        """Return a question of any stage by its id; raises KeyError."""
        for stage in self.stages:
            for question in stage.questions:
                if question.id == key:
                    return question
        raise KeyError(key)

    def called(self, key: str) -> str:
        """Return what an answer to a question is called where several stand together; nothing where it has no name."""
        questions = (question for stage in self.stages for question in stage.questions if question.id == key)
        return next((question.called or "" for question in questions), "")

    def options_of(self, key: str) -> Mapping[str, str]:
        """Return the labels of a question's options; none for a question that is not asked any more."""
        questions = (question for stage in self.stages for question in stage.questions if question.id == key)
        return next((question.choices for question in questions), {})

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
