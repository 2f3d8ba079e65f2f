"""S06 Confirmation in a whole value check: what each teller sees of her lines, how long she has, and when the board comes."""

from pathlib import Path

from dialogs.library import HERE, Library
from storage.groups import rounds
from storage.timing import participation
from tests.kit.libraries import with_text
from tests.kit.town import PRIVATE, TEAM, Town, town
from tests.kit.value_checks import confirms, harvest, plan, prepares, writes_along

CONFIRM = '    silence: {line_default: ["yes"]}\n'


def with_line_in(folder: Path, before: str, line: str) -> Library:
    """Return the library, kept in a folder, with one more line in the value check."""
    text = (HERE / "formats" / "quarterly_value_check.yaml").read_text(encoding="utf-8")
    assert text.count(before) == 1
    return with_text(folder, "quarterly_value_check", text.replace(before, before + line))


async def written(place: Town, *lines: tuple[str, str, str]) -> None:
    """Let a check be planned, and lines be written down in it."""
    await plan(place, scribe="Bram", when="26 maart om 14:00")
    await place.until("2026-03-26 14:01")
    await writes_along(place, "bram", *lines)


async def test_s06_the_48_hours_do_not_end_in_a_weekend_and_the_board_comes_when_they_are_over(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await written(place, ("Noor", "3 Toegepast", "Ik bel nu eerst."))
        await place.until("2026-03-27 09:30")
        asked = (await place.hears("noor"))[-1].text
        await confirms(place, noor="Klopt")

        await place.until("2026-03-30 08:59")
        early = await place.room()
        await place.until("2026-03-30 15:05")

        assert "Je hebt tot maandag 30 maart om 15:00." in asked
        assert "Ik bel nu eerst." not in early
        assert "Ik bel nu eerst." in await place.room()


async def test_s06_a_teller_who_is_asked_late_has_her_whole_time_and_the_board_waits_for_her(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.set("noor", away_until=place.moment("2026-03-30 10:00"))
        await written(place, ("Noor", "3 Toegepast", "Ik bel nu eerst."), ("Samira", "1 Beleving", "Het was spannend."))
        await place.until("2026-03-27 09:30")
        await confirms(place, samira="Klopt")
        await place.until("2026-03-30 10:00")
        asked = (await place.hears("noor"))[-1].text
        await place.until("2026-04-01 09:59")
        before = await place.room()
        await confirms(place, noor="Klopt")
        await place.until("2026-04-01 10:01")

        assert "Je hebt tot woensdag 1 april om 10:00." in asked
        assert "Het was spannend." not in before
        for text in ("Ik bel nu eerst.", "Het was spannend."):
            assert (await place.room()).count(text) == 1


async def test_s06_who_is_asked_late_has_the_time_that_is_hers_in_such_a_round(tmp_path: Path) -> None:
    longer = '    otherwise: {only_if: {vc_when: [day]}, window: {opens: write, closes: "+96 hours"}}\n'
    async with town(tmp_path / "town", formats=[], library=with_line_in(tmp_path, CONFIRM, longer)) as place:
        await place.set("noor", away_until=place.moment("2026-03-30 10:00"))
        await written(place, ("Noor", "3 Toegepast", "Ik bel nu eerst."))
        await place.until("2026-03-30 10:01")

        assert "Je hebt tot vrijdag 3 april om 10:00." in (await place.hears("noor"))[-1].text


async def test_s06_a_line_is_shown_under_the_heading_where_it_will_stand(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await written(place, ("Noor", "3 Toegepast", "Ik bel nu eerst."), ("Noor", "Vraag aan ons", "Wie neemt op?"))
        await place.until("2026-03-27 09:30")
        await place.taps("noor", "Bekijken")
        first = (await place.hears("noor"))[-1].text
        await place.taps("noor", "Klopt")

        assert "Onder **Toegepast**:\n\n> \u2068Ik bel nu eerst.\u2069\n\nKlopt het zo?" in first
        assert "Onder **Vraag aan ons**:\n\n> \u2068Wie neemt op?\u2069" in (await place.hears("noor"))[-1].text


async def test_s06_who_words_a_line_otherwise_hears_where_it_will_stand_and_nobody_reads_it_before(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["facilitator_week"]) as place:
        await written(place, ("Noor", "3 Toegepast", "Ik bel nu eerst."))
        await place.until("2026-03-27 09:30")
        await place.taps("noor", "Bekijken")
        await place.taps("noor", "Aanpassen")
        asked = (await place.hears("noor"))[-1].text
        await place.says("noor", "Ik bel nu altijd eerst.")
        thanked = (await place.hears("noor"))[-1].text

        assert "Dit komt in de opbrengst van Team Vergunningen, met je naam erbij." in asked
        assert "Dank je. Dit komt in de opbrengst van Team Vergunningen." in thanked
        assert "leest dit" not in asked
        for who in ("ingrid", "bram", "fatima"):
            assert "Ik bel nu altijd eerst." not in await place.reads(who)


async def test_s07_who_only_planned_and_who_did_not_want_to_write_are_not_counted_among_those_who_took_part(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-09 09:00")
        await place.taps("bram", "Antwoorden")
        await place.taps("bram", "Liever niet")
        await place.until("2026-03-16 14:01")
        await prepares(place, "noor", "Ik ken nu iemand bij de balie.", PRIVATE)
        await place.until("2026-04-20 12:00")

        found = await place.app.store.read(
            lambda unit: [participation.took_part(unit, one.id) for one in rounds.all_of(unit, "quarterly_value_check", TEAM)]
        )

        assert found == [1]


async def test_s06_edge_one_persons_story_on_every_level_stands_there_under_her_name(tmp_path: Path) -> None:
    levels = ("1 Beleving", "2 Voor later", "3 Toegepast", "4 Effect", "5 Anders", "In de weg", "Levend", "Vraag aan ons")
    async with town(tmp_path, formats=[]) as place:
        await written(place, *(("Noor", level, f"Regel {number}.") for number, level in enumerate(levels)))
        await place.until("2026-03-27 09:30")
        await confirms(place, noor="Klopt")
        for _ in levels[1:]:
            await place.taps("noor", "Klopt")

        await place.until("2026-03-30 15:05")

        board = await place.room()
        assert [f"- **Noor**: \u2068Regel {number}.\u2069" in board for number in range(8)] == [True] * 8
        assert "Deze keer niets" not in board


async def test_s06_edge_in_a_team_smaller_than_k_stories_have_names_and_nobody_is_counted(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[], members=["noor", "bram"]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-16 14:01")
        await prepares(place, "noor", "Ik ken nu iemand bij de balie.")
        await place.until("2026-03-31 12:00")

        assert "**Noor**: \u2068Ik ken nu iemand bij de balie.\u2069" in await place.room()
        assert "mensen mee" not in await place.room()


async def test_s06_edge_when_the_lead_cancels_after_the_session_lines_stay_with_their_tellers(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await harvest(place)
        await place.says("ingrid", "annuleer")
        await place.taps("ingrid", "Ja, annuleer")
        await place.until("2026-04-03 12:00")

        for who, text in (("noor", "Het was spannend."), ("samira", "Ik bel nu eerst."), ("joost", "Een lijstje.")):
            await place.says(who, "mijn antwoorden")
            assert text in (await place.hears(who))[-1].text
            assert text not in await place.room()
        assert "Ik bel nu eerst." not in await place.reads("ingrid")
