"""Gathering what a digest may show, through the gate, at the moment of sending (S07, K2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.outgoing.slots import plain_slots
from bot.planned.named_rounds import Names
from bot.timing.editions import Editions
from dialogs.answers.dates import Day, day_in_words, hour_in_words
from dialogs.checks.places import MEETING_DAY
from dialogs.language.content import Format
from dialogs.language.outputs import Output
from dialogs.language.parts import Question
from dialogs.library import Edition
from dialogs.saying import board
from dialogs.saying.board import Board, Heading, as_message
from dialogs.saying.digest import Digest, Item, compose
from dialogs.saying.phrases import Language, Phrases, fill
from dialogs.settings import SPLIT_AT
from dialogs.talk.questions import split_key
from dialogs.visibility import Room, nameless_batch
from storage.groups import rounds, teams
from storage.groups.rounds import Round
from storage.groups.teams import Circle, Team
from storage.outgoing import posts
from storage.store import Unit
from storage.talks import answered, answers, boards, nameless
from storage.talks.answers import Readable


def draw_digest(
    unit: Unit, editions: Editions, part: Mapping[str, Any], known: Mapping[int, bool], *, fixed: bool, reader: str | None
) -> Digest | None:
    """Return the digest or board of an output for its group, or None when nothing is shared.

    ``known`` are the answers that stood in it when it was first drawn: only those are in it again. With ``fixed`` it was
    read before, so what was taken back is shown as taken back, and what was changed as changed (C-38). A ``reader`` is who
    gets it in place of the room; who left the group since reads no new words in it (GE6).
    """
    source = source_of(unit, editions, part)
    team, format, output = source.team, source.format, source.output
    phrases, names = editions.phrases("nl"), source.names(unit, "nl")
    items = _items_again_for(unit, source, known, reader, phrases) if fixed else _items(unit, source, part, known, phrases)
    if not output.written:
        items = [item for item in items if item.question not in format.plan]  # those stand in its words, not below them
    if output.kind == "board":
        shown = board_of(editions, source, items, part["told_by"], "nl", names)
        composed = as_message(shown, phrases) if shown.items or shown.together or fixed else None
    else:
        replaces = format.replaces(source.running.rhythm) or names
        items = [replace(item, called=fill(item.called, {}, replaces)) for item in items]
        composed = compose(output, items, phrases, _slots(phrases, source, names), source.running.seed, replaces)
    if composed is None:
        return None
    gone = f"{phrases.text('digest.channel_gone', {'kanaal': team.name})}\n\n" if part.get("instead") else ""
    used = tuple(dict.fromkeys((*composed.answers, *names.said)))
    chart = None if fixed else composed.chart  # a figure that was given stays as it was (K3, C-38)
    return replace(composed, text=f"{gone}{composed.text}", answers=used, split_at=team.settings[SPLIT_AT], chart=chart)


@dataclass(frozen=True, slots=True)
class Source:
    """What a group's digest or board is made of, beside the answers."""

    running: Round
    edition: Edition
    output: Output
    team: Team
    circle: Circle
    at: datetime

    @property
    def format(self) -> Format:
        return self.edition.dutch

    def names(self, unit: Unit, language: Language) -> Names:
        """Return what was written for the round when it was planned."""
        return Names(unit, self.edition.read_in(language), self.running.id, self.team.id)


def source_of(unit: Unit, editions: Editions, part: Mapping[str, Any]) -> Source:
    """Return what the recipe of a group's digest or board speaks of."""
    running = rounds.load(unit, int(part["round"]))
    edition = editions.of(unit, running.format, running.version)
    output = _named(edition.dutch, part["output"])
    return Source(running, edition, output, *teams.around(unit, running.team), datetime.fromisoformat(part["at"]))


def _named(format: Format, output: str) -> Output:
    return next(one for one in format.outputs if one.id == output)


