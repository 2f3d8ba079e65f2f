"""What people do in Teams becomes an act once, and of all else nothing: names, edits, files, installing (reference §7)."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.channels.base import Chose, Deleted, Edited, Mentioned, Said
from bot.channels.reasons import TAKEN_AWAY
from bot.channels.teams.activities import Heard, Reading
from bot.channels.teams.activity import Activity
from dialogs.saying.prompt import Choice
from storage.groups import people
from storage.outgoing import chats
from storage.store import Unit
from storage.tables import address, chat, file, seen, setting
from tests.kit.pictures import png
from tests.kit.teams import BOT, FILE, JSON, TENANT, FakeTeams, entra
from tests.kit.teams_town import TeamsTown, teams_town
from tests.kit.town import TEAM

OTHER = {"type": "mention", "mentioned": {"id": "29:bram"}, "text": "<at>Bram</at>"}


def said_to_bot(name: str = "Leerbot") -> JSON:
    return {"type": "mention", "mentioned": {"id": BOT, "name": name}, "text": f"<at>{name}</at>"}


# -- one activity


@pytest.fixture
def teams() -> FakeTeams:
    made = FakeTeams(url="https://smba.trafficmanager.net")
    made.add("noor")
    return made


async def read(raw: JSON, *, offers: tuple[str, ...] = (), fetched: bytes = b"") -> Heard | None:
    """Return what an activity says."""

    async def offered(person: str) -> list[Choice]:
        assert person == person.lower()
        return [Choice(f"a.{number}", label) for number, label in enumerate(offers)]

    async def fetch(url: str) -> bytes:
        return fetched

    return await Reading(offered, fetch).read(Activity.model_validate(raw), raw)


async def act(raw: JSON, **values: Any) -> Any:
    heard = await read(raw, **values)
    return heard.incoming.act if heard and heard.incoming else None


@pytest.mark.parametrize("changed", [
    {"id": "7\ud800"}, {"id": "7\x00"}, {"conversation": {"id": "a:\ud800", "conversationType": "personal"}},
    {"from": {"id": "29:x", "aadObjectId": "\ud800"}}, {"serviceUrl": "https://smba.trafficmanager.net/\ud800"},
])  # fmt: skip
async def test_what_has_no_name_that_can_be_kept_is_no_act(teams: FakeTeams, changed: JSON) -> None:
    assert await read(teams.message("noor", "Hallo.") | changed) is None


@pytest.mark.parametrize(("text", "entities", "said"), [
    ("Hallo.", [], "Hallo."),
    ("<at>Leerbot</at> hallo", [said_to_bot()], "hallo"),
    ("Dag <at>Leerbot</at>, wat doet Leerbot?", [said_to_bot()], "Dag , wat doet Leerbot?"),
    ("<at>R&amp;D bot</at>&nbsp;hoi\r\n", [said_to_bot("R&amp;D bot")], "hoi"),
    ("<at>R&amp;D bot</at> hoi", [said_to_bot("R&D bot")], "hoi"),
    ("Vraag <at>Bram</at> eens &amp; mij", [OTHER, said_to_bot()], "Vraag Bram eens & mij"),
    ("&lt;at&gt;Leerbot&lt;/at&gt; &lt;b&gt; &amp;amp;", [said_to_bot()], "<at>Leerbot</at> <b> &amp;"),
    ('<at id="0">Leerbot</at> een', [said_to_bot()], "een"),
    ("een\r\ntwee\xa0drie", [], "een\ntwee drie"),
    ("5 &lt; 6", [{"type": "clientInfo"}, {"type": "mention"}, {"type": "mention", "mentioned": "x", "text": 7}], "5 < 6"),
])  # fmt: skip
async def test_what_somebody_writes_stays_as_it_was_but_for_the_bots_own_name(
    teams: FakeTeams, text: str, entities: list[JSON], said: str
) -> None:
    assert await act(teams.activity("message", "noor", text=text, entities=entities)) == Said(said)


@pytest.mark.parametrize(("text", "chosen"), [("2", "a.1"), ("ja", "a.0"), ("NEE!", "a.1")])
async def test_what_was_offered_last_can_be_chosen_by_typing(teams: FakeTeams, text: str, chosen: str) -> None:
    assert await act(teams.message("noor", text), offers=("Ja", "Nee")) == Chose((chosen,), text)


@pytest.mark.parametrize("raw", [
    {"text": ""}, {"text": None}, {"text": "  "}, {"type": "typing"},
    {"type": "messageReaction"}, {"type": "iets nieuws", "text": "x"}, {"type": "event"}, {"type": None},
    {"id": None, "text": "x"}, {"type": "endOfConversation"},
    {"type": "messageUpdate", "channelData": {"tenant": {"id": TENANT}, "eventType": "undeleteMessage"}},
])  # fmt: skip
async def test_what_is_no_act_says_nothing(teams: FakeTeams, raw: JSON) -> None:
    assert await act(teams.activity("message", "noor", **{name: value for name, value in raw.items() if name != "type"})
                     | {"type": raw.get("type", "message")}) is None  # fmt: skip


@pytest.mark.parametrize("who", [
    None, {"id": "29:x"}, {"id": "29:x", "aadObjectId": None}, {"id": BOT, "aadObjectId": "x"},
    {"id": "29:x", "aadObjectId": "x", "role": "bot"},
])  # fmt: skip
async def test_who_is_nobody_in_entra_or_a_bot_is_not_heard(teams: FakeTeams, who: JSON | None) -> None:
    assert await read(teams.message("noor", "hoi") | {"from": who}) is None


@pytest.mark.parametrize("place", [None, {}, {"id": ""}])
async def test_what_was_done_nowhere_is_not_heard(teams: FakeTeams, place: JSON | None) -> None:
    assert await read(teams.message("noor", "hoi") | {"conversation": place}) is None


async def test_the_same_act_has_the_same_name_and_each_edit_one_of_its_own(teams: FakeTeams) -> None:
    async def name(raw: JSON) -> str:
        heard = await read(raw)
        assert heard is not None
        assert heard.incoming is not None
        return heard.incoming.message

    message = teams.message("noor", "hoi")
    edit = message | {"type": "messageUpdate", "timestamp": "2026-03-12T14:01:00.000Z"}
    again = edit | {"timestamp": "2026-03-12T14:02:00.000Z"}
    names = [
        await name(one)
        for one in (message, message | {"text": "anders"}, edit, edit, again, message | {"type": "messageDelete"})
    ]

    assert names[0] == names[1] == f"{teams.chat('noor')} {message['id']}"
    assert names[2] == names[3]
    assert len(set(names)) == 4


async def test_edits_and_deletions_count_in_private_alone(teams: FakeTeams) -> None:
    room = teams.add_room("19:r@thread.tacv2", "noor")
    written = f"{teams.chat('noor')} 7"
    for kind, found in (("messageUpdate", Edited(written, "Anders.")), ("messageDelete", Deleted(written))):
        assert await act(teams.activity(kind, "noor", text="Anders.") | {"id": "7"}) == found
        assert await act(teams.activity(kind, "noor", room, text="Anders.")) is None


async def test_in_a_room_only_who_calls_the_bot_is_heard(teams: FakeTeams) -> None:
    room = teams.add_room("19:r@thread.tacv2", "noor")
    heard = await read(teams.mention("noor", room, "<at>Leerbot</at> hier hoort Team Zuid"))

    assert heard is not None
    assert heard.place is None
    assert heard.incoming is not None
    assert (heard.incoming.act, heard.incoming.person) == (
        Mentioned(room, f"{room};messageid=1", "hier hoort Team Zuid"), entra("noor"),
    )  # fmt: skip
    assert await act(teams.activity("message", "noor", room, text="zomaar")) is None


async def test_a_group_chat_is_a_room(teams: FakeTeams) -> None:
    teams.add_room("19:g@thread.v2", "noor")
    called = teams.mention("noor", "19:g@thread.v2")
    called["conversation"] |= {"id": "19:g@thread.v2", "conversationType": "groupChat"}
    heard = await read(called)

    assert heard is not None
    assert heard.place is None
    assert heard.incoming is not None
    assert isinstance(heard.incoming.act, Mentioned)
    assert await act(called | {"entities": []}) is None
    for kind in ("messageUpdate", "messageDelete"):
        assert await act(called | {"type": kind}) is None


@pytest.mark.parametrize(("attachment", "name"), [
    ({"contentType": FILE, "name": "a.png", "content": {"downloadUrl": "https://x.sharepoint.com/1", "uniqueId": 7}}, "a.png"),
    ({"contentType": "image/*", "contentUrl": "https://smba.trafficmanager.net/1"}, "bijlage.png"),
    ({"contentType": "image/png", "contentUrl": "https://smba.trafficmanager.net/1", "name": "foto.png"}, "foto.png"),
])  # fmt: skip
async def test_files_and_pasted_pictures_come_along(teams: FakeTeams, attachment: JSON, name: str) -> None:
    found = await act(teams.activity("message", "noor", text="Kijk.", attachments=[attachment]), fetched=png())

    assert isinstance(found, Said)
    assert [(file.name, file.body) for file in found.files] == [(name, png())]


async def test_several_files_are_fetched_side_by_side(teams: FakeTeams) -> None:
    asked: list[str] = []
    both = asyncio.Event()

    async def fetch(url: str) -> bytes:
        asked.append(url)
        if len(asked) == 2:
            both.set()
        await both.wait()
        return url.encode()

    async def offered(person: str) -> list[Choice]:
        return []

    raw = teams.message("noor", "Kijk.", files=[("a.png", b""), ("b.pdf", b"")])
    async with asyncio.timeout(10):
        heard = await Reading(offered, fetch).read(Activity.model_validate(raw), raw)

    assert heard is not None
    assert heard.incoming is not None
    assert isinstance(heard.incoming.act, Said)
    assert [(one.name, one.body.decode()) for one in heard.incoming.act.files] == list(
        zip(("a.png", "b.pdf"), asked, strict=True)
    )


@pytest.mark.parametrize("attachment", [
    {"contentType": FILE, "name": "a.png"}, {"contentType": FILE, "name": "a.png", "content": {"downloadUrl": 7}},
    {"contentType": "image/png", "name": "a.png"}, {"contentType": "audio/ogg", "contentUrl": "https://x/1", "name": "a.ogg"},
])  # fmt: skip
async def test_a_file_that_cannot_be_had_is_empty_and_still_there(teams: FakeTeams, attachment: JSON) -> None:
    found = await act(teams.activity("message", "noor", attachments=[attachment]))

    assert isinstance(found, Said)
    assert [file.body for file in found.files] == [b""]


@pytest.mark.parametrize("attachment", [
    {"contentType": "text/html", "content": "<p>Kijk.</p>"}, {"contentType": "application/vnd.microsoft.card.adaptive"},
    {"contentType": None}, {},
])  # fmt: skip
async def test_the_message_itself_and_cards_are_no_files(teams: FakeTeams, attachment: JSON) -> None:
    assert await act(teams.activity("message", "noor", text="Kijk.", attachments=[attachment])) == Said("Kijk.")


@pytest.mark.parametrize(("raw", "app"), [
    ({"type": "installationUpdate", "action": "add"}, "came"),
    ({"type": "installationUpdate", "action": "add-upgrade"}, "came"),
    ({"type": "installationUpdate", "action": "remove"}, "went"),
    ({"type": "installationUpdate", "action": "remove-upgrade"}, None),
    ({"type": "conversationUpdate", "membersAdded": [{"id": BOT}]}, "came"),
    ({"type": "conversationUpdate", "membersAdded": [{"id": "29:noor"}]}, None), ({"type": "conversationUpdate"}, None),
])  # fmt: skip
async def test_it_is_heard_whether_the_app_came_or_went(teams: FakeTeams, raw: JSON, app: str | None) -> None:
    heard = await read(teams.activity("", "noor") | raw)

    assert heard is not None
    assert (heard.app, heard.incoming) == (app, None)


# -- the whole bot


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[TeamsTown]:
    async with teams_town(tmp_path, formats=["weekly_wonder"]) as opened:
        yield opened


@pytest.mark.trust("R14")
async def test_a_repeat_is_answered_and_changes_nothing(place: TeamsTown) -> None:
    activity = place.server.message("noor", "hulp")
    for _ in range(5):
        assert await place.told(activity) == 202
    await place.settle()

    assert len(await place.shown("noor")) == 1


async def test_where_a_chat_is_now_is_kept_with_the_act_that_tells_it(place: TeamsTown) -> None:
    elsewhere = f"{place.server.url}/amer/"
    await place.says("noor", "hulp")
    await place.told(place.server.message("noor", "hulp") | {"serviceUrl": elsewhere})

    def kept(unit: Unit) -> tuple[Any, Any]:
        newest = unit.connection.execute(select(setting.c.value).where(setting.c.name == "teams.service")).scalar()
        return chats.of(unit, "noor"), newest

    assert await place.app.store.read(kept) == (chats.Place(place.server.chat("noor"), elsewhere), elsewhere)
    assert "POST /conversations" not in place.server.calls  # what she writes in is where she is answered


async def test_of_who_is_not_known_nothing_is_kept(place: TeamsTown) -> None:
    place.server.add("vreemd")
    for activity in (
        place.server.message("vreemd", "Wat is dit?"), place.server.activity("installationUpdate", "vreemd", action="add"),
        place.server.mention("vreemd", TEAM),
    ):  # fmt: skip
        assert await place.told(activity) == 202
    await place.settle()

    def kept(unit: Unit) -> list[str]:
        tables = (seen.c.message, chat.c.person, address.c.external)
        found = [str(one) for column in tables for one in unit.connection.execute(select(column)).scalars()]
        return [one for one in found if "vreemd" in one]

    assert await place.app.store.read(kept) == []
    assert place.server.messages[place.server.chat("vreemd")] == {}


@pytest.mark.trust("R32")
async def test_an_app_that_goes_is_not_written_to_and_one_that_comes_is(place: TeamsTown) -> None:
    async def undeliverable() -> str | None:
        return (await place.app.store.read(lambda unit: people.load(unit, "noor"))).undeliverable

    await place.told(place.server.activity("installationUpdate", "noor", action="remove"))
    assert await undeliverable() == TAKEN_AWAY
    for activity in (
        place.server.activity("conversationUpdate", "noor", membersAdded=[{"id": BOT}]),
        place.server.activity("installationUpdate", "noor", action="add"),
    ):
        await place.told(activity)
    assert await undeliverable() is None
    await place.until("thu 14:00")
    assert "verwonder" in await place.reads("noor")


async def test_calling_the_bot_in_a_room_is_answered_in_private_and_leaves_the_room_alone(place: TeamsTown) -> None:
    await place.acts("noor", Mentioned())

    assert len(await place.shown("noor")) == 1
    assert await place.room() == ""


async def test_an_edit_and_a_deletion_are_answered(place: TeamsTown) -> None:
    await place.says("noor", "verwondering")
    await place.says("noor", "De balie was rustig.")
    before = len(await place.shown("noor"))
    await place.edits("noor", "De balie was druk.")
    await place.takes_away("noor")

    assert len(await place.shown("noor")) == before + 2


async def test_of_reactions_nothing_is_heard_or_kept(place: TeamsTown) -> None:
    await place.says("noor", "hulp")
    before = await place.reads("noor")
    for change in ("reactionsAdded", "reactionsRemoved"):
        told = place.server.activity("messageReaction", "noor", replyToId="1") | {change: [{"type": "like"}]}
        assert await place.told(told) == 202
    await place.settle()

    assert await place.reads("noor") == before


async def test_a_pdf_that_came_along_is_kept(place: TeamsTown) -> None:
    await place.says("noor", "verwondering")
    await place.says("noor", "Kijk eens.", ("plan.pdf", b"%PDF-1.4\n%%EOF\n"))

    assert "niet bewaren" not in (await place.shown("noor"))[-1].text
    assert len(await place.app.store.read(lambda unit: unit.connection.execute(select(file.c.id)).all())) == 1


async def test_a_picture_that_came_along_is_kept_and_one_that_is_gone_is_told(place: TeamsTown) -> None:
    await place.until("thu 14:00")
    activity = place.server.message("noor", "Kijk eens.", files=[("muur.png", png())])
    place.server.files.clear()
    assert await place.told(activity) == 202
    await place.settle()
    assert "Dit soort bestand kan ik niet bewaren." in (await place.shown("noor"))[-1].text

    await place.says("noor", "Kijk eens.", ("muur.png", png()))
    assert "niet bewaren" not in (await place.shown("noor"))[-1].text


async def test_who_installs_the_app_later_is_asked_whether_she_takes_part_when_she_would_be_reminded(tmp_path: Path) -> None:
    async with teams_town(tmp_path, formats=["weekly_wonder"]) as place:
        chat_of_lotte = place.server.add("lotte", installed=False)
        await place.add("lotte", consent=None)
        await place.until("wed 12:00")
        assert place.server.messages[chat_of_lotte] == {}

        place.server.installed.add(chat_of_lotte)
        await place.told(place.server.activity("installationUpdate", "lotte", action="add"))
        await place.wait(days=10)

        assert "Wil je meedoen" in await place.reads("lotte")


async def test_who_takes_part_and_installs_the_app_again_hears_what_is_still_open(tmp_path: Path) -> None:
    async with teams_town(tmp_path, formats=["weekly_wonder"]) as place:
        place.server.installed.discard(place.server.chat("noor"))
        await place.until("thu 15:00")

        place.server.installed.add(place.server.chat("noor"))
        await place.told(place.server.activity("installationUpdate", "noor", action="add"))
        await place.until("mon 12:00")

        assert "verwonder" in await place.reads("noor")
