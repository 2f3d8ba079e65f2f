"""``/.well-known/security.txt``: where somebody can report a weakness (RFC 9116; required of government, trust S30)."""

from datetime import timedelta

from aiohttp import web as http

from bot.clock import Clock
from dialogs.settings import SECURITY
from storage.groups import settings
from storage.store import Store

PATH = "/.well-known/security.txt"
HOLDS = timedelta(days=90)
"""For how long somebody may rely on it who kept a copy."""


async def answer(request: http.Request, store: Store, clock: Clock, public_url: str | None) -> http.Response:
    """Return the page as the organisation has set it; there is none where it did not say where to report."""
    del request  # it is the same for everybody
    contact = (await store.read(settings.of))[SECURITY]
    if not contact:
        return http.Response(status=404, text="Hier staat nog niet waar u een zwakke plek kunt melden.\n")
    until = (clock.now() + HOLDS).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [f"Contact: {contact}", f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}", "Preferred-Languages: nl, en"]
    lines += [f"Canonical: {public_url}{PATH}"] if public_url else []
    return http.Response(text="\n".join([*lines, ""]), content_type="text/plain", charset="utf-8")
