"""What fills the places in the texts of a conversation: names, days, and what was planned for a round."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from zoneinfo import ZoneInfo

from bot.gatherings import asking_others, free_moments, ledgers, own_people, pairs
from bot.gatherings.proposed import proposed
from bot.incoming.surroundings import Setting
from bot.outgoing.peers import community_of
from bot.planned.held_before import begun, last_held
from bot.planned.named_rounds import named_in_programme
from bot.timing.planning import next_asked
from dialogs.answers.dates import Day, day_in_words, hour_in_words
from dialogs.answers.names import listed
from dialogs.checks.places import MEETING_DAY, MEETINGS
from dialogs.gatherings.programmes import weeks_between
from dialogs.gatherings.together import in_words
from dialogs.language.asking import Counted
from dialogs.language.content import Format
from dialogs.language.parts import Question
from dialogs.language.starts import Programme
from dialogs.saying.phrases import Language, Phrases
from dialogs.settings import CONTACT, DEFAULTS, DUO_BUDGET, DUO_HOURS, RETAIN_NOTICE, K
from dialogs.talk.sharing import named_at
from dialogs.timing.named_days import unless_named
from dialogs.timing.plans import Plan, closing_in_words, day_chosen
from dialogs.timing.timetable import goes_out, reports
from storage.groups import people, rounds, teams, together
from storage.groups import settings as known_settings
from storage.groups.rounds import Round
from storage.groups.teams import Circle, Team
from storage.privacy import parting, retention
from storage.store import Unit
from storage.talks import answered, finding
from storage.timing import schedules

BOT_NAME = "Leerbot"


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
    person, phrases, circle, team = setting.person, setting.phrases, setting.circle, setting.team
    basic = plain_slots(phrases, circle, team, to=person.id)
    later: dict[str, object] = {
        "naam": lambda: circle.names.get(person.id) or people.name_of(unit, person.id),
        "vrager": lambda: asking_others.asker_of(unit, setting),
        "gevraagd": lambda: own_people.asked_already(unit, setting),
        "samen_met": lambda: asking_others.partners_of(unit, setting),
        "momenten": lambda: free_moments.in_words(unit, setting, now),
        "tweetal": lambda: pairs.in_words(unit, setting.stage, setting.conversation, phrases),
        "titel": setting.format.title,
        "datum_sluiting": lambda: _closing(unit, setting) or _day(setting, setting.conversation.closes_at),
        "oudere_antwoorden": lambda: _in_words(phrases, retention.count_noticed(unit, person.id)),
        "termijn": lambda: span_in_words(phrases, known_settings.of(unit)[RETAIN_NOTICE]),
        "kanaal": lambda: found.name if (found := community_of(unit, team)) else phrases.text("unknown.channel"),
        "duo_uren": lambda: str((team.settings if team else DEFAULTS)[DUO_HOURS]),
        "duo_budget": lambda: (team.settings if team else DEFAULTS)[DUO_BUDGET] or None,
        "duo_saldo": lambda: ledgers.in_words(unit, setting, team) if team else None,
        "duo_totaal": lambda: ledgers.totals(unit, setting, team) if team else None,
        "duo_gemist": lambda: _missed_before(unit, setting),
        "oude_groep": lambda: _group_of_programme(unit, setting),
        "privacy": lambda: phrases.text("privacy.full", {**basic, "aantal": (team.settings if team else DEFAULTS)[K]}),
        "genoemde": lambda: listed(_named(setting), person.language),
    }
    later |= {MEETING_DAY: lambda: _meeting_day(unit, setting)}
    later |= {MEETINGS: partial(proposed, setting, team, now)} if team is not None else {}
    later |= {name: partial(_day_of, setting, moment) for name, moment in _moments(unit, setting, now).items()}
    later |= {name: partial(_planned, unit, setting, name, now) for name in setting.format.plan}
    if setting.format.programme is not None and (weeks := setting.format.programme.weeks) is not None:
        later |= {weeks: partial(_weeks_between, unit, setting, setting.format.programme)}
    counted = ((one.id, one.counted) for stage in setting.format.stages for one in stage.counted)
    later |= {name: partial(_together, unit, setting, one, name) for name, one in counted if one}
    later |= {one.id: partial(setting.names_given.text, one.id) for one in setting.format.names}
    later |= {name: partial(named_in_programme, unit, setting, name) for name in setting.format.starts.quoted}
    return _Slots(basic, later)


def _together(unit: Unit, setting: Setting, counted: Counted, name: str) -> str:
    """Return what is told of what people chose together in a round (S26)."""
    asked_in = setting.conversation.round
    return in_words(counted, together.told(unit, asked_in).get(name) if asked_in is not None else None)


def _missed_before(unit: Unit, setting: Setting) -> str | None:
    """Return what is said where nothing was told around the meeting before this one either; else nothing (S46)."""
    if setting.conversation.round is None:
        return None
    before = rounds.before_meeting(unit, rounds.load(unit, setting.conversation.round))
    if not before or answered.shared_in(unit, before[-1]):
        return None
    return setting.phrases.text("ledger.missed_twice")


def _group_of_programme(unit: Unit, setting: Setting) -> str:
    """Return the group of the programme whose texts go, also for who left it since; or what was hers alone (S53)."""
    running = rounds.load(unit, parting.programme_of(unit, setting.conversation.id))
    if running.person is not None:
        return setting.phrases.text("parting.own" if running.person == setting.person.id else "parting.of_one")
    return teams.load(unit, running.team).name


def _meeting_day(unit: Unit, setting: Setting) -> str:
    round_id, person = setting.conversation.round, setting.person
    moment = rounds.load(unit, round_id).planned if round_id is not None else None
    return hour_in_words(moment, person.zone, person.language) if moment else setting.phrases.text("unknown.moment")


def _moments(unit: Unit, setting: Setting, now: datetime) -> dict[str, Callable[[], datetime | None]]:
    """Return the moments whose day can stand in a text."""
    return {
        "datum": lambda: now,
        "datum_uitleg": lambda: datetime.fromisoformat(f"{setting.phrases.text('privacy.version')}T12:00+00:00"),
        "datum_overzicht": lambda: _next_report(unit, setting, now),
        "datum_volgende": lambda: _next_prompt(unit, setting, now),
        "datum_vorige": lambda: _last_time(unit, setting, now),
        "datum_pauze": lambda: setting.person.away_until,
        "datum_later": lambda: setting.conversation.resume_at,
    }


def _day_of(setting: Setting, moment: Callable[[], datetime | None]) -> str:
    return _day(setting, moment())


def _day(setting: Setting, moment: datetime | None) -> str:
    person = setting.person
    return day_in_words(moment, person.zone, person.language) if moment else setting.phrases.text("unknown.moment")


def _planned(unit: Unit, setting: Setting, name: str, now: datetime) -> str:
    """Return what was chosen when the round was planned; while that goes on, what it is unless somebody chooses."""
    question, team = setting.format.plan[name], setting.team
    if setting.conversation.round is None and team is not None:
        return _chosen(unit, setting, question, team, now)
    plan = rounds.plan_of(unit, setting.conversation.round) if setting.conversation.round else None
    return plan_in_words(unit, plan, question, setting.circle, setting.person.zone, setting.phrases)


def _weeks_between(unit: Unit, setting: Setting, programme: Programme) -> str:
    """Return how many weeks lie between two days of a programme, as was chosen for it, or as is usual."""
    kept = setting.conversation
    plan = rounds.plan_of(unit, kept.round) if kept.round is not None else None
    chosen = {name: mark.chosen for name, mark in kept.state.marks.items() if name == programme.weeks and mark.chosen}
    return str(weeks_between(programme, plan or Plan(setting.person.id, kept.id, chosen)))


def _chosen(unit: Unit, setting: Setting, question: Question, team: Team, now: datetime) -> str:
    """Return what stands chosen for a round that is not open yet: the words of a button, a day, or somebody's name."""
    mark, zone, language = setting.conversation.state.marks.get(question.id), setting.person.zone, setting.person.language
    one = next(iter(mark.chosen), None) if mark else None
    if one is None and question.default is not None:
        moment = unless_named(question, last_held(unit, setting.conversation.format, team.id), begun(unit, team.id, now), team)
        return day_in_words(moment, zone, language)
    if one is None and question.kind == "person" and mark is not None:  # somebody is drawn, as with the button for that
        one = next(iter(question.options), None)
    if one is None:
        return setting.phrases.text("unknown.choice")
    if one in question.choices:
        return question.choices[one]
    return Day.from_iso(one).in_words(language) if question.kind == "date" else people.name_of(unit, one)


