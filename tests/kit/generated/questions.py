"""Generated questions, with what can be chosen at them and what belongs to their kind."""

from collections.abc import Sequence
from typing import get_args

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from dialogs.checks.whole_question import FACTS
from dialogs.language.needed import NEEDS
from dialogs.language.options import Deed, Readers
from dialogs.language.parts import Kind
from dialogs.language.values import WORTHS
from tests.kit.generated.words import COIN, PLAIN, SHARED, SIGNS, TEXTS, Body, maybe

DEEDS = [deed for deed in get_args(Deed) if deed not in {"open round", "agree", "publish", "end programme"}]
"""What an option can do anywhere; the others belong to a plan, or to what is written for peers."""


@st.composite
def options(draw: DrawFn, names: Sequence[str], opens: Sequence[str], about: bool) -> Body:
    """Draw what can be chosen; the last option always leads on."""
    found: Body = {}
    for number, name in enumerate(names):
        option: Body = {"label": f"{draw(PLAIN)} {number}"}
        maybe(draw, option, "says", TEXTS)
        maybe(draw, option, "accepts", st.just(True))
        if "accepts" in option:
            maybe(draw, option, "signs", st.sampled_from(["V2", "V5"]))
            maybe(draw, option, "matches", st.just(True))
        maybe(draw, option, "ends", st.sampled_from(["submitted", "skipped"]))
        maybe(draw, option, "mode", st.sampled_from(["conversation", "form"]))
        if option.get("ends") == "submitted":
            maybe(draw, option, "counts_as", st.just("oral"))
        if number + 1 < len(names):
            maybe(draw, option, "again", st.booleans())
        if opens:
            maybe(draw, option, "opens", st.sampled_from(opens))
            maybe(draw, option, "then", st.sampled_from(opens))
            maybe(draw, option, "plans", st.just("quarterly_value_check"))
            if draw(COIN):
                option |= {"then": "action_picker", "chosen": {"level": "self", "factor_self": "access"}}
            elif "then" in option:
                maybe(draw, option, "after", st.sampled_from(["+14 days", "+8 weeks 10:00"]))
        maybe(draw, option, "does", st.sampled_from(DEEDS))
        maybe(draw, option, "menu", st.sampled_from(NEEDS))
        if about:
            last = number + 1 == len(names)
            maybe(draw, option, "shares", st.just("V0") if last else st.sampled_from(get_args(Readers)))
            maybe(draw, option, "withdraws", st.booleans())
        found[name] = option["label"] if len(option) == 1 and draw(st.booleans()) else option
    return found


def _names(least: int) -> SearchStrategy[list[str]]:
    return st.lists(SIGNS, min_size=least, max_size=4, unique=True)


@st.composite
def questions(draw: DrawFn, id_: str, kind: Kind, before: Sequence[Body], opens: Sequence[str], about: bool) -> Body:
    """Draw one question after those that stand before it."""
    body: Body = {"id": id_}
    if kind != "text" or draw(st.booleans()):
        body["kind"] = kind
    if draw(st.booleans()):
        body["ask"] = draw(TEXTS)
    else:
        body["variants"] = draw(st.lists(TEXTS, min_size=1, max_size=3))
        maybe(draw, body, "no_repeat", st.integers(0, len(body["variants"])))
    if kind in {"text", "file", "person"}:
        maybe(draw, body, "max", st.sampled_from([1, 40, 4000]))
    if kind != "info":
        maybe(draw, body, "help", TEXTS)
    if kind in {"text", "file", "date", "number"}:
        maybe(draw, body, "called", PLAIN)
    if kind not in {"share", "info"}:
        maybe(draw, body, "required", st.booleans())
        facts: list[str | None] = [name for name, (of, _) in FACTS.items() if of == kind]
        maybe(draw, body, "sets", st.sampled_from(facts or [None]))
    _kinds_own(draw, body, kind, before, opens, about)
    _recall(draw, body, before, opens)
    if draw(COIN) and before:
        other = draw(st.sampled_from(before))
        lengths = ["short", "full"] if other.get("kind", "text") == "text" else []
        known = [*choices_of(other), "answered", "skipped", *lengths]
        body["only_if"] = {other["id"]: draw(st.lists(st.sampled_from(known), min_size=1, max_size=2, unique=True))}
    return body


