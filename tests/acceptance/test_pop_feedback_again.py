"""S39, GE7: who asks for feedback while people can still write asks no second time; she adds people, or ends it."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.acceptance.test_leaving import ERASE, leaves
from tests.acceptance.test_pop_feedback import ALL, FIVE, START, TEXTS, ask, give, reads_report
from tests.kit.town import LEAD, Town, town
from tests.kit.trajectories import latest


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Town]:
    members = ["noor", *FIVE[:4]]
    async with town(tmp_path, start=START, formats=ALL, members=members, public_url="https://leerbot.example") as built:
        yield built


def plain(read: str) -> str:
    """Return what is read without the signs that keep a name apart from the sentence around it."""
    return read.translate({0x2068: None, 0x2069: None})


def links(read: str) -> list[str]:
    """Return the links for people without an account."""
    return re.findall(r"/pages/once/([\w-]+)", read)


async def test_ge7_who_asks_again_is_told_whom_she_asks_already_and_of_nobody_whether_she_wrote(place: Town) -> None:
    await ask(place, of=FIVE[:3])
    await give(place, "bram")
    await place.says("noor", "feedback vragen")
    told = await latest(place, "noor")
    assert "Je vraagt al feedback aan Bram, Samira en Joost" in told
    assert "Je kiest vijf mensen" not in told


async def test_ge7_who_is_asked_already_is_not_asked_again_and_others_are(place: Town) -> None:
    await ask(place, of=FIVE[:3])
    for who in FIVE:
        await place.hears(who)
    await place.says("noor", "feedback vragen")
    await place.taps("noor", "Iemand erbij vragen")
    assert set((await place.shown("noor"))[-1].choices) >= {"Youssef", "Ingrid"}
    assert not {"Bram", "Samira", "Joost", "Noor"} & set((await place.shown("noor"))[-1].choices)
    await place.taps("noor", "Youssef", "Ingrid")
    await place.taps("noor", "Niemand van buiten")
    assert "Zal ik het ook hun vragen?" in await latest(place, "noor")  # on what and with whom stands already
    await place.taps("noor", "Ja, vraag het")
    await place.until("2026-05-13 12:00")
    for who in ("youssef", LEAD):
        assert "Noor vraagt jou" in (await place.hears(who))[0].text
        assert "Hoe help ik mensen verder?" in (await given(place, who))
    assert await place.hears("bram") == []


async def given(place: Town, who: str) -> str:
    """Let somebody give feedback; return the form on which she did."""
    await place.taps(who, "Feedback geven")
    form = (await place.shown(who))[-1].text
    await place.fills(who, relation="colleague", sees_good=TEXTS[who])
    return form


async def test_ge7_all_that_they_write_is_read_together(place: Town) -> None:
    await ask(place, of=FIVE[:3])
    for who in FIVE[:3]:
        await give(place, who)
    await place.until("2026-05-12 13:00")
    await place.says("noor", "feedback vragen")
    assert "Je kiest vijf mensen" in await latest(place, "noor")  # all wrote, so nobody is asked any more


async def test_ge7_with_those_who_were_added_it_is_enough(place: Town) -> None:
    await ask(place, of=FIVE[:3])
    for who in FIVE[:2]:
        await give(place, who)
    await place.says("noor", "feedback vragen")
    await place.taps("noor", "Iemand erbij vragen")
    await place.taps("noor", "Youssef", "Ingrid")
    await place.taps("noor", "Niemand van buiten")
    await place.taps("noor", "Ja, vraag het")
    await place.until("2026-05-13 12:00")
    for who in ("joost", "youssef", LEAD):
        await give(place, who)
    await place.until("2026-05-15 10:00")  # Ascension Day is a day off
    report = await reads_report(place)
    assert all(text in report for text in TEXTS.values())


async def test_ge7_who_stops_it_asks_nobody_anything_more_and_reads_nothing(place: Town) -> None:
    await ask(place, of=FIVE[:4])
    for who in FIVE[:4]:
        if who != "youssef":
            await give(place, who)
    await place.says("noor", "feedback vragen")
    await place.taps("noor", "Ermee stoppen")
    assert "je leest er niets van" in await latest(place, "noor")
    for who in FIVE:
        await place.hears(who)
    await place.until("2026-06-30 17:00")
    assert await place.hears("youssef") == []
    read = await place.reads("noor")
    assert not any(text in read for text in TEXTS.values())
    await place.says("bram", "mijn antwoorden")
    assert TEXTS["bram"] in await latest(place, "bram")  # it is his
    await place.says("noor", "feedback vragen")
    assert "Je kiest vijf mensen" in await latest(place, "noor")


async def test_ge7_who_leaves_it_so_changes_nothing(place: Town) -> None:
    await ask(place, of=FIVE[:4])
    await place.says("noor", "feedback vragen")
    await place.taps("noor", "Zo laten")
    for who in FIVE[:4]:
        await give(place, who)
    await place.until("2026-05-13 10:00")
    report = await reads_report(place)
    assert all(TEXTS[who] in report for who in FIVE[:4])


async def test_ge7_on_the_fifteenth_day_nobody_is_offered_who_is_asked_already(place: Town) -> None:
    await ask(place, of=FIVE[:3])
    await place.until("2026-05-26 17:00")
    await place.taps("noor", "Iemand vragen")
    assert not {"Bram", "Samira", "Joost"} & set((await place.shown("noor"))[-1].choices)
    assert {"Youssef", "Ingrid"} <= set((await place.shown("noor"))[-1].choices)


async def test_s39_edge_one_name_twice_is_one_person_and_she_hears_so(place: Town) -> None:
    await ask(place, "Karin", "karin", of=FIVE[:4])
    read = await place.reads("noor")
    assert len(links(read)) == 1
    assert "Je noemde Karin vaker, dus ik maak één link" in plain(read)


async def test_s39_edge_two_who_are_called_the_same_are_told_apart_in_words(place: Town) -> None:
    await ask(place, "Karin van de gemeente", "Karin van het waterschap", of=FIVE[:3])
    read = await place.reads("noor")
    assert len(set(links(read))) == 2
    assert "dus ik maak één link" not in read


async def test_s39_edge_the_other_of_one_name_can_be_asked_too_while_it_goes_on(place: Town) -> None:
    await ask(place, "Karin", "Karin", of=FIVE[:4])
    await place.says("noor", "feedback vragen")
    await place.taps("noor", "Iemand erbij vragen")
    await place.says("noor", "overslaan")
    await place.says("noor", "Karin van de gemeente")
    await place.wait(minutes=2)
    await place.taps("noor", "Dit waren ze")
    await place.taps("noor", "Ja, vraag het")
    assert len(set(links(await place.reads("noor")))) == 2


async def test_c44_who_is_erased_is_not_named_where_she_was_asked(place: Town) -> None:
    await ask(place, of=FIVE[:4])
    await place.says("noor", "feedback vragen")
    assert "Bram" in await latest(place, "noor")
    await leaves(place, "bram", *ERASE)
    await place.wait(minutes=5)
    named = await latest(place, "noor")
    assert "Samira, Joost en Youssef" in named
    assert "Bram" not in named


async def test_c44_that_is_so_when_nobody_is_asked_any_more_too(place: Town) -> None:
    await ask(place, of=FIVE[:4])
    await place.says("noor", "feedback vragen")
    await place.taps("noor", "Zo laten")
    for who in FIVE[:4]:
        await give(place, who)
    await leaves(place, "bram", *ERASE)
    await place.wait(minutes=5)
    read = await place.reads("noor")
    assert "Je vraagt al feedback aan Samira, Joost en Youssef" in read
    assert "Bram" not in read


async def test_s39_who_wants_to_read_it_again_hears_where_it_stands(place: Town) -> None:
    await ask(place, of=FIVE[:4])
    for who in FIVE[:4]:
        await give(place, who)
    await place.until("2026-05-13 10:00")
    await reads_report(place)
    for _ in range(2):
        await place.says("noor", "overslaan")
    await place.says("noor", "feedback lezen")
    told = await latest(place, "noor")
    assert "mijn pop" in told
    assert "mijn antwoorden" not in told  # what others wrote is no answer of hers
