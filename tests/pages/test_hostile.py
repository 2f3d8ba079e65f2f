"""What somebody with bad intentions tries at the pages, and does not get (trust S20, DESIGN §8)."""

import asyncio
import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from bot.logs import set_up
from bot.pages.door import MOST_WRONG
from tests.kit.town import PRIVATE
from tests.pages.visiting import OURS, PUBLIC, Visit, token_of, visiting
from tests.web.desk import PNG

SECRET = "Alleen van Noor."
EVERYWHERE = ("/pages", "/pages/own", "/pages/own.zip", "/pages/digests", "/pages/facilitator", "/pages/files/x")


async def noor_wrote(visit: Visit) -> None:
    """Let Noor keep a text and a drawing for herself."""
    await visit.town.says("noor", "verwondering")
    await visit.town.says("noor", SECRET, ("tekening.png", PNG), id_="eigen")
    await visit.town.taps("noor", "Zo is het goed")
    await visit.town.taps("noor", PRIVATE)


@pytest.mark.parametrize("page", EVERYWHERE)
@pytest.mark.parametrize("cookie", ["", "none", "leerbot", "x" * 43, "x" * 7_000, "'; DROP TABLE page_session; --"])
async def test_no_page_opens_without_a_cookie_of_ours(tmp_path: Path, page: str, cookie: str) -> None:
    async with visiting(tmp_path) as visit:
        await noor_wrote(visit)
        stranger = await visit.browser()

        refused = await stranger.reads(page, headers={"Cookie": f"leerbot={cookie}"} if cookie else {})

        assert refused.status == 403
        assert SECRET not in refused.text
        assert not refused.cookies


async def test_a_file_of_somebody_else_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        await noor_wrote(visit)
        noor, bram = await visit.inside("noor"), await visit.inside("bram")

        hers, his, none = [
            await browser.client.get(f"/pages/files/{file}")
            for browser, file in ((noor, "noor-eigen-0"), (bram, "noor-eigen-0"), (bram, "er-is-niets"))
        ]

        assert hers.status == 200
        assert his.status == none.status == 404
        assert await his.text() == await none.text()


