"""A canary text in every field ends in no file of the data folder, no log at debug level, no row (trust S6, S10, S20)."""

import asyncio
import io
import logging
import re
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot import logs
from bot.channels.base import Incoming, Submitted
from tests.kit.pictures import png
from tests.kit.town import TEAM, Town, town

WORD = "kanarie"
PNG = png(f"{WORD} in the picture")
FORMS = [WORD.encode(coding) for coding in ("utf-8", "utf-16-le", "utf-16-be")]
TOO_LONG = f"{WORD} te lang " * 400


def canary(where: str) -> str:
    """Return a text that nobody but its author may ever find again."""
    return f"Een {WORD} in {where}, met é en 🙂."


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> io.StringIO:
    """Everything that the bot logs at debug level, and beside it what its libraries would."""
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    logs.set_up("debug")
    logging.root.handlers.append(caplog.handler)
    caplog.set_level(logging.DEBUG)
    return stream


def found_in(folder: Path) -> list[str]:
    """Return the files that hold a canary."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert {"leerbot.db", "keys.db"} <= {path.name for path in files}
    return [path.name for path in files if any(form in path.read_bytes() for form in FORMS)]


async def found_in_rows(place: Town) -> list[str]:
    """Return the columns, of any table, that hold a canary as they stand there."""

    def work(unit: Any) -> list[str]:
        found = []
        tables = unit.connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        for table in tables:
            for row in unit.connection.exec_driver_sql(f'SELECT * FROM "{table}"').mappings():
                found += [f"{table}.{name}" for name, value in row.items() if _holds(value)]
        return found

    return await place.app.store.read(work)


def _holds(value: object) -> bool:
    raw = value if isinstance(value, bytes) else str(value).encode()
    return any(form in raw.lower() for form in FORMS)


async def nothing_stands_anywhere(place: Town, said: io.StringIO, caplog: pytest.LogCaptureFixture) -> None:
    assert found_in(place.folder) == []
    assert await found_in_rows(place) == []
    assert WORD not in said.getvalue().lower()
    assert WORD not in "\n".join(f"{record.getMessage()} {record.args}" for record in caplog.records).lower()


# -- what people do


async def answers_everything(place: Town) -> None:
    """Answer each text question, with a file, with detours and with everything that can wait for a yes."""
    await place.until("thu 14:00")
    await place.says("noor", TOO_LONG)
    await place.says("noor", canary("de eerste vraag"), (f"{WORD}.png", PNG))
    await place.says("noor", canary("een tweede stuk"))
    await place.taps("noor", "Ja")
    await place.says("noor", canary("een keuzevraag"))
    await place.taps("noor", "Nee")
    await place.taps("noor", "Ik heb er een vraag bij")
    await place.says("noor", canary("de vraag, over Bram"))
    await place.taps("noor", "Met de groep, met mijn naam")
    await place.taps("noor", "Ja")
    await place.says("bram", canary("het idee vooraf"))
    await place.taps("bram", "Het bracht me op een idee")
    await place.says("bram", canary("het idee"))
    await place.taps("bram", "Alleen de begeleider")
    await place.says("samira", canary("iets nameloos"))
    await place.taps("samira", "Zo is het goed")
    await place.taps("samira", "Met de groep, zonder naam")


async def joins(place: Town) -> None:
    """Give a name, and answer what is no text with a text."""
    await place.taps("lotte", "Ja, ik doe mee")
    await place.says("lotte", f"Lot {WORD}")
    for _ in range(4):
        await place.says("lotte", canary("dagen waarop niets mag"))


async def presses_strange_things(place: Town) -> None:
    """Press and send what no card ever held."""
    for choice in (WORD, f"c1.{WORD}.yes", f"c1.wonder_next.{WORD}", f"a1.{WORD}", f"do.{WORD}", f"c{WORD}.a.b"):
        await place.presses("noor", choice)
    values = {"wonder_text": canary("een formulier"), WORD: WORD, "share": [WORD]}
    for form in ("c2.!form", f"c2.{WORD}", WORD):
        await place.app.receiver.receive(_submitted(form, values))
    await place.settle()


def _submitted(form: str, values: Mapping[str, Any]) -> Incoming:
    return Incoming("web", "joost", f"form {len(form)}", Submitted(form, values))


async def comes_late(place: Town) -> None:
    """Answer after closing, so that the text waits for a choice."""
    await place.until("wed 09:30")
    await place.says("joost", canary("een te laat antwoord"))


@asynccontextmanager
async def calling(place: Town) -> AsyncIterator[Any]:
    """Reach the web chat as the page does."""
    server = TestServer(place.app.http)
    await server.start_server(access_log=None)
    async with TestClient(server) as client:

        async def call(method: str, path: str, **values: Any) -> tuple[int, str]:
            async with client.request(method, path, **values) as answer:
                return answer.status, await answer.text()

        yield call


async def uses_the_page(call: Any) -> list[int]:
    """Write, edit, delete, post in the room; and call in every wrong way."""
    noor, room = "/chat/api/people/noor", f"/chat/api/rooms/{TEAM}"
    status, body = await call("POST", f"{noor}/messages", json={"text": canary("de pagina"), WORD: WORD})
    assert status == 202
    id_ = re.search(r'"id": "([^"]+)"', body)
    assert id_
    calls: list[tuple[str, str, dict[str, Any]]] = [
        ("PATCH", f"{noor}/messages/{id_[1]}", {"json": {"text": canary("een aanpassing")}}),
        ("POST", f"{room}/messages", {"json": {"from": "noor", "text": canary("de ruimte"), WORD: WORD}}),
        ("POST", f"{room}/messages", {"json": {"from": "bram", "text": f"@leerbot {canary('een vermelding')}"}}),
        ("POST", f"{room}/messages", {"json": {"from": "bram", "text": "draad", "thread": canary("een draad")}}),
        ("POST", f"{room}/messages", {"json": {"from": WORD, "text": canary("niemand")}}),
        ("POST", f"{noor}/messages", {"json": {"text": {WORD: WORD}}}),
        ("POST", f"{noor}/messages", {"json": {"text": "x", "files": [WORD]}}),
        ("POST", f"{noor}/messages", {"data": f'{{"text": "{WORD}', "headers": {"Content-Type": "application/json"}}),
        ("POST", f"{noor}/messages", {"data": WORD}),
        ("POST", f"/chat/api/people/{WORD}/messages", {"json": {"text": WORD}}),
        ("POST", f"{noor}/actions", {"json": {"message": WORD, "action": WORD, "values": {WORD: WORD}}}),
        ("POST", f"{noor}/actions", {"json": {"message": WORD, "action": "many", "values": {"chosen": [WORD]}}}),
        ("POST", f"{noor}/actions", {"json": {"action": "x", "values": WORD}}),
        ("GET", f"{noor}/files/{WORD}", {}),
        ("GET", f"{noor}/messages?after={WORD}", {}),
        ("GET", f"/chat/{WORD}", {}),
        ("PUT", f"{noor}/language", {"json": {"language": WORD}}),
        ("POST", "/chat/api/clock", {"json": {"advance": WORD}}),
        ("DELETE", f"{noor}/messages/{WORD}", {}),
        ("DELETE", f"{noor}/messages/{id_[1]}", {}),
    ]
    return [(await call(method, path, **values))[0] for method, path, values in calls]


async def uploads(call: Any) -> None:
    form = aiohttp.FormData()
    form.add_field("file", PNG, filename=f"{WORD} foto.png", content_type="image/png")
    status, body = await call("POST", "/chat/api/people/noor/files", data=form)
    assert status == 201
    id_ = re.search(r'"id": "([^"]+)"', body)
    assert id_
    await call("POST", "/chat/api/people/noor/messages", json={"text": canary("een bijschrift"), "files": [id_[1]]})


# -- the tests


@pytest.mark.trust("S6")
async def test_a_canary_in_every_field_stands_in_no_file_no_log_and_no_row(
    tmp_path: Path, said: io.StringIO, caplog: pytest.LogCaptureFixture
) -> None:
    async with town(tmp_path, asked=["lotte"], members=["noor", "bram", "samira", "joost"]) as place:
        await place.until("mon 09:00")
        await joins(place)
        await answers_everything(place)
        await presses_strange_things(place)
        async with calling(place) as call:
            await uploads(call)
            statuses = await uses_the_page(call)
            await place.settle()
            await comes_late(place)
            assert max(statuses) < 500
            assert WORD in (await call("GET", "/chat/api/people/noor/messages"))[1]
            assert WORD in (await call("GET", f"/chat/api/rooms/{TEAM}/messages"))[1]
        assert WORD in await place.room()
        assert WORD in await place.reads("fatima")
        await nothing_stands_anywhere(place, said, caplog)

        for number in (1, 2, 3):
            await place.says("noor", f"verwijder {number}")
            await place.taps("noor", "Ja, verwijder")
        await place.settle()

        await nothing_stands_anywhere(place, said, caplog)
    assert found_in(tmp_path) == []


@pytest.mark.trust("S20")
async def test_an_error_that_holds_a_canary_is_logged_without_it(
    tmp_path: Path, said: io.StringIO, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")

        def fails(*_: Any, **__: Any) -> None:
            raise ValueError(canary("een fout"))

        async with calling(place) as call:
            for broken in (
                "bot.outgoing.outbox.draw",
                "bot.incoming.receiving.check",
                "bot.timing.speaking.speak_to",
                "bot.timing.rounds.handle_round",
            ):
                with monkeypatch.context() as patched:
                    patched.setattr(broken, fails)
                    await call("POST", "/chat/api/people/noor/messages", json={"text": canary(broken)})
                    await place.app.ticker.tick(place.clock.now())
                    await asyncio.wait_for(place.app.sender.send_some(), 5)
            with monkeypatch.context() as patched:
                patched.setattr(place.app.web_channel, "keep", fails)
                await call("POST", "/chat/api/people/bram/messages", json={"text": "hulp"})
                await place.app.sender.drain()

        assert "ValueError" in said.getvalue()
        await nothing_stands_anywhere(place, said, caplog)
