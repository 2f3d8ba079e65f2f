"""Composing what readers get afterwards, from what the gate let through (S07, K2, K3). Pure; never asks who did not answer."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from dialogs.language.outputs import Output, Section
from dialogs.saying.phrases import Phrases, fill
from dialogs.saying.prompt import Chart
from dialogs.settings import DEFAULTS, SPLIT_AT, Settings
from dialogs.visibility import countable

BELOW = "  - "
"""The beginning of a line that belongs to the list line above it."""
_STORIES = re.compile(rf"\n(?!{BELOW})")
_ISOLATES = dict.fromkeys(range(0x2066, 0x206A))


@dataclass(frozen=True, slots=True)
class Item:
    """One shared answer as this reader may see it: nameless when ``name`` is None; taken back when ``text`` is.

    ``worth`` is its value on a board, and ``since`` when it was changed or shared, where it was published before that.
    """

    answer: int
    question: str
    text: str | None
    name: str | None
    nameless: bool = False
    changed: bool = False
    file: str | None = None
    story: tuple[int, int] | None = None
    """The conversation in which it was told, and the time round; only what stands with its name has one."""
    called: str = ""
    """What stands before it where several answers of one story stand together."""
    worth: str | None = None
    since: datetime | None = None
    level: str | None = None
    """Who may read it, as its author chose; of what was taken back nobody knows any more."""
    teller: str | None = None
    """Whose it is; only of what stands with its name."""
    written: bool = False
    """Whether somebody else wrote it down, and its teller confirmed it (S06)."""
    for_all: tuple[int, int] | None = None
    """Of what somebody wrote for all of the group: where, and the time round; what came at once stands together (S49)."""
    day: str = ""
    """When it was told, in words, where that is said: before the round of which it stands in a digest (S16)."""


@dataclass(frozen=True, slots=True)
class Digest:
    """A composed text and the answers that stand in it."""

    text: str
    answers: tuple[int, ...]
    files: tuple[str, ...] = ()
    nameless: frozenset[int] = frozenset()
    split_at: int = DEFAULTS[SPLIT_AT]
    chart: Chart | None = None
    empty: bool = False
    """Whether it only says that there is nothing."""


def compose(
    output: Output, items: Sequence[Item], phrases: Phrases, slots: Mapping[str, object], seed: str,
    replaces: Mapping[str, str] | None = None,
) -> Digest | None:  # fmt: skip
    """Return the digest of one output, or None when nothing was shared: then nothing is posted (S07 edge).

    What somebody told at once with her name stands together below it; nameless texts stand each by itself, in an order
    that no clock or table gives away (K3). Of what was taken back only that is left: no
    heading stands over nothing else, and nobody is asked what makes her curious about it.
    """
    lines = [fill(output.head, slots, replaces)]
    used: list[int] = []
    for section in output.sections:
        shown = of_section(section, items)
        if shown:
            head = [fill(section.head, slots, replaces)] if _any_left(shown) else []
            stories = stories_of(shown, seed)
            lines += ["", *head, *lines_of(stories, phrases)]
            used += _answers(stories)
    if not used:
        return None
    if output.close and _any_left(items):
        lines += ["", fill(output.close, slots, replaces)]
    return Digest("\n".join(lines), tuple(dict.fromkeys(used)), files_of(items, used), nameless_of(items))


def of_section(section: Section, items: Iterable[Item]) -> list[Item]:
    """Return what stands under a heading of a digest."""
    return [
        item
        for item in items
        if item.question in section.show and section.names in {"either", "without" if item.nameless else "with"}
    ]


def _any_left(items: Iterable[Item]) -> bool:
    return any(item.text is not None for item in items)


def split(text: str, most: int) -> list[str]:
    """Return a digest in parts of at most so many characters, each ending with a whole line; nothing is cut (S07).

    A story stays together where it fits.
    """
    parts = [""]
    for line in (line for story in _STORIES.split(text) for line in ([story] if len(story) <= most else story.split("\n"))):
        if parts[-1] and len(parts[-1]) + 1 + len(line) > most:
            parts.append("")
        parts[-1] = f"{parts[-1]}\n{line}" if parts[-1] else line
    return [part.strip("\n") for part in parts]


def nameless_of(items: Iterable[Item]) -> frozenset[int]:
    """Return the answers that stand without a name."""
    return frozenset(item.answer for item in items if item.nameless)


def files_of(items: Iterable[Item], used: Sequence[int]) -> tuple[str, ...]:
    """Return the files that go with the answers shown, in the order of their lines: that of answering tells who (K3)."""
    files = {item.answer: item.file for item in items if item.file}
    return tuple(dict.fromkeys(files[answer] for answer in used if answer in files))


def stories_of(items: Iterable[Item], seed: str) -> list[list[Item]]:
    """Put the answers of a story together: the named ones first, each person's beside each other.

    A nameless answer is a story by itself, in an order that says nothing: nobody can put two of them together (K3). Its own
    words decide where it stands, and not its number: that order could be worked out by who knows how it is made (trust S14).
    """

    def place(story: Sequence[Item]) -> tuple[bool, bytes, int]:
        first = story[0]
        mixed = f"{seed}:{first.text} {first.file}" if first.nameless else f"{seed}:{first.name}"
        return (
            first.nameless,
            hashlib.sha256(mixed.encode(errors="surrogatepass")).digest(),
            0 if first.nameless else first.answer,
        )

    found: dict[tuple[int, ...], list[Item]] = {}
    for item in sorted(items, key=attrgetter("answer")):
        told = (item.name or item.for_all) and item.text is not None
        found.setdefault(item.story if told and item.story else (item.answer,), []).append(item)
    return sorted(found.values(), key=place)


def _answers(stories: Iterable[Sequence[Item]]) -> list[int]:
    return [item.answer for story in stories for item in story]


def lines_of(stories: Iterable[Sequence[Item]], phrases: Phrases, *, told_of: bool = False) -> Iterator[str]:
    """Yield each story in one line, or in a line for each answer below the name of who told it.

    With ``told_of`` what it was about stands before what has no name, as where no heading tells that.
    """
    for first, *more in stories:
        if more and first.name is None:
            yield f"- {_words(first, '', phrases)}"
            yield from (f"{BELOW}{_words(item, item.called, phrases)}" for item in more)
        elif more:
            yield f"- {_teller(first)}"
            yield from (f"{BELOW}{_words(item, item.called, phrases)}" for item in (first, *more))
        else:
            about = first.called if told_of else ""
            yield f"- {_words(first, _teller(first) if first.name else about, phrases)}"


def _teller(item: Item) -> str:
    """Return who told something, with the day where it is of an earlier round."""
    return f"**{item.name}** ({item.day})" if item.day else f"**{item.name}**"


def _words(item: Item, before: str, phrases: Phrases) -> str:
    """Return what an answer says, with what stands before it, or that it is there no more."""
    if item.text is None:
        return phrases.text("removed_by_author")
    text = quoted(item.text) if item.text else phrases.text("digest.file")
    changed = f" {phrases.text('digest.changed')}" if item.changed else ""
    return f"{before}: {text}{changed}" if before else f"{text}{changed}"


def quoted(text: str) -> str:
    """Return a person's text on one list line, its direction kept to itself (bidi isolates) and its line ends folded.

    Channels show what stands between the two signs literally; so those in the text itself are left out, or it could end early.
    """
    parts = (part.strip() for part in text.translate(_ISOLATES).splitlines())
    return f"\u2068{' / '.join(part for part in parts if part)}\u2069"


def quote(text: str) -> str:
    """Return a person's text as a quotation, each of its lines on its own."""
    return "\n".join(f"> {quoted(line)}" for line in text.splitlines() if line.strip())


