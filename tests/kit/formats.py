"""Generated formats: valid ones that together use every word of the language, as they would stand in a YAML file.

``bodies`` draws plain values; ``Format.model_validate`` or a file makes a format of them.
"""

from collections.abc import Sequence
from typing import Any, Literal, get_args

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from dialogs.content import Priority
from dialogs.parts import Deed, Kind, Readers
from dialogs.roles import Role
from dialogs.values import WORTHS
from dialogs.whole_question import FACTS

Sort = Literal["round", "planned", "offer", "own", "act", "joining"]
"""What a generated format is: rounds by the calendar, by a plan, begun by a word, about an answer, or asking for consent."""
Body = dict[str, Any]

SHARED = [level for level in get_args(Readers) if level != "V0"]
COIN = st.booleans()
OFTEN = st.sampled_from([False, True, True])
TEXTS = st.sampled_from(["Wat zag je?", "Dag {naam}.", "Hoe gaat het in {team}?", "Vraag het {begeleider}", "Kort: ja of nee?"])
PLAIN = st.sampled_from(["Klein", "Zo is het goed", "maandag", "Nu niet", "Ja, graag"])
HEADS = st.sampled_from(["**Wat ons opviel** ({team}, {datum})", "Gedeeld"])
TEXTS_OF_BOARDS = st.sampled_from(["Wat herken je?", "Wat wil {team} vaker zien?"])
SIGNS = st.sampled_from(["hoe", "wie_ook", "x1", "moment", "yes", "no", "help", "stop_2"])
NUDGES = st.sampled_from(["mon 10:00", "+1 workdays 10:00", "+3 hours", "opening + 2 days"])
LATE = st.sampled_from(["closing - 1 workdays 12:00", "closing - 2 hours"])
OPENS = st.sampled_from(["opening", "+1 days", "+1 workdays 14:00"])
LONG = st.sampled_from(["+5 workdays 13:00", "+1 weeks", "+2 weeks 17:00"])
NEEDS = st.fixed_dictionaries(
    {}, optional={"roles": st.lists(st.sampled_from(get_args(Role)), unique=True), "people": st.integers(0, 9), "room": COIN}
)
REPORTS = st.sampled_from(["wed 09:00", "closing + 1 workdays 09:00", "opening"])
CLOCKS = st.sampled_from(["09:00", "14:00", "16:30", "23:59"])


def maybe(draw: DrawFn, body: Body, word: str, values: SearchStrategy[Any]) -> None:
    """Give a part a word, or leave it out."""
    if draw(COIN):
        body[word] = draw(values)


@st.composite
def options(draw: DrawFn, names: Sequence[str], opens: Sequence[str], about: bool) -> Body:
    """Draw what can be chosen; the last option always leads on."""
    found: Body = {}
    for number, name in enumerate(names):
        option: Body = {"label": f"{draw(PLAIN)} {number}"}
        maybe(draw, option, "says", TEXTS)
        maybe(draw, option, "ends", st.sampled_from(["submitted", "skipped"]))
        if number + 1 < len(names):
            maybe(draw, option, "again", st.booleans())
        if opens:
            maybe(draw, option, "opens", st.sampled_from(opens))
            maybe(draw, option, "then", st.sampled_from(opens))
            maybe(draw, option, "plans", st.just("quarterly_value_check"))
            if "then" in option:
                maybe(draw, option, "after", st.sampled_from(["+14 days", "+8 weeks 10:00"]))
        maybe(draw, option, "does", st.sampled_from([deed for deed in get_args(Deed) if deed != "open round"]))
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
        known = [*_choices(other), "answered", "skipped", *lengths]
        body["only_if"] = {other["id"]: draw(st.lists(st.sampled_from(known), min_size=1, max_size=2, unique=True))}
    return body


