"""What the engine may know of a conversation while it takes a step, and what its messages are drawn from."""

from collections.abc import Mapping
from datetime import date, datetime

from bot.incoming.surroundings import Setting, levels_for
from bot.outgoing.following import titles
from bot.outgoing.own import level_of
from bot.outgoing.slots import slots_of
from bot.planned.held_before import last_held
from bot.planned.late import is_late
from bot.words.later import before_closing
from dialogs.answers.dates import Day
from dialogs.answers.names import named_in
from dialogs.language.content import Format
from dialogs.language.made import lists_in
from dialogs.saying.digest import quote
from dialogs.saying.drawing import Scene
from dialogs.saying.phrases import fill
from dialogs.talk.conversation import Facts
from dialogs.talk.questions import split_key
from dialogs.timing.workdays import EVERYDAY
from dialogs.visibility import Level
from storage.groups import people, rounds, teams, together
from storage.store import Unit
from storage.talks import answers, finding
from storage.talks.answers import Readable


def facts_of(unit: Unit, setting: Setting, now: datetime, commands: Mapping[str, str]) -> Facts:
    """Return what the engine may know while a conversation takes a step."""
    conversation, person = setting.conversation, setting.person
    names = {id_: name for id_, name in setting.names().items() if id_ != person.id}
    about, level = _subject(unit, setting, names)
    last, came = conversation.touched_at, setting.circle.newest.get("facilitator")
    closed = conversation.closes_at is not None and now >= conversation.closes_at
    return Facts(
        now=now,
        zone=person.zone,
        names=names,
        levels=setting.levels,
        groups={
            id_: levels_for(person, circle, setting.stage, team, agreed=setting.agreed)
            for id_, (team, circle) in setting.groups.items()
        },
        asks_to_share=person.default_share == "ask",
        trial=conversation.trial,
        other_facilitator=last is not None and came is not None and came > last,
        closed=closed,
        over=conversation.ended_at is not None and not closed,
        elsewhere=person.active != conversation.id,
        late=is_late(setting.stage, conversation),
        carries=not setting.format.planned,
        subject_names=about,
        subject_level=level,
        texts={id_: named_in(one.value.text or "", names) for id_, one in setting.texts.items()},
        days=setting.to_choose.days,
        gone=setting.to_choose.gone,
        pieces={name: piece.text for name, piece in setting.pieces.items()},
        lists=lists_in(setting.format) if setting.stage.id == setting.format.planning else frozenset(),
        commands=commands,
        word=setting.word if setting.stage.for_all else None,
        calendar=setting.team.calendar if setting.team else EVERYDAY,
        laters=before_closing(person, teams.calendar_of(unit, conversation.team), conversation.closes_at, now),
        last=_last_day(unit, setting) if setting.stage.apart else None,
        round_days=_round_days(unit, setting),
    )


def _subject(unit: Unit, setting: Setting, names: Mapping[str, str]) -> tuple[tuple[str, ...], Level]:
    """Return who is named in the answer that a conversation speaks of, and its readers, also those that it will have."""
    if setting.about is None:
        return (), "V0"
    found = answers.read(unit, people.viewer(unit, setting.person.id), [setting.about])
    return next(((named_in(one.value.text or "", names), level_of(unit, one)) for one in found), ((), "V0"))


def _last_day(unit: Unit, setting: Setting) -> date | None:
    """Return the day of the last round of its kind in the group, if it had one."""
    team = setting.team
    held = last_held(unit, setting.conversation.format, team.id) if team else None
    return held.astimezone(team.zone).date() if team and held else None


def _round_days(unit: Unit, setting: Setting) -> dict[str, date]:
    """Return the days after which a day that is asked for may be far: of the round (P14), or the one named before it (S42)."""
    after = {one.far.after for one in setting.stage.questions if one.far is not None and one.far.after}
    round_id, zone = setting.conversation.round, setting.person.zone
    moments = rounds.load(unit, round_id).moments if after and round_id is not None else {}
    named = {name: Day.from_iso(mark.chosen[0]).day for key, mark in setting.conversation.state.marks.items()
             if (name := split_key(key)[0]) in after and mark.chosen}  # fmt: skip
    return named | {name: moment.astimezone(zone).date() for name, moment in moments.items() if name in after}


def scene_of(unit: Unit, setting: Setting, now: datetime, replaces: Mapping[str, str]) -> Scene:
    """Return what a message of a conversation is drawn from."""
    conversation = setting.conversation
    return Scene(
        format=_told_apart(unit, setting),
        stage=setting.stage,
        state=conversation.state,
        phrases=setting.phrases,
        conversation=conversation.id,
        variant=conversation.variant,
        replaces=replaces,
        slots=slots_of(unit, setting, now),
        levels=setting.levels,
        agreed=setting.agreed,
        private=conversation.trial or setting.person.default_share != "ask",
        titles=titles(setting.followed, setting.phrases),
        about=setting.about,
        counts=_counts(unit, setting),
        texts={id_: _gone_over(setting, one) for id_, one in setting.texts.items()},
        shown=setting.shown,
        signing=setting.signing,
        own_question=people.own_question(unit, setting.person) if setting.stage.own_after else None,
    )


def _told_apart(unit: Unit, setting: Setting) -> Format:
    """Return the format, with the group in its title for who has the same open in another of her groups as well (X16)."""
    one, format, team = setting.conversation, setting.format, setting.team
    if team is None or not format.planned:
        return format
    if finding.groups_with_open(unit, setting.person.id, one.format) <= {None, one.team}:
        return format
    return format.model_copy(update={"title": f"{format.title} ({team.name})"})


def _counts(unit: Unit, setting: Setting) -> int:
    """Return from how many answers on is told what people chose together, as was said when they were asked; 0 is never."""
    if is_late(setting.stage, setting.conversation):  # what comes now is not in what was told together
        return 0
    asked_in = setting.conversation.round if setting.stage.counted or setting.stage.gathers else None
    return together.least(unit, asked_in) if asked_in is not None else 0


def _gone_over(setting: Setting, one: Readable) -> str:
    """Return a text that somebody goes over, below the heading under which it will stand (S06)."""
    words, heading = quote(one.value.text or ""), setting.format.heading(one.worth)
    if heading is None and len(setting.stage.over) > 1:
        question = setting.format.asked(one.sealed.question)
        return f"**{question.called}**\n\n{words}" if question is not None and question.called else words
    if heading is None:
        return words
    return f"{setting.phrases.text('line.under', {'kop': fill(heading, {}, replaced_in(setting))})}\n\n{words}"


def replaced_in(setting: Setting) -> Mapping[str, str]:
    """Return the words that the group's rhythm, or the name of a round, puts in place of others."""
    return setting.format.replaces(setting.conversation.rhythm) or setting.names_given