def _kinds_own(draw: DrawFn, body: Body, kind: Kind, before: Sequence[Body], opens: Sequence[str], about: bool) -> None:
    """Give a question what only its kind has."""
    if kind == "text":
        _texts_own(draw, body, about)
    if kind in {"text", "number", "date", "person"}:
        _beside(draw, body, opens, about)
    if kind in {"choice", "multi", "yesno"}:
        _chosen(draw, body, kind, opens, about)
    elif kind in {"scale", "number"}:
        _numbers(draw, body, kind)
    elif kind == "date":
        maybe(draw, body, "behind", st.booleans())
        maybe(draw, body, "ahead", st.sampled_from([0, 1] if not body.get("behind") else [0]))
        maybe(draw, body, "time", st.booleans())
        if body.get("time") and "ahead" in body:
            body["free"] = True
        maybe(
            draw,
            body,
            "met",
            st.sampled_from(
                [
                    {"then": "action_back", "after": "+1 workdays 10:00"},
                    {"then": "action_back", "after": "+1 days", "only": "asker"},
                ]
            ),
        )
    elif kind == "person":
        _persons_own(draw, body, opens)
    elif kind == "share":
        maybe(draw, body, "each", st.booleans())
        maybe(draw, body, "running", st.fixed_dictionaries({"most": st.integers(1, 3), "days": st.just(14)}))
        body["allow"] = draw(st.permutations(["V0", *draw(st.lists(st.sampled_from(SHARED), unique=True))]))
        maybe(draw, body, "options", st.just({"bewaar": {"label": "Bewaar het", "flags": "keep_it", "says": "Bewaard."}}))
        if before:
            maybe(draw, body, "covers", st.lists(st.sampled_from([one["id"] for one in before]), unique=True))


def _persons_own(draw: DrawFn, body: Body, opens: Sequence[str]) -> None:
    """Give a question at which somebody is named what only that has."""
    maybe(draw, body, "known", st.booleans())
    maybe(draw, body, "taking_part", st.booleans())
    maybe(draw, body, "pairs", st.just({}))
    maybe(draw, body, "visits", st.booleans())
    if body.get("visits"):
        maybe(draw, body, "hears", st.just("Vraag {vrager} eens hoe het was."))
    if opens and body.get("known"):
        maybe(draw, body, "partners", st.just("action_together"))
    if opens and body.get("known"):
        maybe(draw, body, "asks", st.just("action_together"))


def _texts_own(draw: DrawFn, body: Body, about: bool) -> None:
    """Give a text what only a text has."""
    maybe(draw, body, "file", st.booleans())
    maybe(draw, body, "own", st.integers(1, 100))
    maybe(draw, body, "full", st.sampled_from([1, 280]))
    maybe(draw, body, "value", st.sampled_from(WORTHS))
    if about and not body.get("sets"):
        maybe(draw, body, "changes", st.booleans())
    if not any(body.get(word) for word in ("file", "sets", "changes")):
        maybe(draw, body, "public", st.just("V2"))
    if "public" in body:
        maybe(draw, body, "unsigned", st.just(True))
        maybe(draw, body, "unnamed", st.just(True))
    elif not body.get("sets") and not body.get("changes"):
        maybe(draw, body, "returns", st.just(True))


