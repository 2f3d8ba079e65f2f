"""The meetings of the groups of one person, as she may look at them (S25). Every function works inside one unit of work."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.gatherings import for_meetings
from bot.incoming import several
from dialogs.answers.dates import hour_in_words
from dialogs.gatherings.programmes import Meeting, in_holidays
from dialogs.language.roles import TAKES_PART
from dialogs.saying.phrases import Language
from storage.groups import people, rounds, teams
from storage.groups.taking_part import participants
from storage.groups.teams import Team
from storage.store import Unit

if TYPE_CHECKING:
    from bot.incoming.doing import Doing


@dataclass(frozen=True, slots=True)
class Series:
    """The meetings of one group, the newest that were planned."""

    team: Team
    programme: int
    meetings: Sequence[Meeting]
    leads: bool
    """Whether who looks may move them."""
    takes_part: bool

    def numbered(self, number: int) -> Meeting | None:
        """Return a meeting by its number."""
        return next((one for one in self.meetings if one.number == number), None)

    def coming(self, now: datetime) -> list[Meeting]:
        """Return the meetings that are still to come."""
        return [one for one in self.meetings if one.at > now]

    def participants(self, unit: Unit) -> list[str]:
        """Return who takes part, always in the same order."""
        return participants(unit, self.team.id)


def of_person(doing: "Doing", group: str) -> list[Series]:
    """Return the meetings of a person's groups, or of the one that she named by its number; 0 names none."""
    held, found = people.roles_of(doing.unit, doing.person.id), []
    for number, team_id in enumerate(several.numbered(doing.unit, doing.person.id), 1):
        programme = rounds.newest_programme(doing.unit, team_id)
        hers = {one.role for one in held if one.team == team_id}
        if programme is None or int(group) not in {0, number} or not hers & (TAKES_PART | {"facilitator"}):
            continue
        meetings, team = for_meetings.meetings_of(doing.unit, programme), teams.load(doing.unit, team_id)
        found.append(Series(team, programme, meetings, "facilitator" in hers, bool(hers & TAKES_PART)))
    return found


def slots(language: Language, series: Series, one: Meeting, now: datetime) -> dict[str, object]:
    """Return what names a meeting in a text; in another year than now its day stands there with its year."""
    day = hour_in_words(one.at, series.team.zone, language, now)
    return {"groep": series.team.name, "nummer": one.number, "datum": day}


def line_of(one: Meeting, team: Team) -> str:
    """Return which sentence tells of a meeting in a list: with a word about the weeks in which many are on holiday."""
    return "meetings.line_holidays" if in_holidays(one.at, team) else "meetings.line"


def which(doing: "Doing", word: str, found: Sequence[Series], rest: str) -> None:
    """Ask in which of several groups a word about a meeting is meant."""
    choices = [(f"{several.with_number(doing.unit, doing.person.id, word, one.team.id)}{rest}", one.team.name) for one in found]
    doing.say("meetings.which_group", {}, choices)
