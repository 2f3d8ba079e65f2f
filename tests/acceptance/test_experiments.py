"""S36 and S37: an experiment with one small goal and days to look back; it gets stuck, goes on, is prolonged and ends."""

from pathlib import Path

import pytest
from sqlalchemy import select

from bot.gatherings import programmes
from storage.groups import rounds, teams
from storage.store import Unit
from storage.tables import round_
from tests.kit.town import FACILITATOR, LEAD, MEMBERS, NAMED, Town, town

BAND, PROJECT, PILOT = "Kleine groep vernieuwers", "Projectgroep", "Pilot"
START = "2026-03-09 10:00"
FIRST, END = "7 april", "1 juni"
"""Working days four and twelve weeks on."""


async def to_the_goal(place: Town, form: str = PILOT, who: str = LEAD) -> None:
    """Let somebody write down an experiment up to its goal."""
    await place.says(who, "experiment")
    await place.taps(who, form)
    await place.says(who, "Dat mensen minder vaak bellen.")
    await place.wait(minutes=2)
    await place.says(who, "Tien telefoontjes per dag minder.")
    await place.wait(minutes=2)


async def begins(
    place: Town, form: str = PILOT, *, who: str = LEAD, first: str = FIRST, end: str = END, joins: tuple[str, ...] = MEMBERS
) -> None:
    """Let somebody begin an experiment, in which some take part."""
    await to_the_goal(place, form, who)
    await place.taps(who, "Nee, dit is het")
    for _ in range(6):
        await place.says(who, "overslaan")
    await place.says(who, "Eén brief herschrijven.")
    await place.wait(minutes=2)
    for _ in range(3 if form != PROJECT else 4):
        await place.says(who, "overslaan")
    await place.taps(who, "Meteen")
    for day in (first, None, end):
        await place.says(who, day or "overslaan")
        if day:
            await place.says(who, "ja")
    if who == LEAD:
        await place.taps(who, "Ja, dat staat er")
    await place.taps(who, "Ja, begin")
    await place.wait(minutes=2)
    for one in joins:
        await place.taps(one, "Bekijken")
        await place.taps(one, "Ik doe mee")
        for _ in range(2):
            await place.says(one, "overslaan")


async def reviews(place: Town, who: str, coop: str = "Veel ideeën", seen: str = "Minder telefoon.") -> None:
    """Let somebody look back, and share what she saw."""
    await place.taps(who, "Terugkijken")
    await place.says(who, seen)
    await place.wait(minutes=2)
    await place.says(who, "overslaan")
    await place.taps(who, coop)
    for _ in range(3):
        await place.says(who, "overslaan")
    await place.taps(who, "Volop")
    await place.taps(who, NAMED)


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


