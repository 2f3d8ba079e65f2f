"""Whether a message of ours stands in a post: what was copied to another one serves for nothing there (reference §9.3)."""

from bot.channels.mattermost.people import People
from bot.channels.mattermost.rest import Refused, Rest
from bot.outgoing.drawn import number_of
from storage.outgoing import cards
from storage.store import Store, Unit

KEY, PART = "leerbot_key", "leerbot_part"
"""What the bot writes on its posts: of which message it is which part."""


class Posted:
    """Knows where messages stand; what is not written down yet, as it was posted just now, it sees for itself."""

    def __init__(self, rest: Rest, people: People, store: Store) -> None:
        self._rest = rest
        self._people = people
        self._store = store

    async def is_in(self, key: str, place: str, post: str) -> bool:
        """Whether a message stands in a post of a place; raises StorageError, Refused and Away."""
        if not (post.isascii() and post.isalnum()):  # it becomes part of an address
            return False

        def receipt(unit: Unit) -> str | None:
            number = number_of(key)
            return cards.stands_at(unit, number) if number is not None else None

        where = await self._store.read(receipt)
        if where and place == where.partition(" ")[0] and post in where.split(" ")[1:]:
            return True
        return await self._says_so(key, place, post)

    async def _says_so(self, key: str, place: str, post: str) -> bool:
        """Whether a post itself says so: nobody else writes in the bot's name."""
        try:
            found = await self._rest.read(post)
        except Refused as problem:
            if problem.passes:
                raise
            return False
        ours = found.get("user_id") == (await self._people.bot()).id and found.get("channel_id") == place
        return ours and not found.get("delete_at") and (found.get("props") or {}).get(KEY) == key
