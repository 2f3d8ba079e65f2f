"""What ``leerbot check`` looks at on a Mattermost server, and what to do about it."""

from collections.abc import Mapping, Sequence
from typing import Any

import aiohttp

from bot.channels.mattermost.attachments import Attaching
from bot.channels.mattermost.callbacks.door import ACTIONS
from bot.channels.mattermost.callbacks.reaching import Reaching
from bot.channels.mattermost.callbacks.sealing import Sealing
from bot.channels.mattermost.callbacks.wiring import unreached
from bot.channels.mattermost.drawing import LONGEST
from bot.channels.mattermost.forms.elements import OLDEST
from bot.channels.mattermost.people import People
from bot.channels.mattermost.rest import Away, Refused, Rest, delivery_error
from bot.clock import WallClock

NO_BUTTONS = (
    "there are no buttons on Mattermost, so people type; for buttons set LEERBOT_MATTERMOST_CALLBACK_URL to where the "
    "Mattermost server reaches Leerbot"
)
WHY: Sequence[tuple[type[BaseException], str]] = (
    (aiohttp.ClientConnectorCertificateError, "this machine does not trust the certificate of LEERBOT_MATTERMOST_URL"),
    (aiohttp.ClientConnectorSSLError, "what listens at LEERBOT_MATTERMOST_URL speaks no https; look at the port"),
    (aiohttp.ClientConnectorDNSError, "there is no such name as in LEERBOT_MATTERMOST_URL; look whether it is misspelt"),
    (ValueError, "what answers at LEERBOT_MATTERMOST_URL is no Mattermost server"),
)
"""What to look at, by what went wrong on the way."""
SOON = aiohttp.ClientWSTimeout(ws_receive=10.0)

Looked = tuple[str, bool]
"""What was seen, and whether it is wrong."""


async def look(rest: Rest, callback_url: str | None = None, keys: Sequence[bytes] = ()) -> list[Looked]:
    """Look whether the server, the token and the settings that matter are as they should be, and whether presses arrive.

    These are sealed with one of the ``keys``, as those that the service at ``callback_url`` draws.
    """
    try:
        bot = await rest.me()
        settings = await rest.call("GET", "/config/client")
        teams = await rest.call("GET", "/users/me/teams")
        hello = await _says_hello(rest)
        presses = await _presses(rest, callback_url, keys)
    except Refused as problem:
        return [(f"Mattermost refuses ({problem.status} {problem.id}); {_mend(problem)}", True)]
    except Away as problem:
        return [(unanswered(problem), True)]
    finally:
        await rest.close()
    found = [(f"Mattermost {settings.get('Version')} knows the bot as @{bot.username}", False), *_settings(settings)]
    if not bot.bot:
        found.append((f"the token is of @{bot.username}, who is no bot; make a bot account and use its token", True))
    if teams:
        names = ", ".join(sorted(str(team["name"]) for team in teams))
        found.append((f"the bot is in {len(teams)} {'team' if len(teams) == 1 else 'teams'}: {names}", False))
    else:
        found.append(("the bot is in no team; add it to the teams of its people", True))
    if not hello:
        found.append(("the websocket stays silent; let the proxy pass /api/v4/websocket on", True))
    return [*found, presses]


def _mend(problem: Refused) -> str:
    if problem.status == 401:
        return "set a valid LEERBOT_MATTERMOST_TOKEN; or the bot, or its owner, is switched off: let an administrator look"
    return "look whether LEERBOT_MATTERMOST_URL is a Mattermost server, with nothing too much behind it"


def unanswered(problem: Away) -> str:
    """Return that the server does not answer, why as far as it is known, and the mend."""
    mend = next(
        (said for kind, said in WHY if isinstance(problem.__cause__, kind)), "look at LEERBOT_MATTERMOST_URL and the network"
    )
    return f"Mattermost does not answer ({problem}); {mend}"


async def _presses(rest: Rest, url: str | None, keys: Sequence[bytes]) -> Looked:
    if url is None:
        return NO_BUTTONS, False
    attaching = Attaching(Sealing(lambda: keys, WallClock()), f"{url}{ACTIONS}")
    if await Reaching(rest, People(rest), attaching).works():
        return f"Mattermost reaches Leerbot at {url}, for buttons", False
    return unreached(url), True


def _settings(settings: Mapping[str, Any]) -> list[Looked]:
    found = []
    if version_of(str(settings.get("Version", ""))) < OLDEST:
        found.append((f"Mattermost is older than {'.'.join(map(str, OLDEST))}, which is the oldest that is supported", True))
    if int(settings.get("MaxPostSize") or LONGEST) < LONGEST:
        found.append((f"MaxPostSize is {settings['MaxPostSize']}; long digests need {LONGEST}", True))
    if settings.get("RestrictDirectMessage") == "team":
        found.append(("RestrictDirectMessage is team, so the bot can write to nobody outside its own teams", False))
    if int(settings.get("PostEditTimeLimit") or -1) != -1:
        found.append(
            ("PostEditTimeLimit is set, so what is taken back goes with its whole post and the replies; set it to -1", True)
        )
    return found


def version_of(told: str) -> tuple[int, ...]:
    """Return a version by its first two numbers; what is none is older than all."""
    return tuple(int(part) for part in told.split(".")[:2] if part.isdigit())


async def _says_hello(rest: Rest) -> bool:
    try:
        async with rest.socket(timeout=SOON) as socket:
            return (await socket.receive()).type is aiohttp.WSMsgType.TEXT
    except (aiohttp.ClientError, TimeoutError):
        return False


async def who_is_in(rest: Rest, room: str) -> Mapping[str, str]:
    """Return the people in a room, by their ids, and how they are called there; raises DeliveryError."""
    try:
        found = await rest.users_in(room)
    except (Refused, Away) as problem:
        raise delivery_error(problem) from problem
    return {user.id: f"@{user.username}{' (guest)' if user.guest else ''}" for user in found if not (user.bot or user.gone)}
