"""S35: who leads says what is fixed and what is free; her team reads that at once, and once she is asked whether it fits."""

from pathlib import Path

from tests.kit.town import FACILITATOR, LEAD, NAMED, NAMELESS, Town, town


async def writes(place: Town, fixed: str = "De wettelijke termijn.", *free: str, until: str = "Drie maanden") -> None:
    """Let the lead write down what is fixed and free, and let her team read it."""
    await place.says(LEAD, "kader")
    await place.says(LEAD, fixed)
    await place.says(LEAD, "overslaan")
    await place.taps(LEAD, "Dit was het")
    for one in free or ("De volgorde van het werk.",):
        await place.wait(minutes=2)
        await place.says(LEAD, one)
    await place.taps(LEAD, "Dit was het")
    await place.says(LEAD, "overslaan")
    if until == "Drie maanden":
        await place.taps(LEAD, until)
    else:
        await place.says(LEAD, until)
        await place.says(LEAD, "ja")
    await place.taps(LEAD, "Ja, laat lezen")


async def test_s35_acceptance_1_once_saved_the_team_sees_the_card_at_once(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.until("2026-03-09 10:00")
        await writes(place, "De wettelijke termijn.", "De volgorde van het werk.", "Met wie je samenwerkt.")

        room = await place.room()
        assert "**Dit ligt vast**\n- \u2068De wettelijke termijn." in room
        assert "De volgorde van het werk." in room
        assert "Met wie je samenwerkt." in room
        assert "Ingrid" not in room.split("Niet duidelijk?")[0]


async def test_s35_acceptance_2_once_the_day_has_passed_the_lead_is_asked_once(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.until("2026-03-09 10:00")
        await writes(place, until="15 april")
        await place.hears(LEAD)
        await place.until("2026-04-15 12:00")
        assert "Klopt het nog?" in (await place.hears(LEAD))[-1].text

        await place.wait(days=90)

        assert not [one for one in await place.hears(LEAD) if "Klopt het nog?" in one.text]


async def test_s35_edge_nothing_free_asks_what_is_possible_even_if_it_is_small(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says(LEAD, "kader")
        await place.says(LEAD, "De wettelijke termijn.")
        await place.says(LEAD, "overslaan")
        await place.taps(LEAD, "Dit was het")
        await place.hears(LEAD)
        await place.says(LEAD, "overslaan")

        assert "Wat kan wel, ook al is het klein?" in (await place.hears(LEAD))[-1].text


async def test_s35_edge_a_changed_frame_is_told_to_the_team_and_the_newest_is_shown(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.until("2026-03-09 10:00")
        await writes(place)
        await place.until("2026-03-10 10:00")
        await writes(place, "Het budget van dit jaar.")
        room = await place.room()
        assert "De wettelijke termijn." in room
        assert "Het budget van dit jaar." in room
        await place.hears("noor")

        await place.says("noor", "kader")

        shown = "\n".join(one.text for one in await place.hears("noor"))
        assert "Het budget van dit jaar." in shown
        assert "De wettelijke termijn." not in shown
        await place.wait(days=30)
        asked = [one for one in await place.shown("noor") if "Is er iets niet duidelijk?" in one.text]
        assert len(asked) <= 2


async def test_s35_the_team_may_ask_and_the_lead_reads_it_when_the_team_does(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.until("2026-03-09 10:00")
        await writes(place)
        await place.says("noor", "vraag over het kader")
        await place.says("noor", "Geldt dit ook voor spoed?")
        await place.taps("noor", NAMED)
        await place.says("bram", "vraag over het kader")
        await place.says("bram", "En wat mag ik zelf?")
        await place.taps("bram", NAMELESS)
        assert "spoed" not in await place.reads(LEAD)

        await place.until("2026-03-17 18:00")

        assert "Geldt dit ook voor spoed?" in (room := await place.room())
        assert "Bram" not in room


async def test_s35_only_the_lead_writes_it_and_who_has_none_yet_hears_so(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        for who in ("noor", FACILITATOR):
            await place.says(who, "kader")

            assert "schreef hier nog niets op" in (await place.hears(who))[-1].text


async def test_s35_where_there_is_no_room_each_reads_the_card(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.add_team("balie", room=False)
        await place.add("ruth", "lead", team="balie")
        await place.add("anna", team="balie")
        await place.until("2026-03-09 10:00")
        await place.says("ruth", "kader")
        await place.says("ruth", "De openingstijden.")
        for said in ("overslaan", "nee", "overslaan", "overslaan", "overslaan"):
            await place.says("ruth", said)
        await place.taps("ruth", "Drie maanden")
        await place.taps("ruth", "Ja, laat lezen")
        await place.wait(hours=1)

        assert "De openingstijden." in await place.reads("anna")
