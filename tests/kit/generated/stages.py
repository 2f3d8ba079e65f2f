"""Generated stages: of a round, of a plan, begun by a word; and what questions of one stage have to do with each other."""

from collections.abc import Sequence
from typing import get_args

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from dialogs.language.parts import Kind
from dialogs.language.stages import Priority
from dialogs.language.values import WORTHS
from dialogs.talk.weighing import Leaning
from tests.kit.generated.lines import with_lines
from tests.kit.generated.questions import questions
from tests.kit.generated.words import COIN, LATE, LONG, NUDGES, OFTEN, OPENS, PLAIN, SIGNS, TEXTS, Body, Sort, maybe


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
    _to_others(draw, id_, asked)
    real = [one for one in asked if one.get("kind") != "info"]
    if len(real) > 1 and "only_if" not in real[0]:
        real[-1] |= draw(st.sampled_from([{}, {"role": "lead"}, {"unless_role": "facilitator"}]))
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
    if sort != "act":
        _weigh(draw, body)
    return _of_whom_is_asked(body)


def _of_whom_is_asked(stage: Body) -> Body:
    """Return a stage in which a moment of who is asked something is chosen last, where nothing is repeated or shared (S52)."""
    asked = stage["questions"]
    if any("asks" in one for one in asked) and "repeat" not in stage and all(one.get("kind") != "share" for one in asked):
        met = {"then": "action_back", "after": "+1 days"}
        asked.append({"id": "moment_of_hers", "kind": "date", "ask": "Wanneer?", "met": met, "free_of": "coaching_moments"})
    return stage


def _weigh(draw: DrawFn, stage: Body) -> None:
    """Let a stage weigh two scales, and tell something of what they lean to, or of what was chosen."""
    one, other, leaning = (f"{stage['id']}_{name}" for name in ("one", "other", "leaning"))
    pair: Body = {"more": [one], "than": [other]}
    maybe(draw, pair, "by", st.sampled_from([0.5, 1]))
    weighing: Body = {"pairs": [pair]}
    maybe(draw, weighing, "near", st.sampled_from([0.5, 1]))
    if draw(COIN):
        stage["weighs"] = {leaning: weighing}
        ends = {"low": "weinig", "high": "veel"}
        stage["questions"] += [{"id": name, "kind": "scale", "ask": draw(TEXTS), **ends} for name in (one, other)]
        condition = {leaning: [draw(st.sampled_from(get_args(Leaning)))]}
        stage["questions"].append({"id": f"{leaning}_told", "kind": "info", "ask": draw(TEXTS), "only_if": condition})
    with_lines(draw, stage)


def _asks(draw: DrawFn, sort: Sort, stage: Body) -> None:
    """Say whom a stage asks, and when."""
    if sort == "round":
        maybe(draw, stage, "who", st.sampled_from(["members", "home"]))
        maybe(draw, stage, "optional", st.just(True))
        stage["window"] = draw(windows(closes=True))
    elif sort == "offer":
        stage |= {"who": "lead", "window": {"opens": "+9 weeks", "closes": "+11 weeks"}}
    else:
        stage["who"] = "owner"
        maybe(draw, stage, "window", windows(closes=False))
        if sort == "own":
            maybe(draw, stage, "leads", st.just(["action_picker"]))
        if any(one.get("required") and one.get("kind", "text") == "text" for one in stage["questions"]):
            maybe(draw, stage, "afterwards", st.just({"then": "action_back", "after": "+14 days"}))
        options = [one for question in stage["questions"] for one in _with_words(question)]
        if any(one.get("accepts") for one in options):
            maybe(draw, stage, "at_once", st.integers(1, 3))
        if any(one.get("accepts") for one in options) and not _of_one(stage["questions"]):
            meeting = {"workdays": st.integers(1, 3), "weeks": st.integers(1, 4)}
            maybe(draw, stage, "for_meeting", st.fixed_dictionaries({}, optional=meeting))


def _with_words(question: Body) -> list[Body]:
    """Return the options of a question that say more than what they are called."""
    return [one for one in question.get("options", {}).values() if isinstance(one, dict)]


def _of_one(asked: Sequence[Body]) -> bool:
    """Whether what one person wrote is read in a stage."""
    return any(shown.get("there") for question in asked for shown in question.get("recall", ()))


