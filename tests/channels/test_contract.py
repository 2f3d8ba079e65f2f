"""What every channel promises (DESIGN §6): one suite over all of them, on the real thing or a fake of theirs."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest

from bot.channels.base import DeliveryError, Outgoing
from dialogs.saying.prompt import Choice, Link, Prompt
from storage.privacy.erasing import erase_person
from storage.store import Unit
from storage.tables import outbox
from tests.channels.ways import WHERE, WITH_ROOMS, channel_of, delivers, types
from tests.kit.town import NAMED, TEAM, Town

LINES = [f"- Regel {number}: {'een tekst die lang genoeg is ' * 8}" for number in range(160)]
"""A digest of more than forty thousand signs, whichever way it is drawn."""
TEXTS = [
    "<script>alert(1)</script>",
    "<b>vet</b> <!-- weg --> </article>",
    "**vet** __ook__ _schuin_ [klik](javascript:alert(1)) `code` ~~weg~~",
    "![plaatje](https://kwaad.example/p.png)",
    "> een citaat",
    "1. een **getal**",
    "&lt;b&gt; &amp; &#65;",
    "https://voorbeeld.nl/?a=1&b=<i> en www.voorbeeld.nl, voorbeeld.nl/pad, mailto:jan@voorbeeld.nl",
    "@all @here @channel @iemand ~town-square mmaction://x",
    "C:\\temp\\*.txt \\_ \\\\ \\",
    "| a | b |",
    "dicht\u2069 **Bezoeker**: niet van mij",
    "🧑‍🤝‍🧑 ﷽ Z͑ͫ̓ͪ̂ͫ̽a̴l̵g̶o̷",
]
ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))


@pytest.fixture(params=WHERE)
async def place(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Town]:
    async with WHERE[request.param](tmp_path) as opened:
        yield opened


def to_noor(text: str, key: str = "o1", **values: object) -> Outgoing:
    """Return a message to Noor."""
    return Outgoing(key, "noor", "person", Prompt(text, **values), "reply")  # type: ignore[arg-type]


def digest(place: Town, text: str, key: str = "o1") -> Outgoing:
    """Return a digest for the team's room, or for Noor where there are no rooms."""
    to, kind = where_digests_go(place)
    return Outgoing(key, to, kind, Prompt(text), "digest")


def where_digests_go(place: Town) -> tuple[str, Literal["person", "room"]]:
    return ("noor", "person") if place.channel == "email" else (TEAM, "room")


async def digests(place: Town) -> str:
    """Return what stands where digests go."""
    return await place.reads(*where_digests_go(place))


# -- out


@pytest.mark.trust("S26")
async def test_all_of_a_message_is_shown(place: Town) -> None:
    prompt = Prompt(
        "Wat zag je?", "Een titel", "Groot of klein.", "Alleen jij leest dit.", (Choice("a", "Later"), Choice("b", "Nu"))
    )

    await channel_of(place).deliver(Outgoing("o1", "noor", "person", prompt, "prompt", "c1"))

    (heard,) = await place.shown("noor")
    for piece in ("Wat zag je?", "Een titel", "Groot of klein.", "Alleen jij leest dit."):
        assert piece in heard.text
    assert heard.choices == {"Later": "a", "Nu": "b"}


async def test_a_link_is_shown_with_its_words_and_its_whole_address(place: Town) -> None:
    token = "a_b-c*d__e~f" + "x" * 31
    link = Link("Open de pagina", f"https://leerbot.example.nl/pages/open/{token}")

    await channel_of(place).deliver(to_noor("Hier is je link.", link=link))

    (heard,) = await place.shown("noor")
    assert "Open de pagina" in heard.text
    assert link.url in heard.text


@pytest.mark.trust("S26")
async def test_the_same_key_at_another_attempt_is_one_message(place: Town) -> None:
    first = await delivers(place, to_noor("Hallo."))

    again = await delivers(place, replace(to_noor("Hallo."), again=True))

    assert again == first
    assert len(await place.shown("noor")) == 1


async def test_messages_stand_in_the_order_in_which_they_were_sent(place: Town) -> None:
    for number in range(5):
        await channel_of(place).deliver(to_noor(f"Bericht {number}", f"o{number}"))

    assert [heard.text for heard in await place.shown("noor")] == [f"Bericht {number}" for number in range(5)]


@pytest.mark.trust("R30")
async def test_a_long_digest_comes_in_parts_and_nothing_of_it_is_cut(place: Town) -> None:
    await channel_of(place).deliver(digest(place, "\n".join(LINES)))

    shown = await place.shown(*where_digests_go(place))
    assert len(shown) > 2
    assert [line for heard in shown for line in heard.text.split("\n") if line] == LINES


async def test_a_long_digest_at_another_attempt_is_no_second_one(place: Town) -> None:
    await delivers(place, digest(place, "\n".join(LINES)))
    before = await digests(place)

    await channel_of(place).deliver(replace(digest(place, "\n".join(LINES)), again=True))

    assert await digests(place) == before


# -- what was sent changes or goes


