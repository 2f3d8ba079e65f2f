"""What the bot says in a group's room of its own accord, beside digests: short lines for everybody there (X19)."""

from collections.abc import Sequence
from datetime import datetime

from dialogs.timing.timetable import at_work, still_punctual
from dialogs.timing.workdays import next_allowed
from storage.groups import teams
from storage.groups.teams import Team
from storage.outgoing import outbox, posts
from storage.outgoing.outbox import Message
from storage.store import Unit

LINE = "line"
"""The kind of such a message."""
IN_THREAD = "thread"
"""The kind of the one line that the bot says below what somebody wrote in a room."""


def introduce(unit: Unit, team_id: str, now: datetime) -> None:
    """Plan the one message that introduces the bot in a group's room; whoever else ticks plans nothing."""
    team = teams.load(unit, team_id)
    if team.room is not None and teams.introduced(unit, team_id):
        say_in_room(unit, team, _introduction(team.room), "room.hello", now)


def introduces(unit: Unit, team: Team) -> bool:
    """Whether the bot still has to introduce itself in a group's room."""
    if team.room is None:
        return False
    planned = posts.by_key(unit, _introduction(team.room))
    return teams.to_introduce(unit, team.id) or (planned is not None and planned.status in {"waiting", "claimed"})


def _introduction(room: tuple[str, str]) -> str:
    return f"introduction {':'.join(room)}"


def say_in_room(
    unit: Unit,
    team: Team,
    key: str,
    phrase: str,
    now: datetime,
    *,
    until: datetime | None = None,
    about: int | None = None,
    output: bool = False,
    teller: int | None = None,
    was: datetime | None = None,
    punctual: datetime | None = None,
    in_pause: bool = False,
    who: str | None = None,
    asked: Sequence[str] | None = None,
) -> None:
    """Plan a line for a group's room, if it has one, at the next moment at which the group works (N1).

    Only the line that says ``until`` when the group pauses goes during that pause, and what is to be known ``in_pause``
    too: that a day which was planned changed. It may be ``about`` a round; as an
    ``output`` of its format the words stand there, and may be about one ``teller``, by the choice by which she tells. With
    ``was`` it says on which day the round was before. What is ``punctual`` goes at that very moment, which the group chose
    itself, in a pause too. ``who`` is somebody of whom it tells that she takes part no more. What is ``asked`` is what only
    tells in a stage, by format, version, stage and its own name: its words are said, in place of a phrase (S09).
    """
    if team.room is not None:
        in_pause = in_pause or until is not None
        free = when_to_tell(team, punctual, now, in_pause=in_pause)
        part = {
            "say": phrase,
            "until": until.isoformat() if until else None,
            "round": about,
            "output": output,
            "teller": teller,
            "was": was.isoformat() if was else None,
            "punctual": punctual.isoformat() if punctual else None,
            "in_pause": in_pause,
            "who": who,
            "asked": list(asked) if asked else None,
        }
        outbox.add(unit, Message(key, ":".join(team.room), LINE, [part], free, room=team.id))


def when_to_tell(team: Team, punctual: datetime | None, now: datetime, *, in_pause: bool) -> datetime:
    """Return the next moment at which a group may be told a line: it works, and does not pause unless it goes ``in_pause``.

    What is punctual goes at its moment all the same.
    """
    if punctual is not None and still_punctual(punctual, now):
        return now
    return next_allowed(now, team.zone, team.calendar) if in_pause else at_work(now, team)
