"""A list of the people of a leergroep, taken over as an administrator does it (X20)."""

from bot.people.importing import carry_out
from bot.people.roster import read
from tests.kit.leergroep import GROUP, PARTICIPANTS
from tests.kit.town import FACILITATOR, Town

HEAD = "id,name,group,kind,role,platform,platform_id"


def line_of(person: str, role: str) -> str:
    """Return the line of a list that gives somebody a role in the leergroep."""
    return f"{person},{person.capitalize()},{GROUP},leergroep,{role},web,{person}"


async def imports(place: Town, *but: str, also: str | None = None) -> None:
    """Take over a list of the leergroep with some people missing, who leave by that, and one who comes in."""
    there = [line_of(one, "participant") for one in (*PARTICIPANTS, also) if one is not None and one not in but]
    lines = read("\n".join([HEAD, *there, line_of(FACILITATOR, "facilitator")]).encode())
    if also is not None:
        place.app.store.keys.make(also)
    editions = place.app.editions
    await place.app.store.run(lambda unit: carry_out(unit, editions, lines, place.clock.now(), leavers=True))
    await place.settle()
