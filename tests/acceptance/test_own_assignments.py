"""S05: a facilitator puts out an assignment for a meeting, from a template or in her own words."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.acceptance.preparing import GATHERED, gathered, on_the_way, reminders
from tests.kit.leergroep import gather
from tests.kit.town import FACILITATOR, LEAD, MEMBERS, Town, town

SECOND = "donderdag 12 maart om 10:00"
INTRO = "Kijk eens naar de gesprekken aan de balie."
WORKED = "Ik belde eerst en schreef daarna"
FOR_GROUP = "opdracht maken 1"


async def makes(place: Town, *said: str, who: str = FACILITATOR, word: str = FOR_GROUP, kind: str = "Wat werkte") -> str:
    """Let somebody make an assignment, or go on with that; return what the bot answers last."""
    for text in (word, kind, *said) if word.startswith("opdracht") else (word, *said):
        await place.says(who, text)
    return (await place.shown(who))[-1].text


async def delivers(place: Town, person: str, readers: str = "Met de groep") -> None:
    """Let somebody deliver the assignment in small pieces, and tell one thing."""
    await place.says(person, "opdracht")
    await place.taps(person, "In kleine stukjes")
    for text in (WORKED, "overslaan", "overslaan"):
        await place.says(person, text)
    await place.taps(person, readers)


@asynccontextmanager
async def before_the_first(folder: Path, *said: str) -> AsyncIterator[Town]:
    """Open a town whose leergroep meets on 12 March for the second time, for which it has two assignments."""
    async with on_the_way(folder, until=None) as place:
        await makes(place, "donderdag 12 maart om 10:00", "ja", *(said or ("overslaan",)), INTRO, "ja")
        yield place


@asynccontextmanager
async def own_team(folder: Path, *said: str) -> AsyncIterator[Town]:
    """Open a town whose lead makes an assignment for the team's own meeting of Thursday 12 March 2026."""
    async with town(folder, start="2026-02-23 09:00", formats=[]) as place:
        await makes(place, "12 maart om 14:00", "ja", "overslaan", INTRO, "ja", who=LEAD, word="opdracht maken")
        yield place


