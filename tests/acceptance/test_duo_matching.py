"""S41: two who complete each other are put together, both say yes or it does not go on; nobody hears who said no, or why."""

from pathlib import Path

import pytest

from bot.words.leaving import leave_all
from storage.groups import people
from storage.store import Unit
from tests.kit.duo import heard
from tests.kit.duo_call import POOL, chooses, opens_call, puts, signs_up
from tests.kit.searching import readers, where
from tests.kit.town import Town, town


async def duos(place: Town) -> list[set[str]]:
    def found(unit: Unit) -> list[set[str]]:
        groups = {held.team for who in ("noor", "bram", "samira", "joost") for held in people.roles_of(unit, who)}
        return [
            {one.person for one in people.members(unit, team, ("participant",))} for team in sorted(groups) if "duo-" in team
        ]

    return await place.app.store.read(found)


async def leaves(place: Town, who: str, *, erase: bool) -> None:
    """Let somebody stop altogether."""
    now = place.clock.now()
    await place.app.store.run(lambda unit: leave_all(unit, people.load(unit, who), now, erase=erase))
    await place.wait(days=1)


async def four_sign_up(place: Town) -> None:
    await opens_call(place)
    await signs_up(place, "noor", brings=["Overzicht"], seeks=["Nieuwe ideeën"], about="Heldere brieven aan burgers.")
    await signs_up(place, "bram", brings=["Nieuwe ideeën"], seeks=["Overzicht"], about="Kortere vergaderingen.")
    await signs_up(place, "samira", brings=["Netwerk"], seeks=["Nauwkeurigheid"])
    await signs_up(place, "joost", brings=["Nauwkeurigheid"], seeks=["Netwerk"])


