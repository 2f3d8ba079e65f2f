"""X12: two platforms become one person's by a code that she types on both."""

import asyncio
from pathlib import Path

import pytest

from bot.channels.base import Mentioned
from storage.groups import linked, people
from storage.store import Unit
from tests.kit.both_town import THERE, both_town, code_in, code_of, is_one
from tests.kit.town import NAMED, TEAM, town


def all_bytes(folder: Path) -> bytes:
    """Return all that is kept in a folder."""
    return b"".join(path.read_bytes() for path in folder.rglob("*.db*"))


async def test_x12_she_types_the_code_on_both_sides_and_hears_at_each_step_what_comes_next(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=[]) as place:
        await place.matter.add(THERE)
        code = await code_of(place)

        await place.matter.says(THERE, f"koppel {code}")
        asked = (await place.matter.hears(THERE))[-1]
        await place.matter.taps(THERE, "Ja, dat ben ik")
        told = (await place.matter.hears(THERE))[-1].text
        called = (await place.teams.hears("noor"))[-1].text
        before = await is_one(place)
        await place.teams.says("noor", f"koppel {code}")

        assert "Deze code hoort bij Noor in Teams. Ben jij dat ook?" in asked.text
        assert "Typ nu je code nog één keer in Teams." in told
        assert "Noor-there heeft in Mattermost jouw code getypt." in called
        assert not before
        assert await is_one(place)
        assert (await place.teams.hears("noor"))[-1].text.startswith("Gekoppeld.")
        assert "nu gekoppeld aan dat in Teams" in (await place.matter.hears(THERE))[-1].text


async def test_x12_where_nobody_is_on_the_other_platform_there_is_no_code(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=[]) as place:
        await place.teams.says("noor", "koppel")

        assert (await place.teams.hears("noor"))[-1].text == "Koppelen kan alleen tussen Teams en Mattermost."


@pytest.mark.parametrize("written", ["koppel {}", "Koppel {}.", "link {}"])
async def test_x12_the_code_may_be_written_with_small_letters(tmp_path: Path, written: str) -> None:
    async with both_town(tmp_path, formats=[]) as place:
        await place.matter.add(THERE)
        code = await code_of(place)

        await place.matter.says(THERE, written.format(code.lower()))

        assert "Deze code hoort bij Noor in Teams." in (await place.matter.hears(THERE))[-1].text


async def test_x12_ten_minutes_later_the_code_counts_no_more(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=[]) as place:
        await place.matter.add(THERE)
        code = await code_of(place)

        await place.teams.wait(minutes=10)
        await place.matter.says(THERE, f"koppel {code}")

        assert "Deze code ken ik niet, of hij is ouder dan tien minuten." in (await place.matter.hears(THERE))[-1].text


async def test_x12_a_code_counts_once(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=[]) as place:
        await place.matter.add(THERE)
        await place.matter.add("bram-there")
        code = await code_of(place)
        await place.matter.says(THERE, f"koppel {code}")
        await place.matter.says("bram-there", f"koppel {code}")
        while_open = (await place.matter.hears("bram-there"))[-1].text
        await place.matter.taps(THERE, "Ja, dat ben ik")
        await place.teams.says("noor", f"koppel {code}")

        await place.matter.says("bram-there", f"koppel {code}")

        assert "Deze code ken ik niet" in while_open
        assert "Deze code ken ik niet" in (await place.matter.hears("bram-there"))[-1].text
        assert await is_one(place)


async def test_x12_who_did_not_type_it_there_herself_leaves_it_and_nothing_is_linked(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=[]) as place:
        await place.matter.add("bram-there")
        code = await code_of(place)

        await place.matter.says("bram-there", f"koppel {code}")
        await place.matter.taps("bram-there", "Ja, dat ben ik")
        told = (await place.teams.hears("noor"))[-1].text
        await place.teams.wait(minutes=11)
        await place.teams.says("noor", f"koppel {code}")

        assert "Bram-there heeft in Mattermost jouw code getypt. Ben jij dat?" in told
        assert "Was jij het niet, doe dan niets." in told
        assert "Deze code ken ik niet" in (await place.teams.hears("noor"))[-1].text


