"""Gathering what a conversation may know and what its messages are drawn from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from itertools import islice
from zoneinfo import ZoneInfo

from bot.editions import Editions
from bot.following import Followed, asked_after, by_key, earlier_of, titles
from bot.held_before import begun, last_held
from bot.late import is_late
from bot.named_rounds import Names
from bot.planning import next_asked
from bot.several import Groups, groups_to_share_with
from dialogs.content import Format, Stage
from dialogs.conversation import Facts
from dialogs.dates import day_in_words
from dialogs.digest import quoted
from dialogs.drawing import Scene
from dialogs.fitting import Around, fitted, only_for
from dialogs.names import listed, named_in
from dialogs.parts import Question
from dialogs.phrases import Language, Phrases, fill
from dialogs.plans import Plan, closing_in_words, day_chosen, unless_named
from dialogs.settings import CONTACT, DEFAULTS, K
from dialogs.sharing import named_at
from dialogs.timetable import goes_out, reports
from dialogs.visibility import Level, shareable
from dialogs.visibility import Person as Reader
from dialogs.workdays import EVERYDAY
from storage import answers, conversations, finding, people, recalling, retention, rounds, schedules, teams
from storage.answers import Readable
from storage.conversations import Conversation
from storage.people import Person
from storage.rounds import Round
from storage.store import Unit
from storage.teams import Circle, Team

BOT_NAME = "Leerbot"
NOBODY = Circle({}, {})


@dataclass(frozen=True, slots=True)
class Setting:
    """One conversation with the people and the group around it."""

    person: Person
    conversation: Conversation
    format: Format
    stage: Stage
    phrases: Phrases
    circle: Circle
    team: Team | None
    asking: frozenset[str]
    levels: tuple[Level, ...]
    """The readers that can be offered here (K6)."""
    texts: Mapping[int, Readable]
    """Her own texts that the stage goes over."""
    groups: Mapping[str, tuple[Team, Circle]]
    """The groups with which somebody in several can share what she told (X16)."""
    followed: Mapping[str, Followed]
    """What she told in the round before, by the key of the question that asks after it (S06)."""
    names_given: Names
    """What was written for the round when it was planned (S06)."""

    @property
    def about(self) -> int | None:
        """The answer that it speaks of; none where it only came of one."""
        return self.conversation.about if self.format.starts.act is not None else None

    def names(self) -> dict[str, str]:
        """Return the people around her by name, those in the other groups with which she can share too."""
        found = dict(self.circle.names)
        for _, circle in self.groups.values():
            found |= circle.names
        return found


def setting_of(unit: Unit, editions: Editions, person: Person, conversation: Conversation) -> Setting:
    """Return a conversation with everything around it; what it does not need is not looked up."""
    format, stage = editions.stage_of(unit, conversation, person.language)
    if stage.about_another and conversation.about is not None:
        stage = only_for(stage, _asked_in(unit, editions, conversation.about).allowed)
    groups = groups_to_share_with(unit, editions, person, conversation, stage)
    team, circle = _group_of(unit, person, conversation, groups or {})
    phrases, levels = editions.phrases(person.language), _levels(person, circle, stage, team)
    texts, earlier = _texts_of(unit, person, conversation, stage), earlier_of(unit, conversation, format, stage)
    if groups is not None or stage.varies or stage.looks_beyond:
        names = {id_: group.name for id_, (group, _) in groups.items()} if groups is not None else None
        public, after = "V2" in levels and not conversation.trial, asked_after(stage, earlier)
        plan = rounds.plan_of(unit, conversation.round) if stage.looks_beyond and conversation.round else None
        held = [role for role, holders in circle.roles.items() if person.id in holders]
        around = Around(
            members=circle.others(person.id),
            taking_part=circle.taking_part(),
            groups=names,
            asks=phrases.text("share.which_group"),
            apart=phrases.text("share.each"),
            texts=tuple(texts),
            followed=after,
            public=public,
            roles=held,
            plan=plan,
            late=is_late(stage, conversation),
        )
        stage = fitted(stage, around)
    return Setting(
        person,
        conversation,
        format,
        stage,
        phrases,
        circle,
        team,
        editions.asking,
        levels,
        texts,
        groups or {},
        by_key(earlier),
        Names(unit, format, conversation.round, conversation.team),
    )


def _asked_in(unit: Unit, editions: Editions, answer: int) -> Format:
    """Return the format in which an answer was asked."""
    return editions.stage_of(unit, conversations.load(unit, answers.conversation_of(unit, answer)), "nl")[0]


def _texts_of(unit: Unit, person: Person, conversation: Conversation, stage: Stage) -> Mapping[int, Readable]:
    """Return a person's own texts of this round that a stage goes over (S06)."""
    if not stage.over or conversation.round is None:
        return {}
    found = recalling.told_in(unit, Reader(person.id), conversation.round, stage.over)
    return {one.sealed.id: one for one in found if one.value.text}