def _chosen(draw: DrawFn, body: Body, kind: Kind, opens: Sequence[str], about: bool) -> None:
    """Give a question its options; yes and no need none."""
    fact = body.get("sets")
    if kind != "yesno":
        names = st.lists(st.sampled_from(sorted(FACTS[fact][1])), min_size=1, unique=True) if fact else _names(1)
        body["options"] = draw(names.flatmap(lambda found: options(found, opens, about)))
        if kind == "choice":
            maybe(draw, body, "for_group", st.just(True))
        if "for_group" in body and opens and not fact:
            body["which"] = "trajectory_before"
        if kind == "choice" and not fact and draw(st.booleans()):
            body["options"] |= {"lead_on": {"label": draw(PLAIN), "to": draw(st.sampled_from(["lead", "facilitator"]))}}
            body["visits"] = True
    elif draw(st.booleans()):
        sets = st.sampled_from([["yes"], ["no"], ["yes", "no"], ["no", "unknown"]])
        body["options"] = draw(sets.flatmap(lambda found: options(found, opens, about)))


def _beside(draw: DrawFn, body: Body, opens: Sequence[str], about: bool) -> None:
    """Give an open question a button beside it."""
    if not body.get("sets") and not body.get("changes"):
        maybe(draw, body, "options", _names(1).flatmap(lambda found: options(found, opens, about)))


def _numbers(draw: DrawFn, body: Body, kind: Kind) -> None:
    """Give a scale or a number its range, and the words or halves that go with it."""
    least = draw(st.integers(-2, 3))
    maybe(draw, body, "least", st.just(least))
    if kind == "scale":
        body |= {"low": draw(PLAIN), "high": draw(PLAIN)}
        maybe(draw, body, "most", st.integers(least + 2, least + 7).filter(lambda most: most > 1))
    else:
        body["most"] = draw(st.integers(4, 100))
        maybe(draw, body, "halves", st.booleans())
        maybe(draw, body, "ledger", st.sampled_from(["hours", "budget"]))


def _recall(draw: DrawFn, body: Body, before: Sequence[Body], opens: Sequence[str]) -> None:
    """Let a question call to mind what was answered before, here or in the weekly question."""
    mine = sorted(one["id"] for one in before if one.get("kind", "text") in {"text", "file", "date", "number"})
    found: list[Body] = []
    shows = st.lists(st.sampled_from(mine), unique=True) if mine else st.just([])
    if shown := draw(shows):
        found.append({"show": shown})
        maybe(draw, found[0], "group", st.booleans())
        flags = [option["flags"] for one in before for option in _flagging(one)]
        if flags:
            maybe(draw, found[0], "flags", st.sampled_from(flags))
    if "weekly_wonder" in opens and draw(st.booleans()):
        found.append({"of": "weekly_wonder", "show": ["wonder_text"]})
        maybe(draw, found[-1], "most", st.integers(1, 20))
        maybe(draw, found[-1], "there", st.booleans())
        if body.get("kind", "text") == "text":
            maybe(draw, found[-1], "picks", st.booleans())
    if found:
        body["recall"] = found


def _flagging(question: Body) -> list[Body]:
    options = question.get("options", {}).values() if question.get("kind") == "share" else ()
    return [option for option in options if isinstance(option, dict)]


def choices_of(question: Body) -> list[str]:
    if question.get("kind") == "yesno":
        return ["yes", "no", *(["unknown"] if "unknown" in question.get("options", {}) else [])]
    if question.get("kind") == "scale":
        return [str(step) for step in range(question.get("least", 1), question.get("most", 5) + 1)]
    return [*question.get("allow", ()), *question.get("options", ())]


def shareable(asked: Sequence[Body]) -> list[str]:
    """Return the questions whose answers a share question lets the group read."""
    found: list[str] = []
    for number, one in enumerate(asked):
        if {"V2", "V3"} & set(one.get("allow", ())):
            before = [q["id"] for q in asked[:number] if q.get("kind", "text") in {"text", "file", "date", "number"}]
            found += [name for name in before if not one.get("covers") or name in one["covers"]]
    return sorted(set(found))