def _slots(phrases: Phrases, source: Source, names: Names) -> dict[str, object]:
    day = day_in_words(source.at, source.team.zone, phrases.language)
    given = {name: names.text(name) for name in names.given}
    found = plain_slots(phrases, source.circle, source.team) | given | {"datum": day}
    if (running := source.running).number is None:
        return found
    return found | {"nummer": running.number, MEETING_DAY: hour_in_words(running.planned, source.team.zone, phrases.language)}


def _shared(unit: Unit, source: Source, part: Mapping[str, Any]) -> list[Readable]:
    """Return what is new for a digest, or all of its round that a board holds, or stands under it."""
    team, output, viewer = source.team, source.output, Room(source.team.id)
    if output.of_round:
        asked = [name for section in output.sections for name in section.show]
        found = boards.of_round(unit, viewer, source.running.id, asked)
        return [one for one in found if output.named is None or _is_named(source, output.named, one)]
    return answers.shared_and_not_shown(
        unit, viewer, team.id, source.format.id, posts.output_in(output.id, team.id), str(part["issue"]),
        or_overview=team.room is None and not part.get("instead"),
    )  # fmt: skip


def _items(
    unit: Unit, source: Source, part: Mapping[str, Any], known: Mapping[int, bool], phrases: Phrases
) -> list[Item]:  # fmt: skip
    """Return what stands in a digest that nobody has read yet; at a second attempt only what stood in the first."""
    team, circle = source.team, source.circle
    found = answers.read(unit, Room(team.id), known) if known else _shared(unit, source, part)
    shown = [one for one in batched(unit, found, team, circle) if known or one.value.text or one.value.file]
    return [_with_day(source, one, item_of(one, circle, source.format, phrases), phrases.language) for one in shown]


def _is_named(source: Source, place: str, one: Readable) -> bool:
    """Whether an answer was named for a round in its programme, or was written along with what was."""
    written, key = source.running.plan.named.get(place, (0, "")) if source.running.plan else (0, "")
    return one.conversation == written and one.repetition == split_key(key)[1]


def _items_again_for(
    unit: Unit, source: Source, known: Mapping[int, bool], reader: str | None, phrases: Phrases
) -> list[Item]:  # fmt: skip
    """Return what stands in a digest that was read; who left the group since reads nothing that was changed (GE6)."""
    left = reader is not None and reader not in source.circle.names
    return [item for item in items_again(unit, source, known, phrases) if not (left and item.changed)]


def shared_since(
    unit: Unit, editions: Editions, part: Mapping[str, Any], known: Mapping[int, bool], reader: str | None
) -> list[Readable]:  # fmt: skip
    """Return what was shared in a round since its board was posted, and may stand there now: nothing new for who left."""
    source = source_of(unit, editions, part)
    if reader is not None and reader not in source.circle.names:
        return []
    found = [one for one in _shared(unit, source, part) if one.sealed.id not in known and (one.value.text or one.value.file)]
    return batched(unit, found, source.team, source.circle)


def below(
    unit: Unit, source: Source, editions: Editions, language: Language, names: Names
) -> tuple[Heading, ...]:  # fmt: skip
    """Return what stands under a board on its page: what was shown of it in its digests, as it is now."""
    format, running, phrases = source.edition.read_in(language), source.running, editions.phrases(language)
    under = [output for output in format.outputs if output.under == source.output.id]
    sent = (posts.shown_of_round(unit, posts.output_in(output.id, source.team.id), running.id) for output in under)
    found = [(output, _shown_again(unit, source, shown, phrases)) for output, shown in zip(under, sent, strict=True)]
    slots = _slots(phrases, source, names)
    return board.below(found, slots, running.seed, format.replaces(running.rhythm) or names)


def _shown_again(unit: Unit, source: Source, shown: Sequence[posts.Post], phrases: Phrases) -> list[Item]:
    """Return what some messages showed, each text once, as it is now."""
    if not shown:
        return []
    known = {id_: nameless for post in shown for id_, nameless in posts.shown_in(unit, post.id).items()}
    return items_again(unit, replace(source, at=datetime.fromisoformat(shown[0].recipe[0]["at"])), known, phrases)


