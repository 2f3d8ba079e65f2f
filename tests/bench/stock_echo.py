"""An echo with Bot Framework's own adapter, as its samples have it: it keeps nothing, and asks nobody who she is.

It runs in an environment of its own, that has nothing of Leerbot: ``python stock_echo.py``.
"""

import asyncio
import resource
import sys
from types import SimpleNamespace

from aiohttp import web
from botbuilder.core import ActivityHandler, TurnContext
from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication


class Echo(ActivityHandler):  # type: ignore[misc,unused-ignore]
    """Says what it hears."""

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        await turn_context.send_activity(f"Echo: {turn_context.activity.text}")


async def cpu(request: web.Request) -> web.Response:
    """Answer with the CPU seconds that this process has used."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return web.json_response({"cpu": used.ru_utime + used.ru_stime})


async def main() -> None:
    """Serve until the input closes; the port is the first line of the output."""
    open_to_all = SimpleNamespace(APP_ID="", APP_PASSWORD="", APP_TYPE="MultiTenant", APP_TENANTID="")
    adapter, echo = CloudAdapter(ConfigurationBotFrameworkAuthentication(open_to_all)), Echo()

    async def messages(request: web.Request) -> web.Response:
        return await adapter.process(request, echo) or web.Response(status=202)

    app = web.Application()
    app.add_routes([web.post("/api/messages", messages), web.get("/cpu", cpu)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
