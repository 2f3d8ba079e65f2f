"""S06: who writes along agrees first, and is followed by somebody else who can; the lead only where there is nobody else."""

from pathlib import Path

import pytest

from tests.kit.town import MEMBERS, Town, town
from tests.kit.value_checks import PERIOD, confirms, plan, prepares

ASKED, WRITES = "Wil jij dan meeschrijven", "Jij schrijft mee"


async def who_reads(place: Town, text: str, but: tuple[str, ...] = ()) -> list[str]:
    """Return who has read something."""
    return [who for who in (*MEMBERS, "ingrid", "fatima") if who not in but and text in await place.reads(who)]


async def agrees(place: Town, who: str) -> None:
    await place.taps(who, "Antwoorden")
    await place.taps(who, "Ja, ik schrijf mee")


async def test_s06_who_is_asked_to_write_along_and_does_not_react_is_followed_in_time(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-12 12:00")
        (second,) = await who_reads(place, ASKED, but=("bram",))
        await agrees(place, second)
        await place.until("2026-03-26 14:03")

        assert second in {"noor", "samira", "joost"}
        assert await who_reads(place, WRITES) == [second]


async def test_s06_who_would_rather_not_says_so_with_one_button(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-09 09:00")
        await place.taps("bram", "Liever niet")
        said = (await place.hears("bram"))[-1].text
        await place.wait(minutes=5)

        assert said == "Ook goed. Ik vraag iemand anders."
        assert len(await who_reads(place, ASKED, but=("bram",))) == 1


async def test_s06_where_nobody_reacts_somebody_writes_all_the_same_and_may_pass_it_on(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[], members=["noor"]) as place:
        await plan(place, when="10 april om 14:00", scribe="Noor")
        await place.until("2026-04-10 14:03")

        assert await who_reads(place, ASKED) == ["noor"]
        assert await who_reads(place, WRITES) == ["noor"]


@pytest.mark.parametrize("first", ["noor", "joost"])
async def test_s06_where_nobody_said_that_they_would_who_was_asked_first_writes_along(tmp_path: Path, first: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe=first.capitalize())
        await place.until("2026-03-26 14:03")

        assert sorted(await who_reads(place, ASKED)) == sorted(MEMBERS)
        assert await who_reads(place, WRITES) == [first]


async def test_s06_who_said_nothing_and_passes_it_on_that_day_is_asked_for_no_actions_either(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, when="17 maart om 14:00", scribe="Noor")
        await place.until("2026-03-12 12:00")
        await prepares(place, "joost", "Een lijstje.")
        await place.until("2026-03-17 14:03")
        await place.taps("noor", "Ik ben er niet bij")
        await place.wait(minutes=5)
        await place.until("2026-03-25 12:00")

        asked = await who_reads(place, "Welke kleine acties")
        assert len(asked) == 1
        assert "noor" not in asked


async def test_s06_who_was_followed_while_away_can_say_no_yes_any_more(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-09 09:00")
        await place.says("bram", "afwezig tot 10 maart")
        await place.until("2026-03-10 09:30")
        await place.taps("bram", "Antwoorden")

        assert "Deze knop hoort bij een vraag die al klaar is." in (await place.hears("bram"))[-1].text
        assert len(await who_reads(place, ASKED, but=("bram",))) == 1


async def test_s06_who_planned_it_and_left_the_group_is_not_asked_to_write_along(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[], members=["noor"]) as place:
        await place.wait(hours=1)
        await place.add_team("bezwaar", "Team Bezwaar")
        await place.add("ingrid", team="bezwaar")
        await plan(place, scribe="Noor")
        await place.leaves("ingrid")
        await place.taps("noor", "Liever niet")
        await place.wait(days=1)

        assert "Meeschrijven: nog niemand." in await stand(place, "fatima")


async def test_s06_who_planned_it_and_is_away_is_followed_as_anybody(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[], members=["noor"]) as place:
        await plan(place, scribe="Noor")
        await place.until("2026-03-09 09:00")
        await place.taps("noor", "Liever niet")
        await place.wait(minutes=5)
        await agrees(place, "ingrid")
        await place.add("joost")
        await place.until("2026-03-25 12:00")
        await place.says("ingrid", "afwezig tot 30 maart")
        await place.until("2026-03-26 14:03")

        assert await who_reads(place, WRITES) == ["joost"]


async def test_s06_where_nobody_is_left_to_ask_that_is_what_is_said(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[], members=["noor"]) as place:
        await plan(place, scribe="Noor")
        await place.until("2026-03-09 09:00")
        for who in ("noor", "ingrid"):
            await place.taps(who, "Antwoorden")
            await place.taps(who, "Liever niet")
            await place.wait(days=1)
        await place.until("2026-03-26 14:03")

        assert "Ik vraag iemand anders." in await place.reads("noor")
        assert "Verder kan ik niemand vragen." in await place.reads("ingrid")
        assert "Ik vraag iemand anders." not in await place.reads("ingrid")
        assert await who_reads(place, WRITES) == []
        assert "Spreek samen af: wie schrijft mee, in de woorden van de verteller." in await place.room()


async def a_line(place: Town, who: str, of: str, text: str) -> None:
    """Let a scribe write down one line, and be asked for another."""
    await place.taps(who, of)
    await place.taps(who, "1 Beleving")
    await place.says(who, text)


async def begun_by_bram(place: Town) -> None:
    """Let Bram write along, and write one line of Samira's."""
    await plan(place, scribe="Bram")
    await place.until("2026-03-09 09:00")
    await agrees(place, "bram")
    await place.until("2026-03-26 14:01")
    await place.taps("bram", "Schrijven")
    await a_line(place, "bram", "Samira", "Het was spannend.")


@pytest.mark.parametrize("how", ["declines", "leaves", "pauses", "stops"])
async def test_s06_edge_scribe_ill_while_writing_is_followed_and_what_was_written_stays(tmp_path: Path, how: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await begun_by_bram(place)
        match how:
            case "declines":
                await place.says("bram", "stop")
            case "leaves":
                await place.leaves("bram")
            case "pauses":
                await place.says("bram", "afwezig tot 30 maart")
            case _:
                await place.says("bram", "afmelden")
                for label in ("Wisselen", "30 dagen", "Ja, stop ermee"):
                    await place.taps("bram", label)
        await place.wait(minutes=5)
        (second,) = await who_reads(place, WRITES, but=("bram",))
        await place.taps(second, "Schrijven")
        other = next(who for who in ("noor", "joost") if who != second)
        await a_line(place, second, other.capitalize(), "Het ging goed.")
        await place.taps(second, "Nee")
        await place.until("2026-03-27 12:00")
        await confirms(place, samira="Klopt", **{other: "Klopt"})
        await place.until("2026-04-02 12:00")

        assert second in {"noor", "samira", "joost"}
        assert "Het was spannend." in await place.room()
        assert "Het ging goed." in await place.room()


async def test_s06_edge_scribe_ill_is_followed_by_the_lead_only_if_nobody_else(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-26 14:01")
        order: list[str] = []
        while await who_reads(place, WRITES, but=tuple(order)):
            (who,) = await who_reads(place, WRITES, but=tuple(order))
            order.append(who)
            await place.taps(who, "Ik ben er niet bij")
            await place.wait(minutes=5)

        assert sorted(order[:4]) == sorted(MEMBERS)
        assert order[4:] == ["ingrid"]


async def test_s06_stand_names_who_writes_along_and_whether_it_is_agreed(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[], members=["noor"]) as place:
        await plan(place, scribe="Noor")
        await place.until("2026-03-09 09:00")
        asked = await stand(place)
        await agrees(place, "noor")
        agreed = await stand(place)

        assert "Meeschrijven: Noor. Dat is nog niet afgesproken." in asked
        assert "Meeschrijven: Noor, en dat is afgesproken." in agreed


async def test_s06_stand_says_that_nobody_writes_along_yet(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[], members=["noor"]) as place:
        await plan(place, scribe="Noor")
        await place.until("2026-03-13 12:00")

        assert "Meeschrijven: nog niemand." in await stand(place)


async def stand(place: Town, who: str = "ingrid") -> str:
    """Return what somebody hears who leads when she asks how a check stands."""
    await place.says(who, "stand")
    return "\n".join(one.text for one in await place.hears(who))


async def goes(place: Town, who: str, how: str) -> None:
    """Let somebody not be there any more on the day of the check."""
    match how:
        case "leaves":
            await place.leaves(who)
        case "is away that day":
            await place.says(who, "afwezig tot 30 maart")
        case _:
            await place.says(who, "afmelden")
            for label in ("Alles verwijderen" if how == "is erased" else "30 dagen", "Ja, stop"):
                await place.taps(who, label)
    await place.wait(minutes=5)


@pytest.mark.parametrize("how", ["leaves", "stops", "is erased", "is away that day"])
async def test_s06_edge_a_scribe_who_agreed_and_is_gone_is_followed_at_once_by_somebody_who_can_say_yes(
    tmp_path: Path, how: str
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-09 09:00")
        await agrees(place, "bram")
        await place.until("2026-03-12 12:00")
        await goes(place, "bram", how)
        (second,) = await who_reads(place, ASKED, but=("bram",))
        asked = await stand(place)
        await agrees(place, second)
        await place.until("2026-03-26 14:03")

        assert second in {"noor", "samira", "joost"}
        assert "Dat is nog niet afgesproken." in asked
        assert await who_reads(place, WRITES) == [second]


async def test_s06_a_scribe_who_agreed_and_is_back_before_the_day_stays_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-09 09:00")
        await agrees(place, "bram")
        await place.says("bram", "afwezig tot 24 maart")
        await place.until("2026-03-26 14:03")

        assert await who_reads(place, ASKED) == ["bram"]
        assert await who_reads(place, WRITES) == ["bram"]


async def test_s06_who_is_asked_just_before_the_session_and_says_nothing_writes_all_the_same(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-09 09:00")
        await agrees(place, "bram")
        await place.until("2026-03-25 12:00")
        await goes(place, "bram", "leaves")
        (second,) = await who_reads(place, ASKED, but=("bram",))
        await place.until("2026-03-26 14:03")

        assert await who_reads(place, WRITES) == [second]


@pytest.mark.parametrize("consent", ["none", "no"])
async def test_s06_a_scribe_who_does_not_take_part_ends_as_one_who_did_not_answer(tmp_path: Path, consent: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.add("tess", consent=consent)
        await plan(place, scribe="Tess")
        await place.until("2026-03-11 16:00")
        in_time, heard = await stand(place), await who_reads(place, ASKED)
        await place.says("ingrid", "verplaats naar 27 maart")
        await place.until("2026-03-12 12:00")

        assert "Meeschrijven: Tess. Dat is nog niet afgesproken." in in_time
        assert heard == []
        assert len(await who_reads(place, ASKED)) == 1
        assert "Waardecheck" not in await place.reads("tess")


async def test_s06_a_scribe_who_joins_in_time_is_asked_as_any_other(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.add("tess", consent="none")
        await plan(place, scribe="Tess")
        await place.until("2026-03-09 15:00")
        await place.says("tess", "meedoen")
        await place.taps("tess", "Ja, ik doe mee")
        await place.says("tess", "stop")
        await place.until("2026-03-10 12:00")
        await agrees(place, "tess")
        await place.until("2026-03-26 14:03")

        assert await who_reads(place, ASKED) == []
        assert WRITES in await place.reads("tess")


async def test_s06_a_scribe_who_is_asked_and_signs_off_is_followed_at_once(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-09 12:00")
        await goes(place, "bram", "stops")

        assert len(await who_reads(place, ASKED, but=("bram",))) == 1


async def test_s06_a_scribe_who_does_not_take_part_sees_nothing_of_it_in_her_own_overview(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.add("tess", consent="no")
        await plan(place, scribe="Tess")
        await place.until("2026-03-09 15:00")
        await place.says("tess", "overzicht")

        assert "Waardecheck" not in await place.reads("tess")


async def test_s06_who_left_the_group_cannot_be_chosen_to_write_along(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.leaves("bram")
        for words in ("waardecheck start", PERIOD, "overslaan", "26 maart om 14:00", "ja", "Bram"):
            await place.says("ingrid", words)
        said = (await place.hears("ingrid"))[-1].text
        await place.says("ingrid", "Noor")
        await place.taps("ingrid", "Ja, nodig uit")
        await place.until("2026-03-09 09:05")

        assert "Ik ken in de groep niemand die zo heet. Kies een naam uit de lijst." in said
        assert await who_reads(place, ASKED) == ["noor"]
