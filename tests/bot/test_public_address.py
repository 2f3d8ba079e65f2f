"""LEERBOT_PUBLIC_URL: the https address of a host, or this machine itself; links to people's own pages begin with it."""

import pytest

from bot.config import Config, ConfigError


@pytest.mark.parametrize(
    ("written", "used"),
    [
        (None, None),
        ("https://leerbot.example.nl", "https://leerbot.example.nl"),
        ("https://leerbot.example.nl/", "https://leerbot.example.nl"),
        ("HTTPS://Leerbot.Example.NL:8443", "https://leerbot.example.nl:8443"),
        ("http://localhost:8787", "http://localhost:8787"),
        ("http://127.0.0.1:8787/", "http://127.0.0.1:8787"),
        ("http://[::1]:8787", "http://[::1]:8787"),
    ],
)
def test_a_good_address_is_used_without_what_is_too_much(written: str | None, used: str | None) -> None:
    assert Config(public_url=written).public == used


@pytest.mark.parametrize(
    "written",
    ["", "leerbot.example.nl", "https://", "https://example.nl/leerbot", "https://example.nl?a=b", "https://example.nl#a",
     "https://me:secret@example.nl", "https://example.nl:port", "https://[::1", "https://example.nl:99999"],
)  # fmt: skip
def test_what_is_no_address_of_a_host_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(ConfigError, match=r"LEERBOT_PUBLIC_URL is no address of a host alone; write for example https://"):
        assert Config(public_url=written).public


@pytest.mark.parametrize(
    "written", ["http://leerbot.example.nl", "http://10.0.0.1:8787", "ftp://localhost", "javascript://localhost"]
)
def test_without_https_only_this_machine_itself_will_do(written: str) -> None:
    with pytest.raises(ConfigError, match="has to begin with https://"):
        assert Config(public_url=written).public
