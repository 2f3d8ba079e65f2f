"""Generated rounds of one person: planned by her, with days that she names in them and a programme of her own (S08)."""

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.kit.generated.words import COIN, TEXTS, Body, maybe


def alone(draw: DrawFn) -> list[Body]:
    """Return the stages of such a format: she plans, names a day, and is asked again on that day."""
    day: Body = {"id": "plan_day", "kind": "date", "ask": draw(TEXTS), "required": True}
    maybe(draw, day, "either", COIN)
    maybe(draw, day, "repeat", st.just({"max": 3, "ask": "Nog een?"}))
    until: Body = {"id": "plan_until", "kind": "date", "ask": draw(TEXTS)}
    name: Body = {"id": "plan_name", "ask": draw(TEXTS), "names": "ding"}
    go: Body = {"id": "plan_go", "kind": "yesno", "ask": draw(TEXTS), "options": {"yes": {"label": "Ja", "does": "open round"}}}
    own: Body = {"id": "own_day", "kind": "date", "ask": draw(TEXTS)}
    maybe(draw, own, "far", st.just({"weeks": 2, "says": "Dat is ver weg.", "after": "last_meeting"}))
    text: Body = {"id": "own_text", "ask": draw(TEXTS)}
    again: Body = {"id": "again_text", "ask": draw(TEXTS), "recall": [{"show": ["own_text"], "here": True}]}
    maybe(draw, again, "only_if", st.just({"first_meeting": ["ahead"]}))
    window: Body = {"opens": draw(st.sampled_from(["own_day", "last_meeting + 2 workdays 10:00"])), "closes": "+5 workdays"}
    maybe(draw, window, "sooner", COIN)
    return [
        {"id": "plan", "who": "owner", "questions": [day, until, name, go]},
        {"id": "tell", "who": "owner", "questions": [text, own]},
        {"id": "later", "who": "owner", "window": window, "questions": [again, {"id": "else", "ask": draw(TEXTS)}]},
    ]


def her_programme(draw: DrawFn, body: Body) -> Body:
    """Give a format the programme that she plans: each day that she names, or from the first to the last; return its start."""
    series: Body = {"first": "plan_day", "last": "plan_until", "usual": draw(st.integers(1, 3))}
    maybe(draw, series, "days", st.just("plan_day"))
    body["programme"] = series
    return {"plans": "iets plannen", "alone": True, "mentions": ["ding"]}
