"""Beginning conversations that a person starts, or that are about one of her answers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.incoming.surroundings import Setting
from bot.timing.editions import Editions
from bot.timing.opening import ensure_report, lacking
from dialogs.language.asking import Needs
from dialogs.library import Edition
from dialogs.talk.conversation import Mark, State, Status
from dialogs.talk.effects import ComeBack
from dialogs.timing.cadence import resolve
from dialogs.timing.needs import Lack
from storage.groups import people, rounds, teams
from storage.groups.people import Person
from storage.store import Unit
from storage.talks import answered, answers, conversations, ending, finding
from storage.talks.conversations import LATER, Conversation, Fresh


def begin_joining(unit: Unit, editions: Editions, person: Person, cause: str, now: datetime) -> Conversation:
    """Begin the conversation that asks a person to take part, or return the one that is under way or planned (S01).

    Who agreed to an older explanation of privacy is asked about the new one only.
    """
    renews = person.consent == "renew"
    format_id = editions.library.for_renewal() if renews else editions.library.for_joining()
    waiting = finding.unfinished(unit, person.id, format_id)
    if waiting is not None:
        return waiting
    team = people.home_team(unit, person.id)
    fresh = invitation(unit, editions, person, format_id, team, f"asked {cause}", now)
    begun = conversations.begin_one(unit, fresh)
    assert begun is not None
    return begun


def invitation(
    unit: Unit, editions: Editions, person: Person, format_id: str, team: str | None, occasion: str, now: datetime
) -> Fresh:
    """Return a conversation that asks for consent; somebody who chose before is not reminded (S01)."""
    edition = _as_set(unit, editions, format_id, team)
    stage = edition.dutch.stages[0]
    calendar = teams.calendar_of(unit, team)
    moments = stage.window.nudges if person.consent == "none" else ()
    nudges = tuple(resolve(moment, {"opening": now}, person.zone, calendar) for moment in moments)
    return Fresh(person.id, format_id, edition.version, stage.id, now, team=team, occasion=occasion, nudges=nudges, next_at=now)


def begin_own(
    unit: Unit, editions: Editions, person: Person, format_id: str, cause: str, now: datetime, team: str | None = None
) -> Conversation | None:
    """Begin a dialog on the person's own initiative; what is shared in it comes with the next report of the group.

    Where a round is open in which she has still to be asked, this is her part in it.
    """
    team = team or people.home_team(unit, person.id)
    if (planned := _planned(unit, person, format_id, team, now)) is not None:
        return planned
    edition, variant, rhythm = _as_set(unit, editions, format_id, team), 0, None
    if team is not None and edition.dutch.outputs and not edition.dutch.planned:
        running = ensure_report(unit, edition, teams.load(unit, team), now)
        edition, variant, rhythm = editions.of(unit, format_id, running.version), running.variant, running.rhythm
    stage = edition.dutch.stages[0]
    return conversations.begin_one(
        unit,
        Fresh(person.id, format_id, edition.version, stage.id, now, team=team, rhythm=rhythm, occasion=f"own {cause}",
              variant=variant, apart=edition.dutch.apart),
    )  # fmt: skip


def begin_plan(
    unit: Unit, editions: Editions, person: Person, format_id: str, cause: str, now: datetime, team: str
) -> Conversation | None:  # fmt: skip
    """Begin to plan a round of a format in a group; where another is open she may have a part of her own in that."""
    edition = _as_set(unit, editions, format_id, team)
    stage = edition.dutch.stages[0]
    fresh = Fresh(person.id, format_id, edition.version, stage.id, now, team=team, occasion=f"own {cause}",
                  apart=edition.dutch.apart)  # fmt: skip
    return conversations.begin_one(unit, fresh)


def own_lack(unit: Unit, editions: Editions, person: Person, format_id: str, now: datetime) -> Lack | None:
    """Return what a person's group lacks for her to begin a format; in a round that is open she can always take part."""
    format = editions.newest(format_id).dutch
    if format.needs == Needs():
        return None
    home = people.home_team(unit, person.id)
    if home is not None and rounds.open_now(unit, format_id, home, now):
        return None
    return lacking(unit, format, teams.load(unit, home) if home else None)


