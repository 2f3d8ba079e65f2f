"""What somebody who starts a round decides for it, and when its stages are reached (S06, GE7). Ids and moments, never texts.

A stage is planned for its people when its opening has come: it may count from a day that was chosen, or from the end of an
earlier stage.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from dialogs.answers.dates import day_in_words, hour_in_words
from dialogs.language.conditions import DECLINED
from dialogs.language.content import Format
from dialogs.language.parts import Question
from dialogs.language.stages import Stage
from dialogs.language.starts import MEETING
from dialogs.saying.phrases import Language
from dialogs.timing.cadence import resolve
from dialogs.timing.timetable import Place, undisturbed
from dialogs.timing.wallclock import to_utc
from dialogs.timing.workdays import DAY_ENDS, same_time_on_a_free_day

DAY = "day"
"""The condition that a day was chosen, and not a button beside it."""
SEVERAL = "#"
"""What stands between a question and a number, where several people are named at it."""
OPENING, CLOSING, HALFWAY, LAST = "opening", "closing", "halfway", "last"


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of one round: who started it and in which conversation, what she chose, and how far it has come."""

    starter: str
    conversation: int
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    """Who does what, by the question that asked for somebody."""
    moments: Mapping[str, datetime] = field(default_factory=dict)
    """The days that were chosen, and the ends of the stages that were reached (UTC)."""
    reached: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()
    """Who was asked to do something for the group and passed it on."""
    silent: tuple[str, ...] = ()
    """Who was asked to do something for the group and said nothing in time."""
    named: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    """Where what was named in its programme was written: the conversation and the question, by the place it fills (S28)."""
    changed: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    """Where the words stand that who leads the group wrote for messages that go by themselves, by their place (X10)."""
    again: bool = False
    """Whether the starter wants to plan the next one as soon as this one is over."""

    def to_json(self) -> dict[str, Any]:
        """Return the plan as plain values."""
        return {
            "starter": self.starter, "conversation": self.conversation, "people": dict(self.people), "again": self.again,
            "chosen": {name: list(values) for name, values in self.chosen.items()},
            "moments": {name: moment.timestamp() for name, moment in self.moments.items()},
            "reached": list(self.reached), "passed": list(self.passed),
            "silent": list(self.silent),
            "named": {name: list(where) for name, where in self.named.items()},
            "changed": {name: list(where) for name, where in self.changed.items()},
        }  # fmt: skip

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> "Plan":
        """Read a plan back."""
        return cls(
            body["starter"],
            body["conversation"],
            {name: tuple(values) for name, values in body["chosen"].items()},
            body["people"],
            {name: datetime.fromtimestamp(at, UTC) for name, at in body["moments"].items()},
            tuple(body["reached"]),
            tuple(body["passed"]),
            tuple(body["silent"]),
            {name: (where[0], where[1]) for name, where in body["named"].items()},
            {name: (where[0], where[1]) for name, where in body["changed"].items()},
            body["again"],
        )

    def holds(self, only_if: Mapping[str, tuple[str, ...]]) -> bool:
        """Whether conditions on what was chosen are met."""
        return all(self._met(name) & set(values) for name, values in only_if.items())

    def _met(self, name: str) -> set[str]:
        chosen = set(self.chosen.get(name, ()))
        if name in self.reached and chosen == {DECLINED}:  # a stage in which nobody did anything
            return {DECLINED, "skipped"}
        days = {DAY for one in chosen if one[0].isdigit()}  # a button beside a day has a name, which begins with a letter
        return chosen | days | {"answered"} if chosen or name in self.named else {"skipped"}

    def has_hour(self, question: Question) -> bool:
        """Whether a day was chosen with its hour, and not a button beside it."""
        return question.time and DAY in self._met(question.id)

    def parts_of(self, person: str) -> list[str]:
        """Return what somebody does or did in it: "starter", "passed", "silent", and the questions that asked for somebody."""
        hers = [question for question, who in self.people.items() if who == person]
        out = {"passed": self.passed, "silent": self.silent}
        return [*["starter"] * (self.starter == person), *hers, *(name for name, who in out.items() if person in who)]

    def asked(self, question: str) -> list[str]:
        """Return whom she named at a question whose round this is, and named beside them later (S39)."""
        return [who for name, who in self.people.items() if name.partition(SEVERAL)[0] == question]

    def asking(self, question: str, people: Iterable[str], *, several: bool = True) -> "Plan":
        """Return the plan with more people named at a question, or with one where it is not for ``several``."""
        named = dict(self.people)
        places = (f"{question}{SEVERAL}{number}" if number or several else question for number in count())
        free = (place for place in places if place not in named)
        for one in people:
            if one not in self.asked(question) and one not in named.values():
                named[next(free)] = one
        return replace(self, people=named)

    def with_changed(self, changed: Mapping[str, tuple[int, str]]) -> "Plan":
        """Return the plan with these words in the place of those of messages that go by themselves (X10)."""
        return replace(self, changed=changed)

    def without(self, person: str) -> "Plan":
        """Return the plan without somebody who was erased; who started it is nobody then."""
        return replace(
            self,
            starter="" if self.starter == person else self.starter,
            people={question: who for question, who in self.people.items() if who != person},
            passed=tuple(who for who in self.passed if who != person),
            silent=tuple(who for who in self.silent if who != person),
        )

    def with_another(self, person: str, instead: str) -> "Plan":
        """Return the plan with somebody under another id, as she turned out to be known under that one too (X12)."""

        def now(one: str) -> str:
            return instead if one == person else one

        return replace(
            self,
            starter=now(self.starter),
            chosen={name: tuple(map(now, values)) for name, values in self.chosen.items()},
            people={question: now(who) for question, who in self.people.items()},
            passed=tuple(map(now, self.passed)),
            silent=tuple(map(now, self.silent)),
        )

    def without_doing(self, person: str, *, silent: bool) -> "Plan":
        """Return the plan after somebody passed something on, or said nothing in time."""
        if silent:
            return replace(self, silent=(*self.silent, person))
        return replace(self, passed=(*self.passed, person))

    def ends(self, stage_id: str, at: datetime) -> "Plan":
        """Return the plan after a stage was reached or ended, with the moment of its end."""
        reached = self.reached if stage_id in self.reached else (*self.reached, stage_id)
        return replace(self, reached=reached, moments={**self.moments, stage_id: at})

    def not_reached(self, stage_id: str) -> "Plan":
        """Return the plan in which a stage is still to be reached."""
        moments = {name: at for name, at in self.moments.items() if name != stage_id}
        return replace(self, reached=tuple(name for name in self.reached if name != stage_id), moments=moments)


