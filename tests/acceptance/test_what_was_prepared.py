"""S07 D3: what was prepared for a meeting reaches its facilitator and its participants, each alone, and nobody else."""

import re
from pathlib import Path

import pytest

from storage.privacy.erasing import erase_person
from tests.acceptance.contracts import number_of
from tests.acceptance.preparing import CASE, EVERYBODY, GATHERED, OPENED, delivers, gathered, on_the_way
from tests.kit.leergroep import GROUP, PARTICIPANTS, decide, gather, plan
from tests.kit.town import FACILITATOR, TEAM, Town, town

OTHER = "omar"


async def all_rooms(place: Town) -> str:
    return "".join([await place.room(one) for one in (GROUP, TEAM)])


async def test_s07_acceptance_5_the_facilitator_gets_each_name_with_a_status_and_another_one_nothing(tmp_path: Path) -> None:
    async with on_the_way(tmp_path, until=None) as place:
        await place.add("ingrid", "participant", team=GROUP, consent=None)
        await place.add(OTHER, "facilitator", team=TEAM, consent=None)
        await place.until("2026-01-30 10:05")
        await delivers(place, "noor")
        await place.taps("bram", "Beginnen")
        await place.taps("bram", "Ik vertel het daar")
        await place.taps("samira", "Beginnen")
        await place.taps("samira", "In kleine stukjes")

        await place.until(GATHERED)

        told = await gathered(place)
        lines = [line for line in told.splitlines() if line.startswith("- **")][:5]
        assert lines == [
            "- **Bram**: mondeling", "- **Ingrid**: nog niet", "- **Joost**: nog niet", "- **Noor**: binnen",
            "- **Samira**: bezig",
        ]  # fmt: skip
        await place.until("2026-03-19 09:00")
        assert await gathered(place, OTHER) == ""
        assert CASE not in await place.reads(OTHER)


async def test_s05_who_delivered_after_the_due_date_is_in_later_in_what_is_gathered(tmp_path: Path) -> None:
    async with on_the_way(tmp_path, "2026-03-10 09:00") as place:
        await delivers(place, "bram")
        await place.until(GATHERED)

        assert "**Bram**: later binnen" in await gathered(place)


