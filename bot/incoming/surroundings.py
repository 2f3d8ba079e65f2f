"""One conversation with the people and the group around it, looked up as far as it needs them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from bot.gatherings import ending_together, free_moments, gathering, picking, released
from bot.gatherings.choosing import labels
from bot.gatherings.for_meetings import ToChoose, to_choose
from bot.gatherings.outsiders import around
from bot.gatherings.picking import Piece
from bot.incoming.namesakes import told_apart
from bot.incoming.several import Groups, groups_to_share_with
from bot.outgoing.following import Followed, asked_after, by_key, earlier_of
from bot.planned.late import is_late
from bot.planned.named_rounds import Names
from bot.timing.editions import Editions
from dialogs.language.content import Format
from dialogs.language.parts import Question
from dialogs.language.roles import in_role
from dialogs.language.stages import Stage
from dialogs.saying.phrases import Phrases
from dialogs.talk.conversation import Status
from dialogs.talk.fitting import Around, fitted, only_for
from dialogs.talk.questions import split_key
from dialogs.visibility import READ_BY_GROUP, Level, shareable
from dialogs.visibility import Person as Reader
from storage.groups import agreements, partners, people, rounds, teams
from storage.groups.people import Person
from storage.groups.rounds import Round
from storage.groups.teams import Circle, Team
from storage.store import Unit
from storage.talks import answered, conversations, recalling, running
from storage.talks.answers import Readable
from storage.talks.conversations import Conversation

PRIVATE: Level = "V0"
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
    shown: Mapping[str, frozenset[str]]
    """The questions of which who is asked by another reads the answers, by the format; none where she reads a name only."""
    signing: frozenset[str]
    """The formats in which somebody signs what another one put to her."""
    ledgers: Mapping[str, frozenset[str]]
    """The questions that book an amount in each ledger of a duo (S43)."""
    levels: tuple[Level, ...]
    """The readers that can be offered here (K6)."""
    texts: Mapping[int, Readable]
    """Her own texts that the stage goes over."""
    groups: Mapping[str, tuple[Team, Circle]]
    """The groups with which somebody in several can share what she told (X16)."""
    followed: Mapping[str, Followed]
    """What she told in the round before, by the key of the question that asks after it (S06)."""
    bound: str | None
    """The format on which her group agrees before what is told here is read, where one does (S24)."""
    to_choose: ToChoose
    """The meetings among which is chosen for which something is planned (S05), or the moments that somebody offers (S52)."""
    pieces: Mapping[str, Piece]
    """What she told before, and can pick as an answer (S05)."""
    word: str | None
    """The word with which she can come back to what is asked, if there is one."""
    agreed: bool
    """Whether she agreed to what binds what is told here, where something does (S24)."""
    names_given: Names
    """What was written for the round when it was planned (S06)."""

    @property
    def about(self) -> int | None:
        """The answer that it speaks of; none where it only came of one."""
        return self.conversation.about if self.format.starts.act is not None else None

    @property
    def plans(self) -> bool:
        """Whether a round is planned in it that is not open yet, so that nobody else reads what is written for it (S36)."""
        return self.stage.id == self.format.planning and self.conversation.round is None

    def names(self) -> dict[str, str]:
        """Return the people around her by name, those in the other groups with which she can share too."""
        found = dict(self.circle.names)
        for _, circle in self.groups.values():
            found |= circle.names
        return found


def setting_of(
    unit: Unit, editions: Editions, person: Person, conversation: Conversation, now: datetime | None = None
) -> Setting:
    """Return a conversation with everything around it; what it does not need is not looked up.

    Without ``now`` it is as when something was done in it last.
    """
    format, stage = editions.stage_of(unit, conversation, person.language)
    bound = format.bound
    if stage.about_another and conversation.about is not None:
        asked_in = _asked_in(unit, editions, conversation.about)
        alone = _is_counted(unit, asked_in, conversation.about)  # shared too, it would be told twice (K3)
        stage, bound = only_for(stage, () if alone else asked_in.allowed), asked_in.bound
    groups = groups_to_share_with(unit, editions, person, conversation, stage)
    team, circle = _group_of(unit, person, conversation, groups or {})
    bound = editions.binds(bound, team) if stage.id != format.planning else None  # all whom it asks read what it asks
    agreed = _agreed(unit, person, circle, stage, team, bound)
    phrases, there = editions.phrases(person.language), conversation.status is not Status.WITHDRAWN
    levels = levels_for(person, circle, stage, team, agreed=agreed) if there else (PRIVATE,)
    levels = _without_the_group(levels) if _enough_runs(unit, stage, conversation, team) else levels
    texts, earlier = _texts_of(unit, person, conversation, stage), earlier_of(unit, conversation, stage)
    names, meetings = Names(unit, format, conversation.round, conversation.team), ToChoose()
    if team is not None and stage.meets:
        meetings = to_choose(unit, editions, team, person.language, conversation.opens_at)
    elif team is not None and stage.free_of is not None:
        since = now or conversation.touched_at or conversation.opens_at
        meetings = free_moments.to_choose(unit, person, stage, conversation, team, since)
    setting = Setting(person, conversation, format, stage, phrases, circle, team, editions.asking, editions.shown,
                      editions.signing, editions.ledgers, levels, texts, groups or {}, by_key(earlier), bound, meetings,
                      picking.pieces(unit, person, conversation, stage), editions.word_for(format, person.language), agreed,
                      names)  # fmt: skip
    if groups is None and not stage.varies and not stage.looks_beyond:
        return setting
    return replace(setting, stage=fitted(stage, _around(unit, editions, setting, groups, asked_after(stage, earlier))))


def _around(
    unit: Unit, editions: Editions, setting: Setting, groups: Groups | None, followed: Mapping[str, Sequence[bool]]
) -> Around:
    """Return what a stage is fitted to, where it is not the same for everybody."""
    person, conversation, stage, circle = setting.person, setting.conversation, setting.stage, setting.circle
    external, internal = around(unit, circle) if any(one.external for one in stage.questions) else ({}, {})
    apart = partial(told_apart, unit, circle, setting.phrases)
    return Around(
        external=apart(external),
        internal=internal,
        everybody=apart(circle.members()),
        members=apart(_not_asked_yet(unit, setting, _colleagues(unit, person, stage, circle))),
        taking_part=apart(circle.taking_part()),
        groups={id_: group.name for id_, (group, _) in groups.items()} if groups is not None else None,
        asks=setting.phrases.text("share.which_group"),
        apart=setting.phrases.text("share.each"),
        texts=tuple(setting.texts),
        among=labels(unit, person.id, stage, conversation),
        followed=followed,
        public="V2" in setting.levels and not conversation.trial,
        roles=[role for role, holders in circle.roles.items() if person.id in holders],
        others=[role for role, holders in circle.roles.items() if set(holders) - {person.id}],
        partners=_partners(unit, setting),
        together=ending_together.to_choose(unit, editions, person) if stage.ends_together else {},
        plan=rounds.plan_of(unit, conversation.round) if stage.looks_beyond and conversation.round else None,
        late=is_late(stage, conversation),
        moments=setting.to_choose.names,
        pieces={
            one.id: {name: piece.label for name, piece in setting.pieces.items() if piece.at == one.id}
            for one in stage.questions
            if one.picks
        },
        prepared=setting.to_choose.prepared,
        in_series=setting.to_choose.in_series,
        asks_already=_asks_already(unit, setting) is not None,
        own=released.to_choose(unit, setting),
        released={one.id: _released(unit, setting, one) for one in stage.questions if one.releases},
    )


def _released(unit: Unit, setting: Setting, question: Question) -> dict[str, str]:
    """Return what she can let somebody read, each as it is called, with who reads it until then (S08)."""
    found = {}
    for name, reader in released.answered(unit, setting.person.id, setting.conversation, question).items():
        called = question.options[name].label if name in question.options else None
        words = {"wat": called, "naam": reader}
        found[name] = setting.phrases.text("released.read_by", words) if called and reader else called or ""
    return found


def _partners(unit: Unit, setting: Setting) -> dict[str, dict[str, str]]:
    """Return who of those around her said yes to what she asked of them, by the format in which she asked (S09)."""
    formats = {one.partners for one in setting.stage.questions if one.partners}
    found: dict[str, dict[str, str]] = {}
    for one in partners.agreed(unit, setting.person.id) if formats else ():
        if one.format in formats and one.asker == setting.person.id and one.person in setting.circle.names:
            found.setdefault(one.format, {})[one.person] = setting.circle.names[one.person]
    return found


def _colleagues(unit: Unit, person: Person, stage: Stage, circle: Circle) -> dict[str, str]:
    """Return the others of a group; a candidate chooses among those of her own team, as nobody learns who else was asked."""
    home = people.home_team(unit, person.id) if stage.who == "candidate" else None
    return (teams.around(unit, home)[1] if home is not None else circle).others(person.id)


def _asks_already(unit: Unit, setting: Setting) -> Round | None:
    """Return the round of hers in which others still write to her, while she is asked about it or plans another (S39)."""
    asks = any(one.goes_on is not None for one in setting.stage.questions) and setting.conversation.ended_at is None
    return gathering.goes_on(unit, setting.format, setting.person.id) if asks else None


def _not_asked_yet(unit: Unit, setting: Setting, colleagues: Mapping[str, str]) -> Mapping[str, str]:
    """Return those whom she does not ask already, where she names whom else she asks in a round of her own (S39)."""
    kept = setting.conversation
    if kept.ended_at is not None or not any(one.also for one in setting.stage.questions):
        return colleagues
    running = rounds.load(unit, kept.round) if kept.round is not None else _asks_already(unit, setting)
    asked = running.plan.people.values() if running is not None and running.plan is not None else ()
    return {id_: name for id_, name in colleagues.items() if id_ not in asked}


def _asked_in(unit: Unit, editions: Editions, answer: int) -> Format:
    """Return the format in which an answer was asked."""
    return editions.stage_of(unit, conversations.load(unit, answered.conversation_of(unit, answer)), "nl")[0]


def _is_counted(unit: Unit, format: Format, answer: int) -> bool:
    """Whether an answer is told together with those of others, in words, and so not by itself (S16, S17)."""
    name = split_key(answered.questions_of(unit, [answer]).get(answer, ""))[0]
    return any(question.counted and question.id == name for stage in format.stages for question in stage.questions)


def _texts_of(unit: Unit, person: Person, conversation: Conversation, stage: Stage) -> Mapping[int, Readable]:
    """Return a person's own texts of this round that a stage goes over (S06); of some only what she confirmed (S48)."""
    if not stage.over or conversation.round is None:
        return {}
    found = recalling.told_in(unit, Reader(person.id), conversation.round, stage.over, confirmed=stage.confirmed)
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


