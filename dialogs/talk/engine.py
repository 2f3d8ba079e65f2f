"""All conversation logic: what happens in a dialog when somebody says something, decided without side effects.

``step`` takes the stage as the person reads it, the state and one event, and returns the new state with effects as data.
It never sends, stores, looks at a clock or draws lots.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import assert_never

from dialogs.answers import forms, pieces, refusing, rewriting
from dialogs.answers.kinds import Misunderstood, Unsure
from dialogs.answers.names import named_in, same_name
from dialogs.answers.understanding import says_something, tidy, understand
from dialogs.language.made import can_be_chosen_from
from dialogs.language.parts import Question
from dialogs.language.stages import AGAIN, Stage
from dialogs.saying.phrases import Phrases
from dialogs.talk import commands, holding, late, sharing, steering, taking
from dialogs.talk.conversation import ENOUGH, GROUP, Facts, Held, Mark, State, Status
from dialogs.talk.effects import HEARD, Ask, Effect, Finish, Manner, Obey, Say, Step, Tell, Value
from dialogs.talk.events import Attachment, Chose, Commanded, Edited, Event, Interrupted, Opened, Resumed, Said, Submitted
from dialogs.talk.progress import complete, in_form, pending, question_at, told_before
from dialogs.talk.questions import key_of, labels_of
from dialogs.timing import chosen_days


def step(stage: Stage, state: State, event: Event, facts: Facts, phrases: Phrases) -> Step:
    """Return what an event does to a conversation."""
    turn = Turn(stage, replace(state, looked_at=None) if facts.elsewhere else state, facts, phrases)
    turn.take(event)
    turn.tell_late()
    if not any(isinstance(effect, HEARD) for effect in turn.effects):  # whoever does something hears something
        turn.say("err.closed_meanwhile")
    return Step(turn.state, tuple(turn.effects))


@dataclass(slots=True)
class Turn:
    """One step under way: the state so far and the effects so far."""

    stage: Stage
    state: State
    facts: Facts
    phrases: Phrases
    effects: list[Effect] = field(default_factory=list)
    _open: tuple[State, str | None] | None = None

    # -- events

    def take(self, event: Event) -> None:
        match event:
            case Opened(by_bot=by_bot):
                self.ask(manner="prompt" if by_bot else "full")
            case Resumed():
                self.again()
            case Edited(text=text):
                rewriting.propose(self, text)
            case Interrupted(other=other):
                self.hold(Held("switch", detail=other))
            case Commanded(word=word):
                steering.obey(self, word)
            case Said() if self.state.held is not None:
                holding.answered(self, event)
            case Said(text=text, files=files, literal=literal):
                self.said(tidy(text), files, literal=literal)
            case Chose(key=key, options=options):
                self.chose(key, options)
            case Submitted():
                forms.take(self, event)
            case _:
                assert_never(event)

    def said(self, text: str, files: Sequence[Attachment], *, literal: bool = False) -> None:
        """Take a text as an answer, unless it looks like a second piece or a mistyped command."""
        key = self.pending()
        if not literal and not files and (word := self._near(key, text)):
            self.hold(Held("near", text=text, detail=word))
        elif not literal and not files and pieces.may_be_piece(self, key, text):
            self.hold(Held("piece", text=text))
        elif key is None:
            self.say("err.no_dialog")
        elif self.facts.closed:
            late.offer(self, key, text, files)
        elif not literal and not files and (button := steering.button_meant(self, key, text)):
            steering.control(self, button)
        elif sharing.unseen(self, key) and says_something(text) and not files:
            self.hold(Held("public", text=text, detail=key))
        else:
            self.answer(key, text, files)

    def answer(self, key: str, text: str, files: Sequence[Attachment] = ()) -> None:
        question = self.question(key)
        value = self.understood(question, text, files)
        if isinstance(value, Misunderstood):
            refusing.misunderstood(self, key, question, value, text)
        elif steering.is_gone(self, question, value):
            steering.not_offered(self, key)
        elif isinstance(value, Unsure):
            holding.make_sure(self, key, value, text)
        else:
            self.accept(key, question, value)

    def understood(self, question: Question, text: str, files: Sequence[Attachment] = ()) -> Value | Unsure | Misunderstood:
        """Read an answer to a question; nobody takes the name under which a colleague is known (S01)."""
        value = understand(question, self.labels(question), text, files, self.facts.today)
        if not isinstance(value, Misunderstood) and (near := chosen_days.refused(self, question, value)):
            return near
        if question.sets == "call_name" and any(same_name(text, name) for name in self.facts.names.values()):
            return Misunderstood("name_taken")
        if question.id in self.facts.lists and not can_be_chosen_from(text):
            return Misunderstood("choices")
        return value

    def accept(self, key: str, question: Question, value: Value) -> None:
        """Keep an answer, do what choosing it does, and go on."""
        pressed, value = value, taking.meant(self, question, value)
        if steering.is_gone(self, question, pressed):
            steering.not_offered(self, key)
            return
        if (near := chosen_days.refused(self, question, value)) is not None:
            refusing.misunderstood(self, key, question, near, "")
            return
        if self._shares_or_waits(key, question, value):
            return
        if ENOUGH in value.chosen:
            self.state = self.state.marked(key, Mark(answered=False), last_text=None)  # no piece follows (X15)
            self.go_on()
            return
        ends = taking.take_in(self, key, question, value)
        if value is not pressed:  # what a button stands for is whole: no piece follows (X15)
            self.state = replace(self.state, last_text=None)
        if question.kind == "date" and value.chosen:
            chosen_days.say_day_of(self, question, value.chosen[0])
        if question.public and value.text:
            sharing.make_public(self, key, question.public)
        if key == self.pending() and not ends:
            self.ask(manner="full")
        else:
            self.go_on(ends)

    def _shares_or_waits(self, key: str, question: Question, value: Value) -> bool:
        """Do what an answer says about sharing, or let it wait as it would show a name to others; False for any other."""
        if question.kind == "share":
            sharing.share(self, key, value)
            return True
        if question.id == GROUP:
            sharing.choose_group(self, value)
            return True
        if (question.changes or question.public) and sharing.names_somebody(self, key, value.text or "", "new"):
            return True
        if (naming := sharing.names_in_confirmed(self, key, value)) is not None:
            self.hold(naming)
        return naming is not None

    def chose(self, key: str, options: tuple[str, ...]) -> None:
        if key == "held":
            holding.chosen(self, options)
        elif self.facts.closed:
            steering.old_button(self)
        elif options and options[0] in steering.CONTROLS:
            self.drop()
            steering.control(self, options[0])
        elif key != self.pending():
            steering.old_button(self)
        elif not self.offers(self.question(key), options):
            steering.not_offered(self, key)
        else:
            self.drop()
            self.accept(key, self.question(key), Value(chosen=options))

    # -- going on

    def tell_late(self) -> None:
        """Say once to who goes on after closing that what she tells still counts (S06, C-41)."""
        if self.facts.late and not self.state.told_late and any(isinstance(effect, Ask) for effect in self.effects):
            self.effects.insert(0, Tell(("late",)))
            self.state = replace(self.state, told_late=True)

    def go_on(self, ends: Sequence[str] = ()) -> None:
        """Ask what is open, or end."""
        if ends:
            if not any(isinstance(effect, HEARD) for effect in self.effects):  # the option says nothing of its own
                self._thank(Status(ends[0]))
            self.effects.append(Finish(Status(ends[0])))
        elif self.pending() is None:
            self.finish()
        elif not any(isinstance(effect, Obey) and effect.begins for effect in self.effects):
            self.ask()  # else it waits until what was chosen meanwhile is done (GE8)

    def finish(self) -> None:
        status = Status.SUBMITTED if complete(self.stage, self.state) else Status.SKIPPED
        if status is Status.SUBMITTED and key_of(AGAIN, self.state.repetition) not in self.state.marks:
            told = told_before(self.stage, self.state, key_of(AGAIN, self.state.repetition))
            self.effects.extend(Tell(("info", one.id)) for one in told)
        thanked = any(isinstance(effect, Say | Tell) and _thanks(effect) for effect in self.effects)
        if not thanked or (self.stage.thanks and status is Status.SUBMITTED):  # a format's own thanks are always said
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

    def shared(self) -> bool:
        """Whether the person let others read something of this conversation."""
        given = [(self.question(key), mark) for key, mark in self.state.marks.items() if mark.answered]
        sent = any(asked.free or (asked.asks and mark.chosen) for asked, mark in given)  # who asks (S52), or is asked (V5)
        return sent or any(one.public or sharing.chosen_readers(one, mark) & sharing.READ_BY_OTHERS for one, mark in given)

    # -- small words

    def pending(self) -> str | None:
        """Return the key of the question that stands open, of one that goes on; it is looked for once in each state."""
        if self.facts.over:
            return None
        if self._open is None or self._open[0] is not self.state:
            self._open = (self.state, pending(self.stage, self.state, self.facts))
        return self._open[1]

    def ask(self, manner: Manner = "question") -> None:
        key = self.pending()
        if key is None or self.facts.closed:
            return
        if (self.state.mode or self.stage.mode) == "form" and manner in {"question", "full"} and self._stands_on_form(key):
            manner = "form"
        if key == GROUP:
            self.state = replace(self.state, groups=tuple(self.facts.groups))
        if manner != "prompt" and self.question(key).public:
            self.state = replace(self.state, looked_at=key)
        self.effects.append(Ask(key, manner))

    def again(self, manner: Manner = "question") -> None:
        """Put what waits once more, or else what stands open."""
        if self.state.held is not None:
            self.effects.append(Ask("held", "held"))
        else:
            self.ask(manner)

    def drop(self) -> None:
        """Let go of what waits: the person went another way; a second piece joins what it came after."""
        held = self.state.held
        self.state = replace(self.state, held=None)
        if held is not None and held.kind == "piece":
            pieces.join(self, held.text)

    def hold(self, held: Held) -> None:
        self.state = replace(self.state, held=held)
        self.effects.append(Ask("held", "held"))

    def say(self, phrase: str, **slots: object) -> None:
        self.effects.append(Say(phrase, slots))

    def question(self, key: str) -> Question:
        return question_at(self.stage, self.state, key)

    def labels(self, question: Question) -> dict[str, str]:
        return labels_of(question, self.phrases, self.facts.levels)

    def offers(self, question: Question, options: tuple[str, ...]) -> bool:
        """Whether these options can be chosen here, each once."""
        known = set(options) <= set(self.labels(question)) and len(set(options)) == len(options)
        return known and (question.kind == "multi" or len(options) == 1)

    def _stands_on_form(self, key: str) -> bool:
        return any(key == key_of(question.id, self.state.repetition) for question in in_form(self.stage, self.state))

    def _near(self, key: str | None, text: str) -> str | None:
        if key is not None and self.question(key).kind != "text" and self.answers(key, text):
            return None
        return commands.near_miss(text, self.facts.commands)

    def answers(self, key: str, text: str) -> bool:
        """Whether a text is an answer to a question."""
        return not isinstance(self.understood(self.question(key), text), Misunderstood)

    def names_in(self, text: str) -> tuple[str, ...]:
        return named_in(text, self.facts.names)


def _thanks(effect: Say | Tell) -> bool:
    return isinstance(effect, Say) and effect.phrase.startswith(("thanks.", "share.none", "share.changed"))
