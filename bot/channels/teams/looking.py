"""What ``leerbot check`` looks at for Teams, and what to do about it; nobody is sent anything."""

from bot.channels.teams.failures import Away, Refused
from bot.channels.teams.line import Line

Looked = tuple[str, bool]
"""What was seen, and whether it is wrong."""


async def look(line: Line) -> list[Looked]:
    """Look whether Microsoft knows the app, and whether its keys can be had."""
    try:
        return [await _app(line), await _keys(line)]
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
