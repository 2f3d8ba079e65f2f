"""S48: people interview each other in pairs; who tells reads it over, tells it herself, and decides what the team reads."""

from pathlib import Path

import pytest

from dialogs.library import HERE
from storage.groups import partners
from storage.tables import partner
from tests.kit.interviews import AT_TEN, SEVEN, START, goes_with, interviews, plan, reads_over
from tests.kit.libraries import with_text
from tests.kit.town import MEMBERS, Town, town

BETTER = "Ik bel mensen nu eerst op, voor ik een brief stuur."
WHO_HELPED = "Een collega deed het een keer voor."


async def written(place: Town) -> tuple[str, str]:
    """Let one interview another, and time pass until that one can read it over; returns who wrote and who told."""
    await plan(place)
    teller = await goes_with(place, "noor")
    await interviews(place, "noor", BETTER, "overslaan", WHO_HELPED)
    await place.wait(minutes=20)
    return "noor", teller


async def told(place: Town, teller: str, *tells: str) -> str:
    """Let who told confirm both flaps and decide about each; returns what the room reads at the harvest."""
    await reads_over(place, teller, "Klopt", "Klopt")
    await place.wait(minutes=30)
    await reads_over(place, teller, *tells)
    await place.until("2026-04-02 12:00")
    return await place.room()


async def test_s48_acceptance_1_the_first_question_is_the_start_question_and_none_begins_with_what_was_learned(
    tmp_path: Path,
) -> None:  # fmt: skip
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.hears("noor")
        await place.taps("noor", "Beginnen")
        (first,) = await place.hears("noor")

        assert START in first.text
        seen = await place.reads("noor")
        assert "Wat heb je geleerd" not in seen
        for one in await place.shown("noor"):
            assert not one.text.split("\n")[-1].startswith("Wat heb je geleerd")


