"""A year in which people go along with what others begin: they answer whatever is asked, until nothing is asked any more."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select

from bot.channels.base import Act, Chose, Outgoing, Said
from dialogs.saying.prompt import Prompt
from storage.store import Unit
from storage.tables import conversation
from tests.kit.almanac import first_working
from tests.kit.year import ANSWERS, Sky, Year
from tests.kit.year_words import WORDS, held_by

BEFORE = frozenset(
    {
        "weekly_wonder", "informal_insight_checklist", "week_start_mood", "habit_challenge_check", "quarterly_value_check",
        "assignment", "facilitator_style", "onboarding", "quiet", "transfer_nudges", "trajectory_before", "trajectory_during",
        "trajectory_after", "leergroep_contract", "leergroep_meeting", "leergroep_preparation", "leergroep_setup",
        "leergroep_yield", "case_choice", "concept_choice", "leergroep_instrument_review",
    }
)  # fmt: skip
"""The formats of the year that is foreseen message for message; people do with these what they do there."""
SHORT = frozenset({"pop_feedback_360", "learning_interview", "experiment_review", "duo_final"})
"""Where people say one thing, and leave it at that."""
BACK = "heard back"
"""What somebody is told of what came of something that she asked or chose herself: a reply, in no budget (N2)."""
BROUGHT = "brought"
"""What duo's bring to a moment of all of them, told on the working day before it."""
YES = (
    "Nee, nieuw antwoord",
    "Wisselen",
    "Ja",
    "Dit was",
    "Dit waren",
    "Dit zijn",
    "Graag",
    "Ik doe mee",
    "Met de groep, met",
    "Dat klopt",
)
"""The buttons that people like best, in this order; else they take the first one."""
NO = ("Nu niet", "Nee")
"""What they press where another waardecheck is offered: those of the year stand in the almanac."""
WORD, MOST, GUIDE, AFTER = "Korter schrijven, met minder woorden.", 45, "guide", timedelta(minutes=7)
Said_to = Mapping[str, str | tuple[str, ...]]
"""What somebody says to a question that holds some words; several labels are ticked."""


