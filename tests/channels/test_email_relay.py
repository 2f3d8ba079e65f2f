"""Naming the mail server in the settings: what can be used, and what is said of the rest."""

import pytest

from bot.channels.email.relay import Relay, is_address, relay_at

FROM = "leerbot@voorbeeld.nl"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.voorbeeld.nl", Relay("mail.voorbeeld.nl", 587, "starttls", FROM)),
        ("smtp://mail.voorbeeld.nl:25/", Relay("mail.voorbeeld.nl", 25, "starttls", FROM)),
        ("smtps://mail.voorbeeld.nl", Relay("mail.voorbeeld.nl", 465, "tls", FROM)),
        ("smtp://bot:a%3Ab%2F@mail.nl", Relay("mail.nl", 587, "starttls", FROM, "bot", "a:b/")),
        ("smtp://localhost:2525", Relay("localhost", 2525, "no", FROM)),
        ("smtps://[::1]:465", Relay("::1", 465, "tls", FROM)),
    ],
)
def test_a_mail_server_is_named_by_its_address(url: str, expected: Relay) -> None:
    assert relay_at(url, FROM) == expected


@pytest.mark.parametrize(
    ("url", "sender", "says"),
    [
        ("mail.voorbeeld.nl", FROM, "no address of a mail server"),
        ("http://mail.voorbeeld.nl", FROM, "no address of a mail server"),
        ("smtp://", FROM, "no address of a mail server"),
        ("smtp://mail.nl:99999", FROM, "no address of a mail server"),
        ("smtp://mail.nl/map", FROM, "no address of a mail server"),
        ("smtp://bot@mail.nl", FROM, "a name goes with a password"),
        ("smtp://mail.nl", "leerbot", "no mail address"),
        ("smtp://mail.nl", f"{FROM}\r\nBcc: kwaad@voorbeeld.nl", "no mail address"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_mend(url: str, sender: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        relay_at(url, sender)


@pytest.mark.parametrize("text", ["anna@voorbeeld.nl", "a.de-vries+leer@sub.gemeente-x.nl", "o'neill@a.bc"])
def test_a_plain_address_is_taken(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "anna", "anna@", "@voorbeeld.nl", "anna@voorbeeld", "a b@voorbeeld.nl", "anna@voorbeeld.nl,bo@voorbeeld.nl",
        "Anna <anna@voorbeeld.nl>", "anna@voorbeeld.nl\nBcc: x@y.nl", "anna@voorbeeld.nl\n", ".anna@voorbeeld.nl",
        "a..b@voorbeeld.nl",
        "anna@-voorbeeld.nl", "ánna@voorbeeld.nl", f"{'a' * 65}@voorbeeld.nl", f"a@{'b.' * 130}nl", '"anna"@voorbeeld.nl',
    ],
)  # fmt: skip
def test_anything_else_is_not(text: str) -> None:
    assert not is_address(text)


def test_its_password_stands_in_no_log() -> None:
    assert "geheim" not in repr(relay_at("smtp://bot:geheim@mail.nl", FROM))
