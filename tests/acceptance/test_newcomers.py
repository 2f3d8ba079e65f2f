"""S24, S25: who comes into a leergroep that has begun reads nothing, and is not read, before all agreed anew with her."""

from pathlib import Path

import pytest

from storage.groups import people, rooms
from tests.acceptance.contracts import a_group, agreed, readers_of, shared_by, told_in_confidence
from tests.acceptance.lists import imports
from tests.acceptance.preparing import CASE, EVERYBODY, GATHERED, delivers, gathered, on_the_way
from tests.kit.leergroep import GROUP, PARTICIPANTS, decide, gather
from tests.kit.town import FACILITATOR, LEAD, Town, town

NEW = "hanna"
WARNING = "Hanna is nu deelnemer van Leergroep Noord, en de groep is al begonnen. Dat raden we af"
TO_HER = "Je bent nu deelnemer van Leergroep Noord, en de groep is al begonnen."


async def comes_in(place: Town, who: str = NEW) -> None:
    """Let somebody come in by the list, and agree to take part in Leerbot where she was not known."""
    known = await place.app.store.read(lambda unit: people.find(unit, who) is not None)
    await imports(place, also=who)
    if not known:
        await place.wait(minutes=2)
        await place.says(who, "hoi")
        await place.says(who, "ja")
        for _ in range(6):
            await place.says(who, "overslaan")


