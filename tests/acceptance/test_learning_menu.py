"""S50: short dishes to order when it suits; nobody is reminded, and nobody reads what somebody ordered."""

from pathlib import Path

from tests.kit.town import MEMBERS, NAMED, PRIVATE, Town, town

SIX = (*MEMBERS, "eva")
"""Five members, so that with who leads there are six."""


async def orders(
    place: Town, *, who: str = "noor", dish: str = "Samen sparren", partner: str | None = None, idea: str | None = None,
    readers: str = NAMED,
) -> None:  # fmt: skip
    """Let somebody order a dish."""
    await place.says(who, "bestellen")
    await place.taps(who, dish)
    await place.wait(minutes=2)
    await place.says(who, "overslaan")
    await place.taps(who, "Dat spreken we af")
    await place.says(who, partner or "overslaan")
    await place.says(who, idea or "overslaan")
    if idea:
        await place.taps(who, readers)
    await place.taps(who, "Ja, graag")


async def hangs(place: Town, about: str = "Tijd vinden", own: str | None = None) -> None:
    """Let the facilitator hang the menu up, with a dish of the team's own."""
    await place.says("fatima", "leermenu")
    await place.taps("fatima", about)
    await place.says("fatima", own or "overslaan")
    if own is not None:
        await place.wait(minutes=2)
        await place.taps("fatima", "Dit was het")
    await place.taps("fatima", "Ja")
    await place.wait(minutes=2)


async def types(place: Town, who: str, dish: str) -> None:
    """Let somebody order a dish in her own words."""
    await place.says(who, "bestellen")
    await place.says(who, dish)
    await place.wait(minutes=2)
    await place.says(who, "overslaan")
    await place.taps(who, "Dat spreken we af")
    await place.says(who, "overslaan")
    await place.says(who, "overslaan")
    await place.taps(who, "Nee, hoeft niet")


