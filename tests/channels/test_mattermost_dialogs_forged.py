"""Mattermost: what a dialog brings is believed of nobody but who was given it, and kept is said of what was kept (§10)."""

import base64
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.channels.base import Incoming
from bot.channels.mattermost.callbacks.trigger import NotLetIn
from bot.channels.mattermost.forms.opening import Opening
from bot.channels.mattermost.forms.sending import Sending
from bot.incoming.turn import Unknown
from storage.errors import NotSaved, StorageError
from tests.kit.dialog_town import STORY, DialogTown, checklist, dialog_town, own


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[DialogTown]:
    async with dialog_town(tmp_path, formats=[]) as opened:
        yield opened


def tampered(state: str, **values: Any) -> str:
    """Return a state in which something was written otherwise."""
    told = json.loads(base64.urlsafe_b64decode(state))
    return base64.urlsafe_b64encode(json.dumps({**told, **values}).encode()).decode()


@pytest.mark.parametrize("forged", [
    {"state": ""}, {"state": "nonsense"}, {"state": "e30="}, {"state": "x" * 70_000},
    {"submission": {"moment_story": {"$ne": 1}}}, {"submission": {"more": True}}, {"submission": {"more": [["a"]]}},
])  # fmt: skip
async def test_what_no_dialog_of_ours_brings_is_refused(place: DialogTown, forged: dict[str, Any]) -> None:
    dialog = await checklist(place)
    before = await place.reads("noor")

    status, _ = await place.sends("noor", dialog, {"moment_story": STORY, "more": "ready"}, **forged)

    assert status == 400
    assert (await own(place), await place.reads("noor")) == ([], before)


@pytest.mark.parametrize("otherwise", [
    {"person": "bram"}, {"refs": ["c1.!form", "n", "moment_story", "more"]}, {"what": "open"}, {"ends": 9_999_999_999},
    {"key": "o1"}, {"t": "0" * 64}, {"v": 2},
])  # fmt: skip
async def test_a_state_that_was_changed_is_refused(place: DialogTown, otherwise: dict[str, Any]) -> None:
    dialog = await checklist(place)
    state = tampered(dialog["state"], **otherwise)

    for person in ("noor", "bram"):
        status, _ = await place.sends(person, dialog, {"moment_story": STORY, "more": "ready"}, state=state)
        assert status == 400
        assert await own(place, person) == []


async def test_somebody_elses_window_serves_nobody_else(place: DialogTown) -> None:
    dialog = await checklist(place)

    status, _ = await place.sends("bram", dialog, {"moment_story": STORY, "more": "ready"})

    assert status == 400
    assert (await own(place, "bram"), await own(place)) == ([], [])


async def test_the_context_of_a_button_is_no_state(place: DialogTown) -> None:
    dialog = await checklist(place)
    post, action = next(one for one in place.buttons("noor") if one[1]["name"] == "Alles invullen")
    kept = place.server.posts[post]["props"]["attachments"][0]["actions"]
    context = next(one["integration"]["context"] for one in kept if one["id"] == action["id"])
    state = base64.urlsafe_b64encode(json.dumps(context).encode()).decode()

    status, _ = await place.sends("noor", dialog, {"moment_story": STORY, "more": "ready"}, state=state)

    assert (status, await own(place)) == (400, [])


async def test_a_press_that_is_told_again_opens_nothing_twice(place: DialogTown) -> None:
    await checklist(place)
    opened = len(place.server.dialogs["noor"])

    await place.again()

    assert len(place.server.dialogs["noor"]) == opened


async def test_a_dialog_that_is_told_again_counts_once(place: DialogTown) -> None:
    dialog = await checklist(place)
    sent = {"moment_story": STORY, "more": "ready"}

    assert [await place.sends("noor", dialog, sent) for _ in range(2)] == [(200, {})] * 2
    assert await own(place) == [STORY]


async def test_what_she_added_as_she_did_not_hear_that_it_was_kept_stays_in_the_window(place: DialogTown) -> None:
    dialog = await checklist(place)
    await place.sends("noor", dialog, {"moment_story": STORY, "more": "ready"})

    status, answer = await place.sends("noor", dialog, {"moment_story": f"{STORY} En nog iets.", "more": "ready"})

    assert status == 200
    assert "heb ik niet bewaard" in answer["error"]
    assert await own(place) == [STORY]


async def test_other_values_than_were_asked_are_left_out(place: DialogTown) -> None:
    dialog = await checklist(place)

    await place.sends("noor", dialog, {"moment_story": STORY, "more": "ready", "potential": "Stiekem."})

    assert await own(place) == [STORY]


@pytest.mark.parametrize("opens", ["", "nonsense", "c999999.!form", "c1.!form.x", "c1.other."])
async def test_what_was_never_offered_opens_nothing(place: DialogTown, opens: str) -> None:
    await checklist(place)

    assert await place.app.receiver.asked("mattermost", "noor", opens) is None


async def test_what_is_anothers_opens_nothing_for_her(place: DialogTown) -> None:
    await checklist(place)

    found = [await place.app.receiver.asked("mattermost", who, "c1.!form") for who in ("noor", "bram", "nobody")]

    assert [one is not None for one in found] == [True, False, False]


# -- what goes wrong while it is kept


def sending(place: DialogTown, problem: Exception | None = None) -> Sending:
    """Return what takes dialogs in, where keeping goes wrong, or else looking up what comes next."""
    assert place.app.mattermost is not None

    async def receive(incoming: Incoming) -> bool:
        if problem is not None:
            raise problem
        return bool(incoming)

    async def asked(*about: str) -> None:
        raise StorageError(about[0])

    async def first(message: str) -> bool:
        return bool(message)

    sealing, words = place.callbacks._sealing, place.callbacks._words
    return Sending(sealing, words, receive, Opening(place.app.mattermost._rest, sealing, {}, asked, first, ""))


async def told(place: DialogTown, **otherwise: Any) -> dict[str, Any]:
    """Return what Mattermost tells of a dialog that Noor sent."""
    dialog = await checklist(place)
    return {"state": dialog["state"], "user_id": "noor", "submission": {"moment_story": STORY}, **otherwise}


async def test_what_cannot_be_kept_now_stays_in_the_window(place: DialogTown) -> None:
    answer = await sending(place, NotSaved("full")).take(await told(place))

    assert "Nog niet opgeslagen" in answer["error"]


async def test_who_is_not_known_any_more_hears_so_and_what_she_wrote_stays_in_the_window(place: DialogTown) -> None:
    answer = await sending(place, Unknown("noor")).take(await told(place))

    assert answer == {"error": "Ik ken je hier nog niet. Wie Leerbot beheert, kan je erbij zetten."}


async def test_what_was_kept_is_not_refused_as_the_next_step_cannot_be_had(place: DialogTown) -> None:
    assert await sending(place).take(await told(place)) == {}


@pytest.mark.parametrize("kind", ["refresh", "dialog_lookup", 7])
async def test_what_was_not_sent_by_a_person_is_refused(place: DialogTown, kind: object) -> None:
    with pytest.raises(NotLetIn):
        await sending(place).take(await told(place, type=kind))
