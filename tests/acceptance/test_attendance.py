"""S25: who comes to a meeting is for the facilitator, and for each her own; once is nothing special, twice is worth a call."""

from pathlib import Path

import pytest

from tests.acceptance.preparing import on_the_way
from tests.kit.leergroep import GROUP, PARTICIPANTS, gather, plan
from tests.kit.town import FACILITATOR, town

AGAIN = "Bram was er nu twee keer niet."


async def test_s25_everybody_is_told_the_six_days_and_asked_whether_she_can(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-01-05 09:00", formats=[]) as place:
        await gather(place)

        await plan(place, "7 januari om 10:00")

        for person in PARTICIPANTS:
            told = (await place.shown(person))[-1]
            assert "1. woensdag 7 januari om 10:00" in told.text
            assert "6. woensdag 5 augustus om 10:00. Dat is in de vakantietijd." in told.text
            assert list(told.choices) == ["Ik kan op deze dagen"]


async def test_s25_the_facilitator_sees_when_everybody_said_that_she_can(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 10:00", formats=[]) as place:
        await gather(place)
        await plan(place)
        seen = []
        for person in PARTICIPANTS:
            await place.says(FACILITATOR, "bijeenkomsten")
            seen.append("Iedereen kan op deze dagen." in (await place.hears(FACILITATOR))[-1].text)
            await place.taps(person, "Ik kan op deze dagen")

        await place.says(FACILITATOR, "bijeenkomsten")

        assert seen == [False] * len(PARTICIPANTS)
        assert "Iedereen kan op deze dagen." in (await place.hears(FACILITATOR))[-1].text


async def test_s25_who_cannot_come_tells_the_facilitator_alone_and_gives_no_reason(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 10:00", formats=[]) as place:
        await gather(place)
        await plan(place)

        await place.says("bram", "afwezig bijeenkomst 2")

        assert "Dank je voor het doorgeven." in (await place.hears("bram"))[-1].text
        assert (
            "Bram kan niet op donderdag 30 april om 10:00 (bijeenkomst 2 van Leergroep Noord)."
            in (await place.shown(FACILITATOR))[-1].text
        )
        for person in ("noor", "ingrid"):
            await place.says(person, "bijeenkomsten")
            assert "Bram" not in await place.reads(person)
        assert "Bram" not in await place.room(GROUP)


async def test_s25_each_sees_her_own_and_the_facilitator_all_of_them(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 10:00", formats=[]) as place:
        await gather(place)
        await plan(place)
        await place.says("bram", "afwezig bijeenkomst 2")
        await place.says("noor", "misschien bijeenkomst 3")
        seen = {}

        for person in ("bram", "noor", FACILITATOR):
            await place.says(person, "bijeenkomsten")
            seen[person] = (await place.hears(person))[-1].text

        assert "Op bijeenkomst 2 kun jij niet." in seen["bram"]
        assert "Bijeenkomst 3 is voor jou onder voorbehoud." in seen["noor"]
        assert "Bram" not in seen["noor"]
        assert "Bram kan niet op bijeenkomst 2." in seen[FACILITATOR]
        assert "Noor kan misschien op bijeenkomst 3." in seen[FACILITATOR]


async def test_s25_afwezig_alone_is_about_the_next_meeting_and_aanwezig_takes_it_back(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 10:00", formats=[]) as place:
        await gather(place)
        await plan(place)

        await place.says("bram", "afwezig")
        await place.says("bram", "afwezig")
        await place.says("bram", "aanwezig")

        told = [one.text.partition(" (")[0] for one in await place.shown(FACILITATOR) if one.text.startswith("Bram")]
        assert told == ["Bram kan niet op donderdag 19 maart om 10:00", "Bram kan wel op donderdag 19 maart om 10:00"]


async def test_s25_edge_where_two_cannot_come_the_facilitator_is_offered_to_move_it(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 10:00", formats=[]) as place:
        await gather(place)
        await plan(place)

        await place.says("bram", "afwezig bijeenkomst 2")
        before = await place.reads(FACILITATOR)
        await place.says("noor", "afwezig bijeenkomst 2")

        assert "verplaats bijeenkomst 2" not in before
        assert "verplaats bijeenkomst 2 naar" in await place.reads(FACILITATOR)


async def test_s05_edge_who_is_absent_decides_whether_her_assignment_is_talked_about(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await place.says("bram", "afwezig")
        await place.taps("bram", "Ja, dat mag")
        await place.says("noor", "afwezig")
        await place.taps("noor", "Liever niet")

        read = await place.reads(FACILITATOR)
        assert "Een opdracht van Noor bespreken jullie alleen als Noor dat goed vindt." in read
        assert "Bram vindt het goed dat jullie de opdracht van Bram bespreken op donderdag 12 maart om 10:00." in read
        assert "Noor vindt het goed" not in read


async def test_s25_the_facilitator_says_who_was_not_there(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 10:00", formats=[]) as place:
        await gather(place)
        await plan(place)
        await place.says("noor", "afwezig")
        await place.until("2026-03-19 12:30")

        await place.says(FACILITATOR, "aanwezig")
        first = (await place.hears(FACILITATOR))[-1]
        await place.taps(FACILITATOR, "1")
        second = (await place.hears(FACILITATOR))[-1].text
        await place.taps(FACILITATOR, "1")

        assert list(first.choices) == ["1", "2", "3", "4"]
        assert [line for line in first.text.splitlines() if line[:2] in {"1.", "3."}] == [
            "1. Bram was er",
            "3. Noor was er niet",
        ]
        assert "1. Bram was er niet" in second
        assert "1. Bram was er\n" in (await place.hears(FACILITATOR))[-1].text
        assert "was er niet" not in await place.reads("bram")


@pytest.mark.parametrize(
    ("person", "said", "answer"),
    [
        (FACILITATOR, "aanwezig", "Er is nog geen bijeenkomst geweest"),
        (FACILITATOR, "afwezig", "Dan kun je de bijeenkomst verzetten"),
        (FACILITATOR, "niet aanwezig bijeenkomst 1 nummer 1", "Er is nog geen bijeenkomst geweest"),
        ("noor", "niet aanwezig bijeenkomst 1 nummer 1", "begeleider"),
        ("noor", "afwezig bijeenkomst 9", "Er komt geen bijeenkomst meer"),
        ("ingrid", "afwezig", "Er staan voor jou geen bijeenkomsten gepland."),
    ],
)
async def test_s25_what_does_not_fit_is_said_in_plain_words(tmp_path: Path, person: str, said: str, answer: str) -> None:
    async with town(tmp_path, start="2026-03-09 10:00", formats=[]) as place:
        await gather(place)
        await plan(place)

        await place.says(person, said)

        assert answer in (await place.hears(person))[-1].text


async def test_s25_acceptance_4_absent_once_gives_no_signal_and_twice_gives_one_to_the_facilitator(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-01-05 09:00", formats=[]) as place:
        await gather(place)
        await place.switch_on("facilitator_week", GROUP)
        await plan(place, "7 januari om 10:00")
        await place.says("bram", "afwezig bijeenkomst 1")
        await place.says("bram", "afwezig bijeenkomst 2")
        counts = []

        for moment in ("2026-02-17 18:00", "2026-02-19 18:00", "2026-02-25 18:00", "2026-03-25 18:00"):
            await place.until(moment)
            counts.append((await place.reads(FACILITATOR)).count(AGAIN))

        assert counts == [0, 0, 1, 1]
        for person in (*PARTICIPANTS, "ingrid"):
            assert AGAIN not in await place.reads(person)
        assert AGAIN not in await place.room(GROUP)


async def test_s25_edge_after_two_meetings_called_off_the_facilitator_is_asked_whether_to_go_on(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, start="2026-03-09 10:00", formats=[]) as place:
        await gather(place)
        await plan(place)

        await place.says(FACILITATOR, "annuleer bijeenkomst 1")
        before = await place.reads(FACILITATOR)
        await place.says(FACILITATOR, "annuleer bijeenkomst 2")

        assert "Wil de groep verder?" not in before
        assert "Wil de groep verder?" in await place.reads(FACILITATOR)


async def test_s25_edge_a_group_of_seven_is_warned_of_its_size(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place)
        await place.says(FACILITATOR, "bijeenkomsten plannen")
        before = (await place.hears(FACILITATOR))[-1].text
        await place.says(FACILITATOR, "stop")
        for number in range(3):
            await place.add(f"extra{number}", "participant", team=GROUP)

        await place.says(FACILITATOR, "bijeenkomsten plannen")

        assert "al vrij groot" not in before
        assert "Jullie groep heeft 7 deelnemers." in "".join(one.text for one in await place.hears(FACILITATOR))


@pytest.mark.parametrize(("often", "told"), [(1, "Bram was er een keer niet."), (3, "Bram was er nu drie keer niet.")])
async def test_s25_how_many_missed_meetings_are_worth_a_word_can_be_set(tmp_path: Path, often: int, told: str) -> None:
    async with town(tmp_path, start="2026-01-05 09:00", formats=[]) as place:
        await gather(place)
        await place.chooses(GROUP, leergroep__absence_signal=often)
        await place.switch_on("facilitator_week", GROUP)
        await plan(place, "7 januari om 10:00")
        for number in range(1, often + 1):
            await place.says("bram", f"afwezig bijeenkomst {number}")

        await place.until("2026-04-15 12:00")

        assert (await place.reads(FACILITATOR)).count(told) == 1


async def test_s25_edge_from_how_many_on_a_group_is_large_can_be_set(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place)
        await place.chooses(GROUP, leergroep__size_warn=4)

        await place.says(FACILITATOR, "bijeenkomsten plannen")

        assert "Jullie groep heeft 4 deelnemers. Vanaf 4 is dat al vrij groot" in await place.reads(FACILITATOR)


async def test_ge2_who_facilitates_and_pauses_hears_who_cannot_come_when_she_is_back(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-01-26 09:00", formats=[]) as place:
        await gather(place)
        await plan(place, "29 januari om 10:00")
        await place.says(FACILITATOR, "afwezig tot 16 februari")
        before = len(await place.shown(FACILITATOR))

        await place.says("bram", "afwezig bijeenkomst 2")
        await place.until("2026-02-13 17:00")
        paused = [one.text for one in (await place.shown(FACILITATOR))[before:]]
        await place.until("2026-02-17 12:00")

        assert paused == []
        assert "Bram kan niet op" in await place.reads(FACILITATOR)