async def test_s05_the_facilitator_chooses_the_meeting_and_reads_what_goes_out(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await makes(place)
        offered = (await place.shown(FACILITATOR))[-1]
        shown = await makes(place, "3", "ja", "overslaan", INTRO, word="opdracht maken")
        said = await makes(place, word="ja")
        await place.until("2026-03-13 10:05")

        assert "Voor welke bijeenkomst is de opdracht?" in offered.text
        assert next(iter(offered.choices)) == SECOND  # the first has been
        assert "Wanneer pakte jouw aanpak goed uit?" in shown
        assert "De opdracht staat klaar voor donderdag 4 juni" in said
        assert "Wat werkte, en wat minder" not in await place.reads("noor")
        await place.until("2026-04-24 10:05")  # the working day after the meeting before it
        announced = await place.reads("noor")
        assert "komt bij elkaar op donderdag 4 juni om 10:00" in announced
        assert INTRO in announced


async def test_s05_edge_a_second_assignment_for_a_meeting_is_confirmed_first(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        asked = await makes(place, "donderdag 12 maart om 10:00")
        said = await makes(place, word="nee")
        await place.until("2026-03-11 18:00")

        assert "Voor deze bijeenkomst staat er al een" in asked
        assert "hooguit twee uur" in asked
        assert "Er komt geen opdracht bij." in said
        assert "Wat werkte, en wat minder" not in await place.reads("noor")


async def test_s05_edge_who_has_two_assignments_for_a_meeting_can_do_both(tmp_path: Path) -> None:
    async with before_the_first(tmp_path) as place:
        await place.until("2026-02-03 10:05")
        await delivers(place, "noor")
        await place.says("noor", "opdracht")
        await place.taps("noor", "Ik vertel het daar")
        await place.until(GATHERED)

        assert WORKED in await gathered(place)
        assert "**Noor**: binnen" in await gathered(place)
        assert "**Noor**: mondeling" in await gathered(place)


async def test_s05_edge_an_assignment_that_was_made_moves_along_with_its_meeting(tmp_path: Path) -> None:
    async with before_the_first(tmp_path, "5 maart", "ja") as place:
        await place.until("2026-02-03 10:05")
        await place.says(FACILITATOR, "verplaats bijeenkomst 2 naar 26 maart")
        await place.until("2026-03-10 18:00")
        before = reminders(await place.reads("noor"))
        await place.until("2026-03-18 18:00")

        assert before == 0
        assert "Graag vóór donderdag 5 maart." in await place.reads("noor")
        assert "Graag vóór donderdag 19 maart." in await place.reads("noor")


async def test_s05_edge_a_due_day_after_the_meeting_is_the_meeting_itself(tmp_path: Path) -> None:
    async with before_the_first(tmp_path, "20 maart", "ja") as place:
        await place.until("2026-02-03 10:05")

        assert f"Graag vóór {SECOND}." in await place.reads("noor")


async def test_s05_edge_an_assignment_that_was_made_is_off_with_its_meeting(tmp_path: Path) -> None:
    async with before_the_first(tmp_path) as place:
        await place.until("2026-02-03 10:05")
        await delivers(place, "noor")

        await place.says(FACILITATOR, "annuleer bijeenkomst 2")
        await place.until("2026-03-12 12:00")

        assert WORKED not in await gathered(place)


async def test_s05_who_did_not_agree_to_the_contract_reads_the_words_of_the_facilitator(tmp_path: Path) -> None:
    async with on_the_way(tmp_path, until=None, agreeing=["noor"]) as place:
        await makes(place, "donderdag 12 maart om 10:00", "ja", "overslaan", INTRO, "ja")
        await place.until("2026-02-03 10:05")

        assert INTRO in await place.reads("bram")


async def test_s05_a_lead_makes_an_assignment_for_the_meeting_of_the_team(tmp_path: Path) -> None:
    async with own_team(tmp_path) as place:
        await place.until("2026-02-24 10:05")
        announced = await place.reads("noor")
        await delivers(place, "noor")
        await delivers(place, "bram", "Alleen de begeleider")
        await place.until(GATHERED)

        assert "Team Vergunningen komt bij elkaar op donderdag 12 maart om 14:00" in announced
        assert "Graag vóór maandag 9 maart om 12:00." in announced
        assert "hooguit twee uur" in announced


async def test_s05_of_a_team_nobody_hears_who_delivered_and_the_lead_reads_what_the_team_reads(tmp_path: Path) -> None:
    async with own_team(tmp_path) as place:
        await place.until("2026-02-24 10:05")
        await delivers(place, "noor")
        await delivers(place, "bram", "Alleen de begeleider")
        await place.until(GATHERED)

        to_lead, to_member, to_facilitator = [await gathered(place, who) for who in (LEAD, "samira", FACILITATOR)]
        assert to_lead == to_member
        assert to_lead.count(WORKED) == 1
        assert to_facilitator.count(WORKED) == 2
        assert "binnen" not in to_lead + to_facilitator
        assert "nog niet" not in to_lead + to_facilitator


async def test_s05_edge_the_meeting_of_a_team_moves_with_what_hangs_on_it(tmp_path: Path) -> None:
    async with own_team(tmp_path) as place:
        await place.until("2026-02-24 10:05")
        await place.says(LEAD, "verplaats naar 19 maart")
        await place.until("2026-03-10 18:00")
        early = await gathered(place, LEAD)
        await delivers(place, "noor")
        await place.until("2026-03-18 12:05")

        assert early == ""
        assert WORKED in await gathered(place, LEAD)


async def test_s05_only_who_leads_or_facilitates_makes_an_assignment(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says(MEMBERS[0], "opdracht maken")
        said = await place.reads(MEMBERS[0])

        assert "Alleen Ingrid of Fatima kan dit starten." in said


async def test_s05_a_leergroep_plans_its_meetings_before_anything_is_put_out_for_one(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place)
        await place.says(FACILITATOR, FOR_GROUP)

        assert "bijeenkomsten plannen" in await place.reads(FACILITATOR)


async def test_s05_of_a_leergroep_nobody_is_told_that_a_lead_can_start_something(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await place.leaves("noor")
        heard = []
        for person in ("bram", "noor"):
            await place.says(person, "opdracht maken")
            heard.append((await place.shown(person))[-1].text)

        assert "Leergroep Noord: alleen Fatima kan dit starten." in heard[0]
        assert "Team Vergunningen: alleen Ingrid of Fatima kan dit starten." in heard[0]
        assert heard[1].startswith("Alleen Fatima kan dit starten.")
