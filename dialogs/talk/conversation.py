"""The values a conversation is made of: its state, and what it may know of the world."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Literal, get_args
from zoneinfo import ZoneInfo

from dialogs.timing.workdays import EVERYDAY, WorkCalendar
from dialogs.visibility import Level

PIECES = timedelta(seconds=60)
"""How long after an open answer a second message may belong to it (X15)."""
NOWHERE = ZoneInfo("UTC")
"""The zone of who has none of her own."""
GROUP = "share_group"
"""The name of the question with which of her groups somebody in several shares what she told (X16)."""
ENOUGH = "+enough"
"""The button with which somebody ends a question that is asked several times; no option of a format is called so."""
EACH = "+each"
"""The button with which somebody chooses readers for each answer apart; no option of a format is called so."""
APART = "+"
"""What stands between a share question and the answer of which it asks the readers apart."""
MISSES = 3
"""After so many answers that were not understood the bot offers to skip or to wait (GE9)."""


class Status(StrEnum):
    """How far one person is in one stage (spec §0.3)."""

    INVITED = "invited"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    SKIPPED = "skipped"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Mark:
    """That a question was answered or skipped, without what was written.

    ``left`` is how many characters more would make a text a full answer; below nought it is one (X06). ``beforehand`` says
    that it was put in before she was asked: with whom she was drawn (S48), or the yes of hers that holds (S15).
    """

    answered: bool
    chosen: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    left: int = 0
    beforehand: bool = False


Mode = Literal["conversation", "form"]
"""One question at a time, or all at once; a person may change from one to the other."""
HeldKind = Literal[
    "piece", "near", "skip_all", "name", "later", "stop", "switch", "expired", "public", "edited", "date", "person"
]  # fmt: skip


ASKED = "asked"
"""The detail of a question whether to leave out what a colleague asks."""
NEEDED = "needed"
"""The detail of a question whether to leave out a dialog that needs more answers than this one."""
LISTED = "\n"
"""What stands between the parts of a detail that holds several ids."""


@dataclass(frozen=True, slots=True)
class Held:
    """Something that waits for a yes or another choice before it counts; ``text`` is the person's and stays encrypted."""

    kind: HeldKind
    text: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """What was answered and skipped, and what waits. The next question is derived from it, never stored."""

    marks: Mapping[str, Mark] = field(default_factory=dict)
    repetition: int = 0
    back: str | None = None
    held: Held | None = None
    echo: str = ""
    mode: Mode | None = None
    groups: tuple[str, ...] = ()
    """The groups that were offered to share with, when there was something to choose (X16)."""
    misses: int = 0
    last_text: str | None = None
    last_at: datetime | None = None
    one_by_one: bool = False
    """Whether she was asked once what a text belongs to, and so knows that each open question is put apart (X15)."""
    told_late: bool = False
    """Whether she was told that what she tells after closing still counts (S06)."""
    looked_at: str | None = None
    """The question that the group reads the answer to, put to her since she came here: only then a text is her answer."""
    listed: tuple[str, ...] | None = None
    """The free moments as they stood when she was asked to choose one, in that order; None where she was not yet (S52)."""
    declined: bool = False
    """Whether she said no by the button of the announcement: who opened it and stopped did not (S40)."""

    def marked(self, key: str, mark: Mark, **values: Any) -> "State":
        return replace(self, marks={**self.marks, key: mark}, back=None, misses=0, **values)

    @property
    def own(self) -> list[Mark]:
        """What she herself answered or skipped here, without what was put in before she was asked."""
        return [mark for mark in self.marks.values() if not mark.beforehand]

    @property
    def group(self) -> str | None:
        """The group that was chosen to share with, where there was something to choose."""
        return next(iter(self.marks[GROUP].chosen), None) if GROUP in self.marks else None

    def to_json(self) -> dict[str, Any]:
        """Return the state as plain values; only what differs from a fresh one."""
        body: dict[str, Any] = {
            "m": {
                key: [mark.answered, list(mark.chosen), list(mark.names), mark.left, *[True] * mark.beforehand]
                for key, mark in self.marks.items()
            }
        }
        plain = {"r": self.repetition, "b": self.back, "e": self.echo, "x": self.misses, "t": self.last_text, "o": self.mode,
                 "g": list(self.groups), "p": self.one_by_one, "l": self.told_late, "s": self.looked_at,
                 "d": self.declined}  # fmt: skip
        body |= {name: value for name, value in plain.items() if value}
        if self.listed is not None:
            body["f"] = list(self.listed)
        if self.held:
            body["h"] = [self.held.kind, self.held.text, self.held.detail]
        if self.last_at:
            body["a"] = self.last_at.timestamp()
        return body

    @classmethod
    def from_json(cls, body: Mapping[str, Any], at: Any) -> "State":
        """Read a state back; ``at`` turns seconds since 1970 into an instant."""
        return cls(
            marks={
                key: Mark(done, tuple(chosen), tuple(names), left, bool(put))
                for key, (done, chosen, names, left, *put) in body["m"].items()
            },
            repetition=body.get("r", 0),
            back=body.get("b"),
            held=Held(*body["h"]) if "h" in body else None,
            echo=body.get("e", ""),
            mode=body.get("o"),
            groups=tuple(body.get("g", ())),
            misses=body.get("x", 0),
            last_text=body.get("t"),
            last_at=at(body["a"]) if "a" in body else None,
            one_by_one=body.get("p", False),
            told_late=body.get("l", False),
            looked_at=body.get("s"),
            listed=tuple(body["f"]) if "f" in body else None,
            declined=body.get("d", False),
        )