@pytest.mark.parametrize(
    "path",
    [
        "/pages/..%2fchat/api/people", "/pages/own/..%2f..%2fhealth", "/pages/%2e%2e/own", "/pages//own", "/pages/OWN",
        "/pages/own/", "/pages/files/..%2f..%2fleerbot.db", "/pages/files/%00", "/pages/files/%ED%A0%80", "/pages/style/",
        "/pages/style/..%2flook.py", "/pages/style/pages.css%00", "/pages/style/templates%2fown.html", "/pages/open",
        "/pages/open/", "/pages/open?token=x", "/pages/own;page=2", "/pages/%0d%0aSet-Cookie:%20a=b",
    ],
)  # fmt: skip
async def test_tricks_with_paths_lead_nowhere(tmp_path: Path, path: str) -> None:
    async with visiting(tmp_path) as visit:
        await visit.inside("noor")
        status, head, body = await raw(visit, f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")

        assert status in {400, 403, 404, 405}, (status, body)
        assert "set-cookie" not in head.casefold()
        assert "import" not in body


async def raw(visit: Visit, call: str, more: bytes = b"") -> tuple[int, str, str]:
    """Send bytes as they are; return status, head and body of the answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", visit.server.port)
    writer.write(call.encode() + more)
    await writer.drain()
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    length = re.search(r"Content-Length: (\d+)", head)
    body = (await reader.readexactly(int(length[1]))).decode() if length else ""
    writer.close()
    await writer.wait_closed()
    return int(head.split()[1]), head, body


@pytest.mark.parametrize("cookie", [b"\xff\xfe\x80", "☃é".encode(), b"a=b; leerbot=; leerbot=\x80", b'"\\', b"x" * 20_000])
async def test_a_cookie_that_is_no_cookie_is_refused_and_nothing_falls_over(tmp_path: Path, cookie: bytes) -> None:
    async with visiting(tmp_path) as visit:
        end = b"\r\nConnection: close\r\n\r\n"

        status, _, body = await raw(visit, "GET /pages/own HTTP/1.1\r\nHost: x\r\nCookie: leerbot=", cookie + end)

        assert status in {400, 403}, body


@pytest.mark.parametrize("method", ["OPTIONS", "PUT", "PATCH", "DELETE", "POST", "TRACE", "PROPFIND"])
async def test_other_methods_are_refused_and_use_nothing_up(tmp_path: Path, method: str) -> None:
    async with visiting(tmp_path) as visit:
        link, noor = await visit.link("noor"), await visit.inside("noor")

        answers = [await noor.call(method, page, headers=OURS) for page in (*EVERYWHERE, link)]

        assert {one.status for one in answers} == {405}
        assert {one.headers["Allow"] for one in answers} == {"GET,HEAD"}
        assert all("Access-Control-Allow-Origin" not in one.headers for one in answers)
        assert (await (await visit.browser()).opens(link)).status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Sec-Fetch-Site": "none"},
        {"Origin": "https://elders.example"}, {"Origin": "null"}, {"Origin": "https://127.0.0.1:8787"},
        {"Sec-Fetch-Site": "cross-site", "Origin": PUBLIC},
    ],
)  # fmt: skip
async def test_a_post_from_another_site_is_refused_and_the_link_stays_good(tmp_path: Path, headers: Mapping[str, str]) -> None:
    async with visiting(tmp_path) as visit:
        link, victim, noor = await visit.link("noor"), await visit.browser(), await visit.inside("bram")

        opened = await victim.call("POST", "/pages/open", data={"token": token_of(link)}, headers=headers)
        closed = await noor.call("POST", "/pages/close", headers=headers)

        assert opened.status == closed.status == 403
        assert "Dit kwam van een andere website." in opened.text
        assert (await noor.reads("/pages/own")).status == 200
        assert (await victim.opens(link)).status == 200


@pytest.mark.parametrize("headers", [OURS, {"Origin": PUBLIC}, {}])
async def test_a_post_of_our_own_page_is_taken_from_old_browsers_too(tmp_path: Path, headers: Mapping[str, str]) -> None:
    async with visiting(tmp_path) as visit:
        token, noor = token_of(await visit.link("noor")), await visit.browser()

        assert (await noor.call("POST", "/pages/open", data={"token": token}, headers=headers)).status == 200


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b'{"token": "TOKEN"}'),
        ("multipart/form-data; boundary=b", b'--b\r\nContent-Disposition: form-data; name="token"\r\n\r\nTOKEN\r\n--b--\r\n'),
        ("application/x-www-form-urlencoded; charset=none", b"token=TOKEN"),
        ("application/x-www-form-urlencoded", b"token=" + b"x" * 5_000),
        ("application/x-www-form-urlencoded", b"\xff\xfe=%ED%A0%80&token=%00"),
        ("application/x-www-form-urlencoded", b""),
        ("text/plain", b"token=TOKEN"),
    ],
)
async def test_a_form_that_is_not_ours_opens_nothing(tmp_path: Path, kind: str, body: bytes) -> None:
    async with visiting(tmp_path) as visit:
        link, noor = await visit.link("noor"), await visit.browser()
        body = body.replace(b"TOKEN", token_of(link).encode())

        refused = await noor.call("POST", "/pages/open", data=body, headers={**OURS, "Content-Type": kind})

        assert refused.status in {400, 404}
        assert not refused.cookies
        assert (await noor.opens(link)).status == 200


async def test_a_form_without_end_is_not_waited_for(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        head = "POST /pages/open HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"

        status, _, _ = await raw(visit, f"{head}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\ntoken\r\n")

        assert status == 400


@pytest.mark.trust("S23")
async def test_who_guesses_has_to_wait_and_others_do_not(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        link, guesser, noor = await visit.link("noor"), await visit.browser(), await visit.browser()
        one, other = {"X-Forwarded-For": "spoofed, 203.0.113.7"}, {"X-Forwarded-For": "203.0.113.8"}

        wrong = [await guesser.reads(f"/pages/open/{number}", headers=one) for number in range(MOST_WRONG)]
        stopped = [await guesser.reads(link, headers=one), await guesser.call("POST", "/pages/open", headers=one | OURS)]

        assert {answer.status for answer in wrong} == {404}
        assert {answer.status for answer in stopped} == {429}
        assert "Probeer het over een minuut nog eens." in stopped[0].text
        assert (await noor.reads(link, headers=other)).status == 200


async def test_every_answer_forbids_keeping_framing_scripts_and_referring(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        await noor_wrote(visit)
        link, noor = await visit.link("noor"), await visit.browser()
        looked = await noor.reads(link)
        opened = await noor.posts(token_of(link), allow_redirects=False)
        paths = (*EVERYWHERE[:4], "/pages/facilitator", "/pages/files/noor-eigen-0", "/pages/style/pages.css", "/pages/x", link)

        for path in paths:
            async with noor.client.get(path) as answer:
                assert_guarded(answer.headers)
        assert opened.status == 303
        assert opened.headers["Location"] == "/pages"
        for seen in (looked, opened):
            assert_guarded(seen.headers)


def assert_guarded(headers: Mapping[str, str]) -> None:
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "script-src" not in policy
    assert "unsafe" not in policy
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"


async def test_no_page_loads_or_leads_anywhere_else(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        await noor_wrote(visit)
        noor = await visit.inside("noor")

        pages = [await noor.reads(page) for page in ("/pages", "/pages/own", "/pages/digests", "/pages/nothing")]

        for page in pages:
            assert "http:" not in page.text
            assert "https:" not in page.text
            assert "<script" not in page.text
            assert " style=" not in page.text
            assert " on" + "click" not in page.text


@pytest.mark.trust("R29")
async def test_markup_in_a_name_or_a_text_is_shown_and_never_run(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        evil = '<img src=x onerror=alert(1)>{{ 7*7 }}"><script>'
        await visit.town.says("noor", "verwondering")
        await visit.town.tells("noor", evil, PRIVATE)
        noor = await visit.inside("noor")

        own = (await noor.reads("/pages/own")).text

        assert "<img" not in own
        assert "<script" not in own
        assert "{{ 7*7 }}&#34;&gt;&lt;script&gt;" in own


async def test_the_language_of_a_page_is_its_readers_whatever_a_browser_asks_for(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        noor = await visit.inside("noor")

        own = await noor.reads("/pages/own?lang=en", headers={"Accept-Language": "en, de;q=0.5"})

        assert '<html lang="nl">' in own.text


@pytest.mark.trust("S20")
async def test_s20_no_token_and_no_text_stands_in_the_log_whatever_goes_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up("debug")
    async with visiting(tmp_path) as visit:
        await noor_wrote(visit)
        used, late = await visit.link("noor"), await visit.link("noor")
        noor = await visit.inside("noor")
        await (await visit.browser()).opens(used)
        await visit.town.wait(hours=timedelta(minutes=16) / timedelta(hours=1))
        for link in (used, late, "/pages/open/nonsense-token-xyz"):
            assert (await noor.opens(link)).status in {404, 410}
        broken = visit.town.folder / "leerbot.db"
        await visit.town.app.store.run(lambda unit: unit.connection.exec_driver_sql("UPDATE answer SET body = x'0102'"))

        failed = await noor.reads("/pages/own", cookies={"leerbot": noor.session})

        said = capsys.readouterr()
        assert broken.exists()
        assert failed.status in {500, 503}
        assert "Ik kan nu niet bij wat bewaard is." in failed.text
        assert "page failed" in said.err
        for secret in (token_of(used), token_of(late), "nonsense-token-xyz", noor.session, SECRET, "Noor"):
            assert secret not in said.err + said.out
            assert secret not in failed.text
