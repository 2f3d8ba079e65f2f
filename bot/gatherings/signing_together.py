"""What two sign together: it is read by the two alone until both said yes, and by their group from then on (S42, S44).

One of them writes it and has it put to the other (``asks``), who says yes with an option that ``signs``. Every function works
inside one unit of work and may run twice.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from bot.gatherings.signed_up import tell
from dialogs.language.content import Format
from dialogs.language.stages import Stage
from dialogs.saying.digest import quote
from dialogs.saying.prompt import Prompt
from dialogs.talk.conversation import Status
from dialogs.talk.questions import keys_told
from storage.groups import partners, people, teams
from storage.groups.partners import SIGNED, Stands, Together
from storage.groups.people import Person
from storage.groups.taking_part import facilitators
from storage.outgoing import posts
from storage.store import Unit
from storage.talks import answers, conversations, finding
from storage.talks.answers import Readable
from storage.talks.conversations import Conversation

if TYPE_CHECKING:
    from bot.timing.editions import Editions


def went_on(unit: Unit, asked: Together, stands: Stands, stage: Stage, now: datetime) -> None:
    """Let what was put to somebody be read by the whole group once she signed it, and by the two alone where she did not."""
    came_of = conversations.load(unit, asked.came_of)
    signed, level = stands == SIGNED, stage.signs if stands == SIGNED else "V5"
    for owner, reader, ids in (
        (asked.asker, asked.person, answers.ids_in(unit, came_of.id, _told(came_of, stage), came_of.state.repetition)),
        (asked.person, asked.asker, answers.ids_in(unit, asked.conversation, stage.returns, 0)),
    ):
        seen = [one.sealed.id for one in answers.read(unit, people.viewer(unit, reader), ids)]  # nothing she did not see
        answers.share(unit, owner, seen, level or "V5", came_of.team, now, reader=reader if level != "V2" else None)
        posts.revise_posts_with(unit, seen, now, own=False)
    if signed and came_of.round is not None:
        _ask_no_more(unit, came_of.round, asked.person, now)
    if signed and level == "V2" and came_of.team is not None:
        for one in facilitators(unit, came_of.team):
            part = {"signed": asked.conversation}
            tell(unit, teams.load(unit, came_of.team), one, f"signed {asked.conversation} {one}", [part], now)


def _ask_no_more(unit: Unit, round_id: int, person_id: str, now: datetime) -> None:
    """Ask somebody no more for what she signed: one of the two wrote it for both; what she began herself goes on."""
    hers = finding.in_round(unit, round_id, person_id)
    if hers is not None and hers.running and not hers.state.marks:
        conversations.save(unit, replace(hers, status=Status.SUBMITTED, touched_at=now, ended_at=now), None)


def draw(unit: Unit, editions: "Editions", person: Person, conversation: int) -> tuple[Prompt, list[int]]:
    """Return what two signed, with what the second one added, as a person may read it now."""
    phrases, one = editions.phrases(person.language), partners.asked_in(unit, conversation)
    if one is None or one.stands != SIGNED:
        return Prompt(phrases.text("together.gone"), language=person.language), []
    came_of, viewer = conversations.load(unit, one.came_of), people.viewer(unit, person.id)
    format, _ = editions.stage_of(unit, came_of, person.language)
    other, stage = editions.stage_of(unit, conversations.load(unit, conversation), person.language)
    told = answers.given_in(unit, viewer, came_of.id, _told(came_of, stage), came_of.state.repetition)
    added = answers.given_in(unit, viewer, conversation, stage.returns, 0)
    names = {"naam": people.name_of(unit, one.asker), "ander": people.name_of(unit, one.person)}
    lines = [phrases.text("together.both", names), *_lines(format, told)]
    lines += [phrases.text("together.added", {"naam": names["ander"]}), *_lines(other, added)] if added else []
    title = f"{format.title} ({teams.load(unit, came_of.team).name})" if came_of.team else format.title
    return Prompt("\n\n".join(lines), title=title, language=person.language), [each.sealed.id for each in (*told, *added)]


def _told(came_of: Conversation, stage: Stage) -> list[str]:
    """Return the keys of what was put to somebody, each time that it was told."""
    return keys_told(came_of.state, stage.shows)


def _lines(format: Format, told: list[Readable]) -> Iterator[str]:
    """Yield what was written, each below what it is called, in the order in which it is asked."""
    order = [one.id for stage in format.stages for one in stage.questions]
    there = sorted((one for one in told if one.value.text), key=lambda each: order.index(each.sealed.question))
    for question, some in groupby(there, key=lambda each: each.sealed.question):
        yield "\n".join([f"**{format.called(question)}**", *(quote(one.value.text or "") for one in some)])