@st.composite
def tellers(draw: DrawFn, asked: Sequence[Body]) -> Body:
    """Draw who tells something, by a choice among what is asked."""
    picked = [one for one in asked if one.get("kind") in PICKED]
    alone = {"each": True, "says": "Dit is {verhaal}."}
    together = {"says": "Zo gaat het: {volgorde}. Dat duurt {duur} minuten.", "nobody": draw(TEXTS_OF_BOARDS)}
    body: Body = dict(draw(st.sampled_from([alone, together])))
    if draw(OFTEN) and (titles := _shareable(asked)):
        body["titles"] = titles[:1]
    one = draw(st.sampled_from(picked))
    chosen = {one["id"]: draw(st.lists(st.sampled_from(_choices(one)), min_size=1, max_size=2, unique=True))}
    maybe(draw, body, "begins", st.just(chosen))
    maybe(draw, body, "never_first", st.just("lead"))
    maybe(draw, body, "longer", PLAIN)
    for word in ("minutes", "besides", "most"):
        maybe(draw, body, word, st.integers(1, 120))
    return body | {"who": chosen}


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
    elif kind == "person":
        maybe(draw, body, "known", st.booleans())
        maybe(draw, body, "taking_part", st.booleans())
    elif kind == "share":
        maybe(draw, body, "each", st.booleans())
        body["allow"] = draw(st.permutations(["V0", *draw(st.lists(st.sampled_from(SHARED), unique=True))]))
        maybe(draw, body, "options", st.just({"bewaar": {"label": "Bewaar het", "flags": "keep_it", "says": "Bewaard."}}))
        if before:
            maybe(draw, body, "covers", st.lists(st.sampled_from([one["id"] for one in before]), unique=True))


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


def _chosen(draw: DrawFn, body: Body, kind: Kind, opens: Sequence[str], about: bool) -> None:
    """Give a question its options; yes and no need none."""
    fact = body.get("sets")
    if kind != "yesno":
        names = st.lists(st.sampled_from(sorted(FACTS[fact][1])), min_size=1, unique=True) if fact else _names(1)
        body["options"] = draw(names.flatmap(lambda found: options(found, opens, about)))
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


def _choices(question: Body) -> list[str]:
    if question.get("kind") == "yesno":
        return ["yes", "no", *(["unknown"] if "unknown" in question.get("options", {}) else [])]
    if question.get("kind") == "scale":
        return [str(step) for step in range(question.get("least", 1), question.get("most", 5) + 1)]
    return [*question.get("allow", ()), *question.get("options", ())]


@st.composite
def windows(draw: DrawFn, closes: bool) -> Body:
    """Draw when a stage opens, closes and is nudged."""
    body: Body = {}
    maybe(draw, body, "opens", OPENS)
    maybe(draw, body, "nudges", st.lists(NUDGES | LATE if closes else NUDGES, max_size=2))
    if closes:
        body["closes"] = draw(LONG if body else LONG | st.just("tue 17:00"))
    return body


@st.composite
def planning(draw: DrawFn) -> Body:
    """Draw the stage with which somebody plans a round, and what the other stages may count from and depend on."""
    when: Body = {"id": "plan_when", "kind": "date", "ask": draw(TEXTS), "time": True}
    maybe(draw, when, "apart", st.integers(1, 4))
    maybe(draw, when, "workday", COIN)
    since: Body = {"id": "plan_since", "kind": "date", "ask": draw(TEXTS), "behind": True, "default": "last + 1 days"}
    maybe(draw, since, "far", st.just({"weeks": 13, "says": "Dat is lang geleden."}))
    maybe(draw, when, "options", st.just({"kanaal": {"label": "In het kanaal", "moment": "+10 days"}}))
    name: Body = {"id": "plan_name", "ask": draw(TEXTS), "public": "V2", "replaces": {"Kop": "Kop over {plan_name}"}}
    asked = [
        *draw(st.sampled_from([[], [name], [since], [name, since]])),
        {"id": "plan_focus", "kind": "choice", "ask": draw(TEXTS), "options": {"kort": "Kort", "lang": "Lang"}},
        when,
        {"id": "plan_who", "kind": "person", "ask": draw(TEXTS), "options": {"jij": "Kies jij maar"}},
        {"id": "plan_go", "kind": "yesno", "ask": draw(TEXTS), "options": {"yes": {"label": "Ja", "does": "open round"}}},
    ]
    return {"id": "plan", "who": "starter", "questions": asked}


