"""The groups with which somebody in several can share what she told (X16, GE16)."""

from bot.editions import Editions
from dialogs.content import Stage
from storage import answers, people, schedules, teams
from storage.conversations import Conversation
from storage.people import Person
from storage.store import Unit
from storage.teams import Circle, Team

Groups = dict[str, tuple[Team, Circle]]


def groups_to_share_with(
    unit: Unit, editions: Editions, person: Person, conversation: Conversation, stage: Stage
) -> Groups | None:
    """Return a person's groups that run what the conversation is about; None for who is in one, as nearly everybody is.

    The group in which she was asked is among them as long as she is in it. What a group harvests together in a round of its own
    (S06) is shared with that group alone.
    """
    if stage.shared_at is None or conversation.trial or (person.groups < 2 and not conversation.state.groups):
        return None
    hers = people.teams_of(unit, person.id)
    format_id = conversation.format if conversation.about is None else answers.format_of(unit, conversation.about)
    if format_id is not None and editions.newest(format_id).dutch.plan:
        hers = [team for team in hers if team == conversation.team]
    elif format_id is not None and editions.of_calendar(format_id):
        running = schedules.running_in(unit, format_id, hers)
        hers = [team for team in hers if team in running or team == conversation.team]
    return {team: teams.around(unit, team) for team in hers}
