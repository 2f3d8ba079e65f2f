"""S17: seven conditions for informal learning, told of all together in words, to talk about and not to measure (001 §2.5.2)."""

from pathlib import Path

import pytest

from dialogs.settings import K
from storage.groups import settings
from tests.kit.town import FACILITATOR, LEAD, TEAM, Town, town

START, ASKED, CLOSED = "2026-03-16 09:00", "2026-03-16 09:30", "2026-03-30 09:30"
FOUR = ("noor", "bram", "samira", "joost")
LINES = (
    "Verandering merken", "Weten wat er gevraagd wordt", "Zelf vormgeven", "Vakgenoten buiten het team",
    "Feedback krijgen en geven", "Steun van wie leidt", "Gezien en beloond",
)  # fmt: skip
TALK = ("Wat herkennen we?", "Waar zit verschil?", "Wat kunnen we zelf een beetje beter maken?")
TOO_FEW = "Een totaalbeeld laat ik alleen zien als het van niemand apart iets zegt."


async def is_planned(place: Town, who: str = LEAD) -> None:
    """Let a lead or facilitator invite the team to the scan."""
    await place.says(who, "condities start")
    await place.taps(who, "Ja, nodig uit")
    await place.until(ASKED)


async def scans(place: Town, person: str, steps: str, wish: str = "Feedback krijgen en geven") -> None:
    """Let somebody go through the scan: a step of each condition, no examples, and what she would talk about."""
    await place.taps(person, "Beginnen")
    for step in steps:
        await place.says(person, step)
        await place.says(person, "overslaan")
    await place.taps(person, wish)
    await place.says(person, "overslaan")
    await place.says(person, "overslaan")


async def read(place: Town, *steps: str, wishes: tuple[str, ...] = ()) -> str:
    """Return what the room reads after people answered so."""
    await is_planned(place)
    for number, (person, one) in enumerate(zip((*FOUR, LEAD), steps, strict=False)):
        await scans(place, person, one, wishes[number] if wishes else LINES[4])
    await place.until(CLOSED)
    return await place.room()


