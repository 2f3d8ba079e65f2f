"""The channel of a bot that is to be killed: each message is posted to a connector outside its process."""

from typing import Any

import aiohttp

from bot.channels.base import DeliveryError, Outgoing
from dialogs.saying.prompt import Prompt


class PostChannel:
    """A platform outside this process, reached over HTTP; it takes the key of each message along."""

    name = "post"

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session = session
        self._url = url

    async def deliver(self, message: Outgoing) -> str:
        prompt = message.prompt
        body = {
            "key": message.key, "to": message.to, "place": message.place, "kind": message.kind, "about": message.about,
            "text": prompt.text, "readers": prompt.readers, "many": prompt.many, "form": _form(prompt),
            "choices": [choice.id for choice in prompt.choices],
        }  # fmt: skip
        return await self._post("deliver", body)

    async def revise(self, receipt: str, message: Outgoing) -> str:
        return await self._post("revise", {"receipt": receipt, "text": message.prompt.text})

    async def withdraw(self, receipt: str) -> None:
        await self._post("withdraw", {"receipt": receipt})

    async def roster(self, room: str) -> list[str]:
        return []

    async def _post(self, what: str, body: dict[str, Any]) -> str:
        try:
            async with self._session.post(f"{self._url}/{what}", json=body) as answer:
                if answer.status != 200:
                    raise DeliveryError("transient", f"http {answer.status}", 0.0)
                return str((await answer.json())["receipt"])
        except aiohttp.ClientError as problem:
            raise DeliveryError("transient", "connection", 0.0) from problem


def _form(prompt: Prompt) -> dict[str, Any] | None:
    if prompt.form is None:
        return None
    fields = [{"id": one.id, "kind": one.kind, "options": [option.id for option in one.options]} for one in prompt.form.fields]
    return {"id": prompt.form.id, "fields": fields}