def _group_of(unit: Unit, person: Person, conversation: Conversation, groups: Groups) -> tuple[Team | None, Circle]:
    """Return the group that a conversation is about: the one chosen to share with (X16), or else where it was asked."""
    asked_in = conversation.team or people.home_team(unit, person.id)
    if (chosen := conversation.state.group) in groups:
        return groups[chosen]
    if len(groups) == 1:  # there were more when she was asked which
        return next(iter(groups.values()))
    if asked_in is None:
        return None, NOBODY
    return groups.get(asked_in) or teams.around(unit, asked_in)


def _levels(person: Person, circle: Circle, stage: Stage, team: Team | None) -> tuple[Level, ...]:
    """Return the readers that can be offered; who left the group has none in it any more (GE6)."""
    if team is None or person.id not in circle.names:
        return ("V0",)
    has_facilitator = any(other != person.id for other in circle.roles.get("facilitator", ()))
    return shareable(stage.allowed, circle.size(), has_facilitator, team.settings)


def facts_of(unit: Unit, setting: Setting, now: datetime, commands: Mapping[str, str]) -> Facts:
    """Return what the engine may know while a conversation takes a step."""
    conversation, person = setting.conversation, setting.person
    about: tuple[str, ...] = ()
    level: Level = "V0"
    names = {id_: name for id_, name in setting.names().items() if id_ != person.id}
    if setting.about is not None:
        viewer = people.viewer(unit, person.id)
        for one in answers.read(unit, viewer, [setting.about]):
            about, level = named_in(one.value.text or "", names), one.sealed.level
    last, came = conversation.touched_at, setting.circle.newest.get("facilitator")
    return Facts(
        now=now,
        zone=person.zone,
        names=names,
        levels=setting.levels,
        groups={id_: _levels(person, circle, setting.stage, team) for id_, (team, circle) in setting.groups.items()},
        asks_to_share=person.default_share == "ask",
        trial=conversation.trial,
        other_facilitator=last is not None and came is not None and came > last,
        closed=conversation.closes_at is not None and now >= conversation.closes_at,
        elsewhere=person.active != conversation.id,
        late=is_late(setting.stage, conversation),
        carries=not setting.format.plan,
        subject_names=about,
        subject_level=level,
        texts={id_: named_in(one.value.text or "", names) for id_, one in setting.texts.items()},
        commands=commands,
        calendar=setting.team.calendar if setting.team else EVERYDAY,
        last=_last_day(unit, setting) if setting.stage.apart else None,
    )


def _last_day(unit: Unit, setting: Setting) -> date | None:
    """Return the day of the last round of its kind in the group, if it had one."""
    team = setting.team
    held = last_held(unit, setting.conversation.format, team.id) if team else None
    return held.astimezone(team.zone).date() if team and held else None


def scene_of(unit: Unit, setting: Setting, now: datetime, replaces: Mapping[str, str]) -> Scene:
    """Return what a message of a conversation is drawn from."""
    conversation = setting.conversation
    return Scene(
        format=setting.format,
        stage=setting.stage,
        state=conversation.state,
        phrases=setting.phrases,
        conversation=conversation.id,
        variant=conversation.variant,
        replaces=replaces,
        slots=slots_of(unit, setting, now),
        levels=setting.levels,
        private=conversation.trial or setting.person.default_share != "ask",
        titles=titles(setting.followed, setting.phrases),
        about=setting.about,
        texts={id_: _gone_over(setting, one) for id_, one in setting.texts.items()},
        own_question=people.own_question(unit, setting.person) if setting.stage.own_after else None,
    )