def come_back_to(unit: Unit, editions: Editions, setting: Setting, kept: Conversation, now: datetime) -> None:
    """Plan what comes a while after somebody came to the end of a stage, where something does (S18); once."""
    sequel = setting.stage.afterwards
    if sequel is not None and kept.status is Status.SUBMITTED and not kept.trial:
        begin_later(unit, editions, replace(setting, conversation=kept), ComeBack(sequel.then, sequel.after, 0), now)


def chosen_already(state: State, chosen: Mapping[str, str]) -> State:
    """Return the state of a conversation in which something is chosen as it begins, so that it is not asked."""
    marks = {name: Mark(answered=True, chosen=(one,), beforehand=True) for name, one in chosen.items()}
    return replace(state, marks={**state.marks, **marks})


def _as_set(unit: Unit, editions: Editions, format_id: str, team: str | None) -> Edition:
    return editions.pinned(unit, format_id, teams.load(unit, team).settings) if team else editions.newest(format_id)


def _planned(unit: Unit, person: Person, format_id: str, team: str | None, now: datetime) -> Conversation | None:
    """Return a person's conversation in the open round of a format, if it is not done yet."""
    running = rounds.open_now(unit, format_id, team, now) if team else None
    planned = finding.in_round(unit, running.id, person.id) if running else None
    return planned if planned and not planned.course.done else None


def begin_trial(
    unit: Unit, editions: Editions, person: Person, format_id: str, after: int, now: datetime
) -> Conversation | None:
    """Begin another format as a try-out after a conversation; it is always private (S01)."""
    team = people.home_team(unit, person.id)
    edition = _as_set(unit, editions, format_id, team)
    stage = edition.dutch.stages[0]
    fresh = Fresh(person.id, format_id, edition.version, stage.id, now, team=team, occasion=f"after {after}", trial=True,
                  apart=edition.dutch.apart)  # fmt: skip
    return conversations.begin_one(unit, fresh)


def begin_about(
    unit: Unit, editions: Editions, person: Person, act: str, answer: int, cause: str, now: datetime
) -> Conversation | None:
    """Begin a short conversation about one of the person's answers, in the group in which it was given (S02, GE16)."""
    format_id = editions.library.for_act(act)
    team = answered.team_of(unit, answer) or people.home_team(unit, person.id)
    edition = _as_set(unit, editions, format_id, team)
    stage = edition.dutch.stages[0]
    return conversations.begin_one(
        unit,
        Fresh(
            person.id,
            format_id,
            edition.version,
            stage.id,
            now,
            team=team,
            occasion=f"{act} {answer} {cause}",
            about=answer,
            apart=edition.dutch.apart or answered.is_apart(unit, answer),
        ),
    )


def begin_later(unit: Unit, editions: Editions, setting: Setting, effect: ComeBack, now: datetime) -> None:
    """Plan another format for a later moment, about what was told first in a conversation (X07); once for each time told.

    Who came back to the choice and wants it no more is not asked.
    """
    person, came_of = setting.person, setting.conversation
    occasion = f"{LATER} {came_of.id} {effect.format} {effect.repetition}"
    if effect.format == setting.format.id:  # what comes back to itself waits once, however often it was told meanwhile
        ending.call_off_of(unit, person.id, effect.format, came_of.team)
    if effect.after is None:
        ending.call_off(unit, person.id, occasion)
        return
    told = [question.id for question in setting.stage.asked if question.required and question.worded]
    about = answers.ids_in(unit, came_of.id, told, effect.repetition)
    edition = _as_set(unit, editions, effect.format, came_of.team)
    stage, calendar = edition.dutch.stages[0], teams.calendar_of(unit, came_of.team)
    opens = resolve(effect.after, {"opening": now}, person.zone, calendar)
    closes = resolve(stage.window.closes, {"opening": opens}, person.zone, calendar) if stage.window.closes else None
    begun = conversations.begin_one(
        unit,
        Fresh(person.id, effect.format, edition.version, stage.id, opens, team=came_of.team, occasion=occasion,
              about=None if effect.chosen else next(iter(about), None), closes_at=closes, next_at=opens,
              apart=edition.dutch.apart or came_of.apart),
    )  # fmt: skip
    if begun is not None and effect.chosen:  # what she said yes to once is not asked there anew (S15)
        conversations.keep_state(unit, replace(begun, state=chosen_already(begun.state, effect.chosen)))