@dataclass(frozen=True, slots=True)
class Window:
    """The moments of one stage of a planned round (UTC)."""

    opens: datetime
    closes: datetime | None
    nudges: tuple[datetime, ...]


def day_chosen(
    plan: Plan, question: Question, moment: datetime, zone: ZoneInfo, language: Language, now: datetime | None = None
) -> str:  # fmt: skip
    """Return in words the day that a round was planned for, its hour where one was chosen, its year if not that of ``now``."""
    return (hour_in_words if plan.has_hour(question) else day_in_words)(moment, zone, language, now)


def closing_in_words(format: Format, plan: Plan, closes: datetime, zone: ZoneInfo, language: Language) -> str:
    """Return in words when a stage closes: with the hour, unless that of the day's end or of a day without one."""
    whole = {plan.moments.get(name) for name in format.plan if name in format.dates and not plan.has_hour(format.plan[name])}
    ends = closes in whole or closes.astimezone(zone).time() == DAY_ENDS
    return (day_in_words if ends else hour_in_words)(closes, zone, language)


def in_round(stage: Stage, plan: Plan) -> Stage:
    """Return a stage with what is otherwise in it in such a round."""
    other = stage.otherwise
    if other is None or not plan.holds(other.only_if):
        return stage
    words = {name: word for name in ("window", "invite", "remind") if (word := getattr(other, name)) is not None}
    return Stage.model_construct(**{**dict(stage), **words})


