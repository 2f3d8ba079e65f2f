"""The dry run of somebody who answers nothing: one message a day, also where it tells that it is quiet now (X05, X08, N2)."""

from datetime import datetime
from zoneinfo import ZoneInfo

from dialogs.language.content import Format
from dialogs.timing.nudges import Course
from dialogs.timing.onlooker import Group, Onlooker, Piece
from tests.dialogs.talking import LIBRARY

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
QUIET = LIBRARY.editions["quiet"].dutch


def at(moment: str) -> datetime:
    return datetime.fromisoformat(f"2026-{moment}").replace(tzinfo=AMSTERDAM)


def a_format(name: str) -> Format:
    return LIBRARY.editions["weekly_wonder"].dutch.model_copy(update={"id": name})


def test_x05_the_line_that_it_is_quiet_waits_a_day_where_something_was_said_already() -> None:
    rounds = [("03-05", "03-10"), ("03-12", "03-17"), ("03-19", "03-24"), ("03-26", "03-31")]
    wonder, other = a_format("wonder"), a_format("other")
    weekly = [
        (wonder, wonder.stages[0], Course(at(f"{opens} 14:00"), at(f"{closes} 17:00"))) for opens, closes in rounds
    ]  # fmt: skip
    reminded = Course(at("03-25 10:00"), at("04-03 17:00"), nudges=(at("04-02 09:30"),))
    alone = Onlooker(Group(AMSTERDAM), list(weekly), QUIET)
    busy = Onlooker(Group(AMSTERDAM), [*weekly, (other, other.stages[0], reminded)], QUIET)

    until = at("04-10 12:00")

    assert list(alone.hears(until))[-1] == (at("04-02 10:00"), (Piece("line", "quiet"),))
    assert list(busy.hears(until))[-2:] == [
        (at("04-02 09:30"), (Piece("nudge", "other", "tell"),)), (at("04-03 09:00"), (Piece("line", "quiet"),)),
    ]  # fmt: skip


def test_x05_what_is_optional_goes_by_and_comes_again_and_nobody_is_asked_to_be_quiet() -> None:
    rounds = [("03-05", "03-10"), ("03-12", "03-17"), ("03-19", "03-24"), ("03-26", "03-31")]
    wonder = a_format("wonder")
    stage = wonder.stages[0].model_copy(update={"optional": True})
    weekly = [(wonder, stage, Course(at(f"{opens} 14:00"), at(f"{closes} 17:00"))) for opens, closes in rounds]

    heard = list(Onlooker(Group(AMSTERDAM), weekly, QUIET).hears(at("04-10 12:00")))

    assert heard == [(at(f"{opens} 14:00"), (Piece("prompt", "wonder", "tell"),)) for opens, _ in rounds]


def test_x05_an_optional_stage_beside_a_silent_one_still_comes() -> None:
    rounds = [("03-05", "03-10"), ("03-12", "03-17"), ("03-19", "03-24")]
    wonder = a_format("wonder")
    weekly = [(wonder, wonder.stages[0], Course(at(f"{opens} 14:00"), at(f"{closes} 17:00"))) for opens, closes in rounds]
    extra = wonder.stages[0].model_copy(update={"optional": True, "id": "extra"})
    last = (wonder, extra, Course(at("03-26 14:00"), at("03-31 17:00")))

    heard = list(Onlooker(Group(AMSTERDAM), [*weekly, last], QUIET).hears(at("04-10 12:00")))

    assert heard[-1] == (at("03-26 14:00"), (Piece("prompt", "wonder", "extra"),))