def _agreed(unit: Unit, person: Person, circle: Circle, stage: Stage, team: Team | None, bound: str | None) -> bool:
    """Whether nothing is left to agree to before somebody in a group shares with it (S24)."""
    if bound is None or team is None or person.id not in circle.names or not READ_BY_GROUP & set(stage.allowed):
        return True
    return person.id in agreements.agreed(unit, bound, team.id)


def _enough_runs(unit: Unit, stage: Stage, conversation: Conversation, team: Team | None) -> bool:
    """Whether as much as there may be at once is shared with a group and still runs (S18)."""
    limit = stage.shared_at.running if stage.shared_at else None
    if limit is None or team is None:
        return False
    since = conversation.opens_at - timedelta(days=limit.days)
    return running.count(unit, conversation.format, team.id, since, conversation.id) >= limit.most


def _without_the_group(levels: Sequence[Level]) -> tuple[Level, ...]:
    return tuple(level for level in levels if level not in READ_BY_GROUP)


def levels_for(person: Person, circle: Circle, stage: Stage, team: Team | None, *, agreed: bool) -> tuple[Level, ...]:
    """Return the readers that can be offered; who left the group, or the role she is asked in, has none any more (GE6)."""
    if team is None or not in_role(stage.who, circle.held_by(person.id)):
        return (PRIVATE,)
    has_facilitator = any(other != person.id for other in circle.roles.get("facilitator", ()))
    return shareable(stage.allowed, circle.size(), has_facilitator, team.settings, agreed=agreed)
