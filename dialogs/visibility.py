"""The only gate between answers and any reader (V0–V5, K1–K7; spec §0.4, §3, §4.3).

Every text that leaves the store passes ``readable_by``. It decides on who wrote it, what its author chose, and what the
reader is; it never looks at the text.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, assert_never, get_args

from dialogs.counting import Tally
from dialogs.language.roles import TAKES_PART, Role
from dialogs.settings import K_TEXT, K, Settings

Level = Literal["V0", "V1", "V2", "V3", "V5"]
"""V0 only the owner · V1 and the facilitator · V2 the group, with name · V3 the group, nameless · V5 one named person.

V5 without one person is for all whom its owner asks something (S39)."""
LEVELS: Mapping[str, Level] = {level: level for level in get_args(Level)}
"""The levels by what they are called."""
READ_BY_GROUP: frozenset[Level] = frozenset({"V2", "V3"})
"""The levels with which a group reads a text."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What is known of an answer without opening it."""

    id: int
    owner: str
    author: str
    level: Level
    group: str | None
    question: str
    shared_at: datetime | None = None
    reader: str | None = None
    meant: Level | None = None
    """With which level it is read once the plan is opened that it was written for; until then by its owner alone (S36)."""
    released: bool = False
    among: int = 0
    """By how many people the texts are that one person reads with it without a name; none whom she may have made up (S39)."""
    fewest: int = 0
    """By how many these have to be, for any of them to be read (K2)."""
    withdrawn: bool = False
    bound: bool = False
    """Whether its group reads it only among those who agreed to something first (S24)."""
    agreed: frozenset[str] = frozenset()
    """Who did, to the newest of what the group agreed on."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A role that a person holds in a group, from a moment on."""

    group: str
    role: Role
    since: datetime


@dataclass(frozen=True, slots=True)
class Person:
    """A reader who is a person, with the roles held now."""

    id: str
    holds: tuple[Holding, ...] = ()


@dataclass(frozen=True, slots=True)
class Room:
    """A reader who is a room: everyone who can see it."""

    group: str


@dataclass(frozen=True, slots=True)
class ToldInRoom:
    """A reader who learns what was chosen at some questions that say so: that it is told in the room by name (S06).

    Whoever chooses decides it with the choice itself, so that its level does not matter. What is withdrawn is not told.
    """

    questions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Writer:
    """A reader who is writing down for others what they tell: she reads what she wrote, while its owner shared nothing of it.

    Once it goes to its owner, or its owner words it otherwise, nobody asks the gate in this way any more (S06).
    """

    id: str


@dataclass(frozen=True, slots=True)
class Outside:
    """A reader outside a group, for whom some of its texts were written as it allowed that (S31); never a case."""

    group: str
    questions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A reader whom somebody asked something in a round of hers, with all whom she asks there (S39).

    She reads what its owner wrote for all of them (V5 without one reader), at the questions that said so beforehand.
    """

    id: str
    owner: str
    people: frozenset[str]
    questions: frozenset[str]


Viewer = Person | Room | ToldInRoom | Writer | Tally | Outside | Asked


@dataclass(frozen=True, slots=True)
class Passed:
    """An answer that this viewer may read, and whether its owner's name may stand beside it."""

    answer: Sealed
    named: bool


def readable_by(viewer: Viewer, answers: Iterable[Sealed]) -> list[Passed]:
    """Return those answers that the viewer may read, in the order given; what is withdrawn is nobody's but its owner's."""
    return [passed for answer in answers if (passed := _pass(viewer, answer)) is not None]


def _pass(viewer: Viewer, answer: Sealed) -> Passed | None:
    if isinstance(viewer, Person) and viewer.id == answer.owner:
        return Passed(answer, named=True)
    if isinstance(viewer, ToldInRoom | Writer | Tally | Outside | Asked):
        return Passed(answer, named=not isinstance(viewer, Tally)) if _reads_apart(viewer, answer) else None
    if answer.withdrawn or answer.group is None or _disagreed(viewer, answer):
        return None
    match answer.level:
        case "V0":
            return None
        case "V1":
            return Passed(answer, named=True) if _facilitated(viewer, answer) or _put_to(viewer, answer) else None
        case "V2":
            return Passed(answer, named=True) if _belongs(viewer, answer.group) else None
        case "V3":
            reads = _belongs(viewer, answer.group) if answer.reader is None else _reads_among_others(viewer, answer)
            return Passed(answer, named=False) if answer.released and reads else None
        case "V5":
            return Passed(answer, named=True) if _is_chosen(viewer, answer) else None
    assert_never(answer.level)


