"""Mattermost: a press is answered at once, counts once, and nobody is thanked for what was not kept (reference §8, R16)."""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.channels.base import Chose, Incoming, Outgoing
from bot.channels.in_time import InTime
from bot.channels.mattermost.attachments import BUTTONS, LONGEST, Tap, action_id, shortened, taps
from bot.channels.mattermost.callbacks.posted import Posted
from bot.channels.mattermost.callbacks.pressing import Open, Press, Pressing, Words
from bot.channels.mattermost.callbacks.reaching import arrived
from bot.channels.mattermost.callbacks.sealing import LASTS, PURPOSE, Sealing
from bot.channels.mattermost.callbacks.trigger import Triggers
from bot.channels.mattermost.callbacks.wiring import LOOK_AGAIN, LOOK_SOON, Callbacks
from bot.channels.mattermost.people import People
from bot.channels.mattermost.rest import Away, Rest
from dialogs.saying.prompt import Choice, Prompt
from storage.errors import NotSaved
from storage.store import Unit
from storage.tables import outbox
from tests.channels.test_mattermost_forgeries import NOT_MINE, TEXT, calls, hers, told
from tests.kit.logs import captured
from tests.kit.mattermost import BOT, TOKEN
from tests.kit.pressing_town import PressingTown, pressing_town
from tests.kit.town import TEAM, shipped_library

NOT_SAVED = "Nog niet opgeslagen."
DUTCH = shipped_library().phrases["nl"]


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[PressingTown]:
    async with pressing_town(tmp_path, formats=["weekly_wonder"]) as opened:
        await opened.until("thu 14:00")
        yield opened


def said(answer: object) -> str:
    """Return what somebody who pressed is told."""
    assert isinstance(answer, dict)
    return str(answer.get("ephemeral_text", ""))


# -- what is drawn


def test_few_choices_are_buttons_and_more_are_a_list() -> None:
    choices = tuple(Choice(f"c1.a.{number}", f"Dag {number}") for number in range(BUTTONS + 1))

    few = taps(Prompt("Welke?", choices=choices[:BUTTONS]), DUTCH)
    (more,) = taps(Prompt("Welke?", choices=choices), DUTCH)

    assert [(tap.what, tap.refs, tap.label) for tap in few] == [("choose", (one.id,), one.label) for one in choices[:BUTTONS]]
    assert (more.what, more.refs, more.options) == ("pick", tuple(one.id for one in choices), choices)


def test_what_offers_nothing_has_nothing_to_tap() -> None:
    assert list(taps(Prompt("Dank je."), DUTCH)) == []


@pytest.mark.parametrize(("label", "drawn"), [
    ("Deel met de groep", "Deel met de groep"),
    ("  Deel \n met ", "Deel met"),
    (f"{'woord ' * 20}", f"{('woord ' * 9).strip()}…"),
    ("x" * 70, f"{'x' * (LONGEST - 1)}…"),
])  # fmt: skip
def test_a_label_ends_with_a_whole_word(label: str, drawn: str) -> None:
    assert shortened(label) == drawn
    assert len(shortened(label)) <= LONGEST


@pytest.mark.parametrize("label", ["@noor weet het", "~town-square", ":smile: mooi", "mooi :+1:", "fijn :-)", "fijn ;)"])
def test_a_label_calls_nobody_and_is_drawn_as_it_was_written(label: str) -> None:
    drawn = shortened(label)

    assert drawn.replace("\u200b", "") == label
    assert not re.search(r"[@~]\w|:[\w+-]+:|[:;][^\w\s\u200b]", drawn)


@pytest.mark.parametrize("label", ["donderdag 12 maart, 14:00", "Bijvoorbeeld: zo"])
def test_a_label_in_which_nothing_would_be_drawn_stays_as_it_is(label: str) -> None:
    assert shortened(label) == label


def test_a_button_is_called_by_what_it_means_and_not_by_where_it_stands() -> None:
    one, other = Tap("choose", ("c1.a.x",), "Ja"), Tap("choose", ("c1.a.y",), "Ja")

    assert action_id(one) != action_id(other)
    assert action_id(one) == action_id(Tap("choose", ("c1.a.x",), "Yes"))
    assert action_id(one) != action_id(Tap("open", ("c1.a.x",), "Ja"))


# -- how it is answered


async def test_a_press_is_kept_before_it_is_answered_and_says_nothing(place: PressingTown) -> None:
    assert await calls(place, told(place)) == (200, "{}")

    await place.settle()
    assert "Sommige weken gaan gewoon voorbij." in (await place.shown("noor"))[-1].text
    assert place.server.whispered == []


async def test_who_presses_has_her_answer_without_being_looked_up_first(place: PressingTown) -> None:
    await place.restart()
    place.server.calls.clear()

    await place.taps("noor", "Deze week niets")

    assert "Sommige weken gaan gewoon voorbij." in (await place.shown("noor"))[-1].text
    assert not [call for call in place.server.calls if call in {"GET /users/noor", "POST /channels/direct"}]