async def test_s37_a_day_to_look_back_close_to_the_end_is_left_out(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await begins(place, end="8 juni")
        await place.hears("noor")
        await place.until("2026-07-31 18:00")

        days = [one.message.at for one in await place.hears("noor") if "kijken jullie terug" in one.text]
        assert [f"{day:%m-%d}" for day in days] == ["04-07", "05-06"]


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


async def test_s37_acceptance_1_how_people_work_together_is_not_told_of_three(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await begins(place)
        await place.until("2026-04-07 12:00")
        for who in MEMBERS[:3]:
            await reviews(place, who)
        await place.until("2026-04-15 12:00")

        room = await place.room()
        assert "Minder telefoon." in room
        assert "te weinig antwoorden" in room
        assert "vooral ideeën" not in room


async def test_s37_acceptance_1_it_is_told_in_words_of_four_who_let_nobody_read_it(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await begins(place)
        await place.until("2026-04-07 12:00")
        for who in MEMBERS:
            await reviews(place, who)
        await place.until("2026-04-15 12:00")

        room = await place.room()
        assert "de meesten zien vooral ideeën" in room
        assert "de meesten leren nog" in room


async def to_the_end(place: Town) -> None:
    """Let an experiment come to the choice at its end."""
    await begins(place, BAND)
    await place.until("2026-06-05 12:00")
    await place.hears(LEAD)


async def test_s37_acceptance_2_an_end_without_extension_stops_everything_and_offers_the_harvest(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await to_the_end(place)
        await place.taps(LEAD, "Kiezen")
        await place.taps(LEAD, "Stoppen")
        heard = (await place.hears(LEAD))[-1]
        assert "houdt nu op te bestaan" in heard.text
        await place.taps(LEAD, "Waardecheck plannen")
        assert "Waar kijken jullie op terug?" in (await place.hears(LEAD))[-1].text
        for who in MEMBERS:
            await place.hears(who)

        await place.says(LEAD, "stop")
        await place.wait(days=120)

        assert not [one for who in MEMBERS for one in await place.hears(who) if "experiment" in one.text]


async def test_s37_it_may_go_on_longer_and_then_people_look_back_again_until_the_new_end(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await to_the_end(place)
        await place.taps(LEAD, "Kiezen")
        await place.taps(LEAD, "Verlengen")
        await place.says(LEAD, "15 juli")
        await place.says(LEAD, "ja")
        await place.hears("noor")
        await place.until("2026-07-31 18:00")

        heard = [(one.message.at, one.text) for one in await place.hears("noor")]
        assert [f"{day:%m-%d}" for day, text in heard if "kijken jullie terug" in text] == ["06-29"]
        assert [f"{day:%m-%d}" for day, text in heard if "eindigt het experiment" in text] == ["07-15"]
        assert [one for one in await place.hears(LEAD) if "De einddag van het experiment is geweest" in one.text]


async def test_s37_going_on_until_a_day_that_is_there_already_opens_nothing(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await to_the_end(place)

        def again(unit: Unit) -> tuple[int, int]:
            there = select(round_.c.programme).where(round_.c.programme.is_not(None)).limit(1)
            planned = rounds.load(unit, unit.connection.execute(there).scalar_one())
            before = len(rounds.of_programme(unit, planned.id))
            until, team = programmes.of_numbers(unit, planned.id)[-1].at, teams.load(unit, planned.team)
            programmes.prolong(unit, place.app.editions, planned, until, team, place.clock.now())
            return before, len(rounds.of_programme(unit, planned.id))

        before, after = await place.app.store.run(again)
        assert before == after


async def test_s37_who_began_may_stop_sooner_and_nothing_is_asked_any_more(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await begins(place)
        await place.until("2026-04-16 12:00")
        await place.taps(LEAD, "Kiezen")
        await place.says(LEAD, "overslaan")
        await place.taps(LEAD, "We stoppen eerder")
        await place.says(LEAD, "stop")
        for who in MEMBERS:
            await place.hears(who)

        await place.wait(days=120)

        assert not [one for who in MEMBERS for one in await place.hears(who) if "experiment" in one.text]


async def test_s37_edge_when_nobody_answers_the_facilitator_is_asked_to_talk(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await begins(place)
        await place.until("2026-04-16 12:00")

        assert "schreef niemand iets" in await place.reads(FACILITATOR)
        assert "Terugkijken op het experiment" not in await place.room()


async def stuck(place: Town) -> None:
    """Let an experiment get stuck, so that a talk is planned and each may say something beforehand."""
    await begins(place)
    await place.until("2026-04-16 12:00")
    await place.taps(LEAD, "Kiezen")
    await place.says(LEAD, "overslaan")
    await place.taps(LEAD, "Het zit vast")
    await place.says(LEAD, "30 april om 10:00")
    await place.says(LEAD, "ja")
    await place.taps(LEAD, "Ja, vraag het")
    await place.until("2026-04-17 12:00")


async def tells_her_side(place: Town, who: str, side: str, view: str, readers: str = "Alleen de begeleider") -> None:
    """Let somebody say how she sees the cooperation."""
    await place.taps(who, "Zeggen")
    await place.says(who, side)
    await place.wait(minutes=2)
    await place.says(who, view)
    await place.taps(who, readers)


async def test_s37_acceptance_3_one_side_never_sees_the_texts_of_the_other(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=["facilitator_week"]) as place:
        await stuck(place)
        await tells_her_side(place, "noor", "De balie.", "IT luistert niet.")
        await tells_her_side(place, "bram", "IT.", "De balie wil te veel.")
        await tells_her_side(place, "samira", "De balie.", "Het is niet veilig.", "Alleen voor mij")
        await place.until("2026-05-15 12:00")

        told = await place.reads(FACILITATOR)
        assert "IT luistert niet." in told
        assert "De balie wil te veel." in told
        assert "niet veilig." not in told
        for who in (LEAD, "bram", "samira", "joost"):
            assert "IT luistert niet." not in await place.reads(who)
        assert "De balie wil te veel." not in await place.reads("noor") + await place.room()


async def test_s37_restart_an_outsider_writes_down_what_was_agreed_with_one_goal_first(tmp_path: Path) -> None:
    """F69: one goal after the other was chosen at the restart."""
    async with town(tmp_path, start=START, formats=[]) as place:
        await stuck(place)
        await place.until("2026-04-30 12:00")
        await place.taps(FACILITATOR, "Opschrijven")
        for said in (
            "Elke week een half uur.",
            "overslaan",
            "overslaan",
            "De brieven.",
            "Eind mei.",
            "Eerst de brieven.",
            "Dan de site.",
        ):
            await place.says(FACILITATOR, said)
            await place.wait(minutes=2)
        await place.until("2026-05-12 12:00")

        room = await place.room()
        assert "**Dit doel komt eerst**\n- \u2068Eerst de brieven." in room
        assert "Dan de site." in room


async def test_s37_edge_safety_is_asked_about_of_who_steers_as_well(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await stuck(place)
        await place.taps("noor", "Zeggen")
        await place.says("noor", "De balie.")

        assert "bij wie meedoet en bij wie stuurt" in (await place.hears("noor"))[-1].text
