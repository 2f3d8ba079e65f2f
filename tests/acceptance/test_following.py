"""S06: what somebody had "voor later" comes back to her in the next round, and to nobody else (``follows``)."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select

from storage.store import Unit
from storage.tables import answer
from tests.kit.libraries import with_words
from tests.kit.town import Town, town

SCREEN, BOOK, NAME = "Een tweede scherm in de spreekkamer.", "Het boek van een collega uit Delft.", "De stille spreekkamer"


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Town]:
    """A town in which the first harvest is under way."""
    async with town(tmp_path / "town", library=with_words(tmp_path / "dialogs"), formats=["harvest"]) as begun:
        await begun.until("tue 10:00")
        yield begun


async def tells(place: Town, who: str, *texts: str, name: str | None = None) -> None:
    """Let somebody tell what she has for later, and give it a name or none."""
    await place.taps(who, "Vertellen")
    for text in [*texts, *["overslaan"] * (3 - len(texts)), name or "overslaan"]:
        await place.says(who, text)
        await place.wait(minutes=2)


async def next_round(place: Town, *who: str) -> None:
    """Let the round close and the next one open, and let these people begin."""
    await place.until("fri 12:00")
    await place.until("tue 10:00")
    for one in who:
        await place.hears(one)
        await place.taps(one, "Vertellen")


async def last(place: Town, who: str) -> str:
    """Return what somebody heard last."""
    return (await place.hears(who))[-1].text


async def test_s06_what_was_for_later_comes_back_in_its_own_words_to_its_teller_alone(place: Town) -> None:
    await tells(place, "noor", SCREEN, name=NAME)
    await tells(place, "bram", BOOK)
    await next_round(place, "noor", "bram", "samira", "ingrid")

    assert f'Vorige keer noemde je "\u2068{SCREEN}\u2069" voor later. Is daar iets mee gebeurd?' in await last(place, "noor")
    assert f'Vorige keer noemde je "\u2068{BOOK}\u2069" voor later.' in await last(place, "bram")
    for other in ("samira", "ingrid"):
        assert "Vorige keer" not in await place.reads(other)
    for other in ("bram", "samira", "ingrid", "fatima"):
        assert SCREEN not in await place.reads(other)
    assert SCREEN not in await place.room()


async def test_s06_where_one_name_stands_for_several_things_each_is_called_by_its_own_words(place: Town) -> None:
    await tells(place, "noor", SCREEN, BOOK, name=NAME)
    await next_round(place, "noor")

    assert f'Vorige keer noemde je "\u2068{BOOK}\u2069" voor later.' in await last(place, "noor")
    await place.says("noor", "overslaan")
    assert f'Vorige keer noemde je "\u2068{SCREEN}\u2069" voor later.' in await last(place, "noor")


async def test_s06_the_new_answer_knows_of_which_one_it_came(place: Town) -> None:
    await tells(place, "noor", SCREEN)
    await next_round(place, "noor")

    await place.says("noor", "Ja, het hangt er.")

    def follows(unit: Unit) -> list[tuple[str, int | None]]:
        return [(row.question, row.follows) for row in unit.connection.execute(select(answer).order_by(answer.c.id))]

    assert await place.app.store.read(follows) == [("later_one", None), ("becomes", 1)]


async def test_s06_after_two_things_is_asked_at_most_the_newest_first(place: Town) -> None:
    await tells(place, "noor", SCREEN, BOOK, "Een lijst met vragen.")
    await next_round(place, "noor")

    assert "Een lijst met vragen." in await last(place, "noor")
    await place.says("noor", "overslaan")
    assert BOOK in await last(place, "noor")
    await place.says("noor", "overslaan")
    assert "Wat heb je nu in huis voor later?" in await last(place, "noor")


async def test_s06_what_was_taken_back_is_asked_after_no_more_and_goes_from_the_message(place: Town) -> None:
    await tells(place, "noor", SCREEN)
    await next_round(place, "noor")

    for said in ("verwijder 1", "ja", "vertellen"):
        await place.says("noor", said)

    assert SCREEN not in await place.reads("noor")
    (message,) = [one for one in await place.shown("noor") if "Vorige keer noemde je" in one.text]
    assert "De schrijver heeft deze tekst weggehaald." in message.text


async def test_s06_only_the_round_before_comes_back(place: Town) -> None:
    await tells(place, "noor", SCREEN)
    await next_round(place)
    await next_round(place, "noor")

    assert "Wat heb je nu in huis voor later?" in await last(place, "noor")
