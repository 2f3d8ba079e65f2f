"""S05 (AJ): a journal of one's own project, of which one piece is taken along to the meeting."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.acceptance.preparing import GATHERED, gathered, on_the_way
from tests.acceptance.test_own_assignments import makes
from tests.kit.town import FACILITATOR, LEAD, Town, town

ENTRIES = ("De balie ging een uur later open", "Een burger bedankte ons", "De brief past op één bladzijde")
ASKED = "Elke week vraag ik je om een klein stukje over je project"
PICK = "Kies welk stuk uit je dagboek je meeneemt"


@asynccontextmanager
async def with_a_journal(folder: Path) -> AsyncIterator[Town]:
    """Open a town whose leergroep keeps a journal until its meeting of Thursday 12 March 2026."""
    async with on_the_way(folder, until=None) as place:
        await makes(place, "donderdag 12 maart om 10:00", "ja", "overslaan", "overslaan", "ja", kind="Dagboek van je project")
        yield place


async def writes(place: Town, person: str, entry: str) -> None:
    """Let somebody write down what happened, and what she felt."""
    await place.says(person, "dagboek")
    for text in (entry, f"Gevoel bij: {entry}", "overslaan"):
        await place.says(person, text)
        await place.wait(minutes=2)


async def test_s05_acceptance_8_of_three_entries_the_one_that_was_picked_is_gathered(tmp_path: Path) -> None:
    async with with_a_journal(tmp_path) as place:
        for day, entry in zip(("2026-02-06", "2026-02-13", "2026-02-27"), ENTRIES, strict=True):
            await place.until(f"{day} 11:05")
            await writes(place, "noor", entry)
        before = (await place.reads("noor")).count(ASKED)
        await place.until("2026-03-04 18:00")
        asked = await place.reads("noor")
        await place.says("noor", "opdracht")
        await place.taps("noor", "Een stuk uit mijn dagboek")
        offered = (await place.shown("noor"))[-1]
        await place.taps("noor", "vrijdag 13 februari")
        await place.taps("noor", "Met de groep")
        await place.until(GATHERED)

        for reader in (FACILITATOR, "samira"):
            read = await gathered(place, reader)
            assert ENTRIES[1] in read
            assert f"Gevoel bij: {ENTRIES[1]}" in read
            assert ENTRIES[0] not in read
            assert ENTRIES[2] not in read
        assert before == 4  # each Friday once, of a full week too: one on which the other assignment was announced is dropped
        assert PICK in asked
        assert len([name for name in offered.choices if name.startswith("vrijdag")]) == 3


async def test_s05_who_goes_back_can_pick_the_same_piece_again(tmp_path: Path) -> None:
    async with with_a_journal(tmp_path) as place:
        await place.until("2026-02-06 11:05")
        await writes(place, "noor", ENTRIES[0])
        await place.until("2026-03-04 18:00")
        await place.says("noor", "opdracht")
        await place.taps("noor", "Een stuk uit mijn dagboek")
        await place.taps("noor", "vrijdag 6 februari")
        await place.says("noor", "terug")

        offered = (await place.shown("noor"))[-1]
        assert [name for name in offered.choices if name.startswith("vrijdag 6 februari")]


async def test_s05_a_week_without_an_entry_gives_no_reminder(tmp_path: Path) -> None:
    async with with_a_journal(tmp_path) as place:
        counts = []
        for moment in ("2026-02-06 18:00", "2026-02-12 18:00", "2026-02-13 18:00"):
            await place.until(moment)
            counts.append((await place.reads("bram")).count(ASKED))

        assert counts[1] == counts[0]
        assert counts[2] == counts[0] + 1
        assert "hooguit twee uur" in await place.reads("bram")


async def test_s05_after_the_due_day_no_entry_is_asked_any_more(tmp_path: Path) -> None:
    async with with_a_journal(tmp_path) as place:
        await place.until("2026-03-09 18:00")
        before = (await place.reads("bram")).count(ASKED)
        await place.until("2026-04-10 18:00")

        assert (await place.reads("bram")).count(ASKED) == before


async def test_s05_a_journal_ends_with_a_meeting_that_is_called_off(tmp_path: Path) -> None:
    async with with_a_journal(tmp_path) as place:
        await place.until("2026-02-09 18:00")
        before = (await place.reads("bram")).count(ASKED)
        await place.says(FACILITATOR, "annuleer bijeenkomst 2")
        await place.until("2026-03-10 18:00")

        assert (await place.reads("bram")).count(ASKED) == before


async def test_s05_one_of_two_journals_that_ends_leaves_the_other(tmp_path: Path) -> None:
    async with with_a_journal(tmp_path) as place:
        await makes(place, "donderdag 23 april om 10:00", "ja", "overslaan", "overslaan", "ja", kind="Dagboek van je project")
        await place.until("2026-03-09 18:00")
        before = (await place.reads("bram")).count(ASKED)
        await place.until("2026-03-20 18:00")

        assert (await place.reads("bram")).count(ASKED) > before


async def test_s05_who_wrote_nothing_takes_along_what_she_writes_now(tmp_path: Path) -> None:
    async with with_a_journal(tmp_path) as place:
        await place.until("2026-03-04 18:00")
        await place.says("bram", "opdracht")
        await place.taps("bram", "Een stuk uit mijn dagboek")
        await place.says("bram", ENTRIES[0])
        await place.taps("bram", "Alleen de begeleider")
        await place.until(GATHERED)

        assert ENTRIES[0] in await gathered(place)
        assert ENTRIES[0] not in await gathered(place, "noor")


async def test_s05_what_was_written_before_the_journal_began_is_not_offered(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-02-20 09:00", formats=[]) as place:
        await writes(place, "noor", ENTRIES[0])
        await makes(place, "12 maart om 14:00", "ja", "overslaan", "overslaan", "ja",
                    who=LEAD, word="opdracht maken", kind="Dagboek van je project")  # fmt: skip
        await place.until("2026-02-27 11:05")
        await writes(place, "noor", ENTRIES[1])
        await place.until("2026-03-04 18:00")
        await place.says("noor", "opdracht")
        await place.taps("noor", "Een stuk uit mijn dagboek")
        offered = [name for name in (await place.shown("noor"))[-1].choices if name.startswith("vrijdag")]

        assert len(offered) == 1
        assert ENTRIES[1][:12] in offered[0]
