"""What ``leerbot check`` looks at for Teams, and what to do about it, and who is in a room; nobody is sent anything."""

from collections.abc import Mapping
from typing import Any

from bot.channels.pace import Busy
from bot.channels.teams.failures import Away, Refused, delivery_error
from bot.channels.teams.graph import NOT_IN_CATALOGUE, Graph
from bot.channels.teams.line import Line

Looked = tuple[str, bool]
"""What was seen, and whether it is wrong."""


async def look(line: Line) -> list[Looked]:
    """Look whether Microsoft knows the app, whether its keys can be had, and whether it may be installed for people."""
    try:
        return [await _app(line), await _keys(line), *([await _installs(line.graph)] if line.graph else [])]
    finally:
        await line.close()


async def _app(line: Line) -> Looked:
    try:
        await line.connector.log_in()
    except Refused as problem:
        return f"Microsoft refuses the app ({problem.code}); look at LEERBOT_TEAMS_APP_ID, _APP_PASSWORD and _TENANT_ID", True
    except Away as problem:
        return f"Microsoft's login does not answer ({problem}); look at the network", True
    return "Microsoft knows the Teams app", False


async def _keys(line: Line) -> Looked:
    if await line.keys_there():
        return "the keys with which Teams signs can be had", False
    return "the keys with which Teams signs cannot be had; let the bot reach login.botframework.com", True


async def _installs(graph: Graph) -> Looked:
    try:
        await graph.in_catalogue()
    except Refused as problem:
        if problem.code == NOT_IN_CATALOGUE:
            return (
                "the Teams app is not in your catalogue; upload the package that leerbot manifest writes",
                True,
            )
        mend = "give the app AppCatalog.Read.All and TeamsAppInstallation.ReadWriteSelfForUser.All in Entra, with consent"
        return f"Graph refuses ({problem.status} {problem.code}); {mend}, or leave LEERBOT_TEAMS_INSTALL out", True
    except (Away, Busy) as problem:
        return f"Graph does not answer ({problem}); let the bot reach graph.microsoft.com", True
    return "the Teams app stands in the catalogue, to be installed for people", False


async def who_is_in(line: Line, service: str, room: str) -> Mapping[str, str]:
    """Return who is in a room, by the ids in Entra, and how they are called there; raises DeliveryError."""
    try:
        found = await line.connector.members(service, room)
    except (Refused, Away, Busy) as problem:
        raise delivery_error(problem) from problem
    return {id_.lower(): _called(one) for one in found if isinstance(id_ := one.get("aadObjectId"), str)}


def _called(member: Mapping[str, Any]) -> str:
    guest = "#ext#" in str(member.get("userPrincipalName")).casefold() or member.get("userRole") == "guest"
    return f"{member.get('name') or 'without a name'}{' (guest)' if guest else ''}"
