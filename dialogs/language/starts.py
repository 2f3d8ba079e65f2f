"""What begins a round or a conversation, the rhythms in which it comes back, and the programmes that it may be part of."""

from datetime import time
from typing import Annotated, Any, Literal, cast, get_args

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from dialogs.checks import wholeness
from dialogs.language.part import Name, Part, Text
from dialogs.language.parts import Question
from dialogs.language.roles import GroupKind, Role
from dialogs.language.windows import Window
from dialogs.timing.cadence import WEEKDAYS, Cadence, Pace

EVERY = r"^([1-9]\d? )?(day|week|month)s?$"
CLOCK = r"^([01]\d|2[0-3]):[0-5]\d$"
MEETING, PREVIOUS, ENDING = "meeting", "previous", "meeting_end"
"""From what the rounds of a programme count: their own meeting and its end, and the one before it, or when it was planned."""
FIRST, LAST = "first_meeting", "last_meeting"
"""From what the own round of one person counts, with which her programme was planned (S08)."""
NEXT = "next"
"""From what an offer counts that comes before a round of the other format: its day, or a quarter after the last (S33)."""
AHEAD, BEHIND = "ahead", "behind"
"""Where the first meeting of such a programme lay when it was planned."""
NUMBER_OF_MEETING = Question(id=MEETING, kind="scale", ask=MEETING, least=1, most=11, low="1", high="11")
"""How a condition looks at the number of the meeting around which a round is; nobody is asked."""


Day = Literal["mon", "tue", "wed", "thu", "fri"]
_A_DAY = {"enum": list(get_args(Day)), "type": "string"}
ON_SCHEMA = WithJsonSchema({"anyOf": [_A_DAY, {"type": "array", "items": _A_DAY, "minItems": 1}]})


