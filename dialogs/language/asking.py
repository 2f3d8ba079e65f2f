"""The small parts of a question: how often it is asked, what stands with it, from what is chosen, what is told of it."""

from pydantic import Field

from dialogs.language.part import Name, Part, Text
from dialogs.language.roles import Role
from dialogs.language.values import Worth


class Times(Part):
    """How often a question may be answered, how is asked for more, and which questions after it go along each time."""

    max: int = Field(ge=2, le=99)
    ask: Text
    enough: Text = "Dit was het"
    along: tuple[Name, ...] = ()


class Told(Part):
    """How many people told their group something in the newest round of a format."""

    of: Name
    people: int = Field(ge=1, le=50)


class Needs(Part):
    """What a group must have before a round opens in it."""

    roles: tuple[Role, ...] = ()
    people: int = Field(0, ge=0, le=100)
    room: bool = False
    told: Told | None = None


class Made(Part):
    """The questions of a plan at which somebody writes what is asked in a round: its words, its kind, what can be chosen."""

    asks: Name
    kind: Name
    options: Name


class Recall(Part):
    """Own earlier answers that are shown to their owner again, the newest first."""

    of: Name | None = None
    show: tuple[Name, ...] = Field(min_length=1)
    flags: Name | None = None
    most: int = Field(3, ge=1, le=20)
    there: bool = False
    """Whether only what was told at that same time is shown: in the conversation that this one came of, else in this one."""
    here: bool = False
    """Whether only what was told in the same programme of hers is shown, in this conversation too (S08, S10).

    With ``group`` only what the group was told in the same round (S42).
    """
    group: bool = False
    """Whether it is what her group was told in that format, and she may read, in place of her own (S46, S47)."""
    picks: bool = False
    """Whether one of them is picked as the answer: each time she told something is a button, or each text (S05, S49)."""
    shared: bool = False
    """Whether what others gave who is asked to read is shown: in a round of one person, or of hers in another format (S39)."""


class Release(Part):
    """Own answers of which is picked which one other person reads: each option is a question by its id (S40, S53)."""

    to: Name
    """Who reads them: a ``person`` question of the same stage, or ``lead``."""
    of: Name | None = None
    """The format in which they were given; without it this conversation."""


class Gathers(Part):
    """What several write goes to whose round it is, without a name, once they are enough (S39, K1)."""

    told_by: Name
    """The choice with which each says what they are to her; told only where it points to nobody."""
    named_if: Name
    """Where each says whether it may be read with her name, should they be too few."""


class Among(Part):
    """From which texts of others is chosen: what was shared with the group, in this round or around the same meeting."""

    of: Name | None = None
    """The format in which they are asked for; without it the own round."""
    show: tuple[Name, ...] = Field(min_length=1)
    others: bool = False
    """Whether nobody chooses a text of her own."""
    empty: Text | None = None
    """How is asked where there is no text to choose."""


class Side(Part):
    """Answers that are never told apart, two at least, and what is told where most gave one of them (V4)."""

    of: tuple[str, ...] = Field(min_length=2)
    says: Text


class Counted(Part):
    """What is told of what several chose, once they are enough: in words, and of nobody what (V4, K1).

    It knows of an answer on which side it is and no more, so that nothing that is ever told tells one answer from the others
    of its side. An answer on no side is not counted.
    """

    sides: dict[Name, Side] = Field(min_length=2)
    most: bool = False
    """Whether the side is told that was chosen more than any other, in place of one that three quarters chose."""
    differ: Text
    """Where no side is told."""
    few: Text
    """Where nothing may be told: they are too few, or share people with another group; it says neither (0041)."""


class Line(Part):
    """A line that is told where something was chosen before."""

    says: Text
    only_if: dict[Name, tuple[str, ...]] = Field(min_length=1)


class Running(Part):
    """How many matters may be shared with a group at once, and for how long one runs where nobody is asked what came of it."""

    most: int = Field(ge=1, le=20)
    days: int = Field(ge=1, le=400)


class Follow(Part):
    """Own answers of the round before, of one value, after each of which a question asks; the newest first."""

    value: Worth
    most: int = Field(2, ge=1, le=9)


class Far(Part):
    """What is said of a day that lies more than so many weeks away, before it counts."""

    weeks: int = Field(ge=1, le=520)
    after: Name | None = None
    """The day of the round after which it is far; from today on without it (P14)."""
    says: Text


class ForMeeting(Part):
    """What several ask of one person comes to her at once, some working days before the meeting of her team (S09)."""

    workdays: int = Field(1, ge=1, le=4)
    weeks: int = Field(2, ge=1, le=12)
    """It comes at most once in so many weeks."""