async def test_a_press_in_a_list_is_what_was_picked(place: PressingTown) -> None:
    assert place.app.mattermost is not None
    seven = tuple(Choice(f"do.{word}", word) for word in ("privacy", "hulp", "kalender", "team", "mijn", "pauze"))
    await place.app.mattermost.deliver(Outgoing("o900", "noor", "person", Prompt("Wat?", choices=seven), "reply"))

    await place.taps("noor", "privacy")

    assert place.server.told[-1]["context"]["selected_option"] == "do.privacy"
    assert "Wat ik bewaar" in (await place.shown("noor"))[-1].text


async def test_somebody_who_is_not_known_hears_nothing_and_nothing_is_kept_of_her(place: PressingTown) -> None:
    await place.app.store.run(lambda unit: unit.connection.exec_driver_sql("DELETE FROM address WHERE external = 'noor'"))

    assert await calls(place, told(place)) == (200, "{}")


async def test_a_button_works_before_it_is_written_down_where_it_stands(place: PressingTown) -> None:
    def forget(unit: Unit) -> None:
        unit.connection.execute(update(outbox).values(receipt=None))

    await place.app.store.run(forget)

    assert await calls(place, told(place)) == (200, "{}")


@pytest.mark.parametrize("status", [0, 401, 429, 503])
async def test_whether_it_stands_there_is_not_known_while_the_server_is_away(place: PressingTown, status: int) -> None:
    await place.app.store.run(lambda unit: unit.connection.execute(update(outbox).values(receipt=None)))
    place.server.go_wrong("GET /posts", status, times=9)

    status, answer = await calls(place, told(place))

    assert (status, NOT_SAVED in answer) == (200, True)


async def test_after_half_a_year_a_button_is_an_old_one(place: PressingTown) -> None:
    found = hers(place)
    place.clock.move_to(place.clock.now() + LASTS + timedelta(days=1))
    late = {
        "user_id": "noor", "channel_id": place.server.chat("noor"), "post_id": found["post"], "context": found["context"],
        "trigger_id": place.server.trigger_id("noor"),
    }  # fmt: skip

    assert await calls(place, late) == (200, "{}")


# -- when it cannot be kept


class Taking:
    """Stands in for what takes acts in: it fails, or takes long."""

    def __init__(self, problem: Exception | None = None) -> None:
        self.problem = problem
        self.go_on = asyncio.Event()
        self.taken: list[Incoming] = []

    async def take(self, incoming: Incoming) -> object:
        if self.problem is not None:
            raise self.problem
        await self.go_on.wait()
        self.taken.append(incoming)
        return True


@pytest.fixture
async def rest(place: PressingTown) -> AsyncIterator[Rest]:
    opened = Rest(place.server.url, TOKEN)
    yield opened
    await opened.close()


def pressing(place: PressingTown, rest: Rest, taking: Taking, opens: Open | None = None) -> Pressing:
    """Return what takes presses in, with something else behind it."""
    store, people = place.app.store, People(rest)
    sealing = Sealing(partial(store.keys.derived, PURPOSE), place.clock)
    return Pressing(
        Triggers(rest, place.clock), sealing, Posted(rest, people, store), people,
        Words(store, shipped_library().phrases), taking.take, arrived, InTime(0.05), opens,
    )  # fmt: skip


@pytest.mark.parametrize("problem", [NotSaved("full"), RuntimeError("kapot")])
async def test_who_presses_is_told_when_it_was_not_kept(place: PressingTown, rest: Rest, problem: Exception) -> None:
    taking = pressing(place, rest, Taking(problem))

    assert NOT_SAVED in said(await taking.take(told(place)))


@pytest.mark.trust("R16")
async def test_who_presses_is_not_kept_waiting_and_what_takes_long_is_still_taken_in(place: PressingTown, rest: Rest) -> None:
    slow = Taking()
    taking = pressing(place, rest, slow)

    assert NOT_SAVED in said(await taking.take(told(place)))
    slow.go_on.set()
    while not slow.taken:
        await asyncio.to_thread(int)
    assert slow.taken[0].person == "noor"


async def test_in_another_language_it_is_said_in_that(place: PressingTown, rest: Rest) -> None:
    await place.set("noor", language="en")
    taking = pressing(place, rest, Taking(NotSaved("full")))

    assert "Not saved yet." in said(await taking.take(told(place)))


# -- what opens something


def opening(place: PressingTown) -> dict[str, object]:
    """Return a press on a button of the same post that opens something."""
    sealing, pressed = Sealing(partial(place.app.store.keys.derived, PURPOSE), place.clock), told(place)
    return pressed | {"context": sealing.context(replace(sealing.opened(pressed["context"]), what="open"))}


async def test_what_opens_something_gets_the_proven_press_and_nothing_is_taken_in(place: PressingTown, rest: Rest) -> None:
    got: list[Press] = []

    async def opens(press: Press) -> Mapping[str, object]:
        got.append(press)
        return {}

    press, taking = opening(place), Taking(RuntimeError("nothing is to be taken in"))

    assert await pressing(place, rest, taking, opens).take(press) == {}
    assert [(one.person, one.trigger, one.post) for one in got] == [("noor", press["trigger_id"], press["post_id"])]


