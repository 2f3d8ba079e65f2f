"""How far a group is with what is prepared for its meetings, and which of these come; for who leads it alone (S05, S07 D2)."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.gatherings import for_meetings
from bot.timing.editions import Editions
from dialogs.answers.dates import hour_in_words
from dialogs.gatherings.prepared import HowFar, how_far
from dialogs.language.content import Format
from dialogs.saying.digest import Preparing
from dialogs.saying.phrases import Phrases
from storage.groups import people, rounds
from storage.groups.people import Person
from storage.groups.rounds import Round
from storage.groups.taking_part import facilitators, participants
from storage.groups.teams import Circle, Team
from storage.store import Unit
from storage.talks import finding

SOON = timedelta(weeks=2)
"""How far ahead a facilitator's week looks for meetings (S07)."""


def statuses(unit: Unit, running: Round, format: Format, circle: Circle, at: datetime) -> list[tuple[str, HowFar]]:
    """Return how far each of the group is now, by name, with what was asked by a moment.

    Nobody, where there was nothing to prepare then, or all is free (S05, S24).
    """
    free = {stage.id for stage in format.stages if stage.optional}
    asked = [one for one in finding.all_in(unit, running.id) if one.stage not in free and one.opens_at <= at]
    later = {held.person for held in people.members(unit, running.team) if held.since > running.opens_at}
    later -= {one.person for one in asked}  # who came in since then is asked nothing of it, so she is not late with it
    found: dict[str, HowFar] = dict.fromkeys((one for one in participants(unit, running.team) if one not in later), "not_yet")
    for one in asked:
        if one.person in found:
            ends = running.moments.get(one.stage, running.planned)
            found[one.person] = how_far(format.stage(one.stage), one.state, one.status, one.touched_at, ends)
    return [(circle.names[person], how) for person, how in found.items()] if asked else []


def preparing(
    unit: Unit, editions: Editions, team: Team, circle: Circle, reader: Person, at: datetime
) -> Iterator[Preparing]:  # fmt: skip
    """Yield what is being prepared for the meetings that come, and how far each of the group is with it now.

    Who facilitated the group before reads none of that when her week is drawn again (GE18).
    """
    language, guides = reader.language, reader.id in facilitators(unit, team.id)
    programme = rounds.newest_programme(unit, team.id) if guides else None
    for running in rounds.of_programme(unit, programme) if programme is not None else ():
        format = editions.of(unit, running.format, running.version).read_in(language)
        if format.gathered and running.planned > at and (found := statuses(unit, running, format, circle, at)):
            day = hour_in_words(running.planned, team.zone, language)
            yield Preparing(format.title, day, tuple(sorted(found)))


def soon(unit: Unit, team: Team, phrases: Phrases, at: datetime) -> list[str]:
    """Return the meetings of a group in the next two weeks, in words."""
    programme = rounds.newest_programme(unit, team.id)
    meetings = for_meetings.meetings_of(unit, programme) if programme is not None else []
    return [
        phrases.text("digest.fac.meeting", {"nummer": one.number, "datum": hour_in_words(one.at, team.zone, phrases.language)})
        for one in meetings
        if at < one.at <= at + SOON
    ]
