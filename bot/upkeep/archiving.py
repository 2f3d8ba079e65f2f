"""What a team was told as a whole, for the archive of its organisation: as the team may read it now, and no more (0043).

Nothing is in it that is private, for one reader or for the facilitator alone, and nothing of a leergroep or duo, whose cases
stay with it (P8).
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePosixPath

from babel.dates import format_date

from bot.outgoing.digests import draw_digest, source_of
from bot.pages.light import blocks
from bot.pages.look import templates
from bot.timing.editions import Editions
from bot.upkeep.mdto import Describing, Named
from dialogs.saying.digest import Digest
from storage.groups import teams
from storage.groups.teams import Team
from storage.outgoing import posts
from storage.outgoing.published import published
from storage.store import Unit
from storage.talks import files

Put = Callable[[str, bytes], None]
STAMP = (1980, 1, 1, 0, 0, 0)
"""The moment that stands beside each file in the archive; when it was made stands in what describes it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which team, up to and with which day, and since which, if any."""

    team: str
    until: date
    since: date = date.min


@dataclass(frozen=True, slots=True)
class Piece:
    """One message to the team: its name among the others, a title, when it was published, and what it says now."""

    name: str
    title: str
    at: datetime
    said: Digest


def pieces(unit: Unit, editions: Editions, wanted: Wanted) -> Iterator[Piece]:
    """Yield what a team was told, the oldest first; raises ValueError for a group of which nothing may be taken out."""
    team = teams.load(unit, wanted.team)
    if team.kind != "team":
        raise ValueError(f"{team.id} is a {team.kind}, and what is told there stays there; give a team")
    for post in published(unit, team.id):
        part = {name: value for name, value in post.recipe[0].items() if name != "instead"}
        source = source_of(unit, editions, part)
        day = source.at.astimezone(team.zone).date()
        if source.output.to != "room" or not wanted.since <= day <= wanted.until:
            continue
        said = draw_digest(unit, editions, part, posts.shown_in(unit, post.id), fixed=True, reader=None)
        if said is not None:
            title = f"{source.format.title}, {team.name}, {format_date(day, 'd MMMM y', locale='nl')}"
            at = source.at.astimezone(team.zone)
            yield Piece(f"{at:%Y-%m-%d-%H%M}-{source.format.id}-{source.output.id}", title, at, said)


def archived(unit: Unit, editions: Editions, wanted: Wanted, describing: Describing) -> tuple[int, bytes]:
    """Return how many messages there are, and a zip archive with each as a page, its files, and what describes them."""
    found = list(pieces(unit, editions, wanted))
    team, held = teams.load(unit, wanted.team), io.BytesIO()
    whole = Named(f"{team.id} {wanted.until}", f"Leerbot, {team.name}, tot en met {wanted.until}")
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:

        def put(path: str, body: bytes) -> None:
            packed.writestr(zipfile.ZipInfo(path, STAMP), body)

        put("dossier.mdto.xml", describing.dossier(whole, [one.at for one in found]))
        for piece in found:
            _put(unit, put, team, piece, whole, describing)
    return len(found), held.getvalue()


def _put(unit: Unit, put: Put, team: Team, piece: Piece, whole: Named, describing: Describing) -> None:
    """Put one message in an archive: as a page, with its files, and with what describes each."""
    one = Named(f"{team.id} {piece.name}", piece.title)
    bodies = {f"{piece.name}.html": _page(piece)}
    for number, id_ in enumerate(piece.said.files, 1):
        bodies[f"{piece.name}-{number}{_suffix(files.describe(unit, id_).name)}"] = files.content(unit, id_)
    put(f"{piece.name}.mdto.xml", describing.record(one, piece.at, whole, list(bodies)))
    for path, body in bodies.items():
        put(path, body)
        put(f"{path}.bestand.mdto.xml", describing.file(path, body, one))


def _suffix(name: str) -> str:
    """Return of which kind a file is; how it is called somebody wrote."""
    found = PurePosixPath(name).suffix.lower()
    return found if re.fullmatch(r"\.[a-z0-9]{1,8}", found) else ""


def _page(piece: Piece) -> bytes:
    return templates().get_template("archived.html").render(piece=piece, blocks=blocks).encode()
