"""Telling a lead or administrator what each role of a group would get in the coming weeks (X08); it looks at no person."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from bot.foreseeing.examples import example, to_be_planned
from bot.outgoing.rooms import introduces
from bot.planned.held_before import counts_from
from bot.timing import offers
from bot.timing.editions import Editions
from dialogs.answers.dates import day_in_words
from dialogs.language.content import Format
from dialogs.language.outputs import Output
from dialogs.language.stages import Stage
from dialogs.saying.phrases import Language, Phrases
from dialogs.timing.dryrun import Coming, Going, Who, foresee, minutes
from dialogs.timing.onlooker import Group, Piece
from storage.groups import rounds, teams
from storage.groups.teams import Team
from storage.store import Unit
from storage.talks import finding
from storage.timing import schedules

WEEKS = 4
"""How far is told where nobody says how far."""
MOST_WEEKS = 53
ROLES: tuple[Who, ...] = ("member", "lead", "asked", "told", "facilitator", "room")


def dry_run(
    unit: Unit, editions: Editions, team_id: str, language: Language, start: datetime, weeks: int,
    also: Mapping[str, str] | None = None,
) -> str:  # fmt: skip
    """Return the dry run of a group in words, as if all began at ``start``; ``also`` are formats to try, with their rhythms.

    Below it stands an example of what could be planned, as nobody did: what it would ask of each role.

    Raises ValueError for a group that is not there.
    """
    if team_id not in (known := teams.all_ids(unit)):
        raise ValueError(f'there is no group "{team_id}"; choose from {", ".join(known) or "none: import people first"}')
    team, phrases = teams.load(unit, team_id), editions.phrases(language)
    formats = {name: editions.as_set(name, team.settings).read_in(language) for name in editions.library.editions}
    there = teams.standing(unit, team)
    group = Group(team.zone, team.calendar, there.room, there.roles, there.people, settings=team.settings,
                  paused_until=team.paused_until, introduces=introduces(unit, team))  # fmt: skip
    tried = [name for name in also or {} if formats[name].plan and not rounds.open_in(unit, name, [team_id])]
    rhythms = {name: rhythm for name, rhythm in (also or {}).items() if formats[name].rhythms}
    until, offered = start + timedelta(weeks=weeks), _offered(unit, formats, team, start)
    coming = foresee(
        _switched_on(unit, formats, team_id) | rhythms, formats, group, start, until, offered,
        [Going(one.format, one.plan, one.opens_at, one.planned) for one in rounds.planned_in(unit, team_id) if one.plan],
    )  # fmt: skip
    head = phrases.text("calendar.head", {"team": team.name, "aantal": weeks})
    supposed = to_be_planned(formats, team, offered, start, until) | dict.fromkeys(tried, start)
    examples = [example(unit, formats[name], team, group, moment, phrases) for name, moment in supposed.items()]
    parts = [(head, coming), *(one for one in examples if one)]
    return "\n\n".join(text for above, some in parts for text in (above, *_roles(some, formats, team, phrases)))


def _switched_on(unit: Unit, formats: Mapping[str, Format], team_id: str) -> dict[str, str]:
    """Return the formats that a group has on, or will have on once the bot starts, with their rhythms."""
    had = schedules.formats_had(unit, team_id)
    found = {}
    for name, format in formats.items():
        new = format.starts.rhythm if format.on_by_default and name not in had else None
        if format.rhythms and (rhythm := schedules.rhythm_of(unit, name, team_id) or new):
            found[name] = rhythm
    return found


def _offered(unit: Unit, formats: Mapping[str, Format], team: Team, start: datetime) -> dict[str, list[datetime]]:
    """Return the formats that are offered to who leads a group, and when; none while the other goes on."""
    had = schedules.formats_had(unit, team.id)
    offered = {
        name: format.starts.since
        for name, format in formats.items()
        if format.starts.since
        if schedules.rhythm_of(unit, name, team.id) or (format.on_by_default and name not in had)
    }
    return {
        name: _offers(unit, formats[name], team, counts_from(unit, other, team.id, start), start)
        for name, other in offered.items()
        if formats[name].offered_before or not rounds.open_in(unit, other, [team.id])
    }


def _offers(unit: Unit, format: Format, team: Team, since: datetime, start: datetime) -> list[datetime]:
    """Return when a format is offered: on the day that somebody named for it, or else as it counts from ``since``."""
    if moved := finding.opens_later(unit, format.id, [team.id], start):
        return list(moved.values())
    planned = offers.following(unit, format, [team.id], start)
    moments = zip(format.stages, offers.moments(format, since, team, planned.get(team.id)), strict=True)
    return [at for stage, at in moments if offers.to_be_offered(unit, format.id, stage, team.id, since)]


def _roles(coming: Sequence[Coming], formats: Mapping[str, Format], team: Team, phrases: Phrases) -> Iterator[str]:
    if not coming:
        yield phrases.text("calendar.empty")
    for who in ROLES:
        mine = [one for one in coming if one.who == who]
        if mine:
            slots = {"aantal": len(mine), "minuten": minutes(mine, formats)}
            yield "\n".join([phrases.text(f"calendar.{who}", slots), *(_line(one, formats, team, phrases) for one in mine)])


def _line(one: Coming, formats: Mapping[str, Format], team: Team, phrases: Phrases) -> str:
    titles = [_title(piece, formats, phrases) for piece in one.holds]
    day = day_in_words(one.at, team.zone, phrases.language)
    return phrases.text("calendar.line", {"datum": f"{day} {one.at.astimezone(team.zone):%H:%M}", "titel": " + ".join(titles)})


def _title(piece: Piece, formats: Mapping[str, Format], phrases: Phrases) -> str:
    if piece.kind == "introduction":
        return phrases.text("calendar.introduction")
    format = formats[piece.format]
    parts: Sequence[Stage | Output] = format.stages if piece.kind in {"prompt", "nudge"} else format.outputs
    part = next((one.called for one in parts if one.id == piece.part), None)
    title = phrases.text("calendar.part", {"titel": format.title, "onderdeel": part}) if part else format.title
    return phrases.text("calendar.reminder", {"titel": title}) if piece.kind == "nudge" else title
