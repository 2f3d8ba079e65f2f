"""An open question answered in the field of its own card, as well as by typing."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.outgoing.saying import draw_again
from dialogs.saying.prompt import Prompt
from storage.groups import people
from storage.outgoing import posts
from storage.outgoing.outbox import Claimed
from storage.store import Unit
from storage.tables import outbox
from storage.talks import answers
from tests.kit.teams_town import TeamsTown, teams_town
from tests.kit.town import town

RESTED = "De balie was rustig."


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[TeamsTown]:
    async with teams_town(tmp_path, formats=["weekly_wonder"]) as opened:
        yield opened


async def own(place: TeamsTown) -> list[str]:
    def read(unit: Unit) -> list[str]:
        return [str(one.value.text) for one in answers.own(unit, people.viewer(unit, "noor"), "noor")]

    return await place.app.store.read(read)


async def test_what_the_bot_asks_of_its_own_accord_is_answered_on_the_card(place: TeamsTown) -> None:
    await place.until("thu 14:00")
    await place.fills("noor", wonder_text=RESTED)

    assert await own(place) == [RESTED]
    assert "Wil je er nog iets bij kwijt?" in (await place.shown("noor"))[-1].text


async def test_the_next_open_question_has_a_field_too(place: TeamsTown) -> None:
    await place.says("noor", "verwondering")
    await place.fills("noor", wonder_text=RESTED)
    await place.taps("noor", "Ik heb er een vraag bij")
    await place.fills("noor", wonder_question="Waarom?")

    assert set(await own(place)) == {RESTED, "Waarom?"}


async def test_the_same_field_sent_twice_is_one_answer(place: TeamsTown) -> None:
    await place.says("noor", "verwondering")
    card = (await place.shown("noor"))[-1].message.id
    form = f"c{(await place.app.store.read(lambda unit: people.load(unit, 'noor'))).active}.!chat"
    sends = {"leerbot": {"do": "form", "form": form}}
    await place.uses("noor", card, sends, {"wonder_text": RESTED})
    await place.uses("noor", card, sends, {"wonder_text": "Toch iets anders."})

    assert await own(place) == [RESTED]
    assert "Wil je er nog iets bij kwijt?" in (await place.shown("noor"))[-1].text


async def test_a_message_that_is_drawn_once_more_after_the_closing_has_no_field(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.until("thu 14:00")
        await place.until("wed 10:00")

        def drawn(unit: Unit) -> list[Prompt]:
            hers = select(outbox.c.id).where(outbox.c.person == "noor", outbox.c.kind == "nudge")
            these = [posts.post(unit, id_) for id_ in unit.connection.execute(hers).scalars()]
            claims = [
                Claimed(one.id, one.key, "web:noor", "", one.recipe, one.due, "noor", None, None, None, None, 1)
                for one in these
            ]
            return [draw_again(unit, place.app.editions, one, place.clock.now()).outgoing.prompt for one in claims]

        prompts = await place.app.store.read(drawn)

        assert "verwonderd" in prompts[0].text
        assert {prompt.answer for prompt in prompts} == {None}
        assert not any(prompt.choices or prompt.form for prompt in prompts)
