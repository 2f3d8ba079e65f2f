"""Of which groups somebody's messages speak, so that who guides one of them no more does not see those (X02, GE18)."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from dialogs.language.roles import Role
from storage.database.packed import unpack
from storage.outgoing.web import WebMessage
from storage.store import Unit
from storage.tables import conversation, membership, outbox, round_
from storage.times import instant

_BY_BOT = re.compile(r"o(\d+)(?:\.\d+)?")
"""Under which name a message of the outbox stands, or a part of it."""


def ended_last(unit: Unit, person_id: str, role: Role) -> datetime | None:
    """Return when somebody last lost a role in a group that she does not hold there now."""
    hers = membership.c.person == person_id, membership.c.role == role
    return instant(unit.connection.execute(select(func.max(membership.c.until)).where(*hers)).scalar())


def groups_of(unit: Unit, message: WebMessage) -> set[str]:
    """Return the groups of which a message speaks, as far as that is known."""
    found = _of_conversations(unit, [message.about[1:]]) if message.about and message.about[1:].isdigit() else set()
    named = _BY_BOT.fullmatch(message.id) if message.author == "bot" else None
    recipe = select(outbox.c.recipe).where(outbox.c.id == int(named[1])) if named else None
    kept = unit.connection.execute(recipe).scalar() if recipe is not None else None
    return found.union(*(_of_part(unit, part) for part in unpack(kept))) if kept else found


def _of_part(unit: Unit, part: Mapping[str, Any]) -> set[str]:
    groups = {*part.get("teams", ()), *([part["team"]] if part.get("team") else [])}
    asked = [part[name] for name in ("round", "signed_up", "decided") if part.get(name) is not None]
    teams = select(round_.c.team).where(round_.c.id.in_([int(one) for one in asked]))
    held = _of_conversations(unit, [part["conv"]]) if "conv" in part else set()
    return groups | held | set(unit.connection.execute(teams).scalars() if asked else ())


def _of_conversations(unit: Unit, ids: Iterable[Any]) -> set[str]:
    teams = select(conversation.c.team).where(conversation.c.id.in_([int(one) for one in ids]))
    return {team for team in unit.connection.execute(teams).scalars() if team is not None}
