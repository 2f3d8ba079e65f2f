"""The smallest part of a format, a question, checked as it is read."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from dialogs.checks import whole_question
from dialogs.language.asking import Among, Counted, Far, Follow, Line, Made, Recall, Release, Running, Times
from dialogs.language.options import FromLast, Given, Met, Options, Readers
from dialogs.language.part import MAX_CHARACTERS, Name, Part, Text
from dialogs.language.roles import PersonFact

Kind = Literal["text", "choice", "multi", "yesno", "scale", "number", "date", "person", "file", "share", "info"]
MOST = 1_000_000
"""The largest number that can be asked for."""


def _follow(value: Any) -> Any:
    return {"value": value} if isinstance(value, str) else value


def _among(value: Any) -> Any:
    return {"show": value} if isinstance(value, list | tuple) else value


class Question(Part):
    """One question of a stage."""

    id: Name
    kind: Kind = "text"
    ask: Text | None = None
    variants: tuple[Text, ...] = ()
    no_repeat: int = Field(0, ge=0)
    called: Text | None = None
    own: int | None = Field(None, ge=1, le=100)
    help: Text | None = None
    required: bool = False
    file: bool = False
    full: int = Field(280, ge=1, le=MAX_CHARACTERS)
    max: int = Field(MAX_CHARACTERS, ge=1, le=MAX_CHARACTERS)
    options: Options = Field(default_factory=dict)
    among: Annotated[Among | None, BeforeValidator(_among)] = None
    counted: Counted | None = None
    """What is told of what was chosen by those who let nobody read it by name (S16, S17, S26)."""
    visits: bool = False
    """Whether the one who is chosen hears, once, that she asks her to drop by, and nothing else (S16, V5)."""
    for_group: bool = False
    """Whether what is chosen changes something for all of the group, so that it is nobody's alone (S19)."""
    hears: Text | None = None
    """The words in which she hears it, in place of the usual ones (S09)."""
    partners: Name | None = None
    """The format in which others were asked: only who said yes there is offered; it is not asked where nobody did (S09)."""
    shown: bool = False
    """Whether the words of what was chosen may be shared, and are shown, as a text is."""
    allow: tuple[Readers, ...] = ()
    each: bool = False
    covers: tuple[Name, ...] = ()
    running: Running | None = None
    """How many of these may run at once that are shared with the group; with more, there is nobody to share with now (S18)."""
    role: Literal["lead"] | None = None
    """Of whom alone it is asked: of who has this role in the group."""
    unless_role: Literal["facilitator"] | None = None
    """Of whom it is not asked: of who has this role in the group (S48)."""
    only_if: dict[Name, tuple[str, ...]] = Field(default_factory=dict)
    in_time: bool = False
    """Whether it makes no sense any more once the stage has closed (``until``)."""
    low: Text | None = None
    high: Text | None = None
    least: int | None = Field(None, ge=-MOST, le=MOST)
    most: int | None = Field(None, ge=-MOST, le=MOST)
    halves: bool = False
    recall: tuple[Recall, ...] = ()
    written: bool = False
    """Whether below what it tells stands what was written down when the round was planned, as its group reads it (S24)."""
    lines: dict[Name, Line] = Field(default_factory=dict)
    """What is told below it, each line where what it depends on was chosen, ``most`` of them at once (S12)."""
    rest_of: Name | None = None
    """The question before it of whose lines it tells what was too much at once, or is asked only where there is any."""
    repeat: Times | None = None
    behind: bool = False
    either: bool = False
    """Whether a day may lie behind us as well as ahead; the nearest one is meant."""
    ahead: int = Field(0, ge=0, le=60)
    """How many working days from today a day lies ahead at least."""
    no_earlier: Name | None = None
    """The question at which the day was named before which it does not lie (S08)."""
    default: FromLast | None = None
    """The moment that is meant when it is skipped, counted from the last round of its kind in the group."""
    apart: int = Field(0, ge=0, le=52)
    """How many weeks a day lies after the last round of its kind at least."""
    far: Far | None = None
    workday: bool = False
    """Whether a day on which the group does not work is asked about."""
    time: bool = False
    meetings: bool = False
    """Whether the day is that of a meeting that the group planned, where any is to come (S05)."""
    made: Made | None = None
    """In its place come the questions that somebody wrote when she planned the round (S05)."""
    another: int | None = Field(None, ge=1, le=20)
    """It is asked only where something is prepared for that meeting already, or for so many of the series (S05)."""
    known: bool = False
    taking_part: bool = False
    pairs: dict[Name, tuple[str, ...]] | None = None
    """Where this was chosen for the round, who goes with whom is drawn as the stage opens; each can choose otherwise (S48)."""
    people: bool = False
    """Whether its options are the members of the group, with herself."""
    usual: int | None = Field(None, ge=2, le=20)
    """How many people are usually named, those beside them (``also``) included; no more and no fewer are refused (S39)."""
    unnamed_from: int | None = Field(None, ge=3, le=20)
    """From how many of these on, who all have an account, what they write may be read without names (S39, K1)."""
    external: Text | None = None
    """What is said of who belongs to the own group, where somebody from outside is chosen to facilitate another (S22)."""
    asks: Name | None = None
    """The format in which the person who is chosen is asked privately, when this conversation is done (S15, S18, V5)."""
    met: Met | None = None
    """On the day that is named two do this together, once one of them said yes; afterwards each is asked how it was (S51)."""
    free: bool = False
    """Whether the day is a free moment of hers, of which whoever asks her something chooses one (S52)."""
    free_of: Name | None = None
    """The format in which who is asked named free moments: one of these is chosen, where any is left (S52)."""
    returns: bool = False
    """Whether the text goes to who asked for it, and to nobody else (S15, V5)."""
    goes_to: Name | None = None
    """Who else reads the text in a round of one person: ``owner``, whose it is, or whom she named at a question (S40, V5)."""
    which: Name | None = None
    """A format of which she planned several for herself that go on: which of these is meant is chosen here (S08)."""
    releases: Release | None = None
    """Which of her own answers one other person reads: those that are picked, and nothing else (S40, V5)."""
    also: Name | None = None
    """Whom else she asks in her own round, beside those named at this question; a ``text`` names who has no account (S39)."""
    goes_on: bool | None = None
    """Whether it is asked only while she asks others already in an earlier round of hers, or only where she does not (S39)."""
    moves: Name | None = None
    """The day of the plan of her own round of which this day takes the place (S40)."""
    ledger: Literal["hours", "budget"] | None = None
    """Of what it books an amount in the ledger of a duo (S43)."""
    belongs_to: Name | None = None
    sets: PersonFact | None = None
    asks_again: Name | None = None
    """The stage of an offer that comes on the day that is named, in place of those that would come before it."""
    changes: bool = False
    public: Literal["V2"] | None = None
    unsigned: bool = False
    """Whether no name stands with the text where the group reads it: it was written for all of them (S27)."""
    unnamed: bool = False
    """Whether a public text is not taken while it names somebody of the group (S33)."""
    value: Name | None = None
    """What kind of value a text tells of, or the id of the question where that is chosen."""
    title: bool = False
    replaces: dict[str, str] = Field(default_factory=dict)
    """What stands in place of other words in all that is said of a round, where this text was given when it was planned."""
    prolongs: bool = False
    """Whether the programme of which its round is part goes on until the day that is named (S37)."""
    names: Name | None = None
    """The place that the text, or the one that is chosen, fills from then on around the meetings of a programme (S25, S28)."""
    unopposed: Name | None = None
    """What was named, and is named otherwise by this question where nobody says no to it, or after a tie somebody yes (S28)."""
    follows: Annotated[Follow | None, BeforeValidator(_follow)] = None

    @model_validator(mode="after")
    def _whole(self) -> "Question":
        whole_question.of_question(self)
        return self

    @cached_property
    def choices(self) -> Mapping[str, str]:
        """What can be chosen, id to label; the labels of yes, no and sharing come from the phrases when empty."""
        if self.kind == "share":
            return dict.fromkeys(self.allow, "") | {key: option.label for key, option in self.options.items()}
        if self.kind == "yesno":
            return {
                key: self.options[key].label if key in self.options else ""
                for key in ("yes", "no", *(["unknown"] if "unknown" in self.options else []))
            }
        if self.kind == "scale":
            ends = {self.span.start: self.low, self.span.stop - 1: self.high}
            return {str(step): f"{step} – {ends[step]}" if ends.get(step) else str(step) for step in self.span}
        return {key: option.label for key, option in self.options.items()}

    @property
    def span(self) -> range:
        """The whole numbers that a scale or a number may be; a scale goes from 1 to 5 unless it says so (spec §0.2)."""
        first, last = (1, 5) if self.kind == "scale" else (0, MOST)
        return range(first if self.least is None else self.least, (last if self.most is None else self.most) + 1)

    @property
    def lists(self) -> bool:
        """Whether what it tells, or whether it is asked, hangs on lines."""
        return bool(self.lines or self.rest_of)

    @property
    def quotes(self) -> bool:
        """Whether what was written before stands with it."""
        return bool(self.recall or self.written)

    @property
    def picks(self) -> bool:
        """Whether one of her own earlier texts can be picked as the answer."""
        return any(one.picks for one in self.recall)

    @property
    def worded(self) -> bool:
        """Whether it is answered in words of one's own, so that they can be read, shared and shown again."""
        return self.kind in {"text", "file", "date", "number"} or self.shown

    @property
    def publishes(self) -> bool:
        """Whether it asks if what was written is to be posted for peers; the text itself stands with it then (S20)."""
        return any(option.does == "publish" for option in self.options.values())

    @property
    def below_prompt(self) -> bool:
        """Whether its three answers can stand under what the bot starts with, in place of the three buttons (N6)."""
        return self.kind == "choice" and self.required and len(self.options) == 3 and self.among is None

    @property
    def of_some(self) -> bool:
        """Whether it hangs on somebody's role in the group whether she is asked it."""
        return bool(self.role or self.unless_role)

    @property
    def picked(self) -> bool:
        """Whether it is answered by choosing from what is offered."""
        return self.kind in {"choice", "multi", "yesno", "scale", "person", "share"}

    @property
    def offers(self) -> tuple[Readers | Given, ...]:
        """The readers that can be chosen here, by a question of its own, by an option, or by answering."""
        by_option = (option.shares for option in self.options.values() if option.shares and option.shares != "V5")
        given = (option.gives for option in self.options.values() if option.gives)
        return (*self.allow, *by_option, *given, *([self.public] if self.public else []))

    def wording(self, variant: int) -> str:
        """Return how the question is asked, the ``variant``-th way in turn."""
        return self.variants[variant % len(self.variants)] if self.variants else self.ask or ""
