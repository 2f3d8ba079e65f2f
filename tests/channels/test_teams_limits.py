"""Rate limits of Teams are kept ahead of time, in every window, for each conversation and for the app (trust R9)."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.pace import AT_ONCE, Busy
from bot.channels.teams.app import RATE
from bot.channels.teams.limits import MOST, OF_CONVERSATION, SEVERAL, Limits, Turns


class Steady:
    """A steady clock that is moved by waiting alone."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.waited = 0.0

    def __call__(self) -> float:
        return self.seconds

    async def pause(self, seconds: float) -> None:
        await asyncio.wait([asyncio.create_task(nothing())])  # as others get their turn in a real pause
        self.seconds += seconds
        self.waited += seconds


async def nothing() -> None:
    """Do nothing."""


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


async def calls(kept: Limits, clock: Steady, number: int, *, urgent: bool = True, name: str = "a") -> list[float]:
    """Let many call at once, each in a conversation of her own; returns when each may."""

    async def one(this: int) -> float:
        await kept.turn("send", f"{name}:{this}", urgent=urgent)
        return clock.seconds

    return list(await asyncio.gather(*(one(this) for this in range(number))))


async def test_the_app_as_a_whole_calls_at_an_even_pace() -> None:
    clock = Steady()

    moments = await calls(Limits(clock, clock.pause), clock, 100)

    assert all(later - earlier >= 1 - 1e-6 for earlier, later in zip(moments, moments[RATE + AT_ONCE :], strict=False))
    gaps = [later - earlier for earlier, later in zip(moments[AT_ONCE + 1 :], moments[AT_ONCE + 2 :], strict=False)]
    assert all(gap == pytest.approx(1 / RATE) for gap in gaps)


async def test_a_pace_that_was_set_is_kept_and_all_of_it_used() -> None:
    clock = Steady()

    moments = await calls(Limits(clock, clock.pause, rate=45.0), clock, 1_000)

    assert moments[-1] == pytest.approx((1_000 - AT_ONCE - 1) / 45)


async def test_who_waits_for_a_reply_goes_before_a_round_that_began_earlier() -> None:
    clock = Steady()
    kept = Limits(clock, clock.pause)
    round_ = asyncio.create_task(calls(kept, clock, 200, urgent=False, name="round"))
    await asyncio.wait([asyncio.create_task(nothing())])

    replies = await calls(kept, clock, 5, name="reply")

    assert max(replies) <= 6 / RATE
    assert len(await round_) == 200
    assert clock.seconds == pytest.approx((205 - AT_ONCE - 1) / RATE)


async def test_who_gave_up_waiting_takes_no_turn() -> None:
    clock = Steady()
    kept = Limits(clock, clock.pause)
    await calls(kept, clock, AT_ONCE + 1)
    gone = asyncio.create_task(kept.turn("send", "a:gone"))
    there = asyncio.create_task(kept.turn("send", "a:there"))
    await asyncio.wait([asyncio.create_task(nothing())])

    gone.cancel()
    await there

    assert clock.seconds == pytest.approx(1 / RATE)


async def test_what_yields_goes_only_where_nobody_could_want_the_turn() -> None:
    clock = Steady()
    kept = Limits(clock, clock.pause)
    await kept.turn("send", "a:card", yields=True)

    await calls(kept, clock, AT_ONCE)
    with pytest.raises(Busy):
        await kept.turn("send", "a:card", yields=True)
    clock.seconds += AT_ONCE / RATE
    await kept.turn("send", "a:card", yields=True)

    assert clock.waited == 0.0


async def test_processes_that_send_together_keep_to_one_pace() -> None:
    clock, other = Steady(), Steady()
    one, two = Limits(clock, clock.pause), Limits(other, other.pause)
    one.app.senders = two.app.senders = 2

    both = sorted([*await calls(one, clock, 50), *await calls(two, other, 50)])

    assert all(later - earlier >= 1 - 1e-6 for earlier, later in zip(both, both[RATE + 2 * AT_ONCE :], strict=False))


async def test_who_closes_calls_nobody_any_more() -> None:
    clock = Steady()
    kept = Limits(clock, clock.pause)
    kept.app.hold(60.0)
    waiting = asyncio.create_task(kept.turn("send", "a:noor"))
    await asyncio.wait([asyncio.create_task(nothing())])

    await kept.app.close()

    assert not waiting.done()
    waiting.cancel()


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


@pytest.mark.trust("R9")
async def test_a_conversation_that_was_too_much_is_left_alone_for_as_long_as_teams_says_and_no_other_is() -> None:
    clock = Steady()
    kept = Limits(clock, clock.pause)
    kept.refused("send", "a:noor", 4.0)

    await kept.turn("send", "a:bram")
    assert clock.seconds == 0.0
    await kept.turn("send", "a:noor")
    assert clock.seconds == 4.0


@pytest.mark.trust("R9")
async def test_what_is_too_much_in_two_conversations_at_once_is_too_much_for_the_app() -> None:
    clock = Steady()
    kept = Limits(clock, clock.pause)
    kept.refused("send", "a:noor", 30.0)
    clock.seconds = SEVERAL
    kept.refused("send", "a:bram", 30.0)

    await kept.turn("send", "a:samira")

    assert clock.seconds == SEVERAL + 30.0


async def test_what_is_too_much_in_one_conversation_long_after_another_holds_up_only_that_one() -> None:
    clock = Steady()
    kept = Limits(clock, clock.pause)
    for who, moment in (("noor", 0.0), ("bram", 2 * SEVERAL), ("bram", 2 * SEVERAL + 0.1)):
        clock.seconds = moment
        kept.refused("send", f"a:{who}", 30.0)

    await kept.turn("send", "a:samira")

    assert clock.waited == 0.0


async def test_conversations_of_long_ago_are_forgotten() -> None:
    clock = Steady()
    kept = Limits(clock, clock.pause)

    for number in range(MOST + 50):
        await kept.turn("send", f"a:{number}")

    assert len(kept._conversations) == MOST
