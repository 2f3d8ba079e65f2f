"""A small mail server on this machine: it keeps what is handed in, and refuses what a test wants."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from bot.channels.email.relay import Relay

SENDER = "leerbot@voorbeeld.nl"


@dataclass(slots=True)
class MailServer:
    """What the server took, and what it says to whoever hands something in."""

    port: int = 0
    taken: list[EmailMessage] = field(default_factory=list)
    envelopes: list[tuple[str, list[str]]] = field(default_factory=list)
    logins: list[tuple[str, str]] = field(default_factory=list)
    password: str = "geheim: 1/2"
    at_reader: list[str] = field(default_factory=list)
    """What it answers to the next readers that are named; then it takes everybody."""
    at_mail: list[str] = field(default_factory=list)
    """What it answers to the next mails, which it does not keep; ``gone`` breaks the connection after keeping one."""

    def relay(self, **values: Any) -> Relay:
        """Return where this server is."""
        return Relay("127.0.0.1", self.port, values.pop("secure", "no"), SENDER, **values)

    def mails_to(self, address: str) -> list[EmailMessage]:
        """Return the mails to an address, the oldest first."""
        return [one for one in self.taken if one["To"] == address]

    # -- what the library calls

    async def handle_RCPT(  # noqa: N802 - the library calls it so
        self, server: SMTP, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if self.at_reader:
            return self.at_reader.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:  # noqa: N802 - the library calls it so
        answer = self.at_mail.pop(0) if self.at_mail else "250 OK"
        if answer in {"250 OK", "gone"}:
            self.taken.append(message_from_bytes(envelope.content, EmailMessage, policy=policy.default))
            self.envelopes.append((envelope.mail_from, envelope.rcpt_tos))
        if answer == "gone":
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        return answer

    def login(self, server: SMTP, session: Any, envelope: Any, mechanism: str, given: Any) -> AuthResult:
        assert isinstance(given, LoginPassword)
        self.logins.append((given.login.decode(), given.password.decode()))
        return AuthResult(success=given.password.decode() == self.password, handled=False)


@asynccontextmanager
async def mail_server(
    *, tls: ssl.SSLContext | None = None, at_once: bool = False, asks_login: bool = False
) -> AsyncIterator[MailServer]:
    """Run a mail server; with ``tls`` after STARTTLS, or from the first byte (``at_once``)."""
    held = MailServer()
    connections: list[SMTP] = []
    login: dict[str, Any] = {"authenticator": held.login, "auth_require_tls": False} if asks_login else {}

    def made() -> SMTP:
        connection = SMTP(held, hostname="mail.voorbeeld.nl", tls_context=None if at_once else tls, **login)
        connections.append(connection)
        return connection

    listening = await asyncio.get_running_loop().create_server(made, "127.0.0.1", 0, ssl=tls if at_once else None)
    held.port = listening.sockets[0].getsockname()[1]
    try:
        yield held
    finally:
        listening.close()
        for connection in connections:
            if isinstance(connection.transport, asyncio.Transport):
                connection.transport.abort()
        await asyncio.to_thread(int)  # the loop gets its turn to let them go
        await listening.wait_closed()
