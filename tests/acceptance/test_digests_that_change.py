"""S07, C-38: what is changed or withdrawn is so in the overviews too, before and after they are sent."""

from pathlib import Path

from bot.channels.base import DeliveryError
from tests.kit.pigeons import Pigeons
from tests.kit.town import FACILITATOR_ONLY, NAMED, PRIVATE, TEAM, Town, town

GONE = "**Weekoverzicht voor Fatima** (woensdag 24 juni)\n\nWat in dit overzicht stond, is er niet meer."


async def test_s07_acceptance_2_what_is_withdrawn_a_minute_before_is_not_in_the_digest(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Toch maar niet.", FACILITATOR_ONLY)
        await place.tells("bram", "Dit wel.", FACILITATOR_ONLY)
        await place.until("2026-03-18 09:29")
        await place.says("noor", "verwijder 1")
        await place.taps("noor", "Ja, verwijder")

        await place.until("2026-03-18 09:30")

        digest = (await place.hears("fatima"))[-1].text
        assert "Dit wel." in digest
        assert "Toch maar niet." not in digest
        assert "weggehaald" not in digest


async def test_s07_what_is_withdrawn_between_drawing_and_arriving_is_taken_out_at_once(tmp_path: Path) -> None:
    pigeons = Pigeons()
    async with town(tmp_path, formats=[], channels={"pigeon": pigeons}) as place:
        await place.add_team("bezwaar", "Team Bezwaar", channel="pigeon")
        for who in ("olaf", "petra"):
            await place.add(who, team="bezwaar")
        await place.switch_on("weekly_wonder", "bezwaar")
        await place.until("thu 14:00")
        await place.tells("olaf", "Dit trek ik terug.", NAMED)
        await place.tells("petra", "Dit blijft.", NAMED)

        async def olaf_withdraws() -> None:
            await place.says("olaf", "verwijder 1", settle=False)
            await place.says("olaf", "ja", settle=False)

        pigeons.on_the_way = olaf_withdraws
        await place.until("wed 09:00")
        await place.wait(minutes=1)

        (text,) = pigeons.texts("bezwaar")
        assert "Dit trek ik terug." not in text
        assert "De schrijver heeft deze tekst weggehaald." in text
        assert "Dit blijft." in text


async def test_s07_a_digest_that_had_to_be_sent_again_holds_the_same(tmp_path: Path) -> None:
    pigeons = Pigeons()
    async with town(tmp_path, channels={"pigeon": pigeons}) as place:
        await place.add("hanna", "facilitator", consent=None, channel="pigeon")
        await place.until("thu 14:00")
        await place.tells("noor", "Twee keer geprobeerd.", FACILITATOR_ONLY)
        await place.until("2026-03-18 09:29")
        pigeons.refusals.append(DeliveryError("transient", "busy", retry_after=0.0))

        await place.until("2026-03-18 09:30")
        await place.wait(minutes=1)

        assert ["Twee keer geprobeerd." in text for text in pigeons.texts("hanna")] == [False, True]


async def test_c38_what_was_changed_before_it_was_published_is_not_marked_as_changed(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Eerste gedachte.", NAMED)
        await place.wait(minutes=5)
        await place.says("noor", "wijzig 1")
        await place.says("noor", "Betere gedachte.")

        await place.until("wed 10:00")

        for text in (await place.room(), await place.reads("fatima")):
            assert "Betere gedachte." in text
            assert "Eerste gedachte." not in text
            assert "(aangepast)" not in text


async def test_c38_what_is_changed_after_it_was_published_is_revised_and_marked(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Eerste gedachte.", NAMED)
        for who in ("bram", "samira", "joost"):
            await place.tells(who, "Iets.", PRIVATE)
        await place.until("thu 10:00")

        await place.says("noor", "wijzig 1")
        await place.says("noor", "Betere gedachte.")

        for text in (await place.room(), await place.reads("fatima")):
            assert "Betere gedachte.\u2069 (aangepast)" in text
            assert "Eerste gedachte." not in text
        assert "4 mensen deden mee" in await place.reads("fatima")


async def test_s07_when_everything_was_taken_back_the_facilitators_message_says_that_it_is_gone(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, start="2026-06-01 08:30") as place:
        await place.until("2026-06-18 14:00")
        await place.tells("noor", "Even maar.", FACILITATOR_ONLY)
        await place.until("wed 10:00")
        await place.hears("fatima")

        await place.says("noor", "verwijder 1")
        await place.taps("noor", "Ja, verwijder")

        last = (await place.shown("fatima"))[-1]
        assert last.message.state == "revised"
        assert last.text == GONE


async def test_s07_a_digest_of_more_than_twelve_thousand_characters_comes_in_parts_that_change_along(tmp_path: Path) -> None:
    async def parts(place: Town) -> list[str]:
        found = await place.shown(TEAM, "room")
        return [one.text for one in found if one.message.state != "withdrawn"]

    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "noor zag iets", NAMED)
        for who in ("bram", "samira", "joost"):
            await place.says(who, f"{who} zag {'x' * 3_800}")
            await place.taps(who, NAMED)
        await place.until("wed 09:00")
        whole = await parts(place)

        await place.says("noor", "wijzig 1")
        await place.says("noor", f"noor zag nog {'x' * 3_800}")
        longer = await parts(place)
        await place.says("noor", "verwijder 1")
        await place.taps("noor", "Ja, verwijder")
        shorter = await parts(place)

    assert [len(whole), len(longer), len(shorter)] == [1, 2, 1]
    assert max(map(len, longer)) <= 12_000
    assert ["noor zag nog" in "".join(one) for one in (whole, longer, shorter)] == [False, True, False]
    assert all(f"{who} zag" in "".join(one) for who in ("bram", "samira", "joost") for one in (whole, longer, shorter))
