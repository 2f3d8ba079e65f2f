"""Showing every message of a format as a channel draws it, without sending anything (``leerbot preview``)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from dialogs.content import AGAIN, Format, Stage
from dialogs.conversation import State
from dialogs.dates import day_in_words
from dialogs.digest import Item, compose
from dialogs.drawing import Scene, draw_question, told
from dialogs.library import Library
from dialogs.phrases import Language, Phrases
from dialogs.prompt import Prompt

EXAMPLE = datetime(2026, 3, 12, 13, tzinfo=UTC)


def slots(phrases: Phrases, language: Language) -> dict[str, object]:
    """Return names and days to fill the places with."""
    day = day_in_words(EXAMPLE, ZoneInfo("Europe/Amsterdam"), language)
    names: dict[str, object] = {
        "naam": "Noor", "bot": "Leerbot", "team": "Team Vergunningen", "groep": "Team Vergunningen", "begeleider": "Fatima",
        "leidinggevende": "Ingrid", "contact": "privacy@voorbeeld.nl", "titel": "", "aantal": 4,
    }  # fmt: skip
    days = dict.fromkeys(
        ("datum", "datum_uitleg", "datum_sluiting", "datum_overzicht", "datum_volgende", "datum_later", "datum_pauze"), day
    )
    known: dict[str, object] = {**names, **days}
    return known | {"privacy": phrases.text("privacy.full", known)}


def messages(library: Library, format_id: str, language: Language) -> Iterator[tuple[str, Prompt]]:
    """Yield every message of a format with a heading; raises KeyError for an unknown format."""
    format, phrases = library.editions[format_id].read_in(language), library.phrases[language]
    for stage in format.stages:
        scene = Scene(format, stage, State(), phrases, 1, slots=slots(phrases, language))
        yield from _stage(scene, stage)
    yield from _outputs(format, phrases, language)


def _stage(scene: Scene, stage: Stage) -> Iterator[tuple[str, Prompt]]:
    first = stage.questions[0].id
    yield f"{stage.id}: prompt", draw_question(scene, first, "prompt")
    if stage.remind or stage.window.nudges:
        yield f"{stage.id}: reminder", draw_question(scene, first, "reminder")
    if stage.mode == "form":
        yield f"{stage.id}: form", draw_question(scene, first, "form")
    for question in stage.questions:
        for variant in range(max(1, len(question.variants))):
            number = f" {variant + 1}" if question.variants else ""
            yield f"{stage.id}: {question.id}{number}", draw_question(replace(scene, variant=variant), question.id, "full")
        for name, option in question.options.items():
            if option.says:
                yield f"{stage.id}: {question.id} = {name}", Prompt(told(scene, ("option", question.id, name)))
    if stage.repeat:
        yield f"{stage.id}: once more", draw_question(scene, AGAIN, "question")
    if stage.prompt.skip_says:
        yield f"{stage.id}: skipped", Prompt(told(scene, ("skip_says",)))
    if stage.thanks:
        yield f"{stage.id}: thanks", Prompt(told(scene, ("thanks",)))


def _outputs(format: Format, phrases: Phrases, language: Language) -> Iterator[tuple[str, Prompt]]:
    for output in format.outputs:
        shown = [key for section in output.sections for key in section.show]
        items = [
            Item(number, key, "…", "Noor" if number % 2 else None, nameless=not number % 2)
            for number, key in enumerate(shown, 1)
        ]
        digest = compose(output, items, phrases, slots(phrases, language), "preview")
        if digest is not None:
            yield f"output {output.id}", Prompt(digest.text)
