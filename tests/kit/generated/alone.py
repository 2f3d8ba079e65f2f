"""Generated rounds of one person: planned by her, with days that she names in them and a programme of her own (S08)."""

from collections.abc import Callable

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.kit.generated.words import COIN, TEXTS, Body, maybe


def alone(draw: DrawFn) -> list[Body]:
    """Return the stages of such a format: around days of hers, a talk that she has, what several write to her, or a plan."""
    sort: Callable[[DrawFn], list[Body]] = draw(st.sampled_from([_around_a_day, _talk, _asked_of_several, _plan, _plan]))
    return sort(draw)


def _plan(draw: DrawFn) -> list[Body]:
    """Return stages in which she plans, names a day, and is asked again on that day."""
    day: Body = {"id": "plan_day", "kind": "date", "ask": draw(TEXTS), "required": True}
    maybe(draw, day, "either", COIN)
    maybe(draw, day, "repeat", st.just({"max": 3, "ask": "Nog een?"}))
    until: Body = {"id": "plan_until", "kind": "date", "ask": draw(TEXTS)}
    maybe(draw, until, "no_earlier", st.just("plan_day"))
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


def _around_a_day(draw: DrawFn) -> list[Body]:
    """Return a stage in which she is asked about a day of a programme of hers, at which she may not have been."""
    missed: Body = {"label": "Ik was er niet", "ends": "skipped"}
    maybe(draw, missed, "missed", st.just(True))
    how: Body = {"id": "day_how", "ask": draw(TEXTS), "options": {"away": missed}}
    return [{"id": "day", "who": "owner", "window": {"opens": "meeting + 1 workdays 10:00", "closes": "+5 workdays"},
             "questions": [how]}]  # fmt: skip


def _go(draw: DrawFn) -> Body:
    """Return the question with which a round of hers begins."""
    return {"id": "plan_go", "kind": "yesno", "ask": draw(TEXTS), "options": {"yes": {"label": "Ja", "does": "open round"}}}


def _talk(draw: DrawFn) -> list[Body]:
    """Return stages in which she says with whom she talks, and picks what that one reads."""
    other: Body = {"id": "plan_with", "kind": "person", "known": True, "required": True, "ask": draw(TEXTS)}
    day: Body = {"id": "plan_day", "kind": "date", "required": True, "ask": draw(TEXTS)}
    release: Body = {"to": draw(st.sampled_from(["plan_with", "lead"]))}
    maybe(draw, release, "of", st.just("weekly_wonder"))
    pick: Body = {"id": "plan_pick", "kind": "multi", "ask": draw(TEXTS), "options": {"wonder_text": "Wat je zag"}}
    maybe(draw, pick, "releases", st.just(release))
    mine: Body = {"id": "plan_mine", "ask": draw(TEXTS)}
    maybe(draw, mine, "goes_to", st.just("plan_with"))
    heard: Body = {"id": "heard", "ask": draw(TEXTS)}
    if draw(COIN):
        heard |= {"kind": "info", "recall": [{"show": ["plan_mine"], "shared": True}]}
    again: Body = {"id": "again_day", "kind": "date", "ask": draw(TEXTS)}
    maybe(draw, again, "moves", st.just("plan_day"))
    window = {"opens": "plan_day + 1 workdays 09:00", "closes": "+5 workdays"}
    return [
        {"id": "plan", "who": "owner", "questions": [other, day, pick, mine, _go(draw)]},
        {"id": "hear", "who": "plan_with", "window": {"closes": "plan_day"}, "questions": [
            heard,
            {"id": "said", "ask": draw(TEXTS), "goes_to": "owner"},
        ]},
        {"id": "again", "who": "owner", "window": window, "questions": [again]},
    ]  # fmt: skip


def _asked_of_several(draw: DrawFn) -> list[Body]:
    """Return stages in which she names several people, who write to her without their names."""
    who: Body = {"id": "plan_givers", "kind": "multi", "people": True, "required": True, "ask": draw(TEXTS)}
    maybe(draw, who, "usual", st.integers(2, 20))
    if "usual" in who:
        maybe(draw, who, "unnamed_from", st.integers(3, 20))
    others: Body = {"id": "plan_others", "ask": draw(TEXTS)}
    maybe(draw, others, "also", st.just("plan_givers"))
    more: Body = {"id": "plan_more", "kind": "multi", "people": True, "also": "plan_givers", "ask": draw(TEXTS)}
    told: Body = {"id": "how_many", "kind": "info", "ask": draw(TEXTS)}
    if "usual" in who:
        known = ["fewer", "more", *(["too_few"] if "unnamed_from" in who else [])]
        told["only_if"] = {"plan_givers": [draw(st.sampled_from(known))]}
    ties = {"colleague": "Collega", "other": "Anders"}
    give: Body = {"id": "give", "who": "plan_givers", "window": {"closes": "+3 weeks"}, "questions": [
        {"id": "tie", "kind": "choice", "ask": draw(TEXTS), "options": ties},
        {"id": "sees", "ask": draw(TEXTS)},
        {"id": "by_name", "kind": "yesno", "ask": draw(TEXTS)},
    ]}  # fmt: skip
    maybe(draw, give, "gathers", st.just({"told_by": "tie", "named_if": "by_name"}))
    if "gathers" in give:
        maybe(draw, others, "goes_on", COIN)
        maybe(draw, told, "goes_on", COIN)
    return [{"id": "plan", "who": "owner", "questions": [who, others, more, told, _go(draw)]}, give]


def her_programme(draw: DrawFn, body: Body) -> Body:
    """Give a format the programme that she plans: each day that she names, or from the first to the last; return its start."""
    stages = {one["id"]: one for one in body["stages"]}
    if "plan" not in stages:
        return {"programme": "trajectory_before"}
    if "tell" not in stages:
        return {"plans": "iets plannen", "alone": True}
    series: Body = {"first": "plan_day", "last": "plan_until", "usual": draw(st.integers(1, 3))}
    maybe(draw, series, "days", st.just("plan_day"))
    body["programme"] = series
    return {"plans": "iets plannen", "alone": True, "mentions": ["ding"]}