async def test_s48_acceptance_2_without_lines_that_are_confirmed_there_is_no_flap(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        _, teller = await written(place)
        for other in {*MEMBERS, "ingrid", "fatima"} - {"noor", teller}:
            assert BETTER not in await place.reads(other)
        await place.until("2026-04-10 12:00")

        assert BETTER not in await place.room()
        for other in {*MEMBERS, "ingrid", "fatima"} - {"noor", teller}:
            assert BETTER not in await place.reads(other)


async def test_s48_acceptance_3_seven_are_two_pairs_and_one_trio(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[], members=SEVEN[:-1]) as place:  # and the lead is the seventh
        await plan(place)
        people = (*SEVEN[:-1], "ingrid")
        goes = {who: await goes_with(place, who) for who in people}
        trio = {who for who in people if "Jullie zijn met drie" in await place.reads(who)}

        assert sorted(goes) == sorted(goes.values())  # each interviews one, and is interviewed by one
        assert len(trio) == 3
        assert {goes[who] for who in trio} == trio
        pairs = set(people) - trio
        assert all(goes[goes[who]] == who for who in pairs)


async def test_s48_edge_two_members_interview_each_other(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[], members=["noor"]) as place:  # and the lead is the second
        await plan(place, who="noor", beside="ingrid")
        assert [await goes_with(place, "noor"), await goes_with(place, "ingrid")] == ["ingrid", "noor"]
        for who, other in (("noor", "ingrid"), ("ingrid", "noor")):
            await interviews(place, who, f"Dit deed {other} anders.")
        await place.wait(minutes=20)
        for who in ("noor", "ingrid"):
            await reads_over(place, who, "Klopt")
            assert "Dit is je flap" in await place.reads(who)
        assert "Dit deed" not in await place.reads("fatima")


async def test_s48_only_the_pair_reads_a_flap_until_its_owner_tells_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        writer, teller = await written(place)
        await reads_over(place, teller, "Klopt", "Klopt")
        assert "Dit is je flap" in await place.reads(teller)
        for other in {*MEMBERS, "ingrid", "fatima"} - {writer, teller}:
            await place.says(other, "eerdere overzichten")
            assert BETTER not in await place.reads(other)
        assert BETTER not in await place.room()
        await place.wait(minutes=30)
        await reads_over(place, teller, "Ja, het team mag het lezen", "Nee, dit blijft tussen ons")
        await place.until("2026-04-02 12:00")

        room = await place.room()
        assert [BETTER in room, WHO_HELPED in room] == [True, False]


async def test_s48_what_was_told_can_be_taken_back_from_the_team(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        _, teller = await written(place)
        assert BETTER in await told(place, teller, "Ja, het team mag het lezen", "Ja, het team mag het lezen")
        await place.says(teller, "mijn antwoorden")
        shown = (await place.hears(teller))[-1].text
        line = next(line for line in shown.splitlines() if "Ik bel mensen" in line)
        number = next(word.strip("*.") for word in line.split() if word.strip("*.").isdigit())
        await place.says(teller, f"maak privé {number}")
        await place.wait(minutes=5)

        assert BETTER not in await place.room()


async def test_s48_edge_what_was_written_otherwise_than_it_was_told_is_put_right(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        _, teller = await written(place)
        await reads_over(place, teller, "Aanpassen")
        await place.says(teller, "Ik bel eerst, en schrijf daarna.")
        await place.taps(teller, "Weglaten")
        await place.wait(minutes=30)
        await reads_over(place, teller, "Ja, het team mag het lezen")
        await place.until("2026-04-02 12:00")

        room = await place.room()
        assert ["Ik bel eerst, en schrijf daarna." in room, BETTER in room, WHO_HELPED in room] == [True, False, False]


async def test_s48_edge_an_empty_start_gets_a_hint(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.taps("noor", "Beginnen")
        await place.says("noor", " ")

        assert "Denk aan een gesprek, systeem of taak waar je eerst tegenop zag." in await place.reads("noor")


async def test_s48_edge_who_is_absent_is_not_drawn_and_may_interview_herself_later(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("joost", "afwezig tot 18 maart")
        await place.says("joost", "ja")
        await plan(place)
        drawn = await place.app.store.read(lambda unit: unit.connection.execute(partner.select()).all())
        assert "joost" not in {one for row in drawn for one in (row.asker, row.person)}
        await place.until("2026-03-19 12:00")
        await place.hears("joost")
        await place.says("joost", "leerinterview")
        assert "Wie interview je?" in (await place.hears("joost"))[-1].text
        await place.says("joost", "joost")
        await place.says("joost", "Ik durf nu te vragen.")
        await place.wait(minutes=2)
        await place.says("joost", "kort")
        await reads_over(place, "joost", "Klopt")

        assert "Dit is je flap" in await place.reads("joost")
        for other in ("noor", "bram", "samira", "ingrid", "fatima"):
            assert "Ik durf nu te vragen." not in await place.reads(other)


async def test_s48_edge_who_finds_the_other_one_absent_takes_herself(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.taps("noor", "Beginnen")
        await place.says("noor", "terug")
        assert "Wie interview je?" in (await place.hears("noor"))[-1].text
        await place.says("noor", "noor")
        assert "Je interviewt jezelf." in (await place.hears("noor"))[-1].text
        await place.says("noor", BETTER)
        await place.wait(minutes=20)
        await place.says("noor", "kort")
        await reads_over(place, "noor", "Klopt")

        assert "Dit is je flap" in await place.reads("noor")


async def test_s48_edge_a_person_tells_only_part(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        _, teller = await written(place)
        room = await told(place, teller, "Nee, dit blijft tussen ons", "Ja, het team mag het lezen")

        assert [BETTER in room, WHO_HELPED in room] == [False, True]


async def test_s48_pairs_that_choose_themselves_are_asked_with_whom(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, pairs="We kiezen zelf")
        await place.taps("noor", "Beginnen")

        assert "Wie interview je?" in (await place.hears("noor"))[-1].text
        await place.taps("noor", "Bram")
        assert "Jij interviewt Bram." in (await place.hears("noor"))[-1].text
        assert await place.app.store.read(lambda unit: partners.drawn_with(unit, "noor", 1)) is None
        assert AT_TEN[:10] == str(place.clock.now().date())


@pytest.mark.parametrize("typed", ["Deze keer niet", "stop", "nee"])
async def test_s48_edge_who_leaves_a_drawn_interview_out_by_its_words_wrote_nothing(tmp_path: Path, typed: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.says("noor", "overzicht")
        await place.wait(minutes=10)
        await place.hears("noor")
        await place.says("noor", typed)
        (told,) = await place.hears("noor")
        await place.wait(minutes=20)

        assert told.text.startswith("We stoppen hier met" if typed == "stop" else "Ook goed.")
        assert not told.choices
        assert await place.hears("noor") == []
        await place.says("noor", "leerinterview")
        assert START in (await place.hears("noor"))[-1].text


async def test_s48_edge_kort_at_a_drawn_interview_keeps_nothing_and_asks_the_first_question(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.hears("noor")
        await place.says("noor", "kort")

        said = "\n".join(one.text for one in await place.hears("noor"))
        assert "bewaard" not in said
        assert START in said


UNDONE = """  - id: undone
    called: Het kwam er niet van
    who: home
    only_if: {interview: [skipped]}
    optional: true
    window: {opens: interview_day + 1 days 10:00, closes: "+5 workdays"}
    invite: Kwam het er niet van?
    prompt: {act: Antwoorden, skip: Laat maar}
    questions:
      - {id: why_undone, ask: "Kwam het er niet van?"}
outputs:
"""


@pytest.mark.parametrize("begins", [True, False])
async def test_s48_who_was_drawn_with_somebody_did_nothing_by_that_alone(tmp_path: Path, begins: bool) -> None:
    text = (HERE / "formats" / "learning_interview.yaml").read_text(encoding="utf-8").replace("outputs:\n", UNDONE)
    async with town(tmp_path, formats=[], library=with_text(tmp_path / "formats", "learning_interview", text)) as place:
        await plan(place)
        if begins:
            await interviews(place, "noor", BETTER)
        await place.until("2026-03-18 12:00")

        assert ("Kwam het er niet van?" in await place.reads("bram")) is not begins
