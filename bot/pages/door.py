"""What every call of a page passes: headers, refusals in plain words, no post from elsewhere, no endless guessing."""

from collections import Counter
from ipaddress import ip_address
from typing import Any

from aiohttp import web as http

from bot.clock import steady
from bot.logs import log
from storage.errors import MissingKey, StorageError

MOST_WRONG = 20
"""Wrong links that an address may follow in a minute."""
MINUTE = 60.0
LARGEST_FORM = 1024
LONGEST_ADDRESS = 64


class Refused(Exception):
    """A page that is not given, with the phrase that says why; in place of the link with ``token`` a new one can be mailed."""

    def __init__(self, status: int, why: str, token: str | None = None) -> None:
        super().__init__(why)
        self.status = status
        self.why = why
        self.token = token


class Guesses:
    """Counts wrong links by address, for a minute; it spares the database, as no token can be guessed."""

    def __init__(self) -> None:
        self._wrong: Counter[str] = Counter()
        self._until = 0.0

    def note(self, request: http.Request) -> None:
        """Remember a wrong link."""
        self._wrong[_address(request)] += 1

    def check(self, request: http.Request) -> None:
        """Raise Refused for an address that followed too many."""
        if steady() >= self._until:
            self._wrong.clear()
            self._until = steady() + MINUTE
        if self._wrong[_address(request)] >= MOST_WRONG:
            raise Refused(429, "wait")


def _address(request: http.Request) -> str:
    """Return from where a call comes: behind a reverse proxy, on an address of the own network, what that proxy says."""
    remote = request.remote or ""
    try:
        near = ip_address(remote).is_private
    except ValueError:
        return remote
    return request.headers.get("X-Forwarded-For", remote).rpartition(",")[2].strip()[:LONGEST_ADDRESS] if near else remote


def require_own_page(request: http.Request, public_url: str | None) -> None:
    """Raise Refused for a post that another site made a browser send; what is no browser has no cookie to be misused."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    ours = site == "same-origin" if site is not None else origin in {None, public_url}
    if request.method == "POST" and not ours:
        raise Refused(403, "elsewhere")


async def small_form(request: http.Request) -> dict[str, str]:
    """Return the fields of a small form; raises Refused for anything else."""
    fits = request.content_length is not None and request.content_length <= LARGEST_FORM
    if not fits or request.content_type != "application/x-www-form-urlencoded":
        raise Refused(400, "unknown")
    try:
        fields = await request.post()
    except (LookupError, ValueError) as problem:
        raise Refused(400, "unknown") from problem
    return {name: value for name, value in fields.items() if isinstance(value, str)}


def reason_of(problem: Exception) -> Refused:
    """Return a failure as what the reader is told."""
    match problem:
        case Refused():
            return problem
        case http.HTTPNotFound():
            return Refused(404, "missing")
        case http.HTTPClientError():
            return Refused(problem.status, "method")
        case MissingKey():
            return Refused(403, "session")
        case _:
            log.error("page failed", exc_info=problem)
            return Refused(503 if isinstance(problem, StorageError) else 500, "away")


def with_allow(problem: Exception) -> dict[str, Any]:
    """Return the header that names the methods of a page."""
    return {"Allow": problem.headers["Allow"]} if isinstance(problem, http.HTTPMethodNotAllowed) else {}
