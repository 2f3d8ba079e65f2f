"""Cards as Teams lets people use them: what can be pressed, picked and filled in, found in the card alone."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.kit.teams_seeing import offered

JSON = dict[str, Any]
PRESSED = frozenset({"Action.Execute", "Action.Submit"})


def buttons(card: Mapping[str, Any]) -> Iterator[JSON]:
    """Yield all that can be pressed, in the order in which it stands; what stands in for it elsewhere is no second one."""
    for one in _elements(card):
        if one.get("type") in PRESSED:
            yield one


def inputs(card: Mapping[str, Any]) -> Iterator[JSON]:
    """Yield all that can be filled in."""
    for one in _elements(card):
        if str(one.get("type", "")).startswith("Input."):
            yield one


def pressing(card: Mapping[str, Any], *labels: str) -> tuple[JSON, dict[str, str]] | None:
    """Return what a card tells when somebody presses a button that begins with a label, or picks several and sends them.

    None where it has no such thing.
    """
    there = offered(card)
    found = [next((one["id"] for one in there if one["label"].startswith(label)), None) for label in labels]
    ids = [id_ for id_ in found if id_ is not None]
    if len(ids) < len(labels):
        return None
    data = [one["data"] for one in buttons(card)]
    button = next((one for one in data if one["leerbot"] == {"do": "choose", "choice": ids[0]}), None)
    if button is not None:
        return button, {}
    return next(one for one in data if one["leerbot"]["do"] == "pick"), {"picked": ",".join(ids)}


def filling(card: Mapping[str, Any], values: Mapping[str, Any]) -> tuple[JSON, dict[str, str]] | None:
    """Return what a card tells when somebody fills in a form and sends it; None where it has none."""
    sends = next((one["data"] for one in buttons(card) if one["data"]["leerbot"]["do"] == "form"), None)
    if sends is None:
        return None
    asked = {one["id"] for one in inputs(card)}
    assert set(values) <= asked, f"there is no {set(values) - asked} on the form"
    return sends, {name: ",".join(one) if isinstance(one, list | tuple) else str(one) for name, one in values.items()}


def _elements(value: Any) -> Iterator[JSON]:
    if isinstance(value, dict):
        yield value
        for name, inner in value.items():
            if name not in {"fallback", "data", "msteams"}:
                yield from _elements(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _elements(inner)


def choose(choice: str) -> JSON:
    """Return what a button of ours says."""
    return {"leerbot": {"do": "choose", "choice": choice}}


def pick(of: str) -> JSON:
    """Return what the button under a list of ours says, of which several can be picked."""
    return {"leerbot": {"do": "pick", "of": of}}


def send(form: str) -> JSON:
    """Return what the button of a form of ours says."""
    return {"leerbot": {"do": "form", "form": form}}


def instead(form: str) -> JSON:
    """Return what the button of a form of ours says with which somebody goes on by chat."""
    return {"leerbot": {"do": "instead", "choice": f"{form.removesuffix('form')}chat", "form": form}}


def say(text: str) -> JSON:
    """Return what a button of ours says that stands for words."""
    return {"leerbot": {"do": "say", "text": text}}