def _closing(unit: Unit, setting: Setting) -> str | None:
    """Return when a stage of a round that somebody planned closes, in words."""
    closes, round_id, person = setting.conversation.closes_at, setting.conversation.round, setting.person
    if not setting.format.planned or closes is None or round_id is None or (plan := rounds.plan_of(unit, round_id)) is None:
        return None
    return closing_in_words(setting.format, plan, closes, person.zone, person.language)


def day_of_round(running: Round, format: Format, zone: ZoneInfo, language: Language, now: datetime | None = None) -> str:
    """Return the day of a round in words, with its hour where somebody chose one, and its year if it is not that of ``now``."""
    if running.number is not None:
        return hour_in_words(running.planned, zone, language, now)
    if running.plan is None or not format.dates:
        return day_in_words(running.planned, zone, language, now)
    return day_chosen(running.plan, format.plan[format.dates[-1]], running.planned, zone, language, now)


def plan_in_words(
    unit: Unit, plan: Plan | None, question: Question, circle: Circle, zone: ZoneInfo, phrases: Phrases
) -> str:  # fmt: skip
    """Return the day, the name of the person or the words that were chosen when a round was planned."""
    if plan is not None and (who := plan.people.get(question.id)):
        return circle.names.get(who) or people.name_of(unit, who)
    if plan is not None and question.id in plan.moments:
        return day_chosen(plan, question, plan.moments[question.id], zone, phrases.language)
    if plan is not None and question.kind == "choice":
        return ", ".join(question.choices[one] for one in plan.chosen.get(question.id, ()))
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


def span_in_words(phrases: Phrases, days: int) -> str:
    """Return how long something takes: "twee weken", or "tien dagen" in figures."""
    weeks, rest = divmod(days, 7)
    return phrases.text("span.days", {"aantal": days}) if rest else phrases.text(f"span.weeks_{weeks}")


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


def _next_report(unit: Unit, setting: Setting, now: datetime) -> datetime | None:
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


def _next_prompt(unit: Unit, setting: Setting, now: datetime) -> datetime | None:
    """Return when a person is asked something again, if that can be told."""
    opening = schedules.next_opening_of(unit, setting.team.id, setting.asking) if setting.team else None
    return next_asked(unit, opening, setting.person, setting.team, now) if opening and setting.team else None
