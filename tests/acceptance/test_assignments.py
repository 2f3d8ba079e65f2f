"""S05, S30, S31: everybody in a leergroep prepares the same before a meeting, each in her own way."""

from pathlib import Path

import pytest

from tests.acceptance.preparing import CASE, GATHERED, delivers, gathered, on_the_way, reminders
from tests.kit.leergroep import GROUP
from tests.kit.pictures import png
from tests.kit.town import FACILITATOR, Town

NOT_YOURS = "Dat antwoord is van iemand anders. Alleen die persoon kan het laten zien."


async def test_s05_acceptance_1_due_three_working_days_before_with_two_reminders_and_none_after(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        announced = await place.reads("noor")
        counts = []
        for moment in ("2026-03-01 18:00", "2026-03-02 18:00", "2026-03-05 18:00", "2026-03-06 18:00", "2026-03-12 09:55"):
            await place.until(moment)
            counts.append(reminders(await place.reads("noor")))

        assert "Graag vóór maandag 9 maart om 12:00." in announced
        assert "hooguit twee uur" in announced
        assert counts == [0, 1, 1, 2, 2]


async def test_s05_acceptance_2_who_tells_it_there_has_delivered_and_is_not_reminded(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await place.taps("noor", "Beginnen")
        await place.taps("noor", "Ik vertel het daar")

        await place.until(GATHERED)

        assert "Ik herinner je er niet meer aan." in await place.reads("noor")
        assert reminders(await place.reads("noor")) == 0
        assert "**Noor**: mondeling" in await gathered(place)


async def test_s05_acceptance_3_what_was_not_reminded_yet_moves_along_with_the_meeting(tmp_path: Path) -> None:
    async with on_the_way(tmp_path, "2026-03-03 09:00") as place:
        await place.says(FACILITATOR, "verplaats bijeenkomst 2 naar 26 maart")
        counts = []
        for moment in ("2026-03-10 18:00", "2026-03-19 18:00", "2026-03-20 18:00"):
            await place.until(moment)
            counts.append(reminders(await place.reads("noor")))

        assert counts == [1, 1, 2]
        assert "Graag vóór maandag 23 maart om 12:00." in await place.reads("noor")


async def test_s05_edge_a_meeting_that_moves_after_the_due_date_takes_along_what_is_gathered(tmp_path: Path) -> None:
    async with on_the_way(tmp_path, "2026-03-10 09:00") as place:
        await place.says(FACILITATOR, "verplaats bijeenkomst 2 naar 26 maart")
        await place.until("2026-03-20 18:00")

        assert reminders(await place.reads("noor")) == 2  # nobody is reminded oftener (N3)
        assert "Opdracht voor" not in await gathered(place)
        await place.until("2026-03-25 12:05")
        assert "Opdracht voor donderdag 26 maart om 10:00" in await gathered(place)


async def test_s25_edge_of_a_meeting_that_is_called_off_after_the_due_date_nothing_is_gathered(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await delivers(place, "bram")
        await place.until("2026-03-10 09:00")

        await place.says(FACILITATOR, "annuleer bijeenkomst 2")
        await place.until("2026-03-12 12:00")

        assert await gathered(place) == ""
        assert CASE not in await place.reads("noor")


async def test_s05_acceptance_4_what_only_the_facilitator_may_read_stands_in_her_set_alone(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await delivers(place, "bram", readers="Alleen de begeleider")
        await delivers(place, "samira", "Het overleg liep vast")

        await place.until(GATHERED)

        to_her, to_noor = await gathered(place), await gathered(place, "noor")
        assert CASE in to_her.partition("Alleen met jou gedeeld")[2].partition("Met de groep gedeeld")[0]
        assert "Het overleg liep vast" in to_her.partition("Met de groep gedeeld")[2]
        assert CASE not in to_noor
        assert "Het overleg liep vast" in to_noor
        assert "binnen" not in to_noor


async def test_s05_acceptance_5_the_lead_who_takes_no_part_gets_no_text(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await delivers(place, "bram")
        await place.until(GATHERED)
        button = next(id_ for one in await place.shown("noor") for id_ in one.choices.values() if id_.endswith("!act"))

        await place.presses("ingrid", button)

        assert await place.reads("ingrid") == NOT_YOURS


async def test_s05_acceptance_6_what_comes_an_hour_before_the_meeting_counts_as_in_later(tmp_path: Path) -> None:
    async with on_the_way(tmp_path, "2026-03-12 09:00") as place:
        await delivers(place, "bram")

        later = (await place.shown(FACILITATOR))[-1].text

        assert "Wat je nu stuurt, komt nog mee naar de bijeenkomst." in await place.reads("bram")
        assert "later binnengekomen" in later
        assert CASE in later


async def test_s05_acceptance_7_and_s30_acceptance_1_the_explanation_comes_with_the_fifth_assignment(tmp_path: Path) -> None:
    async with on_the_way(tmp_path, "2026-06-05 10:05") as place:
        announced = (await place.shown("noor"))[-1].text

        assert "Wanneer leerde je iets?" in announced
        assert "**Enkelslag:**" in announced
        assert "**Dubbelslag:**" in announced
        assert "hoe een ander uit de groep het aanpakt" in announced


async def test_s25_acceptance_5_what_to_observe_stands_in_the_announcement_and_in_no_other_message(tmp_path: Path) -> None:
    async with on_the_way(tmp_path, "2026-07-16 12:00") as place:
        told = [one.text for one in await place.shown("noor") if "hoe een ander uit de groep het aanpakt" in one.text]

        assert len(told) == 1
        assert "**Wanneer leerde je iets?**" in told[0]
        assert "hoe een ander" not in await place.room(GROUP)


async def test_s25_before_the_fifth_meeting_each_may_tell_how_somebody_else_went_about_it(tmp_path: Path) -> None:
    async with on_the_way(tmp_path, "2026-06-05 10:05") as place:
        await place.taps("noor", "Beginnen")
        await place.taps("noor", "In kleine stukjes")
        await place.says("noor", "Toen ik eerst vroeg en daarna pas antwoordde")
        await place.taps("noor", "Weet ik niet")
        await place.says("noor", "overslaan")
        asked = (await place.hears("noor"))[-1].text
        await place.says("noor", "Iemand vatte eerst samen.")
        await place.taps("noor", "Met de groep")
        await place.until("2026-07-16 12:05")

        assert "Wat zag je een ander doen?\nWelk idee zit daaronder?" in asked
        assert "Iemand vatte eerst samen." in await place.reads("joost")
        assert "Iemand vatte eerst samen." not in await place.room(GROUP)


async def test_s30_edge_weet_ik_niet_is_a_full_answer(tmp_path: Path) -> None:
    async with on_the_way(tmp_path, "2026-06-05 10:05") as place:
        await place.taps("noor", "Beginnen")
        await place.taps("noor", "In kleine stukjes")
        await place.says("noor", "Toen ik eerst vroeg en daarna pas antwoordde")

        await place.taps("noor", "Weet ik niet")

        assert "Waaraan merk je dat?" in (await place.hears("noor"))[-1].text


@pytest.mark.parametrize(
    ("moment", "title"),
    [("2026-04-24 10:05", "Een casus om samen bij stil te staan"), ("2026-07-17 10:05", "Terugkijken met de leergroep")],
)
async def test_s05_each_meeting_has_its_own_assignment(tmp_path: Path, moment: str, title: str) -> None:
    async with on_the_way(tmp_path) as place:
        await place.taps("noor", "Beginnen")
        await place.taps("noor", "Ik vertel het daar")
        await place.until(moment)

        assert f"**{title}**" in (await place.shown("noor"))[-1].text


async def test_s05_who_brings_no_case_is_asked_nothing_more(tmp_path: Path) -> None:
    async with on_the_way(tmp_path, "2026-04-24 10:05") as place:
        await place.taps("noor", "Beginnen")
        await place.taps("noor", "Nee, deze keer niet")

        assert "Ook goed." in (await place.hears("noor"))[-1].text


async def test_s05_what_is_typed_is_asked_all_at_once(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await place.taps("noor", "Beginnen")
        await place.taps("noor", "Ik typ het")
        await place.fills("noor", situation=CASE, wanted="Op tijd beginnen")
        await place.taps("noor", "Met de groep")

        assert (await place.hears("noor"))[-1].text.endswith("Je opdracht is binnen. Tot donderdag 12 maart om 10:00.")


async def test_s05_a_drawing_is_a_way_to_deliver(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await place.taps("noor", "Beginnen")
        await place.taps("noor", "Tekening of bestand")
        await place.says("noor", "", ("tekening.png", png()))
        await place.taps("noor", "Met de groep")
        await place.until(GATHERED)

        assert "(een foto, tekening of document)" in await gathered(place, "bram")


async def test_s05_opdracht_takes_up_the_assignment_that_is_open(tmp_path: Path) -> None:
    async with on_the_way(tmp_path, "2026-02-16 09:00") as place:
        await place.says("noor", "opdracht")

        assert "Hoe wil je de opdracht maken?" in (await place.hears("noor"))[-1].text


async def test_s05_opdracht_says_so_where_none_is_open(tmp_path: Path) -> None:
    async with on_the_way(tmp_path, until=None) as place:
        await place.says("noor", "opdracht")

        assert 'Bij "Opdracht" staat nu niets voor je open.' in (await place.hears("noor"))[-1].text


async def test_s05_edge_after_the_meeting_a_text_is_kept_for_its_author_alone(tmp_path: Path) -> None:
    async with on_the_way(tmp_path, "2026-03-09 09:00") as place:
        await place.taps("noor", "Beginnen")
        await place.taps("noor", "In kleine stukjes")
        await place.until("2026-03-12 10:05")

        await place.says("noor", CASE)

        assert "De bijeenkomst is geweest. Ik bewaar je tekst alleen voor jou." in (await place.hears("noor"))[-1].text
        await place.says("noor", "mijn antwoorden")
        assert CASE in (await place.hears("noor"))[-1].text
        assert CASE not in await place.reads(FACILITATOR)


async def test_s05_edge_an_assignment_that_would_be_due_before_it_opens_opens_at_once(tmp_path: Path) -> None:
    async with on_the_way(tmp_path, until=None) as place:
        await place.until("2026-01-28 09:00")
        await place.says(FACILITATOR, "verplaats bijeenkomst 2 naar 3 februari")
        await place.until("2026-01-29 09:30")  # one message a day: on the day before she was asked about the contract

        assert "Graag vóór vrijdag 30 januari om 09:00." in await place.reads("noor")


@pytest.mark.parametrize(("choice", "goes_on"), [("Bewaren", True), ("Weggooien", False)])
async def test_s05_edge_who_kept_what_she_began_goes_on_with_the_word(tmp_path: Path, choice: str, *, goes_on: bool) -> None:
    async with on_the_way(tmp_path) as place:
        for label in ("Beginnen", "In kleine stukjes"):
            await place.taps("noor", label)
        await place.hears("noor")
        await place.says("noor", "stop")
        await place.taps("noor", choice)
        await place.wait(minutes=3)
        await place.hears("noor")
        await place.says("noor", "opdracht")

        assert ("Welke situatie past bij jullie leervraag" in (await place.hears("noor"))[-1].text) == goes_on


async def test_s05_edge_the_first_reminder_is_left_out_so_soon_after_the_opening(tmp_path: Path) -> None:
    async with on_the_way(tmp_path, until=None) as place:
        await place.says(FACILITATOR, "verplaats bijeenkomst 2 naar 12 februari")  # due on Monday 9 February
        await place.until("2026-02-12 09:00")

        assert reminders(await place.reads("noor")) == 1


async def test_s05_edge_who_did_not_agree_to_the_contract_can_share_with_the_facilitator_or_tell_it(tmp_path: Path) -> None:
    async with on_the_way(tmp_path, agreeing=["noor", FACILITATOR]) as place:
        await place.says("bram", "opdracht")
        await place.taps("bram", "In kleine stukjes")
        await place.says("bram", CASE)
        for _ in range(5):
            await place.says("bram", "overslaan")
        asked = (await place.hears("bram"))[-1]
        await place.taps("bram", "Alleen de begeleider")
        await place.until(GATHERED)

        assert list(asked.choices) == ["Alleen de begeleider (Fatima)", "Alleen voor mij"]
        assert "zodra je akkoord bent met de afspraken" in asked.text
        assert CASE in await gathered(place)


async def test_s05_who_did_not_agree_to_the_contract_reads_nothing_of_others(tmp_path: Path) -> None:
    async with on_the_way(tmp_path, agreeing=["noor", "bram", FACILITATOR]) as place:
        await delivers(place, "bram")
        await place.until(GATHERED)

        assert CASE in await gathered(place, "noor")
        assert await gathered(place, "joost") == ""


async def test_s05_edge_a_moved_meeting_says_until_when_the_assignment_is_welcome(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await delivers(place, "bram")
        await place.says(FACILITATOR, "verplaats bijeenkomst 2 naar 26 maart")

        moved, told = (await place.reads("noor")).splitlines()[-1], (await place.reads("bram")).splitlines()[-1]
        how = ' Kun je dan niet? Typ "afwezig bijeenkomst 2 in groep 1".'
        assert moved.endswith(f"naar donderdag 26 maart om 10:00. Je opdracht is nu welkom tot maandag 23 maart om 12:00.{how}")
        assert told.endswith(f"naar donderdag 26 maart om 10:00.{how}")


async def test_s05_who_comes_back_after_it_reads_what_came_later_once(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await delivers(place, "bram")
        await place.until("2026-03-06 12:00")
        await place.says("noor", "afwezig tot 11 maart")
        await place.says("joost", "afwezig tot 12 maart")
        await place.until(GATHERED)
        await delivers(place, "samira", "Het kwam pas later.")
        await place.until("2026-03-12 09:30")
        await place.says("joost", "terug van pauze")
        await place.until("2026-03-20 12:00")

        for one in ("noor", "joost"):
            told = await gathered(place, one)
            assert (told.count(CASE), told.count("Het kwam pas later.")) == (1, 1), one


async def test_k5_what_names_a_colleague_waits_for_its_author_until_the_meeting_and_counts_as_busy_until_then(
    tmp_path: Path,
) -> None:
    async with on_the_way(tmp_path) as place:
        await delivers(place, "noor", "Bram vergat de sleutel van de deur.")
        asked = (await place.shown("noor"))[-1]
        await place.until(GATHERED)
        before = await gathered(place)

        await place.presses("noor", asked.choices["Ja, dat is oké"])
        await place.wait(minutes=2)

        assert "**Noor**: bezig" in before
        assert "vergat de sleutel" not in before
        assert "Je opdracht is binnen." in (await place.hears("noor"))[-1].text
        assert "Bram vergat de sleutel van de deur." in await gathered(place, "bram")


async def test_s05_the_group_and_its_room_hear_nothing_of_who_did_what(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await delivers(place, "bram")
        await place.until("2026-03-13 18:00")

        everything = await _everything_in(place, "room")
        assert not [said for said in (CASE, "Bram", "pdracht", "binnen") if said in everything]
        assert ": nog niet" not in await place.reads("noor")


async def _everything_in(place: Town, kind: str) -> str:
    return "".join([await place.reads(one, kind) for one in (GROUP, "vergunningen")])
