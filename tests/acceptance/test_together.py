"""S15, S18: somebody is asked privately whether she takes part; she says yes or that she can not now, and may stop later."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from storage.privacy.erasing import erase_person
from storage.tables import partner
from tests.kit.picking import FEEDBACK, picks
from tests.kit.town import AMSTERDAM, NAMED, Town, town

LATER = "2026-06-01 12:00"


async def asks_bram(place: Town) -> str:
    """Let Noor ask Bram, and time pass until he hears it; returns what he hears."""
    await picks(place, partner="bram")
    await place.hears("noor")
    await place.until("tue 12:00")
    return "\n".join(one.text for one in await place.hears("bram"))


async def says_yes(place: Town) -> None:
    """Let Noor ask Bram, and Bram say yes."""
    await asks_bram(place)
    await place.taps("bram", "Bekijken")
    await place.taps("bram", "Ja")
    await place.wait(days=1)


async def test_s18_with_somebody_who_accepts_both_know(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        asked = await asks_bram(place)
        assert "Noor vraagt of je meedoet" in asked
        await place.taps("bram", "Bekijken")
        shown = (await place.hears("bram"))[-1].text
        assert [FEEDBACK in shown, "Vraag het één collega." in shown] == [True, True]
        assert not any(line.startswith("> maandag") for line in shown.splitlines())  # the day of writing says nothing to her
        await place.taps("bram", "Ja")
        await place.wait(days=1)

        assert "Noor hoort dat je meedoet" in (await place.hears("bram"))[-1].text
        (told,) = await place.hears("noor")
        assert "Samen iets kleins doen: Bram zegt ja." in told.text


@pytest.mark.parametrize("word", ["stop", "overslaan"])
@pytest.mark.parametrize("opened", [False, True])
async def test_s18_a_word_declines_what_a_colleague_asks_only_after_it_is_named(
    tmp_path: Path, word: str, opened: bool
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await asks_bram(place)
        if opened:
            await place.taps("bram", "Bekijken")
        await place.says("bram", word)
        asked = (await place.hears("bram"))[-1]
        await place.wait(days=1)
        before = await place.hears("noor")
        await place.taps("bram", "Ja")
        await place.wait(days=1)

        assert 'Zal ik "Samen iets kleins doen" van Noor helemaal overslaan?' in asked.text
        assert before == []
        assert "Bram kan nu even niet." in (await place.hears("noor"))[-1].text


@pytest.mark.parametrize("how", [["Nu niet"], ["Bekijken", "Nu niet"]])
async def test_s18_edge_a_partner_who_declines_gives_no_reason(tmp_path: Path, how: list[str]) -> None:
    async with town(tmp_path, formats=[]) as place:
        await asks_bram(place)
        for label in how:
            await place.taps("bram", label)
        await place.wait(days=1)

        (told,) = await place.hears("noor")
        assert told.text.endswith("Bram kan nu even niet.")


async def test_s18_who_is_asked_is_asked_once(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await asks_bram(place)
        await place.until(LATER)

        assert not await place.hears("bram")
        assert "Bram" not in "\n".join(one.text for one in await place.hears("noor"))


async def test_s18_who_takes_no_part_never_answers_and_nobody_learns_why(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[], members=("noor", "samira", "joost"), asked=("bram",)) as place:
        await picks(place, partner="bram")
        said = "\n".join(one.text for one in await place.hears("noor"))
        await place.until(LATER)

        assert not [one for one in await place.hears("bram") if "Noor" in one.text]
        assert "Bram" not in "\n".join(one.text for one in await place.hears("noor"))
        assert "Ik vraag het Bram, op zijn vroegst maandag 9 maart." in said  # as of anybody


async def test_s18_only_who_is_asked_reads_what_was_sent(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await says_yes(place)
        await place.until(LATER)

        for other in ("samira", "joost", "ingrid", "fatima"):
            assert FEEDBACK not in await place.reads(other)
        assert not await place.room()


async def test_s18_what_the_group_reads_the_partner_reads_too(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await picks(place, readers=NAMED, partner="bram")
        await place.until("tue 12:00")
        await place.taps("bram", "Bekijken")

        assert "Vraag het één collega." in await place.reads("bram")
        assert FEEDBACK in await place.room()


@pytest.mark.parametrize(("stops", "other", "said"), [
    ("noor", "bram", "Samen iets kleins doen: Noor vraagt het niet meer."),
    ("bram", "noor", "Samen iets kleins doen: Bram kan niet meer meedoen. Je kunt iemand anders vragen."),
])  # fmt: skip
async def test_s18_either_stops_with_a_word_and_the_other_hears_no_reason(
    tmp_path: Path, stops: str, other: str, said: str
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await says_yes(place)
        await place.hears(other)
        await place.says(stops, "samen stoppen")
        assert {"noor": "Bram", "bram": "Noor"}[stops] in (await place.hears(stops))[-1].text
        await place.taps(stops, "Ja, ik stop")
        await place.wait(days=1)

        (told,) = await place.hears(other)
        assert told.text.endswith(said)
        await place.says(stops, "samen stoppen")
        assert "Nu doe je met niemand iets samen." in (await place.hears(stops))[-1].text


@pytest.mark.parametrize(
    ("keep", "said"), [("bewaren", "Bram kan niet meer"), ("verwijder", "Iemand met wie je iets samen deed")]
)
async def test_s18_who_leaves_stops_what_she_does_together(tmp_path: Path, keep: str, said: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await says_yes(place)
        await place.hears("noor")
        await leaves(place, "bram", keep)
        await place.wait(days=1)

        told = "\n".join(one.text for one in await place.hears("noor"))
        assert said in told
        assert "Je kunt iemand anders vragen." in told


@pytest.mark.parametrize("keep", ["bewaren", "verwijder"])
async def test_s18_who_leaves_before_it_was_answered_asks_nothing_any_more(tmp_path: Path, keep: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await picks(place, partner="bram")
        await leaves(place, "noor", keep)
        await place.hears("bram")
        await place.until(LATER)

        assert not await place.hears("bram")


async def test_s18_a_pause_of_who_is_asked_puts_it_off(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("bram", "pauze")
        await place.taps("bram", "Deze week")
        await place.hears("bram")
        await picks(place, partner="bram")
        await place.until("fri 17:00")
        assert not await place.hears("bram")
        await place.until("2026-03-18 17:00")

        assert "staat nog open: Samen iets kleins doen" in "\n".join(one.text for one in await place.hears("bram"))


async def test_s18_what_is_taken_back_is_not_shown_to_who_was_asked_any_more(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await says_yes(place)
        assert FEEDBACK in await place.reads("bram")
        await place.says("noor", "mijn antwoorden")
        await place.says("noor", "verwijder 3")
        await place.taps("noor", "Ja, verwijder")
        await place.wait(minutes=1)

        assert FEEDBACK not in await place.reads("bram")


async def test_s18_who_asked_somebody_is_not_told_that_it_stays_hers_alone(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await picks(place, partner="bram")
        told = [one.text for one in await place.hears("noor")]
        last = told[-1]
        await picks(place, who="samira")

        assert "vraag ik één keer hoe het liep" in "\n".join(told)
        assert "alleen voor jou" not in last
        assert (await place.hears("samira"))[-1].text.endswith("Dank je. Dit blijft alleen voor jou.")


@pytest.mark.parametrize(("erased", "reader", "name"), [("noor", "bram", "Noor"), ("bram", "noor", "Bram")])
async def test_c44_who_is_erased_is_named_no_more_to_the_other_one(tmp_path: Path, erased: str, reader: str, name: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await says_yes(place)
        await place.says("noor", "samen stoppen")
        before = await place.reads(reader)
        await place.app.store.run(lambda unit: erase_person(unit, erased, place.clock.now()))
        await place.wait(minutes=5)

        assert name in before
        assert name not in (await place.reads(reader)).replace("Dank je, Noor", "")


async def test_c44_what_who_is_erased_had_asked_reads_as_asked_by_somebody(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await asks_bram(place)
        await place.app.store.run(lambda unit: erase_person(unit, "noor", place.clock.now()))
        await place.wait(minutes=5)

        told = await place.reads("bram")
        assert "Iemand die niet meer meedoet vraagt of je meedoet" in told
        assert "Spreek samen af" not in told


async def leaves(place: Town, who: str, keep: str) -> None:
    """Let somebody sign off, and keep or erase what she told."""
    await place.says(who, "afmelden")
    shown = (await place.shown(who))[-1]
    label = next(one for one in shown.choices if keep in one.casefold())
    await place.taps(who, label)
    for label in list((await place.shown(who))[-1].choices):
        if label.startswith("Ja"):
            await place.taps(who, label)


async def test_s18_who_asked_whom_goes_with_what_they_said(tmp_path: Path) -> None:
    async def kept() -> int:
        return await place.app.store.read(
            lambda unit: unit.connection.execute(select(func.count(partner.c.asker))).scalar_one()
        )

    async with town(tmp_path, formats=[]) as place:
        await says_yes(place)
        for days in (60, 300):  # the writers hear of it before, and see it
            await place.jump(place.clock.now() + timedelta(days=days))
            await place.settle()
        assert await kept() == 1
        for _ in range(4):
            await place.jump(place.clock.now() + timedelta(days=60))
            await place.settle()

        assert await kept() == 0


async def asked_for_feedback(place: Town, words: str) -> str:
    """Let Noor ask Bram to be her buddy; return the last she hears."""
    await place.says("noor", "buddy")
    await place.taps("noor", "Bram")
    await place.says("noor", words)
    return (await place.shown("noor"))[-1].text


async def test_s15_who_asks_hears_when_somebody_is_asked(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[], start="2026-03-13 16:55") as place:
        assert "Ik vraag het Bram, op zijn vroegst vrijdag 13 maart." in await asked_for_feedback(place, "Op mijn brieven")
    async with town(tmp_path / "later", formats=[], start="2026-03-13 18:00") as place:
        assert "Ik vraag het Bram, op zijn vroegst maandag 16 maart." in await asked_for_feedback(place, "Op mijn brieven")


async def test_c36_what_a_colleague_asks_does_not_lose_each_day_to_what_comes_earlier_in_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[], start="2026-03-06 18:00") as place:
        await place.switch_on("weekly_wonder", rhythm="daily")  # at two, which is earlier than the hour at which Noor asks
        await place.until("2026-03-10 15:00")
        await place.hears("bram")
        await asked_for_feedback(place, "Op mijn brieven")
        await place.until("2026-03-11 13:00")

        (asked,) = await place.hears("bram")
        assert "Noor vraagt of je buddy wilt zijn" in asked.text
        assert asked.message.at.astimezone(AMSTERDAM).strftime("%d %H:%M") == "11 09:00"


async def test_c36_after_a_full_week_what_a_colleague_asked_comes_before_the_question_how_the_week_begins(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, formats=[], start="2026-03-06 18:00") as place:
        await place.switch_on("weekly_wonder", rhythm="daily")
        await place.switch_on("week_start_mood")
        await place.until("2026-03-12 15:00")
        await asked_for_feedback(place, "Op mijn brieven")
        await place.until("2026-03-13 17:00")
        assert "Noor vraagt" not in await place.reads("bram")
        await place.until("2026-03-16 12:00")

        assert "Noor vraagt of je buddy wilt zijn" in await place.reads("bram")


async def test_s15_who_asks_reads_at_once_after_which_day_she_may_ask_somebody_else(tmp_path: Path) -> None:
    said = []
    for number, taking_part in enumerate((["noor", "bram"], ["noor"])):
        asked = () if "bram" in taking_part else ("bram",)
        async with town(tmp_path / str(number), formats=[], members=taking_part, asked=asked) as place:
            said.append(await asked_for_feedback(place, "Op mijn brieven"))
            await place.hears("noor")
            await place.until(LATER)
            assert "Bram" not in "\n".join(one.text for one in await place.hears("noor"))

    assert "Hoor je na maandag 23 maart nog niets? Vraag dan gerust iemand anders." in said[0]
    assert said[0] == said[1]  # so nobody learns who takes part (C-40)


async def test_s15_edge_the_same_one_is_not_asked_twice_while_the_first_question_is_open(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await asked_for_feedback(place, "Op mijn brieven")
        await place.wait(minutes=2)
        assert "Een vraag van jou aan Bram staat al open." in await asked_for_feedback(place, "Op mijn uitleg")
        await place.until("2026-03-20 17:00")
        told = await place.reads("bram")
        assert told.count("Noor vraagt of je buddy wilt zijn") == 1
        assert "Op mijn uitleg" not in told


async def test_s15_somebody_is_asked_again_once_the_first_question_is_over(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await asked_for_feedback(place, "Op mijn brieven")
        await place.until("2026-04-01 12:00")
        assert "Ik vraag het Bram" in await asked_for_feedback(place, "Op mijn uitleg")


async def test_s15_edge_who_stops_while_somebody_did_not_answer_yet_reads_whom_she_asked(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await asked_for_feedback(place, "Op mijn brieven")
        await place.says("noor", "samen stoppen")
        told = (await place.hears("noor"))[-1].text
        assert "Je vroeg Bram, en daar is nog geen antwoord op." in told
        assert "niemand" not in told
        await place.taps("noor", "Ja, ik stop")
        await place.until("2026-03-20 17:00")
        assert "buddy" not in await place.reads("bram")


async def test_s15_who_stops_with_nobody_is_told_so_and_asked_nothing(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("noor", "samen stoppen")
        (told,) = await place.hears("noor")

        assert told.text == "Nu doe je met niemand iets samen."
        assert not told.choices


async def test_s15_who_does_several_things_together_chooses_which_one_she_stops(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await says_yes(place)
        await place.says("noor", "buddy")
        await place.taps("noor", "Samira")
        await place.says("noor", "Op mijn brieven")
        await place.wait(days=1)
        await place.says("noor", "samen stoppen")
        assert list((await place.hears("noor"))[-1].choices) == [
            "Stop: Samen iets kleins doen, Bram", "Stop: Buddy, Samira", "Nee"]  # fmt: skip
        await place.taps("noor", "Stop: Buddy, Samira")
        await place.wait(days=1)

        assert "Buddy: Noor vraagt het niet meer." in await place.reads("samira")
        assert "vraagt het niet meer" not in await place.reads("bram")
        await place.says("noor", "samen stoppen")
        assert "Nu doe je iets samen met Bram." in (await place.hears("noor"))[-1].text