def window_of(
    stage: Stage, plan: Plan, opened: datetime, place: Place, *, reached: datetime | None = None
) -> Window | None:  # fmt: skip
    """Return the moments of a stage, or None while that from which it counts is not known yet.

    What it closes by and reminds at counts from its own opening, its own closing, halfway between, or a day that was chosen.
    It opens no sooner than when it was ``reached``, where that is known.
    """
    until, stage, moments = stage.window.until, in_round(stage, plan), {OPENING: opened, **plan.moments}
    if stage.window.opens.anchor not in moments:
        return None
    opens = max(resolve(stage.window.opens, moments, place.zone, place.calendar), reached or opened)
    own = {**moments, OPENING: opens}
    if stage.window.closes is None:
        return Window(opens, None, ())
    closes = resolve(stage.window.closes, own, place.zone, place.calendar)
    if stage.window.at_least is not None:
        opens = (reached or opened) if closes < opens else opens
        closes = max(closes, resolve(stage.window.at_least, {OPENING: opens}, place.zone, place.calendar))
    opens = _sooner(stage, opens, closes, reached or opened, place)
    closes = max(min(closes, moments.get(until or "", closes)), opens)  # from that day on nothing is taken anyhow
    own |= {OPENING: opens, CLOSING: closes, HALFWAY: opens + (closes - opens) / 2}
    nudges, shorter = (
        tuple(resolve(moment, own, place.zone, place.calendar) for moment in some)
        for some in (stage.window.nudges, stage.window.shorter)
    )
    if stage.window.first_after and nudges[0] < resolve(stage.window.first_after, own, place.zone, place.calendar):
        nudges = nudges[1:]
    return Window(opens, closes, nudges if not shorter or all(one < closes for one in nudges) else shorter)


def _sooner(stage: Stage, opens: datetime, closes: datetime, soonest: datetime, place: Place) -> datetime:
    """Return when a stage opens of which the first free day may lie past its closing: on the last working day before (S11)."""
    wall = opens.astimezone(place.zone)
    if not stage.window.sooner or same_time_on_a_free_day(wall.date(), wall.time(), place.zone, place.calendar) < closes:
        return opens
    before = to_utc(place.calendar.shift(wall.date(), -1), wall.time(), place.zone)
    return max(before, soonest)


def begins_when_asked(stage: Stage, doers: Container[str]) -> bool:
    """Whether the time that somebody has begins when she is asked, and what comes after waits for it (S06, N5).

    So it is where silence means something, and where one of the ``doers`` of a plan does something for the group; not where
    several write, whose texts come together at one moment.
    """
    return bool(stage.silence) or (stage.who in doers and stage.gathers is None)


def her_time(stage: Stage, plan: Plan, asked: datetime, place: Place, zone: ZoneInfo) -> datetime | None:
    """Return until when somebody has, if ever it ends, who is asked at a moment: all her time counts from then (S06, N5).

    A time to decide ends on a working day, where she is (``zone``).
    """
    stage = in_round(stage, plan)
    if stage.window.closes is None:
        return None
    moments = {**plan.moments, stage.window.opens.anchor: asked, OPENING: asked}
    closes = resolve(stage.window.closes, moments, place.zone, place.calendar)
    if stage.window.passes is not None:
        closes = min(closes, resolve(stage.window.passes, moments, place.zone, place.calendar))
    return undisturbed(closes, zone, place) if stage.silence else closes


def ends_at(stage: Stage, window: Window, place: Place) -> datetime:
    """Return when a stage ends, and what counts from that begins; a time to decide ends on a working day (S06)."""
    ends = window.closes or window.opens
    return undisturbed(ends, place.zone, place) if stage.silence else ends


def lasts_whole(format: Format, stage: Stage, plan: Plan) -> bool:
    """Whether a stage lasts its whole time, also where it asks nobody: something is taken until then, or the group reads so."""
    said = (output.head for output in format.outputs if plan.holds(output.only_if))
    return stage.id in format.whole or any(f"{{{stage.id}}}" in head for head in said)


def comes(stage: Stage, plan: Plan) -> bool:
    """Whether a stage is still to be reached in a round."""
    return stage.id not in plan.reached and plan.holds(stage.only_if)


def over_at(format: Format, plan: Plan, opened: datetime, place: Place) -> datetime:
    """Return when a round is over: each of its stages has had its whole time by then.

    Who was done early, or was asked nothing, makes it end no sooner: whether it is still open would tell that of her (K3).
    """
    whole = plan
    for stage in format.reached:
        window = window_of(stage, whole, opened, place) if plan.holds(stage.only_if) else None
        if window is not None:
            whole = whole.ends(stage.id, max(ends_at(stage, window, place), plan.moments.get(stage.id, opened)))
    ends = [whole.moments[name] for name in whole.reached]
    ends += [plan.moments[MEETING]] if format.until_the_meeting else []
    return max(ends, default=opened)