@st.composite
def planned(draw: DrawFn, id_: str, opens: Sequence[str]) -> Body:
    """Draw a stage of a round that somebody planned."""
    body: Body = draw(stages(id_, "own", opens))
    body["who"] = draw(st.sampled_from(["members", "home", "starter", "lead", "plan_who"]))
    maybe(draw, body, "only_if", st.just({"plan_focus": ["kort"]}))
    window = {"opens": draw(st.sampled_from(["opening", "plan_when - 10 days", "plan_when"]))}
    body["window"] = window | {"closes": draw(st.sampled_from(["+48 hours", "plan_when + 1 days"]))}
    maybe(draw, body["window"], "nudges", st.just(["+5 days", "closing - 1 workdays"]))
    maybe(draw, body["window"], "shorter", st.just(["halfway"]))
    if body["who"] == "plan_who":
        maybe(draw, body["window"], "passes", st.just("+3 workdays"))
    other: Body = {"only_if": {"plan_focus": ["lang"]}}
    maybe(draw, other, "window", st.just({"opens": "plan_when", "closes": "+3 days"}))
    maybe(draw, other, "invite", TEXTS)
    maybe(draw, other, "remind", TEXTS)
    if any(not {"only_if", "role"} & set(one) for one in body["questions"] if one.get("kind") != "info"):
        maybe(draw, body, "otherwise", st.just(other))
    if draw(COIN) and not any(one.get("kind") == "share" or "belongs_to" in one for one in body["questions"]):
        body["questions"] += [
            {"id": f"{id_}_live", "kind": "yesno", "ask": draw(TEXTS)},
            {"id": f"{id_}_name", "ask": draw(TEXTS)},
            {"id": f"{id_}_readers", "kind": "share", "ask": draw(TEXTS), "allow": ["V0", "V2"], "covers": [f"{id_}_name"]},
        ]
    asked = [one for one in body["questions"] if one.get("kind") != "info"]
    if any(not {"only_if", "role"} & set(one) for one in asked[1:]):
        asked[0].pop("only_if", None)
        maybe(draw, asked[0], "only_if", st.just({"plan_focus": ["lang"]}))
    return body


def _recall(draw: DrawFn, body: Body, before: Sequence[Body], opens: Sequence[str]) -> None:
    """Let a question call to mind what was answered before, here or in the weekly question."""
    mine = sorted(one["id"] for one in before if one.get("kind", "text") in {"text", "file", "date", "number"})
    found: list[Body] = []
    shows = st.lists(st.sampled_from(mine), unique=True) if mine else st.just([])
    if shown := draw(shows):
        found.append({"show": shown})
        flags = [option["flags"] for one in before for option in _flagging(one)]
        if flags:
            maybe(draw, found[0], "flags", st.sampled_from(flags))
    if "weekly_wonder" in opens and draw(st.booleans()):
        found.append({"of": "weekly_wonder", "show": ["wonder_text"]})
        maybe(draw, found[-1], "most", st.integers(1, 20))
        maybe(draw, found[-1], "there", st.booleans())
    if found:
        body["recall"] = found


def _flagging(question: Body) -> list[Body]:
    options = question.get("options", {}).values() if question.get("kind") == "share" else ()
    return [option for option in options if isinstance(option, dict)]


@st.composite
def stages(draw: DrawFn, id_: str, sort: Sort, opens: Sequence[str]) -> Body:
    """Draw one stage with its questions."""
    kinds = draw(st.lists(st.sampled_from(get_args(Kind)), min_size=1, max_size=4))
    if set(kinds) == {"info"} or (sort != "act" and set(kinds) <= {"share", "info"}):
        kinds = ["text", *kinds]
    if sort in {"round", "own"} and draw(OFTEN):  # so that there is something to show
        kinds = ["text", *kinds[:3], "share"]
    asked: list[Body] = []
    for number, kind in enumerate(kinds):
        before = [one for one in asked if one.get("kind") != "info"]
        asked.append(draw(questions(f"{id_}_{draw(SIGNS)}_{number}", kind, before, opens, sort == "act")))
    _repeat(draw, asked)
    _written_down(draw, id_, asked)
    real = [one for one in asked if one.get("kind") != "info"]
    if len(real) > 1 and "only_if" not in real[0]:
        maybe(draw, real[-1], "role", st.just("lead"))
    body: Body = {"id": id_, "questions": asked}
    maybe(draw, body, "priority", st.sampled_from(get_args(Priority)))
    maybe(draw, body, "overflow", st.sampled_from(["move", "drop", "exempt"]))
    _asks(draw, sort, body)
    if sort == "joining":
        body["consent"] = False
    if draw(st.booleans()):
        body["mode"] = draw(st.sampled_from(["conversation", "form"]))
    if body.get("mode") == "form":
        maybe(draw, body, "intro", TEXTS)
    for word in ("invite", "remind", "thanks"):
        maybe(draw, body, word, TEXTS)
    buttons = {"act": PLAIN, "skip": PLAIN, "skip_says": TEXTS, "passes": COIN}
    maybe(draw, body, "prompt", st.fixed_dictionaries({}, optional=buttons))
    _follow(draw, body)
    return body


