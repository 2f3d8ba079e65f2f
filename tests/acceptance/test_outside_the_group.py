"""S31 (1): who asked for a leergroep hears that it has finished, and nothing that the group did not allow to go outside."""

from collections.abc import Sequence
from pathlib import Path

from tests.acceptance.contracts import number_of, writes
from tests.acceptance.preparing import EVERYBODY
from tests.acceptance.test_closing_card import AFTER
from tests.kit.leergroep import GROUP, gather, plan
from tests.kit.town import FACILITATOR, LEAD, Town, town

INITIATOR = "hanna"
FINISHED = "De groep heeft afgerond"
LINE = "Stilstaan helpt."
ALLOWED = ("Over werk.", "Niet over geld.", "Ja", "Puzzelen.", "Wat je hoort.", "Ja", "Wat we leerden, zonder namen.")
"""What the facilitator writes down, of which the last says what may go outside."""


async def finishes(place: Town, *agreed: str, agreeing: Sequence[str] = EVERYBODY, line: str = LINE) -> None:
    """Let a leergroep agree, meet six times, and keep what it saw as its yield; hanna asked for it."""
    await gather(place)
    await place.add(INITIATOR, "initiator", team=GROUP, consent=None)
    await writes(place, *agreed)
    for one in agreeing:
        await place.says(one, "contract akkoord")
    await plan(place, "29 januari om 10:00")
    await place.until(AFTER)
    await place.says(FACILITATOR, "leergroep afronden")
    for text in ("Even niets hoeven.", "overslaan", "overslaan", "overslaan", "overslaan", line):
        await place.says(FACILITATOR, text)
        await place.wait(minutes=2)
    await place.until("2026-09-15 12:00")


async def told_outside(place: Town) -> str:
    """Return what hanna heard of it."""
    [told] = [one.text for one in await place.shown(INITIATOR) if FINISHED in one.text]
    return told


async def test_s31_acceptance_1_where_nobody_permits_it_the_initiator_hears_that_the_group_finished_only(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, start="2026-01-26 09:00", formats=[]) as place:
        await finishes(place, "Over werk.")

        assert await told_outside(place) == f"**{FINISHED}** (Leergroep Noord)"
        assert LINE in await place.room(GROUP)
        assert FINISHED not in f"{await place.room()}{await place.reads(LEAD)}{await place.reads('noor')}"


async def test_s31_what_the_group_permits_goes_outside_and_nothing_else(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-01-26 09:00", formats=[]) as place:
        await finishes(place, *ALLOWED)

        told = await told_outside(place)
        assert LINE in told
        assert "Even niets hoeven." not in told
        assert not [name for name in ("Fatima", "Bram", "Samira") if name in told]


async def test_s31_acceptance_1_where_the_group_lets_nothing_go_outside_the_facilitator_cannot_either(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-01-26 09:00", formats=[]) as place:
        await finishes(place, *ALLOWED[:5], "Nee, alles blijft hier")

        assert await told_outside(place) == f"**{FINISHED}** (Leergroep Noord)"


async def test_s31_edge_what_not_all_agreed_to_permits_nothing(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-01-26 09:00", formats=[]) as place:
        await finishes(place, *ALLOWED, agreeing=EVERYBODY[1:])

        assert LINE not in await told_outside(place)


async def test_s31_edge_where_nothing_was_written_for_outside_the_initiator_hears_that_it_finished(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-01-26 09:00", formats=[]) as place:
        await finishes(place, *ALLOWED, line="overslaan")

        assert await told_outside(place) == f"**{FINISHED}** (Leergroep Noord)"


async def test_s31_edge_what_is_taken_back_later_goes_from_outside_too(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-01-26 09:00", formats=[]) as place:
        await finishes(place, *ALLOWED)
        number = await number_of(place, FACILITATOR, "yield_outside")

        await place.says(FACILITATOR, f"verwijder {number}")
        await place.taps(FACILITATOR, "Ja, verwijder")
        await place.wait(minutes=2)

        assert LINE not in await told_outside(place)


async def test_s31_edge_who_is_the_initiator_no_more_hears_nothing(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-01-26 09:00", formats=[]) as place:
        await gather(place)
        await place.add(INITIATOR, "initiator", team=GROUP, consent=None)
        await plan(place, "29 januari om 10:00")
        await place.leaves(INITIATOR, GROUP)

        await place.until("2026-09-15 12:00")

        assert await place.reads(INITIATOR) == ""
