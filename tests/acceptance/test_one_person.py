"""GE17, E6, GE14: who linked two platforms is one person, asked once, with all that was hers on both."""

from pathlib import Path

from bot.people.importing import difference, not_external, taken
from bot.people.roster import read
from storage.groups import people
from tests.kit.both_town import THERE, BothTown, both_town, code_of, is_one
from tests.kit.town import NAMED

QUESTION = "de afgelopen week"
HEAD = b"id,name,group,role,platform,platform_id\n"


async def asked_on(place: BothTown) -> tuple[int, int]:
    """Return how often she is asked the weekly question on Teams and on Mattermost, by the next Thursday."""
    await place.heard_on_both()
    await place.teams.until("thu 15:00")
    on_teams, on_matter = await place.teams.hears("noor"), await place.matter.hears(THERE)
    return sum(QUESTION in one.text for one in on_teams), sum(QUESTION in one.text for one in on_matter)


async def switched_off_on_mattermost(place: BothTown) -> None:
    """Let an administrator switch her account on Mattermost off."""
    place.matter.server.users[THERE]["delete_at"] = 1
    await place.matter.server.tell_user("user_activation_status_change", "bot")
    await place.matter.says("bram-there", "overzicht")  # by then the bot has heard of it


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


async def test_ge17_what_is_answered_on_the_one_says_so_where_it_was_asked_on_the_other(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.matter.add(THERE)
        await place.link()
        await place.teams.until("thu 15:00")
        asked = (await place.teams.shown("noor"))[-1].message.id

        await place.matter.says(THERE, "De stilte op de gang.")
        await place.matter.taps(THERE, "Zo is het goed")
        await place.matter.taps(THERE, NAMED)

        (card,) = [one for one in await place.teams.shown("noor") if one.message.id == asked]
        assert "De stilte op de gang." in card.text


async def test_ge17_nobody_comes_to_facilitate_the_group_that_she_is_in(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=[]) as place:
        await place.matter.add(THERE, "facilitator")
        code = await code_of(place)

        await place.matter.says(THERE, f"koppel {code}")

        assert "Je begeleidt dan een groep waar je ook zelf in zit." in (await place.matter.hears(THERE))[-1].text


async def test_ge17_nobody_comes_to_facilitate_a_leergroep_with_somebody_of_her_own_team(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=[]) as place:
        await place.matter.add_team("leerlab", "Leerlab", kind="leergroep")
        now = place.teams.clock.now()
        await place.teams.app.store.run(lambda unit: people.appoint(unit, "leerlab", "bram", "participant", now))
        await place.matter.add(THERE, "facilitator", team="leerlab")
        code = await code_of(place)

        await place.matter.says(THERE, f"koppel {code}")

        assert "Je begeleidt dan een leergroep met iemand uit je eigen team." in (await place.matter.hears(THERE))[-1].text


async def test_x20_a_list_that_lets_her_facilitate_her_own_group_by_the_other_id_has_to_be_confirmed(tmp_path: Path) -> None:
    teams_id, there = "0" * 8 + "-0000-0000-0000-" + "0" * 12, "n" * 26
    async with both_town(tmp_path, formats=[]) as place:
        await place.teams.add(teams_id)
        await place.matter.add(there)
        await place.link(teams_id, there)
        listed = read(HEAD + f"{teams_id},N,Team Vergunningen,member,teams,{teams_id}\n".encode()
                      + f"{there},N,Team Vergunningen,facilitator,mattermost,{there}\n".encode())  # fmt: skip

        found = await place.teams.app.store.read(lambda unit: not_external(unit, listed))

        assert [*found] == [teams_id]


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


async def test_ge4_who_signs_off_on_the_one_hears_nothing_on_either(tmp_path: Path) -> None:
    async with both_town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.matter.add(THERE)
        await place.teams.until("thu 15:00")
        await place.teams.tells("noor", "De stilte op de gang.", NAMED)
        await place.link()
        await place.matter.says(THERE, "afmelden")
        await place.matter.taps(THERE, "30 dagen bewaren")
        await place.matter.taps(THERE, "Ja, stop ermee")
        await place.heard_on_both()

        await place.teams.wait(days=14)

        assert await place.heard_on_both() == []
        assert "De stilte op de gang." not in await place.teams.room()