def _asks(draw: DrawFn, sort: Sort, stage: Body) -> None:
    """Say whom a stage asks, and when."""
    if sort == "round":
        maybe(draw, stage, "who", st.sampled_from(["members", "home"]))
        stage["window"] = draw(windows(closes=True))
    elif sort == "offer":
        stage |= {"who": "lead", "window": {"opens": "+9 weeks", "closes": "+11 weeks"}}
    else:
        stage["who"] = "owner"
        maybe(draw, stage, "window", windows(closes=False))


def _written_down(draw: DrawFn, id_: str, asked: list[Body]) -> None:
    """Let something be written down for somebody who takes part, where nothing is shared."""
    if draw(COIN) and all(one.get("kind") != "share" for one in asked):
        asked += [
            {"id": f"{id_}_teller", "kind": "person", "ask": "Van wie is dit?", "known": True, "taking_part": True},
            {"id": f"{id_}_line", "ask": "Wat schrijf je op?", "belongs_to": f"{id_}_teller"},
        ]


def _confirmed(draw: DrawFn, found: list[Body]) -> list[Body]:
    """Let the last of two stages go over texts of the first, where silence may mean what was said there."""
    if len(found) > 1 and draw(COIN):
        first, last = found[0]["questions"], found[-1]
        before = "tell_before"
        first[:0] = [{"id": "tell_silence", "kind": "yesno", "ask": "Mag het?"}, {"id": before, "ask": "Wat schreef je op?"}]
        last |= {"over": [before], "questions": [
            {"id": "line_ok", "kind": "choice", "ask": "Klopt het zo?", "options": {
                "right": {"label": "Klopt", "shares": "V2"}, "other": "Aanpassen",
                "out": {"label": "Weglaten", "withdraws": True, "says": "Weggelaten."}}},
            {"id": "line_new", "ask": "Hoe dan?", "changes": True, "public": "V2", "only_if": {"line_ok": ["other"]}},
        ]}  # fmt: skip
        last.pop("repeat", None)
        maybe(draw, last, "silence", st.just({"tell_silence": ["yes"]}))
    return found


def _follow(draw: DrawFn, stage: Body) -> None:
    """Let a stage ask after what somebody told in the round before, or be gone through again; and ask for a title."""
    asked = stage["questions"]
    named = {name for one in asked for name in (*one.get("only_if", ()), *one.get("repeat", {}).get("along", ()))}
    again = [one for one in asked if one.get("kind", "text") not in {"share", "info", "person"} and "repeat" not in one]
    free = [one for one in again if one["id"] not in named and "belongs_to" not in one]
    texts = [one for one in asked if one.get("kind", "text") == "text"]
    if draw(COIN) and free and texts:
        value = texts[0].setdefault("value", draw(st.sampled_from(WORTHS)))
        draw(st.sampled_from(free))["follows"] = draw(st.sampled_from([value, {"value": value, "most": 1}]))
        stage |= {"invite": draw(TEXTS), "remind": draw(TEXTS)}
    if draw(COIN) and texts:
        texts[0]["title"] = True
    if not any({"repeat", "follows"} & set(one) for one in asked):
        maybe(draw, stage, "repeat", st.fixed_dictionaries({"max": st.integers(2, 3), "ask": TEXTS}))


