"""Showing every message of a format as a channel draws it, part by part, without sending anything (``leerbot preview``)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.foreseeing.previewed_outputs import output_messages
from bot.foreseeing.previewed_stages import begins, condition, stage_messages
from bot.foreseeing.samples import TEAM, closing_of, next_round, slots, window_in
from bot.planned.moved import says_moved
from dialogs.answers.dates import day_in_words, hour_in_words
from dialogs.language.content import Format
from dialogs.language.parts import Question
from dialogs.language.stages import Stage
from dialogs.library import Library
from dialogs.saying.drawing import Scene
from dialogs.saying.phrases import Language, Phrases
from dialogs.saying.prompt import BETWEEN, Prompt
from dialogs.settings import K
from dialogs.talk.conversation import State
from dialogs.timing.plans import Plan, Window, day_chosen, in_round
from dialogs.timing.timetable import at_work, reports
from storage.groups.rounds import Round


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a format: a stage, or what readers get; who gets it and when, and its messages, each with what it is."""

    title: str
    facts: tuple[str, ...]
    messages: tuple[tuple[str, Prompt], ...]
    at: datetime
    """Where it stands among the others; what comes instead of something stands beside it."""


def messages(library: Library, format_id: str, language: Language, now: datetime) -> Iterator[tuple[str, Prompt]]:
    """Yield every message of a format with a heading, as in the round that opens next.

    Raises KeyError for an unknown format.
    """
    for section in sections(library, format_id, language, now):
        for what, prompt in section.messages:
            yield f"{section.title}: {what}", prompt


def sections(library: Library, format_id: str, language: Language, now: datetime) -> list[Section]:
    """Return the parts of a format in the order in which they come in the round that opens next.

    Raises KeyError for an unknown format.
    """
    drawing = _Drawing(library, library.editions[format_id].read_in(language), library.phrases[language], now)
    parts = [*drawing.outputs(), *drawing.stages()]  # what the group reads at a moment stands before what is asked at it
    return [*sorted(parts, key=lambda one: one.at), *drawing.steering()]


