"""What can be chosen at a question, and what choosing it does, checked as it is read."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from dialogs.language.needed import Need
from dialogs.language.part import Name, Part, Text
from dialogs.talk.conversation import Mode
from dialogs.timing.cadence import Moment

Readers = Literal["V0", "V1", "V2", "V3"]
Given = Literal["V1", "V2", "V5"]
"""To whom a choice can give what was answered: who facilitates, the group, or the other one of a duo."""
Deed = Literal["mine", "page own", "deleting", "leave keep", "leave erase", "pause four_weeks", "question standard",
             "open round", "pass on", "agree", "end together", "publish", "gather longer", "gather named", "gather no more",
             "end programme"]  # fmt: skip
"""What choosing an option may do beside the conversation, once that is over."""


def counted_from(*anchors: str) -> BeforeValidator:
    """Return how a moment is read that may count from some things only."""

    def read(value: Any) -> Any:
        """Without anchors, what there is to count from is looked at where the whole format is known."""
        match value:
            case str():
                moment = Moment.parse(value)
            case Moment():
                moment = value
            case _:
                raise ValueError('a moment is written as a text; write for example "tue 17:00"')
        if anchors and moment.anchor not in anchors:
            raise ValueError(f'nothing here counts from "{moment.anchor}"; count from the {" or the ".join(anchors)}')
        return moment

    return BeforeValidator(read)


MOMENT_SCHEMA = WithJsonSchema({"type": "string", "examples": ["tue 17:00"]})
Afterwards = Annotated[Moment, counted_from("opening"), WithJsonSchema({"type": "string", "examples": ["+14 days"]})]
"""A moment that counts from now."""
FromLast = Annotated[Moment, counted_from("last"), WithJsonSchema({"type": "string", "examples": ["last + 1 days"]})]
"""A moment that counts from the last round of its kind in the group, or else from the day on which the group began."""


class Met(Part):
    """What each of two is asked after the day on which they did something together, once, and how long after (S51)."""

    then: Name
    after: Afterwards
    only: Literal["asker"] | None = None
    """Whether only who asked is asked, and the other one is not (S52)."""


class Option(Part):
    """One answer to choose from, and what choosing it does."""

    label: Text
    says: Text | None = None
    ends: Literal["submitted", "skipped"] | None = None
    again: bool = False
    opens: Name | None = None
    shares: Readers | Literal["V5"] | None = None
    """Who reads the text from then on; with V5 who wrote it down, and nobody else (S48)."""
    flags: Name | None = None
    withdraws: bool = False
    publishes: Literal["V2", "V3"] | None = None
    """How a text that is written for peers stands there: with the name of its writer, or without (S20)."""
    then: Name | None = None
    chosen: dict[Name, Name] = Field(default_factory=dict)
    """What is chosen already in the format that begins, so that it is not asked there (S18)."""
    plans: Name | None = None
    menu: Need | None = None
    """Of which need the menu is shown when the conversation is over (S21)."""
    after: Afterwards | None = None
    holds: bool = False
    """Whether what comes ``after`` comes again and again, without asking anew whether it is to (S15)."""
    moment: Afterwards | None = None
    does: Deed | None = None
    mode: Mode | None = None
    """How the rest is asked from now on: all at once, or one question at a time."""
    minutes: int | None = Field(None, ge=15, le=600)
    """How long a meeting takes where this is chosen for it (S25)."""
    gives: Given | None = None
    """Who reads all that was answered in the stage, what was chosen too, once this is chosen (S22); V5 is the other one of a
    duo (S43)."""
    to: Literal["lead", "facilitator"] | None = None
    """Whom it stands for in the group, where it is offered; not where there is nobody else (S16)."""
    accepts: bool = False
    """Whether who was asked by somebody says yes with it; with anything else she says that she can not now (S15, S18)."""
    posts: Name | None = None
    """What only tells and is said in the room of the group, once this is chosen (S09)."""
    missed: bool = False
    """Whether who chooses it says that she was not there on the day of her own that is asked about (S09)."""
    matches: bool = False
    """Whether who was put together with somebody wants to be in a duo with her (S41)."""
    signs: Literal["V2", "V5"] | None = None
    """Who reads what was put to her once she says yes too: all of the group, or still the two alone (S42, S44)."""
    joins: bool = False
    """Whether who chooses it wants to take part in the group that is being formed (S22)."""
    counts_as: Literal["oral"] | None = None
    """How it counts in what is prepared: as told in the meeting."""

    words: bool = False
    """Whether choosing it is the same as typing its words: they are the answer."""

    @property
    def acts(self) -> bool:
        """Whether choosing it does something, so that there is no answer to keep."""
        return bool(self.opens or self.shares or self.withdraws or self.then or self.plans or self.does or self.menu)


_PLAIN = Option.model_construct(label="")


def labelled(label: str, **more: object) -> Option:
    """Return an option with these words, and what more is said of it; all else is as it is usually.

    It is a copy, as a group offers all its members by name: to look each default up anew takes more than twice as long.
    """
    return _PLAIN.model_copy(update={"label": label, **more})


def _option(value: Any) -> Any:
    return {"label": value} if isinstance(value, str) else value


Options = dict[Name, Annotated[Option, BeforeValidator(_option)]]
