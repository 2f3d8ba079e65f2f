"""S06, S02: what somebody chose for a round that she planned is known to her group, and is no writing of her own."""

from pathlib import Path

import pytest

from tests.kit.town import LEAD, town
from tests.kit.value_checks import TRAJECTORY, plan
from tests.pages.visiting import visiting

HEARD = "De groep hoort dit"


async def test_s06_what_was_planned_does_not_stand_as_private_among_own_answers(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, TRAJECTORY)
        await place.says(LEAD, "mijn antwoorden")
        listed = (await place.hears(LEAD))[-1]
        await place.taps(LEAD, "Toon")
        one = (await place.hears(LEAD))[-1]

        assert "donderdag 26 maart 2026, 14:00" in listed.text
        assert f"({HEARD})" in listed.text
        assert "Alleen voor mij" not in listed.text
        assert f"Wie leest dit: {HEARD}." in one.text
        assert [label.split()[0] for label in one.choices] == ["Verwijder"]


async def test_s06_a_plan_that_went_nowhere_stays_hers_alone(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        for words in ("waardecheck start", "De afgelopen periode", "overslaan", "26 maart om 14:00", "ja", "Noor"):
            await place.says(LEAD, words)
        await place.taps(LEAD, "Nee, nog niet")
        await place.says(LEAD, "mijn antwoorden")
        listed = (await place.hears(LEAD))[-1].text

        assert "26 maart 2026" in listed
        assert HEARD not in listed
        assert "(Alleen voor mij)" in listed


async def test_s07_the_month_of_who_planned_does_not_tell_days_as_if_she_wrote_them(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        for words in ("waardecheck start", TRAJECTORY, "Beter luisteren", "overslaan", "26 maart om 14:00", "ja", "Noor"):
            await place.says(LEAD, words)
        await place.taps(LEAD, "Ja, nodig uit")
        await place.says(LEAD, "maandoverzicht")
        await place.taps(LEAD, "Ja, graag")
        await place.until("2026-04-01 12:00")
        month = next(one.text for one in await place.hears(LEAD) if one.text.startswith("**Jouw maand"))

        assert "Waardecheck (maandag 9 maart)" in month  # the name that she gave to it is a text of hers
        assert "14:00" not in month


async def test_s02_own_page_tells_of_what_was_planned_that_the_group_hears_it(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        await plan(visit.town)
        ingrid = await visit.inside(LEAD)

        own = (await ingrid.reads("/pages/own")).text

        assert f"Wie leest dit: {HEARD}." in own
        assert "Wie leest dit: Alleen voor mij." not in own


@pytest.mark.parametrize("word", ["deel", "maak privé"])
async def test_s06_what_was_planned_gets_no_other_readers_one_by_one(tmp_path: Path, word: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, TRAJECTORY)
        await place.says(LEAD, "mijn antwoorden")
        (number,) = {label.split()[1] for label in (await place.hears(LEAD))[-1].choices}
        await place.says(LEAD, f"{word} {number}")

        assert f"Antwoord {number} hoort bij wat je plande." in (await place.hears(LEAD))[-1].text
