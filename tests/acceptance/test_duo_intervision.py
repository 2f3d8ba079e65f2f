"""S45: three moments for all duos; the last one looks at what went well; short learning points without names come of each."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import pytest

from bot.gatherings import agenda
from dialogs.settings import DUO_INTERVISION
from storage.groups import rounds, settings, teams
from storage.outgoing import outbox
from storage.outgoing.outbox import Message
from storage.store import Unit
from storage.timing import budget
from tests.kit.duo import heard
from tests.kit.duo_pool import FOUR, POOL, a_pool, plans_meetings
from tests.kit.town import AMSTERDAM, NAMED, Town, at, town

PROBLEM = "Onze uren lopen door elkaar."


@asynccontextmanager
async def until_moment(folder: Path, moment: str | None = None) -> AsyncIterator[Town]:
    """Open a town with four duos whose three meetings are planned, and go on to a moment."""
    async with town(folder, formats=[]) as place:
        await a_pool(place)
        await plans_meetings(place)
        if moment is not None:
            await place.until(moment)
        yield place


async def tells(place: Town, who: str = "noor", problem: str = PROBLEM) -> None:
    await place.taps(who, "Vertellen")
    await place.says(who, problem)
    await place.taps(who, NAMED)


async def test_s45_acceptance_1_at_the_third_moment_the_appreciative_set_is_used(tmp_path: Path) -> None:
    async with until_moment(tmp_path, "2026-03-13 17:00") as place:
        assert "Waar lopen jullie tegenaan" in await heard(place, "noor")
        await place.until("2026-05-05 09:00")
        await place.hears("noor")
        await place.until("2026-05-12 17:00")  # the third moment is 14 May, Ascension Day, and so 15 May

        asked = await heard(place, "noor")
        assert "Deze keer gaat het over wat goed liep" in asked
        assert "Waar lopen jullie tegenaan" not in asked
        await place.taps("noor", "Vertellen")
        assert "Vertel over een moment waarop het echt goed liep." in await heard(place, "noor")


async def test_n2_what_is_told_around_a_moment_is_the_one_message_of_its_day(tmp_path: Path) -> None:
    async with until_moment(tmp_path, "2026-03-13 17:00") as place:
        await tells(place, "bram")
        await place.until("2026-03-27 17:00")

        told = await place.shown("noor")
        days = [one.message.at.astimezone(AMSTERDAM).date() for one in told if one.message.at > at("2026-03-11 12:00")]
        assert len(days) == len(set(days))
        assert PROBLEM in await place.reads("noor")
        assert "Leerduos Noord komt bij elkaar" in await place.reads("noor")


async def test_n2_who_was_away_hears_what_was_told_around_a_moment_on_days_of_their_own(tmp_path: Path) -> None:
    async with until_moment(tmp_path, "2026-03-13 17:00") as place:
        await tells(place, "bram")
        await place.says("noor", "pauze tot 30-03-2026")
        await place.switch_on("week_start_mood")
        await place.until("2026-04-10 17:00")

        told = await place.shown("noor")
        days = [one.message.at.astimezone(AMSTERDAM).date() for one in told if one.message.at > at("2026-03-14 12:00")]
        assert [len(days) > 1, len(days) == len(set(days))] == [True, True]


async def test_n2_what_turns_out_to_be_empty_takes_no_day(tmp_path: Path) -> None:
    async with until_moment(tmp_path, "2026-03-13 17:00") as place:
        await place.says("noor", "pauze tot 30-03-2026")
        await place.hears("noor")
        await place.until("2026-03-30 17:00")

        assert "Welkom terug" in await heard(place, "noor")


async def test_n2_who_is_free_on_the_day_of_a_moment_alone_hears_of_it_beside_her_message(tmp_path: Path) -> None:
    """She is off the day before, and the place of the day itself is taken: the next one would be too late."""
    async with until_moment(tmp_path, "2026-03-17 12:00") as place:
        await place.set("noor", quiet_days="2")
        day, before = at("2026-03-19 10:00"), at("2026-03-18 10:00")

        def found(unit: Unit) -> tuple[datetime, str | None]:
            (running,) = [one for one in rounds.all_of(unit, "duo_intervision", POOL) if one.planned == day]
            taken = budget.place_on("noor", day.date())
            outbox.add(unit, Message("taken", "web:noor", "notice", [], day, person="noor", budget=taken))
            return agenda.told_at(unit, running, teams.load(unit, POOL), "noor", before)

        assert await place.app.store.run(found) == (before, None)


async def test_s45_acceptance_2_without_a_writer_who_guides_is_asked(tmp_path: Path) -> None:
    async with until_moment(tmp_path, "2026-03-19 09:00") as place:
        await place.hears("fatima")
        await place.until("2026-03-25 12:00")

        assert "Er zijn nog geen leerpunten van donderdag 19 maart" in await heard(place, "fatima")
        await place.taps("fatima", "Opschrijven")
        await place.says("fatima", "Spreek af wie beslist.")
        await place.taps("fatima", "Dit was het")
        await place.wait(days=1)
        assert "Spreek af wie beslist." in await place.reads("bram")


async def test_s45_what_is_brought_is_read_by_the_duos_and_who_guides_them_and_nobody_else(tmp_path: Path) -> None:
    async with until_moment(tmp_path, "2026-03-13 17:00") as place:
        await tells(place)
        await place.until("2026-03-18 17:00")

        assert PROBLEM in await place.reads("bram")
        assert PROBLEM in await place.reads("fatima")
        assert PROBLEM not in await place.reads("ingrid")


async def names(place: Town, who: str) -> None:
    """Let Fatima say who writes down what was learned."""
    await place.until("2026-03-19 17:00")
    await place.taps("fatima", "Kiezen")
    await place.taps("fatima", who)
    await place.until("2026-03-20 12:00")


async def test_s45_who_is_named_writes_points_that_all_duos_read_without_her_name(tmp_path: Path) -> None:
    async with until_moment(tmp_path) as place:
        await names(place, "Samira")
        for other in ("noor", "bram", "joost"):
            assert "Schrijf jij een kort verslag" not in await place.reads(other)
        await place.taps("samira", "Ja, ik schrijf")
        await place.says("samira", "Spreek af wie beslist.")
        await place.taps("samira", "Dit was het")
        await place.hears("fatima")
        await place.until("2026-03-31 12:00")

        read = await place.reads("bram")
        assert "Spreek af wie beslist." in read
        assert "Samira" not in read
        assert "nog geen leerpunten" not in await heard(place, "fatima")


@pytest.mark.parametrize(
    ("who", "said"), [("Samira", ["Liever niet"]), ("Samira", ["Ja, ik schrijf", "stop"]), ("Ik doe het zelf", [])]
)
async def test_s45_edge_where_who_was_named_would_rather_not_who_guides_is_asked(
    tmp_path: Path, who: str, said: list[str]
) -> None:
    async with until_moment(tmp_path) as place:
        await names(place, who)
        for one in said:
            await (place.says("samira", one) if one == "stop" else place.taps("samira", one))
        await place.until("2026-03-24 12:00")

        assert "Er zijn nog geen leerpunten van donderdag 19 maart" in await heard(place, "fatima")


async def test_s45_edge_a_duo_that_is_absent_may_send_a_text(tmp_path: Path) -> None:
    async with until_moment(tmp_path, "2026-03-13 17:00") as place:
        await place.taps("noor", "Vertellen")
        assert "Dan praat de groep er met jouw tekst over" in await heard(place, "noor")


async def test_s45_edge_without_a_problem_the_appreciative_questions_come(tmp_path: Path) -> None:
    async with until_moment(tmp_path, "2026-03-13 17:00") as place:
        await place.taps("noor", "Vertellen")
        await place.taps("noor", "Geen probleem")

        assert "Vertel over een moment waarop het echt goed liep." in await heard(place, "noor")


async def test_f80_there_are_three_moments(tmp_path: Path) -> None:
    async with until_moment(tmp_path) as place:
        assert len(FOUR) == 4
        await place.says("fatima", "bijeenkomsten")
        told = await heard(place, "fatima")
        assert "19 maart" in told
        assert "15 mei" in told


async def test_s45_an_organisation_may_have_more_moments_and_the_end_comes_after_the_last(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_pool(place)
        await place.app.store.run(lambda unit: settings.choose(unit, DUO_INTERVISION, "4"))
        await plans_meetings(place)
        await place.says("fatima", "bijeenkomsten")
        assert "11 juni" in await heard(place, "fatima")
        await place.until("2026-06-08 12:00")

        told = await place.reads("noor")
        assert [told.count("Waar lopen jullie tegenaan in de samenwerking?"), told.count("Deze keer gaat het over")] == [3, 1]
        assert "Het half jaar met de leerduo's is voorbij" not in told
        await place.until("2026-06-26 17:00")
        assert "Het half jaar met de leerduo's is voorbij" in await heard(place, "noor")