def _posts(draw: DrawFn, asked: Sequence[Body]) -> None:
    """Let an option say in the room what only tells something."""
    plain = [one["id"] for one in asked if one.get("kind") == "info" and not {"recall", "written", "lines"} & set(one)]
    options = [one for question in asked for one in _with_words(question)]
    if plain and options and draw(COIN):
        options[-1]["posts"] = plain[0]


def _to_others(draw: DrawFn, id_: str, asked: list[Body]) -> None:
    """Let something be written down for somebody, or be said in the room."""
    _written_down(draw, id_, asked)
    _posts(draw, asked)


def _written_down(draw: DrawFn, id_: str, asked: list[Body]) -> None:
    """Let something be written down for somebody who takes part, where nothing is shared."""
    if draw(COIN) and all(one.get("kind") != "share" for one in asked):
        asked += [
            {"id": f"{id_}_teller", "kind": "person", "ask": "Van wie is dit?", "known": True, "taking_part": True},
            {"id": f"{id_}_line", "ask": "Wat schrijf je op?", "belongs_to": f"{id_}_teller"},
        ]


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
def planning(draw: DrawFn) -> Body:
    """Draw the stage with which somebody plans a round, and what the other stages may count from and depend on."""
    when: Body = {"id": "plan_when", "kind": "date", "ask": draw(TEXTS), "time": True, "required": True}
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
    if draw(COIN):
        meeting: Body = {"id": "meeting", "kind": "date", "ask": draw(TEXTS), "time": True, "required": True, "meetings": True}
        more = {"id": "plan_more", "kind": "yesno", "ask": draw(TEXTS), "another": 5}
        asked = [meeting, *draw(st.sampled_from([[], [more]])), *draw(st.sampled_from([[], _written_for_it(draw)])), *asked]
    return {"id": "plan", "who": "starter", "questions": asked}


def _written_for_it(draw: DrawFn) -> list[Body]:
    """Draw the questions at which somebody writes what is asked in a round."""
    kinds = {"text": "Woorden", "file": "Bestand", "choice": "Kiezen"}
    return [
        {
            "id": "plan_asks",
            "ask": draw(TEXTS),
            "public": "V2",
            "repeat": {"max": 6, "ask": "Nog een?", "along": ["plan_kind", "plan_options"]},
        },
        {"id": "plan_kind", "kind": "choice", "ask": draw(TEXTS), "options": kinds},
        {"id": "plan_options", "ask": draw(TEXTS), "public": "V2", "only_if": {"plan_kind": ["choice"]}},
    ]


def series(draw: DrawFn, stages_: Sequence[Body]) -> Body:
    """Let the first stage, that plans, ask what a series of meetings needs, and return the series."""
    plan = stages_[0]
    for one in plan["questions"]:
        if one["id"] == "plan_name":
            maybe(draw, one, "names", st.just("plan_named"))
    weeks = {"id": "plan_weeks", "kind": "scale", "ask": draw(TEXTS), "least": 6, "most": 8, "low": "vaker", "high": "rustiger"}
    plan["questions"].insert(-1, weeks)
    series: Body = {
        "first": "plan_when",
        "weeks": "plan_weeks",
        "usual": draw(st.integers(1, 26)),
        "count": draw(st.integers(2, 11)),
    }
    if draw(OFTEN):
        length = {"kort": {"label": "Kort", "minutes": 60}, "lang": {"label": "Lang", "minutes": 120}}
        plan["questions"].insert(-1, {"id": "plan_length", "kind": "choice", "ask": draw(TEXTS), "options": length})
        series["length"] = "plan_length"
    maybe(draw, series, "minutes", st.just(90))
    maybe(draw, series, "gathers", COIN)
    maybe(draw, series, "gathers", COIN)
    joining = [one["id"] for one in stages_[1:] if one.get("who", "members") == "members"]
    maybe(draw, series, "joins", st.sampled_from(joining) if joining else st.none())
    maybe(draw, series, "phases", st.just(["verzamelen"] * int(series["count"])))
    return series


