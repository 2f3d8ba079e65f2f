"""Whether somebody who has all that the product gives out can guess who wrote a text without a name (trust S14; K2, K3, V3).

She knows the code, the group and the order in which its people chose to share, and of every earlier round who wrote what. She
reads the room, the facilitator's overview and the page of earlier digests, and has the number of every answer, as the log and
the database do. Each of her ways to guess finds one author in a round by chance, however many share: no more is found.
"""

import hashlib
import math
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.pages import earlier
from dialogs.saying import digest
from dialogs.saying.digest import Item
from storage.groups import people
from storage.store import Unit
from storage.tables import answer, round_
from tests.evidence.recording import Often, Record
from tests.kit.town import NAMELESS, TEAM, Town, town

WEEKS = 3
WRITERS = ("noor", "bram", "samira", "joost", "ingrid")


@dataclass(frozen=True, slots=True)
class Round:
    """What an attacker knows of a round: who shared in which order, how the texts stood in each place, and numbers."""

    shared: Sequence[str]
    stood: Mapping[str, Sequence[str]]
    numbers: Mapping[str, int]
    seed: str
    wrote: Mapping[str, str]
    """Who wrote which text; an attacker is told it of earlier rounds only."""

    @property
    def by_number(self) -> Sequence[str]:
        """Those who wrote, as the code puts numbers in order by the name of a round that anybody can work out."""
        return sorted(self.shared, key=lambda who: hashlib.sha256(f"{self.seed}:{self.numbers[who]}".encode()).digest())


Guess = Callable[[Round, Sequence[Round]], Sequence[str]]
"""Those of whom an attacker thinks that the texts are, in the order of the texts in one place."""


def as_last_time(now: Round, before: Sequence[Round]) -> Sequence[str]:
    """Guess that people stand where they stood in the round before."""
    stood = before[-1].stood["room"] if before else ()
    last = [who for text in stood for who, wrote in before[-1].wrote.items() if wrote == text]
    return sorted(now.shared, key=lambda who: last.index(who) if who in last else len(last))


GUESSES: Mapping[str, Guess] = {
    "in the order of sharing": lambda now, before: now.shared,
    "the last one first": lambda now, before: now.shared[::-1],
    "by name": lambda now, before: sorted(now.shared),
    "by number": lambda now, before: sorted(now.shared, key=lambda who: now.numbers[who]),
    "by number and the name of the round": lambda now, before: now.by_number,
    "by name and the name of the round": lambda now, before: sorted(
        now.shared, key=lambda who: hashlib.sha256(f"{now.seed}:{who}".encode()).digest()
    ),
    "as last time": as_last_time,
}


def found_by(guess: Guess, rounds: Sequence[Round]) -> Iterator[tuple[str, int, int]]:
    """Yield by place how many texts were guessed, and of how many rounds."""
    for place in ("room", "overview", "page"):
        right = 0
        for number, now in enumerate(rounds):
            guessed = guess(now, rounds[:number])
            right += sum(now.wrote[who] == text for who, text in zip(guessed, now.stood[place], strict=True))
        yield place, right, len(rounds)


def too_many(rounds: Sequence[Round]) -> dict[str, int]:
    """Return by way and place how many were guessed, where it is more than chance and two points let be (four sigma).

    By chance a round has one right guess, and that number has a variance of one, whatever the number of its texts.
    """
    texts = sum(len(one.shared) for one in rounds)
    most = len(rounds) + 0.02 * texts + 4 * math.sqrt(len(rounds))
    return {
        f"{name}, {place}": right
        for name, guess in GUESSES.items()
        for place, right, _ in found_by(guess, rounds)
        if right > most
    }


async def a_round(place: Town, chance: random.Random) -> Round:
    """Let some people share without their names in an order by chance, and return what is given out of it."""
    await place.until("thu 14:00")
    shared = chance.sample(WRITERS, chance.randint(3, 5))
    wrote = {who: f"{chance.getrandbits(48):012x} was anders" for who in shared}
    for who in shared:
        await place.tells(who, wrote[who], NAMELESS)
    await place.until("wed 10:00")

    def known(unit: Unit) -> tuple[dict[str, int], str, str]:
        asked = select(round_.c.id, round_.c.seed).where(round_.c.format == "weekly_wonder", round_.c.team == TEAM)
        opened = unit.connection.execute(asked.where(round_.c.status != "open").order_by(round_.c.id.desc())).first()
        assert opened is not None
        told = select(answer.c.owner, answer.c.id).where(answer.c.question == "wonder_text").order_by(answer.c.id)
        numbers = {row.owner: row.id for row in unit.connection.execute(told)}
        page = earlier.digests(unit, people.load(unit, "noor"), editions=place.app.editions)
        return numbers, opened.seed, str(page)

    numbers, seed, page = await place.app.store.read(known)
    seen = {"room": await place.room(), "overview": await place.reads("fatima"), "page": page}
    stood = {where: _in_order(text, [*wrote.values()]) for where, text in seen.items()}
    return Round(shared, stood, {who: numbers[who] for who in shared}, seed, wrote)


def _in_order(text: str, wanted: Sequence[str]) -> list[str]:
    """Return the texts as they stand there, each once."""
    return list(dict.fromkeys(re.findall("|".join(map(re.escape, wanted)), text)))


async def played(folder: Path, seed: int) -> list[Round]:
    """Return what is given out of the rounds of one group; who is silent for more weeks is asked about that."""
    chance = random.Random(seed)
    async with town(folder) as place:
        return [await a_round(place, chance) for _ in range(WEEKS)]


@pytest.mark.trust("S14")
async def test_s14_who_has_all_that_is_given_out_guesses_by_chance_alone(tmp_path: Path, often: Often, reached: Record) -> None:
    rounds = [one for spring in range(often(6, 334)) for one in await played(tmp_path / str(spring), spring)]

    assert all(len(one.stood[where]) == len(one.shared) for one in rounds for where in one.stood)
    assert too_many(rounds) == {}
    best = max(right for guess in GUESSES.values() for _, right, _ in found_by(guess, rounds))
    texts = sum(len(one.shared) for one in rounds)
    reached(
        f"{len(rounds):,} rounds, {texts:,} texts: the best of {len(GUESSES)} ways guessed {best:,}, chance {len(rounds):,}"
    )


def by_number(items: Sequence[Item], seed: str) -> list[list[Item]]:
    """Put texts in the order of their numbers, mixed with what anybody can work out: what the code once did."""
    mixed = sorted(items, key=lambda item: hashlib.sha256(f"{seed}:{item.answer}".encode()).digest())
    return [[item] for item in mixed]


def as_given(items: Sequence[Item], seed: str) -> list[list[Item]]:
    """Put texts in the order in which they were given."""
    return [[item] for item in sorted(items, key=lambda item: item.answer)]


@pytest.mark.trust("S14")
@pytest.mark.parametrize("order", [by_number, as_given])
async def test_s14_an_order_that_tells_who_wrote_what_is_found_out(
    tmp_path: Path, order: Callable[[Sequence[Item], str], list[list[Item]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digest, "stories_of", lambda items, seed: order(list(items), seed))

    assert too_many(await played(tmp_path, 0))
