"""Tricks to find out who wrote a text without a name (K2, K3)."""

from pathlib import Path

from tests.kit.town import NAMED, NAMELESS, Town, town


async def share_nameless(place: Town, *people: str) -> None:
    """Let people answer the open round without their names."""
    for who in people:
        await place.tells(who, f"Naamloos van {who}.", NAMELESS)


async def shares_again(place: Town, who: str, readers: str) -> None:
    """Let somebody choose other readers for the first answer."""
    await place.says(who, "deel 1")
    await place.taps(who, readers)


async def test_k2_a_text_that_stood_with_a_name_before_does_not_make_two_nameless_ones_three(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Eerst met naam.", NAMED)
        await place.until("wed 10:00")
        await shares_again(place, "noor", NAMELESS)
        await place.until("thu 14:00")
        await share_nameless(place, "bram", "samira")

        await place.until("wed 10:00")

        assert "Naamloos van" not in await place.room()


async def test_k2_a_text_that_stood_in_an_earlier_batch_does_not_make_two_nameless_ones_three(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await share_nameless(place, "noor", "bram", "samira")
        await place.until("wed 10:00")
        await place.says("noor", "maak privé 1")
        await shares_again(place, "noor", NAMELESS)
        await place.until("thu 14:00")
        await share_nameless(place, "joost", "ingrid")

        await place.until("wed 10:00")

        room = await place.room()
        assert "Naamloos van joost." not in room
        assert "Naamloos van ingrid." not in room


async def test_k7_what_stood_with_a_name_does_not_come_back_without_one_where_it_stood(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Eerst met naam.", NAMED)
        await place.until("wed 10:00")
        await shares_again(place, "noor", NAMELESS)
        await place.until("thu 14:00")
        await share_nameless(place, "bram", "samira", "joost")
        await place.until("wed 10:00")
        await place.says("noor", "wijzig 1")

        await place.says("noor", "Nu anders gezegd.")

        room = await place.room()
        assert "Naamloos van bram." in room
        assert "Nu anders gezegd." not in room


async def test_k2_two_that_are_left_when_a_late_digest_goes_are_not_shown(tmp_path: Path) -> None:
    async with town(tmp_path, start="2027-04-26 08:30") as place:
        await place.until("2027-04-29 14:00")
        await share_nameless(place, "noor", "bram", "samira")
        await place.until("2027-05-05 12:00")  # Liberation Day: the digest waits
        await place.says("noor", "maak privé 1")

        await place.until("2027-05-07 12:00")

        assert "Naamloos van" not in await place.room() + await place.reads("fatima")


async def test_k2_who_is_left_when_a_late_digest_goes_is_asked_at_the_next(tmp_path: Path) -> None:
    async with town(tmp_path, start="2027-04-26 08:30") as place:
        await place.until("2027-04-29 14:00")
        await share_nameless(place, "noor", "bram", "samira")
        await place.until("2027-05-05 12:00")
        await place.says("noor", "maak privé 1")

        await place.until("2027-05-12 12:00")

        assert "Er zijn nu te weinig antwoorden zonder naam." in await place.reads("bram")
