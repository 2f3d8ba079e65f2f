"""Reading what a call of the web chat brings, and refusing it in plain words."""

import json
import re
from collections.abc import Mapping
from typing import Any

from aiohttp import web as http

from bot.logs import log
from storage.errors import NotSaved, StorageError

LONE = re.compile("[\ud800-\udfff]")
"""Half a sign, that JSON can write and UTF-8 cannot."""
LARGEST_BODY = 64 * 1024
"""Bytes of JSON; the longest answer takes less in any alphabet."""


class Refused(Exception):
    """A call that cannot be answered, in words for the person who made it."""

    def __init__(self, status: int, error: str, mend: str) -> None:
        super().__init__(error)
        self.status = status
        self.error = error
        self.mend = mend

    def response(self) -> http.Response:
        """Return it as the page gets it."""
        return http.json_response({"error": self.error, "mend": self.mend}, status=self.status)


@http.middleware
async def in_plain_words(request: http.Request, handler: Any) -> http.StreamResponse:
    """Answer every refusal of the API as ``{error, mend}``."""
    try:
        answer: http.StreamResponse = await handler(request)
    except Refused as refused:
        return refused.response()
    except NotSaved as problem:
        log.exception("not saved", why=str(problem))
        return Refused(503, "Niet opgeslagen. Er is niets bewaard.", "Probeer het zo nog eens.").response()
    except StorageError:
        log.exception("store failed", method=request.method)
        return Refused(503, "Ik kan nu niet bij wat bewaard is.", "Probeer het straks nog eens.").response()
    except http.HTTPRequestEntityTooLarge:
        return Refused(413, "Dit is te groot.", "Een bestand mag 10 MB zijn, een bericht veel kleiner.").response()
    except http.HTTPClientError as refused:
        return Refused(
            refused.status, "Dit adres of deze aanroep ken ik niet.", "Kijk in de beschrijving van de API."
        ).response()
    except http.HTTPException:
        raise
    except Exception:
        log.exception("call failed", method=request.method)
        return Refused(500, "Er ging bij mij iets mis.", "Probeer het zo nog eens.").response()
    return answer


async def read_body(request: http.Request) -> dict[str, Any]:
    """Return the JSON object of a call."""
    if request.content_type != "application/json":
        raise Refused(415, "Stuur JSON.", "Zet Content-Type op application/json.")
    try:
        found = json.loads(await _body(request))
    except (ValueError, RecursionError) as problem:
        raise Refused(400, "Dit is geen JSON.", "Kijk de aanroep na.") from problem
    if not isinstance(found, dict):
        raise Refused(422, "Stuur namen met waarden.", 'Bijvoorbeeld {"text": "…"}.')
    return found


async def _body(request: http.Request) -> bytes:
    body = bytearray()
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > LARGEST_BODY:
            raise Refused(413, "Dit bericht is te groot.", "Stuur het in kortere stukken.")
    return bytes(body)


def text_in(body: Mapping[str, Any], name: str, otherwise: str = "") -> str:
    """Return a text of a call."""
    value = body.get(name)
    if value is None:
        return otherwise
    if not isinstance(value, str):
        raise Refused(422, f"{name} is geen tekst.", "Stuur een tekst tussen aanhalingstekens.")
    return LONE.sub("\ufffd", value)


def list_in(body: Mapping[str, Any], name: str) -> list[Any]:
    """Return a list of a call; what is not there is empty."""
    value = body.get(name) or []
    if not isinstance(value, list):
        raise Refused(422, f"{name} is geen lijst.", "Stuur een lijst.")
    return value


def number_in(text: str) -> int:
    """Return a number that stands in an address."""
    if not (text.isascii() and text.isdigit() and len(text) < 18):
        raise Refused(422, "after is geen getal.", "Stuur het laatste seq dat je hebt.")
    return int(text)
