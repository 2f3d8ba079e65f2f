"""Sealing (trust S6, S7): known vectors, and every change, move and swap of what is sealed is noticed."""

import json
import os
from pathlib import Path
from random import Random

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import CannotOpen, MissingKey
from storage.privacy.crypto import FORM, KeyRing, new_key, seal, unseal
from tests.evidence.recording import Record

KEY = AESGCM(bytes(range(32)))
PLACE = "answer.body|7|wonder_text|0"

VECTORS = Path(__file__).parent / "gcm_vectors.json"
"""Test cases 14 and 15 of McGrew and Viega, The Galois/Counter Mode of Operation: AES-256 without further data."""


@pytest.mark.trust("S9")
@pytest.mark.parametrize("vector", json.loads(VECTORS.read_text(encoding="utf-8")), ids=lambda vector: str(vector["case"]))
def test_a_published_vector_is_opened(vector: dict[str, str]) -> None:
    kept = FORM + bytes.fromhex(vector["nonce"]) + bytes.fromhex(vector["sealed"]) + bytes.fromhex(vector["tag"])

    assert unseal(AESGCM(bytes.fromhex(vector["key"])), "", kept) == bytes.fromhex(vector["plain"])


@given(st.binary(max_size=300), st.text(max_size=40))
def test_what_was_sealed_comes_back(plain: bytes, place: str) -> None:
    assert unseal(KEY, place, seal(KEY, place, plain)) == plain


def test_the_same_text_is_never_sealed_the_same_way() -> None:
    sealed = {seal(KEY, PLACE, b"rust") for _ in range(1_000)}

    assert len(sealed) == 1_000


@pytest.mark.trust("S6")
def test_no_byte_of_a_sealed_value_can_be_changed() -> None:
    sealed = seal(KEY, PLACE, b"De rust op de gang.")

    for position in range(len(sealed)):
        for bit in range(8):
            edited = bytearray(sealed)
            edited[position] ^= 1 << bit
            with pytest.raises(CannotOpen):
                unseal(KEY, PLACE, bytes(edited))


def test_a_value_that_was_cut_off_or_grew_is_refused() -> None:
    sealed = seal(KEY, PLACE, b"rust")

    for wrong in (b"", sealed[:1], sealed[:13], sealed[:-1], sealed + b"\0", os.urandom(40)):
        with pytest.raises(CannotOpen):
            unseal(KEY, PLACE, wrong)


@pytest.mark.trust("S6")
@pytest.mark.parametrize(
    "elsewhere",
    ["answer.body|8|wonder_text|0", "answer.body|7|wonder_idea|0", "answer.body|7|wonder_text|1", "", "file.name|7"],
)
def test_a_value_that_was_moved_to_another_row_or_column_is_refused(elsewhere: str) -> None:
    sealed = seal(KEY, PLACE, b"rust")

    with pytest.raises(CannotOpen):
        unseal(KEY, elsewhere, sealed)


@pytest.mark.trust("S6")
def test_two_values_that_were_swapped_are_both_refused() -> None:
    here, there = seal(KEY, "a|1", b"one"), seal(KEY, "a|2", b"two")

    for place, sealed in (("a|1", there), ("a|2", here)):
        with pytest.raises(CannotOpen):
            unseal(KEY, place, sealed)


@pytest.mark.trust("S6")
def test_s6_ten_thousand_moves_swaps_and_edits_are_all_found(reached: Record) -> None:
    random, keys = Random(6), [AESGCM(new_key()) for _ in range(8)]
    rows = [
        (random.choice(keys), f"answer.body|{number}|wonder_text|0", random.randbytes(random.randrange(300)))
        for number in range(500)
    ]
    kept = [seal(*row) for row in rows]
    for _ in range(10_000):
        one, other = random.sample(range(len(rows)), 2)
        key, place, _ = rows[one]
        start = random.randrange(len(kept[one]))
        found = random.choice((
            kept[other], kept[one][:start], kept[one][:start] + kept[other][start:] + b"\0", kept[one] + kept[other],
            kept[one][:start] + bytes([kept[one][start] ^ random.randrange(1, 256)]) + kept[one][start + 1 :],
        ))  # fmt: skip
        with pytest.raises(CannotOpen):
            unseal(key, place, found)
    assert all(unseal(key, place, value) == plain for (key, place, plain), value in zip(rows, kept, strict=True))
    reached("10,000 moves, swaps, cuts and edits of 500 values under 8 keys, all found; untouched all are read")


def test_a_value_of_another_person_is_refused() -> None:
    sealed = seal(AESGCM(new_key()), PLACE, b"rust")

    with pytest.raises(CannotOpen):
        unseal(KEY, PLACE, sealed)


# -- the ring of master keys

OLD, NEW = "1" * 64, "2" * 64


def test_the_first_key_of_the_ring_seals_and_every_key_opens() -> None:
    before = KeyRing.parse(f"2025:{OLD}")
    after = KeyRing.parse(f"2026:{NEW},\n 2025 : {OLD}")
    key = new_key()
    name, wrapped = before.wrap("noor", key)

    assert after.newest == "2026"
    assert after.unwrap("noor", name, wrapped) == key
    assert after.wrap("noor", key)[0] == "2026"


def test_each_key_of_the_ring_may_stand_on_a_line_of_its_own() -> None:
    assert KeyRing.parse(f"2026:{NEW}\n2025:{OLD}\n") == KeyRing.parse(f"2026:{NEW}, 2025:{OLD}")


def test_a_key_that_left_the_ring_is_named_when_it_is_missed() -> None:
    name, wrapped = KeyRing.parse(f"2025:{OLD}").wrap("noor", new_key())

    with pytest.raises(MissingKey, match="2025"):
        KeyRing.parse(f"2026:{NEW}").unwrap("noor", name, wrapped)


def test_a_wrapped_key_of_one_person_does_not_open_under_the_name_of_another() -> None:
    ring = KeyRing.parse(f"2026:{NEW}")
    name, wrapped = ring.wrap("noor", new_key())

    with pytest.raises(CannotOpen):
        ring.unwrap("bram", name, wrapped)


def test_a_wrapped_key_does_not_open_under_another_master_key_of_the_same_name() -> None:
    name, wrapped = KeyRing.parse(f"2026:{NEW}").wrap("noor", new_key())

    with pytest.raises(CannotOpen):
        KeyRing.parse(f"2026:{OLD}").unwrap("noor", name, wrapped)


@pytest.mark.parametrize("text", ["", " , \n", "2026", "2026:", f"2026:{NEW[:-1]}", f"2026:{'zz' * 32}", f"2026:{NEW}00"])
def test_a_ring_that_cannot_be_read_is_refused_with_the_mend(text: str) -> None:
    with pytest.raises(ValueError, match="openssl rand -hex 32"):
        KeyRing.parse(text)


def test_a_key_that_was_given_without_a_name_is_not_repeated_in_the_refusal() -> None:
    with pytest.raises(ValueError, match="a key has no name") as refused:
        KeyRing.parse(NEW)

    assert NEW not in str(refused.value)


def test_a_name_that_stands_there_twice_is_refused() -> None:
    with pytest.raises(ValueError, match='"2026" stands there twice'):
        KeyRing.parse(f"2026:{OLD},2026:{NEW}")
