"""X12, GE17, E6: the same person on Teams and Mattermost is one person, once she typed a code on both."""

import asyncio
from pathlib import Path

import pytest

from bot.channels.base import Mentioned
from bot.people.importing import difference, taken
from bot.people.roster import read
from storage.groups import linked, people
from storage.store import Unit
from tests.kit.both_town import THERE, BothTown, both_town, code_in
from tests.kit.town import NAMED, TEAM

QUESTION = "de afgelopen week"
HEAD = b"id,name,group,role,platform,platform_id\n"


async def code_of(place: BothTown, who: str = "noor") -> str:
    """Return the code that somebody gets on Teams."""
    await place.teams.says(who, "koppel")
    return code_in((await place.teams.shown(who))[-1].text)


def all_bytes(folder: Path) -> bytes:
    """Return all that is kept in a folder."""
    return b"".join(path.read_bytes() for path in folder.rglob("*.db*"))


async def is_one(place: BothTown) -> bool:
    """Whether who writes on Mattermost is Noor of Teams."""
    found = await place.teams.app.store.read(lambda unit: people.by_address(unit, "mattermost", THERE))
    return found is not None and found.id == "noor"


async def test_e6_the_same_person_on_teams_and_mattermost_gets_one_prompt(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.matter.add(THERE)
        await place.link()
        await place.heard_on_both()

        await place.teams.until("thu 15:00")
        asked = [text for text in await place.heard_on_both() if QUESTION in text]
        await place.teams.until("wed 12:00")
        reminded = await place.heard_on_both()

        assert len(asked) == 1
        assert len(reminded) == 1


async def test_e6_without_the_code_they_are_two(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.matter.add(THERE)

        await place.teams.until("thu 15:00")

        assert len([text for text in await place.heard_on_both() if QUESTION in text]) == 2


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
        code = await code_of(place)
        place.matter.server.add_user("vreemd")

        await place.matter.says("vreemd", f"koppel {code}")

        assert await place.matter.shown("vreemd") == []


async def asked_on(place: BothTown) -> tuple[int, int]:
    """Return how often she is asked the weekly question on Teams and on Mattermost, by the next Thursday."""
    await place.heard_on_both()
    await place.teams.until("thu 15:00")
    found = await place.teams.hears("noor"), await place.matter.hears(THERE)
    return tuple(sum(QUESTION in one.text for one in there) for there in found)  # type: ignore[return-value]


async def test_ge17_she_is_written_to_where_she_wrote_last(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.matter.add(THERE)
        await place.link()
        after_linking = await asked_on(place)

        await place.matter.says(THERE, "overzicht")

        assert after_linking == (1, 0)
        assert await asked_on(place) == (0, 1)


async def test_ge17_unless_she_says_where_and_until_she_says_otherwise(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.matter.add(THERE)
        await place.link()
        await place.matter.says(THERE, "berichten hier")
        told = (await place.matter.shown(THERE))[-1].text
        await place.teams.says("noor", "overzicht")
        chosen = await asked_on(place)

        await place.teams.says("noor", "berichten overal")

        assert "Ik schrijf je vanaf nu alleen in Mattermost." in told
        assert chosen == (0, 1)
        assert await asked_on(place) == (1, 0)


async def test_ge17_what_waits_for_her_goes_where_she_is_written_to_by_then(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.matter.add(THERE)
        await place.link()
        await place.heard_on_both()
        await place.teams.says("noor", "later")
        await place.matter.says(THERE, "overzicht")

        assert await asked_on(place) == (0, 1)


async def switched_off_on_mattermost(place: BothTown) -> None:
    """Let an administrator switch her account on Mattermost off."""
    place.matter.server.users[THERE]["delete_at"] = 1
    await place.matter.server.tell_user("user_activation_status_change", "bot")
    await place.matter.says("bram-there", "overzicht")  # by then the bot has heard of it


async def test_ge14_where_the_one_platform_takes_nothing_for_her_it_goes_on_the_other(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.matter.add(THERE)
        await place.matter.add("bram-there")
        await place.link()
        await place.matter.says(THERE, "berichten hier")
        await switched_off_on_mattermost(place)

        asked = await asked_on(place)

        noor = await place.teams.app.store.read(lambda unit: people.load(unit, "noor"))
        assert asked == (1, 0)
        assert noor.undeliverable is None
        assert await asked_on(place) == (1, 0)


async def test_ge14_where_neither_takes_anything_that_is_told(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.matter.add(THERE)
        await place.matter.add("bram-there")
        await place.link()
        await place.matter.says(THERE, "overzicht")
        await switched_off_on_mattermost(place)
        place.teams.server.blocked.add(place.teams.server.chat("noor"))

        await place.teams.until("thu 15:00")

        noor = await place.teams.app.store.read(lambda unit: people.load(unit, "noor"))
        assert noor.undeliverable is not None


async def test_ge17_what_she_told_on_both_is_hers_and_read_by_whom_it_was(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.matter.add_team("leerlab", "Leerlab")
        await place.matter.add(THERE, team="leerlab")
        await place.matter.switch_on("weekly_wonder", "leerlab")
        await place.teams.until("thu 15:00")
        await place.teams.tells("noor", "De stilte op de gang.", NAMED)
        await place.matter.tells(THERE, "Een lege kast.")
        await place.link()

        await place.matter.says(THERE, "mijn antwoorden")
        mine = (await place.matter.shown(THERE))[-1].text
        await place.teams.until("wed 12:00")

        assert "De stilte op de gang." in mine
        assert "Een lege kast." in mine
        assert "De stilte op de gang." in await place.teams.room()
        assert "Een lege kast." not in await place.teams.room()
        assert "Een lege kast." not in await place.matter.reads("leerlab", "room")


async def test_ge17_a_pause_on_one_account_is_a_pause_of_hers(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.matter.add(THERE)
        await place.matter.says(THERE, "pauze tot 1 mei")

        await place.link()
        await place.heard_on_both()
        await place.teams.until("thu 15:00")

        assert await place.heard_on_both() == []


async def test_ge17_who_agreed_on_one_account_is_not_asked_again_on_the_other(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=[]) as place:
        await place.matter.add(THERE, consent=None)
        await place.teams.until("mon 12:00")

        await place.link()
        await place.heard_on_both()
        await place.teams.wait(days=14)

        assert await place.heard_on_both() == []


async def test_ge17_who_signed_off_on_one_account_comes_back_there_first(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=[]) as place:
        await place.matter.add(THERE, consent="no")
        code = await code_of(place)

        await place.matter.says(THERE, f"koppel {code}")

        assert "Een van je accounts is afgemeld." in (await place.matter.hears(THERE))[-1].text
        assert not await is_one(place)


async def test_ge17_nobody_comes_to_facilitate_the_group_that_she_is_in(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=[]) as place:
        await place.matter.add(THERE, "facilitator")
        code = await code_of(place)

        await place.matter.says(THERE, f"koppel {code}")

        assert "Je begeleidt dan een groep waar je ook zelf in zit." in (await place.matter.hears(THERE))[-1].text


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


async def test_x20_the_list_may_go_on_naming_both_ids(tmp_path: Path) -> None:
    teams_id, there = "0" * 8 + "-0000-0000-0000-" + "0" * 12, "n" * 26
    async with both_town(tmp_path, formats=[]) as place:
        await place.teams.add(teams_id)
        await place.matter.add(there)
        await place.link(teams_id, there)
        listed = read(HEAD + f"{teams_id},N,Team Vergunningen,member,teams,{teams_id}\n".encode()
                      + f"{there},N,Team Vergunningen,member,mattermost,{there}\n".encode())  # fmt: skip

        found = await place.teams.app.store.read(lambda unit: (taken(unit, listed), difference(unit, listed)))

        assert found[0] == []
        assert [change for change in found[1].changes if change.who in {teams_id, there}] == []
