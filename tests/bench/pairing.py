"""How long it takes to bring 1,000 people together in pairs (S41): they complete each other somewhat, half met before."""

from statistics import median
from time import process_time

from bot.clock import steady
from dialogs.gatherings.pairing import Two, draw

REPEATS = 5
PEOPLE = 1_000
KINDS = 7
"""Between how many things each chooses what she brings and what she seeks."""
GOAL = 5.0


def _chosen(number: int, step: int) -> set[int]:
    return {(number * step + more) % KINDS for more in range(1 + number % 3)}


BRINGS = {str(number): _chosen(number, 3) for number in range(PEOPLE)}
SEEKS = {str(number): _chosen(number, 5) for number in range(PEOPLE)}


def _fit(one: str, other: str) -> int:
    return len(BRINGS[one] & SEEKS[other]) + len(BRINGS[other] & SEEKS[one])


async def run() -> None:
    """Measure and print."""
    people = [str(number) for number in range(PEOPLE)]
    met: dict[Two, int] = {frozenset({str(number), str(number + 1)}): 1 for number in range(0, PEOPLE // 2, 2)}
    found, busy = [], []
    for repeat in range(REPEATS):
        started, cpu = steady(), process_time()
        drawn = draw(people, str(repeat), fit=_fit, met=met)
        found.append(steady() - started)
        busy.append(process_time() - cpu)
        assert not drawn.waiting, "somebody waits"
    print(f"pairs out of {PEOPLE:,} people: {median(found):.1f} s, {median(busy):.1f} s CPU (goal: {GOAL:.0f} s)")
