"""Showing every message of a format as a channel draws it, without sending anything (``leerbot preview``)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import get_args

from bot.slots import plain_slots
from dialogs.agenda import agenda
from dialogs.agreeing import MEETING_DAY
from dialogs.board import as_message, board
from dialogs.cadence import Opening, next_opening
from dialogs.content import Format
from dialogs.conversation import LISTED, Held, State
from dialogs.dates import day_in_words, hour_in_words
from dialogs.digest import Digest, Item, compose
from dialogs.drawing import Scene, draw_question, told
from dialogs.fitting import Around, fitted
from dialogs.library import Library
from dialogs.outputs import Output
from dialogs.parts import Question
from dialogs.phrases import Language, Phrases, fill
from dialogs.plans import Plan, planned, window_of
from dialogs.prepared import HowFar, gather
from dialogs.prompt import Prompt
from dialogs.questions import split_key
from dialogs.roles import Role
from dialogs.settings import CONTACT, K, Settings
from dialogs.stages import AGAIN, Stage
from dialogs.starts import MEETING
from dialogs.telling import said_of
from dialogs.timetable import reports, round_closes
from dialogs.workdays import next_allowed
from storage.rounds import Round
from storage.teams import Circle, Team

TEAM = Team("vergunningen", "team", "Team Vergunningen", None, settings=Settings({CONTACT.name: "privacy@voorbeeld.nl"}))
AROUND = Circle({"ingrid": "Ingrid", "fatima": "Fatima"}, {"lead": ("ingrid",), "facilitator": ("fatima",)})
"""The people that the messages name; the days are those of the format's own rhythm."""


def messages(library: Library, format_id: str, language: Language, now: datetime) -> Iterator[tuple[str, Prompt]]:
    """Yield every message of a format with a heading, as in the round that opens next.

    Raises KeyError for an unknown format.
    """
    format, phrases = library.editions[format_id].read_in(language), library.phrases[language]
    filled = slots(library, format, language, now)
    for stage in format.stages:
        yield from _stage(Scene(format, stage, State(), phrases, 1, slots=filled), stage)
    going = {output.id: moment for output, moment in reports(format, _next_round(format, now), TEAM)}
    for output in format.outputs:
        moment = going.get(output.id, now)
        yield from _output(format, output, phrases, filled | {"datum": day_in_words(moment, TEAM.zone, language)})


def _next_round(format: Format, now: datetime) -> Round:
    """Return the round of a format that opens next; without a rhythm, it begins now. One that is planned is in two weeks."""
    if format.planned:
        ahead = {name: now + timedelta(weeks=2) for name in format.dates}
        plan = Plan("", 0, moments={**planned(format, {}, now, TEAM, now - timedelta(weeks=12), now), **ahead})
        for stage in format.reached:
            if window := window_of(stage, plan, now, TEAM):
                plan = plan.ends(stage.id, window.closes or window.opens)
        closes = plan.moments.get(format.stages[-1].id)
        return Round(0, format.id, "", TEAM.id, "", None, "open", 0, "", now, now, closes, None, plan)
    rhythm = format.starts.rhythm
    opening = next_opening(format.rhythms[rhythm].cadence, now, TEAM.zone) if rhythm else Opening(now.date(), now, now)
    return Round(0, format.id, "", TEAM.id, opening.occurrence.isoformat(), rhythm, "open", 0, "", opening.planned,
                 opening.opens, round_closes(format, rhythm, opening.planned, TEAM), None)  # fmt: skip


def slots(library: Library, format: Format, language: Language, now: datetime) -> dict[str, object]:
    """Return what fills the places: example names, and the days that follow from the round that opens next."""
    phrases, running = library.phrases[language], _next_round(format, now)
    asked = running.opens_at
    openings = [_next_round(edition.dutch, asked) for edition in library.editions.values() if edition.dutch.stages]
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
    chosen = {name: asked for name, one in format.plan.items() if one.kind == "date"} | dict(running.moments)
    known |= {name: day_in_words(moment, TEAM.zone, language) for name, moment in chosen.items()}
    known |= {name: "Bram" for name, one in format.plan.items() if one.kind == "person"}
    known |= {name: next(iter(one.choices.values())) for name, one in format.plan.items() if one.kind == "choice"}
    known |= dict.fromkeys(format.starts.takes, phrases.text("unknown.named"))
    if format.starts.programme is not None:
        known["nummer"] = 1
        known[MEETING_DAY] = hour_in_words(running.moments[MEETING], TEAM.zone, language)
    known |= {"oudere_antwoorden": phrases.text("expiring.many", {"aantal": 3}), "oude_groep": TEAM.name}
    known |= {name: day_in_words(moment, TEAM.zone, language) for name, moment in days.items()}
    return known | {"privacy": phrases.text("privacy.full", known)}