def _gone_over(setting: Setting, one: Readable) -> str:
    """Return a text that somebody goes over, below the heading under which it will stand (S06)."""
    words, heading = f"> {quoted(one.value.text or '')}", setting.format.heading(one.worth)
    if heading is None:
        return words
    return f"{setting.phrases.text('line.under', {'kop': fill(heading, {}, replaced_in(setting))})}\n\n{words}"


def replaced_in(setting: Setting) -> Mapping[str, str]:
    """Return the words that the group's rhythm, or the name of a round, puts in place of others."""
    return setting.format.replaces(setting.conversation.rhythm) or setting.names_given


class _Slots(dict[str, object]):
    """Places that are only worked out when a text has them."""

    def __init__(self, found: Mapping[str, object], later: Mapping[str, object]) -> None:
        super().__init__(found)
        self._later = later

    def __missing__(self, name: str) -> object:
        make = self._later[name]
        value = self[name] = make() if callable(make) else make
        return value


def slots_of(unit: Unit, setting: Setting, now: datetime) -> dict[str, object]:
    """Return what fills the places in the texts of a conversation."""
    person, conversation, phrases, circle, team = (
        setting.person, setting.conversation, setting.phrases, setting.circle, setting.team
    )  # fmt: skip
    language, zone = person.language, person.zone

    def day(moment: datetime | None) -> str:
        return day_in_words(moment, zone, language) if moment else phrases.text("unknown.moment")

    basic = plain_slots(phrases, circle, team, to=person.id)
    later: dict[str, object] = {
        "naam": lambda: circle.names.get(person.id) or people.name_of(unit, person.id),
        "titel": setting.format.title,
        "datum": lambda: day(now),
        "datum_uitleg": lambda: day(datetime.fromisoformat(f"{phrases.text('privacy.version')}T12:00+00:00")),
        "datum_sluiting": lambda: _closing(unit, setting) or day(conversation.closes_at),
        "datum_overzicht": lambda: day(next_report(unit, setting, now)),
        "datum_volgende": lambda: day(next_prompt(unit, setting, now)),
        "datum_vorige": lambda: day(_last_time(unit, setting, now)),
        "datum_pauze": lambda: day(person.away_until),
        "datum_later": lambda: day(conversation.resume_at),
        "oudere_antwoorden": lambda: _in_words(phrases, retention.count_noticed(unit, person.id)),
        "privacy": lambda: phrases.text("privacy.full", {**basic, "aantal": (team.settings if team else DEFAULTS)[K]}),
        "genoemde": lambda: listed(_named(setting), language),
    }
    later |= {name: partial(_planned, unit, setting, name, now) for name in setting.format.plan}
    later |= {one.id: partial(setting.names_given.text, one.id) for one in setting.format.names}
    return _Slots(basic, later)


def _planned(unit: Unit, setting: Setting, name: str, now: datetime) -> str:
    """Return what was chosen when the round was planned; while that goes on, what it is unless somebody chooses."""
    question, team = setting.format.plan[name], setting.team
    if setting.conversation.round is None and question.default is not None and team is not None:
        moment = unless_named(question, last_held(unit, setting.conversation.format, team.id), begun(unit, team.id, now), team)
        return day_in_words(moment, setting.person.zone, setting.person.language)
    plan = rounds.plan_of(unit, setting.conversation.round) if setting.conversation.round else None
    return plan_in_words(unit, plan, question, setting.circle, setting.person.zone, setting.phrases)


def _closing(unit: Unit, setting: Setting) -> str | None:
    """Return when a stage of a round that somebody planned closes, in words."""
    closes, round_id, person = setting.conversation.closes_at, setting.conversation.round, setting.person
    if not setting.format.plan or closes is None or round_id is None or (plan := rounds.plan_of(unit, round_id)) is None:
        return None
    return closing_in_words(setting.format, plan, closes, person.zone, person.language)


