"""What stands in the way of one more habit: as many as a team can have at once, or no day of its meeting (S19)."""

from typing import TYPE_CHECKING

from bot.incoming import several
from dialogs.language.content import Format
from dialogs.settings import HABITS_MOST, TEAM_MEETS
from storage.groups.teams import Team
from storage.timing import schedules

if TYPE_CHECKING:
    from bot.incoming.doing import Doing


def asks_first(doing: "Doing", format: Format, team: Team, instead_of: str | None = None) -> bool:
    """Ask what has to be known before a team has one more habit, ``instead_of`` one that rests; False where nothing has."""
    if format.priority != "habit" or schedules.rhythm_of(doing.unit, format.id, team.id) is not None:
        return False
    if goes_with_meeting(format) and TEAM_MEETS.name not in team.settings.chosen:
        behind = several.with_number(doing.unit, doing.person.id, f"{format.starts.switched} aan overleg", team.id)
        doing.say("habits.when_meet", {"titel": format.title}, day_after=behind)
        return True
    others = [one for one in running(doing, team) if one.id != instead_of]
    if len(others) >= team.settings[HABITS_MOST]:
        words = [(f"{format.starts.switched} in plaats van {one.starts.switched}", one.title) for one in others]
        numbered = [(several.with_number(doing.unit, doing.person.id, word, team.id), title) for word, title in words]
        doing.say("habits.full", {"titel": format.title, "aantal": len(others)}, numbered)
        return True
    return False


def goes_with_meeting(format: Format) -> bool:
    """Whether a habit comes before or after the meeting of each week."""
    return any(rhythm.meets is not None for rhythm in format.rhythms.values())


def running(doing: "Doing", team: Team) -> list[Format]:
    """Return the habits that a team has on."""
    known = [one.format for one in schedules.of_team(doing.unit, team.id) if one.format in doing.editions.library.editions]
    formats = [doing.editions.newest(name).read_in(doing.person.language) for name in known]
    return [format for format in formats if format.priority == "habit"]