Later = Literal["hour", "afternoon", "tomorrow", "next_week"]
LATER: Mapping[str, Later] = {name: name for name in get_args(Later)}
"""The later moments that can be chosen, by their names."""
USUAL: tuple[Later, ...] = ("afternoon", "tomorrow", "next_week")
"""Those that are offered; an hour is for where each of them comes too late (S16)."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a conversation may know of the world while it takes a step."""

    now: datetime
    zone: ZoneInfo = NOWHERE
    names: Mapping[str, str] = field(default_factory=dict)
    levels: tuple[Level, ...] = ("V0", "V2", "V3", "V1")
    groups: Mapping[str, tuple[Level, ...]] = field(default_factory=dict)
    """With which groups somebody in several can share, and with which readers there (X16)."""
    asks_to_share: bool = True
    trial: bool = False
    closed: bool = False
    elsewhere: bool = False
    """Whether she is not in the middle of this conversation: it was offered, or she did something else since."""
    over: bool = False
    """Whether she ended it herself: nothing more is asked, but a second piece may still come (X15)."""
    late: bool = False
    """Whether the stage has closed, and still takes what is told (S06, C-41)."""
    carries: bool = True
    """Whether what comes too late can go along to a next round: not where somebody plans each of them (S06)."""
    other_facilitator: bool = False
    subject_names: tuple[str, ...] = ()
    subject_level: Level = "V0"
    texts: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """The texts that the stage goes over, and who are named in each."""
    days: Mapping[str, str] = field(default_factory=dict)
    """The day that each button stands for with which a meeting or a free moment is chosen."""
    gone: frozenset[str] = frozenset()
    """The buttons and days of free moments of whom she chose that she cannot choose any more (S52)."""
    pieces: Mapping[str, str] = field(default_factory=dict)
    """The own earlier text that each button stands for with which one is picked."""
    lists: frozenset[str] = frozenset()
    """The questions at which she writes what others can choose from (S05)."""
    commands: Mapping[str, str] = field(default_factory=dict)
    word: str | None = None
    """The word with which she can come back to what is asked here, if there is one."""
    calendar: WorkCalendar = EVERYDAY
    round_days: Mapping[str, date] = field(default_factory=dict)
    """The days of the round after which another day may be far (P14)."""
    laters: tuple[Later, ...] = USUAL
    """The later moments before it closes: only these are offered (S16)."""
    last: date | None = None
    """The day of the last round of its kind in the group, where a day is asked for that lies some time after it."""

    @property
    def today(self) -> date:
        """The day on the person's own wall."""
        return self.now.astimezone(self.zone).date()

    def from_day(self, name: str | None) -> date | None:
        """Return the day of the round that goes by a name, where it is known; today without one."""
        return self.round_days.get(name) if name else self.today
