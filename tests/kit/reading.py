"""What others read of somebody, asked at the gate itself: all of her team, who facilitates it, and its room."""

from sqlalchemy import select

from dialogs.visibility import Room, Viewer
from storage.groups import people
from storage.store import Unit
from storage.tables import answer
from storage.talks import answers
from tests.kit.town import FACILITATOR, LEAD, MEMBERS, TEAM, Town


async def read_by_others(place: Town, owner: str = LEAD) -> set[str]:
    """Return the texts of somebody that anybody else may read, or her room."""

    def found(unit: Unit) -> set[str]:
        ids = unit.connection.execute(select(answer.c.id).where(answer.c.owner == owner)).scalars().all()
        viewers: list[Viewer] = [people.viewer(unit, one) for one in (*MEMBERS, LEAD, FACILITATOR) if one != owner]
        seen = (one for viewer in (*viewers, Room(TEAM)) for one in answers.read(unit, viewer, ids))
        return {one.value.text for one in seen if one.value.text}

    return await place.app.store.read(found)
