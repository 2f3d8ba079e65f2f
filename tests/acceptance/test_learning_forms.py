"""S21 and S30: which form of learning fits a question, and a look below one's own way of doing."""

from pathlib import Path

import pytest

from tests.kit.leergroep import gather
from tests.kit.town import FACILITATOR, LEAD, Town, town

OPEN = "Ik heb een vraag zonder kant-en-klaar antwoord"
ENOUGH_TIME, QUARTER = "Een half jaar", "Een kwartier"


async def asks(place: Town, about: str, time: str = ENOUGH_TIME, who: str = "noor") -> str:
    """Let somebody with an open question look which form fits; returns what is advised, with the buttons below it."""
    await place.says(who, "welke werkvorm")
    await place.taps(who, OPEN)
    await place.taps(who, about)
    await place.says(who, "overslaan")
    await place.hears(who)
    await place.taps(who, time)
    return "\n".join(f"{one.text} {one.choices}" for one in await place.hears(who))


@pytest.mark.parametrize("time", [ENOUGH_TIME, "Een paar uur"])
async def test_s21_acceptance_1_a_subject_of_interest_asks_for_a_network_and_not_a_leergroep(tmp_path: Path, time: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        advised = await asks(place, "Een onderwerp dat me boeit", time)

        assert "Een leernetwerk" in advised
        assert "leergroep" not in advised


async def test_s21_acceptance_2_what_is_written_somewhere_asks_for_no_group(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("noor", "welke werkvorm")
        await place.taps("noor", "Ik wil iets weten wat al ergens staat")

        advised = (await place.hears("noor"))[-1].text
        assert "Zoek het op of vraag het kort" in advised
        assert not [form for form in ("leergroep", "intervisie", "netwerk", "team", "duo") if form in advised.casefold()]


@pytest.mark.parametrize(
    ("about", "form"),
    [
        ("Mijn eigen lastige situatie", "Intervisie"),
        ("Een vraag die ik deel met mensen", "Een leergroep"),
        ("Het dagelijkse werk van ons team", "Leren als team"),
        ("Samen met één collega", "Een leerduo"),
        ("Een nieuwe manier van werken", "Een experiment"),
        ("Meer van elkaar gebruiken", "Een leermenukaart"),
    ],
)
async def test_s21_each_kind_of_question_has_one_form(tmp_path: Path, about: str, form: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        advised = await asks(place, about)

        assert f"**{form}.**" in advised


async def test_s21_the_card_says_what_a_leergroep_is_and_what_it_is_not(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        advised = await asks(place, "Een vraag die ik deel met mensen")

        assert [line for line in ("Wat het wel is", "Wat het niet is", "Wat het vaak geeft") if line in advised] == [
            "Wat het wel is", "Wat het niet is", "Wat het vaak geeft",
        ]  # fmt: skip
        assert "dat het niet alleen aan jou lag" in advised


@pytest.mark.parametrize("about", ["Een vraag die ik deel met mensen", "Mijn eigen lastige situatie"])
async def test_s21_edge_a_quarter_of_an_hour_asks_for_something_small(tmp_path: Path, about: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        advised = await asks(place, about, QUARTER)

        assert "Begin klein" in advised
        assert "Verwondering" in advised
        assert "Een leergroep" not in advised


async def test_s21_the_form_that_is_there_begins_at_once(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await asks(place, "Mijn eigen lastige situatie")

        await place.taps("noor", "Oefening doen")

        assert "Denk aan één situatie" in (await place.hears("noor"))[-1].text


async def test_s21_only_who_leads_is_offered_to_plan_a_value_check(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        for who in ("noor", LEAD):
            await asks(place, "Het dagelijkse werk van ons team", who=who)
            await place.taps(who, "Nu niet")

        assert "waardecheck plannen met je team" not in await place.reads("noor")
        await place.hears(LEAD)
        await place.taps(LEAD, "Ja, plannen")
        assert "Waardecheck" in (await place.hears(LEAD))[-1].text


async def test_s21_a_facilitator_looks_around_too(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place)

        assert "Een leernetwerk" in await asks(place, "Een onderwerp dat me boeit", who=FACILITATOR)


@pytest.mark.parametrize("kind", ["Enkelslag", "Dubbelslag", "Weet ik niet"])
async def test_s30_acceptance_2_no_kind_of_learning_is_corrected(tmp_path: Path, kind: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("noor", "dubbelslag")
        await place.says("noor", "Ik stuurde nog een mail.")
        for _ in range(4):  # the rest is left out, and asks nothing about what was left out
            await place.says("noor", "overslaan")
        await place.hears("noor")

        await place.taps("noor", kind)

        (said,) = await place.hears("noor")
        assert said.text.startswith("Dank je. Dit blijft van jou alleen.")
        assert not said.choices


async def scans(place: Town, steps: str, who: str = "noor") -> str:
    """Let somebody say how she likes to learn, one figure for each scale; returns what she hears then."""
    await place.says(who, "hoe leer ik")
    for step in steps:
        await place.hears(who)
        await place.says(who, "overslaan" if step == "-" else step)
    return "\n".join(one.text for one in await place.hears(who))


async def test_s23_acceptance_1_a_leergroep_probably_fits_well(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        told = await scans(place, "55225452")

        assert "past waarschijnlijk goed bij je" in told
        assert "Je zoekt graag zelf dingen uit" in told
        assert "Je wilt graag eerst goede kennis" not in told


async def test_s23_acceptance_2_other_forms_are_offered_and_signing_up_stays_possible(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        told = await scans(place, "22552225")
        await place.says("noor", "overslaan")
        await place.taps("noor", "Welke werkvorm")

        assert "een cursus, oefenen in je werk of een e-learning" in told
        assert "Aanmelden voor een leergroep kan altijd" in told
        assert "Waar ben je naar op zoek?" in (await place.hears("noor"))[-1].text


@pytest.mark.parametrize("steps", ["44444444", "5-----1-"])
async def test_s23_edge_all_alike_or_two_thirds_skipped_is_no_advice(tmp_path: Path, steps: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        told = await scans(place, steps)

        assert "Hieruit volgt geen advies" in told
        assert "bij je passen" not in told
        assert "past waarschijnlijk goed" not in told


async def test_s23_a_difference_within_half_a_point_is_left_open(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        assert "Een leergroep kan bij je passen" in await scans(place, "43333333")


async def test_s23_what_was_chosen_is_read_by_nobody_and_own_words_by_the_facilitator(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["facilitator_week"]) as place:
        await scans(place, "55225452")
        await place.says("noor", "Vraag gerust door.")
        await place.taps("noor", "Alleen de begeleider")
        await place.until("fri 09:00")

        read = await place.reads(FACILITATOR)
        assert "Vraag gerust door." in read
        assert "waarschijnlijk goed" not in read
        assert "Vraag gerust door." not in await place.room()
