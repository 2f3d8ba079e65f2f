"""Texts that are taken back at the worst moment: nothing new is lost, and nothing that was taken back stays."""

from pathlib import Path

import pytest

from bot.channels.base import DeliveryError, Outgoing
from storage.groups import people
from tests.kit.pictures import png
from tests.kit.pigeons import Pigeons
from tests.kit.town import FACILITATOR, FACILITATOR_ONLY, NAMED, NAMELESS, PRIVATE, Town, town

TOO_FEW = "Er zijn nu te weinig antwoorden zonder naam."
TAKEN_BACK = "De schrijver heeft deze tekst weggehaald."
PNG = png()


async def test_a_new_text_for_an_answer_that_was_withdrawn_meanwhile_is_not_called_kept(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "De oude tekst.", PRIVATE)
        await place.says("noor", "toon 1")
        withdraw = (await place.shown("noor"))[-1].choices["Verwijder 1"]
        await place.says("noor", "wijzig 1")
        await place.presses("noor", withdraw)
        await place.taps("noor", "Ja, verwijder")

        await place.says("noor", "De nieuwe tekst.")

        assert "Aangepast" not in (await place.shown("noor"))[-1].text


@pytest.mark.parametrize("taken_back", ["verwijder", "maak privé"])
async def test_nobody_is_asked_about_a_nameless_text_that_she_took_back_before(tmp_path: Path, taken_back: str) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        for who in ("noor", "bram"):
            await place.tells(who, "Zonder naam.", NAMELESS)
        await place.set("noor", quiet_days="2")
        await place.until("wed 09:30")
        await place.says("noor", f"{taken_back} 1")
        if taken_back == "verwijder":
            await place.taps("noor", "Ja, verwijder")

        await place.until("thu 12:00")

        assert TOO_FEW not in await place.reads("noor")


class Forgetful(Pigeons):
    """Brings each message once, however often it is sent; does not know the first time that it did."""

    async def deliver(self, message: Outgoing) -> str:
        if message.key in self.standing:
            return message.key
        await super().deliver(message)
        raise DeliveryError("transient", "no answer came", retry_after=0.0)


async def forgotten_post(place: Town) -> None:
    """Let the digest of a team with pigeons arrive, and the bot stop before it knows."""
    await place.add_team("bezwaar", "Team Bezwaar", channel="pigeon")
    await place.add("olaf", team="bezwaar")
    await place.switch_on("weekly_wonder", "bezwaar")
    await place.until("thu 14:00")
    await place.tells("olaf", "Dit trek ik terug.", NAMED)
    await place.jump("wed 09:00")
    await place.app.ticker.tick(place.clock.now())
    await place.app.sender.send_some()
    await place.restart()


async def test_a_post_that_may_have_arrived_does_not_keep_what_was_taken_back(tmp_path: Path) -> None:
    pigeons = Forgetful()
    async with town(tmp_path, formats=[], channels={"pigeon": pigeons}) as place:
        await forgotten_post(place)
        assert "Dit trek ik terug." in pigeons.texts("bezwaar")[0]

        await place.says("olaf", "verwijder 1", settle=False)
        await place.says("olaf", "ja", settle=False)
        await place.wait(minutes=1)

        (text,) = pigeons.texts("bezwaar")
        assert "Dit trek ik terug." not in text
        assert TAKEN_BACK in text


class Stubborn(Pigeons):
    """Never changes what it has brought."""

    async def revise(self, receipt: str, message: Outgoing) -> str:
        raise DeliveryError("permanent", "too old to change")


async def test_a_message_that_cannot_be_changed_any_more_does_not_make_a_person_unreachable(tmp_path: Path) -> None:
    async with town(tmp_path, channels={"pigeon": Stubborn()}) as place:
        await place.add("piet", channel="pigeon")
        await place.until("thu 14:00")
        for said in ("Iets gezien.", "1", "1", "mijn antwoorden", "verwijder 1", "ja"):
            await place.says("piet", said, channel="pigeon")

        reachable = await place.app.store.read(lambda unit: people.load(unit, "piet").undeliverable is None)

        assert reachable


async def test_a_file_stays_in_the_overview_when_another_text_is_taken_back(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.says("noor", "Kijk eens.", ("muur.png", PNG))
        await place.taps("noor", "Zo is het goed")
        await place.taps("noor", FACILITATOR_ONLY)
        await place.tells("bram", "Dit trek ik terug.", FACILITATOR_ONLY)
        await place.until("wed 10:00")
        before = (await place.shown(FACILITATOR))[-1].message.body["files"]

        await place.says("bram", "verwijder 1")
        await place.taps("bram", "Ja, verwijder")

        overview = (await place.shown(FACILITATOR))[-1]
        assert "Dit trek ik terug." not in overview.text
        assert overview.message.body["files"] == before != []
