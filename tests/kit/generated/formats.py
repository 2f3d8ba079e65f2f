"""Generated formats: valid ones that together use every word of the language, as they would stand in a YAML file.

``bodies`` draws plain values; ``Format.model_validate`` or a file makes a format of them.
"""

from collections.abc import Sequence
from typing import get_args

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from dialogs.language.content import Menu
from dialogs.language.needed import NEEDS as NEEDS_OF_PEOPLE
from dialogs.language.roles import GroupKind, Role
from dialogs.language.stages import Priority
from dialogs.language.values import WORTHS
from tests.kit.generated.alone import alone, her_programme
from tests.kit.generated.forming import forming
from tests.kit.generated.outputs import (
    a_card,
    added_to_messages,
    agendas,
    chosen_ones,
    outputs,
    outside,
    prepared,
    under_a_board,
    with_a_message,
)
from tests.kit.generated.peers import for_peers
from tests.kit.generated.stages import agreeing, around_a_meeting, confirmed, planned, planning, series, stages, windows
from tests.kit.generated.words import CLOCKS, COIN, NEEDS, OFTEN, PLAIN, SIGNS, TEXTS, Body, Sort, maybe

APART = {"sets", "changes", "belongs_to", "replaces", "value"}
"""What a text has that is about something else than what somebody tells, or has a value already."""


@st.composite
def bodies(
    draw: DrawFn, id_: str = "generated", sorts: Sequence[Sort] = get_args(Sort), opens: Sequence[str] = ("weekly_wonder",)
) -> Body:
    """Draw a whole format; ``opens`` are the formats that its options may lead to."""
    sort: Sort = draw(st.sampled_from([*sorts, *(one for one in sorts for _ in "12" if one in {"round", "planned"})]))
    names = ["tell", "later"][: draw(st.integers(1, 2 if sort in {"round", "offer"} else 1))]
    found = _stages(draw, sort, names, opens)
    body: Body = {"id": id_, "title": draw(PLAIN), "source": "001 §1.2", "why": draw(TEXTS), "kept": "zolang je wilt"}
    body["stages"] = found
    if sort == "own":
        _hold(draw, found[0], id_)
    if sort == "offer" and len(found) > 1:
        maybe(
            draw, found[0]["questions"][0], "asks_again", st.just("later") if _is_day(found[0]["questions"][0]) else st.none()
        )
    maybe(draw, body, "priority", st.sampled_from(get_args(Priority)))
    maybe(draw, body, "minutes", st.integers(1, 120))
    maybe(draw, body, "timeline", COIN)
    maybe(draw, body, "catalogue", COIN)
    maybe(draw, body, "overflow", st.sampled_from(["move", "drop", "exempt"]))
    maybe(draw, body, "on_by_default", st.booleans())
    maybe(draw, body, "menu", st.sampled_from(get_args(Menu)))
    maybe(draw, body, "serves", st.lists(st.sampled_from(NEEDS_OF_PEOPLE), unique=True))
    maybe(draw, body, "needs", NEEDS)
    maybe(draw, body, "settings", SIGNS)
    if sort in {"planned", "meeting"}:
        maybe(draw, body, "appointment", st.fixed_dictionaries({"says": PLAIN}, optional={"minutes": st.integers(5, 480)}))
    maybe(draw, body, "groups", st.lists(st.sampled_from(get_args(GroupKind)), min_size=1, unique=True))
    body["starts"] = draw(_starts(sort, body, names))
    agrees = any("written" in one for stage in found for one in stage["questions"])
    if agrees and all(one.get("to") == "facilitator" for one in body.get("outputs", ())):
        maybe(draw, body, "bound", st.just(id_))
    return body


def _hold(draw: DrawFn, stage: Body, id_: str) -> None:
    """Let one yes be enough to be asked again and again."""
    if draw(OFTEN):
        yes = {"label": "Ja, elke week", "then": id_, "after": "fri 11:00", "holds": True}
        again: Body = {"id": f"{stage['id']}_again", "kind": "yesno", "ask": draw(TEXTS), "options": {"yes": yes}}
        stage["questions"].append(again)


