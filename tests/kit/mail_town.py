"""The same town, in which people have no chat: they get mail, and play on a page of their own."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from functools import partial
from pathlib import Path
from typing import Any

from dialogs.language.roles import GroupKind, Role
from storage.outgoing import mailboxes
from tests.kit.mail import MailServer, mail_server
from tests.kit.town import TEAM, Town, town

PUBLIC = "http://127.0.0.1:8787"


def address_of(person: str) -> str:
    """Return where somebody gets mail."""
    return f"{person}@elders.nl"


@dataclass
class MailTown(Town):
    """A town of which some, or all, are reached by mail."""

    server: MailServer = field(kw_only=True)
    channel: str = "email"
    by_mail: Sequence[str] | None = field(kw_only=True, default=None)
    """Who is reached by mail; None is everybody."""

    def way(self, person: str) -> str:
        """Return the channel by which somebody is reached."""
        return "email" if self.by_mail is None or person in self.by_mail else "web"

    async def add(
        self, id_: str, role: Role = "member", *, team: str = TEAM, consent: str | None = "yes",
        channel: str | None = None, **values: Any,
    ) -> None:  # fmt: skip
        """Add somebody, with a mail address where she has no chat."""
        await super().add(id_, role, team=team, consent=consent, channel=channel or self.way(id_), **values)
        if self.way(id_) == "email":
            await self.app.store.run(lambda unit: mailboxes.put(unit, id_, address_of(id_)))

    async def add_team(
        self, id_: str, name: str = "", *, room: bool = True, channel: str | None = None, kind: GroupKind = "team"
    ) -> None:  # fmt: skip
        """Add another team; by mail there are no rooms."""
        await super().add_team(id_, name, room=room and self.by_mail is not None, channel=channel or "web", kind=kind)

    def mails(self, person: str) -> list[EmailMessage]:
        """Return the mails that somebody got, the oldest first."""
        return self.server.mails_to(address_of(person))


def link_in(mail: EmailMessage) -> str:
    """Return the path of the one link in the text of a mail."""
    body = mail.get_body(("plain",))
    assert body is not None
    (line,) = [line for line in str(body.get_content()).splitlines() if line.startswith(PUBLIC)]
    return line.removeprefix(PUBLIC)


@asynccontextmanager
async def mail_town(folder: Path, *, by_mail: Sequence[str] | None = None, **options: Any) -> AsyncIterator[MailTown]:
    """Build a team whose people get mail from a small server on this machine; the other options are those of ``town``."""
    async with mail_server() as server:
        kind = partial(MailTown, server=server, by_mail=by_mail)
        async with town(folder, mail=server.relay(), kind=kind, **{"public_url": PUBLIC, **options}) as place:
            assert isinstance(place, MailTown)
            yield place
