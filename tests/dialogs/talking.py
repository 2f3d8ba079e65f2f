"""A conversation to play without any bot: one stage, what happens in it, and what is asked of the world."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from dialogs.language.stages import Stage
from dialogs.library import load
from dialogs.talk.conversation import Facts, State, Status
from dialogs.talk.effects import Ask, Effect, Finish, Record, Say, Share, Tell, Value
from dialogs.talk.engine import step
from dialogs.talk.events import Attachment, Chose, Commanded, Event, Said, Submitted
from dialogs.talk.progress import pending

NOW = datetime(2026, 3, 16, 9, tzinfo=UTC)
LIBRARY = load()
NL = LIBRARY.phrases["nl"]
STARTERS = {"verwondering": "weekly_wonder", "afmelden": "leave"}
FACTS = Facts(NOW, names={"bram": "Bram de Boer"}, commands=STARTERS)
WONDER = LIBRARY.editions["weekly_wonder"].dutch.stages[0]
MEET = LIBRARY.editions["onboarding"].dutch.stages[0]


def a_stage(*questions: Mapping[str, Any], **words: Any) -> Stage:
    """Return a stage with these questions; a question without a wording gets one."""
    asked = [{"ask": f"{question['id']}?", **question} for question in questions]
    return Stage.model_validate({"id": "tell", "questions": asked, **words})


@dataclass(slots=True)
class Talk:
    """One conversation; a minute and a half passes between two events, so that no text is a piece of another."""

    stage: Stage = WONDER
    state: State = field(default_factory=State)
    facts: Facts = FACTS
    effects: tuple[Effect, ...] = ()

    def happens(self, event: Event, after: timedelta = timedelta(seconds=90)) -> "Talk":
        """Let something happen."""
        self.facts = replace(self.facts, now=self.facts.now + after)
        taken = step(self.stage, self.state, event, self.facts, NL)
        self.state, self.effects = taken.state, taken.effects
        return self

    def says(self, *texts: str, literal: bool = False, files: Sequence[Attachment] = ()) -> "Talk":
        """Let the person type one thing after the other."""
        for text in texts:
            self.happens(Said(text, tuple(files), literal))
        return self

    def soon(self, text: str, seconds: float = 10) -> "Talk":
        """Let the person type something shortly after."""
        return self.happens(Said(text), timedelta(seconds=seconds))

    def types(self, *words: str) -> "Talk":
        """Let the person type commands."""
        for word in words:
            self.happens(Commanded(word))
        return self

    def taps(self, key: str, *options: str) -> "Talk":
        """Let the person press a button."""
        return self.happens(Chose(key, options))

    def fills(self, files: Mapping[str, Attachment] | None = None, **values: Any) -> "Talk":
        """Let the person send the form."""
        return self.happens(Submitted(values, files or {}))

    # -- looking at what came of the last event

    @property
    def open(self) -> str | None:
        """The question that stands open."""
        return pending(self.stage, self.state, self.facts)

    @property
    def waits(self) -> str | None:
        """What waits for a yes or another choice."""
        return self.state.held.kind if self.state.held else None

    @property
    def asked(self) -> list[tuple[str, str]]:
        return [(effect.key, effect.manner) for effect in self.effects if isinstance(effect, Ask)]

    @property
    def said(self) -> list[str]:
        return [effect.phrase for effect in self.effects if isinstance(effect, Say)]

    @property
    def told(self) -> list[tuple[str, ...]]:
        return [effect.place for effect in self.effects if isinstance(effect, Tell)]

    @property
    def kept(self) -> dict[str, Value]:
        return {effect.question: effect.value for effect in self.effects if isinstance(effect, Record)}

    @property
    def shared(self) -> list[tuple[str, tuple[str, ...], int]]:
        return [(e.level, e.questions, e.repetition) for e in self.effects if isinstance(e, Share)]

    @property
    def ended(self) -> Status | None:
        """How the conversation ended, if it did."""
        return next((effect.status for effect in self.effects if isinstance(effect, Finish)), None)


def wonder(*texts: str, **facts: Any) -> Talk:
    """Return a conversation about the weekly wonder in which these things were typed."""
    return Talk(WONDER, facts=replace(FACTS, **facts)).says(*texts)
