"""Nobody comes in but Teams, for this app and from our tenant; whatever is shown, no key is fetched twice a minute (S1, S2)."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
import jwt
import pytest

from bot.channels.teams.connector import is_microsoft
from bot.channels.teams.door import MOST_REMEMBERED, REMEMBERED, Door, NotLetIn, tenants_in
from bot.channels.teams.keys import Keys, KeysAway
from bot.clock import FixedClock, WallClock
from tests.kit.teams import APP, TENANT
from tests.kit.teams_issuer import ISSUER, JSON, Issuer, issuer, key, seconds

SERVICE = "https://smba.trafficmanager.net/emea/"
OTHER = "99999999-0000-0000-0000-000000000009"


def activity(**values: Any) -> JSON:
    """Return an activity as Teams sends it."""
    return {
        "type": "message", "channelId": "msteams", "serviceUrl": SERVICE, "conversation": {"id": "a:1", "tenantId": TENANT},
        "channelData": {"tenant": {"id": TENANT}}, **values,
    }  # fmt: skip


@dataclass
class Place:
    """A door with its issuer, and a steady clock that stands."""

    issuer: Issuer
    door: Door
    keys: Keys
    clock: FixedClock
    seconds: float = 0.0

    async def check(self, token: str, raw: JSON | None = None) -> None:
        await self.door.check(f"Bearer {token}", raw or activity())

    async def refused(self, token: str, raw: JSON | None = None) -> int:
        with pytest.raises(NotLetIn) as refused:
            await self.check(token, raw)
        return refused.value.status

    def good(self, **values: Any) -> str:
        return self.issuer.token(SERVICE, **values)


@pytest.fixture
async def place() -> AsyncIterator[Place]:
    async with issuer() as signs, aiohttp.ClientSession() as session:
        clock = FixedClock(WallClock().now())
        keys = Keys(lambda: session, lambda: opened.seconds, f"{signs.url}/metadata")
        opened = Place(signs, Door(APP, keys, is_microsoft, lambda: opened.seconds, clock), keys, clock)
        yield opened
        await keys.close()


def forged(head: JSON, claims: object, signature: bytes = b"x") -> str:
    """Return a token made by hand."""
    parts = (json.dumps(head).encode(), json.dumps(claims).encode(), signature)
    return ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts)


# -- what is let in


async def test_what_teams_signs_is_let_in_and_the_keys_are_fetched_once(place: Place) -> None:
    for _ in range(5):
        await place.check(place.good())

    assert place.issuer.fetches == ["metadata", "keys"]


@pytest.mark.parametrize("raw", [
    activity(channelData=None), activity(conversation={"id": "a:1"}), activity(conversation=None), activity(channelData={}),
])  # fmt: skip
async def test_the_tenant_may_stand_in_one_of_two_places(place: Place, raw: JSON) -> None:
    await place.check(place.good(), raw)


@pytest.mark.parametrize("off", [-240, 240])
async def test_clocks_may_differ_by_some_minutes(place: Place, off: int) -> None:
    await place.check(place.good(exp=seconds() + max(off, -240), nbf=seconds() + off - 10, iat=seconds() - 600))


# -- what is not


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Basic dTpw", "bearer x.y.z", "Bearer a b", "Bearer \udc80", "Bearer " + "x" * 20_000]
)
async def test_without_a_token_nobody_comes_in(place: Place, header: str) -> None:
    with pytest.raises(NotLetIn):
        await place.door.check(header, activity())

    assert place.issuer.fetches == []


@pytest.mark.trust("S1")
@pytest.mark.parametrize("claims", [
    {"aud": OTHER}, {"aud": None}, {"aud": [APP.id]}, {"aud": ""}, {"iss": "https://sts.windows.net/x/"}, {"iss": None},
    {"iss": [ISSUER]}, {"iss": f"{ISSUER}/"}, {"exp": None}, {"exp": 1}, {"exp": "morgen"}, {"nbf": 99_999_999_999},
    {"iat": 99_999_999_999}, {"serviceurl": None}, {"serviceurl": SERVICE[:-1]}, {"serviceurl": "https://kwaad.example/"},
    {"serviceurl": SERVICE.upper()}, {"iss": {"a": 1}}, {"aud": {"a": 1}}, {"exp": seconds() - 301},
])  # fmt: skip
async def test_a_token_that_says_something_else_is_refused(place: Place, claims: JSON) -> None:
    assert await place.refused(place.good(**claims) if "iss" not in claims else forged_by(claims)) == 401


async def test_a_token_that_stands_otherwise_in_its_header_is_refused(place: Place) -> None:
    good = place.good()

    for header in (f"Basic {good}", f"bearer {good}", f"Bearer {good} ", f"Bearer {good[:-9]} {good[-9:]}"):
        with pytest.raises(NotLetIn):
            await place.door.check(header, activity())


async def test_a_token_is_not_looked_into_that_is_longer_than_any(place: Place) -> None:
    tokens = (
        place.good(pad="x" * size, head={"kid": "k1", "x": "x" * more}) for size in range(11_780, 11_800) for more in (0, 1)
    )
    by_length = {len(token): token for token in tokens}
    longest, longer = by_length[16 * 1024], by_length[16 * 1024 + 4]

    assert await place.refused(longer) == 401
    assert place.issuer.fetches == []
    await place.check(longest)


async def test_a_token_for_no_address_is_refused_also_where_none_is_named(place: Place) -> None:
    assert await place.refused(place.good(serviceurl=None), activity(serviceUrl=None)) == 401


def test_a_tenant_is_the_same_however_its_id_is_written() -> None:
    assert tenants_in({"channelData": {"tenant": {"id": "AB-1"}}, "conversation": {"tenantId": "ab-1"}}) == {"ab-1"}


@pytest.mark.parametrize(("claims", "why"), [({"aud": OTHER}, "for another app"), ({"iss": f"{ISSUER}/"}, "another issuer")])
async def test_why_somebody_is_not_let_in_is_said_in_words_of_ours(place: Place, claims: JSON, why: str) -> None:
    with pytest.raises(NotLetIn) as refused:
        await place.check(forged_by(claims))

    assert str(refused.value) == why


def forged_by(claims: JSON) -> str:
    """Return a rightly signed token whose issuer is something that no library would write."""
    said = {"iss": ISSUER, "aud": APP.id, "serviceurl": SERVICE, "exp": seconds() + 600, **claims}
    text = json.dumps({name: value for name, value in said.items() if value is not None}).encode()
    return jwt.api_jws.encode(text, key("k1"), "RS256", {"kid": "k1", "typ": "JWT"})


@pytest.mark.trust("S1")
@pytest.mark.parametrize("head", [
    {"alg": "none", "kid": "k1"}, {"alg": "HS256", "kid": "k1"}, {"alg": "RS384", "kid": "k1"}, {"alg": "RS256"},
    {"alg": "RS256", "kid": None}, {"alg": "RS256", "kid": ["k1"]}, {"alg": "RS256", "kid": {"a": 1}},
    {"alg": ["RS256"], "kid": "k1"},
    {"kid": "k1"}, {"alg": "rs256", "kid": "k1"}, {}, {"alg": "RS256", "kid": 7},
])  # fmt: skip
async def test_another_algorithm_or_no_key_is_refused_before_any_key_is_fetched(place: Place, head: JSON) -> None:
    claims = {"iss": ISSUER, "aud": APP.id, "serviceurl": SERVICE, "exp": seconds() + 600}

    assert await place.refused(forged(head, claims)) == 401
    assert await place.refused(forged(head, claims, b"")) == 401
    assert place.issuer.fetches == []


@pytest.mark.parametrize("token", [
    "x", "x.y", "x.y.z", "...", "a.b.c.d", "é.é.é", "e30.e30.", "e30.e30.e30", f"{'W' * 9000}.e30.e30", "\x00.\x00.\x00",
    forged({"alg": "RS256", "kid": "k1"}, []), forged({"alg": "RS256", "kid": "k1"}, "tekst"),
    forged({"alg": "RS256", "kid": "k1", "crit": ["b64"], "b64": False}, {"iss": ISSUER}),
])  # fmt: skip
async def test_garbage_is_refused(place: Place, token: str) -> None:
    assert await place.refused(token) == 401


@pytest.mark.trust("S1")
async def test_a_key_that_came_with_the_token_is_not_taken(place: Place) -> None:
    own = jwt.algorithms.RSAAlgorithm.to_jwk(key("kwaad").public_key(), as_dict=True)
    for head in (
        {"kid": "k1", "jwk": own},
        {"kid": "k1", "jku": "https://kwaad.example/keys"},
        {"kid": "k1", "x5u": "https://kwaad/"},
    ):
        assert await place.refused(place.good(head=head, with_key=key("kwaad"))) == 401


@pytest.mark.trust("S1")
async def test_the_public_key_as_a_secret_is_not_taken(place: Place) -> None:
    assert await place.refused(place.good(alg="HS256", with_key="x" * 64)) == 401


@pytest.mark.trust("S1")
async def test_a_signature_that_was_changed_is_refused(place: Place) -> None:
    head, claims, signature = place.good().split(".")
    other = place.good(aud=OTHER).split(".")[1]

    assert await place.refused(f"{head}.{other}.{signature}") == 401
    assert await place.refused(f"{head}.{claims}.{signature[::-1]}") == 401
    assert await place.refused(f"{head}.{claims}.") == 401


async def test_a_key_that_speaks_for_other_channels_alone_is_refused(place: Place) -> None:
    place.issuer.publish("k1", ("webchat",))

    assert await place.refused(place.good()) == 401


@pytest.mark.parametrize("raw", [
    activity(serviceUrl=None), activity(serviceUrl=7), activity(serviceUrl=f"{SERVICE}x"), activity(channelId="webchat"),
    activity(channelId=None), activity(channelId="emulator"), {},
])  # fmt: skip
async def test_a_good_token_with_another_activity_is_refused(place: Place, raw: JSON) -> None:
    assert await place.refused(place.good(), raw or {"type": "message"}) == 401


@pytest.mark.trust("S2")
@pytest.mark.parametrize("raw", [
    activity(channelData={"tenant": {"id": OTHER}}), activity(conversation={"id": "a:1", "tenantId": OTHER}),
    activity(channelData={"tenant": {"id": OTHER}}, conversation={"id": "a:1", "tenantId": OTHER}),
    activity(channelData={}, conversation={"id": "a:1"}), activity(channelData=[], conversation=7),
    activity(channelData={"tenant": TENANT}, conversation={"id": "a:1"}), activity(channelData={"tenant": {"id": [TENANT]}}),
])  # fmt: skip
async def test_another_tenant_or_none_is_refused(place: Place, raw: JSON) -> None:
    assert await place.refused(place.good(), raw) == 403


@pytest.mark.trust("S3")
async def test_an_address_that_is_not_microsofts_is_refused_also_when_it_is_signed(place: Place) -> None:
    elsewhere = "https://kwaad.example/"

    assert await place.refused(place.issuer.token(elsewhere), activity(serviceUrl=elsewhere)) == 403


# -- keys


async def test_a_new_key_is_taken_as_soon_as_it_is_published_and_the_old_one_stays_good(place: Place) -> None:
    old = place.good()
    await place.check(old)
    place.seconds += 61
    place.issuer.publish("k2")
    place.issuer.signs_with = "k2"

    await place.check(place.good())
    await place.check(old)

    assert place.issuer.fetches == ["metadata", "keys"] * 2


async def test_a_key_that_is_gone_opens_nothing_any_more(place: Place) -> None:
    old = place.good()
    await place.check(old)
    place.seconds += 61
    del place.issuer.published["k1"]
    place.issuer.publish("k2")
    place.issuer.signs_with = "k2"
    await place.check(place.good())

    assert await place.refused(old) == 401


@pytest.mark.trust("S1")
async def test_a_hundred_forgeries_fetch_the_keys_once_a_minute(place: Place) -> None:
    await place.check(place.good())
    place.seconds += 61
    for _ in range(2):
        for number in range(50):
            assert await place.refused(place.good(head={"kid": f"forged-{number}"}, with_key=key("kwaad"))) == 401
        place.seconds += 61

    assert place.issuer.fetches.count("keys") == 3


async def test_many_at_once_who_come_first_share_one_fetch(place: Place) -> None:
    await asyncio.gather(*(place.check(place.good()) for _ in range(20)))

    assert place.issuer.fetches == ["metadata", "keys"]


@pytest.mark.parametrize(("status", "body"), [
    (500, None), (404, None), (200, "<html>"), (200, "{}"), (200, '{"keys": []}'), (200, '{"keys": [7, {"kid": "x"}, null]}'),
    (200, "[" * 100_000), (200, '{"keys": "tekst"}'), (301, None),
])  # fmt: skip
async def test_without_keys_nobody_can_say_who_it_is_and_later_they_are_asked_for_again(
    place: Place, status: int, body: str | None
) -> None:
    place.issuer.status, place.issuer.body = status, body
    for _ in range(5):
        with pytest.raises(KeysAway):
            await place.check(place.good())
    assert place.issuer.fetches.count("metadata") == 1

    place.issuer.status, place.issuer.body = 200, None
    place.seconds += 11
    await place.check(place.good())


@pytest.mark.trust("R13")
async def test_keys_that_are_known_carry_on_while_new_ones_cannot_be_had(place: Place) -> None:
    await place.check(place.good())
    place.issuer.status = 500
    for _ in range(48):
        place.seconds += 3600
        await place.check(place.good())

    with pytest.raises(KeysAway):
        await place.check(place.good(head={"kid": "k2"}, with_key=key("k2")))


@pytest.mark.parametrize(("later", "again"), [(86_399, False), (86_400, True)])
async def test_keys_that_are_known_are_fetched_again_after_a_day_and_nobody_waits_for_that(
    place: Place, later: int, *, again: bool
) -> None:
    await place.keys.get("k1")
    place.seconds = later
    there = asyncio.create_task(place.keys.get("k1"))

    await asyncio.wait([there], return_when=asyncio.FIRST_COMPLETED)

    assert place.issuer.fetches == ["metadata", "keys"]
    assert (place.keys._fetching is not None) is again


async def test_old_keys_are_fetched_again_beside_what_comes_in(place: Place) -> None:
    await place.check(place.good())
    place.seconds += 86_401
    await place.check(place.good())
    async with asyncio.timeout(10):
        while place.issuer.fetches.count("keys") < 2:
            await asyncio.to_thread(int)

    assert place.issuer.fetches == ["metadata", "keys"] * 2


async def test_keys_that_are_told_to_be_elsewhere_are_not_fetched(place: Place) -> None:
    elsewhere = place.issuer.url.replace("127.0.0.1", "localhost")
    place.keys.metadata = f"{elsewhere}/metadata"

    with pytest.raises(KeysAway):
        await place.check(place.good())

    assert place.issuer.fetches == ["metadata"]


async def test_keys_that_cannot_be_read_leave_the_others(place: Place) -> None:
    place.issuer.published = {"x": {"kid": "x", "kty": "EC"}, "y": {"kty": "RSA"}, **place.issuer.published}

    await place.check(place.good())


# -- a token that was good


async def test_a_token_that_was_good_is_believed_for_a_while_and_then_looked_at_again(place: Place) -> None:
    token = place.good()
    await place.check(token)
    place.keys._known = {}

    place.seconds = REMEMBERED - 1
    await place.check(token)
    place.seconds = REMEMBERED + 1
    place.issuer.published.clear()
    place.issuer.publish("k2")

    assert await place.refused(token) == 401


async def test_a_token_that_was_good_brings_nothing_else_in(place: Place) -> None:
    token = place.good()
    await place.check(token)

    assert await place.refused(token, activity(serviceUrl="https://smba.trafficmanager.net/apac/")) == 401
    assert await place.refused(token, activity(channelData={"tenant": {"id": OTHER}})) == 403
    assert await place.refused(token[:-4] + "AAAA") == 401


async def test_a_token_is_not_believed_for_longer_than_it_is_good(place: Place) -> None:
    token = place.good(exp=seconds() - 290)  # clocks may differ by five minutes
    await place.check(token)
    place.keys._known = {}
    place.issuer.published.clear()
    place.issuer.publish("k2")

    place.seconds = 61

    assert await place.refused(token) == 401


async def test_no_more_tokens_are_remembered_than_teams_uses(place: Place) -> None:
    for number in range(MOST_REMEMBERED + 5):
        await place.check(place.good(iat=seconds() - number))

    assert len(place.door._good) == MOST_REMEMBERED


async def test_of_many_tokens_the_newest_are_remembered(place: Place) -> None:
    tokens = [place.good(iat=seconds() - number) for number in range(MOST_REMEMBERED + 1)]
    for token in tokens:
        await place.check(token)
    place.keys._known, place.issuer.status = {}, 500
    place.seconds = 61

    await place.check(tokens[-1])
    with pytest.raises(KeysAway):
        await place.check(tokens[0])


async def test_a_token_is_believed_while_it_would_be_let_in_though_it_ended_by_our_clock(place: Place) -> None:
    token = place.good(exp=seconds() + 60)
    await place.check(token)
    place.keys._known, place.issuer.status = {}, 500

    place.seconds = REMEMBERED - 1

    await place.check(token)
