"""The mail server that takes our mail, as it is named in the settings."""

import re
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import unquote, urlsplit

PORTS = {"smtp": 587, "smtps": 465}
THIS_MACHINE = frozenset({"127.0.0.1", "localhost", "::1"})
LONGEST = 254
"""Signs that a mail address may have (RFC 5321 §4.5.3.1)."""
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_ADDRESS = re.compile(rf"(?=.{{1,64}}@){_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+{_LABEL}")


@dataclass(frozen=True, slots=True)
class Relay:
    """Where mail is handed in, how, and from whom it comes; without ``user`` nobody logs in."""

    host: str
    port: int
    secure: Literal["tls", "starttls", "no"]
    sender: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)


def is_address(text: str) -> bool:
    """Whether a text is one plain mail address, in signs that every mail server takes."""
    return len(text) <= LONGEST and _ADDRESS.fullmatch(text) is not None


def relay_at(url: str, sender: str) -> Relay:
    """Return the mail server at ``smtp://user:password@host:587``, or smtps; raises ValueError with the mend.

    What leaves this machine is encrypted: ``smtps`` from the first byte, ``smtp`` after STARTTLS.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        parts, host, port = urlsplit(""), "", None
    if parts.scheme not in PORTS or not host or parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError("it is no address of a mail server; write for example smtp://mail.example.nl:587")
    if (parts.username is None) != (parts.password is None):
        raise ValueError("a name goes with a password; write smtp://name:password@host, or neither")
    if not is_address(sender):
        raise ValueError("it is no mail address; write for example leerbot@example.nl")
    secure: Literal["tls", "starttls", "no"] = (
        "tls" if parts.scheme == "smtps" else "no" if host in THIS_MACHINE else "starttls"
    )
    user, password = (unquote(one) if one is not None else None for one in (parts.username, parts.password))
    return Relay(host, port or PORTS[parts.scheme], secure, sender, user, password)
