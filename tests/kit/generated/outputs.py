"""Generated outputs: digests, boards, overviews, and messages that say who tells."""

from collections.abc import Sequence

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from dialogs.language.values import WORTHS
from tests.kit.generated.questions import choices_of, shareable
from tests.kit.generated.words import COIN, HEADS, OFTEN, PICKED, PLAIN, REPORTS, TEXTS_OF_BOARDS, Body, maybe

MESSAGE = {"id": "message", "kind": "message", "to": "room", "at": "opening", "head": "We beginnen, {team}."}


@st.composite
def outputs(draw: DrawFn, id_: str, asked: Sequence[Sequence[Body]]) -> Body:
    """Draw a digest of what can be shown, a board where something has a value, or an overview."""
    shown = [name for questions_ in asked for name in shareable(questions_)]
    valued = any(one.get("value") for questions_ in asked for one in questions_)
    body: Body = {
        "id": id_,
        "at": draw(REPORTS),
        "head": "Kop {datum}",
    }
    maybe(draw, body, "called", PLAIN)
    if draw(OFTEN) and shown:
        section = st.fixed_dictionaries(
            {"head": HEADS, "show": st.lists(st.sampled_from(shown), min_size=1, unique=True)},
            optional={"names": st.sampled_from(["with", "without", "either"])},
        )
        body |= {"sections": draw(st.lists(section, min_size=1, max_size=2))}
        maybe(draw, body, "kind", st.just("digest"))
        maybe(draw, body, "to", st.just("room"))
        maybe(draw, body, "close", HEADS)
        if "close" in body:
            body["dated"] = True
    elif draw(OFTEN) and valued:
        heads = [{"head": draw(HEADS), "value": [value]} for value in WORTHS[2:]]
        body |= {"kind": "board", "empty": draw(PLAIN), "sections": [{"head": draw(HEADS), "value": list(WORTHS[:2])}, *heads]}
        maybe(draw, body, "count", st.just("Met {aantal} mensen."))
        maybe(draw, body, "picture", st.just("thread"))
        maybe(draw, body, "talk", st.lists(TEXTS_OF_BOARDS, max_size=3))
        counted = [one["id"] for questions_ in asked for one in questions_ if "counted" in one]
        if counted:
            told: Body = {"head": draw(HEADS), "show": counted, "few": draw(PLAIN)}
            maybe(draw, told, "how", PLAIN)
            body["together"] = told
    else:
        body |= {"kind": "overview", "to": "facilitator"}
        maybe(draw, body, "suggestions", st.lists(PLAIN, max_size=2))
    return body


def a_card(draw: DrawFn, found: list[Body], plan: Sequence[Body]) -> None:
    """Add a card of what was written to plan a round, where something was (S35)."""
    written = [one["id"] for one in plan if one.get("public")]
    if draw(COIN) and written:
        section = {"head": draw(HEADS), "show": written}
        found.append({"id": "card", "to": "room", "written": True, "at": "opening", "head": "Kaart", "sections": [section]})


def under_a_board(draw: DrawFn, found: Sequence[Body]) -> None:
    """Let digests stand under a board."""
    boards = [one["id"] for one in found if one.get("kind") == "board"]
    for one in found if boards else ():
        if one.get("kind", "digest") == "digest" and draw(OFTEN):
            one["under"] = draw(st.sampled_from(boards))
            one.pop("dated", None)  # what stands under a board is of its round


def prepared(draw: DrawFn, found: Sequence[Body], asked: Sequence[Sequence[Body]]) -> None:
    """Let digests be what was prepared for a meeting, where nothing is shared without a name."""
    chosen = [one for one in found if one.get("kind", "digest") == "digest" and draw(OFTEN)]
    for one in chosen:
        one.pop("dated", None)
        one |= {"kind": "prepared", "to": draw(st.sampled_from(["members", "members", "facilitator"]))}
        for section in one["sections"]:
            maybe(draw, section, "level", st.sampled_from(["V1", "V2"]))
    for question in (one for questions_ in asked for one in questions_ if chosen and "allow" in one):
        question["allow"] = _with_a_name(question["allow"])
    for question in (one for questions_ in asked for one in questions_ if chosen and "only_if" in one):
        question["only_if"] = {name: _with_a_name(values) for name, values in question["only_if"].items()}


def _with_a_name(levels: Sequence[str]) -> list[str]:
    """Return readers, or what is looked at, with the name of who wrote it: what was prepared always has one."""
    return list(dict.fromkeys("V2" if level == "V3" else level for level in levels))