async def test_s25_edge_newcomer_is_advised_against_and_the_facilitator_is_told_once_to_agree_anew(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await comes_in(place)
        await imports(place, also=NEW)
        await place.wait(days=14)

        told = await place.reads(FACILITATOR)
        assert told.count(WARNING) == 1
        assert 'Typ daarvoor "contract".' in told
        assert (await place.reads(NEW)).count(TO_HER) == 1
        for one in (*PARTICIPANTS, LEAD):
            assert "Hanna" not in await place.reads(one)


async def test_s24_edge_a_new_member_means_the_whole_contract_again(tmp_path: Path) -> None:
    async with a_group(tmp_path) as place:
        await told_in_confidence(place, *EVERYBODY)
        hers = await shared_by(place, "noor")
        await imports(place, also=LEAD)
        await place.settle()

        await place.says(LEAD, "contract akkoord")
        refused = (await place.hears(LEAD))[-1].text
        old = await agreed(place)
        await decide(place, *EVERYBODY)
        await place.says(LEAD, "contract akkoord")

        assert "Leergroep Noord maakte afspraken voordat jij erbij kwam." in refused
        assert "Over samenwerken." not in refused
        assert old == set(EVERYBODY)
        assert LEAD in await readers_of(place, hers)


async def test_s25_edge_a_newcomer_reads_nothing_before_all_agreed_with_her(tmp_path: Path) -> None:
    async with a_group(tmp_path) as place:
        await told_in_confidence(place, *EVERYBODY)
        hers = await shared_by(place, "noor")
        await imports(place, also=LEAD)
        await decide(place, *(one for one in EVERYBODY if one != "joost"))
        await place.says(LEAD, "contract akkoord")
        waits = (await place.hears(LEAD))[-1].text
        before = await readers_of(place, hers)

        await place.says("joost", "contract akkoord")

        assert "Je bent akkoord met deze afspraken" in waits
        assert "Zodra iedereen akkoord is, lees je mee" in waits
        assert before == {"noor", "bram", "samira", FACILITATOR}
        assert await readers_of(place, hers) == {*EVERYBODY, LEAD}


async def test_s25_edge_nobody_is_kept_waiting_by_who_was_there_from_the_start(tmp_path: Path) -> None:
    async with a_group(tmp_path) as place:
        await told_in_confidence(place, *EVERYBODY)
        hers = await shared_by(place, "noor")
        await imports(place, also=LEAD)
        await decide(place, *EVERYBODY, LEAD)
        await place.wait(days=10)

        await decide(place, "noor", LEAD)  # a third version: she is no newcomer any more

        assert await readers_of(place, hers) == {"noor", LEAD}


async def test_s25_edge_a_third_version_before_all_agreed_to_the_second_lets_nobody_in(tmp_path: Path) -> None:
    async with a_group(tmp_path) as place:
        await told_in_confidence(place, *EVERYBODY)
        hers = await shared_by(place, "noor")
        await imports(place, also=LEAD)
        await decide(place, *(one for one in EVERYBODY if one != "joost"), LEAD)
        await place.wait(days=20)  # nobody is asked about it any more

        await decide(place, "noor", LEAD)
        before = await readers_of(place, hers)
        for one in EVERYBODY:
            await place.says(one, "contract akkoord")

        assert before == {"noor"}
        assert await readers_of(place, hers) == {*EVERYBODY, LEAD}


async def test_s25_edge_what_a_newcomer_delivers_reaches_the_facilitator_alone(tmp_path: Path) -> None:
    async with on_the_way(tmp_path, until="2026-01-28 10:00") as place:
        await comes_in(place)
        await place.until("2026-02-04 12:00")
        for one in ("noor", NEW):
            await delivers(
                place, one, f"{CASE}, zei {one}.", readers="Met de groep" if one == "noor" else "Alleen de begeleider"
            )
        offered = [label for one in await place.shown(NEW) for label in one.choices]
        await place.until(GATHERED)

        assert not [label for label in offered if label.startswith("Met de groep")]
        assert f"{CASE}, zei hanna." in await gathered(place)
        assert await gathered(place, NEW) == ""
        assert f"{CASE}, zei hanna." not in await gathered(place, "bram")
        assert f"{CASE}, zei noor." in await gathered(place, "bram")


async def test_s25_edge_who_comes_in_before_the_group_has_begun_is_no_newcomer(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 10:00", formats=[]) as place:
        await gather(place)
        await imports(place, also=LEAD)
        await place.wait(days=2)
        await decide(place, LEAD)

        assert "is nu deelnemer van" not in await place.reads(FACILITATOR)
        assert LEAD in await agreed(place)


async def test_s25_edge_who_comes_in_after_the_last_meeting_is_told_of_to_nobody(tmp_path: Path) -> None:
    async with on_the_way(tmp_path, until="2026-08-28 10:00") as place:
        await imports(place, also=LEAD)
        await place.wait(days=3)

        assert "is nu deelnemer van" not in await place.reads(FACILITATOR)
        assert TO_HER not in await place.reads(LEAD)


async def test_s25_edge_a_newcomer_is_not_late_with_what_she_was_never_asked(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await comes_in(place)
        await place.until(GATHERED)

        told = await gathered(place)
        assert "**Joost**: nog niet" in told
        assert "Hanna" not in told


@pytest.mark.parametrize("agrees", [True, False])
async def test_s25_edge_who_is_gone_again_or_agreed_already_is_not_told_of(tmp_path: Path, *, agrees: bool) -> None:
    async with on_the_way(tmp_path, until="2026-01-30 18:00") as place:
        await imports(place, also=LEAD)
        if agrees:
            await decide(place, *EVERYBODY, LEAD)
        else:
            await imports(place)
        await place.wait(days=5)

        assert WARNING not in await place.reads(FACILITATOR)
        assert TO_HER not in await place.reads(LEAD)


async def test_ge18_a_new_facilitator_agrees_to_the_contract_that_is_there(tmp_path: Path) -> None:
    async with a_group(tmp_path) as place:
        await told_in_confidence(place, *EVERYBODY)
        await place.add(NEW, "facilitator", team=GROUP, consent=None)

        await place.says(NEW, "contract akkoord")

        assert NEW in await agreed(place)


async def test_s25_edge_also_where_the_last_contract_was_made_this_week_a_newcomer_counts_once_all_agreed(
    tmp_path: Path,
) -> None:
    async with a_group(tmp_path) as place:
        await decide(place, *EVERYBODY)
        await place.wait(minutes=5)
        await imports(place, also=LEAD)
        await place.wait(hours=2)
        await decide(place, *(one for one in EVERYBODY if one != "joost"))

        await place.says(LEAD, "contract akkoord")
        waits, before = (await place.hears(LEAD))[-1].text, await agreed(place)
        await place.says("joost", "contract akkoord")

        assert "Zodra iedereen akkoord is, lees je mee" in waits
        assert before == {*EVERYBODY} - {"joost"}
        assert await agreed(place) == {*EVERYBODY, LEAD}


async def test_s25_edge_where_there_is_no_room_a_newcomer_reads_when_and_where_and_nothing_that_was_learned(
    tmp_path: Path,
) -> None:
    async with on_the_way(tmp_path, "2026-01-29 13:05") as place:
        for said in ("leerpunten", "Stil zijn helpt.", "Dit was het", "overslaan", "overslaan", "overslaan"):
            await place.says(FACILITATOR, said)
            await place.wait(minutes=2)
        await comes_in(place)
        await place.app.store.run(lambda unit: rooms.lose(unit, "web", GROUP, "gone"))
        await place.until("2026-04-16 10:05")

        (hers,) = [one.text for one in await place.shown(NEW) if "**Bijeenkomst 3**" in one.text]
        (others,) = [one.text for one in await place.shown("noor") if "**Bijeenkomst 3**" in one.text]
        assert "Stil zijn helpt." in others
        assert "donderdag 23 april om 10:00" in hers
        assert "Leerpunten (10 minuten)" in hers
        assert "Stil zijn helpt." not in hers
        assert "Leerpunten tot nu toe" not in hers
