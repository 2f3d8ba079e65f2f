"""People who use the bot as people do: they wait for the reply, answer what is asked, and repeat what was not acknowledged."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import Any, Protocol

from tests.faults.connector import Message

NEVER = (".no", ".more", ".!later", ".!skip")
"""What these people do not choose: it would only end the dialog early."""


def _answers(choice: str) -> bool:
    """Whether a button answers a question; else it is a word that begins something new, which these people do by themselves."""
    return not choice.startswith("do.")


class World(Protocol):
    """What people can reach."""

    ending: bool
    commands: Sequence[str]
    refusals: tuple[str, ...]

    async def post(self, person: str, id_: str, act: Mapping[str, Any]) -> bool:
        """Send an act until it is acknowledged; returns whether it was new."""
        ...


@dataclass(slots=True)
class Told:
    """What one person wrote, by its token, and what became of it."""

    sent: set[str] = field(default_factory=set)
    acknowledged: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    taken_twice: list[str] = field(default_factory=list)
    unanswered: str | None = None


class Persona:
    """One person."""

    def __init__(self, name: str, world: World, seed: int) -> None:
        self.name = name
        self.told = Told()
        self.idle = False
        self._world = world
        self._random = Random(seed)
        self._heard: set[str] = set()
        self._news = asyncio.Event()
        self._replies = 0
        self._last: Message | None = None
        self._prompts: list[Message] = []
        self._acts = count(1)
        self._tokens = count(1)

    def hear(self, message: Message) -> None:
        """Read a message; one with a known key is the same message again."""
        if message["key"] in self._heard:
            return
        self._heard.add(message["key"])
        if message["kind"] == "reply":
            self._replies += 1
            self._last = message
        elif message["choices"]:
            self._prompts.append(message)
        self._news.set()

    async def run(self) -> None:
        """Talk until the world ends and the last dialog with it."""
        while True:
            act = self._next()
            if act is None:
                self.idle = True
                return
            number = next(self._acts)
            tokens = act.pop("tokens", [])
            self.told.sent.update(tokens)
            await self._perform(f"{self.name}-{number}", act)
            self.told.acknowledged.update(tokens)
            await self._reply(number)
            if self._last and self._last["text"].startswith(self._world.refusals):
                self.told.refused.update(tokens)

    async def _perform(self, id_: str, act: dict[str, Any]) -> None:
        await self._world.post(self.name, id_, act)
        if self._random.random() < 0.15 and await self._world.post(self.name, id_, act):
            self.told.taken_twice.append(id_)

    async def _reply(self, number: int) -> None:
        self.told.unanswered = f"{self.name}-{number}"
        while self._replies < number:
            self._news.clear()
            await self._news.wait()
        self.told.unanswered = None

    # -- what to do next

    def _next(self) -> dict[str, Any] | None:
        asked = self._last
        if asked and asked["form"]:
            return self._fill(asked["form"])
        if asked and any(map(_answers, asked["choices"])):
            return self._choose(asked)
        if asked and asked["readers"]:
            return self._write()
        if self._world.ending:
            return None
        if self._prompts and self._random.random() < 0.8:
            return {"choices": self._prompts.pop(0)["choices"][:1]}
        return {"text": self._random.choice(self._world.commands)}

    def _write(self) -> dict[str, Any]:
        token = self._token()
        return {"text": f"een verhaal, {token}, van de dag", "tokens": [token]}

    def _token(self) -> str:
        return f"tk{self.name}q{next(self._tokens)}z"

    def _choose(self, asked: Message) -> dict[str, Any]:
        answers = [id_ for id_ in asked["choices"] if _answers(id_)]
        ids = [id_ for id_ in answers if not id_.endswith(NEVER)] or answers
        chosen = self._random.choice(ids)
        typed = not asked["many"] and ".!" not in chosen and self._random.random() < 0.5
        return {"text": str(asked["choices"].index(chosen) + 1)} if typed else {"choices": [chosen]}

    def _fill(self, form: Mapping[str, Any]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        tokens = []
        for one in form["fields"]:
            if one["options"]:
                first = one["options"][0]
                values[one["id"]] = [first] if one["kind"] == "multi" else first
            elif one["kind"] == "text":
                tokens.append(self._token())
                values[one["id"]] = f"een verhaal, {tokens[-1]}, op het formulier"
        return {"form": form["id"], "values": values, "tokens": tokens}
