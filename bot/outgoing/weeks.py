"""A facilitator's week over all her groups (S07, D2): what is new for her, gathered through the gate when it is sent."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.gatherings import how_far
from bot.outgoing import took_part
from bot.outgoing.digests import batched, item_of
from bot.outgoing.signals import WEEK, signals_of
from bot.timing.editions import Editions
from dialogs.answers.dates import day_in_words
from dialogs.language.content import Format
from dialogs.saying.digest import Digest, GroupWeek, Item, RoundNews, facilitator_week
from dialogs.saying.phrases import fill
from dialogs.settings import SPLIT_AT
from dialogs.timing.timetable import awaited, reports
from storage.groups import people, rounds, teams
from storage.groups.people import Person
from storage.groups.rounds import Round
from storage.groups.teams import Team
from storage.outgoing import posts
from storage.store import Unit
from storage.talks import answers, conversations
from storage.talks.answers import Readable


def _stands_in_a_week(format: Format, question: str) -> bool:
    """Whether an answer is told in words that stand nowhere else: no title, no choice of a plan, nothing gathered (S05)."""
    asked = format.asked(question)
    elsewhere = question in format.titles or question in format.plan or question in format.gathered
    return not elsewhere and (asked is None or asked.worded)


def _promised_later(unit: Unit, editions: Editions, one: Readable, team: Team, at: datetime) -> bool:
    """Whether its author was told that a text comes in a later digest of its group; until then she can still change it."""
    if one.sealed.level == "V1" or one.sealed.shared_at is None:
        return False
    found = [
        (running, editions.of(unit, running.format, running.version).dutch)
        for running in [*rounds.all_of(unit, one.format, team.id), *_own_round(unit, one)]
    ]
    if any(
        output.shows(one.sealed.question, one.worth)
        for running, format in found
        if running.closed_at is None and running.opens_at <= one.sealed.shared_at
        for output in awaited(format, running)
    ):
        return True
    moments = [
        moment
        for running, format in found
        for output, moment in reports(format, running, team)
        if output.shows(one.sealed.question, one.worth)
        if moment > one.sealed.shared_at
    ]
    return bool(moments) and min(moments) > at


def _own_round(unit: Unit, one: Readable) -> list[Round]:
    """Return the round that a person planned for herself in which she told something, where it was one (S10)."""
    told_in = conversations.load(unit, one.conversation).round
    running = rounds.load(unit, told_in) if told_in is not None else None
    return [running] if running is not None and running.person is not None else []


def draw_overview(
    unit: Unit, editions: Editions, person: Person, part: Mapping[str, Any], post: int,
    fixed: Mapping[int, bool] | None = None,
) -> Digest | None:  # fmt: skip
    """Return a facilitator's week over all the groups that the message is for (D2), or None for silence."""
    at = datetime.fromisoformat(part["at"])
    format = editions.newest(str(part["format"])).read_in(person.language)
    output = next(one for one in format.outputs if one.id == part["output"])
    phrases = editions.phrases(person.language)
    groups = [_week(unit, editions, person, team_id, str(part["format"]), at, fixed) for team_id in part["teams"]]
    slots = {"begeleider": people.name_of(unit, person.id), "datum": day_in_words(at, person.zone, person.language)}
    if fixed is not None and not any(group.has_content for group in groups):
        return Digest(f"{fill(output.head, slots)}\n\n{phrases.text('digest.fac.gone')}", ())
    empties = posts.empty_in_a_row(unit, person.id, post)
    digest = facilitator_week(output, groups, empties, phrases, slots, f"{person.id} {part['at']}")
    first = teams.load(unit, part["teams"][0])
    return replace(digest, split_at=first.settings[SPLIT_AT]) if digest else None


def _week(
    unit: Unit, editions: Editions, person: Person, team_id: str, own: str, at: datetime, fixed: Mapping[int, bool] | None
) -> GroupWeek:
    (team, circle), viewer = teams.around(unit, team_id), people.viewer(unit, person.id)

    def told(one: Readable, published: datetime | None = None) -> Item:
        return item_of(
            one, circle, editions.newest(one.format).read_in(person.language), editions.phrases(person.language), published
        )

    news = []
    for running in rounds.news_since(unit, team_id, at - WEEK, at):
        edition = editions.of(unit, running.format, running.version).read_in(person.language)
        around_a_meeting = edition.programme is not None or running.number is not None  # the meetings stand there themselves
        if running.format == own or not edition.stages or not running.invites or around_a_meeting:
            continue
        closed = took_part.is_closed(running, at)
        news.append(RoundNews(edition.title, "closed" if closed else "opened", took_part.told(running) if closed else None))
    if fixed is None:
        found = answers.shared_and_not_shown(unit, viewer, team_id, None, f"{posts.OVERVIEW}{person.id}")
        found = [one for one in found if not _promised_later(unit, editions, one, team, at)]
        found = [one for one in found if _stands_in_a_week(editions.newest(one.format).dutch, one.sealed.question)]
        if team.room is None:  # here this takes the place of the group's digest
            found = batched(unit, found, team, circle)
        items = [(one.sealed.level, told(one)) for one in found if one.sealed.owner != person.id]
    else:
        again = [one for one in answers.read(unit, viewer, fixed) if one.sealed.group == team_id]
        items = [(one.sealed.level, told(one, at)) for one in again]
    to_you = tuple(item for level, item in items if level == "V1")
    to_group = tuple(item for level, item in items if level != "V1")
    return GroupWeek(
        team.name, tuple(news), to_you, to_group, team.settings, signals_of(unit, editions, person, team, at),
        tuple(how_far.preparing(unit, editions, team, circle, person, at)),
        tuple(how_far.soon(unit, team, editions.phrases(person.language), at)),
    )  # fmt: skip
