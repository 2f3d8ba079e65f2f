"""Files that people have chosen but not sent yet; kept in memory, only the newest few of each, in a bounded room."""

from collections.abc import Iterable
from uuid import uuid4

from aiohttp import BodyPartReader
from aiohttp import web as http
from aiohttp.http import HttpProcessingError

from bot.channels.base import LARGEST_FILE, IncomingFile
from bot.channels.web.calls import Refused

MOST = 10
"""Files of one person that wait; a newer one takes the place of the oldest."""
MOST_BYTES = 20 * LARGEST_FILE
"""Of all files that wait; where there is no room, whoever holds most gives way, so that nobody pushes out another."""


class Uploads:
    """What was uploaded, each for the person who did, the oldest first."""

    def __init__(self) -> None:
        self._kept: dict[str, list[IncomingFile]] = {}

    async def receive(self, person: str, request: http.Request) -> IncomingFile:
        """Take one file of a form in; raises Refused for none, and for one that is too large."""
        if not request.content_type.startswith("multipart/"):
            raise Refused(415, "Stuur het bestand als formulier.", "Gebruik multipart met het veld file.")
        try:
            async for part in await request.multipart():
                if isinstance(part, BodyPartReader) and part.name == "file":
                    return self._keep(person, part.filename or "bestand", await _content(part))
        except (ValueError, HttpProcessingError) as problem:
            raise Refused(400, "Dit formulier kan ik niet lezen.", "Gebruik multipart met het veld file.") from problem
        raise Refused(422, "Er kwam geen bestand mee.", "Stuur het in het veld file.")

    def _keep(self, person: str, name: str, body: bytes) -> IncomingFile:
        file = IncomingFile(uuid4().hex, name[-120:], body)
        self._kept[person] = [*self._kept.get(person, ())[-(MOST - 1) :], file]
        while sum(map(_size, self._kept.values())) > MOST_BYTES:
            max(self._kept.values(), key=_size).pop(0)
        return file

    def find(self, person: str, id_: str) -> IncomingFile | None:
        """Return a file that this person uploaded."""
        return next((file for file in self._kept.get(person, ()) if file.id == id_), None)

    def take(self, person: str, id_: str) -> IncomingFile:
        """Return a file that this person uploaded; raises Refused when it is not there (any more)."""
        file = self.find(person, id_)
        if file is None:
            raise Refused(422, "Dat bestand is er niet (meer).", "Voeg het opnieuw toe.")
        return file

    def drop(self, person: str, files: Iterable[IncomingFile]) -> None:
        """Let go of files that were sent: what is kept of them stands with the answer, and goes with it (GE3)."""
        sent = {file.id for file in files}
        self._kept[person] = [file for file in self._kept.get(person, ()) if file.id not in sent]


def _size(files: Iterable[IncomingFile]) -> int:
    return sum(len(file.body) for file in files)


async def _content(part: BodyPartReader) -> bytes:
    body = bytearray()
    while chunk := await part.read_chunk():
        body += chunk
        if len(body) > LARGEST_FILE:
            raise Refused(413, "Dit bestand is te groot.", "Een foto, tekening of pdf tot 10 MB kan wel.")
    return bytes(body)