@st.composite
def around_a_meeting(draw: DrawFn, id_: str, opens: Sequence[str]) -> Body:
    """Draw a stage of a round around a meeting."""
    body: Body = draw(stages(id_, "own", opens))
    body["who"] = draw(st.sampled_from(["members", "home", "starter", "facilitator"]))
    maybe(draw, body, "only_if", st.just({"meeting": ["2", "3"]}))
    body["window"] = {
        "opens": draw(st.sampled_from(["previous + 1 workdays 10:00", "meeting + 3 hours", "meeting - 10 days"])),
        "closes": draw(st.sampled_from(["+48 hours", "meeting + 1 days"])),
    }
    maybe(draw, body["window"], "at_least", st.just("+2 workdays"))
    maybe(draw, body["window"], "nudges", st.just(["+5 days", "meeting - 1 workdays"]))
    if "nudges" in body["window"]:
        maybe(draw, body["window"], "first_after", st.just("+3 workdays"))
    maybe(draw, body, "deadline", PLAIN)
    maybe(draw, body, "called", PLAIN)
    maybe(draw, body, "minutes", st.integers(1, 120))
    if draw(COIN) and "repeat" not in body:
        body["questions"] += _choosing(draw, id_, body["who"])
    if body["who"] == "starter" and "repeat" not in body:
        body["questions"] += _going_on(draw, id_)
    if draw(COIN) and body["who"] in {"members", "home"} and "repeat" not in body:
        sides: Body = {
            "near": {"of": ["one", "two"], "says": draw(PLAIN)},
            "far": {"of": ["three", "four"], "says": draw(PLAIN)},
        }
        told: Body = {"sides": sides, "most": draw(COIN), "differ": draw(PLAIN), "few": draw(PLAIN)}
        named = {"one": "Zo", "two": "Ook zo", "three": "Anders", "four": "Heel anders", "none": "Liever niet"}
        wish: Body = {"id": f"{id_}_wish", "kind": "choice", "called": "Wens", "ask": draw(TEXTS), "options": named}
        body["questions"].append(wish | {"counted": told, "shown": draw(COIN)})
    return body


def _going_on(draw: DrawFn, id_: str) -> list[Body]:
    """Draw whether a programme ends, and until when it goes on (S37)."""
    ends: Body = {"yes": {"label": "Ja", "does": "end programme"}}
    return [
        {"id": f"{id_}_ends", "kind": "yesno", "ask": draw(TEXTS), "options": ends},
        {"id": f"{id_}_longer", "kind": "date", "ask": draw(TEXTS), "prolongs": True},
    ]


def _choosing(draw: DrawFn, id_: str, who: str) -> list[Body]:
    """Draw a text that the group reads, and the choice among what was written so."""
    wrote: Body = {"id": f"{id_}_model", "ask": draw(TEXTS), "public": "V2", "unsigned": True}
    among: Body = {"show": [wrote["id"]]}
    maybe(draw, among, "others", COIN)
    maybe(draw, among, "empty", TEXTS)
    pick: Body = {
        "id": f"{id_}_pick",
        "kind": "choice",
        "ask": draw(TEXTS),
        "among": draw(st.sampled_from([among, among["show"]])),
    }
    if who in {"members", "home"}:
        pick["kind"] = draw(st.sampled_from(["choice", "multi"]))
    maybe(draw, pick, "names", st.just(f"{id_}_chosen"))
    pick["options"] = {"other": {"label": "Iets anders", "says": "Goed."}}
    return [wrote, pick]


def agreeing(draw: DrawFn, found: list[Body]) -> list[Body]:
    """Let all say whether what was chosen in the stage before is fine."""
    chosen = [one["names"] for stage in found for one in stage["questions"] if one.get("names")]
    if draw(COIN) and chosen:
        agrees: Body = {"id": "agrees_ok", "kind": "yesno", "ask": draw(TEXTS), "names": "agreed", "unopposed": chosen[0]}
        found.append({"id": "agrees", "window": {"opens": "tell", "closes": "+2 workdays"}, "questions": [agrees]})
    return found


