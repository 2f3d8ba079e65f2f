"""S08: a learner lets one person read something of her plan, piece by piece, and nobody anything else (V5)."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.kit.town import LEAD, Town, town
from tests.kit.trajectories import ALL, latest, plan_training

WANTS, USES = "Korte brieven leren schrijven", "Bij elke afwijzing"
FIRST = "Wil je één persoon iets van je plan laten lezen?"


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Town]:
    async with town(tmp_path, start="2026-05-11 09:00", formats=ALL) as built:
        yield built


async def answers(place: Town, until: str, **said: str) -> None:
    """Answer what is asked by the words in it, and skip the rest until something is asked."""
    told = {name.replace("_", " "): text for name, text in said.items()}
    for _ in range(40):
        last = await latest(place, "noor")
        if until in last or "Dank je." in last:
            return
        await place.says("noor", next((text for name, text in told.items() if name in last), "overslaan"))
        await place.wait(minutes=2)
        if "Bedoel je" in await latest(place, "noor"):
            await place.says("noor", "ja")


async def prepared(place: Town, **said: str) -> None:
    """Let Noor prepare until she is asked what somebody may read."""
    await plan_training(place, "noor", "Helder schrijven", "8 juni")
    await answers(place, FIRST, **{"Wat_wil_je_leren": WANTS, "Hoe_ga_je_het": USES} | said)


async def hands(place: Town, whom: str, *what: str) -> None:
    """Let Noor tick what somebody reads."""
    shown = (await place.shown("noor"))[-1]
    numbers = [str(list(shown.choices).index(one) + 1) for one in what]
    await place.says("noor", ", ".join(numbers))
    await place.says("noor", whom)


async def test_s08_what_is_ticked_is_read_by_the_one_who_was_chosen_and_nothing_else(place: Town) -> None:
    await prepared(place)
    assert FIRST in await latest(place, "noor")
    assert list((await place.shown("noor"))[-1].choices)[:2] == ["Wat ik wil leren", "Hoe ik het ga gebruiken"]
    await hands(place, "Ingrid", "Wat ik wil leren")
    await place.until("2026-05-12 17:00")
    assert "Noor laat je iets lezen van een eigen leerplan" in await place.reads(LEAD)
    await place.taps(LEAD, "Lezen")
    told = await place.reads(LEAD)
    assert WANTS in told
    assert "Dit wil Noor leren:" in told
    assert USES not in told
    assert "Helder schrijven" not in told


async def test_s08_a_colleague_writes_back_and_only_the_learner_reads_it(place: Town) -> None:
    await prepared(place)
    await hands(place, "Bram", "Hoe ik het ga gebruiken")
    await place.until("2026-05-12 17:00")
    await place.taps("bram", "Lezen")
    await place.says("bram", "Ik lees graag mee")
    await place.until("2026-05-13 17:00")
    assert "Ik lees graag mee" in await place.reads("noor")
    assert "Ik lees graag mee" not in await place.reads(LEAD) + await place.reads("samira") + await place.room()


async def test_s08_what_is_made_private_again_is_not_there_any_more(place: Town) -> None:
    await prepared(place)
    await hands(place, "Ingrid", "Wat ik wil leren")
    await place.until("2026-05-12 17:00")
    await place.says("noor", "mijn antwoorden")
    number = next(line.split(".")[0] for line in (await latest(place, "noor")).splitlines() if WANTS in line)
    await place.says("noor", f"maak privé {number.strip('-* ')}")
    await place.wait(minutes=1)
    await place.taps(LEAD, "Lezen")
    assert WANTS not in await place.reads(LEAD)


async def test_s08_acceptance_3_with_nothing_ticked_nobody_reads_anything(place: Town) -> None:
    await prepared(place)
    await place.says("noor", "overslaan")
    assert "Wie mag dat lezen?" not in await place.reads("noor")
    await place.until("2026-05-29 17:00")
    told = await place.reads(LEAD) + await place.reads("bram") + await place.room()
    assert "leerplan" not in told


async def test_s08_on_the_day_of_the_talk_it_can_be_handed_over_still(place: Town) -> None:
    await prepared(place, Wanneer_bespreek_je_dit="20 mei")
    await place.says("noor", "overslaan")
    await place.until("2026-05-20 12:00")
    await place.taps("noor", "Teruglezen")
    await place.says("noor", "Mijn rooster")
    assert "Wil je vooraf iets van je plan laten lezen?" in await latest(place, "noor")
    await hands(place, "Ingrid", "Wat ik wil leren")
    await place.until("2026-05-21 17:00")
    await place.taps(LEAD, "Lezen")
    told = await place.reads(LEAD)
    assert WANTS in told
    assert "Mijn rooster" not in told


async def test_s08_of_two_plans_only_the_one_at_hand_is_offered(place: Town) -> None:
    await prepared(place)
    await place.says("noor", "overslaan")
    await plan_training(place, "noor", "Rekenen", "29 juni")
    await answers(place, FIRST, Waaraan_merk_jij="Sneller tellen")
    assert list((await place.shown("noor"))[-1].choices) == ["Waaraan ik iets merk"]


async def test_s08_edge_a_start_that_moves_takes_all_days_along(place: Town) -> None:
    await plan_training(place, "noor", "Helder schrijven", "8 juni", "15 juni", go="Drie weken ervoor")
    await place.says("noor", "verplaats traject 1 naar 10 juni")
    told = await place.reads("noor")
    assert "Alle dagen van" in told
    assert "- Dag 1: woensdag 10 juni" in told
    assert "- Dag 2: woensdag 17 juni" in told
    await place.says("noor", "verplaats traject 1 naar 9 juni")
    assert "- Dag 2: dinsdag 16 juni" in await place.reads("noor")
    await place.until("2026-06-09 23:00")
    await place.says("noor", "verplaats traject 1 naar 9 juni om 08:00")
    assert "Vanaf welke dag?" in await place.reads("noor")
    await place.says("noor", "verplaats traject 1 naar 19 juni")
    assert "- Dag 2: vrijdag 19 juni" in await place.reads("noor")


async def test_s08_where_no_day_is_to_come_there_is_nothing_to_move(place: Town) -> None:
    await plan_training(place, "noor", "Helder schrijven", "13 mei", go="Drie weken ervoor")
    await place.until("2026-05-14 12:00")
    await place.says("noor", "verplaats traject 1 naar 19 juni")
    assert "Die dag staat niet in dit traject" in await latest(place, "noor")


async def test_s08_who_lets_another_one_read_the_same_sees_beforehand_who_reads_it_no_more(place: Town) -> None:
    await prepared(place, Wanneer_bespreek_je_dit="20 mei")
    await hands(place, "Bram", "Wat ik wil leren")
    await place.until("2026-05-20 12:00")
    await place.taps("noor", "Teruglezen")
    await place.says("noor", "Mijn rooster")
    await hands(place, "Ingrid", "Wat ik wil leren (nu leest Bram dit, één persoon tegelijk)")
    assert "Bram las iets daarvan tot nu toe, en leest dat niet meer." in await place.reads("noor")
    await place.until("2026-05-21 17:00")
    await place.taps(LEAD, "Lezen")
    assert WANTS in await place.reads(LEAD)


LATER = "Wat mag die persoon lezen?"


async def hands_later(place: Town, whom: str, what: str) -> None:
    """Let Noor tick something of her plan another day."""
    await place.says("noor", "leerplan delen")
    await place.taps("noor", "Leidinggevende")
    assert LATER in await latest(place, "noor")
    await hands(place, whom, what)


async def test_s08_a_plan_can_be_handed_over_another_day_to_one_person_and_only_what_is_ticked(place: Town) -> None:
    await prepared(place)
    await place.says("noor", "overslaan")
    await place.until("2026-05-18 09:00")
    await hands_later(place, "Ingrid", "Hoe ik het ga gebruiken")
    await place.until("2026-05-19 17:00")
    await place.taps(LEAD, "Lezen")
    told = await place.reads(LEAD)
    assert USES in told
    assert WANTS not in told
    assert "Helder schrijven" not in told


async def test_s08_who_is_handed_it_later_reads_it_in_place_of_who_had_it_before_and_that_is_said(place: Town) -> None:
    await prepared(place)
    await hands(place, "Ingrid", "Wat ik wil leren")
    await place.until("2026-05-13 09:00")
    await hands_later(place, "Bram", "Wat ik wil leren (nu leest Ingrid dit, één persoon tegelijk)")
    assert "Ingrid las iets daarvan tot nu toe, en leest dat niet meer." in await place.reads("noor")
    await place.until("2026-05-14 17:00")
    await place.taps("bram", "Lezen")
    assert WANTS in await place.reads("bram")
    await place.taps(LEAD, "Lezen")
    assert WANTS not in await latest(place, LEAD)


TAKEN_BACK = "Noor laat je dit niet meer lezen. Je hoeft niets te doen."


async def test_s08_an_invitation_to_read_that_was_not_opened_is_taken_back_once_another_reads_it(place: Town) -> None:
    await prepared(place)
    await hands(place, "Ingrid", "Wat ik wil leren")
    await place.until("2026-05-12 17:00")
    await hands_later(place, "Bram", "Wat ik wil leren (nu leest Ingrid dit, één persoon tegelijk)")
    await place.until("2026-05-13 17:00")
    assert TAKEN_BACK in await place.reads(LEAD)
    await place.taps(LEAD, "Lezen")
    assert "Wil je Noor iets terugschrijven?" not in await place.reads(LEAD)
    assert TAKEN_BACK not in await place.reads("bram")


@pytest.mark.parametrize("ends", ["gaat niet door", "Ik stop"])
async def test_s08_an_invitation_to_read_is_taken_back_when_the_trajectory_is_called_off(place: Town, ends: str) -> None:
    await prepared(place)
    await hands(place, "Bram", "Wat ik wil leren")
    await place.until("2026-05-12 17:00")
    assert "Noor" in await place.reads("bram")
    await place.hears("bram")
    await place.says("noor", "stop met traject 1" if ends == "Ik stop" else "traject 1 gaat niet door")
    await place.until("2026-05-13 17:00")

    assert TAKEN_BACK in "".join(one.text for one in await place.hears("bram"))
    await place.says("bram", "overzicht")
    assert "Er staat niets voor je open." in (await place.hears("bram"))[-1].text


async def test_s08_an_invitation_stays_while_something_of_it_is_hers_to_read(place: Town) -> None:
    await prepared(place)
    await hands(place, "Ingrid", "Wat ik wil leren", "Hoe ik het ga gebruiken")
    await place.until("2026-05-12 17:00")
    await hands_later(place, "Bram", "Wat ik wil leren (nu leest Ingrid dit, één persoon tegelijk)")
    await place.until("2026-05-13 17:00")
    assert TAKEN_BACK not in await place.reads(LEAD)
    await place.taps(LEAD, "Lezen")
    assert USES in await place.reads(LEAD)


async def test_s4_1_stop_says_what_is_stopped_and_of_whom_it_came(place: Town) -> None:
    await prepared(place)
    await hands(place, "Ingrid", "Wat ik wil leren")
    await place.until("2026-05-12 17:00")
    await place.says(LEAD, "stop")
    assert 'We stoppen hier met "Leerplan van een collega" van Noor.' in await latest(place, LEAD)


async def test_s08_who_had_read_it_before_it_went_to_another_finds_it_no_more(place: Town) -> None:
    await prepared(place)
    await hands(place, "Ingrid", "Wat ik wil leren")
    await place.until("2026-05-12 17:00")
    await place.taps(LEAD, "Lezen")
    assert WANTS in await place.reads(LEAD)
    await place.until("2026-05-13 09:00")
    await hands_later(place, "Bram", "Wat ik wil leren (nu leest Ingrid dit, één persoon tegelijk)")
    await place.wait(minutes=5)

    assert "leest dat niet meer" in await place.reads("noor")
    assert WANTS not in await place.reads(LEAD)


async def test_s08_for_the_trainer_there_are_words_to_copy_and_nobody_is_asked(place: Town) -> None:
    await prepared(place)
    await place.says("noor", "overslaan")
    await place.says("noor", "leerplan delen")
    await place.taps("noor", "De trainer")
    told = await latest(place, "noor")
    assert "kopiëren en zelf sturen" in told
    assert WANTS in told
    assert USES in told
    await place.until("2026-05-20 17:00")
    for other in (LEAD, "bram", "fatima"):
        assert WANTS not in await place.reads(other)


async def test_s08_where_she_chooses_who_reads_it_stands_that_this_one_reads_what_she_ticked(place: Town) -> None:
    await prepared(place)
    await place.says("noor", "1")
    told = await latest(place, "noor")
    assert told.endswith("Wie je kiest leest wat je aanvinkte, en dat het van jou is.")
    assert "alleen je naam" not in told


async def test_s08_who_has_no_plan_has_nothing_to_hand_over(place: Town) -> None:
    for said, none, begin in (
        ("leerplan delen", "Je hebt nog geen leerplan", "Nu plannen"),
        ("share learning plan", "You have no learning plan yet", "Plan now"),
    ):
        await place.says("noor", said)
        (told,) = await place.hears("noor")
        assert none in told.text
        assert list(told.choices) == [begin]
        await place.set("noor", language="en")
    await place.taps("noor", "Plan now")
    assert "training" in await latest(place, "noor")


async def test_s08_how_to_take_back_is_told_where_somebody_reads_something_alone(place: Town) -> None:
    await prepared(place)
    await place.says("noor", "kort")
    for choice, says, taken_back in (("De trainer", (), False), ("Leidinggevende", ("overslaan",), False),
                                     ("Leidinggevende", ("1", "Bram"), True)):  # fmt: skip
        await place.says("noor", "leerplan delen")
        await place.hears("noor")
        await place.taps("noor", choice)
        for said in says:
            await place.says("noor", said)
        told = "\n".join(one.text for one in await place.hears("noor"))
        assert "Dank je." in told
        assert ("Terugnemen kan" in told) is taken_back


BRIEF, SUMS = "Korte brieven leren schrijven", "Sneller leren tellen"


async def two_plans(place: Town) -> None:
    """Let Noor prepare for two trainings, of which the second one has no word on how she uses it."""
    await prepared(place)
    await place.says("noor", "overslaan")
    await plan_training(place, "noor", "Rekenen", "29 juni")
    await answers(place, FIRST, Wat_wil_je_leren=SUMS)
    await place.says("noor", "overslaan")


async def hands_of(place: Town, training: str, whom: str, *what: str) -> None:
    """Let Noor choose one of two trainings, and tick what somebody reads of it."""
    await place.says("noor", "leerplan delen")
    await place.taps("noor", training)
    await place.taps("noor", "Leidinggevende")
    await hands(place, whom, *what)


async def test_s08_edge_of_two_trajectories_she_chooses_which_is_handed_over_and_no_word_of_the_other_is_in_it(
    place: Town,
) -> None:
    await two_plans(place)
    await place.says("noor", "leerplan delen")
    assert list((await place.shown("noor"))[-1].choices) == ["Rekenen (maandag 29 juni)", "Helder schrijven (maandag 8 juni)"]
    await place.taps("noor", "Rekenen")
    await place.taps("noor", "Leidinggevende")
    assert list((await place.shown("noor"))[-1].choices) == ["Wat ik wil leren"]  # how she uses it is of the other one
    await hands(place, "Ingrid", "Wat ik wil leren")
    await place.until("2026-05-12 17:00")
    await place.taps(LEAD, "Lezen")
    told = await place.reads(LEAD)
    assert SUMS in told
    assert BRIEF not in told


async def test_s08_edge_what_one_person_may_read_of_two_trajectories_stands_apart(place: Town) -> None:
    await two_plans(place)
    await hands_of(place, "Helder schrijven", "Ingrid", "Wat ik wil leren")
    await place.until("2026-05-13 09:00")
    await hands_of(place, "Rekenen", "Ingrid", "Wat ik wil leren")
    assert "leest dat niet meer" not in await place.reads("noor")
    await place.until("2026-05-14 17:00")
    before = await place.reads(LEAD)
    await place.taps(LEAD, "Lezen")
    first = (await place.reads(LEAD)).removeprefix(before)
    assert (BRIEF in first) != (SUMS in first)


async def test_s08_edge_the_words_for_the_trainer_are_of_one_trajectory(place: Town) -> None:
    await two_plans(place)
    await place.says("noor", "leerplan delen")
    await place.taps("noor", "Rekenen")
    await place.taps("noor", "De trainer")
    told = await latest(place, "noor")
    assert SUMS in told
    assert BRIEF not in told
    assert USES not in told


async def test_s08_edge_a_trajectory_that_is_over_is_not_the_one_that_is_handed_over(place: Town) -> None:
    await plan_training(place, "noor", "Rekenen", "29 juni")
    await answers(place, FIRST, Wat_wil_je_leren=SUMS)
    await place.says("noor", "overslaan")
    await plan_training(place, "noor", "Helder schrijven", "13 mei")
    await answers(place, FIRST, Wat_wil_je_leren=BRIEF, Hoe_ga_je_het=USES)
    await place.says("noor", "overslaan")
    await place.until("2026-05-18 09:00")
    await place.says("noor", "leerplan delen")
    told = (await place.reads("noor")).split("Het gaat om")[-1]
    assert "Rekenen" in told
    assert "(maandag 29 juni)" in told
    await place.taps("noor", "Leidinggevende")
    await hands(place, "Bram", "Wat ik wil leren")
    await place.until("2026-05-19 17:00")
    await place.taps("bram", "Lezen")
    told = await place.reads("bram")
    assert SUMS in told
    assert BRIEF not in told


async def test_s08_edge_who_goes_back_to_another_trajectory_ticks_anew(place: Town) -> None:
    await two_plans(place)
    await place.says("noor", "leerplan delen")
    await place.taps("noor", "Helder schrijven")
    await place.taps("noor", "Leidinggevende")
    await place.says("noor", "1, 2")
    for _ in range(3):
        await place.says("noor", "terug")
    await place.taps("noor", "Rekenen")

    asked = (await place.shown("noor"))[-1]
    assert asked.text.startswith("Wat mag die persoon lezen?")
    assert list(asked.choices) == ["Wat ik wil leren"]