def choices_of(format: Format, only_if: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return what is chosen for a round in which conditions are met; a day needs no other choice."""
    known = {name: values[0] for name, values in only_if.items() if name in format.chosen}
    return {name: value for name, value in known.items() if value in format.chosen[name].choices}


def conditions(format: Format, only_if: Mapping[str, tuple[str, ...]], phrases: Phrases) -> str:
    """Return in words on what was chosen for the round something depends."""
    return BETWEEN.join(condition(format, None, name, values, phrases) for name, values in only_if.items())


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What the parts of one format are drawn from."""

    library: Library
    format: Format
    phrases: Phrases
    now: datetime

    def stages(self) -> Iterator[Section]:
        last = self.now
        for stage in self.format.stages:
            running = next_round(self.format, self.now, choices_of(self.format, stage.only_if))
            window = window_in(self.format, stage, running)
            last = window.opens if window else last
            found = list(stage_messages(self._scene(stage, running, window)))
            if stage.otherwise is not None:
                found += self._otherwise(stage)
            title = stage.called or self.format.title
            yield Section(title, tuple(self._facts(stage, window)), tuple(found), last)

    def _scene(self, stage: Stage, running: Round, window: Window | None) -> Scene:
        language = self.phrases.language
        filled = slots(self.library, self.format, language, self.now, running)
        filled |= closing_of(self.format, window, running, language)
        least = TEAM.settings[K] if stage.counted else 0
        return Scene(self.format, stage, State(), self.phrases, 1, slots=filled, counts=least,
                     shown=self.library.shown, signing=self.library.signing)  # fmt: skip

    def _otherwise(self, stage: Stage) -> Iterator[tuple[str, Prompt]]:
        """Yield what the bot begins with where something else was chosen for the round."""
        assert stage.otherwise is not None
        running = next_round(self.format, self.now, choices_of(self.format, stage.otherwise.only_if))
        window = window_in(self.format, stage, running)
        scene = self._scene(in_round(stage, running.plan or Plan("", 0)), running, window)
        chosen = conditions(self.format, stage.otherwise.only_if, self.phrases)
        for what, prompt in begins(scene):
            yield f"{what} ({chosen})", prompt

    def outputs(self) -> Iterator[Section]:
        for output in self.format.outputs:
            running = next_round(self.format, self.now, choices_of(self.format, output.only_if))
            at = next((moment for one, moment in reports(self.format, running, TEAM) if one.id == output.id), self.now)
            filled = slots(self.library, self.format, self.phrases.language, self.now, running)
            filled |= {"datum": day_in_words(at, TEAM.zone, self.phrases.language)}
            facts = [
                self.phrases.text(f"preview.to_{output.to}"),
                self.phrases.text("preview.opens", {"datum": self._moment(at)}),
            ]
            facts += [_sentence(conditions(self.format, output.only_if, self.phrases))] if output.only_if else []
            found = tuple(output_messages(self.format, output, self.phrases, filled))
            if found:
                usual = next_round(self.format, self.now).moments.get(output.at.anchor, at)
                yield Section(output.called or self.format.title, tuple(facts), found, usual)

    def _facts(self, stage: Stage, window: Window | None) -> Iterator[str]:
        """Yield who is asked, from when until when, and when she is reminded."""
        yield self._who(stage)
        if stage.only_if:
            yield _sentence(conditions(self.format, stage.only_if, self.phrases))
        if window is None:
            return
        yield self._when(window)
        soonest = window_in(self.format, stage, next_round(self.format, self.now, soonest=True))
        if stage.window.shorter and soonest:
            yield self.phrases.text("preview.shorter", {"dagen": self._moments(soonest)})
        if stage.otherwise is not None and stage.otherwise.window is not None:
            yield self._otherwise_fact(stage, stage.otherwise.only_if)

    def _when(self, window: Window) -> str:
        until = {"datum": self._moment(window.opens), "dag": self._moment(window.closes) if window.closes else ""}
        when = self.phrases.text("preview.window" if window.closes else "preview.opens", until)
        nudges = self.phrases.text("preview.nudges", {"dagen": self._moments(window)}) if window.nudges else ""
        return f"{when} {nudges}".strip()

    def _otherwise_fact(self, stage: Stage, only_if: Mapping[str, tuple[str, ...]]) -> str:
        running = next_round(self.format, self.now, choices_of(self.format, only_if))
        window = window_in(self.format, stage, running)
        assert window is not None  # what it counts from is chosen in such a round
        return f"{_sentence(conditions(self.format, only_if, self.phrases))} {self._when(window)}"

    def _who(self, stage: Stage) -> str:
        if stage.over:
            return self.phrases.text("preview.who_over")
        named = self.format.plan.get(stage.who) or self._naming(stage.who)
        if named is not None:
            return self.phrases.text("preview.who_named", {"wat": named.called or named.id})
        return self.phrases.text(f"preview.who_{stage.who}")

    def _naming(self, name: str) -> Question | None:
        """Return the question at which is chosen whom a stage asks, or the owner of which text (S29, S45)."""
        asked = (one for stage in self.format.stages for one in stage.questions)
        return next((one for one in asked if name in {one.names, one.id}), None)

    def _moment(self, at: datetime) -> str:
        return hour_in_words(at, TEAM.zone, self.phrases.language)

    def _moments(self, window: Window) -> str:
        return BETWEEN.join(self._moment(at_work(one, TEAM)) for one in sorted(window.nudges))

    def steering(self) -> Iterator[Section]:
        """Yield what is said to who planned a round and asks how it stands, moves it, or ends it (GE7, X19)."""
        if not (self.format.plan and self.format.dates) or self.format.of_one:
            return
        running = next_round(self.format, self.now)
        question = self.format.plan[self.format.dates[-1]]
        old, day = (day_chosen(running.plan or Plan("", 0), question, moment, TEAM.zone, self.phrases.language)
                    for moment in (running.planned, running.planned + timedelta(weeks=1)))  # fmt: skip
        known = {"titel": self.format.title, "datum": old}
        found = []
        for word, says in STEERING:
            slots = known | ({"datum": day, "datum_oud": old} if says == "planned.moved" else {})
            name = self.phrases.text("preview.at", {"woord": self.phrases.text(word)})
            said = says_moved(self.format) if says == "planned.moved" else says
            found.append((name, Prompt(self.phrases.text(said, slots))))
        title = self.phrases.text("preview.steering")
        yield Section(title, (self.phrases.text("preview.who_leads"),), tuple(found), self.now)


STEERING = (
    ("preview.word_status", "planned.stands"),
    ("preview.word_status_later", "planned.begun"),
    ("preview.word_move", "planned.moved"),
    ("preview.word_move_later", "planned.too_late"),
    ("preview.word_close", "planned.sure_close"),
    ("preview.word_closed", "planned.closed"),
    ("preview.word_cancel", "planned.sure_cancel"),
    ("preview.word_cancelled", "planned.cancelled"),
    ("preview.word_plan", "planned.already_open"),
    ("preview.word_pause", "planned.in_pause"),
)
"""What is said at the words with which a planned round is led."""
