"""What was told to a group as a whole: its digests and boards, in its room or to each where it has none."""

from collections.abc import Iterator

from sqlalchemy import select

from storage.outgoing import posts
from storage.outgoing.posts import Post
from storage.store import Unit
from storage.tables import outbox

KINDS = ("digest", "board")


def published(unit: Unit, team: str) -> Iterator[Post]:
    """Yield what a group was told, each thing once however many got it, the oldest first."""
    sent = outbox.c.kind.in_(KINDS), outbox.c.status == "sent", outbox.c.revises.is_(None)
    told = set[str]()
    for id_ in unit.connection.execute(select(outbox.c.id).where(*sent).order_by(outbox.c.id)).scalars().all():
        post = posts.post(unit, id_)
        part = post.recipe[0]
        if part.get("team") == team and part["issue"] not in told:
            told.add(part["issue"])
            yield post