def _repeat(draw: DrawFn, asked: list[Body]) -> None:
    """Let a text be asked several times, alone or with the question after it."""
    texts = [n for n, one in enumerate(asked) if one.get("kind", "text") == "text" and not {"sets", "changes"} & set(one)]
    if draw(COIN) and texts:
        number = draw(st.sampled_from(texts))
        repeat: Body = {"max": draw(st.integers(2, 3)), "ask": draw(TEXTS)}
        maybe(draw, repeat, "enough", PLAIN)
        after = asked[number + 1 : number + 2]
        if after and after[0].get("kind") not in {"share", "info"}:
            maybe(draw, repeat, "along", st.just([after[0]["id"]]))
        asked[number]["repeat"] = repeat


@st.composite
def rhythms(draw: DrawFn, stage_ids: Sequence[str]) -> Body:
    """Draw a rhythm of a round."""
    every = draw(st.sampled_from(["week", "2 weeks", "day", "2 days", "3 months"]))
    body: Body = {"every": every, "at": draw(CLOCKS)}
    if "day" not in every:
        body["on"] = draw(st.sampled_from(["mon", "tue", "wed", "thu", "fri"]))
    maybe(draw, body, "windows", st.dictionaries(st.sampled_from(stage_ids), windows(closes=True)))
    maybe(draw, body, "replaces", st.just({"zag": "hoorde"}))
    return body


@st.composite
def outputs(draw: DrawFn, id_: str, asked: Sequence[Sequence[Body]]) -> Body:
    """Draw a digest of what can be shown, a board where something has a value, or an overview."""
    shown = [name for questions_ in asked for name in _shareable(questions_)]
    valued = any(one.get("value") for questions_ in asked for one in questions_)
    body: Body = {
        "id": id_,
        "at": draw(st.sampled_from(["wed 09:00", "closing + 1 workdays 09:00", "opening"])),
        "head": "Kop {datum}",
    }
    if draw(OFTEN) and shown:
        section = st.fixed_dictionaries(
            {"head": HEADS, "show": st.lists(st.sampled_from(shown), min_size=1, unique=True)},
            optional={"names": st.sampled_from(["with", "without", "either"])},
        )
        body |= {"sections": draw(st.lists(section, min_size=1, max_size=2))}
        maybe(draw, body, "kind", st.just("digest"))
        maybe(draw, body, "to", st.just("room"))
        maybe(draw, body, "close", HEADS)
    elif draw(COIN) and valued:
        heads = [{"head": draw(HEADS), "value": [value]} for value in WORTHS[2:]]
        body |= {"kind": "board", "empty": draw(PLAIN), "sections": [{"head": draw(HEADS), "value": list(WORTHS[:2])}, *heads]}
        maybe(draw, body, "count", st.just("Met {aantal} mensen."))
        maybe(draw, body, "talk", st.lists(TEXTS_OF_BOARDS, max_size=3))
    else:
        body |= {"kind": "overview", "to": "facilitator"}
        maybe(draw, body, "suggestions", st.lists(PLAIN, max_size=2))
    return body


def _is_day(question: Body) -> bool:
    return question.get("kind") == "date" and not question.get("sets")


def _shareable(asked: Sequence[Body]) -> list[str]:
    """Return the questions whose answers a share question lets the group read."""
    found: list[str] = []
    for number, one in enumerate(asked):
        if {"V2", "V3"} & set(one.get("allow", ())):
            before = [q["id"] for q in asked[:number] if q.get("kind", "text") in {"text", "file", "date", "number"}]
            found += [name for name in before if not one.get("covers") or name in one["covers"]]
    return sorted(set(found))


def _under(draw: DrawFn, found: Sequence[Body]) -> None:
    """Let digests stand under a board."""
    boards = [one["id"] for one in found if one.get("kind") == "board"]
    for one in found if boards else ():
        if one.get("kind", "digest") == "digest" and draw(OFTEN):
            one["under"] = draw(st.sampled_from(boards))


def _late(draw: DrawFn, body: Body) -> None:
    """Let stages take what is told after closing, up to something that is shown, where some questions make no sense."""
    shown = [one["id"] for one in body["outputs"] if one.get("kind") != "overview"]
    for stage in body["stages"] if shown else ():
        many = stage.get("who", "members") in {"members", "home"} and "over" not in stage
        if many and stage["window"].get("closes") and draw(COIN):
            stage["window"]["until"] = draw(st.sampled_from(shown))
            stage["late"] = draw(TEXTS)
            for one in stage["questions"]:
                maybe(draw, one, "in_time", COIN)