async def test_s41_two_who_complete_each_other_become_a_duo_when_both_say_yes(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await four_sign_up(place)
        seen = await puts(place)
        assert "brengt mee wat" in seen
        await heard(place, "noor")
        await heard(place, "bram")
        await chooses(place, "noor", "Ja")
        assert await duos(place) == []
        assert "zei ook ja" not in await heard(place, "bram")
        await chooses(place, "bram", "Ja")
        await place.wait(days=1)

        assert await duos(place) == [{"noor", "bram"}]
        assert "Bram zei ook ja. Jullie zijn nu een leerduo" in await place.reads("noor")
        held = await place.app.store.read(lambda unit: {one.role for one in people.roles_of(unit, "bram") if one.team == POOL})
        assert held == {"participant"}


async def test_s41_acceptance_2_after_one_no_the_other_reads_that_this_match_does_not_go_on(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await four_sign_up(place)
        await puts(place)
        await chooses(place, "noor", "Ja")
        await heard(place, "noor")
        await chooses(place, "bram", "Liever niet")
        await place.wait(days=1)

        told = await heard(place, "noor")
        assert "Deze match gaat niet door" in told
        assert "Bram" not in told
        assert await duos(place) == []
        await place.says("fatima", "duo's vormen")
        again = (await place.hears("fatima"))[-1].text
        assert "**Noor en Bram**" not in again
        assert "**Bram en Noor**" not in again


async def test_s41_a_proposal_shows_what_the_other_wants_to_work_on_and_brings_and_nothing_else(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await four_sign_up(place)
        await puts(place)
        await heard(place, "bram")
        await place.taps("bram", "Bekijken")

        told = await heard(place, "bram")
        assert "Heldere brieven aan burgers." in told
        assert "Overzicht" in told
        assert "Noor leest niet wat je koos" in told
        assert "Nieuwe ideeën" not in told, "what she seeks is between her and who guides"


async def test_s41_edge_an_odd_number_waits_and_no_trio_is_offered(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await opens_call(place)
        for who in ("noor", "bram", "samira"):
            await signs_up(place, who)
        seen = await puts(place)

        assert seen.count("wacht op iemand die past") == 1
        assert seen.count("** en **") == 0
        assert await place.app.store.read(lambda unit: len(people.members(unit, POOL, ("candidate",)))) == 5


async def test_s41_edge_two_of_one_line_give_a_warning_about_equality(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await opens_call(place)
        await signs_up(place, "noor", prefers="Ingrid")
        await signs_up(place, "ingrid")
        seen = await puts(place)

        assert "een van de twee geeft leiding aan de ander" in seen


async def test_s41_edge_who_says_nothing_in_time_lets_the_match_not_go_on(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await four_sign_up(place)
        await puts(place)
        await chooses(place, "noor", "Ja")
        await heard(place, "noor")
        await place.wait(weeks=4)

        assert "Deze match gaat niet door" in await heard(place, "noor")


@pytest.mark.parametrize("erase", [False, True])
@pytest.mark.parametrize("said_yes", ["noor", "bram"])
async def test_s41_edge_who_leaves_during_a_match_lets_it_not_go_on(tmp_path: Path, said_yes: str, *, erase: bool) -> None:
    async with town(tmp_path, formats=[]) as place:
        await four_sign_up(place)
        await puts(place)
        await place.taps("noor", "Bekijken")
        if said_yes == "noor":
            await place.taps("noor", "Ja")
        else:
            await chooses(place, "bram", "Ja")
        await heard(place, "noor")
        await leaves(place, "bram", erase=erase)

        assert "Deze match gaat niet door" in await heard(place, "noor")
        assert "Kortere vergaderingen." not in await place.reads("noor")
        await place.wait(weeks=4)
        assert await duos(place) == []


async def test_s41_after_the_first_duo_who_wanted_to_talk_first_can_still_say_yes(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await four_sign_up(place)
        await signs_up(place, "ingrid", join="Eerst een gesprek")
        await puts(place)
        await chooses(place, "noor", "Ja")
        await chooses(place, "bram", "Ja")
        await place.wait(days=1)
        assert await duos(place) == [{"noor", "bram"}]
        await heard(place, "ingrid")
        await place.says("ingrid", "aanmelding bevestigen")

        assert "je wilt meedoen met" in await heard(place, "ingrid")
        await place.hears("fatima")
        await place.says("fatima", "duo's vormen")
        assert "Ingrid" in await heard(place, "fatima")


async def test_s41_what_is_told_of_a_call_is_about_duos_and_when_it_ends_who_still_waits(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await four_sign_up(place)
        await place.wait(days=1)
        guide = await heard(place, "fatima")
        assert "Noor opent een oproep voor leerduo's: **Leerduos voorjaar**." in guide
        await puts(place)
        for who in ("noor", "bram"):
            await chooses(place, who, "Ja")
        await place.hears("noor"), await place.hears("fatima")
        await place.wait(weeks=4)

        assert "**Leerduos voorjaar**: 2 mensen in een leerduo, en 2 mensen op de lijst." in await heard(place, "noor")
        told = await heard(place, "fatima")
        assert "2 mensen wachten op iemand die past." in told
        assert "leergroep" not in told.casefold()
        assert 'Typ "duo\'s vormen".' in told


async def test_s41_who_facilitates_reads_on_when_who_was_proposed_erases_everything(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await four_sign_up(place)
        await puts(place)
        await leaves(place, "bram", erase=True)
        await place.hears("fatima")
        await place.says("fatima", "aanmeldingen")
        assert "Heldere brieven aan burgers." in await heard(place, "fatima")


async def test_s41_why_two_go_together_is_kept_nowhere_and_goes_with_who_told_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await opens_call(place)
        await signs_up(place, "noor", about="Omgaan met burnoutklachten.")
        await signs_up(place, "bram", about="Praten over burnoutklachten.")
        seen = await puts(place)
        assert "Allebei noemen ze: burnoutklachten" in seen
        assert await where(place, "burnoutklachten") <= {"answer.body", "conversation.state", "web_message.body"}

        for who in ("noor", "bram"):
            await leaves(place, who, erase=True)
        assert await readers(place, "burnoutklachten", ["fatima"]) == set()


async def test_s41_what_somebody_told_who_looked_for_a_duo_goes_four_weeks_after_the_match(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await four_sign_up(place)
        await puts(place)
        await chooses(place, "noor", "Ja")
        await chooses(place, "bram", "Ja")
        await place.wait(days=1)
        assert await duos(place) == [{"noor", "bram"}]

        await place.wait(days=20)
        assert await readers(place, "heldere brieven", ["noor"]) == {"noor"}
        await place.wait(days=16)
        assert await readers(place, "heldere brieven", ["noor", "fatima"]) == set()
        await place.hears("fatima")
        await place.says("fatima", "aanmeldingen")
        assert "Nauwkeurigheid" in await heard(place, "fatima")  # who has nobody yet waits on


async def test_s41_who_guides_is_not_offered_to_form_duos_where_nobody_waits(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await opens_call(place)
        await place.hears("fatima")
        await place.says("fatima", "aanmeldingen")
        told = await heard(place, "fatima")
        assert "Er wacht nu niemand op iemand die past." in told
        assert "duo's vormen" not in told
        await place.wait(weeks=4)
        closed = await heard(place, "fatima")
        assert "Er wacht nu niemand op iemand die past." in closed
        assert "duo's vormen" not in closed


async def test_s41_who_guides_reads_with_whom_somebody_likes_to_work_as_long_as_that_one_takes_part(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await opens_call(place)
        await signs_up(place, "noor", prefers="Ingrid")
        await place.says("fatima", "aanmeldingen")
        assert "Met wie ik graag werk: Ingrid" in (await place.hears("fatima"))[-1].text

        await leaves(place, "ingrid", erase=True)
        await place.says("fatima", "aanmeldingen")
        assert "Met wie ik graag werk" not in (await place.hears("fatima"))[-1].text