def _stages(draw: DrawFn, sort: Sort, names: Sequence[str], opens: Sequence[str]) -> list[Body]:
    """Draw the stages of a format of some sort."""
    if sort == "planned":
        found = [draw(planning()), draw(planned("tell", opens))]
        _made(draw, found)
        _ask_after(draw, found)
        return found
    if sort == "alone":
        return alone(draw)
    if sort == "peers":
        return for_peers(draw)
    if sort == "meeting":
        return agreeing(draw, [draw(around_a_meeting("tell", opens))])
    return confirmed(draw, [draw(stages(name, sort, opens)) for name in names])


def _made(draw: DrawFn, found: Sequence[Body]) -> None:
    """Let a text be the place for what somebody writes when she plans the round, where she is asked to."""
    texts = [one for one in found[1]["questions"] if one.get("kind", "text") == "text" and not {"repeat", *APART} & set(one)]
    if texts and any(one["id"] == "plan_asks" for one in found[0]["questions"]):
        maybe(draw, texts[0], "made", st.just({"asks": "plan_asks", "kind": "plan_kind", "options": "plan_options"}))
    if texts and "options" not in texts[0]:
        maybe(draw, texts[0], "options", st.just({"zelfde": {"label": "Zoals altijd", "words": True}}))


def _ask_after(draw: DrawFn, found: list[Body]) -> None:
    """Let a last stage be for where something of a value was told."""
    texts = [one for one in found[1]["questions"] if one.get("kind", "text") == "text" and not APART & set(one)]
    if draw(OFTEN) and texts:
        worths = dict.fromkeys(text.setdefault("value", draw(st.sampled_from(WORTHS))) for text in texts)
        after = {"id": "after", "who": "lead", "window": {"opens": "tell", "closes": "+5 days"}, "if_told": list(worths)}
        maybe(draw, after, "unused", st.just("quarterly_value_check"))
        maybe(draw, after, "only_if", st.just({"tell": ["answered"]}))
        found.append(after | {"questions": [{"id": "after_it", "ask": "Wat doe je ermee?"}]})


def _is_day(question: Body) -> bool:
    return question.get("kind") == "date" and not question.get("sets")


@st.composite
def _starts(draw: DrawFn, sort: Sort, body: Body, names: Sequence[str]) -> Body:
    """Draw what opens a format, and for rounds what hangs on that."""
    starts: Body = {}
    asked = [stage["questions"] for stage in body["stages"]]
    if sort == "round":
        body["rhythms"] = draw(st.dictionaries(SIGNS, rhythms(names), min_size=1, max_size=2))
        maybe(draw, starts, "unless_open", st.just([body["id"]]))
        starts["rhythm"] = draw(st.sampled_from(sorted(body["rhythms"])))
        maybe(draw, starts, "switched", st.just("kleine ronde"))
        _goes_after(draw, body)
        body["outputs"] = [draw(outputs(f"out_{number}", asked)) for number in range(draw(st.sampled_from([0, 2, 2, 2])))]
        under_a_board(draw, body["outputs"])
        _late(draw, body, ())
    elif sort in {"planned", "meeting"}:
        starts |= _planned(draw, sort, body, asked)
    elif sort in {"alone", "peers"}:
        starts |= her_programme(draw, body) if sort == "alone" else {"act": "peers", "of": ["weekly_wonder"]}
    elif sort == "offer":
        starts["since"] = "quarterly_value_check"
    elif sort == "act":
        starts["act"] = draw(st.sampled_from(["share", "change", "withdraw", "too_few"]))
    elif sort == "joining":
        starts[draw(st.sampled_from(["joining", "renewal"]))] = True
    else:
        for word in ("silence", "expiring", "parting", "own", "rewords"):
            maybe(draw, starts, word, st.just(True))
        maybe(draw, starts, draw(st.sampled_from(["stopped", "during"])), st.just("trajectory_before"))
    if sort in {"round", "planned", "meeting", "own"}:
        maybe(draw, starts, "command", st.sampled_from(["kleinigheid", "wat was er"]))
        if "command" not in starts:
            maybe(draw, starts, "word_of", st.just("quarterly_value_check"))
        maybe(draw, starts, "by", st.lists(st.sampled_from(get_args(Role)), min_size=1, unique=True))
    return starts