async def test_s50_acceptance_1_an_order_with_bas_gives_him_a_card(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await orders(place, partner="bram")
        await place.until("mon 12:00")
        assert "Noor heeft een uitnodigingskaartje voor je" in await place.reads("bram")
        await place.taps("bram", "Lezen")
        assert "Samen sparren" in (await place.hears("bram"))[-1].text
        await place.taps("bram", "Graag")

        assert "Bram zegt ja." in await place.reads("noor")


async def test_s50_acceptance_2_of_two_orders_of_one_dish_no_count_is_shown(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[], members=SIX) as place:
        await hangs(place)
        for who in ("noor", "bram", "samira"):
            await orders(place, who=who, dish="Meelopen")
        for who in ("noor", "bram"):
            await orders(place, who=who, dish="Intervisie")
        await place.until("2026-03-24 12:00")
        after = (await place.room()).split("hangt er nog")[-1]

        assert ["Meelopen (3 keer)" in after, "Intervisie" in after] == [True, False]
        await orders(place, who="samira", dish="Intervisie")
        await orders(place, who="joost", dish="Meelopen")
        await place.until("2026-04-07 12:00")
        after = (await place.room()).split("hangt er nog")[-1]

        assert ["Meelopen (3 keer)" in after, "Intervisie (3 keer)" in after] == [True, True]  # the fourth waits for two more
        for other in ("joost", "ingrid", "fatima"):
            assert "3 keer" not in await place.reads(other)
            assert "bestelde" not in await place.reads(other)


async def test_s50_edge_three_orders_of_one_person_are_no_count(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[], members=SIX) as place:
        await hangs(place)
        for _ in range(3):
            await orders(place, dish="Meelopen")
        await place.until("2026-03-24 12:00")

        assert "Meelopen" not in (await place.room()).split("hangt er nog")[-1]


async def test_s50_edge_nobody_hears_that_all_the_others_ordered(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await hangs(place)
        for who in ("noor", "bram", "samira", "joost"):
            await orders(place, who=who, dish="Meelopen")
        await place.until("2026-03-24 12:00")

        assert "Meelopen (3 keer of vaker)" in (await place.room()).split("hangt er nog")[-1]


async def test_s50_edge_in_a_small_team_no_count_is_told(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[], members=("noor", "bram", "samira")) as place:
        await hangs(place)
        for who in ("noor", "bram", "samira"):
            await orders(place, who=who, dish="Meelopen")
        await place.until("2026-03-24 12:00")

        assert "Meelopen" not in (await place.room()).split("hangt er nog")[-1]


async def test_s50_edge_what_was_told_once_is_not_worked_out_anew(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[], members=SIX) as place:
        await hangs(place)
        for who in ("noor", "bram", "samira"):
            await orders(place, who=who, dish="Meelopen")
        await place.until("2026-03-24 12:00")
        await place.says("noor", "verwijder 1")
        await place.says("noor", "ja")
        await place.until("2026-04-07 12:00")

        assert "Meelopen (3 keer)" in (await place.room()).split("hangt er nog")[-1]


async def test_s50_acceptance_3_an_idea_off_the_menu_is_added_with_consent(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await hangs(place)
        await orders(place, idea="Samen naar de balie")
        await orders(place, who="bram", idea="Alleen voor mij dit", readers=PRIVATE)
        await place.until("wed 12:00")
        room = await place.room()
        assert ["Samen naar de balie" in room, "Alleen voor mij dit" in room] == [True, False]
        await place.until("2026-03-24 12:00")

        after = (await place.room()).split("hangt er nog")[-1]
        assert ["Samen naar de balie" in after, "Alleen voor mij dit" in after] == [True, False]


async def test_s50_edge_an_idea_that_is_taken_back_goes_from_the_menu_lines(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await hangs(place)
        await orders(place, idea="Samen naar de balie")
        await place.until("2026-03-24 12:00")
        await place.says("noor", "maak privé 3")
        await place.wait(minutes=5)

        assert "Samen naar de balie" not in (await place.room()).split("hangt er nog")[-1]


async def test_s50_dishes_of_the_team_itself_stand_on_the_menu(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await hangs(place, own="Samen naar de markt")
        await place.until("mon 12:00")
        assert "Samen naar de markt" in await place.room()
        await place.until("2026-03-24 12:00")

        assert "Samen naar de markt" in (await place.room()).split("hangt er nog")[-1]


async def test_s50_the_menu_hangs_in_the_room_and_comes_again_every_two_weeks(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await hangs(place)
        await place.until("mon 12:00")
        room = await place.room()
        assert all(word in room for word in ("Voorgerecht", "Hoofdgerecht", "Nagerecht"))
        assert room.count("hangt er nog") == 0
        await place.until("2026-03-24 12:00")

        assert (await place.room()).count("hangt er nog") == 1
        assert not await place.hears("noor")


async def test_s50_edge_where_time_hinders_short_dishes_come_first(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await hangs(place)
        assert "Sparren van een half uur" in await place.reads("fatima")
        await place.says("noor", "bestellen")

        shown = (await place.shown("noor"))[-1]
        assert list(shown.choices)[:2] == ["Samen sparren", "Kort feedback vragen"]
        assert "De eerste vier duren hooguit een half uur" in shown.text


async def test_s50_edge_a_dish_for_two_waits_until_the_other_one_says_yes(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await orders(place, partner="bram", dish="Meelopen")
        await place.hears("noor")
        await place.until("2026-03-10 08:00")

        assert not await place.hears("noor")


async def test_s50_edge_after_six_weeks_who_hung_it_up_is_asked_what_fits(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await hangs(place)
        await place.hears("fatima")
        await place.until("2026-04-21 12:00")

        assert "hangt zes weken, en er is nog niets besteld. Past hij nog?" in "\n".join(
            one.text for one in await place.hears("fatima")
        )


async def test_s50_edge_where_something_was_ordered_nobody_is_asked_what_fits(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await hangs(place)
        await orders(place)
        await place.hears("fatima")
        await place.until("2026-04-30 12:00")

        assert "hangt zes weken" not in "\n".join(one.text for one in await place.hears("fatima"))


async def test_s50_after_two_weeks_one_question_how_it_tasted(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await orders(place)
        await place.hears("noor")
        await place.until("2026-03-24 12:00")
        (asked,) = await place.hears("noor")
        assert "Twee weken geleden bestelde je iets" in asked.text
        await place.taps("noor", "Vertellen")
        await place.taps("noor", "Deels")
        await place.says("noor", "Een nieuw idee.")
        await place.until("2026-05-01 12:00")

        for other in ("bram", "samira", "joost", "ingrid", "fatima"):
            assert "Een nieuw idee." not in await place.reads(other)


async def test_s50_a_dish_that_is_the_word_of_another_format_can_be_typed(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("noor", "bestellen")
        await place.says("noor", "speed coaching")

        assert "Waarvoor?" in (await place.hears("noor"))[-1].text
        await place.wait(minutes=2)
        await place.says("noor", "speed coaching")
        assert "Zullen we dat eerst afmaken" in (await place.hears("noor"))[-1].text  # and there it is that word again


async def test_s50_dishes_of_the_team_itself_are_counted_as_the_others_are(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[], members=SIX) as place:
        await hangs(place, own="Samen wandelen")
        for number, who in enumerate(("noor", "bram", "samira")):
            await types(place, who, "samen wandelen" if number else "Samen wandelen")
        for who in ("joost", "eva"):
            await types(place, who, "Taart bakken")
        await place.until("2026-03-24 12:00")
        after = (await place.room()).split("hangt er nog")[-1]

        assert "Dit is besteld:" in after
        assert "Samen wandelen" in after.split("Dit is besteld:")[1]
        assert "(3 keer)" in after
        assert "Taart" not in after


async def test_s50_of_two_orders_of_a_dish_of_the_team_itself_no_count_is_shown(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[], members=SIX) as place:
        await hangs(place, own="Samen wandelen")
        for who in ("noor", "bram"):
            await types(place, who, "Samen wandelen")
        await place.until("2026-03-24 12:00")

        assert "Dit is besteld:" not in (await place.room()).split("hangt er nog")[-1]