@dataclass(slots=True)
class WillingYear(Year):
    """Many people in a town, who begin things of their own accord, and go along with what others began."""

    asked: dict[int, list[datetime]] = field(default_factory=lambda: defaultdict(list))
    """When somebody was asked in a conversation, by its number."""
    answered: dict[int, datetime] = field(default_factory=dict)
    """When she answered there, so that it was over."""
    guides: dict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))
    """When who guides a group was told something."""
    kinds: dict[int, tuple[str, str]] = field(default_factory=dict)
    begun: int = 0
    endless: list[str] = field(default_factory=list)
    """What was asked where somebody came to no end."""
    last: dict[str, Outgoing] = field(default_factory=dict)
    noted: int = 0

    async def begins(self, who: str, words: str, said: Said_to) -> None:
        """Let somebody begin something by its word, and answer what is asked then."""
        self.begun += 1
        await self._goes_along(who, Said(words), said)

    async def _goes_along(self, who: str, act: Act, said: Said_to, *, short: bool = False) -> None:
        before: set[str] = set()
        for number in range(MOST):
            shown = await self._does(who, act)
            found = self._next_act(shown.prompt, said, before) if shown is not None else None
            if found is None:
                return
            act = Said("kort") if short and number == 2 else found
        self.endless.append(self.last[who].prompt.text)

    async def _does(self, who: str, act: Act) -> Outgoing | None:
        """Let somebody do something; returns the last that she reads then."""
        self._note()
        self.last.pop(who, None)
        await self.does(who, act)
        self._note()
        if who not in self.last:
            await self.place.app.sender.drain()
            self._note()
        return self.last.get(who)

    def _note(self) -> None:
        sent = self.skies[0].sent
        self.last.update({message.to: message for _, message in sent[self.noted :] if message.place == "person"})
        self.noted = len(sent)

    def _next_act(self, prompt: Prompt, said: Said_to, before: set[str]) -> Act | None:
        """Return what somebody says or presses; None where nothing is asked."""
        labels = {choice.label: choice.id for choice in prompt.choices}
        if prompt.form is not None:
            return Said("een voor een")
        if not (labels or prompt.answer or prompt.text.endswith("?")):
            return None
        again = prompt.text in before
        before.add(prompt.text)
        found = next((words for key, words in said.items() if key in prompt.text), None)
        if found is not None and not again:
            return Said(found) if isinstance(found, str) else Chose(tuple(labels[one] for one in found if one in labels))
        if labels:
            best = NO if labels.keys() & {"Waardecheck plannen", "Ja, plannen"} else YES
            liked = (id_ for yes in best for label, id_ in labels.items() if label.startswith(yes))
            return Chose((next(liked, next(iter(labels.values()))),))
        if again:
            return Said("overslaan")
        dated = prompt.answer is not None and prompt.answer.fields[0].kind == "date"
        return Said(
            f"{first_working((self.place.clock.now() + timedelta(days=30)).date()):%d-%m-%Y} om 13:00" if dated else WORD
        )

    # -- what comes of the bot's own accord

    async def _heard(self, sky: Sky, at: datetime, message: Outgoing) -> None:
        if message.place == "person" and message.to.startswith(GUIDE) and message.kind not in ANSWERS:
            self.guides[message.to].append(at)
            self.plan(at + AFTER, message.to, message)
        await Year._heard(self, sky, at, message)

    async def _held(self, at: datetime, message: Outgoing) -> tuple[str, ...]:
        kinds = await self._kinds(message)
        new = {number: kind for number, kind in kinds.items() if kind[0] not in BEFORE}
        for number in new:
            self.asked[number].append(at)
        known = {what for what in held_by(message) if what in WORDS} if len(new) < len(kinds) or not new else set()
        other = {_told_as(message)} if not (new or known) else set()
        return tuple(sorted({f"{format_id} {stage}" for format_id, stage in new.values()} | known | other))

    async def _kinds(self, message: Outgoing) -> dict[int, tuple[str, str]]:
        """Return in which conversations a message asks, with the format and the stage of each."""
        firsts = (choice.id.partition(".")[0] for choice in message.prompt.choices)
        numbers = dict.fromkeys(int(one[1:]) for one in firsts if one[:1] == "c" and one[1:].isdigit())
        for number in numbers:
            if number not in self.kinds:
                self.kinds[number] = await self._kind_of(number)
        return {number: self.kinds[number] for number in numbers}

    async def _kind_of(self, number: int) -> tuple[str, str]:
        def read(unit: Unit) -> tuple[str, str]:
            query = select(conversation.c.format, conversation.c.stage).where(conversation.c.id == number)
            row = unit.connection.execute(query).one()
            return row.format, row.stage

        return await self.place.app.store.read(read)

    async def _react(self, who: str, message: Outgoing) -> None:
        kinds = await self._kinds(message)
        if not any(format_id not in BEFORE for format_id, _ in kinds.values()):
            await Year._react(self, who, message)
            return
        for number, (format_id, _) in kinds.items():
            hers = {one.label: one.id for one in message.prompt.choices if one.id.startswith(f"c{number}.")}
            act = next((id_ for id_ in hers.values() if id_.endswith("!act")), next(iter(hers.values())))
            if format_id in BEFORE:
                known = tuple(what for what in held_by(message) if what in WORDS)
                await self._press(who, known, {label: id_ for label, id_ in hers.items() if id_.endswith("!act")})
            else:
                await self._goes_along(who, Chose((act,)), {}, short=format_id in SHORT)
                if await self._is_over(number):
                    self.answered.setdefault(number, self.place.clock.now())

    async def _is_over(self, number: int) -> bool:
        def read(unit: Unit) -> bool:
            query = select(conversation.c.ended_at).where(conversation.c.id == number)
            return unit.connection.execute(query).scalar() is not None

        return await self.place.app.store.read(read)


def _told_as(message: Outgoing) -> str:
    """Return what a message is called in which nothing is asked."""
    if message.prompt.text.startswith("**Ingebracht voor "):
        return BROUGHT
    return BACK if message.kind == "notice" else f"{message.format} {message.kind}"
