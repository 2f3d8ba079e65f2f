"""How people choose where nothing can be pressed."""

from dialogs.saying.prompt import Choice, numbered
from tests.kit.town import Heard


def typed_for(asked: Heard, *labels: str) -> str:
    """Return what somebody types to choose what begins with these labels: the numbers where there are any, else the labels."""
    choices = asked.message.body["choices"]
    found = [next((at for at, one in enumerate(choices) if one["label"].startswith(wanted)), None) for wanted in labels]
    assert None not in found, f"{labels} cannot be chosen; there is {choices}"
    has_numbers = numbered([Choice(one["id"], one["label"]) for one in choices])
    return ", ".join(str(at + 1) if has_numbers else choices[at]["label"] for at in found if at is not None)
