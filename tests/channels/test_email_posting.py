"""Handing a mail in: to a real server on this machine, with and without encryption, and everything that can go wrong."""

import asyncio
import datetime
import ssl
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from bot.channels.base import DeliveryError
from bot.channels.email.posting import Post
from bot.channels.reasons import MAIL_UNKNOWN, MAILBOX_FULL
from tests.kit.mail import SENDER, MailServer, mail_server
from tests.kit.ports import free_port

HERS = "anna@elders.nl"


def a_mail() -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = SENDER, HERS, "Er staat iets voor je klaar"
    mail.set_content("Hallo.")
    return mail


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """The certificate of a server on this machine, which is trusted here."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    begin = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(begin).not_valid_after(begin.replace(year=2120))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    public, private = tmp_path / "cert.pem", tmp_path / "key.pem"
    public.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )  # fmt: skip
    monkeypatch.setenv("SSL_CERT_FILE", str(public))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)
    return context


async def refusal(post: Post) -> DeliveryError:
    with pytest.raises(DeliveryError) as refused:
        await post.send(a_mail())
    return refused.value


async def test_a_mail_is_handed_in_for_its_reader_alone() -> None:
    async with mail_server() as server:
        await Post(server.relay()).send(a_mail())

        assert server.envelopes == [(SENDER, [HERS])]
        assert server.taken[0]["Subject"] == "Er staat iets voor je klaar"


@pytest.mark.parametrize(("secure", "at_once"), [("starttls", False), ("tls", True)])
async def test_what_leaves_this_machine_is_encrypted_and_the_name_and_password_go_after_that(
    trusted: ssl.SSLContext, secure: str, at_once: bool
) -> None:
    async with mail_server(tls=trusted, at_once=at_once, asks_login=True) as server:
        post = Post(server.relay(secure=secure, user="bot", password="geheim: 1/2"))

        await post.send(a_mail())

        assert server.logins == [("bot", "geheim: 1/2")]
        assert len(server.taken) == 1
        assert await post.look() is None


async def test_a_server_without_encryption_gets_nothing() -> None:
    async with mail_server() as server:
        refused = await refusal(Post(server.relay(secure="starttls")))

        assert (refused.kind, server.taken) == ("transient", [])
        assert "no encryption" in refused.reason


@pytest.mark.trust("S22")
@pytest.mark.parametrize(("secure", "at_once"), [("starttls", False), ("tls", True)])
async def test_a_certificate_that_nobody_vouches_for_is_refused(
    trusted: ssl.SSLContext, secure: str, at_once: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    async with mail_server(tls=trusted, at_once=at_once) as server:
        refused = await refusal(Post(server.relay(secure=secure)))

        assert (refused.kind, server.taken) == ("transient", [])
        assert refused.reason == "certificate of the mail server is not trusted"


@pytest.mark.parametrize(
    ("answer", "kind", "reason"),
    [
        ("550 5.1.1 No such user", "permanent", MAIL_UNKNOWN),
        ("550 No such user", "permanent", MAIL_UNKNOWN),
        ("553 5.1.3 Bad address", "permanent", MAIL_UNKNOWN),
        ("552 5.2.2 Mailbox full", "permanent", MAILBOX_FULL),
        ("550 5.2.1 Mailbox disabled", "permanent", MAILBOX_FULL),
        ("550 5.7.1 Relaying denied", "transient", "mail server does not take it now (550)"),
        ("554 5.4.14 Hop count", "transient", "mail server does not take it now (554)"),
        ("450 4.2.0 Greylisted", "transient", "mail server does not take it now (450)"),
        ("452 Too many", "transient", "mail server does not take it now (452)"),
    ],
)
async def test_only_a_reader_who_is_not_there_is_marked_so(answer: str, kind: str, reason: str) -> None:
    async with mail_server() as server:
        server.at_reader.append(answer)

        refused = await refusal(Post(server.relay()))

        assert (refused.kind, refused.reason) == (kind, reason)


@pytest.mark.parametrize("answer", ["554 5.7.1 Spam", "451 4.3.0 Try later", "552 5.3.4 Too large"])
async def test_a_refused_mail_says_nothing_about_its_reader(answer: str) -> None:
    async with mail_server() as server:
        server.at_mail.append(answer)

        refused = await refusal(Post(server.relay()))

        assert refused.kind == "transient"
        assert answer[4:] not in refused.reason


async def test_a_wrong_password_is_about_us() -> None:
    async with mail_server(asks_login=True) as server:
        post = Post(server.relay(user="bot", password="fout"))

        refused = await refusal(post)

        assert (refused.kind, refused.reason) == ("transient", "mail server refuses name or password (535)")
        assert await post.look() == refused.reason


async def test_a_connection_that_breaks_after_the_mail_may_be_tried_again() -> None:
    async with mail_server() as server:
        server.at_mail.append("gone")

        refused = await refusal(Post(server.relay()))

        assert refused.kind == "transient"
        assert len(server.taken) == 1


async def test_no_server_there_is_told_apart() -> None:
    refused = await refusal(Post(MailServer(port=free_port()).relay()))

    assert (refused.kind, refused.reason) == ("transient", "mail server does not answer")


async def test_a_server_that_says_nothing_holds_nobody_up_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.email.posting.STEP", 0.05)

    gone = asyncio.Event()

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()
        await writer.wait_closed()
        gone.set()

    async with await asyncio.start_server(silent, "127.0.0.1", 0) as server:
        refused = await refusal(Post(MailServer(port=server.sockets[0].getsockname()[1]).relay()))
        await gone.wait()

    assert (refused.kind, refused.reason) == ("transient", "mail server does not answer in time")
