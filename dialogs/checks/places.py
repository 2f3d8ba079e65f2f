"""The places that a text of a format may leave open, by where it stands: {naam}, {datum_sluiting} and more."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from dialogs.checks.faults import Problem
from dialogs.checks.flaws import Path
from dialogs.language.content import Format
from dialogs.language.outputs import Output
from dialogs.language.reading import Source
from dialogs.saying.phrases import slots_in

PLACES = frozenset({
    "naam", "team", "groep", "bot", "begeleider", "leidinggevende", "contact", "privacy",
    "datum", "datum_uitleg", "datum_sluiting", "datum_overzicht", "datum_vorige", "datum_volgende", "datum_pauze",
    "oudere_antwoorden", "oude_groep", "termijn", "vrager", "gevraagd", "samen_met", "momenten", "tweetal", "kanaal",
    "duo_uren", "duo_budget", "duo_saldo", "duo_totaal", "duo_gemist",
})  # fmt: skip
"""The places that what is said to one person may leave open."""
MEETING_DAY = "datum_bijeenkomst"
"""The place of the day and hour of the meeting that a round is around."""
MEETINGS = "bijeenkomsten"
"""The place of the meetings that a programme is about to have, where it is being planned."""
PLACES_OF_OUTPUTS: Mapping[str, frozenset[str]] = {
    "digest": frozenset({"team", "groep", "bot", "begeleider", "leidinggevende", "contact", "datum"}),
    "board": frozenset({"team", "groep", "bot", "begeleider", "leidinggevende", "contact", "datum"}),
    "overview": frozenset({"begeleider", "datum"}),
    "message": frozenset({"team", "groep", "bot", "begeleider", "leidinggevende", "contact", "datum"}),
    "agenda": frozenset({"team", "groep", "bot", "begeleider", "contact", "datum", "nummer"}),
    "prepared": frozenset({"team", "groep", "bot", "begeleider", "contact", "datum"}),
}
"""The places that a text for many may leave open."""
FILLED = frozenset({
    "ask", "variants", "help", "says", "intro", "invite", "remind", "late", "too_late", "skip_says", "thanks", "why", "head",
    "close", "empty", "count", "talk", "nobody", "longer", "deadline", "external",
    "differ", "alike", "few", "hears",
})  # fmt: skip
"""Words of the format language under which places are filled."""


def unfilled(source: Source, format: Format) -> Iterator[Problem]:
    """Yield the places that a text leaves open and that nothing fills there."""
    for path, text, start in source.texts():
        known = _known_at(path, format)
        for slot in sorted(slots_in(text) - known):
            near = get_close_matches(slot, sorted(known), n=1)
            choose = f"choose from: {', '.join(sorted(known))}" if known else "write it out"
            line = source.line_with(f"{{{slot}}}", start)
            what = f"nothing fills the place {{{slot}}} here"
            yield Problem(source.name, line, what, f"write {{{near[0]}}}" if near else choose)


def _known_at(path: Path, format: Format) -> frozenset[str]:
    """Return the places that are filled in a text of a format, by where it stands."""
    word = next((step for step in reversed(path) if isinstance(step, str)), "")
    if path[-2:-1] == ("replaces",) and "questions" in path:
        return PLACES_OF_OUTPUTS["board"] | {one.id for one in format.names}
    if word not in FILLED or path[-2:-1] == ("options",):
        return frozenset()
    if "counted" in path:
        return frozenset()
    if path[0] == "appointment":
        return PLACES_OF_OUTPUTS["message"] | ({"nummer"} if format.starts.programme else set())
    if path[0] == "outputs":
        return _known_in(next(one for number, one in enumerate(format.outputs) if path[1] in {number, one.id}), word, format)
    return (
        PLACES
        | _planned(format)
        | set(format.starts.quoted)
        | ({format.programme.weeks} if format.programme and format.programme.weeks else set())
        | ({"titel"} if "questions" in path and _asks_after(path, format) else set())
    )


def _known_in(one: Output, word: str, format: Format) -> frozenset[str]:
    """Return the places that are filled in a text for many."""
    if one.kind == "agenda":
        return PLACES_OF_OUTPUTS["agenda"] | _meeting(format) | set(format.starts.quoted)
    if one.kind == "digest" and format.starts.programme:
        return PLACES_OF_OUTPUTS["digest"] | {MEETING_DAY, "nummer"}
    also = {"aantal"} if word == "count" else _planned(format) if one.kind == "message" else set()
    if one.kind == "message":
        also |= {stage.id for stage in format.stages} | ({"aantallen"} if one.counts and word == "says" else set())
    if one.tellers is not None and one.tellers.each:
        also |= {"verhaal"} if word in {"head", "says"} else set()
    elif word in {"says", "longer"}:
        also |= {"volgorde", "duur"}
    return PLACES_OF_OUTPUTS[one.kind] | also | (_meeting(format) if one.kind == "prepared" else frozenset())


def _planned(format: Format) -> frozenset[str]:
    """Return the places of what was chosen when a round was planned: its days, who does what, and of what kind it is."""
    counted = {question.id for stage in format.stages for question in stage.counted}
    found = {name for name, one in format.plan.items() if one.kind in {"date", "person", "choice"}}
    return frozenset(found | counted) | _meeting(format)


def _meeting(format: Format) -> frozenset[str]:
    """Return the place of the day of the meeting that a round is around, and of the meetings that are planned with one."""
    return frozenset(({MEETING_DAY} if format.around_meetings else set()) | ({MEETINGS} if format.programme else set()))


def _asks_after(path: Path, format: Format) -> bool:
    """Whether a text is the wording of a question that asks after an earlier answer, and so can name it."""
    stages = (stage for number, stage in enumerate(format.stages) if path[1] in {number, stage.id})
    asked = (one for stage in stages for number, one in enumerate(stage.questions) if path[3] in {number, one.id})
    return path[4] in {"ask", "variants"} and any(question.follows for question in asked)