async def test_x12_without_her_yes_there_the_code_links_nothing(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=[]) as place:
        await place.matter.add(THERE)
        code = await code_of(place)
        await place.teams.says("noor", f"koppel {code}")
        too_early = (await place.teams.hears("noor"))[-1].text
        await place.matter.says(THERE, f"koppel {code}")

        await place.teams.says("noor", f"koppel {code}")

        assert "Deze code typ je eerst in Mattermost." in too_early
        assert "Deze code typ je eerst in Mattermost." in (await place.teams.hears("noor"))[-1].text
        assert not await is_one(place)


async def test_x12_two_codes_at_once_do_not_meet_halfway(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=[]) as place:
        await place.matter.add(THERE)
        here = await code_of(place)
        await place.matter.says(THERE, "koppel")
        there = code_in((await place.matter.shown(THERE))[-1].text)
        await place.matter.says(THERE, f"koppel {here}")

        await place.teams.says("noor", f"koppel {there}")

        assert "Deze code ken ik niet" in (await place.teams.hears("noor"))[-1].text
        assert not await is_one(place)


async def test_x12_after_five_wrong_codes_the_right_one_waits_ten_minutes(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=[]) as place:
        await place.matter.add(THERE)
        code = await code_of(place)
        for number in range(5):
            await place.matter.says(THERE, f"koppel 0000-000{number}")
        await place.matter.says(THERE, f"koppel {code}")
        refused = (await place.matter.hears(THERE))[-1].text
        await place.teams.wait(minutes=11)
        fresh = await code_of(place)

        await place.matter.says(THERE, f"koppel {fresh}")

        assert "te veel verkeerde codes" in refused
        assert "Deze code hoort bij Noor in Teams." in (await place.matter.hears(THERE))[-1].text


async def test_x12_a_code_in_a_room_is_not_taken(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=[]) as place:
        await place.matter.add(THERE)
        code = await code_of(place)

        await place.matter.acts(THERE, Mentioned(TEAM, text=f"koppel {code}"))

        assert "hoort bij" not in await place.matter.reads(THERE)
        assert "hoort bij" not in await place.matter.reads(TEAM, "room")
        assert await place.teams.app.store.read(lambda unit: linked.typed_by(unit, THERE, place.teams.clock.now())) is None


async def test_x12_the_code_itself_stands_nowhere(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=[]) as place:
        await place.matter.add(THERE)

        code = await code_of(place)

        kept = await asyncio.to_thread(all_bytes, tmp_path)
        assert code.encode() not in kept
        assert code.replace("-", "").encode() not in kept


async def test_x12_somebody_whom_nobody_knows_gets_no_answer(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=[]) as place:
        await place.matter.add(THERE)
        code = await code_of(place)
        place.matter.server.add_user("vreemd")

        await place.matter.says("vreemd", f"koppel {code}")

        assert await place.matter.shown("vreemd") == []


