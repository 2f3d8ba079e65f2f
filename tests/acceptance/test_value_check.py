"""S06: the quarterly value check, from the lead's plan to the board."""

from pathlib import Path

from tests.kit.town import NAMED, PRIVATE, Town, town

PERIOD, TRAJECTORY = "De afgelopen periode", "Een leertraject"
IN_CHANNEL = "In het kanaal"


async def plan(place: Town, focus: str = PERIOD, when: str = "26 maart om 14:00", scribe: str = "Kies jij maar") -> None:
    """Let the lead plan a check."""
    await place.says("ingrid", "waardecheck start")
    await place.taps("ingrid", focus)
    await place.says("ingrid", "overslaan")
    await place.says("ingrid", when)
    if when != IN_CHANNEL:
        await place.says("ingrid", "ja")
    await place.says("ingrid", scribe)
    await place.taps("ingrid", "Ja, nodig uit")


async def test_s06_a_lead_plans_and_everybody_is_invited_ten_days_before(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.until("2026-03-16 13:59")
        before = await place.reads("noor")
        await place.until("2026-03-16 14:01")
        assert "Wil je je verhaal alvast voorbereiden?" not in before
        assert "Wil je je verhaal alvast voorbereiden?" in await place.reads("noor")


async def test_s06_acceptance_2_a_second_check_is_not_opened_beside_an_open_one(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.hears("ingrid")

        await place.says("ingrid", "waardecheck start")
        offered = (await place.hears("ingrid"))[-1]
        await place.taps("ingrid", "Daarna een nieuwe plannen")

        assert "Ik vraag het je als Waardecheck van donderdag 26 maart klaar is." in (await place.hears("ingrid"))[-1].text
        assert "Er loopt al een Waardecheck, tot donderdag 26 maart." in offered.text
        assert list(offered.choices) == ["Stand bekijken", "Nu sluiten", "Daarna een nieuwe plannen"]


async def test_s06_acceptance_8_who_may_not_start_hears_who_can_and_may_ask_them(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("noor", "waardecheck start")
        refused = (await place.hears("noor"))[-1]
        await place.taps("noor", "Ja, vraag het")
        await place.until("2026-03-09 09:05")

        asked = (await place.hears("ingrid"))[-1]
        assert "Alleen Ingrid of Fatima kan dit starten." in refused.text
        assert "Iemand in het team vraagt of je een Waardecheck wilt plannen." in asked.text
        assert "Noor" not in asked.text
        await place.taps("ingrid", "Nu plannen")
        assert "Waar kijken jullie op terug?" in (await place.hears("ingrid"))[-1].text


async def test_s06_acceptance_3_a_period_asks_the_six_points_and_a_trajectory_the_eight(tmp_path: Path) -> None:
    asked = {}
    for focus in (PERIOD, TRAJECTORY):
        async with town(tmp_path / focus, formats=[]) as place:
            await plan(place, focus)
            await place.until("2026-03-16 14:01")
            await place.taps("noor", "Voorbereiden")
            for _ in range(8):
                await place.says("noor", "overslaan")
            asked[focus] = await place.reads("noor")

    assert "Wat hield je eraan over?" in asked[PERIOD]
    assert "Hoe houden we levend" not in asked[PERIOD]
    assert "Hoe houden we levend" in asked[TRAJECTORY]
    assert "Denk aan één moment" not in asked[TRAJECTORY]


async def test_s06_edge_the_session_is_moved_and_the_preparation_moves_along(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.says("ingrid", "verplaats naar 2 april om 10:00")
        await place.until("2026-03-22 12:00")
        before = await place.reads("noor")
        await place.until("2026-03-23 10:05")

        assert "Waardecheck is nu op donderdag 2 april." in await place.reads("ingrid")
        assert "alvast voorbereiden" not in before
        assert "Op donderdag 2 april delen we" in await place.reads("noor")


async def test_s06_edge_the_lead_cancels_and_what_was_prepared_stays_private(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.until("2026-03-16 14:01")
        await place.taps("noor", "Voorbereiden")
        await place.says("noor", "De balie was stil.")
        await place.says("ingrid", "annuleer")
        await place.until("2026-03-27 12:00")

        assert "gaat niet door" in await place.room()
        assert "De balie was stil." not in await place.room()
        await place.says("noor", "toon 1")
        assert "De balie was stil." in (await place.hears("noor"))[-1].text


async def test_s06_edge_in_the_channel_the_preparation_opens_at_once_and_closes_after_ten_days(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.until("2026-03-09 10:00")
        await plan(place, when=IN_CHANNEL)
        await place.until("2026-03-09 10:05")

        assert "Op donderdag 19 maart delen we" in await place.reads("noor")


async def test_ge7_closing_now_lets_the_next_step_begin(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.until("2026-03-16 14:01")
        await place.taps("noor", "Voorbereiden")
        await place.says("ingrid", "sluit nu")
        await place.until("2026-03-16 14:05")

        await place.says("noor", "Nog een verhaal.")
        assert "Deze ronde is gesloten" in (await place.hears("noor"))[-1].text


async def prepares(place: Town, who: str, potential: str, readers: str = NAMED, live: str = "Ja", alone: str = "Nee") -> None:
    """Let somebody prepare a story of the period, and choose who reads it."""
    await place.taps(who, "Voorbereiden")
    for text in ("overslaan", "overslaan", "overslaan", potential, "overslaan", "overslaan", "overslaan", "Een verhaal"):
        await place.says(who, text)
    await place.taps(who, live)
    if live == "Ja":
        await place.taps(who, alone)
    await place.taps(who, readers)


async def test_s06_e2_a_check_from_plan_to_board(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-09 09:00")
        await place.taps("bram", "Antwoorden")
        await place.taps("bram", "Ja, ik schrijf mee")
        await place.until("2026-03-16 14:01")
        await prepares(place, "noor", "Ik ken nu iemand bij de balie.")
        await prepares(place, "samira", "Een idee voor de brief.", PRIVATE)
        await place.until("2026-03-26 14:01")
        await place.taps("bram", "Schrijven")
        await place.taps("bram", "Samira")
        await place.taps("bram", "3 Toegepast")
        await place.says("bram", "Ik bel nu eerst.")
        await place.taps("bram", "Nee")
        await place.until("2026-03-30 10:01")

        board = await place.room()
        assert "**Voor later**\n- **Noor**: \u2068Ik ken nu iemand bij de balie.\u2069" in board
        assert "Deze keer niets, dat is prima." in board
        assert "Een idee voor de brief." not in board
