"""Handing mail to the mail server, with every failure told apart. Mail that comes in is never read (X02)."""

import asyncio
import ssl
from email.message import EmailMessage

import aiosmtplib

from bot.channels.base import DeliveryError
from bot.channels.email.relay import Relay
from bot.channels.reasons import MAIL_UNKNOWN, MAILBOX_FULL

STEP = 10.0
WHOLE = 30.0
"""Seconds that one step may take, and handing a mail in as a whole (trust S22)."""
OURS = ("5.7.", "5.4.", "5.3.")
"""Refusals that are about us or the mail server itself, whoever the mail is for (RFC 3463)."""


class Post:
    """Hands mail to one server."""

    def __init__(self, relay: Relay) -> None:
        self._relay = relay

    def renew(self, relay: Relay) -> None:
        """Hand mail in with another password from now on, or at another server."""
        self._relay = relay

    @property
    def sender(self) -> str:
        """From whom the mail comes."""
        return self._relay.sender

    async def send(self, mail: EmailMessage) -> None:
        """Hand a mail in; raises DeliveryError, permanent only where its reader cannot be reached.

        After a failure that leaves it open whether it went, it may be sent again: it has the same Message-ID and tells nothing.
        """
        try:
            async with asyncio.timeout(WHOLE), self._client() as client:
                await client.send_message(mail)
        except aiosmtplib.SMTPRecipientsRefused as refused:
            raise _about_reader(refused.recipients[0]) from refused
        except (aiosmtplib.SMTPException, OSError, ValueError) as problem:
            raise DeliveryError("transient", in_words(problem)) from problem

    async def look(self) -> str | None:
        """Return in words why the server does not take our mail; None when it lets us in."""
        try:
            async with asyncio.timeout(WHOLE), self._client() as client:
                await client.noop()
        except (aiosmtplib.SMTPException, OSError, ValueError) as problem:
            return in_words(problem)
        return None

    def _client(self) -> aiosmtplib.SMTP:
        relay = self._relay
        return aiosmtplib.SMTP(
            hostname=relay.host, port=relay.port, username=relay.user, password=relay.password, timeout=STEP,
            use_tls=relay.secure == "tls", start_tls=relay.secure == "starttls",
            tls_context=None if relay.secure == "no" else ssl.create_default_context(),
            local_hostname=relay.sender.partition("@")[2],
        )  # fmt: skip


def _about_reader(refused: aiosmtplib.SMTPRecipientRefused) -> DeliveryError:
    """Return what a refused reader means: whoever is unknown stays so, and what is about us may be mended."""
    detail = str(refused.message)
    if refused.code < 500 or detail.startswith(OURS):
        return DeliveryError("transient", f"mail server does not take it now ({refused.code})")
    return DeliveryError("permanent", MAILBOX_FULL if detail.startswith("5.2.") or refused.code == 552 else MAIL_UNKNOWN)


def in_words(problem: Exception) -> str:
    """Return what went wrong between us and the server, without a word that the server or a person wrote."""
    match problem:
        case aiosmtplib.SMTPAuthenticationError():
            return f"mail server refuses name or password ({problem.code})"
        case aiosmtplib.SMTPSenderRefused():
            return f"mail server refuses the sender ({problem.code})"
        case aiosmtplib.SMTPResponseException():
            return f"mail server refuses ({problem.code})"
        case _ if isinstance(problem.__cause__ or problem, ssl.SSLError):
            return "certificate of the mail server is not trusted"
        case TimeoutError():
            return "mail server does not answer in time"
        case OSError():
            return "mail server does not answer"
        case _:
            return "mail server offers no encryption, or no way to log in"
