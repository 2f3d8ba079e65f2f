"""Taking in one act of one person: stored, decided and answered in one unit of work (DESIGN §2, the journey of an answer).

Everything in here runs inside a transaction and may run twice. Nothing is sent from here; what is to be said goes to the
outbox as recipes.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import assert_never

from bot.channels.base import Act, Chose, Deleted, Edited, Incoming, Mentioned, Said, Submitted
from bot.incoming import belonging, buttons, edits, replying
from bot.incoming.asked_now import is_offered
from bot.incoming.doing import ANY_DAY, Doing
from bot.incoming.files import Checked
from bot.incoming.left_open import going_on
from bot.incoming.mentioned import called_in_room
from bot.incoming.objecting import object_to
from bot.outgoing.drawn import Claimant, Ready
from bot.outgoing.titled import titles
from bot.timing.editions import Editions
from bot.timing.reached_again import reached_again
from bot.words import obeying, own_acts
from dialogs.answers.dates import begins_with_a_day
from dialogs.answers.kinds import pick
from dialogs.answers.understanding import tidy
from dialogs.talk import commands, events
from storage.database.packed import unpack
from storage.groups import linked, people
from storage.outgoing import chats
from storage.store import Unit
from storage.talks import conversations, seen
from storage.talks.conversations import Conversation

GLOBAL = frozenset({
    "help", "privacy", "calendar", "team", "deputy", "mine", "who_read", "page", "show", "withdraw", "deleting", "undo", "join",
    "return", "english", "dutch", "link",
})  # fmt: skip


class Unknown(Exception):
    """An act came from an address that belongs to nobody here."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an act: whether it came for the first time, a reply that can go at once, and where it was taken."""

    first: bool
    reply: Ready | None = None
    told_in: int | None = None
    """The conversation in which it was taken, if in one."""


