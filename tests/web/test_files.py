"""Files: only png, jpg and pdf up to 10 MB, given only to whoever may read the answer that they are in."""

import hashlib
import re

import pytest

from bot.channels.base import LARGEST_FILE
from bot.channels.web import uploads
from bot.channels.web.uploads import MOST
from bot.incoming.files import kind_of
from tests.kit.pictures import photo
from tests.kit.town import FACILITATOR_ONLY, NAMED, PRIVATE
from tests.web.desk import PDF, PNG, Answer, Desk, assert_refused, form_of

NEXT = "Wil je er nog iets bij kwijt?"
JPG = photo()
OTHERS = [
    ("foto.png", b"MZ\x90\x00\x03" + bytes(200)),
    ("verslag.pdf", b"<!doctype html><script>alert(1)</script>"),
    ("foto.jpg", PNG),
    ("verslag.docx", PDF),
    ("foto.png.exe", PNG),
    ("foto.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    ("foto.gif", b"GIF89a" + bytes(20)),
    ("foto.png", b""),
    ("png", PNG),
    ("foto.png", PNG[:8] + bytes(64)),
    ("foto.png", PNG[:-12]),
    ("foto.png", PNG[:50]),
    ("foto.png", PNG[:8] + PNG[33:]),
    ("foto.png", PNG[:33] + PNG[57:]),
    ("foto.png", PNG[:45] + b"\x00" + PNG[46:]),
    ("foto.png", PNG[:8] + b"\xff\xff\xff\xff" + PNG[12:]),
]


async def sends(desk: Desk, name: str, content: bytes, text: str = "") -> str:
    """Let Noor answer the weekly question with a file; returns the file's id."""
    await desk.says("noor", "verwondering")
    file = (await desk.uploads("noor", name, content)).body["id"]
    await desk.says("noor", text, files=[file])
    return str(file)


async def reads(desk: Desk, person: str, file: str) -> tuple[int, bytes]:
    """Return what somebody gets who asks for a file."""
    async with desk.client.get(f"/chat/api/people/{person}/files/{file}") as response:
        return response.status, await response.read()


async def test_an_upload_says_what_came_in(desk: Desk) -> None:
    answer = await desk.uploads("noor", "tekening.png", PNG)

    assert answer.status == 201
    assert set(answer.body) == {"id", "name", "type", "size"}
    assert (answer.body["name"], answer.body["size"]) == ("tekening.png", len(PNG))


@pytest.mark.parametrize(("name", "content"), [("Tekening.PNG", PNG), ("foto.jpeg", JPG), ("verslag.pdf", PDF)])
async def test_a_picture_or_a_document_is_an_answer(desk: Desk, name: str, content: bytes) -> None:
    file = await sends(desk, name, content, "Kijk eens.")

    assert NEXT in (await desk.newest("noor"))["text"]
    assert [one["name"] for one in (await desk.wrote("noor"))[-1]["files"]] == [name]
    status, found = await reads(desk, "noor", file)
    assert (status, kind_of(found)) == (200, kind_of(content))


@pytest.mark.parametrize(("name", "content"), OTHERS, ids=lambda value: repr(value)[:20])
async def test_a_file_of_another_kind_than_it_says_is_no_answer(desk: Desk, name: str, content: bytes) -> None:
    await sends(desk, name, content)

    said = await desk.newest("noor")
    assert NEXT not in said["text"]
    assert "Dit soort bestand kan ik niet bewaren." in said["text"]


async def test_ten_megabytes_are_kept_byte_for_byte(desk: Desk) -> None:
    content = PDF + bytes(range(256)) * ((LARGEST_FILE - len(PDF)) // 256)
    content += bytes(LARGEST_FILE - len(content))

    file = await sends(desk, "groot.pdf", content)
    status, found = await reads(desk, "noor", file)

    assert NEXT in (await desk.newest("noor"))["text"]
    assert (status, len(found)) == (200, LARGEST_FILE)
    assert hashlib.sha256(found).digest() == hashlib.sha256(content).digest()


async def test_one_byte_more_is_refused(desk: Desk) -> None:
    assert_refused(await desk.uploads("noor", "groot.png", PNG + bytes(LARGEST_FILE + 1 - len(PNG))), 413)


async def test_a_file_is_to_be_saved_and_never_run(desk: Desk) -> None:
    file = (await desk.uploads("noor", '../é"; x="y\t.html', b"<script>alert(1)</script>")).body["id"]

    async with desk.client.get(f"/chat/api/people/noor/files/{file}") as response:
        headers = response.headers

    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert re.fullmatch(r'attachment; filename="[\w. -]+"', headers["Content-Disposition"])


# Who gets it


async def test_a_file_that_was_not_sent_yet_is_only_the_uploaders(desk: Desk) -> None:
    file = (await desk.uploads("noor", "tekening.png", PNG)).body["id"]

    assert await reads(desk, "noor", file) == (200, PNG)
    assert (await reads(desk, "bram", file))[0] == 404
    assert_refused(await desk.says("bram", "van mij", files=[file]), 422)


@pytest.mark.parametrize(
    ("readers", "who"),
    [(PRIVATE, {"noor"}), (FACILITATOR_ONLY, {"noor", "fatima"}), (NAMED, {"noor", "bram", "ingrid", "fatima"})],
)
async def test_a_file_goes_to_the_readers_of_its_answer(desk: Desk, readers: str, who: set[str]) -> None:
    file = await sends(desk, "tekening.png", PNG)
    await desk.presses("noor", "Zo is het goed")
    await desk.presses("noor", readers)
    await desk.moves("2026-03-11T09:30")

    got = {person: await reads(desk, person, file) for person in ("noor", "bram", "ingrid", "fatima", "ruud")}

    assert {person for person, (status, _) in got.items() if status == 200} == who
    assert {content for status, content in got.values() if status == 200} == {PNG}


async def test_a_file_in_the_room_is_gone_when_its_answer_is(desk: Desk) -> None:
    file = await sends(desk, "tekening.png", PNG)
    await desk.presses("noor", "Zo is het goed")
    await desk.presses("noor", NAMED)
    await desk.moves("2026-03-11T09:00")
    shown = (await desk.room())[-1]["files"]

    await desk.says("noor", "verwijder 1")
    await desk.presses("noor", "Ja, verwijder")

    assert [one["id"] for one in shown] == [file]
    assert (await desk.room())[-1]["files"] == []
    assert (await reads(desk, "bram", file))[0] == 404


async def test_an_upload_that_was_sent_and_taken_back_is_gone_for_its_uploader_too(desk: Desk) -> None:
    file = await sends(desk, "tekening.png", PNG, "Kijk eens.")
    await desk.presses("noor", "Zo is het goed")
    await desk.presses("noor", PRIVATE)

    await desk.says("noor", "verwijder 1")
    await desk.presses("noor", "Ja, verwijder")

    assert (await reads(desk, "noor", file))[0] == 404


async def test_a_message_with_a_file_that_is_sent_again_is_one_message(desk: Desk) -> None:
    await desk.says("noor", "verwondering")
    file = (await desk.uploads("noor", "tekening.png", PNG)).body["id"]

    first = await desk.says("noor", "Kijk eens.", files=[file], id="eens")
    again = await desk.says("noor", "Kijk eens.", files=[file], id="eens")

    assert (first.status, again.status) == (202, 202)


@pytest.mark.parametrize("file", ["bestaat-niet", "%00", "..%2f..%2fmaster.key", "😀", "f" * 500])
async def test_there_is_no_such_file(desk: Desk, file: str) -> None:
    assert_refused(await desk.get(f"people/noor/files/{file}"), 404)


# Forms that cannot be read


async def broken(desk: Desk, body: bytes, kind: str = "multipart/form-data; boundary=grens") -> Answer:
    return await desk.call("POST", "people/noor/files", data=body, headers={"Content-Type": kind})


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/x-www-form-urlencoded", ""])
async def test_an_upload_is_a_form(desk: Desk, kind: str) -> None:
    assert_refused(await broken(desk, b"x", kind), 415)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "multipart/form-data; boundary=grens"),
        (b"onzin", "multipart/form-data; boundary=grens"),
        (b"--grens\r\nContent-Disp", "multipart/form-data; boundary=grens"),
        (b"--grens\r\n\r\n", "multipart/form-data; boundary=grens"),
        (b"--grens\r\nzonder dubbele punt\r\n\r\nx\r\n--grens--\r\n", "multipart/form-data; boundary=grens"),
        (b"--x\r\n", "multipart/form-data"),
        (b"--x\r\n", "multipart/form-data; boundary=" + "x" * 200),
    ],
    ids=lambda value: repr(value)[:30],
)
async def test_a_form_that_cannot_be_read_is_refused(desk: Desk, body: bytes, kind: str) -> None:
    answer = await broken(desk, body, kind)

    assert answer.status in {400, 422}
    assert_refused(answer, answer.status)


async def test_a_form_without_the_file_is_refused(desk: Desk) -> None:
    assert_refused(await desk.call("POST", "people/noor/files", data=form_of("a.png", PNG, field="bijlage")), 422)


async def test_only_somebodys_newest_uploads_wait_and_an_older_one_is_asked_for_again(desk: Desk) -> None:
    first = (await desk.uploads("noor", "eerste.png", PNG)).body["id"]
    for number in range(MOST):
        await desk.uploads("noor", f"{number}.png", PNG)

    assert_refused(await desk.says("noor", "kijk", files=[first]), 422)


async def test_nobody_pushes_out_what_another_has_chosen(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 4 * len(PNG))
    file = (await desk.uploads("bram", "bram.png", PNG)).body["id"]
    for number in range(3 * MOST):
        await desk.uploads("noor", f"{number}.png", PNG)

    assert (await reads(desk, "bram", file)) == (200, PNG)


async def test_all_uploads_together_take_no_more_than_their_room(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 4 * len(PNG))
    files = [(who, (await desk.uploads(who, "een.png", PNG)).body["id"]) for who in ("noor", "bram", "samira", "joost", "noor")]

    found = [(await reads(desk, who, file))[0] for who, file in files]

    assert found == [404, 200, 200, 200, 200]
