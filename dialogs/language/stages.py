"""One part of a format: who is asked, in which window, with which words and questions."""

from collections.abc import Collection, Mapping
from functools import cached_property
from itertools import dropwhile
from typing import Literal

from pydantic import Field

from dialogs.language.asking import ForMeeting, Gathers
from dialogs.language.options import Afterwards, Given, Readers
from dialogs.language.part import Name, Part, Text
from dialogs.language.parts import Question
from dialogs.language.values import WORTHS, Worth
from dialogs.language.windows import When, Window
from dialogs.talk.conversation import GROUP, Mark, Mode
from dialogs.talk.weighing import Weighing

Priority = Literal[
    "assignment", "contract", "confirmation", "value_check", "transfer", "during", "before", "after", "duo_report", "nameless",
    "insight", "conditions", "story", "wonder", "journal", "follow_up", "mood", "habit", "invitation",
]  # fmt: skip
Overflow = Literal["move", "drop", "exempt"]
OWNER = "owner"
"""Whose dialog or round it is: she is asked in it, or something goes to her."""
AGAIN = "again"
"""The name of the question whether a stage is gone through once more."""


class Prompt(Part):
    """The three buttons under what the bot sends by itself (N6); what is left out is called as usual."""

    act: Text | None = None
    skip: Text | None = None
    skip_says: Text | None = None
    passes: bool = False
    """Whether who skips lets somebody else be asked, where she does something for the group."""


class Otherwise(Part):
    """What is otherwise in a stage where something else was chosen for its round."""

    only_if: dict[Name, tuple[str, ...]] = Field(min_length=1)
    window: Window | None = None
    invite: Text | None = None
    remind: Text | None = None


class Meanwhile(Part):
    """A format of the calendar that a group has on from a moment until a stage of its round closes."""

    format: Name
    opens: When


class Sequel(Part):
    """Another format that begins a while after somebody came to the end of a stage, about what she told, once (S18)."""

    then: Name
    after: Afterwards


class Repeat(Part):
    """How often a stage may be gone through again, and the question that asks for it."""

    max: int = Field(ge=2, le=99)
    ask: Text


