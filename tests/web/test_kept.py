"""What answers an act in the web chat is kept together with the act; where that fails, it is sent afterwards."""

from datetime import datetime
from pathlib import Path

from bot.channels.base import DeliveryError, Outgoing
from storage.store import Unit
from tests.kit.pigeons import Pigeons
from tests.kit.town import town
from tests.web.desk import Desk


async def test_an_act_and_what_answers_it_are_kept_by_one_unit_of_work(desk: Desk) -> None:
    before = desk.app.store.figures.units

    await desk.call("POST", "people/noor/messages", {"text": "hulp", "id": "eerste"})

    assert desk.app.store.figures.units == before + 1
    asked, answer = (await desk.column("noor"))[-2:]
    assert (asked["id"], answer["from"]) == ("eerste", "bot")
    assert "Dit kun je typen" in answer["text"]


async def test_what_was_answered_at_once_is_not_sent_again(desk: Desk) -> None:
    await desk.call("POST", "people/noor/messages", {"text": "hulp"})
    before = await desk.column("noor")

    await desk.settle()

    assert await desk.column("noor") == before


class Clumsy(Pigeons):
    """Pigeons that live here, and cannot put a reply where it belongs."""

    def keep(self, unit: Unit, reply: Outgoing, now: datetime) -> str:
        raise KeyError(reply.key)

    async def show(self, message: Outgoing) -> None:
        raise AssertionError(message.key)


async def test_a_reply_that_cannot_be_kept_with_the_act_is_sent_afterwards_and_the_act_stands(tmp_path: Path) -> None:
    pigeons = Clumsy()
    async with town(tmp_path, channels={"pigeon": pigeons}) as place:
        await place.add("lotte", channel="pigeon")

        await place.says("lotte", "hulp", channel="pigeon", id_="eerste")

        assert await place.says("lotte", "hulp", channel="pigeon", id_="eerste") is False
        assert len(pigeons.texts("lotte")) == 1


class Homing(Pigeons):
    """Pigeons that live here: a reply is put where it belongs together with the act, all else is carried."""

    def keep(self, unit: Unit, reply: Outgoing, now: datetime) -> str:
        self.standing[reply.key] = reply
        return reply.key

    async def show(self, message: Outgoing) -> None:
        self.delivered.append(message)


async def test_what_waited_goes_when_a_reply_could_be_kept_again(tmp_path: Path) -> None:
    pigeons = Homing()
    async with town(tmp_path, formats=[], channels={"pigeon": pigeons}) as place:
        await place.add("lotte", channel="pigeon", consent=None)
        await place.add("olaf", channel="pigeon")
        pigeons.refusals.append(DeliveryError("transient", "http 503"))
        await place.until("2026-03-09 09:30")
        assert pigeons.refusals == []
        assert pigeons.texts("lotte") == []

        await place.says("olaf", "privacy", channel="pigeon")

        assert len(pigeons.texts("lotte")) == 1