PICKED = ("choice", "multi", "yesno")
MESSAGE = {"id": "message", "kind": "message", "to": "room", "at": "opening", "head": "We beginnen, {team}."}


def _say(draw: DrawFn, found: list[Body], asked: Sequence[Body]) -> None:
    """Add a message, which may name tellers, and let outputs come in some rounds only."""
    message: Body = dict(MESSAGE)
    if any(one.get("kind") in PICKED for one in asked) and draw(OFTEN):
        message["tellers"] = draw(tellers(asked))
    found += [message] if draw(OFTEN) else []
    for output in found:
        maybe(draw, output, "only_if", st.just({"plan_focus": ["kort"]}))


@st.composite
def _starts(draw: DrawFn, sort: Sort, body: Body, names: Sequence[str]) -> Body:
    """Draw what opens a format, and for rounds what hangs on that."""
    starts: Body = {}
    asked = [stage["questions"] for stage in body["stages"]]
    if sort == "round":
        body["rhythms"] = draw(st.dictionaries(SIGNS, rhythms(names), min_size=1, max_size=2))
        maybe(draw, starts, "unless_open", st.just([body["id"]]))
        starts["rhythm"] = draw(st.sampled_from(sorted(body["rhythms"])))
        body["outputs"] = [draw(outputs(f"out_{number}", asked)) for number in range(draw(st.sampled_from([0, 1, 2, 2])))]
        _under(draw, body["outputs"])
        _late(draw, body)
    elif sort == "planned":
        starts["plans"] = "iets plannen"
        body["outputs"] = [draw(outputs("out", asked)) for _ in range(draw(st.integers(0, 1)))]
        for output in body["outputs"]:
            maybe(draw, output, "at", st.sampled_from(["tell", "plan_when + 1 hours"]))
        _late(draw, body)
        _say(draw, body["outputs"], asked[-1])
    elif sort == "offer":
        starts["since"] = "quarterly_value_check"
    elif sort == "act":
        starts["act"] = draw(st.sampled_from(["share", "change", "withdraw", "too_few"]))
    elif sort == "joining":
        starts[draw(st.sampled_from(["joining", "renewal"]))] = True
    else:
        for word in ("silence", "expiring", "own"):
            maybe(draw, starts, word, st.just(True))
    if sort in {"round", "planned", "own"}:
        maybe(draw, starts, "command", st.sampled_from(["kleinigheid", "wat was er"]))
        maybe(draw, starts, "by", st.lists(st.sampled_from(get_args(Role)), min_size=1, unique=True))
    return starts


@st.composite
def bodies(
    draw: DrawFn, id_: str = "generated", sorts: Sequence[Sort] = get_args(Sort), opens: Sequence[str] = ("weekly_wonder",)
) -> Body:
    """Draw a whole format; ``opens`` are the formats that its options may lead to."""
    sort: Sort = draw(st.sampled_from([*sorts, *(one for one in sorts if one in {"round", "planned"})]))
    names = ["tell", "later"][: draw(st.integers(1, 2 if sort in {"round", "offer"} else 1))]
    if sort == "planned":
        found = [draw(planning()), draw(planned("tell", opens))]
    else:
        found = _confirmed(draw, [draw(stages(name, sort, opens)) for name in names])
    body: Body = {"id": id_, "title": draw(PLAIN), "source": "001 §1.2", "why": draw(TEXTS), "kept": "zolang je wilt"}
    body["stages"] = found
    if sort == "offer" and len(found) > 1:
        maybe(
            draw, found[0]["questions"][0], "asks_again", st.just("later") if _is_day(found[0]["questions"][0]) else st.none()
        )
    maybe(draw, body, "priority", st.sampled_from(get_args(Priority)))
    maybe(draw, body, "minutes", st.integers(1, 120))
    maybe(draw, body, "overflow", st.sampled_from(["move", "drop", "exempt"]))
    maybe(draw, body, "on_by_default", st.booleans())
    maybe(draw, body, "needs", NEEDS)
    maybe(draw, body, "settings", SIGNS)
    body["starts"] = draw(_starts(sort, body, names))
    return body