class Stage(Part):
    """One part of a format with its own people, questions and window."""

    id: Name
    called: Text | None = None
    """What it is called where it is told beforehand what a round asks (X08)."""
    minutes: int | None = Field(None, ge=1, le=120)
    """How long answering takes at most, where that differs from the format."""
    who: Name = "members"
    only_if: dict[Name, tuple[str, ...]] = Field(default_factory=dict)
    meanwhile: Meanwhile | None = None
    """What its group is asked besides, week after week, up to when it closes (S05)."""
    consent: bool = True
    gathers: Gathers | None = None
    """How what several write in it goes to whose round it is (S39)."""
    optional: bool = False
    """Whether letting it go by is as good as answering, and so no silence after which she is asked to pause (X05)."""
    priority: Priority | None = None
    overflow: Overflow | None = None
    over: tuple[Name, ...] = ()
    confirmed: bool = False
    """Of the texts that it goes over only those come that their owner confirmed in an earlier stage (S48)."""
    silence: dict[Name, tuple[Name, ...]] = Field(default_factory=dict)
    at_once: int | None = Field(None, ge=1, le=20)
    """How many of these somebody is asked by others at once; one more waits until she answered one, or one closed (S51)."""
    for_meeting: ForMeeting | None = None
    """Where somebody is asked by others: what they ask comes at once, before the meeting of each week of her team (S09)."""
    punctual: bool = False
    """Whether it is asked at its very moment, which the group chose itself (N1, X19)."""
    if_told: tuple[Worth, ...] = ()
    """It asks nobody unless something of one of these values was shared in the round by then."""
    unused: Name | None = None
    """It asks nobody once somebody of the group was done with this format since the round opened (S42, S50)."""
    mode: Mode = "conversation"
    window: Window = Window()
    intro: Text | None = None
    invite: Text | None = None
    remind: Text | None = None
    late: Text | None = None
    """What is said to who tells something after closing, while it is still taken."""
    deadline: Text | None = None
    """What stands in somebody's own calendar when it closes for her (X01)."""
    too_late: Text | None = None
    """What is said to who tells something when it is not taken any more; it is kept for her alone."""
    prompt: Prompt = Prompt()
    otherwise: Otherwise | None = None
    weighs: dict[Name, Weighing] = Field(default_factory=dict)
    questions: tuple[Question, ...] = Field(min_length=1)
    repeat: Repeat | None = None
    thanks: Text | None = None
    afterwards: Sequel | None = None
    """What comes back to it without being asked for; so it says that beforehand (S18)."""
    leads: tuple[Name, ...] = ()
    """What may be begun with what was told, at a button each, once she chose who reads it (S18, S20)."""

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
        varying = (
            "repeat", "each", "public", "follows", "of_some", "in_time", "meetings", "another", "among", "picks", "people",
            "visits", "releases", "which", "free_of",
        )  # fmt: skip
        asked = any(one.kind == "person" or any(getattr(one, word) for word in varying) for one in self.questions)
        asked = asked or any(one.goes_on is not None for one in self.questions)
        return asked or bool(self.over) or self.ends_together

    @cached_property
    def opens_round(self) -> bool:
        """Whether a round is planned in it: nobody reads what is written there before an answer opens that."""
        return any(option.does == "open round" for one in self.questions for option in one.options.values())

    @cached_property
    def asks(self) -> tuple[Question, ...]:
        """The questions at which somebody is chosen who is asked something herself (S15, S18)."""
        return tuple(question for question in self.questions if question.asks)

    @cached_property
    def sent(self) -> frozenset[str]:
        """The texts asked for once somebody is chosen who is asked something: she reads them (S15)."""
        after = dropwhile(lambda one: not (one.asks and one.required), self.questions)
        return frozenset(one.id for one in after if one.worded or one.free_of)

    @cached_property
    def pairs(self) -> Question | None:
        """The question at which is drawn who goes with whom, where that is (S48)."""
        return next((question for question in self.questions if question.pairs is not None), None)

    @cached_property
    def meets_on(self) -> Question | None:
        """The day on which two do something together, where one is asked for (S51)."""
        return next((question for question in self.questions if question.met), None)

    @cached_property
    def free(self) -> Question | None:
        """The question at which somebody names moments that others may choose (S52)."""
        return next((question for question in self.questions if question.free), None)

    @cached_property
    def free_of(self) -> Question | None:
        """The question at which one of the moments is chosen that somebody else offers (S52)."""
        return next((question for question in self.questions if question.free_of), None)

    @cached_property
    def accepts(self) -> bool:
        """Whether in it somebody answers who was asked by another."""
        return any(option.accepts for question in self.questions for option in question.options.values())

    def says_missed(self, marks: Mapping[str, Mark]) -> bool:
        """Whether somebody chose in it that she was not there on the day that it asks about (S09)."""
        said = ((one, marks[one.id]) for one in self.questions if one.id in marks)
        return any(one.options[name].missed for one, mark in said for name in mark.chosen if name in one.options)

    @cached_property
    def signs(self) -> Literal["V2", "V5"] | None:
        """Who reads what was put to somebody once she says yes too, where that is what it asks (S42, S44)."""
        return next((one.signs for question in self.questions for one in question.options.values() if one.signs), None)

    @cached_property
    def ends_together(self) -> bool:
        """Whether in it somebody ends what she does together with others."""
        return any(option.does == "end together" for question in self.questions for option in question.options.values())

    @cached_property
    def given(self) -> Given | None:
        """Who reads what is answered in it, once somebody chooses so (S22, S43)."""
        return next((one.gives for question in self.questions for one in question.options.values() if one.gives), None)

    @cached_property
    def books(self) -> tuple[Question, ...]:
        """The questions that book an amount in the ledger of a duo (S43)."""
        return tuple(question for question in self.questions if question.ledger)

    @cached_property
    def matches(self) -> bool:
        """Whether in it somebody says if she wants to be in a duo with who was put together with her (S41)."""
        return any(option.matches for question in self.questions for option in question.options.values())

    @cached_property
    def shows(self) -> tuple[str, ...]:
        """The questions of which she reads what who asks her wrote (S15)."""
        recalled = (recall for question in self.questions for recall in question.recall if recall.there)
        return tuple(sorted({name for recall in recalled for name in recall.show}))

    @cached_property
    def returns(self) -> tuple[str, ...]:
        """The questions of which the texts go to who asked for them."""
        return tuple(question.id for question in self.questions if question.returns)

    @cached_property
    def follows(self) -> tuple[Question, ...]:
        """The questions that ask what became of what somebody told in the round before (S06)."""
        return tuple(question for question in self.questions if question.follows)

    @cached_property
    def choosing(self) -> tuple[Question, ...]:
        """The questions at which is chosen among texts of others (S28, S29)."""
        return tuple(question for question in self.questions if question.among)

    @cached_property
    def offers_told(self) -> bool:
        """Whether what can be chosen changes with what is answered: texts (S28, S49), or moments of who is asked (S52)."""
        return bool(self.choosing or self.free_of) or any(question.picks for question in self.questions)

    @cached_property
    def decided(self) -> tuple[Question, ...]:
        """The questions at which all of the group decide together; what comes of it is known when the stage ends (S28)."""
        return tuple(one for one in self.questions if one.names and self.for_all and self.who != "owner")

    @cached_property
    def counted(self) -> tuple[Question, ...]:
        """The questions of which is told, in words, what those who answered chose together (S26)."""
        return tuple(question for question in self.questions if question.counted)

    @cached_property
    def only_counts(self) -> bool:
        """Whether what comes late is no use, and is not kept: what is told is only counted, or all hangs on that (S16)."""
        return bool(self.counted) and (self.shared_at is None or any(one.required and not one.shown for one in self.counted))

    @cached_property
    def belongs(self) -> frozenset[str]:
        """The questions at which is chosen to whom something belongs that is written in the stage (S06)."""
        return frozenset(question.belongs_to for question in self.questions if question.belongs_to)

    @property
    def for_all(self) -> bool:
        """Whether it asks people as members; what somebody does for the group is no part of her budget (C-36)."""
        return self.who in {"members", "home", "owner", "candidate"}

    def offers_below(self, question: Question) -> bool:
        """Whether answers stand under what the bot starts with; not where its three buttons have names (N6)."""
        return question.below_prompt and self.prompt.act is None

    @property
    def before_a_day(self) -> bool:
        """Whether it is to be done before a day, on which it is too late, as what is prepared for a meeting (S05)."""
        return self.too_late is not None

    @cached_property
    def apart(self) -> bool:
        """Whether a day is asked for that lies some time after the last round of its kind."""
        return any(question.apart for question in self.questions)

    @cached_property
    def meets(self) -> bool:
        """Whether a meeting of the group is chosen in it (S05)."""
        return any(question.meetings for question in self.questions)

    @cached_property
    def looks_beyond(self) -> bool:
        """Whether something depends on what is not asked in the stage: on what was chosen for the round."""
        return self.otherwise is not None or any(
            name not in self.known for question in self.questions for name in question.only_if
        )

    @cached_property
    def known(self) -> frozenset[str]:
        """What a condition in the stage can look at without looking beyond it: its questions, and what they lean to."""
        return frozenset(self.by_id) | frozenset(self.weighs)

    @cached_property
    def own_after(self) -> int | None:
        """After how many rounds somebody may put a question of her own in the place of one of the stage (X06)."""
        return next((question.own for question in self.questions if question.own), None)

    @cached_property
    def comes_back(self) -> tuple[Question, ...]:
        """The questions of which a choice begins another format later (X07)."""
        return tuple(one for one in self.questions if any(option.after for option in one.options.values()))

    @cached_property
    def holding(self) -> frozenset[str]:
        """The questions at which one yes holds: they may be answered before anything is asked (S15)."""
        return frozenset(one.id for one in self.comes_back if any(option.holds for option in one.options.values()))

    @cached_property
    def recalls(self) -> bool:
        """Whether what was written before is shown again anywhere in the stage."""
        return any(question.quotes for question in self.questions)

    @cached_property
    def allowed(self) -> tuple[Readers | Given, ...]:
        """The readers that may be chosen anywhere in the stage, each once."""
        return tuple(dict.fromkeys(level for question in self.questions for level in question.offers))

    @cached_property
    def gives(self) -> bool:
        """Whether it depends on a choice in the stage who reads what is answered in it (S22)."""
        return any(option.gives for question in self.questions for option in question.options.values())

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

    def worths(self, question: Question) -> Collection[str]:
        """Return the values that a text may have."""
        by = self.decides(question)
        return by.choices if by else [question.value or ""]

    @cached_property
    def publishes(self) -> bool:
        """Whether what is written in it is posted for peers, at a yes of its writer (S20)."""
        return any(question.publishes for question in self.questions)

    @cached_property
    def shared_at(self) -> Question | None:
        """The question that asks who may read the answers, if the stage has one."""
        return next((question for question in self.questions if question.kind == "share"), None)
