"""Doing what a conversation decided: its effects become rows, what is to be said becomes recipes (DESIGN §2, 4–6)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.gatherings import agreements, asking_others, free_moments, ledgers, own_programmes, seconding
from bot.incoming import kept_effects, parking, standing
from bot.incoming.beginning import begin_later, begin_own, begin_trial, chosen_already, come_back_to
from bot.incoming.files import Checked
from bot.incoming.scenes import facts_of
from bot.incoming.surroundings import Setting, setting_of
from bot.outgoing import leading_on, own_question, peers, points
from bot.outgoing.conversing import Told
from bot.planned import asked_beside, confirming, going_on, plans, whole_time
from bot.timing import offers
from bot.timing.editions import Editions
from bot.timing.planning import next_moment
from bot.words import obeying
from dialogs.talk import effects, events
from dialogs.talk.engine import step
from dialogs.talk.holding import let_go
from dialogs.talk.progress import pending, status_of
from storage.groups import people
from storage.groups.people import Person
from storage.store import Unit
from storage.talks import conversations, finding, undo
from storage.talks.conversations import Conversation
from storage.talks.undo import Undo
from storage.timing import pushing

ANY_DAY = "any day"
"""What stands beside the words behind which a day that is typed may stand, among what is offered."""
LATELY = 3
"""How many conversations back something is looked for that still waits after closing."""


@dataclass(slots=True)
class Doing:
    """What one act of one person leads to, gathered and then sent as one message."""

    unit: Unit
    editions: Editions
    person: Person
    address: str
    cause: str
    now: datetime
    checked: Checked = field(default_factory=Checked)
    parts: list[dict[str, Any]] = field(default_factory=list)
    about: int | None = None
    told_in: int | None = None
    """The conversation in which the act was taken first, if in one."""
    said: str = ""
    """What the person wrote, when that is what she did."""
    settings: dict[int, Setting] = field(default_factory=dict)
    told: Told = field(default_factory=dict)
    touched: dict[int, Conversation] = field(default_factory=dict)
    """The conversations in which something happened, as they are kept."""
    chosen: Mapping[str, str] = field(default_factory=dict)
    """What is chosen already in the dialog that begins now (S18)."""
    read_otherwise: set[int] = field(default_factory=set)
    """The own answers that have other readers now."""

    def message_of(self, text: str | None) -> str | None:
        """Return the name of the message that is under way, where it is just this text; an answer may be made of more."""
        return self.cause if text and text == self.said else None

    # -- saying

    def say(
        self, phrase: str, slots: Mapping[str, Any] | None = None, choices: Sequence[tuple[str, str]] = (),
        *, day_after: str | None = None, team: str | None = None,
    ) -> None:  # fmt: skip
        """Say one of the bot's sentences, outside any conversation.

        Where it asks for a day, ``day_after`` are the words behind which that day stands when all of it is typed. It names
        the people of ``team`` where that need not be her own.
        """
        part = {"say": phrase, "with": dict(slots or {}), "choices": list(choices), "day_after": day_after}
        self.parts.append(part | ({"team": team} if team else {}))

    def unsay(self, conversation: int) -> None:
        """Leave out what a button in a conversation was to say, where it did not come true."""
        self.parts = [part for part in self.parts if not ("tell" in part and part["conv"] == conversation)]

    def offered(self) -> list[list[str]]:
        """Return what is offered outside any conversation, after the last question of one: that is what was asked last."""
        asks = [place for place, part in enumerate(self.parts) if "ask" in part]
        last = self.parts[asks[-1] :] if asks else self.parts
        found = [list(choice) for part in last for choice in part.get("choices", ())]
        return found + [[part["day_after"], ANY_DAY] for part in last if part.get("day_after")]

    # -- conversations

    def active(self) -> Conversation | None:
        """Return the conversation the person is in the middle of."""
        if self.person.active is None:
            return None
        found = conversations.load(self.unit, self.person.active)
        return found if found.running else None

    def advance(self, conversation: Conversation, event: events.Event) -> None:
        """Let something happen in a conversation, and do what follows."""
        self.told_in = self.told_in or conversation.id
        setting = setting_of(self.unit, self.editions, self.person, conversation, self.now)
        facts = facts_of(self.unit, setting, self.now, self.editions.starters)
        self.apply(setting, step(setting.stage, conversation.state, event, facts, setting.phrases))

    def apply(self, setting: Setting, taken: effects.Step) -> None:
        """Keep the new state, do the effects, and go on with what waits when the conversation is over."""
        before = setting.conversation
        status = status_of(setting.stage, taken.state) if before.running else before.status
        kept = replace(before, state=taken.state, status=status, touched_at=self.now, resume_at=None,
                       prompted_at=before.prompted_at or self.now)  # fmt: skip
        self.about = self.about or kept.id
        after: list[effects.Effect] = []
        for effect in taken.effects:
            kept = self.effect(setting, kept, effect, after)
        kept = free_moments.as_shown(self.unit, setting, kept, taken.effects, self.now)
        conversations.save(self.unit, kept, next_moment(kept, self.person, setting.team))
        self.touched[kept.id] = kept
        anew = effects.SetFact | effects.Record if setting.stage.offers_told else effects.SetFact
        moved_back = setting.stage.offers_told and kept.state.back != before.state.back
        same = (kept.state.group, kept.state.listed) == (before.state.group, before.state.listed)
        if (
            same and not moved_back and not any(isinstance(one, anew) for one in taken.effects)
        ):  # else names and more are looked up anew
            self.settings[kept.id] = replace(setting, person=self.person, conversation=kept)
        thrown = any(isinstance(one, effects.Discard) for one in taken.effects)
        if setting.stage.silence and kept.ended_at is not None and before.ended_at is None and not thrown:
            confirming.settle(self.unit, setting, kept, self.now)
        stays = kept.running and kept.resume_at is None
        self.settle_active(kept, stays=stays)
        for effect in after:
            self.afterwards(setting, kept, effect)
        beside = effects.Obey | effects.ComeBack
        led_on = self.person.active is not None or any(not isinstance(effect, beside) for effect in after)
        if not stays and not led_on and kept.state.held is None:
            self.resume_waiting(kept)
        own_question.offer(self, setting, kept)
        self.follow(setting, kept)

    def follow(self, setting: Setting, kept: Conversation) -> None:
        """Do what follows from a conversation for others, for a round, or for what comes later; some of it as it ends, once."""
        ended = kept.ended_at is not None and setting.conversation.ended_at is None
        asking_others.went_on(self, setting, kept, ended=ended)
        if ended:
            seconding.said_yes(self, setting, kept)
            points.say(self, setting, kept)
            leading_on.offer(self, setting, kept)
            own_programmes.missed(self, setting, kept)
            ledgers.booked(self.unit, setting, self.now)
            asked_beside.more(self, setting, kept)
            standing.goes_on(self.unit, self.editions, setting, kept, self.now)
            come_back_to(self.unit, self.editions, setting, kept, self.now)
            whole_time.ask_what_is_confirmed(self.unit, self.editions, setting, self.now)
        if kept.ended_at is not None:
            plans.finished(self.unit, self.editions, setting, kept, self.now)
            offers.moved(self.unit, setting, kept, self.now)
        if ended:
            going_on.prolong(self.unit, self.editions, setting, kept, self.now)
        if kept.ended_at is not None and self.editions.introduces(kept):
            pushing.look_again(self.unit, self.person.id, self.now)  # what waited for it may be asked now

    def settle_active(self, kept: Conversation, *, stays: bool) -> None:
        """Remember which conversation the person is in."""
        if not stays:
            self.leave(kept.id)
        elif self.person.active != kept.id:
            people.set_active(self.unit, self.person.id, kept.id)
            self.person = replace(self.person, active=kept.id)

    def effect(self, setting: Setting, kept: Conversation, effect: effects.Effect, after: list[effects.Effect]) -> Conversation:
        """Do one effect; what touches other conversations waits in ``after``."""
        match effect:
            case effects.Ask(key=key, manner=manner):
                self.parts.append({"ask": key, "manner": manner, "conv": kept.id})
            case effects.Say(phrase=phrase, slots=slots):
                self.parts.append({"say": phrase, "with": dict(slots), "conv": kept.id})
            case effects.Tell(place=place):
                self.parts.append({"tell": list(place), "conv": kept.id})
            case effects.Help():
                self.parts.append({"help": True})
            case effects.Echo():
                self.parts.append({"echo": True, "conv": kept.id})
            case effects.Explain(key=key):
                self.parts.append({"why": key, "conv": kept.id})
            case effects.Finish(status=status):
                over = replace(kept.state, held=None, echo="")
                return replace(kept, status=status, ended_at=self.now, state=over)
            case effects.Park(until=until):
                after.append(effect)
                return parking.park(self, kept, until)
            case effects.Start() | effects.Switch() | effects.Carry() | effects.Obey() | effects.ComeBack():
                after.append(effect)
            case _:
                kept_effects.keep(self, setting, effect, kept.state.marks)
        return kept

    def remember(self, choice: Undo | None) -> None:
        """Keep how things stood before a choice, so that it can be taken back; None where the last one cannot (X17)."""
        undo.keep(self.unit, self.person.id, choice)

    def leave(self, *conversation_ids: int) -> None:
        """Be in no conversation any more, if it was one of these."""
        if self.person.active in conversation_ids:
            people.set_active(self.unit, self.person.id, None)
            self.person = replace(self.person, active=None)

    def afterwards(self, setting: Setting, kept: Conversation, effect: effects.Effect) -> None:
        """Do what leads to another conversation."""
        self.told.clear()
        match effect:
            case effects.Park(until=until):
                parking.park_alike(self, kept, until)
            case effects.Start(format=format_id):
                self.open_with(begin_trial(self.unit, self.editions, self.person, format_id, kept.id, self.now))
            case effects.ComeBack():
                begin_later(self.unit, self.editions, setting, effect, self.now)
            case effects.Switch(other=other):
                self.switch(other)
            case effects.Carry(text=text):
                ended = replace(conversations.load(self.unit, kept.id), ended_at=self.now)
                conversations.save(self.unit, ended, None)
                begun = begin_own(self.unit, self.editions, self.person, kept.format, self.cause, self.now, kept.team)
                if begun is not None:  # a choice that waits in it would take the text for a wrong answer, and lose it
                    begun = replace(begun, state=let_go(begun.state))
                    self.advance(begun, events.Said(text, literal=True))
            case effects.Obey(word=word) if word in _IN_ROUNDS:
                _IN_ROUNDS[word](self, setting, kept)
            case effects.Obey(word=word, chosen=chosen):
                self.chosen = chosen
                obeying.obey(self, word, team=kept.team, interrupt=not kept.running)
            case _:
                raise TypeError(effect)

    def switch(self, other: str) -> None:
        """Go to another conversation; the one that was left waits."""
        if other.startswith("c"):
            conversation = conversations.load(self.unit, int(other[1:]))
            if conversation.running:
                self.advance(conversation, events.Chose("!", ("!act",)))
            else:
                self.old_button()
        else:
            obeying.obey(self, other, interrupt=False)

    def open_with(self, conversation: Conversation | None) -> None:
        """Put the first question of a conversation that the person started."""
        if conversation is not None:
            begun = replace(conversation, state=chosen_already(conversation.state, self.chosen))
            self.chosen = {}
            self.advance(begun, events.Opened(by_bot=False))

    def resume_waiting(self, left: Conversation) -> None:
        """Take up what was left for the conversation that has just ended (GE8)."""
        for waiting in finding.open_of(self.unit, self.person.id):
            if waiting.id == left.id or waiting.resume_at is not None or waiting.touched_at is None:
                continue
            setting = setting_of(self.unit, self.editions, self.person, waiting, self.now)
            facts = facts_of(self.unit, setting, self.now, {})
            if pending(setting.stage, waiting.state, facts) is not None and not facts.closed:
                self.take_up(waiting)
                return
        latest = finding.latest_of(self.unit, self.person.id, LATELY)
        late = next((one for one in latest if one.closed and one.state.held is not None), None)
        if late is not None:  # what was written after closing waits until its author says where it goes (GE1)
            self.take_up(late)

    def take_up(self, waiting: Conversation) -> None:
        """Put what stood open in a conversation once more, and say what it was about."""
        self.parts.append({"say": "err.resume", "conv": waiting.id})
        self.about = waiting.id
        self.advance(waiting, events.Resumed())

    def again(self) -> None:
        """Put the question at hand once more, after something beside it; a question of its own is answered first."""
        running = self.active()
        if running is not None and not self.offered():
            self.advance(running, events.Resumed())

    def old_button(self) -> None:
        """Answer a button of something that is over; nothing changes (GE13)."""
        running = self.active()
        if running is None:
            self.say("err.old_closed")
        else:
            self.parts.append({"say": "err.old_button", "conv": running.id})
            self.advance(running, events.Resumed())


_IN_ROUNDS: Mapping[str, Callable[[Doing, Setting, Conversation], object]] = {
    "open round": seconding.open_round, "pass on": plans.pass_on, "agree": agreements.agree, "end together": asking_others.end,
    "publish": peers.publish, "gather longer": asked_beside.longer, "gather named": asked_beside.named,
    "gather no more": asked_beside.no_more,
    "end programme": going_on.end,
}  # fmt: skip
"""What is done with what was chosen or written, by the word of an option: in a round, with somebody else, or for peers."""