async def test_who_cannot_be_shown_it_is_told_to_type(place: PressingTown, rest: Rest) -> None:
    async def opens(press: Press) -> Mapping[str, object]:
        raise Away("server")

    assert "of typ je antwoord" in said(await pressing(place, rest, Taking(), opens).take(opening(place)))


async def test_where_nothing_opens_it_is_an_old_button(place: PressingTown, rest: Rest) -> None:
    taking = Taking()
    taking.go_on.set()

    assert await pressing(place, rest, taking).take(opening(place)) == {}
    assert [one.act for one in taking.taken] == [Chose(())]


async def test_what_goes_with_a_dialog_is_no_button(place: PressingTown) -> None:
    sealing, pressed = Sealing(partial(place.app.store.keys.derived, PURPOSE), place.clock), told(place)
    context = sealing.context(replace(sealing.opened(pressed["context"]), what="dialog"))

    assert NOT_MINE in (await calls(place, pressed | {"context": context}))[1]


# -- whether presses arrive


async def test_at_the_start_the_bot_presses_for_itself_and_leaves_nothing_behind(place: PressingTown) -> None:
    tests = [post for post in place.server.posts.values() if place.server.places[post["channel_id"]]["name"] == f"{BOT}__{BOT}"]

    assert [post["delete_at"] > 0 for post in tests] == [True]


@pytest.mark.parametrize("wrong", ["forbidden", "elsewhere", "refused"])
async def test_while_presses_do_not_arrive_everything_goes_by_typing(place: PressingTown, wrong: str) -> None:
    match wrong:
        case "forbidden":
            place.server.forbids_internal = True
        case "elsewhere":  # somebody else answers there
            place.callbacks.url = "http://127.0.0.1:9"
            await place.stop_answering()
        case _:
            place.server.go_wrong("POST /posts", 403, times=2)
    with captured() as logs:
        assert not await place.callbacks.look()
    assert "AllowedUntrustedInternalConnections" in logs[-1]["event"]

    await place.says("noor", TEXT)

    (post,) = place.server.shown(place.server.chat("noor"))[-1:]
    assert "attachments" not in post["props"]
    assert "Typ het nummer van je keuze." in post["message"]
    await place.says("noor", "1")
    assert "Wie mag dit lezen?" in (await place.shown("noor"))[-1].text


async def test_where_the_bot_cannot_talk_with_itself_it_presses_in_a_room_and_leaves_nothing(place: PressingTown) -> None:
    place.server.go_wrong("POST /channels/direct", 400)

    assert await place.callbacks.look()

    assert [post["message"] for post in place.server.shown(TEAM)] == []
    assert [post["channel_id"] for post in place.server.posts.values() if post["delete_at"]][-1] == TEAM


async def test_where_the_answer_to_a_press_takes_too_long_presses_do_not_arrive(place: PressingTown) -> None:
    place.server.go_wrong("POST /posts/", 0)

    assert not await place.callbacks.look()

    assert not place.callbacks.works


async def test_where_it_cannot_post_anywhere_presses_do_not_arrive(place: PressingTown) -> None:
    place.server.go_wrong("POST /channels/direct", 400)
    for room in [one for one in place.server.places.values() if one["type"] in {"O", "P"}]:
        room["members"].discard(BOT)

    assert not await place.callbacks.look()


async def test_once_presses_arrive_again_there_are_buttons_again(place: PressingTown) -> None:
    place.server.forbids_internal = True
    await place.callbacks.look()
    place.server.forbids_internal = False

    assert await place.callbacks.look()

    await place.says("noor", TEXT)
    assert any(action["name"] == "Zo is het goed" for _, action in place.buttons("noor"))


async def test_it_looks_now_and_then_and_begins_as_it_was_before(place: PressingTown) -> None:
    seen: list[tuple[float, bool]] = []
    place.callbacks.works = False

    async def pause(seconds: float) -> None:
        seen.append((seconds, place.callbacks.works))
        match len(seen):
            case 1:
                place.server.forbids_internal = True
            case 2:
                place.server.go_wrong("GET /users/me", 0)
                place.server.go_wrong("POST /channels/direct", 0)
            case _:
                raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await place.callbacks.watch(pause)

    assert seen == [(LOOK_AGAIN, True), (LOOK_SOON, False), (LOOK_SOON, False)]


async def test_a_refused_token_is_told_in_a_line_and_not_as_a_fault_of_its_own(place: PressingTown) -> None:
    async def pause(seconds: float) -> None:
        raise asyncio.CancelledError

    rest = Rest(place.server.url, "revoked")
    callbacks = Callbacks(rest, People(rest), place.app.store, place.clock, shipped_library().phrases, "http://127.0.0.1:1")
    with captured() as logged, pytest.raises(asyncio.CancelledError):
        await callbacks.watch(pause)
    await rest.close()

    assert [(one["event"], one["log_level"]) for one in logged] == [("whether presses arrive is not known now", "warning")]