def outside(draw: DrawFn, found: Sequence[Body], asked: Sequence[Sequence[Body]]) -> None:
    """Let a digest of what is written for all of a group go outside it, where that group allowed it."""
    unsigned = [one["id"] for questions_ in asked for one in questions_ if one.get("unsigned")]
    for one in found if unsigned else ():
        if one.get("kind", "digest") == "digest" and "under" not in one and draw(COIN):
            one.pop("dated", None)
            one |= {"kind": "digest", "to": "initiator", "allowed_by": {"quarterly_value_check": "about"}}
            one["sections"] = [{"head": draw(HEADS), "show": unsigned}]


def agendas(draw: DrawFn, found: list[Body], asked: Sequence[Sequence[Body]]) -> None:
    """Add what tells of a meeting, which may show what was told before it."""
    shown = [name for questions_ in asked for name in shareable(questions_)]
    body: Body = {"id": "agenda", "kind": "agenda", "at": "meeting - 5 workdays", "head": "Kop {nummer} {datum_bijeenkomst}"}
    maybe(
        draw,
        body,
        "points",
        st.just([{"id": "begin", "says": draw(PLAIN), "minutes": 30}, {"id": "end", "says": "Einde", "minutes": 9}]),
    )
    if draw(OFTEN) and shown:
        body |= {"sections": [{"head": draw(HEADS), "show": [shown[0]]}], "empty": draw(PLAIN)}
    found += [body] if draw(COIN) else []


def chosen_ones(draw: DrawFn, found: list[Body], asked: Sequence[Sequence[Body]]) -> None:
    """Add a digest of what was chosen among texts."""
    picks = [one for questions_ in asked for one in questions_ if "among" in one and one.get("names")]
    if draw(COIN) and picks:
        among = picks[0]["among"]
        shows = among["show"] if isinstance(among, dict) else among
        body: Body = {"id": "chosen", "at": "tell", "head": draw(HEADS), "named": picks[0]["names"]}
        found.append(body | {"sections": [{"head": draw(HEADS), "show": shows}]})


@st.composite
def tellers(draw: DrawFn, asked: Sequence[Body]) -> Body:
    """Draw who tells something, by a choice among what is asked."""
    picked = [one for one in asked if one.get("kind") in PICKED]
    alone = {"each": True, "says": "Dit is {verhaal}."}
    together = {"says": "Zo gaat het: {volgorde}. Dat duurt {duur} minuten.", "nobody": draw(TEXTS_OF_BOARDS)}
    body: Body = dict(draw(st.sampled_from([alone, together])))
    if draw(OFTEN) and (titles := shareable(asked)):
        body["titles"] = titles[:1]
    one = draw(st.sampled_from(picked))
    chosen = {one["id"]: draw(st.lists(st.sampled_from(choices_of(one)), min_size=1, max_size=2, unique=True))}
    maybe(draw, body, "begins", st.just(chosen))
    if draw(OFTEN):
        body["never_first"] = "lead"
    maybe(draw, body, "longer", PLAIN)
    for word in ("minutes", "besides", "most"):
        maybe(draw, body, word, st.integers(1, 120))
    return body | {"who": chosen}


def with_a_message(draw: DrawFn, found: list[Body], asked: Sequence[Body], chosen: Body, day: str) -> None:
    """Add a message, which may name tellers, and let outputs come in some rounds only."""
    message: Body = dict(MESSAGE)
    if draw(COIN):
        message |= {"at": day, "punctual": draw(COIN)}
    if any(one.get("kind") in PICKED for one in asked) and draw(OFTEN):
        message["tellers"] = draw(tellers(asked))
    found += [message] if draw(OFTEN) else []
    for output in found:
        maybe(draw, output, "only_if", st.just(chosen))


def added_to_messages(draw: DrawFn, body: Body, asked: Sequence[Sequence[Body]]) -> None:
    """Let a message tell what was written to plan its round, what was shared since, and how often the same was chosen (S50)."""
    written = [one["id"] for one in asked[0] if one.get("public")]
    picked = [one["id"] for one in asked[1] if any("words" in option for option in one.get("options", {}).values() if option)]
    for message in (one for one in body["outputs"] if one.get("kind") == "message"):
        adds = [{"head": draw(HEADS), "show": written}] if written else []
        adds += [{"of": body["id"], "head": draw(HEADS), "show": shareable(asked[1])[:1]}] if shareable(asked[1]) else []
        maybe(draw, message, "adds", st.just(adds))
        counts: Body = {"of": body["id"], "show": picked[0] if picked else "", "says": "Gekozen: {aantallen}."}
        maybe(draw, counts, "least", st.integers(3, 5))
        if picked:
            maybe(draw, message, "counts", st.just(counts))
