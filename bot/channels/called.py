"""Reading what the server of a platform brings to a route of ours: no more, and for no longer, than it should take."""

import asyncio
import json
from typing import Any

from aiohttp import web as http

LARGEST = 256 * 1024
"""Bytes of what a platform tells at once (trust S23)."""
PATIENCE = 10.0
"""Seconds in which it has to be here."""


async def object_in(request: http.Request) -> dict[str, Any]:
    """Return the JSON object that a call brings; raises aiohttp's refusals."""
    if request.content_type != "application/json":
        raise http.HTTPUnsupportedMediaType
    try:
        found = json.loads(await body_of(request))
    except (ValueError, RecursionError) as problem:
        raise http.HTTPBadRequest from problem
    if not isinstance(found, dict):
        raise http.HTTPBadRequest
    return found


async def body_of(request: http.Request) -> bytes:
    """Return what a call brings; raises aiohttp's refusals when it is too large or too slow."""
    body = bytearray()
    try:
        async with asyncio.timeout(PATIENCE):
            async for chunk in request.content.iter_any():
                body += chunk
                if len(body) > LARGEST:
                    raise http.HTTPRequestEntityTooLarge(LARGEST, len(body))
    except TimeoutError as problem:
        raise http.HTTPRequestTimeout from problem
    except http.RequestPayloadError as problem:  # packed in a way that nobody can unpack
        raise http.HTTPBadRequest from problem
    return bytes(body)
