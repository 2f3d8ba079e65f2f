"""S36: an experiment has one small goal, its own form and rules, and an end."""

from pathlib import Path

import pytest

from tests.kit.experiments import BAND, PILOT, PROJECT, START, begins, to_the_goal
from tests.kit.town import LEAD, town


async def test_s36_acceptance_1_a_pilot_without_a_hypothesis_can_not_start(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await place.says(LEAD, "experiment")
        await place.taps(LEAD, PILOT)
        await place.says(LEAD, "overslaan")
        heard = (await place.hears(LEAD))[-1]
        assert "klein, haalbaar resultaat" not in heard.text

        await place.taps(LEAD, next(label for label in heard.choices if label.startswith("Ja")))
        await place.wait(days=2)

        assert "Een experiment in" not in await place.room()


async def test_s36_acceptance_2_two_goals_are_asked_to_become_one_first(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await to_the_goal(place)
        await place.hears(LEAD)
        await place.says(LEAD, "Ook minder klachten.")
        asked = (await place.hears(LEAD))[-1]
        assert "Kies er één, of doe ze na elkaar" in asked.text
        assert {"Het eerste", "Het tweede"} <= set(asked.choices)

        await place.taps(LEAD, "Het tweede")
        for _ in range(10):
            await place.says(LEAD, "overslaan")
        await place.taps(LEAD, "Meteen")
        await place.taps(LEAD, "Over vier weken")
        await place.says(LEAD, "overslaan")
        await place.taps(LEAD, "Over drie maanden")
        await place.taps(LEAD, "Later")
        await place.taps(LEAD, "Ja, begin")
        await place.wait(hours=1)

        goal, later = (await place.room()).split("**Voor later**")
        assert "Ook minder klachten." in goal
        assert "Tien telefoontjes" in later


async def test_s36_acceptance_3_nothing_is_asked_after_the_end_date(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await begins(place)
        await place.hears("noor")
        await place.until("2026-07-31 18:00")

        days = [one.message.at for one in await place.hears("noor") if "kijken jullie terug" in one.text]
        assert [f"{day:%m-%d}" for day in days] == ["04-07", "05-06"]
        ends = [one.message.at for one in await place.shown("noor") if "eindigt het experiment" in one.text]
        assert [f"{day:%m-%d}" for day in ends] == ["06-01"]


@pytest.mark.parametrize(("form", "asked"), [(PILOT, False), (BAND, False), (PROJECT, True)])
async def test_s36_acceptance_4_the_strength_of_each_side_is_asked_of_a_project_group_alone(
    tmp_path: Path, form: str, *, asked: bool
) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await begins(place, form, joins=())

        assert ("Welke kracht brengt elke kant mee?" in await place.reads(LEAD)) is asked


async def test_s36_the_charter_stands_in_the_room_at_once(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await begins(place, joins=())

        room = await place.room()
        assert "**Ons doel**\n- \u2068Tien telefoontjes per dag minder." in room
        assert "Eén brief herschrijven." in room
        assert "Ingrid" not in room.split("Een experiment in")[1]


async def test_s36_edge_nobody_is_forced_and_who_does_not_take_part_is_asked_nothing_more(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await begins(place, joins=("noor", "bram"))
        await place.taps("samira", "Bekijken")
        await place.taps("samira", "Nu niet")
        assert "Niemand hoort dat" in (await place.hears("samira"))[-1].text
        await place.hears("noor")
        await place.until("2026-04-08 18:00")

        assert [one for one in await place.hears("noor") if "kijken jullie terug" in one.text]
        assert not [one for who in ("samira", "joost") for one in await place.hears(who) if "kijken jullie terug" in one.text]
        assert "amira" not in await place.reads(LEAD)


async def test_s36_edge_one_that_is_running_stands_in_the_way_of_another(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await begins(place)
        await place.until("2026-04-20 10:00")
        await place.says("noor", "experiment")
        assert "Wat past" not in await place.reads("noor")
        assert "Experiment" in (await place.hears("noor"))[-1].text

        await place.until("2026-06-20 10:00")
        await place.says(LEAD, "experiment")

        assert "Wat past" in (await place.hears(LEAD))[-1].text


async def test_s36_edge_who_supports_it_may_change_and_the_card_says_so(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await to_the_goal(place)
        await place.taps(LEAD, "Nee, dit is het")
        for said in (*["overslaan"] * 8, "De directeur."):
            await place.says(LEAD, said)
        await place.wait(minutes=2)
        await place.says(LEAD, "overslaan")
        for tap in ("Meteen", "Over vier weken"):
            await place.taps(LEAD, tap)
        await place.says(LEAD, "overslaan")
        for tap in ("Over drie maanden", "Later", "Ja, begin"):
            await place.taps(LEAD, tap)
        await place.wait(hours=1)
        assert "De directeur." in await place.room()
        await place.says(LEAD, "mijn antwoorden")
        listed = (await place.hears(LEAD))[-1].text
        number = next(line.split(".")[0].strip("*- ") for line in listed.split("\n") if "De directeur." in line)

        await place.says(LEAD, f"wijzig {number}")
        await place.says(LEAD, "De nieuwe directeur.")
        await place.wait(minutes=5)

        room = await place.room()
        assert "De nieuwe directeur." in room
        assert "(aangepast)" in room


async def test_s36_edge_a_member_may_begin_one_and_the_lead_is_asked_what_she_learns(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await begins(place, BAND, who="noor", joins=())
        await place.wait(days=1)

        assert "Wat wil jij als leidinggevende hier zelf in leren?" in await place.reads(LEAD)


async def test_s36_different_expectations_are_put_on_the_table(tmp_path: Path) -> None:
    """F72: four parties had four goals, and nobody said so."""
    async with town(tmp_path, start=START, formats=[]) as place:
        await to_the_goal(place)
        await place.taps(LEAD, "Nee, dit is het")
        for said in ("Minder kosten.", "Meer zekerheid.", "Minder werk.", "Beter zicht.", "Leuker werk."):
            await place.says(LEAD, said)
            await place.wait(minutes=2)
        await place.taps(LEAD, "Nee, het verschilt")

        assert "vier partijen vier verschillende doelen" in await place.reads(LEAD)


@pytest.mark.parametrize(("form", "fact"), [
    (BAND, "Vooraf toestemming vragen hoeft niet, binnen wat vastligt"),
    (PROJECT, "Twee vernieuwingen tegelijk is te veel"),
    (PILOT, "Toets één vermoeden, met kleine echte doelen op twee niveaus"),
])  # fmt: skip
async def test_s36_each_form_has_its_own_rules(tmp_path: Path, form: str, fact: str) -> None:
    """F68, F69 and F70; C-33: within the frame no permission is asked."""
    async with town(tmp_path, start=START, formats=[]) as place:
        await place.says(LEAD, "experiment")
        await place.taps(LEAD, form)

        assert fact in await place.reads(LEAD)


async def test_f98_a_goal_may_be_vague_at_the_start(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await place.says(LEAD, "experiment")
        await place.taps(LEAD, BAND)
        await place.says(LEAD, "overslaan")

        assert "Het mag nog vaag zijn." in (await place.hears(LEAD))[-1].text
