"""S47: each looks back once; from four answers on who guides them reads what it brought together; words only with consent."""

from pathlib import Path

from sqlalchemy import select

from storage.tables import answer
from tests.kit.duo import a_duo, begins, heard, reports
from tests.kit.duo_pool import FOUR, a_pool, plans_meetings
from tests.kit.town import FACILITATOR_ONLY, PRIVATE, Town, at, town

OPENED = "2026-05-29 12:00"
REPORT = "2026-06-16 12:00"
RESULT = "Een handboek van tien bladzijden."


async def looks_back(place: Town, who: str, readers: str = PRIVATE) -> None:
    await place.taps(who, "Terugkijken")
    for said in ("Nieuwsgierig.", "We vullen elkaar aan.", "Twee doelen.", RESULT):
        await place.says(who, said)
        await place.wait(minutes=2)
    for _ in range(7):
        await place.taps(who, "Ja")
    for _ in range(9):
        await place.taps(who, "Hielp")
    await place.says(who, "Plan vaste momenten.")
    await place.taps(who, readers)


async def report(place: Town) -> str:
    await place.until(REPORT)
    await place.hears("fatima")
    await place.taps("fatima", "Lezen")
    return await heard(place, "fatima")


async def test_s47_acceptance_1_with_three_answers_there_is_no_aggregate(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_pool(place)
        await plans_meetings(place)
        await place.until(OPENED)
        for who in FOUR[:3]:
            await looks_back(place, who)

        told = await report(place)
        assert "geen totaalbeeld" in told
        assert "de meesten" not in told


async def test_s47_acceptance_2_words_without_consent_are_not_in_the_report(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_pool(place)
        await plans_meetings(place)
        await place.until(OPENED)
        for who in FOUR:
            await looks_back(place, who)

        told = await report(place)
        assert RESULT not in told
        assert "Elkaar stimuleren: de meesten zagen het" in told.replace("\u2068", "").replace("\u2069", "")
        assert "Coachend monitoren: hielp de meesten" in told.replace("\u2068", "").replace("\u2069", "")


async def test_s47_edge_one_partner_answers_and_her_words_are_in_it_where_she_agreed(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_pool(place)
        await plans_meetings(place)
        await place.until(OPENED)
        await looks_back(place, "noor", FACILITATOR_ONLY)

        assert RESULT in await report(place)
        assert RESULT not in await place.reads("bram")


async def test_s47_reminders_come_on_the_fifth_and_the_ninth_working_day(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_pool(place)
        await plans_meetings(place)
        await place.until("2026-05-28 12:00")
        await place.hears("noor")
        days = {}
        for day in ("2026-05-29", "2026-06-04", "2026-06-05", "2026-06-10", "2026-06-11", "2026-06-12"):
            await place.until(f"{day} 17:00")
            days[day] = await heard(place, "noor")

        assert [day for day, told in days.items() if "terugkijken" in told.casefold()] == [
            "2026-05-29",
            "2026-06-05",
            "2026-06-11",
        ]


async def notes(place: Town) -> None:
    """Let Fatima write something about a duo, and keep it to herself."""
    await place.says("fatima", "duo volgen")
    for said in ("Jullie maken tijd.", "Wat maakt het licht?", "overslaan", "overslaan"):
        await place.says("fatima", said)
        await place.wait(minutes=2)
    await place.taps("fatima", "Nee, alleen voor mij")


async def kept_at(place: Town, day: str) -> set[str]:
    """Return in which formats something written is kept still, some days later."""
    await place.jump(at(f"{day} 12:00"))
    await place.settle()
    texts = select(answer.c.format).where(answer.c.kind == "text").distinct()
    return set(await place.app.store.read(lambda unit: unit.connection.execute(texts).scalars().all())) - {"duo_meetings"}


async def test_s47_reports_notes_and_answers_go_a_while_after_the_final_evaluation(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_pool(place)
        await a_duo(place)
        await begins(place)
        await plans_meetings(place)
        await place.until("2026-04-21 12:00")
        await reports(place)
        await notes(place)
        await place.until(OPENED)
        await looks_back(place, "noor")
        await place.until("2026-06-29 12:00")
        everything = {"duo_report", "duo_monitoring", "duo_final"}
        assert await kept_at(place, "2026-07-10") == everything  # it was all over on 26 June, with the report
        assert await kept_at(place, "2026-07-20") == everything
        assert await kept_at(place, "2026-08-05") == everything - {"duo_monitoring"}
        assert await kept_at(place, "2026-12-14") == everything - {"duo_monitoring"}
        assert await kept_at(place, "2027-01-04") == set()


async def test_s47_the_end_of_a_call_in_which_only_one_of_a_duo_takes_part_lets_nothing_of_the_duo_go(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_pool(place, ("noor", "samira", "joost"))
        await a_duo(place)
        await begins(place)
        await plans_meetings(place)
        await place.until("2026-04-21 12:00")
        await reports(place)
        await place.until(OPENED)
        await looks_back(place, "noor")
        await place.until("2026-06-29 12:00")

        assert await kept_at(place, "2026-12-14") == {"duo_report", "duo_final"}
        assert await kept_at(place, "2027-01-04") == {"duo_report"}
