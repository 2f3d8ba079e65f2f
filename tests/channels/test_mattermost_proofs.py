"""Mattermost: a call is believed only with a trigger id of this server, this person and now, and with our own seal (§9)."""

import base64
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from random import Random
from typing import Any, get_args

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.mattermost.callbacks.sealing import PURPOSE, Sealed, Sealing, TooLate, What
from bot.channels.mattermost.callbacks.trigger import BREATH, SHORT_BREATH, KeyAway, NotLetIn, Trigger, Triggers
from bot.channels.mattermost.rest import Rest
from bot.clock import FixedClock
from storage.privacy.crypto import KeyRing
from tests.evidence.recording import Often, Record
from tests.kit.mattermost import TOKEN, FakeMattermost
from tests.kit.mattermost_proofs import Signer
from tests.kit.mattermost_server import fake_mattermost
from tests.kit.town import MONDAY, at

NOW = at(MONDAY)
MILLIS = int(NOW.timestamp() * 1000)


@dataclass
class Checked:
    """A server with a key, and what proves its trigger ids; ``seconds`` is the steady clock."""

    server: FakeMattermost
    rest: Rest
    seconds: float = 0.0

    def __post_init__(self) -> None:
        self.triggers = Triggers(self.rest, FixedClock(NOW), lambda: self.seconds)

    def looks(self) -> int:
        """Return how often the server was asked for its key."""
        return self.server.calls.count("GET /config/client")

    @property
    def signer(self) -> Signer:
        return self.server.signer


@pytest.fixture
async def checked() -> AsyncIterator[Checked]:
    async with fake_mattermost() as server:
        rest = Rest(server.url, TOKEN)
        yield Checked(server, rest)
        await rest.close()


# -- trigger ids


@pytest.mark.parametrize("late", [0, 60_000, -60_000])
async def test_a_trigger_id_says_who_and_which_act(checked: Checked, late: int) -> None:
    token = checked.signer.trigger_id("act1", "noor", MILLIS - late)

    assert await checked.triggers.check(token, "noor") == Trigger("act1", "noor")


@pytest.mark.parametrize(("late", "person"), [(61_000, "noor"), (-61_000, "noor"), (0, "bram"), (0, None), (0, ["noor"])])
async def test_a_trigger_id_of_another_person_or_moment_is_refused_without_asking_the_server(
    checked: Checked, late: int, person: object
) -> None:
    token = checked.signer.trigger_id("act1", "noor", MILLIS - late)

    with pytest.raises(NotLetIn):
        await checked.triggers.check(token, person)
    assert checked.looks() == 0