def _stage(scene: Scene, stage: Stage) -> Iterator[tuple[str, Prompt]]:
    stage = fitted(stage, Around(AROUND.names, AROUND.names, roles=get_args(Role)))
    recalled = {one.id: f"> {scene.phrase('recall.line', {'tekst': '…'})}" for one in stage.questions if one.recall}
    titles = {one.id: '"…"' for one in stage.follows}
    scene = replace(scene, stage=stage, recalled=recalled, titles=titles)
    first = stage.asked[0].id
    yield f"{stage.id}: prompt", draw_question(scene, first, "prompt")
    if stage.remind or stage.window.nudges:
        yield f"{stage.id}: reminder", draw_question(scene, first, "reminder")
    if stage.mode == "form":
        yield f"{stage.id}: form", draw_question(scene, first, "form")
    for question in stage.questions:
        if split_key(question.id)[1] > 1:  # the second time says what every further one does
            continue
        for heading, prompt in _question(scene, question):
            yield f"{stage.id}: {question.id}{heading}", prompt
    if stage.repeat:
        yield f"{stage.id}: once more", draw_question(scene, AGAIN, "question")
    last = {"late": stage.late, "too_late": stage.too_late, "skip_says": stage.prompt.skip_says, "thanks": stage.thanks}
    called = {"too_late": "too late", "skip_says": "skipped"}
    for word in (word for word, text in last.items() if text):
        yield f"{stage.id}: {called.get(word, word)}", Prompt(told(scene, (word,)))


def _question(scene: Scene, question: Question) -> Iterator[tuple[str, Prompt]]:
    if question.kind == "info":
        yield "", Prompt(told(scene, ("info", question.id)))
        return
    for variant in range(max(1, len(question.variants))):
        number = f" {variant + 1}" if question.variants else ""
        yield number, draw_question(replace(scene, variant=variant), question.id, "full")
    if question.kind == "date":
        held = Held("date", detail=LISTED.join((question.id, "2026-03-12")))
        yield " (sure)", draw_question(replace(scene, state=State(held=held)), "held", "held")
    if question.far is not None:
        yield " (far away)", Prompt(told(scene, ("far", question.id)))
    for name, option in question.options.items():
        if option.says:
            yield f" = {name}", Prompt(told(scene, ("option", question.id, name)))


def _output(format: Format, output: Output, phrases: Phrases, slots: Mapping[str, object]) -> Iterator[tuple[str, Prompt]]:
    if output.kind == "message":
        yield from _message(output, slots)
        return
    if output.kind == "agenda":
        yield from _agenda(output, phrases, slots)
        return
    digest = _board(output, phrases, slots) if output.kind == "board" else _digest(format, output, phrases, slots)
    if digest is not None:
        yield f"output {output.id}", Prompt(digest.text)


def _message(output: Output, slots: Mapping[str, object]) -> Iterator[tuple[str, Prompt]]:
    """Yield a message to the room; where people tell something, with two of them and with none."""
    slots, tellers = {**slots, "verhaal": "Noor"}, output.tellers
    head = fill(output.head, slots)
    if tellers is None:
        yield f"output {output.id}", Prompt(head)
        return
    for what, names in (("", ["Noor", "Bram"]), *([] if tellers.each else [(" (nobody)", [])])):
        yield f"output {output.id}{what}", Prompt(f"{head}\n\n{said_of(tellers, names, slots)}")


def _agenda(output: Output, phrases: Phrases, slots: Mapping[str, object]) -> Iterator[tuple[str, Prompt]]:
    """Yield what is told of a meeting; where it shows what was told before, with something told and with nothing."""
    shown = [Item(number, key, "…", None) for number, key in enumerate((key for one in output.sections for key in one.show), 1)]
    length = sum(point.minutes for point in output.points)
    for what, items in (("", shown), *([(" (nothing told)", [])] if shown else [])):
        yield f"output {output.id}{what}", Prompt(agenda(output, length, items, phrases, slots, "preview").text)


def _digest(format: Format, output: Output, phrases: Phrases, slots: Mapping[str, object]) -> Digest | None:
    shown = [key for section in output.sections for key in section.show]
    items = [
        Item(number, key, "…", "Noor", story=(0, 0), called=format.called(key))
        if number % 2
        else Item(number, key, "…", None, nameless=True)
        for number, key in enumerate(shown, 1)
    ]
    if output.kind == "prepared":
        statuses = [("Noor", how) for how in get_args(HowFar)] if output.to == "facilitator" else []
        levels = [section.level for section in output.sections for _ in section.show]
        items = [replace(one, name="Noor", nameless=False, level=level) for one, level in zip(items, levels, strict=True)]
        return gather(output, fill(output.head, slots), statuses, items, phrases, slots, "preview")
    return compose(output, items, phrases, slots, "preview")


def _board(output: Output, phrases: Phrases, slots: Mapping[str, object]) -> Digest:
    """Return a board with something under every other heading."""
    values = [section.value[0] for section in output.sections[::2]]
    items = [Item(number, "", "…", "Noor", worth=value) for number, value in enumerate(values, 1)]
    return as_message(board(output, items, TEAM.settings[K], slots, "preview", TEAM.settings), phrases)