async def test_x12_it_can_begin_on_either_side_and_both_go_on_as_before(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.matter.add(THERE)
        await place.teams.says("noor", "verwondering")
        await place.matter.says(THERE, "koppel")
        code = code_in((await place.matter.shown(THERE))[-1].text)
        await place.teams.says("noor", f"koppel {code}")
        await place.teams.taps("noor", "Ja, dat ben ik")
        await place.matter.says(THERE, f"koppel {code}")

        await place.teams.says("noor", "De stilte op de gang.")
        await place.teams.taps("noor", "Zo is het goed")
        await place.teams.taps("noor", NAMED)
        await place.matter.says(THERE, "mijn antwoorden")

        assert (await place.matter.shown(THERE))[-1].text.count("De stilte op de gang.") == 1
        assert NAMED in (await place.matter.shown(THERE))[-1].text


async def test_x12_erasing_one_of_them_later_leaves_the_other_platform_known_as_who_left(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=[]) as place:
        await place.matter.add(THERE)
        await place.link()

        await place.matter.says(THERE, "afmelden")
        await place.matter.taps(THERE, "Alles verwijderen")
        await place.matter.taps(THERE, "Ja")
        await place.teams.says("noor", "hoi")

        assert "Zal ik je" in (await place.teams.shown("noor"))[-1].text


async def test_x12_apart_again_all_that_is_hers_stays_on_the_other_account(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.matter.add(THERE)
        await place.teams.until("thu 15:00")
        await place.matter.tells(THERE, "Een lege kast.")
        await place.link()
        await place.matter.says(THERE, "ontkoppel")
        asked = (await place.matter.shown(THERE))[-1].text
        await place.matter.taps(THERE, "Ja, maak los")
        told = (await place.matter.shown(THERE))[-1].text
        await place.matter.says(THERE, "mijn antwoorden")
        after = (await place.matter.shown(THERE))[-1].text

        await place.teams.says("noor", "mijn antwoorden")

        assert "Zal ik dit account losmaken?" in asked
        assert "Dit account is los. Je vindt me in Teams" in told
        assert after == told
        assert "Een lege kast." in (await place.teams.shown("noor"))[-1].text


async def test_x12_erasing_reaches_what_she_told_on_both(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.matter.add(THERE)
        await place.teams.until("thu 15:00")
        await place.matter.tells(THERE, "Een lege kast.")
        await place.link()

        await place.teams.says("noor", "afmelden")
        await place.teams.taps("noor", "Alles verwijderen")
        await place.teams.taps("noor", "Ja")

        def left(unit: Unit) -> tuple[bool, bool]:
            keys = unit.keys
            keys.forget()
            return people.load(unit, "noor").left_at is not None, bool(keys.erased())

        assert await place.teams.app.store.run(left) == (True, True)
        assert "Een lege kast." not in await place.matter.reads(THERE)


async def test_x12_two_accounts_on_one_platform_are_not_linked(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=[]) as place:
        await place.matter.add(THERE)
        code = await code_of(place)

        await place.teams.says("bram", f"koppel {code}")

        assert "Je kunt één account in Teams koppelen aan één in Mattermost." in (await place.teams.shown("bram"))[-1].text


async def test_x12_where_there_is_nothing_to_link_it_says_so(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("noor", "koppel")

        assert (await place.hears("noor"))[-1].text == "Koppelen kan alleen tussen Teams en Mattermost."
        await place.says("noor", "hulp")
        assert "koppel" not in (await place.hears("noor"))[-1].text


async def test_x12_the_words_say_what_they_need(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=[]) as place:
        await place.matter.add(THERE)
        await place.teams.says("noor", "ontkoppel")
        before = (await place.teams.shown("noor"))[-1].text
        await place.teams.says("noor", "hulp")
        explained = (await place.teams.shown("noor"))[-1].text
        await place.link()

        await place.teams.says("noor", "koppel")

        assert "Je hebt nog geen tweede account gekoppeld." in before
        assert "mij in Teams en Mattermost gebruiken als één persoon" in explained
        assert "al gekoppeld" in (await place.teams.shown("noor"))[-1].text


async def test_x12_who_signed_off_comes_back_before_she_links(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=[]) as place:
        await place.matter.add(THERE)
        await place.teams.says("noor", "afmelden")
        await place.teams.taps("noor", "30 dagen bewaren")
        await place.teams.taps("noor", "Ja, stop ermee")

        await place.teams.says("noor", "koppel")

        assert "Een van je accounts is afgemeld." in (await place.teams.shown("noor"))[-1].text


async def test_x12_a_yes_without_a_code_is_about_nothing(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=[]) as place:
        await place.matter.add(THERE)

        await place.matter.says(THERE, "koppel ja")

        assert "Deze code ken ik niet" in (await place.matter.shown(THERE))[-1].text
