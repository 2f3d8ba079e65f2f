"""Generated formats in which an own text is written anew for peers outside the team (S20)."""

from hypothesis.strategies import DrawFn

from tests.kit.generated.words import OFTEN, TEXTS, Body


def for_peers(draw: DrawFn) -> list[Body]:
    """Return the stage of such a format: the text, with a name or without, and whether it is placed so."""
    names = {"named": {"label": "Met naam", "publishes": "V2"}, "nameless": {"label": "Zonder naam", "publishes": "V3"}}
    how: Body = {"id": "anew_how", "kind": "choice", "ask": draw(TEXTS), "required": draw(OFTEN), "options": names}
    sure: Body = {"id": "anew_sure", "kind": "yesno", "ask": draw(TEXTS), "required": draw(OFTEN)}
    sure["options"] = {"yes": {"label": "Ja", "does": "publish"}}
    return [{"id": "write", "who": "owner", "questions": [{"id": "anew", "ask": draw(TEXTS), "required": True}, how, sure]}]