def _reads_apart(viewer: ToldInRoom | Writer | Tally | Outside | Asked, answer: Sealed) -> bool:
    """Whether an answer is read in one of the ways that do not hang on its level, or on there being none yet."""
    if answer.withdrawn or answer.bound:
        return False
    if isinstance(viewer, ToldInRoom | Tally):
        return answer.question in viewer.questions
    if isinstance(viewer, Asked):
        hers = viewer.id in viewer.people and answer.owner == viewer.owner and answer.question in viewer.questions
        return hers and answer.level == "V5" and answer.reader is None
    if isinstance(viewer, Outside):
        return answer.level == "V2" and answer.group == viewer.group and answer.question in viewer.questions
    return viewer.id == answer.author != answer.owner and answer.level == "V0"


def _disagreed(viewer: Person | Room, answer: Sealed) -> bool:
    """Whether who reads or who owns an answer did not agree to what binds it; a room agrees to nothing (S24, P8)."""
    if not answer.bound or answer.level == "V1":
        return False
    return isinstance(viewer, Room) or not {viewer.id, answer.owner} <= answer.agreed


def _is_chosen(viewer: Person | Room, answer: Sealed) -> bool:
    """Whether the viewer is the one person for whom an answer is; with V3 she reads it without a name (S39)."""
    return isinstance(viewer, Person) and viewer.id == answer.reader


def _reads_among_others(viewer: Person | Room, answer: Sealed) -> bool:
    """Whether a text without a name is for the viewer alone, and who wrote it still hides among enough others (K2, S39)."""
    return _is_chosen(viewer, answer) and answer.among >= answer.fewest > 0


def _put_to(viewer: Person | Room, answer: Sealed) -> bool:
    """Whether the viewer is the one person who reads it beside who facilitates, as who was proposed to her does (S41)."""
    return _is_chosen(viewer, answer) and not answer.bound


def _belongs(viewer: Person | Room, group: str) -> bool:
    if isinstance(viewer, Room):
        return viewer.group == group
    roles = TAKES_PART | {"facilitator"}
    return any(holding.group == group and holding.role in roles for holding in viewer.holds)


def _facilitated(viewer: Person | Room, answer: Sealed) -> bool:
    """Whether the viewer facilitates the group, and did so when the text was shared (GE18)."""
    return isinstance(viewer, Person) and any(
        holding.group == answer.group
        and holding.role == "facilitator"
        and answer.shared_at is not None
        and holding.since <= answer.shared_at
        for holding in viewer.holds
    )


@dataclass(frozen=True, slots=True)
class Batch:
    """What becomes of the nameless texts that wait when a round is reported (K2)."""

    release: frozenset[int] = field(default=frozenset())
    ask: frozenset[int] = field(default=frozenset())


def nameless_batch(waiting: Sequence[Sealed], group_size: int, settings: Settings) -> Batch:
    """Decide whether the nameless texts that wait may be shown together, or their authors are to be asked (K2, K6).

    They are released all or none: three texts by three authors in a group of at least four, where nothing else was set.
    """
    authors = {answer.owner for answer in waiting}
    enough = min(len(waiting), len(authors)) >= settings[K_TEXT] and group_size >= settings[K]
    ids = frozenset(answer.id for answer in waiting)
    return Batch(release=ids) if enough else Batch(ask=ids)


def shareable(
    allowed: Sequence[Level], group_size: int, has_facilitator: bool, settings: Settings, *, agreed: bool = True
) -> tuple[Level, ...]:
    """Return the levels that can be offered here.

    No nameless in a small group (K6), no facilitator where there is none, no group for who has yet to agree (S24).
    """
    off: set[Level] = set() if agreed else set(READ_BY_GROUP)
    if group_size < settings[K]:
        off.add("V3")
    if not has_facilitator:
        off.add("V1")
    return tuple(level for level in allowed if level not in off)


def countable(number: int, settings: Settings) -> int | None:
    """Return a number of people if it is large enough to be told (K1), else None."""
    return number if number >= settings[K] else None


def pointing_at_nobody(number: int, named: int, asked: int, settings: Settings) -> int | None:
    """Return how many of those asked took part, if that tells of none what her name does not tell already (K1, trust §11).

    ``named`` are those whom the reader knows to have taken part. The others have to be as many as a figure takes, and some of
    them took part and some did not; or there are no others.
    """
    others, of_them = asked - named, number - named
    hides = others >= settings[K] and 0 < of_them < others
    return countable(number, settings) if hides or not others else None
