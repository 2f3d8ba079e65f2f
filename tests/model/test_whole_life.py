"""The bot, whatever happens to it, against the model: nothing lost, nothing twice, nothing to the wrong person (I1–I8)."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from sqlalchemy import URL

from bot.timing import day
from storage.outgoing import outbox, posts
from storage.talks import seen
from tests.evidence.recording import Often, Record
from tests.kit.places import put_elsewhere
from tests.kit.postgres import Server
from tests.model.life import Life, live


@pytest.mark.trust("R1", "R2", "R7", "R8", "R10", "R14", "R31")
def test_whatever_happens_every_promise_is_kept(often: Often, reached: Record) -> None:
    lived = live(often(15, 2_000))

    reached(f"{lived} on SQLite: no promise broken")


@pytest.mark.trust("R1", "R2", "R7", "R8", "R10", "R14", "R31")
def test_whatever_happens_every_promise_is_kept_on_postgresql(
    server: Server, monkeypatch: pytest.MonkeyPatch, often: Often, reached: Record
) -> None:
    made: list[URL] = []

    def elsewhere(folder: Path) -> None:
        made.append(server.migrated())
        put_elsewhere(folder, made[-1])

    def give_back() -> None:
        while made:
            server.give_back(made.pop())

    monkeypatch.setattr(Life, "where", staticmethod(elsewhere))
    monkeypatch.setattr(Life, "after", staticmethod(give_back))

    lived = live(often(12, 500))

    reached(f"{lived} on PostgreSQL: no promise broken")


BROKEN: Mapping[str, Mapping[tuple[object, str], Callable[..., object]]] = {
    "I[126]": {(seen, "first_time"): lambda *_: True},
    "I3": {(outbox, "sweep"): lambda *_: 0},
    "I5": {(posts, "revise_posts_with"): lambda *_, **__: 0},
    "N2": {(day, "free_of"): lambda *_: None},
}
"""Bots that break a promise, by which: what stands in the place of functions of ours."""


@pytest.mark.trust("R1", "R2", "R14")
@pytest.mark.parametrize("promise", BROKEN)
def test_a_bot_that_breaks_a_promise_is_found_out_by_the_model(monkeypatch: pytest.MonkeyPatch, promise: str) -> None:
    for (module, name), broken in BROKEN[promise].items():
        monkeypatch.setattr(module, name, broken)

    with pytest.raises(AssertionError, match=f"{promise}: "):
        live(60, shrunk=False)
