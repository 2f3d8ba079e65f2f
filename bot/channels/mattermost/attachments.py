"""What is tapped in a post: buttons and lists, each with a proof; all that is read stands in the post (reference §8)."""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.channels.mattermost.callbacks.sealing import Sealed, Sealing, What
from bot.channels.mattermost.forms.drawing import dialog, opened, opener
from bot.channels.mattermost.forms.elements import OLDEST
from bot.channels.typed import UNSEEN
from dialogs.saying.phrases import Phrases
from dialogs.saying.prompt import BETWEEN, Choice, Prompt

BUTTONS = 5
"""How many buttons stand beside each other; more than that is a list to pick from."""
LONGEST = 60
"""Signs of a label; of a longer one the beginning, in whole words, as all of it stands in the post."""
_DRAWN = re.compile(r"[@~](?=\w)|:(?=[\w+-]+:)|[:;](?=[^\w\s])")
"""After which apps see a name, a channel, or the sign for a face: on a button they draw these, and no other Markdown."""

JSON = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tap:
    """One thing to tap: what it does, with what, and what stands on it; ``options`` are for a list."""

    what: What
    refs: tuple[str, ...]
    label: str
    options: tuple[Choice, ...] = ()


def taps(prompt: Prompt, phrases: Phrases) -> Sequence[Tap]:
    """Return what is tapped of a prompt; a form, and several choices at once, open a dialog where one can hold them."""
    choices = prompt.choices
    if prompt.form is not None or prompt.many:
        return [Tap("open", (opened(prompt),), opener(prompt, phrases))] if dialog(prompt, phrases, OLDEST) else []
    if len(choices) <= BUTTONS:
        return [Tap("choose", (choice.id,), choice.label) for choice in choices]
    return [Tap("pick", tuple(choice.id for choice in choices), phrases.text("card.pick_one"), choices)]


class Attaching:
    """Draws what is tapped, so that it comes back to ``url`` and can be believed."""

    def __init__(self, sealing: Sealing, url: str) -> None:
        self._sealing = sealing
        self._url = url

    def attached(self, found: Sequence[Tap], place: str, person: str, key: str) -> list[JSON]:
        """Return the attachments of a post in somebody's chat that belongs to the message with a key."""
        if not found:
            return []
        actions = [self._action(tap, Sealed(tap.what, tap.refs, place, person, key)) for tap in found]
        return [{"fallback": BETWEEN.join(tap.label for tap in found), "actions": actions}]

    def _action(self, tap: Tap, sealed: Sealed) -> JSON:
        integration = {"url": self._url, "context": self._sealing.context(sealed)}
        action = {"id": action_id(tap), "type": "button", "name": shortened(tap.label), "integration": integration}
        if not tap.options:
            return action
        options = [{"text": shortened(one.label), "value": one.id} for one in tap.options]
        return {**action, "type": "select", "options": options}


def action_id(tap: Tap) -> str:
    """Return the id of what is tapped, in letters and digits alone.

    It is made of what is meant: where a post changed while somebody pressed, an old id is none, and not another button.
    """
    told = json.dumps([tap.what, *tap.refs])
    return f"a{hashlib.sha256(told.encode()).hexdigest()[:15]}"


def shortened(label: str) -> str:
    """Return a label as it fits, in whole words; nothing in it is drawn as anything else."""
    label = " ".join(label.split())
    if len(label) > LONGEST:
        label = f"{label[: LONGEST - 1].rpartition(' ')[0] or label[: LONGEST - 1]}…"
    return _DRAWN.sub(rf"\g<0>{UNSEEN}", label)
