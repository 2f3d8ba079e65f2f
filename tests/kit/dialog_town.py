"""The town on Mattermost with dialogs: people open a form with its button, fill it in and send it (reference §10)."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.channels.mattermost.callbacks.door import ACTIONS
from storage.groups import people
from storage.store import Unit
from storage.talks import answers
from tests.kit.mattermost import JSON
from tests.kit.mattermost_actions import deliver
from tests.kit.mattermost_dialog_check import objections
from tests.kit.pressing_town import PressingTown, pressing_town

STORY = "Ik zag hoe een burger onze brief hardop las."
OPENERS = ("Alles invullen", "Antwoord geven", "Kiezen wat past", "Fill in everything", "Give your answer", "Choose what fits")


@dataclass
class DialogTown(PressingTown):
    """A team on Mattermost whose forms are dialogs; each that is shown is as it should be."""

    shown_dialogs: list[JSON] = field(default_factory=list)

    async def opens(self, person: str) -> JSON:
        """Let somebody press the newest button that opens a dialog; returns what her app shows."""
        post, action = next((one for one in self.buttons(person) if one[1]["name"] in OPENERS), (None, {}))
        assert post is not None, f"{person} has no form"
        before = len(self.server.dialogs.get(person, []))
        assert await self.presses_on(person, post, action["id"]) == 200
        found = self.server.dialogs.get(person, [])[before:]
        assert len(found) == 1, f"{len(found)} dialogs were opened: {self.server.whispered}"
        return self._look(found[0])

    async def sends(self, person: str, dialog: JSON, values: Mapping[str, Any], **otherwise: Any) -> tuple[int, JSON]:
        """Let somebody send a dialog, or something else in its place; returns how her app is answered."""
        told = {
            "url": dialog["url"], "callback_id": dialog["callback_id"], "state": dialog["state"], "submission": dict(values),
            "channel_id": self.server.chat(person), "team_id": "team", "cancelled": False, **otherwise,
        }  # fmt: skip
        status, answer = await self.server.call("POST", "/actions/dialogs/submit", self.token(person), json=told)
        await self.settle()
        return status, answer

    async def fills(self, person: str, **values: Any) -> None:
        """Let somebody fill in a form, step by step; as her app does, each step brings those before it along."""
        dialog: JSON | None = await self.opens(person)
        left = dict(values)
        while dialog is not None:
            for element in dialog["elements"]:
                left.pop(element["name"], None)
            status, answer = await self.sends(person, dialog, {name: values[name] for name in values if name not in left})
            assert status == 200
            assert {"error", "errors"}.isdisjoint(answer), answer
            dialog = self.next_step(dialog, answer)
            if not left:
                break
        assert not left, f"{left} was not asked"

    async def taps(self, person: str, label: str, *more: str) -> None:
        """Let somebody press, or pick several in a dialog; what has neither is typed."""
        if more and (await self.shown(person))[-1].choices:
            dialog = await self.opens(person)
            (element,) = dialog["elements"]
            wanted = [one["value"] for text in (label, *more) for one in element["options"] if one["text"].startswith(text)]
            assert await self.sends(person, dialog, {element["name"]: wanted}) == (200, {})
        else:
            await super().taps(person, label, *more)

    async def again(self) -> None:
        """Let the server tell once more which button was pressed last."""
        await deliver(self.server, f"{self.callbacks.url}{ACTIONS}", self.server.told[-1])
        await self.settle()

    def next_step(self, dialog: JSON, answer: JSON) -> JSON | None:
        """Return the next step that an answer brings; it is sent to where the first one was."""
        return self._look({"url": dialog["url"], **answer["form"]}) if answer.get("type") == "form" else None

    def _look(self, dialog: JSON) -> JSON:
        self.shown_dialogs.append(dialog)
        assert objections({name: value for name, value in dialog.items() if name != "url"}) == []
        return dialog


@asynccontextmanager
async def dialog_town(folder: Path, **options: Any) -> AsyncIterator[DialogTown]:
    """Build a team on a small Mattermost with dialogs; the options are those of ``town``."""
    async with pressing_town(folder, kind=DialogTown, **options) as place:
        assert isinstance(place, DialogTown)
        yield place


async def own(place: DialogTown, person: str = "noor") -> list[str]:
    """Return what somebody wrote."""

    def read(unit: Unit) -> list[str]:
        found = answers.own(unit, people.viewer(unit, person), person, choices=False)
        return sorted(one.value.text for one in found if one.value.text)

    return await place.app.store.read(read)


async def checklist(place: DialogTown, person: str = "noor") -> JSON:
    """Let somebody open the insight checklist as a dialog."""
    await place.says(person, "inzicht")
    await place.says(person, "formulier")
    return await place.opens(person)