@dataclass(frozen=True, slots=True)
class RoundNews:
    """What a facilitator may know of a round: that it opened or closed, and how many took part once it closed."""

    title: str
    state: str
    took_part: int | None = None


@dataclass(frozen=True, slots=True)
class Preparing:
    """What a group prepares for a meeting, the day of that, and how far each of them is, by name."""

    title: str
    day: str
    statuses: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class GroupWeek:
    """One group's week for its facilitator."""

    name: str
    rounds: tuple[RoundNews, ...]
    to_you: tuple[Item, ...]
    to_group: tuple[Item, ...]
    settings: Settings = DEFAULTS
    signals: tuple[str, ...] = ()
    """What its facilitator may want to look at, in the bot's own words."""
    preparing: tuple[Preparing, ...] = ()
    meetings: tuple[str, ...] = ()
    """Its meetings that come soon, in the bot's own words."""

    @property
    def has_content(self) -> bool:
        """A round that only opened or closed is no content (S07)."""
        return bool(self.to_you or self.to_group or self.signals or self.preparing or self.meetings)


def facilitator_week(
    output: Output, groups: Sequence[GroupWeek], empties: int, phrases: Phrases,
    slots: Mapping[str, object], seed: str,
) -> Digest | None:  # fmt: skip
    """Return the facilitator's weekly digest (D2), or None when there has been nothing for more than two weeks.

    ``empties`` counts the empty digests sent in a row until now.
    """
    full = [group for group in groups if group.has_content]
    if not full:
        if empties >= 2:
            return None
        return Digest(phrases.text("digest.empty.fac.second" if empties else "digest.empty.fac"), (), empty=True)
    lines = [fill(output.head, slots)]
    used: list[int] = []
    for group in groups:
        lines += _group_lines(group, phrases, seed)
        used += [answer for part in (group.to_you, group.to_group) for answer in _answers(stories_of(part, seed))]
    if output.suggestions:
        chosen = int(hashlib.sha256(seed.encode()).hexdigest(), 16) % len(output.suggestions)
        lines += ["", phrases.text("digest.suggestion", {"opties": output.suggestions[chosen]})]
    shown = [item for group in groups for item in (*group.to_you, *group.to_group)]
    return Digest("\n".join(lines), tuple(dict.fromkeys(used)), files_of(shown, used), nameless_of(shown))


def _group_lines(group: GroupWeek, phrases: Phrases, seed: str) -> list[str]:
    lines = ["", f"**{group.name}**"]
    if group.rounds:
        lines += ["", phrases.text("digest.fac.rounds")]
        for news in group.rounds:
            number = countable(news.took_part, group.settings) if news.took_part is not None else None
            told = phrases.text("digest.fac.took_part", {"aantal": number}) if number else ""
            lines.append(f"- {news.title} ({phrases.text(f'digest.fac.{news.state}')}{told})")
    for head, items in (("digest.fac.to_you", group.to_you), ("digest.fac.to_group", group.to_group)):
        if items:
            lines += ["", phrases.text(head), *lines_of(stories_of(items, seed), phrases, told_of=True)]
    for one in group.preparing:
        lines += ["", phrases.text("digest.fac.preparing", {"titel": one.title, "datum": one.day})]
        lines += [f"- **{name}**: {phrases.text(f'prepared.{how}')}" for name, how in one.statuses]
    if group.meetings:
        lines += ["", phrases.text("digest.fac.meetings"), *(f"- {one}" for one in group.meetings)]
    if group.signals:
        lines += ["", phrases.text("digest.fac.signals"), *(f"- {one}" for one in group.signals)]
    return lines
