"""The day on which two do something together, once one of them said yes; afterwards each is asked how it was (S51).

It stands in the overview of both. What each writes afterwards is hers alone.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.gatherings.before_meetings import window_of
from bot.timing.editions import Editions
from dialogs.answers.dates import day_in_words, hour_in_words
from dialogs.language.options import Met
from dialogs.language.stages import Stage
from dialogs.saying.phrases import Phrases
from dialogs.talk.questions import holds
from dialogs.timing.cadence import resolve
from dialogs.timing.named_days import named, names_an_hour
from storage.groups import free_moments, partners, people, teams
from storage.groups.partners import Together
from storage.groups.people import Person
from storage.groups.teams import Team
from storage.store import Unit
from storage.talks import conversations, ending, finding, windows
from storage.talks.conversations import Conversation, Fresh

AFTERWARDS = "met"
"""How the occasion begins of the conversation in which somebody is asked how it was; that in which it was agreed follows."""

OVER = timedelta(minutes=30)
"""How long after they begin it is over at the earliest: it is asked after no sooner, however late in the day they do it.

So long nobody else can have that time either (S52).
"""


def arrange(unit: Unit, editions: Editions, stage: Stage, kept: Conversation, one: Together, now: datetime) -> bool:
    """Keep the day on which two do what they agreed on, and plan what each is asked afterwards; return whether it is new.

    It is the day that was asked for, or the one that is named in answering; where that is asked, it is waited for.
    """
    told, one = kept, _another_moment(unit, stage, kept, one, now)
    if stage.meets_on is None or not holds(stage, stage.meets_on, kept.state.marks, 0):
        told = conversations.load(unit, one.came_of)
        stage = editions.stage_of(unit, told, "nl")[1]
    elif kept.ended_at is None:
        return False
    question, team = stage.meets_on, teams.load(unit, kept.team or "")
    mark = told.state.marks.get(question.id) if question is not None else None
    day = named(question, mark, now, team) if question is not None and mark is not None and mark.chosen else None
    if question is None or question.met is None or mark is None or day is None or (day == one.day and one.stands == "agreed"):
        return False
    partners.meet_on(unit, one.conversation, day, hour=names_an_hour(question, mark))
    for who in (one.asker,) if question.met.only else (one.asker, one.person):
        _ask_afterwards(unit, editions, people.load(unit, who), question.met, one, day, kept)
    return True


def wants_another(stage: Stage, kept: Conversation, one: Together) -> bool:
    """Whether who says yes would rather not have the moment for which she was asked, and names another (S52)."""
    asked = one.day is not None and one.stands == "asked"
    return asked and stage.meets_on is not None and holds(stage, stage.meets_on, kept.state.marks, 0)


def _another_moment(unit: Unit, stage: Stage, kept: Conversation, one: Together, now: datetime) -> Together:
    """Return how it stands where she would rather have another: the first is offered no more, and she has time to name it."""
    if one.day is None or not wants_another(stage, kept, one):
        return one
    partners.meet_on(unit, one.conversation, None)
    free_moments.let_go(unit, one.person, one.day)
    closes, _ = window_of(stage, now, people.load(unit, one.person), teams.calendar_of(unit, kept.team))
    if closes is not None and kept.ended_at is None:
        windows.close_at(unit, one.conversation, closes)
    return replace(one, day=None)


def _ask_afterwards(
    unit: Unit, editions: Editions, person: Person, met: Met, one: Together, day: datetime, kept: Conversation
) -> None:  # fmt: skip
    team = teams.load(unit, kept.team or "")
    edition = editions.pinned(unit, met.then, team.settings)
    stage = edition.dutch.stages[0]
    opens = max(resolve(met.after, {"opening": day}, person.zone, team.calendar), day + OVER)
    closes = resolve(stage.window.closes, {"opening": opens}, person.zone, team.calendar) if stage.window.closes else None
    conversations.begin(
        unit,
        [Fresh(person.id, met.then, edition.version, stage.id, opens, team=team.id, occasion=f"{AFTERWARDS} {one.conversation}",
               closes_at=closes, next_at=opens, apart=edition.dutch.apart or kept.apart)],
    )  # fmt: skip


def call_off(unit: Unit, one: Together) -> None:
    """Ask nobody how it was, where two do not do it any more."""
    for who in (one.asker, one.person):
        ending.call_off(unit, who, f"{AFTERWARDS} {one.conversation}")


def asked_after(unit: Unit, conversation: Conversation) -> Together | None:
    """Return what two did together of which a conversation asks how it was; None where it asks something else."""
    if conversation.round is not None:
        return None
    word, _, agreed_in = finding.occasion_of(unit, conversation.id).partition(" ")
    return partners.asked_in(unit, int(agreed_in)) if word == AFTERWARDS else None


def asked_for(stage: Stage, kept: Conversation, team: Team | None, now: datetime) -> datetime | None:
    """Return the moment for which somebody asks another one, chosen or typed; None where she named no hour."""
    question = stage.meets_on
    mark = kept.state.marks.get(question.id) if question is not None else None
    if question is None or mark is None or team is None or not mark.chosen or not names_an_hour(question, mark):
        return None
    return named(question, mark, now, team)


def said(unit: Unit, one: Together, person: Person) -> str:
    """Return the day on which two do something as it is said, with its hour where one was named; "" where there is none.

    It is on the wall of the group, as it was named there, wherever who reads it works.
    """
    if one.day is None:
        return ""
    home = people.home_team(unit, person.id)
    zone = teams.load(unit, home).zone if home is not None else person.zone
    return (hour_in_words if one.hour else day_in_words)(one.day, zone, person.language)


def lines(unit: Unit, person: Person, phrases: Phrases, titles: Sequence[str], found: Sequence[Together]) -> list[str]:
    """Return a line for each day to come on which somebody does something together with another."""
    return [
        phrases.text("overview.together", {"titel": title, "naam": people.name_of(unit, one.other(person.id)),
                                           "datum": said(unit, one, person)})
        for title, one in zip(titles, found, strict=True)
    ]  # fmt: skip
