"""S39: five people give feedback to one; she reads it by theme and without names, from four answers on."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import func, select

from storage.store import Unit
from storage.tables import answer
from tests.kit.town import FACILITATOR, LEAD, Town, town
from tests.kit.trajectories import latest

ALL = ("pop_route", "pop_conversation", "pop_feedback_360")
START = "2026-05-11 09:00"
FIVE = ("bram", "samira", "joost", "youssef", LEAD)
TEXTS = {who: f"Rustige uitleg {number}" for number, who in enumerate(FIVE, 1)}


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Town]:
    members = ["noor", "bram", "samira", "joost", "youssef"]
    async with town(tmp_path, start=START, formats=ALL, members=members, public_url="https://leerbot.example") as built:
        yield built


async def ask(place: Town, *guests: str, of: Sequence[str] = FIVE, coach: str = "Karin Jansen") -> None:
    """Let Noor ask people for feedback, and wait until they were asked."""
    await place.says("noor", "feedback vragen")
    await place.taps("noor", *(one.capitalize() for one in of))
    for guest in guests:
        await place.says("noor", guest)
        await place.wait(minutes=2)
    await place.taps("noor", "Dit waren ze" if guests else "Niemand van buiten")
    await place.says("noor", "Hoe help ik mensen verder?")
    await place.wait(minutes=2)
    if coach:
        await place.says("noor", coach)
    else:
        await place.taps("noor", "Nog niemand")
    await place.taps("noor", "Ja, vraag het")
    await place.until("2026-05-12 12:00")


async def give(place: Town, who: str, relation: str = "colleague", named: str = "", **said: str) -> None:
    """Let somebody give feedback on her form."""
    await place.taps(who, "Feedback geven")
    values = {"relation": relation, "sees_good": TEXTS.get(who, who), "one_more": f"Vaker bellen {who[0]}", **said}
    await place.fills(who, **(values | ({"named_ok": named} if named else {})))


async def reads_report(place: Town) -> str:
    """Let Noor open her report; return what she was told there."""
    await place.taps("noor", "Lezen")
    return await latest(place, "noor")


async def test_s39_acceptance_1_three_answers_give_no_report(place: Town) -> None:
    await ask(place)
    for who in FIVE[:3]:
        await give(place, who)
    await place.until("2026-07-31 17:00")
    read = await place.reads("noor")
    assert not any(text in read for text in TEXTS.values())
    assert "Je feedback staat klaar" not in read


async def test_s39_acceptance_2_five_answers_give_a_report_to_the_owner_alone_in_an_order_that_tells_nothing(
    place: Town,
) -> None:
    await ask(place)
    for who in FIVE:
        await give(place, who, "lead" if who == LEAD else "colleague")
    await place.until("2026-05-13 10:00")
    report = await reads_report(place)
    assert all(text in report for text in TEXTS.values())
    assert not any(name in report for name in ("Bram", "Samira", "Joost", "Youssef", "Ingrid", "Leidinggevende", "Collega"))
    orders = [[report.index(text) for text in TEXTS.values()], [report.index(f"Vaker bellen {who[0]}") for who in FIVE]]
    ranks = [[sorted(order).index(one) for one in order] for order in orders]
    assert ranks[0] != ranks[1]  # nothing binds two texts of one person
    for who in (*FIVE, FACILITATOR):
        heard = await place.reads(who)
        assert not any(text in heard for giver, text in TEXTS.items() if giver != who)
    assert "Rustige uitleg" not in await place.room()


async def test_s39_acceptance_3_without_a_coach_a_talk_is_advised_with_questions_for_it(place: Town) -> None:
    await ask(place, coach="")
    for who in FIVE:
        await give(place, who)
    await place.until("2026-05-13 10:00")
    await reads_report(place)
    await place.says("noor", "Veel over uitleg.")
    told = await latest(place, "noor")
    assert "als je haar met iemand bespreekt" in told
    assert "Wat herken je, en wat verrast je?" in told


async def test_s39_with_a_coach_no_talk_is_advised(place: Town) -> None:
    await ask(place)
    for who in FIVE:
        await give(place, who)
    await place.until("2026-05-13 10:00")
    await reads_report(place)
    await place.says("noor", "Veel over uitleg.")
    assert "Deze vragen helpen" not in await latest(place, "noor")


async def test_s39_who_asks_others_is_not_told_that_a_trajectory_is_over(place: Town) -> None:
    await ask(place)
    assert "Ze hebben drie weken." in await place.reads("noor")
    assert "De laatste dag is al geweest" not in await place.reads("noor")


async def test_n2_who_is_asked_for_feedback_hears_nothing_else_that_day(place: Town) -> None:
    await place.switch_on("week_start_mood")
    await place.hears("bram")
    await ask(place)
    heard = [one.text for one in await place.hears("bram")]
    assert len(heard) == 1
    assert "vraagt jou en een paar anderen om feedback" in heard[0]


async def test_s39_those_who_give_know_beforehand_who_reads_it_and_how(place: Town) -> None:
    await ask(place)
    assert "Noor vraagt jou en een paar anderen om feedback" in await latest(place, "bram")
    await place.taps("bram", "Feedback geven")
    form = (await place.shown("bram"))[-1].text
    for words in ("zonder je naam", "vanaf vier antwoorden", "Niemand anders leest het", "stijl van schrijven"):
        assert words in form


async def test_s39_reminders_come_on_the_seventh_and_the_fourteenth_day_to_who_wrote_nothing(place: Town) -> None:
    await ask(place)
    await give(place, "bram")
    for who in FIVE:
        await place.hears(who)
    await place.until("2026-05-15 17:00")
    assert await place.hears("samira") == []
    await place.until("2026-05-18 17:00")
    assert "nog feedback geven" in (await place.hears("samira"))[0].text
    await place.until("2026-05-22 17:00")
    assert await place.hears("samira") == []
    await place.until("2026-05-26 17:00")  # Whit Monday is a day off
    assert "nog feedback geven" in (await place.hears("samira"))[0].text
    await place.until("2026-06-30 17:00")
    assert await place.hears("samira") == await place.hears("bram") == []


async def test_s39_who_declines_is_not_named_and_another_is_asked_on_the_fifteenth_day(place: Town) -> None:
    await ask(place, of=FIVE[:4])
    for who in FIVE[:2]:
        await give(place, who)
    await place.taps("joost", "Liever niet")
    await place.until("2026-05-25 17:00")
    assert "Wil je iemand anders vragen" not in await place.reads("noor")
    await place.until("2026-05-26 17:00")
    asked = await latest(place, "noor")
    assert "Wil je iemand anders vragen" in asked
    assert "Joost" not in asked
    await place.taps("noor", "Iemand vragen")
    await place.taps("noor", "Ingrid")
    await place.says("noor", "overslaan")
    await place.until("2026-05-27 17:00")
    assert "Noor vraagt jou" in await latest(place, LEAD)


async def test_s39_three_may_be_read_with_names_where_each_of_them_said_yes(place: Town) -> None:
    await ask(place)
    for who in FIVE[:3]:
        await give(place, who, named="yes")
    await place.until("2026-06-02 17:00")
    assert "te weinig antwoorden" in await latest(place, "noor")
    await place.taps("noor", "Kiezen")
    await place.taps("noor", "Met namen lezen")
    await place.until("2026-06-03 17:00")
    report = await reads_report(place)
    assert "**Bram**" in report
    assert "Rustige uitleg 1" in report


async def test_s39_three_of_whom_one_said_nothing_are_not_read_with_names(place: Town) -> None:
    await ask(place)
    await give(place, "bram", named="yes")
    await give(place, "samira", named="yes")
    await give(place, "joost")
    await place.until("2026-06-02 17:00")
    await place.taps("noor", "Kiezen")
    await place.taps("noor", "Met namen lezen")
    assert "Dat kan nu niet" in await latest(place, "noor")
    await place.taps("noor", "Ermee stoppen")  # the other choices are still hers
    await place.until("2026-06-30 17:00")
    assert "Rustige uitleg" not in await place.reads("noor")


async def test_s39_who_waits_two_weeks_longer_gets_the_report_with_the_fourth(place: Town) -> None:
    await ask(place)
    for who in FIVE[:3]:
        await give(place, who)
    await place.until("2026-06-02 17:00")
    await place.taps("noor", "Kiezen")
    await place.hears("youssef")
    await place.taps("noor", "Nog twee weken wachten")
    assert "Ik herinner niemand meer" in await latest(place, "noor")
    await place.until("2026-06-12 12:00")
    assert not any("Noor" in one.text for one in await place.hears("youssef"))  # two reminders were enough (N3)
    await give(place, "youssef")
    await place.until("2026-06-18 17:00")
    report = await reads_report(place)
    assert all(TEXTS[who] in report for who in FIVE[:4])


async def test_s39_who_cannot_read_with_names_may_still_wait_for_more(place: Town) -> None:
    await ask(place)
    for who in FIVE[:3]:
        await give(place, who)
    await place.until("2026-06-02 17:00")
    await place.taps("noor", "Kiezen")
    await place.taps("noor", "Met namen lezen")
    await place.taps("noor", "Nog twee weken wachten")
    await place.until("2026-06-03 12:00")
    await give(place, "youssef")
    await place.until("2026-06-18 17:00")
    assert "Rustige uitleg 4" in await reads_report(place)


async def test_s39_what_all_are_is_told_only_where_it_points_to_nobody(place: Town) -> None:
    await ask(place, of=FIVE[:4])
    for who in FIVE[:4]:
        await give(place, who)
    await place.until("2026-05-13 10:00")
    assert "Collega:" in await reads_report(place)


async def test_s39_what_is_taken_back_is_not_in_the_report(place: Town) -> None:
    await ask(place)
    for who in FIVE:
        await give(place, who)
    await place.until("2026-05-13 10:00")
    assert "Rustige uitleg 1" in await reads_report(place)
    await place.says("bram", "mijn antwoorden")
    listed = (await latest(place, "bram")).split("\n")
    number = next(line.split("**")[1].rstrip(".") for line in listed if "Rustige uitleg 1" in line)
    await place.says("bram", f"verwijder {number}")
    await place.says("bram", "ja")
    await place.settle()
    assert "Rustige uitleg 1" not in await place.reads("noor")


async def test_s39_the_answers_go_four_weeks_after_the_talk(place: Town) -> None:
    await ask(place)
    for who in FIVE:
        await give(place, who)
    await place.until("2026-05-13 10:00")
    await reads_report(place)
    await place.says("noor", "overslaan")
    await place.says("noor", "1 juni")
    await place.says("noor", "ja")
    for day in ("2026-06-15", "2026-06-16", "2026-06-29"):  # what is kept long enough is looked at each day
        await place.until(f"{day} 17:00")
    assert "Rustige uitleg 1" in await place.reads("noor")
    assert "een ronde waarin iemand feedback vroeg" in await place.reads("bram")
    await place.until("2026-06-30 17:00")
    await place.until("2026-07-01 17:00")
    assert "Rustige uitleg" not in await place.reads("noor")

    def left(unit: Unit) -> int:
        gone = answer.c.format == "pop_feedback_360"
        return int(unit.connection.execute(select(func.count()).where(gone)).scalar_one())

    assert await place.app.store.read(left) == 0


async def test_s39_nobody_asks_herself(place: Town) -> None:
    await place.says("noor", "feedback vragen")
    assert "Noor" not in (await place.shown("noor"))[-1].choices
    assert "Bram" in (await place.shown("noor"))[-1].choices


async def test_s39_what_she_asks_feedback_on_is_read_by_whom_she_asks_until_she_keeps_it_to_herself(place: Town) -> None:
    await ask(place)
    await place.says("noor", "mijn antwoorden")
    listed = await latest(place, "noor")
    number = next(one.split(".")[0] for one in listed.splitlines() if "Hoe help ik mensen verder?" in one).strip("-* ")
    await place.taps("bram", "Feedback geven")
    before = await latest(place, "bram")
    await place.says("noor", f"maak privé {number}")
    await place.taps("samira", "Feedback geven")
    assert "Wie je vroeg" in listed
    assert "Hoe help ik mensen verder?" in before
    assert "Hoe help ik mensen verder?" not in await latest(place, "samira")


async def test_s39_five_people_are_asked_without_a_word_about_how_many(place: Town) -> None:
    await ask(place)
    said = await place.reads("noor")
    assert "minder dan vijf" not in said
    assert "meer dan vijf" not in said


async def test_s39_who_asks_fewer_than_five_hears_so_before_anybody_is_asked(place: Town) -> None:
    await ask(place, of=FIVE[:4])
    asked = next(one.text for one in await place.shown("noor") if "Zal ik het hun vragen?" in one.text)
    assert "Je vraagt minder dan vijf mensen" in asked
    assert "minder dan vier collega's" not in asked
    assert "Noor vraagt jou" in await latest(place, "bram")  # it is hers to decide (P18)


@pytest.mark.parametrize("guests", [(), ("Karin van de gemeente", "Piet van het waterschap")])
async def test_s39_k1_who_asks_fewer_than_four_colleagues_hears_that_names_are_needed(
    place: Town, guests: Sequence[str]
) -> None:
    await ask(place, *guests, of=FIVE[:3])  # whoever gets a link does not count towards the four
    asked = next(one.text for one in await place.shown("noor") if "Zal ik het hun vragen?" in one.text)
    assert "Je vraagt minder dan vier collega's. Zonder namen lees je dan niets, ook als iedereen schrijft." in asked
    assert "Met namen kan het vanaf drie mensen" in asked
    assert "dan vijf mensen" not in asked


async def names_nobody(place: Town) -> str:
    """Let Noor begin to ask for feedback and name nobody; return what she is told."""
    await place.says("noor", "feedback vragen")
    await place.says("noor", "overslaan")
    await place.taps("noor", "Niemand van buiten")
    return await latest(place, "noor")


async def test_s39_edge_who_names_nobody_hears_so_and_names_colleagues_after_all(place: Town) -> None:
    assert "Je noemde nog niemand" in await names_nobody(place)
    await place.taps("noor", "Een of meer collega's")
    await place.taps("noor", "Bram", "Samira", "Joost", "Youssef")
    await place.says("noor", "Hoe help ik mensen verder?")
    await place.wait(minutes=2)
    await place.taps("noor", "Nog niemand")
    assert "minder dan vier" not in await latest(place, "noor")
    await place.taps("noor", "Ja, vraag het")
    await place.until("2026-05-12 12:00")
    for who in FIVE[:4]:
        assert "Noor vraagt jou" in await latest(place, who)


async def test_s39_edge_who_names_nobody_may_name_somebody_from_outside(place: Town) -> None:
    await names_nobody(place)
    await place.taps("noor", "Iemand van buiten")
    await place.says("noor", "Karin van de gemeente")
    await place.wait(minutes=2)
    await place.taps("noor", "Dit waren ze")
    await place.says("noor", "Hoe help ik mensen verder?")
    await place.wait(minutes=2)
    await place.taps("noor", "Nog niemand")
    assert "minder dan vier collega's" in await latest(place, "noor")
    await place.taps("noor", "Ja, vraag het")
    assert "Stuur dit aan Karin van de gemeente" in (read := await place.reads("noor"))
    assert "/pages/once/" in read


async def test_s39_edge_who_wants_to_name_nobody_is_promised_nothing(place: Town) -> None:
    await names_nobody(place)
    await place.taps("noor", "Niemand")
    read = await place.reads("noor")
    assert "Dan laat ik het zo." in read
    assert "Dat doe ik" not in read
    await place.until("2026-06-30 17:00")
    assert "te weinig antwoorden" not in await place.reads("noor")


async def test_s39_edge_of_five_some_may_be_people_from_outside(place: Town) -> None:
    await ask(place, "Karin van de gemeente", of=FIVE[:4])
    assert "dan vijf mensen" not in await place.reads("noor")


async def test_s39_who_asks_more_than_five_hears_that_five_are_enough(place: Town) -> None:
    await ask(place, "Karin van de gemeente", "Piet van het waterschap")
    asked = next(one.text for one in await place.shown("noor") if "Zal ik het hun vragen?" in one.text)
    assert "Je vraagt meer dan vijf mensen" in asked


async def test_s39_the_link_for_somebody_from_outside_comes_at_once_to_who_asked_for_it(place: Town) -> None:
    await place.says("noor", "afwezig tot 1 juni")  # for what I begin myself, not for what she does
    await ask(place, "Karin van de gemeente", of=FIVE[:4])
    assert "/pages/once/" in await place.reads("noor")
