"""What the preview fills places with: a group with a few names, and the round that opens next (``leerbot preview``)."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from bot.gatherings.proposed import listed
from bot.outgoing.slots import plain_slots, span_in_words
from dialogs.answers.dates import Day, day_in_words, hour_in_words
from dialogs.checks.places import MEETING_DAY, MEETINGS
from dialogs.gatherings.programmes import planned_meetings
from dialogs.language.content import Format
from dialogs.language.stages import Stage
from dialogs.language.starts import MEETING
from dialogs.library import Library
from dialogs.saying.phrases import Language
from dialogs.settings import CONTACT, RETAIN_NOTICE, K, Settings
from dialogs.timing.cadence import Opening, next_opening
from dialogs.timing.onlooker import Group
from dialogs.timing.plans import Plan, Window, closing_in_words, day_chosen, ends_at, window_of
from dialogs.timing.supposing import supposed
from dialogs.timing.timetable import at_work, courses, reports, round_closes
from dialogs.timing.workdays import next_allowed
from storage.groups.rounds import Round
from storage.groups.teams import Circle, Team

TEAM = Team("vergunningen", "team", "Team Vergunningen", None, settings=Settings({CONTACT.name: "privacy@voorbeeld.nl"}))
AROUND = Circle({"ingrid": "Ingrid", "fatima": "Fatima"}, {"lead": ("ingrid",), "facilitator": ("fatima",)})
"""The people that the messages name; the days are those of the format's own rhythm."""
AHEAD, BEFORE = timedelta(weeks=3), timedelta(weeks=12)
"""How far away the day is that is chosen for a round, and how long ago the last one was."""


def next_round(
    format: Format, now: datetime, chosen: Mapping[str, str] | None = None, *, soonest: bool = False
) -> Round:  # fmt: skip
    """Return the round of a format that opens next; without a rhythm, it begins now.

    One that somebody plans is in three weeks, or as soon as the rules allow, with the first of what can be ``chosen``.
    """
    if format.planned:
        return _planned_round(format, now, chosen or {}, soonest=soonest)
    rhythm = format.starts.rhythm
    opening = next_opening(format.rhythms[rhythm].cadence, now, TEAM.zone) if rhythm else Opening(now.date(), now, now)
    return Round(0, format.id, "", TEAM.id, opening.occurrence.isoformat(), rhythm, "open", 0, "", opening.planned,
                 opening.opens, round_closes(format, rhythm, opening.planned, TEAM), None)  # fmt: skip


def _planned_round(format: Format, now: datetime, chosen: Mapping[str, str], *, soonest: bool) -> Round:
    now = at_work(now, TEAM)
    around = {name: (value,) for name, value in chosen.items()}
    plan = Plan("", 0, around, moments={name: now + timedelta(weeks=2) for name in format.dates})
    if format.plan:
        day = TEAM.calendar.first_free((now + AHEAD).astimezone(TEAM.zone).date())
        days = {} if soonest else {name: Day(day, _hour(format, name)).to_iso() for name in format.dates}
        plan = supposed(format, now, TEAM, now - BEFORE, now - BEFORE, {**days, **chosen})
    for stage in format.reached:
        if window := window_of(stage, plan, now, TEAM):
            plan = plan.ends(stage.id, ends_at(stage, window, TEAM))
    closes, day = plan.moments.get(format.stages[-1].id), _day_of(format, plan) or now
    return Round(0, format.id, "", TEAM.id, "", None, "open", 0, "", day, now, closes, None, plan)


def _day_of(format: Format, plan: Plan) -> datetime | None:
    """Return the day that a round is planned for; in a programme of one person only some of its days were named."""
    return next((plan.moments[name] for name in reversed(format.dates) if name in plan.moments), None)


def _hour(format: Format, name: str) -> time | None:
    return time(14) if format.plan[name].time else None


def window_in(format: Format, stage: Stage, running: Round) -> Window | None:
    """Return the moments of a stage in a round; None where it is in none, as what somebody begins by herself."""
    if running.plan is not None:
        return window_of(stage, running.plan, running.opens_at, TEAM) if stage in format.reached else None
    if not running.rhythm:
        return None
    found = {one.id: course for one, course in courses(format, running, Group(TEAM.zone), TEAM)}[stage.id]
    return Window(found.opens, found.closes, found.nudges)