async def test_s17_acceptance_1_four_answers_give_seven_lines_in_words_to_all_at_once(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await is_planned(place)
        for person, steps in zip(FOUR, ("4411533", "5512411", "4421555", "3312411"), strict=True):
            await scans(place, person, steps)
        await place.until("2026-03-30 08:59")
        before = await place.room()
        await place.until(CLOSED)
        told = await place.room()

        assert "herkend" not in before
        words = dict(zip(LINES, ("vaak", "vaak", "weinig", "weinig", "vaak", "wisselend", "wisselend"), strict=True))
        for line, word in words.items():
            assert f"- {line}: **{word}{'' if word == 'wisselend' else ' herkend'}**" in told
        assert "Hier willen jullie het over hebben: **feedback en wat het werk vraagt**" in told
        assert all(question in told for question in TALK)


async def test_s17_acceptance_2_a_lead_who_looks_before_closing_is_shown_nothing(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await is_planned(place)
        for person in FOUR:
            await scans(place, person, "5555555")
        await place.until("2026-03-27 16:00")
        for word in ("stand", "opbrengst", "condities"):
            await place.says(LEAD, word)

        assert "vaak herkend" not in await place.reads(LEAD)


@pytest.mark.parametrize(("many", "k"), [(3, None), (4, 5)])
async def test_s17_edge_of_too_few_only_the_guide_to_talk_by_is_told(many: int, k: int | None, tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        if k is not None:
            await place.app.store.run(lambda unit: settings.choose(unit, K, str(k), TEAM))
        told = await read(place, *["5555555"] * many)
        await place.until("2026-04-03 12:00")

        own = await place.reads("noor")
        assert TOO_FEW in told
        assert "Steun van wie leidt: \u20685 – herken ik sterk\u2069" in own
        assert "herkend" not in told
        assert all(question in told for question in TALK)
        assert "Jullie lezen nu" not in await place.reads(LEAD)


async def test_s17_edge_the_answer_of_the_lead_counts_as_that_of_a_member(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await is_planned(place)
        for person in (*FOUR[:3], LEAD):
            await scans(place, person, "5555555")
        await place.until(CLOSED)

        assert "Steun van wie leidt: **vaak herkend**" in await place.room()


async def test_s17_edge_that_all_answer_the_same_is_told_in_the_same_words_as_that_most_do(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        all_of_them = await read(place, *["5555555"] * 4)
    async with town(tmp_path / "other", start=START, formats=[]) as place:
        most = await read(place, "5555555", "4444444", "3333333", "1111111")

    assert all_of_them == most
    assert all_of_them.count("vaak herkend") == 7


async def test_s17_who_leads_answers_under_the_board_and_not_answering_is_not_shown(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        told = await read(place, *["5555555"] * 4)
        await place.until("2026-03-31 12:00")
        await place.taps(LEAD, "Antwoorden")
        await place.says(LEAD, "We plannen elke maand een uur om terug te kijken.")
        await place.until("2026-04-16 12:00")
        after = await place.room()

        assert "Wat ga je doen met wat het team herkent?" in await place.reads(LEAD)
        assert "Bij de condities van Team Vergunningen" not in told
        assert "We plannen elke maand een uur" in after


async def test_s17_people_are_reminded_on_the_fifth_and_the_ninth_working_day(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await is_planned(place, FACILITATOR)
        reminders = []
        for day in ("2026-03-23 08:00", "2026-03-23 10:00", "2026-03-27 08:00", "2026-03-27 10:00", "2026-03-31 10:00"):
            await place.until(day)
            reminders.append((await place.reads("noor")).count("Wil je nog zeggen wat jij herkent?"))

        assert reminders == [0, 1, 1, 2, 2]


async def test_s17_what_somebody_can_improve_herself_is_read_by_nobody(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await is_planned(place)
        for person in FOUR[1:]:
            await scans(place, person, "5555555")
        await place.taps("noor", "Beginnen")
        await place.says("noor", "5")
        await place.says("noor", "De nieuwe wet.")
        for _ in range(7):
            await place.says("noor", "overslaan")
        await place.says("noor", "Vaker vragen.")
        await place.taps("noor", "Met de groep, met mijn naam")
        await place.until(CLOSED)
        told = await place.room()

        assert "De nieuwe wet." in told
        assert "Vaker vragen." not in told
        assert "Verandering merken: **vaak herkend**" in told


async def test_s17_who_shares_nothing_is_not_named(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        told = await read(place, *["5555555"] * 4)

        assert not any(name in told for name in ("Noor", "Bram", "Samira", "Joost"))


@pytest.mark.parametrize(
    ("wish", "factor"),
    [
        ("Feedback krijgen en geven", "rondje feedback"),
        ("Steun van wie leidt", "groepsapp"),
        ("Vakgenoten buiten het team", "Welke actie kies je?"),
    ],
)
async def test_s17_acceptance_3_the_most_wished_leads_on_to_an_action_for_its_factor(
    wish: str, factor: str, tmp_path: Path
) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await read(place, *["5555555"] * 4, wishes=(wish,) * 3 + ("Zelf vormgeven",))
        await place.until("2026-03-31 12:00")
        await place.taps(LEAD, "Antwoorden")
        await place.says(LEAD, "We plannen elke maand een uur.")
        asked = (await place.hears(LEAD))[-1].text
        await place.taps(LEAD, "Ja, kies een actie")

        assert "Wil je er een kleine actie bij kiezen?" in asked
        assert factor in (await place.hears(LEAD))[-1].text


async def test_s17_who_looks_for_herself_alone_is_shown_her_own_picture(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await place.says("noor", "mijn condities")
        for step in "4352111":
            await place.says("noor", step)
        await place.says("noor", "overslaan")
        own = (await place.hears("noor"))[-1].text
        others = [await place.reads(who) for who in (LEAD, FACILITATOR, "bram")]

        assert own.count("> ") == 7
        assert "Zelf vormgeven: \u20685 – herken ik sterk\u2069" in own
        assert others == ["", "", ""]


@pytest.mark.parametrize("named", [(), ("noor",)])
async def test_s17_k2_examples_without_a_name_stand_on_the_board_also_when_its_round_goes_on(
    named: tuple[str, ...], tmp_path: Path
) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await is_planned(place)
        unnamed = ("bram", "samira", "joost")
        for person in (*unnamed, *named):
            await place.taps(person, "Beginnen")
            await place.says(person, "4")
            await place.says(person, f"Voorbeeld van {person}.")
            for _ in LINES[1:]:
                await place.says(person, "3")
                await place.says(person, "overslaan")
            await place.taps(person, LINES[4])
            await place.says(person, "overslaan")
            await place.taps(person, "Met de groep, zonder naam" if person in unnamed else "Met de groep, met mijn naam")
        await place.until("2026-03-30 08:59")
        before = await place.room()
        await place.until(CLOSED)
        told = await place.room()

        assert "Voorbeeld van" not in before
        assert all(f"Voorbeeld van {person}." in told for person in (*unnamed, *named))


async def test_s4_1_who_stopped_early_goes_on_with_the_word_while_it_is_open(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await is_planned(place)
        await place.taps("noor", "Beginnen")
        for said in ("4", "overslaan", "stop", "condities"):
            await place.says("noor", said)

        assert "Ik weet welke eisen er aan mijn werk zijn." in (await place.hears("noor"))[-1].text
        await place.says("noor", "stop")
        await place.until(CLOSED)
        await place.says("noor", "condities")
        assert "Ik weet welke eisen" not in (await place.hears("noor"))[-1].text
