"""Giving a kept file to a reader who may have it."""

from aiohttp import web as http

from bot.incoming.files import name_for
from storage.groups import people
from storage.store import Unit
from storage.talks import answers, files


def for_reader(unit: Unit, person: str, id_: str) -> tuple[str, str, bytes] | None:
    """Return name, type and content of a file: an own one, or one that stands in an answer that the person may read."""
    try:
        file = files.describe(unit, id_) if id_.isprintable() else None
    except KeyError:
        return None
    if file is None:
        return None
    if file.owner != person and not answers.may_have_file(unit, people.viewer(unit, person), id_):
        return None
    return name_for(file, person), file.type, files.content(unit, id_)


def download(name: str, type_: str, body: bytes) -> http.Response:
    """Return a file to be saved, never to be run by the page."""
    safe = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "._- ") else "_" for sign in name)
    headers = {"Content-Disposition": f'attachment; filename="{safe}"', "X-Content-Type-Options": "nosniff"}
    return http.Response(body=body, content_type=type_, headers=headers)
