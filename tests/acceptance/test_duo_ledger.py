"""S43: hours and a small budget of a duo; the two see all of it, who guides them totals, and an expense needs both."""

from pathlib import Path

from dialogs.visibility import Person as Reader
from storage.groups import ledgers, people
from storage.store import Unit
from storage.talks import answers
from tests.kit.duo import DUO, a_duo, a_duo_with_budget, books, heard
from tests.kit.town import Town, town


async def spends(place: Town, amount: str, label: str = "Bram") -> None:
    await place.says("noor", "budget")
    await place.says("noor", amount)
    await place.says("noor", "Een taalcoach voor een middag.")
    await place.taps("noor", label)
    await place.until("tue 12:00")


async def spent(place: Town) -> float:
    found = await place.app.store.read(
        lambda unit: ledgers.booked(unit, DUO, place.app.editions.ledgers["budget"], signed=True)
    )
    return sum(found.values())


async def test_s43_acceptance_1_above_seventy_five_hours_is_taken_with_a_note(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        for _ in range(8):
            await books(place, "noor", "8")
        await books(place, "noor", "6")
        said = await books(place, "noor", "6")

        assert "Noor: 76 uur, dat is 1 boven de 75" in said.replace("\u2068", "").replace("\u2069", "")


async def test_s43_acceptance_2_with_one_yes_an_expense_is_not_booked(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo_with_budget(place)
        await spends(place, "400")
        assert await spent(place) == 0
        await place.taps("bram", "Bekijken")
        assert "400" in await place.reads("bram")
        await place.taps("bram", "Ja, doen")

        assert await spent(place) == 400
        await place.says("bram", "budget")
        assert "400 van de 1000 euro" in (await heard(place, "bram")).replace("\u2068", "").replace("\u2069", "")


async def test_s43_edge_an_expense_needs_both_so_a_no_books_nothing(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo_with_budget(place)
        await spends(place, "400")
        await place.taps("bram", "Bekijken")
        await place.taps("bram", "Liever niet")

        assert await spent(place) == 0


async def test_s43_without_a_budget_nobody_is_asked_for_euros_and_no_word_of_it_is_told(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        await place.says("noor", "hulp")
        assert "budget" not in await place.reads("noor")
        await place.says("noor", "budget")
        assert "Voor jullie duo is er geen budget." in await place.reads("noor")
        assert "euro" not in await place.reads("noor")

        await place.chooses(DUO, duo__budget=1000)
        await place.says("noor", "hulp")
        assert "budget" in (await place.shown("noor"))[-1].text
        await place.says("noor", "budget")
        assert "Hoeveel euro wil je uitgeven?" in await place.reads("noor")


async def test_s43_edge_a_wrong_entry_gets_a_line_that_corrects_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        await books(place, "noor", "8")
        said = await books(place, "noor", "-2,5")

        assert "Noor: 5,5 van de 75 uur" in said.replace("\u2068", "").replace("\u2069", "")


async def test_s43_at_three_quarters_and_at_all_of_their_hours_both_are_told_once(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        await place.chooses(DUO, duo__hours_per_person=8)
        await books(place, "noor", "8")
        assert "procent" not in await place.reads("bram")
        await books(place, "bram", "4")
        await place.wait(days=1)
        assert "75 procent" in await heard(place, "bram")
        await books(place, "bram", "4")
        await place.wait(days=1)

        assert (await place.reads("noor")).count("procent van jullie uren") == 2


async def test_s43_f77_the_two_read_each_line_and_who_guides_them_reads_none(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        await books(place, "noor", "8")

        def readers(unit: Unit) -> set[str]:
            own = answers.own(unit, people.viewer(unit, "noor"), "noor")
            ids = [one.sealed.id for one in own if one.sealed.question == "hours"]
            return {
                one
                for one in ("noor", "bram", "fatima", "ingrid")
                if answers.read(unit, Reader(one, people.viewer(unit, one).holds), ids)
            }

        assert await place.app.store.read(readers) == {"noor", "bram"}


async def test_s43_edge_when_a_partner_leaves_the_rest_of_the_hours_lapses(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        await place.leaves("bram", DUO)
        said = await books(place, "noor", "2")

        assert "Bram" not in said
        assert "0 van de 75" in said.replace("\u2068", "").replace("\u2069", "")


async def test_f76_nobody_is_asked_for_her_age(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        for id_, edition in place.app.editions.library.editions.items():
            if id_.startswith("duo_"):
                asked = [one for stage in edition.dutch.stages for one in stage.questions]
                words = " ".join(f"{one.id} {one.ask} {one.help}" for one in asked).casefold()
                assert not {"leeftijd", "geboren", "geboortejaar", "hoe oud"} & {
                    word for word in ("leeftijd", "geboren", "geboortejaar", "hoe oud") if word in words
                }
                assert "mentor" not in words
                assert "drie keer zoveel" not in words, "two people do three times the work is one participant's saying (F86)"