@st.composite
def planned(draw: DrawFn, id_: str, opens: Sequence[str]) -> Body:
    """Draw a stage of a round that somebody planned."""
    body: Body = draw(stages(id_, "own", opens))
    body["who"] = draw(st.sampled_from(["members", "home", "starter", "lead", "plan_who"]))
    maybe(draw, body, "only_if", st.just({"plan_focus": ["kort"]}))
    window = {"opens": draw(st.sampled_from(["opening", "plan_when - 10 days", "plan_when"]))}
    body["window"] = window | {"closes": draw(st.sampled_from(["+48 hours", "plan_when + 1 days"]))}
    maybe(draw, body, "called", PLAIN)
    maybe(draw, body["window"], "nudges", st.just(["+5 days", "closing - 1 workdays"]))
    maybe(draw, body["window"], "shorter", st.just(["halfway"]))
    if body["who"] == "plan_who":
        maybe(draw, body["window"], "passes", st.just("+3 workdays"))
        if window["opens"] == "plan_when":
            maybe(draw, body, "punctual", COIN)
    maybe(draw, body, "meanwhile", st.just({"format": "project_journal", "opens": "plan_when - 10 days"}))
    other: Body = {"only_if": {"plan_focus": ["lang"]}}
    maybe(draw, other, "window", st.just({"opens": "plan_when", "closes": "+3 days"}))
    maybe(draw, other, "invite", TEXTS)
    maybe(draw, other, "remind", TEXTS)
    if any(not {"only_if", "role", "unless_role"} & set(one) for one in body["questions"] if one.get("kind") != "info"):
        maybe(draw, body, "otherwise", st.just(other))
    if draw(COIN) and not any(one.get("kind") == "share" or "belongs_to" in one for one in body["questions"]):
        body["questions"] += [
            {"id": f"{id_}_live", "kind": "yesno", "ask": draw(TEXTS)},
            {"id": f"{id_}_name", "ask": draw(TEXTS)},
            {"id": f"{id_}_readers", "kind": "share", "ask": draw(TEXTS), "allow": ["V0", "V2"], "covers": [f"{id_}_name"]},
        ]
    if draw(COIN):
        body["questions"] += [
            {"id": f"{id_}_decided", "kind": "info", "ask": draw(TEXTS), "written": True},
            {
                "id": f"{id_}_ok",
                "kind": "choice",
                "ask": draw(TEXTS),
                "options": {"agree": {"label": "Akkoord", "does": "agree"}},
            },
        ]
    asked = [one for one in body["questions"] if one.get("kind") != "info"]
    if any(not {"only_if", "role", "unless_role"} & set(one) for one in asked[1:]):
        asked[0].pop("only_if", None)
        maybe(draw, asked[0], "only_if", st.just({"plan_focus": ["lang"]}))
    return body


def confirmed(draw: DrawFn, found: list[Body]) -> list[Body]:
    """Let the last of two stages go over texts of the first, where silence may mean what was said there.

    It may go over only what was confirmed in a stage between them.
    """
    if len(found) > 1 and draw(COIN):
        first, last = found[0]["questions"], found[-1]
        before = "tell_before"
        first[:0] = [{"id": "tell_silence", "kind": "yesno", "ask": "Mag het?"}, {"id": before, "ask": "Wat schreef je op?"}]
        _goes_over(draw, last, before, "line")
        maybe(draw, last, "silence", st.just({"tell_silence": ["yes"]}))
        if draw(COIN):
            between: Body = {"id": "check", **{word: last[word] for word in ("who", "window") if word in last}}
            _goes_over(draw, between, before, "first_line")
            found.insert(1, between)
            last["confirmed"] = True
    return found


def _goes_over(draw: DrawFn, stage: Body, text: str, id_: str) -> None:
    """Let a stage go over a text that was written in another one."""
    stage |= {"over": [text], "questions": [
        {"id": f"{id_}_ok", "kind": "choice", "ask": "Klopt het zo?", "options": {
            "right": {"label": "Klopt", "shares": draw(st.sampled_from(["V2", "V5"]))}, "other": "Aanpassen",
            "out": {"label": "Weglaten", "withdraws": True, "says": "Weggelaten."}}},
        {"id": f"{id_}_new", "ask": "Hoe dan?", "changes": True, "public": "V2", "only_if": {f"{id_}_ok": ["other"]}},
    ]}  # fmt: skip
    stage.pop("repeat", None)
    stage.pop("weighs", None)
