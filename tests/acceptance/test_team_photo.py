"""S49: after the interviews the team names its themes in its own words, and looks at them as one picture."""

from pathlib import Path

from tests.kit.interviews import plan, reads_over
from tests.kit.town import MEMBERS, Town, town

PEOPLE = (*MEMBERS, "ingrid")


async def told(place: Town, count: int) -> None:
    """Let so many people interview themselves, and tell the team."""
    await plan(place, pairs="We kiezen zelf")
    for number, who in enumerate(PEOPLE[:count]):
        await place.taps(who, "Beginnen")
        await place.says(who, who)
        await place.says(who, f"Verhaal {number} van het werk.")
        await place.wait(minutes=2)
        await place.says(who, "kort")
    await place.wait(minutes=40)
    for who in PEOPLE[:count]:
        await reads_over(place, who, "Klopt")
        await reads_over(place, who, "Ja, het team mag het lezen")


async def photo(place: Town) -> None:
    """Let the facilitator type along what the team says."""
    await place.says("fatima", "teamfoto")
    await place.taps("fatima", "Ja, we beginnen")
    await place.wait(minutes=1)
    await place.says("fatima", "foto")
    for text, kind, word, line in (
        ("Elkaar even bellen", "Wat helpt", "Even bellen", "Zij nam meteen op."),
        ("Geen tijd om te vragen", "Wat hindert", "overslaan", "overslaan"),
        ("Afkijken bij een ander", "Hoe we leren", "In de keuken kijken", "overslaan"),
    ):
        await place.says("fatima", text)
        await place.wait(minutes=2)
        await place.taps("fatima", kind)
        for more in (word, line):
            await place.says("fatima", more)
            await place.wait(minutes=2)
    await place.taps("fatima", "Dit was het")
    await place.says("fatima", "Even bellen")
    await place.wait(minutes=2)
    await place.taps("fatima", "Dit was het")
    await place.until("2026-03-25 12:00")


async def one_of_two_themes_chosen(place: Town) -> None:
    """Let the facilitator name two themes of the flaps of three, and choose the second as what to strengthen."""
    await told(place, 3)
    await place.says("fatima", "teamfoto")
    await place.taps("fatima", "Ja, we beginnen")
    await place.wait(minutes=1)
    await place.says("fatima", "foto")
    for text, kind in (("Elkaar even bellen", "Wat helpt"), ("Geen tijd om te vragen", "Wat hindert")):
        await place.says("fatima", text)
        await place.wait(minutes=2)
        await place.taps("fatima", kind)
        for _ in range(2):
            await place.says("fatima", "overslaan")
    await place.taps("fatima", "Dit was het")
    await place.taps("fatima", "Geen tijd om te vragen")


async def test_s49_acceptance_1_of_two_flaps_there_is_no_photo(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await told(place, 2)
        await place.hears("fatima")
        await place.says("fatima", "teamfoto")

        (said,) = await place.hears("fatima")
        assert "Dit kan zodra 3 mensen hun verhaal aan de groep vertelden" in said.text


async def test_s49_acceptance_2_of_chosen_themes_the_menu_proposes_dishes(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await told(place, 3)
        await photo(place)
        await place.says("fatima", "leermenu")
        shown = (await place.shown("fatima"))[-1].text
        assert "Dit wilde het team versterken" in shown
        assert "Even bellen" in shown
        await place.taps("fatima", "Van elkaar leren")

        assert "Bij elkaar in de keuken kijken, meelopen" in (await place.shown("fatima"))[-1].text


async def test_s49_edge_who_takes_her_flap_back_counts_no_more(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await told(place, 3)
        await place.says("noor", "maak privé 2")
        await place.hears("fatima")
        await place.says("fatima", "teamfoto")

        assert "Zijn jullie bij elkaar" not in (await place.hears("fatima"))[-1].text


async def test_s49_what_to_strengthen_is_chosen_among_the_themes(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await one_of_two_themes_chosen(place)
        assert list((await place.shown("fatima"))[-1].choices) == ["Elkaar even bellen", "Dit was het"]
        await place.taps("fatima", "Dit was het")
        await place.until("2026-03-25 12:00")

        board = (await place.room()).split("Foto van Team Vergunningen")[1]
        assert "Geen tijd om te vragen" in board.split("Dit willen we versterken")[1]


async def test_s49_who_goes_back_finds_the_theme_that_was_chosen_among_the_others(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await one_of_two_themes_chosen(place)
        await place.says("fatima", "terug")
        assert list((await place.shown("fatima"))[-1].choices) == ["Elkaar even bellen", "Geen tijd om te vragen"]
        await place.taps("fatima", "Elkaar even bellen")
        await place.taps("fatima", "Dit was het")
        await place.until("2026-03-25 12:00")

        board = (await place.room()).split("Foto van Team Vergunningen")[1]
        chosen = board.split("Dit willen we versterken")[1]
        assert ["Elkaar even bellen" in chosen, "Geen tijd om te vragen" in chosen] == [True, False]


async def test_s49_of_three_flaps_the_team_makes_a_photo_in_its_own_words(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await told(place, 3)
        await photo(place)
        room = await place.room()

        assert "Foto van Team Vergunningen" in room
        helps = room.index("Wat helpt")
        for words in ("Elkaar even bellen", "Even bellen", "Zij nam meteen op."):
            assert helps < room.index(words) < room.index("Wat hindert")
        assert "  - Zo noemen wij dit: \u2068Even bellen\u2069" in room  # what was said of one theme stands together
        assert "Dit willen we versterken" in room
        assert "**Fatima**" not in room.split("Foto van")[-1]


async def test_s49_edge_whether_a_theme_that_is_recognised_stands_there_is_for_that_person(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await told(place, 3)
        await photo(place)

        asked = await place.reads("fatima")
        assert "Herkent iemand zichzelf erin? Dan beslist die persoon of het erbij komt." in asked
        assert "alleen als wie het vertelde het goedvindt" in asked


async def test_f99_the_photo_says_that_time_hinders_and_a_deadline_may_help(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await told(place, 3)
        await photo(place)

        assert "Tijd hindert vaak. Een deadline kan ook helpen" in await place.reads("fatima")


async def test_s49_a_photo_begun_in_the_evening_begins_when_its_word_is_typed(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await told(place, 3)
        await place.until("2026-03-17 18:30")
        await place.says("fatima", "teamfoto")
        await place.taps("fatima", "Ja, we beginnen")
        await place.wait(minutes=1)
        await place.hears("fatima")
        await place.says("fatima", "foto")

        assert "Welk thema horen we vaker?" in (await place.hears("fatima"))[-1].text
        await place.says("fatima", "Elkaar even bellen")
        await place.until("2026-03-18 12:00")
        assert "Welke thema's hoort" not in "".join(one.text for one in await place.hears("fatima"))
