"""All conversation logic: what happens in a dialog when somebody says something, decided without side effects.

``step`` takes the stage as the person reads it, the state and one event, and returns the new state with effects as data.
It never sends, stores, looks at a clock or draws lots.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import assert_never

from dialogs import commands, holding
from dialogs.content import AGAIN, Option, Question, Stage
from dialogs.conversation import (
    MISSES,
    Ask,
    Attachment,
    Change,
    Chose,
    Commanded,
    Echo,
    Effect,
    Event,
    Explain,
    Facts,
    Finish,
    Held,
    Help,
    Interrupted,
    Mark,
    Nudged,
    Opened,
    Record,
    Resumed,
    Said,
    Say,
    SetFact,
    Share,
    Start,
    State,
    Status,
    Step,
    Submitted,
    Tell,
    Value,
    Withdraw,
)
from dialogs.names import named_in
from dialogs.phrases import Phrases
from dialogs.progress import complete, pending
from dialogs.questions import again_question, holds, key_of, labels_of, split_key
from dialogs.understanding import Misunderstood, says_something, tidy, understand

CONTROLS = frozenset({"!act", "!later", "!skip"})
"""The three buttons under a prompt (N6)."""


def step(stage: Stage, state: State, event: Event, facts: Facts, phrases: Phrases) -> Step:
    """Return what an event does to a conversation."""
    turn = Turn(stage, state, facts, phrases)
    turn.take(event)
    return Step(turn.state, tuple(turn.effects))


@dataclass(slots=True)
class Turn:
    """One step under way: the state so far and the effects so far."""

    stage: Stage
    state: State
    facts: Facts
    phrases: Phrases
    effects: list[Effect] = field(default_factory=list)

    # -- events

    def take(self, event: Event) -> None:
        match event:
            case Opened(by_bot=by_bot):
                self.ask(manner="prompt" if by_bot else "full")
            case Nudged():
                self.ask(manner="reminder")
            case Resumed():
                self.ask()
            case Interrupted(other=other):
                self.hold(Held("switch", detail=other))
            case Commanded(word=word):
                holding.drop(self)
                self.obey(word)
            case Said() if self.state.held is not None:
                holding.answered(self, event)
            case Said(text=text, files=files, literal=literal):
                self.said(tidy(text), files, literal=literal)
            case Chose(key=key, options=options):
                self.chose(key, options)
            case Submitted():
                self.submitted(event)
            case _:
                assert_never(event)

    def said(self, text: str, files: Sequence[Attachment], *, literal: bool = False) -> None:
        """Take a text as an answer, unless it looks like a second piece or a mistyped command."""
        key = pending(self.stage, self.state, self.facts)
        if self.facts.closed and key is not None and not complete(self.stage, self.state):
            self.hold(Held("expired", text=text))
        elif not literal and not files and (word := self._near(key, text)):
            self.hold(Held("near", text=text, detail=word))
        elif not literal and not files and holding.may_be_piece(self, key, text):
            self.hold(Held("piece", text=text))
        elif key is None:
            self.say("err.no_dialog")
        else:
            self.answer(key, text, files)

    def answer(self, key: str, text: str, files: Sequence[Attachment] = ()) -> None:
        question = self.question(key)
        value = understand(question, self.labels(question), text, files)
        if isinstance(value, Misunderstood):
            self.misunderstood(key, question, value, text)
        else:
            self.accept(key, question, value)

    def chose(self, key: str, options: tuple[str, ...]) -> None:
        if key == "held":
            holding.chosen(self, options)
        elif options and options[0] in CONTROLS:
            holding.drop(self)
            self.control(options[0])
        elif key != pending(self.stage, self.state, self.facts) or not self._offers(key, options):
            self.old_button()
        else:
            holding.drop(self)
            self.accept(key, self.question(key), Value(chosen=options))

    def submitted(self, form: Submitted) -> None:
        """Take a whole form: each value as if it had been typed, and what is not there as skipped."""
        for question in self.stage.questions:
            key = key_of(question.id, 0)
            if key in self.state.marks or not holds(question, self.state) or question.kind == "share":
                continue
            files = (form.files[question.id],) if question.id in form.files else ()
            given = form.values.get(question.id)
            value: Value | Misunderstood
            if isinstance(given, list | tuple) or (given and question.kind in {"choice", "yesno", "multi"}):
                chosen = tuple(given) if isinstance(given, list | tuple) else (str(given),)
                value = Value(chosen=chosen) if self._offers(key, chosen) else Misunderstood("unknown")
            elif files or (isinstance(given, str) and says_something(given)):
                value = understand(question, self.labels(question), tidy(given or ""), files)
            elif question.required:
                value = Misunderstood("empty")
            else:
                self.state = self.state.marked(key, Mark(answered=False))
                continue
            if isinstance(value, Misunderstood):
                self.misunderstood(key, question, value, given if isinstance(given, str) else "")
                return
            self.keep(key, question, value)
        self.go_on()

    def control(self, option: str) -> None:
        key = pending(self.stage, self.state, self.facts)
        if key is None or self.facts.closed:
            self.old_button()
        elif option == "!act":
            self.ask(manner="full")
        elif option == "!later":
            self.hold(Held("later"))
        elif complete(self.stage, self.state):
            self.finish()
        else:
            self.skip_all()

    def obey(self, word: str) -> None:
        """Carry out one of the commands that a dialog answers itself."""
        key = pending(self.stage, self.state, self.facts)
        match word:
            case "help":
                self.say("help.step")
                self.effects.append(Help())
                self.ask(manner="full")
            case "why" if key:
                self.effects.append(Explain(key))
                self.ask()
            case "skip" if key:
                self.skip(key)
            case "back":
                self.back()
            case "later" if key:
                self.hold(Held("later"))
            case "stop":
                self.stop()
            case _:
                self.say("err.no_dialog")

    # -- answers

    def accept(self, key: str, question: Question, value: Value) -> None:
        """Keep an answer, do what choosing it does, and go on."""
        chosen = [question.options[name] for name in value.chosen if name in question.options]
        if any(option.again for option in chosen):
            self._options_speak(key, question, value)
            self.ask(manner="full")
            return
        if question.kind == "share":
            holding.share(self, key, value)
            return
        self.keep(key, question, value)
        self._options_speak(key, question, value)
        ended = next((option.ends for option in chosen if option.ends), None)
        if ended:
            self.effects.append(Finish(Status(ended)))
        else:
            self.go_on()

    def keep(self, key: str, question: Question, value: Value) -> None:
        """Mark a question as answered, and record what was answered."""
        name, repetition = split_key(key)
        names = self.names_in(value.text or "")
        self.state = self.state.marked(key, Mark(answered=True, chosen=value.chosen, names=names))
        if name == AGAIN:
            again = value.chosen == ("yes",)
            self.state = replace(self.state, repetition=repetition + again, last_text=None)
            return
        if question.changes:
            self.effects.append(Change(value.text or ""))
        elif question.sets is not None:
            self.effects.append(SetFact(question.sets, value.chosen or ((value.text,) if value.text else ())))
        elif not any(option.acts for option in question.options.values()):
            self.effects.append(Record(name, repetition, value))
        kept_text = value.text is not None and question.kind == "text" and question.sets is None
        self.state = replace(self.state, last_text=key if kept_text else None, last_at=self.facts.now if kept_text else None)
        for option in (question.options[choice] for choice in value.chosen if choice in question.options):
            self._act(option, repetition)

    def _act(self, option: Option, repetition: int) -> None:
        if option.shares:
            self.effects.append(Share(option.shares, (), repetition))
        if option.withdraws:
            self.effects.append(Withdraw())
        if option.opens:
            self.effects.append(Start(option.opens, trial=True))

    def _options_speak(self, key: str, question: Question, value: Value) -> None:
        name, _ = split_key(key)
        self.effects.extend(
            Tell(("option", name, choice))
            for choice in value.chosen
            if choice in question.options and question.options[choice].says
        )

    def misunderstood(self, key: str, question: Question, problem: Misunderstood, text: str) -> None:
        """Say in plain words why this is no answer; after three times offer a way out (GE9)."""
        misses = self.state.misses + 1
        self.state = replace(self.state, misses=misses, echo="")
        match problem.reason:
            case "too_long":
                self.state = replace(self.state, echo=text)
                self.say("err.too_long", aantal=len(text), max=question.max)
                self.effects.append(Echo())
                return
            case "empty":
                self.say("err.too_short")
            case "file":
                self.say("err.file", max="10 MB")
            case "file_not_here":
                self.say("err.file_not_here")
            case "unknown" if misses >= MISSES:
                self.say("err.unknown_third")
            case "unknown":
                self.say("err.unknown", options=list(self.labels(question)), question=key)
        self.ask(manner="full")

    # -- going on

    def go_on(self) -> None:
        """Ask what is open, or end."""
        key = pending(self.stage, self.state, self.facts)
        if key is None:
            self.finish()
        else:
            self.ask()

    def finish(self) -> None:
        status = Status.SUBMITTED if complete(self.stage, self.state) else Status.SKIPPED
        if not any(isinstance(effect, Say | Tell) and _thanks(effect) for effect in self.effects):
            self._thank(status)
        self.effects.append(Finish(status))

    def _thank(self, status: Status) -> None:
        if status is Status.SKIPPED:
            self.say("skip.round")
        elif self.stage.thanks:
            self.effects.append(Tell(("thanks",)))
        elif (self.facts.trial or self.stage.shared_at) and not self.shared():
            self.say("thanks.private")
        else:
            self.say(f"thanks.{1 + len(self.state.marks) % 6}")

    def skip(self, key: str) -> None:
        question = self.question(key)
        if question.required and self.state.back is None:
            if complete(self.stage, self.state):  # asked once more (repeat): what was told before stays told
                self.finish()
            else:
                self.hold(Held("skip_all"))
            return
        if self.state.back is None:
            self.state = self.state.marked(key, Mark(answered=False))
        self.state = replace(self.state, back=None, misses=0)
        self.say("share.none" if question.kind == "share" else "skip.question")
        self.go_on()

    def skip_all(self) -> None:
        self.effects.append(Tell(("skip_says",)) if self.stage.prompt.skip_says else Say("skip.round"))
        self.effects.append(Finish(Status.SKIPPED))

    def back(self) -> None:
        """Put the previous answered question again; its answer stays unless it is replaced (§4.1)."""
        done = [key for key in self.state.marks if split_key(key)[0] != AGAIN]
        if self.state.back in done:
            done = done[: done.index(self.state.back)]
        if not done:
            self.say("back.first")
        else:
            self.state = replace(self.state, back=done[-1], last_text=None)
        self.ask(manner="full")

    def stop(self) -> None:
        if complete(self.stage, self.state):
            self.say("stop.shared" if self.shared() else "stop.submitted")
            self.effects.append(Finish(Status.SUBMITTED))
        elif any(mark.answered for mark in self.state.marks.values()):
            self.hold(Held("stop"))
        else:
            self.say("skip.round")
            self.effects.append(Finish(Status.SKIPPED))

    def shared(self) -> bool:
        """Whether the person let others read something of this conversation."""
        chosen = (mark.chosen for key, mark in self.state.marks.items() if self.question(key).kind == "share")
        return any(levels not in {(), ("V0",)} for levels in chosen)

    def old_button(self) -> None:
        """Answer a button of a card that was dealt with already; nothing changes (GE13)."""
        self.say("err.old_button" if pending(self.stage, self.state, self.facts) else "err.old_closed")
        if self.state.held is not None:
            self.effects.append(Ask("held", "held"))
        elif pending(self.stage, self.state, self.facts) and not self.facts.closed:
            self.ask()

    # -- small words

    def ask(self, manner: str = "question") -> None:
        key = pending(self.stage, self.state, self.facts)
        if key is None:
            return
        if self.stage.mode == "form" and split_key(key)[0] != AGAIN and self.question(key).kind != "share":
            manner = "form" if manner in {"question", "full"} else manner
        self.effects.append(Ask(key, manner))  # type: ignore[arg-type]

    def hold(self, held: Held) -> None:
        self.state = replace(self.state, held=held)
        self.effects.append(Ask("held", "held"))

    def say(self, phrase: str, **slots: object) -> None:
        self.effects.append(Say(phrase, slots))

    def question(self, key: str) -> Question:
        name, _ = split_key(key)
        return again_question(self.stage) if name == AGAIN else self.stage.question(name)

    def labels(self, question: Question) -> dict[str, str]:
        return labels_of(question, self.phrases, self.facts.levels)

    def _offers(self, key: str, options: tuple[str, ...]) -> bool:
        question = self.question(key)
        known = set(options) <= set(self.labels(question))
        return known and (question.kind == "multi" or len(options) == 1) and question.kind not in {"text", "file"}

    def _near(self, key: str | None, text: str) -> str | None:
        if key is not None and self.question(key).kind in {"choice", "multi", "yesno", "share"}:
            question = self.question(key)
            if isinstance(understand(question, self.labels(question), text, ()), Value):
                return None
        return commands.near_miss(text, self.facts.commands)

    def names_in(self, text: str) -> tuple[str, ...]:
        return named_in(text, self.facts.names)


def _thanks(effect: Say | Tell) -> bool:
    return isinstance(effect, Say) and effect.phrase.startswith(("thanks.", "share.none", "share.changed"))
