"""S06: what was shared in a check that is called off goes back to who wrote or told it."""

from pathlib import Path

from tests.kit.town import MEMBERS, PRIVATE, town
from tests.kit.value_checks import confirms, plan, prepares, writes_along

ALL = (*MEMBERS, "ingrid", "fatima")


async def test_s06_edge_when_the_lead_cancels_what_was_shared_or_confirmed_is_read_by_nobody_else(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["facilitator_week"]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-16 14:01")
        await prepares(place, "noor", "Ik ken nu iemand.", alone="Ja")
        await prepares(place, "samira", "Een idee.", PRIVATE, alone="Ja")
        await place.until("2026-03-26 14:01")
        await writes_along(
            place, "bram", ("Samira", "3 Toegepast", "Ik bel nu eerst."), ("Noor", "3 Toegepast", "Ik vraag door.")
        )
        await place.until("2026-03-26 15:01")  # the tellers are asked when the hour of the session is over
        await confirms(place, noor="Klopt")
        others = dict.fromkeys(ALL).keys() - {"noor", "bram"}
        await place.says("ingrid", "annuleer")
        await place.taps("ingrid", "Ja, annuleer")
        await place.until("2026-04-13 12:00")

        for who in others:
            read = await place.reads(who)
            assert "Ik ken nu iemand." not in read
            assert "Ik vraag door." not in read
        await place.says("noor", "mijn antwoorden")
        hers = (await place.hears("noor"))[-1].text
        assert "Ik ken nu iemand." in hers
        assert "Ik vraag door." in hers
        assert hers.count("(Alleen voor mij)") == hers.count("- **")
