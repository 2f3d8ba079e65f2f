"""Rate limits of Teams are kept ahead of time, in every window, for each conversation and for the app."""

import asyncio
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.teams.failures import Busy
from bot.channels.teams.limits import MOST, OF_CONVERSATION, Limits, Turns


class Steady:
    """A steady clock that is moved by waiting alone."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.waited = 0.0

    def __call__(self) -> float:
        return self.seconds

    async def pause(self, seconds: float) -> None:
        self.seconds += seconds
        self.waited += seconds


@given(st.lists(st.floats(0, 3), max_size=400))
def test_no_window_of_a_conversation_ever_holds_more_than_teams_takes(gaps: list[float]) -> None:
    turns, now, taken = Turns(OF_CONVERSATION["send"]), 0.0, []
    for gap in gaps:
        now += gap
        try:
            taken.append(turns.take(now))
        except Busy as busy:
            now += busy.wait
            taken.append(turns.take(now))

    assert taken == sorted(taken)
    for count, span in OF_CONVERSATION["send"]:
        assert all(later - earlier >= span - 1e-6 for earlier, later in zip(taken, taken[count:], strict=False))


def test_the_first_messages_of_a_conversation_wait_for_nothing() -> None:
    turns = Turns(OF_CONVERSATION["send"])

    assert [turns.take(10.0) for _ in range(7)] == [10.0] * 7
    assert [turns.take(10.0) for _ in range(2)] == [11.0, 12.0]


def test_what_yields_takes_half_of_the_turns_and_waits_for_none() -> None:
    turns = Turns(((4, 1.0),))
    assert [turns.take(10.0, yields=True) for _ in range(2)] == [10.0] * 2

    with pytest.raises(Busy) as busy:
        turns.take(10.5, yields=True)

    assert busy.value.wait == 0.5
    assert [turns.take(10.5) for _ in range(2)] == [10.5] * 2
    assert turns.take(12.0, yields=True) == 12.0


def test_whose_turn_is_far_away_is_told_how_far_and_takes_none() -> None:
    turns = Turns(((1, 60.0),))
    turns.take(0.0)

    for _ in range(3):
        with pytest.raises(Busy) as busy:
            turns.take(20.0)
        assert busy.value.wait == 40.0

    assert turns.take(60.0) == 60.0


async def test_the_app_sends_no_more_than_twenty_in_a_second_over_all_conversations() -> None:
    clock = Steady()
    kept = Limits(clock, clock.pause)
    moments: Counter[int] = Counter()
    for number in range(100):
        await kept.turn("send", f"a:{number}")
        moments[int(clock.seconds + 1e-6)] += 1

    assert max(moments.values()) <= 20
    assert clock.seconds >= 4.0


async def test_one_busy_conversation_holds_up_no_other() -> None:
    clock = Steady()
    kept = Limits(clock, clock.pause)
    for _ in range(60):
        await kept.turn("send", "a:noor")
    with pytest.raises(Busy):
        await kept.turn("send", "a:noor")
    before = clock.waited

    await kept.turn("send", "a:bram")
    await kept.turn("read", "a:noor")

    assert clock.waited - before <= 1.0


async def test_many_who_wait_at_once_each_get_a_turn_of_their_own() -> None:
    clock = Steady()
    woken: list[float] = []

    async def note(seconds: float) -> None:
        woken.append(seconds)

    kept = Limits(clock, note)

    await asyncio.gather(*(kept.turn("send", f"a:{number}") for number in range(60)))

    assert Counter(woken) == {1.0: 20, 2.0: 20}


async def test_conversations_of_long_ago_are_forgotten() -> None:
    clock = Steady()
    kept = Limits(clock, clock.pause)

    for number in range(MOST + 50):
        await kept.turn("send", f"a:{number}")

    assert len(kept._conversations) == MOST