def _goes_after(draw: DrawFn, body: Body) -> None:
    """Draw how long what is told is kept, and after what."""
    maybe(draw, body, "retention", st.sampled_from(["eight_weeks", "four_weeks"]))
    if "retention" in body:
        maybe(draw, body, "kept_after", st.just("quarterly_value_check"))


def _planned(draw: DrawFn, sort: Sort, body: Body, asked: Sequence[Sequence[Body]]) -> Body:
    """Draw what plans the rounds of a format, itself or as one of a series of meetings, and what they tell."""
    starts: Body = {"plans": "iets plannen"}
    day, chosen = "plan_when", {"plan_focus": ["kort"]}
    if sort == "meeting":
        starts, day, chosen = {"programme": "quarterly_value_check"}, "meeting", {"meeting": ["1"]}
        maybe(draw, starts, "nth", st.just([2]))
        maybe(draw, starts, "where", st.just([{"meeting": ["first", "2"]}]))
        maybe(draw, starts, "newest", st.just(True))
        maybe(draw, starts, "takes", st.just(["subject"]))
        maybe(draw, starts, "mentions", st.just(["theme"]))
        maybe(draw, body, "retention", st.sampled_from(["use", "half_year", "twelve_weeks", "programme"]))
    elif draw(COIN):
        body["programme"] = series(draw, body["stages"])
    told = asked if sort == "meeting" else asked[1:]  # what is written to plan a round stands on a card
    body["outputs"] = [draw(outputs("out", told)) for _ in range(draw(st.integers(0, 1)))]
    for output in body["outputs"]:
        maybe(draw, output, "at", st.sampled_from(["tell", f"{day} + 1 hours"]))
    outside(draw, body["outputs"], told)
    prepared(draw, [one for one in body["outputs"] if "allowed_by" not in one], asked)
    if sort == "meeting":
        agendas(draw, body["outputs"], asked)
        for question in (one for questions_ in asked for one in questions_ if isinstance(one.get("among"), dict)):
            maybe(draw, question["among"], "of", st.just(body["id"]))
        chosen_ones(draw, body["outputs"], asked)
    _late(draw, body, [day])
    with_a_message(draw, body["outputs"], asked[-1] if sort == "meeting" else asked[1], chosen, day)
    if sort == "planned":
        maybe(draw, starts, "renews", st.just(True))
        a_card(draw, body["outputs"], asked[0])
        added_to_messages(draw, body, asked)
    if sort == "planned" and draw(COIN):
        forming(draw, body)
    return starts


@st.composite
def rhythms(draw: DrawFn, stage_ids: Sequence[str]) -> Body:
    """Draw a rhythm of a round."""
    every = draw(st.sampled_from(["week", "2 weeks", "day", "2 days", "3 months"]))
    body: Body = {"every": every, "at": draw(CLOCKS)}
    if "day" not in every:
        days = st.sampled_from(["mon", "tue", "wed", "thu", "fri"])
        body["on"] = draw(st.one_of(days, st.lists(days, min_size=1, max_size=3, unique=True)) if "week" in every else days)
        maybe(draw, body, "moves", COIN)
    if every == "week":
        maybe(draw, body, "meets", st.integers(-60, 240))
    maybe(draw, body, "windows", st.dictionaries(st.sampled_from(stage_ids), windows(closes=True)))
    maybe(draw, body, "replaces", st.just({"zag": "hoorde"}))
    return body


def _late(draw: DrawFn, body: Body, days: Sequence[str]) -> None:
    """Let stages take what is told after closing, up to something that is shown or a day; some questions make no sense then."""
    shown = [*(one["id"] for one in body["outputs"] if one.get("kind", "digest") in {"digest", "board"}), *days]
    for stage in body["stages"] if shown else ():
        many = stage.get("who", "members") in {"members", "home"} and "over" not in stage
        if many and stage["window"].get("closes") and draw(COIN):
            stage["window"]["until"] = draw(st.sampled_from(shown))
            stage["late"] = draw(TEXTS)
            maybe(draw, stage, "too_late", TEXTS)
            for one in stage["questions"]:
                maybe(draw, one, "in_time", COIN)