async def test_s05_a_text_that_came_later_goes_to_who_may_read_it_by_itself(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await delivers(place, "noor", "Het overleg liep vast")
        await place.until(GATHERED)
        await delivers(place, "bram", readers="Alleen de begeleider")
        await delivers(place, "samira", "Twee dossiers raakten zoek")

        to_her, to_noor = [[one.text for one in await place.shown(who)] for who in (FACILITATOR, "noor")]
        assert [CASE in to_her[-2], "zoek" in to_her[-1], "Het overleg" in to_her[-1]] == [True, True, False]
        assert "zoek" in to_noor[-1]
        assert CASE not in "".join(to_noor)


async def test_s05_edge_what_is_taken_back_after_it_was_gathered_is_gone_and_said_to_be(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await delivers(place, "bram")
        await place.until(GATHERED)
        before = [await gathered(place, who) for who in (FACILITATOR, "noor")]

        await place.says("bram", "verwijder 2")
        await place.taps("bram", "Ja")

        after = [await gathered(place, who) for who in (FACILITATOR, "noor")]
        assert all(CASE in one for one in before)
        assert all(CASE not in one for one in after)
        assert all("De schrijver heeft deze tekst weggehaald." in one for one in after)


async def test_s05_edge_in_a_group_of_seven_all_that_somebody_shared_stands_together_under_her_name(tmp_path: Path) -> None:
    everybody = (*PARTICIPANTS, "ingrid", "lotte", "daan")
    async with on_the_way(tmp_path, until=None) as place:
        for person in everybody[4:]:
            await place.add(person, "participant", team=GROUP)
            await place.says(person, "contract akkoord")
        await place.until(OPENED)
        for person in everybody:
            for label in ("Beginnen", "In kleine stukjes"):
                await place.taps(person, label)
            for said in (f"Situatie van {person}", f"Wens van {person}"):
                await place.says(person, said)
                await place.wait(minutes=2)
            for _ in range(4):
                await place.says(person, "overslaan")
            await place.taps(person, "Met de groep")
        await place.until(GATHERED)

        told = (await gathered(place)).partition("Met de groep gedeeld")[2].replace("\u2068", "").replace("\u2069", "")
        assert sorted(re.findall(r"(?:Situatie|Wens) van \w+", told)) == sorted(
            f"{what} van {who}" for what in ("Situatie", "Wens") for who in everybody
        )
        assert len(re.findall(r"Situatie van (\w+)[^S]*Wens van \1", told)) == 7


async def test_s05_what_is_shared_after_all_reaches_the_group(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await delivers(place, "bram", readers="Alleen voor mij")
        await place.until(GATHERED)
        before = await gathered(place, "noor")

        await place.says("bram", "deel 2")
        await place.taps("bram", "Met de groep")

        assert before == ""
        assert CASE in await gathered(place, "noor")


async def test_s05_who_prepared_it_is_not_sent_her_own_text(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await delivers(place, "bram")
        await place.until(GATHERED)

        assert await gathered(place, "bram") == ""


async def test_s05_who_left_the_group_gets_nothing_of_it(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await delivers(place, "bram")
        await place.leaves("noor", GROUP)
        await place.leaves(FACILITATOR, GROUP)
        await place.until(GATHERED)

        assert await gathered(place, "noor") == ""
        assert await gathered(place) == ""


async def test_s05_a_facilitator_who_signed_off_gets_nothing_of_it(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await delivers(place, "bram")
        await place.set(FACILITATOR, left_at=place.clock.now())
        await place.until(GATHERED)

        assert await gathered(place) == ""


@pytest.mark.parametrize("readers", ["Met de groep", "Alleen de begeleider", "Alleen voor mij"])
async def test_s05_a_case_is_in_no_room_no_log_and_no_other_digest(
    tmp_path: Path, readers: str, capsys: pytest.CaptureFixture[str]
) -> None:
    async with on_the_way(tmp_path, until=None) as place:
        await place.switch_on("facilitator_week", GROUP)
        await place.switch_on("facilitator_week")
        await place.until("2026-01-30 10:05")
        await delivers(place, "bram", readers=readers)
        await place.until("2026-03-20 12:00")

        weeks = [one.text for one in await place.shown(FACILITATOR) if "Opdracht voor" not in one.text]
        assert CASE not in "".join(weeks)
        assert CASE not in await all_rooms(place)
        assert CASE not in await place.reads("ingrid")
        assert CASE not in "".join(capsys.readouterr())


async def test_s07_n2_where_there_is_no_room_the_meeting_and_what_was_prepared_come_in_one_message(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-01-26 09:00", formats=[]) as place:
        await gather(place, room=False)
        await decide(place, *EVERYBODY)
        await plan(place, "29 januari om 10:00")
        await place.until(OPENED)
        await delivers(place, "bram")
        await place.until("2026-03-11 09:00")
        await place.hears("noor")
        await place.hears("bram")

        await place.until("2026-03-11 17:00")

        [told] = [one.text for one in await place.hears("noor")]
        assert told.index("Stadhuis") < told.index(CASE)
        [alone] = [one.text for one in await place.hears("bram")]  # there is nothing of others for him
        assert "Stadhuis" in alone
        assert CASE not in alone
        assert (await place.reads(FACILITATOR)).count("\u2068Stadhuis\u2069 (bijeenkomst 2).") == 1


async def test_s05_what_is_taken_back_goes_from_such_a_message_and_the_meeting_stays(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-01-26 09:00", formats=[]) as place:
        await gather(place, room=False)
        await decide(place, *EVERYBODY)
        await plan(place, "29 januari om 10:00")
        await place.until(OPENED)
        await delivers(place, "bram")
        await place.until(GATHERED)
        number = await number_of(place, "bram", "situation")

        await place.says("bram", f"verwijder {number}")
        await place.taps("bram", "Ja, verwijder")
        await place.wait(minutes=2)

        told = await gathered(place, "noor")
        assert CASE not in told
        assert "Stadhuis" in told


async def test_c37_what_she_could_not_read_then_is_not_put_in_an_overview_that_was_read(tmp_path: Path) -> None:
    async with on_the_way(tmp_path, agreeing=PARTICIPANTS) as place:
        await delivers(place, "noor")
        await place.until(GATHERED)
        before = await gathered(place)
        await place.says(FACILITATOR, "contract akkoord")
        await place.app.store.run(lambda unit: erase_person(unit, "bram", place.clock.now()))
        await place.wait(minutes=5)

        assert CASE not in before
        assert "**Bram**" in before
        after = await gathered(place)
        assert "**Bram**" not in after
        assert CASE not in after


async def test_x11_what_was_prepared_says_in_which_language_it_is(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await delivers(place, "noor")
        await place.says(FACILITATOR, "english")
        await place.until(GATHERED)

        languages = [one.message.body["lang"] for one in await place.shown(FACILITATOR) if "Assignment for" in one.text]
        assert languages == ["en"]
