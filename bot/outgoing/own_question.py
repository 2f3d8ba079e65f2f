"""A question of one's own in the place of the bot's, for who took part often enough (X06); nobody else sees it."""

from typing import TYPE_CHECKING

from bot.timing.editions import Editions
from dialogs.talk.conversation import Status
from storage.groups import people
from storage.groups.people import Person
from storage.store import Unit
from storage.talks.conversations import Conversation
from storage.timing import participation

if TYPE_CHECKING:
    from bot.incoming.doing import Doing
    from bot.incoming.surroundings import Setting


def may_choose(unit: Unit, editions: Editions, person: Person) -> bool:
    """Whether a person may choose a question of her own: she took part often enough, or chose one before."""
    if person.own_question is not None:
        return True
    wanted = editions.library.own_after().items()
    return any(participation.rounds_done(unit, person.id, format_id) >= after for format_id, after in wanted)


def offer(doing: "Doing", setting: "Setting", kept: Conversation) -> None:
    """Offer a question of her own to who has just taken part often enough; once."""
    after, person = setting.stage.own_after, doing.person
    if after is None or person.own_offered or kept.round is None or kept.status is not Status.SUBMITTED:
        return
    if kept.ended_at != doing.now or kept.variant + 1 < after or person.active is not None:  # there were fewer rounds
        return
    command = doing.editions.newest(doing.editions.library.for_own_question()).read_in(person.language).starts.command
    if command and participation.rounds_done(doing.unit, person.id, kept.format) >= after:
        people.set_values(doing.unit, person.id, own_offered=True)
        doing.say("own.offer", {"aantal": after}, [(command, "own.yes")])
