"""S44, S46: every six weeks a duo looks back; both say yes before it goes; who guides them looks along, and presses nobody."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from dialogs.settings import DUO_REPORT
from storage.groups import people, rounds, settings
from storage.store import Unit
from storage.talks import answers
from tests.kit.duo import DUO, a_duo, begins, heard, reports
from tests.kit.town import Town, at, town

FIRST = "2026-04-21 12:00"
"""After the first report of a duo that began on 10 March opened."""


@asynccontextmanager
async def reported(folder: Path, *buttons: str) -> AsyncIterator[Town]:
    """Open a town in which Noor wrote the first report of her duo, and Bram answered it."""
    async with town(folder, formats=[]) as place:
        await a_duo(place)
        await begins(place)
        await place.until(FIRST)
        await reports(place)
        for button in buttons:
            await place.taps("bram", button)
        yield place


async def readers_of(place: Town, owner: str, question: str) -> set[str]:
    def found(unit: Unit) -> set[str]:
        own = answers.own(unit, people.viewer(unit, owner), owner)
        ids = [one.sealed.id for one in own if one.sealed.question == question]
        return {
            one for one in ("noor", "bram", "fatima", "ingrid", "samira") if answers.read(unit, people.viewer(unit, one), ids)
        }

    return await place.app.store.read(found)


async def test_s44_acceptance_1_reports_open_every_six_weeks_from_the_start(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[], start="2026-01-05 08:30") as place:
        await a_duo(place)
        await begins(place, "5 januari")

        def opened(unit: Unit) -> list[str]:
            found = rounds.dated_since(unit, [DUO], at("2026-01-01 00:00"))
            return [str(one.planned.date()) for one in found if one.format == "duo_report"]

        assert (await place.app.store.read(opened))[:2] == ["2026-02-16", "2026-03-30"]
        assert len(await place.app.store.read(opened)) == 4
        await place.until("2026-02-13 12:00")
        await place.hears("noor")
        await place.until("2026-02-16 17:00")
        assert "Het is weer een paar weken verder" in await heard(place, "noor")


async def test_s44_the_weeks_between_reports_are_those_of_the_organisation_unless_somebody_chose(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[], start="2026-01-05 08:30") as place:
        await a_duo(place)
        await place.app.store.run(lambda unit: settings.choose(unit, DUO_REPORT, "8"))
        await begins(place, "5 januari")

        def opened(unit: Unit) -> list[str]:
            found = rounds.dated_since(unit, [DUO], at("2026-01-01 00:00"))
            return [str(one.planned.date()) for one in found if one.format == "duo_report"]

        assert (await place.app.store.read(opened))[:2] == ["2026-03-02", "2026-04-28"]  # 27 April is a holiday
        assert "dan is het om de 8 weken" in await heard(place, "fatima")
        await place.until("tue 12:00")
        await place.taps("noor", "Lezen")
        assert "kijken elke 8 weken terug" in await heard(place, "noor")


async def test_s44_acceptance_2_when_one_objects_it_is_not_sent(tmp_path: Path) -> None:
    async with reported(tmp_path, "Lezen") as place:
        assert "We lachen veel." in await place.reads("bram")
        await place.taps("bram", "Nee, zo nog niet")
        await place.wait(days=2)

        assert await readers_of(place, "noor", "went_well") == {"noor", "bram"}
        assert "We lachen veel." not in await place.reads("fatima")
        assert "Bram zei nog geen ja" in await place.reads("noor")


async def test_s44_when_both_say_yes_it_goes_to_who_guides_and_the_private_note_never(tmp_path: Path) -> None:
    async with reported(tmp_path, "Lezen", "Ja, zo is het") as place:
        await place.wait(days=1)

        assert "We lachen veel." in await place.reads("fatima")
        assert await readers_of(place, "noor", "went_well") == {"noor", "bram", "fatima"}


async def test_s44_edge_partners_who_differ_stand_beside_each_other(tmp_path: Path) -> None:
    async with reported(tmp_path, "Lezen", "Ja, met iets erbij") as place:
        await place.says("bram", "Ik vond het juist zwaar.")
        await place.wait(days=1)

        told = await place.reads("fatima")
        assert "We lachen veel." in told
        assert "Ik vond het juist zwaar." in told


async def test_s44_edge_an_absent_partner_keeps_the_report_with_the_two(tmp_path: Path) -> None:
    async with reported(tmp_path) as place:
        await place.wait(weeks=5)

        assert await readers_of(place, "noor", "went_well") == {"noor", "bram"}


async def test_s44_edge_a_report_that_comes_late_is_taken_until_the_next(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        await begins(place)
        await place.until("2026-05-19 10:00")  # its ten working days were over on 7 May, and the next one opens on 2 June
        await reports(place)
        await place.taps("bram", "Lezen")
        await place.taps("bram", "Ja, zo is het")
        await place.wait(days=1)

        assert "We lachen veel." in await place.reads("fatima")


async def test_s46_edge_a_report_that_is_missing_gets_one_friendly_question_and_goes_no_further(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        await begins(place)
        await place.until("2026-05-06 17:00")
        for who in ("noor", "bram", "fatima", "ingrid"):
            await place.hears(who)
        await place.until("2026-06-01 17:00")

        asked = [one.text for one in await place.hears("fatima") if "kwam deze keer geen verslag" in one.text]
        assert len(asked) == 1
        for who in ("noor", "bram", "ingrid"):
            assert "verslag" not in await heard(place, who)


@pytest.mark.parametrize("writes", [False, True])
async def test_s46_edge_that_the_other_writes_is_no_report_until_it_is_there(tmp_path: Path, writes: bool) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        await begins(place)
        await place.until(FIRST)
        await place.taps("bram", "De ander schrijft")
        await place.wait(days=1)
        if writes:
            await reports(place)
        await place.until("2026-05-08 12:00")

        told = await heard(place, "fatima")
        assert ("kwam deze keer geen verslag" in told) is not writes
        assert ("Duo Balie werkte aan het verslag. Wat zij met je delen, kun je lezen." in told) is writes


@pytest.mark.parametrize("to_the_end", [False, True])
async def test_s46_who_guides_hears_nothing_of_a_report_that_was_not_put(tmp_path: Path, to_the_end: bool) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        await begins(place)
        await place.until(FIRST)
        if to_the_end:
            await reports(place, other="Nog niet")
        else:
            await place.says("noor", "verslag")
            await place.says("noor", "We lachen veel.")
        await place.until("2026-05-08 12:00")

        told = await heard(place, "fatima")
        assert "kwam deze keer geen verslag" in told
        assert "werkte aan het verslag" not in told


async def test_s46_edge_where_people_arrange_their_own_learning_encouraging_is_enough(tmp_path: Path) -> None:
    async with reported(tmp_path, "Lezen", "Ja, zo is het") as place:
        await place.until("2026-05-08 12:00")
        await place.hears("fatima")
        await place.taps("fatima", "Kijken")
        await place.taps("fatima", "Niet nodig")

        assert "Waar mensen hun leren zelf regelen, is aanmoedigen genoeg." in await heard(place, "fatima")
        for who in ("noor", "bram"):
            await place.hears(who)
        await place.wait(weeks=1)
        for who in ("noor", "bram"):
            assert "verslag" not in (await heard(place, who)).lower()  # nothing of it is sent to them


async def test_s46_acceptance_2_after_two_missed_reports_who_guides_gets_the_hint_to_call_and_the_lead_nothing(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        await begins(place)
        await place.until("2026-05-08 12:00")
        first = await heard(place, "fatima")
        await place.taps("fatima", "Kijken")
        once = await heard(place, "fatima")
        await place.until("2026-06-18 12:00")
        await place.taps("fatima", "Kijken")
        twice = await heard(place, "fatima")

        assert "kwam deze keer geen verslag" in first
        assert "bellen" not in once
        assert "Misschien is het goed om even te bellen" in twice
        assert "verslag" not in await place.reads("ingrid")


async def sends(place: Town, label: str, *, day: str = "") -> None:
    await place.says("fatima", "duo volgen")
    for said in ("Jullie maken tijd.", "Wat maakt het licht?", "Een vrije ochtend."):
        await place.says("fatima", said)
        await place.wait(minutes=2)
    if day:
        await place.says("fatima", day)
        await place.says("fatima", "ja")
    else:
        await place.says("fatima", "overslaan")
    await place.taps("fatima", label)
    await place.wait(days=1)


async def test_s46_acceptance_1_what_is_not_sent_the_duo_does_not_see(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        await sends(place, "Nee, alleen voor mij", day="20 maart om 10:00")

        assert await readers_of(place, "fatima", "notice") == {"fatima"}
        assert "Jullie maken tijd." not in await place.reads("noor")
        await place.says("noor", "overzicht")
        assert "20 maart" not in await heard(place, "noor")


async def test_s46_acceptance_3_with_a_day_and_send_both_have_it_in_their_overview(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        await sends(place, "Ja, stuur het", day="20 maart om 10:00")

        assert await readers_of(place, "fatima", "notice") == {"noor", "bram", "fatima"}
        for who in ("noor", "bram"):
            assert "20 maart" in await heard(place, who)
            await place.says(who, "overzicht")
            assert "20 maart" in await heard(place, who)
            await place.taps(who, "Lezen")
            assert "Jullie maken tijd." in await heard(place, who)


async def test_s46_f77_the_card_tells_totals_and_nothing_of_each(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        await place.says("fatima", "duo volgen")

        assert "Samen 0 van de 150 uur" in (await heard(place, "fatima")).replace("\u2068", "").replace("\u2069", "")
