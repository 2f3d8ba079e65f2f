"""S37: people look back; an experiment gets stuck, goes on, is prolonged and ends."""

from pathlib import Path

from sqlalchemy import select

from bot.gatherings import programmes
from storage.groups import rounds, teams
from storage.store import Unit
from storage.tables import round_
from tests.kit.experiments import START, begins, reviews, to_the_end
from tests.kit.town import FACILITATOR, LEAD, MEMBERS, Town, town


async def test_s37_a_day_to_look_back_close_to_the_end_is_left_out(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await begins(place, end="8 juni")
        await place.hears("noor")
        await place.until("2026-07-31 18:00")

        days = [one.message.at for one in await place.hears("noor") if "kijken jullie terug" in one.text]
        assert [f"{day:%m-%d}" for day in days] == ["04-07", "05-06"]


async def test_s37_acceptance_1_how_people_work_together_is_not_told_of_three(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await begins(place)
        await place.until("2026-04-07 12:00")
        for who in MEMBERS[:3]:
            await reviews(place, who)
        await place.until("2026-04-15 12:00")

        room = await place.room()
        assert "Minder telefoon." in room
        assert "Een totaalbeeld laat ik alleen zien" in room
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
