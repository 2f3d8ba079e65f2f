"""The groups of somebody who is in several: with which she shares what she told, and for which she leads (X16, GE16)."""

from bot.timing.editions import Editions
from dialogs.language.stages import Stage
from dialogs.saying.phrases import Phrases
from storage.groups import people, teams
from storage.groups.people import Person
from storage.groups.teams import Circle, Team
from storage.store import Unit
from storage.talks import answered
from storage.talks.conversations import Conversation
from storage.timing import schedules

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
    format_id = conversation.format if conversation.about is None else answered.format_of(unit, conversation.about)
    if format_id is not None and editions.newest(format_id).dutch.planned:
        hers = [team for team in hers if team == conversation.team]
    elif format_id is not None and editions.of_calendar(format_id):
        running = schedules.running_in(unit, format_id, hers)
        hers = [team for team in hers if team in running or team == conversation.team]
    return {team: teams.around(unit, team) for team in hers}


def numbered(unit: Unit, person_id: str) -> list[str]:
    """Return all groups in which a person has a role, in the order of the numbers by which she can name them."""
    return list(dict.fromkeys(held.team for held in people.roles_of(unit, person_id)))


def told_apart(unit: Unit, person_id: str, title: str, team: Team) -> str:
    """Return what something in a group is called for a person: with the name of the group, where she has several."""
    return f"{title} ({team.name})" if len(numbered(unit, person_id)) > 1 else title


def with_number(unit: Unit, person_id: str, word: str, team_id: str) -> str:
    """Return a word about one of a person's groups as she would type it: with its number, where she has several."""
    groups = numbered(unit, person_id)
    return f"{word} {groups.index(team_id) + 1}" if len(groups) > 1 and team_id in groups else word


def meeting_in_words(unit: Unit, person_id: str, team_id: str, number: object, phrases: Phrases) -> str:
    """Return a meeting of one of a person's groups as she would type it: "bijeenkomst 2 in groep 1" where she has several."""
    groups = numbered(unit, person_id)
    slots = {"nummer": number, "groep": groups.index(team_id) + 1 if team_id in groups else ""}
    several = len(groups) > 1 and team_id in groups
    return phrases.text("meetings.word_meeting_in" if several else "meetings.word_meeting", slots)