def _one_or_more(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


class Rhythm(Part):
    """A cadence that a group may choose, with the moments and words that go with it."""

    every: Annotated[str, Field(pattern=EVERY)]
    on: Annotated[tuple[Day, ...], BeforeValidator(_one_or_more), ON_SCHEMA] = ()
    """The weekday of a weekly or monthly rhythm; a weekly one may have several (S19)."""
    at: Annotated[str, Field(pattern=CLOCK)]
    moves: bool = False
    """Whether on a day without work all of a round moves to the next working day, its closing too (S16)."""
    meets: int | None = Field(None, ge=-60, le=240)
    """How many minutes after the beginning of the meeting that a group has each week; before it when negative (S19)."""
    windows: dict[Name, Window] = Field(default_factory=dict)
    replaces: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _whole(self) -> "Rhythm":
        wholeness.of_rhythm(self)
        return self

    @property
    def cadence(self) -> Cadence:
        count, _, unit = self.every.rpartition(" ")
        weekdays = frozenset(WEEKDAYS.index(day) for day in self.on)
        pace, at = cast(Pace, unit.removesuffix("s")), time.fromisoformat(self.at)
        return Cadence(int(count or 1), pace, weekdays, at, self.moves, stays=self.meets is not None)


class Starts(Part):
    """What opens a round or a conversation: the calendar, a word, joining, or an act on an own answer."""

    rhythm: Name | None = None
    command: Text | None = None
    plans: Text | None = None
    since: Name | None = None
    switched: Text | None = None
    """The word before "aan" and "uit" with which somebody in ``by`` lets a group have it, or have it no more (S16)."""
    word_of: Name | None = None
    """The format with whose word (``command``) one's own part in its rounds is taken up too."""
    programme: Name | None = None
    nth: tuple[int, ...] = ()
    """Around which meetings of the programme there is a round of it; around all of them where none is named."""
    takes: tuple[Name, ...] = ()
    """What was named in its programme (``names``), and can stand in its texts; its moments may count from when that was."""
    mentions: tuple[Name, ...] = ()
    """As ``takes``, without waiting: where it was not named, a line of its texts with that place is left out."""
    by: tuple[Role, ...] = ("member", "lead")
    renews: bool = False
    """Whether a newer round takes the place of the open one, and its word shows the newest to all of the group (S35)."""
    unless_open: tuple[Name, ...] = ()
    joining: bool = False
    renewal: bool = False
    silence: bool = False
    expiring: bool = False
    parting: bool = False
    own: bool = False
    rewords: bool = False
    alone: bool = False
    """Whether its rounds are of who plans them, and of nobody else (S08)."""
    stopped: Name | None = None
    """The format of which somebody plans rounds for herself: this is asked once of who stops with one (S10)."""
    during: Name | None = None
    """The format of which somebody plans rounds for herself: what is to come later is not asked once that is over (S15)."""
    where: tuple[dict[Name, tuple[str, ...]], ...] = ()
    """Around which meetings of the programme there is a round of it: where one of these holds of what was chosen then."""
    newest: bool = False
    """Whether those around earlier meetings are over once one of its rounds in a programme begins (S11)."""
    act: Literal["share", "change", "withdraw", "too_few", "peers"] | None = None
    of: tuple[Name, ...] = ()
    """The formats of which the texts can be written anew for peers (S20)."""

    @property
    def quoted(self) -> tuple[str, ...]:
        """What was named in its programme and can stand in its texts."""
        return *self.takes, *self.mentions

    @property
    def unasked(self) -> bool:
        """Whether it comes without anybody's word or act: by the calendar, or a while after another format."""
        return bool(self.rhythm or self.since)


class Programme(Part):
    """The meetings that are planned with a round: the first on a day that is chosen, the others so many weeks apart (S25).

    They go on until there are so many, or until the day of the last one; or each day that was named is one (S08).
    """

    first: Name
    weeks: Name | None = None
    """The scale at which is chosen how many weeks lie between two meetings."""
    usual: int = Field(ge=1, le=26)
    """How many weeks lie between them where nobody chose."""
    count: int | None = Field(None, ge=1, le=11)
    last: Name | None = None
    """The day of the last meeting, where there are as many as fit before it."""
    days: Name | None = None
    """The question at which each day that is named is a meeting, where any is."""
    length: Name | None = None
    """The choice of how long a meeting takes (``minutes`` of an option)."""
    gathers: bool = True
    """Whether people come together then, and so are asked whether they can; else it is a day from which rounds count (S44)."""
    minutes: int = Field(120, ge=15, le=600)
    """How long a meeting takes where nobody chose."""
    joins: Name | None = None
    """The stage in which each says that she takes part: who went through it is asked around its days, and nobody else (S36)."""
    phases: tuple[Text, ...] = ()
    """What a group is doing around each of the meetings, in a few words; nothing is told of it without them (000 Gibson)."""

    @property
    def looks_back(self) -> bool:
        """Whether its days are to look back for who takes part, and no meetings (S37)."""
        return not self.gathers and self.joins is not None


class Match(Part):
    """How who wants to join goes two by two: by what each told there, asked of both, and what begins for a pair (S41)."""

    kind: GroupKind
    about: Name
    """The text in which she tells what she wants to work on."""
    brings: Name
    seeks: Name
    """The choices of what she brings, and of what she seeks in the other."""
    field: Name
    elsewhere: Name
    """From which field she comes, and whether the other may come from another."""
    prefers: Name
    """Whom she would like to work with."""
    asks: Name
    """The format in which both are asked whether the match is right."""
    begins: Name
    """The format of which a round begins in the group of the two."""


class Forms(Part):
    """The group that comes of planning a round, and of which that round is then (S22)."""

    kind: GroupKind
    called: Name
    """The text with which the group is named."""
    facilitator: Name
    """The person who facilitates it."""
    candidates: Name
    """Who is asked to join: all of the group in which it is planned where nobody is chosen."""
    match: Match | None = None
    """How people go two by two, where the group is of pairs (S41)."""