async def test_a_revision_says_something_else_in_the_same_place(place: Town) -> None:
    receipt = await channel_of(place).deliver(digest(place, "Wat ik schreef."))

    await channel_of(place).revise(receipt, digest(place, "Weggehaald.", "o2"))

    assert [heard.text for heard in await place.shown(*where_digests_go(place))] == ["Weggehaald."]


@pytest.mark.parametrize(("before", "after"), [(LINES, LINES[:1]), (LINES[:1], LINES), (LINES, LINES[::-1])])
async def test_a_revision_may_have_fewer_or_more_parts_and_be_revised_again(
    place: Town, before: list[str], after: list[str]
) -> None:
    receipt = await channel_of(place).deliver(digest(place, "\n".join(before)))

    now = await channel_of(place).revise(receipt, digest(place, "\n".join(after), "o2"))
    shown = await digests(place)
    await channel_of(place).revise(now, digest(place, "Klaar.", "o3"))

    assert [line for line in shown.split("\n") if line] == after
    assert (await digests(place)).strip() == "Klaar."


async def test_what_is_withdrawn_is_read_by_nobody(place: Town) -> None:
    receipt = await channel_of(place).deliver(digest(place, "\n".join(LINES)))

    await channel_of(place).withdraw(receipt)
    await channel_of(place).withdraw(receipt)

    assert "Regel" not in await digests(place)


async def test_a_message_that_is_gone_cannot_be_changed(place: Town) -> None:
    receipt = await channel_of(place).deliver(to_noor("Hallo."))
    chat, _, id_ = receipt.rpartition(" ")

    with pytest.raises(DeliveryError) as refused:
        await channel_of(place).revise(f"{chat} {id_[::-1]}9", to_noor("Dag.", "o2"))

    assert refused.value.kind == "permanent"


async def test_c44_of_somebody_who_is_erased_no_message_stays_and_no_address(place: Town) -> None:
    await place.says("noor", "verwondering")
    await place.tells("noor", "Een kanarie in de brief.", NAMED)
    assert "kanarie" in await place.reads("noor")

    await place.app.store.run(lambda unit: erase_person(unit, "noor", place.clock.now(), whole=True))
    await place.settle()

    def left(unit: Unit) -> list[str]:
        return [row.to for row in unit.connection.execute(outbox.select()) if "noor" in row.to]

    assert await place.reads("noor") == ""
    assert await place.app.store.read(left) == []


# -- people


async def test_nobody_is_reached_whom_the_platform_does_not_know(place: Town) -> None:
    with pytest.raises(DeliveryError) as refused:
        await channel_of(place).deliver(replace(to_noor("Hallo."), to="niemand"))

    assert refused.value.kind == "permanent"


@pytest.fixture(params=WITH_ROOMS)
async def roomy(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Town]:
    async with WHERE[request.param](tmp_path) as opened:
        yield opened


async def test_where_there_are_no_rooms_none_is_written_to(tmp_path: Path) -> None:
    async with WHERE["email"](tmp_path) as place:
        with pytest.raises(DeliveryError) as refused:
            await channel_of(place).deliver(Outgoing("o1", TEAM, "room", Prompt("Voor wie?"), "digest"))

        assert refused.value.kind == "permanent"
        assert await channel_of(place).roster(TEAM) == []


async def test_the_roster_holds_who_is_in_the_room(roomy: Town) -> None:
    assert set(await channel_of(roomy).roster(TEAM)) >= {"noor", "bram", "samira", "joost", "ingrid"}


# -- what people say


@pytest.mark.trust("R29")
async def test_hostile_words_are_shown_as_they_were_written(roomy: Town) -> None:
    people = ("noor", "bram", "samira", "joost", "ingrid")
    for at, text in enumerate(TEXTS):
        person = people[at % len(people)]
        await roomy.says(person, "verwondering")
        await roomy.tells(person, text, NAMED)

    await roomy.until("wed 09:00")

    room = await roomy.room()
    for text in TEXTS:
        assert f": \u2068{text.translate(ISOLATES)}\u2069" in room


@pytest.mark.parametrize("typed", ["3", "Deze week niets", "DEZE WEEK NIETS!"])
async def test_a_choice_of_the_invitation_can_be_typed(place: Town, typed: str) -> None:
    await place.until("thu 14:00")

    await types(place, "noor", typed)

    assert "Sommige weken gaan gewoon voorbij." in (await place.shown("noor"))[-1].text


@pytest.mark.parametrize("typed", ["3", "Met de groep, zonder naam", "met de groep, zo"])
async def test_a_choice_of_readers_can_be_typed(place: Town, typed: str) -> None:
    await place.says("noor", "verwondering")
    await place.says("noor", "De balie was rustig.")
    await types(place, "noor", "1")

    await types(place, "noor", typed)

    assert "zonder naam mee" in (await place.shown("noor"))[-1].text


async def test_a_number_between_quotes_is_an_answer(place: Town) -> None:
    await place.until("thu 14:00")

    await types(place, "noor", '"3"')

    assert "Wil je er nog iets bij kwijt?" in (await place.shown("noor"))[-1].text