def day_of_round(running: Round, format: Format, zone: ZoneInfo, language: Language) -> str:
    """Return the day of a round in words, with its hour where somebody chose one."""
    if running.plan is None or not format.dates:
        return day_in_words(running.planned, zone, language)
    return day_chosen(running.plan, format.plan[format.dates[-1]], running.planned, zone, language)


def plan_in_words(
    unit: Unit, plan: Plan | None, question: Question, circle: Circle, zone: ZoneInfo, phrases: Phrases
) -> str:  # fmt: skip
    """Return the day, or the name of the person, that was chosen when a round was planned."""
    if plan is not None and (who := plan.people.get(question.id)):
        return circle.names.get(who) or people.name_of(unit, who)
    if plan is not None and question.id in plan.moments:
        return day_chosen(plan, question, plan.moments[question.id], zone, phrases.language)
    return phrases.text("unknown.somebody" if question.kind == "person" else "unknown.moment")


def _last_time(unit: Unit, setting: Setting, now: datetime) -> datetime:
    """Return when a person last took part in a format; the first time a whole rhythm ago, or else a month (S04)."""
    conversation, format = setting.conversation, setting.format
    found = finding.last_told(unit, setting.person.id, conversation.format, conversation.id)
    rhythm = format.rhythms.get(conversation.rhythm or format.starts.rhythm or "")
    return found or now - (rhythm.cadence.length if rhythm else timedelta(days=30))


def _named(setting: Setting) -> list[str]:
    """Return the names of the colleagues in a text that is asked about (K5)."""
    held, known = setting.conversation.state.held, setting.names()
    return [known[id_] for id_ in named_at(held) if id_ in known] if held else []


def _in_words(phrases: Phrases, count: int) -> str:
    return phrases.text("expiring.one") if count == 1 else phrases.text("expiring.many", {"aantal": count})


def plain_slots(phrases: Phrases, circle: Circle, team: Team | None, *, to: str | None = None) -> dict[str, object]:
    """Return the names of the group, the people with a role in it, and the bot.

    Every facilitator is named, who would all read what is shared with "the facilitator" (X18); not the one it is said to.
    """
    lead = circle.first("lead")
    facilitators = [
        phrases.text("lead_too", {"naam": circle.names[id_]}) if id_ in circle.roles.get("lead", ()) else circle.names[id_]
        for id_ in circle.roles.get("facilitator", ())
        if id_ != to
    ]
    return {
        "bot": BOT_NAME,
        "team": team.name if team else "",
        "groep": team.name if team else "",
        "leidinggevende": circle.names.get(lead or "", phrases.text("unknown.leader")),
        "begeleider": ", ".join(facilitators) or phrases.text("unknown.facilitator"),
        "contact": (team.settings[CONTACT] if team else "") or phrases.text("unknown.contact"),
    }


def next_report(unit: Unit, setting: Setting, now: datetime) -> datetime | None:
    """Return when what is shared now will be shown: in the first report that the group still gets of this format."""
    conversation = setting.conversation
    format_id, team = conversation.format, setting.team
    if setting.about is not None or team is None or not setting.format.outputs:
        return None
    questions = setting.stage.questions
    moments = []
    for running in rounds.under_way(unit, format_id, team.id):
        showing = (
            moment
            for output, moment in reports(setting.format, running, team)
            if any(output.shows(one.id, one.value) for one in questions)
        )
        moments += [goes_out(moment, team) for moment in islice(showing, 1)]
    return min((moment for moment in moments if moment is not None and moment > now), default=None)


def next_prompt(unit: Unit, setting: Setting, now: datetime) -> datetime | None:
    """Return when a person is asked something again, if that can be told."""
    opening = schedules.next_opening_of(unit, setting.team.id, setting.asking) if setting.team else None
    return next_asked(unit, opening, setting.person, setting.team, now) if opening and setting.team else None