def closing_of(format: Format, window: Window | None, running: Round, language: Language) -> dict[str, object]:
    """Return the place of the closing of a stage of a planned round, which each has for itself."""
    if running.plan is None or window is None or window.closes is None:
        return {}
    return {"datum_sluiting": closing_in_words(format, running.plan, window.closes, TEAM.zone, language)}


def slots(
    library: Library, format: Format, language: Language, now: datetime, running: Round | None = None
) -> dict[str, object]:  # fmt: skip
    """Return what fills the places: example names, and the days that follow from the round that opens next."""
    phrases, running = library.phrases[language], running or next_round(format, now)
    asked = running.opens_at
    everything = (edition.dutch for edition in library.editions.values())
    openings = [next_round(one, asked) for one in everything if one.stages and one.on_by_default]
    days = {
        "datum": asked,
        "datum_uitleg": datetime.fromisoformat(f"{phrases.text('privacy.version')}T12:00+00:00"),
        "datum_sluiting": running.closes_at or asked,
        "datum_overzicht": next((moment for _, moment in reports(format, running, TEAM)), asked),
        "datum_vorige": asked - (format.rhythms[running.rhythm].cadence.length if running.rhythm else timedelta(days=30)),
        "datum_volgende": min((one.opens_at for one in openings if one.rhythm), default=asked),
        "datum_later": next_allowed(asked + timedelta(days=1), TEAM.zone),
        "datum_pauze": asked + timedelta(weeks=2),
    }
    known = plain_slots(phrases, AROUND, TEAM) | {"naam": "Noor", "titel": format.title, "aantal": TEAM.settings[K]}
    known |= {name: day_in_words(moment, TEAM.zone, language) for name, moment in running.moments.items()}
    known |= _chosen(format, running, language)
    known |= dict.fromkeys(format.starts.takes, phrases.text("unknown.named"))
    known |= dict.fromkeys(format.starts.mentions, phrases.text("trajectory.unnamed"))
    known |= {one.id: one.counted.differ for stage in format.stages for one in stage.counted if one.counted}
    if format.programme is not None:
        first = {format.programme.first: asked, **running.moments}
        meetings = planned_meetings(format.programme, Plan("", 0, moments=first), TEAM)
        known[MEETINGS] = listed(meetings, TEAM, phrases, now)
        known |= {format.programme.weeks: format.programme.usual} if format.programme.weeks else {}
    if format.around_meetings:
        known["nummer"] = next(iter(running.plan.chosen.get(MEETING, ())), "1") if running.plan else "1"
        known[MEETING_DAY] = hour_in_words(running.moments[MEETING], TEAM.zone, language)
    known |= {
        "oudere_antwoorden": phrases.text("expiring.many", {"aantal": 3}),
        "oude_groep": TEAM.name,
        "kanaal": "Vakgenoten",
        "duo_uren": "75",
        "duo_budget": "400",
        "duo_saldo": "…",
        "duo_totaal": "…",
        "momenten": "…",
        "duo_gemist": "…",
    }
    known |= {"termijn": span_in_words(phrases, TEAM.settings[RETAIN_NOTICE])}
    known |= {"vrager": AROUND.names["ingrid"], "gevraagd": AROUND.names["ingrid"], "samen_met": AROUND.names["ingrid"]}
    known |= {"tweetal": phrases.text("pairs.two", {"naam": AROUND.names["ingrid"]})}
    known |= {name: day_in_words(moment, TEAM.zone, language) for name, moment in days.items()}
    return known | {"privacy": phrases.text("privacy.full", known)}


def _chosen(format: Format, running: Round, language: Language) -> dict[str, object]:
    """Return the places of what was chosen when a round was planned."""
    plan, found = running.plan or Plan("", 0), {}
    for name, one in format.plan.items():
        if one.kind == "date":
            found[name] = day_chosen(plan, one, running.moments.get(name, running.opens_at), TEAM.zone, language)
        elif one.kind == "person":
            found[name] = "Bram"
        elif one.kind == "choice":
            found[name] = one.choices[next(iter(plan.chosen.get(name, one.choices)))]
    return dict(found)