@dataclass(slots=True)
class Turn:
    """One act under way."""

    unit: Unit
    editions: Editions
    incoming: Incoming
    checked: Checked
    now: datetime
    doing: Doing = field(init=False)

    def take(self, claimant: Claimant | None = None) -> Taken:
        """Take the act in, unless it had been taken in before (GE12). Raises Unknown.

        The reply is claimed at once for the sender that is given.
        """
        if not seen.first_time(self.unit, self.incoming.channel, self.incoming.message, self.now):
            return Taken(first=False)
        person = people.by_address(self.unit, self.incoming.channel, self.incoming.person)
        if person is None:
            raise Unknown(self.incoming.person)
        if person.undeliverable is not None:
            # Who writes can be reached again (GE14).
            reached_again(self.unit, self.editions, person, self.now)
            person = replace(person, undeliverable=None)
        if person.follows and person.reached_on != self.incoming.channel:
            linked.reach_on(self.unit, person.id, self.incoming.channel)
        same = self.incoming.sameness
        if same is not None and not chats.pressed_first(self.unit, person.id, same, self.now):
            return Taken(first=False)
        address = f"{self.incoming.channel}:{self.incoming.person}"
        self.doing = Doing(
            self.unit,
            self.editions,
            person,
            address,
            self.named(self.incoming.message),
            self.now,
            self.checked,
        )
        self.act(self.incoming.act)
        return Taken(first=True, reply=replying.send(self.doing, claimant), told_in=self.doing.told_in)

    def named(self, message: str) -> str:
        """Return the name of a message among those of all channels."""
        return f"{self.incoming.channel} {message}"

    def act(self, act: Act) -> None:
        """Find out what the act is about, and do it."""
        match act:
            case Said(text=text):
                self.said(text)
            case Chose(choices=choices, typed=typed):
                if typed and buttons.is_another_matters(self.doing, choices, typed):
                    self.said(typed)
                else:
                    self.chose(choices)
            case Submitted(form=form, values=values, part=part):
                whole = not form.endswith(".!chat")
                self.form(form, events.Submitted(values, self.checked.by_field, whole, part))
            case Mentioned():
                called_in_room(
                    self.doing, act, may_choose=self.doing.person.consent == "yes" or belonging.leads_only(self.doing)
                )
            case Edited(message=message, text=text):
                edits.edited(self.doing, self.named(message), text, may_change=self.may_do("change"))
            case Deleted(message=message):
                edits.deleted(self.doing, self.named(message))
            case _:
                assert_never(act)

    # -- what was typed

    def said(self, text: str) -> None:
        """Take a message: a command when it is one as a whole, else something for the conversation that runs."""
        literal = commands.unquoted(text)
        self.doing.said = tidy(text if literal is None else literal)
        place = belonging.place_for(self.doing)
        current = place.current
        word = self.word_of(text, current) if literal is None and not self.checked.attachments else None
        if word in commands.IN_DIALOG and current is not None and _takes_commands(current) and word is not None:
            self.doing.advance(current, events.Commanded(word))
        elif word is not None and self.may_do(word):
            self.do(word)
        elif literal is None and not self.checked.attachments and (offered := self.offered(text)):
            self.typed(offered, otherwise=self.ask_day_again)
        elif literal is None and not self.checked.attachments and (named := buttons.prompt_named(self.doing, place, text)):
            self.named_prompt(*named)
        elif current is not None:
            said = events.Said(literal if literal is not None else text, self.checked.attachments, literal=literal is not None)
            self.doing.advance(current, said)
        elif self.doing.person.consent != "yes":
            self.introduce(word)
        elif (near := commands.near_miss(text, self.editions.starters)) and not self.checked.attachments:
            self.doing.say("near.ask", {"commando": near}, [(near, "yesno.yes")])
        elif commands.for_another(text, self.editions.starters):
            self.doing.say("err.for_another")
        elif not self.ask_day_again():
            self.doing.say("err.no_dialog")

    def named_prompt(self, conversation: Conversation, button: str) -> None:
        """Do what a typed button of a prompt says; where that closed meanwhile its words are no answer (GE13)."""
        if conversation.running:
            self.reach(conversation, events.Chose("!", (button,)))
        else:
            self.doing.old_button()

    def word_of(self, text: str, current: Conversation | None) -> str | None:
        """Return the command that a whole message is; what can be tapped now as an answer is that answer (DESIGN §6)."""
        word, person = commands.command(text, self.editions.starters), self.doing.person
        begins = word is not None and word.startswith("start ") and current is not None
        return None if begins and is_offered(self.unit, self.editions, person, current, text, self.now) else word

    def offered(self, text: str) -> str | None:
        """Return what was offered outside any conversation, when a text chooses it and nothing was asked since."""
        if not (offers := self.offers()):
            return None
        phrases = self.editions.phrases(self.doing.person.language)
        called = titles(self.unit, self.editions, self.doing.person, (label for _, label in offers)).words
        labels = {word: phrases.texts.get(label, called.get(label, label)) for word, label in offers if label != ANY_DAY}
        chosen = pick(labels, text, yes_or_no=len(labels) == 1)
        if chosen == "yes" or chosen in labels:
            return next(iter(labels)) if chosen == "yes" else chosen
        days = (f"{word} {text}" for word, label in offers if label == ANY_DAY)
        return next(days, None) if begins_with_a_day(text) else None

    def offers(self) -> list[list[str]]:
        """Return the words that were offered outside any conversation, each with its label."""
        return unpack(self.doing.person.offered) if self.doing.person.offered is not None else []

    def ask_day_again(self) -> bool:
        """Ask once more for the day that was asked for outside any conversation, with what was chosen until then (S19)."""
        choices = [(word, label) for word, label in self.offers() if label != ANY_DAY]
        behind = next((word for word, label in self.offers() if label == ANY_DAY), None)
        if behind is not None:
            self.doing.say("err.no_moment", choices=choices, day_after=behind)
        return behind is not None

    # -- what was pressed

    def chose(self, choices: tuple[str, ...]) -> None:
        """Take one or several buttons of one card."""
        first = choices[0] if choices else ""
        if first.startswith("do."):
            self.typed(first.removeprefix("do."))
        elif item := buttons.ITEM.fullmatch(first):
            own_acts.item(self.doing, item["act"].replace("make_private", "private"), int(item["number"]))
        elif several := buttons.TOGETHER.fullmatch(first):
            self.together([int(number) for number in several["numbers"].split("+")], several["act"])
        elif parsed := [buttons.parse(choice) for choice in choices]:
            self.pressed(parsed)
        else:
            self.doing.old_button()

    def typed(self, text: str, otherwise: Callable[[], object] | None = None) -> None:
        """Do what a button says, as if it had been typed; something else where it says nothing."""
        word = commands.command(text, self.editions.starters)
        if word is None:
            (otherwise or self.doing.old_button)()
        else:
            self.do(word)

    def pressed(self, parsed: list[tuple[int, str, str] | None]) -> None:
        """Take buttons of one card; those that do not belong together are none of ours."""
        cards = {one[:2] if one else None for one in parsed}
        card = cards.pop()
        if cards or card is None:
            self.doing.old_button()
            return
        conversation = self.mine(card[0])
        if conversation is not None:
            self.reach(conversation, events.Chose(card[1], tuple(one[2] for one in parsed if one and one[2])))

    def together(self, numbers: list[int], act: str) -> None:
        """Put off or skip all the matters of one message; what was dealt with already stays as it is (N2, N6)."""
        reached = False
        for number in numbers:
            matter = self.mine(number)
            if matter is None:
                return
            if not matter.course.done:
                self.reach(matter, events.Chose("!", (act,)))
                reached = True
        if not reached:
            self.doing.old_button()

    def form(self, form: str, event: events.Submitted) -> None:
        """Take a form that was sent."""
        parsed = buttons.parse(f"{form}.x")
        conversation = self.mine(parsed[0]) if parsed else None
        if event.part is not None:
            object_to(self.doing, conversation, event)
        if parsed is None:
            self.doing.old_button()
        elif conversation is not None:
            self.reach(conversation, event)

    def mine(self, id_: int) -> Conversation | None:
        """Return a conversation when it is this person's; say why not when it is somebody else's, or gone (GE22)."""
        try:
            found = conversations.load(self.unit, id_)
        except KeyError:
            self.doing.old_button()
            return None
        if found.person != self.doing.person.id:
            self.doing.say("not_yours")
            return None
        if not belonging.may_take(self.doing, found):
            self.doing.old_button()
            return None
        return found

    def reach(self, conversation: Conversation, event: events.Chose | events.Submitted) -> None:
        """Press a button in a conversation; one that begins while another runs waits for a choice (GE8)."""
        conversation = going_on(self.unit, self.editions, self.doing.person, conversation, event, self.now)
        late = conversation.closed and isinstance(event, events.Submitted)
        if not conversation.running and not conversation.state.held and not late:
            self.doing.old_button()
            return
        running = self.doing.active()
        begins = isinstance(event, events.Chose) and event.options[:1] == ("!act",)
        if running is not None and running.id != conversation.id and begins:
            self.doing.advance(running, events.Interrupted(f"c{conversation.id}"))
            return
        self.doing.advance(conversation, event)

    # -- commands

    def do(self, word: str) -> None:
        """Carry out a command, or let the consent question come first."""
        if self.may_do(word):
            obeying.obey(self.doing, word)
        else:
            self.introduce(word)

    def may_do(self, word: str) -> bool:
        """Whether somebody may use a word: without consent only what explains, and what is about her own (S01, S02)."""
        name, _, detail = word.partition(" ")
        consent = self.doing.person.consent
        if consent == "yes" or name in GLOBAL:
            return True
        format_id, _, plan = detail.partition(" ")
        if (
            name in {"round", "meetings", "sign_up", "change", "ahead", "retract", "room", "switch"}
            or (name == "start" and plan)
        ) and belonging.leads_only(self.doing):
            return True
        own = name in {"pause", "overview", "zone", "menu"} or (name == "start" and self.editions.for_anybody(format_id))
        return own and (consent != "none" or obeying.is_asked_nothing(self.doing))

    def introduce(self, word: str | None) -> None:
        """Say who the bot is to somebody who did not agree yet; nothing is kept (S01).

        Who takes part nowhere is told how she can, when she wants to begin something of herself.
        """
        if word is not None and word.startswith("start ") and obeying.is_asked_nothing(self.doing):
            self.doing.say("welcome.for_members")
        obeying.introduce(self.doing)


def _takes_commands(conversation: Conversation) -> bool:
    """Whether there is something in a conversation to steer: it runs, or something waits in it."""
    return conversation.ended_at is None or conversation.state.held is not None
