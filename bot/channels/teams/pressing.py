"""What people press and fill in on a card, read anew: nothing that a card brings is believed.

A card of ours says under one key of its own what a button does; beside it Teams puts what was filled in. The conversation and
the question stand in that, so a button of an old card can change nothing (GE13).
"""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from bot.channels.base import Act, Chose, Said, Submitted
from bot.channels.teams.activity import Activity
from bot.channels.teams.cards import KEY, PICKED
from dialogs.saying.prompt import none_of

ACTION = "adaptiveCard/action"
"""The invoke by which Teams tells that a button was pressed, when it waits for what comes in the card's place."""
REFUSED = Chose(())
"""What is no button of ours, or one that was tampered with: it is answered as the button of an old card."""
LONGEST_ID, MOST_PICKED, MOST_INPUTS = 200, 100, 100
TEAMS_OWN = frozenset({KEY, "msteams"})
"""What stands beside the inputs and is none."""


class _NotOurs(Exception):
    """A card brings something that no card of ours does."""


def pressed(activity: Activity) -> Act | None:
    """Return what somebody did on a card; None where she pressed nothing."""
    if activity.type == "invoke":
        return _act(_inside(_inside(activity.value, "action"), "data"))
    if activity.type != "message" or activity.value is None:
        return None
    if isinstance(activity.value, dict) and KEY in activity.value:  # some buttons bring a text along
        return _act(activity.value)
    return None if activity.text or activity.attachments else REFUSED


def sameness(activity: Activity, act: Act) -> str | None:
    """Return what is the same when Teams tells again, under another name, what was done on a card; None without a card."""
    if not activity.reply_to_id:
        return None
    told = dict(sorted(act.values.items())) if isinstance(act, Submitted) else act
    form = act.form if isinstance(act, Submitted) else ""
    return hashlib.sha256(f"{activity.reply_to_id} {form} {told!r}".encode(errors="surrogatepass")).hexdigest()


def _inside(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None


def _act(data: Any) -> Act:
    try:
        return _DOES[_id(data, "do")](data)
    except (_NotOurs, KeyError):
        return REFUSED


def _chose(data: Any) -> Act:
    return Chose((_id(data, "choice"),))


def _picked(data: Any) -> Act:
    """Return what was picked in a list; nothing is none of what it offers."""
    found = data.get(PICKED) or ""
    if not isinstance(found, str):
        raise _NotOurs
    ids = tuple(dict.fromkeys(one for one in found.split(",") if one))
    if len(ids) > MOST_PICKED or any(len(one) > LONGEST_ID for one in ids):
        raise _NotOurs
    return Chose(ids or (none_of(_id(data, "of")),))


def _sent(data: Any) -> Act:
    return Submitted(_id(data, "form"), _inputs(data))


def _goes_on(data: Any) -> Act:
    return Submitted(_id(data, "choice"), _inputs(data))


def _said(data: Any) -> Act:
    return Said(_id(data, "text"))


_DOES: Mapping[str, Callable[[Any], Act]] = {
    "choose": _chose, "pick": _picked, "form": _sent, "instead": _goes_on, "say": _said
}  # fmt: skip


def _id(data: Any, name: str) -> str:
    found = _inside(_inside(data, KEY), name)
    if not isinstance(found, str) or not 0 < len(found) <= LONGEST_ID or not found.isprintable():
        raise _NotOurs
    return found


def _inputs(data: Mapping[str, Any]) -> dict[str, str]:
    """Return what was filled in, as text; some clients bring a number as one, and nothing where nothing was filled in."""
    filled = {name: one for name, one in data.items() if name not in TEAMS_OWN and one is not None}
    if len(filled) > MOST_INPUTS or any(len(name) > LONGEST_ID for name in filled):
        raise _NotOurs
    return {name: _text(one) for name, one in filled.items()}


def _text(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise _NotOurs
    return f"{value:.15g}" if isinstance(value, float) else str(value)
