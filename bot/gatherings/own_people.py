"""What goes from one person to another in a round that somebody planned for herself: what she opened, and nothing else (S40).

Every function works inside one unit of work and may run twice.
"""

from collections.abc import Iterable
from datetime import datetime

from bot.gatherings import gathering, released
from bot.incoming.surroundings import Setting
from dialogs.answers.names import listed
from dialogs.language.stages import OWNER
from dialogs.talk.conversation import Status
from storage.groups import people, rounds, teams
from storage.groups.rounds import Round
from storage.outgoing import posts
from storage.store import Unit
from storage.talks import answers
from storage.talks.conversations import Conversation


def went_on(unit: Unit, setting: Setting, kept: Conversation, now: datetime) -> list[str]:
    """Let others read what somebody wrote for them or opened, once she is done with it; return who reads some of it no more."""
    if kept.trial or kept.status is not Status.SUBMITTED:
        return []
    before: list[str] = []
    gathering.keep(unit, setting.stage, kept, now)
    for question in setting.stage.questions:
        whom = question.goes_to
        if whom and _several(setting, whom):
            before += _let_read(unit, kept, answers.ids_in(unit, kept.id, [question.id], 0), None, now)
        elif whom and (reader := _named_at(unit, kept, whom)) is not None:
            before += _let_read(unit, kept, answers.ids_in(unit, kept.id, [question.id], 0), reader, now)
        if question.releases is not None and (reader := _named_at(unit, kept, question.releases.to)) is not None:
            before += _let_read(unit, kept, released.picked(unit, kept, question), reader, now)
    return list(dict.fromkeys(before))


def _several(setting: Setting, whom: str) -> bool:
    """Whether a text is for all whom she asks, later too, and for no one of them alone (S39)."""
    return whom in setting.format.plan and setting.format.plan[whom].people


def _let_read(unit: Unit, kept: Conversation, ids: Iterable[int], reader: str | None, now: datetime) -> list[str]:
    """Let one person read answers of their owner, or all whom she asks: those that nobody reads, or one other does (V5)."""
    found = answers.read(unit, people.viewer(unit, kept.person), ids)
    hers = [one.sealed for one in found if one.sealed.level in {"V0", "V5"}]
    answers.share(unit, kept.person, [one.id for one in hers], "V5", None, now, reader=reader)
    before = [(one.id, one.reader) for one in hers if one.reader is not None and one.reader != reader]
    posts.revise_posts_with(unit, [id_ for id_, _ in before], now, own=False)  # where it stands with who reads it no more
    return [other for _, other in before]


def _named_at(unit: Unit, kept: Conversation, whom: str) -> str | None:
    """Return who is meant: whose round it is, who leads her group, or whom she named at a question."""
    running = rounds.load(unit, kept.round) if kept.round is not None else None
    if whom == OWNER:
        return running.person if running is not None else None
    if whom == "lead":
        return teams.around(unit, kept.team)[1].first("lead") if kept.team else None
    mark = kept.state.marks.get(whom)
    if mark is not None and mark.chosen:
        return mark.chosen[0] if people.find(unit, mark.chosen[0]) is not None else None
    named = running.plan.asked(whom) if running is not None and running.plan is not None else []
    return next(iter(named), None)


def owner_of(unit: Unit, kept: Conversation) -> str | None:
    """Return whose round a conversation belongs to, where it is of one person, and not her own."""
    running = rounds.load(unit, kept.round) if kept.round is not None else None
    return running.person if running is not None and running.person != kept.person else None


def asked_already(unit: Unit, setting: Setting) -> str:
    """Return whom somebody asks already in a round of hers that goes on, by name (S39)."""
    names = list(_asks(unit, setting).values())
    return listed(names, setting.person.language) if names else setting.phrases.text("gone.somebody")


def _asks(unit: Unit, setting: Setting) -> dict[str, str]:
    """Return whom somebody asks in a round of hers that goes on; what was said of it stays so when it is over."""
    held = rounds.planned_alone(unit, setting.person.id, [setting.format.id])
    running = gathering.goes_on(unit, setting.format, setting.person.id) or (held[-1] if held else None)
    stage = next((one for one in setting.format.reached if one.gathers), None)
    asked = running.plan.asked(stage.who) if running is not None and running.plan is not None and stage is not None else []
    return {one: people.name_of(unit, one) for one in asked}


def names_in(unit: Unit, setting: Setting) -> dict[str, str]:
    """Return who is named in a conversation of such a round: whose it is, and whom she named; nobody in another."""
    kept = setting.conversation
    if kept.round is None and any(one.goes_on for one in setting.stage.questions):
        return _asks(unit, setting)
    running = rounds.load(unit, kept.round) if kept.round is not None else None
    if running is None or running.person is None or running.plan is None:
        return {}
    return {id_: people.name_of(unit, id_) for id_ in _around(running) if id_ != kept.person}


def _around(running: Round) -> list[str]:
    named = running.plan.people.values() if running.plan is not None else ()
    return [one for one in dict.fromkeys([running.person or "", *named]) if one]