def made_of(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize("token", [
    None, 7, "", "x", "%%%", made_of("a:b"), made_of("act1:noor:now:c2ln"), made_of(f"act1:noor:{MILLIS}:%"),
    made_of(f"act1:noor:{MILLIS}:c2ln:c2ln"), made_of(f":noor:{MILLIS}:c2ln"), made_of("é:noor:1:c2ln"), "A" * 2000,
    made_of(f"act1:noor:+{MILLIS}:c2ln"), made_of(f"act1:noor:{'9' * 30}:c2ln"), made_of(f"act1:noor:{'9' * 400}:c2ln"),
])  # fmt: skip
async def test_what_is_no_trigger_id_is_refused_without_asking_the_server(checked: Checked, token: object) -> None:
    with pytest.raises(NotLetIn):
        await checked.triggers.check(token, "noor")
    assert checked.looks() == 0


async def test_a_trigger_id_of_nobody_is_refused_without_asking_the_server(checked: Checked) -> None:
    with pytest.raises(NotLetIn):
        await checked.triggers.check(made_of(f"act1::{MILLIS}:c2ln"), "")
    assert checked.looks() == 0


@pytest.mark.parametrize("signature", ["", "c2ln"])
async def test_a_trigger_id_without_a_signature_is_refused(checked: Checked, signature: str) -> None:
    with pytest.raises(NotLetIn):
        await checked.triggers.check(made_of(f"act1:noor:{MILLIS}:{signature}"), "noor")


async def test_a_trigger_id_with_a_sign_that_it_never_has_is_refused(checked: Checked) -> None:
    token = checked.signer.trigger_id("act1", "noor", MILLIS)
    told, _, signature = base64.b64decode(token).decode().rpartition(":")

    for changed in (f"{token[:8]}!{token[8:]}", made_of(f"{told}:{signature[:8]}!{signature[8:]}")):
        with pytest.raises(NotLetIn):
            await checked.triggers.check(changed, "noor")


async def test_a_trigger_id_is_not_looked_into_that_is_longer_than_any(checked: Checked) -> None:
    by_length = {
        len(token): token for size in range(450, 700) for token in [checked.signer.trigger_id("a" * size, "noor", MILLIS)]
    }

    assert (await checked.triggers.check(by_length[1024], "noor")).person == "noor"
    with pytest.raises(NotLetIn):
        await checked.triggers.check(by_length[1028], "noor")


async def test_a_trigger_id_of_another_server_is_refused(checked: Checked) -> None:
    with pytest.raises(NotLetIn):
        await checked.triggers.check(Signer().trigger_id("act1", "noor", MILLIS), "noor")


@pytest.mark.trust("S4")
@pytest.mark.parametrize("told", ["act2:noor", "act1:bram"])
async def test_a_trigger_id_of_which_something_was_changed_is_refused(checked: Checked, told: str) -> None:
    token = checked.signer.trigger_id("act1", "noor", MILLIS)
    changed = made_of(base64.b64decode(token).decode().replace("act1:noor", told))

    with pytest.raises(NotLetIn):
        await checked.triggers.check(changed, told.partition(":")[2])


async def test_the_key_is_asked_for_once(checked: Checked) -> None:
    for number in range(3):
        await checked.triggers.check(checked.signer.trigger_id(f"act{number}", "noor", MILLIS), "noor")

    assert checked.looks() == 1


async def test_a_server_that_has_another_key_is_believed_after_a_minute(checked: Checked) -> None:
    await checked.triggers.check(checked.signer.trigger_id("act1", "noor", MILLIS), "noor")
    checked.server.signer = Signer()
    token = checked.signer.trigger_id("act2", "noor", MILLIS)

    checked.seconds = BREATH - 1
    with pytest.raises(NotLetIn):
        await checked.triggers.check(token, "noor")
    checked.seconds = BREATH

    assert await checked.triggers.check(token, "noor") == Trigger("act2", "noor")


async def test_that_a_server_has_another_key_lets_in_nothing_that_another_one_signed(checked: Checked) -> None:
    await checked.triggers.check(checked.signer.trigger_id("act1", "noor", MILLIS), "noor")
    checked.server.signer = Signer()
    checked.seconds = BREATH

    with pytest.raises(NotLetIn):
        await checked.triggers.check(Signer().trigger_id("act2", "noor", MILLIS), "noor")
    assert checked.looks() == 2


async def test_many_wrong_trigger_ids_do_not_make_us_ask_the_server_each_time(checked: Checked) -> None:
    for number in range(20):
        with pytest.raises(NotLetIn):
            await checked.triggers.check(Signer().trigger_id(f"act{number}", "noor", MILLIS), "noor")

    assert checked.looks() == 1


def of_another_kind(key: ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey) -> str:
    """Return a public key on another curve, or of no curve of that kind."""
    form = serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    return base64.b64encode(key.public_key().public_bytes(*form)).decode()


OTHERS = of_another_kind(ec.generate_private_key(ec.SECP384R1())), of_another_kind(ed25519.Ed25519PrivateKey.generate())


@pytest.mark.parametrize("key", [None, "", "%", made_of("no key"), *OTHERS], ids=range(6))
async def test_without_the_key_nobody_can_say_and_soon_it_is_asked_for_again(checked: Checked, key: str | None) -> None:
    token = checked.signer.trigger_id("act1", "noor", MILLIS)
    checked.server.go_wrong("GET /config/client", 200, body=json.dumps({"AsymmetricSigningPublicKey": key}))
    for _ in range(3):
        with pytest.raises(KeyAway):
            await checked.triggers.check(token, "noor")
    assert checked.looks() == 1

    checked.seconds = SHORT_BREATH

    assert await checked.triggers.check(token, "noor") == Trigger("act1", "noor")


# -- our own seal

BUTTON = Sealed("choose", ("c12.wonder_next.idea",), "chat", "noor", "o7")
OLDER, NEWER = KeyRing({"a": bytes(32)}), KeyRing({"b": bytes(range(32)), "a": bytes(32)})


def sealing(ring: KeyRing = OLDER, clock: FixedClock | None = None) -> Sealing:
    return Sealing(partial(ring.derived, PURPOSE), clock or FixedClock(NOW))


@pytest.mark.parametrize("what", get_args(What))
def test_what_was_sealed_is_opened_whatever_the_order_of_its_parts(what: What) -> None:
    button = replace(BUTTON, what=what)
    context = sealing().context(button)

    assert sealing().opened(dict(reversed(context.items()))) == button


def test_what_an_earlier_release_sealed_is_opened() -> None:
    before = {
        "v": 1, "what": "choose", "refs": ["c12.wonder_next.idea"], "place": "chat", "person": "noor", "key": "o7",
        "ends": 1788589800, "t": "947fc29251a980b603d02b5502ddb2c98179c8c704352d9e03268e159828b0df",
    }  # fmt: skip

    assert sealing().opened(before) == BUTTON


@pytest.mark.trust("S4")
@pytest.mark.parametrize("changed", [
    {"what": "open"}, {"refs": ["c12.wonder_next.enough"]}, {"refs": []}, {"place": "other"}, {"person": "bram"}, {"key": "o8"},
    {"ends": int(NOW.timestamp()) + 10**9}, {"t": "0" * 64}, {"t": "é"}, {"t": None}, {"v": 2}, {"v": None}, {"what": "delete"},
    {"refs": "c12"}, {"refs": [7]}, {"ends": "9"}, {"place": None},
])  # fmt: skip
def test_a_context_of_which_anything_was_changed_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(NotLetIn):
        sealing().opened({**sealing().context(BUTTON), **changed})


def altered(random: Random, text: str) -> str:
    """Return a text of which some signs are others, or are gone, or stand there twice."""
    place, much = random.randrange(len(text)), random.choice((1, 1, 1, 2, 5))
    other = "".join(chr(random.choice((random.randrange(33, 127), random.randrange(32, 0x2FFF)))) for _ in range(much))
    return text[:place] + random.choice((other, "", text[place : place + much] * 2)) + text[place + much :]


def believed(work: Callable[[object], Sealed], told: object) -> Sealed | None:
    """Return what somebody is believed to have pressed, if she is."""
    try:
        return work(told)
    except (NotLetIn, TooLate):
        return None


@pytest.mark.trust("S4")
def test_s4_of_altered_contexts_and_states_nothing_is_believed_that_was_not_sealed(often: Often, reached: Record) -> None:
    random, many, ours, dialog = Random(4), often(2_000, 100_000), sealing(), replace(BUTTON, what="dialog")
    context, state = json.dumps(ours.context(BUTTON)), ours.state(dialog, timedelta(hours=1))
    inside, tried, untouched = base64.urlsafe_b64decode(state).decode(), 0, 0
    while tried < many:
        of_context, of_state = altered(random, context), altered(random, inside)
        word = base64.urlsafe_b64encode(of_state.encode()).decode()
        found = [(believed(ours.from_state, word), dialog)]
        found += [(believed(ours.opened, json.loads(of_context)), BUTTON)] if is_json(of_context) else []
        for got, sealed in found:  # a name beside the sealed ones is not looked at
            tried += 1
            untouched += got is not None
            assert got in {None, sealed}, (of_context, of_state)
    assert untouched < many / 20
    reached(f"{tried:,} altered contexts and states, nothing believed that was not sealed")


def is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("context", [None, [], "x", 7, {}, {"selected_option": "x"}])
def test_what_is_no_context_is_refused(context: object) -> None:
    with pytest.raises(NotLetIn):
        sealing().opened(context)


@given(st.tuples(*[st.text(max_size=9)] * 4), st.tuples(*[st.text(max_size=9)] * 4))
def test_no_two_contexts_have_one_proof(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    def proof(of: tuple[str, ...]) -> object:
        return sealing().context(Sealed("choose", (of[0],), *of[1:]))["t"]

    assert (proof(one) == proof(other)) == (one == other)


def test_a_key_of_the_ring_that_was_replaced_still_opens_and_one_that_is_gone_does_not() -> None:
    old, new = sealing(OLDER).context(BUTTON), sealing(NEWER).context(BUTTON)

    assert sealing(NEWER).opened(old) == sealing(NEWER).opened(new) == BUTTON
    with pytest.raises(NotLetIn):
        sealing(OLDER).opened(new)


def test_the_key_of_a_seal_is_none_that_seals_texts() -> None:
    assert not set(NEWER.derived(PURPOSE)) & {*NEWER.keys.values(), *NEWER.derived(b"another purpose")}


def test_after_half_a_year_a_button_serves_no_more() -> None:
    clock = FixedClock(NOW)
    context = sealing().context(BUTTON)
    clock.move_to(NOW + timedelta(days=180))
    assert sealing(clock=clock).opened(context) == BUTTON

    clock.move_to(NOW + timedelta(days=180, seconds=1))

    with pytest.raises(TooLate):
        sealing(clock=clock).opened(context)


# -- a seal as one word


def test_a_state_is_opened_by_who_made_it_and_ends() -> None:
    dialog, clock = replace(BUTTON, what="dialog"), FixedClock(NOW)
    state = sealing(clock=clock).state(dialog, timedelta(hours=1))
    assert sealing(clock=clock).from_state(state) == dialog

    clock.move_to(NOW + timedelta(hours=2))

    with pytest.raises(TooLate):
        sealing(clock=clock).from_state(state)


@pytest.mark.parametrize("state", [None, 7, "", "x", "%%%%", made_of("[]"), made_of("{}"), made_of("[" * 9000), "A" * 70_000])
def test_what_is_no_state_is_refused(state: object) -> None:
    with pytest.raises(NotLetIn):
        sealing().from_state(state)


def test_a_state_is_not_looked_into_that_is_longer_than_any() -> None:
    inside = base64.urlsafe_b64decode(sealing().state(BUTTON, timedelta(hours=1)))
    longest = base64.urlsafe_b64encode(inside.ljust(48 * 1024)).decode()
    longer = base64.urlsafe_b64encode(inside.ljust(48 * 1024 + 1)).decode()

    assert sealing().from_state(longest) == BUTTON
    with pytest.raises(NotLetIn):
        sealing().from_state(longer)


def test_a_state_with_a_sign_that_it_never_has_is_refused() -> None:
    state = sealing().state(BUTTON, timedelta(hours=1))

    with pytest.raises(NotLetIn):
        sealing().from_state(f"{state[:8]}!{state[8:]}")


@pytest.mark.trust("S4")
def test_a_state_of_which_a_sign_was_changed_is_refused() -> None:
    state = sealing().state(replace(BUTTON, what="dialog"), timedelta(hours=1))
    other = base64.urlsafe_b64encode(base64.urlsafe_b64decode(state).replace(b"noor", b"bram")).decode()

    with pytest.raises(NotLetIn):
        sealing().from_state(other)
