"""Where people wrote a moment ago: known for a minute, and of so many at most."""

from bot.channels.teams import lately
from bot.channels.teams.lately import LATELY, Lately
from storage.outgoing.chats import Place

HERE, THERE = Place("a:1", "https://een.nl/"), Place("a:2", "https://een.nl/")


def test_it_is_known_for_a_minute_and_then_looked_up() -> None:
    now = [0.0]
    places = Lately(lambda: now[0])
    places.heard("noor", HERE)
    places.heard("noor", THERE)

    now[0] = LATELY - 1
    assert places.of("noor") == THERE
    now[0] = LATELY
    assert places.of("noor") is None


def test_who_wrote_longest_ago_is_forgotten_first() -> None:
    places = Lately(lambda: 0.0)
    for number in range(lately.MOST):
        places.heard(f"p{number}", HERE)
    places.heard("p0", HERE)
    places.heard("noor", HERE)

    assert (places.of("p0"), places.of("p1"), places.of("noor")) == (HERE, None, HERE)
    places.forget("noor")
    assert places.of("noor") is None