def board_of(
    editions: Editions, source: Source, items: Sequence[Item], told_by: int, language: Language, names: Names
) -> Board:  # fmt: skip
    """Return a board of these texts, with its own words in a language; what people told stays as it was told."""
    format, phrases = source.edition.read_in(language), editions.phrases(language)
    output, running, settings = _named(format, source.output.id), source.running, source.team.settings
    slots, replaces = _slots(phrases, source, names), format.replaces(running.rhythm) or names
    made = board.board(output, items, told_by, slots, running.seed, settings, replaces)
    latest = max((item.since for item in made.items if item.since), default=source.at)
    day, posted = (day_in_words(at, source.team.zone, language) for at in (latest, source.at))
    made = replace(made, together=board.told_together(format, output, running.told))
    return replace(made, changed=phrases.text("board.changed", {"datum": day}) if day != posted else None)


def told_by(unit: Unit, team_id: str, round_id: int) -> int:
    """Return how many people told what stands on the board of a round (K1)."""
    return len({one.sealed.owner for one in boards.of_round(unit, Room(team_id), round_id)})


def batched(unit: Unit, found: Sequence[Readable], team: Team, circle: Circle) -> list[Readable]:
    """Return what may be shown now: nameless texts of whose batch too few are left wait for another one (K2)."""
    unnamed = [one.sealed for one in found if one.owner is None]
    held = nameless_batch(unnamed, circle.size(), team.settings).ask
    if held:
        nameless.hold_back(unit, held)
    return [one for one in found if one.sealed.id not in held]


def item_of(
    one: Readable, circle: Circle, format: Format, phrases: Phrases, published: datetime | None = None
) -> Item:  # fmt: skip
    """Return an answer as it is shown; what stands without a name says nothing of what was told with it (K3)."""
    asked = format.asked(one.sealed.question)
    name = circle.names.get(one.owner, phrases.text("former")) if one.owner and not (asked and asked.unsigned) else None
    after = [at for at in (one.edited_at, one.sealed.shared_at if name else None) if at and published and at >= published]
    changed = one.edited_at in after
    story, text = (one.conversation, one.repetition) if name else None, _text(one, asked, phrases.language)
    return Item(
        one.sealed.id, one.sealed.question, text, name, one.owner is None, changed, one.value.file, story,
        format.called(one.sealed.question), one.worth, max(after, default=None), one.sealed.level,
        one.owner, one.sealed.author != one.sealed.owner,
        (one.conversation, one.repetition) if asked and asked.unsigned else None,
    )  # fmt: skip


def _with_day(source: Source, one: Readable, item: Item, language: Language) -> Item:
    """Return what was told in an earlier round with its day, where a digest says so (S16); of what has no name never (K3)."""
    if not source.output.dated or item.name is None or one.answered_at >= source.running.opens_at:
        return item
    return replace(item, day=day_in_words(one.answered_at, source.team.zone, language))


def _text(one: Readable, asked: Question | None, language: Language) -> str:
    """Return what was told, as it was told; a day in the language in which it is read."""
    if asked is not None and asked.kind == "date" and one.value.text and one.value.chosen:
        return Day.from_iso(one.value.chosen[0]).in_words(language)
    return one.value.text or ""


def items_again(unit: Unit, source: Source, known: Mapping[int, bool], phrases: Phrases) -> list[Item]:
    """Return the same answers again, those that may still be read with their text, the others without."""
    readable = {one.sealed.id: one for one in answers.read(unit, Room(source.team.id), known)}
    questions = answered.questions_of(unit, known)
    items = []
    for id_ in known:
        if id_ in readable:
            item = item_of(readable[id_], source.circle, source.format, phrases, source.at)
            items.append(_with_day(source, readable[id_], item, phrases.language))
        elif id_ in questions:
            items.append(Item(id_, questions[id_], None, None, nameless=known[id_]))
    return items
