"""The Connector: one session and one token for all calls, and every failure told apart (trust S3, R13)."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.channels.base import LARGEST_FILE
from bot.channels.pace import Busy
from bot.channels.teams.app import App
from bot.channels.teams.connector import Connector, is_microsoft
from bot.channels.teams.failures import Away, Refused, delivery_error
from tests.kit.teams import APP, BOT, TENANT, FakeTeams, entra, patience
from tests.kit.teams_server import fake_teams

ROOM = "19:Room_-1@thread.tacv2"
SEND = "POST /conversations/"


def message(text: str = "Hallo.") -> dict[str, Any]:
    return {"type": "message", "from": {"id": BOT}, "text": text}


@pytest.fixture
async def teams() -> AsyncIterator[FakeTeams]:
    async with fake_teams() as opened:
        opened.add("noor")
        opened.add_room(ROOM, "noor", "bram", "samira", "joost")
        for name in ("bram", "samira", "joost"):
            opened.add(name)
        yield opened


@pytest.fixture
async def connector(teams: FakeTeams) -> AsyncIterator[Connector]:
    made = teams.connector()
    yield made
    await made.close()


async def failure(teams: FakeTeams, connector: Connector, **values: Any) -> Refused | Away:
    """Return how sending a message to Noor fails."""
    with pytest.raises((Refused, Away)) as refused:
        await connector.send(teams.service, teams.chat("noor"), message(**values))
    assert isinstance(refused.value, (Refused, Away))
    return refused.value


# -- what can be asked


async def test_a_message_is_sent_changed_and_taken_away(teams: FakeTeams, connector: Connector) -> None:
    id_ = await connector.send(teams.service, ROOM, message())
    assert teams.texts(ROOM) == ["Hallo."]

    await connector.update(teams.service, ROOM, id_, message("Dag."))
    assert teams.texts(ROOM) == ["Dag."]

    await connector.delete(teams.service, ROOM, id_)
    await connector.delete(teams.service, ROOM, id_)
    assert teams.texts(ROOM) == []


async def test_a_private_chat_is_opened_by_the_id_in_entra(teams: FakeTeams, connector: Connector) -> None:
    assert await connector.open_chat(teams.service, entra("noor"), TENANT) == teams.chat("noor")


@pytest.mark.parametrize("page", [1, 3, 4, 500])
async def test_the_members_come_in_pages_and_nobody_is_missed(teams: FakeTeams, connector: Connector, page: int) -> None:
    teams.page = page

    found = await connector.members(teams.service, ROOM)

    assert [one["name"] for one in found] == ["Noor", "Bram", "Samira", "Joost"]


@pytest.mark.parametrize("pages", ["lost", "overlap"])
async def test_pages_that_get_lost_or_overlap_give_everybody_once(teams: FakeTeams, connector: Connector, pages: str) -> None:
    for name in ("noor", "bram", "samira", "joost", "ingrid", "lotte", "fatima"):
        teams.add(name)
        teams.rooms[ROOM].append(teams.named(name))
    teams.pages = pages

    found = await connector.members(teams.service, ROOM)

    assert sorted(one["name"] for one in found) == ["Bram", "Fatima", "Ingrid", "Joost", "Lotte", "Noor", "Samira"]


@pytest.mark.parametrize(("pages", "problem"), [("lost for good", Refused), ("endless", Away)])
async def test_pages_of_which_there_is_no_end_are_no_list(
    teams: FakeTeams, connector: Connector, pages: str, problem: type[Exception]
) -> None:
    for name in ("noor", "bram", "samira", "joost", "ingrid", "lotte", "fatima"):
        teams.add(name)
        teams.rooms[ROOM].append(teams.named(name))
    teams.pages = pages

    with pytest.raises(problem):
        await connector.members(teams.service, ROOM)


@pytest.mark.parametrize("body", ["[]", '{"members": 7}', "7"])
async def test_what_is_no_list_of_members_is_none(teams: FakeTeams, connector: Connector, body: str) -> None:
    teams.go_wrong(f"GET /conversations/{ROOM}", 200, body=body)

    with pytest.raises(Away) as away:
        await connector.members(teams.service, ROOM)

    assert not away.value.doubtful


@pytest.mark.parametrize("body", ["<html>", "{}", '{"members": null, "continuationToken": ""}'])
async def test_a_page_without_members_ends_the_list(teams: FakeTeams, connector: Connector, body: str) -> None:
    teams.go_wrong(f"GET /conversations/{ROOM}", 200, body=body)

    assert await connector.members(teams.service, ROOM) == []


async def test_many_messages_go_over_one_connection(teams: FakeTeams, connector: Connector) -> None:
    for number in range(20):
        await connector.send(teams.service, ROOM, message(str(number)))

    assert len(teams.connections) == 1


# -- the token


async def test_one_token_carries_all_calls(teams: FakeTeams, connector: Connector) -> None:
    for _ in range(3):
        await connector.send(teams.service, ROOM, message())

    assert teams.shown_tokens == ["token-0"] * 3


async def test_a_token_that_is_not_taken_is_renewed_once_and_the_message_sent_once(
    teams: FakeTeams, connector: Connector
) -> None:
    await connector.send(teams.service, ROOM, message("Een."))
    teams.forget_tokens()

    await connector.send(teams.service, ROOM, message("Twee."))

    assert teams.texts(ROOM) == ["Een.", "Twee."]
    assert teams.shown_tokens[-2:] == ["token-0", "token-1"]


async def test_a_token_that_is_never_taken_is_no_loop(teams: FakeTeams, connector: Connector) -> None:
    teams.go_wrong(SEND, 401, times=9)

    problem = await failure(teams, connector)

    assert delivery_error(problem).kind == "transient"
    assert delivery_error(problem).retry_after == 600
    assert len([call for call in teams.calls if call.startswith(SEND)]) == 2


async def test_a_wrong_password_reaches_no_conversation_and_waits_long(teams: FakeTeams) -> None:
    connector = teams.connector(app=App(APP.id, TENANT, "verkeerd"))

    problem = await failure(teams, connector)
    await connector.close()

    assert delivery_error(problem).reason == "name or password refused"
    assert delivery_error(problem).retry_after == 600
    assert delivery_error(problem).until_mended
    assert not any(call.startswith(SEND) for call in teams.calls)


@pytest.mark.trust("S21")
def test_a_password_is_never_printed() -> None:
    assert APP.password not in repr(APP)


async def test_without_an_app_no_token_is_asked_or_shown(teams: FakeTeams) -> None:
    connector = teams.connector(app=None)

    assert delivery_error(await failure(teams, connector)).reason == "name or password refused"
    await connector.close()

    assert teams.tokens == []
    assert teams.shown_tokens == [""]


# -- where the token goes


@pytest.mark.parametrize("url", [
    "https://smba.trafficmanager.net/emea/11111111-0000-0000-0000-000000000001/", "https://smba.trafficmanager.net:443/teams",
    "https://europe.botframework.com/", "https://a.b.teams.microsoft.com/x",
])  # fmt: skip
def test_microsofts_own_addresses_are_trusted(url: str) -> None:
    assert is_microsoft(url)


@pytest.mark.trust("S3")
@pytest.mark.parametrize("url", [
    "http://smba.trafficmanager.net/teams/", "https://smba.trafficmanager.net.kwaad.example/", "https://kwaad.example/",
    "https://smba.trafficmanager.net@kwaad.example/", "https://kwaad.example/smba.trafficmanager.net/",
    "https://x.trafficmanager.net/", "https://botframework.com.kwaad.example/", "https://kwaadbotframework.com/",
    "https://smba.trafficmanager.net:8443/", "https://smba.trafficmanager.net\\@kwaad.example/", "//smba.trafficmanager.net/",
    "https://[::1]/", "https://127.0.0.1/", "ftp://smba.trafficmanager.net/", "", "https://", "https://smba.trafficmanager.net:x/",
    "https://user:secret@smba.trafficmanager.net/", "https://smba.trafficmanager.net%2f@kwaad.example/", "https://[x",
    "javascript:alert(1)", "https://smba。trafficmanager。net/", "https://botframework.com/", "file:///etc/passwd",
])  # fmt: skip
async def test_no_call_and_no_token_goes_to_another_address(teams: FakeTeams, url: str) -> None:
    connector = teams.connector(trusted=is_microsoft)

    with pytest.raises(Refused):
        await connector.send(url, ROOM, message())
    await connector.close()

    assert teams.calls == []


@pytest.mark.trust("S3")
async def test_the_token_does_not_follow_a_redirection(teams: FakeTeams, connector: Connector) -> None:
    teams.go_wrong(SEND, 307, headers={"Location": f"{teams.url}/elders"})

    problem = await failure(teams, connector)

    assert delivery_error(problem).kind == "ambiguous"
    assert teams.calls[-1].startswith(SEND)


# -- files


async def test_a_file_that_teams_keeps_is_fetched_with_the_token(teams: FakeTeams, connector: Connector) -> None:
    teams.files["1"] = b"beeld"

    assert await connector.download(f"{teams.url}/files/1") == b"beeld"
    assert teams.shown_tokens == ["token-0"]


async def test_of_a_file_that_is_too_large_only_so_much_is_fetched_that_this_is_seen(
    teams: FakeTeams, connector: Connector
) -> None:
    teams.files["1"] = b"x" * (LARGEST_FILE + 5_000_000)

    assert LARGEST_FILE < len(await connector.download(f"{teams.url}/files/1")) < LARGEST_FILE + 1_000_000


async def test_a_file_that_is_gone_or_elsewhere_is_not_fetched(teams: FakeTeams, connector: Connector) -> None:
    calls = list(teams.calls)
    for url in ("http://127.0.0.1:1/x", "https://kwaad.example/x", "file:///etc/passwd", "http://169.254.169.254/latest"):
        with pytest.raises(Refused):
            await connector.download(url)
    assert teams.calls == calls

    with pytest.raises(Refused):
        await connector.download(f"{teams.url}/files/weg")


# -- failures


@pytest.mark.trust("R10")
@pytest.mark.parametrize(("status", "body", "kind", "reason"), [
    (400, '{"error": {"code": "BadArgument", "message": "x"}}', "ambiguous", "BadArgument"),
    (400, '{"error": {"code": "wat Noor schreef"}}', "ambiguous", "unknown"),
    (403, '{"error": {"code": "ConversationBlockedByUser"}}', "permanent", "blocked"),
    (403, '{"error": {"code": "MessageWritesBlocked"}}', "permanent", "blocked"),
    (403, '{"message": "{\\"subCode\\":\\"MessageWritesBlocked\\",\\"details\\":null}"}', "permanent", "blocked"),
    (403, '{"error": {"code": "BotDisabledByAdmin"}}', "permanent", "the app is switched off by an administrator"),
    (403, '{"error": {"code": "BotNotInConversationRoster"}}', "permanent", "the app is not installed"),
    (403, '{"error": {"code": "ForbiddenOperationException"}}', "permanent", "the app is not installed"),
    (403, "", "permanent", "the app is not installed"),
    (403, '{"error": {"code": "InvalidBotApiHost"}}', "ambiguous", "InvalidBotApiHost"),
    (404, '{"error": {"code": "ConversationNotFound"}}', "permanent", "message or person is gone"),
    (412, "", "transient", "too many calls"),
    (413, '{"error": {"code": "MessageSizeTooBig"}}', "ambiguous", "MessageSizeTooBig"),
    (429, "", "transient", "too many calls"),
    (500, "<html>", "transient", "Teams is away"),
    (502, "[" * 100_000, "transient", "Teams is away"),
    (503, '{"error": 7}', "transient", "Teams is away"),
    (504, "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "transient", "Teams is away"),
    (0, "", "transient", "Teams is away"),
])  # fmt: skip
async def test_every_failure_is_told_apart(
    teams: FakeTeams, connector: Connector, status: int, body: str, kind: str, reason: str
) -> None:
    teams.go_wrong(SEND, status, body=body)

    told = delivery_error(await failure(teams, connector))

    assert (told.kind, told.reason) == (kind, reason)


@pytest.mark.parametrize(("told", "waits"), [("7", 7.0), ("999999", 3600.0), ("", None), ("straks", None), ("-1", None)])
async def test_who_calls_too_often_waits_as_long_as_teams_says(
    teams: FakeTeams, connector: Connector, told: str, waits: float | None
) -> None:
    teams.go_wrong(SEND, 429, headers={"Retry-After": told})

    assert delivery_error(await failure(teams, connector)).retry_after == waits


@pytest.mark.parametrize(("status", "doubtful"), [(412, False), (429, False), (500, True), (502, True), (0, True)])
async def test_only_what_may_have_been_done_is_doubtful(
    teams: FakeTeams, connector: Connector, status: int, *, doubtful: bool
) -> None:
    teams.go_wrong(SEND, status, done=doubtful)

    assert (await failure(teams, connector)).doubtful is doubtful


@pytest.mark.trust("S22")
async def test_a_server_that_keeps_silent_is_left_and_what_was_asked_is_doubtful(teams: FakeTeams) -> None:
    connector = teams.connector(patience=patience(0.2))
    teams.go_wrong(SEND, 200, holds=True)

    problem = await failure(teams, connector)
    await connector.close()

    assert problem.doubtful


async def test_a_server_that_is_not_there_did_nothing(teams: FakeTeams) -> None:
    connector = teams.connector(trusted=lambda _: True, app=None)
    with pytest.raises(Away) as away:
        await connector.send("http://127.0.0.1:1/", ROOM, message())
    await connector.close()

    assert not away.value.doubtful


@pytest.mark.parametrize("body", ["", "{}", "[]", '{"id": ""}', '{"id": 7}', "<html>"])
async def test_a_message_without_an_id_is_no_receipt_and_is_not_sent_again(
    teams: FakeTeams, connector: Connector, body: str
) -> None:
    teams.go_wrong(SEND, 200, body=body)

    assert delivery_error(await failure(teams, connector)).kind == "ambiguous"


@pytest.mark.trust("R11")
async def test_who_has_not_installed_the_app_and_who_blocked_it_are_told_apart(teams: FakeTeams, connector: Connector) -> None:
    teams.add("ingrid", installed=False)
    teams.blocked.add(teams.chat("bram"))

    with pytest.raises(Refused) as not_there:
        await connector.open_chat(teams.service, entra("ingrid"), TENANT)
    with pytest.raises(Refused) as blocked:
        await connector.open_chat(teams.service, entra("bram"), TENANT)

    assert delivery_error(not_there.value).reason == "the app is not installed"
    assert delivery_error(blocked.value).reason == "blocked"


def test_who_waits_long_for_a_turn_comes_again_later() -> None:
    told = delivery_error(Busy(12.0))

    assert (told.kind, told.retry_after) == ("transient", 12.0)


@pytest.mark.trust("R9")
@pytest.mark.parametrize("told", [
    {"Retry-After": "4"}, {"Retry-After": "Thu, 12 Mar 2026 14:00:04 GMT", "Date": "Thu, 12 Mar 2026 14:00:00 GMT"},
])  # fmt: skip
async def test_teams_says_how_long_to_wait_in_seconds_or_until_when(teams: FakeTeams, told: dict[str, str]) -> None:
    moment = [0.0]

    async def wait(seconds: float) -> None:
        moment[0] += seconds

    connector = teams.connector(now=lambda: moment[0], pause=wait)
    teams.go_wrong(SEND, 429, headers=told)

    problem = await failure(teams, connector)
    await connector.turn_to_send(teams.chat("noor"), urgent=True)

    assert delivery_error(problem).retry_after == 4
    assert moment == [4.0], "nothing goes to that conversation before"
    await connector.close()
