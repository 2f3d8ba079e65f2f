"""A channel made of carrier pigeons, to try what a platform can do: refuse, and let things happen on the way."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.channels.base import DeliveryError, Outgoing


@dataclass(slots=True)
class Pigeons:
    """Keeps what it delivered, by message; refuses as often as it was told to."""

    name: str = "pigeon"
    delivered: list[Outgoing] = field(default_factory=list)
    standing: dict[str, Outgoing] = field(default_factory=dict)
    refusals: list[DeliveryError] = field(default_factory=list)
    on_the_way: Callable[[], Awaitable[None]] | None = None

    async def deliver(self, message: Outgoing) -> str:
        if self.refusals:
            raise self.refusals.pop(0)
        if self.on_the_way is not None:
            happen, self.on_the_way = self.on_the_way, None
            await happen()
        self.delivered.append(message)
        self.standing[message.key] = message
        return message.key

    async def revise(self, receipt: str, message: Outgoing) -> str:
        self.standing[receipt] = message
        return receipt

    async def withdraw(self, receipt: str) -> None:
        del self.standing[receipt]

    async def roster(self, room: str) -> list[str]:
        return []

    def texts(self, to: str) -> list[str]:
        """Return what stands at an address now, in the order of delivery."""
        return [message.prompt.text for message in self.standing.values() if message.to == to]
