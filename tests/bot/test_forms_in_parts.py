"""A form that can be mended where it was filled in: nothing of it is taken while something in it is no answer (GE10)."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.channels.base import Incoming, Submitted
from bot.incoming.objecting import Objected
from storage.groups import people
from storage.store import Unit
from storage.talks import answers
from tests.kit.town import Town, town

STORY = "Ik zag hoe een burger onze brief hardop las."


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Town]:
    async with town(tmp_path, formats=[]) as opened:
        await opened.says("noor", "inzicht")
        yield opened


async def sends(place: Town, values: dict[str, Any], *, who: str = "noor", form: str = "", name: str = "d1") -> object:
    """Let somebody send the form of what Noor is in, in which these questions stood."""
    talk = (await place.shown("noor"))[-1].message.body.get("form")
    act = Submitted(form or (talk["id"] if talk else "c1.!form"), values, part=frozenset({"moment_story", "more", *values}))
    try:
        return await place.app.receiver.receive(Incoming("web", who, name, act))
    finally:
        await place.settle()


async def own(place: Town, person: str = "noor") -> list[Any]:
    """Return what somebody answered."""

    def read(unit: Unit) -> list[Any]:
        return [one.value.text for one in answers.own(unit, people.viewer(unit, person), person, choices=False)]

    return await place.app.store.read(read)


async def form_of(place: Town) -> str:
    """Let Noor have it as a form; return its id."""
    await place.says("noor", "formulier")
    found = (await place.shown("noor"))[-1].message.body["form"]
    return str(found["id"])


async def test_nothing_is_taken_while_something_is_no_answer_and_then_all_of_it_once(place: Town) -> None:
    form = await form_of(place)

    with pytest.raises(Objected) as wrong:
        await sends(place, {"moment_story": STORY, "more": "nope"}, form=form)
    before = await own(place)
    taken = await sends(place, {"moment_story": STORY, "more": "ready"}, form=form)
    again = await sends(place, {"moment_story": STORY, "more": "ready"}, form=form)

    assert list(wrong.value.beside) == ["more"]
    assert "Je kunt kiezen uit: Nog een paar vragen" in wrong.value.beside["more"]
    assert (before, await own(place)) == ([], [STORY])
    assert (taken, again) == (True, False)


async def test_what_is_said_of_it_is_in_the_language_of_who_sends_it(place: Town) -> None:
    await place.set("noor", language="en")
    form = await form_of(place)

    with pytest.raises(Objected) as wrong:
        await sends(place, {"moment_story": " ", "more": "ready"}, form=form)

    assert wrong.value.beside == {"moment_story": "Please fill this in."}


@pytest.mark.parametrize(("who", "form"), [("bram", ""), ("noor", "c999.!form"), ("noor", "nonsense")])
async def test_what_is_not_hers_or_not_there_is_over_and_nothing_is_kept(place: Town, who: str, form: str) -> None:
    await form_of(place)

    with pytest.raises(Objected) as wrong:
        await sends(place, {"moment_story": STORY, "more": "ready"}, who=who, form=form)

    assert (wrong.value.beside, "neem mee" in wrong.value.above.casefold()) == ({}, True)
    assert await own(place, who) == []


async def test_what_was_finished_in_the_chat_meanwhile_is_over(place: Town) -> None:
    form = await form_of(place)
    await place.says("noor", STORY)
    await place.says("noor", "Zo is het klaar")

    with pytest.raises(Objected) as wrong:
        await sends(place, {"moment_story": "Iets anders.", "more": "go_on"}, form=form)

    assert wrong.value.above
    assert await own(place) == [STORY]


async def test_what_was_answered_in_the_chat_meanwhile_is_given_back_in_her_own_words(place: Town) -> None:
    form = await form_of(place)
    await place.says("noor", STORY)

    await sends(place, {"moment_story": "Iets anders dat ik schreef.", "more": "ready"}, form=form)

    last = (await place.shown("noor"))[-1].text
    assert "die vraag was al klaar" in last
    assert "Iets anders dat ik schreef." in last
    assert await own(place) == [STORY]


async def test_what_comes_after_closing_is_taken_as_it_is_on_every_channel(place: Town, tmp_path: Path) -> None:
    async with town(tmp_path / "weekly", formats=["weekly_wonder"]) as weekly:
        await weekly.until("thu 14:30")
        opened = next(id_ for id_ in (await weekly.shown("noor"))[-1].choices.values() if id_.endswith("!act"))
        number = opened.partition(".")[0]
        await weekly.until("2026-03-18 10:00")

        act = Submitted(f"{number}.!form", {"wonder_text": "De balie was rustig."}, part=frozenset({"wonder_text"}))
        await weekly.app.receiver.receive(Incoming("web", "noor", "d1", act))
        await weekly.settle()

        assert "Deze ronde is gesloten" in (await weekly.shown("noor"))[-1].text
