"""What makes one question whole by itself; each flaw says what is wrong and, after a semicolon, the mend."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from dialogs.checks.flaws import need
from dialogs.language.roles import PersonFact
from dialogs.timing.cadence import WEEKDAYS

if TYPE_CHECKING:
    from dialogs.language.options import Option
    from dialogs.language.parts import Question

MOST_STEPS = 11
"""How many steps a scale has at most: 0 to 10."""
BELONGS: Mapping[str, tuple[str, ...]] = {
    "options": ("choice", "multi", "yesno", "text", "number", "date", "person", "share"),
    "max": ("text", "file", "person"), "file": ("text",), "repeat": ("text", "file", "date"), "full": ("text",),
    "changes": ("text",),
    "own": ("text",), "value": ("text", "file"), "public": ("text",), "belongs_to": ("text",), "taking_part": ("person",),
    "title": ("text",), "replaces": ("text",), "names": ("text", "choice", "multi", "yesno"),
    "among": ("choice", "multi"), "unopposed": ("yesno",), "counted": ("choice", "scale"),
    "shown": ("choice", "multi", "scale"),
    "external": ("person",), "asks": ("person",), "returns": ("text",), "people": ("multi",), "usual": ("multi",),
    "unnamed_from": ("multi",),
    "met": ("date",), "free": ("date",), "free_of": ("date",), "pairs": ("person",),
    "written": ("info",), "lines": ("info",), "rest_of": ("info", "choice"),
    "called": ("text", "file", "date", "number", "person", "choice", "multi", "yesno", "scale"),
    "follows": ("text", "choice", "multi", "yesno", "scale", "number", "date", "file"),
    "allow": ("share",), "each": ("share",), "covers": ("share", "person"), "running": ("share",),
    "low": ("scale",), "high": ("scale",), "least": ("scale", "number"), "most": ("scale", "number", "info"),
    "halves": ("number",), "ledger": ("number",),
    "default": ("date",), "apart": ("date",), "far": ("date",), "asks_again": ("date",), "workday": ("date",),
    "behind": ("date",), "either": ("date",), "ahead": ("date",), "time": ("date",), "known": ("person",),
    "meetings": ("date",), "no_earlier": ("date",), "prolongs": ("date",),
    "another": ("yesno",), "made": ("text",), "visits": ("choice", "person"),
    "hears": ("choice", "person"), "partners": ("person",), "for_group": ("choice",), "which": ("choice",),
}  # fmt: skip
"""Words that only make sense with some kinds of questions."""
FACTS: Mapping[PersonFact, tuple[str, frozenset[str]]] = {
    "consent": ("choice", frozenset({"yes", "no"})),
    "call_name": ("text", frozenset()),
    "quiet_days": ("multi", frozenset(WEEKDAYS[:5])),
    "default_share": ("choice", frozenset({"ask", "private"})),
    "own_month": ("choice", frozenset({"yes", "no"})),
    "pause": ("choice", frozenset({"this_week", "two_weeks", "four_weeks", "date"})),
    "pause_day": ("date", frozenset()),
    "own_question": ("text", frozenset()),
}
"""How each fact about a person is asked, and with which options."""


def of_question(question: "Question") -> None:
    """Check one question by itself; raises Flaw."""
    name, kind = question.id, question.kind
    need(bool(question.ask) != bool(question.variants), f"{name} has no wording, or two; give either ask or variants")
    need(
        question.no_repeat <= len(question.variants),
        f"{name} has fewer wordings than no_repeat; add variants",
        "no_repeat",
    )
    for word, kinds in BELONGS.items():
        what = f"{word} stands with {name}, which is a {kind} question; it belongs to {' and '.join(kinds)}"
        need(
            getattr(question, word) == type(question).model_fields[word].get_default(call_default_factory=True)
            or kind in kinds,
            what,
            word,
        )
    offered = question.options or question.among or question.people or question.which
    need(offered or kind not in {"choice", "multi"}, f"{name} has nothing to choose; add options")
    need(not (question.behind and question.ahead), f"{name} lies behind and ahead; leave one of them out", "ahead")
    what = f"{name} may lie behind and ahead, so neither is asked for; leave behind and ahead out, or either"
    need(not question.either or not (question.behind or question.ahead), what, "either")
    what = f"{name} must be answered, so it is never skipped; leave required or default out"
    need(not (question.required and question.default), what, "default")
    need(question.allow or kind != "share", f"{name} has no readers to choose; add allow: [V0, V2]")
    need("V0" in question.allow or kind != "share", f"{name} leaves nobody the choice to share nothing; add V0", "allow")
    _of_options(question)
    if question.sets is not None:
        _of_fact(question, question.sets)
    if kind in {"scale", "number"}:
        _of_numbers(question)
    _of_somebody(question)
    _of_what_is_public(question)
    what = f"{name} picks one of her own texts as its answer, so it is a text; write kind: text"
    need(kind == "text" or not question.picks, what, "recall")
    for word in ("help", "required") if kind == "info" else ():
        need(not getattr(question, word), f"{name} only tells, so there is nothing to answer; leave {word} out", word)


def _of_somebody(question: "Question") -> None:
    """Check a question at which somebody is chosen who hears of it."""
    name = question.id
    what = f"{name} asks somebody, so a role will not do; add known: true"
    need(question.known or not question.asks, what, "asks")
    what = f"{name} is a moment that somebody else chooses, so its hour belongs to it; add time: true, or leave free out"
    need(question.time or not question.free, what, "free")
    what = f"{name} is chosen to do something on with somebody else; add met, or leave free_of out"
    need(question.met or not question.free_of, what, "free_of")
    what = f"{name} says how many people are usual, and offers none; add people: true, or leave usual out"
    need(question.people or question.usual is None, what, "usual")
    what = f"{name} says from how many on nobody is named, and not how many are usual; add usual, or leave unnamed_from out"
    need(question.usual is not None or question.unnamed_from is None, what, "unnamed_from")
    what = f"{name} offers only who said yes, so a role will not do; add known: true"
    need(question.known or not question.partners, what, "partners")
    what = f"{name} says in which words somebody hears it, and nobody hears anything; add visits, or leave hears out"
    need(question.visits or not question.hears, what, "hears")


def _of_what_is_public(question: "Question") -> None:
    """Check what does not go with a text that the group reads at once, and what goes with no other."""
    name = question.id
    for word in ("file", "sets") if question.public else ():
        what = f"{name} is read by the group at once, and cannot have {word} too; leave one of the two out"
        need(not getattr(question, word), what, word)
    what = f"{name} is not read by the group at once, so its name stands with it; add public: V2, or leave unsigned out"
    need(question.public or not question.unsigned, what, "unsigned")
    what = f"{name} is not read by the group at once, so whom it names matters later; add public: V2, or leave unnamed out"
    need(question.public or not question.unnamed, what, "unnamed")


def _of_options(question: "Question") -> None:
    """Check that the options fit the kind, and that one of them leads on and one shares nothing."""
    name, kind, options = question.id, question.kind, question.options
    what = f'{name} can only be answered with yes and no; name its options "yes", "no" and "unknown"'
    need(kind != "yesno" or set(options) <= {"yes", "no", "unknown"}, what, "options")
    what = f"{name} comes back whatever is chosen; leave again out of one option"
    must = question.picked and options and kind != "person"  # there people stand beside the options
    need(not must or not all(option.again for option in options.values()), what, "options")
    free = any(
        name not in options or (options[name].shares in {None, "V0", "V5"} and not options[name].again)
        for name in question.choices
    )
    what = f"{name} can only be answered by sharing; add an option that shares nothing"
    need(kind == "share" or not must or free, what, "options")
    for option, chosen in options.items():
        _of_option(question, option, chosen)


def _of_option(question: "Question", name: str, option: "Option") -> None:
    """Check what one option does."""
    _of_flags(question, name, option)
    what = f"{name} of {question.id} stands for somebody, and nobody is asked anything; add visits, or leave to out"
    need(question.visits or not option.to, what, "options", name, "to")
    what = f"{name} of {question.id} lets somebody join, and nobody reads who; add gives: V1, or leave joins out"
    need(option.gives or not option.joins, what, "options", name)
    what = (
        f"{name} of {question.id} gives away what was answered, and so is an answer itself; ask a choice, and do nothing else"
    )
    kept = question.kind in {"choice", "yesno"} and not any(
        one.acts and one.does != "open round" for one in question.options.values()
    )
    need(kept or not option.gives, what, "options", name)
    what = f"{name} of {question.id} signs what nobody put to her; add accepts: true, or leave signs out"
    need(option.accepts or not option.signs, what, "options", name)
    what = f"{name} of {question.id} says yes to a duo with nobody; add accepts: true, or leave matches out"
    need(option.accepts or not option.matches, what, "options", name)
    what = f"{name} of {question.id} chooses something in what does not begin now; add then, and leave after out"
    need((option.then and not option.after) or option.plans or not option.chosen, what, "options", name)
    what = f"{name} of {question.id} says when, and not what begins then; add then: and the name of a format"
    need(option.then or not option.after, what, "options", name)
    what = f"{name} of {question.id} holds, and nothing comes after it; add then and after, or leave holds out"
    need(option.after or not option.holds, what, "options", name)


def _of_flags(question: "Question", name: str, option: "Option") -> None:
    """Check that what is chosen beside the readers gives a flag and does nothing else, and that flags stand only there."""
    if question.kind == "share":
        what = f"{name} of {question.id} says nothing of what is kept; give it flags, and nothing else that it does"
        need(option.flags and not (option.acts or option.ends or option.again or option.mode), what, "options", name)
    else:
        what = f"flags stands with {question.id}, which is a {question.kind} question; it belongs to an option of share"
        need(not option.flags, what, "options", name)


def _of_numbers(question: "Question") -> None:
    name, steps = question.id, len(question.span)
    need(steps > 1, f"{name} has nothing between least and most; make most larger", "most")
    if question.kind == "number":
        need(question.most is not None, f"{name} does not say how large a number may be; add most: 100")
        return
    need(steps <= MOST_STEPS, f"{name} has {steps} steps; a scale has {MOST_STEPS} at most", "most")
    need(question.low and question.high, f"{name} does not say in words what its ends mean; add low and high")


def _of_fact(question: "Question", fact: PersonFact) -> None:
    kind, values = FACTS[fact]
    what = f"{question.id} sets {fact}, which is a {kind} question; write kind: {kind}"
    need(question.kind == kind, what, "sets")
    for word in ("which", "among", "people"):
        what = f"{question.id} sets {fact}, whose options are its own; leave {word} out"
        need(not getattr(question, word), what, word)
    offered = {name for name, option in question.options.items() if not option.again}
    need(offered <= values, f"{question.id} sets {fact}; name its options {', '.join(sorted(values))}", "options")
